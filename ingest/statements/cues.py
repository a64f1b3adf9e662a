"""Cues other than plain verbs of saying: nouns, states of mind, labels, "according to", and what nobody is named for."""

from __future__ import annotations

from ingest.statements import sources
from ingest.statements.contents import ahead, cue_of, end_of
from ingest.statements.drafts import Reading
from ingest.statements.phrases import Phrase
from ingest.statements.sources import Source
from ingest.statements.verbs import NOUNS, STATES
from ingest.statements.vocabulary import BE, WRITINGS

_SECTIONS_WORDS = "analysis opinion update exclusive watch video photos live editorial review correction note"
_SECTIONS = frozenset(_SECTIONS_WORDS.split())
_LASTING = BE | {"remain", "remains", "remained", "feel", "feels", "felt", "became"}


def noun(r: Reading, k: int, phrase: Phrase) -> None:
    """A noun of saying with its owner: "Lee's claim that …", "her support for …"."""
    line, found = r.line, r.found
    last = phrase.end - 1
    links = NOUNS.get(line.low[last])
    if links is None or line.tags[last] != "N" or k + 1 >= len(found):
        return
    owner = next((i for i in range(last, phrase.start - 1, -1) if line.tags[i] in "S$"), None)
    link = found[k + 1]
    word = line.low[link.start]
    if word not in links:
        return
    if owner is None:
        if link.kind == "T" and (k == 0 or found[k - 1].kind not in "vP"):
            r.add(None, (phrase.start, phrase.end), [r.chars(link.start, end_of(line, found, k + 1, False))], False)
        return
    if line.tags[owner] == "$":
        if line.low[owner] in ("my", "our", "your", "its"):
            return
        source = Source(owner, owner + 1, owner, owner + 1, k)
    else:
        source = Source(phrase.start, owner, phrase.start, owner, k)
    if link.kind == "P":
        if k + 2 >= len(found) or found[k + 2].kind not in "nWgq":
            return
        start, cue_end = found[k + 2].start, link.end
    else:
        start, cue_end = link.start, phrase.end

    first = next(i for i, p in enumerate(found) if p.start == start)
    end = end_of(line, found, first, False)
    end = next((p.start for p in found[first + 1 :] if p.kind == "q" and p.start < end), end)
    r.add(source, (owner + 1, cue_end), [r.chars(start, end)], False)


def state(r: Reading, k: int, phrase: Phrase) -> None:
    """A state of mind: "is worried about", "were sure that"."""
    line, found = r.line, r.found
    for i in range(phrase.start, min(phrase.end + 4, len(line.low) - 1)):
        links = STATES.get(line.low[i])
        if links is None or line.quote[i] >= 0 or (i < phrase.end - 1 and line.tags[i] not in "EKJN"):
            continue
        if i > phrase.start and not any(line.low[j] in _LASTING for j in range(phrase.start, i)):
            continue
        if any(line.tags[j] not in "YJnAMEKBVp" for j in range(phrase.start, i)) or line.low[i + 1] not in links:
            continue
        source = r.subjects.of(k)
        follows = i + 1 if line.low[i + 1] == "that" else i + 2
        first = next((j for j, p in enumerate(found) if p.start >= follows), None)
        if source is None or first is None or found[first].kind not in "nWgqTi":
            return
        cue_end = follows
        if found[first].kind == "n" or found[first].kind in "WgqTi":
            r.add(
                source,
                (phrase.start, cue_end),
                [r.chars(found[first].start, end_of(line, found, first, line.low[i + 1] == "that"))],
                False,
            )
        return


