"""Find the gold quotes of a question set in the articles of a home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ingest.models import Article, Sentence
from qa.evaluation.dataset import GoldQuote, Item

LONGEST_HIT = 1000
"""Characters: a longer sentence or citation hits nothing, or a whole article would hit everything."""

Fault = Literal["no_source", "ambiguous_source", "quote_missing", "quote_ambiguous", "offsets_wrong"]


class Library(Protocol):
    """The articles that a question set is about."""

    def articles(self) -> Iterator[Article]: ...
    def sentences(self, article: Article) -> tuple[Sentence, ...]: ...


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of one version of one article; ``id`` names the sentence or passage, where it is one."""

    article_id: str
    version: str
    start: int
    end: int
    id: str | None = None

    def hits(self, gold: Span) -> bool:
        """Whether the two share at least half of the shorter.

        >>> Span("a", "v", 0, 40).hits(Span("a", "v", 36, 40)), Span("a", "v", 0, 40).hits(Span("a", "v", 36, 50))
        (True, False)
        """
        shared = min(self.end, gold.end) - max(self.start, gold.start)
        shorter = min(self.end - self.start, gold.end - gold.start)
        return self._is_with(gold) and shared > 0 and 2 * shared >= shorter and self.end - self.start <= LONGEST_HIT

    def holds(self, gold: Span) -> bool:
        """Whether the gold span lies inside this one as a whole."""
        return self._is_with(gold) and self.start <= gold.start and gold.end <= self.end

    def _is_with(self, other: Span) -> bool:
        return self.article_id == other.article_id and self.version == other.version


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A gold quote at its place, with the ids of the sentences that hit it."""

    span: Span
    source_id: str
    text: str
    sentence_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A gold quote that could not be found, and why; ``article`` is its source, where that is known."""

    fault: Fault
    message: str
    article: Article | None = None
    places: tuple[int, ...] = ()  # where the quote begins, where it occurs more than once


@dataclass
class Resolver:
    """Finds gold quotes; reads the articles once."""

    library: Library
    _by_name: dict[str, list[Article]] = field(default_factory=dict)
    _sentences: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for article in self.library.articles():
            self._by_name.setdefault(article.source_id, []).append(article)

    @property
    def articles(self) -> Iterator[Article]:
        return (article for named in self._by_name.values() for article in named)

    def resolve(self, gold: GoldQuote) -> GoldSpan | Unresolved:
        """Return where a gold quote stands, or why that cannot be told."""
        named = self._by_name.get(gold.source) or self._ending(gold.source)
        if not named:
            return Unresolved("no_source", f"There is no article {gold.source!r} in this home.")
        if len(named) > 1:
            shown = ", ".join(article.source_id for article in named[:5])
            return Unresolved("ambiguous_source", f"{gold.source!r} names {len(named)} articles: {shown}.")
        article = named[0]
        if gold.start is not None and gold.end is not None:
            if article.text[gold.start : gold.end] == gold.quote:
                return self._at(article, gold.start, gold.quote)
            message = f"{gold.source} has other words than the quote at characters {gold.start} to {gold.end}."
            return Unresolved("offsets_wrong", message, article, places(gold.quote, article.text))
        found = places(gold.quote, article.text)
        if len(found) == 1:
            return self._at(article, found[0], gold.quote)
        if not found:
            return Unresolved("quote_missing", f"{gold.source} does not have the words {short(gold.quote)}.", article)
        message = f"{gold.source} has the words {short(gold.quote)} {len(found)} times."
        return Unresolved("quote_ambiguous", message, article, found)

    def _ending(self, source: str) -> list[Article]:
        suffix = f"/{source.lstrip('/')}"
        return [article for name, named in self._by_name.items() if name.endswith(suffix) for article in named]

    def _at(self, article: Article, start: int, quote: str) -> GoldSpan:
        span = Span(article.article_id, article.version, start, start + len(quote))
        if article.article_id not in self._sentences:
            self._sentences[article.article_id] = self.library.sentences(article)
        hitting = [s.sentence_id for s in self._sentences[article.article_id] if Span(s.article_id, s.version, s.start, s.end).hits(span)]
        return GoldSpan(span, article.source_id, quote, tuple(hitting))


def resolve_all(items: Sequence[Item], library: Library) -> tuple[dict[str, tuple[GoldSpan, ...]], list[tuple[Item, int, Unresolved]]]:
    """Return the gold spans of every question by its id, and the quotes that were not found, as (item, index, why)."""
    resolver = Resolver(library)
    found: dict[str, tuple[GoldSpan, ...]] = {}
    lost: list[tuple[Item, int, Unresolved]] = []
    for item in items:
        spans = [resolver.resolve(gold) for gold in item.gold]
        lost += [(item, index, span) for index, span in enumerate(spans) if isinstance(span, Unresolved)]
        found[item.id] = tuple(span for span in spans if isinstance(span, GoldSpan))
    return found, lost


def places(quote: str, text: str) -> tuple[int, ...]:
    """Return where the quote begins in the text, overlapping occurrences too.

    >>> places("aa", "aaa b aa")
    (0, 1, 6)
    """
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return tuple(found)


def short(text: str, most: int = 70) -> str:
    """Return a text in quotation marks, cut to about ``most`` characters.

    >>> short("one two three", 8)
    '"one two…"'
    """
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= most else f'"{line[:most].rsplit(" ", 1)[0]}…"'
