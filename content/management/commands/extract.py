"""`manage.py extract FILE... --out DIR`: what extraction finds in documents, as JSON, one file each."""

import json
import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.extraction import extract
from content.extraction.outline import Outline
from content.reading import read
from content.reading.origin import offset_in_file
from content.reading.source import SourceText, UnreadableFile


class Command(BaseCommand):
    # It asks nothing of database or urls.
    requires_system_checks = ()
    help = "Writes title, sections, lists, concepts and facts of documents as JSON, with offsets into the files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="files, or folders of files")
        parser.add_argument("--out", type=Path, required=True, help="the folder for the JSON files")
        parser.add_argument("--language", help="a language pack's name; else the letters of each text tell")

    def handle(self, *args: Any, files: list[Path], out: Path, language: str | None, **options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        failed = 0
        for path in _documents(files):
            try:
                data = path.read_bytes()
                found = _as_json(read(path.name, data), language, _decoded(data))
            except (UnreadableFile, OSError) as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
                continue
            target = out / f"{path.stem}.json"
            target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            self.stdout.write(f"{path} -> {target}")
        if failed:
            raise CommandError(f"{failed} file(s) could not be read.", returncode=1)


def _documents(paths: list[Path]) -> list[Path]:
    """Of a folder, the files with an ending that some reader knows; a file that is named is always tried."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found.extend(inside)
    return found


def _decoded(data: bytes) -> str | None:
    """The file as UTF-8 with nothing changed, or None when it is in another encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_json(source: SourceText, language: str | None, raw: str | None) -> dict[str, Any]:
    outline = extract(source, language)
    place = _Places(source, raw)
    return {
        "title": outline.title,
        "date": outline.date,
        "source": outline.source,
        "language": outline.language,
        "sections": [{"heading": place.text(*s.heading), **place.span(*s.heading)} for s in outline.sections],
        "lists": _lists(outline, source, place),
        "concepts": [{"term": place.text(c.start, c.end), **place.span(c.start, c.end)} for c in outline.concepts],
        "facts": [{"kind": f.kind, **place.quoted(f.start, f.end)} for f in outline.facts],
    }


def _lists(outline: Outline, source: SourceText, place: "_Places") -> list[dict[str, Any]]:
    return [
        {
            "ordered": one.ordered,
            "kind": one.kind,
            "intro": source.text[slice(*one.intro)] if one.intro else None,
            "title": one.label,
            "major": one.major,
            "items": [place.quoted(item.start, item.end) for item in one.items],
        }
        for one in outline.lists
    ]


_BEFORE = re.compile(r"[*_`\[]+$")
_AFTER = re.compile(r"(?:[*_`]+|\]\([^()\n]*\)|\]\[[^\]\n]*\])+")


def _with_markup(raw: str, left: int, right: int) -> tuple[int, int]:
    """Half a pair of markup inside ("rope** and [oar") draws in the other half at the edges."""
    words = raw[left:right]
    if words.count("[") == words.count("](") and not any(words.count(sign) % 2 for sign in "*_`"):
        return left, right
    before, after = _BEFORE.search(raw, max(0, left - 8), left), _AFTER.match(raw, right)
    return before.start() if before else left, after.end() if after else right


class _Places:
    """Spans of the canonical text as spans of the file."""

    def __init__(self, source: SourceText, raw: str | None) -> None:
        self._source = source
        self._raw = raw

    def span(self, start: int, end: int) -> dict[str, int]:
        # The end is taken from the last character, so that markup behind it stays outside.
        left = offset_in_file(self._source.origin, start)
        right = max(left, offset_in_file(self._source.origin, end - 1) + 1)
        if self._raw is not None and self._source.format == "markdown":
            left, right = _with_markup(self._raw, left, right)
        return {"start": left, "end": right}

    def text(self, start: int, end: int) -> str:
        if self._raw is None:
            return self._source.text[start:end]
        span = self.span(start, end)
        return self._raw[span["start"] : span["end"]]

    def quoted(self, start: int, end: int) -> dict[str, Any]:
        return {"text": self.text(start, end), **self.span(start, end)}
