"""What people do wrong on a command line: each is told, with what to do about it, and nothing is printed that a script might take."""

from __future__ import annotations

import errno
import sys
from io import StringIO
from pathlib import Path

import pytest

from qa.service import OnRecord
from tests.ui.cli.conftest import Run
from ui.cli.main import exit_code_of

WRONG = {
    "a question and a file of questions": (["ask", "Why?", "--questions", "FILE"], "both a question and a file"),
    "a question file that is not there": (["ask", "--questions", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
    "a question file that is a folder": (["search", "--questions", "FOLDER"], "cannot be read"),
    "a question file that is no text": (["ask", "--questions", "BINARY"], "is not UTF-8"),
    "an empty question": (["ask", "  "], "There is no question"),
    "a question in bytes that are no text": (["ask", "caf\udce9?"], "no UTF-8 text"),
    "too many results": (["ask", "Why?", "-k", "1000000"], "less than or equal to 1000"),
    "a day that is none": (["search", "ferry", "--since", "2025-99-01"], "names no day"),
    "days the wrong way round": (["ask", "Why?", "--since", "2025-05-02", "--until", "2025-05-01"], "Exchange the two"),
    "an empty holder": (["timeline", "ferry", "--holder", " "], "There is no name"),
    "an empty filter by holder": (["ask", "Why?", "--holder", ""], "There is no name"),
    "one name to compare": (["compare", "ferry", "Venn"], "two holders"),
    "one word as a quotation": (["quote", "ferry"], "two words at least"),
    "an unknown form of table": (["positions", "ferry", "--format", "xml"], "no format xml"),
    "an address that is none": (["ingest", "FILE", "--url", "javascript:alert(1)"], "no address of a page"),
    "a kind that is none": (["ingest", "FILE", "--kind", "gossip"], "no kind gossip"),
    "a corrected address that is none": (["sources", "edit", "ferry", "--url", "ftp://x.example"], "no address of a page"),
    "a file that is not there": (["ingest", "nowhere.txt"], "no file or folder nowhere.txt"),
    "a draft that is a folder": (["check", "FOLDER"], "There is no file"),
    "a draft in no format of drafts": (["check", "BINARY"], "A draft is no .bin file"),
    "a set that is not there": (["eval", "run", "nowhere.jsonl", "--out", "FOLDER"], "nowhere.jsonl cannot be read"),
    "a port that is none": (["serve", "--port", "99999"], "ONRECORD_PORT"),
    "a host that is none": (["serve", "--host", "203.0.113.9"], "--host or ONRECORD_HOST"),
    "an option that is none": (["ask", "Why?", "--nonsense"], "No such option"),
}  # fmt: skip


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("given")
    (folder / "one.txt").write_text("The ferry of Osk stops in May.", encoding="utf-8")
    (folder / "some.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "empty").mkdir()
    return {"FILE": folder / "one.txt", "BINARY": folder / "some.bin", "FOLDER": folder / "empty"}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_use_exits_with_2_and_says_what_to_do(wrong: str, given: dict[str, Path], run: Run, home: Path) -> None:
    words, said = WRONG[wrong]

    done = run(*(given.get(word, word) for word in words), "--home", home)

    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "ONRECORD_EMBEDDER_URL"])
def test_an_endpoint_that_is_no_address_is_refused_before_anything_is_sent(run: Run, home: Path, name: str) -> None:
    done = run("ask", "Why?", "--home", home, ONRECORD_MODEL="small", **{name: "localhost"})

    assert done.returncode == 2
    assert name in done.stderr


def test_a_home_that_is_a_file_or_no_catalog_is_told(run: Run, given: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_text("no catalog " * 400, encoding="utf-8")

    a_file, no_catalog = (run("ask", "Why?", "--home", home) for home in (given["FILE"], tmp_path))

    assert (a_file.returncode, no_catalog.returncode) == (2, 2)
    assert "is not a folder" in a_file.stderr
    assert "restore the file from a backup" in no_catalog.stderr


class Full(StringIO):
    """Where nothing more can be written."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_is_not_our_fault(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", Full())

    code = exit_code_of(["export", "--home", str(home)])

    assert (code, "The disk is full" in capsys.readouterr().err) == (2, True)


def test_a_log_that_cannot_be_written_stops_no_command(run: Run, home: Path, given: dict[str, Path]) -> None:
    done = run("ask", "Who said that the ferry would keep running?", "--home", home, XDG_STATE_HOME=str(given["FILE"]))

    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_is_stopped_says_so(run: Run, given: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(OnRecord, "ingest", interrupted)

    done = run("ingest", given["FILE"], "--home", tmp_path / "home")

    assert (done.returncode, done.stdout) == (130, "")
    assert "What was finished is kept" in done.stderr


def test_a_file_whose_name_is_no_text_is_taken_in_all_the_same(run: Run, tmp_path: Path) -> None:
    name = tmp_path / "caf\udce9.txt"
    try:
        name.write_text("The café of Osk closes in May, Per Lind said.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")

    done = run("ingest", name, "--home", tmp_path / "home")

    assert done.returncode == 0, done.stderr
