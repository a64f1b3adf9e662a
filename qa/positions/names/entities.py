"""Say who the holders of a home are across its articles: one entry each with its aliases, as a person corrected it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.errors import InputError
from ingest.store.found import HolderCount
from ingest.words import fold
from qa.positions.names.holders import meant, one_name_each

_SHOWN = 5  # candidates in a message


class Names(Protocol):
    """What is read of the catalog."""

    def holder_counts(self) -> dict[str, HolderCount]: ...
    def corrected_holders(self) -> dict[str, str]: ...


class Corrections(Protocol):
    """Where corrections are kept."""

    def correct_holders(self, corrected: Mapping[str, str | None]) -> None: ...


@dataclass(frozen=True, slots=True)
class KnownHolder:
    """A holder with the other names that articles give, in how many statements and articles. ``is_corrected`` where a person had a say."""

    holder: str
    aliases: tuple[str, ...]
    statements: int
    articles: int
    is_corrected: bool


def known_holders(names: Names, part: str = "") -> tuple[KnownHolder, ...]:
    """Return the holders of the current articles who have ``part`` in one of their names, those with most statements first.

    Whatever its case and accents; of a ``part``, those in whose names a word begins with it come before the others.
    """
    counts, corrected = names.holder_counts(), names.corrected_holders()
    usual = _usual(counts, corrected)
    printed: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        printed[usual[corrected.get(name, name)]].append(name)
    found = [
        KnownHolder(
            holder,
            tuple(sorted(name for name in aliases if name != holder)),
            sum(counts[name].statements for name in aliases),
            len(set().union(*(counts[name].articles for name in aliases))),
            any(name in corrected for name in aliases),
        )
        for holder, aliases in printed.items()
        if any(fold(part) in fold(name) for name in (holder, *aliases))
    ]
    return tuple(sorted(found, key=lambda one: (not _begins(part, one), -one.statements, one.holder)))


def _begins(part: str, one: KnownHolder) -> bool:
    return any(f" {fold(part)}" in f" {fold(name)}" for name in (one.holder, *one.aliases))


def printed_names(names: Names, asked: str) -> frozenset[str]:
    """Return every name as the articles give it of those whom ``asked`` means; of several people of one surname, all."""
    known = known_holders(names)
    exact = [one for one in known if fold(asked) in {fold(name) for name in (one.holder, *one.aliases)}]
    wanted = {one.holder for one in exact} or set(meant(asked, [one.holder for one in known]))
    counts = names.holder_counts()
    return frozenset(name for one in known if one.holder in wanted for name in (one.holder, *one.aliases) if name in counts)


@dataclass(frozen=True)
class HolderBook:
    """Corrects who the holders are; an article's text never changes, and neither an ingest nor a rebuild takes a correction back."""

    names: Names
    catalog: Corrections

    def merge(self, name: str, into: str) -> KnownHolder:
        """Let one holder be another, and return that one.

        Raises:
            InputError: either is no holder here, or several, or they are one already.
        """
        one, other = self._the(name), self._the(into)
        if one.holder == other.holder:
            raise InputError(f"{name!r} and {into!r} are one holder already.", remedy="See `onrecord holders list`.")
        self.catalog.correct_holders(dict.fromkeys(self._printed(one), other.holder))
        return self._the(other.holder)

    def rename(self, name: str, new: str) -> KnownHolder:
        """Call a holder by another name, and return it.

        Raises:
            InputError: there is no such holder, or the new name is another's.
        """
        one, new = self._the(name), " ".join(new.split())
        if not new:
            raise InputError("There is no new name.", remedy="Write it in quotation marks.")
        taken = next((k for k in known_holders(self.names) if k.holder != one.holder and new in (k.holder, *k.aliases)), None)
        if taken is not None:
            raise InputError(f"{new!r} is another holder.", remedy="Make them one with `onrecord holders merge`.")
        self.catalog.correct_holders(dict.fromkeys(self._printed(one), new))
        return self._the(new)

    def split(self, alias: str) -> KnownHolder:
        """Let one name of a holder be a holder of its own, and return that one.

        Raises:
            InputError: no article gives this name.
        """
        if alias not in self.names.holder_counts():
            raise InputError(f"No holder is called {alias!r} in these articles.", remedy="`onrecord holders list` has the names as given.")
        self.catalog.correct_holders({alias: alias})
        return self._the(alias)

    def reset(self, name: str) -> tuple[KnownHolder, ...]:
        """Take back what a person said of a holder's names, and return the holders that these are by themselves.

        Raises:
            InputError: there is no such holder, or nothing was said of it.
        """
        one = self._the(name)
        printed = self._printed(one)
        corrected = self.names.corrected_holders()
        if not any(alias in corrected for alias in printed):
            raise InputError(f"Nothing was corrected about {one.holder!r}.", remedy="See `onrecord holders list`.")
        self.catalog.correct_holders(dict.fromkeys(printed))
        return tuple(k for k in known_holders(self.names) if set(printed) & {k.holder, *k.aliases})

    def _printed(self, one: KnownHolder) -> tuple[str, ...]:
        counts = self.names.holder_counts()
        return tuple(name for name in (one.holder, *one.aliases) if name in counts)

    def _the(self, name: str) -> KnownHolder:
        known = known_holders(self.names)
        found: Sequence[KnownHolder] = [one for one in known if name == one.holder] or [one for one in known if name in one.aliases]
        if not found:
            wanted = meant(name, [one.holder for one in known])
            found = [one for one in known if one.holder in wanted]
        if len(found) == 1:
            return found[0]
        if not found:
            raise InputError(f"There is no holder {name!r} in this home.", remedy="See `onrecord holders list`.")
        shown = ", ".join(one.holder for one in found[:_SHOWN])
        raise InputError(f"{name!r} may mean {len(found)} holders: {shown}.", remedy="Write the whole name.")


def _usual(counts: Mapping[str, HolderCount], corrected: Mapping[str, str]) -> dict[str, str]:
    of: Counter[str] = Counter()
    for name, count in counts.items():
        of[corrected.get(name, name)] += count.statements
    return one_name_each(of, corrected)
