"""Verbs of saying and thinking: what each of them introduces, behind it, before it or around it."""

from __future__ import annotations

from ingest.statements import sources
from ingest.statements.contents import Content, ahead, cue_of, end_of
from ingest.statements.cues import asked, nobody
from ingest.statements.drafts import Reading
from ingest.statements.names import PEOPLE
from ingest.statements.phrases import Phrase
from ingest.statements.sources import Source
from ingest.statements.verbs import Cue
from ingest.statements.vocabulary import BE

_PLAIN = frozenset(("say", "write", "tweet", "state", "respond", "reply", "add", "explain", "continue", "post"))
_REPORTED = frozenset(("say", "believe", "report", "allege", "think"))
_NAMING_WORDS = "call describe label brand dub deem consider characterize characterise term"
_NAMING = frozenset(_NAMING_WORDS.split())
_RELATIVE = frozenset(("which", "whom", "that", "who"))
_HOLDING_BACK = frozenset(("decline", "refuse"))
_ASKED_REACH = 4  # phrases of "Asked about the fare" within which the subject behind it stands


def verb(r: Reading, k: int, phrase: Phrase) -> None:
    """Read the verb group ``found[k]``."""
    line, found = r.line, r.found
    known = cue_of(line, phrase)
    if known is None:
        if phrase.kind == "v" and line.tags[phrase.end - 1] in "EpVB":
            _any_verb(r, k, phrase)
        return
    cue, at = known
    following = found[k + 1] if k + 1 < len(found) else None
    if following and line.low[following.start] == "by" and line.tags[at] in "EK" and "o" in cue.frames:
        _by(r, k, phrase)
    elif phrase.kind == "k" or _is_passive(r, phrase, at):
        if cue.base == "expect" or (cue.base in _REPORTED and following and following.kind == "i"):
            nobody(r, k, phrase)
    elif line.low[at] == "asked" and (at == 0 or line.tags[at - 1] in "W,") and following and _is_question(r, following):
        asked(r, k, at)
    else:
        _active(r, k, phrase, cue)


def _is_question(r: Reading, phrase: Phrase) -> bool:
    return phrase.kind == "W" or r.line.low[phrase.start] in ("if", "about", "whether")


def _active(r: Reading, k: int, phrase: Phrase, cue: Cue) -> None:
    line, found = r.line, r.found
    content = ahead(line, found, k, cue)
    source = r.subjects.of(k)
    spoken = "s" in cue.frames
    if source is None or _speaker_follows(r, k, content):
        is_near = content is None or r.closes_left(k) or (k > 0 and found[k - 1].kind == ",")
        if phrase.kind == "v" and spoken and is_near:
            _inverted(r, k, phrase)
        return
    above = source.at - 2 if source.at > 1 and found[source.at - 1].kind == "y" else source.at - 1
    opener = found[above] if above >= 0 else None
    word = line.low[opener.start] if opener else ""
    following = found[k + 1].kind if k + 1 < len(found) else ""
    if opener and content is None and following == "v" and opener.kind in "WT" and word in ("what", "which", "that"):
        _around(r, k, source, opener, spoken, clausal=False)
    elif content is None or (spoken and phrase.kind == "v" and r.closes_left(source.at) and found[0].kind == "q"):
        if phrase.kind == "v" and spoken:
            _behind(r, k, source, cue)
        elif phrase.kind == "v":
            _any_verb(r, k, phrase)
    elif (opener and word == "what" and following) or (opener and opener.kind in "WT" and word in _RELATIVE and cue.base in _NAMING):
        _around(r, k, source, opener, spoken, clausal=spoken)
    elif cue.base in _NAMING and above == source.at - 1 and opener and _is_zero_relative(r, source, above):
        behind = r.chars(content.start, content.end)
        r.add(source, (phrase.start, content.cue_end), [r.chars(opener.start, opener.end), behind], spoken)
    else:
        _forward(r, k, source, cue, content)


def _is_zero_relative(r: Reading, source: Source, above: int) -> bool:
    """Whether the noun before the subject is what is spoken of: "a deal she called unfair"."""
    return above >= 0 and r.found[above].kind == "n" and r.found[source.at].kind == "n" and r.line.tags[r.found[above].start] not in "RO"


