import pytest

from content.extraction.outline import Concept
from tests.content.extraction.outlines import Found


def concept(found: Found, term: str) -> Concept:
    return next(one for one in found.outline.concepts if one.term.lower() == term.lower())


@pytest.mark.parametrize(
    ("sentence", "term", "source"),
    [
        ("The village prizes “shared water” above all else.", "shared water", "quoted"),
        ("Osmosis is the process by which water crosses a membrane.", "Osmosis", "defined"),
        ("Grain kept for sowing is called seed corn.", "seed corn", "defined"),
        ("The European Space Agency (ESA) built it.", "European Space Agency", "defined"),
        ("They greet the year of Tet Trung (Midsummer) with lamps.", "Tet Trung", "defined"),
    ],
)
def test_what_a_writer_marks_is_a_concept(sentence, term, source):
    assert concept(Found(sentence), term).source == source


def test_a_definition_says_what_the_term_means():
    found = Found("Osmosis is the process by which water crosses a membrane. Plants depend on it.")
    assert found.quote(concept(found, "osmosis").says) == "the process by which water crosses a membrane"


def test_what_a_thing_is_expected_to_do_is_no_definition():
    found = Found("“Shared water” is expected to matter. The “shared water” is now used by all.")
    assert concept(found, "Shared water").says is None


def test_short_forms_are_aliases():
    assert concept(Found("The European Space Agency (ESA) built it."), "European Space Agency").aliases == ("ESA",)


def test_heads_of_a_list_are_concepts():
    found = Found("Plants for dyeing wool:\n\n- Madder root: it gives red.\n- Woad leaves: they give blue.\n")
    assert concept(found, "Madder root").source == "list_label"
    assert found.quote(concept(found, "Madder root").says) == "it gives red"


def test_repeated_phrases_are_concepts_and_marked_ones_come_first():
    text = "Crop rotation keeps soil alive. Without crop rotation “tired soil” follows, and crop rotation heals it."
    terms = Found(text).terms
    assert terms[0] == "tired soil"
    assert "crop rotation" in terms


def test_mentions_are_all_places_in_any_number():
    found = Found("A kanban board is a simple tool. Two kanban boards hang there. The Kanban-board is blue.")
    spans = concept(found, "kanban board").mentions
    assert [found.quote(span) for span in spans] == ["kanban board", "kanban boards", "Kanban-board"]


@pytest.mark.parametrize("heading", ["Summary", "Further reading", "Key terms"])
def test_headings_that_every_text_has_are_no_concepts(heading):
    prose = "The summary of further reading and key terms tells a learner what to read in the end."
    assert heading not in Found(f"Bees\n\n{prose}\n\n{heading}\n\n{prose}").terms


def test_people_are_no_concepts():
    text = "President Ana Flores spoke. President Ana Flores left. Then President Ana Flores came back."
    assert not any("Flores" in term for term in Found(text).terms)


def test_speech_in_quotes_is_no_concept():
    assert Found("He said, “We will not sell it.” She said, “it is mine”.").terms == []


def test_an_action_parts_a_term_from_what_it_is_done_to():
    terms = Found("Every exporter will introduce crop rotation. The exporter has crop rotation in mind.").terms
    assert "crop rotation" in terms
    assert not any("introduce" in term for term in terms)


def test_words_that_only_judge_belong_to_no_term():
    terms = Found("A sincere grain exchange helps. Another wonderful grain exchange is planned.").terms
    assert "grain exchange" in terms
    assert not any("sincere" in term or "wonderful" in term for term in terms)


def test_of_ties_two_nouns_but_not_the_first_half_of_a_longer_phrase():
    terms = Found("They study freedom of navigation. It is the field of water rotation systems.").terms
    assert "freedom of navigation" in terms
    assert not any(term.startswith("field of") for term in terms)


def test_a_tie_that_seldom_binds_must_recur():
    once = "The ward lets a patient face death with dignity."
    assert "death with dignity" not in Found(once).terms
    assert "death with dignity" in Found(f"{once} Few die there without pain, but death with dignity is known.").terms


def test_what_a_heading_sets_up_is_a_concept_once_the_text_takes_it_up():
    text = "Tools for walkers\n\nSome words open this page.\n\nSet up a shared repository\n\n{}"
    assert "shared repository" in Found(text.format("Keep it in a shared repository, and tell the others.")).terms
    assert "shared repository" not in Found(text.format("Keep it in one place, and tell the others.")).terms


