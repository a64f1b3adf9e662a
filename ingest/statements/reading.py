"""Read sentences as tokens with tags: a light tagger of closed classes, known verbs, endings and capitals."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from ingest.models import Sentence
from ingest.statements.names import MEN, ORGANISATION, PEOPLE, TITLES, WOMEN
from ingest.statements.quotations import Quotation
from ingest.statements.verbs import FORMS, NOUNS, SAME_PAST
from ingest.statements.vocabulary import ADJECTIVE_ENDINGS, CLASS, MAY_BE_PREPOSITION, MONTHS, NOUN_ENDINGS, TIME_NOUNS

_ABBREVIATIONS = """
Mr Mrs Ms Dr Sens? Reps? Govs? Gen Lt Col Capt Cpt Sgt Maj Adm Cmdr Prof Rev Fr Hon Jr Sr St vs Inc Corp Co Jan Feb Mar Apr Jun
Jul Aug Sept? Oct Nov Dec Calif Fla Mich Wis Ariz Ill Pa Va Mass Conn Ind Tenn Ky Ga Ala Miss Mo Minn Kan Colo Nev Wash Ore Okla
Tex Md Del Vt Neb
"""
_NEGATED = "ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|sha|should|was|were|wo|would"
_CLITIC = "s|ll|re|ve|d|m|S"
_WITHIN = "\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0300-\u036f"
"""Accents set as marks of their own, and what a wrong encoding makes of letters: both stand within words."""
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    rf"|(?=[A-Z][a-z]+\.)(?:{'|'.join(_ABBREVIATIONS.split())})\."
    r"|[A-Z]\.(?=\s+[A-Z])"
    rf"|(?i:{_NEGATED})(?=n['’]t\b)|n['’]t\b|['’](?:{_CLITIC})\b"
    r"|[$£€]?\d+(?:[.,:]\d+)*(?:%|(?:-[^\W_]+)*)"
    rf"|[^\W_]+(?:['’](?!(?:{_CLITIC}|t)\b)[^\W\d_]+|[-&/.](?=[^\W_])[^\W_]+|[{_WITHIN}]+[^\W_]*)*"
    r"|--+|''|``|\.\.\.+|[^\w\s]"
)
_NOUN_FIRST = frozenset(("campaign", "state", "poll", "press", "research", "study", "test", "trade", "police"))
_VERBS_ALONE_WORDS = """
say says think thinks believe believes argue argues insist insists contend contends maintain maintains suggest suggests agree agrees
disagree disagrees allege alleges acknowledge acknowledges admit admits assert asserts deny denies predict predicts describe describes
explain explains
"""
_VERBS_ALONE = frozenset(_VERBS_ALONE_WORDS.split())
"""Verbs that are never nouns, but for "say" and "says" behind an article, an owner or an adjective ("a say")."""
_BESIDE = frozenset(("outside", "inside", "near"))
_AMOUNTS = frozenset(("most", "many", "several", "few", "more"))
_PLURAL = frozenset(("people", "police", "men", "women", "children"))
_LEADS_OF = {"such": "as", "out": "of", "ahead": "of", "because": "of", "instead": "of"}
"""Words that make one preposition with the word behind them."""
_ALONE = frozenset(("both", "some", "many", "most", "others", "few", "several", "all"))
"""Determiners that stand for people by themselves ("many believe")."""
_AMID_VERB = frozenset(("long", "both", "all", "each", "also", "repeatedly"))
"""Words between an auxiliary and its verb: "has long opposed"."""
_OPEN = frozenset("NBVHSTEKGUYJM")
"""Tags that neighbours may change."""
_OPEN_WORDS = frozenset(("march", "may", "this", "that", "such", "like", *_AMID_VERB, *_BESIDE))
"""Words whose neighbours may change other tags of theirs."""


class Line:
    """One sentence as parallel lists of tokens; ``tags`` has one character a token, "q" for quoted words."""

    __slots__ = ("ends", "headline", "low", "quote", "sentence", "starts", "tags", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        offset = sentence.start
        matches = list(_TOKEN.finditer(sentence.text))
        self.words = [match[0] for match in matches]
        self.starts = [match.start() + offset for match in matches]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.low = [word.lower() for word in self.words]
        self.quote: list[int] = [-1] * len(self.words)
        self.tags = ""
        self.headline = _is_headline(self.words)  # so that capitals say nothing

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that a span of characters touches."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read(sentences: Sequence[Sentence], quoted: Sequence[Quotation]) -> list[Line]:
    """Return the sentences as tagged lines; ``line.quote[i]`` is the number of the quotation that token i stands in, or -1."""
    lines = [Line(sentence) for sentence in sentences]
    at = 0
    capitals = _inner_capitals(lines)
    for line in lines:
        while at < len(quoted) and quoted[at].end <= line.sentence.start:
            at += 1
        number = at
        while number < len(quoted) and quoted[number].start < line.sentence.end:
            start, end, _ = quoted[number]
            first, last = bisect_left(line.starts, start), bisect_left(line.starts, end)
            line.quote[first:last] = [number] * (last - first)
            number += 1
        line.tags = _tags(line, capitals)
    return lines


def _inner_capitals(lines: Sequence[Line]) -> frozenset[str]:
    """Words that the article capitalises inside sentences: at the start of one they are names too."""
    return frozenset(
        word
        for line in lines
        for i, word in enumerate(() if line.headline else line.words)
        if i and word[0].isupper() and line.words[i - 1] not in ("“", '"', "‘", ":")
    )


def _tags(line: Line, capitals: frozenset[str]) -> str:
    words, quote = line.words, line.quote
    tags = [_inner(word) for word in words]
    if line.headline:
        tags = [_loose(word, capitals, True) for word in words]
    elif words:
        tags[0] = _loose(words[0], capitals, False)
        if len(words) > 1 and not words[0][0].isalnum():
            tags[1] = _loose(words[1], capitals, False)
        begins = _behind_dateline(words)
        if begins:
            tags[begins] = _loose(words[begins], capitals, False)
        if _is_first_name(words, tags, capitals):
            tags[0] = "X"
    for i, number in enumerate(quote):
        if number >= 0:
            tags[i] = "q"
    low = line.low
    for i, tag in enumerate(tags):
        if tag in _OPEN or (tag in "DPX" and low[i] in _OPEN_WORDS):
            _settle(i, words, low, tags)
    return "".join(tags)


def _is_first_name(words: Sequence[str], tags: Sequence[str], capitals: frozenset[str]) -> bool:
    """Whether "Per" opens a sentence as a name: before another name and a verb, or where the article has it as one elsewhere."""
    if words[0] != "Per" or len(words) < 3 or tags[1] != "X":
        return False
    return "Per" in capitals or tags[2] in "VEAMp"


def _behind_dateline(words: Sequence[str]) -> int:
    """The word behind "VESSBY, Jan. 3 (Wire) —", or 0."""
    if not words[0].isupper() or len(words[0]) < 3:
        return 0
    for i, word in enumerate(words[1:12], 1):
        if word in ("—", "–", "-", "--"):
            return i + 1 if i + 1 < len(words) else 0
        if not (word[0].isupper() or word[0].isdigit() or word in ",().:/"):
            return 0
    return 0


def _is_headline(words: Sequence[str]) -> bool:
    """Whether most words are capitalised, so that capitals say nothing."""
    if len(words) < 5 or sum(word[0].isupper() for word in words[:6]) < 3:
        return False
    letters = [word for word in words if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) > 0.7 * len(letters)


def forget_tags() -> None:
    """Drop the tags that are remembered, and with them the words that came from texts."""
    _inner.cache_clear()


@lru_cache(maxsize=65_536)
def _inner(word: str) -> str:
    """The tag of a word inside a sentence, where a capital makes a name."""
    low = word.lower()
    if word[0].isupper() and word[0].isalpha():
        fixed = CLASS.get(low)
        if low in TITLES:
            return "X"
        if fixed in ("t", "W", "M", "R", "U", "$") and low not in ("will", "may", "today", "tonight"):
            return fixed
        return "#" if low in MONTHS else "X"
    return _lower(word, low)


def _loose(word: str, capitals: frozenset[str], headline: bool) -> str:
    """The tag of a word that is capitalised for its place: it is a name where the article capitalises it elsewhere too."""
    low = word.lower()
    if not word[0].isupper():
        return _lower(word, low)
    fixed = CLASS.get(low)
    if fixed and not (word in capitals and fixed in "NJY#"):
        return fixed
    if word in capitals or low in MEN or low in WOMEN or (low in TITLES and low not in PEOPLE):
        return "X"
    tag = _lower(word, low)
    if tag == "N" and low not in PEOPLE and (headline or not low.endswith("s")) and low not in FORMS and not low.endswith(NOUN_ENDINGS):
        return "X"
    return tag


def _lower(word: str, low: str) -> str:
    first = word[0]
    if not (first.isalnum() or first in "'’$£€"):
        return "-" if word in ("—", "–", "--", "---") else first
    if first.isdigit() or first in "$£€":
        return "#"
    if low in ("'s", "’s"):
        return "S"
    if low in ("that", "her"):
        return "T" if low == "that" else "H"
    fixed = CLASS.get(low)
    if fixed:
        return fixed
    form = FORMS.get(low)
    if form:
        return form[1] if form[1] != "P" else "p"
    if low.endswith("ly") and len(low) > 4:
        return "Y"
    if low.endswith(NOUN_ENDINGS):
        return "N"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    if low.endswith("ed") and len(low) > 4:
        return "E"
    if low.endswith(("ize", "ify", "izes", "ifies")) and len(low) > 6:
        return "V" if low[-1] == "s" else "B"
    return "J" if low.endswith(ADJECTIVE_ENDINGS) else "N"


def _settle(i: int, words: list[str], low: list[str], tags: list[str]) -> None:
    """Decide what a word is that may be two things, by its neighbours."""
    tag = tags[i]
    before = tags[i - 1] if i else "^"
    after = tags[i + 1] if i + 1 < len(tags) else "$end"
    if before == "A" and low[i] in _AMID_VERB and after in "EKpG":
        tags[i] = "Y"
    elif (tag == "N" and before == "M") or (tag == "N" and before == "I" and after in "D$OHT"):
        tags[i] = "B"
    elif tag == "N" and before == "R" and low[i - 1] in ("he", "she", "it") and low[i][-1] == "s" and low[i][-2:] != "ss":
        tags[i] = "V"  # "she reserves"
    elif low[i] in _LEADS_OF and [_LEADS_OF[low[i]]] == low[i + 1 : i + 2]:
        tags[i] = "P"
    elif tag == "P" and low[i] in _BESIDE and (before == "D" or (before in "^C," and after == "N" and low[i + 1] in PEOPLE)):
        tags[i] = "J"  # "the outside world", "Outside experts"
    elif tag == "V" and i == 0 and after == "P":
        tags[i] = "N"  # "Acts of protest"
    elif tag in "BV" and low[i] in _VERBS_ALONE:
        if (before in "$S" or (before == "D" and low[i - 1] not in _ALONE) or (before == "J" and after == "P")) and low[i] in (
            "say",
            "says",
        ):
            tags[i] = "N"
    elif tag in "BV":
        noun = False
        if before == "D" and low[i - 1] in _ALONE and tag == "B" and after in "TDR$XWI":
            pass
        elif (
            before in "D$SJ#"
            or (before == "t" and i > 1 and tags[i - 2] in "Dt")
            or (before == "P" and tag == "B")
            or (before == "H")
            or (before == "P" and tag == "V")
        ):
            noun = True
        elif before in "IMn" or (before == "A" and low[i - 1] in ("do", "does", "did")):
            noun = False
        elif before == "Y" and i > 1 and tags[i - 2] in "D$":
            noun = True
        elif (
            before == "N"
            and tag == "B"
            and (not low[i - 1].endswith("s") or low[i - 1].endswith("ss"))
            and low[i - 1] not in _PLURAL
            and not (low[i] in SAME_PAST and after in "D$RO#")
        ):
            noun = True  # "the campaign plan"
        elif before == "N" and tag == "V" and after in "MAEVp.,;C":
            noun = low[i] not in ("notes", "adds", "writes")
        elif before in "BVEpK" or (before == "G" and (tag == "B" or low[i] in NOUNS)):
            noun = tag == "V" or FORMS.get(low[i - 1], ("", ""))[0] not in ("help", "let", "make")
        elif tag == "B" and (
            (i == 0 and after in "PAMVEpNX") or (before in ",q-" and after in "NX" and (low[i] in NOUNS or low[i] in _NOUN_FIRST))
        ):
            noun = True
        elif before == "X" and tag == "B":
            noun = (
                low[i] != "want"
                and not (low[i] in SAME_PAST and after in "YDP$RO,")
                and low[i - 1] not in ("democrats", "republicans")
                and not (i > 1 and tags[i - 2] == "C")
            )
        elif (before == "X" and tag == "V" and after in ".,;MAEVp" and low[i] in NOUNS) or (
            before == "C" and i > 1 and tags[i - 2] in "NX" and after in "PMA.,"
        ):
            noun = True
        if noun:
            tags[i] = "N"
    elif tag == "H":
        tags[i] = "$" if after in "NJX#BVEGYK" and low[i + 1 : i + 2] != ["to"] else "O"
    elif tag == "S":
        # "he's", "that's", or "Trump's": a verb after a pronoun, else possessive unless an -ing or participle follows
        tags[i] = (
            "A"
            if before in "RWTO"
            or (after in "nYR" and low[i + 1] != "only")
            or (after == "D" and low[i + 1] not in _AMOUNTS)
            or (after == "G" and not _is_trade(low[i + 2 : i + 3]))
            or low[i + 1 : i + 2] in (["been"], ["not"])
            else "S"
        )
    elif tag == "T":
        if after in "NJ#" and before in "PC^BVEpKG,M-" and not _clause_ahead(i, tags):
            tags[i] = "D"
        elif after in "AMVEpBn" and not (before in "NX" or after == "B"):
            tags[i] = "R" if before not in "NX#" else "T"
        elif before == "P" or after in ".,;)":
            tags[i] = "O"
    elif tag == "E" and low[i] in ("said", "told") and before != "A":
        tags[i] = "p"
    elif tag == "E" or tag == "K":
        if (before in "D$SJ" and after in "NJX") or (before == "P" and after in "N") or (after in "NX" and low[i - 1] in ("said", "says")):
            tags[i] = "J"
    elif tag == "G":
        if before in "D$S" and after not in "NJX":
            tags[i] = "N"
        elif before in "D$S":
            tags[i] = "J"
    elif tag == "U" and low[i] in MAY_BE_PREPOSITION and after in "D$XN#JtO" and not _verb_ahead(i, tags):
        tags[i] = "P"
    elif tag == "Y" and low[i] in ("first", "long", "far", "back", "kind", "sort") and before in "D$J":
        tags[i] = "N" if low[i] in ("kind", "sort") else "J"
    elif (tag == "J" and low[i] in ("last", "next", "this") and low[i + 1 : i + 2] and low[i + 1] in TIME_NOUNS) or (
        tag == "D" and low[i] in ("this", "that") and low[i + 1 : i + 2] and low[i + 1] in TIME_NOUNS and before not in "P^"
    ):
        tags[i] = "t"
        tags[i + 1] = "t"
    elif tag in "NJY" and ((before == "t" and low[i] in TIME_NOUNS) or (after == "t" and low[i] in ("late", "early", "earlier", "last"))):
        tags[i] = "t"
    elif (tag == "X" and low[i] in ("march", "may") and after != "#" and before not in "P") or (
        tag == "M" and low[i] in ("may", "will", "might") and words[i][0].isupper() and i and before == "X"
    ):
        tags[i] = "X"
    elif tag == "M" and low[i] == "will" and before in "D$S":
        tags[i] = "N"
    elif tag == "P" and low[i] == "like" and before in "MInRN" and after in "DXOIR$" and before != "N":
        tags[i] = "B"


def _is_trade(behind: list[str]) -> bool:
    """Whether what stands behind an -ing makes a noun phrase of it: "the county's planning officer", "Lee's handling of"."""
    return bool(behind) and (behind[0] == "of" or behind[0] in PEOPLE or behind[0] in ORGANISATION)


def _clause_ahead(i: int, tags: list[str]) -> bool:
    """Whether a finite verb follows the noun behind position i before the clause ends."""
    for tag in tags[i + 1 : i + 9]:
        if tag in "MAVEpB":
            return True
        if tag in ",.;:":
            return False
    return False


def _verb_ahead(i: int, tags: list[str]) -> bool:
    return _clause_ahead(i, tags)
