"""Reads story groups: the copies of an article, and where the words of a sentence stand in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ingest.models import Sentence
from ingest.store.schema import articles, story_members, story_sentences, versions
from ingest.store.stories import wording
from ingest.syndication import precedence

_Place = tuple[str, int]

_ARTICLES = "articles"
_OWN_MEMBERS, _OTHERS = story_members.alias(), story_members.alias()
_OWN, _OTHER = versions.alias(), versions.alias()
_COPIES = (
    sa.select(_OWN.c.article_id, articles.c.article_id, articles.c.published, _OTHERS.c.size)
    .select_from(_OWN)
    .join(_OWN_MEMBERS, _OWN_MEMBERS.c.version_n == _OWN.c.n)
    .join(_OTHERS, _OTHERS.c.story == _OWN_MEMBERS.c.story)
    .join(_OTHER, _OTHER.c.n == _OTHERS.c.version_n)
    .join(articles, articles.c.article_id == _OTHER.c.article_id)
    .where(_OWN.c.article_id.in_(sa.bindparam(_ARTICLES, expanding=True)))
)
_STORIES = (
    sa.select(versions.c.article_id, story_members.c.story)
    .join(story_members, story_members.c.version_n == versions.c.n)
    .where(versions.c.article_id.in_(sa.bindparam(_ARTICLES, expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Printing:
    """A sentence of the current version of an article, by its place."""

    article_id: str
    index: int


def story_sizes(connection: Connection) -> list[int]:
    """Return how many articles each group of at least two has."""
    query = sa.select(sa.func.count()).select_from(story_members).group_by(story_members.c.story).having(sa.func.count() > 1)
    return list(connection.execute(query).scalars())


def copies(connection: Connection, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the group of each of the articles that has copies, itself among them: earliest published, then fullest, then by id."""
    groups: dict[str, list[tuple[str, str | None, int]]] = {}
    for article, other, published, size in connection.execute(_COPIES, {_ARTICLES: list(article_ids)}).all():
        groups.setdefault(article, []).append((other, published, size))
    return {
        article: tuple(other for other, _, _ in sorted(group, key=lambda row: precedence(row[1], row[2], row[0])))
        for article, group in groups.items()
        if len(group) > 1
    }


def printings(connection: Connection, sentences: Collection[Sentence]) -> dict[str, tuple[Printing, ...]]:
    """Return where the words of sentences stand in the copies of their articles, by sentence id, in the order of ``copies``.

    A sentence whose words stand nowhere else is absent; of an article that has them twice, the first place counts.
    """
    story_of = _stories(connection, {sentence.article_id for sentence in sentences})
    wanted = {s.sentence_id: (story_of[s.article_id], wording(s.text)) for s in sentences if s.article_id in story_of}
    if not wanted:
        return {}
    query = (
        sa.select(
            story_members.c.story,
            story_sentences.c.wording,
            articles.c.article_id,
            sa.func.min(story_sentences.c.place),
            articles.c.published,
            story_members.c.size,
        )
        .select_from(story_sentences)
        .join(story_members, story_members.c.version_n == story_sentences.c.version_n)
        .join(versions, versions.c.n == story_members.c.version_n)
        .join(articles, articles.c.article_id == versions.c.article_id)
        .where(story_sentences.c.wording.in_({words for _, words in wanted.values()}))
        .where(story_members.c.story.in_(set(story_of.values())))
        .group_by(story_members.c.story, story_sentences.c.wording, articles.c.article_id)
    )
    found: dict[tuple[int, int], list[tuple[_Place, str | None, int]]] = {}
    for story, words, article, place, published, size in connection.execute(query):
        found.setdefault((story, words), []).append(((article, place), published, size))
    ordered = {
        key: tuple(Printing(*place) for place, _, _ in sorted(rows, key=lambda row: precedence(row[1], row[2], row[0][0])))
        for key, rows in found.items()
        if len(rows) > 1
    }
    return {sentence: ordered[key] for sentence, key in wanted.items() if key in ordered}


def _stories(connection: Connection, article_ids: Collection[str]) -> dict[str, int]:
    return {row.article_id: row.story for row in connection.execute(_STORIES, {_ARTICLES: list(article_ids)})}
