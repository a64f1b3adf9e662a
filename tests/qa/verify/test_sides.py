"""A claim that somebody is for a thing is not supported by sentences that only say they are against it."""

from __future__ import annotations

import pytest

from qa.models import Source
from qa.verify import verify
from qa.verify.sides import sides

AGAINST = "She is against the tunnel."


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        pytest.param("Orla voted for the tunnel.", [Source(AGAINST, context="Orla Fenn spoke on Monday.")], id="named before"),
        pytest.param("Orla voted for the tunnel.", [Source("Orla Fenn voted on Monday."), Source(AGAINST)], id="a vote on another day"),
        pytest.param("Orla Fenn is in favour of the tunnel.", [Source("Orla Fenn opposes the tunnel.")], id="in other words"),
        pytest.param("The council rejected the tunnel.", [Source("The council approved the tunnel on Monday.")], id="the reverse"),
    ],
)
def test_who_is_only_against_a_thing_is_not_for_it(claim: str, sources: list[Source]) -> None:
    found = verify(claim, sources)

    assert found.verdict != "supported"
    assert "negation" in {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("Orla Fenn opposes the tunnel.", "Orla Fenn is against the tunnel.", id="the same side in other words"),
        pytest.param("Orla Fenn voted for the tunnel.", "Orla Fenn, who had been against the tunnel, voted for it.", id="changed sides"),
        pytest.param("Orla Fenn said she backs the tunnel.", "Orla Fenn said she was no longer against the tunnel.", id="left open"),
    ],
)
def test_no_opposite_is_seen_where_there_is_none(claim: str, source: str) -> None:
    assert "negation" not in {reason.code for reason in verify(claim, [Source(source)]).reasons}


def test_a_side_is_of_what_follows_it() -> None:
    (first, second) = sides("Fenn backed the ferries, and voted against a toll.")

    assert (first.is_for, sorted(first.of)) == (True, ["ferri"])
    assert (second.is_for, sorted(second.of)) == (False, ["toll"])
