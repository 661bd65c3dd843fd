"""What a stem calls a document, so that nobody can take another one for it."""

import re

TITLE_LENGTH = 80
SHORT_TITLE = 20
"""Letters of a title that a question says whole, and of one that still tells documents apart."""


def document_name(publisher: str, title: str, *, unique: bool) -> str:
    """ "VOV.VN" where one document of the course is theirs, else the title in quotes."""
    if publisher and unique:
        return publisher
    return f"“{shortened(title).translate(str.maketrans('“”', '‘’'))}”"


def shortened(title: str) -> str:
    """A title without its place or publisher after a bar; a very long one up to a colon or dash, else cut between
    words, and not after a "for" or "of the"."""
    title = title.partition(" | ")[0]
    if len(title) <= TITLE_LENGTH:
        return title
    main = re.match(rf"(.{{{SHORT_TITLE},{TITLE_LENGTH}}}?)(?::| [–—-])\s", title)
    if main:
        return main.group(1)
    kept = title[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.–— ")
    return re.sub(r"(?:\s(?:\w{1,3}|Before|After|Between|During|About|With|From)){1,3}$", "", kept) + " …"
