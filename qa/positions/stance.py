"""Read a stance in a sentence's own words: what speaks for and against, what it depends on. Never further than the words go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ingest.words import content_stems, stems
from qa.positions.sides import AGAINST, BAD, DO, FOR, GOOD, NO_VIEWS, NOT, PHRASES, SMALL, UNDO, WANTS

Polarity = Literal[-1, 0, 1]

DECLINED = re.compile(
    r"\b(?:declin(?:ed|es|ing) to (?:say|comment|take|give|answer|discuss)|would not (?:say|comment)|wouldn['’]t (?:say|comment)"
    r"|refus(?:ed|es) to (?:say|comment|answer)"
    r"|stop(?:ped|s) short of (?:committing|saying|promising|endorsing|taking|backing|calling)"
    r"|(?:has|have|had) no (?:view|opinion|position)|not (?:yet )?(?:decided|taken a (?:position|stance)))\b",
    re.IGNORECASE,
)
_HELD_BACK = re.compile(r"\bstop(?:ped|s) short of (?:committing|saying|promising|endorsing|taking|backing)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:(?:but )?only (?:if|when|where|after|once|in|with|to|on condition)\b|unless\b|as long as\b|so long as\b|provided\b"
    r"|on (?:the )?condition\b|if (?!he\b|she\b)\w+|would first\b|sparingly\b|when they should\b"
    r"|in exchange for\b|in return for\b)[^.;:”\"–—]*",
    re.IGNORECASE,
)
_CONDITION_BEHIND = re.compile(
    r"^[\s,–—-]*(?P<only>only if [^.;:”\"–—]*)"
    r"|\bbut (?:emphasi[sz]ed|insisted|stressed|added|demanded) that (?P<condition>it (?:should|must|had to|would have to)\b[^.;:”\"]*)",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(r"[\s,–—-]*(?:but |though )?not (?:for|in|on|to|with)\b(?P<what>[^.;:”\"–—]*)", re.IGNORECASE)
_BESIDES = re.compile(r"\s(?:over|after|because of|since|amid|following|despite|during|in response to|in retaliation for|for the)\s")
_NO_CONDITION = re.compile(
    r"\b(?:elected|president|wins?|won|in office|nominee|nominated|asked|necessary|anything|possible|not)\b", re.IGNORECASE
)
CONDITION_OPENS = (
    re.compile(r"\bbut (?:emphasi[sz]ed|insisted|stressed|added|demanded) that $", re.IGNORECASE),
    re.compile(
        r"(?:but )?only (?:if|when|where|after|once|in|with|to|on condition)|unless|(?:as|so) long as|provided(?: that)?"
        r"|on (?:the )?condition(?: that)?|if|would first|sparingly|when they should|in (?:exchange|return) for"
        r"|it (?:should|must|had to|would have to)",
        re.IGNORECASE,
    ),
)
"""What stands before a condition, and its first words."""
_PURPOSE = re.compile(r", (?:in order )?to [a-z]+ [^,]*$")
_THREAT = re.compile(r"\b(?:court|sue|strike|fight|resign|quit|leave|protest)\b", re.IGNORECASE)
_NEVER_SAID = re.compile(r"\b(?:never|not|n['’]t) (?:said|say|talked|commented|spoken|addressed)\b", re.IGNORECASE)
_NOT_AGAINST = re.compile(
    r"(?:\b(?:not|never|neither|nor)|n['’]t) (?:\w+ly |been |be |being |going to )*"
    r"(?:oppos(?:ed?|ing)|against|object(?:ed|ing)?|averse|hostile)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$€£]\d[\d.,]*\d|[$€£]\d|\d[\d.]* ?(?:percent|per cent|%)")
TOKEN = re.compile(r"[\w$][\w'’-]*|[;:,()–—\"“”]")
_BREAK = frozenset(";:–—()")
_OPENERS = frozenset(("but", "while", "although", "though", "whereas", "because", "which", "who", "since", "however", "yet", "when", "as"))
_SUBJECTS = frozenset(("i", "he", "she", "we", "they", "you"))
_POINTS = frozenset(("it", "this", "that", "them", "they", "those", "these", "such"))
_PROPOSALS = frozenset(
    stems("bill deal measure plan proposal idea law legislation policy agreement pact treaty move decision act program package amendment")
)
_PEOPLE = frozenset(
    f"{word}{ending}"
    for word in ("champion", "supporter", "critic", "opponent", "advocate", "proponent", "backer", "foe")
    for ending in ("", "s")
)
_PLURAL_VIEWS = frozenset(("want", "oppose", "back", "favor", "favour", "reject"))
_WITHIN_VERB = frozenset(("has", "have", "had", "also", "still", "now", "already", "long"))
_OWNERS = frozenset(("his", "her", "their", "my", "our"))
_STANCES = frozenset(stems("urge support opposition plan proposal pledge promise vow push demand criticism commitment endorsement"))
_POINTING = frozenset(("the", "this", "that", "his", "her", "their", "its", "such", "a", "any"))
_IS = frozenset(["is", "are", "was", "were", "be", "been", "being", "seems", "looks", "would", "could", "will", "has", "did", "does", "do"])
_GOVERN = frozenset(["of", "by", "for", "to", "against", "on", "about", "in", "with", "is", "are", "was", "were", "be", "the", "a"])
_DUE = frozenset(["should", "must", "ought"])
_WILL = frozenset(["would", "will", "should", "must", "can", "could", "does", "do", "did", "may"])
_OTHERS = frozenset(("they", "you", "it", "which", "that", "who"))
_REFUSED = frozenset(("wouldn't", "won't", "shouldn't", "mustn't", "cannot"))
_JUDGED = 9  # words behind the issue in which it is judged: "is, in her view, a mistake"
_ELSEWHERE = 0.4  # of the weight of words that take sides where the issue is neither named nor pointed to
_BESIDE = 0.3  # the same where only what the issue is about beside itself is named: the hacking of "sanctions over the hacking"
_SAYS_SOMETHING = 0.4  # weight below which words take no side
_REFUSED_WEIGHT = 1.0  # of "would not go above it", which has no other word that takes a side
_AGREED = 0.9  # weight of agreeing: with whom, the words may not tell
_AGREES = frozenset(stems("agree disagree agreement disagreement"))
_NEAR = 25  # words before the issue in which words that take sides bear on it
_FIRST = 14  # words of a statement that take sides where it names no issue


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stance is towards: its words, and whether it is to do something to them or (-1) to undo, ban or end it.

    ``core`` are the stems that name it, less what it is a reply to; ``own`` are tokens of it that would take a side elsewhere: the
    "radical" of "saying radical Islam".
    """

    objects: frozenset[str]
    direction: Polarity
    core: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StanceRead:
    """What one sentence shows: whether for (1) or against (-1), how plainly (0 to 2), on what condition, or that it declines to say.

    ``carried_by`` are the places, in ``tokens_of(cue and content)``, of the words that the polarity comes from.
    """

    polarity: Polarity
    weight: float
    condition: str | None = None
    declined: bool = False
    carried_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that counts: its sign, how plainly it takes a side, and whether it is a deed, a judgement, or only a negation."""

    sign: int
    weight: float
    is_done: bool = False
    is_judgement: bool = False
    is_not: bool = False
    at: int = 0


@lru_cache(64)
def read_issue(text: str) -> Issue:
    """Return what an issue is about and in which direction it goes.

    >>> read_issue("banning ferries").direction, read_issue("the tunnel").direction
    (-1, 1)
    """
    tokens = tokens_of(text)
    undone = sum(word is not None and word.is_done and word.sign < 0 for word in map(_word, tokens)) % 2
    objects = _objects(tokens) or frozenset(content_stems(text))
    core = _objects(tokens_of(_BESIDES.split(text, maxsplit=1)[0]))
    own = frozenset(t for t in tokens if (word := _word(t)) is not None and word.is_judgement)
    return Issue(objects, -1 if undone else 1, core or objects, own)


def _objects(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(s for t in tokens if (word := _word(t)) is None or word.is_judgement for s in content_stems(t))


def is_topic(issue: str) -> bool:
    """Whether an issue is one bare word for a field, towards which nobody can be for or against: a proposal says what is to be done.

    >>> [is_topic(issue) for issue in ("immigration", "the ferries", "the tunnel", "fracking", "Guantanamo", "harbour tunnel")]
    [True, True, False, False, False, False]
    """
    words = re.findall(r"[\w'’$%-]+", issue)
    bare = [w for w in words if content_stems(w)]
    if len(bare) != 1 or not bare[0].isalpha() or not bare[0].islower() or bare[0].endswith("ing"):
        return False
    is_definite = words[-1] == bare[0] and len(words) > 1
    return not is_definite or (bare[0].endswith("s") and not bare[0].endswith("ss"))


def read_stance(cue: str, content: str, issue: str, behind: str = "", holder: str = "") -> StanceRead:
    """Return the stance that a cue and what it introduces show towards an issue.

    Args:
        cue: the words that introduce the statement.
        content: what was said.
        issue: what the stance is towards, in a few words; "ban the ferries" turns what is said of the ferries round.
        behind: what follows the content in its sentence, where a condition may stand.
        holder: who says so, by name: what others want or support within the content is not this one's view.

    >>> read_stance("supports", "the tunnel", "tunnel").polarity, read_stance("would not support", "the tunnel", "tunnel").polarity
    (1, -1)
    >>> read_stance("said", "he was not opposed to the tunnel", "tunnel").polarity
    0
    >>> read_stance("backs", "a ban on ferries", "ferries").polarity, read_stance("backs", "a ban on ferries", "ban on ferries").polarity
    (-1, 1)
    """
    if DECLINED.search(f"{cue} {content}") or _HELD_BACK.search(behind):
        return StanceRead(0, 0.0, declined=True)
    about = read_issue(issue)
    tokens = tokens_of(f"{cue} {content}")
    sign, weight, places = _towards(tokens, about)
    names = frozenset(holder.lower().split())
    if any(at >= len(tokens_of(cue)) and _is_anothers(tokens, at, names) for at in places):
        sign, weight = 0, 0.0
    if sign > 0 and _NOT_AGAINST.search(f"{cue} {content}"):
        sign, weight = 0, 0.0  # who is not opposed has not said that they are for it
    if _NEVER_SAID.search(cue) or (sign > 0 and _is_of_another_amount(issue, content)):
        return StanceRead(0, 0.0)
    if weight < _SAYS_SOMETHING:
        sign = 0
    found = next((m for m in _CONDITION.finditer(content) if not _NO_CONDITION.search(m[0][:30])), None)
    if found and found[0].lower().startswith("if ") and (sign <= 0 or _THREAT.search(content)):
        found = None  # "would sue if …": what somebody fears is no condition of a stance
    later = None if found else _CONDITION_BEHIND.search(behind)
    if sign > 0 and (left_out := _BUT_NOT.match(behind)) and set(content_stems(left_out["what"])) & about.objects - set(stems(content)):
        sign, found = -1, None
    condition = found[0] if found else (later["condition"] or later["only"]) if later else None
    return StanceRead(sign, weight if sign else 0.0, _bare(condition) if condition else None, carried_by=places if sign else ())


def _bare(condition: str) -> str:
    """Return a condition without the purpose that follows it: "it should cover the whole shore, to keep the ferry"."""
    return _PURPOSE.sub("", condition).strip(" ,")


def _is_of_another_amount(issue: str, content: str) -> bool:
    """Whether a statement names amounts and none of them is the issue's."""
    asked, said = set(_AMOUNT.findall(issue)), set(_AMOUNT.findall(content))
    return bool(asked and said) and not asked & said


