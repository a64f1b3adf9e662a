"""Reads proper names of a claim and finds them in the sources under any of their usual forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.verify import lexicon
from qa.verify.memory import remembered
from qa.verify.reading import Reading, Word, read
from qa.verify.wording import departures

_TITLES = lexicon.words("titles")
_LINKS = lexicon.words("name_links")
_CALENDAR = lexicon.words("calendar")
_NO_NAME = lexicon.words("not_names")
_VERBS = lexicon.words("auxiliaries") | lexicon.words("speech") | {"said", "told"}
_JOINS = _LINKS | {"and", "or", "for", "in", "at"}
_NEAR = 2
"""Words on either side of a name of the sources, one of which the claim may have beside its own."""
_SIDE = 3
"""Words on one side of a name that mark its place."""
_SAID = {"said", "told", "wrote", "added", "argued", "insisted", "warned", "suggested", "announced", "called"}
_SINGULAR = {"is", "was", "has", "does", "says", "tells", "writes", "adds", "argues", "insists", "warns", "suggests", "thinks", "believes"}
_CROWDS = lexicon.words("crowds")
_OPENERS = frozenset({"per", "according", "asked", "speaking", "writing"})
_AFTER_VERB = re.compile(r"\s+(?:an?|the|its|his|her|their|this|that|these|those|no|not|on|off|out|up|down|away|back|to|by)\b")
"""What follows a verb more often than the plural of a noun."""
_I = ("i'", "i’")
_MARKS = ("“", '"', "‘", "'", "«", "(", "[", ": ")
_PEOPLES = lexicon.groups("peoples")
_PLACES = lexicon.groups("short_places")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as printed at ``text[start:end]``, with its folded words, titles left out."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]
    is_sure: bool  # more than a capital at the head of a sentence


@dataclass(frozen=True, slots=True)
class NameCheck:
    """How many names a claim has, and which of them the sources lack, wholly or for a part, or contradict."""

    claimed: int
    missing: tuple[Name, ...]
    partial: tuple[Name, ...]
    differing: tuple[tuple[Name, str], ...]  # the name, and the fuller name of the source that contradicts it


@remembered(4096)
def names(text: str) -> tuple[Name, ...]:
    """Return the proper names of a text in order; titles, months and weekdays are none.

    >>> [n.text for n in names("On Friday President Ana Ruiz met the head of the World Trade Board.")]
    ['Ana Ruiz', 'World Trade Board']
    """
    found: list[Name] = []
    run: list[Word] = []
    words = read(text).words
    for i, word in enumerate(words):
        if run and not _continues(text, run[-1], word, words[i + 1] if i + 1 < len(words) else None):
            _close(text, run, found)
            run = []
        if _is_capital(word) or (run and word.key in _LINKS):
            run.append(word)
    _close(text, run, found)
    return tuple(found)


def check_names(claim: Reading, sources: Sequence[Reading], beside: str) -> NameCheck:
    """Compare the claim's names with the sources; ``beside`` is what else is known of them: what stands before, speaker, outlet."""
    claimed = names(claim.text)
    if not claimed:
        return NameCheck(0, (), (), ())
    around = read(beside)
    keys = {w.key for reading in (*sources, around) for w in reading.words}
    stems = {w.stem for reading in (*sources, around) for w in reading.words}
    acronyms = {a for reading in (*sources, around) for a in _acronyms(reading)}
    full = [n for reading in (*sources, around) for n in names(reading.text)]
    missing: list[Name] = []
    partial: list[Name] = []
    differing: list[tuple[Name, str]] = []
    for name in claimed:
        exchanged = _exchanged(claim, name, sources, keys) or _in_its_place(claim, name, sources)
        if exchanged:
            differing.append((name, exchanged))
            continue
        there = [k for k in name.keys if _is_there(k, keys, stems, acronyms)]
        if not there and not (len(name.keys) > 1 and "".join(k[0] for k in name.keys) in keys):
            other_name = _beside_the_same(claim, name, sources) if name.is_sure else ""
            if other_name:
                differing.append((name, other_name))
            else:
                missing.append(name)
        elif len(there) < len(name.keys):
            other = _contradicting(name, full)
            if other is not None:
                differing.append((name, other.text))
            elif "".join(k[0] for k in name.keys) not in keys:
                partial.append(name)
    return NameCheck(len(claimed), tuple(missing), tuple(partial), tuple(differing))


def is_named_in(one: str, other: str) -> bool:
    """Whether a text names somebody of another: by a word of the name in any of its forms, or by the initials."""
    reading = read(other)
    keys, stems = {w.key for w in reading.words if w.is_capital}, {w.stem for w in reading.words if w.is_capital}
    return any(
        "".join(k[0] for k in name.keys) in keys or any(_is_there(k, keys, stems, set(_acronyms(reading))) for k in name.keys)
        for name in names(one)
    )


def _is_capital(word: Word) -> bool:
    return word.is_capital and word.key not in _NO_NAME and not word.key[0].isdigit()


