"""Statements as a model proposes them, and what ingest asks of whoever proposes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.models import Article, Sentence

WHOLE = "*"
"""In the place of a sentence's words: all of them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement in words that are still to be found in the article; sentences are told by ``Sentence.index``.

    ``by`` is the sentence that has holder and cue, and the words of ``speaker``, ``reported_by`` and ``venue``. ``holder`` is
    ``None`` where nobody is named. ``content`` pairs sentences with their words, or with ``WHOLE``.
    """

    by: int
    holder: str | None
    cue: str
    content: tuple[tuple[int, str], ...]
    speaker: str | None = None
    reported_by: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What asking about one article took: tokens as the endpoint counts them, 0 where it does not; ``cost`` where prices are known."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposed for an article; with a ``problem`` (a code) it read not all of it, and nothing of it counts.

    ``is_hopeless``: the next article would fare no better, as with a wrong key. ``unreadable`` counts pieces of its replies that
    could not be read.
    """

    proposals: tuple[Proposal, ...] = ()
    problem: str | None = None
    is_hopeless: bool = False
    unreadable: int = 0
    use: ModelUse = ModelUse()


class Proposer(Protocol):
    """Proposes statements; safe in many threads at once."""

    @property
    def recipe(self) -> str:
        """What it proposes with: another one would propose others."""

    @property
    def model(self) -> str:
        """The model's name."""

    @property
    def host(self) -> str:
        """Where the articles' text is sent."""

    def propose(self, article: Article, sentences: Sequence[Sentence], stop: threading.Event) -> Proposed:
        """Propose the statements of an article; a failure is a value.

        Raises:
            CancelledError: ``stop`` was set.
        """
