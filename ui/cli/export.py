"""``onrecord export``: articles out, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from ingest.errors import InputError
from ingest.models import Article, Passage, Sentence, Statement
from qa.shapes import as_json
from ui.cli import options
from ui.cli.output import write_json
from ui.cli.session import opened

PARTS = ("sentences", "passages", "statements")


def command(
    source_id: Annotated[
        str | None, typer.Option("--source-id", help="Only this article: its source id, article id or unique path suffix.")
    ] = None,
    with_: Annotated[str, typer.Option("--with", help=f"Also these, with commas between them: {', '.join(PARTS)}.")] = "",
    home: options.Home = None,
) -> None:
    """Write the articles as JSON lines, each in its current version."""
    parts = [part.strip() for part in with_.split(",") if part.strip()]
    for part in parts:
        if part not in PARTS:
            raise InputError(f"--with {part} is not known.", remedy=f"Choose from {', '.join(PARTS)}.")
    with opened(home) as onrecord:
        lookup = onrecord.parts.home.lookup
        for article in [lookup.resolve(source_id)] if source_id else lookup.articles():
            row = article_row(article)
            if "sentences" in parts:
                row["sentences"] = list(_sentence_rows(lookup.sentences(article.article_id, article.version)))
            if "passages" in parts:
                row["passages"] = _passage_rows(lookup.passages_of(article.article_id, article.version))
            if "statements" in parts:
                row["statements"] = [_statement_row(s) for s in onrecord.statements(article)]
            write_json(row)


def article_row(article: Article) -> dict[str, Any]:
    """Return one article as export writes it."""
    about = article.metadata
    return {
        "source_id": article.source_id,
        "article_id": article.article_id,
        "version": article.version,
        "title": about.title,
        "outlet": about.outlet,
        "author": about.author,
        "published": about.published,
        "modified": about.modified,
        "kind": about.kind,
        "url": about.url,
        "language": about.language,
        "fetched": article.fetched,
        "text": article.text,
    }


def _sentence_rows(sentences: Sequence[Sentence]) -> Iterator[dict[str, Any]]:
    for s in sentences:
        yield {"sentence_id": s.sentence_id, "start": s.start, "end": s.end, "paragraph": s.paragraph, "page": s.page, "role": s.role}


def _passage_rows(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    return [{"passage_id": p.passage_id, "start": p.start, "end": p.end} for p in passages]


def _statement_row(statement: Statement) -> dict[str, Any]:
    row: dict[str, Any] = as_json(statement)
    return {key: value for key, value in row.items() if key not in ("article_id", "version")}
