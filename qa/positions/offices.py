"""Tell who is meant by an office or a description, "the governor of Norhava": whom the articles describe so, near the days asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.words import content_stems, stems
from qa.positions.described import PAST, SHORT, Described, described
from qa.positions.holders import is_same, words_of
from qa.positions.phrases import HEADS

_CLASSES_WORDS = """
head chief leader director president chairman chairwoman chair commissioner executive boss secretary;
lawmaker congressman congresswoman representative senator legislator; congressman congresswoman representative; chairman chairwoman chair;
nominee candidate; spokesman spokeswoman spokesperson; premier prime
"""
_GENERIC = frozenset(("head", "chief", "boss", "leader", "lawmaker", "congressman", "chairman", "chairwoman", "chair", "nominee"))
_CLASSES = [frozenset(stems(words)) for words in _CLASSES_WORDS.split(";")]
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
_SHARED = 4  # letters that a country and what is of it have in common ("Norhava", "Norhavan")
_WHOLE, _MOST, _SENTENCE, _ARTICLE = 4.0, 2.0, 1.5, 0.5  # weight of one article by where it has the words of the office
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


def office_holder(office: str, texts: Sequence[Text]) -> Named:
    """Return whom these articles describe by an office.

    An article counts by where it has the words: all in what describes the person, or beside the office alone in the sentence or the
    article. It counts against whom it says held the office once. Articles of the days asked for go before all others. Nobody is named
    whom not one article describes plainly, or who has not twice the weight of the next.

    >>> office_holder("the governor of Norhava", [Text(("Norhava Gov. Oda Kellervane left.",), "")]).holder
    'Oda Kellervane'
    """
    wanted = _wanted(office)
    if wanted is None:
        return Named(None)
    near = _told(_weights(wanted, [text for text in texts if text.is_near]))
    return near if near.holder or near.candidates else _told(_weights(wanted, texts))


def also_said(words: Iterable[str]) -> tuple[str, ...]:
    """Return stems of other words for these: "united" and "nations" for "un"."""
    return tuple(stem for word in words for stem in sorted(_ALSO.get(word, ())))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an office asks for: the noun that names it, words that go with that, and what it is of, ``proper`` where that is a name."""

    head: str
    beside: frozenset[str]
    of: tuple[str, ...]
    proper: frozenset[str]
    is_of_place: bool


def _wanted(office: str) -> _Wanted | None:
    words = re.sub(r"\b(?:own|current|present|new(?! [A-Z]))\b", "", office)
    head = _head(words)
    if head is None:
        return None
    beside = frozenset(stem for word in words.split() if word.lower() in HEADS | _WITH_HEADS for stem in stems(word)) - {head}
    of = tuple(dict.fromkeys(stem for stem in content_stems(words) if stem != head and stem not in beside))
    proper = frozenset(stem for word in re.findall(r"\b[A-Z][\w.]*", words) for stem in stems(word))
    is_of_place = re.search(r"\b(?:of|from) (?:the )?[A-Z]|^(?:the )?[A-Z][\w ]*['’]s? ", words) is not None
    return _Wanted(head, beside, of, proper, is_of_place)


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


def _weights(wanted: _Wanted, texts: Iterable[Text]) -> dict[str, tuple[float, float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    names_head = _naming(wanted.head)
    for text in texts:
        best: dict[str, float] = {}
        for sentence in text.sentences:
            for one in described(sentence) if names_head.search(sentence) else ():
                weight = _weight(one, wanted, sentence, text)
                best[one.name] = max(best.get(one.name, 0.0), weight, key=abs)
        for name, weight in best.items():
            found[name].append(weight)
    return {name: (sum(one), max(one)) for name, one in _of_one_name(found).items()}


def _naming(head: str) -> re.Pattern[str]:
    """Return a pattern of words by which a sentence may name an office, so that the others need not be read."""
    group = {head, *(word for words in _CLASSES if head in words for word in words)}
    cut = {short for short, whole in SHORT.items() if stems(whole)[0] in group}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(group | cut)))})|\b[DR]-[A-Z]", re.IGNORECASE)


def _head(office: str) -> str | None:
    """Return the stem of the noun that names the office: the last one before what it is of."""
    words = re.split(r"\b(?:of|from|for|at|in|to)\b", office)[0].split()
    last = next((word for word in reversed(words) if word.lower().rstrip(".") in HEADS), None)
    return stems(last)[0] if last else None


def _weight(one: Described, wanted: _Wanted, sentence: str, text: Text) -> float:
    if not _has(one.words, wanted.head, is_head=True) or set(stems(one.name)) & set(wanted.of):
        return 0.0
    if (wanted.beside & _MUST_STEMS) - one.words:
        return 0.0
    past = one.words & PAST - wanted.beside
    if past and not past <= {"former", "ex", "late", "onetim"}:
        return 0.0
    sign = -1.0 if past else 1.0
    rest = one.words - {wanted.head} - wanted.beside - past
    missing = [word for word in wanted.of if not _has(one.words, word)]
    if not wanted.of:
        return sign * (_ARTICLE if rest else _WHOLE)
    if any(word in rest for word in _COMPASS if word not in wanted.of):  # "West Norhava" is another place
        return 0.0
    if not missing:
        return sign * _WHOLE
    if len(missing) < len(wanted.of):
        return sign * _MOST if _have(text.whole, missing, wanted) else 0.0
    if rest or wanted.head not in one.words or not wanted.is_of_place:
        return 0.0
    return sign * (_SENTENCE if _have(sentence, missing, wanted) else _ARTICLE if _have(text.whole, missing, wanted) else 0.0)


def _have(text: str, missing: Sequence[str], wanted: _Wanted) -> bool:
    """Whether a text has words, those of a name with a capital."""
    names = frozenset(stems(" ".join(re.findall(r"\b[A-Z][\w.]*", text))))
    words = frozenset(stems(text)) if any(word not in wanted.proper for word in missing) else names
    return all(_has(names if word in wanted.proper else words, word) for word in missing)


def _has(words: frozenset[str], wanted: str, *, is_head: bool = False) -> bool:
    if wanted in words or words & _ALSO.get(wanted, frozenset()):
        return True
    if is_head:
        return any(wanted in group and words & group for group in _CLASSES if group & _GENERIC_STEMS and wanted in _GENERIC_STEMS)
    return any(_is_like(wanted, word) for word in words)


_GENERIC_STEMS = frozenset(stem for word in _GENERIC for stem in stems(word))


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
