"""Tell who the people of an article are: full names, surnames, titles and offices, and whom "he" can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.statements.names import (
    COURTESY_MEN,
    COURTESY_WOMEN,
    EITHER,
    MEN,
    OFFICES,
    ORGANISATION,
    PARTICLES,
    PEOPLE,
    RELATIONS,
    TITLES,
    WOMEN,
)
from ingest.statements.reading import Line
from ingest.statements.sources import Source
from ingest.statements.verbs import CUES, FORMS
from ingest.statements.vocabulary import CLASS, MONTHS

_PARTICLES = PARTICLES | {"st."}
_SUFFIXES_WORDS = """
jr jr. sr sr. ii iii iv
"""
_SUFFIXES = frozenset(_SUFFIXES_WORDS.split())
_HE_WORDS = """
he him his
"""
_HE = frozenset(_HE_WORDS.split())
_SHE_WORDS = """
she her hers
"""
_SHE = frozenset(_SHE_WORDS.split())
_OWNERS = frozenset(("his", "her"))
_ANY_ONE = frozenset(("a", "an", "one", "another", "every", "each", "any"))
_LEADING = frozenset(("on", "of", "by", "in", "at", "for", "from"))
_ONE_OF_A_KIND = frozenset(
    (
        "democrats",
        "republicans",
        "conservatives",
        "liberals",
        "americans",
        "congress",
        "senate",
        "house",
        "parliament",
        "times",
        "post",
        "guardian",
        "journal",
    )
)
_FORMER_WORDS = """
former ex late
"""
_DEPUTY = frozenset(("deputy", "vice", "acting", "assistant", "former", "ex"))
_FORMER = frozenset(_FORMER_WORDS.split())
_BODIES_WORDS = "team group camp forces firm watchdog charity regulator newspaper paper website think-tank"
_BODIES = frozenset(_BODIES_WORDS.split())
"""Nouns that end the name of many people together: "the Lee camp"."""
_NO_NAME_WORDS = """
republican democrat democratic american russian british english god internet
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


