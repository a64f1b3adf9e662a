"""Decide where the sentences of one paragraph end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.sentences.vocabulary import (
    AFTER_TIME,
    ASKING,
    CLAUSE,
    CONTINUING,
    COURTESY,
    ENDABLE,
    ENDABLE_CAPITALISED,
    REFERENCES,
    SPEECH,
    STARTERS,
    STARTERS_BEHIND_INITIAL,
    TITLES,
    UNFINISHED,
)

_BULLETS = "•\u2043◦▪‣●"
_OPENERS = "\"'“‘«\u2039([{`*_—–-" + _BULLETS
_QUOTES = frozenset("\"'”’»\u203a“„")
_WIDE = "。\uff01\uff1f｡॥।"  # they need no space behind them
_STOP = re.compile(
    r"(?P<stop>[.!?…。\uff01\uff1f｡؟\u06d4।॥]+(?:(?<=\.)(?:[ \xa0]\.)+)?)"
    r"(?P<closers>[\"'”’»\u203a)\]}*」』\uff09]*(?:\s(?:''|[”»)\]])(?=\s)|[“„](?=\s))*)"
    r"(?:\s(?:\.\.+|…)(?=\s[\"“'‘(]?[A-Z]))?"  # a gap in what is quoted
    r"(?:\s?\[[a-z0-9…][^\[\]]{0,40}\](?=\s[^a-z]|$))*"  # [3], [citation needed], […]
    r"(?:\s(?:[:;=]-?[()DPp](?!\w)|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]+))*"
    r"(?P<gap>\s*)"
)
_NEXT = re.compile(r"(?P<open>[\"'“‘«\u2039(\[{`*_]*\s?)(?P<word>\w[\w'’\-]{0,40})?")
_ITEM = re.compile(rf"[{_BULLETS}\-–*]?\s?\(?(?P<number>\d{{1,3}})(?:\.\)|[.)])\s")
_LABEL = re.compile(rf"[{_BULLETS}\-–*]?\s?\(?(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{1,4}})(?:\.\)|[.)])?")
_CREDIT = re.compile(r"(?:Image|Photo|Picture|Photograph|Video)s?(?: credit| by)?:\s")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’\-]{0,30}\s+){1,4}(?P<verb>[a-z]+)\b\s*(?P<then>[.,;]|\w+)?")
_SPEECH_AHEAD = re.compile(r"\s*[\"“'‘]")
_ASIDE = re.compile(r"[—–-]+\s*[a-z]")
_PART = re.compile("[/–—-]")  # D-Calif.
_VOWEL = re.compile("[aeiouyAEIOUY]")
_WORD = re.compile(r"\w")
_LOOK_BACK = 40  # characters; the words that matter are far shorter


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of the paragraph ``text[start:end]``, which begins and ends with no space.

    What holds no letter or digit is no sentence by itself, unless it is all there is.
    """
    for above, below in _pieces(text, start, end):
        last_word = below - 1
        while last_word > above and not _WORD.match(text, last_word):
            last_word -= 1
        begin, first_word = above, _next_word(text, above, below)
        for stop in _STOP.finditer(text, above, below):
            resume = stop.end()
            if resume > last_word:
                break
            if first_word < stop.start() and _is_end(text, begin, below, stop):
                yield begin, stop.start("gap")
                begin, first_word = resume, _next_word(text, resume, below)
        yield begin, below


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph where the items of a list in it begin, and before the credit of a picture."""
    begins = {start, *_list_items(text, start, end)}
    first_word = _next_word(text, start, end)
    begins.update(at for at in map(re.Match.start, _CREDIT.finditer(text, start, end)) if at > first_word and text[at - 1].isspace())
    for begin, following in pairwise([*sorted(begins), end]):
        below = following
        while text[below - 1].isspace():
            below -= 1
        yield begin, below


def _list_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the later items begin in a paragraph that begins with a bullet, or with a number that is counted up."""
    if text[start] in _BULLETS:
        for bullet in re.finditer(rf"(?<=\s){text[start]}\s?\w", text[start:end]):
            yield start + bullet.start()
        return
    item = _ITEM.match(text, start, end)
    number = int(item["number"]) if item else 0
    while item:
        number += 1
        item = re.compile(rf"(?<=\s)\(?{number}(?:\.\)|[.)])\s").search(text, item.end(), end)
        if item:
            yield item.start()


def _next_word(text: str, start: int, end: int) -> int:
    word = _WORD.search(text, start, end)
    return word.start() if word else end


