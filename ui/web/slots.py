"""How many answers are under way at once over HTTP; the next one is told to come again."""

from __future__ import annotations

from ui.web.problems import RequestError


class Slots:
    """A number of places. Used on one event loop, so that taking and giving back need no lock."""

    def __init__(self, places: int) -> None:
        self._free = places

    def take(self) -> None:
        """Take a place, or raise a 429 at once: waiting would only move the queue into our memory."""
        if self._free == 0:
            raise RequestError(429, "busy", "Too many questions are being answered.", "Ask again in a few seconds.")
        self._free -= 1

    def give_back(self) -> None:
        self._free += 1
