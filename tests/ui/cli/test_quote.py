"""``onrecord quote``: what scripts read, and what a person reads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ui.cli.conftest import ARTICLES, Run


def test_quote_has_the_shape_that_scripts_rely_on(run: Run, home: Path) -> None:
    found = json.loads(run("quote", "We will not sell the ferry", "--home", home, "--json").stdout)

    assert found.keys() == {"words", "error", "forms", "left_out", "citations", "searched"}
    (form,) = found["forms"]
    assert form.keys() == {"text", "start", "end", "match", "likeness", "quoted", "differs", "lacks", "citations", "also_in"}
    assert ARTICLES[0]["text"][form["start"] : form["end"]] == form["text"] == "We will not sell the ferry"
    assert (form["match"], form["quoted"], found["citations"][0]["speaker"]) == ("exact", True, "Orla Venn")


def test_a_person_reads_the_words_as_printed_with_what_differs_marked_below(run: Run, home: Path) -> None:
    lines = run("quote", "We will never sell the ferry", "--home", home).stdout.splitlines()

    at = next(n for n, line in enumerate(lines) if "“We will not sell the ferry" in line)
    words, marks = lines[at], lines[at + 1]
    assert words[marks.index("^") : marks.rindex("^") + 1] == "not"
    assert "lacks: never" in lines[at + 2]
    assert any("Ellery Courier · 2025-05-14 · Orla Venn, in quoted words" in line for line in lines)


def test_words_that_no_article_has_are_said_to_be_missing_from_these_articles(run: Run, home: Path) -> None:
    done = run("quote", "Buy seven trains at once", "--home", home)

    assert done.returncode == 0
    assert "not in these articles" in done.stdout


def test_a_single_word_is_the_users_to_fix(run: Run, home: Path) -> None:
    done = run("quote", "ferry", "--home", home)

    assert done.returncode == 2
    assert "two words" in done.stderr
