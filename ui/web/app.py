"""The server: our own site with the page mounted behind it, on a port."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from ingest.errors import InputError
from ui.web.chat import mount
from ui.web.service import Service
from ui.web.site import create_site

ANSWERS_AT_ONCE = 8


def create_app(
    service: Service,
    *,
    host: str,
    port: int,
    upload_mb: int = 20,
    k: int = 10,
    answers_at_once: int = ANSWERS_AT_ONCE,
    names: frozenset[str] = frozenset(),
) -> FastAPI:
    """Return the whole site over one service.

    Args:
        service: the asynchronous core.
        host: address that the server listens on; its name is one that the page answers to.
        port: port that the server listens on.
        upload_mb: largest article, in megabytes.
        k: passages and sentences that a question returns unless it says otherwise.
        answers_at_once: answers under way at once, over HTTP and on the page each.
        names: further host names that the page answers to.
    """
    app = create_site(service, host=host, port=port, upload_mb=upload_mb, k=k, answers_at_once=answers_at_once, names=names)
    mount(app, service, k=k, answers_at_once=answers_at_once, upload_mb=upload_mb)
    return app


def serve(service: Service, *, host: str, port: int, started: Callable[[str], None], upload_mb: int = 20, k: int = 10) -> None:
    """Serve the page until the process is told to stop.

    Args:
        service: the asynchronous core.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        started: is told the address once requests are answered.
        upload_mb: largest article, in megabytes.
        k: passages and sentences that a question returns.

    Raises:
        InputError: the port is taken, or the address is not this machine's.
    """
    with _listening(host, port) as listener:
        taken: int = listener.getsockname()[1]
        app = create_app(service, host=host, port=taken, upload_mb=upload_mb, k=k)
        config = uvicorn.Config(
            app, lifespan="on", access_log=False, server_header=False, proxy_headers=False, log_config=None, timeout_graceful_shutdown=3
        )
        shown = "127.0.0.1" if host in ("", "0.0.0.0", "localhost") else f"[{host}]" if ":" in host else host
        _Server(config, lambda: started(f"http://{shown}:{taken}"), app.state.leaving.set).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Uvicorn that tells when it answers, and when it is about to leave."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None], leaving: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started
        self._leave = leaving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._leave()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else "there is no such host"  # below 0 are those of a name server
        raise InputError(f"Port {port} of {host} cannot be used ({why}).", remedy=_remedy(error)) from error


def _remedy(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "This user may not listen there: choose a port from 1024 up with --port or ONRECORD_PORT."
    if error.errno != errno.EADDRINUSE:
        return "Choose an address of this machine with --host or ONRECORD_HOST."
    return "Another program has it, perhaps another On Record: stop that, or choose another with --port or ONRECORD_PORT."
