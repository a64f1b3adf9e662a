from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.store.exact import ExactIndex, rank
from ingest.store.found import Stored
from ingest.store.home import Home
from tests.fakes import HashEncoder
from tests.ingest.store.invented import TUNNEL, many, take_in


def test_the_nearest_passage_is_the_one_with_the_same_words(home: Home, encoder: HashEncoder) -> None:
    take_in(home, *many(50))
    (query,) = encoder.encode(["Bridge number7 was built in year0. It spans river7."])

    found = home.index.nearest(query, 3)

    assert next(iter(home.lookup.passages([found[0][0]]).values())).text.startswith("Bridge number7 ")
    assert found == sorted(found, key=lambda row: (-row[1], row[0]))


def test_the_matrix_follows_what_is_added_replaced_and_removed(home: Home, encoder: HashEncoder) -> None:
    index = ExactIndex(home.lookup)
    (query,) = encoder.encode(["bridge"])
    for step in range(3):
        take_in(home, *many(10, first=10 * step))
        home.catalog.remove(f"/many/{step:05}.txt")

        found = index.nearest(query, 100)

        assert found == ExactIndex(home.lookup).nearest(query, 100)
        assert len(found) == 9 * (step + 1)


def test_only_allowed_passages_are_ranked(home: Home, encoder: HashEncoder) -> None:
    take_in(home, *many(50))
    (query,) = encoder.encode(["Bridge number7"])
    within = home.lookup.select(outlets=["Outlet 2"]).passages
    assert within is not None

    found = home.index.nearest(query, 5, within | {"p-0000000000000000"})

    assert found == [row for row in home.index.nearest(query, 50) if row[0] in within][:5]
    assert home.index.nearest(query, 5, frozenset()) == []


def test_vectors_of_another_encoder_are_not_searched(home: Home) -> None:
    take_in(home, TUNNEL)

    class Other(HashEncoder):
        name = "other-1"
        dim = 16

    from ingest.store.lookup import Lookup

    (query,) = Other().encode(["tunnel"])
    assert ExactIndex(Lookup(home.engine, Other.name)).nearest(query, 5) == []


def test_an_empty_home_has_no_neighbours(home: Home, encoder: HashEncoder) -> None:
    assert home.index.nearest(encoder.encode(["x"])[0], 5) == []


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(1, 120), k=st.integers(1, 30), data=st.data())
def test_a_score_does_not_depend_on_the_others(seed: int, n: int, k: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((n, 8)).astype(np.float32)
    vectors[:: max(1, n // 3)] = vectors[0]  # equals
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    stored = Stored(list(range(n)), [f"p-{i:03}" for i in rng.permutation(n)], vectors)
    places = data.draw(st.lists(st.integers(0, n - 1), unique=True))

    some = rank(stored, vectors[0], k, places)

    chosen = {stored.ids[place] for place in places}
    assert some == [row for row in rank(stored, vectors[0], n) if row[0] in chosen][:k]
