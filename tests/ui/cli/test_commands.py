"""The promises of the command line that scripts rely on: shapes, exit codes, what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.conftest import ARTICLES, Run

FERRY = "How long will the ferry of Port Ellery keep running?"


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_ingest_reports_what_became_of_the_articles_and_a_second_run_writes_nothing(run: Run, articles_file: Path, tmp_path: Path) -> None:
    first = json.loads(run("ingest", articles_file, "--home", tmp_path / "h", "--json").stdout)
    second = json.loads(run("ingest", articles_file, "--home", tmp_path / "h", "--json").stdout)

    assert {key: first[key] for key in ("added", "updated", "unchanged", "rejected", "articles")} == {
        "added": 3, "updated": 0, "unchanged": 0, "rejected": [], "articles": 3,
    }  # fmt: skip
    assert first["sentences"] == 6
    assert first["passages"] == second["passages"] >= 3
    assert (second["added"], second["unchanged"]) == (0, 3)


def test_a_broken_line_is_rejected_with_its_number_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"id": "a", "text": "One sentence."}\nbroken\n{"id": "b", "text": "Another one."}\n', encoding="utf-8")

    done = run("ingest", path, "--home", tmp_path / "h", "--json")

    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert (report["added"], [r["line"] for r in report["rejected"]]) == (2, [2])


def test_an_ingest_of_nothing_but_rejections_exits_with_2(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("broken\n", encoding="utf-8")

    assert run("ingest", path, "--home", tmp_path / "h").returncode == 2


def test_a_missing_path_is_the_users_to_fix(run: Run, tmp_path: Path) -> None:
    done = run("ingest", tmp_path / "absent.txt", "--home", tmp_path / "h")

    assert done.returncode == 2
    assert "absent.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_search_has_the_shape_that_scripts_rely_on(run: Run, home: Path) -> None:
    found = json.loads(run("search", FERRY, "--home", home, "-k", 2, "--json").stdout)

    assert {"id", "question", "error", "passages", "sentences", "ms"} <= found.keys()
    assert len(found["sentences"]) == 2
    best = found["sentences"][0]
    assert {"rank", "score", "sentence_id", "article_id", "version", "source_id", "start", "end", "text"} <= best.keys()
    assert ARTICLES[0]["text"][best["start"] : best["end"]] == best["text"]
    assert "until 2030" in best["text"]
    assert {"rank", "score", "passage_id", "article_id", "version", "source_id", "start", "end", "text"} <= found["passages"][0].keys()
    assert found["ms"].keys() == {"retrieve", "total"}


def test_ask_answers_with_the_sentence_and_its_citation(run: Run, home: Path) -> None:
    answer = json.loads(run("ask", FERRY, "--home", home, "--json").stdout)

    assert answer["status"] == "answered"
    cited = {c["number"]: c for c in answer["citations"]}
    assert "until 2030" in cited[answer["claims"][0]["citations"][0]]["text"]
    for citation in cited.values():
        text = next(a["text"] for a in ARTICLES if a["id"] == citation["source_id"])
        assert text[citation["start"] : citation["end"]] == citation["text"]
    assert f"[{next(iter(cited))}]" in answer["text"]
    assert all("[" not in claim["text"] for claim in answer["claims"])
    assert (answer["host"], answer["answerer"], answer["error"]) == (None, "extractive", None)


def test_ask_has_every_field_that_scripts_rely_on(run: Run, home: Path) -> None:
    answer = json.loads(run("ask", FERRY, "--home", home, "--json").stdout)

    assert {
        "id", "question", "error", "status", "text", "reason", "claims", "citations", "evidence", "answerable", "positions", "searched",
        "answerer", "fallback", "model", "host", "prompt", "usage", "ms",
    } <= answer.keys()  # fmt: skip
    assert {"text", "verdict", "score", "citations", "reasons", "quotations"} <= answer["claims"][0].keys()
    assert {
        "number", "sentence_id", "article_id", "version", "source_id", "start", "end", "text", "paragraph", "role", "title",
        "outlet", "kind", "published", "url", "link", "superseded", "speaker", "voice", "as_of",
    } <= answer["citations"][0].keys()  # fmt: skip
    assert {"articles", "undated", "first", "last", "outlets", "naming"} <= answer["searched"].keys()
    assert {"retrieve", "first_token", "total"} <= answer["ms"].keys()


def test_a_question_that_the_articles_do_not_answer_abstains_with_exit_code_0(run: Run, home: Path) -> None:
    done = run("ask", "Who won the chess championship in Tallow Bay?", "--home", home, "--json")

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["status"] == "abstained"
    assert answer["reason"]["code"] in ("below_threshold", "no_evidence")
    assert (answer["claims"], answer["citations"]) == ([], [])
    assert 0 <= answer["answerable"] < 1


def test_an_empty_home_abstains_and_names_the_command_that_fills_it(run: Run, tmp_path: Path) -> None:
    spoken = run("ask", "Who?", "--home", tmp_path / "h")
    written = json.loads(run("ask", "Who is mayor?", "--home", tmp_path / "h", "--json").stdout)

    assert "onrecord ingest" in spoken.stdout
    assert (written["status"], written["reason"]["code"]) == ("abstained", "empty_home")


def test_a_question_file_gives_one_line_each_in_order_whatever_happens(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        f'{{"id": "1", "question": "{FERRY}"}}\nbroken\n{{"id": "3", "question": "When will the mine open?"}}\n', encoding="utf-8"
    )

    done = run("ask", "--questions", path, "--home", home, "--json")

    answers = rows(done.stdout)
    assert done.returncode == 0
    assert [a["id"] for a in answers] == ["1", None, "3"]
    assert [a["status"] for a in answers] == ["answered", "failed", "answered"]
    assert answers[1]["error"]["remedy"]


def test_filters_leave_out_other_outlets_and_undated_articles(run: Run, home: Path) -> None:
    outlet = json.loads(run("search", FERRY, "--home", home, "--outlet", "Dorrow Post", "--json").stdout)
    dated = json.loads(run("ask", FERRY, "--home", home, "--since", "2025-01-01", "--json").stdout)

    assert {s["source_id"] for s in outlet["sentences"]} == {"mine"}
    assert (dated["searched"]["articles"], dated["searched"]["undated"]) == (2, 1)


def test_a_day_that_is_none_is_refused_with_a_remedy(run: Run, home: Path) -> None:
    done = run("ask", FERRY, "--home", home, "--since", "soon")

    assert done.returncode == 2
    assert "YYYY-MM-DD" in done.stderr


def test_verify_needs_no_home_and_gives_a_line_for_each_claim(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    evidence = ["The bridge cost 40 million crowns, the council said."]
    lines = [
        {"id": "true", "claim": "The bridge cost 40 million crowns, the council said.", "evidence": evidence},
        {"id": "false", "claim": "The bridge cost 45 million crowns, the council said.", "evidence": evidence},
        {"id": "no claim"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    true, false, broken = rows(run("verify", "--claims", path, "--json").stdout)

    assert (true["id"], true["verdict"]) == ("true", "supported")
    assert false["verdict"] != "supported"
    assert [r["code"] for r in false["reasons"]] == ["number"]
    assert broken["error"]["code"] == "bad_line"


def test_export_writes_the_text_as_given_with_true_offsets(run: Run, home: Path) -> None:
    exported = {row["source_id"]: row for row in rows(run("export", "--with", "sentences,passages", "--home", home).stdout)}

    assert {key: row["text"] for key, row in exported.items()} == {a["id"]: a["text"] for a in ARTICLES}
    ferry = exported["ferry"]
    assert {
        "article_id",
        "version",
        "title",
        "outlet",
        "author",
        "published",
        "modified",
        "kind",
        "url",
        "language",
        "fetched",
    } <= ferry.keys()
    assert [ferry["text"][s["start"] : s["end"]] for s in ferry["sentences"]][1].startswith("“We will not sell the ferry,”")
    assert {"sentence_id", "start", "end", "paragraph", "page", "role"} <= ferry["sentences"][0].keys()
    assert ferry["passages"]


def test_export_gives_statements_with_their_holder_and_verbatim_spans(run: Run, home: Path) -> None:
    exported = {row["source_id"]: row for row in rows(run("export", "--with", "statements", "--home", home).stdout)}

    ferry = exported["ferry"]
    quoted = next(s for s in ferry["statements"] if s["voice"] == "direct")
    assert {
        "statement_id", "holder", "cue", "content", "voice", "sentence_ids", "speaker", "reported_by", "venue", "as_of", "made_by",
    } == quoted.keys()  # fmt: skip
    assert quoted["holder"]["name"] == "Orla Venn"
    for statement in ferry["statements"]:
        for span in (statement["holder"], *statement["cue"], *statement["content"]):
            assert ferry["text"][span["start"] : span["end"]] == span["text"]


def test_a_correction_survives_the_next_ingest(run: Run, articles_file: Path, tmp_path: Path) -> None:
    home = tmp_path / "h"
    run("ingest", articles_file, "--home", home)

    edited = run("sources", "edit", "choir", "--outlet", "Ellery Courier", "--published", "3 March 2025", "--home", home)
    run("ingest", articles_file, "--home", home)

    assert edited.returncode == 0, edited.stderr
    shown = json.loads(run("sources", "show", "choir", "--home", home, "--json").stdout)
    assert (shown["outlet"], shown["published"]) == ("Ellery Courier", "2025-03-03")


def test_a_removed_article_is_found_no_more(run: Run, articles_file: Path, tmp_path: Path) -> None:
    home = tmp_path / "h"
    run("ingest", articles_file, "--home", home)

    run("sources", "remove", "ferry", "--home", home)

    found = json.loads(run("search", FERRY, "--home", home, "--json").stdout)
    assert "ferry" not in {s["source_id"] for s in found["sentences"]}


def test_an_unknown_article_is_the_users_to_fix(run: Run, home: Path) -> None:
    done = run("sources", "show", "nowhere", "--home", home)

    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_doctor_passes_on_a_sound_home(run: Run, home: Path) -> None:
    done = run("doctor", "--home", home, "--json")

    assert done.returncode == 0, done.stdout
    assert all(check["is_passed"] for check in json.loads(done.stdout))


def test_an_unknown_setting_in_the_environment_is_refused(run: Run, home: Path) -> None:
    done = run("ask", FERRY, "--home", home, ONRECORD_MODLE="small")

    assert done.returncode == 2
    assert "ONRECORD_MODEL" in done.stderr


@pytest.mark.parametrize(
    "words", [["ask"], ["search"], ["nonsense"], ["ask", FERRY, "-k", "0"]], ids=["no question", "no query", "no command", "k of 0"]
)
def test_wrong_words_exit_with_2_and_no_traceback(run: Run, words: list[str]) -> None:
    done = run(*words)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_key_alone_sends_nothing(run: Run, home: Path) -> None:
    answer = json.loads(run("ask", FERRY, "--home", home, "--json", OPENAI_API_KEY="sk-invented").stdout)

    assert (answer["answerer"], answer["host"], answer["model"]) == ("extractive", None, None)


def test_a_one_shot_question_imports_no_gradio_and_no_index(home: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "OPENAI_"))}
    environ = clean | {"XDG_STATE_HOME": str(tmp_path), "PYTHONPROFILEIMPORTTIME": "1"}
    command = [sys.executable, "-m", "onrecord", "ask", FERRY, "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=Path(__file__).parents[3], env=environ)

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert done.returncode == 0
    assert "until 2030" in done.stdout
    assert "qa.retrieve" in imported
    assert not imported & {"gradio", "chromadb", "openai", "langchain_openai", "trafilatura", "pypdf", "docx"}
