from django.urls import path

from content.views import citations, memberships

app_name = "content"

urlpatterns = [
    path("memberships/", memberships.memberships, name="memberships"),
    path("citations/<int:pk>/", citations.citation, name="citation"),
]
