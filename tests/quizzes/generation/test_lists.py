from dataclasses import replace

import pytest

from quizzes.generation.asked import asked, membership
from quizzes.generation.cutting import Cut, one_claim
from quizzes.generation.gate.bank import doubles
from quizzes.generation.judging import agentless
from quizzes.generation.lists import from_list
from quizzes.generation.wording import wording
from tests.quizzes.generation import course


def drafts(value, *others, source=course.GAZETTE):
    """What is drafted from a list, by rule; lists of the other paper lend wrong options."""
    first = course.a_source("A", "The Gazette", source, value)
    index = course.indexed(first, course.herald(*(others or (course.PLANS,))))
    found = {}
    for draft in from_list(index, first, first.points[0], value):
        found.setdefault(draft.rule, []).append(draft)
    return found


def texts(rows):
    return [row["text"] for row in rows]


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


def test_the_ends_of_a_sentence_are_statements_where_they_say_enough():
    text = "Envoys\n\nA mission must rely on old law, the calm patience of its envoys abroad, and trust.\n"
    items = ["old law", "the calm patience of its envoys abroad", "trust"]
    value = course.a_list(text, "A mission must rely", items, intro="A mission must rely on", kind="inline")
    (true,) = drafts(value, source=text)["list.true"]
    assert true.shown["stem"].endswith("A mission must rely on the calm patience of its envoys abroad.")


def test_what_a_sentence_leaves_out_is_told_as_no_false_fact():
    assert "list.false" not in drafts(course.SUPPORTS)


def test_each_false_member_of_a_list_is_another_one():
    one, other = drafts(course.TASKS)["list.false"]
    assert one.key["wrong"] != other.key["wrong"]
    assert doubles(one, one)
    assert not doubles(one, other)


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


def test_items_built_around_one_word_are_matched_by_their_halves():
    halves = drafts(course.SUPPORTS)["list.halves"][0]
    rights = {row["id"]: row["text"] for row in halves.shown["rights"]}
    pairs = [(row["text"], rights[halves.key["pairs"][row["id"]]]) for row in halves.shown["lefts"]]
    assert halves.shown["stem"] == (
        "A mission must rely on the following, according to The Gazette. Match each with its role."
    )
    assert pairs == [
        ("courage", "compass"),
        ("trust", "a bridge of cooperation"),
        ("law", "anchor"),
    ]


def test_halves_of_items_built_alike_are_told_crossed():
    swapped = drafts(course.SUPPORTS)["list.swapped"]
    assert len(swapped) == 3
    for item in swapped:
        (right,) = item.key["instead"]
        assert item.key["wrong"] != right
        assert item.shown["stem"].endswith(f" as {item.key['wrong']}.")
        assert item.lit[0].text.endswith(f" as {right}")


def test_what_one_thing_is_done_for_is_not_told_of_another():
    items = ["Use old maps to find the hidden ports", "Use calm talks to win over the hosts"]
    text = f"Envoys\n\nThe council set two rules. {items[0]}. {items[1]}.\n"
    value = course.a_list(text, "two rules", items, intro="The council set two rules.", announced=2)
    assert "list.swapped" not in drafts(value, source=text)


HEADED = """Steps

The guide lists three parts. Goal: what the mission wants to reach. Means: whom it sends and what it costs. \
Limits: where the mission has to stop.
"""


def test_items_with_names_are_matched_with_what_is_said_of_them():
    value = course.a_list(
        HEADED,
        "three parts",
        [
            "Goal: what the mission wants to reach",
            "Means: whom it sends and what it costs",
            "Limits: where the mission has to stop",
        ],
        intro="The guide lists three parts.",
    )
    named = tuple(replace(item, head=course.span(HEADED, word)) for item, word in zip(value.items, HEADS, strict=True))
    heads = drafts(replace(value, items=named), source=HEADED)["list.heads"][0]
    rights = {row["id"]: row["text"] for row in heads.shown["rights"]}
    assert {row["text"]: rights[heads.key["pairs"][row["id"]]] for row in heads.shown["lefts"]} == {
        "Goal": "What the mission wants to reach",
        "Means": "Whom it sends and what it costs",
        "Limits": "Where the mission has to stop",
    }


