import pytest

from tests.content.extraction.outlines import Found


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("It opened on May 4, 1931.", "1931-05-04"),
        ("It opened on 4 May 1931.", "1931-05-04"),
        ("It opened on February 18.", "--02-18"),
        ("It opened in May 1931.", "1931-05"),
        ("It opened in 1931.", "1931"),
        ("It opened on 2024-02-29.", "2024-02-29"),
    ],
)
def test_dates(sentence, iso):
    (fact,) = (fact for fact in Found(sentence).outline.facts if fact.kind == "date")
    assert fact.value == iso


@pytest.mark.parametrize("sentence", ["It may 12 times fail.", "Room 1931 is free.", "On February 30 it rained."])
def test_no_dates(sentence):
    assert Found(sentence).facts("date") == []


def test_vietnamese_dates():
    found = Found("Cầu được khánh thành ngày 2 tháng 9 năm 1985, sửa ngày 3/4/2010.")
    assert [fact.value for fact in found.outline.facts if fact.kind == "date"] == ["1985-09-02", "2010-04-03"]


@pytest.mark.parametrize(
    ("sentence", "words", "value", "unit"),
    [
        ("The valley has 340 farms and a mill.", "340", "340", "farms"),
        ("It is 1,250 metres long.", "1,250", "1250", "metres long"),
        ("Nearly 12 percent of its land is forest.", "12", "12", "percent of its land"),
        ("They paid $2.5 million for it.", "$2.5 million", "2500000", None),
        ("Fourteen fishermen live there.", "Fourteen", "14", "fishermen"),
        ("Between the two fields arises a ditch.", "two", "2", "fields"),
        ("The council has five key task groups.", "five", "5", "key task groups"),
        ("It stays at 20 percent the whole year.", "20", "20", "percent"),
        ("They paid €3bn for it.", "€3bn", "3000000000", None),
    ],
)
def test_quantities_count_something(sentence, words, value, unit):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "quantity")
    assert (found.quote((fact.start, fact.end)), fact.value, found.quote(fact.unit)) == (words, value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "It grew (Lee et al., 2011).",
        "The 14th Congress met.",
        "One day it rained.",
        "It is from Order 14257 of the council.",
        "It takes 5 to 8 words.",
        "They gave him 3–6 months.",
        "The sun rose at 5:40 over the hills.",
        "A 2014 harbour report says so.",
        "Chapter 12 describes the road.",
    ],
)
def test_no_quantities(sentence):
    assert Found(sentence).facts("quantity") == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Mayor Ana Flores opened the market.", "Ana Flores", "Mayor"),
        (
            "Council member and Deputy Mayor Ana Flores opened it.",
            "Ana Flores",
            "Council member and Deputy Mayor",
        ),
        ("They follow President Ho Chi Minh’s thought.", "Ho Chi Minh", "President"),
        ("The economist Lee Park disagreed.", "Lee Park", "economist"),
    ],
)
def test_people_have_a_role(sentence, name, role):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "person")
    assert (fact.value, found.quote(fact.role)) == (name, role)


def test_capitals_alone_are_no_people():
    assert Found("The New Height of Comprehensive Diplomacy impressed Mr Lee.").facts("person") == []


@pytest.mark.parametrize(
    ("sentence", "speaker", "said"),
    [
        (
            "Mayor Ana Flores said the market would reopen in spring.",
            "Mayor Ana Flores",
            "the market would reopen in spring",
        ),
        (
            "The market would reopen in spring, Mayor Ana Flores said.",
            "Mayor Ana Flores",
            "The market would reopen in spring",
        ),
        ("According to the minister, the road will be closed.", "the minister", "the road will be closed"),
        ("The minister also stressed that the road was old.", "The minister", "the road was old"),
        (
            "The road, the minister said, is older than the town.",
            "the minister",
            "The road, the minister said, is older than the town",
        ),
    ],
)
def test_statements_have_a_speaker(sentence, speaker, said):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "statement")
    assert (found.quote(fact.speaker), found.quote((fact.start, fact.end))) == (speaker, said)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that nobody had come home yet.",
        "The chief diplomat highlighted several new points.",
        "It was said in the town that they left.",
    ],
)
def test_no_statement_without_a_speaker_and_his_words(sentence):
    assert Found(sentence).facts("statement") == []


