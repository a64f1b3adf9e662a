"""A checked draft as HTML that we write ourselves: each sentence, what was found, and what the source prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.words import visible
from qa.draft import CheckedDraft, CheckedSentence
from qa.models import Citation
from ui.render.citations_html import bits, escaped, number, sources, with_marks
from ui.render.draft_words import FOUND, MISSING, in_short, missing_quotations, tally
from ui.render.words import articles_searched, by_line, counted, day_of, speaker


def draft_html(checked: CheckedDraft) -> str:
    """Return the whole report: how many sentences have a source, each sentence in the draft's order, and the sources."""
    if checked.error is not None:
        return f'<p class="or-failed">{escaped(checked.error.message)} {escaped(checked.error.remedy)}</p>'
    cited = {c.number: c for c in checked.citations}
    notes = f"{articles_searched(checked.searched)} The draft was not stored and went to no model."
    sentences = "".join(_sentence(sentence, cited) for sentence in checked.sentences)
    choices = _choices(checked)
    head = f"{counted(len(checked.sentences), 'sentence').capitalize()} checked" if choices else in_short(checked)
    return (
        f'<h3 class="or-outcome" tabindex="-1">{escaped(head)}</h3><p class="or-note">{escaped(notes)}</p>'
        f'{choices}<ol class="or-draft">{sentences}</ol>{sources(checked.citations)}'
    )


def _choices(checked: CheckedDraft) -> str:
    """Return buttons that show only the sentences of one finding; our script minds them."""
    found = tally(checked)
    if len(found) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" class="or-only or-is-{name}" value="is-{name}" aria-pressed="false">'
        f'{FOUND[name].capitalize()} <span class="or-badge">{n}</span></button>'
        for name, n in found.items()
    )
    return f'<div class="or-choices" role="group" aria-label="Show only">{buttons}</div>'


def _sentence(sentence: CheckedSentence, cited: Mapping[int, Citation]) -> str:
    is_told = sentence.found in ("weak", "differs")
    reasons = "; ".join(visible(reason.message) for reason in sentence.reasons) if is_told else ""
    told = f": {escaped(reasons)}" if reasons else ""
    beside = "".join(_beside(cited[n], sentence) for n in sentence.citations)
    return (
        f'<li class="or-checked or-is-{sentence.found}"><p class="or-drafted">{escaped(sentence.text)}</p>'
        f'<p class="or-finding"><b>{FOUND[sentence.found].capitalize()}</b>{told}</p>{beside}{_quotations(sentence)}</li>'
    )


def _beside(c: Citation, sentence: CheckedSentence) -> str:
    """Return a source's own words, so that the reader compares them, with what differs in them marked."""
    printed = [r.printed for r in sentence.reasons if r.printed and r.sentence_id in (None, c.sentence_id)]
    return f'<div class="or-beside-it"><p class="or-printed">{with_marks(c.text, printed)}{number(c)}</p>{_where(c)}</div>'


def _where(c: Citation) -> str:
    return bits(by_line(c), day_of(c.published), *([speaker(c)] if c.speaker else []))


def _quotations(sentence: CheckedSentence) -> str:
    """Return what is to be said of the sentence's quotations, each of which can be looked up."""
    missing = missing_quotations(sentence)
    lines = [_missing(MISSING[status], quoted) for status, quoted in missing.items()]
    if not missing and sentence.quotations and sentence.found in ("supported", "weak"):
        lines.append('<p class="or-where or-quiet">Its quoted words are as printed.</p>')
    return "".join(lines)


def _missing(says: str, quoted: Sequence[str]) -> str:
    look_up = "".join(
        f'<button type="button" class="or-look-up" value="{escaped(words)}">Look up “{escaped(_short(words))}”</button>' for words in quoted
    )
    return f'<p class="or-misquoted">{escaped(says[0].upper() + says[1:])}. {look_up}</p>'


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
