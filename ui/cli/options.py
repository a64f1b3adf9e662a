"""The options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, get_args

import typer

from ingest.errors import InputError
from ingest.models import Kind, Metadata
from qa.models import Filters
from ui.render.tables import Form

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder of the catalog and the index [ONRECORD_HOME, else the user's data folder].")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Questions = Annotated[
    Path | None, typer.Option("--questions", help="JSON lines, a question each; one line of JSON is written for each, in order.")
]
K = Annotated[int | None, typer.Option("-k", min=1, max=1000, help="Number of passages and of sentences [10].")]
Outlet = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be given several times.")]
Since = Annotated[str | None, typer.Option("--since", help="Only articles published on or after this day (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", help="Only articles published on or before this day (YYYY-MM-DD).")]
Today = Annotated[str | None, typer.Option("--today", help='The day that "last week" counts from (YYYY-MM-DD).')]
Model = Annotated[str | None, typer.Option("--model", help="Chat model that writes the answer; the evidence is sent to its endpoint.")]

Holder = Annotated[
    str | None, typer.Option("--holder", help="Only sentences that give this holder's words: a name as the articles have it.")
]
Format = Annotated[str | None, typer.Option("--format", help="Print a table to take along: csv or markdown.")]

Title = Annotated[str | None, typer.Option("--title", help="Title of the article.")]
OutletGiven = Annotated[str | None, typer.Option("--outlet", help="Outlet that published it.")]
Author = Annotated[str | None, typer.Option("--author", help="Who wrote it.")]
Published = Annotated[str | None, typer.Option("--published", help="Day, or day and time, of publication.")]
Url = Annotated[str | None, typer.Option("--url", help="Its address at the publisher.")]
KindGiven = Annotated[str | None, typer.Option("--kind", help=f"One of {', '.join(get_args(Kind))}.")]

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def alone(questions: Path, question: str | None) -> Path:
    """Return a question file that came without a question beside it.

    Raises:
        InputError: there is a question too.
    """
    if question is not None:
        raise InputError("There are both a question and a file of questions.", remedy="Give one of them.")
    return questions


def asked(question: str | None) -> str:
    """Return the question of a command that got no question file.

    Raises:
        InputError: there is none.
    """
    if question is None or not question.strip():
        raise InputError("There is no question.", remedy="Write it in quotation marks, or name a file with --questions.")
    return question


def a_name(text: str) -> str:
    """Return the name of a holder.

    Raises:
        InputError: there is none.
    """
    if not text.strip():
        raise InputError("There is no name.", remedy="Write it in quotation marks; `onrecord holders list` has them all.")
    return text


def day(text: str | None, option: str) -> str | None:
    """Return a day as YYYY-MM-DD.

    Raises:
        InputError: it is no such day.
    """
    from ingest.load.dates import read_date

    found = text and read_date(text)
    if text and not found:
        raise InputError(f"{option} {text} names no day.", remedy="Write it as YYYY-MM-DD.")
    return found[:10] if found else None


def filters(outlet: list[str] | None, since: str | None, until: str | None, holder: str | None = None) -> Filters:
    """Return the filters that the options name."""
    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise InputError(f"--since {first} lies after --until {last}.", remedy="Exchange the two.")
    return Filters(tuple(outlet or ()), first, last, None if holder is None else a_name(holder))


def a_format(text: str | None) -> Form | None:
    """Return the form of a table that a text names.

    Raises:
        InputError: it is none of ours.
    """
    forms: dict[str, Form] = {form: form for form in get_args(Form)}
    if text is not None and text not in forms:
        raise InputError(f"There is no format {text}.", remedy=f"Choose one of {', '.join(forms)}.")
    return forms[text] if text else None


def metadata(
    title: str | None, outlet: str | None, author: str | None, published: str | None, url: str | None, kind: str | None
) -> Metadata:
    """Return what the person says of an article."""
    from ingest.load.dates import read_date

    iso = published and read_date(published)
    if published and not iso:
        raise InputError(f"--published {published} names no day.", remedy="Write it as YYYY-MM-DD, or with time and offset.")
    return Metadata(title, an_address(url), outlet, author, iso, published, kind=a_kind(kind))


def an_address(text: str | None) -> str | None:
    """Return an address of the web; an empty text is none.

    Raises:
        InputError: it is something else.
    """
    if text and not _ADDRESS.fullmatch(text):
        raise InputError(f"--url {text} is no address of a page.", remedy="Write it with https:// or http:// in front.")
    return text or None


def a_kind(text: str | None) -> Kind:
    """Return the kind that a text names; "unknown" where none is given.

    Raises:
        InputError: it is no kind of ours.
    """
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if text is None:
        return "unknown"
    if text not in kinds:
        raise InputError(f"There is no kind {text}.", remedy=f"Choose one of {', '.join(kinds)}.")
    return kinds[text]