def light(r: Reading, k: int, phrase: Phrase) -> None:
    """A verb that carries a noun of saying: "expressed doubts about", "issued a statement saying"."""
    line, found = r.line, r.found
    if k + 2 >= len(found) or found[k + 1].kind != "n":
        return
    last = found[k + 1].end - 1
    noun, link = line.low[last], found[k + 2]
    if link.kind == "g" and noun in WRITINGS:
        known = cue_of(line, link)
        content = ahead(line, found, k + 2, known[0]) if known else None
        source = r.subjects.of(k)
        if content and source:
            r.add(source, (phrase.start, content.cue_end), [r.chars(content.start, content.end)], True)
        return
    links = NOUNS.get(noun)
    if links is None or line.tags[last] not in "N" or line.low[link.start] not in links:
        return
    source = r.subjects.of(k)
    if source is None:
        return
    if link.kind == "P":
        if k + 3 < len(found) and found[k + 3].kind in "nWgq":
            r.add(source, (phrase.start, link.end), [r.chars(found[k + 3].start, end_of(line, found, k + 3, False))], False)
    elif link.kind in "Ti":
        r.add(source, (phrase.start, found[k + 1].end), [r.chars(link.start, end_of(line, found, k + 2, link.kind == "T"))], False)


def label(r: Reading) -> None:
    """A speaker and a colon before what is said: "Lee, the Courier: 'We won.'", and the first line of an article."""
    line, found = r.line, r.found
    colon = next((k for k, p in enumerate(found[:9]) if p.kind == ":"), None)
    if not colon or colon + 1 >= len(found) or any(p.kind not in "nP,(-)" for p in found[:colon]):
        return
    first = next((k for k, p in enumerate(found[:colon]) if p.kind == "n"), colon)
    last = found[first].end - 1
    if first == colon or (r.number and (line.tags[last] != "X" or found[colon + 1].kind != "q")) or line.low[last] in _SECTIONS:
        return
    if colon > 1 and found[colon + 1].kind != "q":
        return
    source = Source(found[first].start, found[colon].start, found[first].start, found[first].end, first)
    cue = (found[colon].start, found[colon].end)
    r.add(source, cue, [r.chars(found[colon + 1].start, end_of(line, found, colon + 1, True))], True)


def according(r: Reading, i: int) -> None:
    """Read "according to" at token i, before, behind or within what it introduces."""
    line, found = r.line, r.found
    j = next((k for k, p in enumerate(found) if p.start >= i + 2), None)
    if j is None:
        return
    got = sources.extended(line, found, j)
    if got is None:
        return
    source, after = got
    while i == 0 and after < len(found) and found[after].kind in "ytkPn":
        after += 1
        source = source._replace(end=found[after - 1].end)
    first = next(k for k, p in enumerate(found) if p.end > i)
    left = r.left(first) if i > 1 else None
    if left is None and after < len(found) and found[after].kind == "," and after + 1 < len(found):
        left = r.chars(found[after + 1].start, end_of(line, found, after + 1, True))
    if left:
        r.add(source, (i, i + 2), [left, *(r.rest(first, after) if first else [])], True)


def asked(r: Reading, k: int, at: int) -> None:
    """A question that nobody is named for: "Asked if she would run, Lee …"."""
    line, found = r.line, r.found
    about = line.low[at + 1] == "about"
    first = k + 2 if about else k + 1
    if first < len(found):
        comma = next((j for j in range(first, len(found) - 1) if found[j].kind == "," and found[j + 1].kind == "n"), None)
        end = found[comma].start if comma and at < 2 else end_of(line, found, first, False)
        r.add(None, (at, at + 2 if about else at + 1), [r.chars(found[first].start, end)], False)


def nobody(r: Reading, k: int, phrase: Phrase) -> None:
    """What is expected or seems to be, by nobody in particular: subject and infinitive."""
    if k + 1 >= len(r.found) or r.found[k + 1].kind not in "in":
        return
    if r.found[k + 1].kind == "i" and cue_of(r.line, r.found[k + 1]):
        return
    about = sources.before(r.line, r.found, k)
    if about:
        rest = r.chars(r.found[k + 1].start, end_of(r.line, r.found, k + 1, False))
        r.add(None, (phrase.start, phrase.end), [r.chars(about.start, about.end), rest], False)
