"""Have a model propose the statements of an article, stretch by stretch, from its numbered sentences."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing
from dataclasses import dataclass, field

from ingest.models import Article, Sentence
from ingest.statements.proposals import ModelUse, Proposal, Proposed
from ingest.words import visible
from qa.llm import Ending, EndingCode, Message, Model, waited
from qa.prompt import PromptText
from qa.proposed_reply import ReadReply, read_reply
from qa.tokens import CountTokens

PROPOSE_FIELDS = ("fence", "sentences")
"""What a prompt for statements fills in."""

_HOPELESS: frozenset[EndingCode] = frozenset(("unauthorized", "forbidden", "not_found", "quota", "redirected"))
_TOO_MUCH: frozenset[EndingCode] = frozenset(("length", "too_long", "prompt_too_long"))
_BEFORE = 3  # sentences that a stretch shows from before it
_BEFORE_TOKENS = 250
_HALVED = 2  # times, where a stretch is too much for the model
_POLL_S = 0.2


@dataclass
class _Account:
    """What asking about one article took, and the proposals so far."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    unreadable: int = 0
    proposals: list[Proposal] = field(default_factory=list)

    def add(self, ending: Ending) -> None:
        if ending.from_cache:
            return
        self.requests += 1
        if used := ending.usage:
            self.input_tokens += used.input_tokens
            self.output_tokens += used.output_tokens
            self.cost = self.cost if used.cost is None else (self.cost or 0.0) + used.cost

    def proposed(self, problem: EndingCode | None) -> Proposed:
        use = ModelUse(self.requests, self.input_tokens, self.output_tokens, self.cost)
        kept = () if problem else tuple(self.proposals)
        return Proposed(kept, problem, problem in _HOPELESS, self.unreadable, use)


