import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import InputError
from qa.errors import QuestionSetError
from qa.evaluation.journal import open_journal
from qa.evaluation.report import Report, a_bound, read_report
from qa.evaluation.run import run
from qa.evaluation.setup import describe
from qa.settings import read_settings
from tests.fakes_evaluation import LINES, WordService, a_set, a_setup

FILES = ("report.json", "questions.jsonl", "report.html", "report.md")


def a_run(folder: Path, name: str = "out", service: WordService | None = None, k: int = 5, **more: Any) -> Report:
    service = service or WordService()
    questions = a_set(folder)
    return run(service, questions, a_setup(questions, service, k, **more), folder / name)


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def a_journal(folder: Path, lines: Sequence[bytes]) -> None:
    folder.mkdir()
    (folder / "journal.jsonl").write_bytes(b"".join(lines))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was never stopped."""
    folder = tmp_path_factory.mktemp("whole")
    a_run(folder)
    return folder / "out"


def test_a_run_scores_every_question_and_writes_its_files(tmp_path: Path) -> None:
    report = a_run(tmp_path)

    assert report.counts.questions == len(LINES)
    assert report.counts.answered + report.counts.abstained == len(LINES)
    assert report.measures["citation_f1"].n == 4
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*FILES, "journal.jsonl"}


def test_the_same_run_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    a_run(tmp_path, "one")
    a_run(tmp_path, "two")

    assert written(tmp_path / "one") == written(tmp_path / "two")


@pytest.mark.parametrize("kept", range(len(LINES) + 2))
def test_a_run_that_was_killed_goes_on_and_ends_in_the_same_report(tmp_path: Path, whole: Path, kept: int) -> None:
    lines = (whole / "journal.jsonl").read_bytes().splitlines(keepends=True)
    a_journal(tmp_path / "killed", lines[:kept])
    second = WordService()

    a_run(tmp_path, "killed", second)

    assert len(second.asked) == len(LINES) - max(0, kept - 1)
    assert written(tmp_path / "killed") == written(whole)


def test_a_crash_before_the_first_answer_leaves_a_run_that_can_begin(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        a_run(tmp_path, service=WordService(dies_after=0))
    second = WordService()

    a_run(tmp_path, service=second)

    assert sorted(second.asked) == sorted(str(line["id"]) for line in LINES)


def test_two_runs_cannot_write_one_journal(tmp_path: Path) -> None:
    service, questions = WordService(), a_set(tmp_path)
    setup = a_setup(questions, service)

    with open_journal(tmp_path / "out", setup), pytest.raises(InputError, match="Another run"):
        run(service, questions, setup, tmp_path / "out")


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_that_was_never_finished_is_asked_again(tmp_path: Path, whole: Path, cut: int) -> None:
    a_journal(tmp_path / "torn", [(whole / "journal.jsonl").read_bytes()[:-cut]])
    second = WordService()

    a_run(tmp_path, "torn", second)

    assert len(second.asked) == 1
    assert written(tmp_path / "torn") == written(whole)


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (lambda lines: lines[3][:40] + b"\n", 1),
        (lambda lines: b"\0" * len(lines[3]) + b"\n", 1),
        (lambda lines: b"\xff\xfe" + lines[3], 1),
        (lambda lines: b"[1, 2]\n", 1),
        (lambda lines: b"{}\n", 1),
        (lambda lines: lines[3].replace(b'"reply"', b'"other"'), 1),
        (lambda lines: lines[3].rstrip(b"\n"), 2),
        (lambda lines: b"[" * 100_000 + b"\n", 1),
    ],
    ids=["cut", "zeros", "no UTF-8", "a list", "empty", "another shape", "two in one", "nested without end"],
)
def test_a_damaged_line_amid_a_journal_is_asked_again(
    tmp_path: Path, whole: Path, damage: Callable[[list[bytes]], bytes], lost: int
) -> None:
    lines = (whole / "journal.jsonl").read_bytes().splitlines(keepends=True)
    a_journal(tmp_path / "damaged", [*lines[:3], damage(lines), *lines[4:]])
    second = WordService()

    a_run(tmp_path, "damaged", second)

    assert len(second.asked) == lost
    assert written(tmp_path / "damaged") == written(whole)


@pytest.mark.parametrize("first", [b"", b'{"setup":{}}', b"\0\0"], ids=["blank", "another shape", "zeros"])
def test_a_journal_without_its_setup_is_refused_with_a_remedy(tmp_path: Path, whole: Path, first: bytes) -> None:
    lines = (whole / "journal.jsonl").read_bytes().splitlines(keepends=True)
    a_journal(tmp_path / "out", [first, b"\n", *lines[1:]])

    with pytest.raises(InputError, match=r"first line.*delete this one"):
        a_run(tmp_path)


def test_a_finished_run_asks_nothing_again(tmp_path: Path) -> None:
    a_run(tmp_path)
    second = WordService()

    a_run(tmp_path, service=second)

    assert second.asked == []


def test_a_run_under_another_setup_is_refused_with_what_differs(tmp_path: Path) -> None:
    a_run(tmp_path)

    with pytest.raises(InputError, match=r"another setup \(k: 5 there, 3 now\).*--out"):
        a_run(tmp_path, k=3)


def test_changed_articles_are_another_setup(tmp_path: Path) -> None:
    a_run(tmp_path)
    service = WordService()
    service.texts["paper/school.md"] += " Nobody minds."

    with pytest.raises(InputError, match=r"corpus\.digest"):
        a_run(tmp_path, service=service)


def test_a_set_whose_gold_is_not_in_the_articles_is_refused(tmp_path: Path) -> None:
    service = WordService()
    service.texts["paper/bridge.md"] = "The bridge is closed."

    with pytest.raises(QuestionSetError, match=r"Line 1, gold\[0\].*eval check"):
        a_run(tmp_path, service=service)


def test_progress_counts_up_to_all_questions(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    service, questions = WordService(), a_set(tmp_path)

    run(service, questions, a_setup(questions, service), tmp_path / "out", progress=lambda done, total: seen.append((done, total)))

    assert seen == [(n, len(LINES)) for n in range(len(LINES) + 1)]


def test_a_run_reads_back_as_it_was_written(tmp_path: Path) -> None:
    report = a_run(tmp_path)

    read, trials = read_report(tmp_path / "out")

    assert read.counts == report.counts
    assert read.setup == report.setup
    assert [trial.id for trial in trials] == [line["id"] for line in LINES]


def test_a_search_alone_asks_nothing(tmp_path: Path) -> None:
    service = WordService()

    report = a_run(tmp_path, service=service, is_search_only=True)

    assert service.asked == []
    assert report.measures["sentence_hit@5"].value is not None
    assert report.measures["citation_f1"].value is None


def test_each_question_has_its_values_beside_it(tmp_path: Path) -> None:
    a_run(tmp_path)

    rows = [json.loads(line) for line in (tmp_path / "out" / "questions.jsonl").read_text().splitlines()]

    assert rows[0]["id"] == "cost"
    assert rows[0]["measures"]["citation_f1"] == 1
    assert "latency_p50" not in rows[0]["measures"]


def test_a_setup_holds_no_path_and_no_secret(tmp_path: Path) -> None:
    settings = read_settings({}, home=tmp_path, api_key="sk-secret", model="m", base_url="http://ann:pass-word@models.example:9/v1")

    setup = describe(a_set(tmp_path), WordService().articles(), settings, "words-1")

    assert (setup.model, setup.host) == ("m", "models.example")
    assert setup.prompt is not None
    assert not any(word in repr(setup) for word in (str(tmp_path), "secret", "pass-word", "/"))


def test_without_a_model_a_setup_names_none(tmp_path: Path) -> None:
    setup = describe(a_set(tmp_path), WordService().articles(), read_settings({}), "words-1")

    assert (setup.model, setup.host, setup.prompt) == (None, None, None)


@pytest.mark.parametrize("text", ["citation_f1", "citation_f1=high", "=1", "citation_f1=nan"])
def test_a_bound_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        a_bound(text, "min")


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no finished run"):
        read_report(tmp_path)


def test_a_run_whose_lines_are_no_text_is_refused(tmp_path: Path, whole: Path) -> None:
    a_journal(tmp_path / "copy", [])
    (tmp_path / "copy" / "report.json").write_bytes((whole / "report.json").read_bytes())
    (tmp_path / "copy" / "questions.jsonl").write_bytes(b"\xff\n")

    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path / "copy")


def test_a_report_that_cannot_be_written_says_which(tmp_path: Path) -> None:
    (tmp_path / "out" / "report.html").mkdir(parents=True)

    with pytest.raises(InputError, match=r"report\.html cannot be written"):
        a_run(tmp_path)


def test_a_home_without_articles_is_refused_before_any_question(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles in this home"):
        a_run(tmp_path, service=WordService({}))
