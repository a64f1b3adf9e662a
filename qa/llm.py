"""The only door to chat models: one request in, pieces of text out, and always an ending that says how it went."""

from __future__ import annotations

import asyncio
import email.utils
import json
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

from pydantic import SecretStr

from ingest.words import visible
from qa.models import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

log = logging.getLogger(__name__)

_CHATTY_LOGGERS = ("openai", "httpx2", "httpcore2", "langchain_openai")
_CHARACTERS_PER_TOKEN = 20  # a reply longer than its tokens could ever be is cut off
_THINKING, _THOUGHT = "<think>", "</think>"
_SHORTEST_KEY = 12  # characters; a shorter one ("none", for a local server) is no secret and may be a word of the reply

EndingCode = Literal[
    "complete",
    "length",
    "content_filter",
    "no_finish_reason",
    "empty_reply",
    "too_long",
    "bad_reply",
    "error_in_stream",
    "no_connection",
    "first_token_timeout",
    "between_tokens_timeout",
    "total_timeout",
    "bad_request",
    "prompt_too_long",
    "unauthorized",
    "forbidden",
    "not_found",
    "request_timeout",
    "rate_limited",
    "quota",
    "redirected",
    "server_error",
    "refused",
]
_OF_STATUS: dict[int, EndingCode] = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    408: "request_timeout",
    429: "rate_limited",
}
_OF_FINISH: dict[str, EndingCode] = {"length": "length", "content_filter": "content_filter"}
_RETRYABLE: frozenset[EndingCode] = frozenset(
    (
        "no_connection",
        "first_token_timeout",
        "between_tokens_timeout",
        "request_timeout",
        "rate_limited",
        "server_error",
        "error_in_stream",
        "no_finish_reason",
        "empty_reply",
    )
)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model, where, and how long it may take. Times are in seconds, prices in money for a million tokens."""

    model: str
    base_url: str
    api_key: SecretStr | None = None
    temperature: float | None = None
    max_output_tokens: int = 800
    first_token_s: float = 20.0
    between_tokens_s: float = 10.0
    total_s: float = 60.0
    stream_usage: bool = True
    input_price: float | None = None
    output_price: float | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a request."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some more of the reply."""

    text: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request ended. Only ``complete`` means that a whole reply came: its finish_reason was seen.

    ``status`` is the HTTP status of a refusal; ``retry_after_s`` is what the endpoint asked for. A provider's own words are
    not kept: they may hold the key. ``from_cache``: the reply is from an earlier time, and nothing was sent.
    """

    code: EndingCode
    status: int | None = None
    retry_after_s: float | None = None
    usage: Usage | None = None
    from_cache: bool = False

    @property
    def is_whole(self) -> bool:
        return self.code == "complete"

    @property
    def is_retryable(self) -> bool:
        return self.code in _RETRYABLE or self.status in (409, 425)


class Model(Protocol):
    """A chat model: ``ChatModel``, or one that remembers its replies."""

    @property
    def name(self) -> str: ...
    @property
    def host(self) -> str: ...
    async def prepare(self) -> None: ...
    def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]: ...


@dataclass
class ChatModel:
    """A model behind an OpenAI-compatible endpoint. It lives on one event loop, which awaits ``close`` at the end."""

    settings: ModelSettings
    _model: BaseChatModel | None = field(default=None, init=False, repr=False)
    _http: Any = field(default=None, init=False, repr=False)

    @property
    def name(self) -> str:
        return self.settings.model

    @property
    def host(self) -> str:
        """Where text is sent: host and port, without user or path."""
        parts = urlsplit(self.settings.base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    async def prepare(self) -> None:
        """Import the libraries (seconds) and build the client, beside the loop; afterwards requests start at once."""
        if self._model is None:
            self._model, self._http = await asyncio.to_thread(_build, self.settings)

    async def close(self) -> None:
        """Close the connections that are kept open."""
        if self._http is not None:
            await self._http.aclose()
        self._model = self._http = None

    async def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]:
        """Send a request; yield the pieces of the reply and, always last, its Ending. Nothing is retried here, nothing is raised.

        Args:
            messages: the conversation, a user's message last.
            deadline: time of the running loop's clock by which it ends, however far the reply has come.

        Cancelling the task, or closing the iterator, closes the connection.
        """
        await self.prepare()
        assert self._model is not None
        clock = asyncio.get_running_loop().time
        reply = _Reply(self.settings)
        key = _KeyKeeper(self.settings.api_key)
        turn = clock() + self.settings.first_token_s
        waiting_for: EndingCode = "first_token_timeout"
        async with aclosing(_chunks(self._model, messages)) as chunks:
            while True:
                code = "total_timeout" if deadline <= turn else waiting_for
                try:
                    async with asyncio.timeout_at(min(turn, deadline)):
                        chunk = await anext(chunks)
                except TimeoutError:
                    yield self._ended(Ending(code, usage=reply.usage))
                    return
                except StopAsyncIteration:
                    if rest := key.rest():
                        yield Piece(rest)
                    yield self._ended(reply.ending())
                    return
                except Exception as error:  # whatever client and server come up with is an ending, never a traceback
                    yield self._ended(_ending_of(error, reply))
                    return
                text, is_alive = reply.take(chunk)
                if is_alive:
                    turn, waiting_for = clock() + self.settings.between_tokens_s, "between_tokens_timeout"
                if text := key.keep(text):
                    yield Piece(text)
                if reply.characters > self.settings.max_output_tokens * _CHARACTERS_PER_TOKEN:
                    yield self._ended(Ending("too_long", usage=reply.usage))
                    return

    def _ended(self, ending: Ending) -> Ending:
        if not ending.is_whole:
            log.warning("The model's reply ended: %s%s.", ending.code, f", HTTP {ending.status}" if ending.status else "")
        return ending


async def _chunks(model: BaseChatModel, messages: Sequence[Message]) -> AsyncGenerator[AIMessageChunk, None]:
    async with aclosing(model.astream([(message.role, message.text) for message in messages])) as chunks:  # type: ignore[type-var]
        async for chunk in chunks:
            yield chunk


@dataclass
class _Reply:
    """What has been seen of a reply: how long it is, why it finished, what it used."""

    settings: ModelSettings
    characters: int = 0
    has_text: bool = False
    finish_reason: str | None = None
    usage: Usage | None = None
    _opening: str | None = ""  # the first words, until it is clear whether they are the model's thinking

    def take(self, chunk: AIMessageChunk) -> tuple[str, bool]:
        """Return what a chunk adds to the reply, and whether the model wrote anything at all."""
        self.finish_reason = chunk.response_metadata.get("finish_reason") or self.finish_reason
        if chunk.usage_metadata:
            self.usage = priced(chunk.usage_metadata["input_tokens"], chunk.usage_metadata["output_tokens"], self.settings)
        written = str(chunk.text)
        self.characters += len(written)
        text = self._without_thinking(written)
        self.has_text = self.has_text or bool(text.strip())
        return text, bool(written)

    def ending(self) -> Ending:
        """How a stream went that ended in good order: only a finish_reason proves that the reply is whole."""
        if self.finish_reason is None:
            return Ending("no_finish_reason", usage=self.usage)
        code = _OF_FINISH.get(self.finish_reason, "complete" if self.has_text else "empty_reply")
        return Ending(code, usage=self.usage)

    def _without_thinking(self, text: str) -> str:
        """Leave out what some local models write between <think> and </think> before they answer."""
        if self._opening is None:
            return text
        opening = self._opening = self._opening + text
        begun = opening.lstrip()
        if begun.startswith(_THINKING):
            _, thought, answer = begun.partition(_THOUGHT)
            self._opening = None if thought else opening
            return answer
        if _THINKING.startswith(begun) and self.finish_reason is None:
            return ""
        self._opening = None
        return opening


class _KeyKeeper:
    """Leaves the key out of a reply, wherever its pieces are split: the endpoint knows it, and an answer may be shown to others."""

    def __init__(self, key: SecretStr | None) -> None:
        known = key.get_secret_value() if key else ""
        self._key = known if len(known) >= _SHORTEST_KEY else ""
        self._held = ""

    def keep(self, text: str) -> str:
        """Return what may be said by now, without characters that show nothing; what may be the beginning of the key is held back."""
        if not self._key:
            return text
        text = (self._held + visible(text)).replace(self._key, "")
        may_begin = (n for n in range(min(len(self._key) - 1, len(text)), 0, -1) if text.endswith(self._key[:n]))
        held = next(may_begin, 0)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def rest(self) -> str:
        """Return what was held back, at the end of the reply, unless so much of it is the key's."""
        return self._held if len(self._held) < _SHORTEST_KEY else ""


