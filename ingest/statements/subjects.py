"""Find the subject of each verb of a sentence, also where it stands with another verb."""

from __future__ import annotations

from collections.abc import Callable

from ingest.statements import sources
from ingest.statements.contents import cue_of
from ingest.statements.phrases import Phrase
from ingest.statements.reading import Line
from ingest.statements.sources import Source
from ingest.statements.verbs import FORMS
from ingest.statements.vocabulary import BE, WRITINGS

_MAKING_WORDS = "leave lead force cause prompt compel drive get allow enable help"
_MAKING = frozenset(_MAKING_WORDS.split())
"""Verbs whose object does what follows: "leaving many to wonder"."""
_ASKING_WORDS = "ask tell urge want expect order encourage press beg implore advise instruct direct invite challenge persuade warn"
_ASKING = frozenset(_ASKING_WORDS.split())
"""Verbs whose object is to do what follows: "asked the mayor to explain"."""
_PRESENT = frozenset(("is", "are", "has", "have", "does", "do", "'s", "’s", "'re", "’re"))
_GOING_ON_WORDS = "keep start begin stop recall remember"
_GOING_ON = frozenset(_GOING_ON_WORDS.split())
_LEADING = frozenset(("by", "in", "while", "when", "after", "before"))


def _is_passive(line: Line, phrase: Phrase) -> bool:
    return line.tags[phrase.end - 1] in "EK" and any(line.low[i] in BE for i in range(phrase.start, phrase.end - 1))


