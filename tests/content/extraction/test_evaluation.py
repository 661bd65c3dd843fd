"""The hand-marked corpus beside the repository, when it is there: scores must not fall."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import call_command

from tests.content.extraction.outlines import EVALUATION, SEEDS

pytestmark = pytest.mark.skipif(not EVALUATION.is_dir(), reason="the evaluation corpus is not beside this repository")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(gold: str, files: list[Path], out: Path, monkeypatch, capsys) -> dict[str, float]:
    call_command("extract", *map(str, files), out=out)
    capsys.readouterr()
    monkeypatch.setattr(sys, "argv", ["score.py", str(EVALUATION / gold), str(out), "--texts", str(SEEDS)])
    scorer().main()
    summary = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("SUMMARY"))
    return {key: float(value) for key, value in (pair.split("=") for pair in summary.split()[2:]) if value != "na"}


def test_the_seeds_are_read_as_a_teacher_would(tmp_path, monkeypatch, capsys):
    score = measured("seeds", sorted(SEEDS.glob("*.txt")), tmp_path, monkeypatch, capsys)
    exact = (
        "major_list_recall",
        "major_item_recall",
        "order",
        "ordered_flag",
        "offsets",
        "title",
        "date",
        "section_recall",
    )
    assert {key: score[key] for key in exact} == dict.fromkeys(exact, 1.0)
    assert score["list_precision"] >= 0.95
    assert score["list_recall"] >= 0.98


def test_the_development_corpus_keeps_its_scores(tmp_path, monkeypatch, capsys):
    files = sorted((EVALUATION / "dev").glob("*.txt")) + sorted((EVALUATION / "dev").glob("*.md"))
    score = measured("dev", files, tmp_path, monkeypatch, capsys)
    least = {
        "list_recall": 0.97,
        "major_list_recall": 0.99,
        "list_precision": 0.97,
        "item_recall": 0.97,
        "item_precision": 0.97,
        "order": 1.0,
        "ordered_flag": 0.97,
        "concept_recall": 0.77,
        "concept_p15": 0.46,
        "title": 1.0,
        "date": 1.0,
        "section_recall": 1.0,
        "offsets": 1.0,
    }
    assert {key: score[key] for key, value in least.items() if score[key] < value} == {}
