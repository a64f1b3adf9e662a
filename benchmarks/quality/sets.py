"""Labelled sets as articles and question sets: what `onrecord ingest` and `onrecord eval run` read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]

SETS = ("squad2_dev", "clapnq_dev", "newsalign")


def records_of(folder: Path, name: str, sample: int | None) -> list[Record]:
    """Return the records of a set: all, or the ``sample`` whose ids hash lowest, in the order of the file."""
    records = _read(folder / f"{name}.dev.jsonl")
    if sample is None or sample >= len(records):
        return records
    ranked = sorted(records, key=lambda record: hashlib.sha256(record["id"].encode()).hexdigest())
    chosen = {record["id"] for record in ranked[:sample]}
    return [record for record in records if record["id"] in chosen]


def articles_of(folder: Path, name: str) -> Iterator[Record]:
    """Yield the articles of a set, for `onrecord ingest`: a document with paragraphs becomes one article a paragraph."""
    for document in _read(folder / f"{name}.docs.jsonl"):
        known = {ours: document[theirs] for theirs, ours in (("title", "title"), ("source", "outlet")) if document.get(theirs)}
        for start, end in document.get("paragraphs") or [(0, len(document["text"]))]:
            yield {"id": _article(document, start, end), "text": document["text"][start:end], **known}


def questions_of(folder: Path, name: str, records: Sequence[Record]) -> Iterator[Record]:
    """Yield a line of a question set for each record; questions about one document or event are one group."""
    documents = {document["doc_id"]: document for document in _read(folder / f"{name}.docs.jsonl")}
    for record in records:
        gold = [_gold(documents[span["doc_id"]], span) for span in record["evidence"]] if record["answerable"] else []
        yield {
            "id": record["id"],
            "question": record["question"],
            "answerable": record["answerable"],
            "gold": gold,
            "alternatives": _alternatives(record, len(gold)),
            "nuggets": record["answers"][:1],  # the others are the same answer in other words
            "group": record["group"],
        }


def write_lines(path: Path, rows: Iterator[Record]) -> Path:
    """Write rows as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _article(document: Record, start: int, end: int) -> str:
    return f"{document['doc_id']}@{start}-{end}" if document.get("paragraphs") else str(document["doc_id"])


def _gold(document: Record, span: Record) -> Record:
    """The span in the article that has it: the offsets of a paragraph's article begin at the paragraph."""
    for start, end in document.get("paragraphs") or [(0, len(document["text"]))]:
        if start <= span["start"] and span["end"] <= end:
            place = {"start": span["start"] - start, "end": span["end"] - start}
            return {"source": _article(document, start, end), "quote": span["text"], **place}
    raise ValueError(f"{document['doc_id']}: no paragraph has characters {span['start']} to {span['end']}.")


def _alternatives(record: Record, n: int) -> list[list[int]]:
    """Sets of gold that suffice: as labelled, or any single one where the spans say the same, or (none named) all together."""
    labelled = [chosen for chosen in record.get("evidence_alternatives") or [] if chosen]
    return labelled or ([[i] for i in range(n)] if record["kind"] == "extractive_qa" else [])


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
