"""Reads the catalog: articles, sentences, passages and vectors by id, passages by word, passages by filter."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ingest.errors import InputError, OtherEncoderError
from ingest.models import Article, Passage, PassageVectors, Sentence, Statement, Vectors
from ingest.statements import named_as, statements_of
from ingest.store import lexical, printings
from ingest.store import statements as statement_rows
from ingest.store.catalog import article_of
from ingest.store.printings import Printing
from ingest.store.schema import (
    articles,
    holders,
    indexed,
    passage_vectors,
    passages,
    recipes,
    sentence_vectors,
    sentences,
    statements,
    versions,
)
from ingest.words import fold

_BATCH = 5_000  # ids in one statement
_SELECTIONS = 16  # filters, and
_FREQUENCIES = 20_000  # stems remembered while the catalog does not change
_STATEMENTS = 1_024  # articles whose statements are remembered as long
_CANDIDATES_SHOWN = 5
_TIES = 50  # fetched beyond k at first, for equals at the cut

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a home holds: current articles with their sentences and passages."""

    articles: int
    sentences: int
    passages: int


@dataclass(frozen=True, slots=True)
class HolderCount:
    """How many statements current articles give under one name, and the numbers of the texts that do."""

    statements: int
    articles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where statements stand: the ids of their sentences, and of the passages that have these."""

    sentences: frozenset[str]
    passages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that pass a filter, and their passages; ``passages`` is None where nothing was filtered.

    ``undated`` counts the articles that a date filter left out for want of a date; without one, the undated among those searched.
    ``first`` and ``last`` are the days, YYYY-MM-DD, between which the dated ones lie.
    """

    passages: frozenset[str] | None
    articles: int
    undated: int
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    article_ids: frozenset[str] | None = None  # of the articles that pass; None where nothing was filtered


@dataclass(frozen=True, slots=True)
class Stored:
    """Vectors of passages as the catalog has them: row i of ``vectors`` is that of passage ``ids[i]``, numbered ``numbers[i]``."""

    numbers: list[int]
    ids: list[str]
    vectors: Vectors


