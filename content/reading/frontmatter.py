"""The `key: value` lines between two rules at the head of a Markdown file."""

import re

from content.reading.source import Meta

# Jekyll, Hugo and Pandoc agree on these names; anything else in the block says nothing that is taught.
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "date",
    "source": "source",
    "lang": "language",
    "language": "language",
}
# The first line must be a key, for a text may begin with a rule too.
_BLOCK = re.compile(r"---[ \t]*\n(?=[\w-]+[ \t]*:)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def split_front_matter(text: str) -> tuple[Meta, int]:
    """What the block says, and where the body begins."""
    block = _BLOCK.match(text)
    if not block:
        return Meta(), 0
    found: dict[str, str] = {}
    for key, value in _LINE.findall(block[1]):
        field = _FIELDS.get(key.lower())
        if field and (clean := value.strip("\"'[] ")):
            found.setdefault(field, clean)
    date = _DATE.match(found.get("date", ""))
    return (
        Meta(
            title=found.get("title"),
            author=found.get("author"),
            date=date[0] if date else None,
            source=found.get("source"),
            language=found.get("language"),
        ),
        block.end(),
    )
