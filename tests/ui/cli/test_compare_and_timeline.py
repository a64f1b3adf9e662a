"""``onrecord compare`` and ``timeline``, the holders that a person corrects, and tables to take along."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.ui.cli.conftest import Run

ARTICLES = (
    {
        "id": "spring",
        "text": "Mayor Orla Venn spoke to the council of Port Ellery on Monday.\n\n“I support the harbour tunnel,” Orla Venn said. "
        "“We oppose the harbour tunnel,” Tam Roake said.",
        "title": "=SUM(1;2)",
        "outlet": "Ellery Courier",
        "published": "2025-03-10",
        "kind": "news",
        "url": "https://courier.example/spring",
    },
    {
        "id": "autumn",
        "text": "The council of Port Ellery met again.\n\n“I oppose the harbour tunnel,” said Orla Venn, the mayor.",
        "title": "Mayor against tunnel",
        "outlet": "Dorrow Post",
        "published": "2025-10-02",
        "kind": "news",
    },
    {
        "id": "choir",
        "text": "Ida Brandt said that the choir had sung well. Mr. Brand said that the choir had been late.",
        "outlet": "Dorrow Post",
        "published": "2025-10-03",
    },
)


def taken_in(folder: Path, run: Run) -> Path:
    articles = folder / "articles.jsonl"
    articles.write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    assert run("ingest", articles, "--home", folder / "home").returncode == 0
    return folder / "home"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    return taken_in(tmp_path_factory.mktemp("compared"), run)


def test_a_comparison_has_the_shape_that_scripts_rely_on(run: Run, home: Path) -> None:
    found = json.loads(run("compare", "harbour tunnel", "Orla Venn", "Tam Roake", "Ida Brandt", "--home", home, "--json").stdout)

    signed = {"model", "host", "prompt", "usage", "invalid_markers"}
    assert found.keys() == {"id", "issue", "error", "positions", "relations", "citations", "searched", *signed}
    assert [p["holder"] for p in found["positions"]] == ["Orla Venn", "Tam Roake", "Ida Brandt"]
    assert found["positions"][2]["stance"] == "none_found"
    assert all(r.keys() == {"relation", "holders", "citations"} for r in found["relations"])
    assert [r["holders"] for r in found["relations"]] == [["Orla Venn", "Tam Roake"]]
    assert found["searched"]["naming"] == {"Ida Brandt": 1}


def test_a_person_reads_who_differs_and_who_has_no_statement(run: Run, home: Path) -> None:
    printed = " ".join(run("compare", "harbour tunnel", "Orla Venn", "Tam Roake", "Ida Brandt", "--home", home).stdout.split())

    assert "Orla Venn and Tam Roake take the same side in these sentences [2][3]" in printed  # her later sentence, not her earlier
    assert "quoted: “We oppose the harbour tunnel,” [3]" in printed
    assert "Ida Brandt no statement found in these three articles (one names this holder)" in printed


def test_one_holder_is_no_comparison(run: Run, home: Path) -> None:
    done = run("compare", "harbour tunnel", "Orla Venn", "--home", home)

    assert done.returncode == 2
    assert "two holders" in done.stderr


def test_a_timeline_has_the_shape_that_scripts_rely_on(run: Run, home: Path) -> None:
    found = json.loads(run("timeline", "harbour tunnel", "--holder", "Orla Venn", "--home", home, "--json").stdout)

    assert found.keys() == {"id", "issue", "error", "holder", "statements", "undated", "changes", "citations", "searched"}
    assert [(s["date"], s["stance"]) for s in found["statements"]] == [("2025-03-10", "supports"), ("2025-10-02", "opposes")]
    assert all(s.keys() == {"date", "stance", "condition", "statement"} for s in found["statements"])
    (change,) = found["changes"]
    assert (change["from"], change["to"]) == ("supports", "opposes")
    assert change["statement_before"] == found["statements"][0]["statement"]["statement_id"]


def test_a_person_reads_what_differs_with_both_sentences(run: Run, home: Path) -> None:
    printed = run("timeline", "harbour tunnel", "--holder", "Orla Venn", "--home", home).stdout

    assert "2025-03-10, earliest in these articles" in printed
    assert "opposes [2] differs from supports [1]" in printed
    assert "changed" not in printed


def test_a_timeline_without_a_statement_says_so_of_these_articles(run: Run, home: Path) -> None:
    done = run("timeline", "harbour tunnel", "--holder", "Ida Brandt", "--home", home)

    assert done.returncode == 0
    assert "Ida Brandt: no statement found in these three articles (one names this holder)." in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("positions", "harbour tunnel"),
        ("compare", "harbour tunnel", "Orla Venn", "Tam Roake"),
        ("timeline", "tunnel", "--holder", "Orla Venn"),
    ],
    ids=["positions", "compare", "timeline"],
)
def test_a_spreadsheet_gets_each_cited_sentence_as_text(run: Run, home: Path, words: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(StringIO(run(*words, "--home", home, "--format", "csv").stdout)))

    by_number = {row["number"]: row for row in rows if row["source"] == "spring"}
    assert all(any(row["sentence"] in article["text"] for article in ARTICLES) for row in by_number.values())
    assert {row["title"] for row in by_number.values()} == {"'=SUM(1;2)"}
    assert all(row["link"].startswith("https://courier.example/spring#:~:text=") for row in by_number.values())


def test_a_note_gets_a_table(run: Run, home: Path) -> None:
    lines = run("timeline", "harbour tunnel", "--holder", "Orla Venn", "--home", home, "--format", "markdown").stdout.splitlines()

    assert lines[0].startswith("| holder | stance |")
    assert "differs from [1]" in lines[3]


def test_an_unknown_format_is_the_users_to_fix(run: Run, home: Path) -> None:
    assert run("positions", "harbour tunnel", "--home", home, "--format", "xlsx").returncode == 2


def test_a_search_finds_only_sentences_of_the_holder(run: Run, home: Path) -> None:
    found = json.loads(run("search", "harbour tunnel", "--holder", "Roake", "--home", home, "--json").stdout)

    assert [s["text"] for s in found["sentences"]] == ["“We oppose the harbour tunnel,” Tam Roake said."]
    assert {p["source_id"] for p in found["passages"]} == {"spring"}


def test_a_question_set_filters_by_holder_too(run: Run, home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "What about the harbour tunnel?", "filters": {"holder": "Tam Roake"}}\n'
        '{"id": "b", "question": "What about the harbour tunnel?", "filters": {"holder": "Zelda Quist"}}\n'
    )

    named, unknown = [json.loads(line) for line in run("ask", "--questions", questions, "--home", home).stdout.splitlines()]

    assert {c["text"] for c in named["citations"]} <= {"“We oppose the harbour tunnel,” Tam Roake said."}
    assert (unknown["status"], unknown["evidence"]) == ("abstained", [])


def test_corrected_holders_survive_an_ingest_and_a_rebuild(run: Run, tmp_path: Path) -> None:
    home = taken_in(tmp_path, run)

    def listed() -> dict[str, list[str]]:
        printed = run("holders", "list", "bran", "--home", home, "--json").stdout
        return {one["holder"]: one["aliases"] for one in json.loads(printed)["holders"]}

    before = listed()
    assert run("holders", "merge", "Brand", "Ida Brandt", "--home", home).returncode == 0
    assert run("holders", "rename", "Ida Brandt", "Ida Brandt-Oster", "--home", home).returncode == 0
    assert run("ingest", tmp_path / "articles.jsonl", "--home", home).returncode == 0
    assert run("rebuild", "--home", home).returncode == 0
    assert listed() == {"Ida Brandt-Oster": ["Brand", "Ida Brandt"]}
    exported = [
        json.loads(line) for line in run("export", "--source-id", "choir", "--with", "statements", "--home", home).stdout.splitlines()
    ]
    assert [(s["holder"]["text"], s["holder"]["name"]) for s in exported[0]["statements"]] == [
        ("Ida Brandt", "Ida Brandt-Oster"),
        ("Mr. Brand", "Ida Brandt-Oster"),
    ]

    assert run("holders", "split", "Brand", "--home", home).returncode == 0
    assert set(listed()) == {"Ida Brandt-Oster", "Brand"}
    for name in ("Ida Brandt-Oster", "Brand"):
        assert run("holders", "reset", name, "--home", home).returncode == 0
    assert listed() == before


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "Zelda Quist", "Orla Venn"),
        ("rename", "Orla Venn", "Tam Roake"),
        ("split", "Zelda"),
        ("reset", "Orla Venn"),
        ("merge", "Venn", "Venn"),
    ],
    ids=lambda words: words[0],
)
def test_what_cannot_be_corrected_so_is_the_users_to_fix(run: Run, home: Path, words: tuple[str, ...]) -> None:
    assert run("holders", *words, "--home", home).returncode == 2
