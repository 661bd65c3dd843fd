from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Citation, Lesson
from quizzes.forms import ReadingForm
from quizzes.pages.notes import Writing
from quizzes.pages.reader import lesson_page
from quizzes.reading import mark_read
from quizzes.views.returning import way_back


@require_safe
@login_required
def lesson(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A lesson to read; with `lit`, the words of that citation are lit."""
    return page(request, found(request, slug, number))


@require_POST
@login_required
def reading(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Mark the lesson as read up to a paragraph."""
    lesson = found(request, slug, number)
    form = ReadingForm(lesson, request.POST)
    if not form.is_valid():
        return page(request, lesson, form)
    reading = mark_read(request.user, lesson, form.cleaned_data["paragraph"], timezone.now())
    anchor = "end" if reading.finished_at else f"p{reading.paragraph + 1}"
    return HttpResponseRedirect(f"{lesson.get_absolute_url()}#{anchor}", status=303)


def found(request: HttpRequest, slug: str, number: int) -> Lesson:
    lessons = Lesson.objects.visible_to(request.user).select_related("course", "edition__document")
    return get_object_or_404(lessons, course__slug=slug, number=number)


def page(
    request: HttpRequest,
    lesson: Lesson,
    refused: ReadingForm | None = None,
    problems: Mapping[int, str] | None = None,
    writing: Writing | None = None,
    status: int = 200,
) -> HttpResponse:
    """`problems` say of questions in the text, by their ids, why an answer was not taken; `writing` is the form of a
    note that is open.
    """
    lit = lit_in(lesson, request.GET.get("lit", ""))
    shown = lesson_page(lesson, request.user, timezone.now(), lit, problems or {}, writing)
    back = way_back(request) if lit else None
    context = {
        "back": back,
        "page": shown,
        "lesson": lesson,
        "course": lesson.course,
        "edition": lesson.edition,
        "refused": refused,
    }
    return render(request, "quizzes/lesson.html", context, status=422 if refused or problems else status)


def lit_in(lesson: Lesson, pk: str) -> Citation | None:
    """The words to light; none when the address names none of this source."""
    if not (pk.isascii() and pk.isdecimal()) or len(pk) > 18:
        return None
    return Citation.objects.filter(edition=lesson.edition, pk=pk).first()