def test_he_is_the_person_who_spoke_last():
    found = Found("Mayor Ana Flores said the market was old. The council met. She said that it would be torn down.")
    assert [found.quote(f.speaker) for f in found.outline.facts if f.kind == "statement"] == ["Mayor Ana Flores"] * 2


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Mayor Ana Flores stated that “the old market must stay,” strongly underscoring its role.",
            "“the old market must stay,”",
        ),
        ("“We will build it again,” said Mayor Ana Flores.", "“We will build it again,”"),
        ("It rained in the town. Mayor Ana Flores said: “We will build it again.”", "“We will build it again.”"),
    ],
)
def test_a_quoted_clause_is_what_was_said(sentence, said):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "statement")
    assert (found.quote((fact.start, fact.end)), found.quote(fact.speaker)) == (said, "Mayor Ana Flores")


@pytest.mark.parametrize(
    "sentence",
    [
        "I am proud that we, the United States, have given so much to them.",
        "According to this, the whole road will be closed for weeks.",
        "Theo đó, tỉnh sẽ xây thêm nhiều trường học mới.",
    ],
)
def test_no_statement_is_laid_into_nobodys_mouth(sentence):
    assert Found(sentence).facts("statement") == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Tổng Bí thư Tô Lâm đến thăm trường.", "Tô Lâm", "Tổng Bí thư"),
        ("Phát biểu tại đây, Bộ trưởng Bộ Tài chính Hồ Đức Phớc cảm ơn.", "Hồ Đức Phớc", "Bộ trưởng Bộ Tài chính"),
    ],
)
def test_vietnamese_people_have_a_surname_and_a_role_before_it(sentence, name, role):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "person")
    assert (fact.value, found.quote(fact.role)) == (name, role)


def test_a_vietnamese_body_is_no_person():
    assert Found("Chủ tịch Hội đồng thành phố đến thăm Hà Nội.").facts("person") == []


def test_vietnamese_statements_have_a_speaker():
    found = Found("Giáo sư Trần Văn Thọ cho rằng kinh tế cần đổi mới mô hình tăng trưởng.")
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "statement")
    assert found.quote(fact.speaker) == "Giáo sư Trần Văn Thọ"
    assert found.quote((fact.start, fact.end)) == "kinh tế cần đổi mới mô hình tăng trưởng"


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("Bộ ảnh có 1.2M ảnh màu.", "1200000", "ảnh màu"),
        ("Dự án cần 1.500 tỷ đồng.", "1500000000000", "đồng"),
        ("Có 3 nhiệm vụ trước mùa mưa.", "3", "nhiệm vụ"),
    ],
)
def test_vietnamese_quantities(sentence, value, unit):
    found = Found(sentence)
    (fact,) = (fact for fact in found.outline.facts if fact.kind == "quantity")
    assert (fact.value, found.quote(fact.unit)) == (value, unit)


def test_a_time_of_day_counts_nothing():
    assert Found("Quyết định áp dụng từ 20 giờ 00 phút ngày 22 tháng 10 năm 2013.").facts("quantity") == []


def test_a_word_that_everybody_uses_is_nobodys_name():
    assert Found("The harbour league thanked its Member States for the boats.").facts("person") == []


def test_words_said_begin_without_the_comma_before_them():
    found = Found("Thủ tướng Trần Văn Hà cho biết, tỉnh sẽ xây thêm nhiều trường học mới.")
    assert found.facts("statement") == ["tỉnh sẽ xây thêm nhiều trường học mới"]
