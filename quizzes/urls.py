from django.urls import path

from quizzes.views import (
    asides,
    attempts,
    boards,
    cards,
    checks,
    courses,
    coverage,
    disputes,
    lessons,
    library,
    notices,
    plan,
    practice,
    progress,
    questions,
    queue,
    quizzes,
    reviews,
    rulings,
    schedule,
)

app_name = "quizzes"

urlpatterns = [
    path("", library.library, name="library"),
    path("progress/", progress.progress, name="progress"),
    path("notices/", notices.notices, name="notices"),
    path("notices/readings/", notices.readings, name="readings"),
    path("notices/<int:pk>/reading/", notices.reading, name="notice_reading"),
    # /review/
    path("review/", reviews.session, name="review"),
    path("review/reviews/", reviews.reviews, name="reviews"),
    path("review/answers/", reviews.answers, name="review_answers"),
    path("review/undo/", reviews.undo, name="review_undo"),
    path("review/practice/", practice.practice, name="practice"),
    path("review/aside/", asides.asides, name="asides"),
    path("review/aside/returns/", asides.returns, name="aside_returns"),
    path("review/plan/", plan.overview, name="plan"),
    path("review/plan/breaks/", plan.breaks, name="breaks"),
    path("review/plan/breaks/<int:pk>/", plan.one_break, name="break"),
    path("review/plan/breaks/<int:pk>/removal/", plan.break_removal, name="break_removal"),
    path("review/plan/exams/<int:pk>/", plan.exam, name="exam"),
    path("review/plan/exams/<int:pk>/removal/", plan.exam_removal, name="exam_removal"),
    path("review/schedule/", schedule.schedule, name="schedule"),
    path("review/schedule/removal/", schedule.removal, name="schedule_removal"),
    # /courses/<slug>/
    path("courses/<slug:slug>/", courses.course, name="course"),
    path("courses/<slug:slug>/cards/", cards.cards, name="cards"),
    path("courses/<slug:slug>/drafts/", queue.drafts, name="drafts_waiting"),
    path("courses/<slug:slug>/drafts/judgements/", queue.judgements, name="judgements"),
    path("courses/<slug:slug>/drafts/undo/", queue.undo, name="judgements_undo"),
    path("courses/<slug:slug>/exams/", plan.exams, name="exams"),
    path("courses/<slug:slug>/lessons/<int:number>/", lessons.lesson, name="lesson"),
    path("courses/<slug:slug>/lessons/<int:number>/reading/", lessons.reading, name="reading"),
    path("courses/<slug:slug>/lessons/<int:number>/checks/<int:pk>/", checks.check, name="check"),
    # /documents/<pk>/
    path("documents/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("documents/<int:pk>/coverage/items/", coverage.items, name="coverage_items"),
    path("documents/<int:pk>/drafts/", coverage.drafts, name="drafts"),
    # /quizzes/<pk>/
    path("quizzes/<int:pk>/", quizzes.quiz, name="quiz"),
    path("quizzes/<int:pk>/attempts/", quizzes.attempts, name="attempts"),
    # /attempts/<pk>/
    path("attempts/<int:pk>/", attempts.result, name="result"),
    path("attempts/<int:pk>/questions/<int:number>/", questions.question, name="question"),
    path("attempts/<int:pk>/questions/<int:number>/answer/", questions.answer, name="answer"),
    path("attempts/<int:pk>/questions/", questions.sheet, name="sheet"),
    path("attempts/<int:pk>/questions/<int:number>/feedback/", attempts.feedback, name="feedback"),
    path("attempts/<int:pk>/questions/<int:number>/dispute/", disputes.dispute, name="dispute"),
    path("attempts/<int:pk>/questions/<int:number>/dispute/withdrawal/", disputes.withdrawal, name="withdrawal"),
    path("attempts/<int:pk>/submission/", attempts.submission, name="submission"),
    # /leaderboard/
    path("leaderboard/", boards.leaderboard, name="leaderboard"),
    path("leaderboard/appearance/", boards.appearance, name="appearance"),
    path("leaderboard/points/", boards.points, name="points"),
    # /boards/<slug>/ for reviewers
    path("boards/<slug:slug>/attempts/", rulings.attempts, name="board_attempts"),
    path("boards/<slug:slug>/attempts/<int:pk>/", rulings.attempt, name="board_attempt"),
    path("boards/<slug:slug>/attempts/<int:pk>/rulings/", rulings.rulings, name="rulings"),
]