def _towards(tokens: Sequence[str], issue: Issue) -> tuple[Polarity, float, tuple[int, ...]]:
    """Return the sign that the words around the issue have together, how plainly they take a side, and their places."""
    place, is_named = _place(tokens, issue)
    words = _said_of(tokens, place, issue.own) if place is not None else []
    if not words:
        words = _chain(tokens, issue.own, min(len(tokens), _FIRST) if place is None else place)
    if not any(word.sign > 0 or not word.is_not for word in words) and not _is_refused(tokens, words):
        words = _said_of(tokens, place, issue.own, far=True) if place is not None else []
    if not words:
        return 0, 0.0, ()
    sign = 1
    for word in words:
        sign *= word.sign
    if place is not None and words[-1].at > place and (deed := _deed(tokens, place)) is not None:
        sign *= deed.sign
    if issue.direction < 0 and is_named and place is not None and _is_undone_behind(tokens, place):
        sign = -sign
    if issue.direction < 0 and (is_named or any(word.is_done and word.sign < 0 for word in words)):
        sign = -sign
    weight = _REFUSED_WEIGHT if _is_refused(tokens, words) else max(word.weight for word in words)
    if place is None:
        weight *= _ELSEWHERE
    elif is_named and not any(issue.core & set(stems(token)) for token in tokens):
        weight *= _BESIDE
    return (1 if sign > 0 else -1), weight, tuple(sorted(word.at for word in words))


