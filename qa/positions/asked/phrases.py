"""Find the words of a question that may name whom it asks about: people, offices, organisations, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Sentence
from ingest.statements.names import MEN, OFFICES, PARTICLES, PEOPLE, RELATIONS, TITLES, WOMEN
from ingest.statements.reading import Line, read
from ingest.statements.verbs import FORMS
from ingest.statements.vocabulary import CLASS, MONTHS

_GROUPS_WORDS = """
industry industries lobbies establishment movement regime committee party association university institute council board agency department
ministry bureau commission court senate congress parliament assembly campaign company corporation bank group union federation league
foundation fund administration government coalition alliance society church guild caucus forum trust chamber lobby watchdog regulator
authority team camp crew airline carmaker army military police parties unions groups crews committees associations companies churches
agencies governments councils
"""
_MORE_HEADS_WORDS = """
bishops brothers sisters nuns clergy doctors nurses bankers ranchers miners ombudsman ministers mayors presidents mate children sons
daughters family ceo chiefs heads nominees comptroller coach whip frontrunner front-runner captain administrator negotiator
"""
GROUPS = frozenset(_GROUPS_WORDS.split())
HEADS = GROUPS | OFFICES | PEOPLE | RELATIONS | frozenset(_MORE_HEADS_WORDS.split())
"""Nouns for whom a position can be asked of, in lower case."""
_NO_HEADS_WORDS = "man woman men women people person author friend star host member members sources"
_NO_HEADS = frozenset(_NO_HEADS_WORDS.split())
_OF_WORDS = """
committee party association university college institute center centre council board agency department ministry bureau commission court
house bank group union federation league foundation fund chamber society church conference organization organisation campaign americans
citizens mothers doctors physicians students secretary
"""
_OF = frozenset(_OF_WORDS.split())  # words of a name that goes on with "of": "Chamber of Commerce"
_FOR_WORDS = "commissioner secretary minister spokesman spokeswoman spokesperson envoy adviser advisor director ambassador ombudsman"
_FOR = frozenset(_FOR_WORDS.split())  # heads that "for" follows
_TO = frozenset(("ambassador", "envoy", "adviser", "advisor", "candidate", "secretary"))  # heads that "to" follows
_ALSO_ADJECTIVES = frozenset(("official", "executive"))
_COUNTS = frozenset(("many", "most", "few", "several", "some", "more", "fewer"))
_PARTIES = ("republicans", "democrats", "conservatives", "liberals")
PARTY_MEMBERS = frozenset(("democrat", "republican", "libertarian", "independent", "socialist", "conservative", "liberal", "green"))
"""What somebody is called after a party, in lower case, with or without a capital."""
_BODIES = frozenset(("committee", "panel", "board", "council", "court", "commission", "subcommittee", "force", "bench", "staff"))
_ASIDES = frozenset(("the", "a", "an", "his", "her", "its", "who", "which", "whose"))
_NUMBERS = ("two", "three", "four", "five")
_BARE = frozenset(("police", "congress", "parliament"))  # nouns that need no determiner
_VERBS_WORDS = """
want wants support supports oppose opposes back backs favor favors favour favours think thinks believe believes say says agree agrees
reject rejects endorse endorses stand stands feel feels see sees view views hold holds call calls plan plans propose proposes promise
promises vote votes push pushes demand demands intend intends regard regards like likes prefer prefers approve approves ready willing
prepared able unable likely unlikely open keen wary happy sure right wrong critical supportive opposed committed
"""
_VERBS = frozenset(_VERBS_WORDS.split())  # never part of a phrase
_AFTER_NAME = (",", "'s", "’s", ":", "vs", "versus", "and", "or", "on", "-", "–", "—")
_OPENERS_WORDS = """
juxtapose quote weigh view views position positions stance stances stand opinion opinions attitude take line thoughts compare contrast
summarize summarise describe explain list tell give show set trace outline state find please opposition support reaction differences
difference timeline statements comments
"""
_OPENERS = frozenset(_OPENERS_WORDS.split())
_LONGEST = 12  # words of one phrase
_BETWEEN = 3  # nouns between what describes somebody and the name
_ALSO_PEOPLE = frozenset(("nurse", "guide", "guard", "judge", "coach", "host", "head", "pilot", "cook"))  # that are verbs, too
_PLACE = re.compile(r"<(\d+)>")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may name a holder: ``printed`` in the question, and each holder that they name, as it is to be looked up."""

    printed: str
    names: tuple[str, ...]
    is_named: bool
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with numbers in the place of its phrases: "Does <0> want the tunnel"."""

    text: str
    phrases: tuple[Phrase, ...]

    def expanded(self, part: str) -> str:
        """Return a part of the text in the question's own words again."""
        return _PLACE.sub(lambda match: self.phrases[int(match[1])].printed, part)

    def named_in(self, part: str) -> tuple[Phrase, ...]:
        """Return the phrases of a part of the text, in order."""
        return tuple(self.phrases[int(match[1])] for match in _PLACE.finditer(part))


