"""What was found for a sentence of a draft, in the words of every face."""

from __future__ import annotations

from collections import Counter

from qa.draft import CheckedDraft, CheckedSentence, Finding
from qa.models import QuotationStatus
from ui.render.words import counted

FOUND: dict[Finding, str] = {"supported": "in the source", "weak": "weak", "differs": "differs", "no_source": "no source here"}
MISSING: dict[QuotationStatus, str] = {
    "elsewhere": "its quoted words stand in another article, not in the sentence found",
    "not_found": "its quoted words are printed in none of these articles",
}


def tally(checked: CheckedDraft) -> dict[Finding, int]:
    """Return how many sentences were found in each way, those with none left out."""
    counts = Counter(sentence.found for sentence in checked.sentences)
    return {found: counts[found] for found in FOUND if counts[found]}


def in_short(checked: CheckedDraft) -> str:
    """Return how many sentences there are and what was found for them, as one sentence."""
    parts = ", ".join(f"{n} {FOUND[found]}" for found, n in tally(checked).items())
    return f"{counted(len(checked.sentences), 'sentence').capitalize()}: {parts or 'nothing to check'}."


def missing_quotations(sentence: CheckedSentence) -> dict[QuotationStatus, tuple[str, ...]]:
    """Return the quoted words of a sentence that its source does not print, by status."""
    return {
        status: tuple(q.text for q in sentence.quotations if q.status == status)
        for status in MISSING
        if any(q.status == status for q in sentence.quotations)
    }
