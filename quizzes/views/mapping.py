from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course, Lesson
from quizzes.pages.mapping import lesson_map, mapped
from quizzes.scheduling import learner_day


@require_safe
@login_required
def documents(request: HttpRequest) -> HttpResponse:
    """Every document as a strip, tinted by what is known of it."""
    today = learner_day(timezone.now(), request.user.zone)
    return render(request, "quizzes/maps.html", {"documents": mapped(request.user, today)})


@require_safe
@login_required
def lesson(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A lesson sentence by sentence, tinted by what is known of it."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    lessons = Lesson.objects.filter(course=course, edition__is_current=True).select_related("edition__document")
    found = get_object_or_404(lessons.defer("edition__text"), number=number)
    found.course = course
    today = learner_day(timezone.now(), request.user.zone)
    return render(request, "quizzes/map.html", {"page": lesson_map(found, request.user, today), "course": course})
