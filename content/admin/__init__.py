"""The instructor's side of the desk: courses, their members and what was found in their documents.

How documents come in stands in `document`; quizzes registers it, with what it drafts from them.
"""

from content.admin import citation, course, edition, key_point, membership

__all__ = ["citation", "course", "edition", "key_point", "membership"]
