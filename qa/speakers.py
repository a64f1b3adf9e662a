"""Whose words a cited sentence gives, where the article leaves no doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from ingest.models import Article, Sentence, Statement
from ingest.statements import statements_of
from qa.models import Evidence, Spoken

_ARTICLES_KEPT = 512  # whose statements are remembered


class Sentences(Protocol):
    """Where an article's sentences are read."""

    def sentences(self, article_id: str, version: str | None = None) -> tuple[Sentence, ...]: ...


class Speakers:
    """Names the speaker of found sentences. Statements are found by rules, once for each article that is cited."""

    def __init__(self, lookup: Sentences) -> None:
        self._lookup = lookup
        self._statements = lru_cache(_ARTICLES_KEPT)(self._read)

    def __call__(self, evidence: Evidence) -> Evidence:
        """Return the evidence with its speaker; unchanged where the sentence has none, or several, or one that cannot be told."""
        sentence, article = evidence.sentence, evidence.article
        statements = self._statements(article.article_id, article.version, _Unhashed(article))
        return replace(evidence, spoken=spoken_in(sentence, statements))

    def _read(self, article_id: str, version: str, article: _Unhashed) -> tuple[Statement, ...]:
        return statements_of(article.value, self._lookup.sentences(article_id, version))


def spoken_in(sentence: Sentence, statements: Sequence[Statement]) -> Spoken | None:
    """Return who speaks in a sentence and how, if it is one named holder and nobody else tells it."""
    here = [s for s in statements if any(c.start < sentence.end and sentence.start < c.end for c in s.content)]
    holders = [s.holder for s in here if s.holder]
    names = {holder.name for holder in holders}
    name = names.pop() if len(names) == 1 and len(holders) == len(here) else None
    if name is None or any(s.reported_by or s.speaker for s in here):
        return None
    printed = next((h.text for h in holders if sentence.start <= h.start < sentence.end), holders[0].text)
    voices, days = {s.voice for s in here}, {s.as_of for s in here}
    return Spoken(name, printed, voices.pop() if len(voices) == 1 else "mixed", days.pop() if len(days) == 1 else None)


class _Unhashed:
    """Passes an article by a cache that is keyed by its id and version alone."""

    def __init__(self, value: Article) -> None:
        self.value = value

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)
