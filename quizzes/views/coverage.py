from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Citation, Course, Edition
from quizzes.building import draft_items
from quizzes.forms import ItemStatusForm
from quizzes.pages import coverage as reading

STEPS = ((0, "0"), (1, "1–2"), (2, "3–5"), (3, "6–9"), (4, "10+"))


@require_safe
@login_required
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """What of a document is taught. `?at=p9s2` opens a sentence, `&why=1` with what drafting it would refuse."""
    edition = taught_edition(request, pk)
    page = reading.coverage(edition)
    context: dict[str, Any] = {"page": page, "edition": edition, "course": edition.document.course, "steps": STEPS}
    if sentence := page.at(request.GET.get("at", "")):
        cited = Citation.objects.of(edition, [sentence.span])
        context |= {"sentence": sentence, "citation": cited.get(sentence.span)}
        if request.GET.get("why"):
            context["refusals"] = reading.refusals(edition, sentence.taught)
    return render(request, "quizzes/coverage.html", context)


@require_POST
@login_required
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, retire or set back one card or question of the document."""
    edition = taught_edition(request, pk)
    form = ItemStatusForm(edition, request.POST)
    if form.is_valid():
        messages.success(request, form.apply())
    else:
        messages.error(request, _("That item is not one of this document. Nothing was changed."))
    return back(edition, request.POST.get("at", ""))


@require_POST
@login_required
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    edition = taught_edition(request, pk)
    drafted = draft_items(edition.document.course, timezone.now())
    new = drafted.questions + drafted.cards
    told = ngettext("%(n)d item is new.", "%(n)d items are new.", new) % {"n": new}
    messages.success(request, told if new else _("Nothing new passed the checks: all that can be asked is there."))
    return back(edition, request.POST.get("at", ""))


def taught_edition(request: HttpRequest, pk: int) -> Edition:
    editions = Edition.objects.current().filter(document__course__in=Course.objects.taught_by(request.user))
    return get_object_or_404(editions.select_related("document__course"), document=pk)


def back(edition: Edition, anchor: str) -> HttpResponseRedirect:
    address = reverse("quizzes:coverage", args=[edition.document_id])
    return HttpResponseRedirect(f"{address}?at={anchor}#{anchor}" if anchor.isalnum() else address, status=303)
