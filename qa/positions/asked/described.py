"""Find how sentences describe the people whom they name: "Norhava Gov. Oda Kellervane", "Pim Arrow, the mayor of Ellery,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.models import Sentence
from ingest.statements.names import PARTICLES, TITLES
from ingest.statements.reading import Line, read
from ingest.words import content_stems, stems
from qa.positions.asked.phrases import HEADS, PARTY_MEMBERS

_SHORT_WORDS = """
gov governor, sen senator, sens senators, rep representative, reps representatives, pres president, sec secretary, gen general,
lt lieutenant, ceo executive, u.n. un, u.s. us, d democrat, r republican
"""
SHORT = dict(pair.split() for pair in _SHORT_WORDS.split(","))
"""What titles cut short stand for."""
_PAST_WORDS = ("former", "ex", "late", "onetime", "then", "deputy", "vice", "lieutenant", "acting", "outgoing")
PAST = frozenset(stems(" ".join(_PAST_WORDS)))
"""Words beside an office by which a person does not hold it."""
_OWNS = ("'s", "’s")
_DEPARTMENTS_WORDS = """
state staff defense defence treasury labor labour energy education commerce agriculture interior transportation justice health finance
veterans homeland housing police war trade
"""
DEPARTMENTS = frozenset(_DEPARTMENTS_WORDS.split())
"""What an office is of by its very name: "secretary of state", "chief of staff"."""
_MEMBERS = PARTY_MEMBERS | {"member"}
_ONCE = frozenset(("served", "serving", "serve", "was", "tenure", "stint", "retired", "worked", "former"))
_AS = 8  # tokens between a name and the office that somebody holds, leaves or is chosen for
_FAR = 12  # tokens of a description
_PARTY = re.compile(r"\(?\b(?P<party>[DR])-(?P<place>[A-Z][\w.]+)")


@dataclass(frozen=True, slots=True)
class Described:
    """A person named in a sentence, and the stems of the words that describe the person there."""

    name: str
    words: frozenset[str]


def described(text: str) -> Iterator[Described]:
    """Yield the people of a sentence who are described in it.

    >>> [(one.name, sorted(one.words)) for one in described("Pim Arrow, the mayor of Ellery, met Norhava Gov. Oda Kellervane.")]
    [('Pim Arrow', ['elleri', 'mayor']), ('Oda Kellervane', ['governor', 'norhava'])]
    """
    (line,) = read([Sentence("", "", "", 0, 0, len(text), text, 1)], [])
    i = 0
    while i < len(line.words):
        end = _run_end(line, i)
        if end == i:
            i += 1
            continue
        titles = [k for k in range(i, end) if _is_title(line, k)]
        start = titles[-1] + 1 if titles else i
        if not titles and (behind := _department_ends(line, i, end)):
            titles, start = [i], behind
        if start < end:
            words = [*_before(line, i), *line.words[i:start], *(_behind(line, end) or _as_what(line, end))]
            if words and (end - start > 1 or titles):
                name = text[line.starts[start] : line.ends[end - 1]]
                yield Described(name, _stems(words))
        i = end


def _department_ends(line: Line, i: int, end: int) -> int | None:
    """Return where a name starts behind "Secretary of" "State Oda Kellervane"."""
    if not (i > 1 and line.low[i - 1] == "of" and _is_title(line, i - 2) and line.low[i] in DEPARTMENTS):
        return None
    j = i + 1
    while j < end - 1 and line.low[j] in ("affairs", "security", "and", "services"):
        j += 1
    return j if j < end else None


def _as_what(line: Line, end: int) -> list[str]:
    """Return an office that a name is said to hold, to leave or to be chosen for: "urged Oda Kellervane to resign as Ellery's mayor"."""
    reach = range(end, min(len(line.words), end + _AS))
    at = next((k for k in reach if line.low[k] == "as"), None)
    if at is None or any(_is_capital(line, k) or line.low[k] in (",", ";") for k in range(end, at)):
        return []
    words: list[str] = []
    for k in range(at + 1, min(len(line.words), at + _FAR)):
        if not (line.tags[k] in "DJNXS$#P" or line.low[k] in _OWNS) or line.low[k] in ("after", "with", "on", "by", "during", "in"):
            break
        words.append(line.words[k])
    is_past = any(line.low[k] in _ONCE for k in range(end, at))
    return [*words, *["former"] * is_past] if any(word.lower() in HEADS for word in words) else []


def _stems(words: list[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in content_stems(SHORT.get(word.lower().rstrip("."), word)))


def _is_capital(line: Line, i: int) -> bool:
    return line.words[i][0].isupper() and line.tags[i] in "XNJGEKBV#q" and not line.words[i].isdigit()


def _is_title(line: Line, i: int) -> bool:
    return line.low[i] in TITLES or line.low[i] in HEADS or line.low[i].rstrip(".") in SHORT


def _run_end(line: Line, i: int) -> int:
    """Return where the capitalised words end that start at a place, particles inside taken with them."""
    j = i
    while j < len(line.words):
        onward = j
        while j > i and line.low[onward : onward + 1] and line.low[onward] in PARTICLES:
            onward += 1
        if onward == len(line.words) or not (_is_capital(line, onward) if onward == j else line.words[onward][0].isupper()):
            break
        j = onward + 1
    return j


def _before(line: Line, start: int) -> list[str]:
    """Return the words that describe a name from before it: "the Norhavan economist", or "the mayor of Ellery,"."""
    i = start - 1
    is_apart = i >= 0 and line.low[i] == ","
    if is_apart:
        i -= 1
    if i > 0 and line.low[i] == "of" and line.low[start : start + 1] and line.low[start] in DEPARTMENTS:
        i -= 1  # "Norhava Secretary of" "State Oda Kellervane"
    allowed = "DJNXS$#PG" if is_apart else "JNXS$YE"
    words: list[str] = []
    while i >= 0 and start - i <= _FAR and (line.tags[i] in allowed or line.low[i] in _OWNS):
        words.append(line.words[i])
        if line.tags[i] == "D" and not is_apart:
            break
        i -= 1
    is_whole = not is_apart or any(word.lower() in ("the", "its", "their", "a", *_OWNS) for word in words)
    return words[::-1] if is_whole and any(word.lower() in HEADS or word.lower() in _PAST_WORDS for word in words) else []


def _behind(line: Line, end: int) -> list[str]:
    """Return the words that describe a name from behind it: ", the mayor of Ellery,", "(D-Norhava)", "is the mayor of Ellery"."""
    rest = line.sentence.text[line.ends[end - 1] - line.sentence.start :]
    if (party := _PARTY.match(rest.lstrip(" ,("))) is not None:
        return [SHORT[party["party"].lower()], party["place"]]
    i = end
    if i < len(line.words) and line.low[i] in ("of", "from"):
        while i + 1 < len(line.words) and _is_capital(line, i + 1):
            i += 1
        if i > end and line.low[i + 1 : i + 2] == [","] and line.tags[i + 2 : i + 3] == "D":  # "of Norhava, a Democrat on …"
            return [*line.words[end : i + 1], *_run_of(line, i + 2)]
        i = end
    elif i < len(line.words) and line.low[i] == ",":
        i += 3 if line.low[i + 1 : i + 3] in (["who", "is"], ["who", "runs"], ["who", "heads"]) else 1
    elif line.low[i : i + 2] in (["is", "the"], ["is", "a"]):
        i += 1
    else:
        return []
    return _run_of(line, i)


def _run_of(line: Line, i: int) -> list[str]:
    """Return the words of a description that starts at a place."""
    words: list[str] = []
    while i < len(line.words) and len(words) < _FAR:
        is_word = line.tags[i] in "DJNXS$#P" or (line.tags[i] == "G" and line.low[i - 1] in _OWNS) or line.low[i] in _OWNS
        if not is_word or line.low[i] in ("after", "with", "by", "during") or (line.low[i] == "on" and line.low[i - 1] not in _MEMBERS):
            break
        words.append(line.words[i])
        i += 1
    return words