def _continues(text: str, last: Word, word: Word, following: Word | None) -> bool:
    between = text[last.end : word.start]
    if between.strip(" -'’.") or (between.strip() == "." and len(last.key) > 3) or word.opens:
        return False
    if last.text.endswith(("'s", "’s")):
        return False
    if _is_capital(word):
        return True
    return word.key in _LINKS and following is not None and (_is_capital(following) or following.key in _LINKS)


def _close(text: str, run: list[Word], found: list[Name]) -> None:
    """Keep a run of capitalised words if it is a name."""
    while run and (run[0].key in _TITLES or run[0].key in _CALENDAR or run[0].key in _LINKS or _only_opens(text, run[0])):
        run = run[1:]
    while run and (run[-1].key in _LINKS or run[-1].key in _CALENDAR):
        run = run[:-1]
    keys = tuple(
        w.key
        for w in run
        if w.key not in _LINKS and w.key not in _TITLES and w.key not in _CALENDAR and not (len(w.key) == 1 and len(run) > 1)
    )
    if not keys or all(k in _CALENDAR for k in keys):
        return
    is_sure = len(keys) > 1 or not run[0].opens or run[0].text.endswith(("'s", "’s")) or _acts(text, run[0])
    found.append(Name(text[run[0].start : run[-1].end], run[0].start, run[-1].end, keys, is_sure))


def _only_opens(text: str, word: Word) -> bool:
    """Whether a word has its capital only because a sentence or a quotation begins with it: "Would", "Per", "I've"."""
    if word.key in _OPENERS and word.opens:
        return True
    return not word.is_content and (word.opens or word.key.startswith(_I) or text[: word.start].endswith(_MARKS))


def _acts(text: str, word: Word) -> bool:
    """Whether the word at the head of a sentence is somebody: "Petrakis said", "Petrakis, who", and no plural or adverb."""
    if not word.is_content:
        return False
    rest = text[word.end :]
    following = re.match(r"(?:,[^,]{3,120},)?\s+([\w']+)", rest)
    if word.key.endswith(("ly", "ing", "ed")):  # an adverb, or Kelly
        return following is not None and following[1] in _SAID | _SINGULAR
    if re.match(r", (?:a|an|the|who|whose)\b", rest):
        return True
    if following is None:
        return False
    if word.key.endswith("s") and not word.key.endswith(("ss", "is", "us", "as", "os")):  # many of a kind, or Sanders
        return following[1] in _SINGULAR or (following[1] in _SAID and word.key not in _CROWDS)
    if following[1].endswith("s") and not following[1].endswith("ss") and following[1].islower() and following[1] not in _VERBS:
        return _AFTER_VERB.match(rest, following.end()) is not None  # "Velmora delays the tunnel", not "Tunnel costs rise"
    return following[1] in _VERBS or (following[1].endswith("ed") and following[1].islower())


def _is_there(key: str, keys: set[str], stems: set[str], acronyms: set[str]) -> bool:
    if (
        key in keys
        or key in stems
        or key in acronyms
        or _PEOPLES.get(key) in keys
        or _PLACES.get(key) in keys
        or any(_PLACES[k] == key for k in keys if k in _PLACES)
        or any(_PEOPLES.get(k) == _PEOPLES.get(key, key) for k in keys if k in _PEOPLES)
    ):
        return True
    if key.rstrip("s") in keys or key + "s" in keys:
        return True
    return len(key) >= 5 and any(len(k) >= 4 and (_same_root(key, k) or _is_misspelt(key, k)) for k in keys)


def _same_root(one: str, other: str) -> bool:
    """Whether two words share their beginning but for an ending: Canada, Canadian."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return (
        shared >= 4
        and shared >= min(len(one), len(other)) - 2
        and abs(len(one) - len(other)) <= 4
        and shared >= 0.6 * max(len(one), len(other))
    )


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two long words differ by one letter left out, as transliterated names do."""
    short, long = sorted((one, other), key=len)
    if len(short) < 6 or len(long) != len(short) + 1 or one[0] != other[0]:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


@remembered(4096)
def _acronyms(reading: Reading) -> frozenset[str]:
    """The initials of every run of two to six capitalised words, small words between them passed over."""
    found: set[str] = set()
    run: list[str] = []
    for word in reading.words:
        if word.is_capital:
            run.append(word.key[0])
            found |= {"".join(run[-length:]) for length in range(2, min(6, len(run)) + 1)}
        elif word.is_content or word.key[0].isdigit():
            run = []
    return frozenset(found)


def _exchanged(claim: Reading, name: Name, sources: Sequence[Reading], keys: set[str]) -> str:
    """What a sentence that the claim otherwise repeats has in the place of a name; nothing where it has no other name there."""
    for source in sources:
        for departure in departures(claim, source):
            here = [
                w
                for w in departure.claimed
                if name.start <= w.start < name.end
                and w.is_capital
                and (name.is_sure or w.key not in _CROWDS)
                and not _is_there(w.key, keys, set(), set())
            ]
            there = [w for w in departure.printed if w.is_capital and w.key not in _TITLES]
            if here and there and all(w.key not in {c.key for c in claim.words} for w in there):
                return " ".join(w.text for w in there)
    return ""


