"""The lock on a home's index: at most one process owns it, and it goes with the process."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import HomeError


class OwnerLock:
    """The operating system's lock on ``HOME/owner.lock``; the pid inside is for messages only."""

    def __init__(self, home: Path) -> None:
        self._path = home / "owner.lock"
        self._fd: int | None = None

    def take(self) -> bool:
        """Take the lock if it is free.

        Raises:
            HomeError: the file system cannot lock.
        """
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise HomeError(
                "The home cannot be locked.", remedy="Keep it on a local disk: network file systems do not lock safely."
            ) from error
        os.ftruncate(fd, 0)
        os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)
        self._fd = fd
        return True

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._fd is not None

    @contextmanager
    def borrowed(self) -> Iterator[bool]:
        """Hold the lock for a while if it is free; False where this object or another holds it already."""
        is_taken = not self.is_held and self.take()
        try:
            yield is_taken
        finally:
            if is_taken:
                self.release()

    def last_holder(self) -> int | None:
        """Return the pid that the last owner wrote, which may be gone."""
        try:
            return int(self._path.read_text().strip())
        except (OSError, ValueError):
            return None

    def release(self) -> None:
        """Give the lock back, where it is held."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
