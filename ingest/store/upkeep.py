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

    Asked again after it was interrupted, it finishes what was begun, though the article is not there any more.

    Raises:
        HomeBusyError: another process kept the catalog's log open or did not answer in time; nothing of the article can be found or
            shown, but its bytes may still be in a file.
    """
    was_there = home.catalog.remove(source_id)
    failpoints.reach("mid_purge")
    home.catalog.scrub()
    rebuild_index(home, wait_s=wait_s)
    return was_there


def rebuild_index(home: Home, *, wait_s: float = OWNER_WITHIN_S) -> None:
    """Have the index built anew from the catalog, by its owner; where it has none, take it away for the next owner to build.

    Raises:
        HomeBusyError: the owner did not answer in time; it will still do it.
    """
    request = home.catalog.ask_owner("rebuild")
    with home.lock.borrowed() as is_unowned:
        if is_unowned:
            shutil.rmtree(home.path / "index", ignore_errors=True)
            home.generations.forget()
            home.catalog.answer(request, "the index was removed")
            return
    deadline = time.monotonic() + wait_s
    while home.catalog.outcome(request) is None:
        if time.monotonic() > deadline:
            raise HomeBusyError("The process that owns the index has not built it anew yet.", remedy="It will; see `onrecord doctor`.")
        time.sleep(_POLL_S)
