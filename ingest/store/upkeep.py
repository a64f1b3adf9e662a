"""Removes articles without a trace and builds the index anew, whoever owns it."""

from __future__ import annotations

import shutil
import time

from ingest.errors import HomeBusyError
from ingest.store import failpoints
from ingest.store.home import Home

OWNER_WITHIN_S = 120.0
_POLL_S = 0.2


def purge(home: Home, source_id: str, *, wait_s: float = OWNER_WITHIN_S) -> bool:
    """Remove an article so that no file of the home has its text or its vectors any more; False where there is none.

    From the first commit on nothing of it is found or shown. If this process is stopped before its bytes are gone, the next owner of the
    index, or the next purge, clears them away.

    Raises:
        HomeBusyError: another process keeps the catalog's log open or did not answer in time; the bytes go later.
    """
    was_there = home.catalog.remove(source_id, ask="purge")
    failpoints.reach("mid_purge")
    _carry_out(home, wait_s)
    return was_there


def rebuild_index(home: Home, *, wait_s: float = OWNER_WITHIN_S) -> None:
    """Have the index built anew from the catalog, by its owner; where it has none, take it away for the next owner to build.

    Raises:
        HomeBusyError: the owner did not answer in time; it will still do it.
    """
    home.catalog.ask_owner("rebuild")
    _carry_out(home, wait_s)


def _carry_out(home: Home, wait_s: float) -> None:
    """See to it that no request waits: by the owner, or here where nobody owns the index."""
    with home.lock.borrowed() as is_unowned:
        if is_unowned:
            waiting = home.catalog.waiting()
            if any(kind == "purge" for _, kind in waiting):
                home.catalog.scrub()
            if waiting:
                shutil.rmtree(home.path / "index", ignore_errors=True)
                home.generations.forget()
                home.catalog.carried_out([number for number, _ in waiting])
            return
    deadline = time.monotonic() + wait_s
    while home.catalog.waiting():
        if time.monotonic() > deadline:
            raise HomeBusyError("The process that owns the index has not done it yet.", remedy="It will; see `onrecord doctor`.")
        time.sleep(_POLL_S)
