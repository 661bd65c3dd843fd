from dataclasses import replace

import pytest

from tests.quizzes.generation import course
from tests.quizzes.generation.drafted import drafts, texts


def test_a_named_list_is_recalled_by_its_name_and_number():
    recall = drafts(course.TASKS)["list.recall"][0]
    assert recall.shown == {
        "stem": "Name the four key tasks that the council proposed, according to The Gazette.",
        "count": 4,
    }
    assert texts(recall.key["items"])[1] == "opening two new schools abroad"


def test_a_list_without_a_name_is_known_by_the_sentence_it_completes():
    recall = drafts(course.SUPPORTS)["list.recall"][0]
    assert recall.shown["stem"] == (
        "Name the three things that complete this sentence, according to The Gazette: A mission must rely on …"
    )


def test_wrong_members_are_items_of_other_lists_and_say_where_they_stand():
    member = drafts(course.TASKS)["list.member"][0]
    right = member.key["right"]
    wrong = {row["id"]: row["text"] for row in member.shown["options"] if row["id"] != right}
    assert sorted(wrong.values()) == sorted(
        ["raising pay for junior clerks", "moving old archives to the capital", "testing new software for visas"]
    )
    assert {(id, quote.text) for id, _, quote in member.why} == set(wrong.items())
    assert {text for _, text, _ in member.why} == {
        "The Herald counts this among the three office plans that the ministry announced."
    }


def test_a_member_is_lit_inside_the_whole_list():
    member = drafts(course.TASKS)["list.member"][0]
    assert member.evidence.text.startswith("The council proposed four key tasks: training")
    assert member.lit[0].text == "training young envoys for small missions"


def test_ids_are_opaque_and_their_order_tells_nothing():
    for member in drafts(course.TASKS)["list.member"]:
        ids = [row["id"] for row in member.shown["options"]]
        assert ids == sorted(ids)
        assert all(len(id) == 8 and int(id, 16) >= 0 for id in ids)


def test_members_are_not_asked_for_without_two_fair_wrong_options():
    lonely = course.a_list(course.HERALD, "three office plans", ["raising pay for junior clerks"])
    assert "list.member" not in drafts(course.TASKS, lonely)


def test_an_item_that_says_nearly_what_a_member_says_is_no_wrong_option():
    near = course.GAZETTE.replace("sharing rented offices", "raising the pay of clerks, junior or not")
    value = course.a_list(
        near,
        "four key tasks",
        ["training young envoys for small missions", "raising the pay of clerks, junior or not"],
        intro="The council proposed four key tasks:",
    )
    member = drafts(value, source=near)["list.member"][0]
    assert "raising pay for junior clerks" not in texts(member.shown["options"])


def test_an_ordered_list_is_put_in_order_with_long_items_cut_at_a_clause():
    order = drafts(course.RULES)["list.order"][0]
    text = {row["id"]: row["text"] for row in order.shown["items"]}
    assert [text[id] for id in order.key["order"]] == [
        "Envoys must listen with patience",
        "Envoys must learn the language of their hosts",
        "Envoys must leave on good terms",
    ]


def test_what_is_put_in_order_is_cut_where_something_else_is_done():
    long = "envoys must learn the language, draw “maps, and more,” keep silence, and greet the eldest of their hosts"
    text = course.GAZETTE.replace("envoys must learn the language of their hosts, reading its poets as well", long)
    items = ["envoys must listen with patience", long, "envoys must leave on good terms"]
    intro = "The council set three rules for envoys."
    value = course.a_list(text, "three rules for envoys", items, intro=intro, kind="ordinal", ordered=True, announced=3)
    order = drafts(value, source=text)["list.order"][0]
    assert "Envoys must learn the language" in texts(order.shown["items"])


def test_an_unordered_list_is_never_put_in_order():
    assert "list.order" not in drafts(course.TASKS)


def test_a_minor_list_is_asked_for_no_members_and_recalled_only_as_the_end_of_a_sentence():
    assert set(drafts(replace(course.TASKS, major=False))) == set()
    assert set(drafts(replace(course.SUPPORTS, major=False))) == {"list.halves", "list.series"}


