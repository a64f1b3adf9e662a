"""Our own part of the site: HTTP interface and static files behind the wall, without the page."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from ingest.errors import OnRecordError
from ui.web.api import routes
from ui.web.checks_api import check_routes
from ui.web.positions_api import position_routes
from ui.web.problems import RequestError, from_error, problem_response
from ui.web.reports_api import report_routes
from ui.web.service import Service
from ui.web.shield import Shield, names_of
from ui.web.slots import Slots

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
SMALL_BYTES = 1_000_000  # every body but an article's or a draft's


def create_site(
    service: Service, *, host: str, port: int, upload_mb: int, k: int, answers_at_once: int, names: frozenset[str] = frozenset()
) -> FastAPI:
    """Return the site as programs use it; see ``create_app`` for the arguments. Its ``state.leaving`` ends open streams."""
    app = FastAPI(
        title="On Record",
        summary="Questions over news articles, each statement with its exact source sentence.",
        version="1",
        docs_url=None,  # its page is loaded from elsewhere
        redoc_url=None,
        servers=[{"url": f"http://{'127.0.0.1' if host in ('', '0.0.0.0', '::') else host}:{port}"}],
    )
    _tell_errors(app)
    slots = Slots(answers_at_once)
    app.include_router(routes(service, slots, k=k))
    app.include_router(check_routes(service, slots))
    app.include_router(position_routes(service, slots))
    app.include_router(report_routes(service))
    _serve_static(app)
    _answer_nothing_else(app)
    app.state.leaving = asyncio.Event()
    app.add_middleware(
        Shield,
        names=names_of(host, names),
        max_bytes={"/api/articles": upload_mb * 1_000_000, "/api/check": upload_mb * 1_000_000, "": SMALL_BYTES},
        leaving=app.state.leaving,
    )
    return app


def _tell_errors(app: FastAPI) -> None:
    """Make every error the ``error`` object, without a word of what was asked."""

    @app.exception_handler(RequestError)
    async def refused(_: Request, error: RequestError) -> Response:
        return problem_response(error)

    @app.exception_handler(OnRecordError)
    async def ours(_: Request, error: OnRecordError) -> Response:
        return problem_response(from_error(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query")) or "The request"
        what = str(first["msg"]).removeprefix("Value error, ")
        said = "The body is not JSON." if first["type"] == "json_invalid" else f"{where}: {what}."
        return problem_response(RequestError(400, "bad_request", said, "See /openapi.json for what this address takes."))

    @app.exception_handler(HTTPException)
    async def others(_: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return problem_response(RequestError(405, "method", "This address does not take that method.", "See /openapi.json."))
        if error.status_code == 404:
            return problem_response(
                RequestError(404, "not_found", "There is nothing at this address.", "See /openapi.json for what there is.")
            )
        return problem_response(
            RequestError(400, "bad_request", "The request cannot be read.", "See /openapi.json for what this address takes.")
        )


def _answer_nothing_else(app: FastAPI) -> None:
    """Answer every other request to our part of the site ourselves, before it comes to the page that is mounted behind."""

    async def nothing(request: Request) -> Response:
        is_known = any(route.matches(request.scope)[0] is Match.PARTIAL for route in app.routes)
        raise HTTPException(405 if is_known else 404)

    for path in ("/api/{rest:path}", "/onrecord/{rest:path}", "/reports/{rest:path}", "/openapi.json"):
        app.add_route(path, nothing, METHODS, include_in_schema=False)


def _serve_static(app: FastAPI) -> None:
    for file in sorted(files("ui.web").joinpath("static").iterdir(), key=lambda file: file.name):
        app.add_api_route(f"/onrecord/{file.name}", _reader(file.read_bytes(), file.name), methods=["GET"], include_in_schema=False)


def _reader(data: bytes, name: str) -> Callable[[], Response]:
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0] or "application/octet-stream"

    def read() -> Response:
        return Response(data, media_type=kind, headers={"cache-control": "no-cache"})

    return read
