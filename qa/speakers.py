"""Whose words a cited sentence gives, where the article leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from ingest.models import Article, Sentence, Statement
from qa.models import Evidence, Spoken

_RECALLED = re.compile(
    r"\b(?:recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|quot(?:es|ed|ing))\b[^.;\"“”]{0,60}\b(?:telling|saying|asking|warning)\b",
    re.IGNORECASE,
)
"""Somebody tells what somebody else said: “It will hold,” Varga recalled the mayor telling her."""


class Statements(Protocol):
    """Where an article's statements are read."""

    def statements(self, article: Article) -> tuple[Statement, ...]: ...


class Speakers:
    """Names the speaker of found sentences."""

    def __init__(self, lookup: Statements) -> None:
        self._lookup = lookup

    def __call__(self, evidence: Evidence) -> Evidence:
        """Return the evidence with its speaker; unchanged where the sentence has none, or several, or one that cannot be told."""
        return replace(evidence, spoken=spoken_in(evidence.sentence, self._lookup.statements(evidence.article)))


def spoken_in(sentence: Sentence, statements: Sequence[Statement]) -> Spoken | None:
    """Return who speaks in a sentence and how, if it is one named holder and nobody else tells it."""
    here = [s for s in statements if any(c.start < sentence.end and sentence.start < c.end for c in s.content)]
    holders = [s.holder for s in here if s.holder]
    names = {holder.name for holder in holders}
    name = names.pop() if len(names) == 1 and len(holders) == len(here) else None
    if name is None or any(s.reported_by or s.speaker for s in here) or _RECALLED.search(sentence.text):
        return None
    printed = next((h.text for h in holders if sentence.start <= h.start < sentence.end), holders[0].text)
    voices, days = {s.voice for s in here}, {s.as_of for s in here}
    return Spoken(name, printed, voices.pop() if len(voices) == 1 else "mixed", days.pop() if len(days) == 1 else None)