class Subjects:
    """The subjects of one sentence, found when they are asked for.

    ``ended_at`` names who holds the statement that ends before a character: a verb behind "and" goes on with that one.
    """

    def __init__(self, line: Line, found: list[Phrase], ended_at: Callable[[int], Source | None]) -> None:
        self.line, self.found, self.ended_at = line, found, ended_at
        self.known: dict[int, Source | None] = {}

    def of(self, k: int) -> Source | None:
        """The subject of the verb group ``found[k]``; of a coordinated verb or an -ing that of the main clause."""
        if k not in self.known:
            kind = self.found[k].kind
            self.known[k] = self._of_ing(k) if kind == "g" else self._of_infinitive(k) if kind == "i" else self._of_verb(k)
        return self.known[k]

    def main(self) -> Source | None:
        """The subject of the first clause that depends on no other."""
        for k, phrase in enumerate(self.found):
            source = self.of(k) if phrase.kind == "v" else None
            if source and not source.relative and (source.at == 0 or self.found[source.at - 1].kind not in "UTWv"):
                return source
        return None

    def fronted_end(self, k: int) -> int | None:
        """The comma that ends a fronted clause: a noun phrase follows it."""
        found = self.found
        return next((j for j in range(k + 1, len(found) - 2) if found[j].kind == "," and found[j + 1].kind == "n"), None)

    def _left(self, k: int) -> int:
        """The phrase to the left of ``found[k]``, adverbs and times passed over; -1 at the start."""
        return sources.over_times(self.line, self.found, k - 1)

    def _of_ing(self, k: int) -> Source | None:
        line, found = self.line, self.found
        j = self._left(k)
        if j < 0:
            return self._behind_fronted(k)
        if found[j].kind == "n":
            is_writing = any(line.low[i].removesuffix("s") in WRITINGS for i in range(found[j].start, found[j].end))
            return self._of_main_clause(j) if is_writing else sources.noun_before(line, found, j + 1)
        if line.low[found[j].start] == "as" and j > 0 and found[j - 1].kind == "n":
            return sources.noun_before(line, found, j)  # "quoted Lee as saying"
        if line.low[found[j].start] == "as" and j > 0 and found[j - 1].kind == "v":
            return self.of(j - 1)  # "was quoted as saying"
        if line.low[found[j].start] == "of" and j > 1 and found[j - 1].kind == "n" and found[j - 2].kind in "vgi":
            is_own = FORMS.get(line.low[found[j - 2].end - 1], ("",))[0] in ("make", "take", "have")
            return self.of(j - 2) if is_own else None  # "made a point of saying"
        if found[j].kind == "v" and (FORMS.get(line.low[found[j].end - 1], ("",))[0] in _GOING_ON or _is_passive(line, found[j])):
            return self.of(j)  # "was heard saying", "began asking"
        if found[j].kind == "-" and all(p.kind in "nP,()" for p in found[:j]):
            return self._behind_fronted(k)  # behind a dateline
        if found[j].kind in ",q-" or (found[j].kind in "PUW" and line.low[found[j].start] in _LEADING):
            return self._of_main_clause(j)
        if found[j].kind == "C":
            earlier = next((i for i in range(j - 1, -1, -1) if found[i].kind == "g"), None)
            return self.of(earlier) if earlier is not None else None
        return None

    def _of_infinitive(self, k: int) -> Source | None:
        line, found = self.line, self.found
        j = self._left(k)
        if line.low[found[0].start] == "it" and found[0].kind == "n":
            return None  # "It takes nine months to order a ferry"
        if j >= 1 and found[j].kind == "n" and line.low[found[j - 1].start] == "for":
            return sources.noun_before(line, found, j + 1)
        if j >= 1 and (found[j].kind == "n" or line.low[found[j].start] == "on") and found[j - 1].kind in "vg":
            governing = FORMS.get(line.low[found[j - 1].end - 1], ("",))[0]
            if found[j].kind == "n" and governing in _MAKING:
                return sources.noun_before(line, found, j + 1)
            if found[j].kind == "n" and governing in _ASKING:
                return None  # nobody has done it yet
            j -= 1
        return self.of(j) if j >= 0 and found[j].kind in "vig" else None

    def _of_verb(self, k: int) -> Source | None:
        line, found = self.line, self.found
        j = self._left(k)
        if j >= 0 and found[j].kind == "C":
            outer = self.ended_at(line.starts[found[j].start])
            return outer if outer and cue_of(line, found[k]) else self._of_earlier(k, j)
        if j >= 1 and found[j].kind == "," and found[j - 1].kind == "C":
            return None
        return sources.before(line, found, k)

    def _of_earlier(self, k: int, j: int) -> Source | None:
        """The subject that a verb behind "and" shares; a bare past form does not go on with "would"."""
        found = self.found
        is_past = found[k].end - found[k].start == 1 and self.line.tags[found[k].start] in "Ep"
        for i in range(j - 1, -1, -1):
            if found[i].kind != "v" or (is_past and "M" in self.line.tags[found[i].start : found[i].end]):
                continue
            source = self.of(i)
            if source is not None and not (is_past and self._is_told_now(i, source)):
                return source
        return None

    def _is_told_now(self, k: int, source: Source) -> bool:
        """Whether a verb in the present stands in what another verb says: "has said Lee is late and called her a liar"."""
        line, phrase = self.line, self.found[k]
        above = self.found[source.at - 1] if source.at else None
        is_present = line.tags[phrase.start] == "V" or line.low[phrase.start] in _PRESENT
        return is_present and above is not None and above.kind in "vT"

    def _of_main_clause(self, comma: int) -> Source | None:
        """The subject of the main clause to the left of an -ing; of "It came after Lee left, saying …" that of the clause below."""
        found = self.found
        below: Source | None = None
        for i in range(comma - 1, -1, -1):
            source = self.of(i) if found[i].kind == "v" else None
            if source is None or source.relative:
                continue
            if source.at > i:
                return source  # inverted: "…," said Lee, adding …
            opener = found[source.at - 1].kind if source.at else "^"
            if opener in "UTWv":
                below = below or (source if opener == "U" else None)
                continue
            return below if below and self.line.low[source.head] in ("it", "there") else source
        return None

    def _behind_fronted(self, k: int) -> Source | None:
        """The subject behind a fronted -ing: "Calling it a scandal, Lee …"."""
        comma = self.fronted_end(k)
        for v in range(comma + 2, len(self.found)) if comma else ():
            source = sources.before(self.line, self.found, v) if self.found[v].kind == "v" else None
            if source and not source.relative:
                return source
        return None
