"""A command line run as a user runs it, and a small home that it runs on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from ui.cli.main import exit_code_of

Run = Callable[..., "Ran"]

ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "id": "ferry",
        "text": "Mayor Orla Venn said on Monday that the harbour ferry would keep running until 2030.\n\n"
        "“We will not sell the ferry,” Venn told the council of Port Ellery. Her deputy, Tam Roake, called the plan too dear.",
        "title": "Ferry stays, says mayor",
        "outlet": "Ellery Courier",
        "published": "2025-05-14",
        "kind": "news",
        "url": "https://courier.example/ferry",
    },
    {
        "id": "mine",
        "text": "The lithium mine above Dorrow will open next spring, the ministry said.\n\nFarmers fear for the water of the river Ness.",
        "title": "Mine to open",
        "outlet": "Dorrow Post",
        "published": "2025-09-02",
    },
    {"id": "choir", "text": "The choir of Port Ellery sang for six hundred guests on Saturday."},
)


@dataclass(frozen=True)
class Ran:
    """What a command line printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs ``onrecord`` with the words given in this process, away from any settings of the machine."""
    folder = tmp_path_factory.mktemp("cwd")

    def onrecord(*words: object, **variables: str) -> Ran:
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            for name in [name for name in os.environ if name.startswith(("ONRECORD_", "OPENAI_"))]:
                patch.delenv(name)
            for name, value in {"XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder), **variables}.items():
                patch.setenv(name, value)
            patch.chdir(folder)
            code = exit_code_of([str(word) for word in words])
        return Ran(code, out.getvalue(), err.getvalue())

    return onrecord


@pytest.fixture(scope="session")
def articles_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def home(run: Run, articles_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the three articles; tests read it only."""
    path = tmp_path_factory.mktemp("home") / "h"
    done = run("ingest", articles_file, "--home", path, "--json")
    assert done.returncode == 0, done.stderr
    return path
