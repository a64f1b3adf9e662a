"""The catalog's tables: kept ones are migrated, derived ones are made again from kept text.

Kept: ``state``, ``articles``, ``versions``, ``requests``, ``holders``. Derived: everything else, and the lexical index (``lexical.py``).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from ingest.errors import HomeBusyError, HomeError, NewerSchemaError
from ingest.store import lexical

SCHEMA = 3
"""The number of this layout. A change adds one, and a step to ``MIGRATIONS`` where a kept table changed."""


def _add_holders(connection: Connection) -> None:
    _metadata.create_all(connection, tables=[holders])


def _drop_statements(connection: Connection) -> None:
    """Statements get a column; they are found again by rules, which takes seconds, while all other derived rows stay."""
    _metadata.drop_all(connection, tables=[statements, statement_recipes])


MIGRATIONS: Mapping[int, Callable[[Connection], None]] = {1: _add_holders, 2: _drop_statements}
"""``MIGRATIONS[n]`` takes the kept tables from schema n to n + 1; derived tables are dropped and made empty, for ``rebuild`` to fill."""

ONLY_ADDED_TO = frozenset({1, 2})
"""Schemas to which the next one only added: derived rows stay, but those that a step drops."""

BUSY_TIMEOUT_MS = 15_000
SPARE_CONNECTIONS = 8
"""Beside the workers: for the owner of the index, for whoever asks outside the pool."""

CACHE_KIB = 32_768

_metadata = sa.MetaData()

state = sa.Table(
    "state",
    _metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""``schema``; ``revision``, which every change of what a search can find adds 1 to; ``generation``, the index in use."""

