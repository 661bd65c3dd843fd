"""What there is to learn: courses, their documents, and the key points found in them."""

from content.models.citation import Citation
from content.models.course import Course, JoinRefused, Membership, Publishing, Role
from content.models.document import Document, Edition, Paragraph
from content.models.key_point import KeyPoint, KeyPointKind, Lesson
from content.models.same_idea import SameIdea
from content.models.upload import Stage, Upload

__all__ = [
    "Citation",
    "Course",
    "Document",
    "Edition",
    "JoinRefused",
    "KeyPoint",
    "KeyPointKind",
    "Lesson",
    "Membership",
    "Paragraph",
    "Publishing",
    "Role",
    "SameIdea",
    "Stage",
    "Upload",
]
