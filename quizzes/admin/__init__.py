"""The instructor's side of the desk: documents that become items, and items that become quizzes."""

from quizzes.admin import card, question, quiz

__all__ = ["card", "question", "quiz"]