HEADS = ("Goal", "Means", "Limits")


def test_a_minor_list_is_asked_for_no_members_and_recalled_only_as_the_end_of_a_sentence():
    assert set(drafts(replace(course.TASKS, major=False))) == set()
    assert set(drafts(replace(course.SUPPORTS, major=False))) == {"list.halves", "list.series"}


def test_the_end_of_a_sentence_is_judged_as_that_sentence():
    found = drafts(course.SUPPORTS)["list.true"]
    assert "According to The Gazette: A mission must rely on trust as a bridge of cooperation." in [
        item.shown["stem"] for item in found
    ]


def test_the_end_of_an_order_is_judged_as_advice():
    text = course.GAZETTE.replace("A mission must rely on courage", "Use the quiet hours for courage")
    items = ["courage as its compass", "trust as a bridge of cooperation", "law as its anchor"]
    value = course.a_list(text, "Use the quiet hours", items, intro="Use the quiet hours for", kind="inline")
    found = drafts(replace(value, announced=None), source=text)["list.true"]
    assert all(item.shown["stem"].startswith("According to The Gazette, you should use the quiet") for item in found)


def test_a_false_member_is_put_right_in_one_line_and_the_explanation_tells_the_list():
    false = drafts(course.TASKS)["list.false"]
    for item in false:
        assert item.key["instead"][0].startswith("That is not one of the ")
        assert item.key["explains"]
        assert len(item.key["instead"][0].split()) < 20
        assert all(text in item.explanation for text in item.key["instead"][1:])


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("calls for seeking “a new course,”", ["A mission calls for keeping courage as its compass."]),
        ("asks for “a new course,”", []),  # "asks for keeping courage" would say something else
    ],
)
def test_an_end_after_another_of_its_form_is_judged_with_the_beginning_alone(lead, said):
    text = course.GAZETTE.replace("A mission must rely on courage", f"A mission {lead} keeping courage")
    items = ["keeping courage as its compass", "trust as a bridge of cooperation", "law as its anchor"]
    value = course.a_list(text, f"A mission {lead}", items, intro=f"A mission {lead}", kind="inline")
    found = [item.shown["stem"].partition(": ")[2] for item in drafts(value, source=text)["list.true"]]
    assert [each for each in found if "keeping" in each] == said


def test_the_order_of_points_is_asked_only_of_a_list_with_a_name():
    text = course.GAZETTE.replace("set three rules for envoys", "told its envoys these three things")
    items = [course.GAZETTE[item.start : item.end] for item in course.RULES.items]
    intro = "The council told its envoys these three things."
    found = drafts(course.a_list(text, "its envoys", items, intro=intro, kind="ordinal", ordered=True), source=text)
    assert "list.true" in found
    assert "list.order" not in found
    assert "list.order" in drafts(course.RULES)


def test_a_thing_to_do_is_falsely_a_member_where_no_list_has_items_of_the_form():
    found = drafts(replace(course.RULES, ordered=False))
    (false,) = found["list.false"]
    assert false.key["wrong"] in [course.HERALD[item.start : item.end] for item in course.PLANS.items]


def test_of_two_items_none_is_judged():
    two = replace(course.TASKS, items=course.TASKS.items[:2], announced=None)
    assert not {"list.true", "list.false"} & set(drafts(two))


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("Harbours and islands were identified as common ground", True),
        ("Harbours and islands were identified by the council as common ground", False),
        ("The council identified harbours and islands as common ground", False),
    ],
)
def test_what_was_done_by_nobody_is_no_statement(said, missing):
    assert agentless(said, wording("en")) is missing
    assert not agentless("Bến cảng được xác định là nền tảng", wording("vi"))


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


def test_what_the_document_says_itself_is_told_as_no_false_member():
    said = f"{course.GAZETTE}\nNobody will be testing new software before the visas come.\n"
    wrong = {item.key["wrong"] for item in drafts(course.TASKS, source=said)["list.false"]}
    assert wrong == {"raising pay for junior clerks", "moving old archives to the capital"}
    both = course.a_source("A", "The Gazette", f"{course.GAZETTE}\n{course.HERALD}", course.TASKS)
    plans = course.a_list(both.text, "three office plans", PLANS, intro="The ministry announced", announced=3)
    source = course.a_source("A", "The Gazette", both.text, course.TASKS, plans)
    found = from_list(course.indexed(source), source, source.points[0], course.TASKS)
    assert "list.member" in (rules := {draft.rule for draft in found})
    assert "list.false" not in rules


