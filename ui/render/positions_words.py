"""Positions in the words of every face: stance, days, whose words, who tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.models import SpanText
from ingest.words import content_stems, visible
from qa.models import LONGEST_PROPOSAL, Citation, HeldStatement, Label, Position, PositionReport, Searched, Stance, Voice
from ui.render.words import NUMBERS, counted, day_of, usage_words

STANCES: dict[Stance, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "on a condition",
    "mixed": "says both",
    "declined": "declined to say",
    "unclear": "no clear side in these words",
}
VOICES: dict[Voice, str] = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted", "narrated": "the outlet’s account"}


BY_ACCOUNT = ", by the outlet’s account"
NONE_OF_THEIR_OWN = "no statement of their own found"
_TOPICS = 3  # of what sentences speak of
_BESIDE = 2  # characters at most between words that stand together
_LEFT_OVER_WORDS = "think thinks thought believe believes say says said limited opposed committed related about of and or right wrong"
_LEFT_OVER = frozenset(_LEFT_OVER_WORDS.split())
"""Words that begin no proposal that can stand by itself."""
_BROKEN_OFF = re.compile(r"\s+(for|of|by|to|in|at|from|than|with|about)\s+[$€£]?\d[\d.,]*$")


def speaks_of(report: PositionReport) -> str:
    """Return what the statements of a report speak of, in the sentences' own words, or nothing.

    >>> speaks_of(PositionReport("tunnel", positions=(Position("Ann Orr", "build the tunnel", "supports"),)))
    'build the tunnel'
    """
    found = [one.text for p in report.positions for one in p.proposals] or [p.proposal for p in report.positions if p.proposal]
    named: list[tuple[set[str], str]] = []
    for text in filter(None, map(_by_itself, found)):
        words = set(content_stems(text))
        if not any(words <= known for known, _ in named):
            named = [(known, shown) for known, shown in named if not known < words] + [(words, text)]
    return "; ".join(visible(text) for _, text in named[:_TOPICS])


def _by_itself(text: str) -> str:
    """Return a proposal as a reader can take it out of its sentence, or nothing: "think NATO" tells nobody anything.

    What breaks off in the middle of a phrase ends with an ellipsis.

    >>> _by_itself("think NATO"), _by_itself("limited to skateboarding"), _by_itself("cut the fare for 25")
    ('', '', 'cut the fare …')
    """
    words = text.split()
    if words[0].lower() in _LEFT_OVER:
        return ""
    whole = _BROKEN_OFF.sub("", text)
    if len(whole.split()) < 2:
        return ""
    return f"{whole} …" if whole != text or len(words) >= LONGEST_PROPOSAL else text


def quoted_words(content: Sequence[SpanText]) -> str:
    """Return quoted words as printed, with an ellipsis where the article's own words stand between them.

    >>> quoted_words((SpanText(0, 5, '"Yes,'), SpanText(6, 10, 'no,"'), SpanText(22, 29, '"maybe"')))
    '"Yes, no," … "maybe"'
    """
    text, last = "", None
    for span in content:
        text += ("" if last is None else " " if span.start - last <= _BESIDE else " … ") + span.text
        last = span.end
    return text


def named_words(report: PositionReport) -> str:
    """Return whom the cited articles name and of whom nothing was found on the issue, as a sentence."""
    return f"Named here, no statement on this found: {', '.join(map(visible, report.named))}."


def label_words(label: Label) -> str:
    """Return the words that a stance is read in, as printed, with an ellipsis for what stands between them.

    >>> from ingest.models import SpanText
    >>> label_words(Label((SpanText(0, 5, "would"), SpanText(9, 15, "oppose")), 1))
    'would … oppose'
    """
    return " … ".join(visible(" ".join(span.text.split())) for span in label.words)


def stance_words(position: Position) -> str:
    """Return where a holder stands, as far as the cited sentences go."""
    if position.proposals:
        return "a topic, no stance"
    lean = f"{position.leans}, " if position.stance == "conditional" and position.leans else ""
    return lean + STANCES.get(position.stance, "no statement of the holder’s own") + (BY_ACCOUNT if rests_on_account(position) else "")


def rests_on_account(position: Position) -> bool:
    """Whether the words that carry a stance are only the outlet's account of what the holder did or stands for."""
    label = position.label
    return label is not None and any(s.voice == "narrated" and label.citation in s.citations for s in position.statements)


