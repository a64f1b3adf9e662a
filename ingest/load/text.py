"""Plain text and Markdown: the words stay as they are; a Markdown file may open with front matter."""

from __future__ import annotations

import re

from ingest.load.article import Origin, finish
from ingest.load.dates import read_date
from ingest.load.decode import UndecodableError, decode
from ingest.models import KINDS, Block, LoadedArticle, Metadata, Rejection

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t](?P<words>[^\r\n]*)", re.MULTILINE)
_KNOWN = ("title", "outlet", "author", "published", "modified", "url", "kind", "language")


def load_text(data: bytes, origin: Origin, given: Metadata = Metadata()) -> LoadedArticle | Rejection:
    """Load a .txt file: every character is kept, and no title is made up from its first line."""
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return origin.reject(str(error))
    return finish(origin, given, decoded.text, Metadata(), notes=decoded.notes)


def load_markdown(data: bytes, origin: Origin, given: Metadata = Metadata()) -> LoadedArticle | Rejection:
    """Load a .md file: front matter becomes metadata, headings lose their marks and become headline blocks; the rest is kept.

    A heading on the first line is the title, unless the front matter names another.
    """
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return origin.reject(str(error))
    notes = list(decoded.notes)
    fields, body = _split_front_matter(decoded.text)
    if unknown := sorted(fields.keys() - set(_KNOWN)):
        notes.append(f"Fields not used: {', '.join(unknown)}.")
    text, layout = _headings(body)
    kind = fields.get("kind") or "unknown"
    if kind not in KINDS:
        return origin.reject(f"kind is {kind!r}. Use one of {', '.join(KINDS)}.")
    title = fields.get("title")
    if title is None and layout and not text[: layout[0].start].strip():
        title = text[layout[0].start : layout[0].end]
    found = Metadata(
        title=title,
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        published=dated("published", fields.get("published"), notes),
        published_as_printed=fields.get("published"),
        modified=dated("modified", fields.get("modified"), notes),
        kind=kind,
        language=fields.get("language"),
    )
    return finish(origin, given, text, found, layout=layout, notes=notes)


def dated(field: str, printed: str | None, notes: list[str]) -> str | None:
    """Read a date that a file gives in so many words, and note where it names no full day."""
    day = read_date(printed) if printed else None
    if printed and day is None:
        notes.append(f"{field} {printed[:80]!r} names no full day: the date is unknown.")
    return day


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the ``key: value`` lines between two lines of three hyphens at the very top, and the text after them."""
    matter = _FRONT_MATTER.match(text)
    if matter is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in matter["fields"].splitlines():
        name, colon, value = line.partition(":")
        if colon and _NAME.fullmatch(name.strip()) and not line.startswith((" ", "\t")):
            if value := _unquoted(value.strip()):
                fields[name.strip().lower()] = value
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return {}, text  # prose between two rules
    return fields, text[matter.end() :]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value.strip()


def _headings(body: str) -> tuple[str, tuple[Block, ...]]:
    """Return the text without heading marks, and each heading as a headline block."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = done = 0
    for heading in _HEADING.finditer(body):
        words = heading["words"].strip()
        closed = words.rstrip("#")
        words = closed.rstrip() if closed.endswith((" ", "\t")) else words
        pieces += [body[done : heading.start()], words]
        at += heading.start() - done
        if words:
            blocks.append(Block(at, at + len(words), "headline"))
        at += len(words)
        done = heading.end()
    pieces.append(body[done:])
    return "".join(pieces), tuple(blocks)