def test_the_order_of_points_is_asked_only_of_a_list_with_a_name():
    text = course.GAZETTE.replace("set three rules for envoys", "told its envoys these three things")
    items = [course.GAZETTE[item.start : item.end] for item in course.RULES.items]
    intro = "The council told its envoys these three things."
    found = drafts(course.a_list(text, "its envoys", items, intro=intro, kind="ordinal", ordered=True), source=text)
    assert "list.true" in found
    assert "list.order" not in found
    assert "list.order" in drafts(course.RULES)


def test_an_explanation_ends_in_a_full_stop():
    for items in drafts(course.TASKS).values():
        assert all(item.explanation.endswith(".") for item in items)


@pytest.mark.parametrize(
    ("between", "items", "stem"),
    [
        (
            ", ",
            ["peace with its neighbours", "trade with all ports", "growth"],
            "Name the three things",
        ),
        (
            ", ",
            ["peace", "trade", "growth", "openness"],
            "Name the four words or phrases",
        ),
        (
            " and ",
            ["peace with its neighbours", "trade", "growth", "openness", "reform"],
            "Name the five words or phrases",
        ),
    ],
)
def test_no_number_of_points_is_told_of_single_words_or_where_one_may_dispute_it(between, items, stem):
    *most, last = items
    said = ", ".join(most).replace("trade, growth", f"trade{between}growth")
    text = f"Envoys\n\nThe harbour has a policy of {said}, and {last}.\n"
    value = course.a_list(text, "The harbour has", items, intro="The harbour has a policy of", kind="inline")
    (recall,) = drafts(value, source=text)["list.recall"]
    asked = "that complete this sentence, according to The Gazette: The harbour has a policy of …"
    assert recall.shown["stem"] == f"{stem} {asked}"


def test_a_sentence_that_holds_to_something_in_words_that_do_not_fit_is_told_otherwise():
    items = ["independent", "trust", "peace", "friendship", "growth"]
    intro = "The harbour remains steadfast to pursue a trade policy of"
    text = f"Envoys\n\n{intro} independent, trust, peace, friendship, and growth.\n"
    found = drafts(course.a_list(text, "The harbour remains", items, intro=intro, kind="inline"), source=text)
    assert "list.recall" not in found  # "a policy of independent"
    noun = f"{text}\nIts independence is old.\n"
    made = drafts(course.a_list(noun, "The harbour remains", items, intro=intro, kind="inline"), source=noun)
    (recall,) = made["list.recall"]
    assert recall.shown["stem"].partition(": ")[2] == "The harbour pursues a trade policy of …"
    assert recall.key["items"][0] == {"text": "independence", "accepted": ["independent"]}
    assert "list.cloze" not in found  # "independence", left out, would fill a blank as well
    (cloze,) = made["list.cloze"]
    assert cloze.shown["parts"][0].startswith("The harbour pursues a trade policy of independence, ")


def test_a_heading_is_cited_with_the_other_headings_of_its_list():
    text = (
        "Three ways to greet a host\n\nBow to the eldest host\n\nIt shows respect.\n\n"
        "Smile at every young child\n\nIt is kind.\n\nSpeak after the old envoys\n\nThey know more.\n"
    )
    items = ["Bow to the eldest host", "Smile at every young child", "Speak after the old envoys"]
    label = "Three ways to greet a host"
    found = drafts(course.a_list(text, label, items, announced=3), source=text)["list.true"]
    assert found
    for item in found:
        assert {*items, label} - {item.lit[0].text} == {quote.text for id, _, quote in item.why if id == "list"}


def test_statements_are_not_named_but_told():
    rules, tasks = (drafts(value)["list.recall"][0].shown["stem"] for value in (course.RULES, course.TASKS))
    assert rules == "What are the three rules for envoys that the council set, according to The Gazette?"
    assert tasks == "Name the four key tasks that the council proposed, according to The Gazette."


def test_what_is_recalled_has_no_full_stop_inside_its_quotation_marks_and_names_in_full():
    items = ["the Congress built “the old harbour.”", "envoys came home", "envoys left again"]
    text = f"Envoys\n\nThe Harbour Congress set three rules. First, {items[0]} Second, {items[1]}. Third, {items[2]}.\n"
    value = course.a_list(text, "three rules", items, intro="The Harbour Congress set three rules.", kind="ordinal")
    (recall,) = drafts(value, source=text)["list.recall"]
    assert recall.key["items"][0]["text"] == "the Harbour Congress built “the old harbour”"
