"""Decide who holds a proposed statement: whom the sentence gives its cue to, whatever name was proposed."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.statements.drafts import Reading, Span, meets
from ingest.statements.people import Cast
from ingest.statements.phrases import Phrase
from ingest.statements.quotations import Quotation
from ingest.statements.reading import Line
from ingest.statements.rules import read_sentence
from ingest.statements.sources import Source
from ingest.statements.verbs import FORMS, NOUNS
from ingest.statements.vocabulary import BE

_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "you", "his", "her", "their"))
_FROM_HOLDER = frozenset(("by", "from"))
_NOBODY = frozenset(("there", "this", "that", "these", "those", "much", "what", "which", "nothing", "everything", "something", "anything"))
_GETTING_WORDS = """
have has had having face draw get win receive earn enjoy attract spark come suffer meet gain find lack lose provoke invite trigger prompt
"""
_GETTING = frozenset(_GETTING_WORDS.split())
"""Verbs whose subject is whom others praise, doubt or support: "has strong support", "drew criticism"."""


class Holding:
    """Checks proposed holders against the grammar of one article's sentences and the people in them."""

    def __init__(self, lines: Sequence[Line], quoted: Sequence[Quotation], cast: Cast) -> None:
        self.lines, self.quoted, self.cast = lines, quoted, cast
        self._readings: dict[int, Reading] = {}

    def source(self, number: int, holder: Span, cue: Span, content: Sequence[Span]) -> Source | None:
        """Return the holder as the rules would, where nothing in the sentence speaks against it."""
        line = self.lines[number]
        proposed = _as_source(line, self.reading(number).found, line.tokens(*holder), cue)
        if proposed is None or line.low[proposed.head] in _NOBODY:
            return None
        by_grammar = self._by_grammar(number, cue) if cue[1] > cue[0] else None
        if by_grammar is not None:
            if by_grammar.head_end == proposed.head_end and by_grammar.head < proposed.head_end and proposed.head < by_grammar.head_end:
                return by_grammar
            if by_grammar.head_end - by_grammar.head == 1 and line.low[by_grammar.head] in _PRONOUNS:
                return by_grammar  # whom it means is for the resolver, whatever name was proposed
            return None
        if cue[1] > cue[0] and proposed.end <= cue[0] and any(self._is_done_to(number, cue, k) for k in self._verbs(number, cue)):
            return None
        if cue[1] == cue[0] or self._is_beside(line, proposed, cue) or self._is_alone_before(number, proposed, cue, content):
            return proposed
        return None

    def _by_grammar(self, number: int, cue: Span) -> Source | None:
        """Whose the cue is, as our rules read the sentence."""
        reading, line = self.reading(number), self.lines[number]
        start, end = line.starts[cue[0]], line.ends[cue[1] - 1]
        for draft in reading.made:
            if draft.source is not None and any(meets(span, (start, end)) for span in draft.cue):
                return draft.source
        for k in self._verbs(number, cue):
            source = reading.subjects.of(k)
            if source is not None and not self._is_done_to(number, cue, k):
                return source
        return None

    def _verbs(self, number: int, cue: Span) -> list[int]:
        """The verb groups in a cue."""
        return [k for k, p in enumerate(self.reading(number).found) if p.kind in "vgi" and p.start < cue[1] and cue[0] < p.end]

    def _is_done_to(self, number: int, cue: Span, k: int) -> bool:
        """Whether a verb of the cue tells nothing that its subject says.

        The subject suffers it ("Lee was criticized", "was mocked and then praised", "Lee drew criticism"), or the verb may have
        another one ("leaving many to wonder").
        """
        line, found = self.lines[number], self.reading(number).found
        phrase = found[k]
        if phrase.kind == "i" or _is_passive(line, phrase) or _is_getting(line, phrase, cue):
            return True
        is_bare = line.tags[phrase.end - 1] == "E" and not any(line.tags[i] in "MA" for i in range(phrase.start, phrase.end))
        if not is_bare or "C" not in [p.kind for p in found[max(0, k - 2) : k]]:
            return False
        earlier = next((p for p in reversed(found[:k]) if p.kind == "v"), None)
        return earlier is not None and _is_passive(line, earlier)

    def _is_beside(self, line: Line, source: Source, cue: Span) -> bool:
        """Whether nothing but "'s", an adverb or a comma parts holder and cue.

        A noun needs the "'s" or "his"; a holder behind its cue needs "by" or "from", and "his support from Lee" is somebody else's.
        """
        if source.end <= cue[0]:
            between = range(source.end, cue[0])
            is_owner = line.tags[source.head] == "$" or any(line.low[i] in ("'s", "’s") for i in (*between, cue[0]))
            is_near = len(between) <= 3 and all(line.tags[i] in "SYn,A" for i in between)
            return is_near and (is_owner or line.tags[cue[0]] in "AMVBEpKGYn" or line.low[cue[0]] in FORMS)
        is_owned = line.tags[cue[0]] in "$S" or (cue[0] > 0 and line.tags[cue[0] - 1] in "$S")
        return source.start - cue[1] <= 1 and line.low[source.start - 1] in _FROM_HOLDER and not is_owned

    def _is_alone_before(self, number: int, source: Source, cue: Span, content: Sequence[Span]) -> bool:
        """Whether the holder stands before a verb, behind no preposition, and nobody else is named before it.

        A noun needs more: in "Lee faces criticism over the plan" Lee is not the one who criticizes.
        """
        line = self.lines[number]
        if source.start >= cue[0] or (source.start and line.tags[source.start - 1] in "PI"):
            return False
        last = next((i for i in range(cue[1] - 1, cue[0] - 1, -1) if line.tags[i] not in "PTI"), cue[0])
        if not any(p.kind in "vgi" and p.start <= last < p.end for p in self.reading(number).found):
            return False
        if any(line.tags[i] in "-():;" for i in range(source.end, cue[0])):
            return False  # "AVERPORT (NP) — A report …"
        return all(
            source.head <= m.start < source.end or any(a <= line.starts[m.start] < b for a, b in content)
            for m in self.cast.mentions.get(number, ())
            if m.start < cue[0] and line.quote[m.start] < 0
        )

    def reading(self, number: int) -> Reading:
        """Return a sentence as the rules read it by itself."""
        if number not in self._readings:
            self._readings[number] = read_sentence(self.lines, number, self.quoted)
        return self._readings[number]


def _as_source(line: Line, found: Sequence[Phrase], holder: Span, cue: Span) -> Source | None:
    """Return proposed words as a source; ``None`` where they are only a part of the noun phrase that would speak ("Lee aides")."""
    start, end = holder
    if start >= end:
        return None
    at = next((k for k, p in enumerate(found) if p.start <= start < p.end), None)
    if at is None or found[at].kind != "n":
        return None
    phrase = found[at]
    if end < phrase.end:
        owns = line.tags[end] == "S" and cue[0] > end and cue[0] < phrase.end + 1
        return Source(start, end, start, end, at) if owns or (line.tags[start] == "$" and cue[0] == end) else None
    return Source(start, end, max(start, phrase.start), phrase.end, at)


def _is_getting(line: Line, verb: Phrase, cue: Span) -> bool:
    """Whether a cue is a noun that its verb's subject gets from others."""
    low = line.low[verb.end - 1]
    return FORMS.get(low, (low,))[0] in _GETTING and any(line.low[i] in NOUNS for i in range(verb.end, cue[1]))


def _is_passive(line: Line, phrase: Phrase) -> bool:
    inside = range(phrase.start, phrase.end)
    return line.tags[phrase.end - 1] in "EK" and any(line.low[i] in BE for i in inside)
