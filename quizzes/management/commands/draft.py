import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.extraction import extract
from content.extraction.outline import Concept, EnumList, Fact, Outline
from content.reading import read
from content.reading.source import UnreadableFile
from quizzes.generation import draft
from quizzes.generation.bank import Bank, CardDraft, Point, Source
from quizzes.generation.naming import document_name
from quizzes.kinds.base import Draft

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Command(BaseCommand):
    help = "Draft questions and cards from files, as one course, without a database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--out", type=Path, required=True, help="folder for items.jsonl and cards.jsonl")

    def handle(self, *args: Any, files: Sequence[Path], out: Path, **options: Any) -> None:
        bank = draft(sources(files))
        out.mkdir(parents=True, exist_ok=True)
        write(out / "items.jsonl", items(bank))
        write(out / "cards.jsonl", cards(bank))
        kept, refused = f"{len(bank.questions)} questions, {len(bank.cards)} cards", len(bank.refused)
        self.stdout.write(f"{kept}, {refused} refused: {out}")


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
    title = outline.title or path.stem
    values: list[EnumList | Concept | Fact] = [*outline.lists, *outline.concepts, *outline.facts]
    return Source(
        letter=letter,
        title=title,
        name=document_name(outline.source or "", title, unique=own_name),
        language=outline.language,
        text=text,
        sentences=tuple((one.start, one.end) for block in outline.blocks if block.number for one in block.sentences),
        points=tuple(Point(f"{letter}{n}", label(value, text), value) for n, value in enumerate(values, start=1)),
    )


def label(value: EnumList | Concept | Fact, text: str) -> str:
    match value:
        case EnumList():
            return value.label
        case Concept():
            return value.term
    return text[value.start : value.end]


def items(bank: Bank) -> Iterator[dict[str, Any]]:
    """The accepted questions, then the refused ones with their reasons."""
    for item in bank.questions:
        yield {"verdict": "accepted", **question(item)}
    for refused in bank.refused:
        if isinstance(refused.draft, Draft):
            yield {"verdict": "refused", "reasons": [list(each) for each in refused.reasons], **question(refused.draft)}


def question(item: Draft) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "rule": item.rule,
        "point": item.point,
        "shown": item.shown,
        "key": item.key,
        "explanation": item.explanation,
        "evidence": asdict(item.evidence),
        "lit": [asdict(quote) for quote in item.lit],
        "why": {id: {"text": text, "citation": asdict(quote)} for id, text, quote in item.why},
        "difficulty": round(item.difficulty, 2),
    }


def cards(bank: Bank) -> Iterator[dict[str, Any]]:
    for card in bank.cards:
        yield {"verdict": "accepted", **asdict(card)}
    for refused in bank.refused:
        if isinstance(refused.draft, CardDraft):
            yield {"verdict": "refused", "reasons": [list(each) for each in refused.reasons], **asdict(refused.draft)}


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
