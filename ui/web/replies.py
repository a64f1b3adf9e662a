"""One outcome in the form that a request accepts: JSON, the page's HTML, or a table for a spreadsheet. None of it may be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from starlette.responses import HTMLResponse, JSONResponse

from qa.shapes import as_json
from ui.render.tables import Table, as_csv

_UNKEPT = {"cache-control": "no-store"}
AS_HTML: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
AS_TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}, "text/csv": {}}}}
"""What OpenAPI says of a route's further forms."""


def is_for_a_person(request: Request) -> bool:
    """Whether a request accepts more than what a program reads."""
    return any(form in request.headers.get("accept", "") for form in ("text/html", "text/csv"))


def reply(request: Request, outcome: object, html: Callable[[], str], table: Callable[[], Table] | None = None) -> Response:
    """Return the outcome as the request accepts it; JSON where it does not say, or where a table would hide an error."""
    accepted = request.headers.get("accept", "")
    if "text/html" in accepted:
        return HTMLResponse(html(), headers=_UNKEPT)
    if table is not None and "text/csv" in accepted and getattr(outcome, "error", None) is None:
        return Response(as_csv(table()), media_type="text/csv", headers=_UNKEPT)
    return JSONResponse(as_json(outcome), headers=_UNKEPT)
