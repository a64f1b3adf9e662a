"""What a reply is read as: three lines in one form, and nothing else of it."""

from __future__ import annotations

import pytest

from qa.cite import Labels
from qa.positions.by_model.reply import STANCES, Field, PositionReply, read_reply
from tests.fakes_positions import PROMPT

LABELS = Labels({}, {"c3d4": "s-1", "e5f6": "s-2"}, frozenset(), "")
LINE = "\nPOSITION: Orla Venn opposes the tunnel. [c3d4]"


def read(reply: str) -> PositionReply:
    found, _ = read_reply(reply, LABELS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "stance", "leans"),
    [
        ("supports", "supports", None),
        ("Opposes.", "opposes", None),
        ("conditional-supports", "conditional", "supports"),
        ("conditional (opposes)", "conditional", "opposes"),
        ("conditional", "conditional", None),
        ("mixed", "mixed", None),
        ("declined", "declined", None),
        ("unclear", "unclear", None),
    ],
)
def test_a_stance_is_one_of_our_words(written: str, stance: str, leans: str | None) -> None:
    reply = read(f"STANCE: {written} [c3d4]{LINE}")

    assert (reply.stance, reply.leans, reply.carried) == (stance, leans, ("c3d4",))


def test_chatter_and_markup_around_the_lines_is_left_out() -> None:
    reply = read("Sure!\n\n**STANCE:** opposes [c3d4][e5f6]\n**POSITION:** Orla Venn opposes the tunnel. [c3d4]\n\nHope this helps! [z9z9]")

    assert (reply.carried, reply.line) == (("c3d4", "e5f6"), Field("Orla Venn opposes the tunnel.", ("c3d4",)))


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Orla Venn opposes the tunnel. [c3d4]",
        f"STANCE: furious [c3d4]{LINE}",
        f"STANCE: supports and opposes [c3d4]{LINE}",
        f"STANCE: supports [c3d4]\nSTANCE: opposes [c3d4]{LINE}",
        f"STANCE: supports [c3d4]{LINE}{LINE}",
        LINE,
    ],
    ids=["nothing", "prose", "unknown word", "two words", "two stances", "two lines", "no stance"],
)
def test_a_reply_that_names_no_one_stance_is_none(reply: str) -> None:
    assert read_reply(reply, LABELS)[0] is None


def test_markers_that_were_never_issued_are_removed_and_counted() -> None:
    reply, invalid = read_reply("STANCE: opposes [z9z9][c3d4][1]\nPOSITION: Orla Venn opposes it. [c3d4][q7r8]", LABELS)

    assert reply is not None
    assert (reply.carried, reply.line.labels, invalid) == (("c3d4",), ("c3d4",), 3)


def test_an_address_in_a_line_is_removed() -> None:
    assert "collect.example" not in read("STANCE: opposes [c3d4]\nPOSITION: See https://collect.example/x?q=1 now. [c3d4]").line.text


def test_the_prompt_names_every_stance_that_a_reply_may_have() -> None:
    assert all(stance in PROMPT.text for stance in STANCES)
