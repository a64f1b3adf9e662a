"""Positions in the words of every face: stance, days, whose words, who tells it."""

from __future__ import annotations

from ingest.words import visible
from qa.models import HeldStatement, Position, Stance, Voice
from ui.render.words import counted

STANCES: dict[Stance, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "on a condition",
    "mixed": "says both",
    "declined": "declined to say",
    "unclear": "no clear side in these words",
}
VOICES: dict[Voice, str] = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted", "narrated": "the outlet’s account"}


def stance_words(position: Position) -> str:
    """Return where a holder stands, as far as the cited sentences go."""
    lean = f"{position.leans}, " if position.stance == "conditional" and position.leans else ""
    return lean + STANCES.get(position.stance, "no statement of the holder’s own")


def seen(position: Position) -> str:
    """Return from which day to which these articles have statements of the holder, or nothing where none is dated."""
    first, last = position.first_seen, position.last_seen
    return f"{first} to {last}" if first and first != last else first or ""


def how_told(statement: HeldStatement) -> str:
    """Return whose words a statement gives: the holder's, quoted or reported, or somebody else's account of them."""
    if statement.reported_by:
        return f"as {visible(statement.reported_by)} tells it"
    said_by = f", said by {visible(statement.speaker)}" if statement.speaker else ""
    return VOICES[statement.voice] + said_by


def none_found(named: int) -> str:
    """Return that a holder has no statement here, and how many of these articles name the holder.

    >>> none_found(1)
    'no statement found in these articles (one article names this holder)'
    """
    return f"no statement found in these articles ({counted(named, 'article')} {'names' if named == 1 else 'name'} this holder)"
