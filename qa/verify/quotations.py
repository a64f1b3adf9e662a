"""Finds quoted words and compares them with the sources, character for character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.models import Quotation, QuotationStatus, Source
from qa.verify.polarity import hides_negation

WITHHELD = "[words withheld]"

_PAIRS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "\u2039": "\u203a", "‘": "’'", "'": "'’", "`": "'’\u00b4", '"': '"'}
_SINGLE = "'‘`"
_MARKS = frozenset("".join(_PAIRS) + "".join(_PAIRS.values())) - {"'", "’"}
_ROUNDS = 6
_LONE = re.compile(r'[“”„‟«»]|(?<!\d)"')  # 27" is inches
_CONTRACTION = re.compile(r"['‘](?:\d0s|(?:tis|twas|em|til|cause|n|bout|round)\b)", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.\s?\.?|\[[^\]]{0,60}\])\s*")
_COMMA = re.compile(r"(?<!\bno)(?<!\bnot),(?!\d)", re.IGNORECASE)
_INSERTED = re.compile(r"\s*(?:\[[^\[\]]{1,60}\]|\([^()]{1,60}\))")
_LOOSE = str.maketrans({**dict.fromkeys('“”„‟«»‘’\u201a\u201b\u2032″`\u00b4"', "'"), **dict.fromkeys("\u2010\u2011\u2012–—―−", "-")})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: ``text[start:end]``, with the marks ``text[outer_start:outer_end]``."""

    outer_start: int
    outer_end: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Matched:
    """A quotation, its status, and the sources' own characters where they have it."""

    quoted: Quoted
    status: QuotationStatus
    printed: str = ""


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Return the outermost quotations, in order; an opening mark that is never closed quotes to the end of the text.

    >>> [q.text for q in find_quoted("She called it “a ‘modest’ plan”, the workers' union 'a joke'.")]
    ['a ‘modest’ plan', 'a joke']
    """
    found: list[Quoted] = []
    at = 0
    while at < len(text):
        mark = text[at]
        width = 2 if text.startswith(("``", "''"), at) else 1
        if not _opens(text, at, width):
            if _closes_unopened(text, at):
                found = [Quoted(0, at + 1, 0, at, text[:at])]
            at += width
            continue
        close, close_width = _closing(text, at, width)
        start, end = at + width, close
        if mark in _SINGLE and width == 1 and end == len(text):
            at += 1  # an apostrophe: single marks quote only in pairs
            continue
        outer_end = min(end + close_width, len(text))
        if any(c.isalnum() for c in text[start:end]):
            found.append(Quoted(at, outer_end, start, end, text[start:end]))
        at = max(outer_end, at + width)
    return tuple(found)


def quotations(claim: str, sources: Sequence[Source], elsewhere: Callable[[str], bool] | None = None) -> tuple[Quotation, ...]:
    """Return the quoted words of a claim, each with its status.

    Args:
        claim: one sentence, its quotation marks of any kind.
        sources: the cited sentences, in the order of their article.
        elsewhere: whether other articles have these words; without it nothing is ``elsewhere``.
    """
    return tuple(Quotation(m.quoted.text, m.status) for m in _match(claim, sources, elsewhere))


def is_quotation_open(text: str) -> bool:
    """Whether a quotation begins in the text, or ends, whose other mark stands outside it.

    >>> [is_quotation_open(text) for text in ('"We will not pay.', '"We will not pay," she said.', "“We will not pay.")]
    [True, False, True]
    """
    return text.count('"') % 2 == 1 or text.count("“") + text.count("„") > text.count("”") or text.count("«") > text.count("»")


def restore_quotations(claim: str, sources: Sequence[Source], withheld: str = WITHHELD) -> str:
    """Return the claim with every quotation in the sources' own characters, and the words that they lack withheld.

    A mark that quotes nothing is left out, so that no reader takes the words beside it for quoted.

    >>> restore_quotations('He spoke of "two ways" and "a trap".', [Source("“Two  ways”, he said.")])
    'He spoke of "Two  ways" and [words withheld].'
    """
    for _ in range(_ROUNDS):  # what is put back, or taken out, may leave marks that pair anew
        restored = _restored_once(claim, sources, withheld)
        if restored == claim:
            return claim
        claim = restored
    return "".join(c for c in claim if c not in _MARKS)


def _restored_once(claim: str, sources: Sequence[Source], withheld: str) -> str:
    pieces: list[str] = []
    at = 0
    for match in _match(claim, sources, None):
        quoted = match.quoted
        pieces.append(_LONE.sub("", claim[at : quoted.outer_start]))
        if match.printed:
            pieces += [claim[quoted.outer_start : quoted.start], match.printed, claim[quoted.end : quoted.outer_end]]
        else:
            pieces.append(withheld)
        at = quoted.outer_end
    return "".join([*pieces, _LONE.sub("", claim[at:])])


def _match(claim: str, sources: Sequence[Source], elsewhere: Callable[[str], bool] | None) -> list[_Matched]:
    found = []
    texts = [s.text for s in sources]
    if len(texts) > 1:
        texts.append(" ".join(texts))  # words that run over neighbouring sentences
    for quoted in find_quoted(claim):
        printed, status = _look_up(quoted.text, texts)
        if not printed and elsewhere is not None and elsewhere(quoted.text):
            status = "elsewhere"
        found.append(_Matched(quoted, status, printed))
    return found


def _look_up(words: str, texts: Sequence[str]) -> tuple[str, QuotationStatus]:
    """The sources' own characters for quoted words, or nothing."""
    if any(_verbatim(words, text) for text in texts):
        return words, "exact"
    for text in texts:
        printed = _loosely(words, text)
        if printed:
            return printed, "typographic"
    return "", "not_found"


