"""Read claims with their evidence and labels, as the verifier is measured: gold sentences, or every sentence of the cited page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

POSITIVE = ("supported", "attributable", "Yes")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')\]]*\s+|\n+")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her his in is it its of on or she that the their they this to was were "
        "which who will with",
    )
)


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, its evidence, whether people judged it supported, and the group that it is split by."""

    set_name: str
    claim: str
    evidence: tuple[str, ...]
    is_supported: bool
    group: str


def read_claims(data: Path) -> dict[str, list[LabelledClaim]]:
    """Return the labelled claims of each set."""
    sets = {name: list(_claims(data, name, "gold")) for name in ("wice", "citedqa")}
    sets["attribution"] = list(_claims(data, "attribution", "page"))
    for claim in _claims(data, "qags", "page"):
        sets.setdefault(claim.set_name, []).append(claim)
    return sets


def word_overlap(claim: str, evidence: tuple[str, ...]) -> float:
    """Share of the claim's distinct content words that the evidence has: the plain baseline."""
    wanted = _words(claim)
    return len(wanted & _words(" ".join(evidence))) / len(wanted) if wanted else 0.0


def pair_overlap(claim: str, evidence: tuple[str, ...]) -> float:
    """Share of the claim's neighbouring words that are neighbours in one evidence sentence: the better plain baseline."""
    wanted = _pairs(claim)
    return len(wanted & {p for e in evidence for p in _pairs(e)}) / len(wanted) if wanted else 0.0


def _claims(data: Path, name: str, kind: str) -> Iterator[LabelledClaim]:
    documents = {d["doc_id"]: d for d in _lines(data / f"{name}.docs.jsonl")}
    records = [r for r in _lines(data / f"{name}.dev.jsonl") if r.get("label")]
    usual = round(median([len(r["evidence"]) for r in records if r["evidence"]] or [1]))
    for record in records:
        page = [s for d in record["doc_ids"] for s in _page(documents[d])]
        if kind == "page":
            evidence = page
        elif record["evidence"]:
            spans = sorted(record["evidence"], key=lambda e: (record["doc_ids"].index(e["doc_id"]), e["start"]))
            evidence = [e["text"] for e in spans]
        else:
            best = sorted(range(len(page)), key=lambda i: (-word_overlap(record["question"], (page[i],)), i))[:usual]
            evidence = [page[i] for i in sorted(best)]
        corpus = record["meta"].get("corpus") if name == "qags" else None
        set_name = f"{name} {corpus}" if corpus else name
        yield LabelledClaim(set_name, record["question"], tuple(evidence), record["label"] in POSITIVE, record["group"])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _page(document: dict[str, Any]) -> list[str]:
    if document.get("sentences"):
        return [document["text"][a:b] for a, b in document["sentences"]]
    return [s.strip() for s in _SENTENCE_END.split(document["text"]) if s and s.strip()]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _STOP


def _pairs(text: str) -> set[tuple[str, str]]:
    found = re.findall(r"\w+", text.lower())
    return set(pairwise(found))
