"""The form of each question kind, by its name. Adding one: docs/adding.md."""

from quizzes.admin.kinds.base import QuestionForm
from quizzes.admin.kinds.choice import ChoiceForm
from quizzes.admin.kinds.cloze import ClozeForm
from quizzes.admin.kinds.date import DateForm
from quizzes.admin.kinds.grouping import GroupingForm
from quizzes.admin.kinds.matching import MatchingForm
from quizzes.admin.kinds.multiple import MultipleForm
from quizzes.admin.kinds.numeric import NumericForm
from quizzes.admin.kinds.ordering import OrderingForm
from quizzes.admin.kinds.recall import RecallForm
from quizzes.admin.kinds.short_answer import ShortAnswerForm
from quizzes.admin.kinds.true_false import TrueFalseForm

FORMS: dict[str, type[QuestionForm]] = {
    form.kind: form
    for form in (
        ChoiceForm,
        MultipleForm,
        TrueFalseForm,
        ClozeForm,
        ShortAnswerForm,
        NumericForm,
        DateForm,
        MatchingForm,
        GroupingForm,
        OrderingForm,
        RecallForm,
    )
}