def test_units_are_no_concepts():
    text = "Of 1,000 live births 8 fail. Of 2,000 live births 9 fail. Of 4,000 live births 3 fail."
    assert "live births" not in Found(text).terms


def test_a_short_form_is_no_second_concept():
    text = "The European Space Agency (ESA) built it. ESA flew it. ESA landed it. ESA and others sold it to ESA again."
    assert "ESA" not in Found(text).terms


def test_an_agreement_comes_before_a_body_that_is_only_named():
    text = "The Harbour Safety Act was read. It was sent to the Harbour Safety Committee by post, as ever."
    terms = Found(text).terms
    assert terms.index("Harbour Safety Act") < terms.index("Harbour Safety Committee")


def test_few_good_terms_are_kept_in_a_long_text():
    plain = " ".join(
        f"The green door {i} opens to the small yard with a blue gate near a tall tree." for i in range(40)
    )
    found = Found(f"“Crop rotation” keeps soil alive. {plain}")
    weak = [one for one in found.outline.concepts if one.score < 0.8]
    assert len(weak) <= 6


def test_a_repeated_phrase_stands_where_the_text_tells_most_of_it():
    found = Found(
        "Discuss crop rotation\n\nMost farms near the river use crop rotation today. "
        "Crop rotation is the planting of other crops each year. Where is crop rotation going?"
    )
    best = concept(found, "crop rotation")
    assert found.quote(best.statement) == "Crop rotation is the planting of other crops each year."
    assert found.quote(best.says) == "the planting of other crops each year"


def test_a_definition_may_have_a_bracket_behind_its_term():
    found = Found("Crop rotation (CR) is the planting of other crops each year. Crop rotation helps.")
    assert found.quote(concept(found, "crop rotation").says) == "the planting of other crops each year"


@pytest.mark.parametrize(
    "sentence",
    [
        "A tenet of crop rotation is the rest of the soil.",
        "Crop rotation is most useful when the soil is tired.",
    ],
)
def test_what_tells_of_something_else_defines_nothing(sentence):
    found = Found(f"{sentence} They tried crop rotation again. There crop rotation failed.")
    assert concept(found, "crop rotation").says is None


def test_ordinals_count_off_and_name_nothing():
    terms = Found(
        "The first harvest stage is dry. The second harvest stage is wet. The third harvest stage ends."
    ).terms
    assert "harvest stage" in terms
    assert not any("first" in term or "second" in term for term in terms)


def test_two_kinds_of_one_thing_are_one_term():
    terms = Found("They rely on economic and technology diplomacy. Note pneumonia and diarrheal diseases.").terms
    assert "economic and technology diplomacy" in terms
    assert not any(" and " in term and "diseases" in term for term in terms)


def test_a_window_of_a_long_run_is_no_term():
    found = Found("Xã bàn việc kinh doanh xăng dầu đầu mối báo cáo tình hình thị trường quốc tế hôm qua.")
    assert not any(term.endswith("báo cáo tình") for term in found.terms)


def test_a_term_is_shown_as_the_text_writes_it_inside_a_sentence():
    text = "The paper “Saving Crop Rotation for All of the Farmers” is long. Most farmers praise crop rotation."
    assert concept(Found(text), "crop rotation").term == "crop rotation"


def test_recalled_things_are_not_called_so():
    assert "milestones" not in Found("They recalled the milestones. Nobody forgot a single one of them.").terms


def test_a_kind_with_what_sets_it_apart_defines():
    found = Found("A feature flag is a switch that turns code on or off. Use one, and the rest will follow.")
    assert concept(found, "feature flag").source == "defined"
    assert Found("The feature is a switch that nobody wants. Use one, and the rest will follow.").terms == []


def test_everyday_words_are_a_term_when_they_keep_together():
    text = "The user story comes first. Ask for the user story. Then meet the user story."
    assert "user story" in Found(text).terms
    assert (
        "user story" not in Found("The user story comes first. Nobody asks for it, though it was all they had.").terms
    )


def test_a_verb_that_may_be_a_noun_ends_a_term_before_a_small_word():
    terms = Found("Storms and ocean warming call for a plan. Floods and ocean warming call for help.").terms
    assert not any(term.endswith("call") for term in terms)


def test_a_long_name_is_kept_whole():
    terms = Found("They signed the Code of Conduct in the North Harbour Sea. The North Harbour Sea is wide.").terms
    assert "Code of Conduct in the North Harbour Sea" in terms
