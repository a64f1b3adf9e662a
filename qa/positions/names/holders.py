"""Tell which names are one holder, across articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ingest.statements.names import OFFICES, ORGANISATION, PARTICLES
from qa.positions.names.first_names import whole_first_name

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "senator",
        "rep",
        "representative",
        "gov",
        "governor",
        "president",
        "vice",
        "secretary",
        "minister",
        "premier",
        "prime",
        "chancellor",
        "mayor",
        "judge",
        "justice",
        "speaker",
        "chair",
        "chairman",
        "chairwoman",
        "former",
        "rival",
        "then",
        "sir",
        "lady",
        "lord",
        "king",
        "queen",
        "prince",
        "princess",
        "gen",
        "general",
        "col",
        "state",
        "republican",
        "democrat",
        "democratic",
        "presumptive",
        "nominee",
        "candidate",
        "billionaire",
    ]
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_HEADS = "|".join(
    sorted(OFFICES - {"king", "queen", "prince", "bishop", "archbishop", "pope", "judge", "farmer", "chief", "general", "lawyer"})
)
_FULL_NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|der|den|al|bin|la|le))*(?:\s+[A-Z][\w’'-]+){1,2}(?:,? [JS]r\.?)?)"
_DESCRIBED = re.compile(rf"^(?:.*['’]s|.*\b(?i:{_HEADS}|journalist|comedian|rapper|actor|actress|author))\s+{_FULL_NAME}$")
_SURNAMES_TOO = frozenset(("bay", "church", "day", "hall", "lake", "park", "valley"))  # of the words that names of no person end with
_SPELT = 3  # letters of an acronym that stands for an organisation
_DOMINANT = 3  # times as often as the next: who a surname alone means


def without_description(name: str) -> str:
    """Return a full name without what an article prints before it to describe the holder.

    >>> without_description("the Harbour Party’s Oda Kellervane"), without_description("Norhava Press Secretary Oda Kellervane")
    ('Oda Kellervane', 'Oda Kellervane')
    >>> without_description("Kellervane’s campaign"), without_description("Harbour Workers Union")
    ('Kellervane’s campaign', 'Harbour Workers Union')
    """
    match = _DESCRIBED.match(name)
    return match["name"] if match else name


def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words, folded for comparison, without titles before it and suffixes behind it.

    >>> words_of("President Oda J. Kellervane, Jr.")
    ('oda', 'j', 'kellervane')
    >>> words_of("the State Department")
    ('state', 'department')
    """
    words = [w for w in re.findall(r"[\w'’-]+", re.sub(r"['’]s\b", "", without_description(name).casefold())) if w]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[0] in _TITLES and not _is_organisation(words):
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def is_same(one: str, other: str) -> bool:
    """Whether two full names mean one holder: the same last word and first name, or a short form of it, names between left out.

    >>> is_same("Oda J. Kellervane", "Oda Kellervane"), is_same("Oda Kellervane", "Pim Kellervane"), is_same("Kellervane", "Oda Kellervane")
    (True, False, False)
    >>> is_same("Chuck Arrow", "Charles E. Arrow")
    True
    >>> is_same("Oda J. Kellervane", "Oda P. Kellervane"), is_same("Oda Kellervane", "Oda Kellervane Jr.")
    (False, False)
    >>> is_same("The Ellery Post", "The Norhava Post")
    False
    """
    a, b = words_of(one), words_of(other)
    if _suffix(one) != _suffix(other):
        return False
    if a == b:
        return bool(a)
    if not (_is_full(a) and _is_full(b)):
        return False
    return _key(one) == _key(other) and (not _middle(a) or not _middle(b) or _middle(a) == _middle(b))


def _is_organisation(words: Sequence[str]) -> bool:
    """Whether a name ends as those of organisations do, which are one only where all their words are."""
    return len(words) > 1 and words[-1] in ORGANISATION and words[-1] not in _SURNAMES_TOO


def _is_full(words: Sequence[str]) -> bool:
    """Whether a name may be a person's first name and surname."""
    return 2 <= len(words) <= 4 and not _is_surname(words) and not _is_organisation(words)


def _key(name: str) -> tuple[str, str, str]:
    """Return what full names of one person have in common."""
    words = words_of(name)
    return whole_first_name(words[0]), words[-1], _suffix(name)


def _middle(words: Sequence[str]) -> str:
    """Return the initial of the name between first name and surname, where there is one."""
    return words[1][0] if len(words) == 3 and words[1] not in PARTICLES else ""


def _suffix(name: str) -> str:
    """Return what tells a person from another of the whole name: "jr"."""
    last = re.findall(r"\w+", name.casefold())[-1:]
    return last[0] if last and last[0] in _SUFFIXES else ""


def _is_surname(words: Sequence[str]) -> bool:
    """Whether a name may be a surname of two words: "de Arrow"."""
    return len(words) == 2 and words[0] in PARTICLES


