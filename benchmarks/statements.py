"""Who said what: speed over any articles, and figures against hand-marked attributions.

    python -m benchmarks.statements PATH…                          articles a second, on one core
    python -m benchmarks.statements --data DIR [--measure FILE]    the figures on DIR/polnear and DIR/basil too

DIR holds ``polnear.docs.jsonl``, ``polnear.dev.jsonl``, ``basil.docs.jsonl`` and ``basil.dev.jsonl``; where it is missing, that is
said and nothing is measured. FILE is the measure of attributions, by default ``../measure/attribution.py`` beside DIR; it
prints its own table. ``--sample N`` takes every so many-th article so that about N remain.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.load import load_paths
from ingest.models import Article, LoadedArticle, Metadata, Statement, article_id, text_version
from ingest.sentences import sentences_of
from ingest.statements import statements_of

Record = dict[str, Any]
_GROUPS = ("other", "Democrat", "Republican", "campaign", "lawmakers", "officials", "BuzzFeed", "Secure America")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the arguments name."""
    parser = argparse.ArgumentParser(description="Speed and figures of statements.")
    parser.add_argument("paths", nargs="*", type=Path, help="articles to time")
    parser.add_argument("--data", type=Path, help="folder of the labelled sets")
    parser.add_argument("--measure", type=Path, help="attribution.py")
    parser.add_argument("--sample", type=int, default=0, help="about so many articles of polnear (0: all)")
    given = parser.parse_args(arguments)
    if given.paths:
        speed([_article(loaded) for loaded in load_paths(given.paths) if isinstance(loaded, LoadedArticle)])
    if given.data is None:
        return 0
    if not (given.data / "polnear.dev.jsonl").exists():
        print(f"{given.data} has no polnear.dev.jsonl: nothing measured.")
        return 0
    polnear(given.data, given.measure or given.data.parent / "measure" / "attribution.py", given.sample)
    if (given.data / "basil.dev.jsonl").exists():
        basil(given.data)
    return 0


def speed(articles: Sequence[Article]) -> None:
    """Print articles a second of processor time, sentences given, and how many statements there are."""
    prepared = [(article, sentences_of(article)) for article in articles]
    start = time.process_time()
    found = sum(len(statements_of(article, sentences)) for article, sentences in prepared)
    seconds = time.process_time() - start
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {characters} characters, {found} statements: {len(articles) / seconds:.0f} articles/s")


def polnear(data: Path, measure: Path, sample: int) -> None:
    """Time the articles that have gold and hand their statements to the measure."""
    gold = list(_lines(data / "polnear.dev.jsonl"))
    ids = sorted({record["doc_ids"][0] for record in gold})
    ids = ids[:: max(1, len(ids) // sample)] if sample else ids
    articles = _documents(data / "polnear.docs.jsonl", set(ids))
    speed(list(articles.values()))
    with tempfile.TemporaryDirectory() as folder:
        kept, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        _write(kept, (record for record in gold if record["doc_ids"][0] in articles))
        _write(
            predicted, ({"source_id": name, "statements": [asdict(s) for s in _statements(article)]} for name, article in articles.items())
        )
        flags = ["--gold", str(kept), "--docs", str(data / "polnear.docs.jsonl"), "--predicted", str(predicted)]
        subprocess.run([sys.executable, str(measure), *flags], check=True)


def basil(data: Path) -> None:
    """Print for quotations of persons how many a statement covers, and how many of these have the right or a wrong name."""
    gold = [r for r in _lines(data / "basil.dev.jsonl") if r["meta"].get("quote") == "yes" and r["meta"].get("speaker")]
    gold = [r for r in gold if not any(group in r["meta"]["speaker"] for group in _GROUPS)]
    articles = _documents(data / "basil.docs.jsonl", {r["doc_ids"][0] for r in gold})
    found = {name: _statements(article) for name, article in articles.items()}
    covered = right = wrong = 0
    for record in gold:
        names = [s.holder.name if s.holder else None for s in found[record["doc_ids"][0]] if _overlaps(s, record["evidence"])]
        last = record["meta"]["speaker"].removesuffix(" Jr.").split()[-1].casefold()
        is_right = any(name and last in name.casefold() for name in names)
        covered += bool(names)
        right += is_right
        wrong += any(names) and not is_right
    shares = f"covered {covered / len(gold):.3f}, of these right {right / covered:.3f}, wrong {wrong / covered:.3f}"
    print(f"basil: {len(gold)} quotations, {shares}")


def _overlaps(statement: Statement, evidence: Sequence[Record]) -> bool:
    return any(span.start < e["end"] and e["start"] < span.end for span in statement.content for e in evidence)


def _statements(article: Article) -> tuple[Statement, ...]:
    return statements_of(article, sentences_of(article))


def _documents(path: Path, names: set[str]) -> dict[str, Article]:
    return {
        d["doc_id"]: _article(
            LoadedArticle(d["doc_id"], d["text"], Metadata(d.get("title"), outlet=d.get("source"), published=d.get("date")))
        )
        for d in _lines(path)
        if d["doc_id"] in names
    }


def _article(loaded: LoadedArticle) -> Article:
    name = loaded.source_id
    return Article(name, article_id(name), text_version(loaded.text), loaded.text, loaded.metadata, "", loaded.layout)


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _write(path: Path, records: Iterable[Record]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
