import pytest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from config import constant

PART = "{% load i18n %}{% constant %}{% translate 'Yes' %}{% endconstant %}"


def test_a_part_is_rendered_once():
    template = Template("{% constant %}{% now 'u' %}{% endconstant %}")
    assert template.render(Context()) == template.render(Context())


def test_it_is_rendered_in_each_language():
    template = Template(PART)
    with translation.override("en-gb"):
        assert template.render(Context()) == "Yes"
    with translation.override("vi"):
        assert template.render(Context()) == "Có"
    with translation.override("en-gb"):
        assert template.render(Context()) == "Yes"


def test_an_include_in_it_has_what_it_is_given_and_nothing_else():
    part = '{% constant %}{% include "components/_icon.html" with name="check" %}{% endconstant %}'
    context = RequestContext(RequestFactory().get("/"), {"label": "of one person"})
    page = Template(part).render(context)
    assert "#check" in page
    assert "of one person" not in page


def test_what_varies_cannot_stand_in_it():
    with pytest.raises(TemplateSyntaxError, match="no context"):
        Template("{% constant %}{{ user }}{% endconstant %}")


def test_nor_deeper_in_it():
    with pytest.raises(TemplateSyntaxError, match="no context"):
        Template("{% constant %}{% if 1 %}{{ user }}{% endif %}{% endconstant %}")


GIVEN = Template("{% constant n=n %}{{ n }} {{ user }}{% now 'u' %}{% endconstant %}")


def test_a_part_that_is_given_values_is_rendered_once_for_each():
    first = GIVEN.render(Context({"n": 1, "user": "of one person"}))
    assert GIVEN.render(Context({"n": 1, "user": "another"})) == first
    assert first.startswith("1 ")
    assert "person" not in first
    assert GIVEN.render(Context({"n": 2})).startswith("2 ")
    assert GIVEN.render(Context({"n": True})).startswith("True ")


def test_what_it_is_given_is_escaped():
    assert GIVEN.render(Context({"n": "<b>"})).startswith("&lt;b&gt;")


def test_it_keeps_so_many_and_no_more(monkeypatch):
    monkeypatch.setattr(constant, "MOST", 3)
    template = Template("{% constant n=n %}{{ n }}{% endconstant %}")
    assert [template.render(Context({"n": n})) for n in range(9)] == [str(n) for n in range(9)]
    assert len(template.nodelist[0].rendered) <= 3


def test_values_have_names():
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        Template("{% constant user %}{% endconstant %}")
