import json

import pytest
from django.core.management import CommandError, call_command

from tests.quizzes.generation import course


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, text in (("gazette.txt", course.GAZETTE), ("herald.txt", course.HERALD)):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_questions_and_cards_are_written_one_a_line(files, tmp_path, capsys):
    call_command("draft", *files, out=tmp_path / "out")
    items, cards = rows(tmp_path / "out/items.jsonl"), rows(tmp_path / "out/cards.jsonl")
    assert {"accepted"} <= {item["verdict"] for item in items} <= {"accepted", "refused"}
    assert cards[0]["verdict"] == "accepted"
    accepted = sum(item["verdict"] == "accepted" for item in items)
    assert f"{accepted} questions" in capsys.readouterr().out


def test_a_refused_item_says_why(files, tmp_path):
    call_command("draft", *files, out=tmp_path / "out")
    for row in rows(tmp_path / "out/items.jsonl"):
        assert row["reasons"] or row["verdict"] == "accepted"


def test_every_quotation_stands_in_its_file(files, tmp_path):
    call_command("draft", *files, out=tmp_path / "out")
    texts = dict(zip("AB", (course.GAZETTE, course.HERALD), strict=True))
    for row in rows(tmp_path / "out/items.jsonl"):
        quote = row["evidence"]
        assert texts[quote["source"]][quote["start"] : quote["end"]] == quote["text"]


def test_the_same_files_give_the_same_bytes(files, tmp_path):
    for out in ("one", "other"):
        call_command("draft", *files, out=tmp_path / out)
    for name in ("items.jsonl", "cards.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.txt"):
        call_command("draft", tmp_path / "nowhere.txt", out=tmp_path / "out")


def test_each_option_says_which_words_carry_it(files, tmp_path):
    call_command("draft", *files, out=tmp_path / "out")
    texts = dict(zip("AB", (course.GAZETTE, course.HERALD), strict=True))
    members = [row for row in rows(tmp_path / "out/items.jsonl") if row["rule"] == "list.member"]
    assert members
    for row in members:
        assert row["stem"] == row["shown"]["stem"]
        assert sum(option["role"] == "right" for option in row["options"]) == 1
        for option in row["options"]:
            quote = option["citation"]
            assert option["text"] in texts[quote["source"]][quote["start"] : quote["end"]]


def test_the_other_files_of_a_course_give_wrong_options_but_no_items(files, tmp_path):
    gazette, herald = files
    call_command("draft", gazette, out=tmp_path / "alone")
    call_command("draft", gazette, out=tmp_path / "beside", course_of=[herald])
    alone, beside = rows(tmp_path / "alone/items.jsonl"), rows(tmp_path / "beside/items.jsonl")
    assert {row["evidence"]["source"] for row in beside} == {"A"}
    assert not any(quote["source"] == "B" for row in alone for quote in row["citations"])
    assert any(quote["source"] == "B" for row in beside for quote in row["citations"])


def test_a_term_that_nothing_asks_for_is_listed_with_the_reason(files, tmp_path):
    call_command("draft", *files, out=tmp_path / "out")
    left_out = rows(tmp_path / "out/uncovered.jsonl")
    assert left_out
    assert all(row["reason"].endswith(".") and row["label"] for row in left_out)
    asked = {
        row["point"]
        for name in ("items", "cards")
        for row in rows(tmp_path / f"out/{name}.jsonl")
        if row["verdict"] == "accepted"
    }
    assert not asked & {row["point"] for row in left_out}
