"""Files in, SourceText out. One module a format; READERS lists them by the ending of the file's name."""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from content.reading import markdown, plain
from content.reading.apart import read_apart
from content.reading.decoding import EMPTY, MAX_BYTES, TOO_LARGE
from content.reading.sniffing import refuse_false_name
from content.reading.source import SourceText, UnreadableFile

# The name of the module that reads it. Forms and commands take the endings they accept from here (SUFFIXES).
READERS: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "plain",
        ".text": "plain",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "web",
        ".htm": "web",
        ".xhtml": "web",
        ".docx": "word",
        ".pdf": "pdf",
    }
)
SUFFIXES = tuple(READERS)

# Short parsers of text, which cannot be made to run away; all others read in a process of their own.
_HERE = {"plain": plain.read, "markdown": markdown.read}

UNKNOWN_ENDING = (
    "This kind of file cannot be read. Save it as Word (.docx), PDF, web page (.html), "
    "Markdown (.md) or plain text (.txt) and upload that."
)


def read(name: str, data: bytes) -> SourceText:
    """Raises UnreadableFile, whose message says what to do."""
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnreadableFile(UNKNOWN_ENDING)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(TOO_LARGE)
    if not data.strip():
        raise UnreadableFile(EMPTY)
    refuse_false_name(reader, data)
    return _HERE[reader](data) if reader in _HERE else read_apart(reader, data)
