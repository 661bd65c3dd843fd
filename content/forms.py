import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.extraction.pack import PACKS
from content.models import Course, Document, Edition, JoinRefused, KeyPoint, KeyPointKind
from content.reading import READERS
from content.reading.decoding import MAX_BYTES, TOO_LARGE
from content.reading.source import UnreadableFile
from content.roster import read_roster

LANGUAGES = {"en": _("English"), "vi": _("Vietnamese")}
"""Names of the languages that documents may be in; a pack without one goes by its letters."""

DATE = re.compile(r"(?:\d{4}|-)(?:-\d{2}){0,2}")


class JoinForm(forms.Form):
    """The code of a course that somebody wants to join."""

    code = forms.CharField(
        label=_("Course code"),
        max_length=16,
        error_messages={
            "required": _("Write the course's code. Your instructor has it."),
            "max_length": _("A course's code is shorter, such as DX4-7KM. Check it with your instructor."),
        },
        widget=forms.TextInput(
            attrs={"class": "input", "placeholder": "DX4-7KM", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> Course:
        """The course that the code opens."""
        try:
            return Course.with_code(self.cleaned_data["code"])
        except JoinRefused as error:
            raise forms.ValidationError(str(error)) from error


class SameIdeaForm(forms.Form):
    """Two concepts of a course, and whether they are one."""

    one = forms.ModelChoiceField(KeyPoint.objects.none())
    other = forms.ModelChoiceField(KeyPoint.objects.none())
    verdict = forms.ChoiceField(choices=[("same", ""), ("apart", "")])

    def __init__(self, course: Course, *args: Any) -> None:
        super().__init__(*args)
        concepts = KeyPoint.objects.taught().filter(course=course, kind=KeyPointKind.CONCEPT)
        for name in ("one", "other"):
            cast(forms.ModelChoiceField[KeyPoint], self.fields[name]).queryset = concepts

    def clean(self) -> dict[str, Any]:
        """The pages offer only what holds, so one sentence answers whatever else is sent."""
        data: dict[str, Any] = self.cleaned_data
        if self.errors or data["one"] == data["other"]:
            self.errors.clear()
            raise forms.ValidationError(
                _("Choose two concepts of this course that are taught, and whether they are one. Nothing was changed.")
            )
        return data

    @property
    def pair(self) -> tuple[KeyPoint, KeyPoint]:
        return self.cleaned_data["one"], self.cleaned_data["other"]

    @property
    def is_same(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "same")


class DocumentForm(forms.Form):
    """A file, or text pasted with a name to know it by."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("One of %(endings)s, up to 20 MB.") % {"endings": ", ".join(READERS)},
        widget=forms.FileInput(attrs={"accept": ",".join(READERS)}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("For pasted text: what to call it when it has no title of its own."),
    )
    text = forms.CharField(
        label=_("Pasted text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Instead of a file; read as plain text."),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Refused before it is read, so that nobody fills the memory with it."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(gettext(TOO_LARGE))
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and given.get("text"):
            raise forms.ValidationError(_("Give a file or pasted text, not both."))
        if not given.get("file") and not given.get("text") and "file" not in self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return given

    def document(self) -> tuple[str, bytes]:
        """Name and content, pasted text as a file of its title."""
        if file := self.cleaned_data["file"]:
            return file.name, file.read()
        title = self.cleaned_data["name"].replace("/", " ") or str(_("Pasted text"))
        return f"{title}.txt", self.cleaned_data["text"].encode()


OWN = "own"
"""Chosen for a document that is no new edition of another."""


class EditionField(forms.ChoiceField):
    """Which document of a course a text replaces: the document, OWN, or nothing for what its name tells."""

    def offer(self, editions: Iterable[Edition], first: tuple[str, Any]) -> None:
        self.editions = {str(edition.document_id): edition for edition in editions}
        named = _("A new edition of %(letter)s, “%(title)s”")
        offered = [(pk, named % {"letter": one.letter, "title": one.title}) for pk, one in self.editions.items()]
        self.choices = [first, *offered]

    def clean(self, value: Any) -> "Document | str":
        chosen: str = super().clean(value)
        return self.editions[chosen].document if chosen in self.editions else chosen


class UploadForm(DocumentForm):
    """A document for a course, or a new edition of one that is there."""

    replaces = EditionField(label=_("In the course it is"), required=False)

    def __init__(self, *args: Any, editions: Iterable[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(EditionField, self.fields["replaces"])
        field.offer(editions, ("", _("What its name and title tell")))
        field.choices = [*cast(list[Any], field.choices), (OWN, _("A document of its own"))]


class CheckForm(forms.Form):
    """What a document says of itself, as it was read and as a person corrects it."""

    title = forms.CharField(label=_("Title"), max_length=300)
    source = forms.CharField(label=_("Source"), max_length=120, required=False, help_text=_("Who published it."))
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    date = forms.CharField(
        label=_("Date"),
        required=False,
        max_length=10,
        help_text=_("As 2026-02-18; as --02-18 when the year is not known."),
    )
    replaces = EditionField(label=_("In the course it is"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(pack, LANGUAGES.get(pack, pack)) for pack in PACKS], required=False
    )

    def __init__(self, *args: Any, editions: Iterable[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(EditionField, self.fields["replaces"]).offer(editions, (OWN, _("A document of its own")))

    def clean_date(self) -> str:
        given: str = self.cleaned_data["date"]
        if given and not is_date(given):
            raise forms.ValidationError(_("Write the date as 2026-02-18, as 2026-02, or as --02-18 without its year."))
        return given


def is_date(given: str) -> bool:
    """Whether it is an ISO date, perhaps without its day or its year."""
    if not DATE.fullmatch(given) or given in {"-", "--"} or re.fullmatch(r"--\d{2}", given):
        return False
    whole = f"2000{given[1:]}" if given.startswith("--") else given
    try:
        date.fromisoformat((whole + "-01-01")[:10])
    except ValueError:
        return False
    return True


class RosterForm(forms.Form):
    """A class list as a file, or as text: pasted, or as it comes back from the page that looked it through."""

    file = forms.FileField(
        label=_("Class list (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv"}),
        help_text=_("Columns: email, and perhaps name, role and account; the first line names them."),
    )
    text = forms.CharField(
        label=_("Or the list itself"),
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        file: Any = data.get("file")
        if not file and not data.get("text"):
            raise forms.ValidationError(_("Choose a file, or write the list into the field below."))
        if file and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_(TOO_LARGE))
        try:
            self.roster = read_roster(file.read() if file else data["text"].encode())
        except UnreadableFile as refusal:
            raise forms.ValidationError(gettext(str(refusal))) from refusal
        return data
