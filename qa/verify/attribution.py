"""Tells what a sentence states from what it attributes to someone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.words import stems
from qa.verify import lexicon
from qa.verify.memory import remembered
from qa.verify.names import names
from qa.verify.quotations import find_quoted
from qa.verify.reading import Word, read
from qa.verify.speech import told

_CLOSED = re.compile(r"[,”\"’]\s+(?!(?:who|which|and|but|while|when|where|after|as)\b)(?:[\w.'’-]+\s+){0,8}$")
_TELLER = re.compile(r"[,”\"’]\s+(?:(?:the|a|an|he|she|they)\s+)?(?:[\w.'’-]+\s+){0,3}$", re.IGNORECASE)
_END = re.compile(r"[.,;]|\s*$")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?"
    r"(?:described|called|considered|believed|thought|reported|said|known|seen|regarded|expected|quoted|suspected)\b",
    re.IGNORECASE,
)
_DETERMINERS = lexicon.words("determiners")
_NO_VERB = (
    "ly",
    "ment",
    "ion",
    "al",
    "ers",
    "er",
    "ism",
    "ative",
)  # critical, accusers: no cues, though of one stem with them
_VERBS = lexicon.words("speech") | lexicon.words("loose_speech")
_MOST = 0.8  # share of the words in common that must stand on the reported side

_SPEECH = frozenset("".join(stems(w)) for w in lexicon.words("speech"))
_LOOSE = frozenset("".join(stems(w)) for w in lexicon.words("loose_speech"))
_VIEW_WORDS = lexicon.words("views")
_VIEWS = frozenset("".join(stems(w)) for w in _VIEW_WORDS)
_CLAUSE = re.compile(r"\s+(?:out\s+|back\s+)?(?:(?:that|it|he|she|they|we|there|his|her|their|its|the)\b|[A-Z“\"])")
_NAMED = re.compile(
    r"\b(?:according to|in the words of|in the view of|in (?:his|her|their) (?:view|words|opinion)|quoted as saying"
    r"|per (?:the|a|an|his|her|its|their)(?= (?:[\w-]+ ){0,2}(?:statement|report|document|filing|complaint|lawsuit|release|email|poll))"
    r"|allegedly|reportedly|supposedly|purportedly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """That a sentence attributes: the cue as printed, where it stands, and who is named as the speaker."""

    cue: str
    start: int
    end: int
    speaker: str | None = None


@remembered(4096)
def attributions(text: str) -> tuple[Attributed, ...]:
    """Return the cues by which a text attributes words or views to someone.

    >>> [(a.cue, a.speaker) for a in attributions("The dam is safe, said Ana Ruiz.")]
    [('said', 'Ana Ruiz')]
    """
    found = [Attributed(m.group(), m.start(), m.end(), _named_after(text, m.end())) for m in _NAMED.finditer(text)]
    quoted = find_quoted(text)
    words = read(text).words
    for i, word in enumerate(words):
        if any(q.outer_start < word.start < q.outer_end for q in quoted) or any(a.start <= word.start < a.end for a in found):
            continue
        if (word.key.endswith(_NO_VERB) and word.key not in _VERBS) or (i and _makes_noun(words[i - 1])):
            tells = loosely = False
        else:
            tells = word.stem in _SPEECH
            loosely = word.stem in _LOOSE and (
                _CLAUSE.match(text, word.end) is not None or _ends_what_is_told(text, word) or _follows_what_is_told(text, word)
            )
        if tells or loosely or (word.stem in _VIEWS and text.startswith(" that ", word.end)):
            found.append(Attributed(word.text, word.start, word.end, _speaker(text, word) if tells else None))
    return tuple(sorted(found, key=lambda a: a.start))


def gives_word(text: str, shared: frozenset[str]) -> Attributed | None:
    """Return the cue that makes what a sentence shares with a claim somebody's word: most ``shared`` stems on the side that is reported."""
    words = [w for w in read(text).words if w.is_content and w.stem in shared]
    everywhere = {w.stem for w in words}
    for cue in attributions(text):
        after = {w.stem for w in words if w.start >= cue.end}
        before = {w.stem for w in words if w.end <= cue.start} if _may_follow(text, cue) else frozenset()
        if everywhere and max(len(after), len(before)) >= _MOST * len(everywhere):
            return cue
    return None


def is_attributed(text: str) -> bool:
    """Whether a claim itself names a speaker or a cue."""
    return any(a.cue.lower() not in _VIEW_WORDS for a in attributions(text)) or _PASSIVE.search(text) is not None


def loses_a_teller(claim: str, source: str, cue: Attributed) -> bool:
    """Whether a claim keeps only who is quoted, where the sentence says by ``cue`` that somebody else tells it."""
    if "".join(stems(cue.cue)) not in _SPEECH:
        return False  # "asked whether she believed it, she said"
    mine = {"".join(stems(a.cue)) for a in attributions(claim)}
    within = {w.stem for w in read(source).words if w.start >= cue.end}
    return bool(mine) and "".join(stems(cue.cue)) not in mine and mine <= within


def _makes_noun(before: Word) -> bool:
    """Whether the word after this one is a noun: "the report", "his tweets", "Ruiz's claim"."""
    return before.key in _DETERMINERS or before.text.endswith(("'s", "’s", "s'", "s’"))


def _ends_what_is_told(text: str, word: Word) -> bool:
    """Whether a sentence ends with somebody who tells it: "…, Varga notes."""
    return _TELLER.search(text, 0, word.start) is not None and _END.match(text, word.end) is not None


def _follows_what_is_told(text: str, word: Word) -> bool:
    return any(word.text in t.cue.split() and t.spans[0][0] < word.start for t in told(text))


def _may_follow(text: str, cue: Attributed) -> bool:
    """Whether a cue may follow what it attributes: "…, the mayor of Dravik said", and neither "…, saying" nor "…, she said that"."""
    if cue.cue.lower().endswith("ing") or text.startswith(" that ", cue.end):
        return False
    return _CLOSED.search(text[: cue.start]) is not None


def _speaker(text: str, cue: Word) -> str | None:
    """Who is named as the speaker of a cue; a pronoun names nobody."""
    for statement in told(text):
        if cue.text in statement.cue and statement.names_somebody and names(statement.who):
            return statement.who
    return None


def _named_after(text: str, end: int) -> str | None:
    after = re.match(r"\s+(?:by |to |the )?((?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)", text[end:])
    return after[1] if after else None
