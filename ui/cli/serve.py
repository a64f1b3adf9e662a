"""``onrecord serve``: the page and the HTTP interface."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from ui.cli import options
from ui.cli.output import say
from ui.cli.session import opened


def command(
    home: options.Home = None,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on [7860].")] = None,
    model: options.Model = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser of this desktop.")] = False,
) -> None:
    """Serve the page (ask, positions, check a draft, find a quotation), and the same as JSON over HTTP, until stopped."""

    def ready(address: str) -> None:
        typer.echo(f"On Record is at {address}")
        if open_:
            webbrowser.open(address)

    with opened(home, own=True, host=host, port=port, model=model) as onrecord:
        from ui.web.app import serve  # seconds, which a wrong setting need not wait for

        if not onrecord.counts().articles:
            say("This home is empty; add articles on the page, or: onrecord ingest PATH…", "yellow")
        chosen = onrecord.settings
        serve(onrecord.aio, host=chosen.host, port=chosen.port, started=ready, upload_mb=chosen.upload_mb, k=chosen.k)
