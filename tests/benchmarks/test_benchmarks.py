"""What the benchmarks are made of; how fast a machine is, is no test."""

import pytest

from benchmarks import extraction, items, learner_size, regrade, scores
from benchmarks.measures import Measure


def test_a_book_is_as_long_as_asked_and_always_the_same():
    text = extraction.book(2_000)
    assert 2_000 <= len(text.split()) < 2_400
    assert text == extraction.book(2_000)


def test_no_chapter_repeats_another():
    paragraphs = extraction.book(10_000).split("\n\n")
    long = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 30]
    assert len(long) > 50
    assert len(set(long)) == len(long)


def test_a_measure_says_whether_it_meets_its_goal():
    assert str(Measure("speed", 10, 21_000.0, "words/s", 20_000, True)).endswith("\tmet")
    assert str(Measure("memory", 10, 301.0, "MB", 300, False)).endswith("\tMISSED")


def test_without_the_corpus_one_sentence_is_said(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(scores, "CORPUS", tmp_path / "none")
    monkeypatch.setattr("sys.argv", ["scores.py"])
    assert scores.main() == 0
    assert capsys.readouterr().out == "There is no hand-marked corpus beside this repository, so nothing was scored.\n"


@pytest.mark.django_db
def test_a_long_log_asks_no_page_for_more_queries_than_a_new_one():
    long, new = learner_size.class_of_two(points=120, reviews=600)
    found = {page: [learner_size.queries_of(client, page) for client in (long, new)] for page in learner_size.PAGES}
    assert all(one == other <= learner_size.MOST_QUERIES for one, other in found.values()), found


def test_a_page_holds_when_its_queries_are_the_same_and_its_time_is_near():
    def holds(*figures):
        return all(measure.met for measure in learner_size.Visit("/", *figures).measures("sqlite"))

    assert holds(10, 10, 30.0, 10.0)
    assert not holds(10, 9, 10.0, 10.0)
    assert not holds(11, 11, 10.0, 10.0)
    assert not holds(9, 9, 31.0, 10.0)


def test_what_a_course_yields_is_told_beside_its_goals(capsys):
    assert items.main([items.SEEDS[0]]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {len(line) for line in lines} == {6}
    assert ["failing_again", items.SEEDS[0].stem, "0", "items", "<=0", "met"] in lines


@pytest.mark.django_db
def test_a_regrade_is_told_beside_its_goal(capsys):
    found = regrade.run(20, 2, "here")
    assert [measure.name for measure in found] == ["dry_run", "regrade", "taken_back"]
    assert "changed_scores\there 20\t10\tscores\t-\t-" in capsys.readouterr().out
