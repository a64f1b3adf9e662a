"""The catalog's queries: each reads rows over an open connection and returns what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ingest.models import Passage, Sentence
from ingest.store.found import Counts, Selection
from ingest.store.schema import articles, passage_vectors, passages, recipes, sentence_vectors, sentences, versions
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
WANTED = "wanted"
"""The ids or numbers that a statement looks for. Statements are made once: making one takes longer than running it."""
_ARE_WANTED: sa.BindParameter[Any] = sa.bindparam(WANTED, expanding=True)
_PASSAGES_BY_ID, _SENTENCES_BY_ID = (query.where(passages.c.passage_id.in_(_ARE_WANTED)) for query in (_PASSAGES, _PASSAGE_SENTENCES))
_PASSAGES_OF, _SENTENCES_OF = (query.where(passages.c.version_n.in_(_ARE_WANTED)) for query in (_PASSAGES, _PASSAGE_SENTENCES))
_TEXTS = sa.select(versions.c.n, versions.c.article_id, versions.c.version, versions.c.text).where(versions.c.n.in_(_ARE_WANTED))
_IDS = sa.select(passages.c.n, passages.c.passage_id).where(passages.c.n.in_(_ARE_WANTED))
ARTICLES_BY_ID = ARTICLES.where(IS_CURRENT, articles.c.article_id.in_(_ARE_WANTED))
VECTORS = (
    sa.select(passages.c.passage_id, passage_vectors.c.vector, sentence_vectors.c.vectors)
    .join(passage_vectors, passage_vectors.c.passage_n == passages.c.n)
    .join(sentence_vectors, sentence_vectors.c.passage_n == passages.c.n)
    .where(passages.c.passage_id.in_(_ARE_WANTED))
)
_OF_ARTICLE, _OF_VERSION = versions.c.article_id == sa.bindparam("article"), versions.c.version == sa.bindparam("of_version")
_NUMBER = sa.select(versions.c.n).where(_OF_ARTICLE, _OF_VERSION)
_CURRENT_NUMBER = sa.select(versions.c.n).join(articles, versions.c.article_id == articles.c.article_id).where(_OF_ARTICLE, IS_CURRENT)
SENTENCE_AT = (
    sa.select(sentences, versions.c.text)
    .join(versions, versions.c.n == sentences.c.version_n)
    .where(_OF_ARTICLE, _OF_VERSION, sentences.c.place == sa.bindparam("at"))
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
    if version is None:
        return connection.execute(_CURRENT_NUMBER, {"article": article_id}).scalar()
    return connection.execute(_NUMBER, {"article": article_id, "of_version": version}).scalar()


def texts_of(connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Return article id, version and text of the numbered versions."""
    return {
        n: (article, version, text)
        for batch in batches(numbers)
        for n, article, version, text in connection.execute(_TEXTS, {WANTED: batch}).all()
    }


def passages_by_id(connection: Connection, ids: Collection[str]) -> list[Passage]:
    """Return the current passages among these ids, in the order of their numbers, batch by batch."""
    return _read_passages(connection, _PASSAGES_BY_ID, _SENTENCES_BY_ID, list(batches(ids)))


def passages_of(connection: Connection, version_n: int) -> list[Passage]:
    """Return the passages of a version, in order; superseded ones have none."""
    return _read_passages(connection, _PASSAGES_OF, _SENTENCES_OF, [[version_n]])


def _read_passages(
    connection: Connection, of_passages: sa.Select[Any], of_sentences: sa.Select[Any], wanted: Sequence[Sequence[object]]
) -> list[Passage]:
    """Read passages with their sentences. Rows are unpacked by place: a question reads hundreds of them."""
    rows: list[Any] = []
    parts: dict[int, list[Any]] = {}
    for batch in wanted:
        rows += connection.execute(of_passages, {WANTED: batch}).all()
        for row in connection.execute(of_sentences, {WANTED: batch}).all():
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
    return {n: passage for batch in batches(numbers) for n, passage in connection.execute(_IDS, {WANTED: batch}).all()}


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
