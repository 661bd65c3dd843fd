from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.http import HttpRequest
from content.forms import OWN, CheckForm, UploadForm
from content.models import Course, Edition, KeyPoint, Publishing, Stage, Upload
from content.previewing import Preview, documents_of, preview
from content.reading.source import UnreadableFile
from content.uploading import choose, read_again, receive, start, work

PATIENCE = 10
"""Seconds after which a job that nobody took says so."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def uploads(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a document to a course, and those that wait to be checked."""
    course = get_object_or_404(Course.objects.taught_by(request.user), slug=slug)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, editions=documents_of(course))
    if form.is_valid():
        replaces = form.cleaned_data["replaces"]
        name, data = form.document()
        named = {"own": True} if replaces == OWN else {"replaces": replaces or None}
        try:
            upload = receive(course, request.user, name, data, timezone.now(), **named)
        except UnreadableFile as refusal:
            form.add_error(None, _(str(refusal)))
        else:
            return HttpResponseRedirect(upload.get_absolute_url(), status=303)
    waiting = Upload.objects.visible_to(request.user).filter(course=course).waiting().without_bytes()
    context = {"course": course, "form": form, "waiting": waiting}
    return render(request, "content/uploads.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a document is on its way into its course: at work, to be checked, in the course, or refused."""
    upload = found(request, pk)
    is_asking = request.htmx.target == "progress"
    if upload.at_work:
        return progress(request, upload, is_asking)
    if is_asking:
        return HttpResponseClientRefresh()
    if upload.stage == Stage.DONE and upload.edition:
        return done(request, upload, upload.edition)
    if upload.stage == Stage.COMPARED and "part" not in request.GET:
        return render(request, "content/upload_compare.html", {"upload": upload, "course": upload.course})
    if not upload.found:
        return render(request, "content/upload_failed.html", {"upload": upload, "course": upload.course})
    return check(request, upload, preview(upload, part_of(request.GET.get("part", ""))))


@require_POST
@login_required
def choices(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was ticked and written on the preview, and go where the button says."""
    upload = found(request, pk)
    if upload.at_work or not upload.found:
        return HttpResponseRedirect(upload.get_absolute_url(), status=303)
    shown = preview(upload, part_of(request.POST.get("part", "")))
    form = CheckForm(request.POST, editions=documents_of(upload.course))
    if not form.is_valid():
        return check(request, upload, shown, form)
    choose(upload, changes(shown, request.POST.getlist("find")), own_labels(shown, request), form.cleaned_data)
    go = request.POST.get("go", "")
    if go == "import":
        start(upload, Stage.COMPARING if upload.replaces else Stage.IMPORTING, timezone.now())
    elif go == "language":
        read_again(upload, form.cleaned_data["language"], timezone.now())
    query = f"?part={part_of(go)}" if go.isdecimal() else ""
    return HttpResponseRedirect(upload.get_absolute_url() + query, status=303)


@require_POST
@login_required
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the compared edition in the place of the one before it."""
    upload = found(request, pk)
    if upload.stage == Stage.COMPARED:
        start(upload, Stage.IMPORTING, timezone.now())
    return HttpResponseRedirect(upload.get_absolute_url(), status=303)


@require_POST
@login_required
def labour(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the work in this request when no worker takes it, or try again what failed."""
    upload = found(request, pk)
    if upload.stage == Stage.FAILED:
        start(upload, Stage.READING, timezone.now())
    else:
        work(upload.pk, timezone.now())
    return HttpResponseRedirect(upload.get_absolute_url(), status=303)


@require_POST
@login_required
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an upload; what came of it stays in the course."""
    upload = found(request, pk)
    upload.delete()
    messages.success(request, _("“%(name)s” was removed. The course is as it was.") % {"name": upload.file_name})
    return HttpResponseRedirect(reverse("content:uploads", args=[upload.course.slug]), status=303)


def found(request: HttpRequest, pk: int) -> Upload:
    uploads = Upload.objects.visible_to(request.user).select_related("course", "replaces", "edition__document")
    return get_object_or_404(uploads.defer("edition__text"), pk=pk)


def changes(shown: Preview, ticked: Collection[str]) -> dict[str, bool]:
    """Of each find on the page, whether it was ticked otherwise than proposed."""
    return {key: (key in ticked) != is_proposed for key, is_proposed in shown.boxes_to_tick.items()}


def own_labels(shown: Preview, request: HttpRequest) -> dict[str, str]:
    """The names of lists that are not those found."""
    given = {find: request.POST.get(f"label-{find.key}", "").strip()[:300] for find in shown.lists}
    return {find.key: label for find, label in given.items() if label and label != find.found_label}


def progress(request: HttpRequest, upload: Upload, is_asking: bool) -> HttpResponse:
    """The page, or for who asks from it what is new: nothing when the state is the one seen."""
    waited = (timezone.now() - (upload.asked_at or upload.created_at)).total_seconds()
    state = "working" if upload.taken_at else "idle" if waited > PATIENCE else "waiting"
    if is_asking and request.GET.get("seen") == state:
        return HttpResponse(status=204)
    context = {"upload": upload, "course": upload.course, "state": state}
    return render(request, "content/_progress.html" if is_asking else "content/upload_progress.html", context)


def done(request: HttpRequest, upload: Upload, edition: Edition) -> HttpResponse:
    lessons = edition.lessons.select_related("course").order_by("number")
    context = {
        "upload": upload,
        "course": upload.course,
        "lessons": lessons,
        "points": KeyPoint.objects.taught().filter(lesson__edition=edition).count(),
        "is_reviewed": upload.course.publishing == Publishing.REVIEWED,
    }
    return render(request, "content/upload_done.html", context)


def check(request: HttpRequest, upload: Upload, shown: Preview, form: CheckForm | None = None) -> HttpResponse:
    outline, chosen = shown.found.outline, upload.choices
    read = {name: chosen.get(name, getattr(outline, name) or "") for name in ("title", "source", "author", "date")}
    read["title"] = read["title"] or upload.file_name.rpartition(".")[0]
    initial = {**read, "language": outline.language, "replaces": str(upload.replaces_id or OWN)}
    refused = form is not None
    form = form or CheckForm(initial=initial, editions=documents_of(upload.course))
    context = {"upload": upload, "course": upload.course, "page": shown, "form": form}
    return render(request, "content/upload_check.html", context, status=422 if refused else 200)


def part_of(given: str) -> int:
    """The part of the text that an address asks for; the first when it asks for none."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