class Lookup:
    """The catalog's reading side; safe in many threads, each statement on a connection of its own.

    Args:
        engine: of ``open_engine``.
        encoder: the encoder whose vectors are read, by name; vectors of others, which ``rebuild`` has yet to replace, do not exist
            here. ``None`` reads all.
    """

    def __init__(self, engine: Engine, encoder: str | None = None) -> None:
        self._engine = engine
        self._encoder = encoder
        self._selections = _Memory(_SELECTIONS)
        self._frequencies = _Memory(_FREQUENCIES)
        self._statements = _Memory(_STATEMENTS)

    def revision(self) -> int:
        """Return a number that grows with every change of what a search can find."""
        with self._engine.connect() as connection:
            return _revision(connection)

    def counts(self) -> Counts:
        """Count what the home holds now."""
        with self._engine.connect() as connection:
            return self._selections.recall(_revision(connection), "counts", lambda: _counts(connection))

    @property
    def passage_count(self) -> int:
        """How many passages a search looks at."""
        return self.counts().passages

    def article(self, article_id: str, version: str | None = None) -> Article | None:
        """Return a version of an article, by default the current one; None where there is none."""
        query = _ARTICLES.where(articles.c.article_id == article_id)
        wanted = versions.c.version == (articles.c.version if version is None else version)
        with self._engine.connect() as connection:
            row = connection.execute(query.where(wanted)).one_or_none()
        return article_of(row) if row else None

    def resolve(self, source: str) -> Article:
        """Return the current version of the article that ``source`` names: a source_id, an article_id, or a path suffix of one source_id.

        Raises:
            InputError: it names none, or several.
        """
        named = sa.or_(articles.c.source_id == source, articles.c.article_id == source)
        suffix = f"/{source.lstrip('/')}"
        ends = sa.func.substr(articles.c.source_id, -len(suffix)) == suffix
        with self._engine.connect() as connection:
            found = connection.execute(_ARTICLES.where(_IS_CURRENT, named)).all()
            if not found:
                found = connection.execute(_ARTICLES.where(_IS_CURRENT, ends).order_by(articles.c.source_id)).all()
        if len(found) == 1:
            return article_of(found[0])
        if not found:
            raise InputError(f"There is no article {source!r} in this home.", remedy="List them with `onrecord sources list`.")
        shown = ", ".join(row.source_id for row in found[:_CANDIDATES_SHOWN])
        more = f" and {len(found) - _CANDIDATES_SHOWN} more" if len(found) > _CANDIDATES_SHOWN else ""
        raise InputError(f"{source!r} names {len(found)} articles: {shown}{more}.", remedy="Give more of the path, or the article's id.")

    def articles(self) -> Iterator[Article]:
        """Yield the current version of every article, by source_id; the catalog may change meanwhile."""
        after = ""
        while True:
            query = _ARTICLES.where(_IS_CURRENT, articles.c.source_id > after).order_by(articles.c.source_id).limit(200)
            with self._engine.connect() as connection:
                page = [article_of(row) for row in connection.execute(query)]
            if not page:
                return
            yield from page
            after = page[-1].source_id

    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]:
        """Return the current versions of the articles, with their text; an id without an article is absent."""
        found: dict[str, Article] = {}
        with self._engine.connect() as connection:
            for batch in _batches(ids):
                for row in connection.execute(_ARTICLES.where(_IS_CURRENT, articles.c.article_id.in_(batch))):
                    found[row.article_id] = article_of(row)
        return found

    def sentence(self, sentence_id: str) -> Sentence | None:
        """Return a sentence of any version, current or superseded."""
        query = _SENTENCES.where(sentences.c.sentence_id == sentence_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            return _sentence(row, *_texts(connection, [row.version_n])[row.version_n])

    def sentences(self, article_id: str, version: str | None = None) -> tuple[Sentence, ...]:
        """Return the sentences of a version of an article, by default the current one, in order."""
        with self._engine.connect() as connection:
            number = _version_number(connection, article_id, version)
            if number is None:
                return ()
            owner = _texts(connection, [number])[number]
            query = _SENTENCES.where(sentences.c.version_n == number).order_by(sentences.c.place)
            return tuple(_sentence(row, *owner) for row in connection.execute(query))

    def statements(self, article: Article) -> tuple[Statement, ...]:
        """Return who said what in a version of an article, in order, holders as a person corrected them.

        Of an article in which no statements were looked for yet, as one of an earlier release, they are found now.
        """

        def read() -> tuple[Statement, ...]:
            found = statement_rows.read(connection, article)
            if found is None:
                found = statements_of(article, self.sentences(article.article_id, article.version))
            return named_as(self._corrected_holders(connection), found)

        with self._engine.connect() as connection:
            return self._statements.recall(_revision(connection), (article.article_id, article.version), read)

    def statement_count(self) -> int:
        """Count the statements of current articles."""
        with self._engine.connect() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(statements)).scalar_one())

    def holder_counts(self) -> dict[str, HolderCount]:
        """Return how often current articles name each holder, by name as the articles give it."""

        def read() -> dict[str, HolderCount]:
            rows: dict[str, list[int]] = {}
            query = sa.select(statements.c.holder, statements.c.version_n).where(statements.c.holder.is_not(None))
            for name, number in connection.execute(query):
                rows.setdefault(name, []).append(number)
            return {name: HolderCount(len(numbers), frozenset(numbers)) for name, numbers in rows.items()}

        with self._engine.connect() as connection:
            return self._selections.recall(_revision(connection), "holder counts", read)

    def said_by(self, names: frozenset[str]) -> Spoken:
        """Return where the statements of holders stand, whose names the articles give so."""

        def read() -> Spoken:
            query = sa.select(statements.c.sentences)
            found = [
                sentence
                for batch in _batches(sorted(names))
                for row in connection.execute(query.where(statements.c.holder.in_(batch))).scalars()
                for sentence in json.loads(row)
            ]
            within = sa.and_(passages.c.version_n == sentences.c.version_n, sentences.c.place.between(passages.c.first, passages.c.last))
            around = sa.select(passages.c.passage_id).distinct().select_from(sentences.join(passages, within))
            ids = {
                passage
                for batch in _batches(sorted(set(found)))
                for passage in connection.execute(around.where(sentences.c.sentence_id.in_(batch))).scalars()
            }
            return Spoken(frozenset(found), frozenset(ids))

        with self._engine.connect() as connection:
            return self._selections.recall(_revision(connection), ("said by", names), read)

    def corrected_holders(self) -> dict[str, str]:
        """Return whom a person said that names of holders mean, by name as the articles give it."""
        with self._engine.connect() as connection:
            return self._corrected_holders(connection)

    def _corrected_holders(self, connection: Connection) -> dict[str, str]:
        def read() -> dict[str, str]:
            return {row.alias: row.name for row in connection.execute(sa.select(holders))}

        return self._selections.recall(_revision(connection), "holders", read)

    def encoders(self) -> dict[str, int]:
        """Return how many current articles were read with each encoder, by its name."""
        with self._engine.connect() as connection:
            return self._selections.recall(_revision(connection), "encoders", lambda: _encoders(connection))

    def check_encoder(self) -> None:
        """Refuse a home none of whose articles were read with this encoder; one that is partly renewed can be searched.

        Raises:
            OtherEncoderError: it says which encoder it was, and what to do.
        """
        known = self.encoders()
        if self._encoder is not None and known and self._encoder not in known:
            raise OtherEncoderError(
                f"This home's articles were read with {', '.join(sorted(known))}; this process reads with {self._encoder}.",
                remedy="Set ONRECORD_EMBEDDER as it was, or read them again: onrecord rebuild",
            )

    def vector_size(self) -> int | None:
        """Return the length of this encoder's vectors, None where the home has none yet."""
        query = self._of_encoder(sa.select(sa.func.length(passage_vectors.c.vector)).limit(1))
        with self._engine.connect() as connection:
            stored = connection.execute(query).scalar()
        return None if stored is None else int(stored) // np.dtype(np.float32).itemsize

    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the story group of each of the articles that has copies, itself among them: the one to cite first.

        That is the earliest published, then the fullest, then the first by id. An article without copies is absent.
        """
        with self._engine.connect() as connection:
            return {a: group for batch in _batches(article_ids) for a, group in printings.copies(connection, batch).items()}

    def printings(self, found: Sequence[Sentence]) -> dict[str, tuple[Printing, ...]]:
        """Return, by sentence id, where the same words stand in the copies of its article, the place to cite first; absent without any."""
        with self._engine.connect() as connection:
            return printings.printings(connection, found)

    def story_sizes(self) -> list[int]:
        """Return how many articles each story group of at least two has."""
        with self._engine.connect() as connection:
            return printings.story_sizes(connection)

    def passages_of(self, article_id: str, version: str | None = None) -> tuple[Passage, ...]:
        """Return the passages of an article's current version, in order; superseded versions have none."""
        with self._engine.connect() as connection:
            number = _version_number(connection, article_id, version)
            if number is None:
                return ()
            found = _passages(connection, [passages.c.version_n == number])
        return tuple(sorted(found, key=lambda passage: passage.index))

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Return current passages with their sentences; an id that is none is absent."""
        with self._engine.connect() as connection:
            found = _passages(connection, [passages.c.passage_id.in_(batch) for batch in _batches(ids)])
        return {passage.passage_id: passage for passage in found}

    def vectors(self, ids: Collection[str]) -> dict[str, PassageVectors]:
        """Return the vectors of current passages; sentence vectors were kept as float16 (rows within .001 of length 1)."""
        query = (
            sa.select(passages.c.passage_id, passage_vectors.c.vector, sentence_vectors.c.vectors)
            .join(passage_vectors, passage_vectors.c.passage_n == passages.c.n)
            .join(sentence_vectors, sentence_vectors.c.passage_n == passages.c.n)
        )
        found: dict[str, PassageVectors] = {}
        with self._engine.connect() as connection:
            for batch in _batches(ids):
                for passage, vector, matrix in connection.execute(self._of_encoder(query.where(passages.c.passage_id.in_(batch)))):
                    own = np.frombuffer(vector, "<f4")
                    found[passage] = PassageVectors(own, np.frombuffer(matrix, "<f2").astype(np.float32).reshape(-1, own.shape[0]))
        return found

    def select(
        self, outlets: Collection[str] = (), since: str | None = None, until: str | None = None, without: Collection[str] = ()
    ) -> Selection:
        """Return what passes a filter: of ``outlets`` only, none of ``without``.

        Outlets are compared folded; days are YYYY-MM-DD, both included; the undated pass no date filter.
        """
        wanted = frozenset(fold(outlet) for outlet in outlets)
        unwanted = frozenset(fold(outlet) for outlet in without)
        with self._engine.connect() as connection:
            return self._selections.recall(
                _revision(connection),
                ("select", wanted, since, until, unwanted),
                lambda: _select(connection, wanted, since, until, unwanted),
            )

    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]:
        """Return the k passages with the highest BM25 for any of the stems, above 0, best first, equals by id.

        Args:
            stems: of ``ingest.words``; each counts once.
            k: at most so many.
            within: only these passages, where given; statistics are always those of all passages.
        """
        if k < 1 or not stems or (within is not None and not within):
            return []
        with self._engine.connect() as connection:
            numbers = None
            if within is not None:
                numbers = self._selections.recall(_revision(connection), ("numbers", within), lambda: _numbers(connection, within))
            found = _whole_ties(k, lambda limit: lexical.search(connection, stems, limit, numbers))
            ids = _ids(connection, [number for number, _ in found])
        return sorted(((ids[number], score) for number, score in found), key=lambda row: (-row[1], row[0]))[:k]

    def document_frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """Return in how many passages each stem occurs, 0 for those in none; only stems of the articles themselves are remembered."""
        with self._engine.connect() as connection:
            revision = _revision(connection)
            return {stem: self._frequencies.recall(revision, stem, partial(lexical.frequency, connection, stem)) for stem in stems}

    def stored(self, after: int = 0) -> Stored:
        """Return the vectors of all current passages numbered above ``after``; numbers grow with every passage written."""
        with self._engine.connect() as connection:
            return self._stored(connection, [passages.c.n > after])

    def numbers(self) -> set[int]:
        """Return the numbers of all current passages."""
        with self._engine.connect() as connection:
            return set(connection.execute(sa.select(passages.c.n)).scalars())

    def stored_of(self, numbers: Collection[int]) -> Stored:
        """Return the vectors of the current passages among these numbers."""
        with self._engine.connect() as connection:
            return self._stored(connection, [passages.c.n.in_(batch) for batch in _batches(numbers)])

    def stored_within(self, ids: Collection[str]) -> Stored:
        """Return the vectors of the current passages among these ids."""
        with self._engine.connect() as connection:
            return self._stored(connection, [passages.c.passage_id.in_(batch) for batch in _batches(ids)])

    def pending(self, generation: str, limit: int, after: int = 0) -> Stored:
        """Return the vectors of the oldest passages that a generation is not known to hold: ``limit`` at most, numbered above ``after``."""
        held = sa.exists().where(indexed.c.generation == generation, indexed.c.passage_n == passages.c.n)
        with self._engine.connect() as connection:
            return self._stored(connection, [sa.and_(~held, passages.c.n > after)], limit)

    def indexed_count(self, generation: str) -> int:
        """Return how many current passages a generation is known to hold."""
        with self._engine.connect() as connection:
            query = sa.select(sa.func.count()).select_from(indexed).where(indexed.c.generation == generation)
            return int(connection.execute(query).scalar_one())

    def _stored(self, connection: Connection, conditions: Iterable[sa.ColumnElement[bool]], limit: int | None = None) -> Stored:
        query = self._of_encoder(
            sa.select(passages.c.n, passages.c.passage_id, passage_vectors.c.vector)
            .join(passage_vectors, passage_vectors.c.passage_n == passages.c.n)
            .order_by(passages.c.n)
            .limit(limit)
        )
        rows = [row for condition in conditions for row in connection.execute(query.where(condition))]
        if not rows:
            return Stored([], [], np.zeros((0, 0), np.float32))
        matrix = np.frombuffer(b"".join(row[2] for row in rows), "<f4").reshape(len(rows), -1)
        return Stored([row[0] for row in rows], [row[1] for row in rows], matrix)

    def _of_encoder(self, query: sa.Select[Any]) -> sa.Select[Any]:
        return query if self._encoder is None else query.where(passage_vectors.c.encoder == self._encoder)


_ARTICLES = sa.select(articles, versions.c.version.label("text_version"), versions.c.text, versions.c.fetched, versions.c.layout).join_from(
    articles, versions, versions.c.article_id == articles.c.article_id
)
_IS_CURRENT = versions.c.version == articles.c.version
_SENTENCES = sa.select(sentences)
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


class _Memory:
    """Answers that hold for one revision of the catalog; the least recently used go first. An empty answer is asked for anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._revision = 0
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def recall(self, revision: int, question: Hashable, ask: Callable[[], _T]) -> _T:
        """Return what ``ask`` returned for this question at this revision, asking where it has not been yet."""
        with self._lock:
            if revision > self._revision:
                self._revision = revision
                self._answers.clear()
            if revision == self._revision and question in self._answers:
                self._answers.move_to_end(question)
                known: _T = self._answers[question]
                return known
        answer = ask()
        with self._lock:
            if answer and revision == self._revision:
                self._answers[question] = answer
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return answer


