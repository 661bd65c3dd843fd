"""The form of each question kind, by its name. Adding one: docs/adding.md."""

from quizzes.admin.kinds.base import QuestionForm
from quizzes.admin.kinds.choice import ChoiceForm
from quizzes.admin.kinds.cloze import ClozeForm
from quizzes.admin.kinds.matching import MatchingForm
from quizzes.admin.kinds.ordering import OrderingForm
from quizzes.admin.kinds.recall import RecallForm

FORMS: dict[str, type[QuestionForm]] = {
    form.kind: form for form in (ChoiceForm, ClozeForm, OrderingForm, MatchingForm, RecallForm)
}
