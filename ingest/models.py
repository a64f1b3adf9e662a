"""The vocabulary of ingest: Article, Sentence, Passage, Statement and what a loader returns.

    Article -> Sentence -> Passage -> Evidence -> Draft -> Answer
    load       split       pack       retrieve    write    cite, verify

Values are frozen. Offsets count Unicode characters of ``Article.text``, start inclusive, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Kind = Literal["news", "opinion", "analysis", "interview", "transcript", "press_release", "live", "satire", "sponsored", "unknown"]
Role = Literal["body", "headline", "standfirst", "caption", "byline", "correction"]
Voice = Literal["direct", "indirect", "mixed"]
MadeBy = Literal["rules", "model"]
Change = Literal["added", "updated", "unchanged"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)

Vectors = NDArray[np.float32]
"""Rows of length 1, shape (n, dim)."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; ``None`` is unknown, never a guess.

    ``published`` and ``modified`` are ISO 8601: the day, or the day and time with offset, that the article names;
    ``published_as_printed`` is the same as the source printed it.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_as_printed: str | None = None
    modified: str | None = None
    kind: Kind = "unknown"
    language: str | None = None

    @property
    def published_day(self) -> str | None:
        """The day of ``published``, YYYY-MM-DD."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True)
class Block:
    """What a loader knew about ``text[start:end]``: its role in the article and its page, from 1, in a paged format."""

    start: int
    end: int
    role: Role = "body"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """One article as a loader found it. ``notes`` are for the report: hidden text dropped, an unreadable date."""

    source_id: str
    text: str
    metadata: Metadata = Metadata()
    layout: tuple[Block, ...] = ()  # in order, not overlapping; text outside every block is body
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that became no article, and why; ``line`` counts from 1 in a file of many articles."""

    source: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, kept character for character.

    ``article_id`` is a function of ``source_id`` and ``version`` a function of ``text``; ``fetched`` is an ISO 8601 time in UTC.
    """

    source_id: str
    article_id: str
    version: str
    text: str
    metadata: Metadata
    fetched: str
    layout: tuple[Block, ...] = ()
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, located in its article: ``article.text[start:end] == text``."""

    sentence_id: str
    article_id: str
    version: str
    index: int  # place in the article, from 0
    start: int
    end: int
    text: str
    paragraph: int  # from 1
    role: Role = "body"
    page: int | None = None  # from 1, in a paged format


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one article, the unit we embed and retrieve: ``article.text[start:end] == text``."""

    passage_id: str
    article_id: str
    version: str
    index: int  # place in the article, from 0
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SpanText:
    """Words of an article as printed: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a statement: the words as printed ("he"), and who that is ("Oda Kellervane"), ``None`` where it cannot be told."""

    start: int
    end: int
    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class AsOf:
    """When something was said: an ISO day, month or year, and whether the sentence says so or only the publication day is known."""

    date: str
    precision: Literal["day", "month", "year"]
    basis: Literal["said", "published"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, thinks or wants what, in an article's own words.

    ``sentence_ids`` are in order; one of them is the sentence that names or refers to the holder. ``holder`` is ``None`` where the
    article names nobody ("reportedly"). ``speaker`` uttered it if not the holder (a spokesman), ``reported_by`` reports it if
    not the outlet (an opponent), ``venue`` is where it was said ("Sky News"). ``made_by``: whether our rules found it, or a model
    proposed it and the rules let it pass.
    """

    statement_id: str
    article_id: str
    version: str
    holder: Holder | None
    cue: tuple[SpanText, ...]
    content: tuple[SpanText, ...]
    voice: Voice
    sentence_ids: tuple[str, ...]
    speaker: str | None = None
    reported_by: str | None = None
    venue: str | None = None
    as_of: AsOf | None = None
    made_by: MadeBy = "rules"


@dataclass(frozen=True)
class PassageVectors:
    """The vectors of one passage, made by one encoder."""

    passage: Vectors = field(repr=False)  # (dim,)
    sentences: Vectors = field(repr=False)  # (len(passage.sentences), dim)


def article_id(source_id: str) -> str:
    """Return the id of an article: a function of where it came from.

    >>> article_id("https://courier.example/tunnel")
    'a-10d28182d5ba4b36'
    """
    return f"a-{_digest(source_id)}"


def text_version(text: str) -> str:
    """Return the id of a text among the versions of an article."""
    return _digest(text)[:12]


def sentence_id(article: str, version: str, start: int, end: int) -> str:
    """Return the id of a sentence: a function of article, version and place."""
    return f"s-{_digest(f'{article}/{version}/{start}/{end}')}"


def passage_id(article: str, version: str, start: int, end: int) -> str:
    """Return the id of a passage: a function of article, version and place."""
    return f"p-{_digest(f'{article}/{version}/{start}/{end}')}"


def statement_id(article: str, version: str, cue: int, start: int, end: int) -> str:
    """Return the id of a statement: a function of article, version, and the places of its cue and of its content."""
    return f"t-{_digest(f'{article}/{version}/{cue}/{start}/{end}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