def _in_its_place(claim: Reading, name: Name, sources: Sequence[Reading]) -> str:
    """The name that the sources print before, or after, the same three words; nothing where one of them has the claim's name there."""
    if not name.is_sure:
        return ""
    words = claim.words
    at = [i for i, w in enumerate(words) if name.start <= w.start < name.end]
    after, before = words[at[-1] + 1 : at[-1] + 1 + _SIDE], words[max(0, at[0] - _SIDE) : at[0]]
    mine = {w.key for w in words}
    other = ""
    for source in sources:
        runs = [_names_from(source, place - 1, -1) for place in _places(after, source)] if _may_be_predicate(after) else []
        if before and not before[-1].is_capital:
            runs += [_names_from(source, place + len(before), 1) for place in _places(before, source)]
        for run in runs:
            if _names_one(name, run):
                return ""
            if not any(w.key in mine for w in run if w.is_capital):
                other = other or " ".join(w.text for w in run)
    return other


def _beside_the_same(claim: Reading, name: Name, sources: Sequence[Reading]) -> str:
    """The name that the sources have beside the word that the claim's stands beside: "Varga fled", "Quell later fled"."""
    before, after = _neighbours(claim, name)
    mine = {w.key for w in claim.words}
    for source in sources:
        for other in names(source.text):
            if other.is_sure and not mine & set(other.keys):
                left, right = _neighbours(source, other)
                if set(before[:1]) & set(left) or set(after[:1]) & set(right):
                    return other.text
    return ""


def _neighbours(reading: Reading, name: Name) -> tuple[list[str], list[str]]:
    """The stems of the nearest words before and behind a name, in its clause, that carry meaning and tell nobody's words."""
    clause = next(w.clause for w in reading.words if w.start >= name.start)
    beside = [w for w in reading.words if w.clause == clause and w.is_content and not w.is_capital and w.key not in _SAID | _SINGULAR]
    before = [w.stem for w in beside if w.end <= name.start]
    return before[::-1][:_NEAR], [w.stem for w in beside if w.start >= name.end][:_NEAR]


def _may_be_predicate(words: Sequence[Word]) -> bool:
    """Whether words after a name may say what somebody does, or who it is: they begin with a verb or "who", as far as a word shows it."""
    return bool(words) and (words[0].key in _VERBS or words[0].key in ("who", "whose") or (words[0].is_content and not words[0].is_capital))


def _places(side: Sequence[Word], source: Reading) -> list[int]:
    """Where a source has all the words on one side of a name."""
    keys = [w.key for w in side]
    if len(keys) < _SIDE or not any(w.is_content for w in side):
        return []
    return [i for i in range(len(source.words) - len(keys) + 1) if [w.key for w in source.words[i : i + len(keys)]] == keys]


def _names_from(source: Reading, place: int, step: int) -> list[Word]:
    """The run of names that begins at a place, joined by small words, in the order of the text; none where its capitals make no name."""
    run: list[Word] = []
    words = source.words
    if step < 0 and 0 <= place < len(words) - 1 and words[place].clause != words[place + 1].clause:
        place = _before_apposition(words, place)
    while 0 <= place < len(words) and (_is_capital(words[place]) or (run and words[place].key in _JOINS)):
        run.append(words[place])
        place += step
    while run and not _is_capital(run[-1]):
        run.pop()
    is_name = any(n.is_sure and n.start <= w.start < n.end for n in names(source.text) for w in run)
    return run[::step] if is_name else []


def _before_apposition(words: Sequence[Word], place: int) -> int:
    """The place before what stands between commas: of Ruiz in "Ruiz, a geologist of Dravik, said"; the same where it is a name."""
    first = place
    while first > 0 and words[first - 1].clause == words[place].clause:
        first -= 1
    return place if words[first].is_capital or words[first].opens else first - 1


def _names_one(name: Name, run: Sequence[Word]) -> bool:
    keys = {w.key for w in run}
    initials = {"".join(w.key[0] for w in run if w.is_capital)}
    return any(_is_there(k, keys, {w.stem for w in run}, initials) for k in name.keys) or "".join(k[0] for k in name.keys) in keys


def _contradicting(name: Name, full: Sequence[Name]) -> Name | None:
    """A person of the sources with the same surname and another given name, where none goes with the claim's."""
    if not 2 <= len(name.keys) <= 3:
        return None
    same = [n for n in full if n.keys[-1] == name.keys[-1]]
    if not same or any(not 2 <= len(n.keys) <= 3 or any(_goes_with(a, b) for a in name.keys[:-1] for b in n.keys[:-1]) for n in same):
        return None
    return same[0]


def _goes_with(one: str, other: str) -> bool:
    return one == other or one[:3] == other[:3] or (min(len(one), len(other)) == 1 and one[0] == other[0])
