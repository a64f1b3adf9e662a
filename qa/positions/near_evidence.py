"""Find evidence beside statements: sentences near a question that name the holder whom it asks about."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.words import content_stems, stems
from qa.models import Evidence, Found
from qa.positions.asked.phrases import HEADS
from qa.positions.names.holders import initials, is_same, words_of

_NEAREST = 2  # sentences one of which has to name the holder
_READ = 6  # sentences from which those that name the holder are taken


def naming(holder: str, issue: str, found: Found) -> Found | None:
    """Return what was found with only the best sentences that name a holder beside a word of an issue; ``None`` if the nearest do not."""
    name = re.compile(rf"(?:\b(?P<first>[A-Z][\w’'-]*)\s+)?\b(?:{'|'.join(_forms(holder))})\b")
    of_issue = frozenset(content_stems(issue)) - frozenset(stems(holder))

    def tells(evidence: Evidence) -> bool:
        text = evidence.sentence.text
        is_named = any(not _is_another(holder, match["first"]) for match in name.finditer(text))
        return is_named and not of_issue.isdisjoint(stems(text))

    serious = [evidence for evidence in found.evidence if evidence.article.metadata.kind != "satire"]
    if not any(map(tells, serious[:_NEAREST])):
        return None
    return replace(found, evidence=tuple(filter(tells, serious[:_READ])))


def _is_another(holder: str, first: str | None) -> bool:
    """Whether the word before a last name makes it another person's: for Ada Pell, "Tom Pell", not "Mr Pell" or "But Pell"."""
    if first is None or not content_stems(first):
        return False
    called = f"{first} {holder.split()[-1]}"
    return len(words_of(holder)) > 1 and len(words_of(called)) > 1 and not is_same(called, holder)


def _forms(holder: str) -> list[str]:
    """Return patterns of what a sentence may call a holder: a person's last name, an organisation's name or acronym."""
    last = holder.split()[-1]
    is_person = len(words_of(holder)) > 1 and last.lower() not in HEADS and not initials(holder)
    return [re.escape(last)] if is_person else [re.escape(form) for form in (holder, initials(holder)) if form]