def marked(text: str, is_wide: bool = True) -> Marked:
    """Mark the phrases of a question; ``is_wide`` lets a phrase go on with more than "of" and "from".

    >>> marked("Does the mayor of Ellery back Oda Kellervane's plan?").text
    "Does <0> back <1>'s plan?"
    """
    (line,) = read([Sentence("", "", "", 0, 0, len(text), text, 1)], [])
    phrases: list[Phrase] = []
    parts: list[str] = []
    done = 0
    for start, end, phrase in _apposed(line, text, list(_as_one(line, list(_phrases(line, is_wide))))):
        parts += [text[done:start], f"<{len(phrases)}>"]
        phrases.append(phrase)
        done = end
    return Marked("".join((*parts, text[done:])), tuple(phrases))


def _phrases(line: Line, is_wide: bool) -> Iterator[tuple[int, int]]:
    """Yield tokens, first and one past the last, of phrases from left to right."""
    i = 0
    while i < len(line.words):
        end = _end_of(line, i, is_wide)
        if end:
            yield i, end
        i = end or i + 1


def _end_of(line: Line, start: int, is_wide: bool) -> int | None:
    low, n = line.low, len(line.words)
    at = start + 1 if _is_determiner(line, start) else start
    end = None
    i = at
    if at == start and not _is_name(line, i) and low[i] not in HEADS and i + 1 < n and line.tags[i] in "NX" and _is_name(line, i + 1):
        return None  # "what separates Oda Kellervane"
    while i < min(n, start + _LONGEST):
        name = _name_end(line, i, end)
        if name:
            if end is not None and end < i and low[i - 1] not in HEADS and not _owner_ends(line, i - 1):
                break  # "Oda Kellervane scrap Norhava's tunnel"
            end = name
        elif low[i] in HEADS and _is_noun(line, i, at):
            if not (low[i] in _ALSO_ADJECTIVES and i + 1 < n and _is_noun(line, i + 1, at)):
                end = i + 1
        elif i > start and _owner_ends(line, i):
            pass
        elif not _is_noun(line, i, at):
            break
        i = (end or 0) if end and end > i else i + 1
        if end == i and i < n:
            onward = _goes_on(line, i, is_wide)
            if onward:
                end = i = onward
    return end if end and _is_whole(line, start, at, end) else None


def _is_whole(line: Line, start: int, at: int, end: int) -> bool:
    """Whether a phrase may be of people: it has a name, or a noun that a determiner or its plural makes one."""
    if at == start and start > 0 and line.low[start - 1] in ("a", "an"):
        return False
    is_named = any(_is_name(line, i) for i in range(at, end))
    if line.low[start] in _COUNTS:
        return False
    if line.low[start] in ("a", "an") and line.low[start - 1 : start] != [","]:
        return is_named and not {"of", "from", "for"} & set(line.low[start:end])  # "a supporter of the Norhava deal" is nobody
    if is_named:
        return True
    if start > 0 and line.low[start - 1] in ("which", "what", "whose"):
        return False
    if end == at + 1 and line.low[at] in _NO_HEADS:
        return False
    return at > start or line.low[end - 1].endswith("s") or line.low[end - 1] in _BARE


def _name_end(line: Line, i: int, end: int | None) -> int | None:
    """Return where a word of a name ends that starts at place ``i``, particles inside the name taken with it: "van den Berg"."""
    j = i
    while end == i and j < i + 2 and line.low[j : j + 1] and line.low[j] in PARTICLES:
        j += 1
    return j + 1 if j < len(line.words) and _is_name(line, j) else None


def _owner_ends(line: Line, i: int) -> bool:
    """Whether a mark at a place makes an owner of the words before it."""
    is_plural = line.low[i] in ("'", "’") and line.low[i - 1].endswith("s") and line.starts[i] == line.ends[i - 1]
    return line.low[i] in ("'s", "’s") or (is_plural and i + 1 < len(line.words))


