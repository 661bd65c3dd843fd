from django.urls import path

from content.views import citations, ideas, memberships

app_name = "content"

urlpatterns = [
    path("memberships/", memberships.memberships, name="memberships"),
    path("memberships/<int:pk>/departure/", memberships.departure, name="departure"),
    path("citations/<int:pk>/", citations.citation, name="citation"),
    path("courses/<slug:slug>/ideas/", ideas.ideas, name="ideas"),
    path("ideas/<int:pk>/withdrawal/", ideas.withdrawal, name="idea_withdrawal"),
]
