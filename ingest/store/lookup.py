"""Reads the catalog: articles, sentences, passages and vectors by id, passages by word, passages by filter."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ingest.errors import InputError, OtherEncoderError
from ingest.models import Article, MadeBy, Passage, PassageVectors, Sentence, Statement
from ingest.statements import named_as, statements_of
from ingest.store import lexical, printings, queries
from ingest.store import statements as statement_rows
from ingest.store.catalog import article_of
from ingest.store.found import Counts, HolderCount, Selection, Spoken, Stored
from ingest.store.memory import Memory
from ingest.store.printings import Printing
from ingest.store.schema import (
    articles,
    holders,
    indexed,
    passage_vectors,
    passages,
    sentences,
    statements,
    versions,
)
from ingest.words import fold

_SELECTIONS = 16  # filters, and
_FREQUENCIES = 20_000  # stems remembered while the catalog does not change
_STATEMENTS = 1_024  # articles whose statements are remembered as long
_CANDIDATES_SHOWN = 5


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
        self._vectors = self._of_encoder(queries.VECTORS)
        self._selections = Memory(_SELECTIONS)
        self._frequencies = Memory(_FREQUENCIES)
        self._statements = Memory(_STATEMENTS)

    def revision(self) -> int:
        """Return a number that grows with every change of what a search can find."""
        with self._engine.connect() as connection:
            return queries.revision(connection)

    def counts(self) -> Counts:
        """Count what the home holds now."""
        with self._engine.connect() as connection:
            return self._selections.recall(queries.revision(connection), "counts", lambda: queries.counts(connection))

    @property
    def passage_count(self) -> int:
        """How many passages a search looks at."""
        return self.counts().passages

    def article(self, article_id: str, version: str | None = None) -> Article | None:
        """Return a version of an article, by default the current one; None where there is none."""
        query = queries.ARTICLES.where(articles.c.article_id == article_id)
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
            found = connection.execute(queries.ARTICLES.where(queries.IS_CURRENT, named)).all()
            if not found:
                found = connection.execute(queries.ARTICLES.where(queries.IS_CURRENT, ends).order_by(articles.c.source_id)).all()
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
            query = queries.ARTICLES.where(queries.IS_CURRENT, articles.c.source_id > after).order_by(articles.c.source_id).limit(200)
            with self._engine.connect() as connection:
                page = [article_of(row) for row in connection.execute(query)]
            if not page:
                return
            yield from page
            after = page[-1].source_id

    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]:
        """Return the current versions of the articles, with their text; an id without an article is absent."""
        with self._engine.connect() as connection:
            rows = [
                row for batch in queries.batches(ids) for row in connection.execute(queries.ARTICLES_BY_ID, {queries.WANTED: batch}).all()
            ]
        return {row.article_id: article_of(row) for row in rows}

    def sentence(self, sentence_id: str) -> Sentence | None:
        """Return a sentence of any version, current or superseded."""
        query = queries.SENTENCES.where(sentences.c.sentence_id == sentence_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            return queries.sentence_of(row, *queries.texts_of(connection, [row.version_n])[row.version_n])

    def sentences(self, article_id: str, version: str | None = None) -> tuple[Sentence, ...]:
        """Return the sentences of a version of an article, by default the current one, in order."""
        with self._engine.connect() as connection:
            number = queries.version_number(connection, article_id, version)
            if number is None:
                return ()
            owner = queries.texts_of(connection, [number])[number]
            query = queries.SENTENCES.where(sentences.c.version_n == number).order_by(sentences.c.place)
            return tuple(queries.sentence_of(row, *owner) for row in connection.execute(query))

    def sentence_at(self, article_id: str, version: str, index: int) -> Sentence | None:
        """Return one sentence of a version of an article by its place, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(queries.SENTENCE_AT, {"article": article_id, "of_version": version, "at": index}).one_or_none()
        return queries.sentence_of(row, article_id, version, row.text) if row else None

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
            return self._statements.recall(queries.revision(connection), (article.article_id, article.version), read)

    def statement_count(self, made_by: MadeBy | None = None) -> int:
        """Count the statements of current articles, all or those that were made so."""
        query = sa.select(sa.func.count()).select_from(statements)
        with self._engine.connect() as connection:
            return int(connection.execute(query if made_by is None else query.where(statements.c.made_by == made_by)).scalar_one())

    def holder_counts(self) -> dict[str, HolderCount]:
        """Return how often current articles name each holder, by name as the articles give it."""

        def read() -> dict[str, HolderCount]:
            rows: dict[str, list[int]] = {}
            query = sa.select(statements.c.holder, statements.c.version_n).where(statements.c.holder.is_not(None))
            for name, number in connection.execute(query):
                rows.setdefault(name, []).append(number)
            return {name: HolderCount(len(numbers), frozenset(numbers)) for name, numbers in rows.items()}

        with self._engine.connect() as connection:
            return self._selections.recall(queries.revision(connection), "holder counts", read)

    def said_by(self, names: frozenset[str]) -> Spoken:
        """Return where the statements of holders stand, whose names the articles give so."""

        def read() -> Spoken:
            query = sa.select(statements.c.sentences)
            found = [
                sentence
                for batch in queries.batches(sorted(names))
                for row in connection.execute(query.where(statements.c.holder.in_(batch))).scalars()
                for sentence in json.loads(row)
            ]
            within = sa.and_(passages.c.version_n == sentences.c.version_n, sentences.c.place.between(passages.c.first, passages.c.last))
            around = sa.select(passages.c.passage_id).distinct().select_from(sentences.join(passages, within))
            ids = {
                passage
                for batch in queries.batches(sorted(set(found)))
                for passage in connection.execute(around.where(sentences.c.sentence_id.in_(batch))).scalars()
            }
            return Spoken(frozenset(found), frozenset(ids))

        with self._engine.connect() as connection:
            return self._selections.recall(queries.revision(connection), ("said by", names), read)

    def corrected_holders(self) -> dict[str, str]:
        """Return whom a person said that names of holders mean, by name as the articles give it."""
        with self._engine.connect() as connection:
            return self._corrected_holders(connection)

    def _corrected_holders(self, connection: Connection) -> dict[str, str]:
        def read() -> dict[str, str]:
            return {row.alias: row.name for row in connection.execute(sa.select(holders))}

        return self._selections.recall(queries.revision(connection), "holders", read)

    def encoders(self) -> dict[str, int]:
        """Return how many current articles were read with each encoder, by its name."""
        with self._engine.connect() as connection:
            return self._selections.recall(queries.revision(connection), "encoders", lambda: queries.encoders(connection))

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
            return {a: group for batch in queries.batches(article_ids) for a, group in printings.copies(connection, batch).items()}

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
            number = queries.version_number(connection, article_id, version)
            if number is None:
                return ()
            return tuple(queries.passages_of(connection, number))

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Return current passages with their sentences; an id that is none is absent."""
        with self._engine.connect() as connection:
            found = queries.passages_by_id(connection, ids)
        return {passage.passage_id: passage for passage in found}

    def vectors(self, ids: Collection[str]) -> dict[str, PassageVectors]:
        """Return the vectors of current passages; sentence vectors were kept as float16 (rows within .001 of length 1)."""
        found: dict[str, PassageVectors] = {}
        with self._engine.connect() as connection:
            for batch in queries.batches(ids):
                for passage, vector, matrix in connection.execute(self._vectors, {queries.WANTED: batch}).all():
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
                queries.revision(connection),
                ("select", wanted, since, until, unwanted),
                lambda: queries.selection(connection, wanted, since, until, unwanted),
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
                numbers = self._selections.recall(
                    queries.revision(connection), ("numbers", within), lambda: queries.numbers_of(connection, within)
                )
            found = queries.with_ties(k, lambda limit: lexical.search(connection, stems, limit, numbers))
            ids = queries.ids_of(connection, [number for number, _ in found])
        return sorted(((ids[number], score) for number, score in found), key=lambda row: (-row[1], row[0]))[:k]

    def document_frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """Return in how many passages each stem occurs, 0 for those in none; only stems of the articles themselves are remembered."""
        with self._engine.connect() as connection:
            revision = queries.revision(connection)
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
            return self._stored(connection, [passages.c.n.in_(batch) for batch in queries.batches(numbers)])

    def stored_within(self, ids: Collection[str]) -> Stored:
        """Return the vectors of the current passages among these ids."""
        with self._engine.connect() as connection:
            return self._stored(connection, [passages.c.passage_id.in_(batch) for batch in queries.batches(ids)])

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
