"""Read the labelled sets that weights are fitted on, and put their articles into homes of their own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.embed import Encoder
from ingest.models import LoadedArticle, Metadata, Passage, Sentence
from ingest.pipeline import ingest
from ingest.store.home import Home, open_home

Record = dict[str, Any]
SETS = ("squad2_dev", "clapnq_dev", "newsalign")
_PART = re.compile(r"^(.*)@(\d+)-(\d+)$")  # a paragraph that is an article by itself: document@start-end


@dataclass(frozen=True)
class Place:
    """Characters [start, end) of a document."""

    document: str
    start: int
    end: int

    def hits(self, gold: Place) -> bool:
        """Whether the two share at least half of the shorter; a place of over 1,000 characters hits nothing."""
        shared = min(self.end, gold.end) - max(self.start, gold.start)
        shorter = min(self.end - self.start, gold.end - gold.start)
        return self.document == gold.document and shared > 0 and 2 * shared >= shorter and self.end - self.start <= 1000


def place(found: Passage | Sentence, source_id: str) -> Place:
    """Return where a passage or sentence of an article lies in the document that the article was made from."""
    part = _PART.match(source_id)
    shift = int(part[2]) if part else 0
    return Place(part[1] if part else source_id, found.start + shift, found.end + shift)


def gold_places(record: Record) -> list[Place]:
    """Return the record's gold spans."""
    return [Place(span["doc_id"], span["start"], span["end"]) for span in record["evidence"]]


def is_gold_passage(at: Place, record: Record) -> bool:
    """Whether the middle of a passage lies in the record's gold paragraph, or in its gold document where paragraphs are not told."""
    unit = record.get("meta", {}).get("paragraph")
    return at.document in {e["doc_id"] for e in record["evidence"]} and (unit is None or unit[0] <= (at.start + at.end - 1) // 2 < unit[1])


def sufficient_sets(record: Record) -> list[list[int]]:
    """Return sets of gold spans each of which suffices, by index."""
    if record.get("evidence_alternatives"):
        return [chosen for chosen in record["evidence_alternatives"] if chosen]
    every = list(range(len(record["evidence"])))
    return [[i] for i in every] if record["kind"] == "extractive_qa" else [every]


def records(data: Path, name: str, n: int | None = None) -> list[Record]:
    """Return the records of a set; at most n of those with and n of those without an answer, by the hash of their ids."""
    rows = [json.loads(line) for line in (data / f"{name}.dev.jsonl").open(encoding="utf-8")]
    rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    answered = [row for row in rows if row["answerable"] and row["evidence"]]
    return answered[:n] + [row for row in rows if row["answerable"] is False][:n]


def fold_of(record: Record, n: int = 5) -> int:
    """Return the fold of a record; records of one group (an article, an event) share it."""
    return int(hashlib.sha256(str(record["group"]).encode()).hexdigest(), 16) % n


def home_of(data: Path, name: str, homes: Path, encoder: Encoder) -> Home:
    """Return an open home with the articles of a set; making it takes a minute or two the first time."""
    home = open_home(homes / name, encoder, own=False, workers=1)
    ingest(home, _articles(data, name), encoder, workers=2)
    return home


def _articles(data: Path, name: str) -> Iterator[LoadedArticle]:
    for line in (data / f"{name}.docs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        metadata = Metadata(title=row.get("title"), outlet=row.get("source"), published=row.get("date"))
        for start, end in row.get("paragraphs") or [(None, None)]:
            source = row["doc_id"] if start is None else f"{row['doc_id']}@{start}-{end}"
            yield LoadedArticle(source, row["text"][start:end], metadata)
