"""What a file is by its first bytes, held against what its name says."""

import re

from content.reading.source import UnreadableFile

PDF = "This is a PDF under another name. Give it a name that ends in .pdf and upload it again."
WORD = "This is a Word document under another name. Give it a name that ends in .docx and upload it again."
WEB = "This is a web page under another name. Give it a name that ends in .html and upload it again."
OLD_OFFICE = (
    "This file is in an old Office format or locked with a password. "
    "Open it in Word, save it without a password as .docx and upload that."
)
OTHER_ARCHIVE = "This file is a packed folder or another kind of document. Save what is in it as .docx or PDF."
RICH_TEXT = "This file is in Rich Text Format. Open it in a word processor, save it as .docx and upload that."
PICTURE = "This file is a picture or a recording, in which no text can be read. Upload the text itself."
NOT_PDF = "This file is no PDF, whatever its name says. Export the document as PDF again and upload that."
NOT_WORD = "This file is no Word document, whatever its name says. Save it as .docx in Word and upload that."

_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEDIA = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"II*\0", b"MM\0*", b"RIFF")
_WEB = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_SAYS = {
    "pdf": PDF,
    "word": WORD,
    "web": WEB,
    "ole": OLD_OFFICE,
    "zip": OTHER_ARCHIVE,
    "rtf": RICH_TEXT,
    "media": PICTURE,
}


def refuse_false_name(wanted: str, data: bytes) -> None:
    """`wanted` is the reader that the name asks for ("plain", "markdown", "web", "word", "pdf").

    :raises UnreadableFile: when the content is certainly of another kind
    """
    found = sniffed(data)
    if found == wanted or (wanted == "markdown" and found == "web"):
        # Markdown may begin with HTML.
        return
    if found:
        raise UnreadableFile(_SAYS[found])
    if wanted == "pdf":
        raise UnreadableFile(NOT_PDF)
    if wanted == "word":
        raise UnreadableFile(NOT_WORD)


def sniffed(data: bytes) -> str:
    """The kind whose signature the file bears, or "" for text without one."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return "word" if b"word/document" in data else "zip"
    if b"%PDF-" in head:
        # Readers of PDF allow for rubbish before the signature.
        return "pdf"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_MEDIA) or head[4:8] == b"ftyp":
        return "media"
    return "web" if _WEB.match(head.removeprefix(b"\xef\xbb\xbf")) else ""
