"""Tell repeated statements from new ones: one statement in several articles, one occasion in several sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def occasions(said: Sequence[Said], stories: Mapping[str, str]) -> int:
    """Count on how many occasions statements were made: the same day and place are one, an article and its copies, and repeated words.

    A statement that names neither day nor place was made on the occasion that its article speaks of.

    Args:
        said: the statements.
        stories: what names the story of an article that has copies, by article id.
    """
    found: list[tuple[set[object], list[frozenset[str]]]] = []
    for one in sorted(said, key=lambda one: not _is_placed(one)):
        words = _words(one)
        story = stories.get(one.article.article_id, one.article.article_id)
        place = (day_of(one), one.venue) if _is_placed(one) else None
        same = [f for f in found if place in f[0] or any(_is_same(words, w) for w in f[1])]
        if place is None:
            same = same or [f for f in found if story in f[0]]
        known = same[0] if same else (set(), [])
        if not same:
            found.append(known)
        known[0].update({place or story, story})
        known[1].append(words)
    return len(found)


def _is_placed(said: Said) -> bool:
    return said.venue is not None or (said.as_of is not None and said.as_of.basis == "said")


def _words(said: Said) -> frozenset[str]:
    return frozenset(content_stems(" ".join(c.text for c in said.content)))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= _SAME * len(one | other)
