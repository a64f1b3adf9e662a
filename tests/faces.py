"""An answer as every face shows it, and what none of them may show, whatever a model writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import TypeAdapter

from ingest.words import visible
from qa.models import Answer, Event, Finished, Open
from qa.shapes import json_line
from ui.render.html import answer_parts, claim_html, open_html
from ui.render.markdown import card
from ui.render.text import answer_lines

_ADDRESS = re.compile(r"\w:?//\w|(?<![\w:])//\w|www\.\w|\b(?:javascript|data|mailto|vbscript):\w|\w\.[a-z]{2,}/\w", re.IGNORECASE)
_MARKER = re.compile(r"[\[\uff3b\u3010]\s*(?:\d{1,3}(?:\s*[-,\u2013]\s*\d{1,3})*|[a-z]\d[a-z]\d)\s*[\]\uff3d\u3011]")
_SHOWN_NUMBER = re.compile(r"\[(\d+)\]")
_TAGS = frozenset(("p", "span", "b", "a", "ol", "ul", "li", "div", "button", "mark", "br", "details", "summary"))
_TAGS |= {"section", "h3", "table", "thead", "tbody", "tr", "th", "td"}  # of positions
_ATTRIBUTES = frozenset(("class", "href", "title", "scope"))
_EVENTS: Mapping[str, TypeAdapter[Any]] = {"open": TypeAdapter(Open), "claim": TypeAdapter(Finished), "answer": TypeAdapter(Answer)}


def asked_over_http(client: TestClient, body: Mapping[str, Any]) -> list[Event]:
    """Return the stream of an answer as a program reads it off our HTTP interface."""
    reply = client.post("/api/ask", json=dict(body), headers={"accept": "text/event-stream"})
    reply.raise_for_status()
    events: list[Event] = []
    for block in reply.text.strip().split("\n\n"):
        name, data = block.split("\n", 1)
        events.append(_EVENTS[name.removeprefix("event: ")].validate_json(data.removeprefix("data: ")))
    return events


def leaks(events: Sequence[Event], *, prompts: Sequence[str], secrets: Collection[str] = ()) -> set[str]:
    """Return what an answer's faces show that they must not: nothing, if all is well.

    Args:
        events: the whole stream of an answer.
        prompts: what the model read for it; a sentence that stands in none of them was never issued.
        secrets: words that belong to nobody who asked: a key, another conversation.
    """
    *growing, answer = events
    assert isinstance(answer, Answer)
    written = [event.text for event in growing if isinstance(event, Open)]
    if answer.answerer == "model":  # otherwise what stands there is the article's own
        written += [answer.text, *(claim.text for claim in answer.claims)]
        written += [event.claim.text for event in growing if isinstance(event, Finished)]
    faces = _faces(events)
    read = "\n".join(prompts)
    found = {
        *_unissued(answer, read),
        *("address" for text in written if _ADDRESS.search(text)),
        *("marker" for claim in answer.claims if answer.answerer == "model" and _MARKER.search(claim.text)),
        *("hidden character" for text in written if visible(text) != text),
        *("secret" for face in faces.values() for secret in secrets if secret in face),
        *_markup(faces["page"]),
        *_links(faces["card"], {f"{c.link or c.url}" for c in answer.citations}),
    }
    if visible(faces["terminal"]) != faces["terminal"]:
        found.add("control character")
    return found


def _faces(events: Sequence[Event]) -> dict[str, str]:
    *growing, answer = events
    assert isinstance(answer, Answer)
    citations = {c.number: c for c in answer.citations}
    by_model = answer.answerer == "model"
    page = [open_html(event.text) for event in growing if isinstance(event, Open)]
    page += [claim_html(event.claim, citations, by_model=by_model, heading=True) for event in growing if isinstance(event, Finished)]
    return {
        "json": "\n".join(json_line(event) for event in events),
        "page": "".join([*page, *answer_parts(answer)]),
        "terminal": "\n".join(line.text for line in answer_lines(answer)),
        "card": card(answer),
    }


def _unissued(answer: Answer, read: str) -> Iterator[str]:
    """Say where a number leads to no sentence, or to one that the model was never given."""
    numbers = [c.number for c in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "numbering"
    known = set(numbers)
    if any(not set(claim.citations) <= known for claim in answer.claims):
        yield "unissued number"
    if answer.answerer == "model" and not set(map(int, _SHOWN_NUMBER.findall(answer.text))) <= known:
        yield "unissued number"
    if answer.answerer == "model" and any(" ".join(visible(c.text).split()) not in read for c in answer.citations):
        yield "unissued sentence"
    if not {c.sentence_id for c in answer.citations} <= {e.sentence_id for e in answer.evidence} and answer.answerer == "model":
        yield "unissued sentence"


class _Markup(HTMLParser):
    """Notes tags and attributes that we do not write."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS or any(name not in _ATTRIBUTES for name, _ in attrs):
            self.found.add("markup")
        if any(name == "href" and not (value or "").startswith("#s=") for name, value in attrs):
            self.found.add("link")


def _markup(page: str) -> set[str]:
    parser = _Markup()
    parser.feed(page)
    return parser.found


def _links(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Say what a reader of the copied card's Markdown would show of images, markup and addresses that are not a source's own."""
    for token in _flat(MarkdownIt().parse(text)):
        if token.type in ("image", "html_inline", "html_block"):
            yield f"card {token.type}"
        if token.type == "link_open" and token.attrGet("href") not in allowed:
            yield "card link"


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())
