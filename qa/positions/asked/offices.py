"""Tell who is meant by an office or a description, "the governor of Norhava": whom the articles describe so, near the days asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.words import content_stems, stems
from qa.positions.asked.described import DEPARTMENTS, PAST, SHORT, Described, described
from qa.positions.asked.phrases import HEADS, PARTY_MEMBERS
from qa.positions.names.holders import is_same, words_of

_CALLED_WORDS = """
head: leader director president chairman chairwoman chair executive boss secretary commissioner chief; chief: leader director president
chairman chairwoman chair commissioner executive boss head secretary; boss: leader director president chairman executive head chief;
leader: director president chairman chairwoman chair head chief executive; lawmaker: congressman congresswoman representative senator
legislator; congressman: congresswoman representative; congresswoman: congressman representative; chairman: chairwoman chair;
chairwoman: chairman chair; chair: chairman chairwoman; nominee: candidate; spokesman: spokeswoman spokesperson; spokeswoman: spokesman
spokesperson; spokesperson: spokesman spokeswoman; premier: prime
"""
_CALLED = {stems(office)[0]: frozenset(stems(others)) for office, others in (entry.split(":") for entry in _CALLED_WORDS.split(";"))}
"""What somebody may be called in an article who is asked for by another word; not the other way round: no senator is a congressman."""
_OF_NO_PLACE = frozenset(_CALLED) - frozenset(stems("lawmaker congressman congresswoman premier")) | frozenset(stems("president"))
"""Offices of organisations as often as of places: who bears one alone in an article bears some other."""
_ALSO_WORDS = """
un united nations, eu european union, france french, britain british, uk british, turkey turkish, china chinese, spain spanish, greece
greek, poland polish, ireland irish, norway norwegian, denmark danish, sweden swedish, switzerland swiss, netherlands dutch, virginia va,
pennsylvania pa, georgia ga, kentucky ky, maryland md, missouri mo, vermont vt, connecticut conn, louisiana la, york n.y, military armed,
parliament bundestag
"""
_ALSO: Mapping[str, frozenset[str]] = {
    stems(first)[0]: frozenset(stems(" ".join(others))) for first, *others in (entry.split() for entry in _ALSO_WORDS.split(","))
}
_WITH_HEADS = frozenset(("vice", "prime", "general", "deputy", "acting"))
_MUST_STEMS = frozenset(stems(" ".join(_WITH_HEADS)))
_COMPASS = ("west", "north", "south", "east", "new")
_SPLIT = re.compile(r"\b(?:of|from|for|at|in|on|to)\b")
_SHARED = 4  # letters that a country and what is of it have in common ("Norhava", "Norhavan")
_WHOLE, _MOST, _SENTENCE, _ARTICLE = 4.0, 2.0, 1.5, 0.5  # weight of one article by where it has the words of the office
_LEAD = 1.5  # weight where it opens with what the office is of, and calls nobody else so
_SHORTEST = 20  # characters of a sentence with which an article opens
_PARTIES = frozenset(stems(" ".join([*PARTY_MEMBERS, "democratic", "gop"])))
_REQUIRED = frozenset(stems(" ".join(DEPARTMENTS)))
_LEAST = 1.0  # weight from which the articles tell
_DOMINANT = 2  # times as much as the next
_FEW = 3  # candidates to be named


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an office means: the ``holder``, or the ``candidates`` where these articles leave several."""

    holder: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences of one article that may name who holds an office; ``is_near`` where the article is of the days asked for."""

    sentences: tuple[str, ...]
    whole: str
    is_near: bool = True

    @property
    def opening(self) -> str:
        """The sentence with which the article opens."""
        first = re.search(r"[.!?]\s", self.whole[_SHORTEST:])
        return self.whole[: _SHORTEST + first.start()] if first else self.whole


def office_holder(office: str, texts: Sequence[Text], also: Sequence[str] = ()) -> Named:
    """Return whom these articles describe by an office, or by the same office in other words (``also``).

    An article counts by where it has the words: all in what describes the person, or beside the office alone in the sentence or the
    article. It counts against whom it says held the office once. Articles of the days asked for go before all others. Nobody is named
    whom not one article describes plainly, or who has not twice the weight of the next.

    >>> office_holder("the governor of Norhava", [Text(("Norhava Gov. Oda Kellervane left.",), "")]).holder
    'Oda Kellervane'
    """
    wanted = [one for one in map(_wanted, (office, *also)) if one is not None]
    near = _told(_weights(wanted, [text for text in texts if text.is_near]))
    return near if near.holder or near.candidates else _told(_weights(wanted, texts))


def also_said(words: Iterable[str]) -> tuple[str, ...]:
    """Return stems of other words for these: "united" and "nations" for "un"."""
    return tuple(stem for word in words for stem in sorted(_ALSO.get(word, ())))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an office asks for: the noun that names it, words that go with that, and what it is of, ``proper`` where that is a name.

    ``units`` are names of several words in what it is of, of which none stands alone: "New York".
    """

    head: str
    beside: frozenset[str]
    of: tuple[str, ...]
    units: tuple[frozenset[str], ...]
    proper: frozenset[str]
    is_of_place: bool

    @property
    def required(self) -> frozenset[str]:
        """Words that go with the office and may not be missing: "vice", and "state" of a "secretary of state"."""
        return self.beside & (_MUST_STEMS | _REQUIRED)

    @property
    def plain(self) -> frozenset[str]:
        """The words of the office itself."""
        return self.beside | {self.head}


