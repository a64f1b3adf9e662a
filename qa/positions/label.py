"""Find the words of a sentence that carry a stance: a stance is shown only with them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.models import SpanText
from qa.models import Label
from qa.positions.gather import Said
from qa.positions.held import stance_of
from qa.positions.stances.conditions import CONDITION_OPENS, DECLINED
from qa.positions.stances.turns import PHRASES
from qa.positions.stances.words import JOINED, TOKEN

_APART = 14  # characters between two words from which what stands between is left out
Place = tuple[int, int]


def label_of(said: Said, issue: str, number: int) -> Label | None:
    """Return the words of one statement that its stance is read in, with the number of its sentence; ``None`` where there are none."""
    read = stance_of(said, issue)
    text, origins = _source(said)
    places = [place for at in read.carried_by if (place := _in_article(*_tokens(text)[at], origins)) is not None]
    if read.declined:
        places = [place for m in DECLINED.finditer(text) if (place := _in_article(*m.span(), origins)) is not None][:1]
    if read.condition is not None and (opening := _opening(said, read.condition)) is not None:
        places.append(opening)
    sentence = said.sentence
    places = [(a, b) for a, b in places if sentence.start <= a and b <= sentence.end]
    if not places:
        return None
    first = min(places)[0]
    places += [(c.start, c.end) for c in said.cued[-1:] if sentence.start <= c.start and c.end <= first <= c.end + _APART]
    joined = _joined(places)
    return Label(tuple(SpanText(a, b, said.article.text[a:b]) for a, b in joined), number)


def _source(said: Said) -> tuple[str, list[Place]]:
    """Return cue and content as stances are read in them, and for each character its place in the article."""
    text, origins = "", list[Place]()
    for part in (said.cued, said.content):
        if text or part is said.content:
            text, origins = text + " ", [*origins, (-1, -1)]
        for i, span in enumerate(part):
            if i:
                text, origins = text + " ", [*origins, (-1, -1)]
            text += span.text
            origins += [(at, at + 1) for at in range(span.start, span.end)]
    return text, origins


def _tokens(text: str) -> list[Place]:
    """Return the place in ``text`` of each token of ``tokens_of(text)``."""
    origins: list[Place] = [(i, i + 1) for i in range(len(text))]
    for pattern, word in (*PHRASES, *JOINED):
        for match in reversed(list(pattern.finditer(text))):
            a, b = match.span()
            origins[a:b] = [(origins[a][0], origins[b - 1][1])] * len(word)
            text = text[:a] + word + text[b:]
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return [(origins[m.start()][0], origins[m.end() - 1][1]) for m in TOKEN.finditer(lowered)]


def _in_article(start: int, end: int, origins: Sequence[Place]) -> Place | None:
    known = [place for place in origins[start:end] if place[0] >= 0]
    return (known[0][0], known[-1][1]) if known else None


def _opening(said: Said, condition: str) -> Place | None:
    """Return the words that open a condition: "only if", "but stressed that it should"."""
    sentence = said.sentence
    at = sentence.text.find(condition)
    if at < 0:
        return None
    before, opens = CONDITION_OPENS
    lead = before.search(sentence.text[:at])
    match = opens.match(condition)
    end = at + (match.end() if match else len(condition.split()[0]))
    return sentence.start + (lead.start() if lead else at), sentence.start + end


def _joined(places: Sequence[Place]) -> list[Place]:
    found: list[Place] = []
    for a, b in sorted(set(places)):
        if found and a <= found[-1][1] + _APART:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found
