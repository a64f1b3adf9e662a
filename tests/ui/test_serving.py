"""The server as a process has it: a port, an address, an end."""

from __future__ import annotations

import ast
import socket
from pathlib import Path

import pytest

from ingest.errors import InputError
from tests.fakes_web import FakeService
from ui.web.app import serve

ROOT = Path(__file__).parents[2]


def test_a_taken_port_is_an_error_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="choose another with --port"):
        serve(FakeService(), host="127.0.0.1", port=taken.getsockname()[1], started=pytest.fail)


def test_gradio_is_imported_in_one_file() -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for package in ("ui", "qa", "ingest")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == "gradio" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "gradio")
    ]

    assert importing == ["ui/web/chat.py"]