def _wanted(office: str) -> _Wanted | None:
    words = re.sub(r"\b(?:own|current|present|lone|sole|only|longtime|new(?! [A-Z]))\b", "", office)
    head = _head(words)
    if head is None:
        return None
    title = _SPLIT.split(words)[0].split()
    beside = frozenset(stem for word in title if word.lower() in HEADS | _WITH_HEADS for stem in stems(word)) - {head}
    beside |= frozenset(stem for word in words.split() if word in DEPARTMENTS for stem in stems(word))
    of = tuple(dict.fromkeys(stem for stem in content_stems(words) if stem != head and stem not in beside))
    proper = frozenset(stem for word in re.findall(r"\b[A-Z][\w.]*", words) for stem in stems(word))
    names = (frozenset(stems(name)) & set(of) for name in re.findall(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)+", words))
    is_of_place = head not in _OF_NO_PLACE and re.search(r"\b(?:of|from) (?:the )?[A-Z]|^(?:the )?[A-Z][\w ]*['’]s? ", words) is not None
    return _Wanted(head, beside, of, tuple(unit for unit in names if len(unit) > 1), proper, is_of_place)


def _told(weights: Mapping[str, tuple[float, float]]) -> Named:
    """Return who is told by weights, of each the sum and the greatest of one article."""
    ranked = sorted(
        ((name, total) for name, (total, best) in weights.items() if best >= _LEAST <= total), key=lambda row: (-row[1], row[0])
    )
    if not ranked:
        return Named(None)
    (first, weight), *others = ranked
    rivals = [name for name, other in others if weight < _DOMINANT * other]
    return Named(None, (first, *rivals)[:_FEW]) if rivals else Named(first)


def _weights(wanted: Sequence[_Wanted], texts: Iterable[Text]) -> dict[str, tuple[float, float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for text in texts:
        best: dict[str, float] = {}
        for one in wanted:
            for name, weight in _weights_in(text, one).items():
                best[name] = max(best.get(name, 0.0), weight, key=abs)
        for name, weight in best.items():
            found[name].append(weight)
    return {name: (sum(one), max(one)) for name, one in _of_one_name(found).items()}


def _weights_in(text: Text, wanted: _Wanted) -> dict[str, float]:
    """Return the weight that one article gives to each whom it describes, more to the one it calls so where it opens with the place."""
    names_head = _naming(wanted.head)
    best: dict[str, float] = {}
    bare: set[str] = set()
    for sentence in text.sentences:
        for one in described(sentence) if names_head.search(sentence) else ():
            weight = _weight(one, wanted, sentence, text)
            best[one.name] = max(best.get(one.name, 0.0), weight, key=abs)
            if _is_bare(one, wanted):
                bare.add(one.name)
    if len({words_of(name)[-1] for name in bare}) == 1 and _have(text.opening, wanted.of, wanted):
        best |= {name: _LEAD for name in bare if 0 < best[name] < _LEAD}
    return best


def _is_bare(one: Described, wanted: _Wanted) -> bool:
    """Whether somebody is called by the office alone, without what it is of."""
    return wanted.is_of_place and wanted.head in one.words and wanted.required <= one.words and not one.words - wanted.plain - _PARTIES


def _naming(head: str) -> re.Pattern[str]:
    """Return a pattern of words by which a sentence may name an office, so that the others need not be read."""
    group = {head, *_CALLED.get(head, ())}
    cut = {short for short, whole in SHORT.items() if stems(whole)[0] in group}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(group | cut)))})|\b[DR]-[A-Z]", re.IGNORECASE)


