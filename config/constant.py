"""{% constant %}...{% endconstant %}: a part of a page that says the same to everybody; rendered once a language.

A page's frame, its icons and its labels are most of what rendering it costs, and most of them never change while the
process runs. A part sees no context, so that nothing of one person can get into the page of another.

{% constant number=page.number %}...{% endconstant %} sees these values and nothing else, and is rendered once for each
of them. They must be plain values that few pages differ in, and no times, which each reader has in another zone.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, VariableNode, token_kwargs
from django.template.context import Context
from django.utils.translation import get_language

register = template.Library()

MOST = 2000
"""So many are kept of a part that is given values; then it begins anew."""


class Constant(Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given
        self.rendered: dict[Any, str] = {}

    def render(self, context: Context) -> str:
        values = [value.resolve(context) for value in self.given.values()]
        # 1 and True are equal, and are not written alike.
        language = language_of(context)
        key = (language, *values, *map(type, values)) if values else language
        rendered = self.rendered
        if key not in rendered:
            if len(rendered) >= MOST:
                rendered = self.rendered = {}
            rendered[key] = self.nodelist.render(alone(context, dict(zip(self.given, values, strict=True))))
        return rendered[key]


def language_of(context: Context) -> str | None:
    """A page is written in one language; to ask for it takes longer than most parts of it."""
    kept: dict[Any, Any] = context.render_context.dicts[0]
    if Constant not in kept:
        kept[Constant] = get_language()
    language: str | None = kept[Constant]
    return language


def alone(context: Context, given: dict[str, Any]) -> Context:
    """A context that holds nothing but what is given and what includes need to find their templates."""
    empty = context.new(given)
    empty.template = context.template
    return empty


@register.tag
def constant(parser: Parser, token: Token) -> Constant:
    bits = token.split_contents()[1:]
    given = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"A constant part is given values as name=value, not {bits[0]}.")
    nodelist: Any = parser.parse(("endconstant",))
    parser.delete_first_token()
    if not given and (varying := nodelist.get_nodes_by_type(VariableNode)):
        raise template.TemplateSyntaxError(f"A constant part cannot hold {varying[0]}: it has no context.")
    return Constant(nodelist, given)
