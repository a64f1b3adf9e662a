"""Invented articles, and short ways to take them in."""

from __future__ import annotations

import time
from collections.abc import Callable

from ingest.models import LoadedArticle, Metadata
from ingest.pipeline import IngestReport, ingest
from ingest.store.home import Home
from tests.fakes import HashEncoder

TUNNEL = LoadedArticle(
    "/articles/tunnel.txt",
    "The harbour tunnel opened in May. It cost 40 million crowns.\n\nMayor Ilse Brandt called it overdue.",
    Metadata(title="Tunnel opens", outlet="Averport Courier", published="2026-05-04"),
)
STRIKE = LoadedArticle(
    "/articles/strike.txt",
    "Teachers in Norhava went on strike on Monday. Their union wants nine percent.\n\nThe ministry offers four.",
    Metadata(title="Teachers strike", outlet="Norhava Ledger", published="2026-03-02"),
)
UNDATED = LoadedArticle(
    "/archive/lithium.txt", "A lithium licence was granted above Dravik. Farmers fear for their water.", Metadata(title="Licence")
)


def take_in(home: Home, *articles: LoadedArticle) -> IngestReport:
    return ingest(home, articles, HashEncoder(), workers=1)


def many(n: int, first: int = 0) -> list[LoadedArticle]:
    """n articles of one passage each, every one about a number of its own."""
    return [
        LoadedArticle(
            f"/many/{i:05}.txt", f"Bridge number{i} was built in year{i % 7}. It spans river{i % 11}.", Metadata(outlet=f"Outlet {i % 3}")
        )
        for i in range(first, first + n)
    ]


def wait_until(is_true: Callable[[], bool], within_s: float = 90) -> None:
    """Wait for another thread or process."""
    deadline = time.monotonic() + within_s
    while not is_true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