def _head(office: str) -> str | None:
    """Return the stem of the noun that names the office: the last one before what it is of."""
    words = _SPLIT.split(office)[0].split()
    last = next((word for word in reversed(words) if word.lower().rstrip(".") in HEADS | PARTY_MEMBERS), None)
    return stems(last)[0] if last else None


def _weight(one: Described, wanted: _Wanted, sentence: str, text: Text) -> float:
    if not _has(one.words, wanted.head, is_head=True) or set(stems(one.name)) & set(wanted.of) or wanted.required - one.words:
        return 0.0
    past = one.words & PAST - wanted.beside
    if past and not past <= {"former", "ex", "late", "onetim"}:
        return 0.0
    sign = -1.0 if past else 1.0
    rest = one.words - wanted.plain - past - _PARTIES
    missing = {word for word in wanted.of if not _has(one.words, word)}
    missing |= {word for unit in wanted.units if unit & missing for word in unit}
    if not wanted.of:
        return sign * (_ARTICLE if rest else _WHOLE)
    if any(word in rest for word in _COMPASS if word not in wanted.of):  # "West Norhava" is another place
        return 0.0
    if not missing:
        return sign * _WHOLE
    if len(missing) < len(wanted.of):
        return sign * _MOST if _have(text.whole, missing, wanted) else 0.0
    if rest or not wanted.is_of_place or wanted.head not in one.words:
        return 0.0
    return sign * (_SENTENCE if _have(sentence, missing, wanted) else _ARTICLE if _have(text.whole, missing, wanted) else 0.0)


def _have(text: str, missing: Collection[str], wanted: _Wanted) -> bool:
    """Whether a text has words, those of a name with a capital."""
    names = frozenset(stems(" ".join(re.findall(r"\b[A-Z][\w.]*", text))))
    words = frozenset(stems(text)) if any(word not in wanted.proper for word in missing) else names
    return all(_has(names if word in wanted.proper else words, word) for word in missing)


def _has(words: frozenset[str], wanted: str, *, is_head: bool = False) -> bool:
    if wanted in words or words & _ALSO.get(wanted, frozenset()):
        return True
    if is_head:
        return bool(words & _CALLED.get(wanted, frozenset()))
    return any(_is_like(wanted, word) for word in words)


def _is_like(one: str, other: str) -> bool:
    """Whether two stems are a place and what is of it, or a place cut short: "norhava", "norhavan"; "mass", "massachusett"."""
    short, long = sorted((one, other), key=len)
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _SHARED and shared >= len(short) - 1


def _of_one_name(weights: Mapping[str, list[float]]) -> dict[str, list[float]]:
    """Put together the weights of one person's names, a surname alone with the full name that it ends."""
    full = sorted((name for name in weights if len(words_of(name)) > 1), key=lambda name: (-sum(weights[name]), name))
    found: dict[str, list[float]] = {}
    for name in full:
        usual = next((known for known in found if is_same(name, known)), name)
        found.setdefault(usual, []).extend(weights[name])
    for name, weight in weights.items():
        if len(words_of(name)) == 1:
            same = [known for known in found if words_of(known)[-1:] == words_of(name)]
            if len(same) == 1:
                found[same[0]] += weight
            elif not same:
                found[name] = list(weight)
    return found