def _speaker_follows(r: Reading, k: int, content: Content | None) -> bool:
    """Whether a name stands behind the verb with nothing left to be said: "…, whom he met, said Lorne Tabb, a deckhand"."""
    if content is not None or r.found[k].kind != "v" or k == 0 or r.found[k - 1].kind not in ",q":
        return False
    got = sources.behind(r.line, r.found, k)
    return got is not None and _can_speak(r, got[0]) and r.line.low[r.found[k].end - 1] in ("said", "says")


def _inverted(r: Reading, k: int, phrase: Phrase) -> None:
    """The subject behind the verb: "…," said Lorne Tabb, a deckhand."""
    got = sources.behind(r.line, r.found, k)
    if got is None or not (r.closes_left(k) or _can_speak(r, got[0])):
        return
    source, after = got
    if k == 0 and after + 1 < len(r.found) and r.found[after].kind in ":," and r.found[after + 1].kind == "q":
        quotation = r.found[after + 1]  # Said Lee: "…"
        r.add(source, (phrase.start, phrase.end), [r.chars(quotation.start, quotation.end)], True)
        return
    left = r.left(k)
    if left:
        r.subjects.known[k] = source
        r.add(source, (phrase.start, phrase.end), [left, *(r.quotation_behind(after) or r.rest(k, after))], True)


def _around(r: Reading, k: int, source: Source, opener: Phrase, spoken: bool, *, clausal: bool) -> None:
    """A content in two parts: "what" or "that", and what follows the verb ("what she called a mistake")."""
    phrase, following = r.found[k], r.found[k + 1]
    behind = r.chars(following.start, end_of(r.line, r.found, k + 1, clausal))
    r.add(source, (phrase.start, phrase.end), [r.chars(opener.start, opener.end), behind], spoken)


def _behind(r: Reading, k: int, source: Source, cue: Cue) -> None:
    """A content before the verb: "…," she said; The tunnel, she said, will open; As she said, it will open."""
    line, found = r.line, r.found
    start, end = found[k].start, found[k].end
    if source.at and line.low[found[source.at - 1].start] == "as":
        comma = k + 1
        while comma + 2 < len(found) and (found[comma].kind in "yt" or (found[comma].kind == "P" and found[comma + 1].kind in "nt")):
            comma += 1 if found[comma].kind in "yt" else 2
        if comma + 1 < len(found) and found[comma].kind == ",":
            r.add(source, (start, end), [r.chars(found[comma + 1].start, end_of(line, found, comma + 1, True))], True)
            return
    first = source.at if not source.relative else k
    rest = r.quotation_behind(k + 1) or r.rest(first, k + 1)
    left = r.left(first, least=1 if rest else 3)
    opening = r.opening(first) if rest and not r.quotation_behind(k + 1) else 0
    if left and opening and opening < first and line.starts[found[opening].start] < left[1]:
        left = line.starts[found[opening].start], left[1]
    if left and (rest or any(p.kind in "vqk" for p in found[:first])):
        r.add(source, (start, end), [left, *rest], True)
    elif r.before and source.at == 0:
        r.add(source, (start, end), [r.before, *r.quotation_behind(k + 1)], True)
    elif (cue.base in _PLAIN or _closes_sentence(r, k)) and not r.made and not source.relative:
        r.add(source, (start, end), [], True)  # a sentence of quoted words may follow


def _closes_sentence(r: Reading, k: int) -> bool:
    """Whether nothing but times and adverbs follows the verb: "Lee agreed."."""
    return all(p.kind in "yt.!" or (p.kind == "P" and p is r.found[-2]) for p in r.found[k + 1 :])


def _forward(r: Reading, k: int, source: Source, cue: Cue, content: Content) -> None:
    """A content behind the verb: she said that …, promised to …, criticized the plan."""
    line, found = r.line, r.found
    phrase = found[k]
    start = phrase.start
    stop = min(content.end, *_borders(r, k, source, content))
    if stop <= content.start:
        return
    if phrase.kind == "v" and cue.base in _HOLDING_BACK and found[k + 1].kind == "i" and _has_content(r, k + 1):
        return  # "declined to comment on the plan" is one cue
    if phrase.kind == "i":
        opener = k - 2 if k > 1 and line.low[found[k - 1].start] == "on" else k - 1
        if opener >= 0 and found[opener].kind == "v" and (cue_of(line, found[opener]) is None or _holds_back(r, opener)):
            start = found[opener].start
    r.add(source, (start, content.cue_end), [r.chars(content.start, stop)], "s" in cue.frames, content)


