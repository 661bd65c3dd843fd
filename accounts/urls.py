from django.contrib.auth import views as auth
from django.urls import path
from django.views.generic import TemplateView

from accounts import views
from accounts.forms import SignInForm

urlpatterns = [
    path("sign-up/", views.sign_up, name="sign_up"),
    path("profile/", views.profile, name="profile"),
    path("theme/", views.theme, name="theme"),
    path("privacy/", TemplateView.as_view(template_name="accounts/privacy.html"), name="privacy"),
    path("keyboard/", TemplateView.as_view(template_name="accounts/keyboard.html"), name="keyboard"),
    path(
        "sign-in/",
        auth.LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True),
        name="login",
    ),
    path("sign-out/", auth.LogoutView.as_view(), name="logout"),
    path("password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("password/changed/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("password/forgotten/", auth.PasswordResetView.as_view(), name="password_reset"),
    path("password/forgotten/sent/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("password/new/<uidb64>/<token>/", auth.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("password/new/done/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