def one_name_each(counts: Mapping[str, int], corrected: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for each name the one that stands for its holder: the usual form of the full name, by whom a surname alone is meant.

    A surname that several people have, none of them far more often named than the others, stays by itself, and so do names that a
    person gave or set apart (``corrected``: what names mean).

    >>> one_name_each({"Oda Kellervane": 7, "Oda J. Kellervane": 2, "Kellervane": 1, "Pim Kellervane": 1})["Kellervane"]
    'Oda Kellervane'
    """
    chosen = _persons(counts)
    of_surname: dict[str, dict[str, int]] = {}
    for name, one in chosen.items():
        rows = of_surname.setdefault(words_of(name)[-1], {})
        rows[one] = rows.get(one, 0) + counts[name]
    found: dict[str, str] = {}
    for name, n in counts.items():
        words = words_of(name)
        people = [(total, one) for one, total in of_surname.get(words[-1], {}).items()] if words else []
        if _is_surname(words):
            found[name] = _dominant([row for row in people if words_of(row[1])[-2:] == words]) or name
        elif len(words) == 1:
            whose = _dominant(people)
            is_theirs = whose is not None and n <= _DOMINANT * of_surname[words[-1]][whose]  # else rather a country: "Israel"
            found[name] = whose if whose is not None and is_theirs else name
        else:
            found[name] = chosen.get(name, name)
    whole: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        if _is_organisation(words_of(name)):
            whole.setdefault(words_of(name), []).append(name)
    found.update({name: names[0] for names in whole.values() for name in names})
    spelt: dict[str, set[str]] = {}
    for name in set(found.values()):
        spelt.setdefault(initials(name), set()).add(name)
    for name in counts:
        if (short := _letters(name)) and len(full := spelt.get(short, set())) == 1:
            found[name] = next(iter(full))
    given = set((corrected or {}).values())
    return {name: name if name in given else (corrected or {}).get(one, one) for name, one in found.items()}


def _persons(counts: Mapping[str, int]) -> dict[str, str]:
    """Return for each full name of a person the usual one: two of different middle initials are two, and one without is the dominant's."""
    alike: dict[tuple[str, str, str], dict[str, Counter[str]]] = {}
    for name, n in counts.items():
        words = words_of(name)
        if _is_full(words):
            alike.setdefault(_key(name), {}).setdefault(_middle(words), Counter())[name] += n
    found: dict[str, str] = {}
    for of_middle in alike.values():
        plain = of_middle.pop("", Counter())
        middles = [(names.total(), middle) for middle, names in of_middle.items()]
        whose = _dominant(middles)
        groups = [names + plain if middle == whose else names for middle, names in of_middle.items()]
        for names in groups if whose is not None else [*groups, plain]:
            usual = without_description(min(names, key=lambda name: (-names[name], name))) if names else ""
            found.update(dict.fromkeys(names, usual))
    return found


def initials(name: str) -> str:
    """Return the initials of an organisation's name of three capitalised words or more, else nothing.

    >>> initials("Harbour Workers Federation"), initials("Oda J. Kellervane"), initials("Department of Ports")
    ('HWF', '', '')
    """
    words = [word for word in re.split(r"[\s-]+", name) if word and word not in ("of", "the", "and", "for", "on", "to", "in")]
    if len(words) < _SPELT or not all(word[0].isupper() and not word.endswith(".") for word in words):
        return ""
    return "".join(word[0] for word in words)


def _letters(name: str) -> str:
    """Return an acronym without its dots, nothing of another name."""
    letters = name.removeprefix("the ").replace(".", "")
    return letters if len(letters) >= _SPELT and letters.isalpha() and letters.isupper() else ""


def meant(asked: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names a question means by a name of its own: the same full name, or the one of that surname.

    >>> meant("Kellervane", ["Oda Kellervane", "Tom Arrow"]), meant("Oda Kellervane", ["Pim Kellervane"])
    (('Oda Kellervane',), ())
    >>> meant("HWF", ["Harbour Workers Federation", "H.W.F.", "Oda Kellervane"])
    ('Harbour Workers Federation', 'H.W.F.')
    """
    names = tuple(names)
    if short := _letters(asked):
        return tuple(name for name in names if short in (_letters(name), initials(name)))
    found, spelt = _meant(asked, names), initials(asked)
    return (*found, *(name for name in names if spelt and _letters(name) == spelt and name not in found))


def _meant(asked: str, names: Sequence[str]) -> tuple[str, ...]:
    words = words_of(asked)
    if _is_surname(words):
        return tuple(name for name in names if is_same(asked, name) or words_of(name)[-2:] == words)
    if len(words) != 1:
        return tuple(name for name in names if is_same(asked, name) or (_is_surname(words_of(name)) and words[-2:] == words_of(name)))
    return tuple(name for name in names if words_of(name)[-1:] == words)


def _dominant(people: Sequence[tuple[int, str]]) -> str | None:
    if not people:
        return None
    first, *others = sorted(people, key=lambda row: (-row[0], row[1]))
    return first[1] if all(first[0] >= _DOMINANT * n for n, _ in others) else None
