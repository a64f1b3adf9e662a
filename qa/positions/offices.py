"""Tell who is meant by an office: "the governor of Norhava" is whom the articles print it beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.words import content_stems, stems

_SHORT = {"gov": "governor", "sen": "senat", "rep": "repres", "pres": "presid", "sec": "secretari"}
_NAME_THEN_OFFICE = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z]\.)?\s+[A-Z][\w’'-]+)(?:,\s+(?P<office>[^,.;]{3,50})[,.;]|\s+\((?P<place>[A-Z]-[A-Z][\w.]+)\))"
)
_PAST = frozenset(stems("former ex late onetime deputy vice lieutenant then candidate for"))
_DOMINANT = 2  # times as often as the next
_SPECIFIC = 3  # letters of a state's short form


def office_holder(office: str, sentences: Iterable[str]) -> str | None:
    """Return the name that these sentences print most often beside all words of an office, where none comes near it.

    >>> office_holder("the governor of Norhava", ["Norhava Gov. Oda Kellervane left.", "Pim Arrow, the mayor, met her."])
    'Oda Kellervane'
    """
    wanted = set(content_stems(office))
    counts: Counter[str] = Counter()
    for text in sentences:
        for match in _NAME_THEN_OFFICE.finditer(text):
            said = set(map(_long, stems(match["office"] or "")))
            if match["place"]:
                before = set(map(_long, stems(text[max(0, match.start() - 8) : match.start() + 8])))
                said = before | {
                    w for w in wanted if w.startswith(match["place"][2:].lower().rstrip(".")) and len(match["place"]) > _SPECIFIC + 1
                }
            if wanted <= said and not said & _PAST - wanted:
                counts[_bare(match["name"])] += 1
        for words, name in _printed_before(text):
            if wanted <= words and not words & _PAST - wanted:
                counts[name] += 1
    if not counts:
        return None
    (first, n), *others = counts.most_common(2)
    return first if all(n >= _DOMINANT * m for _, m in others) else None


def _printed_before(text: str) -> Iterable[tuple[set[str], str]]:
    """Yield names of a first and a last name with the words before them, capitals of the office kept apart from the name's."""
    tokens = re.findall(r"[\w’'-]+\.?|[^\w\s]", text)
    for i in range(1, len(tokens) - 1):
        if _is_name(tokens[i]) and _is_name(tokens[i + 1]) and not (i + 2 < len(tokens) and _is_name(tokens[i + 2])):
            before: list[str] = []
            for token in reversed(tokens[max(0, i - 4) : i]):
                if not re.match(r"[\w’'-]", token):
                    break
                before.append(token)
            yield set(map(_long, stems(" ".join(reversed(before))))), f"{tokens[i]} {tokens[i + 1]}"


def _is_name(token: str) -> bool:
    return token[:1].isupper() and not token.endswith(".") and len(token) > 1


def _long(stem: str) -> str:
    return _SHORT.get(stem, stem)


def _bare(name: str) -> str:
    return " ".join(word for word in name.split() if _long(word.lower().rstrip(".")) == word.lower().rstrip("."))
