"""Find what an acronym of an issue stands for in these articles, and what an issue's full name is shortened to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[\s-]+(?:of|the|and|for|on|to|in)\b|[\s-]+[A-Z][\w’'-]*)*[\s-]+[A-Z][\w’'-]*")
_SHORTEST = 3  # letters of an acronym
_SMALL = frozenset(("of", "the", "and", "for", "on", "to", "in"))


def other_names(issue: str, sentences_with: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return other names of what an issue names, as these articles print them.

    Args:
        issue: a few words.
        sentences_with: the sentences of passages that have the words given, or are close to them in meaning.

    >>> other_names("the HTA", lambda words: ["The Harbour Tunnel Act (HTA) is late."])
    ('Harbour Tunnel Act',)
    >>> other_names("the Harbour Tunnel Act", lambda words: ["The Harbour Tunnel Act (HTA) is late."])
    ('HTA',)
    """
    found: list[str] = []
    for acronym in dict.fromkeys(_ACRONYM.findall(issue)):
        names = Counter(name for text in sentences_with(acronym) for name in _names(text) if _initials(name) == acronym)
        found += [name for name, _ in names.most_common(1)]
    for name in dict.fromkeys(_names(issue)):
        short = _initials(name)
        if len(short) >= _SHORTEST and any(re.search(rf"\b{short}\b", text) for text in sentences_with(name)):
            found.append(short)
    return tuple(found)


def renamed(issue: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return an issue once with each of its other names in the place of the name that it has."""
    forms = []
    for name in names:
        own = next((own for own in (*_ACRONYM.findall(issue), *_names(issue)) if _initials(own) == name or own == _initials(name)), None)
        forms.append(issue.replace(own, name) if own else f"{issue} {name}")
    return tuple(forms)


def _names(text: str) -> list[str]:
    """Return the names of several words in a text, and each end of them: "The Harbour Tunnel Act" has "Harbour Tunnel Act"."""
    found = []
    for match in _NAME.finditer(text):
        words = match[0].split()
        found += [" ".join(words[i:]) for i in range(len(words) - 1) if words[i][0].isupper()]
    return found


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part and part not in _SMALL).upper()
