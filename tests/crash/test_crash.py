"""Kills processes at random times and at named steps, damages files, and looks at what is left."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.pipeline import derive
from ingest.store import failpoints
from ingest.store.home import open_home
from ingest.words import stems
from tests.crash.child import article
from tests.fakes import HashEncoder

pytestmark = pytest.mark.crash

ROOT = Path(__file__).parents[2]
N_KILLS = 10
N_KILLS_SLOW = 50


def child(task: str, home: Path, *rest: object, failpoint: str | None = None) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name != failpoints.VARIABLE}
    environment["PYTHONPATH"] = str(ROOT)
    if failpoint:
        environment[failpoints.VARIABLE] = failpoint
    command = [sys.executable, "-m", "tests.crash.child", task, str(home), *map(str, rest)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def acknowledged(printed: str) -> set[str]:
    """The sources that a child said were kept; a last line that was cut says nothing."""
    lines = printed.splitlines(keepends=True)
    return {told["kept"] for line in lines if line.endswith("\n") and "kept" in (told := json.loads(line))}


def ran_to_its_end(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    printed, complained = process.communicate(timeout=300)
    assert process.returncode == 0, complained[-3000:]
    return [json.loads(line) for line in printed.splitlines()]


def assert_nothing_lost_or_half_there(home: Path, kept: set[str]) -> None:
    """Every acknowledged article is there, and every article that is there is whole, in every table and in every search."""
    encoder = HashEncoder()
    with open_home(home, encoder, own=False, workers=1) as opened:
        lookup = opened.lookup
        articles = list(lookup.articles())
        assert kept <= {found.source_id for found in articles}
        assert opened.catalog.integrity() == []
        for found in articles:
            number = int(found.source_id[-10:-4])
            assert found.text == article(number).text
            derived = derive(found, encoder)
            assert lookup.sentences(found.article_id) == derived.sentences
            assert lookup.passages_of(found.article_id) == derived.passages
            vectors = lookup.vectors([passage.passage_id for passage in derived.passages])
            for passage, made in zip(derived.passages, derived.vectors, strict=True):
                np.testing.assert_array_equal(vectors[passage.passage_id].passage, made.passage)
            hits = {passage for passage, _ in lookup.lexical(stems(f"number{number}"), 50)}
            assert hits == {passage.passage_id for passage in derived.passages}


def assert_heals(home: Path) -> dict[str, Any]:
    """A new owner comes to a settled index that answers as exact scoring does; return what it found."""
    found = next(told for told in ran_to_its_end(child("settle", home)) if "same" in told)
    assert found["failed"] == []
    assert found["pending"] == 0
    assert found["same"] >= 0.98 * found["asked"] > 0
    return found


def kill_at_random(home: Path, n_kills: int, seed: int) -> set[str]:
    """Ingest on and on in children that are killed: after so many acknowledgements and a moment more, or while the index is filled."""
    chance, kept, killed = random.Random(seed), set[str](), 0
    while killed < n_kills:
        process = child("ingest", home, len(kept), 12)
        assert process.stdout is not None
        printed = ""
        for _ in range(1 + chance.randint(0, 12)):  # "owns", then acknowledgements
            printed += process.stdout.readline()
        time.sleep(chance.choice([0, chance.uniform(0, 0.05), chance.uniform(0, 3)]))
        process.kill()
        rest, complained = process.communicate()
        assert process.returncode in (-signal.SIGKILL, 0), complained[-3000:]
        killed += process.returncode == -signal.SIGKILL
        kept |= acknowledged(printed + rest)
    return kept


@pytest.mark.timeout(900)
def test_ten_kills_at_random_lose_nothing(tmp_path: Path) -> None:
    kept = kill_at_random(tmp_path, N_KILLS, seed=1)

    assert kept
    assert_nothing_lost_or_half_there(tmp_path, kept)
    assert_heals(tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_fifty_kills_at_random_lose_nothing(tmp_path: Path) -> None:
    kept = kill_at_random(tmp_path, N_KILLS_SLOW, seed=2)

    assert_nothing_lost_or_half_there(tmp_path, kept)
    assert_heals(tmp_path)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("task", "failpoint"),
    [
        ("ingest", "before_commit:3"),
        ("ingest", "after_commit:3"),
        ("ingest", "before_upsert"),
        ("ingest", "after_upsert"),
        ("ingest", "before_flip"),
        ("ingest", "after_flip"),
        ("rebuild", "after_upsert"),
        ("rebuild", "before_flip"),
        ("rebuild", "after_flip"),
    ],
)
def test_a_kill_at_a_named_step_loses_nothing(tmp_path: Path, task: str, failpoint: str) -> None:
    kept: set[str] = set()
    if task == "rebuild":
        ran_to_its_end(child("ingest", tmp_path, 0, 4))
        kept = {article(number).source_id for number in range(4)}

    process = child(task, tmp_path, *((0, 6) if task == "ingest" else ()), failpoint=failpoint)
    printed, complained = process.communicate(timeout=300)

    assert process.returncode == -signal.SIGKILL, complained[-3000:]
    kept |= acknowledged(printed)
    assert_nothing_lost_or_half_there(tmp_path, kept)
    assert_heals(tmp_path)
    assert len(list((tmp_path / "index").iterdir())) == 1


@pytest.mark.timeout(600)
def test_a_kill_within_a_purge_shows_nothing_and_the_next_owner_clears_the_bytes_away(tmp_path: Path) -> None:
    ran_to_its_end(child("ingest", tmp_path, 0, 4))
    process = child("purge", tmp_path, article(2).source_id, failpoint="mid_purge")
    process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL

    with open_home(tmp_path, HashEncoder(), own=False, workers=1) as home:
        assert home.lookup.counts().articles == 3
        assert home.lookup.lexical(stems("number2"), 5) == []
    assert_heals(tmp_path)

    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"number2 " in path.read_bytes()]


@pytest.fixture(scope="module")
def sound_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index is large enough to be written to its graph's files."""
    home = tmp_path_factory.mktemp("sound") / "home"
    ran_to_its_end(child("ingest", home, 0, 150))
    return home


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip_bits(path: Path) -> None:
    content = bytearray(path.read_bytes())
    chance = random.Random(3)
    for _ in range(max(64, len(content) // 200)):
        content[chance.randrange(len(content))] ^= 0xFF
    path.write_bytes(content)


def overwrite(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("harm", [truncate, flip_bits, overwrite, delete])
@pytest.mark.parametrize("name", ["chroma.sqlite3", "data_level0.bin", "header.bin", "link_lists.bin", "length.bin"])
def test_a_damaged_index_heals_itself(sound_home: Path, tmp_path: Path, name: str, harm: Callable[[Path], None]) -> None:
    home = tmp_path / "home"
    shutil.copytree(sound_home, home)
    paths = [path for path in (home / "index").rglob(name) if path.stat().st_size]
    if not paths:
        pytest.skip(f"this index has nothing in {name}")
    for path in paths:
        harm(path)

    assert_heals(home)
    assert_nothing_lost_or_half_there(home, set())


@pytest.mark.timeout(600)
def test_two_ingests_at_once_beside_an_owner_lose_nothing(tmp_path: Path) -> None:
    owner = child("ingest", tmp_path, 0, 1)
    assert owner.stdout is not None
    assert json.loads(owner.stdout.readline())["owns"]
    others = [child("ingest", tmp_path, 100 * i, 20) for i in (1, 2)] + [child("ingest", tmp_path, 100, 20)]
    kept = {told["kept"] for process in others for told in ran_to_its_end(process) if "kept" in told}
    ran_to_its_end(owner)

    assert len(kept) == 40
    assert_nothing_lost_or_half_there(tmp_path, kept)
    assert_heals(tmp_path)
