"""Tell whom a question asks about, by these articles: a name as it stands, an office or a description by whom the articles describe so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.models import Article, Passage
from ingest.statements.names import OFFICES
from ingest.store.found import HolderCount
from ingest.words import content_stems, fold, stems
from qa.positions.asked.described import SHORT
from qa.positions.asked.offices import Named, Text, also_said, office_holder
from qa.positions.asked.phrases import HEADS, PARTY_MEMBERS
from qa.positions.names.acronyms import other_names, renamed
from qa.positions.names.holders import meant, one_name_each, words_of
from qa.question import Span

_SPLIT = re.compile(r"\b(?:of|from|for|at|in|on)\b")
_DOMINANT = 3  # times as many statements as the next of that name
_LONGEST = 4  # words of a full name
_FEW = 3  # people to be named whom a last name may mean
_PASSAGES = 100  # that may say who holds an office


class Shelf(Protocol):
    """What is read of the catalog."""

    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...
    def holder_counts(self) -> dict[str, HolderCount]: ...


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom printed words of a question mean: the ``holder``; none, or the ``candidates``, where the articles do not tell."""

    printed: str
    holder: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Whom:
    """Tells whom words of a question mean in one home."""

    shelf: Shelf

    def means(self, printed: str, span: Span | None = None) -> Meant:
        """Return whom words mean; ``span`` are the days asked for, near which an office is to be held."""
        known = self.shelf.holder_counts()
        if not is_description(printed):
            return Meant(printed, _by_first_name(printed, known) or printed)
        if (called := printed.removeprefix("the ")) in known:
            return Meant(printed, called)
        if _is_plural(printed):
            return Meant(printed, None)
        named = self._office(printed, span)
        return Meant(printed, named.holder, named.candidates)

    def knows(self, printed: str) -> bool:
        """Whether words describe a holder, or name one who speaks in the articles."""
        known = self.shelf.holder_counts()
        return is_description(printed) or bool(meant(printed, known)) or _by_first_name(printed, known) is not None

    def several(self, name: str) -> tuple[str, ...]:
        """Return the people, those who speak most first, whom a last name alone may mean; nobody where it means one."""
        if len(words_of(name)) != 1:
            return ()
        known = self.shelf.holder_counts()
        counts = {full: known[full].statements for full in meant(name, known) if len(words_of(full)) > 1}
        usual = one_name_each(Counter(counts))
        people = Counter[str]()
        for full, n in counts.items():
            people[usual[full]] += n
        ranked = people.most_common(_FEW)
        return tuple(full for full, _ in ranked) if len(ranked) > 1 and ranked[0][1] < _DOMINANT * ranked[1][1] else ()

    def _office(self, office: str, span: Span | None) -> Named:
        words = content_stems(office)
        short = [stems(cut)[0] for cut, whole in SHORT.items() if stems(whole)[0] in words]
        ids = [i for i, _ in self.shelf.lexical([*words, *short, *also_said(words)], _PASSAGES)]
        of: defaultdict[str, list[str]] = defaultdict(list)
        for passage in self.shelf.passages(ids).values():
            of[passage.article_id] += [s.text for s in passage.sentences]
        articles = self.shelf.articles_by_id(list(of))
        texts = [
            Text(tuple(sentences), articles[i].text, span is None or span.holds(articles[i].metadata.published_day))
            for i, sentences in of.items()
            if i in articles
        ]
        also = other_names(office, lambda _: (sentence for text in texts for sentence in text.sentences))
        return office_holder(office, texts, [_of_whole_name(office, name) for name in also])


def is_description(printed: str) -> bool:
    """Whether words describe a holder rather than name one.

    >>> is_description("the governor of Norhava"), is_description("Governor Kellervane"), is_description("the Harbour Post")
    (True, False, False)
    >>> is_description("Norhava's Democrat on the Harbour Committee"), is_description("the Speaker")
    (True, True)
    """
    words = printed.replace("’", "'").replace("'s", "").split()
    if any(word in HEADS for word in words):
        return True
    title = _SPLIT.split(printed)[0].split()
    is_member = bool(title) and title[-1].lower() in PARTY_MEMBERS and len(title) > 1
    return is_member or (len(words) == 2 and words[0] == "the" and words[1].lower() in OFFICES)


def _is_plural(printed: str) -> bool:
    """Whether words describe several, whom no single name stands for: "the members of the parliament"."""
    head = next((word for word in reversed(_SPLIT.split(printed)[0].split()) if word.lower() in HEADS), "")
    return head.endswith("s") and not head.endswith("ss") and head not in ("congress", "boss")


def _by_first_name(printed: str, known: Mapping[str, HolderCount]) -> str | None:
    """Return who alone, or by far most often, speaks in the articles under a first name; ``None`` where it is anybody's last name."""
    word = fold(printed)
    if not word.isalpha() or any(words_of(name)[-1:] == (word,) for name in known if len(words_of(name)) > 1):
        return None
    counts = Counter[str]()
    for name, count in known.items():
        words = words_of(name)
        if 2 <= len(words) <= _LONGEST and words[0] == word:
            counts[words[-1]] += count.statements
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _DOMINANT * ranked[1][1]):
        return None
    of = {name: count.statements for name, count in known.items() if words_of(name)[:1] == (word,) and words_of(name)[-1] == ranked[0][0]}
    return max(sorted(of), key=lambda name: of[name])


def _of_whole_name(office: str, name: str) -> str:
    """Return an office with the other name of what it is of: "the HWF's president" as "the president of the Harbour Workers Federation"."""
    owned = re.match(r"(?:the )?[A-Z]{3,}['’]s (?P<office>.+)", office)
    return f"the {owned['office']} of the {name}" if owned else renamed(office, [name])[0]


def names_of(meant: Sequence[Meant]) -> tuple[str, ...]:
    """Return the holders' names; where some are known, the others as they are printed.

    >>> names_of([Meant("the mayor", None), Meant("Oda Kellervane", "Oda Kellervane")])
    ('the mayor', 'Oda Kellervane')
    """
    known = any(one.holder for one in meant)
    return tuple(one.holder or one.printed for one in meant if one.holder or known)


def all_of(meant: Sequence[Meant]) -> tuple[str, ...]:
    """Return the holders' names, all those whom words may mean, and words as printed that mean nobody known here.

    >>> all_of([Meant("the mayor", None), Meant("the senator", None, ("Oda Kellervane", "Pim Arrow"))])
    ('the mayor', 'Oda Kellervane', 'Pim Arrow')
    """
    return tuple(name for one in meant for name in ((one.holder,) if one.holder else one.candidates or (one.printed,)))
