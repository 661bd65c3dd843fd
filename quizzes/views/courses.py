from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.pages.heads import head_of
from quizzes.pages.overview import course_page


@require_safe
@login_required
def course(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    head = head_of(Course.objects.visible_to(request.user), slug, request.user, now)
    if head is None:
        raise Http404
    page = course_page(head, request.user, now)
    return render(request, "quizzes/course.html", {"page": page, "head": head, "course": head.course})
