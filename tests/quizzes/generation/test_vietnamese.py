"""A course in Vietnamese: worded in Vietnamese throughout, and checked by Vietnamese words."""

from dataclasses import replace

import pytest

from quizzes.generation import draft
from quizzes.generation.asked import asked
from quizzes.generation.gate import examine
from quizzes.generation.membership import membership
from quizzes.generation.sizes import size
from quizzes.generation.support import course_index
from quizzes.generation.wording import wording
from tests.quizzes.generation import course

VI = wording("vi")

BAO = """Bến cảng và trường học

Hội đồng đề ra bốn nhiệm vụ trọng tâm: đào tạo sứ giả trẻ cho các đoàn nhỏ; mở thêm hai trường học ở nước ngoài; \
biên soạn sổ tay nghi lễ chung; và chia sẻ văn phòng với láng giềng.

Hội đồng nêu ba quy tắc ứng xử. Thứ nhất, sứ giả phải lắng nghe một cách kiên nhẫn. Thứ hai, sứ giả phải học ngôn ngữ \
của nước chủ nhà. Thứ ba, sứ giả phải ra về trong hòa khí.

Ngày 22/10/2013, hội đồng đã khánh thành trường học ở bến cảng cũ. Kho lưu trữ hiện có 1.200 bản đồ cổ.
"""

TASKS = course.a_list(
    BAO,
    "bốn nhiệm vụ trọng tâm",
    [
        "đào tạo sứ giả trẻ cho các đoàn nhỏ",
        "mở thêm hai trường học ở nước ngoài",
        "biên soạn sổ tay nghi lễ chung",
        "chia sẻ văn phòng với láng giềng",
    ],
    intro="Hội đồng đề ra bốn nhiệm vụ trọng tâm:",
    announced=4,
)
RULES = course.a_list(
    BAO,
    "ba quy tắc ứng xử",
    [
        "sứ giả phải lắng nghe một cách kiên nhẫn",
        "sứ giả phải học ngôn ngữ của nước chủ nhà",
        "sứ giả phải ra về trong hòa khí",
    ],
    intro="Hội đồng nêu ba quy tắc ứng xử.",
    kind="ordinal",
    ordered=True,
    announced=3,
)
MAPS = course.a_fact(BAO, "quantity", "1.200", "1200", unit="bản đồ cổ")
DAY = course.a_fact(BAO, "date", "22/10/2013", "2013-10-22")


@pytest.fixture(scope="module")
def bank():
    return draft([replace(course.a_source("A", "Báo Bến Cảng", BAO, TASKS, RULES, MAPS, DAY), language="vi")])


def stem(bank, rule):
    return next(item.shown["stem"] for item in bank.questions if item.rule == rule)


def test_questions_are_asked_in_natural_vietnamese(bank):
    assert stem(bank, "list.recall") == "Hãy nêu bốn nhiệm vụ trọng tâm, theo Báo Bến Cảng."
    assert stem(bank, "list.order") == "Hãy sắp xếp ba quy tắc ứng xử theo đúng thứ tự mà Báo Bến Cảng trình bày."
    assert stem(bank, "fact.amount") == "Hãy điền con số còn thiếu, theo Báo Bến Cảng."
    assert stem(bank, "fact.how_many") == "Theo Báo Bến Cảng, kho lưu trữ hiện có bao nhiêu bản đồ cổ?"
    assert stem(bank, "fact.when") == (
        "Theo Báo Bến Cảng, hội đồng đã khánh thành trường học ở bến cảng cũ vào ngày nào?"
    )


def test_no_english_word_stands_in_what_is_asked_or_explained(bank):
    english = {"the", "of", "and", "name", "which", "according", "gives", "says", "what", "is", "one", "these"}
    for item in bank.questions:
        told = f"{item.shown['stem']} {item.explanation} {' '.join(text for _, text, _ in item.why)}"
        assert not english & set(told.casefold().replace(",", " ").split())
    for card in bank.cards:
        assert not english & set(card.prompt.casefold().split())


def test_invented_numbers_are_written_as_the_language_writes_them(bank):
    item = next(item for item in bank.questions if item.rule == "fact.how_many")
    texts = [row["text"] for row in item.shown["options"]]
    assert "1.200" in texts
    assert all(text.replace(".", "").isdigit() and "," not in text for text in texts)
    assert [size(text, VI) for text in texts] == sorted(size(text, VI) for text in texts)


