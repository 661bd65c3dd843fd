"""What makes an attempt worth a reviewer's look. A flag is a reason to ask, never a verdict: each brings what else it
may be. Values in, values out; times in seconds, shares in percent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizzes.kinds.base import N_, Message

FAST, ALIKE, DEVICES, LEAP = "fast", "alike", "devices", "leap"
RULES = (FAST, ALIKE, DEVICES, LEAP)

FEWEST = 3
"""Answers, or earlier attempts, below which nothing is said."""

Figures = dict[str, int]
Wrong = tuple[int, str]
"""A question and a wrong answer to it, in a normal form."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a course takes for odd; 0 switches a rule off.

    `reading` is how many words a minute can be read, `fast` the share of answers that came sooner. `alike` wrong
    answers in the same order, `switches` between devices, and a score `leap` above the usual are flagged.
    """

    reading: int = 500
    fast: int = 80
    alike: int = 3
    switches: int = 2
    leap: int = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of an attempt, in the order in which they were given. `words` is how long the question is."""

    words: int
    seconds: float | None
    wrong: Wrong | None
    seen_before: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt and what surrounds it.

    `others` are the wrong answers of other learners' attempts, by attempt; `devices` where all that this learner
    answered meanwhile came from, in order; `earlier` the learner's scores before; `studied` how many reviews lie
    between the last of these and now.
    """

    answers: Sequence[Answer]
    share: int
    others: Mapping[int, Sequence[Wrong]]
    devices: Sequence[str]
    earlier: Sequence[int]
    studied: int


def flags(sitting: Sitting, limits: Thresholds) -> dict[str, Figures]:
    """The rules that an attempt meets, each with its figures."""
    found = {rule: CHECKS[rule](sitting, limits) for rule in RULES}
    return {rule: figures for rule, figures in found.items() if figures}


def too_fast(sitting: Sitting, limits: Thresholds) -> Figures | None:
    timed = [answer for answer in sitting.answers if answer.seconds is not None]
    sooner = [one for one in timed if (one.seconds or 0) < 60 * one.words / max(1, limits.reading)]
    if not limits.fast or len(timed) < FEWEST or 100 * len(sooner) < limits.fast * len(timed):
        return None
    return {
        "sooner": len(sooner),
        "of": len(timed),
        "words": round(sum(one.words for one in sooner) / len(sooner)),
        "seconds": round(sum(one.seconds or 0 for one in sooner) / len(sooner)),
        "seen": sum(one.seen_before for one in sitting.answers),
        "reading": limits.reading,
        "limit": limits.fast,
    }


def same_mistakes(sitting: Sitting, limits: Thresholds) -> Figures | None:
    mine = [answer.wrong for answer in sitting.answers if answer.wrong]
    runs = {attempt: in_common(mine, theirs) for attempt, theirs in sitting.others.items()}
    nearest = max(runs, key=lambda attempt: runs[attempt], default=0)
    if not limits.alike or not nearest or runs[nearest] < limits.alike:
        return None
    sharing = sum(1 for theirs in sitting.others.values() if set(mine) & set(theirs))
    return {
        "same": runs[nearest],
        "wrong": len(mine),
        "other": nearest,
        "sharing": sharing,
        "class": len(sitting.others),
        "limit": limits.alike,
    }


def two_devices(sitting: Sitting, limits: Thresholds) -> Figures | None:
    known = [device for device in sitting.devices if device]
    switches = sum(one != then for one, then in pairwise(known))
    if not limits.switches or switches < limits.switches:
        return None
    return {"devices": len(set(known)), "switches": switches, "limit": limits.switches}


def leap(sitting: Sitting, limits: Thresholds) -> Figures | None:
    if not limits.leap or len(sitting.earlier) < FEWEST:
        return None
    usual = round(sum(sitting.earlier) / len(sitting.earlier))
    if sitting.share - usual < limits.leap:
        return None
    figures = {"share": sitting.share, "usual": usual, "earlier": len(sitting.earlier)}
    return figures | {"studied": sitting.studied, "limit": limits.leap}


CHECKS: dict[str, Callable[[Sitting, Thresholds], Figures | None]] = {
    FAST: too_fast,
    ALIKE: same_mistakes,
    DEVICES: two_devices,
    LEAP: leap,
}


def in_common(one: Sequence[Wrong], other: Sequence[Wrong]) -> int:
    """How many of the same stand in both in the same order, others between them or not."""
    above = [0] * (len(other) + 1)
    for left in one:
        row = [0]
        for number, right in enumerate(other, start=1):
            row.append(above[number - 1] + 1 if left == right else max(above[number], row[-1]))
        above = row
    return above[-1]


def reason(rule: str, figures: Mapping[str, object]) -> Message:
    """Why an attempt was flagged."""
    return Message(REASONS[rule], figures)


def instead(rule: str, figures: Mapping[str, int]) -> Message:
    """What else it may be."""
    if rule == FAST:
        return Message(SEEN if figures["seen"] else UNSEEN, figures)
    if rule == LEAP:
        return Message(STUDIED if figures["studied"] else RESTED, figures)
    return Message(SHARED if rule == ALIKE else WALKED, figures)


REASONS = {
    FAST: N_(
        "{sooner} of {of} answers came sooner than the questions can be read: after {seconds} s on average, "
        "where {words} words were to be read."
    ),
    ALIKE: N_(
        "{same} of {wrong} wrong answers are the same as in one other attempt, and were given in the same order."
    ),
    DEVICES: N_("The answers came from {devices} devices in turn: {switches} changes within one attempt."),
    LEAP: N_("The score is {share} %; that of {earlier} attempts before was {usual} % on average."),
}
SEEN = N_("It may be honest: {seen} of these questions were seen in an earlier attempt.")
UNSEEN = N_("It may be honest: who knows an answer well needs a few words of the question, and some read very fast.")
SHARED = N_(
    "It may be honest: a misunderstanding has many owners, and those who learn together share theirs. "
    "{sharing} of {class} other attempts hold one of these answers."
)
WALKED = N_("It may be honest: somebody went on at the phone, and signing in anew on one device counts as another.")
STUDIED = N_("It may be honest: {studied} reviews lie between the attempt before and this one.")
RESTED = N_("It may be honest: this quiz may be an easier one, or they studied outside Pilcrow.")
