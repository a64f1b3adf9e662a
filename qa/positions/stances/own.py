"""Tell whether what names an issue is told as the holder's own present view: not another's, a past one, nor one on those who hold one.

Where that is not plain, no side is read: a missing side costs a reader a look, a wrong one a correction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.words import stems
from qa.positions.stances.links import Statement
from qa.positions.stances.sides import listed
from qa.positions.stances.target import BREAK, Target
from qa.positions.stances.words import word

_TELLING_WORDS = """
say said claim promise vow pledge insist argue think thought believe suggest tell told ask feel felt call consider describe warn fear
"""
_TELLING = frozenset(stems(_TELLING_WORDS))
_BEFORE_TELLING = listed(
    "has had have is was were been being also now already just once repeatedly often always previously recently himself herself will would"
)
_OWN = listed("i we let's you")
_PARTISANS = listed(
    """
    critic critics opponent opponents supporter supporters advocate advocates backer backers proponent proponents champion champions foe
    foes those people anyone everyone whoever
    """
)
_PAST = (("used", "to"), ("years", "ago"), ("in", "the", "past"), ("had", "once"))
_TWO_SIDES = listed("neither either whether")
_HEARSAY = listed("claim claims notion suggestion suggestions false rumor rumors rumour rumours slogan myth idea fears")
_PAPERS = listed("petition petitions lawsuit lawsuits suit suits amendment amendments motion anything anyone something")
_OVER = ("over", "about", "on", "for")
_DISPUTES = listed("disagree disagrees disagreed attacked attacks attack criticized criticised criticizes blasted mocked praised")
_NEAR = 8  # tokens of one clause
_PHRASE = 6  # tokens of a phrase, as "the decision not to build the"
_CLOSE = 2  # tokens right beside
_ARTICLES = 3  # the same with "that the" between
_VIEWS = listed("support opposition decision failure refusal cost delay backing endorsement objection resistance")
_IS = listed("is was are were be been 's seems remains")
_MAY = listed("will would could should might may never can must")
_FORESEES = listed("hope hopes hoped hoping fear fears feared worry worries worried reject rejects rejected doubt doubts expects expected")
_TURNS = re.compile(
    r"\b(?:hard|difficult|impossible|easy) to \w+\b|\b(?:withdrew|withdraws?|apologi[sz]\w+|failed|fails) (?:\w+ ){0,2}\w+"
    r"|\b(?:wrong|right) (?:about|on)\b|\bprefer\w*\b.* (?:to|over|than)\b"
)
_FOLLOWED = re.compile(r"from\b|to be\b|['’]s?\b|could not (?:have been|be) (?:better|worse)|(?:is|are|was) not perfect")


def is_own(said: Statement, target: Target) -> bool:
    """Whether a statement tells of a target what the holder thinks now, as far as the words around it go."""
    tokens = said.tokens
    clause = list(tokens[_start(tokens, target.start) : target.start])
    behind = list(tokens[target.end : target.end + _NEAR])
    return not (
        _is_told(said, target)
        or _is_called(behind)
        or _is_past(clause)
        or _is_open(clause, behind)
        or _is_of_partisans(clause, behind)
        or _is_of_papers(clause)
        or _is_on_somebody(clause)
        or _is_of_a_view(clause, behind)
        or _is_foreseen(clause, behind)
        or _is_two_sided(clause)
        or (not target.is_named and _is_explained(clause[-1:], tokens[target.start], behind))
    )


def _start(tokens: Sequence[str], at: int) -> int:
    """Return where the sentence begins that a place is in."""
    return next((i + 1 for i in range(at - 1, -1, -1) if tokens[i] in BREAK and tokens[i] != ","), 0)


def _is_told(said: Statement, target: Target) -> bool:
    """Whether a target stands in what the holder tells of another's words: "he has said he would not build the tunnel"."""
    if not said.cue:
        return False
    for at in range(max(said.cue, _start(said.tokens, target.start)), target.start):
        subject = at - 1
        while subject >= said.cue and (said.tokens[subject] in _BEFORE_TELLING or said.tokens[subject].endswith("ly")):
            subject -= 1
        is_telling = not _TELLING.isdisjoint(stems(said.tokens[at])) and not said.tokens[at].endswith("ing")
        if is_telling and subject >= said.cue and said.tokens[subject] not in _OWN | said.holder and said.tokens[subject].isalpha():
            one = word(said.tokens[subject])
            return one is None or one.kind != "not"
    return "according" in said.tokens[said.cue : target.start]


