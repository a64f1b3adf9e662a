"""Evaluation reports over HTTP: a list of those that the home keeps, and each as the page that it is."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.responses import HTMLResponse, JSONResponse

from ingest.errors import InputError
from qa.shapes import as_json
from ui.web.problems import RequestError, described
from ui.web.service import Service


def report_routes(service: Service) -> APIRouter:
    """Return the routes; the wall gives a report a policy of its own, under which it loads nothing and runs nothing."""
    api = APIRouter(tags=["On Record"], responses=described(503))

    @api.get("/api/reports")
    async def reports() -> Response:
        """List the kept evaluation reports, the latest first, each with the time its run ended."""
        return JSONResponse({"reports": as_json(await service.reports())})

    @api.get("/reports/{name}", response_class=HTMLResponse, responses=described(404))
    async def report(name: str) -> Response:
        """Return one evaluation report as a whole HTML page."""
        try:
            return HTMLResponse(await service.report(name), headers={"cache-control": "no-store"})
        except InputError as error:
            raise RequestError(404, "no_such_report", error.problem, "See /api/reports for what there is.") from error

    return api
