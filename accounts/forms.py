from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm, UsernameField
from django.utils.translation import gettext_lazy as _

from accounts.models import OnBoards, Theme, User

OUTDATED = {"Etc", "SystemV", "US", "posix", "right"}  # names kept for old machines


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones by part of the world, as the groups of a select."""
    groups = {"UTC": [("UTC", "UTC")]}
    for name in sorted(available_timezones()):
        part, slash, city = name.partition("/")
        if slash and part not in OUTDATED:
            groups.setdefault(part, []).append((name, city.replace("_", " ")))
    return list(groups.items())


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """What sign-up and profile have in common."""

    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As you want to be greeted; your instructors see it."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, help_text=_("Your days and streaks follow it."))
    on_boards = forms.ChoiceField(
        label=_("How you appear on leaderboards"),
        choices=OnBoards.choices,
        initial=OnBoards.HIDDEN,
        widget=forms.RadioSelect,
        help_text=_("Only members of a course see its board. You can leave it at any time and keep your points."),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("display_name", "email", "time_zone", "on_boards")
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}
        help_texts = {"email": _("May stay empty; then nobody can send you a link to a new password.")}


class SignUpForm(PersonForm, UserCreationForm):  # type: ignore[type-arg]
    field_order = ("display_name", "username", "email", "password1", "password2", "time_zone", "on_boards")

    class Meta(PersonForm.Meta):
        fields = ("display_name", "username", "email", "time_zone", "on_boards")
        field_classes = {"username": UsernameField}
        labels = {"username": _("User name")}
        help_texts = {**PersonForm.Meta.help_texts, "username": _("For signing in: letters, digits and @ . + - _")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password2"].label, self.fields["password2"].help_text = _("Password once more"), ""
        self.fields["password1"].help_text = _("At least ten characters; a few words that nobody would guess do well.")
        if not self.is_bound:
            self.fields["time_zone"].widget.attrs["data-guess-time-zone"] = True


STUDY = ("single_keys", "retention", "new_a_day", "types_answers")


class ProfileForm(PersonForm):
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, widget=forms.RadioSelect)

    class Meta(PersonForm.Meta):
        fields = ("display_name", "email", "time_zone", "language", "theme", "on_boards", "notices_by_mail", *STUDY)
        labels = {
            "single_keys": _("Single-letter keys, such as 1 to 4 for grading a card"),
            "retention": _("How much you want to remember, in percent"),
            "new_a_day": _("New cards a day, at most"),
            "types_answers": _("Open a field to type each answer in"),
            "notices_by_mail": _("Send me my notices by e-mail, too"),
        }
        help_texts = {
            **PersonForm.Meta.help_texts,
            "retention": _(
                "80 to 97. A card comes back when your chance to recall it has fallen to this: the higher, "
                "the more reviews. It holds from each card’s next review on."
            ),
            "new_a_day": _("0 stops new cards; what is due still comes."),
            "notices_by_mail": _("They need your e-mail address."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_HOST:
            del self.fields["notices_by_mail"]  # this server sends no mail


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)


class SignInForm(AuthenticationForm):
    """Takes a user name, or the e-mail address of an account."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("That password does not match this name. Caps Lock may be on."),
    }

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        by_address = User.objects.filter(email__iexact=name).first() if "@" in name else None
        return by_address.username if by_address else name
