from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.models import Course
from quizzes.auditing import Finding, broken_citations, findings
from quizzes.building import sources_of
from quizzes.generation.support import course_index


class Command(BaseCommand):
    help = "Check every citation and every live item of a course, or of all, again; fail if one no longer holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", nargs="?", help="the address (slug) of the course; all of them if left out")

    def handle(self, *args: Any, course: str | None, **options: Any) -> None:
        courses = Course.objects.filter(**({"slug": course} if course else {})).order_by("pk")
        if course and not courses:
            raise CommandError(f"There is no course “{course}”.")
        failed = sum(self.audit(each) for each in courses)
        if failed:
            raise CommandError(f"{failed} no longer hold.", returncode=1)
        self.stdout.write("Every citation and every live item holds.")

    def audit(self, course: Course) -> int:
        """How many citations and items of one course fail; each is listed."""
        broken = list(broken_citations(course))
        for citation in broken:
            self.stdout.write(f"{course.slug}: citation {citation.pk} ({citation.label}): other words stand there now")
        found = list(findings(course, course_index(sources_of(course))))
        for finding in found:
            self.stdout.write(f"{course.slug}: {told(finding)}")
        return len(broken) + sum(not finding.is_own for finding in found)


def told(finding: Finding) -> str:
    item = finding.item
    what = f"{item._meta.verbose_name} {item.pk}"
    kind = "warning: an instructor wrote" if finding.is_own else "fails:"
    reasons = " ".join(f"[{id}] {reason}" for id, reason in finding.reasons)
    return f"{kind} {what} “{item}”: {reasons}"
