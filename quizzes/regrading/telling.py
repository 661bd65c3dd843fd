"""What learners are told of answers that were marked again, and of their disputes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from quizzes.kinds.base import N_, Message
from quizzes.models import About, Dispute, DisputeState, Notice, Regrade
from quizzes.regrading.plan import Plan, Rescore
from quizzes.scoring import SCORE

AGAIN = N_(
    "Question {number} of “{quiz}” was marked again: your score is now {points} of {most}. "
    "Before it was {points_before} of {most_before}. {reason}"
)
VOID = N_(
    "Question {number} of “{quiz}” counts for nobody: your score is now {points} of {most}. "
    "Before it was {points_before} of {most_before}. {reason}"
)
BACK = N_(
    "Question {number} of “{quiz}” is marked as it was at first: your score is {points} of {most}. "
    "Before it was {points_before} of {most_before}."
)
UNTOLD = N_("Question {number} of “{quiz}” was marked again. Your score, which is shown later, goes by it.")
ACCEPTED = N_("Your dispute of question {number} of “{quiz}” was accepted. {reply}")
DECLINED = N_("Your dispute of question {number} of “{quiz}” was declined. {reply}")


def tell_of_scores(changes: Plan, row: Regrade, now: datetime) -> None:
    """Everybody whose score changed, or what it is out of."""
    course = row.version.question.course
    Notice.objects.tell_all(
        Notice.saying(
            one.attempt.learner_id, course, About.REGRADE, of_score(one, row, now), now, one.attempt.get_absolute_url()
        )
        for one in changes.scores
    )


def of_score(one: Rescore, row: Regrade, now: datetime) -> Message:
    """A score that the rules still hide is not told by the back door."""
    attempt = one.attempt
    params = {"number": one.number, "quiz": attempt.quiz.title}
    if SCORE not in attempt.terms.shown(attempt.finished_at, now):
        return Message(UNTOLD, params)
    text = BACK if not row.stands else VOID if row.is_void else AGAIN
    return Message(
        text,
        params
        | {"points": plain(one.after.points), "most": plain(one.after.out_of), "reason": row.reason}
        | {"points_before": plain(one.before.points), "most_before": plain(one.before.out_of)},
    )


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def tell_of_dispute(disputes: Iterable[Dispute], now: datetime) -> None:
    Notice.objects.tell_all(of_disputes(disputes, now))


def of_disputes(disputes: Iterable[Dispute], now: datetime) -> Iterator[Notice]:
    for dispute in disputes:
        response = dispute.response
        attempt = response.attempt
        text = ACCEPTED if dispute.state == DisputeState.ACCEPTED else DECLINED
        message = Message(text, {"number": response.number, "quiz": attempt.quiz.title, "reply": dispute.reply})
        link = reverse("quizzes:feedback", args=[attempt.pk, response.number])
        yield Notice.saying(attempt.learner_id, attempt.quiz.course, About.DISPUTE, message, now, link)
