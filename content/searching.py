"""Which sentences of a course say some words."""

from functools import reduce
from operator import or_

from django.db.models import Q

from content.models import Citation, Course
from content.models.citation import CitationQuerySet

MOST = 12
WORDS = 8


def sentences_saying(course: Course, words: str, most: int = MOST) -> list[Citation]:
    """Sentences of the current texts that hold all of these words, those that hold them side by side first."""
    wanted = words.split()[:WORDS]
    if not wanted:
        return []
    current = Citation.objects.with_source().filter(edition__document__course=course, edition__is_current=True)
    together = list(holding(current, " ".join(wanted)).order_by("edition", "start", "end")[:most])
    apart = reduce(holding, wanted, current).exclude(pk__in=[one.pk for one in together])
    return [*together, *apart.order_by("edition", "start", "end")[: most - len(together)]]


def holding(citations: CitationQuerySet, words: str) -> CitationQuerySet:
    """In any case; SQLite itself folds the case of ASCII alone."""
    forms = {words, words.lower(), words.upper(), words.title(), words[:1].upper() + words[1:]}
    return citations.filter(reduce(or_, (Q(quote__icontains=form) for form in sorted(forms))))
