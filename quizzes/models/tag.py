from collections.abc import Iterable

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from content.models import Course

LONGEST = 40


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, course: Course, names: Iterable[str]) -> "list[Tag]":
        """The tags of a course by these names, in any case; those that are missing are made."""
        wanted = {name.casefold(): name for name in names}
        known = {tag.name.casefold(): tag for tag in self.filter(course=course)}
        new = [Tag(course=course, name=name) for folded, name in wanted.items() if folded not in known]
        known |= {tag.name.casefold(): tag for tag in self.bulk_create(new)}
        return [known[folded] for folded in wanted]


class Tag(models.Model):
    """A word by which instructors sort the questions of a course. Learners never see it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="tags")
    name = models.CharField(_("name"), max_length=LONGEST)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["course", "name"]
        constraints = [models.UniqueConstraint("course", Lower("name"), name="tag_once_per_course")]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name


def names_in(words: str) -> list[str]:
    """The names that a line parts by commas, each once."""
    names = [" ".join(name.split())[:LONGEST] for name in words.split(",")]
    return list({name.casefold(): name for name in names if name}.values())
