"""Where the time goes, as ratios against a baseline in the same run, since machines differ and are noisy.

    python -m benchmarks.speed ARTICLES.jsonl --questions QUESTIONS.jsonl [--sample 60] [--home HOME]

Prints, as CPU of this process where nothing else is said:
  ingest     what taking ``--sample`` articles into a new home took, as a multiple of encoding their passages alone, and the share
             of it inside the encoder
  question   median and 95th percentile of the time that a question takes with a second thread to read tokens, its CPU, and that as a
             multiple of encoding the question and scanning the vectors exactly
With ``--home`` the questions are asked of that home instead of the new one. It is read without owning it, so that nothing is built
or renewed meanwhile.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ingest.embed import OnnxEncoder
from ingest.load import load_paths
from ingest.models import Vectors
from ingest.passages import embedded_text
from ingest.pipeline import ingest
from ingest.store.exact import ExactIndex
from ingest.store.home import Home, open_home
from qa.models import Question
from qa.retrieve import Retriever

T = TypeVar("T")


@dataclass
class TimedEncoder(OnnxEncoder):
    """The embedded encoder, with the CPU seconds of its threads counted by what was asked of it."""

    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._timed("vectors", lambda: super(TimedEncoder, self).encode(texts))

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return self._timed("tokens", lambda: super(TimedEncoder, self).encode_tokens(texts))

    def _timed(self, what: str, work: Callable[[], T]) -> T:
        began = time.thread_time()
        try:
            return work()
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.thread_time() - began


def show_ingest(articles: Path, sample: int, home: Home, encoder: TimedEncoder) -> None:
    """Take articles in, encode their passages once more by themselves, and print how the two compare."""
    loaded = list(islice(load_paths([articles]), sample))
    encoder.seconds.clear()
    began = time.process_time()
    ingest(home, loaded, encoder, workers=1)
    took, inside = time.process_time() - began, encoder.seconds["vectors"]
    texts = [embedded_text(article, p) for article in home.lookup.articles() for p in home.lookup.passages_of(article.article_id)]
    began = time.process_time()
    encoder.encode(texts)
    bare = time.process_time() - began
    print(f"ingest of {home.lookup.counts().articles} articles: {took:.1f} s, {took / bare:.2f} times the {bare:.1f} s of encoding their")
    print(f"{len(texts)} passages alone; {inside / took:.3f} of it inside the encoder")


def show_questions(questions: Sequence[str], home: Home, encoder: TimedEncoder) -> None:
    """Print what a question takes, and its CPU as a multiple of the baseline's."""
    exact = ExactIndex(home.lookup)
    walls: list[float] = []
    rows: list[dict[str, float]] = []
    with ThreadPoolExecutor(1) as readers:
        retrieve = Retriever(home.lookup, home.index, encoder, readers=readers)
        retrieve(Question(questions[0]))  # what is read once
        exact.nearest(encoder.encode([questions[0]])[0], 100)
        for text in questions:
            row: dict[str, float] = {}
            encoder.seconds.clear()
            began, clock = time.process_time(), time.perf_counter()
            retrieve(Question(text))
            walls.append(time.perf_counter() - clock)
            row["question"] = time.process_time() - began
            row["of that, tokens of the best sentences"] = encoder.seconds.get("tokens", 0.0)
            began = time.process_time()
            query = encoder.encode([text])[0]
            row["baseline: encode the question"] = time.process_time() - began
            began = time.process_time()
            exact.nearest(query, 100)
            row["baseline: scan the vectors exactly"] = time.process_time() - began
            rows.append(row)
    costs = {name: 1000 * statistics.median(row[name] for row in rows) for name in rows[0]}
    baseline = sum(ms for name, ms in costs.items() if name.startswith("baseline"))
    slow = sorted(walls)[int(0.95 * len(walls))]
    print(
        f"{len(walls)} questions, {1000 * statistics.median(walls):.0f} ms at the median, {1000 * slow:.0f} ms at p95 (wall, two threads)"
    )
    for name, ms in costs.items():
        print(f"{name:<40}{ms:8.1f} ms")
    print(f"{'a question is':<40}{costs['question'] / baseline:8.1f} times the baseline")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    questions = [json.loads(line)["question"] for line in islice(args.questions.open(encoding="utf-8"), 60)]
    encoder = TimedEncoder()
    with tempfile.TemporaryDirectory() as folder, open_home(Path(folder) / "home", encoder, own=False, workers=1) as made:
        show_ingest(args.articles, args.sample, made, encoder)
        if args.home is None:
            show_questions(questions, made, encoder)
    if args.home is not None:
        with open_home(args.home, encoder, own=False, workers=1) as home:
            show_questions(questions, home, encoder)


if __name__ == "__main__":
    main()
