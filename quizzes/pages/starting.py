"""What a learner sees before an attempt: what the quiz asks, and its rules, one sentence each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.http import User
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Counts, Override, Quiz
from quizzes.pages.sitting import Level, levels
from quizzes.scoring import AFTER, ANSWERS, ASPECTS, CLOSED, CORRECTNESS, EXPLANATION, OPEN, SCORE
from quizzes.wording import number_word

SAID = {
    CORRECTNESS: gettext_lazy("whether an answer was right"),
    ANSWERS: gettext_lazy("what is right"),
    EXPLANATION: gettext_lazy("why"),
    SCORE: gettext_lazy("the score"),
}


@dataclass(frozen=True, slots=True)
class StartPage:
    """`kinds` are (label, how many); `rules` one sentence each; `refusal` says why no attempt can be begun.

    `reason` is why an exception was granted to this learner; `levels` explain the marks for certainty.
    """

    quiz: Quiz
    kinds: tuple[tuple[str, int], ...]
    rules: tuple[str, ...]
    refusal: str
    begun: Attempt | None
    reason: str
    levels: tuple[Level, ...]

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.kinds)


def start_page(quiz: Quiz, learner: User, attempts: Sequence[Attempt], now: datetime) -> StartPage:
    """`attempts` are the learner's, newest first. Three queries."""
    override = Override.objects.filter(quiz=quiz, learner=learner.pk).first()
    granted = quiz.adjusted(override)
    kinds = Counter(quiz.slots.askable().values_list("question__kind", flat=True))
    drawn = sum(quiz.draws.values_list("count", flat=True))
    begun = next((attempt for attempt in attempts if not attempt.is_finished), None)
    named = [(_(KINDS[name].label), kinds[name]) for name in KINDS if kinds[name]]
    return StartPage(
        quiz=quiz,
        kinds=(*named, *([(_("Drawn at random"), drawn)] if drawn else [])),
        rules=tuple(rules_in_words(granted, len(attempts))),
        refusal="" if begun else granted.refusal(sum(kinds.values()) + drawn, list(attempts), now),
        begun=begun,
        reason=override.reason if override else "",
        levels=tuple(levels()) if quiz.certainty else (),
    )


def rules_in_words(quiz: Quiz, used: int) -> Iterable[str]:
    yield time_in_words(quiz.time_limit)
    if quiz.closes_at:
        yield _("The quiz closes on %(when)s. What is open then is handed in.") % {"when": said(quiz.closes_at)}
    if quiz.time_limit or quiz.closes_at:
        yield _("An answer given in time counts when it arrives up to %(time)s later.") % {"time": grace(quiz.grace)}
    yield from feedback_in_words(quiz)
    yield from withheld_in_words(quiz)
    if quiz.one_way:
        yield _("There is no way back to a question once you have gone on.")
    yield attempts_in_words(quiz.attempts_allowed, used, quiz.counts)
    if quiz.delay:
        yield _("Between two attempts there is a pause of %(time)s.") % {"time": pause_in_words(quiz.delay)}
    yield _("%(mark)s %% of the points are a pass. Speed earns nothing.") % {"mark": quiz.pass_mark}


def feedback_in_words(quiz: Quiz) -> Iterable[str]:
    if not quiz.rules.tells_at_once:
        yield _("You see what was right once you hand in. Until then you can change every answer.")
    elif quiz.tries == 1:
        yield _("After each question you see what was right, and why. An answer stands once it is given.")
    else:
        yield _("After each question you see whether it was right, and in the end why.")
        yield _("You have %(word)s tries at each question; each further one costs %(cost)s %% of its points.") % {
            "word": number_word(quiz.tries),
            "cost": quiz.retry_cost,
        }


def withheld_in_words(quiz: Quiz) -> Iterable[str]:
    """What is kept back at some time; where all is shown, nothing is said."""
    later = {
        AFTER: _("Right after handing in"),
        OPEN: _("Later, while the quiz is open,"),
        CLOSED: _("Once the quiz is closed"),
    }
    for moment, when in later.items():
        shown = quiz.shows.get(moment, ASPECTS)
        hidden = [str(SAID[aspect]) for aspect in ASPECTS if aspect not in shown]
        if len(hidden) == len(ASPECTS):
            yield _("%(when)s nothing of the marks is shown.") % {"when": when}
        elif hidden:
            yield _("%(when)s this is not shown: %(what)s.") % {"when": when, "what": ", ".join(hidden)}


def grace(seconds: int) -> str:
    if seconds % 60 or not seconds:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return pause_in_words(seconds // 60)


def time_in_words(minutes: int | None) -> str:
    if minutes is None:
        return _("There is no time limit. Your answers are kept, so you can go on another day.")
    return ngettext(
        "You have %(n)s minute from the moment you start. When time runs out, what is saved is what counts.",
        "You have %(n)s minutes from the moment you start. When time runs out, what is saved is what counts.",
        minutes,
    ) % {"n": minutes}


def attempts_in_words(allowed: int | None, used: int, counts: str = Counts.BEST) -> str:
    if allowed is None:
        return f"{_('You can try as often as you like.')} {counts_in_words(counts)}"
    left = max(0, allowed - used)
    if left == allowed == 1:
        return _("You have one attempt.")
    if left == allowed:
        return f"{_('You have %(word)s attempts.') % {'word': number_word(allowed)}} {counts_in_words(counts)}"
    return ngettext("You have %(word)s attempt left.", "You have %(word)s attempts left.", left) % {
        "word": number_word(left)
    }


def counts_in_words(counts: str) -> str:
    return {
        Counts.BEST: _("Your best attempt counts for the leaderboard."),
        Counts.LAST: _("Your last attempt counts for the leaderboard."),
        Counts.FIRST: _("Your first attempt counts for the leaderboard."),
        Counts.AVERAGE: _("The average of your attempts counts for the leaderboard."),
    }[Counts(counts)]


def pause_in_words(minutes: int) -> str:
    if minutes % 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def said(moment: datetime) -> str:
    return date_format(localtime(moment), "j F, H:i")
