"""Decide where the sentences of one paragraph end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.sentences.vocabulary import AFTER_TIME, CONTINUING, ENDABLE, ENDABLE_CAPITALISED, REFERENCES, SPEECH, STARTERS, TITLES

_FULL_WIDTH = "。\uff01\uff1f｡॥।"  # they need no space behind them
_BULLETS = "•\u2043◦▪‣●"
_CANDIDATE = re.compile(
    r"(?P<stop>\.(?:[ \xa0]\.)+|[.!?…]+|[。\uff01\uff1f｡؟\u06d4।॥]+)"
    r"(?P<closers>[\"'”’»\u203a)\]}*]*(?:\s(?:''|[”»)\]]))*)"
    r"(?P<tail>(?:\s?\[\s?\d+(?:\s?[-–,]\s?\d+)*\s?\])*(?:\s[:;=]-?[()DPp](?!\w))*)"
    r"(?P<gap>\s*)"
    rf"|(?<=\s)(?=[{_BULLETS}])"
)
_NEXT = re.compile(r"(?P<open>[\"'“‘«\u2039(\[{`]*\s?)(?P<word>\w[\w'’\-]*)?")
_ENUMERATOR = re.compile(rf"[{_BULLETS}\-–*]?\s?\(?(?P<number>\d{{1,3}})(?:\.\)|[.)])\s")
_LABEL = re.compile(rf"[{_BULLETS}\-–*]?\s?\(?(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{1,4}})(?:\.\)|[.)])?$")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")
_WORDY = re.compile(r"\w")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’\-]*\s+){1,4}(?P<verb>[a-z]+)\b")
_OPENERS = "\"'“‘«\u2039([{`*_—–-" + _BULLETS
_LOOK_BACK = 40  # characters; the longest abbreviation that matters is far shorter


def sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of the paragraph ``text[start:end]``, which begins and ends with no space."""
    forced = _list_items(text, start, end)
    begin = start
    for cut, resume in _cuts(text, start, end, forced):
        if cut > begin and resume < end and _WORDY.search(text, begin, cut) and _WORDY.search(text, resume, end):
            yield begin, cut
            begin = resume
    yield begin, end


def _cuts(text: str, start: int, end: int, forced: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = start
    waiting = iter(forced)
    item = next(waiting, None)
    for match in _CANDIDATE.finditer(text, start, end):
        while item and item[1] <= match.start():
            yield item
            begin = item[1]
            item = next(waiting, None)
        if match["stop"] is None:
            yield _before_space(text, match.start()), match.start()
            begin = match.start()
        elif match.end() < end and _is_end(text, begin, end, match):
            yield match.start("gap"), match.end()
            begin = match.end()
    while item:
        yield item
        item = next(waiting, None)


def _before_space(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _list_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the later items of a list within one paragraph begin: it starts with a number, and the next ones follow."""
    first = _ENUMERATOR.match(text, start, end)
    if not first:
        return []
    found: list[tuple[int, int]] = []
    at, number = first.end(), int(first["number"])
    while True:
        number += 1
        item = re.compile(rf"\s+(?=[{_BULLETS}]?\s?\(?{number}(?:\.\)|[.)])\s)").search(text, at, end)
        if not item:
            return found
        found.append((item.start(), item.end()))
        at = item.end()


def _is_end(text: str, begin: int, end: int, match: re.Match[str]) -> bool:
    stop, at = match["stop"], match.end()
    if stop[0] in _FULL_WIDTH:
        return True
    following = _NEXT.match(text, at, end)
    opener, word = (following["open"], following["word"] or "") if following else ("", "")
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start()]
    token = "" if before[-1:].isspace() else before.split()[-1].lstrip(_OPENERS) if before.split() else ""
    if not match["gap"]:
        return _is_glued_end(token, opener, word, stop)
    quoted = any(mark in match["closers"] for mark in "\"'”’»")
    lower = word[:1].islower() and not opener.strip()
    symbol = not word and text[at : at + 1] in ",;:&/=+%"
    if symbol:
        return False
    if (len(stop) > 1 and set(stop) <= set(".… \xa0")) or stop == "…":
        return word[:1].isupper()
    if stop != ".":
        if lower:
            return not quoted and not (token[:1].isupper() and match.start() - len(token) > begin)
        return not (quoted and _tells_speaker(text, at, end))
    if quoted and (lower or _tells_speaker(text, at, end)):
        return False
    return _is_full_stop(token, text[begin : match.start()], opener, word, lower)


def _is_glued_end(token: str, opener: str, word: str, stop: str) -> bool:
    """Tell whether a stop without space behind it ends a sentence, as in "closed.The"."""
    if not (len(word) > 1 or word in ("A", "I")) or not word[0].isupper() or (word.isupper() and len(word) > 1) or set(stop) - set(".!?"):
        return False
    bare = token.replace(",", "")
    return (bare.isdigit() or (bare.isalpha() and bare.islower() and len(bare) > 1)) and token not in ENDABLE


def _tells_speaker(text: str, at: int, end: int) -> bool:
    speaker = _SPEAKER.match(text, at, end)
    return speaker is not None and speaker["verb"] in SPEECH


def _is_full_stop(token: str, sentence: str, opener: str, word: str, lower: bool) -> bool:
    """Tell whether a single full stop with space behind it ends the sentence that it stands in."""
    key = token.lower()
    if not token:
        return not lower
    if _LABEL.fullmatch(sentence):
        return False
    if (key in TITLES and token[0].isupper()) or key in CONTINUING:
        return False
    if key in REFERENCES and (word[:1].isdigit() or word[:1] == "#"):
        return False
    starts = word.lower().replace("’", "'") in STARTERS and word[:1].isupper()
    opens = bool(opener.strip()) and opener.strip()[0] not in "([{" and word[:1].isupper()
    if len(token) == 1 and token.isalpha():
        if token.islower():
            return word[:1].isupper()
        return starts or opens
    if _ACRONYM.fullmatch(token):
        if key in ("a.m", "p.m"):
            return starts or opens or (word[:1].isupper() and word.lower() not in AFTER_TIME)
        return starts or opens
    if key in ENDABLE or (key in ENDABLE_CAPITALISED and token[0].isupper()):
        return starts or opens
    if token.isalpha() and not any(c in "aeiouyAEIOUY" for c in token) and not token.isupper():
        return starts or opens
    if lower:
        return token.isalpha() and len(token) > 3 and token.islower()
    return True
