"""Read a model's reply while it streams: sentences as they finish, each with the issued labels that stand at its end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.sentences import split
from ingest.words import visible
from qa.cite import Labels
from qa.verify.quotations import is_quotation_open, restore_quotations

Split = Callable[[str], Sequence[tuple[int, int]]]
"""Where the sentences of one paragraph start and end."""

LINK_REMOVED = "(link removed)"
_WITHHELD = "…"

_OPENING, _CLOSING = "[\uff3b\u3010\u3014\u27e6\u301a", "]\uff3d\u3011\u3015\u27e7\u301b"  # full-width, lenticular, tortoise-shell, white
_LONGEST_GROUP = 80  # characters between brackets; beyond it a bracket is text
_INVALID = "\uf8ff"  # stands for a marker that was never issued; issued ones are characters from U+E000
_FIRST = 0xE000
_HELD = f"[\ue000-{_INVALID}]"
_HELD_RUN = re.compile(rf"\s*{_HELD}(?:[\s,;]*{_HELD})*")
_PRIVATE = re.compile(_HELD)

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK_TARGET = re.compile(r"\]\(\s*[^()\s]*(?:\s+[\"'][^\"')\n]*[\"'])?\s*\)")
_OF_ADDRESS = rf"[^\s<>()\[\]\"'\ue000-{_INVALID}]"
_ADDRESS = re.compile(
    r"(?:(?:[a-z][a-z0-9+.-]{0,20})?://|//+(?=\w)|www\.|(?<![a-z0-9])(?:javascript|data|mailto|vbscript):"
    rf"|(?<![\w.@-])(?:[\w-]{{1,63}}\.)+[a-z]{{2,24}}/(?=[\w?#])){_OF_ADDRESS}+",  # the last: a host with a path, as chat programs link it
    re.IGNORECASE,
)
_WORD_OF_FOUR = re.compile(r"(?<!\w)\w{4}(?!\w)")
_LABEL_SHAPED = re.compile(r"[a-z]\d[a-z]\d")
_BRACKETED = re.compile(rf"[{re.escape(_OPENING)}]([^{re.escape(_OPENING + _CLOSING)}]{{0,{_LONGEST_GROUP}}})[{re.escape(_CLOSING)}]")
_UNCLOSED = re.compile(rf"[{re.escape(_OPENING)}][^{re.escape(_CLOSING)}]{{0,{_LONGEST_GROUP}}}$")
_IN_PARENTHESES = re.compile("[(\uff08]([^()\uff08\uff09\n]{1,40})[)\uff09]")
_UNCLOSED_PARENTHESIS = re.compile("[(\uff08][\\w,;\\s]{0,12}$")
_EMPTY = re.compile(rf"[{re.escape(_OPENING)}][\s,;]*[{re.escape(_CLOSING)}]|\([\s,;]*\)")
_STRAY_CLOSING = re.compile(rf"(?<={_HELD})\s*[{re.escape(_CLOSING)}]")
_ABOUT_MARKERS = "source sources sentence sentences see and ref refs reference references cite citation citations id ids label labels note"
_NAMES_OF_MARKERS = frozenset(_ABOUT_MARKERS.split())
_YEAR = re.compile(r"\s*[12]\d{3}\s*")
_THOUSANDS = re.compile(r"\s*\d{1,3}(?:,\d{3})+\s*")

_LINE_LEAD = re.compile(r"\s*(?:(?:[-*•–>]|#{1,6}|\d{1,2}[.)])\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|`{3}")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ONLY_SOURCES = re.compile(r"(?:sources?|references?|citations?)\W*", re.IGNORECASE)
_LOOK_AHEAD_WORDS = 2
_LONGEST_QUOTATION = 4  # sentences; an opening mark without its closing mark within so many quotes nothing further


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One finished sentence of a reply without its markers, and the issued labels that it ends with, each once."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Markers that stand together: where in the text without them, where they end in the tail, and each as held."""

    at: int
    end: int
    held: tuple[str, ...]


@dataclass(slots=True)
class _Piece:
    """A sentence of the tail: its text, the number of its line, where it ends with its markers in the tail, and these as held."""

    text: str
    line: int
    end: int
    held: list[str] = field(default_factory=list)


def sentences_of_paragraph(text: str) -> Sequence[tuple[int, int]]:
    """Split with the splitter that articles are split with."""
    return [(span.start, span.end) for span in split(text)]


