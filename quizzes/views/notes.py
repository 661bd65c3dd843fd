from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from content.models import Lesson, Paragraph
from quizzes.forms import NoteForm
from quizzes.models import Note
from quizzes.pages.notes import Writing, beside
from quizzes.views.lessons import found, page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request: HttpRequest, slug: str, number: int, paragraph: int) -> HttpResponse:
    """One's own notes on a paragraph with the form for another one; a POST keeps it. `shut` leaves the form away."""
    lesson = found(request, slug, number)
    place = paragraph_of(lesson, paragraph)
    form = NoteForm(request.POST or None)
    if request.method != "POST":
        return show(request, lesson, place, None if "shut" in request.GET else Writing(paragraph, form))
    if not form.is_valid():
        return show(request, lesson, place, Writing(paragraph, form), status=422)
    note = Note.objects.write(request.user, lesson.edition, place, form.cleaned_data["text"], timezone.now())
    return settled(request, lesson, place, note)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a note of one's own."""
    note, lesson, place = find(request, pk)
    form = NoteForm(request.POST or None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        note.change(form.cleaned_data["text"])
        return settled(request, lesson, place, note)
    status = 422 if request.method == "POST" else 200
    return show(request, lesson, place, Writing(place.number, form, note), status=status)


@require_POST
@login_required
def note_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a note of one's own; it can be brought back for a while."""
    note, lesson, place = find(request, pk)
    note.remove(timezone.now())
    return settled(request, lesson, place, note)


@require_POST
@login_required
def note_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a removed note back."""
    note, lesson, place = find(request, pk)
    note.bring_back()
    return settled(request, lesson, place, note)


# Finding ------------------------------------------------------------------------


def find(request: HttpRequest, pk: int) -> tuple[Note, Lesson, Paragraph]:
    mine = Note.objects.visible_to(request.user).at_hand(timezone.now())
    note = get_object_or_404(mine, pk=pk)
    lessons = Lesson.objects.visible_to(request.user).select_related("course", "edition__document")
    within = {"first_paragraph__lte": note.paragraph, "last_paragraph__gte": note.paragraph}
    lesson = get_object_or_404(lessons, edition=note.edition_id, **within)
    return note, lesson, paragraph_of(lesson, note.paragraph)


def paragraph_of(lesson: Lesson, number: int) -> Paragraph:
    within = lesson.edition.paragraphs.filter(number__range=(lesson.first_paragraph, lesson.last_paragraph))
    return get_object_or_404(within, number=number)


# Showing ------------------------------------------------------------------------


def show(
    request: HttpRequest,
    lesson: Lesson,
    place: Paragraph,
    writing: Writing | None,
    *,
    fresh: int = 0,
    status: int = 200,
) -> HttpResponse:
    """The notes of the paragraph alone for htmx, else in the lesson."""
    if not request.htmx:
        return page(request, lesson, writing=writing, status=status)
    here = beside(lesson, place, request.user, timezone.now(), writing, fresh)
    context = {"here": here, "lesson": lesson, "number": place.number}
    return render(request, "quizzes/_own_notes.html", context, status=status)


def settled(request: HttpRequest, lesson: Lesson, place: Paragraph, note: Note) -> HttpResponse:
    if request.htmx:
        return show(request, lesson, place, None, fresh=note.pk)
    return HttpResponseRedirect(f"{lesson.get_absolute_url()}#n{place.number}", status=303)