articles = sa.Table(
    "articles",
    _metadata,
    sa.Column("article_id", sa.Text, primary_key=True),
    sa.Column("source_id", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Text, nullable=False),  # the current one
    sa.Column("found", sa.Text, nullable=False),  # JSON of Metadata as the loader found it
    sa.Column("corrected", sa.Text, nullable=False),  # JSON of the fields that a person filled in; they win
    # Both laid over each other, to filter by and to show:
    sa.Column("title", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("outlet", sa.Text),
    sa.Column("author", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("published_as_printed", sa.Text),
    sa.Column("modified", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("language", sa.Text),
    sa.Column("described", sa.Text, nullable=False),  # digest of what the embedded text carries in front
)

versions = sa.Table(
    "versions",
    _metadata,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("fetched", sa.Text, nullable=False),
    sa.Column("layout", sa.Text, nullable=False),  # JSON: [start, end, role, page] a block
    sa.UniqueConstraint("article_id", "version"),
)

requests = sa.Table(
    "requests",
    _metadata,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("done", sa.Text),
    sqlite_autoincrement=True,
)
"""What processes that do not own the index ask of its owner."""

holders = sa.Table(
    "holders",
    _metadata,
    sa.Column("alias", sa.Text, primary_key=True),  # a holder's name as articles give it
    sa.Column("name", sa.Text, nullable=False),  # whom a person said it means; the alias itself, where it is nobody else's
)

recipes = sa.Table(
    "recipes",
    _metadata,
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), primary_key=True),
    sa.Column("splitter", sa.Text, nullable=False),
    sa.Column("packer", sa.Text, nullable=False),
    sa.Column("encoder", sa.Text, nullable=False),
    sa.Column("described", sa.Text, nullable=False),  # articles.described when the passages were encoded
    sa.Column("n_sentences", sa.Integer, nullable=False),
    sa.Column("n_passages", sa.Integer, nullable=False),
)

sentences = sa.Table(
    "sentences",
    _metadata,
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),  # Sentence.index
    sa.Column("sentence_id", sa.Text, nullable=False, unique=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("paragraph", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("page", sa.Integer),
    sqlite_with_rowid=False,
)

passages = sa.Table(
    "passages",
    _metadata,
    sa.Column("n", sa.Integer, primary_key=True),  # never used twice: the id in the index, and the row of the lexical index
    sa.Column("passage_id", sa.Text, nullable=False, unique=True),
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),  # Passage.index
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("first", sa.Integer, nullable=False),  # its sentences' places, both ends included
    sa.Column("last", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Passages of current versions only: what a search can find."""

passage_vectors = sa.Table(
    "passage_vectors",
    _metadata,
    sa.Column("passage_n", sa.Integer, sa.ForeignKey("passages.n", ondelete="CASCADE"), primary_key=True),
    sa.Column("encoder", sa.Text, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),  # little-endian float32
)

sentence_vectors = sa.Table(
    "sentence_vectors",
    _metadata,
    sa.Column("passage_n", sa.Integer, sa.ForeignKey("passages.n", ondelete="CASCADE"), primary_key=True),
    sa.Column("vectors", sa.LargeBinary, nullable=False),  # little-endian float16, one row a sentence
)

statements = sa.Table(
    "statements",
    _metadata,
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),  # in the article, from 0
    sa.Column("statement_id", sa.Text, nullable=False),
    sa.Column("holder", sa.Text, index=True),  # Holder.name
    sa.Column("holder_start", sa.Integer),
    sa.Column("holder_end", sa.Integer),
    sa.Column("voice", sa.Text, nullable=False),
    sa.Column("spans", sa.Text, nullable=False),  # JSON: [[start, end] of the cue], [[start, end] of the content]
    sa.Column("sentences", sa.Text, nullable=False),  # JSON: their ids
    sa.Column("speaker", sa.Text),
    sa.Column("reported_by", sa.Text),
    sa.Column("venue", sa.Text),
    sa.Column("as_of", sa.Text),  # JSON: date, precision, basis
    sa.Column("made_by", sa.Text, nullable=False),  # rules, model
    sqlite_with_rowid=False,
)
"""Statements of current versions only."""

statement_recipes = sa.Table(
    "statement_recipes",
    _metadata,
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), primary_key=True),
    sa.Column("rules", sa.Text, nullable=False),
)
"""What the statements of a version were made with: apart from ``recipes``, so that new rules encode nothing again."""

indexed = sa.Table(
    "indexed",
    _metadata,
    sa.Column("generation", sa.Text, primary_key=True),
    sa.Column("passage_n", sa.Integer, sa.ForeignKey("passages.n", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Which passages a generation of the index is known to hold; a current passage without a row is pending."""

story_members = sa.Table(
    "story_members",
    _metadata,
    sa.Column("version_n", sa.Integer, sa.ForeignKey(versions.c.n, ondelete="CASCADE"), primary_key=True),
    sa.Column("story", sa.Integer, nullable=False, index=True),  # the lowest version_n of the group
    sa.Column("recipe", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # shingles of the body
)
"""The story group of each current version; most are alone in theirs."""

story_keys = sa.Table(
    "story_keys",
    _metadata,
    sa.Column("digest", sa.BigInteger, primary_key=True),
    sa.Column("version_n", sa.Integer, sa.ForeignKey(story_members.c.version_n, ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Where copies of a version are looked for: versions that share a digest are compared."""

story_sentences = sa.Table(
    "story_sentences",
    _metadata,
    sa.Column("version_n", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("wording", sa.BigInteger, nullable=False, index=True),  # digest of the folded words
    sa.ForeignKeyConstraint(["version_n", "place"], [sentences.c.version_n, sentences.c.place], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)
"""The sentences of versions that have copies, to find the same words in those."""

KEPT = (state, articles, versions, requests, holders)
STORIES = (story_members, story_keys, story_sentences)
DERIVED = (recipes, sentences, passages, passage_vectors, sentence_vectors, statements, statement_recipes, indexed, *STORIES)


def open_engine(url: str, workers: int = 1) -> Engine:
    """Return an engine over the catalog at ``url``, its tables made or migrated, with a connection for each of ``workers`` threads.

    ``engine.dispose()`` closes them. Errors of the database come out as HomeError.

    Raises:
        NewerSchemaError: a later release wrote the catalog.
        HomeError: the catalog cannot be opened or is no catalog.
    """
    if sa.make_url(url).get_backend_name() != "sqlite":
        raise HomeError("This release keeps its catalog in SQLite only.", remedy="Name a folder as the home, not a database address.")
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=workers + SPARE_CONNECTIONS,
        max_overflow=workers + SPARE_CONNECTIONS,
        pool_use_lifo=True,
        pool_timeout=60,
        hide_parameters=True,  # articles are never logged
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "handle_error", _on_error)
    try:
        _ensure_schema(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def bump_revision(connection: Connection) -> None:
    """Count one change of what a search can find."""
    following = sa.cast(sa.cast(state.c.value, sa.Integer) + 1, sa.Text)
    connection.execute(sa.update(state).where(state.c.name == "revision").values(value=following))


def _ensure_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        found = _schema_number(connection)
    if found == SCHEMA:
        return
    with engine.execution_options(write=True).begin() as connection:
        found = _schema_number(connection)  # another process may have been first
        if found == SCHEMA:
            return
        if found is None:
            _metadata.create_all(connection, tables=KEPT)
            connection.execute(sa.insert(state), [{"name": "schema", "value": str(SCHEMA)}, {"name": "revision", "value": "1"}])
        else:
            migrate(connection, found, SCHEMA, MIGRATIONS)
        create_derived(connection)


def create_derived(connection: Connection) -> None:
    """Make the derived tables that are not there, empty."""
    _metadata.create_all(connection, tables=DERIVED)
    lexical.create(connection)


def migrate(connection: Connection, found: int, wanted: int, steps: Mapping[int, Callable[[Connection], None]]) -> None:
    """Take the kept tables from schema ``found`` to ``wanted``, all in the caller's transaction.

    The derived tables are dropped, but where every step only adds tables.

    Raises:
        NewerSchemaError: if ``found`` is later than ``wanted``.
    """
    if found > wanted:
        raise NewerSchemaError(
            f"This home was written by a later release (schema {found}; this release knows {wanted}).",
            remedy="Install the newer onrecord, or name another home.",
        )
    if not ONLY_ADDED_TO.issuperset(range(found, wanted)):
        lexical.drop(connection)
        _metadata.drop_all(connection, tables=DERIVED)
        connection.execute(sa.delete(state).where(state.c.name == "generation"))
    for number in range(found, wanted):
        if number in steps:
            steps[number](connection)
    connection.execute(sa.update(state).where(state.c.name == "schema").values(value=str(wanted)))
    bump_revision(connection)


def _schema_number(connection: Connection) -> int | None:
    if not sa.inspect(connection).has_table("state"):
        if sa.inspect(connection).get_table_names():
            raise HomeError("The catalog's file is a database of something else.", remedy="Name another folder as the home.")
        return None
    number = int(connection.execute(sa.select(state.c.value).where(state.c.name == "schema")).scalar_one())
    if number > SCHEMA:
        migrate(connection, number, SCHEMA, {})
    return number


def _on_connect(dbapi: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    assert isinstance(dbapi, sqlite3.Connection)
    try:
        dbapi.isolation_level = None  # else pysqlite runs SELECT and DDL outside the transaction
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"cache_size=-{CACHE_KIB}",
        ):
            dbapi.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        dbapi.close()
        translated = home_error(error)
        if translated is None:
            raise
        raise translated from error


def _on_begin(connection: Connection) -> None:
    # Read-then-write under a plain BEGIN fails at once where another writes, whatever the busy timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _on_error(context: ExceptionContext) -> None:
    if isinstance(context.original_exception, sqlite3.Error):
        translated = home_error(context.original_exception)
        if translated is not None:
            raise translated from context.original_exception


_TROUBLES: tuple[tuple[str, type[HomeError], str, str], ...] = (
    ("disk is full", HomeError, "The disk is full.", "Free some space and run the same command again; nothing acknowledged is lost."),
    ("readonly", HomeError, "The home cannot be written to.", "Check the permissions of its folder and files."),
    ("unable to open", HomeError, "The catalog's file cannot be opened.", "Check that the home is a folder you may write to."),
    (
        "not a database",
        HomeError,
        "The catalog's file is no catalog.",
        "Name another home, or restore the file from a backup.",
    ),
    ("malformed", HomeError, "The catalog's file is damaged.", "Restore it from a backup, or ingest the articles into a new home."),
    ("locking protocol", HomeError, "The home cannot be locked.", "Keep it on a local disk: network file systems do not lock safely."),
    ("disk i/o", HomeError, "The disk failed to read or write.", "Check the disk, and keep the home on a local one, not on a network."),
    ("locked", HomeBusyError, "Another process is writing to this home.", "Wait until it has finished and try again."),
)


def home_error(error: sqlite3.Error) -> HomeError | None:
    """Return our error for what SQLite says, or None where it is our own fault."""
    said = str(error).lower()
    for words, kind, problem, remedy in _TROUBLES:
        if words in said:
            return kind(problem, remedy=remedy)
    return None


def catalog_url(home: Path) -> str:
    """Return the address of the catalog in a home's folder."""
    return sa.URL.create("sqlite", database=str(home / "catalog.sqlite3")).render_as_string(hide_password=False)


def compact(engine: Engine) -> None:
    """Write the catalog's file anew without what was deleted, and empty its log.

    Raises:
        HomeBusyError: another process keeps reading an older state, so that the log cannot be emptied yet.
    """
    pooled = engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("VACUUM")
        deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > deadline:
                raise HomeBusyError("Another process keeps reading the catalog's log.", remedy="End it and purge again.")
            time.sleep(0.1)
    except sqlite3.Error as error:
        translated = home_error(error)
        if translated is None:
            raise
        raise translated from error
    finally:
        pooled.close()
