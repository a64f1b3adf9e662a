"""Position reports over statements alone, without a catalog, and what reads them with a model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import cast

from ingest.store.lookup import Selection
from qa.llm import Model
from qa.models import PositionReport, Question
from qa.positions.by_model.reader import PositionReader
from qa.positions.by_model.request import ANSWERED_BY, POSITION_FIELDS
from qa.positions.gather import Gatherer
from qa.positions.held import Held
from qa.positions.report import Gathered, Positions, PositionShelf
from qa.prompt import load_prompt
from qa.settings import Settings
from qa.tokens import estimate
from qa.verify import restore_quotations, verify

PROMPT = load_prompt(Settings.model_fields["position_prompt"].default, POSITION_FIELDS, ANSWERED_BY)


@dataclass(frozen=True)
class NoShelf:
    """A catalog without articles."""

    passage_count = 0

    def select(self, outlets: Sequence[str] = (), since: str | None = None, until: str | None = None) -> Selection:
        return Selection(frozenset(), 0, 0, None, None, ())

    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        return {}

    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]:
        return []

    def passages(self, ids: Sequence[str]) -> dict[str, object]:
        return {}


@dataclass(frozen=True)
class Called:
    """Knows an issue by names of its own."""

    names: str = ""

    def also_called(self, issue: str) -> str:
        return self.names or issue


def report_of(held: Sequence[Held], issue: str, called: str = "") -> PositionReport:
    """Return where holders stand by the rules."""
    positions = Positions(cast(PositionShelf, NoShelf()), cast(Gatherer, Called(called)), verify)
    return positions.written(Question(issue), Gathered(issue, tuple(held)))


def a_reader(
    model: Model, pool: Executor, called: str = "", *, holders: int = 6, prompt_tokens: int = 3000, total_s: float = 30.0
) -> PositionReader:
    """Return what has a model read positions."""
    also_called = Called(called).also_called
    return PositionReader(
        model, PROMPT, b"s" * 32, verify, restore_quotations, also_called, estimate, prompt_tokens, total_s, holders, 2, pool
    )
