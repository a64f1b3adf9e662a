from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.store import owner
from ingest.store.home import Home, open_home
from tests.fakes import HashEncoder


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def home(tmp_path: Path, encoder: HashEncoder) -> Iterator[Home]:
    """An empty home that this process does not own."""
    with open_home(tmp_path / "home", encoder, own=False, workers=2) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _hasty_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner looks for commits often, so that tests need not wait for it."""
    monkeypatch.setattr(owner, "LOOK_EVERY_S", 0.05)
