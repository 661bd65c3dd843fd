"""Files in, SourceText out. One module a format; READERS lists them by the ending of the file's name."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from content.reading import markdown, plain
from content.reading.source import SourceText, UnreadableFile

Reader = Callable[[bytes], SourceText]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": plain.read,
        ".text": plain.read,
        ".md": markdown.read,
        ".markdown": markdown.read,
    }
)

UNKNOWN_ENDING = "This kind of file cannot be read. Save it as plain text (.txt) or Markdown (.md) and upload that."


def read(name: str, data: bytes) -> SourceText:
    """Raises UnreadableFile, whose message says what to do."""
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnreadableFile(UNKNOWN_ENDING)
    return reader(data)
