"""What something is called in brackets, and what those brackets must hold."""

from dataclasses import replace

import pytest

from quizzes.generation.concepts import from_concept
from tests.quizzes.generation import course


def drafts(sentence, term):
    text = f"Mạng nơ-ron\n\n{sentence}\n"
    value = course.a_concept(text, term, "defined")
    source = replace(course.a_source("A", "Tạp chí", text, value), language="vi")
    return {draft.rule: draft for draft in from_concept(course.indexed(source), source, source.points[0], value)}


def test_a_name_in_brackets_is_asked_of_what_stands_before_them():
    found = drafts(
        "Các lớp đầu thường là các lớp tích chập đi cùng các hàm kích hoạt (và được gọi chung là ConvNet).", "ConvNet"
    )
    assert found["concept.cloze"].shown["parts"] == [
        "Các lớp tích chập đi cùng các hàm kích hoạt được gọi chung là ",
        ".",
    ]
    assert found["concept.name"].shown["stem"] == (
        "Theo Tạp chí, các lớp tích chập đi cùng các hàm kích hoạt được gọi chung là gì?"
    )
    assert found["concept.name"].key["accepted"] == ["ConvNet"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các lớp đầu thường là các lớp tích chập (và các hàm), đi cùng hàm kích hoạt (được gọi là ConvNet).",
        "Các lớp đầu thường là lớp tích chập (được gọi là ConvNet).",  # too few words to know it by
        "Các lớp đầu thường là các lớp tích chập đi cùng các hàm kích hoạt (ConvNet).",
    ],
)
def test_a_bracket_that_names_nothing_whole_is_left(sentence):
    assert "concept.name" not in drafts(sentence, "ConvNet")
