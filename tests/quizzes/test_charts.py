from quizzes import charts


def test_a_deck_shows_what_was_graded_what_is_asked_and_what_is_left():
    deck = charts.deck([3, 1, 4, 2], left=3)
    assert [tick.kind for tick in deck.ticks] == ["good", "again", "easy", "hard", "now", "todo", "todo"]
    assert [tick.x for tick in deck.ticks] == [0, 16, 32, 48, 64, 80, 96]
    assert deck.width == 108


def test_a_deck_that_is_done_asks_nothing():
    assert [tick.kind for tick in charts.deck([3], left=0).ticks] == ["good"]
    assert charts.deck([], left=0).ticks == ()
