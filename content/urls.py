from django.urls import path

from content.views import citations, ideas, memberships, rosters, uploads

app_name = "content"

urlpatterns = [
    path("memberships/", memberships.memberships, name="memberships"),
    path("memberships/<int:pk>/departure/", memberships.departure, name="departure"),
    path("citations/<int:pk>/", citations.citation, name="citation"),
    path("courses/<slug:slug>/uploads/", uploads.uploads, name="uploads"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/choices/", uploads.choices, name="upload_choices"),
    path("uploads/<int:pk>/edition/", uploads.edition, name="upload_edition"),
    path("uploads/<int:pk>/labour/", uploads.labour, name="upload_labour"),
    path("uploads/<int:pk>/removal/", uploads.removal, name="upload_removal"),
    path("courses/<slug:slug>/roster/", rosters.roster, name="roster"),
    path("courses/<slug:slug>/invitations/", rosters.invitations, name="invitations"),
    path("courses/<slug:slug>/ideas/", ideas.ideas, name="ideas"),
    path("ideas/<int:pk>/withdrawal/", ideas.withdrawal, name="idea_withdrawal"),
]
