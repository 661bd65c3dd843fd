"""What the figures of a question say against it. Of few answers nothing is said, and each sentence says of how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.kinds.base import N_, Message
from quizzes.statistics import ItemFigures

ENOUGH = 20
"""Answers of which something can be said; on fewer, one learner more or less would change it."""

ENOUGH_FOR_OPTIONS = 50
"""Answers after which an option that hardly anybody chose is dead, not unlucky."""

LEAST_EFFICIENCY = 0.15
MOST_FACILITY = 0.97
DEAD = 0.02

SEPARATES_LITTLE = N_(
    "It tells who knows the rest of the quiz from who does not only {percent} % as well as it could, by {n} answers."
)
UPSIDE_DOWN = N_("Who knows the rest of the quiz does worse here than who does not, by {n} answers.")
BEST_MISTAKEN = N_(
    "Of the {top} who did best elsewhere, {wrong} chose “{text}” and {right} the right answer: is the key true?"
)
DEAD_OPTION = N_("Of {n}, {count} chose “{text}”: as an option it does nothing.")
TOO_EASY = N_("{percent} % of {n} answers are right, so it tells nobody from anybody.")
BELOW_CHANCE = N_("Its {n} answers earn {percent} % on average, blind guessing would earn {guess} %.")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: how many chose it, and how many of those who did best elsewhere."""

    id: str
    text: str
    is_right: bool
    count: int
    top: int


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the check; the worst comes first in CODES."""

    code: str
    message: Message


TITLES = {
    "mistaken": N_("The best choose a wrong option"),
    "chance": N_("Worse than guessing"),
    "efficiency": N_("Tells too little apart"),
    "easy": N_("Too easy"),
    "dead": N_("An option does nothing"),
}
CODES = tuple(TITLES)


def findings(figures: ItemFigures, guess: float, choices: Sequence[Choice], top: int) -> list[Finding]:
    """`choices` are those of a question with options, `top` how many did best elsewhere; the worst first."""
    found = [*of_figures(figures, guess), *of_choices(choices, figures.n, top)]
    return sorted(found, key=lambda finding: CODES.index(finding.code))


def of_figures(figures: ItemFigures, guess: float) -> list[Finding]:
    n, found = figures.n, []
    if n < ENOUGH:
        return []
    if figures.efficiency is not None and figures.efficiency < LEAST_EFFICIENCY:
        told = Message(SEPARATES_LITTLE, {"percent": round(100 * figures.efficiency), "n": n})
        found.append(Finding("efficiency", told if figures.efficiency >= 0 else Message(UPSIDE_DOWN, {"n": n})))
    if figures.facility > MOST_FACILITY:
        found.append(Finding("easy", Message(TOO_EASY, {"percent": round(100 * figures.facility), "n": n})))
    if figures.facility < guess:
        shares = {"percent": round(100 * figures.facility), "guess": round(100 * guess), "n": n}
        found.append(Finding("chance", Message(BELOW_CHANCE, shares)))
    return found


def of_choices(choices: Sequence[Choice], n: int, top: int) -> list[Finding]:
    found = []
    right = max((choice.top for choice in choices if choice.is_right), default=0)
    wrong = [choice for choice in choices if not choice.is_right]
    if n >= ENOUGH and wrong and (best := max(wrong, key=lambda choice: choice.top)).top > right:
        told = {"top": top, "wrong": best.top, "right": right, "text": best.text}
        found.append(Finding("mistaken", Message(BEST_MISTAKEN, told)))
    if n >= ENOUGH_FOR_OPTIONS:
        found += [
            Finding("dead", Message(DEAD_OPTION, {"n": n, "count": choice.count, "text": choice.text}))
            for choice in wrong
            if choice.count < DEAD * n
        ]
    return found