def _is_determiner(line: Line, i: int) -> bool:
    return line.low[i] in ("the", "a", "an", "his", "her", "its", "their", "both")


def _is_name(line: Line, i: int) -> bool:
    word = line.words[i]
    if (not word[0].isupper() and not (len(word) > 1 and word[1:2].isupper())) or word == "OK":
        return False
    if line.low[i] in MONTHS:
        return i > 0 and line.low[i] in ("may", "april", "june") and line.low[i - 1] in TITLES | MEN | WOMEN
    if i == 0 or line.low[i - 1] in (".", "?", "!"):
        return _opens_with_name(line, i)
    return line.tags[i] == "X" or (line.tags[i] in "NJGEKBVY#M" and line.low[i] not in CLASS)


def _opens_with_name(line: Line, i: int) -> bool:
    """Whether the capital of a word that opens a sentence is that of a name."""
    first, is_known = line.low[i], line.low[i] in MEN | WOMEN
    if line.words[i].isupper() and len(first) > 1:
        return True
    if first in CLASS or first in _OPENERS or (not is_known and (first in FORMS or line.tags[i] in "GKEp")):
        return False
    after = line.low[i + 1] if i + 1 < len(line.words) else ""
    return after in _AFTER_NAME or line.tags[i + 1 : i + 2] in ("X", "A", "S")


def _is_noun(line: Line, i: int, start: int) -> bool:
    """Whether a word in lower case may stand in a phrase: no verb, unless something before it makes a noun of it."""
    low = line.low[i]
    if line.tags[i] not in "NJGE#X" and low != "own" and not (low in HEADS and i > start and low not in _VERBS):
        return False
    if i == start and (line.tags[i] in "GE" or (i > 0 and low not in HEADS and line.low[i - 1] == "to")):
        return start > 0 and _is_determiner(line, start - 1)
    if low in _VERBS:
        return False
    before = "^" if i <= start else "S" if line.low[i - 1] in ("'s", "’s") else line.tags[i - 1]
    if low in HEADS and start > 0 and _is_determiner(line, start - 1):
        return True
    if i == start and i > 0 and line.low[i - 1] in ("of", "from"):
        return True  # "the secretary of state"
    return low not in FORMS or low in GROUPS or before in "JSD$" or (i == start and i > 0 and _is_determiner(line, i - 1))


def _goes_on(line: Line, i: int, is_wide: bool) -> int | None:
    """Return where a phrase ends that goes on with a preposition at place ``i``: "of Ellery", "for the military"."""
    low, n = line.low, len(line.words)
    head = low[i - 1]
    names_office = head in HEADS and (not line.words[i - 1][0].isupper() or head in _OF or head in TITLES or head in _PARTIES)
    is_between_names = _is_name(line, i - 1) and i + 1 < n and _is_name(line, i + 1)
    allowed = low[i] in ("of", "from") and (names_office or head in _OF)
    allowed = allowed or (low[i] in ("for", "on") and head in _OF and is_between_names)
    if is_wide and not allowed and low[i] == "on" and (names_office or head in PARTY_MEMBERS):
        body = _name_run(line, i + 1)
        return body if body and low[body - 1] in _BODIES else None
    if is_wide and not allowed:
        allowed = (low[i] == "for" and head in _FOR) or (low[i] == "to" and head in _TO) or (low[i] in ("at", "in") and names_office)
        allowed = allowed or (low[i] == "of" and is_between_names and i > 1 and _is_name(line, i - 2))
    if not allowed:
        return None
    j = i + 1
    if j < n and _is_determiner(line, j):
        j += 1
    first = j
    while j < n and (_is_name(line, j) or (_is_noun(line, j, first) and line.tags[j] != "#")):
        j += 1
    while j > first and line.tags[j - 1] == "J" and not _is_name(line, j - 1) and low[j - 1] not in HEADS:
        j -= 1  # "the mayor of Ellery ready"
    if first < j - 1 and j < n and line.tags[j] in "PI" and _is_name(line, j - 2) and not _is_name(line, j - 1):
        j -= 1  # "the teachers in Ellery content with"
    if j == first:
        return None
    if j + 1 < n and low[j] == "and" and head.endswith("s") and _is_name(line, j - 1) and _is_name(line, j + 1):
        j += 1
        while j < n and _is_name(line, j):
            j += 1
    if j < n and low[j] in ("of", "for") and low[i] == "of" and j + 1 < n and (_is_name(line, j + 1) or low[j + 1] == "the"):
        return _goes_on_once(line, j) or j
    return j


