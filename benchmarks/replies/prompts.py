"""Write the prompts that a model would get for a file of questions, byte for byte as the program sends them.

    python -m benchmarks.replies.prompts --home HOME --questions FILE --out DIR

FILE has a question a line, with `history`, `today` and `answerable` where there are any, as a question set has. A server on loopback
takes every request and declines to answer. DIR gets NNN.txt a request, index.jsonl (file, kind (answer, rewrite or position), home,
question, history) and found.jsonl (the evidence behind the labels). Several calls may share a folder: the numbers go on. Readers write
what a model would reply; `python -m benchmarks.replies.replay` puts that through the program.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from qa.models import Question
from qa.positions.by_model.request import ANSWERED_BY
from qa.questions import QuestionLine
from qa.request import DECLINED
from qa.service import OnRecord, open_onrecord
from qa.speakers import Speakers
from tests.recorded import Recorded, without_texts
from tests.server import ScriptedServer, Step


def main() -> None:
    """Write the prompts for every question of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="a home that holds the articles; give a copy, it may be upgraded")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with ScriptedServer([Step((DECLINED,))]) as server, open_onrecord(chosen.home, model="reader", base_url=server.base_url) as onrecord:
        for line in chosen.questions.read_text("utf-8").splitlines():
            row = json.loads(line)
            question = QuestionLine.model_validate(row).to_question(k=10)
            server.received.clear()
            onrecord.ask(question)
            about = {"home": chosen.home.name, "answerable": row.get("answerable")}
            written = [keep(request.text, question, about, chosen.out, onrecord) for request in server.received]
            print(f"{question.id or question.text[:40]}: {', '.join(written) or 'nothing was sent'}")


def keep(request: str, question: Question, about: Mapping[str, Any], out: Path, onrecord: OnRecord) -> str:
    """Write one request with what belongs to it, and return its file's name."""
    name = f"{len(list(out.glob('*.txt'))) + 1:03d}.txt"
    (out / name).write_text(request, encoding="utf-8")
    kind = kind_of(request)
    row = {"file": name, "kind": kind, **about, "id": question.id, "question": question.text, "today": question.today}
    _append(out / "index.jsonl", json.dumps(row | {"history": [asdict(turn) for turn in question.history]}, ensure_ascii=False))
    if kind == "answer":
        found = onrecord.parts.retriever(question)
        named = replace(found, evidence=tuple(map(Speakers(onrecord.parts.home.lookup), found.evidence)))
        _append(out / "found.jsonl", Recorded(name, without_texts(named), about["answerable"], {}).to_line())
    return name


def kind_of(request: str) -> str:
    """Which of our prompts a request is: one for an answer names the declining word."""
    return "answer" if DECLINED in request else "position" if ANSWERED_BY[0] in request else "rewrite"


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main()
