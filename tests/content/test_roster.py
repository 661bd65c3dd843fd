import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading.source import UnreadableFile
from content.roster import NO_HEADER, NO_LINES, TOO_MANY, read_roster


def read(text: str, encoding="utf-8"):
    return read_roster(text.encode(encoding))


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.text.format(**fault.params)) for fault in read(text).faults]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_by_the_names_of_its_columns_whatever_parts_them(delimiter):
    lines = [["Name", "E-Mail", "Group", "Role"], ["Linh Trần", "linh@example.org", "B", "Teacher"]]
    (row,) = read("\n".join(delimiter.join(line) for line in lines)).rows
    assert (row.line, row.name, row.email, row.role, row.account) == (
        2,
        "Linh Trần",
        "linh@example.org",
        "instructor",
        "",
    )


def test_quoted_cells_empty_lines_and_spaces_are_taken_as_meant():
    rows = read('email,name\n\n  linh@example.org , "Trần, Linh"\n,\nha@example.org,\n').rows
    assert [(row.line, row.email) for row in rows] == [(3, "linh@example.org"), (5, "ha@example.org")]
    assert rows[1].name == ""


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("not an address,,", "“not an address” is no e-mail address."),
        ("a@b,,", "“a@b” is no e-mail address."),
        ("linh@example.org,,boss", "“boss” is no role: write learner, instructor or reviewer, or leave it empty."),
        ("LINH@example.org,,", "It is the person of line 2 again."),
        (",Somebody,", "It names neither an e-mail address nor an account."),
        ("ha@example.org,,,extra", "It has more columns than the first line names."),
        (f"ha@example.org,{'x' * 61},", "The name is longer than 60 signs."),
    ],
)
def test_each_faulty_line_is_told_and_the_others_are_read(line, sentence):
    text = f"email,name,role\nlinh@example.org,Linh,\n{line}\nson@example.org,Son,\n"
    assert faults(text) == [(3, sentence)]
    assert [row.line for row in read(text).rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("linh@example.org\n", NO_HEADER),
        ("name,role\nLinh,\n", NO_HEADER),
        ("email\n", NO_LINES),
        ("email\n" + "a@example.org\n" * 2_001, TOO_MANY),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(text, refusal):
    with pytest.raises(UnreadableFile, match=refusal[:30]):
        read(text)


def test_another_encoding_is_read_and_told():
    roster = read("email,name\nlinh@example.org,Zoë\n", "windows-1252")
    assert roster.rows[0].name == "Zoë"
    assert "not in UTF-8" in roster.notices[0]


@given(st.text(alphabet='abc@.,;"\n\t é', max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        roster = read("email,name,role\n" + text)
    except UnreadableFile:
        return
    lines = [row.line for row in roster.rows] + [fault.line for fault in roster.faults]
    assert len(lines) == len(set(lines))
