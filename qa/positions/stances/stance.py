"""Read a stance in a sentence's own words: what speaks for and against, what it depends on. Never further than the words go."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.words import content_stems, stems
from qa.positions.stances.conditions import condition, declines, left_out
from qa.positions.stances.links import Link, Statement, linked
from qa.positions.stances.own import is_own
from qa.positions.stances.target import Polarity, Target, read_issue, targets
from qa.positions.stances.words import tokens_of

_NEVER_SAID = re.compile(r"\b(?:never|not|n['’]t) (?:said|say|talked|commented|spoken|addressed)\b", re.IGNORECASE)
_NOT_AGAINST = re.compile(
    r"(?:\b(?:not|never|neither|nor)|n['’]t) (?:\w+ly |been |be |being |going to )*"
    r"(?:oppos(?:ed?|ing)|against|object(?:ed|ing)?|averse|hostile)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$€£]\d[\d.,]*\d|[$€£]\d|\d[\d.]* ?(?:percent|per cent|%)")
_MEANT = 0.9  # how surely words have to mean the issue
_SAYS_SOMETHING = 0.4  # weight below which words take no side


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


def read_stance(cue: str, content: str, issue: str, behind: str = "", holder: str = "", before: str | None = None) -> StanceRead:
    """Return the stance that a cue and what it introduces show towards an issue.

    Args:
        cue: the words that introduce the statement.
        content: what was said.
        issue: what the stance is towards, in a few words; "ban the ferries" turns what is said of the ferries round.
        behind: what follows the content in its sentence, where a condition may stand.
        holder: who says so, by name: what others want or support within the content is not this one's view.
        before: what stands before the sentence, where "it" may have been named; ``None`` where nobody knows.

    >>> read_stance("supports", "the tunnel", "tunnel").polarity, read_stance("would not support", "the tunnel", "tunnel").polarity
    (1, -1)
    >>> read_stance("said", "he was not opposed to the tunnel", "tunnel").polarity
    0
    >>> read_stance("said", "my rival has said he would not scrap the tunnel", "tunnel", holder="Oda Kellervane").polarity
    0
    >>> read_stance("backs", "a ban on ferries", "ferries").polarity, read_stance("backs", "a ban on ferries", "ban on ferries").polarity
    (-1, 1)
    """
    if declines(cue, content, behind):
        return StanceRead(0, 0.0, declined=True)
    if _NEVER_SAID.search(cue):
        return StanceRead(0, 0.0)
    about = read_issue(issue)
    tokens = tokens_of(f"{cue} {content}")
    said = Statement(tokens, len(tokens_of(cue)), frozenset(holder.lower().split()))
    found = [target for target in targets(tokens, about, before) if is_own(said, target)]
    if found and found[0].sureness < _MEANT:
        return StanceRead(0, 0.0)  # a word of the issue in passing: "the river" of "a bridge over the river"
    sign, weight, places = _plainest([(target, linked(said, target, about)) for target in found])
    is_not_against = sign > 0 and any(tokens[at] == "not" for at in places) and _NOT_AGAINST.search(f"{cue} {content}")
    if is_not_against or (sign > 0 and _is_of_another_amount(issue, content)):
        return StanceRead(0, 0.0)  # who is not opposed has not said that they are for it
    if sign > 0 and set(content_stems(left_out(behind))) & about.objects - set(stems(content)):
        return StanceRead(-1, weight, carried_by=places)
    return StanceRead(sign, weight, condition(content, behind, may_be_if=sign > 0), carried_by=places)


def _plainest(links: list[tuple[Target, Link | None]]) -> tuple[Polarity, float, tuple[int, ...]]:
    """Return the sign, weight and places of the link that takes a side most plainly; no side where two plain ones differ."""
    found = [(link.sign * target.direction, link.weight * target.sureness, link.places) for target, link in links if link is not None]
    found = sorted((one for one in found if one[1] >= _SAYS_SOMETHING), key=lambda one: -one[1])
    if not found or any(one[0] != found[0][0] and one[1] >= found[0][1] for one in found):
        return 0, 0.0, ()
    sign, weight, places = found[0]
    return (1 if sign > 0 else -1), weight, tuple(sorted(set(places)))


def _is_of_another_amount(issue: str, content: str) -> bool:
    """Whether a statement names amounts and none of them is the issue's."""
    asked, said = set(_AMOUNT.findall(issue)), set(_AMOUNT.findall(content))
    return bool(asked and said) and not asked & said
