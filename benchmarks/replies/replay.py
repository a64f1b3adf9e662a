"""Put the replies that readers wrote through the program, and say how they fare.

    python -m benchmarks.replies.replay PROMPTS REPLIES [--keep FILE --home NAME…]

PROMPTS is a folder that `benchmarks.replies.prompts` filled, REPLIES one with a reply a prompt under the same file name. Prints a table:
markers that were issued, claims by verdict, where the reader declined and should have, readings of follow-ups that are believed. --show
prints every claim that is not supported. --keep appends the replies over the named homes to a file of recorded replies, for tests.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qa.models import Answer
from qa.questions import QuestionLine
from qa.rewrite import believed
from tests.recorded import Recorded, read_recorded, with_numbers


@dataclass
class Tally:
    """What the replies of one home came to."""

    answers: int = 0
    markers: int = 0
    invalid: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    declined: Counter[tuple[bool, bool]] = field(default_factory=Counter)  # (answerable, declined)
    fallbacks: Counter[str] = field(default_factory=Counter)

    def add(self, answer: Answer, answerable: bool | None) -> None:
        self.answers += 1
        self.markers += sum(len(claim.citations) for claim in answer.claims) if answer.answerer == "model" else 0
        self.invalid += answer.invalid_markers
        if answer.answerer == "model":
            self.verdicts.update(claim.verdict for claim in answer.claims)
            self.reasons.update(reason.code for claim in answer.claims for reason in claim.reasons)
        if answer.fallback:
            self.fallbacks[answer.fallback.code] += 1
        if answerable is not None:
            self.declined[answerable, answer.status == "abstained"] += 1

    def row(self, name: str) -> str:
        claims = self.verdicts.total()
        shares = " ".join(f"{self.verdicts[v] / claims:.2f}" if claims else "-" for v in ("supported", "weak", "unsupported", "unsourced"))
        right, wrong = self.declined[False, True], self.declined[True, True]
        asked = [self.declined[a, True] + self.declined[a, False] for a in (False, True)]
        valid = f"{self.markers}/{self.markers + self.invalid}"
        cells = [name, self.answers, valid, claims, shares, f"{right}/{asked[0]}, {wrong}/{asked[1]}", dict(self.fallbacks)]
        return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Print the table, and keep what is to be kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prompts", type=Path)
    parser.add_argument("replies", type=Path)
    parser.add_argument("--keep", type=Path, help="file of recorded replies, which grows")
    parser.add_argument("--home", action="append", default=[], help="whose replies are kept")
    parser.add_argument("--reader", default="careful", help="name of the reader in the file")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    rows = {row["file"]: row for row in map(json.loads, (chosen.prompts / "index.jsonl").read_text("utf-8").splitlines())}
    tallies: dict[str, Tally] = {}
    kept: list[Recorded] = []
    with ThreadPoolExecutor(2) as pool:
        for record, row in _replied(chosen.prompts, chosen.replies, rows):
            answer = record.answer("reader", pool)
            for name in (row["home"], "all"):
                tallies.setdefault(name, Tally()).add(answer, record.answerable)
            if chosen.show:
                _show(record.id, row["question"], answer)
            if row["home"] in chosen.home:
                kept.append(replace(record, id=row["id"], replies={chosen.reader: record.replies["reader"]}))
    print("| home | prompts | valid markers | claims | supported, weak, unsupported, unsourced | rightly, wrongly declined | fallbacks |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, tally in sorted(tallies.items(), key=lambda named: named[0] == "all"):
        print(tally.row(name))
    print("reasons:", dict(tallies["all"].reasons.most_common()) if tallies else "no replies")
    _readings(chosen.replies, rows, chosen.show)
    if chosen.keep:
        _keep(chosen.keep, kept)


def _replied(prompts: Path, replies: Path, rows: Mapping[str, Any]) -> Iterator[tuple[Recorded, Any]]:
    for record in read_recorded(prompts / "found.jsonl"):
        if (path := replies / record.id).is_file():
            reply = with_numbers(path.read_text("utf-8"), (prompts / record.id).read_text("utf-8"))
            yield replace(record, replies={"reader": reply}), rows[record.id]


def _readings(replies: Path, rows: Mapping[str, Any], show: bool) -> None:
    read = [
        (row, (replies / name).read_text("utf-8")) for name, row in rows.items() if row["kind"] == "rewrite" and (replies / name).is_file()
    ]
    outcomes: Counter[str] = Counter()
    for row, reply in read:
        known = {key: row[key] for key in ("id", "question", "today", "history")}
        text = believed(reply, QuestionLine.model_validate(known).to_question(10))
        outcomes["set aside" if text is None else "as asked" if text == row["question"] else "believed"] += 1
        if show:
            print(f"{row['file']} {'BELIEVED' if text else 'SET ASIDE'}: {row['question']} -> {reply.strip()[:200]}")
    print("readings:", dict(outcomes))


def _show(name: str, question: str, answer: Answer) -> None:
    odd = [claim for claim in answer.claims if claim.verdict != "supported"] if answer.answerer == "model" else []
    if odd or answer.fallback or answer.invalid_markers:
        print(f"\n{name} {question} -> {answer.status} {answer.fallback or ''} invalid {answer.invalid_markers}")
    cited = {c.number: c.text for c in answer.citations}
    for claim in odd:
        print(f"  {claim.verdict} {claim.score:.2f}: {claim.text}")
        for reason in claim.reasons:
            print(f"      {reason.code}: {reason.message}")
        for number in claim.citations:
            print(f"      [{number}] {cited[number]}")


def _keep(path: Path, kept: list[Recorded]) -> None:
    """Add replies to the records of a file, by question; a record keeps one reply a reader."""
    records = {record.id: record for record in read_recorded(path)} if path.exists() else {}
    for record in kept:
        before = records.get(record.id)
        records[record.id] = replace(record, replies={**(before.replies if before else {}), **record.replies})
    path.write_text("".join(records[name].to_line() + "\n" for name in sorted(records)), encoding="utf-8")


if __name__ == "__main__":
    main()
