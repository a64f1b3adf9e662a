"""Turns what a format module found into an article, or says why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from ingest.models import Block, LoadedArticle, Metadata, Rejection, Role, text_version

MAX_TEXT_CHARS = 2_000_000
"""Longest text that is taken for one article: some 350,000 words, several novels."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from, and so what an article is named after that brings neither an id nor a URL.

    ``name`` is an absolute path or an uploaded file's name; ``shared`` says that it may stand for more than one article (uploads,
    lines of one file), so that the digest of the text is appended. ``source_id`` is the caller's own and goes before all else.
    """

    name: str
    shared: bool = False
    source_id: str | None = None
    line: int | None = None

    def reject(self, reason: str) -> Rejection:
        return Rejection(self.name, reason, self.line)

    def source_id_of(self, text: str, url: str | None) -> str:
        if self.source_id or url:
            return self.source_id or url or ""
        return f"{self.name}#{text_version(text)}" if self.shared else self.name


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph in the making; ``continues`` says that the paragraph before runs on into it, as over a page break."""

    text: str
    role: Role = "body"
    page: int | None = None
    continues: bool = False


def lay_out(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    r"""Join paragraphs by blank lines, and keep what is known of each as a block.

    >>> lay_out([Part("Tunnel opens", "headline"), Part("It opened.")])
    ('Tunnel opens\n\nIt opened.', (Block(start=0, end=12, role='headline', page=None),))
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        if pieces:
            pieces.append(" " if part.continues else "\n\n")
            at += len(pieces[-1])
        pieces.append(part.text)
        if part.continues and blocks:  # one block, on the page where the paragraph begins: sentences do not cross blocks
            blocks[-1] = replace(blocks[-1], end=at + len(part.text))
        elif part.role != "body" or part.page is not None:
            blocks.append(Block(at, at + len(part.text), part.role, part.page))
        at += len(part.text)
    return "".join(pieces), tuple(blocks)


def finish(
    origin: Origin,
    given: Metadata,
    text: str,
    found: Metadata,
    *,
    layout: tuple[Block, ...] = (),
    notes: Sequence[str] = (),
) -> LoadedArticle | Rejection:
    """Return the article, or the reason why this text cannot be one; the text itself is not changed."""
    if problem := text_problem(text):
        return origin.reject(problem)
    metadata, dropped = _storable(overlay(found, given))
    return LoadedArticle(origin.source_id_of(text, metadata.url), text, metadata, layout, (*notes, *dropped))


def _storable(metadata: Metadata) -> tuple[Metadata, list[str]]:
    """Return metadata without the values that cannot be stored, and a note on each."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    problems = {name: problem for name, value in values.items() if value is not None and (problem := unstorable(value))}
    return Metadata(**(values | dict.fromkeys(problems))), [f"{name} left out: it {problem}." for name, problem in problems.items()]


def text_problem(text: str) -> str | None:
    """Say why a text cannot be an article's, in a sentence with its remedy, or return ``None``."""
    if not text.strip():
        return "It has no text. Leave it out, or add the article's words."
    if len(text) > MAX_TEXT_CHARS:
        return (
            f"Its text has {len(text):,} characters, and {MAX_TEXT_CHARS:,} is the most one article may have. Split it into its articles."
        )
    if problem := unstorable(text):
        return f"Its text {problem}. Remove that character, or export the article again."
    return None


def unstorable(value: str) -> str | None:
    r"""Say which character of a value no database and no UTF-8 file can hold, or return ``None``.

    >>> unstorable("a\x00b")
    'holds the character U+0000 at place 1'
    """
    at = value.find("\x00")
    if at >= 0:
        return f"holds the character U+0000 at place {at}"
    if lone := _SURROGATE.search(value):
        return f"holds half of a character (the lone surrogate U+{ord(lone[0]):04X}) at place {lone.start()}"
    return None


def overlay(found: Metadata, given: Metadata) -> Metadata:
    """Return what was found with what the caller gave on top; a given day brings its own printed form."""
    kind = given.kind if given.kind != "unknown" else found.kind
    published, printed = found.published, found.published_as_printed
    if given.published or given.published_as_printed:
        published, printed = given.published, given.published_as_printed or given.published
    return replace(
        found,
        title=given.title or found.title,
        url=given.url or found.url,
        outlet=given.outlet or found.outlet,
        author=given.author or found.author,
        published=published,
        published_as_printed=printed,
        modified=given.modified or found.modified,
        kind=kind,
        language=given.language or found.language,
    )