def _name_run(line: Line, i: int) -> int | None:
    """Return where the words of a name end that start at a place, behind "the"."""
    i += line.low[i : i + 1] == ["the"]
    first = i
    while i < len(line.words) and _is_name(line, i):
        i += 1
    return i if i > first else None


def _goes_on_once(line: Line, i: int) -> int | None:
    """Return where "of the Treasury" ends, behind "secretary of the department"."""
    j = i + 2 if line.low[i + 1] == "the" else i + 1
    first = j
    while j < len(line.words) and (_is_name(line, j) or (_is_noun(line, j, first) and line.tags[j] != "#")):
        j += 1
    return j if j > first and _is_name(line, j - 1) else None


def _as_one(line: Line, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans, two as one that "and" joins inside an organisation's name: a verb in the singular tells it, or how the name ends."""
    i = 0
    while i < len(spans):
        start, end = spans[i]
        if i + 1 < len(spans) and _is_one_name(line, start, end, *spans[i + 1]):
            end = spans[i + 1][1]
            i += 1
        yield start, end
        i += 1


def _is_one_name(line: Line, start: int, end: int, other: int, other_end: int) -> bool:
    """Whether "the Corle and" "East Ellery Coalition" is one name."""
    is_joined = line.low[end:other] in (["and"], ["&"], ["for"]) and line.low[start] == "the" and end == start + 2
    if not is_joined or not all(_is_name(line, k) for k in (start + 1, other, other_end - 1)):
        return False
    is_singular = start > 0 and line.low[start - 1] in ("is", "was", "does", "has")
    return is_singular or (other_end - other > 1 and line.low[other_end - 1] in GROUPS)


def _apposed(line: Line, text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, Phrase]]:
    """Yield characters and phrases, a name and what describes it as one: "Oda Venn, the mayor,", "the Corle nurse Oda Venn"."""
    i = 0
    while i < len(spans):
        start, end = spans[i]
        if i + 1 < len(spans) and _is_described(line, start, end, spans[i + 1]):
            end = spans[i + 1][1]
            phrase = _phrase(line, text, *spans[i + 1])
            i += 1
        else:
            phrase = _phrase(line, text, start, end)
        i += 1
        if line.low[end : end + 1] == [","]:
            if phrase.is_named and (close := _aside_ends(line, end + 1)):
                yield line.starts[start], line.ends[close], Phrase(phrase.printed, phrase.names, True)
                while i < len(spans) and spans[i][0] < close:
                    i += 1
                continue
            if not phrase.is_named and i < len(spans) and spans[i][0] == end + 1:
                behind = _phrase(line, text, *spans[i])
                follows = line.low[spans[i][1] : spans[i][1] + 2]
                if behind.is_named and (phrase.is_plural or (follows[:1] == [","] and follows[1:] not in (["and"], ["or"]))):
                    yield line.starts[start], line.ends[end - 1], Phrase(phrase.printed, (), False, True)
                    continue
        yield line.starts[start], line.ends[end - 1], phrase


def _is_described(line: Line, start: int, end: int, name: tuple[int, int]) -> bool:
    """Whether nouns alone stand between a phrase with a determiner and a name: "the Corle" "nurse" "Oda Venn"."""
    between = range(end, name[0])
    is_noun = all(line.tags[k] in "NJ" and (line.low[k] not in FORMS or line.low[k] in _ALSO_PEOPLE) for k in between)
    return 0 < len(between) <= _BETWEEN and is_noun and _is_determiner(line, start) and _is_name(line, name[0]) and _is_name(line, end - 1)


def _aside_ends(line: Line, at: int) -> int | None:
    """Return where an aside ends that starts behind a comma, "mayor of Ellery," or "who runs the port,", before its second comma."""
    if at >= len(line.words) or not (line.low[at] in _ASIDES or _is_bare_office(line, at)):
        return None
    close = next((k for k in range(at, min(len(line.words), at + _LONGEST)) if line.low[k] == ","), None)
    if close is None or line.low[close + 1 : close + 2] in (["and"], ["or"], []):
        return None
    is_clause = line.low[at] in ("who", "which", "whose")
    return close if is_clause or not any(line.tags[k] in "MAVCWR" for k in range(at, close)) else None