def _is_anothers(tokens: Sequence[str], at: int, names: frozenset[str]) -> bool:
    """Whether a view within what was said has a subject of its own: "the minister wants …", "voters who oppose …", "a bill backed by …"."""
    token = tokens[at]
    word = _word(token)
    if word is None or word.is_not or word.is_judgement or word.is_done or token in NO_VIEWS:
        return False
    before = at - 1
    while before >= 0 and (tokens[before] in _WITHIN_VERB or tokens[before].endswith("ly") or NOT.match(tokens[before])):
        before -= 1
    subject = tokens[before] if before >= 0 else ""
    if subject in _OTHERS - {"it"}:
        return True
    if not subject.isalpha() or subject in SMALL or subject in names or _word(subject) is not None:
        return False
    return (token.endswith(("s", "ed")) and not token.endswith("ss")) or (token in _PLURAL_VIEWS and subject.endswith("s"))


def _deed(tokens: Sequence[str], place: int) -> _Word | None:
    """Return what is done to the issue where that deed is judged: "closing the tunnel would be wrong"."""
    for i in range(place - 1, max(-1, place - 4), -1):
        word = _word(tokens[i])
        if word is not None and word.is_done and tokens[i].endswith("ing") and (i == 0 or tokens[i - 1] not in _GOVERN):
            return word
    return None