class _Place(NamedTuple):
    """What stands around a stop."""

    before: str  # the word before it
    inside: bool  # that word is not the first of its sentence
    stop: str
    closers: str
    opener: str
    word: str  # the word after it, "" where something else follows
    then: str  # the character after that word

    @property
    def lower(self) -> bool:
        return self.word[:1].islower() and not self.opener

    @property
    def starts(self) -> bool:
        """What follows begins a sentence even behind an abbreviation."""
        if not self.word[:1].isupper() or (len(self.word) == 1 and self.then == "."):
            return False
        if self.opener:
            return self.opener[0] not in "([{" and self.then not in _QUOTES  # Ana B. "Bee" Orr
        word = self.word.lower().replace("’", "'")
        if len(self.before) == 1:
            return word in STARTERS_BEHIND_INITIAL or word in COURTESY
        return word in STARTERS or word in COURTESY or (self.word.endswith("ly") and self.then == ",")


def _is_end(text: str, begin: int, end: int, match: re.Match[str]) -> bool:
    """Tell whether a sentence that began at ``begin`` ends with the stop that was matched; words follow it."""
    stop, closers, at = match["stop"], match["closers"], match.end()
    if stop[0] in _WIDE:
        return True
    before = _word_before(text, begin, match.start())
    if stop == "." and not closers and len(before) > 4 and before.islower() and before.isalpha() and text[at].isupper() and match["gap"]:
        return before not in ENDABLE and before not in CONTINUING  # most stops are as plain as this
    following = _NEXT.match(text, at, end)
    assert following is not None  # its parts are optional
    word, then = following["word"] or "", text[following.end() : following.end() + 1]
    place = _Place(before, match.start() - len(before) > begin, stop, closers, following["open"].strip(), word, then)
    if not match["gap"]:
        return _is_glued_end(place)
    if not word and text[at] in ",;:&/=+%":
        return False
    if not _QUOTES.isdisjoint(closers) and (place.lower or _tells_speaker(text, at, end, stop)):
        return False
    if stop != "." and closers and _ASIDE.match(text, at, end):
        return False
    if stop == ".":
        return not (match.start() - begin < 10 and _LABEL.fullmatch(text, begin, match.start())) and _is_full_stop(place)
    if stop.strip(". \xa0…"):
        return _is_exclamation_end(place)
    return word[:1].isupper() and before.lower() not in UNFINISHED


def _word_before(text: str, begin: int, at: int) -> str:
    words = text[max(begin, at - _LOOK_BACK) : at].split()
    return _PART.split(words[-1].lstrip(_OPENERS))[-1] if words else ""


def _is_glued_end(place: _Place) -> bool:
    """Tell whether a stop without space behind it ends a sentence, as in "closed.The"."""
    word, before = place.word, place.before.replace(",", "")
    if not word[:1].isupper() or (word.isupper() and word not in ("A", "I")) or (place.then == "." and word.lower() not in TITLES):
        return False
    if before.isdigit():
        return place.stop == "."
    if not before.isalpha() or len(before) < 2 or before.lower() in ENDABLE:
        return False
    return before.islower() or (len(before) > 3 and (place.starts or word.lower() in TITLES))


def _tells_speaker(text: str, at: int, end: int, stop: str) -> bool:
    """Tell whether quoted words are followed by who spoke them: "Who pays?" Ms. Orr asked."""
    speaker = _SPEAKER.match(text, at, end)
    if speaker is None or speaker["verb"] not in SPEECH or text[at : speaker.start("verb")].split(None, 1)[0].lower() in STARTERS:
        return False
    then = speaker["then"] or "."
    if then in ".;" or stop == ".":
        return then in ".;"
    if then == ",":
        return not _SPEECH_AHEAD.match(text, speaker.end(), end)
    return speaker["verb"] in ASKING or then not in CLAUSE


def _is_exclamation_end(place: _Place) -> bool:
    """Tell whether a question or exclamation mark ends a sentence: it may belong to a name, or to words in brackets."""
    named = place.inside and len(place.stop) == 1 and place.before[:1].isupper()
    if place.lower:
        return not place.closers and not named
    return not (named and place.opener == "(" and place.word.isdigit())


def _is_full_stop(place: _Place) -> bool:
    """Tell whether a single full stop with space behind it ends a sentence: it may belong to an abbreviation."""
    before, word = place.before, place.word
    key = before.lower()
    capital = before[:1].isupper()
    if (capital and key in TITLES) or (key in CONTINUING and not (before.isupper() and before.isalpha())):
        return False
    if key in REFERENCES and (word[:1].isdigit() or place.opener == "#"):
        return False
    if len(before) == 1 and before.isalpha():
        return place.starts if capital else word[:1].isupper()
    if _ACRONYM.fullmatch(before):
        return place.starts or (key in ("a.m", "p.m") and word[:1].isupper() and word.lower() not in AFTER_TIME)
    if key in ENDABLE or (capital and key in ENDABLE_CAPITALISED):
        return place.starts
    if capital and place.inside and before.isalpha() and not before.isupper() and not _VOWEL.search(before):
        return place.starts  # an abbreviation that we do not know
    if place.lower:
        return before.isalpha() and len(before) > 3 and before.islower() and not place.closers
    return True
