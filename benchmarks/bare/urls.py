"""Two views: `ro` reads the session, the person and the question, `rw` inserts an answer besides; both render 6 kB."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from benchmarks.bare.models import Answer
from quizzes.models import Response


@login_required
def ro(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "page.html", {"response": get_object_or_404(Response, pk=pk), "steps": range(1, 11)})


@login_required
def rw(request: HttpRequest, pk: int) -> HttpResponse:
    response = get_object_or_404(Response, pk=pk)
    Answer.objects.create(
        response=response, learner=request.user, answer=request.POST["answer"], answered_at=timezone.now()
    )
    return render(request, "page.html", {"response": response, "steps": range(1, 11)})


urlpatterns = [
    path("ro/<int:pk>/", ro),
    path("rw/<int:pk>/", rw),
    path("account/sign-in/", ro, {"pk": 0}, name="login"),
]
