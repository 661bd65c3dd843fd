"""What learners have against questions, as those who teach see it: what was asked, the source, and every answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import dumps

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from content.models import Course, Edition
from quizzes.kinds.base import Json
from quizzes.models import Dispute, DisputeState, Regrade, Response
from quizzes.models.dispute import DECIDED
from quizzes.pages.names import staff_name
from quizzes.pages.queue import Near, surroundings
from quizzes.wording import said

STATES = {"open": Q(state=DisputeState.OPEN), "decided": Q(state__in=DECIDED)}
MOST_ANSWERS = 40
"""So many different answers are listed; what is left over is counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dispute in a list: who raised it, and of how many people's answers it is one."""

    dispute: Dispute
    name: str

    @property
    def response(self) -> Response:
        return self.dispute.response


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that people gave: in words, by how many, as a share of those who answered, and what it earns.

    `sample` is a response that holds it; `is_mine` marks the disputed one.
    """

    words: str
    count: int
    share: int
    earns: int
    sample: int
    is_mine: bool

    @property
    def verdict(self) -> str:
        return "good" if self.earns >= 100 else "part" if self.earns > 0 else "bad"


@dataclass(frozen=True, slots=True)
class Case:
    """A dispute with all that bears on it. `asked` counts the answers and those who left the question open."""

    entry: Entry
    item: Json
    near: tuple[Near, ...]
    edition: Edition
    given: tuple[Given, ...]
    left_over: int
    answered: int
    left_open: int
    others: tuple[Entry, ...]
    trail: tuple[Regrade, ...]

    @property
    def response(self) -> Response:
        return self.entry.response

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.response.kind}.html"

    @property
    def can_be_right(self) -> tuple[Given, ...]:
        return tuple(one for one in self.given if one.earns < 100)


def disputes_in(course: Course) -> QuerySet[Dispute]:
    """Those that were not withdrawn, the newest first."""
    found = Dispute.objects.filter(response__question__course=course).exclude(state=DisputeState.WITHDRAWN)
    heavy = ("response__shown", "response__key", "response__version__key")
    return found.select_related(
        "response__attempt__learner", "response__attempt__quiz", "response__version", "decided_by"
    ).defer(*heavy)


def counts(disputes: QuerySet[Dispute]) -> dict[str, int]:
    return {name: disputes.filter(state).count() for name, state in STATES.items()}


def entry(dispute: Dispute) -> Entry:
    return Entry(dispute, staff_name(dispute.response.attempt.learner))


def case(dispute: Dispute) -> Case:
    """Seven queries beside the dispute's."""
    response = (
        Response.objects.with_source().select_related("attempt__quiz", "attempt__learner").get(pk=dispute.response_id)
    )
    wording = response.wording
    edition = Edition.objects.select_related("document__course").get(pk=wording.citation.edition_id)
    dispute.response = response
    asked = Response.objects.filter(version=response.version_id)
    given = list(answers(asked, response))
    others = disputes_in(edition.document.course).filter(response__question=response.question_id)
    trail = Regrade.objects.filter(Q(version=response.version_id) | Q(successor=response.version_id))
    return Case(
        entry=entry(dispute),
        item=response.asked_by.reveal(response.shown, response.key, None),
        near=tuple(surroundings(wording, edition)),
        edition=edition,
        given=tuple(given[:MOST_ANSWERS]),
        left_over=len(given[MOST_ANSWERS:]),
        answered=sum(one.count for one in given),
        left_open=asked.filter(answered_at=None).count(),
        others=tuple(map(entry, others.exclude(pk=dispute.pk))),
        trail=tuple(trail.select_related("by", "undone_by", "version")),
    )


def answers(asked: QuerySet[Response], mine: Response) -> Iterator[Given]:
    """Equal answers together, the most frequent first. One query; it reads each answer to this version."""
    rows = asked.filter(answered_at__isnull=False).only("kind", "shown", "answer", "key", "fraction").order_by("pk")
    groups: dict[str, list[Response]] = {}
    for response in rows:
        groups.setdefault(sameness(response), []).append(response)
    total = sum(map(len, groups.values()))
    own = sameness(mine)
    for key, group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        first = mine if key == own else group[0]
        yield Given(
            words=said(first.asked_by.in_words(first.shown, first.answer or {})) or _("nothing"),
            count=len(group),
            share=round(100 * len(group) / total),
            earns=round(100 * first.mark().fraction),
            sample=first.pk,
            is_mine=key == own,
        )


def sameness(response: Response) -> str:
    """The same for the same answer: typed words count in any case and with any spaces."""
    return " ".join(dumps(response.answer, sort_keys=True, ensure_ascii=False).casefold().split())


def listed(disputes: Iterable[Dispute]) -> Sequence[Entry]:
    return [entry(dispute) for dispute in disputes]
