"""What reading the catalog finds, apart from articles, sentences and passages themselves."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.models import Vectors


@dataclass(frozen=True, slots=True)
class Counts:
    """What a home holds: current articles with their sentences and passages."""

    articles: int
    sentences: int
    passages: int


@dataclass(frozen=True, slots=True)
class HolderCount:
    """How many statements current articles give under one name, and the numbers of the texts that do."""

    statements: int
    articles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where statements stand: the ids of their sentences, and of the passages that have these."""

    sentences: frozenset[str]
    passages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that pass a filter, and their passages; ``passages`` is None where nothing was filtered.

    ``undated`` counts the articles that a date filter left out for want of a date; without one, the undated among those searched.
    ``first`` and ``last`` are the days, YYYY-MM-DD, between which the dated ones lie.
    """

    passages: frozenset[str] | None
    articles: int
    undated: int
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    article_ids: frozenset[str] | None = None  # of the articles that pass; None where nothing was filtered


@dataclass(frozen=True, slots=True)
class Stored:
    """Vectors of passages as the catalog has them: row i of ``vectors`` is that of passage ``ids[i]``, numbered ``numbers[i]``."""

    numbers: list[int]
    ids: list[str]
    vectors: Vectors
