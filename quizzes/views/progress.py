from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.pages.report import report


@require_safe
@login_required
def progress(request: HttpRequest) -> HttpResponse:
    """Of all courses; `course` narrows what is known to one of them, `page` turns its pages."""
    courses = Course.objects.visible_to(request.user)
    course = get_object_or_404(courses, slug=request.GET["course"]) if "course" in request.GET else None
    page = report(request.user, timezone.now(), course, request.GET.get("page", 1))
    return render(request, "quizzes/progress.html", {"report": page, "waiting_count": page.waiting})
