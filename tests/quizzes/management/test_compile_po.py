import polib
import pytest
from django.core.management import CommandError, call_command

ENTRY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Quiz"\nmsgstr "Bài kiểm tra"\n'


@pytest.fixture
def catalogue(settings, tmp_path):
    source = tmp_path / "vi/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(ENTRY)
    settings.LOCALE_PATHS = [tmp_path]
    return source


def test_a_catalogue_is_compiled_beside_its_source(catalogue):
    call_command("compile_po")
    assert polib.mofile(str(catalogue.with_suffix(".mo")))[0].msgstr == "Bài kiểm tra"


def test_one_that_cannot_be_read_names_its_place(catalogue):
    catalogue.write_text(ENTRY + "nonsense\n")
    with pytest.raises(CommandError, match=r"django\.po.*Mend that line"):
        call_command("compile_po", "--check")


def test_a_server_that_may_not_write_says_who_should(catalogue, monkeypatch):
    def refuse(*_given):
        raise PermissionError

    monkeypatch.setattr(polib.POFile, "save_as_mofile", refuse)
    with pytest.raises(CommandError, match=r"django\.mo cannot be written.*as the owner of the program"):
        call_command("compile_po")