def _verbatim(words: str, text: str) -> bool:
    at = text.find(words)
    while at >= 0:
        if _on_word_boundaries(text, at, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def loose_commas(words: str) -> str:
    """Return words without the commas that may be set or left out: not those of a number, nor those behind "no".

    >>> loose_commas("No, it is big, old, and cost 40,000.")
    'No, it is big old and cost 40,000.'
    """
    return _COMMA.sub("", words)


def _loosely(words: str, text: str) -> str:
    """Find words in a text, with what it puts in brackets or without."""
    return _found_loosely(words, _loosen(text), text) or (
        _found_loosely(words, _loosen(text, _inserted(text)), text) if "(" in text or "[" in text else ""
    )


def _inserted(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text puts words in brackets that turn nothing: "the mill [by the river]"."""
    return tuple(m.span() for m in _INSERTED.finditer(text) if not hides_negation(m.group()))


def _found_loosely(words: str, loosened: tuple[str, list[int]], text: str) -> str:
    """Find words but for the shape of marks, spaces, commas, the first letter's case, a closing full stop, and marked omissions."""
    loose, places = loosened
    at, spans = 0, []
    pieces = [p for p in (_strip(_loosen(piece)[0]) for piece in _GAP.split(words)) if p]
    if not pieces or any(hides_negation(gap) for gap in _GAP.findall(words)):
        return ""
    for number, piece in enumerate(pieces):
        found = _find_piece(piece, loose, at)
        if found < 0:
            return ""
        if number and hides_negation(loose[at:found]):
            return ""
        spans.append((found, found + len(piece)))
        at = found + len(piece)
    printed = [text[places[a] : places[b - 1] + 1] for a, b in spans]
    last = places[spans[-1][1] - 1] + 1
    if words.rstrip()[-1:] in (",", ".") and text[last : last + 1] in (",", "."):
        printed[-1] += text[last]
    return " … ".join(printed)


def _find_piece(piece: str, loose: str, start: int) -> int:
    """Where a piece stands between word boundaries, whatever the case of its first letter; -1 where it does not."""
    rest = piece[1:]
    at = loose.find(rest, start + 1)
    while at >= 0:
        if loose[at - 1].lower() == piece[0].lower() and _on_word_boundaries(loose, at - 1, at + len(rest)):
            return at - 1
        at = loose.find(rest, at + 1)
    return -1


def _on_word_boundaries(text: str, start: int, end: int) -> bool:
    inside_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    inside_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not inside_left and not inside_right


def _loosen(text: str, left_out: Sequence[tuple[int, int]] = ()) -> tuple[str, list[int]]:
    """The text with marks, dashes and spaces made alike, without loose commas, and the place of each of its characters in the text."""
    characters: list[str] = []
    places: list[int] = []
    left_out = [*left_out, *(m.span() for m in _COMMA.finditer(text))]
    skipped = {place for start, end in left_out for place in range(start, end)}
    for place, character in enumerate(text):
        if place in skipped:
            continue
        alike = " " if character.isspace() else unicodedata.normalize("NFC", character).translate(_LOOSE)
        if alike == " " and (not characters or characters[-1] == " "):
            continue
        if alike == "-" and characters[-1:] == ["-"]:
            continue
        if alike in ":;,.?!" and characters[-1:] == [" "]:
            characters.pop()
            places.pop()
        characters.append(alike)
        places.append(place)
    return "".join(characters), places


def _strip(piece: str) -> str:
    return piece.strip().rstrip(",.").strip()


def _opens(text: str, at: int, width: int) -> bool:
    """Whether a quotation begins here."""
    mark = text[at]
    if mark not in _PAIRS:
        return False
    before, after = text[at - 1 : at], text[at + width : at + width + 1]
    if mark in _SINGLE and width == 1:
        free = not before or before.isspace() or before in '([{“"«—–-'
        return free and bool(after) and not after.isspace() and _CONTRACTION.match(text, at) is None
    if mark == '"':
        return not before or before.isspace() or bool(after and not after.isspace() and after not in ",.;:!?)]}…—–")
    return mark != "»" or not before or before.isspace()


def _closing(text: str, at: int, width: int) -> tuple[int, int]:
    """Where the quotation that opens at ``at`` ends, and the width of its closing mark; the end of the text where it is never closed."""
    mark = text[at]
    if width == 2:
        end = text.find("''", at + 2)
        return (end, 2) if end >= 0 else (len(text), 0)
    closers = _PAIRS[mark]
    candidates = [i for i in range(at + 1, len(text)) if text[i] in closers]
    if mark in _SINGLE:
        return _closing_single(text, candidates, is_ambiguous=mark != "`")
    depth = 0
    for i in range(at + 1, len(text)):
        if text[i] in closers:
            if depth == 0:
                return i, 1
            depth -= 1
        elif text[i] == mark:
            depth += 1
    return len(text), 0


def _closing_single(text: str, candidates: Sequence[int], is_ambiguous: bool) -> tuple[int, int]:
    """The closing single mark among apostrophes and possessives."""
    free = [i for i in candidates if not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum()]
    for i in free:
        is_possessive = text[i - 1] in "sS" and text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].islower()
        if not (is_ambiguous and is_possessive and i != free[-1]):
            return i, 1
    return len(text), 0


def _closes_unopened(text: str, at: int) -> bool:
    """Whether a mark closes a quotation that never opened; all before it is quoted then."""
    before = text[at - 1 : at]
    return text[at] == "”" or (text[at] == "»" and at > 0) or (text[at] == '"' and bool(before) and not before.isdigit())  # 27" is inches