class MarkerParser:
    """Takes a reply in pieces, split anywhere, and gives its sentences as they finish.

    A sentence is finished when two words of the next one have come, or at the end; what comes out does not depend on how the
    reply was cut into pieces. Markers that were not issued are removed and counted, whatever digits, brackets or invisible
    characters they are written with, and so are numbers in brackets, which only we give out. Addresses of links are removed.
    """

    def __init__(self, labels: Labels, split: Split = sentences_of_paragraph) -> None:
        self._labels = labels
        self._split = split
        self._order = list(labels.sentence)
        self._held = {label: chr(_FIRST + i) for i, label in enumerate(self._order)}
        self._issued = re.compile("|".join(self._order) or "(?!)")
        self._tail = ""
        self._at_line_start = True
        self.invalid = 0  # markers so far that were never issued

    def feed(self, text: str) -> list[DraftSentence]:
        """Take the next piece; return the sentences that it finishes."""
        finished: list[DraftSentence] = []
        for piece in re.split(r"(?<=\s)", _PRIVATE.sub("", visible(text))):
            self._tail += piece
            if piece[-1:].isspace():
                finished += self._advance()
        return finished

    def finish(self) -> list[DraftSentence]:
        """Take the end of a whole reply; return the sentences that remain."""
        tail = _UNCLOSED.sub(lambda group: self._bracket(group[0][1:]) or group[0], self._hold(self._tail))
        self._tail = ""
        return self._written(self._pieces(tail))

    @property
    def open(self) -> str:
        """The unfinished tail as it may be shown: no markers, no addresses, quoted words withheld."""
        tail = _UNCLOSED_PARENTHESIS.sub("", _UNCLOSED.sub("", self._hold(self._tail)))
        text = " ".join(piece.text for piece in self._pieces(tail))
        return without_quotations(text)

    def _advance(self) -> list[DraftSentence]:
        self._tail = self._hold(self._tail)
        pending = _UNCLOSED.search(self._tail)
        pieces = self._pieces(self._tail[: pending.start()] if pending else self._tail)
        if len(pieces) < 2 or len(pieces[-1].text.split()) < _LOOK_AHEAD_WORDS:
            return []
        done = pieces[:-1]
        for number, piece in enumerate(done):
            may_be_closed = piece.line == pieces[-1].line and len(pieces) - number <= _LONGEST_QUOTATION
            if may_be_closed and is_quotation_open(piece.text):
                done = done[:number]
                break
        if done:
            self._tail = self._tail[done[-1].end :]
            self._at_line_start = False
        return self._written(done)

    def _written(self, pieces: Sequence[_Piece]) -> list[DraftSentence]:
        written = []
        for piece in pieces:
            self.invalid += piece.held.count(_INVALID)
            labels = tuple(dict.fromkeys(self._order[ord(held) - _FIRST] for held in piece.held if held != _INVALID))
            if any(c.isalnum() for c in piece.text) and not _ONLY_SOURCES.fullmatch(piece.text):
                written.append(DraftSentence(piece.text, labels))
        return written

    # Markers become single private characters, which nothing else in the reply can be; doing it twice changes nothing.

    def _hold(self, text: str) -> str:
        text = _LINK_TARGET.sub("]", _IMAGE.sub("", _EMPHASIS.sub("", text)))
        text = self._issued.sub(lambda label: self._held[label[0]], text)
        text = _WORD_OF_FOUR.sub(self._bare, text)
        before = ""
        while before != text:
            before = text
            text = _BRACKETED.sub(lambda group: self._bracket(group[1]) or group[0], text)
            text = _IN_PARENTHESES.sub(lambda group: self._parentheses(group[1]) or group[0], text)
            text = _EMPTY.sub("", text)
        return _STRAY_CLOSING.sub("", text)

    def _bare(self, word: re.Match[str]) -> str:
        """A label without brackets counts where it was issued; another word of its shape is removed unless the articles print it."""
        folded = unicodedata.normalize("NFKC", word[0]).lower()
        if folded in self._held:
            return self._held[folded]
        is_foreign = _LABEL_SHAPED.fullmatch(word[0]) is not None and word[0] not in self._labels.printed
        return _INVALID if is_foreign else word[0]

    def _bracket(self, content: str) -> str | None:
        """The held markers of a bracket, or None where it is text."""
        held = "".join(_PRIVATE.findall(content))
        words = _words_of_group(content)
        if held:
            return held + _INVALID * sum(map(_is_like_a_label, words))
        if words and all(map(_is_like_a_label, words)) and not _is_text_with_digits(content):
            return _INVALID * len(words)
        return None

    def _parentheses(self, content: str) -> str | None:
        """The held markers of parentheses with labels and nothing else in them, or None where they are text."""
        held = "".join(_PRIVATE.findall(content))
        words = _words_of_group(content)
        if not words:
            return held or None
        are_labels = all(_LABEL_SHAPED.fullmatch(word) and word not in self._labels.printed for word in words)
        return held + _INVALID * len(words) if are_labels and content == content.lower() else None

    def _pieces(self, tail: str) -> list[_Piece]:
        """The sentences of the tail, each with the markers that belong to it."""
        pieces: list[_Piece] = []
        start = 0
        for number, line in enumerate(tail.split("\n")):
            text, places, marks = _read_line(line)
            lead = _LINE_LEAD.match(text) if number or self._at_line_start else None
            of_line: list[_Piece] = []
            begins: list[int] = []
            for first, last in self._spans(text, marks, lead.end() if lead else 0):
                of_line.append(_Piece(tidy(text[first:last]), number, start + places[last - 1] + 1))
                begins.append(first)
            for mark in marks:
                owners = [piece for piece, first in zip(of_line, begins, strict=True) if first < mark.at] or of_line[:1] or pieces
                if owners:
                    owners[-1].held += mark.held
                    owners[-1].end = max(owners[-1].end, start + mark.end)
            pieces += _with_whole_quotations(of_line)
            start += len(line) + 1
        return pieces

    def _spans(self, text: str, marks: Sequence[_Mark], first: int) -> list[tuple[int, int]]:
        """Where the sentences of a line stand; a marker after a full stop ends one whatever the splitter says."""
        spans: list[tuple[int, int]] = []
        for last in [*(mark.at for mark in marks if mark.at > first and _ends_sentence(text, mark.at)), len(text)]:
            spans += [(first + a, first + b) for a, b in self._split(text[first:last])]
            first = last
        return spans