def _is_called(behind: Sequence[str]) -> bool:
    """Whether others judge: "the tunnel has been called a disaster"."""
    return any(a in ("been", "was", "were", "is") and not _TELLING.isdisjoint(stems(b)) for a, b in pairwise(behind))


def _is_past(clause: Sequence[str]) -> bool:
    """Whether a clause tells of another time: "she used to oppose the tunnel"."""
    return any(tuple(clause[i : i + len(words)]) == words for words in _PAST for i in range(len(clause)))


def _is_of_partisans(clause: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether it is on people who take a side: "critics of the tunnel", "those who oppose it"; not "she is a critic of the tunnel"."""
    near = clause[-_NEAR:]
    others = any(one in _PARTISANS and not (i > 1 and near[i - 1] in ("a", "an", "no", "big", "fierce")) for i, one in enumerate(near))
    return others or not _PARTISANS.isdisjoint(behind[:2])


def _is_of_papers(clause: Sequence[str]) -> bool:
    """Whether something stands between that is against the target or for it: "a petition against", "an amendment that would block"."""
    return any(token in _PAPERS and {"against", "that", "which", "to"} & set(clause[i + 1 :]) for i, token in enumerate(clause))


def _is_on_somebody(clause: Sequence[str]) -> bool:
    """Whether it is on a person or a place by way of the target: "attacked Roake over the tunnel"."""
    over = max((k for k, token in enumerate(clause) if token in _OVER), default=0)
    is_by_the_way = over >= len(clause) - 3 and all(word(token) is None for token in clause[over + 1 :])
    return is_by_the_way and not _DISPUTES.isdisjoint(clause[: max(0, over - 1)])


def _is_open(clause: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether the words leave the side open, or turn it in a way that is not read: "whether", "without it", "hard to oppose"."""
    return bool(
        not _TWO_SIDES.isdisjoint(clause)
        or ("that" in clause and not _HEARSAY.isdisjoint(clause))
        or "without" in clause[-_CLOSE:]
        or _TURNS.search(" ".join(clause))
        or _FOLLOWED.match(" ".join(behind))
    )


def _is_of_a_view(clause: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a view or a deed is judged and not the target: "opposing the tunnel was wrong", "the failure to build it is"."""
    attitudes = [one for one in clause[-_PHRASE:] if one.endswith("ing") and (read := word(one)) is not None and read.kind == "attitude"]
    return bool(attitudes or not _VIEWS.isdisjoint(clause[-_PHRASE:])) and not _IS.isdisjoint(behind[:_CLOSE])


def _is_foreseen(clause: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether what is hoped or feared is a clause on the target: "hopes the tunnel will fail"."""
    return not _FORESEES.isdisjoint(clause[-_ARTICLES:]) and not (_IS | _MAY).isdisjoint(behind[:_CLOSE])


def _is_two_sided(clause: Sequence[str]) -> bool:
    """Whether attitudes of both signs stand beside each other before the target: "supports ferries, opposes bridges and wants"."""
    signs: list[int] = []
    for part in " ".join(clause).replace(" and ", " , ").split(" , "):
        attitude = next((one for token in part.split() if (one := word(token)) is not None and one.kind == "attitude"), None)
        signs += [attitude.sign] if attitude else []
    return len(set(signs)) > 1


def _is_explained(before: Sequence[str], token: str, behind: Sequence[str]) -> bool:
    """Whether what points to something is told by what follows: "an amendment that would", "it was a mistake not to"."""
    told = {"that", "which", "to"}
    if token == "that" and not _PAPERS.isdisjoint(before):
        return True
    return bool(told & set(behind[:1] if token != "it" else behind[:_PHRASE]))
