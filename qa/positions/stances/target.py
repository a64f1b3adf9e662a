"""Find where a statement names what a stance is towards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.words import content_stems, stems
from qa.positions.stances.same import things
from qa.positions.stances.sides import PLANS, SMALL, listed
from qa.positions.stances.words import tokens_of, word

Polarity = Literal[-1, 0, 1]

BREAK = frozenset((*";:–—().?!-", "--"))
_BESIDES = re.compile(r"\s(?:over|after|because of|since|amid|following|despite|during|in response to|in retaliation for|for the)\s")
_HEAD_ENDS = listed(
    """
    of on for to in with from against between about over at by under into as through that which who whether if than while is are was
    were be been should must will would can could have has had may might not do does did
    """
)
_CLAUSE = listed("to is are was were be been should must will would can could have has had may might not do does did")
_POINTING = frozenset(("the", "this", "that", "his", "her", "their", "its", "such", "these", "those"))
_PLAIN_ADJECTIVES = listed("bipartisan new entire whole proposed current latest original same final controversial so-called sweeping")
_DEED_NOUNS = listed(
    "ban moratorium repeal freeze cut cuts shutdown withdrawal restriction restrictions limit limits prohibition reduction"
)
_GUILT = frozenset(("responsibility", "guilt", "culpability"))  # who names it as somebody's is against that one
_PRONOUNS = frozenset(("it", "him", "this", "that"))
_PROPOSALS = frozenset(
    things(
        "bill deal measure plan proposal idea law legislation policy agreement pact treaty move decision act program package amendment rule"
    )
)
_APART = 5  # tokens between two words of one issue
_HALF = 0.5  # share of an issue's words by which a statement names it
_BY_HEAD = 0.95  # how surely the issue is meant where only its main noun is named: "the letter"
_BY_POINTING = 0.9  # the same where only "the measure" or "it" is, and the words before name the issue
_IN_PASSING = 0.4  # the same of any other word of it
_THIRD = 1 / 3  # the same where two of them or more are named
_ONE, _TWO = 1, 2


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stance is towards: its words, and whether it is to do something to them or (-1) to undo, ban or end it.

    ``core`` are the stems that name it, less what it is a reply to; ``head`` is that of its main noun, ``rest`` are
    those behind it, and ``head_direction`` the
    direction of what is asked about that noun alone: a bill that limits something is not limited. ``own`` are tokens of it that
    would take a side elsewhere: the "radical" of "saying radical Islam". ``alias`` are the stems of the long form of an acronym.
    """

    objects: frozenset[str]
    direction: Polarity
    core: frozenset[str] = frozenset()
    head: str | None = None
    rest: frozenset[str] = frozenset()
    head_direction: Polarity = 1
    own: frozenset[str] = frozenset()
    alias: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """Tokens, from ``start`` to before ``end``, that mean an issue, how surely (0 to 1), and the issue's direction in these words."""

    start: int
    end: int
    sureness: float
    direction: Polarity
    is_named: bool = True


@lru_cache(64)
def read_issue(text: str) -> Issue:
    """Return what an issue is about and in which direction it goes.

    >>> read_issue("banning ferries").direction, read_issue("the tunnel").direction
    (-1, 1)
    >>> issue = read_issue("the bill limiting ferries")
    >>> issue.head, issue.direction, issue.head_direction
    ('bill', -1, 1)
    """
    tokens = tokens_of(text)
    own = frozenset(t for t in tokens if (one := word(t)) is not None and one.kind == "judgement")
    objects = _objects(tokens) or frozenset(things(text))
    core = _objects(tokens_of(_BESIDES.split(_without_long_forms(text), maxsplit=1)[0]))
    ends = _head_end(tokens)
    names = [t for t in tokens[:ends] if _objects([t])]
    if names and names[0] == tokens[0] and names[0].endswith("ing") and len(names[0]) > _APART:
        names = names[:1]  # "punishing drivers" is about the punishing
    is_deed = ends > _ONE and (last := word(tokens[ends - 1])) is not None and last.kind == "deed"  # "a night ferry ban"
    is_clause = ends < len(tokens) and tokens[ends] in _CLAUSE and not (names and set(things(names[-1])) & _PROPOSALS)
    head = next(iter(things(names[-1])), None) if names and not is_deed and not is_clause else None
    rest = _objects(tokens[ends:]) - _objects(tokens[:ends]) if head else frozenset()
    return Issue(objects, _direction(tokens), core or objects, head, rest, _direction(tokens[:ends]), own, frozenset(objects - core))


def _without_long_forms(text: str) -> str:
    """Return an issue without the name that its acronym stands for, which articles use in the place of it."""
    for acronym in re.findall(r"\b[A-Z]{3,6}\b", text):
        small = r"(?:[ -](?:of|the|and|for|on|to|in))*"
        name = (small + r"[ -]").join(rf"{letter}[\w’'-]*" for letter in acronym)
        text = re.sub(rf"\b{name}\b", "", text)
    return text


def _head_end(tokens: Sequence[str]) -> int:
    """Return where the first noun phrase of an issue ends, behind what is to be done to it: "closing the tunnel | under the bay"."""
    has_noun = False
    for i, token in enumerate(tokens):
        if has_noun and (token in _HEAD_ENDS or token in BREAK or token == "," or (token.endswith("ing") and word(token) is not None)):
            return i
        has_noun = has_noun or bool(_objects([token]))
    return len(tokens)


