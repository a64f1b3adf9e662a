from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.store import index as index_module
from ingest.store.exact import ExactIndex
from ingest.store.home import Home
from ingest.store.index import ChromaFolder, OwnedIndex
from tests.fakes import HashEncoder
from tests.ingest.store.invented import many, take_in

QUERIES = ["Bridge number7 was built", "It spans river3.", "year5 river5 number5"]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[ChromaFolder]:
    opened = ChromaFolder(tmp_path / "generation")
    yield opened
    opened.close()


def indexed(home: Home, folder: ChromaFolder, first: int, last: int) -> None:
    """Enter the passages numbered first to last, as the owner does."""
    stored = home.lookup.stored_of(range(first, last + 1))
    folder.add(stored.numbers, stored.vectors)
    home.generations.mark("g", stored.numbers)


def owned(home: Home, folder: ChromaFolder) -> OwnedIndex:
    index = OwnedIndex(home.lookup, ExactIndex(home.lookup))
    index.take("g", folder)
    return index


@pytest.mark.parametrize("k", [1, 10, 60])
def test_both_indexes_rank_alike_whatever_is_pending(home: Home, encoder: HashEncoder, folder: ChromaFolder, k: int) -> None:
    take_in(home, *many(60))
    indexed(home, folder, 1, 40)
    index = owned(home, folder)

    for query in encoder.encode(QUERIES):
        assert index.nearest(query, k) == ExactIndex(home.lookup).nearest(query, k)


def test_dead_ids_are_dropped_counted_and_made_up_for(home: Home, encoder: HashEncoder, folder: ChromaFolder) -> None:
    take_in(home, *many(60))
    indexed(home, folder, 1, 60)
    index = owned(home, folder)
    for number in range(0, 60, 2):
        home.catalog.remove(f"/many/{number:05}.txt")

    found = index.nearest(encoder.encode(QUERIES)[0], 25)

    assert len(found) == 25
    assert found == ExactIndex(home.lookup).nearest(encoder.encode(QUERIES)[0], 25)
    assert 0 < index.dropped <= 30


def test_a_replaced_passage_is_found_by_its_new_vector_only(home: Home, encoder: HashEncoder, folder: ChromaFolder) -> None:
    take_in(home, *many(5))
    indexed(home, folder, 1, 5)
    index = owned(home, folder)

    home.catalog.remove("/many/00003.txt")
    take_in(home, *many(5))

    query = encoder.encode(["Bridge number3 was built in year3. It spans river3."])[0]
    assert index.nearest(query, 5) == ExactIndex(home.lookup).nearest(query, 5)


def test_a_filter_that_allows_many_passages_is_sifted_from_the_index(
    home: Home, encoder: HashEncoder, folder: ChromaFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(home, *many(60))
    indexed(home, folder, 1, 60)
    index = owned(home, folder)
    within = home.lookup.select(outlets=["Outlet 0"]).passages
    assert within is not None
    query = encoder.encode(QUERIES)[1]
    exact = ExactIndex(home.lookup).nearest(query, 15, within)

    assert index.nearest(query, 15, within) == exact
    monkeypatch.setattr(index_module, "FEW_PASSAGES", 1)
    assert index.nearest(query, 15, within) == exact


def test_a_failing_index_is_replaced_by_exact_scores(home: Home, encoder: HashEncoder, tmp_path: Path) -> None:
    class Failing(ChromaFolder):
        def query(self, vector: object, limit: int) -> list[int]:
            raise RuntimeError("the index is damaged")

    take_in(home, *many(10))
    folder = Failing(tmp_path / "failing")
    indexed(home, folder, 1, 10)
    index = owned(home, folder)
    query = encoder.encode(QUERIES)[0]

    assert index.nearest(query, 5) == ExactIndex(home.lookup).nearest(query, 5)
    assert index.is_failing
    folder.close()


def test_without_a_generation_everything_is_scored_exactly(home: Home, encoder: HashEncoder) -> None:
    take_in(home, *many(10))
    index = OwnedIndex(home.lookup, ExactIndex(home.lookup))

    assert len(index.nearest(encoder.encode(QUERIES)[0], 5)) == 5


def test_a_folder_keeps_numbers_and_no_text(home: Home, folder: ChromaFolder, tmp_path: Path) -> None:
    take_in(home, *many(10))
    indexed(home, folder, 1, 10)

    assert folder.numbers() == set(range(1, 11))
    folder.close()
    assert not any(b"Bridge" in path.read_bytes() for path in (tmp_path / "generation").rglob("*") if path.is_file())


def test_a_question_for_very_many_passages_is_answered_in_full(
    home: Home, encoder: HashEncoder, folder: ChromaFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(home, *many(60))
    indexed(home, folder, 1, 60)
    monkeypatch.setattr(index_module, "_MOST", 20)
    query = encoder.encode(QUERIES)[0]

    assert owned(home, folder).nearest(query, 50) == ExactIndex(home.lookup).nearest(query, 50)
