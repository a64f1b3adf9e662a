"""Keep a model's whole replies on disk, so that the same request again costs nothing.

A reply is kept under the hash of everything that was sent, in a file of its own under the home; the request itself is not kept. Files
come whole or not at all, for whoever reads or kills what. ``forget_replies`` takes them all away, also those still to come of requests
that are under way: they were to be written into a folder that is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dogpile.cache import CacheRegion, make_region, register_backend
from dogpile.cache.api import NO_VALUE, BytesBackend, CantDeserializeException

from qa.llm import Ending, Message, Model, ModelSettings, Piece, priced

FOLDER = "replies"
_BACKEND = "onrecord.reply_files"
_FORMAT = 1


class ReplyFiles(BytesBackend):
    """Where dogpile.cache keeps its bytes: a file a key, readable by its owner alone."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self._folder = Path(arguments["folder"])

    def get_serialized(self, key: str) -> Any:
        """Return the bytes, or dogpile's own value for none."""
        try:
            return (self._folder / f"{key}.json").read_bytes()
        except OSError:
            return NO_VALUE

    def set_serialized(self, key: str, value: bytes) -> None:
        """Write a file; a folder that is gone, or a full disk, keeps nothing."""
        part = self._folder / f"{key}.{secrets.token_hex(4)}.part"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(value)
            part.replace(self._folder / f"{key}.json")
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def delete(self, key: str) -> None:
        (self._folder / f"{key}.json").unlink(missing_ok=True)


register_backend(_BACKEND, __name__, "ReplyFiles")  # type: ignore[no-untyped-call]  # dogpile.cache gives it no types


@dataclass(frozen=True)
class RememberingModel:
    """A model that answers a request it has answered before from disk. Only replies that came whole are kept.

    Attributes:
        settings: of ``model``; its endpoint, name, temperature and length are part of what a reply is kept under.
        home: the home's folder.
    """

    model: Model
    settings: ModelSettings
    home: Path

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def host(self) -> str:
        return self.model.host

    async def prepare(self) -> None:
        """Nothing until something has to be sent."""

    async def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]:
        """Yield what was kept, at once, or what the model writes; then the Ending."""
        key = self.key_of(messages)
        region, kept = await asyncio.to_thread(_look_up, self.home, key)
        if kept is not None:
            yield Piece(kept["text"])
            tokens = kept["tokens"]
            yield Ending("complete", usage=priced(tokens[0], tokens[1], self.settings) if tokens else None, from_cache=True)
            return
        await self.model.prepare()
        text = ""
        async with aclosing(self.model.stream(messages, deadline=deadline)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Piece):
                    text += piece.text
                elif piece.is_whole and region is not None:
                    used = piece.usage
                    counted = [used.input_tokens, used.output_tokens] if used else None
                    await asyncio.to_thread(region.set, key, {"text": text, "tokens": counted})
                yield piece

    def key_of(self, messages: Sequence[Message]) -> str:
        """Return the hash of everything that is sent but the key of the endpoint, which changes no reply."""
        shaping = replace(self.settings, api_key=None, first_token_s=0, between_tokens_s=0, total_s=0, input_price=None, output_price=None)
        sent = {"format": _FORMAT, "model": asdict(shaping), "messages": [asdict(message) for message in messages]}
        return hashlib.sha256(json.dumps(sent, sort_keys=True).encode(errors="surrogatepass")).hexdigest()


def forget_replies(home: Path) -> None:
    """Take away every reply that was kept in a home, and what is still being written."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def _look_up(home: Path, key: str) -> tuple[CacheRegion | None, dict[str, Any] | None]:
    """Return the cache, None where the home takes no file, and what it keeps under a key, None where it is nothing or broken."""
    try:
        region = _region(home)
    except OSError:
        return None, None
    try:
        kept = region.get(key)
    except (ValueError, TypeError, KeyError):  # what dogpile.cache puts before the reply is broken
        kept = NO_VALUE
    return region, None if kept is NO_VALUE else kept


def _region(home: Path) -> CacheRegion:
    """Return the cache in the folder that counts now; a new folder has a name of its own, so that none comes back after it went."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if not names:
        names = [secrets.token_hex(8)]
        (folder / names[0]).mkdir(exist_ok=True, mode=0o700)
    return _region_in(folder / names[0])


@lru_cache(16)
def _region_in(folder: Path) -> CacheRegion:
    region = make_region(serializer=lambda value: json.dumps(value).encode(), deserializer=_read)
    return region.configure(_BACKEND, arguments={"folder": folder})


def _read(data: bytes) -> Any:
    try:
        value = json.loads(data)
        is_ours = isinstance(value["text"], str) and (value["tokens"] is None or [type(n) for n in value["tokens"]] == [int, int])
    except (ValueError, TypeError, KeyError):
        is_ours = False
    if not is_ours:
        raise CantDeserializeException
    return value
