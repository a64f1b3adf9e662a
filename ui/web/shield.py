"""The wall round every route: whose requests are let in, how large, and under which policy the browser shows the reply.

Plain ASGI, since a middleware that buffers would stand between Stop and the stream.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import secrets
from collections.abc import Awaitable, Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.problems import RequestError, problem_response

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""A report brings its style and its pictures along as markup, and nothing else."""
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANY_ADDRESS = frozenset({"0.0.0.0", "::", ""})
# What the page asks of Gradio; its other routes take files, fetch addresses or edit code, and nothing here needs them.
PAGE_ROUTES = re.compile(
    r"/(config/?|theme\.css|favicon\.ico|manifest\.json|robots\.txt|assets/.*|static/.*|svelte/.*"
    r"|gradio_api/(queue/(join|data)|heartbeat/[^/]+|startup-events|cancel|reset/?|app_id/?|info/?))?"
)
REPORTS = "/reports/"
OUR_ROUTES = re.compile(r"/(api/.*|onrecord/.*|reports/[^/]*|openapi\.json)")
REFUSED = RequestError(403, "refused", "This request does not come from this page.", "Open the address that `onrecord serve` printed.")
NO_ROUTE = RequestError(404, "not_found", "There is nothing at this address.", "See /openapi.json for what there is.")


class Shield:
    """Checks Host and Origin of every request, whatever its method, limits its size, and adds the headers of every reply.

    Args:
        app: what is behind the wall.
        names: host names that the page answers to beside loopback and any IP address it is bound to.
        max_bytes: largest body, in bytes, by path; ``""`` stands for every other path.
        leaving: is set when the server stops, so that streams without an end are ended.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str], max_bytes: Mapping[str, int], leaving: asyncio.Event) -> None:
        self._app = app
        self._leaving = leaving
        self._names = LOOPBACK | names
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks over web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        nonce = secrets.token_urlsafe(16)
        policy = REPORT_POLICY if scope["path"].startswith(REPORTS) else POLICY.format(nonce=nonce)
        reply = _Reply(send, nonce, policy, is_page=scope["path"] == "/")
        if (problem := self._problem(scope)) is not None:
            await problem_response(problem)(scope, receive, reply)
            return
        if reply.is_page:  # rewritten below, so it must come uncompressed
            scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
        limit = self._max_bytes.get(scope["path"], self._max_bytes[""])
        try:
            await self._app(scope, _limited(receive, limit, self._leaving), reply)
        except _TooLargeError:
            await reply.failed(_too_large(limit), scope, receive)
        except Exception as error:  # its message may hold a question or an article: neither shown nor logged
            log.error("%s while answering %s", type(error).__name__, scope["method"])
            await reply.failed(RequestError(500, "internal", "On Record failed.", "The log says where; please report it."), scope, receive)

    def _problem(self, scope: Scope) -> RequestError | None:
        given = scope["headers"]
        hosts = [value.decode("latin-1").lower() for name, value in given if name == b"host"]
        origins = [value.decode("latin-1").lower() for name, value in given if name == b"origin"]
        if len(hosts) != 1 or len(origins) > 1 or _name_of(hosts[0]) not in self._names:
            return REFUSED
        if origins and (urlsplit(origins[0]).scheme not in ("http", "https") or origins[0].partition("://")[2] != hosts[0]):
            return REFUSED
        told = {name: value for name, value in given if name.startswith(b"sec-fetch-")}
        if told.get(b"sec-fetch-site") in (b"cross-site", b"same-site") and not _is_visit(scope["method"], told):
            return REFUSED
        path = scope["path"]
        if not PAGE_ROUTES.fullmatch(path) and not OUR_ROUTES.fullmatch(path):
            return NO_ROUTE
        limit = self._max_bytes.get(path, self._max_bytes[""])
        declared = [value for name, value in given if name == b"content-length"]
        if declared and declared[0].isdigit() and int(declared[0]) > limit:
            return _too_large(limit)
        return None


class _TooLargeError(Exception):
    """A body went past its limit while it was read."""


class _Reply:
    """Passes a reply on with our headers; the page itself is held until it is whole, to put the nonce onto its own scripts."""

    def __init__(self, send: Send, nonce: str, policy: str, *, is_page: bool) -> None:
        self.is_page = is_page
        self._policy = policy.encode()
        self._send = send
        self._nonce = nonce
        self._start: Message | None = None
        self._body = b""
        self._began = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._began = True
            dropped = {b"content-security-policy", *HEADERS, *([b"content-length"] if self.is_page else [])}
            kept = [(name, value) for name, value in message["headers"] if name.lower() not in dropped]
            message = {**message, "headers": [*kept, (b"content-security-policy", self._policy), *HEADERS.items()]}
            if self.is_page:
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send(self._start)
            message = {**message, "body": re.sub(rb"<script(?=[\s>])", b'<script nonce="' + self._nonce.encode() + b'"', self._body)}
        await self._send(message)

    async def failed(self, problem: RequestError, scope: Scope, receive: Receive) -> None:
        """Tell what went wrong, where the reply has not begun; one that has is cut, which the browser sees."""
        if not self._began:
            await problem_response(problem)(scope, receive, self)


def _limited(receive: Receive, limit: int, leaving: asyncio.Event) -> Receive:
    """Return what counts a body's bytes, and takes the browser for gone once the server is leaving: a heartbeat has no end of its own."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await _first(receive(), leaving)
        read += len(message.get("body", b""))
        if read > limit:
            raise _TooLargeError
        return message

    return limited


async def _first(received: Awaitable[Message], leaving: asyncio.Event) -> Message:
    message, wish = asyncio.ensure_future(received), asyncio.ensure_future(leaving.wait())
    try:
        await asyncio.wait({message, wish}, return_when=asyncio.FIRST_COMPLETED)
        return message.result() if message.done() else {"type": "http.disconnect"}
    finally:
        for task in (message, wish):
            task.cancel()


def names_of(host: str, extra: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names that a server bound to ``host`` answers to, beside loopback.

    >>> sorted(names_of("newsroom.example"))
    ['newsroom.example']
    """
    return frozenset(name.lower() for name in extra) | (frozenset() if host in ANY_ADDRESS else frozenset({host.lower().strip("[]")}))


def _name_of(host: str) -> str:
    """Return the name in a Host header without its port; "" where it is none.

    >>> _name_of("localhost:7860"), _name_of("[::1]:7860"), _name_of("evil.example@127.0.0.1"), _name_of("a b")
    ('localhost', '::1', '', '')
    """
    found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?", host)
    if found is None:
        return ""
    name = found[1] or found[2]
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return str(name)


def _is_visit(method: str, told: Mapping[bytes, bytes]) -> bool:
    """Whether a person followed a link here from somewhere else."""
    return (
        method in ("GET", "HEAD") and told.get(b"sec-fetch-mode") == b"navigate" and told.get(b"sec-fetch-dest", b"document") == b"document"
    )


def _too_large(limit: int) -> RequestError:
    return RequestError(413, "too_large", f"That is larger than {limit / 1_000_000:g} MB.", "Split it, or add it with `onrecord ingest`.")
