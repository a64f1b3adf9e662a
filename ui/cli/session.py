"""A command's session: the home opened, the log in place."""

from __future__ import annotations

import logging
import logging.handlers
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

if TYPE_CHECKING:
    from qa.service import OnRecord


@contextmanager
def opened(home: Path | None, *, own: bool = False, **chosen: Any) -> Iterator[OnRecord]:
    """Open the home for one command. ``own`` takes the vector index if no other process has it."""
    from qa.service import open_onrecord

    with _logged(), open_onrecord(home, own=own, **chosen) as onrecord:
        yield onrecord


def log_path() -> Path:
    """Return the log's file, its folder made if it can be."""
    folder = Path(platformdirs.user_log_dir("onrecord", appauthor=False))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "onrecord.log"


class _Log(logging.handlers.RotatingFileHandler):
    """A log that stops no command: where it cannot be written, its lines are lost and nothing is printed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Lose the line."""


@contextmanager
def _logged() -> Iterator[None]:
    """Send our own records, which hold no question and no article, to the log; other libraries' stay out of it."""
    handler = _Log(log_path(), maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    loggers = [logging.getLogger(package) for package in ("ingest", "qa", "ui")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True
        handler.close()
