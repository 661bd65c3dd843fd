from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course, Lesson
from quizzes.models import Card


@require_safe
@login_required
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """The cards of a course on paper; `lesson` keeps to one of its lessons."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    lessons = course.lessons.filter(edition__is_current=True)
    number = request.GET.get("lesson", "")
    lesson = get_object_or_404(lessons, number=int(number)) if number.isdecimal() else None
    context = {"course": course, "lessons": lessons, "lesson": lesson, "cards": deck(course, lesson)}
    return render(request, "quizzes/cards.html", context)


def deck(course: Course, lesson: Lesson | None) -> list[Card]:
    """In the order of the lessons."""
    cards = Card.objects.approved().filter(key_point__course=course).order_by("key_point__order", "pk")
    if lesson is not None:
        cards = cards.filter(key_point__lesson=lesson)
    return list(cards.select_related("key_point", "citation__edition__document").defer("citation__edition__text"))
