"""The catalog's queries: each reads rows over an open connection and returns what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ingest.models import Passage, Sentence
from ingest.store.found import Counts, Selection
from ingest.store.schema import articles, passages, recipes, sentences, versions
from ingest.words import fold

_BATCH = 5_000  # ids in one statement
_TIES = 50  # fetched beyond k at first, for equals at the cut

_T = TypeVar("_T")

ARTICLES = sa.select(articles, versions.c.version.label("text_version"), versions.c.text, versions.c.fetched, versions.c.layout).join_from(
    articles, versions, versions.c.article_id == articles.c.article_id
)
IS_CURRENT = versions.c.version == articles.c.version
SENTENCES = sa.select(sentences)
_PASSAGES = sa.select(
    passages.c.n, passages.c.passage_id, passages.c.version_n, passages.c.place, passages.c.start, passages.c.end
).order_by(passages.c.n)
_PASSAGE_SENTENCES = (
    sa.select(
        passages.c.n,
        sentences.c.place,
        sentences.c.sentence_id,
        sentences.c.start,
        sentences.c.end,
        sentences.c.paragraph,
        sentences.c.role,
        sentences.c.page,
    )
    .join(sentences, sa.and_(sentences.c.version_n == passages.c.version_n, sentences.c.place.between(passages.c.first, passages.c.last)))
    .order_by(passages.c.n, sentences.c.place)
)


def revision(connection: Connection) -> int:
    """Return a number that grows with every change of what a search can find."""
    return int(connection.exec_driver_sql("SELECT value FROM state WHERE name = 'revision'").scalar_one())


def counts(connection: Connection) -> Counts:
    """Count the current articles, their sentences and passages."""
    query = (
        sa.select(
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(recipes.c.n_sentences), 0),
            sa.func.coalesce(sa.func.sum(recipes.c.n_passages), 0),
        )
        .select_from(articles)
        .join(versions, sa.and_(versions.c.article_id == articles.c.article_id, IS_CURRENT))
        .outerjoin(recipes, recipes.c.version_n == versions.c.n)
    )
    return Counts(*connection.execute(query).one())


def encoders(connection: Connection) -> dict[str, int]:
    """Return how many current articles were read with each encoder, by its name."""
    query = (
        sa.select(recipes.c.encoder, sa.func.count())
        .join(versions, versions.c.n == recipes.c.version_n)
        .join(articles, sa.and_(versions.c.article_id == articles.c.article_id, IS_CURRENT))
        .group_by(recipes.c.encoder)
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}


def version_number(connection: Connection, article_id: str, version: str | None) -> int | None:
    """Return the number of a version of an article, the current one where none is named; None where there is none."""
    query = sa.select(versions.c.n).join(articles, versions.c.article_id == articles.c.article_id)
    wanted = versions.c.version == (articles.c.version if version is None else version)
    return connection.execute(query.where(articles.c.article_id == article_id, wanted)).scalar()


def texts_of(connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Return article id, version and text of the numbered versions."""
    query = sa.select(versions.c.n, versions.c.article_id, versions.c.version, versions.c.text)
    found: dict[int, tuple[str, str, str]] = {}
    for batch in batches(numbers):
        for n, article, version, text in connection.execute(query.where(versions.c.n.in_(batch))):
            found[n] = (article, version, text)
    return found


def passages_where(connection: Connection, conditions: Iterable[sa.ColumnElement[bool]]) -> list[Passage]:
    """Return the passages that meet any of the conditions. Rows are unpacked by place: a question reads hundreds of them."""
    rows: list[Any] = []
    parts: dict[int, list[Any]] = {}
    for condition in conditions:
        rows += connection.execute(_PASSAGES.where(condition)).all()
        for row in connection.execute(_PASSAGE_SENTENCES.where(condition)).all():
            parts.setdefault(row[0], []).append(row)
    owners = texts_of(connection, {row[2] for row in rows})
    found = []
    for n, passage_id, version_n, place, start, end in rows:
        article, version, text = owners[version_n]
        within = tuple(
            Sentence(sentence, article, version, at, first, last, text[first:last], paragraph, role, page)
            for _, at, sentence, first, last, paragraph, role, page in parts[n]
        )
        found.append(Passage(passage_id, article, version, place, start, end, text[start:end], within))
    return found


def sentence_of(row: sa.Row[Any], article_id: str, version: str, text: str) -> Sentence:
    """Make a sentence of its row and of the article, version and text that it stands in."""
    start, end = row.start, row.end
    return Sentence(row.sentence_id, article_id, version, row.place, start, end, text[start:end], row.paragraph, row.role, row.page)


def numbers_of(connection: Connection, ids: Collection[str]) -> list[int]:
    """Return the numbers of the current passages among these ids."""
    query = sa.select(passages.c.n)
    return [n for batch in batches(ids) for n in connection.execute(query.where(passages.c.passage_id.in_(batch))).scalars()]


def ids_of(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Return the id of each numbered passage."""
    query = sa.select(passages.c.n, passages.c.passage_id)
    return {n: passage for batch in batches(numbers) for n, passage in connection.execute(query.where(passages.c.n.in_(batch))).all()}


def with_ties(k: int, search: Callable[[int], list[tuple[int, float]]]) -> list[tuple[int, float]]:
    """Return the k best with all that equal the last of them, so that the cut can be made by id."""
    limit = k + _TIES
    while True:
        found = search(limit)
        if len(found) < limit or found[-1][1] < found[k - 1][1]:
            return [row for row in found if len(found) < k or row[1] >= found[k - 1][1]]
        limit *= 8


def selection(connection: Connection, wanted: frozenset[str], since: str | None, until: str | None, unwanted: frozenset[str]) -> Selection:
    """Return the articles that pass a filter; outlets come folded, days as YYYY-MM-DD, both included."""
    rows = connection.execute(sa.select(articles.c.article_id, articles.c.outlet, articles.c.published)).all()
    if wanted:
        named = {outlet for outlet in {outlet for _, outlet, _ in rows} if outlet and fold(outlet) in wanted}
        rows = [row for row in rows if row[1] in named]
    if unwanted:
        rows = [row for row in rows if row[1] is None or fold(row[1]) not in unwanted]
    days = {article: published[:10] if published else None for article, _, published in rows}
    undated = sum(day is None for day in days.values())
    if since or until:
        low, high = since or "", until or "9999-12-31"
        days = {article: day for article, day in days.items() if day and low <= day <= high}
    dated = [day for day in days.values() if day]
    return Selection(
        passages=_passages_in(connection, days) if wanted or since or until or unwanted else None,
        articles=len(days),
        undated=undated,
        first=min(dated, default=None),
        last=max(dated, default=None),
        outlets=tuple(sorted({outlet for article, outlet, _ in rows if outlet and article in days})),
        article_ids=frozenset(days) if wanted or since or until or unwanted else None,
    )


def _passages_in(connection: Connection, article_ids: Collection[str]) -> frozenset[str]:
    query = sa.select(passages.c.passage_id).join(versions, versions.c.n == passages.c.version_n)
    return frozenset(
        passage
        for batch in batches(article_ids)
        for passage in connection.execute(query.where(versions.c.article_id.in_(batch))).scalars().all()
    )


def batches(ids: Collection[_T]) -> Iterator[list[_T]]:
    """Yield ids in batches that one statement can bind."""
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
