"""Write the prompts that a model would get about holders, and put the replies that readers wrote through the program.

    python -m benchmarks.replies.positions write --home HOME --questions FILE --out DIR
    python -m benchmarks.replies.positions replay DIR REPLIES [--keep FILE --home NAME…]

FILE has an issue, or a question that names it, a line, with `positions` (holder and stance, by a person) where there are any, as a
question set has. DIR gets NNN.txt a request, byte for byte as `onrecord positions` sends it, and positions.jsonl (the statements behind
the labels). REPLIES has a reply a prompt under the same file name. `replay` prints a table: readings that are kept, those set aside and
why, and stances beside those that a person gave. --keep appends the replies over the named homes to a file of records, for tests.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from qa.evaluation.position_metrics import is_same_holder
from qa.models import Filters, Position, Question, Stance
from qa.positions.by_model.request import write_position_request
from qa.positions.occasions import grouped
from qa.positions.stances.stance import is_topic
from qa.service import OnRecord, open_onrecord
from qa.tokens import estimate
from tests.recorded import with_numbers
from tests.recorded_positions import PROMPT, RecordedPosition, read_recorded_positions, without_texts

RECORDS = "positions.jsonl"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("--home", type=Path, required=True, help="a home that holds the articles; give a copy, it may be upgraded")
    writing.add_argument("--questions", type=Path, required=True)
    writing.add_argument("--out", type=Path, required=True)
    replaying = commands.add_parser("replay")
    replaying.add_argument("prompts", type=Path)
    replaying.add_argument("replies", type=Path)
    replaying.add_argument("--keep", type=Path, help="file of recorded replies, which grows")
    replaying.add_argument("--home", action="append", default=[], help="whose replies are kept")
    replaying.add_argument("--reader", default="careful", help="name of the reader in the file")
    chosen = parser.parse_args()
    if chosen.command == "write":
        _write(chosen.home, chosen.questions, chosen.out)
    else:
        _replay(chosen.prompts, chosen.replies, chosen.keep, chosen.home, chosen.reader)


def _write(home: Path, questions: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with open_onrecord(home, own=False) as onrecord:
        for line in questions.read_text("utf-8").splitlines():
            row = json.loads(line)
            gold = {p["holder"]: p["stance"] for p in row.get("positions", ())}
            question = Question(row["question"], filters=Filters(holder=row.get("holder")), today=row.get("today"))
            for record, text in _requests(onrecord, question, row.get("id") or row["question"], gold):
                name = f"{len(list(out.glob('*.txt'))) + 1:03d}.txt"
                (out / name).write_text(text, encoding="utf-8")
                kept = replace(record, id=f"{name} {home.name} {record.id}")
                with (out / RECORDS).open("a", encoding="utf-8") as file:
                    file.write(kept.to_line() + "\n")
                print(kept.id)


def _requests(onrecord: OnRecord, question: Question, name: str, gold: dict[str, Stance]) -> list[tuple[RecordedPosition, str]]:
    """Return what is asked about each holder of an issue, as many as the settings allow."""
    positions, home = onrecord.parts.positions, onrecord.parts.home
    gathered = positions.gathered(question)
    issue, held = gathered.issue, gathered.held
    called = positions.gatherer.also_called(issue)
    if is_topic(issue) or is_topic(called):
        return []
    cited = {c.sentence_id for c in positions.written(question, gathered).citations}
    written = []
    for one in [one for one in held if one.own][: onrecord.settings.position_holders]:
        own = [s for s in one.own if s.sentence.sentence_id in cited]
        distinct = [group[0] for group in grouped(own)]
        request = write_position_request(distinct, one.holder, issue, PROMPT, home.secret, estimate, onrecord.settings.prompt_tokens)
        if request is None:
            continue
        stance = next((gold[holder] for holder in gold if is_same_holder(holder, one.holder)), None)
        kept = without_texts(replace(one, own=tuple(own)))
        written.append((RecordedPosition(f"{name} / {one.holder}", issue, called, kept, stance, {}), request.text))
    return written


def _replay(prompts: Path, replies: Path, keep: Path | None, homes: Sequence[str], reader: str) -> None:
    kept: list[RecordedPosition] = []
    tally: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with ThreadPoolExecutor(2) as pool:
        for record in read_recorded_positions(prompts / RECORDS):
            file, home, name = record.id.split(" ", 2)
            if not (replies / file).is_file():
                continue
            reply = with_numbers((replies / file).read_text("utf-8"), (prompts / file).read_text("utf-8"))
            record = replace(record, id=name, replies={reader: reply})
            position = record.read(reader, pool)
            rules = record.report.positions[0]
            tally["kept" if position.read_by == "model" else f"set aside: {position.set_aside.code if position.set_aside else ''}"] += 1
            if record.gold:
                right.update(of=1, model=position.stance == record.gold, rules=rules.stance == record.gold)
                right.update(reader=_stance_in(reply) == record.gold)
            _show(f"{file} {home} {name}", record, position, rules)
            if home in homes:
                kept.append(record)
    print("\nreadings:", dict(tally.most_common()))
    print(f"stance as a person gave it, of {right['of']}: {right['model']} checked, {right['reader']} as read, {right['rules']} by rules")
    if keep:
        before = {r.id: r for r in read_recorded_positions(keep)} if keep.exists() else {}
        for record in kept:
            had = before.get(record.id)
            before[record.id] = replace(record, replies={**(had.replies if had else {}), **record.replies})
        keep.write_text("".join(before[name].to_line() + "\n" for name in sorted(before)), encoding="utf-8")


def _stance_in(reply: str) -> str:
    first = reply.split("\n")[0].split()
    return first[1].split("-")[0] if len(first) > 1 else ""


def _show(name: str, record: RecordedPosition, position: Position, rules: Position) -> None:
    line = position.summary if position.read_by == "model" else None
    print(f"\n{name}\n  rules {rules.stance}, read {position.stance} by {position.read_by}, gold {record.gold}")
    if position.set_aside:
        print(f"  SET ASIDE {position.set_aside.code}: {position.set_aside.message}\n  {record.replies}")
    if line:
        print(f"  {line.verdict} {line.score:.2f}: {line.text} {[r.message for r in line.reasons]}")
    if position.condition:
        print(f"  on: {position.condition.text}")


if __name__ == "__main__":
    main()
