"""The bytes of a web page as characters: its mark, what it declares, then UTF-8, then a guess that is said aloud."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from content.reading.decoding import GUESSED

_HEAD = 4096
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
# What browsers take these names to mean (WHATWG Encoding Standard).
_MEANT = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_KNOWN = re.compile(
    r"utf-?8|windows-125[0-8]|cp125[0-8]|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb2312|gb18030|big5|euc-jp|shift_jis|euc-kr|tis-620"
)


# What XML forbids, as characters and as references to them: the parser lets them in, but not out again.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,8}));?")


def characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page without control characters, and what to tell whoever uploaded it."""
    page, notices = _decoded(data)
    return _CONTROLS.sub("", _REFERENCE.sub(_allowed, page)), notices


def _allowed(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code > 0x10FFFF or _CONTROLS.match(chr(code)) else reference[0]


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes that fit no encoding become replacement signs."""
    if data.startswith(BOM_UTF8):
        return data[3:].decode("utf-8", "replace"), ()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ()
    for name in (_declared(data), "utf-8"):
        try:
            return data.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace"), (GUESSED,)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    name = _MEANT.get(name, name)
    return name if _KNOWN.fullmatch(name) else "utf-8"
