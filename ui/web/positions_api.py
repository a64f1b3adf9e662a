"""The HTTP interface to positions: who stands where, holders side by side, and one holder over time. The same JSON as the command line."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from starlette.responses import JSONResponse

from qa.models import Comparison, PositionReport, Question, Timeline
from qa.questions import Day, FiltersLine, is_not_blank
from qa.shapes import as_json
from ui.web.problems import described
from ui.web.service import Service
from ui.web.slots import Slots

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
    """Return the routes; each takes one of the slots while it is at work."""
    api = APIRouter(prefix="/api", tags=["On Record"], responses=described(400, 413, 429, 503))

    async def held(work: Awaitable[object]) -> Response:
        try:
            return JSONResponse(as_json(await work))
        finally:
            slots.give_back()

    @api.post("/positions", response_model=PositionReport)
    async def positions(body: IssueBody) -> Response:
        """Say who stands where on an issue, each with the exact sentences; or that no statement was found in these articles."""
        slots.take()
        return await held(service.positions(body.to_question()))

    @api.post("/compare", response_model=Comparison)
    async def compare(body: CompareBody) -> Response:
        """Set holders side by side; agreement and difference only where both have a cited sentence that takes a side."""
        slots.take()
        return await held(service.compare(body.to_question(), body.holders))

    @api.post("/timeline", response_model=Timeline)
    async def timeline(body: TimelineBody) -> Response:
        """Set a holder's own statements in the order of their dates, and mark where a later one differs from an earlier."""
        slots.take()
        return await held(service.timeline(body.to_question(), body.holder))

    @api.get("/holders")
    async def holders(part: Annotated[str, Query(max_length=200, description="Only holders with this in a name.")] = "") -> Response:
        """List who speaks in the articles, those with most statements first, each with the other names that articles give."""
        return JSONResponse({"holders": as_json(await service.holders(part))})

    return api
