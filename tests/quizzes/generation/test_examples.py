"""What a demanding teacher asked of the two seeds: items that must be there, and items that must not."""

import pytest

from quizzes.generation import draft
from quizzes.generation.phrases import tidy
from quizzes.management.commands.draft import sources
from tests.quizzes.generation import course

A, B = sorted(course.SEEDS.glob("*.txt"))


@pytest.fixture(scope="module")
def bank():
    return draft(sources([A, B]))


def of(bank, rule, letter=""):
    return [item for item in bank.questions if item.rule == rule and item.evidence.source.startswith(letter)]


def right(item):
    return next(row["text"] for row in item.shown["options"] if row["id"] == item.key["right"])


def wrong(item):
    return {row["text"] for row in item.shown["options"] if row["id"] != item.key["right"]}


def texts(rows):
    return [row["text"] for row in rows]


def ordered(item):
    text = {row["id"]: row["text"] for row in item.shown["items"]}
    return [text[id] for id in item.key["order"]]


def pairs(item):
    rights = {row["id"]: row["text"] for row in item.shown["rights"]}
    return {row["text"]: rights[item.key["pairs"][row["id"]]] for row in item.shown["lefts"]}


# Demanded -----------------------------------------------------------------------


def test_one_of_the_five_key_task_groups_is_chosen_among_items_of_the_other_article(bank):
    members = [item for item in of(bank, "list.member", "B") if "five key task groups" in item.shown["stem"]]
    assert members
    for item in members:
        assert "VOV.VN" in item.shown["stem"]
        assert "building a comprehensive, modern and professional foreign affairs and diplomacy sector" not in wrong(
            item
        )


def test_the_date_of_to_lams_article_is_told_from_that_of_the_conference(bank):
    (when,) = of(bank, "fact.when", "A")
    assert when.shown["stem"] == (
        "On which date did Party General Secretary To Lam publish an article entitled “Advancing Comprehensive "
        "Diplomacy to a New Height”, according to VOVWORLD?"
    )
    assert right(when) == "February 18"
    assert "February 7" in wrong(when)
    assert [quote.text for _, _, quote in when.why] == ["February 7"]


def test_internal_strength_is_what_plays_a_decisive_role(bank):
    (what,) = of(bank, "fact.what", "B")
    assert what.shown["stem"] == (
        "What, according to Le Hoai Trung, plays a decisive role and must be combined with international solidarity "
        "and cooperation?"
    )
    assert right(what) == "Internal strength"
    assert wrong(what) == {"Soft power", "Technology diplomacy"}  # nothing that must be combined with itself
    assert what.evidence.text.startswith("Internal strength, he stressed")


@pytest.mark.parametrize("answer", ["soft power", "96", "economic"])
def test_the_terms_that_only_fit_one_place_are_filled_in(bank, answer):
    clozes = [item for item in bank.questions if item.kind == "cloze"]
    assert [answer] in [blank for item in clozes for blank in item.key["blanks"]]


def test_each_ordinal_list_is_put_in_its_order(bank):
    orders = [ordered(item) for item in of(bank, "list.order")]
    starts = [[text[:40] for text in order] for order in orders]
    assert [
        "Foreign affairs must promote their pione",
        "Foreign affairs are a driving force in c",
        "Foreign affairs demonstrate a high sense",
        "Promoting the nation’s “soft power” comm",
        "Building a comprehensive, modern and pro",
    ] in starts
    assert [
        "Diplomacy must help maintain a peaceful ",
        "Diplomacy must play a pioneering role in",
        "Diplomacy must further enhance Vietnam’s",
    ] in starts
    assert len(orders) == 3


def test_years_supports_and_speakers_are_matched(bank):
    found = [pairs(item) for item in bank.questions if item.kind == "matching"]
    assert {"96 years": "the Party’s leadership", "80 years": "independence", "40 years": "Doi Moi"} in found
    assert {
        "courage and wisdom": "compass",
        "trust and responsibility": "bridges of cooperation",
        "goodwill and respect for law": "anchors of values",
    } in found
    assert {"To Lam", "Le Hoai Trung", "Ho Chi Minh"} in [set(each) for each in found]


@pytest.mark.parametrize(
    ("letter", "stem", "count"),
    [("B", "five key task groups", 5), ("B", "three major requirements", 3), ("A", "Name the five directions", 5)],
)
def test_the_great_lists_are_recalled_whole(bank, letter, stem, count):
    recalls = [item for item in of(bank, "list.recall", letter) if stem in item.shown["stem"]]
    assert [item.shown["count"] for item in recalls] == [count]


def test_what_the_congress_called_foreign_affairs_is_true(bank):
    true = [item.shown["stem"] for item in bank.questions if item.kind == "true_false" and item.key["true"]]
    assert (
        "According to VOV.VN: Foreign affairs and international integration were identified as “critical and ongoing” "
        "tasks."
    ) in true


