"""The server: one thread, one event loop, the bytes of every response under the script's control."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.server.script import Answering, Step, embedded, labelled

_COMMENT_EVERY_S = 0.02


@dataclass
class Received:
    """One request as it came, and whether the client hung up before the response was over."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    hung_up: threading.Event = field(default_factory=threading.Event)

    @property
    def text(self) -> str:
        """All messages, one after the other."""
        if "input" in self.body:
            return "\n".join(self.body["input"])
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def key(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


class ScriptedServer:
    """Answers chat completions and embeddings as scripted, on 127.0.0.1 and a free port; a context manager that stops by itself.

    The script is a list of steps, one a request, the last one for all further requests; or a function of the request's text.
    """

    def __init__(self, script: Sequence[Step] | Answering = (), port: int = 0) -> None:
        self._script = script
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="scripted-server", daemon=True)
        self._connections: set[asyncio.Task[None]] = set()
        self.received: list[Received] = []

    def play(self, script: Sequence[Step] | Answering) -> None:
        """Begin another script; what was received for the last one is forgotten."""
        self._script = script
        self.received = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._port}"

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("The scripted server did not start.")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while (request := await _read(reader)) is not None:
                self.received.append(request)
                await self._respond(request, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    async def _respond(self, request: Received, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        step = self._step(request)
        watching = asyncio.create_task(_watch(request, reader))
        responding = asyncio.create_task(_send(step, request, writer))
        await asyncio.wait({watching, responding}, return_when=asyncio.FIRST_COMPLETED)
        for task in (watching, responding):
            task.cancel()
        await asyncio.gather(watching, responding, return_exceptions=True)
        raise ConnectionResetError  # one request a connection: what was left unread cannot be mistaken for a request

    def _step(self, request: Received) -> Step:
        if callable(self._script):
            return self._script(request.text)
        return self._script[min(len(self.received), len(self._script)) - 1]


async def _read(reader: asyncio.StreamReader) -> Received | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    is_json = headers.get("content-type", "").startswith("application/json")
    return Received(first.split(" ")[1], headers, json.loads(body) if is_json else {})


async def _watch(request: Received, reader: asyncio.StreamReader) -> None:
    """Note when the client hangs up; one that left something unread resets the connection."""
    with suppress(ConnectionError):
        while await reader.read(1024):
            pass
    request.hung_up.set()


async def _send(step: Step, request: Received, writer: asyncio.StreamWriter) -> None:
    if step.hangs:
        await asyncio.Event().wait()
    streams = step.status == 200 and step.raw is None and not request.path.endswith("/embeddings")
    kind = "text/event-stream" if streams else "application/json"
    headers = {"content-type": kind, "connection": "close", "transfer-encoding": "chunked", **(step.headers or {})}
    lines = [f"HTTP/1.1 {step.status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    left = step.cut_at
    async for data in _body(step, request):
        for part in _single_bytes(data) if step.drips else (data,):
            writer.write(_chunk(part if left is None else part[:left]))
            await writer.drain()
            if left is not None and (left := left - len(part)) <= 0:
                writer.transport.abort()
                return
            if step.drips:
                await asyncio.sleep(step.drips)
    writer.write(b"0\r\n\r\n")
    await writer.drain()


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n" if data else b""


def _single_bytes(data: bytes) -> list[bytes]:
    return [data[i : i + 1] for i in range(len(data))]


async def _body(step: Step, request: Received) -> AsyncIterator[bytes]:
    if step.status != 200:
        yield step.body.replace("<key>", request.key).encode()
        return
    if step.raw is not None:
        yield step.raw.encode()
        return
    if request.path.endswith("/embeddings"):
        yield json.dumps({"object": "list", "model": "scripted", "data": step.vectors(embedded(request.body["input"]))}).encode()
        return
    waited = 0.0
    while waited < step.comments:
        yield b": keep-alive\n\n"
        await asyncio.sleep(_COMMENT_EVERY_S)
        waited += _COMMENT_EVERY_S
    await asyncio.sleep(step.first_s)
    for event in step.extra:
        yield f"data: {event}\n\n".encode()
    for number, piece in enumerate(step.reply):
        if number == step.error_after:
            yield f'data: {{"error": {{"message": "broken, key {request.key}"}}}}\n\n'.encode()
            return
        yield _event({"delta": {"role": "assistant", "content": labelled(piece, request.text).replace("<key>", request.key)}})
        await asyncio.sleep(step.between_s)
    if step.closes_early:
        return
    yield _event({"delta": {}, "finish_reason": step.finish})
    if request.body.get("stream_options", {}).get("include_usage"):
        yield _event(None, usage={"prompt_tokens": 700, "completion_tokens": 40, "total_tokens": 740})
    yield b"data: [DONE]\n\n"


def _event(choice: dict[str, Any] | None, **more: Any) -> bytes:
    choices = [] if choice is None else [{"index": 0, "finish_reason": None, **choice}]
    event = {"id": "r", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": choices, **more}
    return f"data: {json.dumps(event)}\n\n".encode()
