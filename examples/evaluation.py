"""Evaluate On Record on the demo articles from Python: run, look, change something, compare.

    python -m examples.evaluation

What `onrecord eval run`, `compare` and `check` do, as a notebook would: nothing here needs a model, a key or a network. It takes a
minute or two, most of it for reading the articles in.
"""

# ruff: noqa: T201  an example prints
from __future__ import annotations

import tempfile
from pathlib import Path

from onrecord import open_onrecord
from qa.evaluation import check, compare, evaluate, load_set

HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Run the demo questions twice, with ten sentences a question and with three, and compare."""
    questions = load_set(HERE / "questions.jsonl")
    with open_onrecord(folder / "home") as onrecord:
        onrecord.ingest([HERE / "articles"])

        # Every gold quote must stand in the articles word for word; `check` says where one moved.
        print("findings:", len(check(HERE / "questions.jsonl", onrecord)))

        ten = evaluate(onrecord, questions, folder / "k10", k=10)
        three = evaluate(onrecord, questions, folder / "k3", k=3)

    for name in ("sentence_hit@1", "evidence_recall@5", "citation_f1", "nugget_recall", "false_answers"):
        before, after = ten.measures[name], three.measures[name]
        print(f"{name}: {before.value} ({before.low} to {before.high}) with 10, {after.value} with 3")

    # Chance moves figures too: only these differences are more than that.
    for difference in compare(folder / "k10", folder / "k3").shown:
        print(f"{difference.measure}: {difference.verdict}, from {difference.before} to {difference.after}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
