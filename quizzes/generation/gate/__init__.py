"""The gate: what an examiner would hold against a draft, one named check a flaw.

The ids F01 to F30 are those of the table the checks come from: Haladyna's guidelines and the SAQUET
criteria, as far as they can be decided without reading minds. A draft that fails one is refused, and
kept with the reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.generation.bank import CardDraft
from quizzes.generation.gate import faces, figures, forms, options, proof, referring, stems, truth, worth
from quizzes.generation.gate.reading import Check, Reading, reading_of
from quizzes.generation.support import CourseIndex
from quizzes.kinds import KINDS
from quizzes.kinds.base import N_, Draft

CHECKS: tuple[Check[Reading], ...] = tuple(
    check for room in (proof, truth, referring, stems, options, figures, forms, worth) for check in room.CHECKS
)
"""In the order in which the reasons are told: is it true, is it clear, are the options fair, does the form fit."""

UNFIT = ("kind", N_("Its kind could not ask it: an option, a blank or the key is missing or doubled."))
"""Of such an item nothing else can be said."""

UNKNOWN = ("source", N_("The text that it quotes is no current text of the course."))

TOO_MANY_WARNINGS = 2
"""SAQUET's verdict: one flaw of a lesser sort is acceptable, two are not."""

Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a question is refused, or what is held against one that is not."""

    refused: Reasons
    warned: Reasons = ()


def examine(draft: Draft, index: CourseIndex) -> Reasons:
    """The id and reason of each check for which a question is refused; empty when it may be asked."""
    return verdict(draft, index).refused


def verdict(draft: Draft, index: CourseIndex) -> Verdict:
    if draft.evidence.source not in index.sources:
        return Verdict((UNKNOWN,))
    if KINDS[draft.kind].problems(draft.shown, draft.key):
        return Verdict((UNFIT,))
    reading = reading_of(draft, index)
    failed = [check for check in CHECKS if check.fails(reading)]
    warned = [check for check in failed if check.warns]
    if len(failed) == len(warned) < TOO_MANY_WARNINGS:
        return Verdict((), told(warned))
    return Verdict(told(failed))


def told(checks: Iterable[Check[Reading]]) -> Reasons:
    return tuple((check.id, check.reason) for check in checks)


def examine_card(card: CardDraft, index: CourseIndex) -> Reasons:
    return tuple((check.id, check.reason) for check in faces.CHECKS if check.fails(faces.Face(card, index)))


__all__ = ["CHECKS", "Check", "Reading", "Reasons", "Verdict", "examine", "examine_card", "verdict"]
