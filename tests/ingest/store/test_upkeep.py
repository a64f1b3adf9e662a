from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ingest.models import article_id
from ingest.store.home import Home, open_home
from ingest.store.upkeep import purge
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, many, take_in, wait_until


def files_with(home: Home, needle: bytes) -> list[str]:
    return [str(path.relative_to(home.path)) for path in home.path.rglob("*") if path.is_file() and needle in path.read_bytes()]


def test_purge_leaves_neither_text_nor_stems_nor_vectors_in_any_file(home: Home, encoder: HashEncoder) -> None:
    secret_words = replace(STRIKE, text="Quillfeather told us so. Quillfeather asked to be forgotten.")
    take_in(home, TUNNEL, secret_words, replace(secret_words, text="Quillfeather, in another version."), *many(40))
    (passage,) = home.lookup.passages_of(article_id(STRIKE.source_id))
    vector = home.lookup.vectors([passage.passage_id])[passage.passage_id].passage.tobytes()
    assert files_with(home, b"Quillfeather")
    assert files_with(home, b"quillfeath")
    assert files_with(home, vector)

    assert purge(home, STRIKE.source_id)

    for trace in (b"uillfeath", vector, b"Teachers strike", article_id(STRIKE.source_id).encode(), passage.passage_id.encode()):
        assert files_with(home, trace) == []
    assert home.lookup.counts().articles == 41
    assert home.catalog.integrity() == []


def test_purge_of_an_unknown_article_says_so(home: Home) -> None:
    assert not purge(home, "/nowhere.txt")


def test_a_purge_that_was_stopped_is_finished_by_the_next(home: Home) -> None:
    take_in(home, TUNNEL, STRIKE)
    home.catalog.remove(TUNNEL.source_id, ask="purge")

    assert not purge(home, "/nowhere.txt")

    assert home.catalog.waiting() == []
    assert files_with(home, b"harbour") == []


def test_purge_by_the_owner_takes_the_vectors_out_of_the_index(tmp_path: Path) -> None:
    with open_home(tmp_path, HashEncoder(), own=True, workers=1) as home:
        take_in(home, TUNNEL, *many(5))
        owner = home.owner
        assert owner is not None
        wait_until(lambda: owner.is_settled)
        (passage,) = home.lookup.passages_of(article_id(TUNNEL.source_id))
        vector = home.lookup.vectors([passage.passage_id])[passage.passage_id].passage
        before = home.generations.current()

        assert purge(home, TUNNEL.source_id)

        assert home.generations.current() != before
        wait_until(lambda: len(list((tmp_path / "index").iterdir())) == 1)
        assert len(home.index.nearest(np.asarray(vector), 10)) == 5
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or vector.tobytes() not in path.read_bytes()
