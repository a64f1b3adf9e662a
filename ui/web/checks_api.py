"""The HTTP interface to what checks words: a draft against the articles, and a quotation's printed forms.

The same JSON as the command line, or, for ``Accept: text/html``, the report as the page shows it. A draft is held in memory while it
is checked and nowhere else.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from qa.draft import CheckedDraft, read_draft
from qa.models import Filters
from qa.questions import Day, FiltersLine
from qa.quote import PrintedForms
from ui.render.draft_html import draft_html
from ui.render.quote_html import quote_html
from ui.web.awaited import while_awaited
from ui.web.problems import RequestError, described
from ui.web.replies import AS_HTML, reply
from ui.web.service import Service
from ui.web.slots import Slots

MOST_SENTENCES = 1000
"""Longest draft that is checked at once, in sentences."""

Outlets = Annotated[list[str], Query(max_length=200)]


class WordsBody(BaseModel):
    """Words of a quotation, and which articles count."""

    model_config = ConfigDict(extra="ignore")

    words: str = Field(min_length=1, max_length=2000, description="Words of the quotation, with quotation marks or without.")
    filters: FiltersLine = Field(default_factory=FiltersLine)


def check_routes(service: Service, slots: Slots) -> APIRouter:
    """Return the routes; each takes one of the slots while it is at work."""
    api = APIRouter(prefix="/api", tags=["On Record"], responses=described(400, 413, 429, 503))

    @api.post("/check", response_model=CheckedDraft, responses=AS_HTML)
    async def check(
        request: Request,
        name: Annotated[str, Query(max_length=255, description="Tells the format: a name ending in .txt, .md or .docx.")] = "draft.txt",
        outlet: Annotated[Outlets, Query(description="Only these outlets.")] = [],  # noqa: B006 - FastAPI copies it
        exclude_outlet: Annotated[Outlets, Query(description="Not these outlets, one's own for one.")] = [],  # noqa: B006 - as above
        since: Day | None = None,
        until: Day | None = None,
    ) -> Response:
        """Check a draft sentence by sentence: the body is its bytes. It is not stored, not logged, and goes to no model."""
        draft = await run_in_threadpool(read_draft, await request.body(), name)
        if (n := len(draft.sentences)) > MOST_SENTENCES:
            raise RequestError(413, "too_large", f"{n:,} sentences are too many at once.", "Check it in parts, or with `onrecord check`.")
        filters = Filters(tuple(outlet), since, until, without_outlets=tuple(exclude_outlet))
        slots.take()
        try:
            checked = await while_awaited(request, service.check(draft, filters))
        finally:
            slots.give_back()
        return reply(request, checked, lambda: draft_html(checked))

    @api.post("/quote", response_model=PrintedForms, responses=AS_HTML)
    async def quote(body: WordsBody, request: Request) -> Response:
        """Find every printed form of a quotation: with the words as given, then those that come close, the earliest first."""
        slots.take()
        try:
            found = await while_awaited(request, service.quote(body.words, body.filters.to_filters()))
        finally:
            slots.give_back()
        return reply(request, found, lambda: quote_html(found))

    return api
