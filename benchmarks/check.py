"""Check an editor's sentences against the articles that they rest on, as they are and changed on purpose, with `onrecord check`'s own code.

    python -m benchmarks.check --data DIR [--work FOLDER] [--sample 60] [--show KIND]

DIR holds newsalign.docs.jsonl and newsalign.dev.jsonl, which are no part of this project: an editor's sentences, each aligned by hand
with spans in two articles or more. ``first gold`` is the share whose first citation touches a span, ``wrongly differs`` the share of
unchanged sentences that are said to differ. Each change is made to the editor's sentences, and to the articles' own sentences
("copied"); ``differs`` is the share of those, ``passed`` the share that is still said to be in the source.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutations import Edit, TrueClaim, another_date, another_name, another_number, denied
from benchmarks.quality.sets import Record, articles_of, records_of, write_lines
from ingest.sentences import split
from qa.draft import CheckedDraft, CheckedSentence
from qa.service import OnRecord, open_onrecord

EDITS: dict[str, Edit] = {"number": another_number, "name": another_name, "date": another_date, "negation": denied}
SEED = 7


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a draft has it, its gold spans (article, start, end), and whether an article prints it just so."""

    text: str
    gold: tuple[tuple[str, int, int], ...]
    is_copied: bool


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="folder to keep the home in; default: a temporary one")
    parser.add_argument("--sample", type=int, default=60, help="sentences, those whose ids hash lowest")
    parser.add_argument("--show", help="print what is found of this kind: unchanged, or a change")
    args = parser.parse_args()
    texts = {row["id"]: row["text"] for row in articles_of(args.data, "newsalign")}
    drafted = [one for record in records_of(args.data, "newsalign", args.sample) for one in _drafted(record, texts)]
    with nullcontext(args.work) if args.work else tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with open_onrecord(Path(folder) / "home") as onrecord:
            onrecord.ingest([write_lines(Path(folder) / "articles.jsonl", articles_of(args.data, "newsalign"))])
            for name, is_copied in (("an editor's", False), ("copied", True)):
                _measure(onrecord, name, [d for d in drafted if d.is_copied is is_copied], args.show)


def _drafted(record: Record, texts: dict[str, str]) -> list[Drafted]:
    """The editor's sentence, and the sentence of an article that holds its first span."""
    gold = tuple((span["doc_id"], span["start"], span["end"]) for span in record["evidence"])
    article, start, end = gold[0]
    own = next(s for s in split(texts[article]) if s.start < end and start < s.end)
    return [Drafted(record["question"], gold, False), Drafted(texts[article][own.start : own.end], ((article, own.start, own.end),), True)]


def _measure(onrecord: OnRecord, name: str, drafted: Sequence[Drafted], show: str | None) -> None:
    found: Counter[str] = Counter()
    firsts = 0
    for one in drafted:
        checked = onrecord.check(one.text)
        finding = _worst(checked.sentences)
        found[finding] += 1
        firsts += _is_gold(checked, one)
        if show == "unchanged":
            _print(one, checked)
    n = len(drafted)
    shares = "  ".join(f"{finding} {found[finding] / n:.2f}" for finding in ("supported", "weak", "differs", "no_source"))
    print(f"{name:12} {n:3} sentences: first gold {firsts / n:.2f}  wrongly differs {found['differs'] / n:.2f}  ({shares})")
    rng = random.Random(SEED)
    for kind, edit in EDITS.items():
        after: Counter[str] = Counter()
        for one in drafted:
            changed = edit(TrueClaim(name, one.text, ()), rng)
            if changed is None or changed == one.text:
                continue
            checked = onrecord.check(changed)
            finding = "differs" if any(s.found == "differs" for s in checked.sentences) else _worst(checked.sentences)
            after[finding] += 1
            if show == kind and finding != "differs":
                _print(Drafted(changed, one.gold, one.is_copied), checked)
        n = after.total()
        if n:
            print(
                f"{name:12} {kind:9} {n:3} copies: differs {after['differs'] / n:.2f}  passed {after['supported'] / n:.2f}  {dict(after)}"
            )


def _worst(sentences: Sequence[CheckedSentence]) -> str:
    order = ("differs", "no_source", "weak", "supported")
    return min((s.found for s in sentences), key=order.index, default="no_source")


def _is_gold(checked: CheckedDraft, one: Drafted) -> bool:
    first = next((s.citations[0] for s in checked.sentences if s.citations), None)
    if first is None:
        return False
    cited = next(c for c in checked.citations if c.number == first)
    return any(cited.source_id == article and cited.start < end and start < cited.end for article, start, end in one.gold)


def _print(one: Drafted, checked: CheckedDraft) -> None:
    print(f"  {one.text}")
    cited = {c.number: c.text for c in checked.citations}
    for s in checked.sentences:
        print(f"    {s.found} {s.score} {[r.message for r in s.reasons]}\n      {[cited[n] for n in s.citations]}")


if __name__ == "__main__":
    main()