@dataclass(slots=True)
class Person:
    """Somebody named in the article; ``votes`` counts signs of a man less signs of a woman."""

    name: str
    surname: str
    votes: int = 0
    offices: set[str] = field(default_factory=set)
    past_offices: set[str] = field(default_factory=set)
    full_names: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: tokens ``start`` to ``end`` of a line, titles left out."""

    line: int
    start: int
    end: int
    person: Person
    is_owner: bool  # "Lee's"
    is_oblique: bool  # behind a preposition or inside a quotation


@dataclass(frozen=True, slots=True)
class _Run:
    line: int
    titles: tuple[str, ...]
    start: int
    end: int
    words: tuple[str, ...]
    is_person: bool
    is_past: bool


class Cast:
    """The people of one article."""

    def __init__(self, lines: Sequence[Line], subjects: Sequence[Source | None]) -> None:
        self.lines, self.subjects = lines, subjects
        self.persons: dict[str, Person] = {}
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_surname_alone: dict[str, Person] = {}  # whom the article last called by nothing but the surname
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        runs = [run for number in range(len(lines)) for run in self._runs(number)]
        self._full_names(runs)
        for run in runs:
            self._mention(run)
        self._vote_by_pronouns()

    # names

    def _runs(self, number: int) -> Iterator[_Run]:
        """Capitalised words in a row, with the titles before them."""
        line = self.lines[number]
        words, low, tags = line.words, line.low, line.tags
        n = len(words)
        i = 0
        while i < n:
            if (
                not words[i][0].isupper()
                or (tags[i] not in "Xq" and not (tags[i] in "NYG" and i == 0) and low[i] not in TITLES)
                or (tags[i] == "q" and low[i] in CLASS)
            ):
                i += 1
                continue
            j = i + 1
            while j < n and (
                _is_capital(words[j]) or (low[j] in _PARTICLES and j + 1 < n and _is_capital(words[j + 1])) or low[j] in ("jr.", "sr.")
            ):
                if (tags[j] not in "Xq#" and low[j] not in _PARTICLES and low[j] not in TITLES) or (tags[j] == "q") != (tags[i] == "q"):
                    break
                if low[j] in MONTHS and low[j] not in ("may", "april", "june", "august"):
                    break
                j += 1
            start = _behind_titles(low, i, j)
            while start < j - 1 and (low[start] in _NO_NAME or (start == 0 and low[0] in CLASS)):
                start += 1
            if start == j - 1 and (low[start] in TITLES or low[start] in PEOPLE):
                i = j
                continue
            titles = tuple(low[i:start])
            if not titles and i and tags[i - 1] in "NJV" and (low[i - 1] in OFFICES or low[i - 1] in RELATIONS or low[i - 1] in PEOPLE):
                titles = (low[i - 1],)
            earlier = low[i - 1] if i else ""
            name = tuple(words[start:j])
            known = low[start] in MEN or low[start] in WOMEN
            signs = bool(titles and (set(titles) & (TITLES | PEOPLE | RELATIONS))) or known or low[j : j + 1] == ["who"]
            if (
                not signs
                and j + 2 < n
                and low[j] == ","
                and (not i or tags[i - 1] != "P")
                and (low[j + 1] == "who" or low[j + 1].isdigit() or self._office_behind(line, j + 1))
            ):
                signs = True
            beside = self._office_before(line, i - 2) if earlier == "," and len(name) > 1 else None
            if beside:
                signs, titles = True, (*titles, beside)
            if len(name) > 1 and (low[j - 1] in ORGANISATION or (earlier == "the" and not titles)):
                i = j
                continue
            yield _Run(number, titles, start, j, name, signs, earlier in _FORMER or bool(_FORMER & set(titles)))
            i = j

    @staticmethod
    def _office_behind(line: Line, i: int) -> str | None:
        """The office in an apposition: ", the mayor of Dravik", ", a spokesman for"."""
        low, tags = line.low, line.tags
        for j in range(i, min(i + 6, len(low))):
            if low[j] in OFFICES or low[j] in PEOPLE or low[j] in RELATIONS:
                return low[j] if low[j - 1] not in _DEPUTY else f"deputy {low[j]}"
            if tags[j] not in "D$JNXSY":
                return None
        return None

    @staticmethod
    def _office_before(line: Line, i: int) -> str | None:
        """The word for a person that a name stands in apposition to: "its chair, ", "a spokesman for the ministry, "."""
        for j in range(i, max(-1, i - 7), -1):
            if line.low[j] in PEOPLE or line.low[j] in RELATIONS:
                return line.low[j]
            if line.tags[j] not in "D$JNXSP":
                return None
        return None

    def _speaks(self, run: _Run) -> bool:
        """Whether a verb of saying follows the name."""
        low = self.lines[run.line].low
        return run.end < len(low) and FORMS.get(low[run.end], ("",))[0] in CUES

    def _full_names(self, runs: Sequence[_Run]) -> None:
        alone = {_surname(run.words) for run in runs if run.is_person or (len(run.words) == 1 and self._speaks(run))}
        for run in runs:
            if len(run.words) < 2 or len(run.words) > 5:
                continue
            line = self.lines[run.line]
            speaks = self._speaks(run)
            is_meant = speaks and any(low in ("he", "she") for low in line.low[run.end + 1 : run.end + 4])
            if line.headline and not run.titles and run.words[0].lower() not in MEN and run.words[0].lower() not in WOMEN:
                continue
            if not (run.is_person or is_meant or (_surname(run.words) in alone and (speaks or len(run.words) <= 3))):
                continue
            if run.is_person and len(run.words) == 2 and run.words[0].lower() in TITLES:
                continue
            name = " ".join(run.words)
            key = name.casefold()
            person = self.persons.get(key)
            if person is None:
                person = self.persons[key] = Person(name, _surname(run.words))
                self.by_surname[person.surname].append(person)
                first = run.words[0].lower()
                if first not in EITHER:
                    person.votes += 3 * ((first in MEN) - (first in WOMEN))
            person.full_names += 1
        for same in self.by_surname.values():
            self._merge(same)

    def _merge(self, same: list[Person]) -> None:
        """Make one of a name and the same name with a second one between ("Ann Lee", "Ann Marie Lee")."""
        for person in list(same):
            for other in list(same):
                if person is not other and person in same and other in same:
                    a, b = person.name.split(), other.name.split()
                    if a[0] == b[0] and len(a) > len(b) and a[-1] == b[-1]:
                        other.full_names += person.full_names
                        self.persons[person.name.casefold()] = other
                        same.remove(person)

    def _mention(self, run: _Run) -> None:
        line = self.lines[run.line]
        name = " ".join(run.words)
        person = self.persons.get(name.casefold())
        if person is None and (len(run.words) == 1 or run.titles):
            person = self._by_surname(run, line)
        if person is None:
            return
        titles = set(run.titles)
        if len(run.words) == 1 and not titles:
            self.by_surname_alone[person.surname] = person
        if titles & COURTESY_MEN:
            person.votes += 3
        if titles & COURTESY_WOMEN:
            person.votes -= 3
        offices = set() if titles & _DEPUTY else titles & OFFICES
        behind = self._office_behind(line, run.end + 1) if run.end < len(line.low) and line.low[run.end] == "," else None
        if behind in OFFICES and behind is not None:
            offices.add(behind)
        (person.past_offices if run.is_past else person.offices).update(offices)
        if any(w.endswith("woman") for w in titles | offices):
            person.votes -= 2
        elif any(w.endswith("man") for w in titles | offices):
            person.votes += 2
        owner = run.end < len(line.tags) and line.tags[run.end] == "S"
        quoted = line.quote[run.start] >= 0
        first = run.start - len(run.titles)
        oblique = quoted or (first > 0 and line.tags[first - 1] in "PI")
        self.mentions[run.line].append(Mention(run.line, run.start, run.end, person, owner, oblique))

    def _by_surname(self, run: _Run, line: Line) -> Person | None:
        surname = _surname(run.words)
        same = self.by_surname.get(surname)
        if same:
            return self.choose(same, set(run.titles), run.line)
        titles = set(run.titles)
        if (len(run.words) == 1 and titles & (TITLES | OFFICES)) or (
            run.is_person and len(run.words) == 1 and run.words[0].lower() not in MEN | WOMEN
        ):
            name = " ".join(run.words)
            person = self.persons.setdefault(name.casefold(), Person(name, surname))
            if person not in self.by_surname[surname]:
                self.by_surname[surname].append(person)
            return person
        return None

    def choose(self, same: Sequence[Person], titles: set[str], number: int) -> Person | None:
        """Of several people of one surname the one whom title or context tells apart, else nobody."""
        if len(same) == 1:
            return same[0]
        if titles & COURTESY_MEN:
            same = [p for p in same if p.votes >= 0]
        elif titles & COURTESY_WOMEN:
            same = [p for p in same if p.votes <= 0]
        elif titles & OFFICES:
            fitting = [p for p in same if titles & p.offices]
            same = fitting or same
        if len(same) == 1:
            return same[0]
        if not same:
            return None
        leading = sorted(same, key=lambda p: -p.full_names)
        for back in range(number, max(-1, number - 3), -1):
            recent = [m.person for m in self.mentions.get(back, ()) if m.person in same]
            if recent and all(p is recent[0] for p in recent):
                return recent[0] if titles or self.by_surname_alone.get(recent[0].surname) in (None, recent[0]) else None
            if recent:
                return None
        if not titles and self.by_surname_alone.get(leading[0].surname) is leading[0]:
            return leading[0]
        return leading[0] if leading[0].full_names >= 3 * leading[1].full_names else None

    def in_full(self) -> tuple[str, ...]:
        """Return the full names of people whose first name is known, those named most often first."""
        counts: dict[str, int] = defaultdict(int)
        for mentions in self.mentions.values():
            for mention in mentions:
                counts[mention.person.name] += 1
        full = (p for p in self.persons.values() if p.full_names and len(p.name.split()) > 1 and p.name.split()[0].lower() in MEN | WOMEN)
        return tuple(sorted({p.name for p in full}, key=lambda name: (-counts[name], name)))

    # he and she

    def _vote_by_pronouns(self) -> None:
        """A sentence that names one person only, and then says "he" or "she", tells who of them it is."""
        for number, line in enumerate(self.lines):
            mentions = self.mentions.get(number, [])
            persons = {id(m.person): m.person for m in mentions}
            if len(persons) != 1:
                continue
            person = mentions[0].person
            if person.votes:
                continue
            men = sum(low in _HE for i, low in enumerate(line.low) if i > mentions[0].end and line.quote[i] < 0)
            women = sum(low in _SHE for i, low in enumerate(line.low) if i > mentions[0].end and line.quote[i] < 0)
            if men and not women:
                person.votes += 1
            elif women and not men:
                person.votes -= 1

    def pronoun(
        self, number: int, token: int, low: str, content: Sequence[tuple[int, int]], holders: Sequence[tuple[int, Person]]
    ) -> Person | None:
        """Whom "he" or "she" in line ``number`` means: the subject or speaker before it, where only one fits.

        ``holders`` are the lines and people of the statements before it.
        """
        sign = 1 if low in _HE else -1

        def fits(person: Person) -> bool:
            return person.votes * sign >= 0

        line = self.lines[number]
        here = [
            m
            for m in self.mentions.get(number, ())
            if m.end <= token and not m.is_oblique and fits(m.person) and not any(a <= line.starts[m.start] < b for a, b in content)
        ]
        ahead = self._main_subject(number, token)
        if not here and ahead:
            return ahead if fits(ahead) else None
        if not here and low in _OWNERS:
            near = {
                id(m.person): m.person
                for m in self.mentions.get(number, ())
                if m.end <= token and fits(m.person) and line.quote[m.start] < 0
            }
            if near:
                return next(iter(near.values())) if len(near) == 1 else None
        if here:
            named = {id(m.person): m.person for m in here if not m.is_owner} or {id(m.person): m.person for m in here}
            return next(iter(named.values())) if len(named) == 1 else None
        paragraph = line.sentence.paragraph
        for back in range(number - 1, max(-1, number - 7), -1):
            earlier = self.lines[back]
            if paragraph - earlier.sentence.paragraph > 2:
                return None
            spoke = [p for at, p in holders if at == back]
            if spoke and fits(spoke[-1]) and all(p is spoke[-1] or not fits(p) for p in spoke):
                return spoke[-1]
            subject = self.subjects[back]
            if subject:
                word = earlier.low[subject.head] if subject.head_end - subject.head == 1 else ""
                if word in _HE | _SHE and (word in _HE) == (sign > 0):
                    continue
                person = self.named(back, subject.head, subject.head_end)
                if person and fits(person):
                    return person
                if person is None and earlier.tags[subject.head_end - 1] == "X" and earlier.low[subject.head_end - 1] not in ORGANISATION:
                    return None  # somebody whom we do not know
                if person is None and self._is_somebody(back, subject):
                    return self.office(back, subject.start, subject.head_end)  # "the candidate", whoever that is
            fitting = {id(m.person): m.person for m in self.mentions.get(back, ()) if fits(m.person) and earlier.quote[m.start] < 0}
            if fitting:
                only = next(iter(fitting.values()))
                is_clear = len(fitting) == 1 and only.votes * sign > 0 and paragraph - earlier.sentence.paragraph <= 1
                return only if is_clear else None
        return None

    def _main_subject(self, number: int, token: int) -> Person | None:
        """The person behind a clause that leads up to the main one and says "she": "Asked whether she would run, Lee laughed"."""
        line, subject = self.lines[number], self.subjects[number]
        is_led = line.low[0] == "asked" or line.tags[0] in "UPG"
        if subject is None or not is_led or subject.head <= token or "," not in line.tags[token : subject.head]:
            return None
        return self.named(number, subject.head, subject.head_end)

    def _is_somebody(self, number: int, source: Source) -> bool:
        """Whether a source is one person, named by what they are: "the presidential candidate", not "a spokesman for Lee"."""
        line = self.lines[number]
        return line.low[source.start] == "the" and line.low[source.head_end - 1] in OFFICES and source.end == source.head_end

    # holders

    def named(self, number: int, start: int, end: int) -> Person | None:
        """The person whose name ends the tokens ``start`` to ``end``."""
        for mention in self.mentions.get(number, ()):
            if mention.start >= start and mention.end == end:
                return mention.person
        return None

    def office(self, number: int, start: int, end: int) -> Person | None:
        """The one person of the article who holds the office that ends the tokens: "the premier"."""
        line = self.lines[number]
        word = line.low[end - 1]
        if word not in OFFICES or line.low[start] not in ("the", "this") or any(line.low[i] in _FORMER for i in range(start, end)):
            return None
        holders = {id(p): p for p in self.persons.values() if word in p.offices}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _of_office(self, number: int, source: Source) -> Person | None:
        """The person whose name follows an office with its field: "Secretary of State Ann Lee", whose head is the secretary."""
        line, end = self.lines[number], source.head_end
        if line.low[end : end + 1] != ["of"] or line.low[end - 1] not in TITLES | OFFICES:
            return None
        for mention in self.mentions.get(number, ()):
            between = range(end + 1, mention.start)
            if mention.end <= source.end and between and all(line.tags[i] == "X" and line.low[i] not in TITLES for i in between):
                return mention.person
        return None

    def holder(
        self, number: int, source: Source, content: Sequence[tuple[int, int]], holders: Sequence[tuple[int, Person]]
    ) -> tuple[str | None, Person | None]:
        """Return the name of a source and the person, where it is one; organisations and groups go by their printed words."""
        line = self.lines[number]
        start, end = source.head, source.head_end
        first = line.low[start]
        if end - start == 1 and first in ("he", "she", "his", "her", "him"):
            person = self.pronoun(number, start, first, content, holders)
            if person and not person.votes:
                person.votes = 1 if first in _HE else -1
            return (person.name, person) if person else (None, None)
        if line.tags[start] in "ROW$T" and end - start == 1:
            return None, None
        person = self.named(number, start, end)
        if person:
            return person.name, person
        led = self._of_office(number, source)
        if led:
            return led.name, led
        if line.tags[end - 1] == "X":
            if len(self.by_surname.get(line.low[end - 1], ())) > 1:
                return None, None
            return _printed(line, start, end), None
        behind = [
            m for m in self.mentions.get(number, ()) if end < m.start and m.end <= source.end and line.low[m.start - 1] in (",", *TITLES)
        ]
        if behind and line.low[end - 1] in PEOPLE | RELATIONS and not line.low[end - 1].endswith("s"):
            return behind[0].person.name, behind[0].person
        person = self.office(number, start, end) if source.end == end else None
        if person:
            return person.name, person
        if any(line.tags[i] == "X" for i in range(start, end)) and (line.low[end - 1] in ORGANISATION or line.low[end - 1] in _BODIES):
            return _printed(line, start, end), None
        return None, None


def _behind_titles(low: Sequence[str], i: int, j: int) -> int:
    """Where the name begins among the capitalised words ``i`` to ``j``: behind "Senior Adviser", "Secretary of State"."""
    start = i
    for k in range(j - 2, i - 1, -1):
        plain = low[k].removeprefix("ex-").removeprefix("then-").removeprefix("co-")
        if plain in TITLES or ((k == 0 or j - k > 2) and (plain in PEOPLE or plain in RELATIONS)):
            start = k + 1
            break
    if start == i > 1 and low[i - 1] == "of" and j - i > 1 and (low[i - 2] in TITLES or low[i - 2] in PEOPLE):
        start = next((k for k in range(i + 1, j - 1) if low[k] in MEN or low[k] in WOMEN), i + 1 if low[i] in ("state", "staff") else i)
    return start


def _printed(line: Line, start: int, end: int) -> str | None:
    """Return a name as printed, or ``None`` where it names nobody in particular ("a Courier poll", "the Council").

    What it belongs to is left out ("the Harbour Party's Oda Kellervane" is Oda Kellervane); so is a noun before it ("tactic Democrats").
    """
    owner = max((i for i in range(start, end - 1) if line.tags[i] == "S"), default=start - 1)
    if end - owner > 2:
        start = owner + 1 if any(line.tags[i] == "X" and line.low[i] not in TITLES for i in range(owner + 1, end)) else start
    capital = next((i for i in range(end - 1, start - 1, -1) if _begins_name(line, i, start)), start)
    if line.tags[end - 1] == "X" and capital > start and owner < start:
        start = capital
    if line.low[start] in _ANY_ONE:
        return None
    while start < end - 1 and (line.tags[start] in "D$#" or line.low[start] in TITLES or line.low[start] in _LEADING):
        start += 1
    if end - start == 1 and _is_general(line.low[start]):
        return None
    offset = line.sentence.start
    return " ".join(line.sentence.text[line.starts[start] - offset : line.ends[end - 1] - offset].split())


def _begins_name(line: Line, i: int, first: int) -> bool:
    """Whether a name begins at token i: a capital behind a small word that joins nothing."""
    if line.tags[i] != "X" or i == first:
        return line.tags[i] == "X"
    before = line.words[i - 1]
    return line.tags[i - 1] not in "D$" and before[0].islower() and before not in ("of", "and", "the", "for") and before not in _PARTICLES


def _is_general(low: str) -> bool:
    """Whether a word by itself is no name: "Committee", "However"."""
    return low in CLASS or low in TITLES or (low in PEOPLE | ORGANISATION and low not in _ONE_OF_A_KIND)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:2] in ("d'", "d’") and len(word) > 2)


def _surname(words: Sequence[str]) -> str:
    last = [w for w in words if w.lower() not in _SUFFIXES] or list(words)
    return last[-1].casefold()
