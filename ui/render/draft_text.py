"""A checked draft as plain text: each sentence, what was found, its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ingest.words import visible
from qa.draft import CheckedDraft, CheckedSentence, Finding
from qa.models import Citation, QuotationStatus
from ui.render.text import Line, Style, source_lines, wrapped
from ui.render.words import articles_searched, counted

_WORDS: dict[Finding, str] = {"supported": "in the source", "weak": "weak", "differs": "differs", "no_source": "no source here"}
_STYLES: dict[Finding, Style] = {"supported": "quiet", "weak": "warn", "differs": "warn", "no_source": "warn"}
_MISSING: dict[QuotationStatus, str] = {
    "elsewhere": "its quoted words stand in another article, not in the sentence found: look them up with onrecord quote",
    "not_found": "its quoted words are printed in none of these articles",
}


def draft_lines(checked: CheckedDraft, width: int = 100) -> Iterator[Line]:
    """Yield how many sentences have a source, each sentence with what was found, and the sources."""
    if checked.error is not None:
        yield from wrapped(f"{checked.error.message} {checked.error.remedy}", width, "", "warn")
        return
    tally = Counter(sentence.found for sentence in checked.sentences)
    parts = ", ".join(f"{tally[found]} {words}" for found, words in _WORDS.items() if tally[found])
    yield from wrapped(f"{counted(len(checked.sentences), 'sentence').capitalize()}: {parts or 'nothing to check'}.", width, "", "head")
    yield from wrapped(
        f"{articles_searched(checked.searched)} The draft was not stored, and nothing left this machine.", width, "", "quiet"
    )
    cited = {c.number: c for c in checked.citations}
    for sentence in checked.sentences:
        yield Line("")
        yield from _sentence_lines(sentence, cited, width)
    if checked.citations:
        yield Line("")
        yield from source_lines(checked.citations, width)


def _sentence_lines(sentence: CheckedSentence, cited: Mapping[int, Citation], width: int) -> Iterator[Line]:
    yield from wrapped(sentence.text, width, "", "plain")
    numbers = "".join(f" [{n}]" for n in sentence.citations)
    reasons = "; ".join(visible(reason.message) for reason in sentence.reasons)
    told = f": {reasons}" if reasons else ""
    yield from wrapped(f"{_WORDS[sentence.found]}{numbers}{told}", width, "  ", _STYLES[sentence.found], "    ")
    if sentence.found in ("weak", "differs"):
        for number in sentence.citations:
            yield from wrapped(f"[{number}] {cited[number].text}", width, "    ", "quiet", "        ")
    for status in dict.fromkeys(quotation.status for quotation in sentence.quotations):
        if status in _MISSING:
            yield from wrapped(_MISSING[status], width, "    ", "warn")
