"""Answer questions about positions with the sentences of the positions; every other question goes on to the next answerer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.chat import standalone
from qa.cite import answer_text
from qa.extractive import abstained, these_articles, unanswered
from qa.models import AbstentionReason, Answer, Event, Finished, Found, Position, PositionReport
from qa.positions.asked.question import PositionQuestion
from qa.positions.asked.whom import Meant, names_of
from qa.positions.chosen import chosen
from qa.positions.held import Held
from qa.positions.near_evidence import naming
from qa.positions.report import Gathered, Positions
from qa.question import named_outlets, named_span
from qa.steps import Answerer
from qa.unsaid import notes_on

if TYPE_CHECKING:
    from qa.positions.by_model.answer import PositionWriter


@dataclass(frozen=True, slots=True)
class _Read:
    """A question about positions as it was read, the answer by the rules and, where it is one, the report that it gives.

    ``beside`` is other evidence that may answer where there is no statement, sentences that name the holder.
    """

    asked: PositionQuestion
    answer: Answer
    report: PositionReport | None = None
    held: tuple[Held, ...] = ()
    beside: Found | None = None


@dataclass(frozen=True)
class PositionAnswerer:
    """Prints what the holders asked for said on the issue, their own statements only.

    Where there is none, sentences near the question answer that name the holder, as the articles' words; else it abstains.
    With a ``writer`` a model reads where they stand, but in what somebody else tells of them.
    """

    positions: Positions
    pool: Executor
    otherwise: Answerer
    writer: PositionWriter | None = None

    async def stream(self, found: Found) -> AsyncGenerator[Event, None]:
        """Yield each claim and, last, the whole Answer with its positions."""
        read = await asyncio.get_running_loop().run_in_executor(self.pool, self._read, found)
        async with aclosing(self.otherwise.stream(found) if read is None else self._stream(found, read)) as events:
            async for event in events:
                yield event

    async def _stream(self, found: Found, read: _Read) -> AsyncGenerator[Event, None]:
        if read.beside is not None:
            async with aclosing(self.otherwise.stream(read.beside)) as events:
                async for event in events:
                    yield read.answer if isinstance(event, Answer) and event.status == "abstained" else event
            return
        if self.writer is not None and read.report is not None and read.asked.kind != "reported":
            async with aclosing(
                self.writer.stream(found, read.report, read.held, read.answer, read.asked.side if read.asked.kind == "who" else None)
            ) as events:
                async for event in events:
                    yield event
            return
        unused = {c.number: c for c in read.answer.citations}
        for claim in read.answer.claims:
            yield Finished(claim, tuple(unused.pop(n) for n in claim.citations if n in unused))
        yield self.writer.unsent(found, read.answer) if self.writer else read.answer

    def _read(self, found: Found) -> _Read | None:
        """Return the answer by the rules, or ``None`` where the question is for the next answerer."""
        began = time.perf_counter()
        question = found.question
        text = question.reading.text if question.reading else standalone(question) if question.history else question.text
        asked = self.positions.asked(text, found.searched.outlets)
        if asked is None or not found.searched.articles:
            return None
        meant = self.positions.meant(asked, text, question.today)
        if unclear := next((one for one in meant if one.candidates), None):
            return _Read(asked, abstained(found, _which(unclear), _since(began)))
        holders = names_of(meant)
        if asked.kind != "who" and not holders:
            return None
        is_dated = asked.kind not in ("change", "timeline") and named_span(text, question.today) is not None
        held = self.positions.asked_for(replace(question, text=text), asked, holders)
        best = chosen(held, asked)
        if not any(one.own or one.reported for one in best):
            if asked.may_be_fact:
                return None
            reason = self._reason(found, asked, holders, is_dated)
            none = tuple(Position(name, None, "none_found") for name in holders)
            none_found = replace(abstained(found, reason, _since(began)), positions=none)
            is_plain = asked.kind in ("position", "reported") and not asked.side and len(holders) == 1
            is_anywhere = not is_dated and not named_outlets(text, found.searched.outlets)
            return _Read(asked, none_found, beside=naming(holders[0], asked.issue, found) if is_plain and is_anywhere else None)
        report = self.positions.written(question, Gathered(asked.issue, best))
        claims = self.positions.claims(report)
        answer = replace(
            unanswered(found, _since(began)),
            status="answered",
            text=answer_text(claims),
            claims=claims,
            citations=report.citations,
            positions=report.positions,
            notes=notes_on(found),
            searched=replace(found.searched, naming=report.searched.naming),
        )
        return _Read(asked, answer, report, best)

    def _reason(self, found: Found, asked: PositionQuestion, holders: Sequence[str], is_dated: bool) -> AbstentionReason:
        who = " or ".join(holders)
        here = these_articles(found)
        if asked.is_presupposed:
            return AbstentionReason("false_premise", f"Not in {here}: no sentence by which {who} changed position on {asked.issue}.")
        if not holders:
            return AbstentionReason(
                "no_evidence", f"Not in {here}: no statement for or against {asked.issue}. This says nothing about anyone's views."
            )
        if len(holders) == 1 and (several := self.positions.whom.several(holders[0])):
            return _which(Meant(holders[0], None, several))
        if not any(self.positions.naming(name) for name in holders):
            return AbstentionReason("no_such_holder", f"No article of {here} names {who}.")
        if asked.side and asked.kind == "position":
            return AbstentionReason("false_premise", f"Not in {here}: no sentence by which {who} {asked.side} {asked.issue}.")
        if is_dated:
            return AbstentionReason("outside_dates", f"Not in {here}: no statement by {who} on {asked.issue} in the time asked for.")
        return AbstentionReason(
            "holder_without_issue", f"Not in {here}: no statement by {who} on {asked.issue}. This says nothing about their views."
        )


def _which(unclear: Meant) -> AbstentionReason:
    """Say whom an office or a last name may mean by these articles."""
    *others, last = unclear.candidates
    return AbstentionReason(
        "no_such_holder", f"By these articles “{unclear.printed}” may mean {', '.join(others)} or {last}. Ask about one of them by name."
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
