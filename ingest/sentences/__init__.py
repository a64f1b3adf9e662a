"""Split a text into sentences: exact places, paragraphs, roles and pages.

vocabulary.py   words that the rules know
paragraphs.py   which line breaks end a paragraph
boundaries.py   where a sentence ends within a paragraph
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.models import Article, Block, Role, Sentence, sentence_id
from ingest.sentences.boundaries import sentences_in
from ingest.sentences.paragraphs import paragraphs

SPLITTER = "rules-1"
"""The recipe of sentences: it changes whenever the same text would be split otherwise."""


class Span(NamedTuple):
    """Where one sentence stands: it neither begins nor ends with space."""

    start: int
    end: int
    paragraph: int  # from 1
    role: Role = "body"
    page: int | None = None


def split(text: str, layout: Sequence[Block] = ()) -> tuple[Span, ...]:
    """Return the sentences of a text in order: together they hold every character that is not space, each one once.

    No sentence crosses a border of ``layout``, whose blocks lend their role and page.
    """
    spans: list[Span] = []
    paragraph = 0
    for start, end, role, page in _regions(text, layout):
        for above, below in paragraphs(text[start:end]):
            paragraph += 1
            spans += [Span(a, b, paragraph, role, page) for a, b in sentences_in(text, start + above, start + below)]
    return tuple(spans)


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article."""
    return tuple(
        Sentence(
            sentence_id=sentence_id(article.article_id, article.version, span.start, span.end),
            article_id=article.article_id,
            version=article.version,
            index=index,
            start=span.start,
            end=span.end,
            text=article.text[span.start : span.end],
            paragraph=span.paragraph,
            role=span.role,
            page=span.page,
        )
        for index, span in enumerate(split(article.text, article.layout))
    )


def _regions(text: str, layout: Sequence[Block]) -> Iterator[tuple[int, int, Role, int | None]]:
    """Yield the blocks, and as body what lies between them."""
    at = 0
    for block in layout:
        if at < block.start:
            yield at, block.start, "body", None
        yield block.start, block.end, block.role, block.page
        at = block.end
    if at < len(text):
        yield at, len(text), "body", None


__all__ = ["SPLITTER", "Span", "sentences_of", "split"]
