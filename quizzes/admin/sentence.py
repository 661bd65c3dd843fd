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
        chosen = self.chosen(value)
        context = {"name": name, "chosen": chosen, "course": self.course}
        return render_to_string(self.template_name, {**context, **found_beside(self.course, self.words, chosen)})

    def chosen(self, value: Any) -> Citation | None:
        sentences = Citation.objects.with_source().filter(edition__document__course=self.course)
        return sentences.filter(pk=value).first() if str(value or "").isdecimal() else None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        self.words = data.get(f"{name}-words", "")[:200]
        return data.get(name)

    def id_for_label(self, id_: str | None) -> str:
        """There is no one input that the label could name; each names itself."""
        return ""


def found_beside(course: Course | None, words: str, chosen: Citation | None) -> dict[str, Any]:
    """What a search offers beside the sentence that is chosen already."""
    found = sentences_saying(course, words) if course else []
    return {"words": words, "found": [one for one in found if one != chosen], "nothing": bool(words) and not found}
