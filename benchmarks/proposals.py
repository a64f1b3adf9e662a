"""What a model's proposals can do: hand-marked attributions proposed as they are, and with another name of the sentence as holder.

    python -m benchmarks.proposals --data DIR [--sample N] [--seed N] [--show N]

DIR holds ``polnear.docs.jsonl`` and ``polnear.dev.jsonl``. The first figures are the ceiling of ``ONRECORD_STATEMENTS=model``: what
becomes of the proposals of a reader who marks what people marked, and recall and precision of statements (content F1 >= .5 of
tokens, as the measure of attributions pairs them greedily) by rules and with them. The second are its safety: a statement that a
swapped holder gets in is wrong where neither its printed words nor the name resolved for it are those of the people's source.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.models import Article, Metadata, Sentence, Statement, article_id, text_version
from ingest.sentences import sentences_of
from ingest.statements import Found, statements_of, statements_with, to_be_proposed_from
from ingest.statements.proposals import Proposal

Record = dict[str, Any]
_NAME = re.compile(r"(?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SWAPS = 25  # at most, of one article
_ALIKE = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the articles of the development half, or a sample of them."""
    parser = argparse.ArgumentParser(description="What a model's proposals can do.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--sample", type=int, default=40, help="articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="wrong statements to print")
    given = parser.parse_args(arguments)
    marked: dict[str, list[Record]] = {}
    for record in _lines(given.data / "polnear.dev.jsonl"):
        if record["kind"] == "who_said":
            marked.setdefault(record["doc_ids"][0], []).append(record)
    shuffled = random.Random(given.seed)
    names = sorted(marked)
    shuffled.shuffle(names)
    wanted = set(names[: given.sample])
    became, swapped, scores = Counter[str](), Counter[str](), Counter[str]()
    for document in _lines(given.data / "polnear.docs.jsonl"):
        if document["doc_id"] in wanted:
            article, records = _article(document), marked[document["doc_id"]]
            sentences = sentences_of(article)
            numbered = to_be_proposed_from(article, sentences)
            proposals = [p for record in records if (p := _proposal(article, numbered, record))]
            found = statements_with(article, sentences, proposals)
            became.update(_outcome(found))
            scores.update(_pairs(article, records, statements_of(article, sentences), "rules"))
            scores.update(_pairs(article, records, found.statements, "with"))
            swaps = [swap for record in records for swap in _swaps(article, numbered, record)]
            shuffled.shuffle(swaps)
            for source, proposal in swaps[:_SWAPS]:
                found = statements_with(article, sentences, [proposal])
                swapped.update(tried=1, **_outcome(found))
                if found.added and not _is_of(source, added := next(s for s in found.statements if s.made_by == "model")):
                    swapped["wrong"] += 1
                    if swapped["wrong"] <= given.show:
                        print(f"wrong: {source!r}, given to {added.holder}: {[c.text for c in added.content]}")
    print(f"proposed as marked: {dict(became)}")
    for which in ("rules", "with"):
        right, gold, made = (scores[f"{which} {what}"] for what in ("right", "gold", "made"))
        print(f"statements, {'by rules' if which == 'rules' else 'with these'}: precision {right / made:.3f}, recall {right / gold:.3f}")
    print(f"holder swapped: {dict(swapped)}")
    return 0


def _outcome(found: Found) -> dict[str, int]:
    return {"added": found.added, "known": found.known, "conflicts": found.conflicts, "refused": found.refused}


def _proposal(article: Article, sentences: Sequence[Sentence], record: Record, holder: str | None = None) -> Proposal | None:
    """Return a record as a proposal, its holder by default the one marked in the sentence of the cue."""
    cues, sources = record["meta"]["cue_spans"], record["meta"]["source_spans"]
    by = _sentence(sentences, (cues or sources or record["evidence"])[0]["start"])
    if by is None:
        return None
    cue = [span for span in cues if by.start <= span["start"] < by.end]
    inside = [span for span in sources if by.start <= span["start"] < by.end]
    named = article.text[inside[0]["start"] : inside[-1]["end"]] if inside else None
    content = [
        (s.index, article.text[max(s.start, span["start"]) : min(s.end, span["end"])])
        for span in record["evidence"]
        for s in sentences
        if s.start < span["end"] and span["start"] < s.end
    ]
    words = article.text[cue[0]["start"] : cue[-1]["end"]] if cue else ""
    return Proposal(by.index, holder or named, words, tuple(content))


def _swaps(article: Article, sentences: Sequence[Sentence], record: Record) -> Iterator[tuple[str, Proposal]]:
    """Yield a record with each other name of its sentence as holder, and the source that people marked."""
    as_marked = _proposal(article, sentences, record)
    sources = record["meta"]["source_spans"]
    if as_marked is None or not sources:
        return
    source = article.text[sources[0]["start"] : sources[-1]["end"]]
    sentence = next(s for s in sentences if s.index == as_marked.by)
    for name in sorted({re.sub("[’']s?$", "", found) for found in _NAME.findall(sentence.text)}):
        if name not in source and name.split()[-1] not in source and (swap := _proposal(article, sentences, record, name)):
            yield source, swap


def _is_of(source: str, statement: Statement) -> bool:
    holder = statement.holder
    if holder is None:
        return False
    return holder.text in source or source in holder.text or (holder.name is not None and holder.name.split()[-1] in source)


def _pairs(article: Article, records: Sequence[Record], statements: Sequence[Statement], which: str) -> dict[str, int]:
    """Count marked contents, statements, and pairs of one each that share most of their words."""
    places = [(m.start(), m.end()) for m in _TOKEN.finditer(article.text)]

    def tokens(spans: Sequence[tuple[int, int]]) -> set[int]:
        return {i for i, (a, b) in enumerate(places) if any(a < end and start < b for start, end in spans)}

    gold = [tokens([(s["start"], s["end"]) for s in record["evidence"]]) for record in records]
    made = [tokens([(s.start, s.end) for s in statement.content]) for statement in statements]
    alike = sorted(
        ((2 * len(g & p) / (len(g) + len(p)), i, j) for i, g in enumerate(gold) for j, p in enumerate(made) if g & p), reverse=True
    )
    taken: set[int] = set()
    given: set[int] = set()
    for score, i, j in alike:
        if score >= _ALIKE and i not in given and j not in taken:
            given.add(i)
            taken.add(j)
    return {f"{which} right": len(given), f"{which} gold": len(gold), f"{which} made": len(made)}


def _sentence(sentences: Sequence[Sentence], place: int) -> Sentence | None:
    return next((s for s in sentences if s.start <= place < s.end), None)


def _article(document: Record) -> Article:
    name, text = document["doc_id"], document["text"]
    known = Metadata(document.get("title"), outlet=document.get("source"), published=document.get("date"))
    return Article(name, article_id(name), text_version(text), text, known, "")


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    raise SystemExit(main())
