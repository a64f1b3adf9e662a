"""The catalog's account of the index: which generation is in use, and which passages it is known to hold."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ingest.store import failpoints
from ingest.store.schema import indexed, passages, state


class Generations:
    """Names generations and keeps their account; only the owner of the index writes here.

    A generation holds the vectors of one encoder: its name begins with a digest of the encoder's.
    """

    def __init__(self, engine: Engine, encoder: str) -> None:
        self._read = engine
        self._write = engine.execution_options(write=True)
        self._prefix = hashlib.sha256(encoder.encode()).hexdigest()[:8]

    def current(self) -> str | None:
        """Return the generation in use for this encoder, None where there is none yet."""
        with self._read.connect() as connection:
            name = connection.execute(sa.select(state.c.value).where(state.c.name == "generation")).scalar()
        return name if name and name.startswith(self._prefix) else None

    def new_name(self) -> str:
        """Return a name that no generation had."""
        return f"{self._prefix}-{secrets.token_hex(6)}"

    def mark(self, generation: str, numbers: Sequence[int]) -> None:
        """Enter passages as held; those that were removed meanwhile are left out."""
        with self._write.begin() as connection:
            alive = connection.execute(sa.select(passages.c.n).where(passages.c.n.in_(numbers))).scalars()
            rows = [{"generation": generation, "passage_n": n} for n in alive]
            if rows:
                connection.execute(sa.insert(indexed), rows)

    def held(self, generation: str) -> set[int]:
        """Return the numbers of the current passages that a generation is known to hold."""
        with self._read.connect() as connection:
            return set(connection.execute(sa.select(indexed.c.passage_n).where(indexed.c.generation == generation)).scalars())

    def flip(self, generation: str) -> None:
        """Put a generation into use, in one transaction, and strike the account of all others."""
        with self._write.begin() as connection:
            connection.execute(sa.delete(state).where(state.c.name == "generation"))
            connection.execute(sa.insert(state).values(name="generation", value=generation))
            connection.execute(sa.delete(indexed).where(indexed.c.generation != generation))
            failpoints.reach("before_flip")
        failpoints.reach("after_flip")

    def forget(self) -> None:
        """Have no generation in use."""
        with self._write.begin() as connection:
            connection.execute(sa.delete(state).where(state.c.name == "generation"))
            connection.execute(sa.delete(indexed))

    def strike_unused(self) -> None:
        """Strike the account of generations that a stopped process left half built."""
        current = self.current()
        with self._write.begin() as connection:
            connection.execute(sa.delete(indexed).where(indexed.c.generation != (current or "")))
