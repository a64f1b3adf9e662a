"""``onrecord eval`` as a user runs it: what it prints, and what it exits with."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from ingest.errors import OnRecordError
from qa.service import open_onrecord
from tests.ui.cli.conftest import Ran, Run
from ui.cli import evaluate

LINES = [
    {"id": "ferry", "question": "How long will the harbour ferry keep running?", "answerable": True, "nuggets": ["until 2030"],
     "gold": [{"source": "ferry", "quote": "the harbour ferry would keep running until 2030"}]},
    {"id": "mine", "question": "When will the lithium mine above Dorrow open?", "answerable": True, "tags": ["date"],
     "gold": [{"source": "mine", "quote": "The lithium mine above Dorrow will open next spring"}]},
    {"id": "queen", "question": "Who crowned the queen of Sheba?", "answerable": False},
]  # fmt: skip


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return path


def evaluated(*words: object) -> Ran:
    """Run ``onrecord eval`` in this process; an error of ours exits with 2, as ``main`` has it."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            code = evaluate.app([str(word) for word in words], standalone_mode=False) or 0
        except OnRecordError as error:
            code = 2
            err.write(str(error))
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def test_a_run_prints_its_figures_and_writes_its_folder(questions: Path, home: Path, tmp_path: Path) -> None:
    done = evaluated("run", questions, "--home", home, "--out", tmp_path / "out")

    assert done.returncode == 0
    assert "sentence_hit@1" in done.stdout
    assert (tmp_path / "out" / "report.html").exists()


def test_a_run_with_json_prints_nothing_but_the_report(questions: Path, home: Path, tmp_path: Path) -> None:
    done = evaluated("run", questions, "--home", home, "--out", tmp_path / "out", "--json")

    assert json.loads(done.stdout)["measures"] == json.loads((tmp_path / "out" / "report.json").read_text())["measures"]


def test_a_run_without_a_folder_makes_one_of_its_setup(questions: Path, home: Path, tmp_path: Path) -> None:
    evaluated("run", questions, "--home", home)
    evaluated("run", questions, "--home", home)
    evaluated("run", questions, "--home", home, "-k", 3)

    assert sorted(path.name.split("-")[0] for path in (tmp_path / "eval").iterdir()) == ["questions", "questions"]


def test_a_missed_bound_exits_with_1_and_a_table(questions: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missed = evaluated("run", questions, "--home", home, "--out", tmp_path / "out", "--min", "sentence_hit@10=1.1", "--max", "failures=0")

    assert missed.returncode == 1
    told = missed.stderr + capsys.readouterr().err
    assert "sentence_hit@10" in told
    assert "failures" not in told.split("Bounds")[-1]


def test_a_kept_bound_exits_with_0(questions: Path, home: Path, tmp_path: Path) -> None:
    bounds = ("--min", "sentence_hit@10=.5", "--max", "latency_p95=600000")

    assert evaluated("run", questions, "--home", home, "--out", tmp_path / "out", *bounds).returncode == 0


def test_an_unknown_measure_is_refused_before_anything_is_asked(questions: Path, home: Path, tmp_path: Path) -> None:
    done = evaluated("run", questions, "--home", home, "--out", tmp_path / "out", "--min", "citations_f1=.5")

    assert done.returncode == 2
    assert "nearest is citation_f1" in done.stderr
    assert not (tmp_path / "out").exists()


def test_two_runs_are_compared_and_say_where_there_is_no_difference(questions: Path, home: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        evaluated("run", questions, "--home", home, "--out", tmp_path / name)

    done = evaluated("compare", tmp_path / "a", tmp_path / "b")
    as_json = json.loads(evaluated("compare", tmp_path / "a", tmp_path / "b", "--json").stdout)

    assert "No difference shown" in done.stdout
    assert "Every answer is the same." in done.stdout
    assert as_json["changed"] == []


def test_a_sound_set_passes_its_check(questions: Path, home: Path) -> None:
    done = evaluated("check", questions, "--home", home)

    assert done.returncode == 0
    assert "sound" in done.stdout


def test_a_check_names_the_line_and_exits_with_2(questions: Path, home: Path) -> None:
    questions.write_text(questions.read_text().replace("until 2030", "until 2040"), encoding="utf-8")

    done = evaluated("check", questions, "--home", home)
    (finding,) = [json.loads(line) for line in evaluated("check", questions, "--home", home, "--json").stdout.splitlines()]

    assert done.returncode == 2
    assert done.stdout.startswith("Line 1 (ferry): gold[0]")
    assert finding["code"] == "quote_missing"


def test_the_commands_cost_no_import_before_they_run() -> None:
    code = "import sys, ui.cli.evaluate; print([m for m in ('qa.evaluation', 'qa.service', 'onnxruntime') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_missing_set_is_an_error_of_the_users(home: Path, tmp_path: Path) -> None:
    done = evaluated("run", tmp_path / "none.jsonl", "--home", home)

    assert done.returncode == 2
    assert "cannot be read" in done.stderr


def test_the_home_keeps_a_report_until_an_article_in_it_is_purged(questions: Path, articles_file: Path, run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    run("ingest", articles_file, "--home", own)
    evaluated("run", questions, "--home", own, "--out", tmp_path / "out")

    with open_onrecord(own, own=False) as onrecord:
        (kept,) = onrecord.reports()
        assert kept.name.startswith("out-")
        assert onrecord.report(kept.name) == (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        onrecord.purge("ferry")
        assert onrecord.reports() == ()
