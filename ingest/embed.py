"""Turn texts into vectors: the encoder's protocol, the embedded encoder, the vectors of an article's passages."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Protocol, runtime_checkable

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # ships no types
from tokenizers import Tokenizer

from ingest.errors import EncoderError
from ingest.models import Article, Passage, PassageVectors, Vectors
from ingest.passages import embedded_text
from ingest.words import visible

_FOLDER = files("ingest") / "model"
_MODEL, _TOKENIZER = "minilm-l6-int8.onnx", "tokenizer.json"


class Encoder(Protocol):
    """Turns texts into vectors whose products are similarities. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """Which vectors it makes: two encoders of one name give one text the same vector."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens that it reads at once, special tokens included."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens it would read, special tokens included."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text, shape (len(texts), dim); a text's row does not depend on its neighbours.

        Raises:
            EncoderError: if the texts cannot be encoded.
        """


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that also tells what each token means where it stands."""

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return for each text a row of length 1 a token, special tokens left out, up to the encoder's window; no rows for no tokens.

        Raises:
            EncoderError: if the texts cannot be encoded.
        """

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the characters [start, end) of each token that ``encode_tokens`` has a row for."""


class OnnxEncoder:
    """all-MiniLM-L6-v2 in int8, from the files that ship with us: 384 dimensions, windows of 256 tokens.

    One text a run, as its vector would depend on its neighbours in a batch; one session a calling thread. A text longer
    than the window is read in even windows, and their vectors averaged by their lengths. A text without words has the
    vector of the special tokens alone, which is never zero.
    """

    dim = 384
    max_tokens = 256

    def __init__(self, folder: Traversable = _FOLDER) -> None:
        self._folder = folder
        try:
            vocabulary = (folder / _TOKENIZER).read_text("utf-8")
            self._tokenizer = Tokenizer.from_str(vocabulary)
        except Exception as error:  # the tokenizer raises plain Exception
            raise _broken(folder / _TOKENIZER) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._special = len(self._ids(""))
        digest = hashlib.sha256(self._model())
        digest.update(vocabulary.encode())
        self.name = f"minilm-l6-int8-{digest.hexdigest()[:8]}"
        self._threads = threading.local()

    def count_tokens(self, text: str) -> int:
        return len(self._ids(text))

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(self._ids(text))
        return vectors

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        found = []
        for text in texts:
            first, *words, last = self._ids(text)
            tokens = self._tokens([first, *words[: self.max_tokens - self._special], last])[1:-1]
            found.append(tokens / np.linalg.norm(tokens, axis=1, keepdims=True))
        return found

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return list(self._tokenizer.encode(text).offsets)[1:-1][: self.max_tokens - self._special]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text).ids)

    def _vector(self, ids: list[int]) -> Vectors:
        if len(ids) <= self.max_tokens:
            return _unit(self._mean(ids))
        first, *words, last = ids
        n_windows = -(-len(words) // (self.max_tokens - self._special))
        bounds = [round(i * len(words) / n_windows) for i in range(n_windows + 1)]
        total = np.zeros(self.dim, dtype=np.float32)
        for start, end in pairwise(bounds):
            total += _unit(self._mean([first, *words[start:end], last])) * (end - start)
        return _unit(total)

    def _mean(self, ids: list[int]) -> Vectors:
        """Return the mean of the tokens' vectors, shape (dim,)."""
        mean: Vectors = self._tokens(ids).mean(axis=0)
        return mean

    def _tokens(self, ids: list[int]) -> Vectors:
        """Return the tokens' vectors, shape (len(ids), dim), not scaled."""
        inputs = {"input_ids": np.array([ids], dtype=np.int64), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        try:
            (tokens,) = self._session().run(None, inputs)
        except Exception as error:  # onnxruntime raises plain Exceptions
            raise EncoderError("The embedded encoder could not read a text.", remedy="Free some memory and run it again.") from error
        rows: Vectors = tokens[0]
        return rows

    def _session(self) -> onnxruntime.InferenceSession:
        session: onnxruntime.InferenceSession | None = getattr(self._threads, "session", None)
        if session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            try:
                session = onnxruntime.InferenceSession(self._model(), options, providers=["CPUExecutionProvider"])
            except Exception as error:  # onnxruntime raises plain Exceptions
                raise _broken(self._folder / _MODEL) from error
            self._threads.session = session
        return session

    def _model(self) -> bytes:
        try:
            return (self._folder / _MODEL).read_bytes()
        except OSError as error:
            raise _broken(self._folder / _MODEL) from error


class WordsOnly:
    """Stands in for an encoder that a text must not be sent to: every vector is zero, so that words alone decide."""

    name = "words only"

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def dim(self) -> int:
        return self._encoder.dim

    @property
    def max_tokens(self) -> int:
        return self._encoder.max_tokens

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), self.dim), np.float32)


def encode_passages(article: Article, passages: Sequence[Passage], encoder: Encoder) -> tuple[PassageVectors, ...]:
    """Return the vectors of each passage, in order: its own (of ``embedded_text``) and its sentences' (of their text alone).

    A text that occurs more than once in the article is encoded once.
    """
    rows: dict[str, int] = {}
    places = [
        (
            rows.setdefault(embedded_text(article, passage), len(rows)),
            [rows.setdefault(visible(sentence.text), len(rows)) for sentence in passage.sentences],
        )
        for passage in passages
    ]
    vectors = encoder.encode(list(rows))
    return tuple(PassageVectors(passage=vectors[whole].copy(), sentences=vectors[parts]) for whole, parts in places)


def _unit(vector: Vectors) -> Vectors:
    scaled: Vectors = vector / np.linalg.norm(vector)
    return scaled


def _broken(file: Traversable) -> EncoderError:
    return EncoderError(f"The encoder's file {file} cannot be read.", remedy="Install onrecord again.")
