"""The HTTP interface: the same JSON as the command line, over the asynchronous core."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field
from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from ingest.models import Article, Kind, Metadata, Sentence
from qa.models import Answer, Event, Finished, Open, SearchResult
from qa.questions import Day, QuestionLine, is_not_blank
from qa.shapes import as_json
from ui.web.problems import RequestError, described
from ui.web.service import Service, closed_after
from ui.web.slots import Slots

Word = Annotated[str, Query(max_length=500)]
EVENT_NAMES: dict[type, str] = {Open: "open", Finished: "claim", Answer: "answer"}
PASTED = "pasted"


class QuestionBody(QuestionLine):
    """A question, as a line of a question file has it, and how many passages and sentences to return."""

    question: Annotated[str, AfterValidator(is_not_blank)] = Field(min_length=1, max_length=2000, description="What is asked.")
    k: int | None = Field(None, ge=1, le=1000, description="Passages and sentences to return. Default: as the server is set.")


def routes(service: Service, slots: Slots, *, k: int) -> APIRouter:
    """Return the routes under /api; ``k`` is how many passages and sentences come back where a request does not say."""
    api = APIRouter(prefix="/api", tags=["On Record"], responses=described(400, 413, 503))

    @api.post("/ask", response_model=Answer, responses=described(429) | {200: {"content": {"text/event-stream": {}}}})
    async def ask(body: QuestionBody, request: Request) -> Response:
        """Answer a question. With ``Accept: text/event-stream`` the events ``open``, ``claim`` and, last, ``answer`` are streamed."""
        question = body.to_question(body.k or k)
        slots.take()
        if "text/event-stream" in request.headers.get("accept", ""):
            return HeldStream(_server_sent(service.stream(question)), slots.give_back)
        try:
            return JSONResponse(as_json(await service.ask(question)))
        finally:
            slots.give_back()

    @api.post("/search", response_model=SearchResult, responses=described(429))
    async def search(body: QuestionBody) -> Response:
        """Find passages and sentences for a question, best first."""
        slots.take()
        try:
            return JSONResponse(as_json(await service.search(body.to_question(body.k or k))))
        finally:
            slots.give_back()

    @api.get("/articles")
    async def articles() -> Response:
        """List the articles, in their current versions, without their text."""
        return JSONResponse({"articles": [_about(article) for article in await service.articles()]})

    @api.get("/articles/{article_id}", responses=described(404))
    async def article(article_id: str, version: str | None = None) -> Response:
        """Return one article with its text and sentences, in its current or a given version."""
        found = await service.article(article_id, version)
        if found is None:
            raise RequestError(404, "no_such_article", "There is no such article in this home.", "See /api/articles for what there is.")
        return JSONResponse({**_about(found[0]), "text": found[0].text, "sentences": [_place(sentence) for sentence in found[1]]})

    @api.post("/articles")
    async def add(
        request: Request,
        name: Annotated[
            str, Query(min_length=1, max_length=255, description="File name, which tells the format; pasted text: none.")
        ] = PASTED,
        title: Word = "",
        outlet: Word = "",
        author: Word = "",
        url: Annotated[str, Query(max_length=2000, pattern=r"^(https?://\S+)?$")] = "",
        published: Day | None = None,
        kind: Kind = "unknown",
    ) -> Response:
        """Take one file, or pasted text, in: the body is its bytes. The reply is the report of an ingest."""
        given = Metadata(
            title=title.strip() or None,
            url=url or None,
            outlet=outlet.strip() or None,
            author=author.strip() or None,
            published=published,
            published_as_printed=published,
            kind=kind,
        )
        return JSONResponse(as_json(await service.add(await request.body(), _file_name(name), given)))

    return api


class HeldStream(StreamingResponse):
    """Server-sent events that give their place back when they end, however they end: read to the last, stopped, or never begun."""

    def __init__(self, content: AsyncIterator[str], give_back: Callable[[], None]) -> None:
        super().__init__(content, media_type="text/event-stream", headers={"cache-control": "no-store"})
        self._give_back = give_back

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._give_back()


async def _server_sent(events: AsyncIterator[Event]) -> AsyncIterator[str]:
    async with closed_after(events) as open_events:
        async for event in open_events:
            yield f"event: {EVENT_NAMES[type(event)]}\ndata: {json.dumps(as_json(event), ensure_ascii=False)}\n\n"


def _about(article: Article) -> dict[str, Any]:
    known = article.metadata
    return {
        "source_id": article.source_id,
        "article_id": article.article_id,
        "version": article.version,
        "title": known.title,
        "outlet": known.outlet,
        "author": known.author,
        "published": known.published,
        "modified": known.modified,
        "kind": known.kind,
        "url": known.url,
        "language": known.language,
        "fetched": article.fetched,
        "superseded": article.superseded,
    }


def _place(sentence: Sentence) -> dict[str, Any]:
    return {
        "sentence_id": sentence.sentence_id,
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "page": sentence.page,
        "role": sentence.role,
    }


def _file_name(name: str) -> str:
    """Return the last part of a name that a browser sent, whichever separator it uses."""
    return name.replace("\\", "/").rsplit("/", 1)[-1] or PASTED
