"""Packed files, looked at before anything is unpacked: a small archive may unfold into more than the memory holds."""

import io
import re
import zipfile

from content.reading.apart import DAMAGED
from content.reading.source import UnreadableFile

BOMB = "This file unfolds into far more data than a document holds. Save it anew in Word and upload that."
LOCKED = "This file is locked with a password. Save it without one and upload that."
ENTITIES = "This file declares XML entities, which no Word document needs. Save it anew in Word and upload that."

MAX_PARTS = 5_000
MAX_UNFOLDED = 300 * 1024 * 1024
MAX_RATIO = 200
_SMALL = 1024 * 1024
_ENTITY = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")


def refuse_dangerous(data: bytes) -> None:
    """:raises UnreadableFile: for what is no archive, locked, unfolds too far, or holds XML with a DOCTYPE"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive, part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableFile(DAMAGED) from error
    except (zipfile.zlib.error, zipfile.lzma.LZMAError) as error:  # type: ignore[attr-defined]
        raise UnreadableFile(DAMAGED) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(LOCKED)
    unfolded = sum(part.file_size for part in parts)
    steep = any(part.file_size > _SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size) for part in parts)
    if len(parts) > MAX_PARTS or unfolded > MAX_UNFOLDED or steep:
        raise UnreadableFile(BOMB)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Reads no more than the part declares; one that lies about its size fails its checksum."""
    with archive.open(part) as stream:
        if _ENTITY.search(stream.read()):
            raise UnreadableFile(ENTITIES)
