import pytest

from content.extraction.pack import load
from content.extraction.sentences import sentences
from content.extraction.view import match_view


def split(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences(match_view(text), 0, len(text), load(language))]


@pytest.mark.parametrize(
    "parts",
    [
        ["One sentence.", "Another one."],
        ["Ms. Nguyen spoke to VOV.VN.", "She left."],
        ["He lives in the U.S.", "The U.S. Department of Commerce wrote to him."],
        ["“Why?” she asked.", "“Because,” he said."],
        ["It ended at 5 p.m. on Monday.", "Nobody stayed."],
        ["See Fig. 3 and No. 5.", "They differ."],
        ["The rate fell by 3.5 percent.", "Prices rose."],
        ["By J. K. Rowling.", "In Washington, D.C."],
        ["It was so.[12]", "Others disagree.[3]"],
        ["They waited… and waited.", "Then it rained!", "Why?"],
        ["(It was late.)", "He slept."],
        ["A work of art.", "He said no.", "Then he left."],
        ["Dr. A. Smith Jr. came.", "Prof. Lee et al. 2011 said so."],
    ],
)
def test_sentences_end_where_they_end(parts):
    assert split(" ".join(parts)) == parts


def test_a_full_stop_that_lost_its_space():
    assert split("It performs the needed tasks.Machine learning is near.") == [
        "It performs the needed tasks.",
        "Machine learning is near.",
    ]


def test_vietnamese_titles_do_not_end_a_sentence():
    parts = ["PGS.TS. Trần Bình nói tại TP. Huế.", "Ông nêu hai việc."]
    assert split(" ".join(parts), "vi") == parts


def test_spaces_of_any_kind_part_words():
    assert split("A\u00a0first.\u00a0 A second.") == ["A\u00a0first.", "A second."]