def _read_line(line: str) -> tuple[str, list[int], list[_Mark]]:
    """Return the text of a line without its markers, the place of each of its characters in the line, and the markers."""
    text: list[str] = []
    places: list[int] = []
    marks: list[_Mark] = []

    def keep(first: int, last: int) -> None:
        text.extend(line[first:last])
        places.extend(range(first, last))

    at = 0
    for run in _HELD_RUN.finditer(line):
        keep(at, run.start())
        while text and text[-1] in _OPENING:  # never closed, else it would be gone
            del text[-1], places[-1]
        at = run.end()
        marks.append(_Mark(len(text), at, tuple(_PRIVATE.findall(run[0]))))
        following = line[at : at + 2]
        if text and text[-1] in ".!?…" and following[:1] == ".":
            at += 1
        elif following[:1].isalnum() or following[:1] in tuple("“‘«(") or (following[:1] == '"' and following[1:].isalnum()):
            text.append(" ")
            places.append(at)
    keep(at, len(line))
    return "".join(text), places, marks


def _with_whole_quotations(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join sentences that stand within one quotation, so that no claim opens one that another closes."""
    joined: list[_Piece] = []
    at = 0
    while at < len(pieces):
        piece, width = pieces[at], 1
        if is_quotation_open(piece.text):
            for more in range(2, min(_LONGEST_QUOTATION, len(pieces) - at) + 1):
                together = pieces[at : at + more]
                text = " ".join(p.text for p in together)
                if not is_quotation_open(text):
                    piece, width = _Piece(text, piece.line, together[-1].end, [h for p in together for h in p.held]), more
                    break
        joined.append(piece)
        at += width
    return joined


def _ends_sentence(text: str, at: int) -> bool:
    following = text[at:].lstrip()
    return _ENDED.search(text, 0, at) is not None and bool(following) and not following[0].islower()


def _words_of_group(content: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", _PRIVATE.sub(" ", content)).lower()
    return [word for word in re.split(r"[\W_]+", folded) if word and word not in _NAMES_OF_MARKERS]


def _is_like_a_label(word: str) -> bool:
    return len(word) <= 8 and any(c.isnumeric() for c in word)


def _is_text_with_digits(content: str) -> bool:
    """Whether an editor wrote this bracket: a year, a number with thousands, an amount."""
    return bool(_YEAR.fullmatch(content) or _THOUSANDS.fullmatch(content) or any(c in "$€£¥%" for c in content))


def without_quotations(text: str) -> str:
    """Return text that cites nothing with all its quoted words withheld, and no mark that quotes nothing.

    >>> without_quotations('He spoke of "a trap" and "')
    'He spoke of … and '
    """
    return restore_quotations(text, (), _WITHHELD)


def tidy(text: str) -> str:
    """Return text in single spaces and without addresses; doing it twice changes nothing."""
    return " ".join(_ADDRESS.sub(LINK_REMOVED, text).split()).lstrip(",; ")
