"""What the outlet tells of a holder: whose doing it is, and which words say so."""

from __future__ import annotations

import pytest

from ingest.models import Sentence
from qa.positions.narrated import narrated


def told(text: str, surname: str = "Tolvane") -> tuple[str, str] | None:
    found = narrated(Sentence("s", "a", "v", 0, 0, len(text), text, 1), surname)
    return None if found is None else (text[slice(*found.cue)], text[slice(*found.content)])


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Mayor Ilka Tolvane voted against the tunnel.", "voted against", "the tunnel."),
        ("Mayor Ilka Tolvane (Shoreline) on Saturday criticized the tunnel.", "criticized", "the tunnel."),
        ("It is not just the council: Tolvane came out against the tunnel in May.", "came out against", "the tunnel in May."),
        ("During the campaign Tolvane, pressed by Pell, came out against the tunnel.", "came out against", "the tunnel."),
        ("It was a blow to her rival, Ilka Tolvane, who has long opposed the tunnel.", "has long opposed", "the tunnel."),
        ("Tolvane, a member of the council since 2019, has been a loud critic of the tunnel.", "has been a loud critic of", "the tunnel."),
        ("Tolvane never supported the tunnel, while Pell backed it.", "never supported", "the tunnel"),
    ],
)
def test_what_a_holder_did_is_told_with_its_words(text: str, cue: str, content: str) -> None:
    assert told(text) == (cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "Pell accused Tolvane of haste.",
        "The tunnel was opposed by Tolvane.",
        "Tolvane was criticized by Pell.",
        "Tolvane was accused of haste.",
        "Pell said Tolvane supported the tunnel.",
        "Tolvane walked through the tunnel.",
    ],
)
def test_what_others_did_is_not_the_holders(text: str) -> None:
    assert told(text) is None
