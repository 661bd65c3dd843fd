"""What the benchmarks are made of; how fast a machine is, is no test."""

from benchmarks import extraction, scores


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
    assert str(extraction.Measure("speed", 10, 21_000.0, "words/s", 20_000, True)).endswith("\tmet")
    assert str(extraction.Measure("memory", 10, 301.0, "MB", 300, False)).endswith("\tMISSED")


def test_without_the_corpus_one_sentence_is_said(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(scores, "CORPUS", tmp_path / "none")
    monkeypatch.setattr("sys.argv", ["scores.py"])
    assert scores.main() == 0
    assert capsys.readouterr().out == "There is no hand-marked corpus beside this repository, so nothing was scored.\n"