def _borders(r: Reading, k: int, source: Source, content: Content) -> list[int]:
    """Tokens that the content may not pass: the end of a clause in front of the main one, and of a relative clause."""
    found = r.found
    borders = [content.end]
    opener = found[source.at - 1].kind if source.at else "^"
    is_below = opener == "U" and (source.at == 1 or found[source.at - 2].kind in ",C")
    if (found[k].kind == "g" and k == 0) or is_below or (r.line.low[0] == "asked" and source.at < _ASKED_REACH):
        comma = r.subjects.fronted_end(k)
        borders += [found[comma].start] if comma else []
    if source.relative:
        places = (p.start for j, p in enumerate(found[:-1]) if p.kind == "," and p.start > content.start and found[j + 1].kind in "vy")
        borders.append(next(places, content.end))
    return borders


def _can_speak(r: Reading, source: Source) -> bool:
    """Whether the head of a noun phrase is a name or a word for people."""
    return r.line.tags[source.head_end - 1] == "X" or r.line.low[source.head_end - 1] in PEOPLE


def _has_content(r: Reading, k: int) -> bool:
    """Whether the verb group is a cue with a content of its own."""
    known = cue_of(r.line, r.found[k])
    return known is not None and ahead(r.line, r.found, k, known[0]) is not None


def _holds_back(r: Reading, k: int) -> bool:
    known = cue_of(r.line, r.found[k])
    return known is not None and known[0].base in _HOLDING_BACK


def _any_verb(r: Reading, k: int, phrase: Phrase) -> None:
    """Any verb between a quotation and its speaker tells of speech: "…," Lee grinned; Lee sighed: "…"."""
    found = r.found
    source = r.subjects.of(k)
    if source and k + 2 < len(found) and found[k + 1].kind == ":" and found[k + 2].kind == "q":
        r.add(source, (phrase.start, found[k + 1].end), [r.chars(found[k + 2].start, found[k + 2].end)], True)
    elif source and r.before and source.at == 0 and _is_short(r, k):
        r.add(source, (phrase.start, phrase.end), [r.before, *r.quotation_behind(k + 1)], True)
    elif source and not source.relative and r.closes_left(source.at) and _ends_open(r, source.at) and _opens_sentence(r):
        left = r.left(source.at)
        if left:
            r.add(source, (phrase.start, phrase.end), [left, *r.quotation_behind(k + 1)], True)
    elif source is None and r.closes_left(k) and _ends_open(r, k):
        inverted = sources.behind(r.line, found, k)
        left = r.left(k)
        if inverted and left:
            r.subjects.known[k] = inverted[0]
            r.add(inverted[0], (phrase.start, phrase.end), [left, *r.quotation_behind(inverted[1])], True)


def _is_short(r: Reading, k: int) -> bool:
    """Whether a comma or a full stop follows the verb, so that it may tell how the quotation before was spoken: "…?" Lee pressed."""
    after = next((p for p in r.found[k + 1 :] if p.kind not in "ytP"), None)
    return after is not None and after.kind in ",."


def _opens_sentence(r: Reading) -> bool:
    """Whether the first quotation stands by itself and is no title within a phrase ("on the "Morning Table," Lee …")."""
    first = next(k for k, p in enumerate(r.found) if p.kind == "q")
    return first == 0 or r.found[first - 1].kind in ",:-"


def _ends_open(r: Reading, k: int) -> bool:
    """Whether the quotation before ``found[k]`` is a sentence that goes on outside: "We won," not "the winners"."""
    quotation = next(p for p in reversed(r.found[:k]) if p.kind == "q")
    return quotation.end - quotation.start > 3 and any(w[-1] in ",?!" for w in r.line.words[quotation.end - 2 : quotation.end])


def _by(r: Reading, k: int, phrase: Phrase) -> None:
    """The passive with its agent: "a measure opposed by unions", "was first reported by the Courier"."""
    got = sources.extended(r.line, r.found, k + 2)
    if got is None:
        return
    subject = sources.before if _is_passive(r, phrase, phrase.end - 1) else sources.noun_before
    about = subject(r.line, r.found, k)
    if about and not about.relative:
        r.add(got[0], (phrase.start, r.found[k + 1].end), [r.chars(about.start, about.end)], False)


def _is_passive(r: Reading, phrase: Phrase, at: int) -> bool:
    if r.line.tags[at] not in "EK":
        return False
    for i in range(at - 1, phrase.start - 1, -1):
        if r.line.tags[i] == "A":
            return r.line.low[i] in BE
    return False
