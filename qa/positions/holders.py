"""Tell which names are one holder, across articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ingest.statements.names import OFFICES
from qa.positions.first_names import whole_first_name

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
_PARTICLES = frozenset(("de", "di", "da", "del", "della", "du", "von", "van", "der", "den", "ten", "ter", "bin", "al", "el", "la", "le"))
_HEADS = "|".join(
    sorted(OFFICES - {"king", "queen", "prince", "bishop", "archbishop", "pope", "judge", "farmer", "chief", "general", "lawyer"})
)
_FULL_NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|der|den|al|bin|la|le))*(?:\s+[A-Z][\w’'-]+){1,2}(?:,? [JS]r\.?)?)"
_DESCRIBED = re.compile(rf"^(?:.*['’]s|.*\b(?i:{_HEADS}|journalist|comedian|rapper|actor|actress|author))\s+{_FULL_NAME}$")
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
    """
    words = [w for w in re.findall(r"[\w'’-]+", re.sub(r"['’]s\b", "", without_description(name).casefold())) if w]
    while len(words) > 1 and words[0] in _TITLES:
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
    """
    a, b = words_of(one), words_of(other)
    if a == b:
        return bool(a)
    return min(len(a), len(b)) >= 2 and max(len(a), len(b)) <= 4 and _key(a) == _key(b)


def _key(words: Sequence[str]) -> tuple[str, str]:
    """Return what full names of one holder have in common."""
    return whole_first_name(words[0]), words[-1]


def _is_surname(words: Sequence[str]) -> bool:
    """Whether a name may be a surname of two words: "de Arrow"."""
    return len(words) == 2 and words[0] in _PARTICLES


def one_name_each(counts: Mapping[str, int], corrected: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for each name the one that stands for its holder: the usual form of the full name, by whom a surname alone is meant.

    A surname that several people have, none of them far more often named than the others, stays by itself, and so do names that a
    person gave or set apart (``corrected``: what names mean).

    >>> one_name_each({"Oda Kellervane": 7, "Oda J. Kellervane": 2, "Kellervane": 1, "Pim Kellervane": 1})["Kellervane"]
    'Oda Kellervane'
    """
    usual: dict[tuple[str, str], Counter[str]] = {}
    for name, n in counts.items():
        words = words_of(name)
        if 2 <= len(words) <= 4 and not _is_surname(words):
            usual.setdefault(_key(words), Counter())[name] += n
    chosen = {key: without_description(min(names, key=lambda name: (-names[name], name))) for key, names in usual.items()}
    of_surname: dict[str, list[tuple[int, str]]] = {}
    for key, names in usual.items():
        of_surname.setdefault(key[1], []).append((sum(names.values()), chosen[key]))
    found: dict[str, str] = {}
    for name in counts:
        words = words_of(name)
        if _is_surname(words):
            found[name] = _dominant([row for row in of_surname.get(words[-1], []) if words_of(row[1])[-2:] == words]) or name
        elif 2 <= len(words) <= 4:
            found[name] = chosen[_key(words)]
        elif len(words) == 1 and words[0] in of_surname:
            found[name] = _dominant(of_surname[words[0]]) or name
        else:
            found[name] = name
    spelt: dict[str, set[str]] = {}
    for name in set(found.values()):
        spelt.setdefault(initials(name), set()).add(name)
    for name in counts:
        if (short := _letters(name)) and len(full := spelt.get(short, set())) == 1:
            found[name] = next(iter(full))
    given = set((corrected or {}).values())
    return {name: name if name in given else (corrected or {}).get(one, one) for name, one in found.items()}


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