def _direction(tokens: Sequence[str]) -> Polarity:
    turned = 0
    for i, token in enumerate(tokens):
        one = word(token)
        is_deed = one is not None and one.kind == "deed" and not is_described(tokens, i)
        turned += token in _GUILT or (one is not None and one.sign < 0 and (is_deed or (i == 0 and one.kind in ("attitude", "denial"))))
    return -1 if turned % 2 else 1


def is_described(tokens: Sequence[str], at: int) -> bool:
    """Whether a deed only describes what follows: "closed primaries", not "closed the tunnel"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    return tokens[at].endswith("ed") and behind.isalpha() and behind not in SMALL and not behind.endswith(("ing", "ly"))


def _objects(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(
        s
        for i, t in enumerate(tokens)
        if (one := word(t)) is None or one.kind == "judgement" or t in PLANS or (one.kind == "deed" and is_described(tokens, i))
        for s in things(t)
    )


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


def targets(tokens: Sequence[str], issue: Issue, before: str | None) -> list[Target]:
    """Return where tokens name an issue, surest first; what only points to it counts where the words ``before`` name it.

    ``before`` is ``None`` where nobody knows what stands before: then it is taken for granted.
    """
    named = [_target(tokens, group, issue) for group in _groups(tokens, issue)]
    found = [t for t in named if t.sureness >= _BY_POINTING]
    known = before is None or bool(found) or _names(set(things(f"{before} {' '.join(tokens)}")), issue)
    if known:
        found += _pointed(tokens, issue.direction)
    return sorted(found or named, key=lambda t: -t.sureness)


def _groups(tokens: Sequence[str], issue: Issue) -> list[list[int]]:
    groups: list[list[int]] = []
    for i, token in enumerate(tokens):
        if not issue.objects & set(things(token)):
            continue
        if groups and i - groups[-1][-1] <= _APART and not BREAK & set(tokens[groups[-1][-1] : i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _target(tokens: Sequence[str], group: Sequence[int], issue: Issue) -> Target:
    matched = {s for i in group for s in things(tokens[i])} & issue.objects
    behind = tokens[group[-1] + 1 : group[-1] + _TWO]
    if issue.head in _PROPOSALS and set(things(" ".join(behind))) & _PROPOSALS:
        matched.add(issue.head)  # the "deal" of "the Norhava debt deal" is the bill
    if len(matched & issue.alias) >= _TWO:
        matched |= issue.core
    is_headed = issue.head in matched
    direction = issue.head_direction if is_headed else issue.direction
    for token in tokens[group[0] : group[-1]]:  # "mass deportation of the miners" names its deed itself
        one = word(token)
        if one is not None and one.kind == "deed" and one.sign < 0 and issue.direction < 0 and not matches(token, issue):
            direction = -direction
    is_definite = tokens[max(0, group[0] - 1)] in _POINTING or len(matched) > 1 or not issue.rest
    if matched <= issue.rest or (re.search(r"['’]s?$", tokens[group[-1]]) and len(matched) < len(issue.core)):
        sureness = _IN_PASSING
    elif _names(matched, issue) and (len(issue.core) <= _TWO or len(matched) >= _TWO or len(matched) == len(issue.core)):
        sureness = 1.0
    elif is_headed and is_definite:
        sureness = _BY_HEAD
    else:
        sureness = _IN_PASSING * len(matched & issue.core) / max(_ONE, len(issue.core))
    return Target(group[0], group[-1] + 1, sureness, direction)


def _names(matched: set[str], issue: Issue) -> bool:
    """Whether stems name an issue: its main noun with another word of it, or half of its words."""
    core = matched & issue.core
    share = len(core) / max(_ONE, len(issue.core))
    return share >= _HALF or (len(core) >= _TWO and (share >= _THIRD or issue.head in matched))


def _pointed(tokens: Sequence[str], direction: Polarity) -> list[Target]:
    found = []
    for i, token in enumerate(tokens):
        is_pronoun = token in _PRONOUNS and not (token == "that" and _is_clause(tokens, i))
        first = i - 1 - (i > 0 and tokens[i - 1] in _PLAIN_ADJECTIVES)
        is_proposal = first >= 0 and tokens[first] in _POINTING and bool(set(things(token)) & _PROPOSALS)
        is_deed = direction < 0 and i > 0 and token in _DEED_NOUNS and tokens[i - 1] in _POINTING  # "the ban"
        if is_pronoun or is_proposal or is_deed:
            found.append(Target(i, i + 1, _BY_POINTING, 1, is_named=False))
    return found


def _is_clause(tokens: Sequence[str], at: int) -> bool:
    """Whether "that" joins a clause: what follows is no verb of being, nor the end."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    return behind not in ("", "is", "was", "would", "will", "should", ",", ".", "!", "?", "”", '"', "because", "but")


def matches(token: str, issue: Issue) -> bool:
    """Whether a token is a word of the issue."""
    return bool(issue.objects & set(things(token))) or bool(stems(token) and token in issue.own)
