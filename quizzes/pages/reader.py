"""What the lesson reader shows. Its number of queries does not grow with the text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.http import User
from content.cutting import Mark
from content.facsimile import Facsimile
from content.models import Citation, Lesson, Paragraph
from content.typesetting import Kind, Listing, Para, Unit, typeset
from quizzes.models import Quiz, Reading
from quizzes.pages.checks import Check, check, checks_of, chosen
from quizzes.pages.material import Material
from quizzes.pages.notes import Beside, Writing, notes_of
from quizzes.scheduling import learner_day

EARLIER_WORDS = 3000
"""As much of the same source is folded above a lesson, in whole lessons."""

LEAD_UNITS = 2
"""With more than these before a list, the list begins a part of its own."""

SET_ASIDE = frozenset({"byline", "caption", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a lesson under one heading or around one list. `last` is its last ¶, `check` asks about it."""

    anchor: str
    label: str
    units: tuple[Unit, ...]
    first: int
    last: int
    is_read: bool
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the source says before the lesson, folded; open when the words looked for stand in it.

    `read_at` is when its lessons had all been read, None when they have not.
    """

    units: tuple[Unit, ...]
    first: int
    last: int
    first_lesson: int
    last_lesson: int
    read_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson for one learner. `left_out` are the words around the text that nobody has to learn,
    `new_cards` counts what reading it to the end brings into review, `stopped_days` the days since the
    learner last read in it. `notes` are the learner's own, by paragraph.
    """

    lesson: Lesson
    previous: Lesson | None
    following: Lesson | None
    reading: Reading | None
    parts: tuple[Part, ...]
    notes: dict[int, Beside]
    earlier: Earlier | None
    left_out: tuple[str, ...]
    page: Facsimile
    quizzes: tuple[Quiz, ...]
    new_cards: int
    stopped_days: int

    @property
    def total(self) -> int:
        return self.lesson.last_paragraph - self.lesson.first_paragraph + 1

    @property
    def read(self) -> int:
        return self.reading.paragraph - self.lesson.first_paragraph + 1 if self.reading else 0

    @property
    def is_finished(self) -> bool:
        return bool(self.reading and self.reading.finished_at)

    @property
    def here(self) -> int:
        return going_on(self.lesson, self.reading)

    @property
    def stopped_at(self) -> int:
        """The ¶ before which the learner stopped within the lesson, else 0."""
        return self.here if self.read and not self.is_finished else 0


def lesson_page(
    lesson: Lesson,
    learner: User,
    now: datetime,
    lit: Citation | None = None,
    problems: Mapping[int, str] | None = None,
    writing: Writing | None = None,
) -> LessonPage:
    """`lesson` comes with its course and its edition's document; `lit` are words of the same edition to light,
    `problems` what was wrong with answers to check oneself, by question, `writing` the form of a note that is open.
    """
    today = learner_day(now, learner.zone)
    material = Material.of(lesson, learner, today)
    reading = material.readings.get(lesson.pk)
    blocks = material.within(lesson.start, lesson.end)
    marks = [*lights(lit), *material.terms(lesson), *material.series(lesson)]
    units = typeset(lesson.edition.text, text_of(blocks), material.enumerations(lesson), marks)
    return LessonPage(
        lesson=lesson,
        previous=material.neighbour(lesson.number - 1),
        following=material.neighbour(lesson.number + 1),
        reading=reading,
        parts=tuple(checked(parts(units, reading), material, lesson, learner, today, problems or {})),
        notes=notes_of(lesson, learner, material.paragraphs, now, writing),
        earlier=earlier(material, lesson, lit),
        left_out=tuple(lesson.edition.text[block.start : block.end] for block in blocks if block.kind in SET_ASIDE),
        page=material.facsimile(going_on(lesson, reading)),
        quizzes=material.quizzes,
        new_cards=material.new_cards(lesson, reading),
        stopped_days=(today - learner_day(reading.read_at, learner.zone)).days if reading else 0,
    )


