"""Group a sentence's tokens into phrases: noun phrases, verb groups and what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.statements.reading import Line

_PHRASES = re.compile(
    r"(?P<n>[RO]|D*[D$](?:Y?[EJK]|Y(?=[EJ]))*(?:[JNX#&t]|G(?=[NX])|S[EGJ#]*|J?C(?=J[NX]))*[JNX#]?|[JNX#](?:[JNX#&]|S[EGJ#]*)*(?:G(?=[NX])[JNX]+)?)"
    r"|(?P<i>I[Yn]*(?:A[Yn]*)*(?:[BAKEGVp])?)"
    r"|(?P<v>[Yn]*[MA](?:[YnMA]|(?<=[MA])t)*[BVEpKG]?|Y*[BVEp])"
    r"|(?P<g>n?Y*G)"
    r"|(?P<k>Y*K)"
    r"|(?P<q>q+)"
    r"|(?P<t>t+)"
    r"|(?P<y>[Yn]+)"
    r"|(?P<o>.)"
)


class Phrase(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive).

    ``kind``: n noun phrase, v verb group, i infinitive, g -ing, k participle, q quoted words, t time, y adverbs; else the tag of one token.
    """

    kind: str
    start: int
    end: int


def phrases(line: Line) -> list[Phrase]:
    """Return the phrases of a sentence in order; every token is in one."""
    found: list[Phrase] = []
    for match in _PHRASES.finditer(line.tags):
        kind = match.lastgroup or "o"
        start, end = match.span()
        if kind == "o":
            kind = match[0]
        if kind == "q" and found:
            # one phrase for each quotation
            at = start
            for i in range(start + 1, end):
                if line.quote[i] != line.quote[i - 1]:
                    found.append(Phrase("q", at, i))
                    at = i
            start = at
        if kind == "i" and end - start == 1 and line.tags[end : end + 1] != "q":
            kind = "P"
        found.append(Phrase(kind, start, end))
    return found
