"""The text as the patterns see it: one character for one, so that every offset stays true."""

# Never NFKC here: it changes lengths. Spaces of any kind become plain ones (a literal space in a pattern would
# miss U+00A0), single quotes become straight, double ones keep their direction, dashes their width.
_MAP = {
    **dict.fromkeys(
        map(
            ord,
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff",
        ),
        " ",
    ),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201e\u201f\u00ab"), "“"),
    ord("\u00bb"): "”",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\u2212"): "-",
    **dict.fromkeys(map(ord, "\u2028\u2029\u0085\x0b\x0c"), "\n"),
}


def match_view(text: str) -> str:
    return text.translate(_MAP)


def trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges."""
    while start < end and view[start].isspace():
        start += 1
    while end > start and view[end - 1].isspace():
        end -= 1
    return start, end
