"""``onrecord positions``, and ``ask`` about positions: what scripts read, and what a person reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ui.cli.conftest import Run

ARTICLES = (
    {
        "id": "plan",
        "text": "Mayor Orla Venn supports the harbour tunnel and told the council so on Monday.\n\n"
        "“The tunnel is the only crossing that makes sense,” Orla Venn said. Her rival Tam Roake said that Venn would sell the ferry.",
        "title": "Mayor for tunnel",
        "outlet": "Ellery Courier",
        "published": "2025-05-14",
        "kind": "news",
    },
    {
        "id": "reply",
        "text": "Tam Roake opposes the harbour tunnel.\n\n“We will not pay for this tunnel,” Tam Roake said. Ida Brandt, the port's head, "
        "said that the choir had sung well.",
        "title": "Roake against tunnel",
        "outlet": "Dorrow Post",
        "published": "2025-06-02",
        "kind": "news",
    },
    {
        "id": "joke",
        "text": "Ida Brandt said that she supports the harbour tunnel, since moles need homes.",
        "title": "Half a tunnel",
        "outlet": "Ellery Courier",
        "published": "2025-06-03",
        "kind": "satire",
    },
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("positions")
    articles = folder / "articles.jsonl"
    articles.write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    assert run("ingest", articles, "--home", folder / "home").returncode == 0
    return folder / "home"


def test_positions_has_the_shape_that_scripts_rely_on(run: Run, home: Path) -> None:
    report = json.loads(run("positions", "harbour tunnel", "--home", home, "--json").stdout)

    signed = {"model", "host", "prompt", "usage", "invalid_markers"}
    assert report.keys() == {"id", "issue", "error", "positions", "citations", "searched", "named", *signed}
    position = next(p for p in report["positions"] if p["holder"] == "Orla Venn")
    assert position.keys() == {
        *("holder", "proposal", "stance", "leans", "condition", "summary", "first_seen", "last_seen", "origins", "about"),
        *("statements", "changes", "side", "label", "other_label", "proposals", "read_by", "carried_by", "set_aside"),
    }
    keys = {"statement_id", "citations", "content", "voice", "as_of", "speaker", "reported_by", "also_in"}
    assert all(s.keys() == keys for s in position["statements"])


def test_each_holder_has_the_stance_of_their_own_sentences(run: Run, home: Path) -> None:
    report = json.loads(run("positions", "harbour tunnel", "--home", home, "--json").stdout)

    stances = {p["holder"]: p["stance"] for p in report["positions"] if p["statements"]}
    assert (stances["Orla Venn"], stances["Tam Roake"]) == ("supports", "opposes")
    assert "Ida Brandt" not in stances  # a joke is no evidence


def test_a_sentence_is_cited_as_it_stands_in_its_article(run: Run, home: Path) -> None:
    report = json.loads(run("positions", "harbour tunnel", "--home", home, "--json").stdout)

    texts = {article["id"]: article["text"] for article in ARTICLES}
    assert report["citations"]
    assert all(texts[c["source_id"]][c["start"] : c["end"]] == c["text"] for c in report["citations"])


def test_a_holder_without_a_statement_is_said_to_have_none_in_these_articles(run: Run, home: Path) -> None:
    done = run("positions", "harbour tunnel", "--holder", "Ida Brandt", "--home", home)

    assert done.returncode == 0
    printed = " ".join(done.stdout.split())
    assert "No statement found in these three articles. This says nothing about anyone’s views." in printed
    assert "Ida Brandt no statement found in these three articles (two name this holder)" in printed


def test_only_articles_that_were_searched_are_said_to_name_a_holder(run: Run, home: Path) -> None:
    done = run("positions", "harbour tunnel", "--holder", "Ida Brandt", "--outlet", "Dorrow Post", "--home", home)

    assert "Ida Brandt no statement found in this one article (it names this holder)" in " ".join(done.stdout.split())


def test_a_person_reads_holder_stance_and_sentence(run: Run, home: Path) -> None:
    printed = run("positions", "harbour tunnel", "--holder", "Tam Roake", "--home", home).stdout

    assert "Tam Roake   opposes   one occasion" in printed
    assert "label from: will not [2]" in printed
    assert "quoted: “We will not pay for this tunnel,” [" in printed


def test_people_whom_the_articles_only_name_are_listed_where_everybody_is_asked_for(run: Run, home: Path) -> None:
    everybody = json.loads(run("positions", "harbour tunnel", "--home", home, "--json").stdout)
    one = json.loads(run("positions", "harbour tunnel", "--holder", "Tam Roake", "--home", home, "--json").stdout)

    assert (everybody["named"], one["named"]) == (["Ida Brandt"], [])


def test_what_the_outlet_says_of_a_holder_is_narrated(run: Run, home: Path) -> None:
    report = json.loads(run("positions", "harbour tunnel", "--holder", "Orla Venn", "--home", home, "--json").stdout)

    (venn,) = report["positions"]
    assert {s["voice"] for s in venn["statements"]} == {"narrated", "direct"}


def test_what_the_outlet_says_of_a_holder_is_shown_as_its_account(run: Run, home: Path) -> None:
    printed = " ".join(run("positions", "harbour tunnel", "--holder", "Orla Venn", "--home", home).stdout.split())

    assert "the outlet’s account: Mayor Orla Venn supports the harbour tunnel" in printed


def test_a_stance_that_only_the_outlet_tells_is_said_to_be_by_its_account(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "plan.txt"
    article.write_text("Mayor Orla Venn opposes the harbour tunnel.\n", encoding="utf-8")
    assert run("ingest", article, "--home", tmp_path / "home").returncode == 0

    printed = run("positions", "harbour tunnel", "--holder", "Orla Venn", "--home", tmp_path / "home").stdout

    assert "Orla Venn   opposes, by the outlet’s account" in printed


def test_an_answer_about_a_position_cites_only_the_holders_own_statements(run: Run, home: Path) -> None:
    answer = json.loads(run("ask", "Where does Orla Venn stand on the harbour tunnel?", "--home", home, "--json").stdout)

    assert (answer["status"], [p["stance"] for p in answer["positions"]]) == ("answered", ["supports"])
    assert {c["speaker"] for c in answer["citations"]} == {"Orla Venn"}
    assert all("Roake" not in c["text"] for c in answer["citations"])


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Where does Zelda Quist stand on the harbour tunnel?", "no_such_holder"),
        ("Where does Ida Brandt stand on the harbour tunnel?", "holder_without_issue"),
    ],
)
def test_an_answer_that_there_is_none_says_why_and_shows_the_nearest(run: Run, home: Path, question: str, code: str) -> None:
    answer = json.loads(run("ask", question, "--home", home, "--json").stdout)

    assert (answer["status"], answer["reason"]["code"], answer["citations"]) == ("abstained", code, [])
    assert answer["evidence"]


def test_other_questions_have_no_positions(run: Run, home: Path) -> None:
    answer = json.loads(run("ask", "When did the mayor tell the council about the tunnel?", "--home", home, "--json").stdout)

    assert answer["positions"] is None


def test_a_question_file_gives_a_line_of_json_each(run: Run, home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "a", "question": "harbour tunnel"}\n{"id": "b", "question": "Who opposes the harbour tunnel?"}\nno\n')

    lines = [json.loads(line) for line in run("positions", "--questions", questions, "--home", home).stdout.splitlines()]

    assert [(line["id"], line["issue"], line["error"] is None) for line in lines] == [
        ("a", "harbour tunnel", True),
        ("b", "the harbour tunnel", True),
        (None, "", False),
    ]


def test_no_issue_is_the_users_to_fix(run: Run, home: Path) -> None:
    assert run("positions", "--home", home).returncode == 2
