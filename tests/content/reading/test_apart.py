import logging
import sys
import textwrap

import pytest

from content.reading import apart, read
from content.reading.apart import read_apart, read_here
from content.reading.source import UnreadableFile
from tests.content.reading import files


@pytest.mark.parametrize(
    ("name", "data"), [("web", files.web()), ("word", files.word()), ("pdf", files.pdf())], ids=["web", "word", "pdf"]
)
def test_a_process_apart_gives_what_the_reader_gives(name, data):
    assert read_apart(name, data) == read_here(name, data)


def test_the_same_bytes_give_the_same_text_twice():
    data = files.pdf()
    assert read("a.pdf", data) == read("a.pdf", data)


def test_a_refusal_comes_back_as_one():
    with pytest.raises(UnreadableFile) as error:
        read_apart("pdf", b"%PDF-1.4 and nothing more")
    assert str(error.value) == apart.DAMAGED


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """reader(code) makes a reader "odd" of a function's body, found by the process apart alone."""
    folder = tmp_path / "content" / "reading"
    folder.mkdir(parents=True)
    for name in ("apart", "source", "decoding", "origin"):
        (folder / f"{name}.py").write_text((apart._ROOT / "content" / "reading" / f"{name}.py").read_text())
    (folder / "__init__.py").touch()
    (folder.parent / "__init__.py").touch()
    monkeypatch.setattr(apart, "_ROOT", tmp_path)

    def reader(body: str) -> None:
        (folder / "odd.py").write_text(f"def read(data):\n{textwrap.indent(body, '    ')}\n")

    return reader


def test_a_reader_that_takes_too_long_is_stopped(reader):
    reader("import time; time.sleep(30)")
    with pytest.raises(UnreadableFile) as error:
        read_apart("odd", b"a", seconds=1)
    assert str(error.value) == apart.TOO_SLOW


def test_a_reader_that_takes_too_much_memory_is_stopped(reader):
    reader("return bytearray(3 * 1024**3)")
    with pytest.raises(UnreadableFile) as error:
        read_apart("odd", b"a")
    assert str(error.value) == apart.TOO_HEAVY


@pytest.mark.parametrize("body", ["raise LookupError('odd')", "import os; os.abort()"], ids=["fault", "crash"])
def test_a_reader_that_breaks_is_logged_and_the_file_refused(reader, body, caplog):
    reader(body)
    with caplog.at_level(logging.ERROR), pytest.raises(UnreadableFile) as error:
        read_apart("odd", b"a")
    assert str(error.value) == apart.DAMAGED
    assert "Reader odd ended" in caplog.text


def test_a_text_that_unfolds_too_far_is_refused(reader):
    reader(
        "from content.reading.source import SourceText\n"
        "from content.reading.apart import MAX_CHARACTERS\n"
        "return SourceText('a' * (MAX_CHARACTERS + 1), 'odd')"
    )
    with pytest.raises(UnreadableFile) as error:
        read_apart("odd", b"a")
    assert str(error.value) == apart.TOO_LONG


def test_the_process_apart_knows_no_secrets(reader, monkeypatch):
    monkeypatch.setenv("PILCROW_SECRET_KEY", "hidden")
    reader(
        "import os\n"
        "from content.reading.source import SourceText\n"
        "return SourceText(' '.join(sorted(os.environ)), 'odd')"
    )
    names = read_apart("odd", b"a").text
    assert "PYTHONPATH" in names
    assert "PILCROW" not in names


def test_reading_imports_none_of_the_large_libraries():
    import subprocess

    code = (
        "import sys, content.reading;"
        "sys.exit(bool({'trafilatura', 'lxml', 'docx', 'pypdfium2', 'django'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=apart._ROOT).returncode == 0
