"""Answer a question about positions with a model's checked lines, and behind them the sentences as printed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from qa.cite import answer_text
from qa.extractive import abstained
from qa.models import AbstentionReason, Answer, Claim, Event, Fallback, Finished, Found, Lean, Position, PositionReport
from qa.positions.by_model.reader import PositionReader, Requests
from qa.positions.held import Held


@dataclass(frozen=True)
class PositionWriter:
    """Streams the answer that a report gives once a model has read its stances.

    Attributes:
        reader: has the model read each holder's statements.
        printed: a report's sentences as claims.
    """

    reader: PositionReader
    printed: Callable[[PositionReport], tuple[Claim, ...]]

    async def stream(
        self, found: Found, report: PositionReport, held: Sequence[Held], answer: Answer, side: Lean | None
    ) -> AsyncGenerator[Event, None]:
        """Yield each holder's line when it is checked, then the sentences as printed and, last, the whole Answer.

        Args:
            found: what was found for the question.
            report: where the holders stand by the rules.
            held: what each of its positions rests on, in the same order.
            answer: by the rules alone, of ``report``.
            side: whom the question asks for ("who opposes"); the others get no claim.
        """
        began = asyncio.get_running_loop().time()
        requests = Requests(found.question.reading)
        unused = {c.number: c for c in report.citations}

        def finished(claim: Claim) -> Finished:
            return Finished(claim, tuple(unused.pop(n) for n in claim.citations if n in unused))

        positions: list[Position] = []
        lines: list[Claim] = []
        async with aclosing(self.reader.stream(report, held, requests)) as read:
            async for position in read:
                positions.append(position)
                if position.read_by == "model" and position.summary and _is_asked_for(position, side):
                    lines.append(position.summary)
                    yield finished(position.summary)
        asked_for = [p for p in positions if _is_asked_for(p, side)]
        numbers = {n for p in asked_for for statement in p.statements for n in (*statement.citations, *statement.also_in)}
        shown = {(line.text, line.citations) for line in lines}  # a line may be a sentence word for word
        printed = (claim for claim in self.printed(report) if numbers.issuperset(claim.citations))
        sentences = tuple(claim for claim in printed if (claim.text, claim.citations) not in shown)
        for claim in sentences:
            yield finished(claim)
        if not asked_for:
            nobody = AbstentionReason("no_evidence", f"No statement in these articles is plainly on that side of {report.issue}.")
            yield self.signed(abstained(found, nobody, answer.ms.total - answer.ms.retrieve), requests, began)
            return
        claims = (*lines, *sentences)
        answer = replace(answer, text=answer_text(claims), claims=claims, positions=tuple(positions))
        if lines:
            answer = replace(answer, answerer="model")
        elif why := next((p.set_aside for p in positions if p.set_aside), None):
            answer = replace(answer, fallback=Fallback(why.code, why.status))
        yield self.signed(answer, requests, began)

    def unsent(self, found: Found, answer: Answer) -> Answer:
        """Sign an answer for which no statement was sent: a model may have read the question."""
        return self.signed(answer, Requests(found.question.reading), asyncio.get_running_loop().time())

    def signed(self, answer: Answer, requests: Requests, began: float) -> Answer:
        """Say who was asked and where, if anything was sent; ``began`` is a time of the loop's clock."""
        clock = asyncio.get_running_loop().time
        read_ms = requests.reading.ms if requests.reading else 0.0
        first = requests.first_token_s
        times = replace(
            answer.ms,
            first_token=None if first is None else first * 1000,
            total=answer.ms.total + read_ms + (clock() - began) * 1000,
            from_cache=requests.from_cache,
        )
        if not requests.are_sent:
            return replace(answer, ms=times)
        return replace(
            answer,
            model=self.reader.model.name,
            host=self.reader.model.host,
            prompt=self.reader.prompt.identity,
            usage=requests.usage,
            invalid_markers=requests.invalid_markers,
            ms=times,
        )


def _is_asked_for(position: Position, side: Lean | None) -> bool:
    return side is None or (position.leans or position.stance) == side
