"""The HTTP interface to positions: who stands where, holders side by side, and one holder over time. The same JSON as the command line."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from starlette.responses import JSONResponse

from qa.models import Comparison, PositionReport, Question, Timeline
from qa.positions.names.entities import KnownHolder
from qa.positions.timeline import numbered_after
from qa.questions import Day, FiltersLine, is_not_blank
from qa.shapes import as_json
from ui.render.positions_page import comparison_html, report_html
from ui.render.tables import comparison_table, one_holder_table, positions_table
from ui.web.awaited import while_awaited
from ui.web.problems import described
from ui.web.replies import AS_TABLE, is_for_a_person, reply
from ui.web.service import Service
from ui.web.slots import Slots

T = TypeVar("T")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class IssueBody(BaseModel):
    """An issue, also as ``question``, and which articles count; ``filters.holder`` asks for one holder's position only."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str | None = None
    issue: Annotated[str, AfterValidator(is_not_blank)] = Field(
        validation_alias=AliasChoices("issue", "question"),
        min_length=1,
        max_length=2000,
        description="What the positions are on: a few words, or a question that names it.",
    )
    filters: FiltersLine = Field(default_factory=FiltersLine)
    today: Day | None = Field(None, description='The day that "last week" counts from.')

    def to_question(self) -> Question:
        """Return the issue as what is asked."""
        return Question(self.issue, self.id, filters=self.filters.to_filters(), today=self.today)


class Holders(BaseModel):
    """Who speaks in these articles."""

    holders: list[KnownHolder]


class CompareBody(IssueBody):
    """An issue, and whom to set side by side on it."""

    holders: list[Name] = Field(min_length=2, max_length=12, description="Names, or offices with their article.")

    @field_validator("holders")
    @classmethod
    def _are_several(cls, names: list[str]) -> list[str]:
        distinct = list(dict.fromkeys(names))
        if len(distinct) < 2:
            raise ValueError("a comparison needs two holders")
        return distinct


class TimelineBody(IssueBody):
    """An issue, and whose statements to set in order."""

    holder: Name = Field(description="A name, or an office with its article.")


def position_routes(service: Service, slots: Slots) -> APIRouter:
    """Return the routes; each that reads statements takes one of the slots while it is at work."""
    api = APIRouter(prefix="/api", tags=["On Record"], responses=described(400, 413, 429, 503))

    async def held(request: Request, work: Coroutine[Any, Any, T]) -> T:
        slots.take()
        try:
            return await while_awaited(request, work)
        finally:
            slots.give_back()

    @api.post("/positions", response_model=PositionReport, responses=AS_TABLE)
    async def positions(body: IssueBody, request: Request) -> Response:
        """Say who stands where on an issue, each with the exact sentences; or that no statement was found in these articles.

        As HTML or CSV, a report on one holder has all own statements of the holder by date, too.
        """
        question = body.to_question()
        if (holder := question.filters.holder) and is_for_a_person(request):
            report, line = await held(request, _one_holder(service, question, holder))
            return reply(request, report, lambda: report_html(report, line), lambda: one_holder_table(report, line))
        found = await held(request, service.positions(question))
        return reply(request, found, lambda: report_html(found), lambda: positions_table(found))

    @api.post("/compare", response_model=Comparison, responses=AS_TABLE)
    async def compare(body: CompareBody, request: Request) -> Response:
        """Set holders side by side; agreement and difference only where both have a cited sentence that takes a side."""
        found = await held(request, service.compare(body.to_question(), body.holders))
        return reply(request, found, lambda: comparison_html(found), lambda: comparison_table(found))

    @api.post("/timeline", response_model=Timeline)
    async def timeline(body: TimelineBody, request: Request) -> Response:
        """Set a holder's own statements in the order of their dates, and mark where a later one differs from an earlier."""
        return JSONResponse(as_json(await held(request, service.timeline(body.to_question(), body.holder))))

    @api.get("/holders", response_model=Holders)
    async def holders(
        part: Annotated[str, Query(max_length=200, description="Only holders with this in a name.")] = "",
        limit: Annotated[int, Query(ge=1, le=10_000, description="How many at most.")] = 100,
    ) -> Response:
        """List who speaks in these articles, those with most statements first, each with the other names that articles give."""
        return JSONResponse(as_json({"holders": (await service.holders(part))[:limit]}))

    return api


async def _one_holder(service: Service, question: Question, holder: str) -> tuple[PositionReport, Timeline]:
    report = await service.positions(question)
    return report, numbered_after(await service.timeline(question, holder), report.citations)
