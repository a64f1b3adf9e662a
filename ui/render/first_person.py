"""Find where printed words speak in the first person."""

from __future__ import annotations

import re

from ingest.statements.verbs import FORMS
from ingest.statements.vocabulary import CLASS

_PLURAL = re.compile(r"(?<![\w-])(?:We|we)(?![\w-]|\.\w)")
_SINGULAR = re.compile(r"(?:(?P<before>[\w’'.-]+) )?(?<![\w’'.-])I(?:[’'][a-z]|,? (?P<behind>[a-z]+))")
_THIRD_PERSON = frozenset(("is", "has", "does"))


def first_person(words: str) -> str | None:
    """Return the word by which somebody speaks of himself: "we", or "I" where no numeral or name ends in it.

    >>> first_person("When I left, the quay was shut."), first_person("Charles I was king."), first_person("I-95 is shut.")
    ('I', None, None)
    """
    plural = _PLURAL.search(words)
    singular = next((m for m in _SINGULAR.finditer(words) if _is_spoken(m)), None)
    if singular and (plural is None or singular.start() < plural.start()):
        return "I"
    return plural[0] if plural else None


def _is_spoken(found: re.Match[str]) -> bool:
    """Whether a verb of the first person follows, and no name or title stands before ("Charles I", "Article I")."""
    before, behind = found["before"], found["behind"]
    is_named = before is not None and before[0].isupper() and before[-1] != "." and before.lower() not in CLASS
    return not is_named and (behind is None or _is_verb(behind))


def _is_verb(word: str) -> bool:
    known = FORMS.get(word)
    if word in _THIRD_PERSON or (known and known[1] == "V"):
        return False
    return known is not None or CLASS.get(word, "") in ("M", "A", "n", "Y") or word.endswith(("ly", "ed"))