@pytest.mark.parametrize(
    ("false", "right", "statement"),
    [
        ("80", "96", "The 14th National Party Congress marks a new era for Vietnam after 80 years under"),
        ("Le Hoai Trung", "To Lam", "Le Hoai Trung published an article entitled “Advancing Comprehensive Diplomacy"),
    ],
)
def test_a_false_statement_has_one_slot_changed_and_is_put_right(bank, false, right, statement):
    (item,) = [item for item in bank.questions if item.key.get("wrong") == false and statement in item.shown["stem"]]
    assert item.key["true"] is False
    assert item.key["instead"] == [right]
    assert item.explanation.startswith(f"It should say “{right}”.")


def test_the_wrong_date_says_that_it_is_of_another_event(bank):
    (when,) = of(bank, "fact.when", "A")
    assert [text for _, text, quote in when.why if quote.text == "February 7"] == [
        "VOV.VN gives this date for something else."
    ]


# Refused ------------------------------------------------------------------------


def test_the_list_of_the_other_article_lends_no_option_that_means_nearly_the_same(bank):
    for item in of(bank, "list.member", "B") + of(bank, "list.members", "B"):
        if "five key task groups" in item.shown["stem"]:
            assert (
                "building a comprehensive, modern and professional foreign affairs and diplomacy sector"
                not in texts(item.shown["options"])
            )


def test_no_item_asks_which_ordinal_something_is(bank):
    ordinals = {"First", "Second", "Third", "Fourth", "Fifth"}
    for item in bank.questions:
        assert not ordinals & set(texts(item.shown.get("options", ())))
        assert not ordinals & set(texts(item.shown.get("lefts", ())))


def test_soft_power_is_not_matched_with_the_direction_that_says_it(bank):
    for item in bank.questions:
        if item.kind == "matching":
            assert not any("soft power" in left and "soft power" in right for left, right in pairs(item).items())


def test_vital_is_never_the_false_version_of_key(bank):
    for item in bank.questions:
        if item.kind == "true_false" and not item.key["true"]:
            assert item.key["wrong"].casefold() not in TASK_LABELS


TASK_LABELS = {"critical and ongoing", "vital and regular", "key and regular"}


def test_labels_of_one_kind_of_task_are_never_options_of_one_item(bank):
    for item in bank.questions:
        assert len(TASK_LABELS & {text.casefold() for text in texts(item.shown.get("options", ()))}) <= 1


def test_a_label_of_a_task_is_not_filled_in_as_others_would_fit(bank):
    answers = {
        answer for item in bank.questions if item.kind == "cloze" for blank in item.key["blanks"] for answer in blank
    }
    assert not TASK_LABELS & {answer.casefold() for answer in answers}


def test_no_part_of_a_name_and_no_word_that_is_everywhere_is_blanked(bank):
    answers = {
        answer for item in bank.questions if item.kind == "cloze" for blank in item.key["blanks"] for answer in blank
    }
    assert not {"Lam", "Vietnam", "diplomacy", "foster", "foreign affairs"} & answers


def test_only_ordered_lists_are_asked_as_order(bank):
    assert not any("five key task groups" in item.shown["stem"] for item in of(bank, "list.order"))


def test_no_item_keeps_its_first_or_fifth(bank):
    shown = [text for item in of(bank, "list.order") for text in ordered(item)]
    shown += [text for item in of(bank, "list.recall") for text in texts(item.key["items"])]
    assert not any(text.split()[0].rstrip(",") in {"First", "Second", "Third", "Fourth", "Fifth"} for text in shown)


def test_two_lists_are_never_mixed_in_one_item(bank):
    for item in bank.questions:
        if item.rule.startswith("list.") and item.kind in ("ordering", "recall", "matching"):
            start, end = item.evidence.start, item.evidence.end
            assert all(start <= quote.start < quote.end <= end for quote in item.lit)


def test_no_list_is_asked_for_without_its_number_or_its_words(bank):
    for item in of(bank, "list.recall"):
        assert "several" not in item.shown["stem"]


def test_confidence_in_diplomacy_is_nobodys_own_as_both_expressed_it(bank):
    shown = [pair for item in of(bank, "fact.match_speakers") for pair in pairs(item).values()]
    shown += [item.shown["stem"] for item in of(bank, "fact.who_said")]
    assert not any("confidence" in text for text in shown)


def test_no_question_adds_a_not(bank):
    for item in bank.questions:
        added = set(item.shown["stem"].split()) - set(tidy(item.evidence.text).split())
        assert not {"not", "except", "NOT", "EXCEPT"} & added


def test_opinions_carry_their_speaker(bank):
    said = "no strong and prosperous nation has achieved success"
    for item in bank.questions:
        if said in str(item.shown):
            assert "Party chief" in str(item.shown) or "To Lam" in str(item.shown)


def test_what_a_he_said_cites_the_sentence_that_names_him(bank):
    (what,) = of(bank, "fact.what", "B")
    (named,) = [quote.text for id, _, quote in what.why if id == "speaker"]
    assert "Trung" in named
    assert tidy(named) in tidy(what.explanation)
    assert what.evidence.text in what.explanation


def test_items_in_one_sentence_end_with_an_and(bank):
    banks = ["____".join(item.shown["parts"]) for item in of(bank, "list.bank") if ";" in "".join(item.shown["parts"])]
    assert banks
    assert all("; and " in text for text in banks)
