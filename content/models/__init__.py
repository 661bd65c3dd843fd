"""What there is to learn: courses, their documents, and the key points found in them."""

from content.models.citation import Citation
from content.models.course import Course, Membership, Publishing, Role
from content.models.document import Document, Edition, Paragraph
from content.models.key_point import KeyPoint, KeyPointKind, Lesson

__all__ = [
    "Citation",
    "Course",
    "Document",
    "Edition",
    "KeyPoint",
    "KeyPointKind",
    "Lesson",
    "Membership",
    "Paragraph",
    "Publishing",
    "Role",
]
