"""By what the questions of the desk can be listed, beside what Django lists by itself."""

from typing import Any

from django.contrib import admin
from django.db.models import Avg, Count, Exists, F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import taught_courses
from quizzes.generation.gate import CHECKS
from quizzes.kinds import KINDS
from quizzes.models import Measure, Question, Response, Tag
from quizzes.suspicion import ENOUGH, MOST_FACILITY

HARD = 0.3
"""The mean share of the points below which a question is too hard to tell anybody apart."""


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, gettext(kind.label)) for name, kind in KINDS.items()]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        return questions.filter(kind=self.value()) if self.value() else questions


class TagFilter(admin.SimpleListFilter):
    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = Tag.objects.filter(course__in=taught_courses(request)).order_by("name").values_list("name", flat=True)
        return [(name, name) for name in dict.fromkeys(names)]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        return questions.filter(tags__name=self.value()) if self.value() else questions


class FlawFilter(admin.SimpleListFilter):
    """By what the checks held against them when they were last examined."""

    title = _("flaw")
    parameter_name = "flaw"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("none", gettext("None found")),
            ("any", gettext("Any")),
            *((check.id, gettext(check.reason)) for check in CHECKS if self.is_found(request, check.id)),
        ]

    def is_found(self, request: HttpRequest, check: str) -> bool:
        return f" {check} " in self.found(request)

    def found(self, request: HttpRequest) -> str:
        """The flaws of all questions here, in one text, read once a page."""
        if not hasattr(self, "_found"):
            flawed = Question.objects.filter(course__in=taught_courses(request)).exclude(flaws="")
            self._found = "".join(flawed.order_by().values_list("flaws", flat=True).distinct())
        return self._found

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        match self.value():
            case None:
                return questions
            case "none":
                return questions.filter(flaws="")
            case "any":
                return questions.exclude(flaws="")
            case check:
                return questions.filter(flaws__contains=f" {check} ")


class StatisticsFilter(admin.SimpleListFilter):
    """By what its answers say of the version that is asked now; of fewer than ENOUGH nothing is said."""

    title = _("statistics")
    parameter_name = "statistics"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("none", gettext("Never answered")),
            ("few", gettext("Fewer than %(n)s answers in any quiz") % {"n": ENOUGH}),
            ("fix", gettext("To look at")),
            ("left", gettext("Suspicious, left as it is")),
            ("sound", gettext("Sound")),
            ("easy", gettext("More than %(percent)s %% are right") % {"percent": round(100 * MOST_FACILITY)}),
            ("hard", gettext("Fewer than %(percent)s %% are right") % {"percent": round(100 * HARD)}),
        ]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        of_question = Measure.objects.filter(version__question=OuterRef("pk"))
        telling = of_question.filter(version__number=F("version__question__version"), n__gte=ENOUGH)
        match self.value():
            case "none":
                return questions.filter(answers=None)
            case "few":
                return questions.filter(~Exists(telling))
            case "fix":
                return questions.filter(Exists(of_question.to_fix()))
            case "left":
                return questions.filter(Exists(of_question.suspicious().left()))
            case "sound":
                return questions.filter(Exists(telling), ~Exists(telling.exclude(findings=[])))
            case "easy":
                return questions.filter(answers__gte=ENOUGH, facility__gt=MOST_FACILITY)
            case "hard":
                return questions.filter(answers__gte=ENOUGH, facility__lt=HARD)
        return questions


def with_answers(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each with how often its current version was answered as `answers`, and the mean share as `facility`."""
    given = Response.objects.filter(
        version__question=OuterRef("pk"), version__number=OuterRef("version"), answered_at__isnull=False
    )
    grouped = given.order_by().values("version")
    return questions.annotate(
        answers=Subquery(grouped.annotate(n=Count("pk")).values("n")),
        facility=Subquery(grouped.annotate(mean=Avg("fraction")).values("mean")),
    )
