"""Tell where a question asks if something is so, and no sentence that was found says it in so many words."""

from __future__ import annotations

import numpy as np

from ingest.words import stems
from qa.evidence import Floats, Survey
from qa.models import Found

READ = 3
"""Sentences near the top that are looked at: as many as an answer prints."""
SAYS_AS_MUCH = 0.4
"""Cosine of a word's tokens from which a sentence has something like it.

Chosen on 45 labelled questions of this kind, of which 17 have an answer, and a few about one article: too few to fit anything.
"""
_TAKING_A_SIDE = frozenset(
    stems(
        "agree accept approve back favour favor oppose support want wish like willing ready prepared reject refuse object think believe"
        " still ever yet already really"
    )
)
"""Words of a question whose answer has others: who votes for it supports it."""


def is_unsaid(found: Survey, scores: Floats) -> bool:
    """Return whether some word of a yes-or-no question is met by none of the best sentences.

    Names, numbers and words that ask whose side somebody takes do not count.
    """
    if not found.asked.is_yes_or_no:
        return False
    best = np.argsort(-scores, kind="stable")[:READ].tolist()
    met = found.terms[best].any(axis=0)
    for row in best:
        if row in found.alike:
            met |= found.alike[row] >= SAYS_AS_MUCH
    told = np.array([term in _TAKING_A_SIDE for term in found.asked.terms])
    return bool((~met & ~found.names & ~found.numbers & ~told).any())


def notes_on(found: Found) -> tuple[str, ...]:
    """Return what a reader of printed sentences must know of them."""
    return ("No sentence found says in so many words whether this is so; these come nearest.",) if found.is_unsaid else ()