def who_read(report: PositionReport) -> list[str]:
    """Return who read the stances, where text went and what that took, as sentences; nothing where no statement was sent."""
    if report.model is None:
        return [f"Text went to {visible(report.host)}."] if report.host else []
    model, host = visible(report.model), visible(report.host or "an unknown host")
    is_used = any(p.read_by == "model" for p in report.positions)
    written = f"Written by {model} at {host}." if is_used else f"Nothing that {model} at {host} wrote is used."
    return [written, "Statements as printed.", *usage_words(report.usage)]


def read_by_rules(position: Position) -> str:
    """Return that rules read a position, and why a model's reading of it is set aside, or nothing where a model's is shown."""
    if position.read_by == "model" or not position.statements:
        return ""
    return "read by rules" + (f"; the model’s reading is set aside: {visible(position.set_aside.message)}" if position.set_aside else "")


def seen(position: Position) -> str:
    """Return from which day to which these articles have statements of the holder, or nothing where none is dated."""
    first, last = position.first_seen, position.last_seen
    return f"{first} to {last}" if first and first != last else first or ""


def is_own_words(statement: HeldStatement) -> bool:
    """Whether a statement is the holder's quoted words, told by nobody between."""
    return statement.voice == "direct" and not statement.reported_by and bool(statement.content)


def told_words(statement: HeldStatement, cited: Mapping[int, Citation]) -> str:
    """Return the holder's quoted words alone, else the sentences that tell a statement, as printed."""
    if is_own_words(statement):
        return quoted_words(statement.content)
    return " ".join(cited[n].text for n in statement.citations if n in cited)


def how_told(statement: HeldStatement) -> str:
    """Return whose words a statement gives: the holder's, quoted or reported, or somebody else's account of them."""
    if statement.reported_by:
        return f"as {visible(statement.reported_by)} tells it"
    said_by = f", said by {visible(statement.speaker)}" if statement.speaker else ""
    return VOICES[statement.voice] + said_by


def when_said(statement: HeldStatement) -> str:
    """Return when a statement was made, else when it was published, as far as the article tells."""
    as_of = statement.as_of
    return "not dated" if as_of is None else f"{'said' if as_of.basis == 'said' else 'published'} {as_of.date}"


def none_found(holder: str, searched: Searched) -> str:
    """Return that a holder has no statement in the articles searched: how many they are, and how many of them name the holder.

    >>> none_found("Ann Orr", Searched(412, naming={"Ann Orr": 7}))
    'no statement found in these 412 articles (seven name this holder)'
    >>> none_found("Ann Orr", Searched(1))
    'no statement found in this one article (it does not name this holder)'
    """
    named = searched.naming.get(holder, 0)
    if searched.articles <= 1:
        naming = f"it {'names' if named else 'does not name'} this holder" if searched.articles else "there is none to search"
    else:
        how_many = "none" if named == 0 else NUMBERS[named] if named < len(NUMBERS) else f"{named:,}"
        naming = f"{how_many} {'name' if named > 1 else 'names'} this holder"
    return f"no statement found in {these_articles(searched)} ({naming})"


def these_articles(searched: Searched) -> str:
    """Return the articles searched as a sentence about them names them.

    >>> these_articles(Searched(412)), these_articles(Searched(1)), these_articles(Searched(0))
    ('these 412 articles', 'this one article', 'these articles')
    """
    if searched.articles == 0:
        return "these articles"
    return "this one article" if searched.articles == 1 else f"these {counted(searched.articles, 'article')}"


def differences(position: Position, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return where statements differ over time, both with their sentence: "2025-10: opposes [4] differs from 2025-04-07: supports [1]"."""
    cited = {c.number: c for c in citations}

    def told(statement_id: str, stance: Stance) -> str:
        number = next(s.citations[0] for s in position.statements if s.statement_id == statement_id)
        day = position_day(cited[number])
        return f"{day}: {STANCES.get(stance, stance)} [{number}]"

    return tuple(
        f"{visible(position.holder)}: {told(c.statement_after, c.to)} differs from {told(c.statement_before, c.from_)}"
        for c in position.changes
    )


def position_day(c: Citation) -> str:
    """Return when a cited statement was said, as far as the sentence or its article tells."""
    return c.as_of.date if c.as_of else day_of(c.published)
