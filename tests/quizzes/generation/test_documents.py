from quizzes.generation.documents import document_name


def test_a_document_is_called_by_its_publisher_where_that_is_enough():
    assert document_name("VOV.VN", "On “soft power”", unique=True) == "VOV.VN"
    assert document_name("VOV.VN", "On “soft power”", unique=False) == "“On ‘soft power’”"


def test_a_long_title_is_cut_between_words():
    title = "Joint Statement on the United States-Vietnam Framework for an Agreement on the Reciprocal, Fair Trade"
    name = document_name("", title, unique=True)
    assert name == "“Joint Statement on the United States-Vietnam Framework for an Agreement …”"
    assert document_name("", "Envoys at sea | The Gazette", unique=True) == "“Envoys at sea”"
