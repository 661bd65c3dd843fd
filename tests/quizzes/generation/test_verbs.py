import pytest

from quizzes.generation.verbs import asking, done_to
from quizzes.generation.wording import wording
from tests.quizzes.generation import course


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Florence Wald founded the first hospice", "did Florence Wald found the first hospice"),
        ("The council found an old map", "did the council find an old map"),
        ("The council planned a new port", "did the council plan a new port"),
        ("The treaty was signed by both sides", "was the treaty signed by both sides"),
        ("The island has agreed to buy ships", "has the island agreed to buy ships"),
        ("The council opened a place to work", "did the council open a place to work"),
        ("The island has old ships", "does the island have old ships"),
        ("The office (WHO) keeps health-related data", "does the office (WHO) keep health-related data"),
        ("The minister studied “what was lost”", "did the minister study “what was lost”"),
    ],
)
def test_a_verb_is_moved_before_its_subject(said, asked):
    assert asking(said, course.indexed(), wording("en")) == asked


@pytest.mark.parametrize(
    "said",
    [
        "The council frobnicated the port",  # nobody wrote down its base
        "The treaty signed by both sides",  # no sentence
        "Schools built in the harbour closed",  # which of two is the verb?
        "The council, which met at night, opened a school",
        "In the harbour schools opened",
        "These new studies show an old map",  # "studies" is no verb here
        "New studies by the council show an old map",
        "Once the council opened a school",
        "The council doesn’t open schools",
        "The council will open a school but a port was closed",
        "Shipwrights opened a school",  # nobody knows whether that is a name
        "The council opened a school and closed a port",
    ],
)
def test_a_verb_that_is_not_certain_stays_where_it_is(said):
    assert asking(said, course.indexed(), wording("en")) == ""


def test_in_a_language_that_leaves_its_verbs_in_place_none_is_moved():
    assert asking("Hội đồng đã mở trường", course.indexed(), wording("vi")) == ""


@pytest.mark.parametrize(
    ("gerund", "done"),
    [
        ("viewing", "viewed"),
        ("placing", "placed"),
        ("agreeing", "agreed"),
        ("planning", ""),
        ("beginning", ""),
        ("wing", ""),
    ],
)
def test_what_is_done_to_something_is_told_of_a_gerund(gerund, done):
    assert done_to(gerund, wording("en")) == done
