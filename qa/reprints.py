"""Cite one copy of a text and list the others behind it: the earliest published that has the sentence, then the fullest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.models import Article, Passage, Sentence
from ingest.store.printings import Printing
from qa.models import Evidence
from qa.question import Asked


class Shelf(Protocol):
    """What is read of the catalog; see ``ingest.store.lookup``."""

    def printings(self, found: Sequence[Sentence]) -> dict[str, tuple[Printing, ...]]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...
    def passages_of(self, article_id: str, version: str | None = None) -> tuple[Passage, ...]: ...


@dataclass(frozen=True)
class Reprints:
    """Finds the same words in the copies of an article, and chooses which copy is cited."""

    lookup: Shelf
    before: Callable[[Sentence, Passage], Sentence | None]  # what stands before a sentence of a passage, where that helps to read it

    def __call__(self, evidence: tuple[Evidence, ...], asked: Asked, within: frozenset[str] | None = None) -> tuple[Evidence, ...]:
        """Return the evidence in its order, each sentence from the copy to cite, with the other articles that have its words.

        Args:
            evidence: sentences of current versions.
            asked: a copy of an outlet or of days that the question names is preferred.
            within: only these articles count, where given.
        """
        printings = self.lookup.printings([e.sentence for e in evidence])
        if not printings:
            return evidence
        articles = self.lookup.articles_by_id({p.article_id for places in printings.values() for p in places})
        passages: dict[str, tuple[Passage, ...]] = {}
        settled: list[Evidence] = []
        for e in evidence:
            places = [p for p in printings.get(e.sentence.sentence_id, ()) if p.article_id in articles]
            if within is not None:
                places = [p for p in places if p.article_id in within]
            for place in sorted(places, key=lambda p: not _is_named(articles[p.article_id], asked)):
                if place.article_id == e.article.article_id:
                    break
                if place.article_id not in passages:
                    passages[place.article_id] = self.lookup.passages_of(place.article_id)
                if moved := self._from(e, articles[place.article_id], passages[place.article_id], place.index):
                    e = moved
                    break
            others = tuple(articles[p.article_id] for p in places if p.article_id != e.article.article_id)
            settled.append(replace(e, copies=others))
        return tuple(settled)

    def _from(self, evidence: Evidence, article: Article, passages: Sequence[Passage], index: int) -> Evidence | None:
        """Return evidence as another article has it; None where it stands there in another role, as a headline."""
        for passage in passages:
            for sentence in passage.sentences:
                if sentence.index == index and sentence.role == evidence.sentence.role and sentence.version == article.version:
                    before = self.before(sentence, passage)
                    return replace(evidence, sentence=sentence, article=article, passage_id=passage.passage_id, before=before)
        return None


def _is_named(article: Article, asked: Asked) -> bool:
    return article.metadata.outlet in asked.outlets or bool(asked.span and asked.span.reported().holds(article.metadata.published_day))
