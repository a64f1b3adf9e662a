"""The real server over the fake service, in a process of its own on a loopback port; it ends with its caller."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.models import Metadata
from tests.fakes_web import FakeService, an_article

ROOT = Path(__file__).parents[1]
HOSTILE = (
    '"><img src="http://SINK/img"><script>alert(1)</script>${alert(2)}{{alert(3)}}</script><script src="http://SINK/script"></script>'
    "![x](http://SINK/markdown) <svg><image href='http://SINK/svg'/></svg> <style>@import 'http://SINK/css';</style> <iframe src='http://SINK/frame'>"
    " [x](javascript:alert(4)) <form action='http://SINK/form'><button>go</button></form> $$\\href{http://SINK/tex}{x}$$ </textarea>"
)


@contextmanager
def served(service: str = "demo", *, pause_s: float = 0.0, sink: str = "127.0.0.1:9") -> Iterator[str]:
    """Yield the address of a server; ``service`` is demo, hostile (markup everywhere, leading to ``sink``) or empty."""
    command = [sys.executable, "-m", "tests.served", service, str(pause_s), sink]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), address + process.stdout.read()
            yield address
        finally:
            process.terminate()
            said, _ = process.communicate(timeout=20)
        assert said == ""  # neither a traceback, nor a word of what was asked, nor a name looked up


def hostile(sink: str) -> FakeService:
    words = HOSTILE.replace("SINK", sink)
    known = Metadata(words, f"javascript:alert(5)//{words}", words, words, "2025-05-14")
    other = Metadata(words, f'http://{sink}/"onmouseover="alert(6)', words, words, None)
    text = f"{words} said the first. A second sentence, {words} said.\n\n“Third {words}” ended here."
    return FakeService([an_article(words, text, known), an_article(f"{words}/x.txt", text + " It went on.", other)], starting=(words,))


def _main(kind: str, pause_s: str, sink: str) -> None:
    _tell_of_look_ups()
    from ui.web.app import serve

    service = hostile(sink) if kind == "hostile" else FakeService([]) if kind == "empty" else FakeService()
    service.pause_s = float(pause_s)
    serve(service, host="127.0.0.1", port=0, upload_mb=1, started=_tell)


def _tell_of_look_ups() -> None:
    """Say on standard output which names this process, the page's libraries among it, asks the network for."""
    real = socket.getaddrinfo

    def told(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in ("127.0.0.1", None):
            _tell(f"looked up {host!r}")
        return real(host, *rest, **more)

    socket.getaddrinfo = told


def _tell(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main(*sys.argv[1:])
