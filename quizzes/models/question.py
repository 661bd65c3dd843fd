import json
from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared
from content.models import Citation, Course, KeyPoint
from quizzes.models.append_only import AppendOnly, AppendOnlyQuerySet
from quizzes.models.tag import Tag


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")


class Origin(models.TextChoices):
    GENERATED = "generated", _("Drafted from the source")
    AUTHORED = "authored", _("Written by an instructor")


class QuestionQuerySet(models.QuerySet["Question"]):
    def approve(self) -> int:
        """How many learners may see now that could not before."""
        return self.exclude(status=Status.APPROVED).update(status=Status.APPROVED)

    def retire(self) -> int:
        """Ask them no more; what was answered stays."""
        return self.exclude(status=Status.RETIRED).update(status=Status.RETIRED)

    def redraft(self) -> int:
        return self.exclude(status=Status.DRAFT).update(status=Status.DRAFT)

    def approved(self) -> "QuestionQuerySet":
        return self.filter(status=Status.APPROVED)

    def with_source(self) -> "QuestionQuerySet":
        return self.select_related("citation__edition__document")

    @transaction.atomic
    def add(self, questions: Iterable["Question"], by: User | None, now: datetime) -> "list[Question]":
        """Put new questions into the bank, each with its first version. `by` is None for the program itself."""
        rows = list(questions)
        for question in rows:
            question.created_at, question.version = now, 1
        added = self.bulk_create(rows)
        QuestionVersion.objects.bulk_create(QuestionVersion.of(question, by, now) for question in added)
        return added

    @transaction.atomic
    def revise(self, questions: Iterable["Question"], by: User | None, now: datetime) -> int:
        """Save what these questions say now; how many say something else than before and have a new version.

        The one door for changes: who was asked an earlier version stays with that one. Words that only moved, to
        another edition or to other offsets, are the same version.
        """
        rows = {question.pk: question for question in sorted(questions, key=lambda one: one.pk)}
        # Locked, so that two editors at the same moment write two versions.
        held = {one.pk: one for one in self.select_for_update().filter(pk__in=rows).order_by("pk")}
        before = QuestionVersion.objects.current(held)
        changed = [question for question in rows.values() if not before[question.pk].says_the_same_as(question)]
        for question in rows.values():
            question.version = held[question.pk].version
        for question in changed:
            question.version += 1
        self.bulk_update(rows.values(), [*CONTENT, "citation", "feedback", "fingerprint", "version"], batch_size=200)
        QuestionVersion.objects.bulk_create(QuestionVersion.of(question, by, now) for question in changed)
        return len(changed)


CONTENT = ("kind", "shown", "key", "explanation")
"""What a version holds beside the words it cites: a question that says otherwise is another version."""


class Wording(models.Model):
    """What a question asks, what is right, and what proves it, in the form that its kind gives `shown` and `key`.

    `feedback` is shown once the answer is in: {"lit": [[start, end], ...] offsets to light inside the
    citation's edition, "why": {option id: {"text": str, "citation": pk}}}.
    """

    kind = models.CharField(_("kind"), max_length=20)
    shown: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what is shown"))
    key: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what is right"))
    explanation = models.TextField(_("explanation"), blank=True)
    feedback: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def stem(self) -> str:
        return str(self.shown.get("stem", ""))


class Question(Wording):
    """A scored item of some kind. What it said at each time is in its versions; `version` is the current one.

    `flaws` are the checks that it failed when it was last examined, each between spaces: " F05 F17 ".
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="questions", null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.AUTHORED)
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    difficulty = models.FloatField(_("estimated difficulty"), default=0.5)
    tags = models.ManyToManyField(Tag, related_name="questions", blank=True, verbose_name=_("tags"))
    flaws = models.TextField(_("flaws"), blank=True, editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "fingerprint"], name="question_once_per_course")]
        indexes = [
            # the bank of a course by status: composing a quiz, the review queue
            models.Index(fields=["course", "status", "kind"], name="question_bank"),
        ]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return Truncator(self.stem).chars(120)

    @staticmethod
    def fingerprint_of(kind: str, shown: dict[str, Any], key: dict[str, Any]) -> str:
        """The same for the same item, so that a course holds it once. A draft keeps its own when it is edited."""
        return sha256(json.dumps([kind, shown, key], sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def revise(self, by: User | None, now: datetime) -> bool:
        """Save what it says now; whether that is a new version. See QuestionQuerySet.revise."""
        return bool(Question.objects.revise([self], by, now))


class VersionQuerySet(AppendOnlyQuerySet["QuestionVersion"]):
    def current(self, questions: Iterable[int]) -> "dict[int, QuestionVersion]":
        """What the questions with these keys say now. One query."""
        versions = self.filter(question__in=questions, number=F("question__version"))
        return {version.question_id: version for version in versions.select_related("citation")}

    def hold(self, questions: Collection[int]) -> "dict[int, QuestionVersion]":
        """As `current`, and nobody marks answers to them again before the transaction ends. What somebody just did so
        to, or took out of use, is left out: ask again. Two queries.

        In the order of their keys, after the learner, as in regrading.hold. SQLite has one writer anyway.
        """
        held = None
        if connection.features.has_select_for_update:
            with connection.cursor() as cursor:
                cursor.execute(SHARE, [list(questions)])
                held = {pk for (pk,) in cursor.fetchall()}
        # Who had to wait reads after it whether what was current before it still is.
        return {one.question_id: one for one in ASKED.all(*questions) if held is None or one.pk in held}


def asked(*questions: int) -> VersionQuerySet:
    """What those of these questions say now that are in use."""
    versions = QuestionVersion.objects.filter(question_id__in=questions, number=F("question__version"))
    return versions.filter(question__status=Status.APPROVED).defer("explanation", "feedback")


ASKED = Prepared(asked)

SHARE = """
SELECT version.id FROM quizzes_questionversion version
JOIN quizzes_question question ON question.id = version.question_id AND question.version = version.number
WHERE question.id = ANY(%s) ORDER BY version.id FOR SHARE OF version
"""
"""Many hold a row like this at once, so that a class that begins does not wait in line; Django has no word for it."""


class QuestionVersion(AppendOnly, Wording):
    """What a question said from one moment on. Attempts are pinned to the version that was asked."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("written"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="version_once_per_question")]
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")

    def __str__(self) -> str:
        return f"{self.question}, {self.number}"

    @classmethod
    def of(cls, question: Question, by: User | None, now: datetime) -> "QuestionVersion":
        """What it says now, not yet saved."""
        content = {name: getattr(question, name) for name in CONTENT}
        content["citation_id"] = question.citation_id
        content["feedback"] = {name: told for name, told in question.feedback.items() if name in ("lit", "why")}
        return cls(question=question, number=question.version, **content, by_id=by.pk if by else None, at=now)

    def says_the_same_as(self, other: Wording) -> bool:
        if self.citation_id != other.citation_id and self.citation.sha256 != other.citation.sha256:
            return False
        return all(getattr(self, name) == getattr(other, name) for name in CONTENT)
