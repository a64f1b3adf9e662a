"""Find what is said for a holder asked for: by those who speak for an organisation, by an office, and by two who say one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.positions.gather import Read, Said, full_name
from qa.positions.names.holders import meant, words_of
from qa.positions.voices import is_organisation, voices

_OFFICES = {"white house": "President", "kremlin": "President", "downing street": "Prime Minister"}
_TITLES = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Senator|Representative|Governor|President)s?\.?\s+)?(?:[A-Z][\w’'-]*\.?\s+){0,2}"


def spoken_for(read: Read, said: Sequence[Said], names: Sequence[str]) -> list[Said]:
    """Return statements of an article as those of the holders asked for, besides the ones that it gives them by name."""
    found: list[Said] = []
    for name in names:
        if not words_of(name):
            continue
        others = [s for s in said if not meant(name, [s.holder])]
        if is_organisation(name):
            people = voices(name, read.article.text, {s.holder for s in others if len(words_of(s.holder)) > 1})
            found += [replace(s, holder=name, speaker=s.speaker or s.holder) for s in others if s.holder in people]
            continue
        surname = next((word for word in reversed(name.split()) if words_of(word) == words_of(name)[-1:]), name)
        who = full_name(read, name, surname)
        if who is None or who[1]:
            continue
        found += [replace(s, holder=who[0], speaker=s.speaker or s.as_printed) for s in others if _is_office_of(surname, s, read)]
        found += [replace(s, holder=who[0], as_printed=surname) for s in others if _is_joint(surname, s)]
    return found


def _is_office_of(surname: str, said: Said, read: Read) -> bool:
    """Whether the statement is that of an office ("the White House") whose holder the article calls by this surname."""
    title = _OFFICES.get(" ".join(words_of(said.as_printed)[-2:]).removeprefix("the "))
    if title is None:
        return False
    holding = rf"(?<![Ff]ormer )(?<![Ee]x-)\b{title} (?:[A-Z][\w’'-]*\.? ){{0,2}}{re.escape(surname)}\b"
    return re.search(holding, read.article.text) is not None


def _is_joint(surname: str, said: Said) -> bool:
    """Whether somebody of this surname says it together with the one that the statement is given to: "Mr. Arrow and Ms. Venn say"."""
    place = said.sentence.text.find(said.as_printed) if said.as_printed else -1
    if place < 0:
        return False
    before = rf"\b{re.escape(surname)}(?:,[^,]{{2,40}},)?\s+and\s+{_TITLES}$"
    return re.search(before, said.sentence.text[:place]) is not None
