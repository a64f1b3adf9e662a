"""Tell what a predicate says of its subject: that it takes a side, holds a view, means to do something, or has moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.statements.verbs import CUES, FORMS, LIGHT, NOUNS, STATES
from ingest.statements.vocabulary import CLASS
from qa.positions.asked.asking import BASES, MOVES, NO_CHOICES, PLACES, SIDES, STANCES, VIEW_NOUNS

Words = Sequence[str]
"""A question's words in lower case, its phrases numbered ("<0>")."""

BE = frozenset(("is", "are", "was", "were", "'s", "be", "been", "being"))
HAVE = frozenset(("has", "have", "had"))
MEANS_TO = frozenset(("would", "will", "shall", "'ll", "'d"))
AUXILIARIES = BE | HAVE | MEANS_TO | frozenset(("does", "do", "did", "could", "can", "should", "might", "may"))
_ADVERBS_WORDS = """
himself herself itself themselves each both all ever really still always now once also not n't never either yet actually then again just
currently presently personally publicly already even indeed so far been at any point formerly long consistently today ultimately
"""
_ADVERBS = frozenset(_ADVERBS_WORDS.split())
_OVER_TIME = frozenset(("still", "always", "ever"))
_GOES_ON_WORDS = "keep continue stop quit cease persist start begin"
_GOES_ON = frozenset(_GOES_ON_WORDS.split())
_SAYS_LITTLE_WORDS = """
call see show find name list present count play hit fire know learn remember forget publish post quote cite document email text address
debate discuss go direct order charge correct read target cast offer invite rank rate pitch ask query notify inform relate narrate thank
point refer review preview pan rip knock hammer trash pen choose recall reference attribute relitigate retweet tweet detail chronicle
report label brand compare understand lay promote whisper chant yell shout meet seek plan honor value seek identify determine
conclude blog volunteer attack reveal unveil figure calculate certify congratulate challenge prove bark salute cheer focus
"""
_SAYS_LITTLE = frozenset(_SAYS_LITTLE_WORDS.split())
"""Cue verbs that tell as often what somebody did, so that in the past tense they ask for a fact."""
_NO_STATES_WORDS = """
able likely unlikely due eligible responsible guilty born married related known based located accused elected named appointed chosen
involved similar close next first last available famous true part endorsed called made used said seen supposed allowed required
expected forced paid convicted charged sentenced native descended member associated equal
"""
_NO_STATES = frozenset(_NO_STATES_WORDS.split())
"""Adjectives and participles that tell a fact of their subject and not its mind."""
_BACKER_WORDS = "supporter opponent critic advocate fan backer champion defender believer foe enemy friend skeptic sceptic"
_BACKER = frozenset(_BACKER_WORDS.split())
_LINKS_WORDS = "to that about with of over on at by how in for against towards toward behind whether if into"
_LINKS = frozenset(_LINKS_WORDS.split())
_CLEARS = frozenset(("that", "whether", "if", "to", "how", "for", "of", "on", "about", "over", "what", "why", ","))
_PLAINLY_WITH = ("for", "against", "behind", "with", "pro", "anti")
_MIND_WORDS = "mind view views tune position stance line stand word course opinion"
_MIND = frozenset(_MIND_WORDS.split())
_HIS = frozenset(("his", "her", "its", "their"))
_SUBJECTS = frozenset(("he", "she", "they", "it"))
_NOTHING_WORDS = """
what who whom which where it he she they you i we this that there him her them us anyone anybody himself herself themselves itself ever
"""
_NOTHING = frozenset(_NOTHING_WORDS.split())
_INTENDS_WORDS = "want propose plan intend hope mean promise pledge vow threaten aim offer like wish"
_INTENDS = frozenset(_INTENDS_WORDS.split())
_CARRIES = LIGHT | frozenset(("throw", "lend", "adopt", "change", "pledge", "get", "find"))
"""Verbs that carry a noun of saying or siding: "lend support to"."""
_SIDED = VIEW_NOUNS | frozenset(NOUNS) | frozenset(("side", "sides", "line", "mind", "weight", "quarrel", "problem", "trouble"))
_OPEN_ASKS = frozenset(("what", "when", "where", "which"))
"""What asks for the very content of a verb, so that the issue has to stand behind a preposition."""
_RECIPIENTS = frozenset(("him", "her", "them", "us", "me", "it"))
_NO_STATE = re.compile(r"(?:tion|ment|ist|er|or)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a predicate tells: that the subject takes a position, or whether it has moved, on the ``issue``, words from a place on.

    ``is_sure`` where the words are those of a position whoever the subject is; ``may_be_fact`` where they may ask for a plain fact.
    """

    kind: Literal["position", "change"]
    issue: int
    is_sure: bool = True
    may_be_fact: bool = False


def base_of(word: str) -> str:
    """Return the base of a word that is a verb's form, else the word."""
    return BASES.get(word) or FORMS.get(word, (word, ""))[0]


def told_by(words: Words, at: int, auxiliary: str, asks: str = "") -> Told | None:
    """Return what the predicate tells that starts at a place behind an auxiliary; ``asks`` is the word of a question that is open.

    >>> words = "<0> publicly come out against the tunnel".split()
    >>> told = told_by(words, 1, "did")
    >>> told.kind, words[told.issue:]
    ('position', ['the', 'tunnel'])
    """
    at, over_time = _past_adverbs(words, at)
    if at >= len(words) or asks == "when":
        return None
    told: Told | None
    if asks in ("where", "what") and (n := _starts(words, at, PLACES)):
        told = _at(words, at + n)
    elif auxiliary in BE or words[at] == "be":
        told = _being(words, at + (words[at] == "be"), auxiliary, asks)
    else:
        told = _doing(words, at, auxiliary, asks)
    if told is None or not _is_issue(words[told.issue :]):
        return None
    return replace(told, kind="change") if over_time else told


def _word(words: Words, at: int) -> str:
    return words[at] if at < len(words) else ""


def _at(words: Words, at: int, *, is_sure: bool = True, may_be_fact: bool = False) -> Told:
    """Return that a position is told on what starts at a place."""
    return Told("position", _behind(words, at), is_sure, may_be_fact)


def _past_adverbs(words: Words, at: int) -> tuple[int, bool]:
    over_time = False
    while at < len(words):
        if words[at : at + 2] == ["no", "longer"]:
            over_time, at = True, at + 2
            continue
        if words[at] not in _ADVERBS and not (words[at].endswith("ly") and len(words[at]) > 4 and words[at] not in FORMS):
            break
        over_time = over_time or words[at] in _OVER_TIME
        at += 1
    return at, over_time


def _is_issue(words: Words) -> bool:
    return any(word.startswith("<") or (word not in _NOTHING and word[-1].isalnum()) for word in words)


def _starts(words: Words, at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Return the length of the longest of some phrases that the words have at a place, verbs in any form; 0 if none."""
    for phrase in phrases:  # the longest first
        here = words[at : at + len(phrase)]
        if len(here) == len(phrase) and all(part in (word, base_of(word)) for part, word in zip(phrase, here, strict=True)):
            return len(phrase)
    return 0


def _behind(words: Words, at: int) -> int:
    """Return where an issue starts: behind "that", "whether", "to the idea of", and behind a pronoun that is the holder again."""
    while at < len(words) - 1 and words[at] in _CLEARS:
        at += 1
    if _word(words, at).partition("'")[0] in _SUBJECTS and words[at - 1] in ("that", "whether", "if", "say", "said"):
        at += 1
        at += at < len(words) - 1 and words[at] in MEANS_TO
    return at


def _doing(words: Words, at: int, auxiliary: str, asks: str) -> Told | None:
    """Return what a predicate tells that is a verb."""
    base, following = base_of(_word(words, at)), _word(words, at + 1)
    if not following:
        return None
    if auxiliary not in MEANS_TO and (n := _starts(words, at, MOVES)):
        at += n
        has_mind = _word(words, at) in _HIS and _word(words, at + 1) in _MIND
        return Told("change", _behind(words, at + 2 * has_mind))
    if (n := _starts(words, at, SIDES)) and (asks not in _OPEN_ASKS or CLASS.get(words[at + n - 1]) in ("P", "T")):
        is_election = auxiliary == "did" and base == "vote" and len(words) == at + n + 1  # "Did Corle vote for Arrow?"
        return None if is_election or CLASS.get(_word(words, at + n)) == "P" else _at(words, at + n)
    if asks in _OPEN_ASKS and words[at + 1 : at + 3] == ["to", "do"]:
        return _at(words, at + 4) if base in _INTENDS and CLASS.get(_word(words, at + 3)) == "P" else None
    if base in _GOES_ON and auxiliary not in MEANS_TO and (following.endswith("ing") or following in ("to", "on")):
        told = _doing(words, at + 1 + (following in ("to", "on")), "does", asks)
        return replace(told, kind="change") if told else None
    if place := _noun_told(words, at, base):
        return _at(words, place)
    if told := _speaking(words, at, base, auxiliary, asks):
        return told
    if asks:
        return None
    if auxiliary in MEANS_TO and (base not in NO_CHOICES or (base == "have" and following.startswith("<"))):
        return Told("position", at, is_sure=False)
    return Told("position", at, is_sure=False, may_be_fact=True) if auxiliary in ("does", "do") and base in CUES else None


def _speaking(words: Words, at: int, base: str, auxiliary: str, asks: str) -> Told | None:
    """Return what a verb of saying or thinking tells; in the past tense it may tell a fact."""
    if base not in CUES or base in _SAYS_LITTLE or (asks in _OPEN_ASKS and CLASS.get(words[at + 1]) != "P"):
        return None
    place = _content(words, at, base, asks)
    if place is None or (asks in _OPEN_ASKS and CLASS.get(_word(words, place)) == "P"):
        return None
    return Told("position", place, may_be_fact=auxiliary == "did" or auxiliary in HAVE)


def _content(words: Words, at: int, base: str, asks: str) -> int | None:
    """Return where the content of a verb of saying or thinking starts; ``None`` where none follows."""
    cue = CUES[base]
    at, _ = _past_adverbs(words, at + 1)
    first = _word(words, at)
    if not first or (asks in ("who", "whom") and "t" in cue.frames):
        return None  # "Whom did Arrow tell about the ferry?"
    if "t" in cue.frames or base in ("say", "write", "tell"):
        onward = at + (first == "to")
        reach = (i for i in range(onward + 1, min(len(words), onward + 4)) if words[i] in ("about", "on", "that", "of", "whether"))
        told = next(reach, None)
        if told and (first == "to" or first in _RECIPIENTS or first.startswith("<") or CLASS.get(first) in ("D", "$")):
            return told + 1
    takes_to = bool({"i", "t"} & set(cue.frames)) or "to" in cue.prepositions or base in ("want", "like", "agree")
    if first == "to" and not takes_to:
        return None
    if first in cue.prepositions:
        return _behind(words, min(at + 1, len(words) - 1))
    if CLASS.get(first) == "P" and first not in ("about", "for", "with"):
        return None
    return _behind(words, at) if first in _LINKS or set(cue.frames) & set("cos") else None


def _noun_told(words: Words, at: int, base: str) -> int | None:
    """Return where an issue starts behind a noun of saying or siding that a light verb carries: "take a position on"."""
    if base not in _CARRIES:
        return None
    for i in range(at + 1, min(len(words) - 1, at + 7)):
        word, link = words[i], words[i + 1]
        if word in _SIDED and (link in _LINKS or link in NOUNS.get(word, ())):
            return i + 2
        if CLASS.get(word) in ("P", "W", "C", "U", "M", "A") and word not in ("up", "out"):
            return None
    return None


def _being(words: Words, at: int, auxiliary: str, asks: str) -> Told | None:
    """Return what a predicate tells that stands behind a form of "be"."""
    word, following = _word(words, at), _word(words, at + 1)
    if not following or (asks in _OPEN_ASKS and (asks != "where" or auxiliary not in BE)):
        return None
    if word in ("going", "about") and following == "to":
        return _doing(words, at + 2, "will", asks)
    if word in _PLAINLY_WITH and asks != "where":
        is_either = words[at + 1 : at + 3] in (["or", "against"], ["and", "against"], ["or", "for"])
        return _at(words, at + 1 + 2 * is_either, is_sure=word not in ("with", "behind"))
    if n := _starts(words, at, STANCES):
        return _at(words, at + n)
    if asks == "where":
        return _at(words, at + 1) if word in ("on", "about", "regarding", "over") else None
    if word == "on" and following.startswith("<") and words[at + 2 : at + 4] == ["'s", "side"]:
        return Told("position", at + 1)
    if word in ("a", "an", "no"):
        return _belonging(words, at)
    if word.endswith("ing"):
        is_verb = base_of(word) != word and not asks
        return _doing(words, at, "does", asks) or (Told("position", at, is_sure=False, may_be_fact=True) if is_verb else None)
    return _minding(words, at)


def _belonging(words: Words, at: int) -> Told | None:
    """Return what "a supporter of the tunnel" tells."""
    reach = next((i for i in range(at + 1, min(at + 5, len(words) - 2)) if words[i] in _BACKER), None)
    return Told("position", reach + 2) if reach and words[reach + 1] in ("of", "in") else None


def _minding(words: Words, at: int) -> Told | None:
    """Return what an adjective tells that a preposition follows: "uneasy about the tunnel"; less surely where it may be a fact's."""
    word, link = words[at], _word(words, at + 1)
    form = FORMS.get(word)
    if word in STATES and link in STATES[word] | _LINKS:
        return _at(words, at + 2)
    if word in _NO_STATES or CLASS.get(word, "J") not in ("J", "Y") or link not in _LINKS or _NO_STATE.search(word):
        return None
    if form is not None and (form[1] in "BV" or link == "by"):
        return None
    return _at(words, at + 2, is_sure=form is None and link in ("to", "with", "about", "that", "of"))
