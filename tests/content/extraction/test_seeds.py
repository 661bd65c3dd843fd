"""The two seed articles: what a teacher would take out of them, word for word."""

import pytest

from tests.content.extraction.outlines import A, B, Found, seed


@pytest.fixture(scope="module")
def a() -> Found:
    return seed(A)


@pytest.fixture(scope="module")
def b() -> Found:
    return seed(B)


def test_title_date_and_source(a, b):
    assert a.outline.title == "Party leader calls for advancing comprehensive diplomacy to new height"
    assert (a.outline.date, a.outline.source) == ("--02-18", "VOVWORLD")
    assert b.outline.title == "Diplomacy in a new era to match Vietnam’s stature and global standing"
    assert (b.outline.date, b.outline.source) == ("--02-07", "VOV.VN")


def test_boilerplate_stays_in_the_text_and_is_never_taught(a):
    assert a.blocks("boilerplate") == ["Chia sẻ", "Feedback"]
    assert a.blocks("caption") == ["Party leader calls for advancing comprehensive diplomacy to new height - ảnh 1"]
    assert all(block.number == 0 for block in a.outline.blocks if block.kind in ("boilerplate", "caption"))


def test_headings_become_sections(b):
    assert [b.quote(section.heading) for section in b.outline.sections] == [
        "Renewing diplomatic thinking in a changing global landscape",
        "Key innovations in foreign policy",
        "Three major requirements for diplomacy in the new era",
        "Institutionalising policy and building a comprehensive diplomacy",
    ]


def test_the_five_directions(a):
    one = a.list_of("foreign affairs must promote")
    assert [(item.start, item.end) for item in one.items] == [
        (4958, 5118), (5129, 5279), (5289, 5500), (5511, 5651), (5661, 5747),
    ]  # fmt: skip
    assert one.ordered
    assert one.major
    assert one.kind == "ordinal"


def test_the_two_runs_of_first_second_third_stay_apart(b):
    innovations, requirements = (one for one in b.outline.lists if one.kind == "ordinal")
    assert innovations.label == "major new points in the foreign policy orientation"
    assert requirements.label == "Three major requirements for diplomacy in the new era"
    assert (requirements.announced, requirements.complete) == (3, True)
    assert [(item.start, item.end) for item in requirements.items] == [(3099, 3289), (3299, 3582), (3591, 3833)]
    assert b.items(innovations)[1] == (
        "the Congress emphasised the concepts of “strategic autonomy” and “self-reliance,” rooted in the Party’s "
        "guiding ideology and President Ho Chi Minh’s thought"
    )
    assert b.quote(innovations.items[1].body).endswith("must be combined with international solidarity and cooperation")


def test_the_five_key_task_groups(b):
    one = b.list_of("strengthening awareness")
    assert (one.label, one.announced, one.complete, one.ordered) == ("five key task groups", 5, True, False)
    assert [(item.start, item.end) for item in one.items] == [
        (4011, 4103), (4105, 4235), (4237, 4363), (4365, 4451), (4457, 4582),
    ]  # fmt: skip
    assert b.quote(one.intro) == (
        "To implement the new diplomatic orientation, the Foreign Minister proposed five key task groups."
    )


def test_semicolons_after_a_quote_and_after_a_preposition(a):
    assert a.items(a.list_of("ensuring the highest")) == [
        "ensuring the highest national interests",
        "upholding peace, independence, self-reliance, and resilience as foundational principles",
        "placing people at the center of all policies",
        "viewing contributions to the international community as a responsibility",
    ]
    assert a.items(a.list_of("courage and wisdom")) == [
        "courage and wisdom as its compass",
        "trust and responsibility as bridges of cooperation",
        "goodwill and respect for law as its anchors of values",
    ]


def test_a_chain_is_ordered(a):
    assert a.list_of("safeguarding peace to").ordered
    assert a.list_of("Firmly maintaining peace").ordered


@pytest.mark.parametrize("term", ["soft power", "vital and regular", "key and regular"])
def test_quoted_terms_of_the_first(a, term):
    concept = next(concept for concept in a.outline.concepts if concept.term == term)
    assert concept.source == "quoted"
    assert term in a.quote(concept.statement)


@pytest.mark.parametrize("term", ["strategic autonomy", "self-reliance", "critical and ongoing"])
def test_quoted_terms_of_the_second(b, term):
    assert next(concept for concept in b.outline.concepts if concept.term == term).source == "quoted"


def test_counted_years_know_what_they_count(a):
    counted = [(f.value, a.quote(f.unit)) for f in a.outline.facts if f.kind == "quantity"]
    assert ("96", "years under the Party’s leadership") in counted
    assert ("80", "years of independence") in counted


def test_people_carry_their_office(a, b):
    people = {(f.value, f_role(found, f)) for found in (a, b) for f in found.outline.facts if f.kind == "person"}
    assert people == {
        ("To Lam", "Party General Secretary"),
        ("Ho Chi Minh", "President"),
        ("Le Hoai Trung", "Politburo member and Foreign Minister"),
    }


def f_role(found: Found, fact) -> str | None:
    return found.quote(fact.role)


def test_statements_carry_their_speaker(b):
    said = {b.quote((f.start, f.end))[:40]: b.quote(f.speaker) for f in b.outline.facts if f.kind == "statement"}
    assert said["diplomacy is an inseparable component of"] == "Trung"
    # "He" is the minister who spoke last, not the Congress of the sentence before.
    assert said["Internal strength, he stressed, plays a "] == "the minister"


def test_short_articles_are_one_lesson_each(a, b):
    for found in (a, b):
        (lesson,) = found.outline.lessons
        assert lesson.title == found.outline.title
        assert (lesson.first, lesson.last) == (0, len(found.outline.blocks) - 1)


@pytest.mark.parametrize("name", [A, B])
def test_nothing_of_a_seed_is_known_beforehand(name):
    """The first list moves into another text, among other words, and keeps its items."""
    found = seed(name)
    one = next(one for one in found.outline.lists if one.kind == "ordinal")
    passage = found.quote((one.statement[0], one.statement[1] + 1))
    other = Found(f"Keeping bees\n\nBees need water.\n\n{passage}\n\nHoney keeps for years in a dry place.\n")
    assert found.items(one) in other.lists