class ModelProposer:
    """Proposes statements with a chat model, on an event loop in a thread of its own that begins with the first article.

    Args:
        model: the chat model.
        prompt: what it reads.
        secret: the home's own, for the fence around the sentences.
        count_tokens: counts the model's tokens.
        prompt_tokens: most tokens of a request.
        stretch_tokens: most tokens of the sentences in one request.
        total_s: longest time for one stretch, retries included, in seconds.
        waits_s: seconds before each retry where the endpoint names no time; as many retries as there are waits.
        close_model: closes the model's connections; awaited on that loop.
    """

    def __init__(
        self,
        model: Model,
        prompt: PromptText,
        secret: bytes,
        count_tokens: CountTokens,
        *,
        prompt_tokens: int,
        stretch_tokens: int,
        total_s: float,
        waits_s: tuple[float, ...] = (0.5, 2.0),
        close_model: Callable[[], Awaitable[None]],
    ) -> None:
        self._chat, self._prompt, self._secret, self._count = model, prompt, secret, count_tokens
        room = prompt_tokens - count_tokens(prompt.filled(fence="0" * 12, sentences="")) - _BEFORE_TOKENS
        self._tokens = max(1, min(stretch_tokens, room))
        self._total_s, self._waits_s, self._close_model = total_s, waits_s, close_model
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def recipe(self) -> str:
        """Model and prompt."""
        return f"{self._chat.name} {self._prompt.name} {self._prompt.sha256[:8]}"

    @property
    def model(self) -> str:
        return self._chat.name

    @property
    def host(self) -> str:
        return self._chat.host

    def propose(self, article: Article, sentences: Sequence[Sentence], stop: threading.Event) -> Proposed:
        """Ask for the statements of each stretch; the first failure ends it.

        Raises:
            CancelledError: ``stop`` was set.
        """
        future = asyncio.run_coroutine_threadsafe(self._propose(article, sentences), self._running())
        while True:
            try:
                return future.result(_POLL_S)
            except TimeoutError:
                if stop.is_set():
                    future.cancel()
                    raise CancelledError from None

    def close(self) -> None:
        """Close the model's connections, and end the loop and its thread."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        asyncio.run_coroutine_threadsafe(_finish(self._close_model), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join()
        loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="onrecord-proposer", daemon=True)
                self._thread.start()
            return self._loop

    async def _propose(self, article: Article, sentences: Sequence[Sentence]) -> Proposed:
        account = _Account()
        for stretch in stretches(sentences, self._tokens, self._cost_of):
            problem = await self._ask(article, sentences, stretch, account, _HALVED)
            if problem is not None:
                return account.proposed(problem)
        return account.proposed(None)

    async def _ask(
        self, article: Article, sentences: Sequence[Sentence], stretch: Sequence[Sentence], account: _Account, halved: int
    ) -> EndingCode | None:
        """Ask about one stretch, and where that is too much for the model about each half of it; return what went wrong."""
        ending, read = await self._replied(self._request(article, sentences, stretch), account)
        if ending.code in _TOO_MUCH and halved and len(stretch) > 1:
            middle = len(stretch) // 2
            for half in (stretch[:middle], stretch[middle:]):
                problem = await self._ask(article, sentences, half, account, halved - 1)
                if problem is not None:
                    return problem
            return None
        if not ending.is_whole:
            return ending.code
        if read is None:
            return "bad_reply"
        account.proposals += read.proposals
        account.unreadable += read.unreadable
        return None

    async def _replied(self, request: str, account: _Account) -> tuple[Ending, ReadReply | None]:
        """Send a request, trying again what may pass within the deadline."""
        await self._chat.prepare()
        deadline = asyncio.get_running_loop().time() + self._total_s
        waits = list(self._waits_s)
        while True:
            reply, ending = "", Ending("no_finish_reason")
            async with aclosing(self._chat.stream([Message("user", request)], deadline=deadline)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Ending):
                        ending = piece
                        break
                    reply += piece.text
            account.add(ending)
            if not (ending.is_retryable and waits and await waited(ending.retry_after_s, waits.pop(0), deadline)):
                return ending, read_reply(reply) if ending.is_whole else None

    def _request(self, article: Article, sentences: Sequence[Sentence], stretch: Sequence[Sentence]) -> str:
        named = f"{article.article_id}/{article.version}/{self._prompt.sha256}/{stretch[0].index}"
        fence = hmac.new(self._secret, named.encode(), hashlib.sha256).hexdigest()[:12]
        return self._prompt.filled(fence=fence, sentences=self._printed(sentences, stretch))

    def _printed(self, sentences: Sequence[Sentence], stretch: Sequence[Sentence]) -> str:
        """The sentences of a stretch, each on a line with its number, and above them a few that came before."""
        first = sentences.index(stretch[0])
        before: list[str] = []
        room = _BEFORE_TOKENS
        for sentence in reversed(sentences[max(0, first - _BEFORE) : first]):
            room -= self._cost_of(sentence)
            if room < 0:
                break
            before.insert(0, _line(sentence))
        lines = [*before, "---"] if before else []
        for i, sentence in enumerate(stretch):
            if i and sentence.paragraph != stretch[i - 1].paragraph:
                lines.append("")
            lines.append(_line(sentence))
        return "\n".join(lines)

    def _cost_of(self, sentence: Sentence) -> int:
        return self._count(_line(sentence) + "\n\n")


async def _finish(close: Callable[[], Awaitable[None]]) -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await close()
    loop = asyncio.get_running_loop()
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()


def stretches(sentences: Sequence[Sentence], most: int, count: Callable[[Sentence], int]) -> list[tuple[Sentence, ...]]:
    """Cut sentences into stretches of about the same length, at the end of a paragraph where one is near.

    Args:
        sentences: in order.
        most: tokens that a stretch may have; a single sentence that has more is left out.
        count: tokens of a sentence.
    """
    fitting = [(sentence, tokens) for sentence in sentences if (tokens := count(sentence)) <= most]
    whole = sum(tokens for _, tokens in fitting)
    aim = whole / max(1, -(-whole // most))
    found: list[tuple[Sentence, ...]] = []
    current: list[Sentence] = []
    used = 0
    for sentence, tokens in fitting:
        is_new = bool(current) and sentence.paragraph != current[-1].paragraph
        if current and (used + tokens > most or (is_new and used + tokens / 2 >= aim)):
            found.append(tuple(current))
            current, used = [], 0
        current.append(sentence)
        used += tokens
    return [*found, tuple(current)] if current else found


def _line(sentence: Sentence) -> str:
    return f"[{sentence.index + 1}] {' '.join(visible(sentence.text).split())}"
