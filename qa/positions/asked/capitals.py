"""Give a question that is typed without capitals those of the holders whom the articles let speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.statements.names import TITLES
from ingest.statements.verbs import FORMS
from ingest.statements.vocabulary import CLASS
from qa.positions.asked.phrases import HEADS

_OFTEN = 3  # statements of somebody whom a last name alone may mean
_SHORTEST = 4  # letters of such a last name
_LONGEST = 6  # words of a name
_CAPITAL = re.compile(r"\b[A-Z][a-z]")
_WORD = re.compile(r"\w+(?:[-.’']\w+)*?(?=['’]s\b)|\w+(?:[-.’']\w+)*")


def with_capitals(text: str, statements: Mapping[str, int]) -> str:
    """Return a question with the names of holders as the articles print them, where it has no capital but its first.

    Args:
        text: the question.
        statements: how many statements the articles give under each name.

    >>> with_capitals("where does oda kellervane stand on the tunnel", {"Oda Kellervane": 2})
    'where does Oda Kellervane stand on the tunnel'
    >>> with_capitals("Where does Kellervane stand on the oda?", {"Oda Kellervane": 2})
    'Where does Kellervane stand on the oda?'
    """
    if _CAPITAL.search(text[1:]):
        return text
    printed = {last.lower(): last for last in _last_names(statements)}
    printed |= {name.lower(): name for name in statements if " " in name or (name.isupper() and len(name) > 1)}
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    i = done = 0
    while i < len(words):
        ends = (words[j - 1].end() for j in range(min(len(words), i + _LONGEST), i, -1))
        end = next((end for end in ends if text[words[i].start() : end].lower() in printed), None)
        if end is not None:
            parts += [text[done : words[i].start()], printed[text[words[i].start() : end].lower()]]
            done = end
        i += 1
        while i < len(words) and words[i].start() < done:
            i += 1
    return "".join((*parts, text[done:]))


def _last_names(statements: Mapping[str, int]) -> Iterable[str]:
    for name, n in statements.items():
        last = name.split()[-1]
        word = last.lower()
        is_plain = word in CLASS or word in FORMS or word in HEADS or word in TITLES
        if n >= _OFTEN and len(last) >= _SHORTEST and last.isalpha() and last[0].isupper() and not is_plain:
            yield last
