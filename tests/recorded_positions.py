"""Replies that readers wrote to real prompts about holders, with the statements they saw: replayed, the checks meet real prose."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from qa.llm import Ending
from qa.models import Position, PositionReport, Stance
from qa.positions.by_model.request import PositionRequest, write_position_request
from qa.positions.held import Held
from qa.positions.occasions import grouped
from qa.tokens import estimate
from tests.fakes_answers import ToldModel
from tests.fakes_positions import PROMPT, a_reader, report_of
from tests.recorded import SECRET
from tests.server import script

_HELD = TypeAdapter(Held)


@dataclass(frozen=True)
class RecordedPosition:
    """What a holder said on an issue, and the replies by reader; ``<n>`` is the n-th label as the prompt prints them.

    ``called`` is the issue with its other names, ``gold`` the stance that a person gave the holder, where one did.
    """

    id: str
    issue: str
    called: str
    held: Held
    gold: Stance | None
    replies: Mapping[str, str]

    @property
    def report(self) -> PositionReport:
        """Where the holder stands by the rules."""
        return report_of([self.held], self.issue, self.called)

    def request(self, secret: bytes = SECRET) -> PositionRequest:
        distinct = [group[0] for group in grouped(self.held.own)]
        request = write_position_request(distinct, self.held.holder, self.issue, PROMPT, secret, estimate, 3000)
        assert request is not None
        return request

    def read(self, reader: str, pool: Executor) -> Position:
        """Put a reply through the checks, in pieces as a model sends it."""
        reply = script.labelled(self.replies[reader], self.request().text)
        model = ToldModel([*(reply[i : i + 7] for i in range(0, len(reply), 7)), Ending("complete")])
        read = asyncio.run(a_reader(model, pool, self.called)(self.report, [self.held]))
        return read.positions[0]

    def to_line(self) -> str:
        """Return it as a line of JSON."""
        row = {"id": self.id, "issue": self.issue, "called": self.called, "gold": self.gold}
        return json.dumps({**row, "held": _HELD.dump_python(self.held, mode="json"), "replies": dict(self.replies)}, ensure_ascii=False)


def read_recorded_positions(path: Path) -> Iterator[RecordedPosition]:
    """Yield the records of a file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        held = _HELD.validate_python(row["held"])
        yield RecordedPosition(row["id"], row["issue"], row["called"], held, row["gold"], row["replies"])


def without_texts(held: Held) -> Held:
    """Return what a record keeps of what a holder said: the own statements, no article's text."""
    return Held(held.holder, tuple(replace(s, article=replace(s.article, text="", layout=())) for s in held.own))