def _build(settings: ModelSettings) -> tuple[BaseChatModel, Any]:
    import httpx  # noqa: F401  openai looks into this module where it is loaded, even while another thread is still loading it
    import langsmith
    import openai
    from langchain.chat_models import init_chat_model

    langsmith.configure(enabled=False)  # LANGSMITH_TRACING in the user's shell would upload prompts
    for name in _CHATTY_LOGGERS:  # at DEBUG they log requests, and with them questions and articles
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
    http = openai.DefaultAsyncHttpxClient(follow_redirects=False)  # a redirect would send text to a host that the answer does not name
    at_openai = urlsplit(settings.base_url).hostname == "api.openai.com"
    model = init_chat_model(
        settings.model,
        model_provider="openai",
        base_url=settings.base_url,  # always: LANGSMITH_GATEWAY would win over OPENAI_BASE_URL
        api_key=settings.api_key or SecretStr("none"),  # an empty key is refused before any request
        temperature=settings.temperature,
        max_retries=0,
        timeout=settings.total_s,
        stream_chunk_timeout=None,  # the deadlines are ours
        stream_usage=settings.stream_usage,
        use_responses_api=False,
        cache=False,
        http_async_client=http,
        extra_body={"max_completion_tokens" if at_openai else "max_tokens": settings.max_output_tokens},
    )
    return model, http


