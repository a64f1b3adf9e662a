"""Answer questions about positions with the sentences of the positions; every other question goes on to the next answerer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, replace

from qa.chat import standalone
from qa.cite import answer_text
from qa.extractive import abstained, these_articles, unanswered
from qa.models import AbstentionReason, Answer, Event, Finished, Found, Position
from qa.positions.chosen import chosen
from qa.positions.question import PositionQuestion
from qa.positions.report import Positions
from qa.question import named_span
from qa.steps import Answerer
from qa.unsaid import notes_on


@dataclass(frozen=True)
class PositionAnswerer:
    """Prints what the holders asked for said on the issue, their own statements only; abstains where there is none."""

    positions: Positions
    pool: Executor
    otherwise: Answerer

    async def stream(self, found: Found) -> AsyncGenerator[Event, None]:
        """Yield each claim and, last, the whole Answer with its positions."""
        answer = await asyncio.get_running_loop().run_in_executor(self.pool, self._answer, found)
        if answer is None:
            async with aclosing(self.otherwise.stream(found)) as events:
                async for event in events:
                    yield event
            return
        unused = {c.number: c for c in answer.citations}
        for claim in answer.claims:
            yield Finished(claim, tuple(unused.pop(n) for n in claim.citations if n in unused))
        yield answer

    def _answer(self, found: Found) -> Answer | None:
        """Return the answer, or ``None`` where the question is for the next answerer."""
        began = time.perf_counter()
        question = found.question
        text = standalone(question) if question.history else question.text
        asked = self.positions.asked(text, found.searched.outlets)
        if asked is None or not found.searched.articles:
            return None
        holders = self.positions.named(asked.holders)
        if asked.kind != "who" and not holders:
            return None
        is_dated = asked.kind not in ("change", "timeline") and named_span(text, question.today) is not None
        held = self.positions.asked_for(replace(question, text=text), asked, holders)
        best = chosen(held, asked)
        if not any(one.own or one.reported for one in best):
            reason = self._reason(found, asked, holders, is_dated)
            none = tuple(Position(name, None, "none_found") for name in holders)
            return replace(abstained(found, reason, _since(began)), positions=none)
        report = self.positions.written(question, asked.issue, best)
        claims = self.positions.claims(report)
        return replace(
            unanswered(found, _since(began)),
            status="answered",
            text=answer_text(claims),
            claims=claims,
            citations=report.citations,
            positions=report.positions,
            notes=notes_on(found),
            searched=replace(found.searched, naming=report.searched.naming),
        )

    def _reason(self, found: Found, asked: PositionQuestion, holders: Sequence[str], is_dated: bool) -> AbstentionReason:
        who = " or ".join(holders)
        here = these_articles(found)
        if asked.is_presupposed:
            return AbstentionReason("false_premise", f"Not in {here}: no sentence by which {who} changed position on {asked.issue}.")
        if not holders:
            return AbstentionReason(
                "no_evidence", f"Not in {here}: no statement for or against {asked.issue}. This says nothing about anyone's views."
            )
        if not any(self.positions.naming(name) for name in holders):
            return AbstentionReason("no_such_holder", f"No article of {here} names {who}.")
        if is_dated:
            return AbstentionReason("outside_dates", f"Not in {here}: no statement by {who} on {asked.issue} in the time asked for.")
        return AbstentionReason(
            "holder_without_issue", f"Not in {here}: no statement by {who} on {asked.issue}. This says nothing about their views."
        )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
