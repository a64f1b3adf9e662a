from pathlib import Path

import pytest

from ingest.errors import HomeError, InputError
from qa.evaluation.shelf import drop_reports_naming, keep_report, kept_report, kept_reports, report_name


def a_finished_run(out: Path, page: str = "<p>page</p>") -> Path:
    out.mkdir(parents=True)
    (out / "report.html").write_text(page, encoding="utf-8")
    return out


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    return path


def test_a_kept_report_reads_back_as_it_was_written(home: Path, tmp_path: Path) -> None:
    name = keep_report(home, a_finished_run(tmp_path / "k10", "<p>ten – zehn</p>"))

    assert [report.name for report in kept_reports(home)] == [name]
    assert kept_report(home, name) == "<p>ten – zehn</p>"


def test_a_run_that_goes_on_keeps_one_report(home: Path, tmp_path: Path) -> None:
    out = a_finished_run(tmp_path / "k10")
    first = keep_report(home, out)
    (out / "report.html").write_text("<p>more</p>", encoding="utf-8")

    assert keep_report(home, out) == first
    assert kept_report(home, first) == "<p>more</p>"
    assert len(kept_reports(home)) == 1


def test_two_folders_of_one_name_keep_two_reports(home: Path, tmp_path: Path) -> None:
    names = {keep_report(home, a_finished_run(tmp_path / part / "out")) for part in ("monday", "tuesday")}

    assert {report.name for report in kept_reports(home)} == names
    assert len(names) == 2


def test_a_home_without_reports_has_an_empty_list(home: Path) -> None:
    assert kept_reports(home) == ()


@pytest.mark.parametrize("folder", ["Läufe №3", "..x", "a" * 300, "--", "CON", "run.html", "\udcff"])
def test_a_report_is_named_in_plain_letters_digits_and_hyphens(folder: str, tmp_path: Path) -> None:
    name = report_name(tmp_path / folder)

    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 8 <= len(name) <= 70
    assert name == name.strip("-")


@pytest.mark.parametrize("name", ["", "..", "../secret", "/etc/passwd", "a/b", "a\\b", "a.html", "A", "a\0", "a\n", "none-there", "%2e%2e"])
def test_a_name_that_is_no_reports_is_refused(home: Path, name: str) -> None:
    (home / "secret").write_text("secret")
    (home / "secret.html").write_text("secret")
    (home / "reports").mkdir()

    with pytest.raises(InputError, match="no such report"):
        kept_report(home, name)


def test_files_that_are_no_reports_are_not_listed(home: Path, tmp_path: Path) -> None:
    name = keep_report(home, a_finished_run(tmp_path / "out"))
    (home / "reports" / "My notes.html").write_text("mine")
    (home / "reports" / ".half.html.part").write_text("half")
    (home / "reports" / "folder.html").mkdir()

    assert [report.name for report in kept_reports(home)] == [name]


def test_a_purged_article_takes_the_reports_that_name_it_along(home: Path, tmp_path: Path) -> None:
    keep_report(home, a_finished_run(tmp_path / "one", "<small>a&amp;b.md, cited</small>"))
    other = keep_report(home, a_finished_run(tmp_path / "two", "<small>c.md</small>"))

    assert drop_reports_naming(home, "a&b.md") == 1
    assert [report.name for report in kept_reports(home)] == [other]


def test_a_home_that_cannot_keep_a_report_says_where_it_is(home: Path, tmp_path: Path) -> None:
    (home / "reports").write_text("a file in the way")

    with pytest.raises(HomeError, match=r"cannot be kept.*out/report\.html"):
        keep_report(home, a_finished_run(tmp_path / "out"))