def _is_undone_behind(tokens: Sequence[str], place: int) -> bool:
    """Whether what undoes the issue stands behind its first word: "mass deportation" of "the mass deportation of migrants"."""
    words = [_word(token) for token in tokens[place + 1 : place + 3]]
    return any(word is not None and word.is_done and word.sign < 0 for word in words)


def _place(tokens: Sequence[str], issue: Issue) -> tuple[int | None, bool]:
    """Return where the issue stands, behind the first word that takes a side if it can, and whether in its own words."""
    first = next((i for i, t in enumerate(tokens) if t not in issue.own and (word := _word(t)) is not None and not word.is_not), -1)
    named = [i for i, t in enumerate(tokens) if set(stems(t)) & issue.objects]
    proposals = [i for i, t in enumerate(tokens) if i and tokens[i - 1] in _POINTING and set(stems(t)) & _PROPOSALS]
    pointed = [i for i, t in enumerate(tokens) if t in _POINTS]
    for places in (named, proposals, pointed):
        if places is pointed:  # "I cannot support it": the one right behind a word that takes a side
            places = [i for i in places if i and any(_word(t) is not None for t in tokens[max(0, i - 2) : i])] or places
        if places:
            return next((i for i in places if i > first), places[0]), places is named
    return None, False


def _said_of(tokens: Sequence[str], place: int, own: frozenset[str], far: bool = False) -> list[_Word]:
    """Return the words that judge the issue behind its place: "the tunnel is a mistake", and ``far``, anywhere in the clause.

    What should be done to it or by it counts as well: "the tunnel should be closed".
    """
    words: list[_Word] = []
    is_judged, is_due = far, False
    for at, token in enumerate(tokens[place + 1 : place + (_NEAR if far else _JUDGED)], place + 1):
        if token in _BREAK or token in _OPENERS or (token == "," and words):
            break
        is_judged = is_judged or token in _IS
        is_due = is_due or token in _DUE
        word = None if token in own else _word(token)
        if word is not None and is_due and (word.is_done or word.is_not):
            words.append(replace(word, at=at))
            if word.is_done:
                return words
            continue
        if word is not None and is_judged and (word.is_not or word.is_judgement):
            words.append(replace(word, at=at))
            if word.is_judgement:
                return words
    return []


