"""The lexical index over passages: the one place whose SQL is SQLite's own (FTS5).

Words come folded and stemmed (``ingest.words``), joined by spaces; FTS5's plain tokenizer only splits them again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.engine import Connection

from ingest.errors import HomeError

_CREATE = """CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5(stems, tokenize="unicode61 remove_diacritics 0 tokenchars '_'")"""
_CREATE_WORDS = "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_words USING fts5vocab(lexical, row)"

_SEARCH = "SELECT rowid, -bm25(lexical) AS score FROM lexical WHERE lexical MATCH ? ORDER BY score DESC LIMIT ?"
# The plus keeps SQLite from running the whole query once for every allowed row.
_WITHIN = """
SELECT rowid, -bm25(lexical) AS score FROM lexical
WHERE lexical MATCH ? AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY score DESC LIMIT ?
"""


def create(connection: Connection) -> None:
    """Make the index, empty, where there is none."""
    connection.exec_driver_sql(_CREATE)
    connection.exec_driver_sql(_CREATE_WORDS)


def drop(connection: Connection) -> None:
    """Take the index away, where there is one."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS lexical_words")
    connection.exec_driver_sql("DROP TABLE IF EXISTS lexical")


def add(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Enter passages: their number and their stems, joined by spaces."""
    if rows:
        connection.exec_driver_sql("INSERT INTO lexical (rowid, stems) VALUES (?, ?)", list(rows))


def remove(connection: Connection, passage_numbers: Collection[int]) -> None:
    """Take passages out."""
    if passage_numbers:
        connection.exec_driver_sql("DELETE FROM lexical WHERE rowid = ?", [(n,) for n in passage_numbers])


def search(connection: Connection, stems: Sequence[str], limit: int, within: Collection[int] | None = None) -> list[tuple[int, float]]:
    """Return at most ``limit`` passage numbers with their BM25, > 0 and larger is better, best first."""
    match = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems) if '"' not in stem and "\0" not in stem)
    if not match:
        return []
    if within is None:
        rows = connection.exec_driver_sql(_SEARCH, (match, limit)).all()
    else:
        rows = connection.exec_driver_sql(_WITHIN, (match, f"[{','.join(map(str, within))}]", limit)).all()
    return [(number, score) for number, score in rows]


def frequency(connection: Connection, stem: str) -> int:
    """Return how many passages have the stem."""
    return int(connection.exec_driver_sql("SELECT doc FROM lexical_words WHERE term = ?", (stem,)).scalar() or 0)


def count(connection: Connection) -> int:
    """Return how many passages are entered."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM lexical").scalar_one())


def optimize(connection: Connection) -> None:
    """Merge the index into one piece, so that nothing of removed passages is left in it."""
    connection.exec_driver_sql("INSERT INTO lexical (lexical) VALUES ('optimize')")


def is_consistent(connection: Connection) -> bool:
    """Return whether the index agrees with its own content."""
    try:
        connection.exec_driver_sql("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
    except HomeError:
        return False
    return True
