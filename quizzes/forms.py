from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Lesson


class AppearanceForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a learner is shown on the boards of all their courses, each way in its own words."""

    class Meta:
        model = User
        fields = ("on_boards",)
        labels = {"on_boards": _("How others see you")}
        widgets = {"on_boards": forms.RadioSelect}
        error_messages = {
            "on_boards": {
                "required": _("Choose how others see you; nothing was changed."),
                "invalid_choice": _("Choose one of these ways to be seen; nothing was changed."),
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_to_appear(self.instance)
        self.fields["on_boards"].choices = [(way, words) for words, way in ways.items()]  # type: ignore[attr-defined]
        self.initial["on_boards"] = ways[words_for(self.instance, self.instance.on_boards)]


def ways_to_appear(user: User) -> dict[str, str]:
    """What others would read, and the choice that shows it. Without a display name there are fewer."""
    ways: dict[str, str] = {}
    for way, _label in User._meta.get_field("on_boards").flatchoices:
        ways.setdefault(words_for(user, way), way)
    return dict(reversed(ways.items()))


def words_for(user: User, way: str) -> str:
    shown = User(display_name=user.display_name, on_boards=way)
    return shown.board_name() or shown.get_on_boards_display()


class ReadingForm(forms.Form):
    """How far a lesson was read."""

    def __init__(self, lesson: Lesson, data: Any) -> None:
        super().__init__(data)
        sentence = _("This lesson has the paragraphs %(first)s to %(last)s. Nothing was changed.") % {
            "first": lesson.first_paragraph,
            "last": lesson.last_paragraph,
        }
        self.fields["paragraph"] = forms.IntegerField(
            min_value=lesson.first_paragraph,
            max_value=lesson.last_paragraph,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
        )
