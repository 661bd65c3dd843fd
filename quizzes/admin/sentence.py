"""The field for the sentence that proves a question: search the course's text, choose one of what is found."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.models import Citation, Course
from content.searching import sentences_saying


class SentencePicker(forms.Widget):
    """What is chosen and what a search found, to choose from by keyboard. Without scripts the form's button that
    checks it searches too.
    """

    template_name = "admin/widgets/sentence.html"

    def __init__(self, course: Course | None) -> None:
        super().__init__()
        self.course, self.words = course, ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string(self.template_name, choice(self.course, name, self.words, str(value or "")))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        self.words = data.get(f"{name}-words", "")[:200]
        return data.get(name)

    def id_for_label(self, id_: str | None) -> str:
        """There is no one input that the label could name; each names itself."""
        return ""


def choice(course: Course | None, name: str, words: str, chosen: str) -> dict[str, Any]:
    """What the templates show: the sentence with the number `chosen`, if it is one of the course, and what a search
    offers beside it.
    """
    sentences = Citation.objects.with_source().filter(edition__document__course=course)
    one = sentences.filter(pk=chosen).first() if chosen.isdecimal() else None
    found = [other for other in sentences_saying(course, words) if other != one] if course else []
    return {"name": name, "course": course, "chosen": one, "words": words, "found": found}
