"""Writes the catalog: one transaction an article, whose commit is the acknowledgement."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row

from ingest.errors import InputError
from ingest.models import KINDS, Article, Block, Change, LoadedArticle, Metadata, Passage, PassageVectors, Sentence, Statement, text_version
from ingest.statements.maker import BY_MODEL
from ingest.store import failpoints, lexical, schema, stories
from ingest.store import statements as statement_rows
from ingest.store.layouts import layout_json, layout_of
from ingest.store.schema import (
    articles,
    bump_revision,
    holders,
    passage_vectors,
    passages,
    recipes,
    requests,
    sentence_vectors,
    sentences,
    statement_recipes,
    versions,
)
from ingest.syndication import sketch
from ingest.words import stems

CORRECTABLE = frozenset({"title", "url", "outlet", "author", "published", "modified", "kind", "language"})
"""The fields that a person may fill in or correct."""

_GROUPED_AT_ONCE = 50  # articles in one transaction, when old ones are put into story groups


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of one article's text; ``vectors`` has one entry a passage, in the same order.

    ``statements_by`` is the recipe of the statements where it is not the recipe of the day: a model was to propose some and failed.
    """

    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    vectors: tuple[PassageVectors, ...]
    statements: tuple[Statement, ...] = ()
    statements_by: str | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What derived rows were made with; rows of another recipe are stale."""

    splitter: str
    packer: str
    encoder: str
    statements: str


class Catalog:
    """The catalog's writing side; safe in many threads and processes at once."""

    def __init__(self, engine: Engine) -> None:
        self._read = engine
        self._write = engine.execution_options(write=True)

    def change(self, loaded: LoadedArticle, filled_in: Mapping[str, str | None] | None = None) -> Change:
        """Return what writing the article would do; nothing need be encoded for "unchanged".

        Args:
            loaded: the article as a loader found it.
            filled_in: what a person says about it, as for ``put``.
        """
        with self._read.connect() as connection:
            row = _article_row(connection, loaded.source_id)
            if row is None:
                return "added"
            layout = _current_layout(connection, row)
        corrected = json.loads(row.corrected) | dict(filled_in or {})
        return _change(row, layout, text_version(loaded.text), loaded.layout, loaded.metadata, corrected)

    def corrected(self, source_id: str, found: Metadata, filled_in: Mapping[str, str | None] | None = None) -> Metadata:
        """Return ``found`` under what a person filled in or corrected, before or now: what is shown, filtered by and embedded."""
        with self._read.connect() as connection:
            row = _article_row(connection, source_id)
        return _laid_over(found, (json.loads(row.corrected) if row else {}) | dict(filled_in or {}))

    def put(
        self,
        article: Article,
        derived: Derived,
        recipe: Recipe,
        *,
        found: Metadata | None = None,
        filled_in: Mapping[str, str | None] | None = None,
    ) -> Change:
        """Make ``article`` the current version, in one transaction: when this returns it is kept, and searchable.

        Args:
            article: with the metadata that its passages were embedded with.
            derived: made from the article's text and metadata.
            recipe: what it was made with.
            found: the metadata as the loader found them, where a person's corrections changed ``article.metadata``.
            filled_in: fields that a person names with this text; kept as corrections, as by ``edit``.

        Raises:
            InputError: a field of ``filled_in`` cannot be corrected so.
            HomeError: nothing was written.
        """
        _check_corrections(filled_in or {})
        found = article.metadata if found is None else found
        rows = _PassageRows(derived, recipe)  # stemming and packing bytes need no lock
        sketched = sketch(article.text, article.layout)
        embedded = _described(article.metadata)
        with self._write.begin() as connection:
            row = _article_row(connection, article.source_id)
            corrected = (json.loads(row.corrected) if row else {}) | dict(filled_in or {})
            if row is None:
                change: Change = "added"
            else:
                change = _change(row, _current_layout(connection, row), article.version, article.layout, found, corrected)
                if change == "unchanged" and _is_derived(connection, article, recipe, embedded):
                    return change
                _drop_current(connection, article.article_id)
            _write_article(connection, article, found, corrected, is_new=row is None)
            version_n = _write_version(connection, article)
            _write_derived(connection, version_n, derived, rows, recipe, embedded)
            stories.leave(connection, stories.superseded(connection, version_n))
            stories.enter(connection, version_n, sketched)
            bump_revision(connection)
            failpoints.reach("before_commit")
        failpoints.reach("after_commit")
        return change

    def renew(self, article: Article, derived: Derived, recipe: Recipe) -> bool:
        """Replace the derived rows of an article of ``stale``; False where its text was replaced or removed meanwhile.

        Raises:
            HomeError: nothing was written.
        """
        rows = _PassageRows(derived, recipe)
        sketched = sketch(article.text, article.layout)
        with self._write.begin() as connection:
            row = _article_row(connection, article.source_id)
            if row is None or row.version != article.version:
                return False
            _drop_current(connection, article.article_id)
            version_n = _write_version(connection, article)
            _write_derived(connection, version_n, derived, rows, recipe, _described(article.metadata))
            stories.enter(connection, version_n, sketched)
            bump_revision(connection)
        return True

    def group_stories(self, stop: threading.Event | None = None) -> int:
        """Put the current articles that are in no story group yet, or were put there by another recipe, where they belong.

        Returns how many there were; ``stop`` ends it before the next fifty.

        Raises:
            HomeError: the home cannot be written to; the groups made before stay.
        """
        with self._read.connect() as connection:
            numbers = stories.missing(connection)
        for start in range(0, len(numbers), _GROUPED_AT_ONCE):
            if stop is not None and stop.is_set():
                break
            batch = numbers[start : start + _GROUPED_AT_ONCE]
            with self._read.connect() as connection:
                rows = connection.execute(sa.select(versions.c.n, versions.c.text, versions.c.layout).where(versions.c.n.in_(batch))).all()
            sketches = {row.n: sketch(row.text, layout_of(row.layout)) for row in rows}  # without the lock
            with self._write.begin() as connection:
                for version_n in stories.missing(connection, batch):
                    stories.enter(connection, version_n, sketches[version_n])
                bump_revision(connection)
        return len(numbers)

    def ungrouped(self) -> int:
        """Return how many current articles are in no story group yet, or were put there by another recipe."""
        with self._read.connect() as connection:
            return len(stories.missing(connection))

    def renew_statements(self, made: Sequence[tuple[Article, tuple[tuple[Statement, ...], str]]]) -> int:
        """Replace the statements of articles of ``stale_statements``, each by those made and their recipe, in one transaction.

        Returns of how many.

        Those whose text was replaced or removed meanwhile are passed over.

        Raises:
            HomeError: nothing was written.
        """
        renewed = 0
        with self._write.begin() as connection:
            for article, (statements, rules) in made:
                version_n = _current_number(connection, article)
                if version_n is not None:
                    statement_rows.write(connection, version_n, statements, rules)
                    renewed += 1
            if made:
                bump_revision(connection)
        return renewed

    def edit(self, source_id: str, corrected: Mapping[str, str | None]) -> Article:
        """Keep a person's corrections of an article's metadata; they win over what a loader finds, now and later.

        ``None`` says that the field is unknown. Where the embedded text shows a corrected field, the article becomes stale.

        Raises:
            InputError: there is no such article, or a field cannot be corrected so.
        """
        _check_corrections(corrected)
        with self._write.begin() as connection:
            row = _article_row(connection, source_id)
            if row is None:
                raise InputError(f"There is no article {source_id!r} in this home.", remedy="List them with `onrecord sources list`.")
            overlay = json.loads(row.corrected) | dict(corrected)
            found = Metadata(**json.loads(row.found))
            connection.execute(sa.update(articles).where(articles.c.article_id == row.article_id).values(_metadata_values(found, overlay)))
            bump_revision(connection)
            query = sa.select(articles, versions.c.text, versions.c.fetched, versions.c.layout).join_from(articles, versions, _CURRENT)
            return article_of(connection.execute(query.where(articles.c.article_id == row.article_id)).one())

    def remove(self, source_id: str, *, ask: str | None = None) -> bool:
        """Take an article out with all its versions; False where there is none. Its bytes may stay in the files until ``purge``.

        Args:
            source_id: which article.
            ask: a request to leave for the owner of the index in the same transaction.
        """
        with self._write.begin() as connection:
            row = _article_row(connection, source_id)
            if row is None:
                return False
            _drop_current(connection, row.article_id)
            stories.leave(connection, stories.members_of(connection, row.article_id))
            connection.execute(sa.delete(articles).where(articles.c.article_id == row.article_id))  # the rest goes with it
            if ask is not None:
                connection.execute(sa.insert(requests).values(kind=ask, asked=_now()))
            bump_revision(connection)
        return True

    def stale(self, recipe: Recipe) -> list[Article]:
        """Return the current articles whose derived rows are missing or were made otherwise than they would be today."""
        return self._articles_where(_is_stale(recipe))

    def stale_statements(self, recipe: Recipe, *, but_proposed: bool = False) -> list[Article]:
        """Return the current articles of which only the statements are missing or were made otherwise than they would be today.

        Args:
            recipe: what they would be made with.
            but_proposed: leave out those of which a model proposed some.
        """
        others = statement_recipes.c.rules != recipe.statements
        if but_proposed:
            others = sa.and_(others, sa.not_(statement_recipes.c.rules.contains(BY_MODEL)))
        stale = sa.or_(statement_recipes.c.version_n.is_(None), others)
        return self._articles_where(sa.and_(stale, sa.not_(_is_stale(recipe))))

    def correct_holders(self, corrected: Mapping[str, str | None]) -> None:
        """Keep whom a person says that names mean; ``None`` takes a correction back. They apply to statements whenever these are read."""
        with self._write.begin() as connection:
            connection.execute(sa.delete(holders).where(holders.c.alias.in_(corrected)))
            rows = [{"alias": alias, "name": name} for alias, name in corrected.items() if name is not None]
            if rows:
                connection.execute(sa.insert(holders), rows)
            bump_revision(connection)

    def _articles_where(self, condition: sa.ColumnElement[bool]) -> list[Article]:
        query = (
            sa.select(articles, versions.c.text, versions.c.fetched, versions.c.layout)
            .join_from(articles, versions, _CURRENT)
            .outerjoin(recipes, recipes.c.version_n == versions.c.n)
            .outerjoin(statement_recipes, statement_recipes.c.version_n == versions.c.n)
            .where(condition)
            .order_by(articles.c.source_id)
        )
        with self._read.connect() as connection:
            return [article_of(row) for row in connection.execute(query)]

    def ask_owner(self, kind: str) -> None:
        """Leave a request for the owner of the index: "rebuild" or "purge"."""
        with self._write.begin() as connection:
            connection.execute(sa.insert(requests).values(kind=kind, asked=_now()))

    def waiting(self) -> list[tuple[int, str]]:
        """Return number and kind of the requests that wait, oldest first."""
        query = sa.select(requests.c.n, requests.c.kind).where(requests.c.done.is_(None)).order_by(requests.c.n)
        with self._read.connect() as connection:
            return [(row.n, row.kind) for row in connection.execute(query)]

    def carried_out(self, numbers: Sequence[int]) -> None:
        """Mark requests as carried out."""
        with self._write.begin() as connection:
            connection.execute(sa.update(requests).where(requests.c.n.in_(numbers)).values(done=_now()))

    def integrity(self) -> list[str]:
        """Return what the database finds wrong with itself, nothing where it is sound."""
        with self._read.connect() as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)") if row[0] != "ok"]
            found += [f"a row of {row[0]} belongs to nothing" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        with self._write.connect() as connection:  # a write that is rolled back
            if not lexical.is_consistent(connection):
                found.append("the lexical index disagrees with its own content")
            numbers = connection.execute(sa.select(sa.func.count()).select_from(passages)).scalar_one()
            entries = lexical.count(connection)
        if numbers != entries:
            found.append(f"{numbers} passages, but {entries} in the lexical index")
        return found

    def scrub(self) -> None:
        """Leave no bytes of removed articles in the catalog's files.

        Raises:
            HomeBusyError: another process keeps reading an older state; the bytes are gone from the catalog and go from its log later.
        """
        with self._write.begin() as connection:
            lexical.optimize(connection)
        schema.compact(self._read)


_CURRENT = sa.and_(versions.c.article_id == articles.c.article_id, versions.c.version == articles.c.version)


def _is_stale(recipe: Recipe) -> sa.ColumnElement[bool]:
    """Whether sentences, passages or vectors would be made otherwise today; never unknown, so that it can be negated."""
    return sa.or_(
        recipes.c.version_n.is_(None),
        sa.and_(
            recipes.c.version_n.is_not(None),
            sa.or_(
                recipes.c.splitter != recipe.splitter,
                recipes.c.packer != recipe.packer,
                recipes.c.encoder != recipe.encoder,
                recipes.c.described != articles.c.described,
            ),
        ),
    )


def article_of(row: Row[Any]) -> Article:
    """Make an Article of a row of ``articles`` joined with the text, time and layout of one of its versions."""
    version = getattr(row, "text_version", row.version)
    return Article(
        source_id=row.source_id,
        article_id=row.article_id,
        version=version,
        text=row.text,
        metadata=Metadata(
            row.title, row.url, row.outlet, row.author, row.published, row.published_as_printed, row.modified, row.kind, row.language
        ),
        fetched=row.fetched,
        layout=layout_of(row.layout),
        superseded=version != row.version,
    )


@dataclass(frozen=True, slots=True)
class _PassageRow:
    """One passage as it is written."""

    passage: dict[str, object]
    vector: bytes
    sentence_vectors: bytes
    stems: str


class _PassageRows:
    """The rows of an article's passages, all but the numbers that the database gives."""

    def __init__(self, derived: Derived, recipe: Recipe) -> None:
        self.encoder = recipe.encoder
        self.rows = [_passage_row(p, v) for p, v in zip(derived.passages, derived.vectors, strict=True)]

    def write(self, connection: Connection, version_n: int) -> None:
        if not self.rows:
            return
        insert = sa.insert(passages).returning(passages.c.n, sort_by_parameter_order=True)
        numbers = list(connection.execute(insert, [{"version_n": version_n, **row.passage} for row in self.rows]).scalars())
        pairs = list(zip(numbers, self.rows, strict=True))
        connection.execute(
            sa.insert(passage_vectors), [{"passage_n": n, "encoder": self.encoder, "vector": row.vector} for n, row in pairs]
        )
        connection.execute(sa.insert(sentence_vectors), [{"passage_n": n, "vectors": row.sentence_vectors} for n, row in pairs])
        lexical.add(connection, [(n, row.stems) for n, row in pairs])


def _passage_row(passage: Passage, vectors: PassageVectors) -> _PassageRow:
    first, last = passage.sentences[0].index, passage.sentences[-1].index
    if [s.index for s in passage.sentences] != list(range(first, last + 1)):
        raise ValueError(f"The sentences of passage {passage.passage_id} do not follow each other.")
    if len(vectors.sentences) != len(passage.sentences):
        raise ValueError(f"Passage {passage.passage_id} has {len(passage.sentences)} sentences and {len(vectors.sentences)} vectors.")
    return _PassageRow(
        passage={
            "passage_id": passage.passage_id,
            "place": passage.index,
            "start": passage.start,
            "end": passage.end,
            "first": first,
            "last": last,
        },
        vector=np.ascontiguousarray(vectors.passage, dtype="<f4").tobytes(),
        sentence_vectors=np.ascontiguousarray(vectors.sentences, dtype="<f2").tobytes(),
        stems=" ".join(stems(passage.text)),
    )


def _article_row(connection: Connection, source_id: str) -> Row[Any] | None:
    return connection.execute(sa.select(articles).where(articles.c.source_id == source_id)).one_or_none()


def _current_layout(connection: Connection, row: Row[Any]) -> str:
    query = sa.select(versions.c.layout).where(versions.c.article_id == row.article_id, versions.c.version == row.version)
    return str(connection.execute(query).scalar_one())


def _change(
    row: Row[Any], layout: str, version: str, new_layout: tuple[Block, ...], found: Metadata, corrected: Mapping[str, str | None]
) -> Change:
    kept = (row.version, layout, row.found, row.corrected)
    new = (version, layout_json(new_layout), _json(asdict(found)), _json(corrected))
    return "unchanged" if kept == new else "updated"


def _is_derived(connection: Connection, article: Article, recipe: Recipe, embedded: str) -> bool:
    query = (
        sa.select(recipes, statement_recipes.c.rules)
        .join(versions, versions.c.n == recipes.c.version_n)
        .outerjoin(statement_recipes, statement_recipes.c.version_n == versions.c.n)
        .where(versions.c.article_id == article.article_id, versions.c.version == article.version)
    )
    row = connection.execute(query).one_or_none()
    wanted = (recipe.splitter, recipe.packer, recipe.encoder, embedded, recipe.statements)
    return row is not None and (row.splitter, row.packer, row.encoder, row.described, row.rules) == wanted


def _current_number(connection: Connection, article: Article) -> int | None:
    """Return the number of an article's version, ``None`` where it is not the current one any more."""
    query = sa.select(versions.c.n).join_from(articles, versions, _CURRENT)
    same = sa.and_(articles.c.article_id == article.article_id, versions.c.version == article.version)
    return connection.execute(query.where(same)).scalar()


def _drop_current(connection: Connection, article_id: str) -> None:
    """Take an article out of every search; the sentences of its versions stay, so that citations into them resolve."""
    numbers = sa.select(versions.c.n).where(versions.c.article_id == article_id)
    statement_rows.remove(connection, numbers)
    of_article = passages.c.version_n.in_(numbers)
    lexical.remove(connection, connection.execute(sa.select(passages.c.n).where(of_article)).scalars().all())
    connection.execute(sa.delete(passages).where(of_article))


def _write_article(connection: Connection, article: Article, found: Metadata, corrected: Mapping[str, str | None], *, is_new: bool) -> None:
    values = {"version": article.version, **_metadata_values(found, corrected)}
    if is_new:
        connection.execute(sa.insert(articles).values(article_id=article.article_id, source_id=article.source_id, **values))
    else:
        connection.execute(sa.update(articles).where(articles.c.article_id == article.article_id).values(**values))


def _metadata_values(found: Metadata, corrected: Mapping[str, str | None]) -> dict[str, str | None]:
    effective = _laid_over(found, corrected)
    return {
        **asdict(effective),
        "found": _json(asdict(found)),
        "corrected": _json(corrected),
        "described": _described(effective),
    }


def _write_version(connection: Connection, article: Article) -> int:
    """Return the number of the text among all versions, writing it where it is new; a kept text keeps its first ``fetched``."""
    layout = layout_json(article.layout)
    same = sa.and_(versions.c.article_id == article.article_id, versions.c.version == article.version)
    row = connection.execute(sa.select(versions.c.n, versions.c.layout).where(same)).one_or_none()
    if row is None:
        insert = sa.insert(versions).values(
            article_id=article.article_id, version=article.version, text=article.text, fetched=article.fetched, layout=layout
        )
        return int(connection.execute(insert.returning(versions.c.n)).scalar_one())
    if row.layout != layout:
        connection.execute(sa.update(versions).where(same).values(layout=layout))
    return int(row.n)


def _write_derived(connection: Connection, version_n: int, derived: Derived, rows: _PassageRows, recipe: Recipe, embedded: str) -> None:
    connection.execute(sa.delete(sentences).where(sentences.c.version_n == version_n))
    connection.execute(sa.delete(recipes).where(recipes.c.version_n == version_n))
    connection.execute(
        sa.insert(recipes).values(
            version_n=version_n,
            splitter=recipe.splitter,
            packer=recipe.packer,
            encoder=recipe.encoder,
            described=embedded,
            n_sentences=len(derived.sentences),
            n_passages=len(derived.passages),
        )
    )
    if derived.sentences:
        connection.execute(sa.insert(sentences), [_sentence_row(version_n, sentence) for sentence in derived.sentences])
    statement_rows.write(connection, version_n, derived.statements, derived.statements_by or recipe.statements)
    rows.write(connection, version_n)


def _sentence_row(version_n: int, sentence: Sentence) -> dict[str, object]:
    return {
        "version_n": version_n,
        "place": sentence.index,
        "sentence_id": sentence.sentence_id,
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "role": sentence.role,
        "page": sentence.page,
    }


def _check_corrections(corrected: Mapping[str, str | None]) -> None:
    for name, value in corrected.items():
        if name not in CORRECTABLE:
            raise InputError(f"{name!r} cannot be corrected.", remedy=f"Choose among {', '.join(sorted(CORRECTABLE))}.")
        if name == "kind" and value not in KINDS:
            raise InputError(f"{value!r} is no kind of article.", remedy=f"Choose among {', '.join(KINDS)}.")
        if name in {"published", "modified"} and value is not None and not _is_iso(value):
            raise InputError(f"{value!r} names no day.", remedy="Write it as YYYY-MM-DD, or as a day and time with offset.")


def _is_iso(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return len(value) >= len("2026-01-31") and value[4] == "-"


def _laid_over(found: Metadata, corrected: Mapping[str, str | None]) -> Metadata:
    known = {field.name for field in fields(Metadata)}
    overlay: dict[str, Any] = {name: value for name, value in corrected.items() if name in known}
    return replace(found, **overlay)


def _described(metadata: Metadata) -> str:
    """Return a digest of what the embedded text of a passage carries in front: title, outlet and day."""
    shown = _json([metadata.title, metadata.outlet, metadata.published_day])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
