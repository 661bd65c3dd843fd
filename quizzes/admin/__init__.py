"""The instructor's side of the desk: documents that become items, and items that become quizzes."""

from quizzes.admin import board, card, document, question, quiz

__all__ = ["board", "card", "document", "question", "quiz"]