def _is_bare_office(line: Line, at: int) -> bool:
    """Whether an office without a determiner stands at a place, and nobody's name behind it: "mayor of Ellery", "Ellery mayor"."""
    at += _is_name(line, at) and line.low[at] not in HEADS
    return line.low[at : at + 1] != [] and line.low[at] in HEADS and line.low[at + 1 : at + 2] in ([","], ["of"], ["for"], ["in"], ["at"])


def _phrase(line: Line, text: str, start: int, end: int) -> Phrase:
    printed = text[line.starts[start] : line.ends[end - 1]]
    last = end
    while last > start and not _is_name(line, last - 1):
        last -= 1
    first = last
    while first > start and (_is_name(line, first - 1) or (line.low[first - 1] in PARTICLES and first - 1 > start)):
        first -= 1
    if first - 1 > start and _is_of_members(line, first, last):
        first -= 2  # "the Dockers' Union"
    offices = [k for k in range(start, end) if line.low[k] in HEADS and not _is_name(line, k)]
    heads_behind = any(k >= last for k in offices)
    prepositions = [k for k in range(start, end) if line.low[k] in ("of", "from", "for", "at", "in", "on", "to")]
    is_office = any(
        line.low[k - 1] in HEADS | PARTY_MEMBERS and not (_is_name(line, k - 1) and line.low[k - 1] in _OF) for k in prepositions
    )
    if first < last and line.low[last - 1].endswith("s") and any(word in _NUMBERS for word in line.low[start:first]):
        return Phrase(printed, (printed,), False, True)  # "the two Democrats"
    if first < last and line.low[last - 1] in PARTY_MEMBERS and last - first > (first == start):
        return Phrase(printed, (printed,), False)  # "Norhava's Democrat", "the Norhava Republican"
    if line.low[start] == "the" and end == start + 2 and line.low[start + 1] in OFFICES:
        return Phrase(printed, (printed,), False)  # "the Speaker"
    if first < last and "and" in line.low[start:end] and line.low[last - 1] in GROUPS and _is_name(line, last - 1):
        first = start + _is_determiner(line, start)  # "the Corle and East Ellery Coalition"
    if first < last and not heads_behind and not is_office:
        return _named(line, text, start, first, last, prepositions)
    plural = [k for k in offices if line.low[k].endswith("s") and line.low[k] not in ("congress", "boss", "process")]
    if plural and "and" in line.low[start:end]:
        return _several(line, text, start, end, plural[0], printed)
    counted = any(line.low[k] in _NUMBERS for k in range(start, end))
    return Phrase(printed, (printed,), False, counted or bool(plural))


def _is_of_members(line: Line, first: int, last: int) -> bool:
    """Whether a name is that of a body called after its members, who stand before it: "Quarrymen's" "Guild"."""
    members, mark = line.low[first - 2 : first]
    is_plural = (members.endswith("s") and mark in ("'", "’")) or (members.endswith("men") and mark in ("'s", "’s"))
    return is_plural and _is_name(line, first - 2) and not GROUPS.isdisjoint((line.low[first], line.low[last - 1]))


def _named(line: Line, text: str, start: int, first: int, last: int, prepositions: list[int]) -> Phrase:
    """Return a phrase that ends in a name, what describes it before and behind left out."""
    printed = text[line.starts[start] : line.ends[last - 1]]
    if prepositions and line.low[prepositions[0] - 1] not in _OF:  # "Oda Kellervane of Norhava"
        last, first = prepositions[0], start + _is_determiner(line, start)
    elif prepositions:
        first = start + _is_determiner(line, start)
    titles = [k for k in range(first, last - 2) if line.low[k] in TITLES or line.low[k] in HEADS]
    if titles and not prepositions:
        first = titles[-1] + 1
    return Phrase(printed, (text[line.starts[first] : line.ends[last - 1]],), True)


def _several(line: Line, text: str, start: int, end: int, head: int, printed: str) -> Phrase:
    """Return the offices of "the governors of Norhava and Ellery", each by itself."""
    joined = line.low.index("and", start, end)
    one = line.words[head][:-1]
    before = text[line.starts[start] : line.starts[head]]
    places = text[line.starts[head + 1] : line.ends[joined - 1]], text[line.starts[joined + 1] : line.ends[end - 1]]
    preposition = line.words[head + 1]
    return Phrase(printed, (f"{before}{one} {places[0]}", f"{before}{one} {preposition} {places[1]}"), False, False)
