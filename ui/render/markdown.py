"""An answer as the card that a reader copies: Markdown that reads as plain text, with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.words import visible
from qa.models import Answer, Citation, Claim
from ui.render.words import (
    NEAREST,
    also_printed,
    articles_searched,
    by_line,
    by_whose_words,
    dates,
    reason_words,
    source_name,
    speaker,
    speaks,
    who_looked,
    who_wrote,
)

_MARKUP = re.compile(r"[\\`*_<~|]|\](?=[(\[:])|!(?=\[)|&(?=[#\w]+;)|:(?=//)|(?<=www)\.")


def card(answer: Answer) -> str:
    """Return question, answer and sources; outside text is escaped so that it is never markup where the card is pasted.

    Words of an article stand without quotation marks of ours: those are the article's own.
    """
    return "\n".join(_lines(answer)).strip() + "\n"


def plain(text: str) -> str:
    r"""Return outside text as one line of Markdown that shows exactly that text; no address in it becomes a link.

    >>> plain("![x](http://tracker.example) [an] invitation")
    '\\![x\\](http\\://tracker.example) [an] invitation'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(visible(text).split()))


def _lines(answer: Answer) -> Iterator[str]:
    yield f"**{plain(answer.question)}**"
    yield ""
    if answer.status == "failed":
        yield plain(f"{answer.error.message} {answer.error.remedy}" if answer.error else "The question failed.")
        return
    if answer.status == "abstained":
        yield from _abstention(answer)
        return
    yield plain(" ".join([speaks(answer), *who_wrote(answer)]))
    yield ""
    written, printed = by_whose_words(answer)
    yield from map(claim_card, written)
    if written and printed:
        yield from ("", "Sentences as printed", "")
    yield from map(claim_card, printed)
    yield ""
    yield "Sources"
    yield ""
    for c in answer.citations:
        yield from source_card(c)


def claim_card(claim: Claim) -> str:
    """Return a claim with its numbers, and why it is not in the source where it is not."""
    numbers = "".join(f" [{n}]" for n in claim.citations)
    why = "" if claim.verdict == "supported" else f" ({claim.verdict}: {plain(reason_words(claim))})"
    return f"- {plain(claim.text)}{numbers}{why}"


def source_card(c: Citation) -> Iterator[str]:
    """Yield the lines of one source: where it is, when, whose words, and the sentence as printed."""
    superseded = ", superseded by a later version" if c.superseded else ""
    yield f"- [{c.number}] {plain(source_name(c.title, c.source_id))}, paragraph {c.paragraph}{superseded}"
    yield f"  {plain(by_line(c))} · {dates(c)} · {plain(speaker(c))}"
    yield f"  As printed: {plain(c.text)}"
    if c.also_in:
        yield f"  {plain(also_printed(c))}"
    if c.url and c.url.startswith(("https://", "http://")):
        yield f"  <{_address(c.link or c.url)}>"


def _abstention(answer: Answer) -> Iterator[str]:
    yield plain(answer.reason.message if answer.reason else "Not in these articles.")
    yield ""
    yield plain(" ".join([articles_searched(answer.searched), *who_looked(answer)]))
    if answer.evidence:
        yield ""
        yield "Nearest, not an answer:"
        yield ""
    for sentence in answer.evidence[:NEAREST]:
        yield f"- {plain(sentence.text)} ({plain(source_name(None, sentence.source_id))})"


def _address(url: str) -> str:
    """Return an address that cannot end its angle brackets early."""
    return re.sub(r"[<>\s\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), visible(url))
