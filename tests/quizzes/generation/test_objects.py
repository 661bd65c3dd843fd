from quizzes.generation.objects import objects
from quizzes.generation.wording import wording

EN = wording("en")
MEMBER = objects("the essential task of creating a favourable environment for the country, with care", EN)


def test_a_phrase_is_about_the_nouns_that_close_its_parts():
    assert MEMBER & objects("envoys must help maintain a peaceful environment, and listen", EN)


def test_what_merely_shares_an_adjective_is_about_something_else():
    assert not MEMBER & objects("an essential part of favourable weather, as envoys say", EN)


def test_words_that_say_nothing_alone_are_passed_over():
    assert not objects("a set of ways", EN)
