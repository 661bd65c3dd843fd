from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.cutting import Mark, cut
from content.models import Citation, Lesson


@require_safe
@login_required
def citation(request: HttpRequest, pk: int) -> HttpResponse:
    """To the words in place: their lesson, opened at their sentence, with them lit. Words of an earlier edition
    stand on a page of their own.
    """
    citations = Citation.objects.visible_to(request.user).select_related("edition__document__course")
    found = get_object_or_404(citations.defer("edition__text"), pk=pk)
    if not found.edition.is_current:
        return earlier(request, found)
    lesson = get_object_or_404(Lesson.objects.select_related("course").holding(found))
    return HttpResponseRedirect(f"{lesson.get_absolute_url()}?lit={found.pk}#{found.anchor}")


def earlier(request: HttpRequest, found: Citation) -> HttpResponse:
    """Words that an edition said before it was replaced, in their paragraphs, and where they stand now if they do."""
    near = found.edition.paragraphs.filter(number__range=(found.paragraph, found.last_paragraph))
    text = found.edition.text
    light = Mark(found.start, found.end, "lit")
    now = Citation.objects.filter(edition__document=found.edition.document_id, edition__is_current=True)
    context = {
        "citation": found,
        "course": found.edition.document.course,
        "paragraphs": [(one, cut(text[one.start : one.end], one.start, [light])) for one in near.order_by("order")],
        "now": now.filter(sha256=found.sha256).with_source().first(),
    }
    return render(request, "content/earlier.html", context)
