"""What quizzes does when content changes (AFTER_IMPORT and AFTER_NEW_EDITION in the settings)."""

from datetime import datetime

from content.models import Course
from quizzes.building import draft_items


def draft_what_is_new(course: Course, now: datetime) -> None:
    """Questions and cards for what the course was not asked by yet."""
    draft_items(course, now)
