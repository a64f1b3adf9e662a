"""Tell repeated statements from new ones: one statement in several articles, one occasion in several sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.words import content_stems
from qa.positions.gather import Said

_SAME = 0.7  # share of content words from which two statements are one


def day_of(said: Said) -> str | None:
    """Return when it was said, an ISO day, month or year: as the sentence says, else the day of publication."""
    if said.as_of and said.as_of.basis == "said":
        return said.as_of.date
    return said.article.metadata.published_day


def grouped(said: Sequence[Said]) -> list[tuple[Said, ...]]:
    """Return statements with those that repeat them, in other articles or in the same: the first of each group stands for it."""
    groups: list[tuple[frozenset[str], list[Said]]] = []
    for one in said:
        words = _words(one)
        for known, group in groups:
            if _is_same(words, known) and bool(group[0].reported_by) == bool(one.reported_by):
                group.append(one)
                break
        else:
            groups.append((words, [one]))
    return [tuple(group) for _, group in groups]


def occasions(said: Sequence[Said]) -> int:
    """Count on how many occasions statements were made: the same day and place are one, one article is one, and so are repeated words."""
    places: list[tuple[object, frozenset[str]]] = []
    for one in said:
        words = _words(one)
        place = (day_of(one), one.venue) if one.venue else one.article.article_id
        if not any(place == p or _is_same(words, w) for p, w in places):
            places.append((place, words))
    return len(places)


def _words(said: Said) -> frozenset[str]:
    return frozenset(content_stems(" ".join(c.text for c in said.content)))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= _SAME * len(one | other)
