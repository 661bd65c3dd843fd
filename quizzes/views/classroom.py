import csv
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.pages.classroom import class_page, learners_of
from quizzes.pages.pupil import pupil_page
from quizzes.pages.tables import TABLES, cell


@require_safe
@login_required
def classroom(request: HttpRequest, slug: str) -> HttpResponse:
    """How well the class knows what, and who may want a word."""
    course = taught(request, slug)
    context = {"course": course, "page": class_page(course, timezone.now()), "tables": TABLES}
    return render(request, "quizzes/class.html", context)


@require_safe
@login_required
def pupil(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One learner of the class. Who has left is not there; their history is in the tables."""
    course = taught(request, slug)
    person = next((one for one in learners_of(course) if one.pk == pk), None)
    if person is None:
        raise Http404
    page = pupil_page(course, person, timezone.now(), request.GET.get("page", 1))
    return render(request, "quizzes/class_learner.html", {"course": course, "page": page})


@require_safe
@login_required
def table(request: HttpRequest, slug: str, name: str) -> StreamingHttpResponse:
    """One of the tables of the class, as CSV."""
    course = taught(request, slug)
    if name not in TABLES:
        raise Http404
    response = StreamingHttpResponse(lines(course, name), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{course.slug}-{name}.csv"'
    return response


def lines(course: Course, name: str) -> Iterator[str]:
    writer = csv.writer(Echo())
    for line in TABLES[name](course):
        yield writer.writerow([cell(value) for value in line])


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def taught(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(Course.objects.taught_by(request.user), slug=slug)