def going_on(lesson: Lesson, reading: Reading | None) -> int:
    """The ¶ to go on with; the first of a lesson that is new or finished."""
    if reading is None or reading.paragraph >= lesson.last_paragraph:
        return lesson.first_paragraph
    return reading.paragraph + 1


def lights(lit: Citation | None) -> list[Mark[Kind]]:
    """The words looked for; softly when they are whole paragraphs."""
    if lit is None:
        return []
    return [Mark(lit.start, lit.end, "soft" if lit.last_paragraph > lit.paragraph else "lit")]


def text_of(blocks: Iterable[Paragraph]) -> list[Paragraph]:
    """Without the title, which stands over the page, and the words around the text."""
    return [block for block in blocks if block.kind not in SET_ASIDE and block.kind != "title"]


def parts(units: Iterable[Unit], reading: Reading | None) -> Iterator[Part]:
    for number, run in enumerate(split(units), start=1):
        numbers = [para.number for para in paras(run) if para.number]
        if numbers:
            yield Part(
                anchor=f"l{number}",
                label=label_of(run),
                units=tuple(run),
                first=numbers[0],
                last=numbers[-1],
                is_read=reading is not None and reading.paragraph >= numbers[-1],
            )


def checked(
    parts: Iterable[Part], material: Material, lesson: Lesson, learner: User, today: date, problems: Mapping[int, str]
) -> Iterator[Part]:
    """Each with a question after it, where there is one that asks about it. One query."""
    candidates, kinds = checks_of(lesson, learner), Counter[str]()
    for part in parts:
        if pair := chosen(candidates, part.first, part.last, today, kinds):
            question, mine = pair
            kinds[question.kind] += 1
            question.citation.edition = lesson.edition
            problem = problems.get(question.pk, "")
            asked = check(question, mine, learner, today, material.paragraphs, problem)
            yield replace(part, check=asked)
        else:
            yield part


def split(units: Iterable[Unit]) -> list[list[Unit]]:
    """At each heading; and before a list that is not the first, or that much stands before."""
    runs: list[list[Unit]] = [[]]
    for unit in units:
        run = runs[-1]
        headed = any(is_heading(one) for one in run)
        if is_heading(unit) and not all(is_heading(one) for one in run):
            runs.append([])
        elif isinstance(unit, Listing) and (has_list(run) or (len(run) > LEAD_UNITS and not headed)):
            intro = [run.pop()] if isinstance(run[-1], Para) and len(run) > 1 else []
            runs.append(intro)
        runs[-1].append(unit)
    return runs


def is_heading(unit: Unit) -> bool:
    return isinstance(unit, Para) and unit.kind == "heading"


def has_list(run: Sequence[Unit]) -> bool:
    return any(isinstance(unit, Listing) for unit in run)


def label_of(run: Sequence[Unit]) -> str:
    """What the part is about: its list, else its heading, else nothing."""
    lists = (unit.note.point.label for unit in run if isinstance(unit, Listing))
    headings = (unit.text for unit in run if isinstance(unit, Para) and is_heading(unit))
    return next(lists, None) or next(headings, "")


def paras(units: Iterable[Unit]) -> Iterator[Para]:
    for unit in units:
        yield from [unit] if isinstance(unit, Para) else unit.paras


def earlier(material: Material, lesson: Lesson, lit: Citation | None) -> Earlier | None:
    lessons: list[Lesson] = []
    words = 0
    for one in reversed(material.before(lesson)):
        words += one.words
        if lessons and words > EARLIER_WORDS:
            break
        lessons.insert(0, one)
    if not lessons:
        return None
    first, last = lessons[0], lessons[-1]
    read = [material.readings[one.pk].finished_at for one in lessons if one.pk in material.readings]
    finished = [at for at in read if at]
    return Earlier(
        units=typeset(lesson.edition.text, text_of(material.within(first.start, lesson.start)), marks=lights(lit)),
        first=first.first_paragraph,
        last=last.last_paragraph,
        first_lesson=first.number,
        last_lesson=last.number,
        read_at=max(finished) if len(finished) == len(lessons) else None,
        is_open=lit is not None and first.start <= lit.start < lesson.start,
    )
