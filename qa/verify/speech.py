"""Reads who says what in a text by the rules that find statements, and compares the speakers of a claim with those of its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Article, Metadata, Statement
from ingest.sentences import sentences_of
from ingest.statements import statements_of
from qa.models import Source
from qa.verify.memory import remembered
from qa.verify.names import is_named_in, names
from qa.verify.reading import Word, read
from qa.verify.subjects import carried_apart

_SAME_WORDS = 0.5
"""Share of the words of two statements in common (Dice) from which they may be one statement."""
_COPIED = 0.75  # the same from which it is, so that a word for many cannot stand for the one who is named
_AS_GOOD = 0.1  # how much less another statement may share and still be the claim's
_OWN_WORDS = 3  # content words that a teller adds to what somebody else said, to be more than a teller
_PROXY = re.compile(
    r"(?:['’]s?\s+(?:[\w-]+\s+){0,3}(?:spokes(?:man|woman|person)|press secretary|lawyers?|attorneys?|aides?|advis[eo]rs?|manager)\b"
    r"|\b(?:spokes(?:man|woman|person)|press secretary|lawyers?|attorneys?|aides?|advis[eo]rs?|manager)\s+(?:for|of|to)\s)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:for|of|to)\s+", re.IGNORECASE)
_REPORTS = frozenset({"reports", "reported", "has reported", "report"})  # the outlet's own verb: its name is looked for, but nobody speaks
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "that", "one"])


@dataclass(frozen=True, slots=True)
class Told:
    """What a text gives as somebody's words or view.

    ``who`` is the speaker as printed, ``own`` the part of it that names the speaker and not whom they speak for, ``stems`` the content
    words of what is told, which stands at ``spans``; ``teller`` is who reports it in turn, ``cue`` the words that tell.
    """

    who: str
    own: str
    speaks_for: str
    stems: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    cue: str
    teller: str | None

    @property
    def names_somebody(self) -> bool:
        """Whether the speaker has a name, or an office; a pronoun has none."""
        return bool(self.who) and self.who.lower() not in _PRONOUNS


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The speaker that a claim names, and who speaks in the source at ``source`` instead, ``None`` where nobody named there does."""

    claimed: str
    printed: str | None
    source: int


@remembered(4096)
def told(text: str) -> tuple[Told, ...]:
    """Return what is told in a text, in the order of the cues.

    >>> [(t.who, t.speaks_for, t.cue) for t in told("A spokesman for Ana Ruiz said the dam is safe.")]
    [('A spokesman for Ana Ruiz', 'Ana Ruiz', 'said')]
    """
    article = Article("claim", "claim", "claim", text, Metadata(), "")
    words = read(text).words
    return tuple(_told(statement, words) for statement in statements_of(article, sentences_of(article)) if statement.holder)


def wrong_speaker(claim: str, sources: Sequence[Source]) -> Mismatch | None:
    """Return where a claim gives words to somebody else than its sources do; nothing where either leaves the speaker open."""
    statements = told(claim)
    for mine in statements:
        if not mine.names_somebody or mine.cue.lower() in _REPORTS:
            continue
        theirs = _counterparts(mine, sources, _passes_on(mine, statements))
        if theirs and not any(_may_be_one(mine, place, other, sources) for place, other in theirs):
            place, other = theirs[0]
            return Mismatch(mine.who, _speaker(sources[place], other), place)
        apart = None if theirs else _only_named_apart(mine, sources)
        if apart is not None:
            return Mismatch(mine.who, None, apart)
    return None


def _only_named_apart(mine: Told, sources: Sequence[Source]) -> int | None:
    """Return the source that has what a claim gives as somebody's words where the speaker is named in another source alone.

    A sentence that says what is told and one that merely names somebody do not make these the words of the one named.
    """
    who = _named(mine.who)
    return carried_apart(mine.who, mine.stems, sources, told_by_name) if who else None


def told_by_name(text: str) -> bool:
    """Whether a text gives words to somebody by name."""
    return any(_named(t.who) for t in told(text))


def _told(statement: Statement, words: Sequence[Word]) -> Told:
    spans = tuple((span.start, span.end) for span in statement.content)
    stems = frozenset(w.stem for w in words if w.is_content and any(a <= w.start < b for a, b in spans))
    who = statement.holder.text if statement.holder else ""
    own, speaks_for = _apart(who)
    cue = " ".join(span.text for span in statement.cue)
    return Told(who, own, speaks_for, stems, spans, cue, statement.reported_by)


