"""Find through whom an organisation speaks in an article: "Oda Kellervane of the Harbour League", "Tom Arrow, director at the League"."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.statements.names import ORGANISATION
from qa.positions.names.acronyms import other_names

_OF = r"(?:of|for|at|with|from|to)"
_RUNS = r"who (?:now )?(?:runs|leads|heads|chairs|directs|represents|speaks for)"
_ROLE = r"[^.;:()“”\"]{2,80}?"
_NO_ROLE = re.compile(
    r"\b(?:former(?:ly)?|ex|once|late|previously|said|says|told|wrote|he|she|they|that|is|was|were|has|had|not|against|critic|rival)\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:[a-z’'-]+ ){0,3}"
    r"(?:president|chief|director|head|leader|chair\w*|spokes\w+|secretary|counsel|lobbyist|executive|officer|manager)"
)


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's by its last word, or an acronym.

    >>> is_organisation("the Harbour Workers Union"), is_organisation("NHL"), is_organisation("Oda Kellervane")
    (True, True, False)
    """
    words = name.split()
    return bool(words) and (words[-1].lower() in ORGANISATION or re.fullmatch(r"[A-Z]{3,6}", words[-1]) is not None)


def voices(organisation: str, text: str, people: Collection[str]) -> frozenset[str]:
    """Return which of these people a text says speak for an organisation.

    >>> text = "The toll is wrong, said Tom Arrow of the Harbour League. Oda Kellervane, once of the Harbour League, agreed."
    >>> sorted(voices("Harbour League", text, ["Tom Arrow", "Oda Kellervane"]))
    ['Tom Arrow']
    """
    bare = re.sub(r"^[Tt]he\s+", "", organisation)
    forms = (bare, *other_names(bare, lambda words: [text] if re.search(rf"\b{re.escape(words)}\b", text) else []))
    name = "(?:" + "|".join(map(re.escape, forms)) + r")(?:['’]s?)?"
    if not re.search(rf"\b{name}", text):
        return frozenset()
    return frozenset(person for person in people if _speaks_for(re.escape(person), name, text))


def _speaks_for(person: str, name: str, text: str) -> bool:
    behind = rf"{person}(?P<role> {_OF}|,? {_RUNS}|, {_ROLE}\b{_OF}) (?:the )?{name}(?!\w)"
    before = rf"\b{name},? (?:['’]s )?(?P<role>{_OFFICE}),? {person}\b"
    return any(not _NO_ROLE.search(m["role"]) for pattern in (behind, before) for m in re.finditer(pattern, text))
