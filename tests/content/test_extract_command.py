import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.reading import UNKNOWN_ENDING
from content.reading.decoding import EMPTY

TEXT = "Three duties of a ferryman\r\n\r\nHe has three duties: rowing, steering, and “reading the sky”.\r\n"
PAGE = "---\ntitle: The ferry\ndate: 2024-05-06\n---\n\n# The ferry\n\n- **rope** and [oar](http://x.org/oar)\n- sail\n"


def extracted(tmp_path: Path, name: str, content: bytes) -> dict:
    (tmp_path / name).write_bytes(content)
    call_command("extract", str(tmp_path / name), out=tmp_path / "out")
    return json.loads((tmp_path / "out" / f"{Path(name).stem}.json").read_text(encoding="utf-8"))


def test_offsets_lead_into_the_raw_file(tmp_path):
    found = extracted(tmp_path, "a.txt", TEXT.encode())
    (one,) = found["lists"]
    assert [item["text"] for item in one["items"]] == ["rowing", "steering", "“reading the sky”"]
    for item in one["items"]:
        assert TEXT[item["start"] : item["end"]] == item["text"]


def test_offsets_count_a_byte_order_mark(tmp_path):
    found = extracted(tmp_path, "a.txt", b"\xef\xbb\xbf" + TEXT.encode())
    item = found["lists"][0]["items"][0]
    assert ("\ufeff" + TEXT)[item["start"] : item["end"]] == "rowing"


def test_markdown_is_quoted_with_its_inner_markup(tmp_path):
    found = extracted(tmp_path, "a.md", PAGE.encode())
    assert (found["title"], found["date"]) == ("The ferry", "2024-05-06")
    assert [item["text"] for item in found["lists"][0]["items"]] == ["**rope** and [oar](http://x.org/oar)", "sail"]


def test_a_folder_of_mixed_files_is_read_as_far_as_it_can_be(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    with pytest.raises(CommandError) as error:
        call_command("extract", str(folder), out=tmp_path / "out")
    assert error.value.returncode == 1
    complaints = capsys.readouterr().err
    assert f"empty.txt: {EMPTY}" in complaints
    assert f"picture.png: {UNKNOWN_ENDING}" in complaints
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]


def test_a_missing_file_is_named(tmp_path, capsys):
    with pytest.raises(CommandError):
        call_command("extract", str(tmp_path / "nowhere.txt"), out=tmp_path / "out")
    assert "nowhere.txt" in capsys.readouterr().err
