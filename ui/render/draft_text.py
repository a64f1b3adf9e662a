"""A checked draft as plain text: each sentence, what was found, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.words import visible
from qa.draft import CheckedDraft, CheckedSentence, Finding
from qa.models import Citation
from ui.render.draft_words import FOUND, MISSING, in_short, missing_quotations
from ui.render.text import Line, Style, source_lines, wrapped
from ui.render.words import articles_searched

_STYLES: dict[Finding, Style] = {"supported": "quiet", "weak": "warn", "differs": "warn", "no_source": "warn"}


def draft_lines(checked: CheckedDraft, width: int = 100) -> Iterator[Line]:
    """Yield how many sentences have a source, each sentence with what was found, and the sources."""
    if checked.error is not None:
        yield from wrapped(f"{checked.error.message} {checked.error.remedy}", width, "", "warn")
        return
    yield from wrapped(in_short(checked), width, "", "head")
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
    yield from wrapped(f"{FOUND[sentence.found]}{numbers}{told}", width, "  ", _STYLES[sentence.found], "    ")
    if sentence.found in ("weak", "differs"):
        for number in sentence.citations:
            yield from wrapped(f"[{number}] {cited[number].text}", width, "    ", "quiet", "        ")
    for status in missing_quotations(sentence):
        look_up = ": look them up with onrecord quote" if status == "elsewhere" else ""
        yield from wrapped(MISSING[status] + look_up, width, "    ", "warn")
