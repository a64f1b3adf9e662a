"""Replies that readers wrote to real prompts, with the evidence they saw: replayed, an answer's checks meet real prose."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.models import Article, Metadata, Sentence
from qa.extractive import ExtractiveAnswerer
from qa.llm import Ending
from qa.model_answer import ModelAnswerer
from qa.models import Answer, Evidence, Found, Question, Searched, Spoken, Turn
from qa.prompt import load_prompt
from qa.request import DECLINED, FIELDS, write_request
from qa.settings import Settings
from qa.tokens import estimate
from qa.verify import restore_quotations, verify
from tests.fakes_answers import ToldModel
from tests.server import script

SECRET = b"s" * 32
PROMPT = load_prompt(Settings.model_fields["prompt"].default, FIELDS, [DECLINED])
REPAIR = load_prompt("repair_v1", (), [DECLINED])
_OF_METADATA = ("title", "outlet", "author", "published", "kind")
_OF_SENTENCE = ("index", "start", "end", "text", "paragraph", "role")


@dataclass(frozen=True)
class Recorded:
    """A question with the evidence found for it, and the replies by reader; ``<n>`` is the n-th label as the prompt prints them.

    ``answerable``: whether the articles answer the question; None where that may be seen either way.
    """

    id: str
    found: Found
    answerable: bool | None
    replies: Mapping[str, str]

    def answer(self, reader: str, pool: Executor) -> Answer:
        """Put a reply through the checks, in pieces as a model sends it."""
        request = write_request(self.found, PROMPT, SECRET, estimate, 3000)
        assert request is not None
        reply = script.labelled(self.replies[reader], request.text)
        pieces = [reply[i : i + 7] for i in range(0, len(reply), 7)]
        return asyncio.run(_answer(ToldModel([*pieces, Ending("complete")]), self.found, pool))

    def to_line(self) -> str:
        """Return it as a line of JSON."""
        articles: list[Article] = []
        for e in self.found.evidence:
            if e.article not in articles:
                articles.append(e.article)
        question = self.found.question
        row = {
            "id": self.id,
            "question": question.text,
            "today": question.today,
            "history": [[turn.question, turn.text] for turn in question.history],
            "answerable": self.answerable,
            "articles": [[a.source_id, a.article_id, a.version, {f: getattr(a.metadata, f) for f in _OF_METADATA}] for a in articles],
            "evidence": [
                {
                    "article": articles.index(e.article),
                    "sentence": _of_sentence(e.sentence),
                    "before": _of_sentence(e.before) if e.before else None,
                    "spoken": [e.spoken.speaker, e.spoken.as_printed, e.spoken.voice] if e.spoken else None,
                }
                for e in self.found.evidence
            ],
            "replies": dict(self.replies),
        }
        return json.dumps(row, ensure_ascii=False)


def read_recorded(path: Path) -> Iterator[Recorded]:
    """Yield the records of a file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        articles = [Article(s, a, v, "", Metadata(**metadata), "2031-01-01T00:00:00Z") for s, a, v, metadata in row["articles"]]
        history = tuple(Turn(*turn) for turn in row["history"])
        question = Question(row["question"], row["id"], history, today=row["today"])
        evidence = tuple(_evidence(e, articles[e["article"]], rank) for rank, e in enumerate(row["evidence"], start=1))
        found = Found(question, (), evidence, 0.9, Searched(articles=len(articles)), 1.0)
        yield Recorded(row["id"], found, row["answerable"], row["replies"])


def with_numbers(reply: str, request: str) -> str:
    """Write the labels of a reply as ``<n>``."""
    for number, label in enumerate(script.LABEL.findall(request), start=1):
        reply = reply.replace(label, f"<{number}>")
    return reply


def without_texts(found: Found) -> Found:
    """Return what a record keeps of what was found: no article's text, no signals, no copies."""
    return replace(
        found, evidence=tuple(replace(e, article=replace(e.article, text="", layout=()), signals=(), copies=()) for e in found.evidence)
    )


def _of_sentence(sentence: Sentence) -> list[Any]:
    return [sentence.sentence_id, *(getattr(sentence, field) for field in _OF_SENTENCE)]


def _evidence(row: Mapping[str, Any], article: Article, rank: int) -> Evidence:
    def sentence(values: list[Any]) -> Sentence:
        known = dict(zip(_OF_SENTENCE, values[1:], strict=True))
        return Sentence(values[0], article.article_id, article.version, **known)

    before, spoken = row["before"], row["spoken"]
    return Evidence(
        sentence(row["sentence"]),
        article,
        "p",
        rank,
        1 / rank,
        before=sentence(before) if before else None,
        spoken=Spoken(*spoken) if spoken else None,
    )


async def _answer(model: ToldModel, found: Found, pool: Executor) -> Answer:
    stand_in = ExtractiveAnswerer(verify, pool, threshold=0.5, margin=0.5)
    answerer = ModelAnswerer(model, PROMPT, REPAIR, SECRET, verify, restore_quotations, stand_in, estimate, 3000, 30.0, pool)
    events = [event async for event in answerer.stream(found)]
    assert isinstance(events[-1], Answer)
    return events[-1]
