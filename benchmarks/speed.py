"""Where the time goes, as ratios against a baseline in the same run, since machines differ and are noisy.

    python -m benchmarks.speed ARTICLES.jsonl --questions QUESTIONS.jsonl [--sample 120] [--home HOME]

Prints, as CPU seconds of this process:
  ingest     share inside the encoder, of all that taking ``--sample`` articles into a new home took
  question   median of a question, as a multiple of encoding it and scanning the vectors exactly, and where the rest goes
With ``--home`` the questions are asked of that home instead of the new one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ingest.embed import OnnxEncoder
from ingest.load import load_paths
from ingest.models import Vectors
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


def ingest_share(articles: Path, sample: int, home: Home, encoder: TimedEncoder) -> float:
    """Return the share of CPU seconds inside the encoder while articles are taken in, 0 to 1."""
    loaded = list(islice(load_paths([articles]), sample))
    encoder.seconds.clear()
    began = time.process_time()
    ingest(home, loaded, encoder, workers=1)
    return encoder.seconds["vectors"] / (time.process_time() - began)


def question_costs(questions: Sequence[str], home: Home, encoder: TimedEncoder) -> dict[str, float]:
    """Return median CPU milliseconds of a question and of its parts."""
    retrieve, exact = Retriever(home.lookup, home.index, encoder), ExactIndex(home.lookup)
    retrieve(Question(questions[0]))  # what is read once
    exact.nearest(encoder.encode([questions[0]])[0], 100)
    rows: list[dict[str, float]] = []
    for text in questions:
        row: dict[str, float] = {}
        encoder.seconds.clear()
        began = time.process_time()
        retrieve(Question(text))
        row["question"] = time.process_time() - began
        row["of that, tokens of the best sentences"] = encoder.seconds.get("tokens", 0.0)
        began = time.process_time()
        query = encoder.encode([text])[0]
        row["baseline: encode the question"] = time.process_time() - began
        began = time.process_time()
        exact.nearest(query, 100)
        row["baseline: scan the vectors exactly"] = time.process_time() - began
        rows.append(row)
    return {name: 1000 * statistics.median(row[name] for row in rows) for name in rows[0]}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=120)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    questions = [json.loads(line)["question"] for line in islice(args.questions.open(encoding="utf-8"), 60)]
    encoder = TimedEncoder()
    with tempfile.TemporaryDirectory() as folder, open_home(Path(folder) / "home", encoder, own=False, workers=1) as made:
        print(
            f"ingest: {ingest_share(args.articles, args.sample, made, encoder):.3f} of CPU time inside the encoder ({args.sample} articles)"
        )
        if args.home is None:
            show(question_costs(questions, made, encoder))
    if args.home is not None:
        with open_home(args.home, encoder, own=True, workers=1) as home:
            show(question_costs(questions, home, encoder))


def show(costs: dict[str, float]) -> None:
    """Print median CPU milliseconds, and the question as a multiple of the baseline."""
    baseline = sum(ms for name, ms in costs.items() if name.startswith("baseline"))
    for name, ms in costs.items():
        print(f"{name:<40}{ms:8.1f} ms")
    print(f"{'a question is':<40}{costs['question'] / baseline:8.1f} times the baseline")


if __name__ == "__main__":
    main()