def test_what_another_document_counts_under_such_a_name_is_told_as_no_false_member():
    text = course.HERALD.replace("announced three office plans", "proposed three key tasks of the council")
    intro = "The ministry proposed three key tasks of the council:"
    other = course.a_list(text, "three key tasks of the council", PLANS, intro=intro, announced=3)
    gazette, herald = course.gazette(course.TASKS), course.a_source("B", "The Herald", text, other)
    found = from_list(course.indexed(gazette, herald), gazette, gazette.points[0], course.TASKS)
    assert "list.false" not in {draft.rule for draft in found}


PLANS = [course.HERALD[item.start : item.end] for item in course.PLANS.items]


def test_many_things_in_a_row_are_not_judged_as_one():
    many = "sharing rents, roofs, doors, maps, and rented offices with neighbours"
    text = course.GAZETTE.replace("sharing rented offices with neighbours", many)
    items = [course.GAZETTE[item.start : item.end] for item in course.TASKS.items[:3]]
    value = course.a_list(
        text, "four key tasks", [*items, many], intro="The council proposed four key tasks:", announced=4
    )
    judged = [item.shown["stem"] for item in drafts(value, source=text)["list.true"]]
    assert judged
    assert not [stem for stem in judged if "roofs" in stem]


def test_a_sentence_that_seems_complete_is_asked_for_the_other_things():
    lead = "A mission calls for seeking “a new course,”"
    ends = ["keeping courage as its compass", "giving trust as a bridge", "having law as its anchor"]
    text = course.GAZETTE.replace(
        "A mission must rely on courage as its compass, trust as a bridge of cooperation, and law as its anchor",
        f"{lead} {ends[0]}, {ends[1]}, and {ends[2]}",
    )
    found = drafts(course.a_list(text, lead, ends, intro=lead, kind="inline"), source=text)
    assert found["list.recall"][0].shown["stem"] == (
        "Name the three things that a mission calls for, according to The Gazette, besides seeking “a new course”."
    )
    assert not {"list.member", "list.members", "list.false"} & found.keys()  # whatever fits it may be called for too


def test_of_a_series_in_an_open_list_one_word_is_filled_in():
    lead = "A mission calls for seeking “a new course,”"
    ends = ["keeping courage, patience, trust, and law as its rules", "having faith as its anchor", "giving aid to all"]
    text = course.GAZETTE.replace(
        "A mission must rely on courage as its compass, trust as a bridge of cooperation, and law as its anchor",
        f"{lead} {ends[0]}, {ends[1]}, and {ends[2]}",
    )
    (filled,) = drafts(course.a_list(text, lead, ends, intro=lead, kind="inline"), source=text)["list.cloze"]
    assert "____".join(filled.shown["parts"]) == (
        "A mission calls for keeping courage, patience, ____, and law as its rules."
    )
    assert filled.key == {"blanks": [["trust"]]}


@pytest.mark.parametrize(
    ("lead", "second", "asked"),
    [
        (
            "The new age calls for",
            "viewing gifts to the hosts as a duty",
            ["what should be viewed as a duty in the new age"],
        ),
        ("The new age calls for", "viewing gifts, and thanks, as a duty", []),  # a series is recalled
        ("The new age calls for", "sending gifts to the hosts", []),
        ("The old council calls for", "viewing gifts to the hosts as a duty", []),  # no time
    ],
)
def test_what_a_time_wants_held_as_something_is_asked_for(lead, second, asked):
    lead = f"{lead} seeking “a new course,”"
    ends = ["keeping courage alive", second, "giving aid to all"]
    text = course.GAZETTE.replace(
        "A mission must rely on courage as its compass, trust as a bridge of cooperation, and law as its anchor",
        f"{lead} {ends[0]}, {ends[1]}, and {ends[2]}",
    )
    found = drafts(course.a_list(text, lead, ends, intro=lead, kind="inline"), source=text).get("list.object", [])
    assert [item.shown["stem"] for item in found] == [f"According to The Gazette, {stem}?" for stem in asked]
    assert [item.key["accepted"] for item in found] == [["gifts to the hosts"] for _ in asked]