def _chain(tokens: Sequence[str], own: frozenset[str], end: int) -> list[_Word]:
    """Return the words that count before a place, in its clause, or where that has none, in the clause before it."""
    words: list[_Word] = []
    for i in range(end - 1, max(0, end - _NEAR) - 1, -1):
        if (tokens[i] in _BREAK or tokens[i] in _OPENERS or tokens[i] in _SUBJECTS or tokens[i] == "by" or _joins(tokens, i)) and any(
            not w.is_not for w in words
        ):
            break
        word = None if tokens[i] in own or _is_somebody(tokens, i) else _word(tokens[i])
        if word is not None and not (i and word.weight > 1 and set(stems(tokens[i - 1])) & _PROPOSALS):  # "the bill favors the rich"
            words.append(replace(word, at=i))
            if i and tokens[i - 1] in _OWNERS and set(stems(tokens[i])) & _STANCES:
                break  # "worried that her call for the tunnel would fail"
    first = next((w for w in reversed(words) if not w.is_not), None)
    return [
        w for w in words if w is first or not w.is_judgement or tokens[w.at] == "bad"
    ]  # "scrap the disastrous tunnel": the judgement is told by the way


def _is_somebody(tokens: Sequence[str], i: int) -> bool:
    """Whether a word means other people who take a side: "named the champion of the tunnel", not "is a champion of the tunnel"."""
    return tokens[i] in _PEOPLE and not _IS & set(tokens[max(0, i - 6) : i])


def _is_refused(tokens: Sequence[str], words: Sequence[_Word]) -> bool:
    """Whether a single negation stands behind a verb of will: "would not go above it", or behind "but": "but not for the ferry"."""
    return len(words) == 1 and any(
        ((b in _WILL and NOT.match(c)) or c in _REFUSED) and a not in _OTHERS
        for a, b, c in zip(("", "", *tokens), ("", *tokens), tokens, strict=False)
    )


def _joins(tokens: Sequence[str], i: int) -> bool:
    """Whether a new clause begins at a word: "and that", "and he"."""
    return (
        tokens[i] == "and"
        and i + 1 < len(tokens)
        and tokens[i + 1] in ("that", "he", "she", "they", "it", "i", "we", "has", "is", "was", "would")
    )


@lru_cache(4096)
def _word(token: str) -> _Word | None:
    if NOT.match(token):
        return _Word(-1, 0.5, is_not=True)
    if token in WANTS:
        return _Word(1, 0.25 if token in ("would", "will", "need", "needs") else 1.0)
    if token in GOOD:
        return _Word(1, 1.0, is_judgement=True)
    if token in BAD:
        return _Word(-1, 1.0, is_judgement=True)
    stem = next(iter(stems(token)), "")
    if stem in FOR:
        return _Word(1, _AGREED if stem in _AGREES else 2.0)
    if stem in AGAINST:
        return _Word(-1, _AGREED if stem in _AGREES else 2.0)
    if stem in UNDO:
        return _Word(-1, 1.0, is_done=True)
    if stem in DO:
        return _Word(1, 1.0, is_done=True)
    return None


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text that stances are read in, turns of phrase as one word that means the same."""
    for pattern, word in PHRASES:
        text = pattern.sub(word, text)
    return tuple(TOKEN.findall(text.replace("n’t", " not").replace("n't", " not").lower()))
