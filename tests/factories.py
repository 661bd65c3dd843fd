"""Rows for tests. Parents are kept consistent; what is not asked for is derived from the text."""

from datetime import UTC, datetime
from hashlib import sha256
from string import ascii_uppercase

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from content.models import Citation, Course, Document, Edition, KeyPoint, Lesson, Membership, Paragraph, Role
from quizzes.models import Card, Question, Quiz, QuizQuestion, Status

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

TEXT = "Diplomacy rests on three pillars: trust, patience and law.\n\nIt has 96 years of history.\n"
"""¶ 1 holds a list of three, ¶ 2 a quantity."""


def first_free(course: Course) -> str:
    """The first letter that no document of the course has."""
    taken = set(course.documents.values_list("letter", flat=True))
    return next(letter for letter in ascii_uppercase if letter not in taken)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse battery")


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    slug = factory.Sequence(lambda n: f"course-{n}")
    title = factory.Sequence(lambda n: f"Course {n}")
    created_at = NOW


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    course = factory.SubFactory(CourseFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LEARNER
    joined_at = NOW


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    course = factory.SubFactory(CourseFactory)
    letter = factory.LazyAttribute(lambda o: first_free(o.course))
    created_at = NOW


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    number = 1
    title = "On diplomacy"
    source = "The Gazette"
    language = "en"
    text = TEXT
    words = factory.LazyAttribute(lambda o: len(o.text.split()))
    file_name = "on-diplomacy.txt"
    format = "plain"
    sha256 = factory.LazyAttribute(lambda o: sha256(o.text.encode()).hexdigest())
    imported_at = NOW

    @factory.post_generation
    def paragraphs(self, create, extracted, **kwargs):
        """One paragraph for each block of text between blank lines, one sentence each."""
        offset = 0
        for order, block in enumerate(filter(None, self.text.split("\n\n"))):
            start = self.text.index(block, offset)
            end = offset = start + len(block.rstrip("\n"))
            Paragraph.objects.create(
                edition=self,
                order=order,
                number=order + 1,
                kind="paragraph",
                start=start,
                end=end,
                sentences=[[start, end]],
            )


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    edition = factory.SubFactory(EditionFactory)
    course = factory.LazyAttribute(lambda o: o.edition.document.course)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda o: o.edition.title)
    start = 0
    end = factory.LazyAttribute(lambda o: len(o.edition.text))
    first_paragraph = 1
    last_paragraph = 2
    words = factory.LazyAttribute(lambda o: o.edition.words)


class CitationFactory(DjangoModelFactory):
    """A citation of `quote`, found in the edition."""

    class Meta:
        model = Citation
        django_get_or_create = ("edition", "start", "end")

    edition = factory.SubFactory(EditionFactory)
    quote = "three pillars: trust, patience and law"
    start = factory.LazyAttribute(lambda o: o.edition.text.index(o.quote))
    end = factory.LazyAttribute(lambda o: o.start + len(o.quote))
    sha256 = factory.LazyAttribute(lambda o: sha256(o.quote.encode()).hexdigest())
    paragraph = 1
    sentence = 1
    last_paragraph = factory.SelfAttribute("paragraph")


class KeyPointFactory(DjangoModelFactory):
    """A list key point over the factory text."""

    class Meta:
        model = KeyPoint

    lesson = factory.SubFactory(LessonFactory)
    course = factory.SelfAttribute("lesson.course")
    kind = "list"
    label = factory.Sequence(lambda n: f"three pillars {n}")
    citation = factory.SubFactory(CitationFactory, edition=factory.SelfAttribute("..lesson.edition"))
    order = factory.Sequence(lambda n: n)
    content = factory.LazyAttribute(
        lambda o: {
            "items": [
                {
                    "text": word,
                    "start": o.lesson.edition.text.index(word),
                    "end": o.lesson.edition.text.index(word) + len(word),
                }
                for word in ("trust", "patience", "law")
            ],
            "ordered": False,
            "complete": True,
            "announced": 3,
            "major": True,
        }
    )


class CardFactory(DjangoModelFactory):
    class Meta:
        model = Card

    key_point = factory.SubFactory(KeyPointFactory)
    face = "recall"
    prompt = factory.Sequence(lambda n: f"Name the three pillars ({n}).")
    answer = factory.LazyFunction(lambda: {"lines": ["trust", "patience", "law"], "ordered": False})
    citation = factory.SelfAttribute("key_point.citation")
    status = Status.APPROVED
    created_at = NOW


class QuestionFactory(DjangoModelFactory):
    """An approved multiple-choice question about a key point."""

    class Meta:
        model = Question

    key_point = factory.SubFactory(KeyPointFactory)
    course = factory.SelfAttribute("key_point.course")
    kind = "choice"
    shown = factory.Sequence(
        lambda n: {
            "stem": f"Which of these is one of the three pillars? ({n})",
            "options": [
                {"id": "k1", "text": "speed"},
                {"id": "k2", "text": "trust"},
                {"id": "k3", "text": "wealth"},
            ],
        }
    )
    key = factory.LazyFunction(lambda: {"right": "k2"})
    explanation = "The text names trust first."
    citation = factory.SelfAttribute("key_point.citation")
    status = Status.APPROVED
    fingerprint = factory.LazyAttribute(lambda o: sha256(repr((o.kind, o.shown, o.key)).encode()).hexdigest())

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return Question.objects.add([model_class(*args, **kwargs)], None, NOW)[0]


class QuizFactory(DjangoModelFactory):
    """A quiz of three multiple-choice questions; `with_questions=[...]` gives others."""

    class Meta:
        model = Quiz
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    title = "Three pillars"
    shuffle = True
    shuffle_options = factory.SelfAttribute("shuffle")
    created_at = NOW

    @factory.post_generation
    def with_questions(self, create, extracted, **kwargs):
        if extracted is None:
            edition = EditionFactory(document__course=self.course)
            lesson = LessonFactory(edition=edition)
            extracted = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(3)]
        for order, question in enumerate(extracted, start=1):
            QuizQuestion.objects.create(quiz=self, question=question, order=order)
