from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.store.exact import ExactIndex
from ingest.store.home import Home, open_home
from ingest.store.index import OwnedIndex
from ingest.store.probe import is_worn, probe
from ingest.store.upkeep import rebuild_index
from tests.fakes import HashEncoder
from tests.ingest.store.invented import many, take_in, wait_until


def owning(path: Path) -> Home:
    home = open_home(path, HashEncoder(), own=True, workers=2)
    assert home.owner is not None
    return home


def settle(home: Home) -> None:
    assert home.owner is not None
    owner = home.owner
    wait_until(lambda: owner.is_settled)


def test_one_of_two_owns_the_index_and_the_other_scores_exactly(tmp_path: Path) -> None:
    with owning(tmp_path) as first, open_home(tmp_path, HashEncoder(), own=True, workers=1) as second:
        assert first.owns
        assert not second.owns
        assert isinstance(second.index, ExactIndex)
        take_in(second, *many(3))
        query = HashEncoder().encode(["Bridge number1"])[0]
        assert first.index.nearest(query, 3) == second.index.nearest(query, 3)

    with owning(tmp_path) as third:
        assert third.owns


def test_commits_of_any_process_are_moved_into_the_index(tmp_path: Path) -> None:
    with owning(tmp_path) as owner, open_home(tmp_path, HashEncoder(), own=False, workers=1) as other:
        take_in(other, *many(5))
        settle(owner)
        generation = owner.generations.current()
        assert generation is not None
        assert owner.lookup.indexed_count(generation) == 5

        take_in(other, *many(5, first=5))
        settle(owner)

        assert owner.generations.current() == generation
        assert owner.lookup.indexed_count(generation) == 10
        assert isinstance(owner.index, OwnedIndex)


def test_a_sound_generation_is_probed_and_used_again(tmp_path: Path) -> None:
    with owning(tmp_path) as home:
        take_in(home, *many(5))
        settle(home)
        generation = home.generations.current()

    with owning(tmp_path) as home:
        settle(home)
        assert home.generations.current() == generation
        assert home.owner is not None
        assert home.owner.finding is not None
        assert home.owner.finding.problem is None
        assert home.owner.finding.indexed == home.owner.finding.found == 5


def test_rebuild_beside_an_owner_is_carried_out_by_the_owner(tmp_path: Path) -> None:
    with owning(tmp_path) as owner, open_home(tmp_path, HashEncoder(), own=False, workers=1) as other:
        take_in(owner, *many(5))
        settle(owner)
        before = owner.generations.current()
        assert before is not None

        rebuild_index(other)

        after = owner.generations.current()
        assert after not in (None, before)
        assert other.catalog.waiting() == []
        wait_until(lambda: not (tmp_path / "index" / before).exists())


def test_an_index_with_many_dead_ids_is_built_anew(tmp_path: Path) -> None:
    with owning(tmp_path) as home:
        take_in(home, *many(130))
        settle(home)
        before = home.generations.current()

        for number in range(60):
            home.catalog.remove(f"/many/{number:05}.txt")
        wait_until(lambda: home.generations.current() != before)
        settle(home)

        generation = home.generations.current()
        assert generation is not None
        assert home.lookup.indexed_count(generation) == 70


def test_few_or_seldom_dead_ids_are_borne() -> None:
    assert not is_worn(dead=50, held=100)
    assert not is_worn(dead=100, held=1000)
    assert is_worn(dead=51, held=100)


def test_a_home_that_is_closed_at_once_leaves_nothing_running(tmp_path: Path) -> None:
    home = owning(tmp_path)
    take_in(home, *many(3))
    home.close()
    home.close()

    with owning(tmp_path) as again:
        settle(again)
        assert again.lookup.counts().passages == 3


@pytest.mark.slow
def test_a_generation_whose_opening_fails_is_found_out_by_the_child(tmp_path: Path) -> None:
    with open_home(tmp_path, HashEncoder(), own=False, workers=1) as home:
        take_in(home, *many(3))
        (tmp_path / "index" / "g").mkdir(parents=True)
        (tmp_path / "index" / "g" / "chroma.sqlite3").write_bytes(b"no database at all" * 100)

        finding = probe(tmp_path, "g", home.encoder, threading.Event(), n_passages=3)

    assert finding.problem is not None


def test_importing_the_store_does_not_import_chromadb() -> None:
    code = "import sys, ingest.pipeline, ingest.store.home; sys.exit('chromadb' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_index_without_a_vector_stays_in_use(tmp_path: Path) -> None:
    with owning(tmp_path) as home:
        take_in(home, *many(1))
        settle(home)
        home.catalog.remove("/many/00000.txt")
        rebuild_index(home)
        generation = home.generations.current()
        take_in(home, *many(2))
        settle(home)

        assert home.generations.current() == generation
        assert home.owner is not None
        assert home.owner.finding is None