def _ending_of(error: Exception, reply: _Reply) -> Ending:
    """Return the ending that an exception stands for, by its class and status alone."""
    import openai
    from langchain_core.exceptions import ContextOverflowError

    usage = reply.usage
    if isinstance(error, ContextOverflowError) or getattr(error, "code", None) == "context_length_exceeded":
        return Ending("prompt_too_long", getattr(error, "status_code", None), usage=usage)
    if isinstance(error, openai.APIStatusError):
        status = error.status_code
        if error.code == "insufficient_quota":
            return Ending("quota", status, usage=usage)
        return Ending(_code_of(status), status, _retry_after(error.response.headers), usage)
    if isinstance(error, openai.APITimeoutError):
        return Ending("total_timeout", usage=usage)
    if isinstance(error, openai.APIConnectionError):
        return Ending("no_connection", usage=usage)
    if isinstance(error, openai.APIError):
        return Ending("error_in_stream", usage=usage)
    if isinstance(error, (ValueError, TypeError, IndexError, KeyError, AttributeError, json.JSONDecodeError)):
        return Ending("bad_reply", usage=usage)
    log.warning("The model's client raised %s.", type(error).__name__)
    return Ending("refused" if isinstance(error, openai.OpenAIError) else "no_connection", usage=usage)


def _code_of(status: int) -> EndingCode:
    if status >= 500:
        return "server_error"
    if 300 <= status < 400:
        return "redirected"
    return _OF_STATUS.get(status, "bad_request")


def _retry_after(headers: Any) -> float | None:
    """Read Retry-After, in seconds or as a date, and retry-after-ms; None where there is none that can be read."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        if not (printed := headers.get("retry-after")):
            return None
        if printed.strip().replace(".", "", 1).isdigit():
            return float(printed)
        return max(0.0, email.utils.parsedate_to_datetime(printed).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


async def waited(asked_s: float | None, else_s: float, deadline: float) -> bool:
    """Wait before a retry, as long as the endpoint asks for; not at all, and False, where that would miss the deadline."""
    delay = else_s if asked_s is None else asked_s
    if asyncio.get_running_loop().time() + delay >= deadline:
        return False
    await asyncio.sleep(delay)
    return True


def summed(had: Usage | None, used: Usage | None) -> Usage | None:
    """Return what two requests took together; a cost only where it is known of both.

    >>> summed(None, Usage(700, 40)), summed(Usage(1, 2, 0.5), Usage(3, 4, 0.25))
    (Usage(input_tokens=700, output_tokens=40, cost=None), Usage(input_tokens=4, output_tokens=6, cost=0.75))
    """
    if had is None or used is None:
        return had or used
    cost = None if used.cost is None or had.cost is None else round(had.cost + used.cost, 6)
    return Usage(had.input_tokens + used.input_tokens, had.output_tokens + used.output_tokens, cost)


def priced(input_tokens: int, output_tokens: int, settings: ModelSettings) -> Usage:
    """Return what a request took, with its cost where the settings name both prices."""
    if settings.input_price is None or settings.output_price is None:
        return Usage(input_tokens, output_tokens)
    cost = (input_tokens * settings.input_price + output_tokens * settings.output_price) / 1_000_000
    return Usage(input_tokens, output_tokens, round(cost, 6))
