"""Have a model read where holders stand, one request a holder, and keep of it what the cited sentences bear out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TypeVar

from qa.llm import Ending, Message, Model, summed
from qa.models import Position, PositionReport, Reading, SetAside, Usage
from qa.positions.by_model.check import PositionCheck, Restore, Verify
from qa.positions.by_model.reply import read_reply
from qa.positions.by_model.request import PositionRequest, write_position_request
from qa.positions.gather import Said
from qa.positions.held import Held
from qa.positions.occasions import grouped
from qa.positions.stances.target import is_topic
from qa.prompt import PromptText
from qa.tokens import CountTokens

T = TypeVar("T")


@dataclass
class Requests:
    """What the requests for one report come to, beginning with the reading of a follow-up, where a model made one. Times in seconds."""

    reading: Reading | None = None
    are_sent: bool = False
    usage: Usage | None = None
    invalid_markers: int = 0
    from_cache: int = 0
    began: float | None = None
    first_token_s: float | None = None

    def __post_init__(self) -> None:
        if self.reading:
            self.are_sent, self.usage, self.from_cache = True, self.reading.usage, int(self.reading.from_cache)

    def add(self, ending: Ending) -> None:
        self.usage = summed(self.usage, ending.usage)
        self.from_cache += ending.from_cache


@dataclass(frozen=True)
class PositionReader:
    """Lets a model read the stances of a report's holders in their own statements. Rules have decided who holds what.

    Attributes:
        prompt: what the model reads.
        secret: the home's own, for the labels.
        restore: puts the sources' characters into a line's quotations and withholds words that they lack.
        also_called: an issue with the other names that the articles have for it.
        prompt_tokens: most tokens of one prompt; statements are left out from the weakest up.
        total_s: longest time for all requests of a report, the reading of a follow-up included, in seconds.
        holders: most holders of a report that are asked about, from the first down; the rules' reading stands for the others.
        at_once: requests that are under way at the same time.
        pool: where requests are written and replies checked.
    """

    model: Model
    prompt: PromptText
    secret: bytes
    verify: Verify
    restore: Restore
    also_called: Callable[[str], str]
    count_tokens: CountTokens
    prompt_tokens: int
    total_s: float
    holders: int
    at_once: int
    pool: Executor

    async def __call__(self, report: PositionReport, held: Sequence[Held]) -> PositionReport:
        """Return a report with the stances as the model reads them; it names the model where anything was sent."""
        requests = Requests()
        async with aclosing(self.stream(report, held, requests)) as read:
            positions = tuple([position async for position in read])
        report = replace(report, positions=positions)
        if not requests.are_sent:
            return report
        return replace(
            report,
            model=self.model.name,
            host=self.model.host,
            prompt=self.prompt.identity,
            usage=requests.usage,
            invalid_markers=requests.invalid_markers,
        )

    async def stream(self, report: PositionReport, held: Sequence[Held], requests: Requests) -> AsyncGenerator[Position, None]:
        """Yield the positions of a report in their order, each as soon as it is read and checked.

        Args:
            report: by the rules; its citations number the sentences.
            held: what each of its positions rests on, in the same order.
            requests: takes note of what was sent.
        """
        issue = await self._in_pool(lambda: self.also_called(report.issue))
        numbers = {c.sentence_id: c.number for c in report.citations}
        asked = [] if is_topic(report.issue) or is_topic(issue) else [i for i, one in enumerate(held) if one.own and not one.teller]
        places = asyncio.Semaphore(self.at_once)
        clock = asyncio.get_running_loop().time
        if asked:
            await self.model.prepare()  # importing the client takes seconds, once, and is no delay of the model's
        requests.began = clock()
        deadline = clock() + self.total_s - (requests.reading.ms / 1000 if requests.reading else 0.0)

        async def read(position: Position, own: Sequence[Said]) -> Position:
            async with places:
                return await self._read(position, own, report.issue, issue, numbers, requests, deadline)

        tasks = {
            i: asyncio.create_task(read(report.positions[i], [s for s in held[i].own if s.sentence.sentence_id in numbers]))
            for i in asked[: self.holders]
        }
        try:
            for i, position in enumerate(report.positions):
                yield await tasks[i] if i in tasks else position
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)

    async def _read(
        self,
        position: Position,
        own: Sequence[Said],
        issue: str,
        called: str,
        numbers: dict[str, int],
        requests: Requests,
        deadline: float,
    ) -> Position:
        request = await self._in_pool(lambda: self._request(position.holder, own, issue))
        if request is None:
            return replace(position, set_aside=SetAside("prompt_too_long", "the statements have no room in the prompt"))
        reply, ending = await self._reply(request, requests, deadline)
        if not ending.is_whole:
            return replace(position, set_aside=SetAside(ending.code, "no whole reply came from the model", ending.status))
        found, invalid = read_reply(reply, request.labels)
        requests.invalid_markers += invalid
        check = PositionCheck(position, request.said, numbers, called, self.verify, self.restore)
        return await self._in_pool(lambda: check.read(found))

    def _request(self, holder: str, own: Sequence[Said], issue: str) -> PositionRequest | None:
        distinct = [group[0] for group in grouped(own)]  # what several articles print is sent once
        return write_position_request(distinct, holder, issue, self.prompt, self.secret, self.count_tokens, self.prompt_tokens)

    async def _reply(self, request: PositionRequest, requests: Requests, deadline: float) -> tuple[str, Ending]:
        clock = asyncio.get_running_loop().time
        if clock() >= deadline:
            return "", Ending("total_timeout")
        requests.are_sent = True
        reply, ending = "", Ending("no_finish_reason")
        async with aclosing(self.model.stream([Message("user", request.text)], deadline=deadline)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ending):
                    ending = piece
                    break
                if requests.first_token_s is None and requests.began is not None:
                    requests.first_token_s = clock() - requests.began
                reply += piece.text
        requests.add(ending)
        return reply, ending

    async def _in_pool(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.pool, work)