def _apart(who: str) -> tuple[str, str]:
    """Part a speaker from whom they speak for: "Okonjo's spokeswoman, Ana Varga"."""
    proxy = _PROXY.search(who)
    if proxy is None:
        return who, ""
    if proxy.group()[0] in "'’":
        return who[proxy.end() :].strip(" ,"), who[: proxy.start()].strip()
    principal = re.split(r",|\s(?:who|which)\b", who[proxy.end() :])[0].strip()
    return (who[: proxy.start()] + who[proxy.end() + len(principal) :]).strip(" ,"), principal


def _passes_on(statement: Told, beside: Sequence[Told]) -> bool:
    """Whether somebody only tells what somebody else said: "CNN reports that Varga said"."""
    inner = [t for t in beside if t.teller and t is not statement and _is_within(t, statement)]
    return bool(inner) and len(statement.stems - {stem for t in inner for stem in t.stems}) < _OWN_WORDS


def _is_within(inner: Told, outer: Told) -> bool:
    return all(any(a <= start and end <= b for a, b in outer.spans) for start, end in inner.spans)


def _counterparts(mine: Told, sources: Sequence[Source], passes_on: bool) -> list[tuple[int, Told]]:
    """Return the statements of the sources that are most like one of the claim, the best first; who passes on is like another who does."""
    found = [
        (_dice(mine.stems, other.stems), -place, other)
        for place, source in enumerate(sources)
        for other in told(source.text)
        if not passes_on or _passes_on(other, told(source.text))
    ]
    found.sort(key=lambda row: row[:2], reverse=True)
    return [(-place, other) for likeness, place, other in found if likeness >= max(_SAME_WORDS, found[0][0] - _AS_GOOD)]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _may_be_one(mine: Told, place: int, other: Told, sources: Sequence[Source]) -> bool:
    """Whether the speaker of a claim can be the speaker of a source's statement."""
    source = sources[place]
    if source.outlet and is_named_in(mine.who, source.outlet):
        return True
    if mine.speaks_for or other.speaks_for:
        return _may_speak_for(mine, other)
    same = _share(mine.who, _speaker(source, other))
    if same is not None or _is_one_crowd(mine.who, other.who):
        return same is not False
    elsewhere = [t for s in sources for t in told(s.text) if t is not other]
    is_copy = _dice(mine.stems, other.stems) >= _COPIED
    return not (other.names_somebody and any(_share(mine.who, t.who) or (is_copy and _is_one_crowd(mine.who, t.who)) for t in elsewhere))


def _is_one_crowd(one: str, other: str) -> bool:
    """Whether two speakers without a name are one: "Residents", "the residents"."""
    mine, theirs = ([w.stem for w in read(who).words if w.is_content] for who in (one, other))
    return bool(mine) and mine == theirs and not _named(one)


def _may_speak_for(mine: Told, other: Told) -> bool:
    """The same where one of the two speaks for somebody: a spokesman's words are no person's own, though they are an office's."""
    own = _share(mine.own, other.own)
    if mine.speaks_for and other.speaks_for:
        return own is not False and _share(mine.speaks_for, other.speaks_for) is not False
    if mine.speaks_for:
        return own is True or not _share(mine.speaks_for, other.own)
    return own is True or not _named(mine.who) or (_is_office(other.speaks_for) and _share(mine.who, other.speaks_for) is True)


def _is_office(who: str) -> bool:
    return who.lower().startswith("the ") or who.isupper()


def _speaker(source: Source, statement: Told) -> str:
    """The speaker as printed, or by the name that the article gives them where only one speaks."""
    if _named(statement.who) or not source.speaker or len(told(source.text)) > 1:
        return statement.who
    return source.speaker


def _share(one: str, other: str) -> bool | None:
    """Whether two speakers share a name; nothing where one of them has none, or one is named and the other described by a name."""
    mine, theirs = _named(one), _named(other)
    if not mine or not theirs:
        return None
    if is_named_in(mine, theirs) or is_named_in(theirs, mine):
        return True
    return False if _is_described(one) == _is_described(other) else None


def _named(who: str) -> str:
    """The names of a speaker that are the speaker's own: no "Officials", and not "Ruiz's boss"."""
    found = [n for n in names(f"{who} said") if n.is_sure and not who[n.end :].startswith(("'", "’")) and not n.text.endswith(("'s", "’s"))]
    return ", ".join(n.text for n in found)


def _is_described(who: str) -> bool:
    """Whether a speaker is no name but described by one: "an Iranian official", "the Ruiz campaign"."""
    return who.split(",")[0].split(" who ")[0].split()[-1][:1].islower() if who.split(",")[0].strip() else False
