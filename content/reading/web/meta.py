"""What a page says of itself: title, author, date, source, language. Only what is declared; nothing is guessed."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from content.reading.source import Meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}(?!\d)")
_ARTICLES = re.compile(r"Article|BlogPosting|Report|Page|CreativeWork")
# Between the title of a text and the name of its site.
_PARTED = re.compile(r"\s+[|·•»–—-]\s+|\s+::\s+")
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued", "pubdate")


def meta_of(tree: "HtmlElement") -> Meta:
    named = _named(tree)
    linked = next(_linked(tree), {})
    site = named.get("og:site_name") or _name(linked.get("publisher"))
    return Meta(
        title=_title(tree, named, linked),
        author=_person(named.get("author") or _name(linked.get("author")) or named.get("dc.creator")),
        date=_date(tree, named, linked),
        source=site or named.get("dc.publisher"),
        language=tree.get("lang") or None,
    )


def _named(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name and (content := node.get("content", "").strip()):
            found.setdefault(name.lower(), content)
    return found


def _linked(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Articles in JSON-LD (schema.org)."""
    for node in tree.iter("script"):
        if node.get("type") != "application/ld+json":
            continue
        try:
            things = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        things = things.get("@graph", [things]) if isinstance(things, dict) else things
        for thing in things if isinstance(things, list) else []:
            if isinstance(thing, dict) and _ARTICLES.search(str(thing.get("@type"))):
                yield thing


def _name(thing: Any) -> str | None:
    if isinstance(thing, list):
        return ", ".join(filter(None, map(_name, thing[:5]))) or None
    if isinstance(thing, dict):
        thing = thing.get("name")
    return thing if isinstance(thing, str) else None


def _person(name: str | None) -> str | None:
    """Some pages give an address in place of a name."""
    return None if name is None or name.startswith(("http:", "https:", "@")) else name


def _title(tree: "HtmlElement", named: dict[str, str], linked: dict[str, Any]) -> str | None:
    heads = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    declared = tree.findtext(".//title") or ""
    whole = named.get("og:title") or _name(linked.get("headline")) or " ".join(declared.split())
    # The heading is the title without the name of the site, where both agree.
    for head in heads:
        if head and (head in whole or not whole):
            return head
    return (_PARTED.split(whole)[0] if _PARTED.search(whole) else whole) or next(filter(None, heads), None)


def _date(tree: "HtmlElement", named: dict[str, str], linked: dict[str, Any]) -> str | None:
    times = [node.get("datetime", "") for node in tree.iter("time")]
    declared = [named.get(name, "") for name in _DATES]
    for text in [str(linked.get("datePublished") or ""), *declared, *times[:1]]:
        if found := _DATE.match(text):
            return found[0]
    return None
