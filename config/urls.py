from django.contrib import admin
from django.urls import include, path

handler500 = "care.views.fault"

urlpatterns = [
    path("", include("quizzes.urls")),
    path("", include("content.urls")),
    path("account/", include("accounts.urls")),
    path("health/", include("care.urls")),
    path("admin/", admin.site.urls),
]
