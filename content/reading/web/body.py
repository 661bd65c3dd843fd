"""The part of a page that is the article: what surrounds it is left out, then the node that holds the rest is found."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED_NAMES = """
script style noscript template svg iframe object embed canvas audio video form button input select textarea
nav dialog menu link meta head map area
"""
_DROPPED = frozenset(_DROPPED_NAMES.split())
_ROLES_NAMES = """
navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist
"""
_ROLES = frozenset(_ROLES_NAMES.split())
# Words of class names and ids, by which pages the world over name what is not the article.
_JUNK_NAMES = """
nav navbar navigation menu breadcrumb breadcrumbs sidebar related recommended recommendations recirc share
sharing social sns comment comments disqus respond cookie cookies consent gdpr newsletter subscribe
subscription signup promo promotion advert advertisement ad ads adsense sponsored banner popup modal overlay
paywall footer pagination pager toc toolbar tags taglist navbox reflist references noprint editsection
hatnote skip skiplink masthead byline-share widget login outbrain taboola teaser-list trending popular
readmore morelinks authorbox bio-box feedback rating print metadata-links catlinks printfooter jump infobox
vertical-navbox lienquan tinlienquan binhluan chiase
"""
_JUNK = frozenset(_JUNK_NAMES.split())
# Of these, what is no part of any article, whatever else says so.
_NEVER_NAMES = """
paywall editsection reflist navbox infobox catlinks binhluan tinlienquan lienquan cookie cookies newsletter disqus
outbrain taboola noprint skiplink breadcrumb breadcrumbs pagination toc
"""
_NEVER = frozenset(_NEVER_NAMES.split())
_NAME_PART = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAVY_SHARE = 0.5
_HOLDS = 0.85
_LINKED = 0.65


def visible_part(tree: "HtmlElement") -> "HtmlElement":
    """The body. The tree is changed: what is never read (scripts, forms, menus, hidden parts) is taken out of it."""
    body = tree.find(".//body")
    root = body if body is not None else tree
    _without_dropped(root)
    _without_named(root, _NEVER)
    return root


def article(root: "HtmlElement") -> "HtmlElement":
    """The node to be read, found in the visible part, which is changed once more."""
    root = _scope(root)
    _without_junk(root)
    _without_link_lists(root)
    return _narrowed(root)


def length(node: "HtmlElement") -> int:
    return sum(len(piece.strip()) for piece in node.itertext())


def _without_dropped(root: "HtmlElement") -> None:
    for node in list(root.iter()):
        if node is root:
            continue
        # Comments and processing instructions have functions for tags.
        if not isinstance(node.tag, str) or node.tag in _DROPPED or _hidden(node):
            node.drop_tree()


def _hidden(node: "HtmlElement") -> bool:
    if node.get("role", "") in _ROLES or node.get("hidden") is not None:
        return True
    return node.get("aria-hidden") == "true" or bool(_HIDDEN.search(node.get("style", "")))


def _scope(root: "HtmlElement") -> "HtmlElement":
    """`main` or `article`, where the page says so and most of its prose stands there."""
    whole = _prose(root)
    for path in (".//article", ".//*[@itemprop='articleBody']", ".//main", ".//*[@role='main']"):
        found = root.xpath(path)
        best = max(found, key=_prose, default=None)
        if best is not None and _prose(best) > whole * _HEAVY_SHARE:
            return best
    return root


def _prose(node: "HtmlElement") -> int:
    """Characters in paragraphs and items that are not links."""
    return sum(
        length(one) - sum(length(link) for link in one.iter("a"))
        for one in node.iter("p", "li", "dd", "blockquote", "pre")
        if one.getparent() is None or one.getparent().tag not in ("li", "dd", "blockquote")
    )


def _without_junk(root: "HtmlElement") -> None:
    for node in list(root.iter("aside", "footer", "header")):
        heads = node.tag == "header" and node.find(".//h1") is not None
        if node is not root and node.getparent() is not None and not heads:
            _drop_unless_heavy(node, length(root))
    _without_named(root, _JUNK)


def _without_named(root: "HtmlElement", names: frozenset[str]) -> None:
    whole = length(root)
    for node in list(root.iter()):
        if node is not root and node.getparent() is not None and _is_named(node, names):
            _drop_unless_heavy(node, whole)


def _drop_unless_heavy(node: "HtmlElement", whole: int) -> None:
    """What holds most of the text is the article, however it is called."""
    if length(node) < whole * _HEAVY_SHARE:
        node.drop_tree()


def _is_named(node: "HtmlElement", names: frozenset[str]) -> bool:
    given = _CAMEL.sub("-", f"{node.get('class', '')} {node.get('id', '')}").lower()
    return bool(given.strip()) and not names.isdisjoint(_NAME_PART.findall(given))


def _without_link_lists(root: "HtmlElement") -> None:
    """Lists and boxes made of links lead elsewhere, unless a sentence with a colon announces them."""
    for node in list(root.iter("ul", "ol", "div", "section", "table")):
        if node is root or node.getparent() is None:
            continue
        links = [length(link) for link in node.iter("a")]
        if len(links) >= 3 and sum(links) > _LINKED * length(node) and not _announced(node):
            node.drop_tree()


def _announced(node: "HtmlElement") -> bool:
    before = node.getprevious()
    words = (node.getparent().text or "") if before is None else (before.tail or "").strip() or before.text_content()
    return bool(words.rstrip().endswith(":"))


def _narrowed(root: "HtmlElement") -> "HtmlElement":
    """Down to the node below which the text parts into blocks."""
    while True:
        whole = length(root)
        inside = [
            child for child in root if child.tag in ("div", "section", "article", "main", "td", "table", "tr", "tbody")
        ]
        best = max(inside, key=length, default=None)
        if best is None or length(best) < _HOLDS * whole:
            return root
        root = best
