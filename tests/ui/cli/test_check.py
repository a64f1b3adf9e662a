"""``onrecord check``: what scripts read, and what a person reads."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.ui.cli.conftest import ARTICLES, Run

DRAFT = "Mayor Orla Venn said on Monday that the harbour ferry would keep running until 2035.\n\nThe chess club won its cup.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_check_has_the_shape_that_scripts_rely_on(run: Run, home: Path, draft: Path) -> None:
    checked = json.loads(run("check", draft, "--home", home, "--json").stdout)

    assert checked.keys() == {"error", "sentences", "citations", "searched"}
    first, second = checked["sentences"]
    assert {"text", "verdict", "score", "citations", "reasons", "quotations", "start", "end", "found"} == first.keys()
    assert (first["found"], second["found"]) == ("differs", "no_source")
    assert all(DRAFT[s["start"] : s["end"]] == s["text"] for s in checked["sentences"])
    cited = checked["citations"][first["citations"][0] - 1]
    assert ARTICLES[0]["text"][cited["start"] : cited["end"]] == cited["text"]


def test_a_person_reads_what_differs_with_both_and_what_has_no_source(run: Run, home: Path, draft: Path) -> None:
    shown = run("check", draft, "--home", home).stdout

    assert "Two sentences: 1 differs, 1 no source here." in shown
    assert "the sentence says 2030, the claim 2035" in shown
    assert "would keep running until 2030." in shown
    assert "Ellery Courier · published 2025-05-14" in shown


def test_a_draft_comes_from_standard_input_too(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(DRAFT.encode())))

    checked = json.loads(run("check", "-", "--home", home, "--json").stdout)

    assert [s["found"] for s in checked["sentences"]] == ["differs", "no_source"]


def test_an_excluded_outlet_is_no_source(run: Run, home: Path, draft: Path) -> None:
    checked = json.loads(run("check", draft, "--home", home, "--exclude-outlet", "ellery courier", "--json").stdout)

    assert "Ellery Courier" not in {c["outlet"] for c in checked["citations"]}
    assert checked["searched"]["articles"] == 2


def test_a_draft_in_no_format_of_drafts_is_the_users_to_fix(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(b"%PDF-1.4")

    assert run("check", path, "--home", home).returncode == 2


def test_an_empty_home_is_the_users_to_fix(run: Run, draft: Path, tmp_path: Path) -> None:
    done = run("check", draft, "--home", tmp_path / "h")

    assert done.returncode == 2
    assert "onrecord ingest" in done.stdout
