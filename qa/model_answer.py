"""Answer with a model: stream its sentences, check each before it counts, fall back where it fails."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from qa.cite import Numbering, answer_text, source_of
from qa.extractive import ExtractiveAnswerer, Verify, abstained, these_articles, unanswered
from qa.llm import Ending, Message, Model, summed, waited
from qa.markers import DraftSentence, MarkerParser, tidy, without_quotations
from qa.models import AbstentionReason, Answer, Citation, Claim, Event, Evidence, Fallback, Finished, Found, Open, Reading, Source, Usage
from qa.prompt import PromptText
from qa.request import DECLINED, Request, write_request
from qa.tokens import CountTokens, within

_SAYS_DECLINED = re.compile(r"\bnot[\W_]+in[\W_]+these[\W_]+articles\b", re.IGNORECASE)
_TOKEN = re.compile(rf"[^\w\"“”]*{DECLINED.replace('_', '[_ ]')}\W*")


@dataclass
class _Writing:
    """One attempt at an answer: the reply so far, the claims shown, those held back, and how the reply ended."""

    request: Request
    parser: MarkerParser
    numbering: Numbering = field(default_factory=Numbering)
    reply: str = ""
    held: list[Claim] = field(default_factory=list)
    shown: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: int = 0
    has_marker: bool = False
    ending: Ending = field(default_factory=lambda: Ending("no_finish_reason"))

    @property
    def is_declined(self) -> bool:
        return self.ending.is_whole and not self.shown and not self.has_marker and _SAYS_DECLINED.search(self.reply) is not None

    def show(self, claim: Claim, cited: Sequence[Evidence]) -> Finished:
        """Number the citations of a checked claim, which is shown from now on."""
        numbers, new = self.numbering.cite(cited)
        claim = replace(claim, citations=numbers)
        self.shown.append(claim)
        self.citations += new
        return Finished(claim, new)


@dataclass
class _Account:
    """What all attempts at one answer come to."""

    began: float
    reading: Reading | None
    first_token_s: float | None = None
    usage: Usage | None = None
    invalid_markers: int = 0
    dropped: int = 0
    from_cache: int = 0

    def __post_init__(self) -> None:
        if self.reading:
            self.usage = self.reading.usage
            self.from_cache += self.reading.from_cache

    def add(self, writing: _Writing) -> None:
        self.invalid_markers += writing.parser.invalid
        self.dropped = writing.dropped
        self.from_cache += writing.ending.from_cache
        self.usage = summed(self.usage, writing.ending.usage)


@dataclass(frozen=True)
class ModelAnswerer:
    """Lets a model write the answer from the evidence, under the same checks as every answer.

    Until the first claim with a valid marker is shown, what can be tried again is, within the total deadline; then the
    extractive answerer stands in. After it, a failure leaves a partial answer with the claims that were checked.

    Attributes:
        prompt: what the model reads.
        repair: what it reads after a whole reply without any valid marker.
        secret: the home's own, for the labels.
        restore: puts the sources' characters into a claim's quotations and withholds words that they lack.
        prompt_tokens: most tokens of the prompt; evidence is left out from the last rank up.
        total_s: longest time of a whole answer, the reading of a follow-up, retries and repair included, in seconds.
        pool: where labels are issued and claims checked.
        waits_s: seconds before each retry where the endpoint names no time; as many retries as there are waits.
        drops_unsupported: leave sentences that no evidence supports out of the answer, counted, instead of showing them as such.
    """

    model: Model
    prompt: PromptText
    repair: PromptText
    secret: bytes
    verify: Verify
    restore: Callable[[str, Sequence[Source]], str]
    stand_in: ExtractiveAnswerer
    count_tokens: CountTokens
    prompt_tokens: int
    total_s: float
    pool: Executor
    waits_s: tuple[float, ...] = (0.5, 2.0)
    drops_unsupported: bool = False

    async def stream(self, found: Found) -> AsyncGenerator[Event, None]:
        """Yield the open tail while it grows, each claim when it is checked and, last, the whole Answer."""
        loop = asyncio.get_running_loop()
        account = _Account(loop.time(), found.question.reading)
        request = await loop.run_in_executor(self.pool, self._request, found)
        if request is None:
            async with aclosing(self._stand_in(found, account, Fallback("prompt_too_long") if found.evidence else None)) as events:
                async for event in events:
                    yield event
            return
        await self.model.prepare()
        account.began = loop.time()  # importing the client takes seconds, once, and is no delay of the model's
        deadline = account.began + self.total_s - (account.reading.ms / 1000 if account.reading else 0.0)
        messages = [Message("user", request.text)]
        waits = list(self.waits_s)
        while True:
            writing = _Writing(request, MarkerParser(request.labels))
            async with aclosing(self._attempt(writing, messages, deadline, account)) as events:
                async for event in events:
                    yield event
            account.add(writing)
            if writing.shown or writing.is_declined:
                yield self._answer(found, writing, account)
                return
            if writing.ending.is_whole and writing.has_marker:
                break
            if writing.ending.is_whole and len(messages) == 1 and (again := self._repaired(request, writing.reply)):
                messages = again
            elif not (writing.ending.is_retryable and waits and await waited(writing.ending.retry_after_s, waits.pop(0), deadline)):
                break
        without = "nothing_supported" if writing.has_marker else "no_valid_marker"
        why = Fallback(without if writing.ending.is_whole else writing.ending.code, writing.ending.status)
        async with aclosing(self._stand_in(found, account, why)) as events:
            async for event in events:
                yield event

    async def _stand_in(self, found: Found, account: _Account, why: Fallback | None) -> AsyncGenerator[Event, None]:
        """Let the extractive answerer answer; it is said why, and who was asked, if anybody was."""
        was_sent = account.reading is not None or (why is not None and why.code != "prompt_too_long")
        async with aclosing(self.stand_in.stream(found)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    event = replace(self._signed(event, account) if was_sent else event, fallback=why)
                yield event

    def _request(self, found: Found) -> Request | None:
        if not found.evidence:  # nothing to send
            return None
        named = replace(found, evidence=tuple(map(self.stand_in.name_speaker, found.evidence)))
        return write_request(named, self.prompt, self.secret, self.count_tokens, self.prompt_tokens)

    def _repaired(self, request: Request, reply: str) -> list[Message]:
        """Return what asks to write a reply again, with as much of it as the prompt's tokens leave; nothing where none has room."""
        room = self.prompt_tokens - sum(map(self.count_tokens, (request.text, self.repair.text)))
        kept = " ".join(within(room, reply.split(), lambda word: self.count_tokens(word + " ")))
        return [Message("user", request.text), Message("assistant", kept), Message("user", self.repair.text)] if kept else []

    async def _attempt(
        self, writing: _Writing, messages: Sequence[Message], deadline: float, account: _Account
    ) -> AsyncGenerator[Event, None]:
        """Stream one reply into ``writing``."""
        tail = ""
        async with aclosing(self.model.stream(messages, deadline=deadline)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ending):
                    writing.ending = piece
                    break
                if account.first_token_s is None:
                    account.first_token_s = asyncio.get_running_loop().time() - account.began
                writing.reply += piece.text
                for finished in await self._checked(writing, writing.parser.feed(piece.text)):
                    yield finished
                grown = " ".join(filter(None, [*(claim.text for claim in writing.held), writing.parser.open]))
                if grown != tail and not _may_become_declined(writing.reply):
                    tail = grown
                    yield Open(tidy(without_quotations(_TOKEN.sub(" ", tail))))  # joined, marks may pair anew
        if writing.ending.is_whole:
            for finished in await self._checked(writing, writing.parser.finish()):
                yield finished

    async def _checked(self, writing: _Writing, sentences: Sequence[DraftSentence]) -> list[Finished]:
        """Check finished sentences. What stands before the first valid marker is held back until that one comes."""
        finished: list[Finished] = []
        for sentence in sentences:
            text = tidy(_TOKEN.sub(" ", sentence.text))
            if not text:
                continue
            cited = [writing.request.evidence[label] for label in sentence.labels]
            claim = await asyncio.get_running_loop().run_in_executor(self.pool, self._claim, text, cited)
            writing.has_marker = writing.has_marker or bool(cited)
            if self.drops_unsupported and claim.verdict in ("unsupported", "unsourced"):
                writing.dropped += 1
                continue
            if not cited and not writing.shown:
                writing.held.append(claim)
                continue
            finished += [writing.show(held, ()) for held in writing.held]
            writing.held.clear()
            finished.append(writing.show(claim, cited))
        return finished

    def _claim(self, text: str, cited: Sequence[Evidence]) -> Claim:
        """Check a sentence against those that it cites; quoted words come out in the store's characters or not at all."""
        sources = [source_of(e) for e in sorted(cited, key=lambda e: (e.sentence.article_id, e.sentence.version, e.sentence.index))]
        checked = self.verify(text, sources)
        return Claim(self.restore(text, sources), checked.verdict, checked.score, (), checked.reasons, checked.quotations)

    def _answer(self, found: Found, writing: _Writing, account: _Account) -> Answer:
        ms = (asyncio.get_running_loop().time() - account.began) * 1000
        ending = writing.ending
        if not writing.shown:
            message = f"The model found no answer in the nearest sentences of {these_articles(found)}."
            return replace(self._signed(abstained(found, AbstentionReason("model_declined", message), ms), account), answerer="model")
        answer = replace(
            unanswered(found, ms),
            status="answered" if ending.is_whole else "partial",
            text=answer_text(writing.shown),
            claims=tuple(writing.shown),
            citations=tuple(writing.citations),
            stopped=None if ending.is_whole else Fallback(ending.code, ending.status),
        )
        return replace(self._signed(answer, account), answerer="model")

    def _signed(self, answer: Answer, account: _Account) -> Answer:
        """Say who was asked and where: the text left this machine, whatever came of it."""
        first = account.first_token_s
        read_ms = account.reading.ms if account.reading else 0.0
        return replace(
            answer,
            model=self.model.name,
            host=self.model.host,
            prompt=self.prompt.identity,
            usage=account.usage,
            invalid_markers=account.invalid_markers,
            dropped=account.dropped,
            ms=replace(
                answer.ms,
                first_token=None if first is None else first * 1000,
                total=answer.ms.retrieve + read_ms + (asyncio.get_running_loop().time() - account.began) * 1000,
                from_cache=account.from_cache,
            ),
        )


def _may_become_declined(reply: str) -> bool:
    return DECLINED.startswith(reply.strip(" \n\t\"'`*.").upper())
