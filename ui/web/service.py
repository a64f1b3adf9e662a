"""What the page and the HTTP API need of the core: the one thing they are given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from ingest.models import Article, Metadata, Rejection, Sentence
from qa.draft import CheckedDraft, Draft
from qa.evaluation.shelf import KeptReport
from qa.models import Answer, Comparison, Event, Filters, PositionReport, Question, SearchResult, Timeline
from qa.positions.names.entities import KnownHolder
from qa.quote import PrintedForms


class Report(Protocol):
    """What became of articles that were added; the last three count what the home holds afterwards."""

    @property
    def added(self) -> int: ...
    @property
    def updated(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def rejected(self) -> Sequence[Rejection]: ...
    @property
    def articles(self) -> int: ...
    @property
    def sentences(self) -> int: ...
    @property
    def passages(self) -> int: ...


class Service(Protocol):
    """Questions in, answers out, awaited on the server's own loop; nothing in it blocks.

    ``ask``, ``search`` and ``stream`` return failures as values; the others raise ``OnRecordError``.
    """

    def stream(self, question: Question) -> AsyncIterator[Event]:
        """Yield an answer while it is written, the whole Answer last."""

    async def ask(self, question: Question) -> Answer: ...

    async def search(self, question: Question) -> SearchResult: ...

    async def positions(self, question: Question) -> PositionReport:
        """Say who stands where on an issue; an error is a value, as of the next two."""

    async def compare(self, question: Question, holders: Sequence[str]) -> Comparison:
        """Set holders side by side on an issue."""

    async def timeline(self, question: Question, holder: str) -> Timeline:
        """Set a holder's own statements on an issue in the order of their dates."""

    async def check(self, draft: Draft, filters: Filters) -> CheckedDraft:
        """Check each sentence of a draft; an error is a value. The draft is not kept and goes to no model."""

    async def holders(self, part: str) -> Sequence[KnownHolder]:
        """Return who speaks in the articles and has ``part`` in a name, those with most statements first."""

    async def quote(self, words: str, filters: Filters) -> PrintedForms:
        """Find every printed form of a quotation."""

    async def add(self, data: bytes, name: str, given: Metadata) -> Report:
        """Take one file or pasted text in; ``name`` tells its format."""

    async def articles(self) -> Sequence[Article]:
        """Return the current version of every article."""

    async def article(self, article_id: str, version: str | None = None) -> tuple[Article, Sequence[Sentence]] | None:
        """Return one version of an article, the current one by default, with its sentences."""

    async def reports(self) -> Sequence[KeptReport]:
        """Return the evaluation reports that the home keeps, the latest first."""

    async def report(self, name: str) -> str:
        """Return a kept evaluation report as a whole HTML page."""

    async def starters(self) -> Sequence[str]:
        """Return a few questions that these articles answer, to begin with."""


@asynccontextmanager
async def closed_after(events: AsyncIterator[Event]) -> AsyncIterator[AsyncIterator[Event]]:
    """Close a stream that is left before its end, so that a model behind it stops writing at once."""
    try:
        yield events
    finally:
        aclose = getattr(events, "aclose", None)
        if aclose is not None:
            await aclose()
