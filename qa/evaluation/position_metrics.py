"""Measures of who is shown to hold what, each of one answer: speakers, holders, stances, and prose shown as a person's words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.words import content_stems
from qa.evaluation.dataset import GoldPosition
from qa.models import Answer, HeldStatement

NONE = "none_found"


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that an answer shows as somebody's words, or as what somebody said; ``hits`` are the gold quotes (indices) it is."""

    name: str
    hits: frozenset[int]


def attributions(answer: Answer) -> Iterator[tuple[str, int]]:
    """Yield who is shown as the speaker of which citation, by its number.

    What an answer's positions list is the holder's, or the teller's where another reports it; of the rest the citation names the speaker.
    What the outlet says that somebody did (narrated) is shown as nobody's words.
    """
    listed: set[int] = set()
    for position in answer.positions or ():
        for statement in position.statements:
            numbers = (*statement.citations, *statement.also_in)
            listed.update(numbers)
            if statement.voice != "narrated":
                yield from ((statement.reported_by or position.holder, number) for number in numbers)
    yield from ((c.speaker, c.number) for c in answer.citations if c.speaker and c.voice != "narrated" and c.number not in listed)


def is_same_holder(one: str, other: str) -> bool:
    """Whether two names can be one holder's: all content words of the shorter, stemmed, stand in the longer.

    >>> is_same_holder("Mayor Ilka Tolvane", "Tolvane"), is_same_holder("Petra Quillon", "Dorn Quillon")
    (True, False)
    """
    a, b = set(content_stems(one)), set(content_stems(other))
    return bool(a and b) and (a <= b or b <= a)


def wrong_speakers(shown: Sequence[Shown], gold: Sequence[GoldPosition]) -> tuple[int, int]:
    """Return how many attributions name a speaker who is none of the sentence's holders, of how many that gold can judge.

    Formula: of all (name, sentence) shown whose sentence is gold, those whose sentence gold gives to holders, none of whom is the name.

    >>> gold = [GoldPosition("Ann Orr", "supports", (0,)), GoldPosition("Bo Pym", "opposes", (1,))]
    >>> wrong_speakers([Shown("Orr", frozenset({0})), Shown("Orr", frozenset({1})), Shown("Orr", frozenset())], gold)
    (1, 2)
    """
    judged = [(s.name, _holders(s.hits, gold)) for s in shown if s.hits]
    return sum(bool(holders) and not _is_among(name, holders) for name, holders in judged), len(judged)


def prose_as_words(shown: Sequence[Shown], gold: Sequence[GoldPosition]) -> tuple[int, int]:
    """Return how many attributions make somebody the speaker of a sentence that is nobody's statement, of how many gold can judge.

    Formula: of all (name, sentence) shown whose sentence is gold, those whose sentence gold gives to no holder. A question set names such
    sentences (the outlet's account, its assessment) as gold quotes that belong to no position.

    >>> prose_as_words([Shown("Orr", frozenset({0})), Shown("Orr", frozenset({1}))], [GoldPosition("Ann Orr", "supports", (0,))])
    (1, 2)
    """
    judged = [s.hits for s in shown if s.hits]
    return sum(not _holders(hits, gold) for hits in judged), len(judged)


def holder_accuracy(answer: Answer, gold: Sequence[GoldPosition]) -> float:
    """Return how well the holders of whom an answer shows own statements are those of the gold positions: 0 to 1.

    Formula: Jaccard (1912), |shown and gold| / |shown or gold|; 1 where both are empty. What others report is no own statement. A holder
    of whom gold says that no statement is found is one too many where shown.

    >>> from qa.models import Position
    >>> says = HeldStatement("s", (1,), (), "direct")
    >>> shown = tuple(Position(name, None, "supports", statements=(says,)) for name in ("Ann Orr", "Cy Dent"))
    >>> holder_accuracy(Answer("?", "answered", positions=shown), [GoldPosition("Orr", "supports"), GoldPosition("Bo Pym", "opposes")])
    0.3333333333333333
    """
    shown = own_holders(answer)
    wanted = _distinct(p.holder for p in gold if p.stance != NONE)
    right = sum(_is_among(name, shown) for name in wanted)
    every = len(wanted) + sum(not _is_among(name, wanted) for name in shown)
    return right / every if every else 1.0


def right_stances(answer: Answer, gold: Sequence[GoldPosition]) -> tuple[int, int]:
    """Return how many gold positions an answer shows with exactly their stance, of how many there are; "none_found" is none of them.

    Formula: strict equality; a holder who is not shown is wrong. A change shows two stances, and each is its holder's.

    >>> from qa.models import Position
    >>> shown = (Position("Ann Orr", None, "conditional"), Position("Bo Pym", None, "unclear"))
    >>> gold = [GoldPosition("Orr", "conditional"), GoldPosition("Pym", "opposes"), GoldPosition("Cy Dent", "none_found")]
    >>> right_stances(Answer("?", "answered", positions=shown), gold)
    (1, 2)
    """
    told = [p for p in gold if p.stance != NONE]
    return sum(p.stance in _stances(answer, p.holder) for p in told), len(told)


def own_holders(answer: Answer) -> list[str]:
    """Return the holders of whom an answer shows statements of their own; the speakers it cites, where it lists no positions."""
    if answer.positions is None:
        return _distinct(c.speaker for c in answer.citations if c.speaker and c.voice != "narrated")
    return _distinct(p.holder for p in answer.positions if any(_is_own(s) for s in p.statements))


def _is_own(statement: HeldStatement) -> bool:
    return not statement.reported_by and statement.voice != "narrated"


def _stances(answer: Answer, holder: str) -> set[str]:
    of_holder = [p for p in answer.positions or () if is_same_holder(p.holder, holder)]
    return {p.stance for p in of_holder} | {stance for p in of_holder for c in p.changes for stance in (c.from_, c.to)}


def _holders(hits: Collection[int], gold: Sequence[GoldPosition]) -> list[str]:
    return [p.holder for p in gold if not set(p.gold).isdisjoint(hits)]


def _is_among(name: str, names: Collection[str]) -> bool:
    return any(is_same_holder(name, other) for other in names)


def _distinct(names: Iterator[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        if not _is_among(name, found):
            found.append(name)
    return found
