"""What readers wrote to the prompt over the demo articles, put through the checks: a careful reader's proposals and a sloppy one's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.load import load_paths
from ingest.models import Article, LoadedArticle, Statement, article_id, text_version
from ingest.sentences import sentences_of
from ingest.statements import Found, statements_of, statements_with
from qa.proposed_reply import read_reply

ROOT = Path(__file__).parents[3]
RECORDS = [json.loads(line) for line in (ROOT / "tests" / "fixtures" / "statements.jsonl").read_text("utf-8").splitlines()]
IDS = [f"{record['article'].removesuffix('.md')}, {record['reader']}" for record in RECORDS]


def replayed(record: dict[str, str]) -> tuple[Article, tuple[Statement, ...], Found]:
    """The article, its statements by rules, and those with the proposals of the reply."""
    (loaded,) = load_paths([ROOT / "examples" / "articles" / record["article"]])
    assert isinstance(loaded, LoadedArticle)
    name, text = loaded.source_id, loaded.text
    article = Article(name, article_id(name), text_version(text), text, loaded.metadata, "", loaded.layout)
    sentences = sentences_of(article)
    reply = read_reply(record["reply"])
    assert reply is not None
    return article, statements_of(article, sentences), statements_with(article, sentences, reply.proposals)


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_the_statements_of_the_rules_stay_and_every_span_is_verbatim(record: dict[str, str]) -> None:
    article, by_rules, found = replayed(record)

    assert tuple(s for s in found.statements if s.made_by == "rules") == by_rules
    for s in found.statements:
        spans = (*s.cue, *s.content, *([s.holder] if s.holder else []))
        assert all(article.text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("record", [r for r in RECORDS if r["reader"] == "sloppy"], ids=[i for i in IDS if "sloppy" in i])
def test_a_sloppy_reader_puts_no_word_into_a_mouth(record: dict[str, str]) -> None:
    _, _, found = replayed(record)

    assert found.added == 0
    assert found.conflicts + found.refused >= 5


def test_a_careful_reader_mostly_finds_what_the_rules_find_and_adds_the_rest() -> None:
    found = [replayed(record)[2] for record in RECORDS if record["reader"] == "careful"]
    added = [s for f in found for s in f.statements if s.made_by == "model"]

    assert sum(f.known for f in found) > 4 * sum(f.conflicts + f.refused for f in found)
    assert {s.holder.text for s in added if s.holder} == {"the port authority", "the port authority, whose plan"}
