import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.choosing import Choices, chosen
from content.extraction import extract
from content.extraction.outline import Outline
from content.labels import short_label, taught
from content.reading import read
from content.reading.source import UnreadableFile
from quizzes.generation import draft
from quizzes.generation.bank import Bank, CardDraft, Point, Source
from quizzes.generation.documents import document_name
from quizzes.kinds import KINDS
from quizzes.kinds.base import Draft
from quizzes.kinds.proof import proofs

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Command(BaseCommand):
    help = "Draft questions and cards from files, as one course, without a database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--out", type=Path, required=True, help="folder for the .jsonl files")
        parser.add_argument("--course-of", nargs="+", type=Path, default=[], help="the other files of the course")

    def handle(self, *args: Any, files: Sequence[Path], out: Path, course_of: Sequence[Path], **options: Any) -> None:
        """What `course_of` says counts for the checks and for wrong options; nothing is written about it."""
        course = sources([*files, *(path for path in course_of if path not in files)])
        bank = draft(course).of({source.letter for source in course[: len(files)]})
        out.mkdir(parents=True, exist_ok=True)
        write(out / "items.jsonl", items(bank))
        write(out / "cards.jsonl", cards(bank))
        write(out / "uncovered.jsonl", (asdict(each) for each in bank.uncovered))
        kept, refused = f"{len(bank.questions)} questions, {len(bank.cards)} cards", len(bank.refused)
        self.stdout.write(f"{kept}, {refused} refused, {len(bank.uncovered)} key points not asked: {out}")


def sources(files: Sequence[Path]) -> list[Source]:
    """
    :raises CommandError: for a file that cannot be read
    """
    outlines = [(path, *outline_of(path)) for path in files]
    publishers = [outline.source for _, _, outline in outlines]
    return [
        source_of(LETTERS[number % 26] * (1 + number // 26), path, text, outline, publishers.count(outline.source) == 1)
        for number, (path, text, outline) in enumerate(outlines)
    ]


def outline_of(path: Path) -> tuple[str, Outline]:
    try:
        source = read(path.name, path.read_bytes())
    except (OSError, UnreadableFile) as error:
        raise CommandError(f"{path}: {error}") from error
    return source.text, extract(source)


def source_of(letter: str, path: Path, text: str, outline: Outline, own_name: bool) -> Source:
    """With what is taught of a file when nobody chooses."""
    title = outline.title or path.stem
    values = taught(chosen(outline, Choices()).values, text)
    return Source(
        letter=letter,
        title=title,
        name=document_name(outline.source or "", title, unique=own_name),
        language=outline.language,
        text=text,
        sentences=tuple((one.start, one.end) for block in outline.blocks if block.number for one in block.sentences),
        points=tuple(Point(f"{letter}{n}", short_label(value, text), value) for n, value in enumerate(values, start=1)),
    )


def items(bank: Bank) -> Iterator[dict[str, Any]]:
    """The accepted questions with what they are warned of, then the refused ones with their reasons."""
    for item, warned in zip(bank.questions, bank.warned, strict=True):
        yield {"verdict": "accepted", "reasons": [list(each) for each in warned], **question(item)}
    for refused in bank.refused:
        if isinstance(refused.draft, Draft):
            yield {"verdict": "refused", "reasons": [list(each) for each in refused.reasons], **question(refused.draft)}


def question(item: Draft) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "rule": item.rule,
        "point": item.point,
        "stem": item.shown["stem"],
        "options": options(item),
        "shown": item.shown,
        "key": item.key,
        "explanation": item.explanation,
        "citations": [asdict(quote) for quote in (item.evidence, *(quote for _, _, quote in item.why))],
        "evidence": asdict(item.evidence),
        "lit": [asdict(quote) for quote in item.lit],
        "why": {id: {"text": text, "citation": asdict(quote)} for id, text, quote in item.why},
        "difficulty": round(item.difficulty, 2),
    }


def options(item: Draft) -> list[dict[str, Any]]:
    """What is read beside the stem, whether it is right, and the words of a source that carry it."""
    if KINDS[item.kind].problems(item.shown, item.key):
        return []
    return [
        {"id": piece.id, "text": piece.text, "role": piece.role, "citation": asdict(quote) if quote else None}
        for piece, quote in proofs(item)
        if piece.role != "stem"
    ]


def cards(bank: Bank) -> Iterator[dict[str, Any]]:
    for card in bank.cards:
        yield {"verdict": "accepted", **asdict(card)}
    for refused in bank.refused:
        if isinstance(refused.draft, CardDraft):
            yield {"verdict": "refused", "reasons": [list(each) for each in refused.reasons], **asdict(refused.draft)}


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
