from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.forms import JoinForm
from quizzes.pages import library as shelves


@require_safe
@login_required
def library(request: HttpRequest) -> HttpResponse:
    page = shelves.library(request.user, timezone.now())
    context = {"library": page, "waiting_count": page.waiting, "form": JoinForm(auto_id="join_%s")}
    return render(request, "quizzes/library.html", context)
