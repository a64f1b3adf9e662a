"""Statements as rows of the catalog: their spans are places in the article's text, which has the words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from ingest.models import Article, AsOf, Holder, SpanText, Statement
from ingest.store.schema import statement_recipes, statements, versions


def write(connection: Connection, version_n: int, found: Sequence[Statement], rules: str) -> None:
    """Replace the statements of a version by those found, made with ``rules``."""
    remove(connection, sa.select(sa.literal(version_n)))
    connection.execute(sa.insert(statement_recipes).values(version_n=version_n, rules=rules))
    if found:
        connection.execute(sa.insert(statements), [_row(version_n, place, statement) for place, statement in enumerate(found)])


def remove(connection: Connection, version_numbers: sa.Select[tuple[int]]) -> None:
    """Take the statements of versions out."""
    for table in (statements, statement_recipes):
        connection.execute(sa.delete(table).where(table.c.version_n.in_(version_numbers)))


def read(connection: Connection, article: Article) -> tuple[Statement, ...] | None:
    """Return the statements of a version of an article; ``None`` where none were looked for yet."""
    this = sa.and_(versions.c.article_id == article.article_id, versions.c.version == article.version)
    read_versions = sa.select(statement_recipes.c.version_n).join(versions, versions.c.n == statement_recipes.c.version_n)
    number = connection.execute(read_versions.where(this)).scalar()
    if number is None:
        return None
    query = sa.select(statements).where(statements.c.version_n == number).order_by(statements.c.place)
    return tuple(_statement(row, article) for row in connection.execute(query))


def _row(version_n: int, place: int, statement: Statement) -> dict[str, object]:
    holder, as_of = statement.holder, statement.as_of
    return {
        "version_n": version_n,
        "place": place,
        "statement_id": statement.statement_id,
        "holder": holder.name if holder else None,
        "holder_start": holder.start if holder else None,
        "holder_end": holder.end if holder else None,
        "voice": statement.voice,
        "spans": json.dumps([[[s.start, s.end] for s in spans] for spans in (statement.cue, statement.content)]),
        "sentences": json.dumps(statement.sentence_ids),
        "speaker": statement.speaker,
        "reported_by": statement.reported_by,
        "venue": statement.venue,
        "as_of": json.dumps([as_of.date, as_of.precision, as_of.basis]) if as_of else None,
        "made_by": statement.made_by,
    }


def _statement(row: Row[Any], article: Article) -> Statement:
    text = article.text
    cue, content = (tuple(SpanText(a, b, text[a:b]) for a, b in spans) for spans in json.loads(row.spans))
    holder = None
    if row.holder_start is not None:
        holder = Holder(row.holder_start, row.holder_end, text[row.holder_start : row.holder_end], row.holder)
    return Statement(
        row.statement_id,
        article.article_id,
        article.version,
        holder,
        cue,
        content,
        row.voice,
        tuple(json.loads(row.sentences)),
        row.speaker,
        row.reported_by,
        row.venue,
        AsOf(*json.loads(row.as_of)) if row.as_of else None,
        row.made_by,
    )
