"""The rules of a quiz, as a learner meets them."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from quizzes import finishing
from quizzes.models import AttemptRefused, Draw, Override, Quiz
from tests.factories import KeyPointFactory, LessonFactory, QuestionFactory, QuizFactory
from tests.quizzes.views.test_questions import at, summary
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

RIGHT, WRONG, OTHER = {"answer": "k2"}, {"answer": "k1"}, {"answer": "k3"}
KEY = {"answer": ["k2"]}


@pytest.fixture
def quiz(course):
    def quiz(**rules) -> Quiz:
        return QuizFactory(course=course, **{"shuffle": False, "feedback": "end", **rules})

    return quiz


class TestTryingAgain:
    @pytest.fixture
    def attempt(self, quiz, learner, now):
        return quiz(feedback="now", tries=3, retry_cost=40).begin(learner, now, Random(1))

    def test_a_wrong_answer_may_be_tried_again_for_less(self, sign_in, learner, attempt, clock):
        client = sign_in(learner)
        text = text_of(client.post(at(attempt), WRONG, follow=True))
        assert "Not quite. Try again for up to 60 % of the points" in text
        assert "The text names trust first." not in text
        clock(seconds=5)
        assert client.post(at(attempt), RIGHT).url == at(attempt, 1, "feedback")
        assert attempt.responses.get(number=1).fraction == 0.6

    def test_after_the_last_try_it_stands(self, sign_in, learner, attempt, clock):
        client = sign_in(learner)
        for posted in (WRONG, OTHER, WRONG):
            clock(seconds=5)
            answered = client.post(at(attempt), posted)
        assert answered.url == at(attempt, 1, "feedback")
        client.post(at(attempt), RIGHT)
        assert attempt.responses.get(number=1).fraction == 0

    def test_the_same_answer_sent_again_is_no_try(self, sign_in, learner, attempt, clock):
        client = sign_in(learner)
        for _click in range(4):
            clock(seconds=1)
            client.post(at(attempt), WRONG)
        assert attempt.responses.get(number=1).tries == 1

    def test_who_gives_up_sees_what_is_right(self, sign_in, learner, attempt):
        client = sign_in(learner)
        client.post(at(attempt), WRONG)
        response = client.post(at(attempt), {**WRONG, "go": "reveal"}, follow=True)
        assert "Correct answer" in text_of(response)
        assert client.get(at(attempt)).url == at(attempt, 1, "feedback")


class TestOneWay:
    @pytest.fixture
    def attempt(self, quiz, learner, now):
        return quiz(one_way=True).begin(learner, now, Random(1))

    def test_leads_on_and_never_back(self, sign_in, learner, attempt):
        client = sign_in(learner)
        assert client.post(at(attempt), RIGHT).url == at(attempt, 2)
        assert client.get(at(attempt)).url == at(attempt, 2)
        client.post(at(attempt), {**WRONG, "go": "next"})
        assert attempt.responses.get(number=1).fraction == 1
        assert client.get(at(attempt, 3)).url == at(attempt, 2)

    def test_a_question_may_be_left_open(self, sign_in, learner, attempt):
        client = sign_in(learner)
        assert client.post(at(attempt), {"go": "skip"}).url == at(attempt, 2)
        client.post(at(attempt, 2), {"go": "skip"})
        assert client.post(at(attempt, 3), {"go": "skip"}).url == summary(attempt)
        assert "There is no way back" in text_of(client.get(summary(attempt)))


class TestCertainty:
    def test_is_asked_explained_and_marked(self, sign_in, learner, quiz, now):
        sure = quiz(certainty=True)
        client = sign_in(learner)
        assert "Certain 100 % of the points −200 % of the points" in text_of(client.get(sure.get_absolute_url()))
        attempt = sure.begin(learner, now, Random(1))
        assert "How certain are you?" in text_of(client.get(at(attempt)))
        for number, answer, certainty in ((1, RIGHT, 3), (2, RIGHT, 2), (3, WRONG, 2)):
            client.post(at(attempt, number), {**answer, "certainty": certainty, "go": "last"})
        finishing.finish(attempt, now)
        assert float(attempt.score) == 1.0

    def test_is_not_taken_where_it_is_not_asked(self, sign_in, learner, quiz, now):
        attempt = quiz().begin(learner, now, Random(1))
        sign_in(learner).post(at(attempt), {**WRONG, "certainty": 3})
        assert attempt.responses.get(number=1).certainty is None


class TestDraws:
    @pytest.fixture
    def bank(self, course):
        lesson = LessonFactory(edition__document__course=course)
        return [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(4)]

    def test_unseen_questions_come_first_then_those_asked_least(self, quiz, bank, learner, now):
        drawn = quiz(with_questions=[])
        Draw.objects.create(quiz=drawn, count=2)
        seen = []
        for seed in range(4):
            attempt = drawn.begin(learner, now, Random(seed))
            seen.append({response.question_id for response in attempt.responses.all()})
            finishing.finish(attempt, now)
        everything = {question.pk for question in bank}
        assert seen[0] | seen[1] == everything == seen[2] | seen[3]

    def test_no_question_is_asked_twice(self, quiz, bank, learner, now):
        drawn = quiz(with_questions=bank[:1])
        Draw.objects.create(quiz=drawn, count=9)
        assert drawn.begin(learner, now, Random(1)).responses.values("question").distinct().count() == 4

    @pytest.mark.parametrize("narrow", [{"kind": "ordering"}, {"easiest": 0.9}, {"lesson": None}])
    def test_may_be_narrowed(self, quiz, bank, course, learner, now, narrow):
        if "lesson" in narrow:
            narrow = {"lesson": LessonFactory(edition__document__course=course)}
        drawn = quiz(with_questions=bank[:1])
        Draw.objects.create(quiz=drawn, count=9, **narrow)
        assert drawn.begin(learner, now, Random(1)).responses.count() == 1


class TestDates:
    @pytest.mark.parametrize(
        ("rules", "sentence"),
        [
            ({"opens_at": timedelta(hours=1)}, "This quiz opens on 2 March, 10:30."),
            ({"closes_at": timedelta(hours=-1)}, "This quiz is closed."),
        ],
    )
    def test_a_quiz_opens_and_closes(self, quiz, learner, now, rules, sentence):
        dated = quiz(**{name: now + shift for name, shift in rules.items()})
        with pytest.raises(AttemptRefused, match=sentence):
            dated.begin(learner, now, Random(1))

    def test_there_may_be_a_pause_between_attempts(self, quiz, learner, now):
        paused = quiz(delay=60)
        finishing.finish(paused.begin(learner, now, Random(1)), now)
        with pytest.raises(AttemptRefused, match=r"you can begin again on 2 March, 10:30\."):
            paused.begin(learner, now + timedelta(minutes=59), Random(1))
        assert paused.begin(learner, now + timedelta(minutes=60), Random(1)).number == 2

    def test_an_exception_is_for_one_learner(self, sign_in, quiz, learner, classmate, now):
        timed = quiz(time_limit=10, attempts_allowed=1, closes_at=now + timedelta(minutes=5))
        Override.objects.create(
            quiz=timed,
            learner=learner,
            extra_minutes=5,
            extra_attempts=1,
            closes_at=now + timedelta(days=1),
            reason="A broken wrist.",
        )
        assert timed.begin(learner, now, Random(1)).deadline == now + timedelta(minutes=15)
        assert timed.begin(classmate, now, Random(1)).deadline == now + timedelta(minutes=5)
        assert "A broken wrist." in text_of(sign_in(learner).get(timed.get_absolute_url()))
        assert "A broken wrist." not in text_of(sign_in(classmate).get(timed.get_absolute_url()))


class TestWhatIsShownWhen:
    @pytest.fixture
    def play(self, quiz, learner, now):
        def play(**shows):
            attempt = quiz(shows=shows).begin(learner, now, Random(1))
            attempt.answer(1, KEY, now)
            finishing.finish(attempt, now)
            return attempt

        return play

    def test_is_said_before(self, sign_in, learner, quiz):
        kept = quiz(shows={"after": [], "open": ["correctness", "score"]}, time_limit=10, grace=90)
        text = text_of(sign_in(learner).get(kept.get_absolute_url()))
        assert "Right after handing in nothing of the marks is shown." in text
        assert "Later, while the quiz is open, this is not shown: what is right, why." in text
        assert "Once the quiz is closed" not in text
        assert "An answer given in time counts when it arrives up to 90 seconds later." in text

    def test_nothing_of_the_marks_until_its_time(self, sign_in, learner, play, clock):
        attempt, client = play(after=[]), sign_in(learner)
        result, feedback = (
            text_of(client.get(url)) for url in (attempt.get_absolute_url(), at(attempt, 1, "feedback"))
        )
        assert "Your answers are handed in. The score is shown later." in result
        assert "Question 1, answered" in result
        assert "1 of 3" not in result
        assert "cost you" not in result
        assert "You answered: trust" in feedback
        for hidden in ("Correct", "The text names trust first.", "1 point"):
            assert hidden not in feedback
        assert "not shown yet" in text_of(client.get(attempt.quiz.get_absolute_url()))
        assert "1 / 3" not in text_of(client.get(reverse("quizzes:course", args=["diplomacy"])))
        clock(minutes=3)
        assert "Your score is 1 of 3." in text_of(client.get(attempt.get_absolute_url()))
        assert "Correct" in text_of(client.get(at(attempt, 1, "feedback")))

    def test_each_aspect_by_itself(self, sign_in, learner, play):
        attempt, client = play(after=["correctness"]), sign_in(learner)
        feedback = text_of(client.get(at(attempt, 1, "feedback")))
        assert "Correct" in feedback
        assert "The text names trust first." not in feedback
        assert "1 point" not in feedback


@pytest.mark.parametrize(("counts", "points"), [("best", 20), ("last", 10), ("first", 0), ("average", 10)])
def test_one_attempt_counts_or_all_do(quiz, learner, now, counts, points):
    counted = quiz(counts=counts)
    for rights in (0, 2, 1):
        attempt = counted.begin(learner, now, Random(1))
        for number in range(1, rights + 1):
            attempt.answer(number, KEY, now)
        finishing.finish(attempt, now)
    assert sum(learner.ledger.values_list("points", flat=True)) == points