def _revision(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT value FROM state WHERE name = 'revision'").scalar_one())


def _counts(connection: Connection) -> Counts:
    query = (
        sa.select(
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(recipes.c.n_sentences), 0),
            sa.func.coalesce(sa.func.sum(recipes.c.n_passages), 0),
        )
        .select_from(articles)
        .join(versions, sa.and_(versions.c.article_id == articles.c.article_id, _IS_CURRENT))
        .outerjoin(recipes, recipes.c.version_n == versions.c.n)
    )
    return Counts(*connection.execute(query).one())


def _encoders(connection: Connection) -> dict[str, int]:
    query = (
        sa.select(recipes.c.encoder, sa.func.count())
        .join(versions, versions.c.n == recipes.c.version_n)
        .join(articles, sa.and_(versions.c.article_id == articles.c.article_id, _IS_CURRENT))
        .group_by(recipes.c.encoder)
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _version_number(connection: Connection, article_id: str, version: str | None) -> int | None:
    query = sa.select(versions.c.n).join(articles, versions.c.article_id == articles.c.article_id)
    wanted = versions.c.version == (articles.c.version if version is None else version)
    return connection.execute(query.where(articles.c.article_id == article_id, wanted)).scalar()


def _texts(connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Return article id, version and text of the numbered versions."""
    query = sa.select(versions.c.n, versions.c.article_id, versions.c.version, versions.c.text)
    found: dict[int, tuple[str, str, str]] = {}
    for batch in _batches(numbers):
        for n, article, version, text in connection.execute(query.where(versions.c.n.in_(batch))):
            found[n] = (article, version, text)
    return found


def _passages(connection: Connection, conditions: Iterable[sa.ColumnElement[bool]]) -> list[Passage]:
    """Return the passages that meet any of the conditions. Rows are unpacked by place: a question reads hundreds of them."""
    rows: list[Any] = []
    parts: dict[int, list[Any]] = {}
    for condition in conditions:
        rows += connection.execute(_PASSAGES.where(condition)).all()
        for row in connection.execute(_PASSAGE_SENTENCES.where(condition)).all():
            parts.setdefault(row[0], []).append(row)
    owners = _texts(connection, {row[2] for row in rows})
    found = []
    for n, passage_id, version_n, place, start, end in rows:
        article, version, text = owners[version_n]
        within = tuple(
            Sentence(sentence, article, version, at, first, last, text[first:last], paragraph, role, page)
            for _, at, sentence, first, last, paragraph, role, page in parts[n]
        )
        found.append(Passage(passage_id, article, version, place, start, end, text[start:end], within))
    return found


def _sentence(row: sa.Row[Any], article_id: str, version: str, text: str) -> Sentence:
    start, end = row.start, row.end
    return Sentence(row.sentence_id, article_id, version, row.place, start, end, text[start:end], row.paragraph, row.role, row.page)


def _numbers(connection: Connection, ids: Collection[str]) -> list[int]:
    query = sa.select(passages.c.n)
    return [n for batch in _batches(ids) for n in connection.execute(query.where(passages.c.passage_id.in_(batch))).scalars()]


def _ids(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    query = sa.select(passages.c.n, passages.c.passage_id)
    return {n: passage for batch in _batches(numbers) for n, passage in connection.execute(query.where(passages.c.n.in_(batch))).all()}


def _whole_ties(k: int, search: Callable[[int], list[tuple[int, float]]]) -> list[tuple[int, float]]:
    """Return the k best with all that equal the last of them, so that the cut can be made by id."""
    limit = k + _TIES
    while True:
        found = search(limit)
        if len(found) < limit or found[-1][1] < found[k - 1][1]:
            return [row for row in found if len(found) < k or row[1] >= found[k - 1][1]]
        limit *= 8


def _select(connection: Connection, wanted: frozenset[str], since: str | None, until: str | None, unwanted: frozenset[str]) -> Selection:
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
        for batch in _batches(article_ids)
        for passage in connection.execute(query.where(versions.c.article_id.in_(batch))).scalars().all()
    )


def _batches(ids: Collection[_T]) -> Iterator[list[_T]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
