"""What of each document is taught, and why the rest is not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.models import Course, Edition
from quizzes.pages.coverage import Coverage, coverage


class Command(BaseCommand):
    help = "Print how much of each document of a course is taught, and each sentence that is not with the reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", nargs="?", help="the last part of a course's address; all courses without it")
        parser.add_argument("--summary", action="store_true", help="one line a document")

    def handle(self, *, course: str | None, summary: bool, **_options: Any) -> None:
        if course and not Course.objects.filter(slug=course).exists():
            known = ", ".join(Course.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no course “{course}”. Courses here: {known}.")
        editions = Edition.objects.current().select_related("document__course").order_by("document__course", "pk")
        for edition in editions.filter(document__course__slug=course) if course else editions:
            self.tell(coverage(edition), summary)

    def tell(self, page: Coverage, summary: bool) -> None:
        untaught, every = page.untaught, page.sentences
        self.stdout.write(
            f"{page.edition.document.course.slug} {page.edition.letter}: {page.share} % of the words, "
            f"{len(every) - len(untaught)} of {len(every)} sentences · {page.edition.title}"
        )
        for sentence in () if summary else untaught:
            self.stdout.write(f"  {sentence.anchor:8} {sentence.why_not} {' '.join(sentence.text.split())[:80]}")
