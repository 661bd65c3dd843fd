"""What is written down to plan an exam or a break."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.http import User
from content.models import Lesson
from quizzes.breaks import LONGEST
from quizzes.exams import FARTHEST
from quizzes.models import Absence, Exam


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
        error_messages={
            "required": gettext_lazy("Give the day, such as 2026-03-09."),
            "invalid": gettext_lazy("That is no day of the calendar. Write it as 2026-03-09."),
        },
    )


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


class BreakForm(forms.Form):
    """The days of a break, for one that is new or was planned before."""

    first = day_field(gettext_lazy("First day away"))
    last = day_field(gettext_lazy("Last day away"))

    def __init__(self, *args: Any, learner: User, absence: Absence, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._learner, self._absence, self._today = learner, absence, today

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        if first < self._today and first != self._absence.first:
            raise forms.ValidationError(_("A break begins today or later: what is past cannot be moved any more."))
        if first > self._today + timedelta(days=FARTHEST):
            raise forms.ValidationError(_("A break can be planned up to a year ahead."))
        return first

    def clean_last(self) -> date:
        first: date | None = self.cleaned_data.get("first")
        last: date = self.cleaned_data["last"]
        if first is None:
            return last
        if last < first:
            raise forms.ValidationError(_("The last day lies before the first one. Give a later one."))
        if (last - first).days >= LONGEST:
            raise forms.ValidationError(_("A break lasts %(days)s days at most.") % {"days": LONGEST})
        others = Absence.objects.of(self._learner).exclude(pk=self._absence.pk)
        other = others.filter(first__lte=last, last__gte=first).first()
        if other is not None:
            raise forms.ValidationError(
                _("It meets the break from %(first)s to %(last)s. Change that one instead.")
                % {"first": in_words(other.first), "last": in_words(other.last)}
            )
        return last


class ExamForm(forms.Form):
    """The day of an exam and the lessons that it asks; none ticked are all of the course."""

    day = day_field(gettext_lazy("Day of the exam"))
    lessons = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What it asks"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
        help_text=gettext_lazy("Tick lessons, or none for the whole course."),
        error_messages={"invalid_choice": gettext_lazy("One of these lessons is not there any more. Tick them again.")},
    )

    def __init__(self, *args: Any, exam: Exam, today: date, lessons: Sequence[Lesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._exam, self._today = exam, today
        self.fields["lessons"].choices = [  # type: ignore[attr-defined]
            (lesson.pk, _("%(number)s. %(title)s") % {"number": lesson.number, "title": lesson.title})
            for lesson in lessons
        ]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day <= self._today:
            raise forms.ValidationError(_("Give a day after today: there is nothing to plan for one that is here."))
        if day > self._today + timedelta(days=FARTHEST):
            raise forms.ValidationError(_("An exam can be planned up to a year ahead."))
        others = Exam.objects.filter(learner=self._exam.learner_id, course=self._exam.course_id, day=day)
        if others.exclude(pk=self._exam.pk).exists():
            raise forms.ValidationError(_("You have an exam in this course on that day. Change that one instead."))
        return day
