"""JSON lines, one article each: pydantic stands at this border, and every bad line is a rejection of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError, field_validator

from ingest.load.article import Origin, finish, unstorable
from ingest.load.text import dated
from ingest.models import KINDS, Kind, LoadedArticle, Metadata, Rejection

MAX_LINE_BYTES = 16 * 2**20


class _Line(BaseModel):
    """One article as a line gives it; fields that are null or blank are unknown."""

    model_config = ConfigDict(extra="allow", frozen=True)

    text: StrictStr
    id: StrictStr | None = None
    title: StrictStr | None = None
    url: StrictStr | None = None
    outlet: StrictStr | None = None
    author: StrictStr | None = None
    published: StrictStr | None = None
    modified: StrictStr | None = None
    kind: Kind | None = None
    language: StrictStr | None = None

    @field_validator("id", "published", "modified", mode="before")
    @classmethod
    def _number_as_printed(cls, value: object) -> object:
        """A number is taken as it is printed: ids are often numbers, and a date that is one is then unreadable, not fatal."""
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    @field_validator("id", "title", "url", "outlet", "author", "published", "modified", "language")
    @classmethod
    def _blank_is_unknown(cls, value: str | None) -> str | None:
        return (value or "").strip() or None


def load_jsonl(lines: Iterable[bytes], origin: Origin, given: Metadata = Metadata()) -> Iterator[LoadedArticle | Rejection]:
    """Load each line, in order; blank lines are skipped, and each unknown field is named once, in the notes of its first line."""
    named: set[str] = set()
    is_empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        is_empty = False
        yield _load_line(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, replace(origin, line=number), given, named)
    if is_empty:
        yield origin.reject("The file is empty. Leave it out, or write one JSON object a line.")


def _load_line(line: bytes, origin: Origin, given: Metadata, named: set[str]) -> LoadedArticle | Rejection:
    if len(line) > MAX_LINE_BYTES:
        return origin.reject(f"The line is longer than {MAX_LINE_BYTES // 2**20} MiB. Write one article a line.")
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return origin.reject("The line is not UTF-8. Save the file as UTF-8.")
    except json.JSONDecodeError as error:
        return origin.reject(f"The line is not JSON: {error.msg} at character {error.colno}. Write one JSON object a line.")
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets nested thousands deep
        return origin.reject("The line is JSON that cannot be read: a number too long, or nesting too deep.")
    if not isinstance(fields, dict):
        return origin.reject('The line is not a JSON object. Write {"text": "…"}.')
    for name, value in fields.items():
        if name in _Line.model_fields and isinstance(value, str) and (problem := unstorable(value)):
            return origin.reject(f"{name} {problem}. Remove that character.")
    try:
        read = _Line.model_validate(fields)
    except ValidationError as error:
        return origin.reject(_reason(fields, error))
    notes: list[str] = []
    if unknown := [_shown(name) for name in fields if name not in _Line.model_fields and name not in named]:
        named.update(fields)
        notes.append(f"Fields not used: {', '.join(unknown)}.")
    found = Metadata(
        title=read.title,
        url=read.url,
        outlet=read.outlet,
        author=read.author,
        published=dated("published", read.published, notes),
        published_as_printed=read.published,
        modified=dated("modified", read.modified, notes),
        kind=read.kind or "unknown",
        language=read.language,
    )
    return finish(replace(origin, source_id=read.id or origin.source_id), given, read.text, found, notes=notes)


def _reason(fields: dict[str, object], error: ValidationError) -> str:
    """Say what is wrong with the first bad field, in words for the person who wrote the line."""
    name = str(error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"][0])
    if name not in fields:
        return f"{name} is missing. Every line needs the article's words in {name}."
    if name == "kind":
        return f"kind is {_shown(fields[name])}. Use one of {', '.join(KINDS)}."
    return f"{name} is {_shown(fields[name])}, which is not a text. Put it between quotation marks, or leave it out."


def _shown(value: object, max_chars: int = 60) -> str:
    """Return a value short and printable, as JSON shows it."""
    shown = value if isinstance(value, str) and value.isprintable() else json.dumps(value)
    return shown if len(shown) <= max_chars else f"{shown[:max_chars]}…"
