"""Tell whom a question asks about, by these articles: a name as it stands, an office or a description by whom the articles describe so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.models import Article, Passage
from ingest.words import content_stems, stems
from qa.positions.described import SHORT
from qa.positions.offices import Named, Text, also_said, office_holder
from qa.positions.phrases import HEADS
from qa.question import Span

_PASSAGES = 100  # that may say who holds an office


class Shelf(Protocol):
    """What is read of the catalog."""

    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom printed words of a question mean: the ``holder``; none, or the ``candidates``, where the articles do not tell."""

    printed: str
    holder: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Whom:
    """Tells whom words of a question mean in one home."""

    shelf: Shelf

    def means(self, printed: str, span: Span | None = None) -> Meant:
        """Return whom words mean; ``span`` are the days asked for, near which an office is to be held."""
        if not is_description(printed):
            return Meant(printed, printed)
        named = self._office(printed, span)
        return Meant(printed, named.holder, named.candidates)

    def _office(self, office: str, span: Span | None) -> Named:
        words = content_stems(office)
        short = [stems(cut)[0] for cut, whole in SHORT.items() if stems(whole)[0] in words]
        ids = [i for i, _ in self.shelf.lexical([*words, *short, *also_said(words)], _PASSAGES)]
        of: defaultdict[str, list[str]] = defaultdict(list)
        for passage in self.shelf.passages(ids).values():
            of[passage.article_id] += [s.text for s in passage.sentences]
        articles = self.shelf.articles_by_id(list(of))
        texts = [
            Text(tuple(sentences), articles[i].text, span is None or span.holds(articles[i].metadata.published_day))
            for i, sentences in of.items()
            if i in articles
        ]
        return office_holder(office, texts)


def is_description(printed: str) -> bool:
    """Whether words describe a holder rather than name one.

    >>> is_description("the governor of Norhava"), is_description("Governor Kellervane"), is_description("the Harbour Post")
    (True, False, False)
    """
    return any(word in HEADS for word in printed.replace("’", "'").replace("'s", "").split())


def names_of(meant: Sequence[Meant]) -> tuple[str, ...]:
    """Return the holders' names; where some are known, the others as they are printed.

    >>> names_of([Meant("the mayor", None), Meant("Oda Kellervane", "Oda Kellervane")])
    ('the mayor', 'Oda Kellervane')
    """
    known = any(one.holder for one in meant)
    return tuple(one.holder or one.printed for one in meant if one.holder or known)


def all_of(meant: Sequence[Meant]) -> tuple[str, ...]:
    """Return the holders' names, all those whom words may mean, and words as printed that mean nobody known here.

    >>> all_of([Meant("the mayor", None), Meant("the senator", None, ("Oda Kellervane", "Pim Arrow"))])
    ('the mayor', 'Oda Kellervane', 'Pim Arrow')
    """
    return tuple(name for one in meant for name in ((one.holder,) if one.holder else one.candidates or (one.printed,)))
