"""{% constant %}...{% endconstant %}: a part of a page that says the same to everybody; rendered once a language.

A page's frame, its icons and its labels are most of what rendering it costs, and most of them never change while the
process runs. A part sees no context, so that nothing of one person can get into the page of another.
"""

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token, VariableNode
from django.template.context import Context
from django.utils.translation import get_language

register = template.Library()


class Constant(Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.rendered: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.rendered:
            self.rendered[language] = self.nodelist.render(alone(context))
        return self.rendered[language]


def alone(context: Context) -> Context:
    """A context that holds nothing but what includes need to find their templates."""
    empty = context.new()
    empty.template = context.template
    return empty


@register.tag
def constant(parser: Parser, token: Token) -> Constant:
    nodelist: Any = parser.parse(("endconstant",))
    parser.delete_first_token()
    if varying := nodelist.get_nodes_by_type(VariableNode):
        raise template.TemplateSyntaxError(f"A constant part cannot hold {varying[0]}: it has no context.")
    return Constant(nodelist)