def test_dates_are_sorted_by_year_month_and_day():
    dates = ["3/12/2012", "30/1/2013", "2/10/2013", "22/10/2013"]
    assert sorted({*dates}, key=lambda text: size(text, VI)) == dates
    assert size("22 tháng 10 năm 2013", VI) == (2013, 10, 22)


def test_a_sentence_that_leans_on_another_is_refused(bank):
    item = next(item for item in bank.questions if item.rule == "fact.amount")
    index = course_index([replace(course.a_source("A", "Báo Bến Cảng", BAO, TASKS, RULES, MAPS, DAY), language="vi")])
    assert not any(id == "F19" for id, _ in examine(item, index))
    leaning = replace(item, shown={**item.shown, "parts": ["Kho này hiện có ", " bản đồ cổ trong các tủ gỗ."]})
    assert "F19" in {id for id, _ in examine(leaning, index)}


def test_a_title_before_a_name_is_no_pronoun():
    from quizzes.generation.gate.referring import leans

    assert not leans("Theo thông báo, ông Trần Nam đã mở trường học", VI)
    assert leans("Theo thông báo, ông đã mở trường học", VI)


def test_a_list_of_further_reading_is_not_asked_for():
    text = BAO + "\nĐọc thêm\n\nSử ký cảng biển\nNghi lễ bang giao\nBản đồ cổ\n"
    reading = course.a_list(text, "Đọc thêm", ["Sử ký cảng biển", "Nghi lễ bang giao", "Bản đồ cổ"], ordered=True)
    bank = draft([replace(course.a_source("A", "Báo Bến Cảng", text, reading), language="vi")])
    assert bank.questions == ()


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Mức sử dụng quỹ cảng", [["Mức sử dụng quỹ đối với dầu hỏa của cảng giảm từ ", " đồng xuống 700 đồng."]]),
        ("Bến cảng", []),  # "dầu hỏa giảm" alone says that the oil fell
    ],
)
def test_of_a_sentence_with_two_predicates_the_last_part_is_asked_with_the_noun_of_the_first(title, parts):
    said = "Các tàu được sử dụng quỹ dầu máy là 300 đồng, dầu hỏa của cảng giảm từ 800 đồng xuống 700 đồng."
    text = f"{title}\n\n{said}\n"
    fact = course.a_fact(text, "quantity", "800", unit="đồng")
    bank = draft([replace(course.a_source("A", "Báo Bến Cảng", text, fact), language="vi")])
    assert [item.shown["parts"] for item in bank.questions if item.kind == "cloze"] == parts
    assert not [item for item in bank.questions if item.kind in ("numeric", "choice")]
    assert not [item for item in bank.questions if not parts or "Dầu hỏa" in str(item.shown)]


def test_a_set_is_named_without_what_it_is_the_most_of():
    text = "Bến cảng\n\nBộ bản đồ thường được dùng nhất là Hải Đồ với 20 ảnh cho 900 bến khác nhau.\n"
    fact = course.a_fact(text, "quantity", "900", unit="bến khác nhau")
    bank = draft([replace(course.a_source("A", "Báo Bến Cảng", text, fact), language="vi")])
    (number,) = [item for item in bank.questions if item.kind == "numeric"]
    assert number.shown["stem"] == ("Theo Báo Bến Cảng, bộ bản đồ Hải Đồ có 20 ảnh cho bao nhiêu bến khác nhau?")


def test_a_short_name_of_a_list_without_one_begins_the_statement():
    text = "Bến cảng\n\nViệc học nghề thường được chia thành hai bước: Đọc bản đồ và Lái tàu.\n"
    value = course.a_list(
        text,
        "hai bước",
        ["Đọc bản đồ", "Lái tàu"],
        intro="Việc học nghề thường được chia thành hai bước:",
        announced=2,
        kind="inline",
    )
    source = replace(course.a_source("A", "Báo Bến Cảng", text, value), language="vi")
    about = asked(course_index([source]), source, source.points[0], value)
    assert membership(about, "Đọc bản đồ").endswith("Đọc bản đồ là một trong hai bước đó.")
