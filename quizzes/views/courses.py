from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.pages.overview import course_page


@require_safe
@login_required
def course(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    page = course_page(course, request.user, timezone.now())
    return render(request, "quizzes/course.html", {"page": page, "course": course})
