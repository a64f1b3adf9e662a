"""Reads a text once into words with offsets, stems and the marks that the checks need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.words import STOP_WORDS, fold, stems
from qa.verify import lexicon
from qa.verify.memory import remembered

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…]['\"’”)\]]*\s*[‘“'\"(\[]*$")
_SHORT = lexicon.words("short_forms")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, located in its text. ``key`` is the folded word without dots and possessive, ``stem`` what is compared."""

    text: str
    start: int
    end: int
    key: str
    stem: str
    is_content: bool
    is_capital: bool
    opens: bool  # first of its sentence
    clause: int  # counts the pieces between , ; : – and brackets


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its words, in order."""

    text: str
    words: tuple[Word, ...]

    @property
    def content(self) -> tuple[Word, ...]:
        """The words that carry meaning: no stop words."""
        return tuple(w for w in self.words if w.is_content)


@remembered(4096)
def read(text: str) -> Reading:
    """Return the words of a text; texts read lately are remembered."""
    words: list[Word] = []
    clause, last_end = 0, 0
    for match in _WORD.finditer(text):
        printed = match.group()
        between = text[last_end : match.start()]
        if any(mark in between for mark in ",;:–—()[]") or " - " in between:
            clause += 1
        opens = not words or (_SENTENCE_END.search(between) is not None and not _is_short(words[-1], between))
        clause += opens and bool(words)
        key, stem, is_stop = _forms(printed)
        words.append(Word(printed, match.start(), match.end(), key, stem, bool(stem) and not is_stop, printed[0].isupper(), opens, clause))
        last_end = match.end()
    return Reading(text, tuple(words))


def _is_short(word: Word, between: str) -> bool:
    """Whether the full stop after a word is that of an abbreviation or an initial."""
    return between.startswith(".") and (word.key in _SHORT or (len(word.key) == 1 and word.is_capital))


@remembered(65536)
def _forms(printed: str) -> tuple[str, str, bool]:
    """The folded word, its stem, and whether it is a stop word."""
    key = fold(_POSSESSIVE.sub("", printed).replace(".", "") if not printed[0].isdigit() else printed.replace(",", ""))
    parts = stems(key)
    return key, "".join(parts), key in STOP_WORDS or "'" in key or "’" in key
