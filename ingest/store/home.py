"""Opens a home: the folder that holds a catalog, its index, the owner's lock and a secret."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy.engine import Engine

from ingest.embed import Encoder
from ingest.errors import HomeError
from ingest.store.catalog import Catalog
from ingest.store.exact import ExactIndex, PassageIndex
from ingest.store.generations import Generations
from ingest.store.index import OwnedIndex
from ingest.store.lock import OwnerLock
from ingest.store.lookup import Lookup
from ingest.store.owner import IndexOwner
from ingest.store.schema import catalog_url, open_engine

_SECRET_BYTES = 32


@dataclass
class Home:
    """An open home; a context manager that closes it. From ``encoder`` down it is for the rest of the store."""

    path: Path
    catalog: Catalog
    lookup: Lookup
    index: PassageIndex
    secret: bytes
    encoder: str
    engine: Engine
    generations: Generations
    lock: OwnerLock
    owner: IndexOwner | None

    @property
    def owns(self) -> bool:
        """Whether this process owns the index."""
        return self.lock.is_held

    def close(self) -> None:
        """Let go of every file; calling it again does nothing."""
        if self.owner is not None:
            self.owner.close()
        self.engine.dispose()
        self.lock.release()

    def __enter__(self) -> Home:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_home(path: Path, encoder: Encoder, *, own: bool, workers: int) -> Home:
    """Open the home at ``path``, making what is not there yet.

    Args:
        path: its folder.
        encoder: whose vectors are searched.
        own: take the index if no other process has it; else, and without it, passages are scored exactly.
        workers: threads that will read at once.

    Raises:
        HomeError: the folder cannot be used; NewerSchemaError where a later release wrote it.
    """
    path = path.absolute()
    _make_folder(path)
    engine = open_engine(catalog_url(path), workers)
    lock = OwnerLock(path)
    try:
        with _readable_errors(path):
            secret = _secret(path / "secret")
            if own:
                lock.take()
        catalog, lookup = Catalog(engine), Lookup(engine, encoder.name)
        generations = Generations(engine, encoder.name)
        index, owner = _index(path, catalog, lookup, generations, encoder.name, is_owner=lock.is_held)
        return Home(path, catalog, lookup, index, secret, encoder.name, engine, generations, lock, owner)
    except BaseException:
        lock.release()
        engine.dispose()
        raise


def _index(
    path: Path, catalog: Catalog, lookup: Lookup, generations: Generations, encoder: str, *, is_owner: bool
) -> tuple[PassageIndex, IndexOwner | None]:
    exact = ExactIndex(lookup)
    if not is_owner:
        return exact, None
    index = OwnedIndex(lookup, exact)
    owner = IndexOwner(path, catalog, lookup, generations, index, encoder)
    owner.start()
    return index, owner


def _make_folder(path: Path) -> None:
    with _readable_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK | os.X_OK):
        raise HomeError(f"The home {path} cannot be written to.", remedy="Check the folder's permissions, or name another with --home.")


def _secret(path: Path) -> bytes:
    """Return the home's secret, making it where there is none; of two processes that make it at once, one wins."""
    try:
        known = path.read_bytes()
    except FileNotFoundError:
        known = b""
    if len(known) == _SECRET_BYTES:
        return known
    made = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    fd = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(secrets.token_bytes(_SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        if known:  # cut short by a crash: nobody has used it
            made.replace(path)
        else:
            path.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink(missing_ok=True)
    return path.read_bytes()


@contextmanager
def _readable_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTDIR):
            raise HomeError(f"The home {path} is not a folder.", remedy="Name a folder with --home.") from error
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise HomeError(f"The disk of {path} is full.", remedy="Free some space and run the same command again.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise HomeError(
                f"The home {path} cannot be written to.", remedy="Check the folder's permissions, or name another with --home."
            ) from error
        raise HomeError(
            f"The home {path} cannot be used ({os.strerror(error.errno or 0)}).", remedy="Name a folder on a local disk with --home."
        ) from error