def test_a_clause_with_a_name_needs_no_name_of_its_list_beside_it():
    lead = "The slowly written new terms of the old treaty between the harbour and the island will include:"
    items = ["Ada Stone will open two schools", "Traders will buy sea salt", "Ships will carry old maps"]
    text = f"Terms\n\n{lead}\n\n- {items[0]}.\n\n- {items[1]}.\n\n- {items[2]}.\n\nThe traders like ships.\n"
    value = course.a_list(text, lead.rstrip(":"), items, intro=lead, kind="bullets")
    said = [item.shown["stem"] for item in drafts(value, source=text)["list.true"]]
    assert "According to The Gazette: Ada Stone will open two schools." in said
    assert [stem for stem in said if "Stone" not in stem and "slowly written new terms" not in stem] == []
    assert len(said) > 1


def test_statements_are_not_named_but_told():
    rules, tasks = (drafts(value)["list.recall"][0].shown["stem"] for value in (course.RULES, course.TASKS))
    assert rules == "What are the three rules for envoys that the council set, according to The Gazette?"
    assert tasks == "Name the four key tasks that the council proposed, according to The Gazette."


def test_that_something_will_be_tried_is_nothing_to_judge():
    found = {}
    for verb in ("work in an effort to", "come home to"):
        text = course.GAZETTE.replace("envoys must leave on good terms", f"envoys must {verb} keep the old peace")
        items = [text[item.start : item.end] for item in course.RULES.items[:2]]
        items.append(f"envoys must {verb} keep the old peace")
        intro = "The council set three rules for envoys."
        value = course.a_list(text, "three rules for envoys", items, intro=intro, kind="ordinal", announced=3)
        found[verb] = [
            each.shown["stem"] for each in drafts(value, source=text)["list.true"] if "peace" in each.shown["stem"]
        ]
    assert [len(stems) for stems in found.values()] == [0, 1]


def test_what_is_recalled_has_no_full_stop_inside_its_quotation_marks_and_names_in_full():
    items = ["the Congress built “the old harbour.”", "envoys came home", "envoys left again"]
    text = f"Envoys\n\nThe Harbour Congress set three rules. First, {items[0]} Second, {items[1]}. Third, {items[2]}.\n"
    value = course.a_list(text, "three rules", items, intro="The Harbour Congress set three rules.", kind="ordinal")
    (recall,) = drafts(value, source=text)["list.recall"]
    assert recall.key["items"][0]["text"] == "the Harbour Congress built “the old harbour”"


def test_what_shares_a_word_with_a_true_member_is_told_as_no_false_one():
    text = course.GAZETTE.replace("sharing rented offices with", "raising rented offices near")
    items = [
        "training young envoys for small missions",
        "opening two new schools abroad",  # "testing new software"
        "writing a common handbook of protocol",
        "raising rented offices near neighbours",  # "raising pay"
    ]
    value = course.a_list(text, "four key tasks", items, intro="The council proposed four key tasks:", announced=4)
    (false,) = drafts(value, source=text)["list.false"]
    assert false.key["wrong"] == "moving old archives to the capital"


def test_of_an_item_with_a_semicolon_the_first_claim_is_judged():
    text = "Title\n\nThe council of the harbour keeps the tolls of all ships low; the docks stay open all night.\n"
    whole = course.span(
        text, "The council of the harbour keeps the tolls of all ships low; the docks stay open all night"
    )
    source = course.a_source("A", "The Gazette", text)
    kept = one_claim(source, Cut(text[slice(*whole)], whole), wording("en"))
    assert kept.text == "The council of the harbour keeps the tolls of all ships low"
    assert text[slice(*kept.span)] == kept.text


def test_the_first_claim_of_an_item_is_told_as_a_part_of_the_list():
    source = course.gazette(course.TASKS)
    about = asked(course.indexed(source), source, source.points[0], course.TASKS)
    said = membership(about, "training young envoys", part=True)
    assert said.startswith("According to The Gazette, this is part of the four key tasks")
    assert said.endswith(": training young envoys.")
