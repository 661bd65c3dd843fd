"""What is asked, answered and remembered."""

from quizzes.models.absence import Absence
from quizzes.models.aside import Aside
from quizzes.models.attempt import Attempt, AttemptClosed, AttemptRefused
from quizzes.models.board import LedgerEntry, Source
from quizzes.models.card import Card
from quizzes.models.dispute import Dispute, DisputeRefused, DisputeState, Objection
from quizzes.models.draw import Draw, Override
from quizzes.models.exam import Exam
from quizzes.models.feed import Feed
from quizzes.models.flag import Flag, Limits, Rule
from quizzes.models.judgement import Judgement
from quizzes.models.measure import Measure
from quizzes.models.memory import Memory
from quizzes.models.note import Note
from quizzes.models.notice import About, Notice
from quizzes.models.question import Origin, Question, QuestionVersion, Status
from quizzes.models.quiz import Counts, Feedback, Quiz, QuizQuestion
from quizzes.models.reading import Reading
from quizzes.models.regrade import Regrade, Regraded, Remedy
from quizzes.models.response import Response
from quizzes.models.review import Rating, Recall, Review
from quizzes.models.ruling import Decision, Ruling
from quizzes.models.self_check import SelfCheck
from quizzes.models.standing import Board, Level, Standing
from quizzes.models.tag import Tag

__all__ = [
    "About",
    "Absence",
    "Aside",
    "Attempt",
    "AttemptClosed",
    "AttemptRefused",
    "Board",
    "Card",
    "Counts",
    "Decision",
    "Dispute",
    "DisputeRefused",
    "DisputeState",
    "Draw",
    "Exam",
    "Feed",
    "Feedback",
    "Flag",
    "Judgement",
    "LedgerEntry",
    "Level",
    "Limits",
    "Measure",
    "Memory",
    "Note",
    "Notice",
    "Objection",
    "Origin",
    "Override",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Rating",
    "Reading",
    "Recall",
    "Regrade",
    "Regraded",
    "Remedy",
    "Response",
    "Review",
    "Rule",
    "Ruling",
    "SelfCheck",
    "Source",
    "Standing",
    "Status",
    "Tag",
]
