"""Articles in code, for tests of statements."""

from __future__ import annotations

from ingest.models import Article, Block, Metadata, Statement, article_id, text_version
from ingest.sentences import sentences_of
from ingest.statements import statements_of


def an_article(text: str, published: str | None = "2025-06-18", layout: tuple[Block, ...] = (), **known: str) -> Article:
    return Article("tunnel.txt", article_id("tunnel.txt"), text_version(text), text, Metadata(published=published, **known), "", layout)  # type: ignore[arg-type]  # kind is a literal


def statements(text: str, published: str | None = "2025-06-18", layout: tuple[Block, ...] = (), **known: str) -> tuple[Statement, ...]:
    article = an_article(text, published, layout, **known)
    return statements_of(article, sentences_of(article))


def said(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Holder, cue and contents as printed."""
    return [(s.holder.text if s.holder else None, " ".join(c.text for c in s.cue), [c.text for c in s.content]) for s in statements(text)]


def names(text: str) -> list[tuple[str, str | None]]:
    return [(s.holder.text, s.holder.name) for s in statements(text) if s.holder]
