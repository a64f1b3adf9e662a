"""Encode texts at an OpenAI-compatible embeddings endpoint: the only door of ingest to the ``openai`` package.

Texts leave the machine here, so this encoder exists only where a setting names it, and it says where they go.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ingest.errors import EncoderError
from ingest.loop_thread import LoopThread
from ingest.models import Vectors

log = logging.getLogger(__name__)

_BATCH = 64  # texts in one request
_BYTES_PER_TOKEN = 3  # few: the densest news has 3.5, and a text that is too long is refused
_SPECIAL = 2
_TRIES = 3
_WAITS_S = (0.5, 2.0)  # before the second and the third try, where the endpoint does not ask for more
_LONGEST_WAIT_S = 20.0
_REST_S = 10.0  # after a failure that more tries would not mend, further calls fail at once for so long
_CHATTY_LOGGERS = ("openai", "httpx2", "httpcore2")
_REFUSALS = {
    401: ("refused the key", "Set ONRECORD_EMBEDDER_KEY to a key of that endpoint."),
    403: ("does not let this key encode texts", "Set ONRECORD_EMBEDDER_KEY to a key that may use the model."),
    404: ("has no such model or no embeddings", "Check the model's name in ONRECORD_EMBEDDER and the address in ONRECORD_EMBEDDER_URL."),
}
_BUSY = "Wait a little and run the same command again; what is done is kept."


class EndpointEncoder:
    """A model behind an embeddings endpoint. Safe to call from several threads.

    Its tokens are estimated, on the safe side. A text longer than a window is read in even windows, and their vectors averaged by
    their lengths, as the embedded encoder does.

    Args:
        model: as the endpoint calls it.
        base_url: of the endpoint, with its version: ``https://…/v1``.
        key: sent as a bearer token; ``None`` for an endpoint that needs none.
        timeout_s: longest time from a request to the last byte of its answer, in seconds, for each of at most three tries.
    """

    max_tokens = 256

    def __init__(self, model: str, base_url: str, key: str | None, timeout_s: float) -> None:
        self._model, self._base_url, self._key, self._timeout_s = model, base_url, key, timeout_s
        self.name = f"openai:{model}@{self.host}"
        self._lock = threading.Lock()
        self._loop = LoopThread()
        self._client: Any = None
        self._dim: int | None = None
        self._failed: tuple[float, EncoderError] | None = None

    @property
    def host(self) -> str:
        """Where texts are sent: host and port."""
        parts = urlsplit(self._base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def dim(self) -> int:
        """Length of a vector, asked of the endpoint where no vector has come yet.

        Raises:
            EncoderError: it does not answer.
        """
        return int(self.encode(["news"]).shape[1]) if self._dim is None else self._dim

    def expect(self, dim: int | None) -> None:
        """Refuse vectors of another length from now on: those of a home have this one."""
        self._dim = dim or self._dim

    def close(self) -> None:
        """Close the connections that are kept open, and the thread that they live on."""
        with self._lock:
            self._client = None
        self._loop.close()

    def count_tokens(self, text: str) -> int:
        return -(-len(text.encode(errors="replace")) // _BYTES_PER_TOKEN) + _SPECIAL

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        windows = [self._windows(text) for text in texts]
        flat = [window for of_text in windows for window in of_text]
        rows = np.concatenate([self._request(flat[start : start + _BATCH]) for start in range(0, len(flat), _BATCH)])
        vectors = np.empty((len(texts), rows.shape[1]), np.float32)
        at = 0
        for row, of_text in enumerate(windows):
            weights = np.array([len(window) for window in of_text], np.float32)
            total = weights @ rows[at : at + len(of_text)]
            vectors[row] = total / np.linalg.norm(total)
            at += len(of_text)
        return vectors

    def _windows(self, text: str) -> list[str]:
        """Return a text in even pieces that fit the window; what holds no character that shows is a full stop, as empty text is refused."""
        n = -(-(self.count_tokens(text) - _SPECIAL) // (self.max_tokens - _SPECIAL))
        bounds = [round(i * len(text) / n) for i in range(n + 1)] if n > 1 else [0, len(text)]
        return [piece if piece.strip() else "." for piece in (text[a:b] for a, b in pairwise(bounds))]

    def _request(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows for at most a batch of texts, trying again what may pass."""
        if self._failed is not None and time.monotonic() < self._failed[0]:
            raise EncoderError(self._failed[1].problem, remedy=self._failed[1].remedy)
        for wait_s in (*_WAITS_S, None):
            try:
                return self._rows(self._send(texts), len(texts))
            except _PassingError as trouble:
                if wait_s is None:
                    raise self._keep(trouble.error) from trouble.__cause__
                time.sleep(min(max(wait_s, trouble.after_s), _LONGEST_WAIT_S))
        raise AssertionError("the last try returns or raises")

    def _send(self, texts: Sequence[str]) -> Any:
        import openai

        try:
            asked = self._opened().embeddings.create(model=self._model, input=list(texts), encoding_format="float")
            return self._loop.run(asked, self._timeout_s)
        except openai.APIStatusError as error:
            raise self._refused(error.status_code, error.response.headers.get("retry-after")) from error
        except (TimeoutError, openai.APITimeoutError) as error:
            problem = self._error(f"did not answer within {self._timeout_s:g} s", "Raise ONRECORD_EMBEDDER_S, or try again later.")
            raise _PassingError(problem) from error
        except openai.APIConnectionError as error:
            problem = self._error("cannot be reached", "Check that it runs, and the address in ONRECORD_EMBEDDER_URL.")
            raise _PassingError(problem) from error
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            raise self._unreadable() from error

    def _refused(self, status: int, retry_after: str | None) -> Exception:
        if status in _REFUSALS:
            return self._keep(self._error(*_REFUSALS[status]))
        if status in (408, 409, 429) or status >= 500:
            asked = float(retry_after) if retry_after and retry_after.replace(".", "", 1).isdigit() else 0.0
            what = "takes no more requests for now (status 429)" if status == 429 else f"fails (status {status})"
            return _PassingError(self._error(what, _BUSY), asked)
        return self._error(f"refused the texts (status {status})", "Check that its model reads texts of 256 tokens.")

    def _rows(self, answer: Any, n: int) -> Vectors:
        """Return the vectors of an answer in the order of the texts, each of length 1; whatever is wrong with them is an error."""
        try:
            by_index = {item.index: item.embedding for item in answer.data}
            found = [np.asarray(by_index[i], dtype=np.float64) for i in range(n)]
            is_whole = len(answer.data) == n
        except (AttributeError, KeyError, TypeError, ValueError):
            raise self._unreadable() from None
        sizes = {row.shape for row in found}
        if not is_whole or len(sizes) != 1 or len(found[0].shape) != 1 or not len(found[0]):
            raise self._unreadable()
        rows = np.stack(found)
        with self._lock:
            dim = self._dim = self._dim or rows.shape[1]
        if rows.shape[1] != dim:
            raise self._error(
                f"gives vectors of {rows.shape[1]} numbers where the others have {dim}", "Name the model that this home was made with."
            )
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(rows).all() or not (lengths > 0).all():
            raise self._unreadable()
        unit: Vectors = (rows / lengths).astype(np.float32)
        return unit

    def _opened(self) -> Any:
        with self._lock:
            if self._client is None:
                import openai

                for name in _CHATTY_LOGGERS:  # at DEBUG they log requests, and with them articles
                    logger = logging.getLogger(name)
                    logger.setLevel(max(logger.level, logging.WARNING))
                self._client = openai.AsyncOpenAI(
                    base_url=self._base_url,
                    api_key=self._key or "none",  # an empty key is refused before any request
                    timeout=self._timeout_s,
                    max_retries=0,
                    http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False),  # a redirect would send texts to another host
                )
                self._loop.at_end(self._client.close)
            return self._client

    def _keep(self, error: EncoderError) -> EncoderError:
        """Let further calls fail at once for a while."""
        self._failed = (time.monotonic() + _REST_S, error)
        return error

    def _unreadable(self) -> EncoderError:
        return self._error("answers with something else than one vector a text", "Check that its model is one for embeddings.")

    def _error(self, what: str, remedy: str) -> EncoderError:
        return EncoderError(f"The embeddings endpoint {self.host} {what}.", remedy=remedy)


class _PassingError(Exception):
    """A failure that another try may mend, ``after_s`` seconds later at the earliest."""

    def __init__(self, error: EncoderError, after_s: float = 0.0) -> None:
        super().__init__()
        self.error, self.after_s = error, after_s
