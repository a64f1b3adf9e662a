"""Put cues, sources and contents together: the statements of a text before anybody is told apart by name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.statements import sources
from ingest.statements.contents import Content, ahead, cue_of, end_of
from ingest.statements.names import PEOPLE
from ingest.statements.phrases import Phrase, phrases
from ingest.statements.quotations import Quotation
from ingest.statements.reading import Line
from ingest.statements.sources import Source
from ingest.statements.verbs import FORMS, LIGHT, NOUNS, STATES
from ingest.statements.vocabulary import BE, WRITINGS

Spans = list[tuple[int, int]]

_SECTIONS_WORDS = """
analysis opinion update exclusive watch video photos live editorial review correction note
"""
_PLAIN = frozenset(["say", "write", "tweet", "state", "respond", "reply", "add", "explain", "continue", "post"])
_HOLDING_BACK = frozenset(("decline", "refuse"))
_SECTIONS = frozenset(_SECTIONS_WORDS.split())


@dataclass(slots=True)
class Draft:
    """A statement by places in the text; ``line`` is the sentence of its cue."""

    line: int
    source: Source | None
    cue: Spans
    content: Spans
    spoken: bool  # a verb of speech, so that a quotation that follows goes on
    lines: set[int] = field(default_factory=set)
    spoken_to: tuple[int, int] | None = None
    block: int = 0  # the paragraph that follows "Lee wrote:" without marks


def drafts_of(lines: Sequence[Line], quoted: Sequence[Quotation]) -> tuple[list[Draft], list[Source | None]]:
    """Return the statements of a text in order, and of each sentence the subject of its main clause."""
    found: list[Draft] = []
    subjects: list[Source | None] = []
    taken: set[int] = set()  # quotations that a statement has
    starts = [start for start, _, _ in quoted]
    for number, line in enumerate(lines):
        reader = _Reader(line, number, quoted, _free_quotation(lines, number, quoted, taken))
        for draft in reader.drafts():
            found.append(draft)
            for a, b in draft.content:
                first = max(0, bisect_right(starts, a) - 1)
                taken.update(q for q in range(first, bisect_left(starts, b)) if quoted[q].end > a)
        if number:
            _continue(found, lines, number - 1, quoted, taken)
        subjects.append(reader.main_subject())
    if lines:
        _continue(found, lines, len(lines) - 1, quoted, taken)
    return [draft for draft in found if draft.content], subjects


def _free_quotation(lines: Sequence[Line], number: int, quoted: Sequence[Quotation], taken: set[int]) -> tuple[int, int] | None:
    """The quotation that ends right before the sentence, in its paragraph, where no statement has it."""
    if not number or lines[number - 1].sentence.paragraph != lines[number].sentence.paragraph or not lines[number - 1].words:
        return None
    q = lines[number - 1].quote[-1]
    return (quoted[q].start, quoted[q].end) if q >= 0 and q not in taken else None


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, line: Line, number: int, quoted: Sequence[Quotation], before: tuple[int, int] | None) -> None:
        self.line, self.number, self.quoted = line, number, quoted
        self.before = before  # a quotation right before the sentence that nobody has spoken yet
        self.found = phrases(line)
        self.subjects: dict[int, Source | None] = {}
        self.made: list[Draft] = []

    def drafts(self) -> list[Draft]:
        line, found = self.line, self.found
        self._label()
        for k, phrase in enumerate(found):
            if phrase.kind in "vgik":
                made = len(self.made)
                self._verb(k, phrase)
                if phrase.kind == "v" and len(self.made) == made:
                    base = FORMS.get(line.low[phrase.end - 1], ("",))[0]
                    if base in ("seem", "appear"):
                        self._nobody(k, phrase)
                    elif base in LIGHT:
                        self._light(k, phrase)
                    else:
                        self._state(k, phrase)
            elif phrase.kind == "n":
                self._noun(k, phrase)
        for i, low in enumerate(line.low):
            if low == "according" and i + 1 < len(line.low) and line.low[i + 1] == "to" and line.quote[i] < 0:
                self._according(i)
        return self.made

    # verbs

    def _verb(self, k: int, phrase: Phrase) -> None:
        line, found = self.line, self.found
        known = cue_of(line, phrase)
        if known is None:
            if phrase.kind == "v" and line.tags[phrase.end - 1] in "EpVB":
                self._any_verb(k, phrase)
            return
        cue, at = known
        following = found[k + 1] if k + 1 < len(found) else None
        if following and line.low[following.start] == "by" and line.tags[at] in "EK" and "o" in cue.frames:
            self._by(k, phrase)
            return
        if phrase.kind == "k" or self._is_passive(phrase, at):
            if cue.base == "expect" or (
                cue.base in ("say", "believe", "report", "allege", "think") and following and following.kind == "i"
            ):
                self._nobody(k, phrase)
            return
        if (
            line.low[at] == "asked"
            and (at == 0 or line.tags[at - 1] in "W,")
            and following
            and (line.low[following.start] in ("if", "about", "whether") or following.kind == "W")
        ):
            self._asked(k, at)
            return
        content = ahead(line, found, k, cue)
        source = self.subject(k)
        spoken = "s" in cue.frames
        start = phrase.start
        if (
            source is None
            and phrase.kind == "v"
            and spoken
            and (content is None or self._closes_left(k) or (k and found[k - 1].kind == ","))
        ):
            inverted = sources.behind(line, found, k)
            if inverted and (self._closes_left(k) or self._can_speak(inverted[0])):
                source, after = inverted
                left = self._left(k)
                if left:
                    self.subjects[k] = source
                    self._add(source, (start, phrase.end), [left, *(self._quotation_behind(after) or self._rest(k, after))], spoken)
                return
        if source is None:
            return
        if content is None and k + 1 < len(found) and found[k + 1].kind == "v" and self._gap(source.at):
            gap = found[source.at - 1]
            behind = self._chars(found[k + 1].start, end_of(line, found, k + 1, False))
            self._add(source, (start, phrase.end), [self._chars(gap.start, gap.end), behind], spoken)
            return
        if content is None or (spoken and phrase.kind == "v" and self._closes_left(source.at) and found[0].kind == "q"):
            if not spoken or phrase.kind != "v":
                if phrase.kind == "v":
                    self._any_verb(k, phrase)
                return
            if source.at and line.low[found[source.at - 1].start] == "as" and k + 2 < len(found) and found[k + 1].kind == ",":
                behind = self._chars(found[k + 2].start, end_of(line, found, k + 2, True))
                self._add(source, (start, phrase.end), [behind], spoken)
                return
            first = source.at if not source.relative else k
            rest = self._quotation_behind(k + 1) or self._rest(first, k + 1)
            left = self._left(first, least=1 if rest else 3)
            if left and (rest or any(p.kind in "vqk" for p in found[:first])):
                self._add(source, (start, phrase.end), [left, *rest], spoken)
            elif self.before and source.at == 0:
                self._add(source, (start, phrase.end), [self.before, *self._quotation_behind(k + 1)], spoken)
            elif cue.base in _PLAIN and not self.made and not source.relative:
                self._add(source, (start, phrase.end), [], spoken)  # a sentence of quoted words may follow
            return
        if k + 1 < len(found) and source.at and line.low[found[source.at - 1].start] == "what":
            gap = found[source.at - 1]
            behind = self._chars(found[k + 1].start, end_of(line, found, k + 1, spoken))
            self._add(source, (start, phrase.end), [self._chars(gap.start, gap.end), behind], spoken)
            return
        end = content.cue_end
        is_below = source.at > 0 and found[source.at - 1].kind == "U" and (source.at == 1 or found[source.at - 2].kind in ",C")
        if (phrase.kind == "g" and k == 0) or is_below:
            comma = self._fronted_end(k)
            content = content._replace(end=min(content.end, found[comma].start if comma else content.end))
        if source.relative:
            stop = next(
                (p.start for j, p in enumerate(found[:-1]) if p.kind == "," and p.start > content.start and found[j + 1].kind in "vy"),
                content.end,
            )
            content = content._replace(end=min(content.end, stop))
        if content.end <= content.start:
            return
        if phrase.kind == "v" and cue.base in _HOLDING_BACK and found[k + 1].kind == "i" and self._has_content(k + 1):
            return  # "declined to comment on the plan" is one cue
        if phrase.kind == "i":
            opener = k - 2 if k > 1 and line.low[found[k - 1].start] == "on" else k - 1
            if opener >= 0 and found[opener].kind == "v" and (cue_of(line, found[opener]) is None or self._holds_back(opener)):
                start = found[opener].start
        self._add(source, (start, end), [self._chars(content.start, content.end)], spoken, content)

    def _is_modal(self, k: int) -> bool:
        """Whether the verb group has "would" or its like, so that a bare past form does not go on with it."""
        return "M" in self.line.tags[self.found[k].start : self.found[k].end]

    def _can_speak(self, source: Source) -> bool:
        """Whether the head of a noun phrase is a name or a word for people."""
        return self.line.tags[source.head_end - 1] == "X" or self.line.low[source.head_end - 1] in PEOPLE

    def _has_content(self, k: int) -> bool:
        """Whether the verb group is a cue with a content of its own."""
        known = cue_of(self.line, self.found[k])
        return known is not None and ahead(self.line, self.found, k, known[0]) is not None

    def _holds_back(self, k: int) -> bool:
        known = cue_of(self.line, self.found[k])
        return known is not None and known[0].base in _HOLDING_BACK

    def _gap(self, at: int) -> bool:
        """Whether the subject follows "what" or "that", which stand for part of the content: "what she called a mistake"."""
        return at > 0 and self.found[at - 1].kind in "WT" and self.line.low[self.found[at - 1].start] in ("what", "which", "that")

    def _any_verb(self, k: int, phrase: Phrase) -> None:
        """Any verb between a quotation and its speaker tells of speech: "…," Lee grinned; Lee sighed: "…"."""
        found = self.found
        source = self.subject(k)
        if source and k + 2 < len(found) and found[k + 1].kind == ":" and found[k + 2].kind == "q":
            self._add(source, (phrase.start, found[k + 1].end), [self._chars(found[k + 2].start, found[k + 2].end)], True)
        elif source and not source.relative and self._closes_left(source.at) and self._ends_open(source.at) and self._opens_sentence():
            left = self._left(source.at)
            if left:
                self._add(source, (phrase.start, phrase.end), [left, *self._quotation_behind(k + 1)], True)
        elif source is None and self._closes_left(k) and self._ends_open(k):
            inverted = sources.behind(self.line, found, k)
            left = self._left(k)
            if inverted and left:
                self.subjects[k] = inverted[0]
                self._add(inverted[0], (phrase.start, phrase.end), [left, *self._quotation_behind(inverted[1])], True)

    def _opens_sentence(self) -> bool:
        """Whether the first quotation stands by itself and is no title within a phrase ("on the "Morning Table," Lee …")."""
        first = next(k for k, p in enumerate(self.found) if p.kind == "q")
        return first == 0 or self.found[first - 1].kind in ",:-"

    def _ends_open(self, k: int) -> bool:
        """Whether the quotation before ``found[k]`` is a sentence that goes on outside: "We won," not "the winners"."""
        quotation = next(p for p in reversed(self.found[:k]) if p.kind == "q")
        return quotation.end - quotation.start > 3 and any(w[-1] in ",?!" for w in self.line.words[quotation.end - 2 : quotation.end])

    def _by(self, k: int, phrase: Phrase) -> None:
        """The passive with its agent: "a measure opposed by unions", "was first reported by the Courier"."""
        got = sources.extended(self.line, self.found, k + 2)
        if got is None:
            return
        if self._is_passive(phrase, phrase.end - 1):
            about = sources.before(self.line, self.found, k)
        else:
            about = sources.noun_before(self.line, self.found, k)
        if about and not about.relative:
            self._add(got[0], (phrase.start, self.found[k + 1].end), [self._chars(about.start, about.end)], False)

    def _nobody(self, k: int, phrase: Phrase) -> None:
        """What is expected or seems to be, by nobody in particular: subject and infinitive."""
        if k + 1 >= len(self.found) or self.found[k + 1].kind not in "in":
            return
        if self.found[k + 1].kind == "i" and cue_of(self.line, self.found[k + 1]):
            return
        about = sources.before(self.line, self.found, k)
        if about:
            rest = self._chars(self.found[k + 1].start, end_of(self.line, self.found, k + 1, False))
            self._add(None, (phrase.start, phrase.end), [self._chars(about.start, about.end), rest], False)

    def _asked(self, k: int, at: int) -> None:
        """A question that nobody is named for: "Asked if she would run, Lee …"."""
        line, found = self.line, self.found
        about = line.low[at + 1] == "about"
        first = k + 2 if about else k + 1
        if first < len(found):
            comma = next((j for j in range(first, len(found) - 1) if found[j].kind == "," and found[j + 1].kind == "n"), None)
            end = found[comma].start if comma and at < 2 else end_of(line, found, first, False)
            self._add(None, (at, at + 2 if about else at + 1), [self._chars(found[first].start, end)], False)

    def _state(self, k: int, phrase: Phrase) -> None:
        """A state of mind: "is worried about", "were sure that"."""
        line, found = self.line, self.found
        for i in range(phrase.start, min(phrase.end + 4, len(line.low) - 1)):
            links = STATES.get(line.low[i])
            if links is None or line.quote[i] >= 0 or (i < phrase.end - 1 and line.tags[i] not in "EKJN"):
                continue
            if i > phrase.start and not any(
                line.low[j] in BE or line.low[j] in ("remain", "remains", "remained", "feel", "feels", "felt", "became")
                for j in range(phrase.start, i)
            ):
                continue
            if any(line.tags[j] not in "YJnAMEKBVp" for j in range(phrase.start, i)) or line.low[i + 1] not in links:
                continue
            source = self.subject(k)
            follows = i + 1 if line.low[i + 1] == "that" else i + 2
            first = next((j for j, p in enumerate(found) if p.start >= follows), None)
            if source is None or first is None or found[first].kind not in "nWgqTi":
                return
            cue_end = follows
            if found[first].kind == "n" or found[first].kind in "WgqTi":
                self._add(
                    source,
                    (phrase.start, cue_end),
                    [self._chars(found[first].start, end_of(line, found, first, line.low[i + 1] == "that"))],
                    False,
                )
            return

    def _light(self, k: int, phrase: Phrase) -> None:
        """A verb that carries a noun of saying: "expressed doubts about", "issued a statement saying"."""
        line, found = self.line, self.found
        if k + 2 >= len(found) or found[k + 1].kind != "n":
            return
        last = found[k + 1].end - 1
        noun, link = line.low[last], found[k + 2]
        if link.kind == "g" and noun in WRITINGS:
            known = cue_of(line, link)
            content = ahead(line, found, k + 2, known[0]) if known else None
            source = self.subject(k)
            if content and source:
                self._add(source, (phrase.start, content.cue_end), [self._chars(content.start, content.end)], True)
            return
        links = NOUNS.get(noun)
        if links is None or line.tags[last] not in "N" or line.low[link.start] not in links:
            return
        source = self.subject(k)
        if source is None:
            return
        if link.kind == "P":
            if k + 3 < len(found) and found[k + 3].kind in "nWgq":
                self._add(source, (phrase.start, link.end), [self._chars(found[k + 3].start, end_of(line, found, k + 3, False))], False)
        elif link.kind in "Ti":
            self._add(
                source, (phrase.start, found[k + 1].end), [self._chars(link.start, end_of(line, found, k + 2, link.kind == "T"))], False
            )

    def _label(self) -> None:
        """A speaker and a colon before what is said: "Lee, the Courier: 'We won.'", and the first line of an article."""
        line, found = self.line, self.found
        colon = next((k for k, p in enumerate(found[:9]) if p.kind == ":"), None)
        if not colon or colon + 1 >= len(found) or any(p.kind not in "nP,(-)" for p in found[:colon]):
            return
        first = next((k for k, p in enumerate(found[:colon]) if p.kind == "n"), colon)
        last = found[first].end - 1
        if first == colon or (self.number and (line.tags[last] != "X" or found[colon + 1].kind != "q")) or line.low[last] in _SECTIONS:
            return
        if colon > 1 and found[colon + 1].kind != "q":
            return
        source = Source(found[first].start, found[colon].start, found[first].start, found[first].end, first)
        cue = (found[colon].start, found[colon].end)
        self._add(source, cue, [self._chars(found[colon + 1].start, end_of(line, found, colon + 1, True))], True)

    def subject(self, k: int) -> Source | None:
        """The subject of the verb group ``found[k]``; of a coordinated verb or an -ing that of the main clause."""
        if k not in self.subjects:
            self.subjects[k] = self._subject(k)
        return self.subjects[k]

    def _subject(self, k: int) -> Source | None:
        line, found = self.line, self.found
        kind = found[k].kind
        j = k - 1
        while j >= 0 and found[j].kind in "yt":
            j -= 1
        if kind == "g":
            if j < 0:
                return self._main_after(k)
            if found[j].kind == "n":
                head = found[j].end - 1
                if line.low[head].removesuffix("s") in WRITINGS:
                    return self._main(j)
                return sources.noun_before(line, found, j + 1)
            if found[j].kind in ",q-" or (
                found[j].kind in "PUW" and line.low[found[j].start] in ("by", "in", "while", "when", "after", "before")
            ):
                return self._main(j)
            if found[j].kind == "C":
                earlier = next((i for i in range(j - 1, -1, -1) if found[i].kind == "g"), None)
                return self.subject(earlier) if earlier is not None else None
            return None
        if kind == "i":
            if line.low[found[0].start] == "it" and found[0].kind == "n":
                return None
            if j >= 1 and found[j].kind == "n" and line.low[found[j - 1].start] == "for":
                return sources.noun_before(line, found, j + 1)
            if j >= 1 and (found[j].kind == "n" or line.low[found[j].start] == "on") and found[j - 1].kind in "vg":
                j -= 1
            if j >= 0 and found[j].kind in "vig":
                return self.subject(j)
            return None
        if j >= 0 and found[j].kind == "C":
            ended = line.starts[found[j].start]
            outer = next((d for d in self.made if d.source and d.content and ended - 2 <= d.content[-1][1] <= ended), None)
            if outer and cue_of(line, found[k]):
                return outer.source
            is_past = found[k].end - found[k].start == 1 and line.tags[found[k].start] in "Ep"
            earlier = next(
                (
                    i
                    for i in range(j - 1, -1, -1)
                    if found[i].kind == "v" and not (is_past and self._is_modal(i)) and self.subject(i) is not None
                ),
                None,
            )
            return self.subject(earlier) if earlier is not None else None
        if j >= 1 and found[j].kind == "," and found[j - 1].kind == "C":
            return None
        return sources.before(line, found, k)

    def main_subject(self) -> Source | None:
        """The subject of the first clause that depends on no other."""
        for k, phrase in enumerate(self.found):
            if phrase.kind != "v":
                continue
            source = self.subject(k)
            if source and not source.relative and (source.at == 0 or self.found[source.at - 1].kind not in "UTWv"):
                return source
        return None

    def _main(self, comma: int) -> Source | None:
        """The subject of the main clause to the left of an -ing; of "It came after Lee left, saying …" that of the clause below."""
        found = self.found
        below: Source | None = None
        for i in range(comma - 1, -1, -1):
            source = self.subject(i) if found[i].kind == "v" else None
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

    def _main_after(self, k: int) -> Source | None:
        """The subject behind a fronted -ing: "Calling it a scandal, Lee …"."""
        comma = self._fronted_end(k)
        for v in range(comma + 2, len(self.found)) if comma else ():
            source = sources.before(self.line, self.found, v) if self.found[v].kind == "v" else None
            if source and not source.relative:
                return source
        return None

    def _fronted_end(self, k: int) -> int | None:
        """The comma that ends a fronted clause: a noun phrase follows it."""
        found = self.found
        return next((j for j in range(k + 1, len(found) - 2) if found[j].kind == "," and found[j + 1].kind == "n"), None)

    def _is_passive(self, phrase: Phrase, at: int) -> bool:
        if self.line.tags[at] not in "EK":
            return False
        for i in range(at - 1, phrase.start - 1, -1):
            if self.line.tags[i] == "A":
                return self.line.low[i] in BE
        return False

    # nouns

    def _noun(self, k: int, phrase: Phrase) -> None:
        """A noun of saying with its owner: "Lee's claim that …", "her support for …"."""
        line, found = self.line, self.found
        last = phrase.end - 1
        links = NOUNS.get(line.low[last])
        if links is None or line.tags[last] != "N" or k + 1 >= len(found):
            return
        owner = next((i for i in range(last, phrase.start - 1, -1) if line.tags[i] in "S$"), None)
        link = found[k + 1]
        word = line.low[link.start]
        if word not in links:
            return
        if owner is None:
            if link.kind == "T" and (k == 0 or found[k - 1].kind not in "vP"):
                self._add(None, (phrase.start, phrase.end), [self._chars(link.start, end_of(line, found, k + 1, False))], False)
            return
        if line.tags[owner] == "$":
            if line.low[owner] in ("my", "our", "your", "its"):
                return
            source = Source(owner, owner + 1, owner, owner + 1, k)
        else:
            source = Source(phrase.start, owner, phrase.start, owner, k)
        if link.kind == "P":
            if k + 2 >= len(found) or found[k + 2].kind not in "nWgq":
                return
            start, cue_end = found[k + 2].start, link.end
        else:
            start, cue_end = link.start, phrase.end

        first = next(i for i, p in enumerate(found) if p.start == start)
        end = end_of(line, found, first, False)
        end = next((p.start for p in found[first + 1 :] if p.kind == "q" and p.start < end), end)
        self._add(source, (owner + 1, cue_end), [self._chars(start, end)], False)

    # according to

    def _according(self, i: int) -> None:
        line, found = self.line, self.found
        j = next((k for k, p in enumerate(found) if p.start >= i + 2), None)
        if j is None:
            return
        got = sources.extended(line, found, j)
        if got is None:
            return
        source, after = got
        while i == 0 and after < len(found) and found[after].kind in "ytkPn":
            after += 1
            source = source._replace(end=found[after - 1].end)
        first = next(k for k, p in enumerate(found) if p.end > i)
        left = self._left(first) if i > 1 else None
        if left is None and after < len(found) and found[after].kind == "," and after + 1 < len(found):
            left = self._chars(found[after + 1].start, end_of(line, found, after + 1, True))
        if left:
            self._add(source, (i, i + 2), [left, *(self._rest(first, after) if first else [])], True)

    # places

    def _closes_left(self, k: int) -> bool:
        """Whether a quotation or a comma ends right before ``found[k]``."""
        j = k - 1
        return j >= 0 and (self.found[j].kind == "q" or (self.found[j].kind == "," and j > 0 and self.found[j - 1].kind == "q"))

    def _left(self, k: int, least: int = 3) -> tuple[int, int] | None:
        """The characters before ``found[k]`` back to the start of the sentence, or of a quotation that began before it."""
        found, line = self.found, self.line
        j = k - 1
        if j < 0 or (found[j].kind not in ",q-" and line.low[found[k].start] != "according"):
            return None
        if found[j].kind in ",-":
            j -= 1
        if j < 0:
            return None
        end = found[j].end
        first = 0
        while first < end and line.tags[first] in ",;:-":
            first += 1
        if end - first < 1:
            return None
        if end - first < least and line.tags[first] != "q":
            return None
        start = line.starts[first]
        if line.quote[first] >= 0:
            start = min(start, self.quoted[line.quote[first]].start)
        return start, line.ends[end - 1]

    def _quotation_behind(self, k: int) -> Spans:
        """A quotation that goes on in the rest of the sentence: "…," she said on Tuesday, "and …"."""
        found = self.found
        for j in range(k, len(found)):
            if found[j].kind == "q":
                speaks = [p.kind for p in found[j + 1 : j + 3]]
                is_other = speaks[:1] == ["v"] or speaks == ["n", "v"]
                return [] if is_other or found[j].end - found[j].start < 4 else [self._chars(found[j].start, found[j].end)]
            if found[j].kind in "v.CUWg":
                break
        return []

    def _rest(self, first: int, k: int) -> Spans:
        """The words behind an inserted "she said", where those before it make no clause: "The tunnel, she said, will open"."""
        found = self.found
        while k < len(found) and found[k].kind in "yt":
            k += 1
        if k + 1 >= len(found) or found[k].kind != "," or any(p.kind in "vq" for p in found[:first]):
            return []
        if found[k + 1].kind == "g":
            return []
        return [self._chars(found[k + 1].start, end_of(self.line, found, k + 1, True))]

    def _chars(self, start: int, end: int) -> tuple[int, int]:
        """Tokens as characters; a quotation that runs on into later sentences is taken whole."""
        line = self.line
        while end > start + 1 and line.tags[end - 1] in ",;:-.":
            end -= 1
        last = line.ends[end - 1]
        number = line.quote[end - 1]
        if number >= 0 and end == len(line.words):
            last = max(last, self.quoted[number].end)
        first = line.starts[start]
        return first, last

    def _add(self, source: Source | None, cue: tuple[int, int], content: Spans, spoken: bool, got: Content | None = None) -> None:
        line = self.line
        start, end = cue
        while end < len(line.tags) and line.tags[end] == "Y" and line.tags[start] in "EpVBGPKMAYnI" and line.quote[end] < 0:
            end += 1
        if line.low[end : end + 3] == ["in", "a", "statement"] and end > start and line.low[end - 1] in ("said", "says"):
            end += 3
        spans = [(line.starts[start], line.ends[end - 1])] if end > start else []
        self.made.append(Draft(self.number, source, spans, content, spoken, {self.number}, got.spoken_to if got else None))


def _continue(found: list[Draft], lines: Sequence[Line], number: int, quoted: Sequence[Quotation], taken: set[int]) -> None:
    """Give a sentence that is nothing but a quotation to whoever spoke before it, and a paragraph to "Lee wrote:" above it."""
    line = lines[number]
    last = next((draft for draft in reversed(found) if draft.line < number and draft.spoken), None)
    if last is None or not line.tags:
        return
    until = max(last.lines)
    distance = line.sentence.paragraph - lines[until].sentence.paragraph
    if not last.content and distance == 1 and lines[until].words[-1] == ":" and line.quote[0] < 0:
        last.content.append((line.sentence.start, line.sentence.end))
        last.lines.add(number)
        last.block = line.sentence.paragraph
        return
    if last.block == line.sentence.paragraph and number - until == 1 and line.quote[0] < 0:
        last.content[-1] = (last.content[-1][0], line.sentence.end)
        last.lines.add(number)
        return
    q = line.quote[0]
    if q < 0 or q in taken or distance > 1 or any(tag not in "q.," for tag in line.tags) or quoted[q].start < line.sentence.start:
        return
    is_far = last.line < until or number - until > 2 or (last.source is not None and last.source.relative)
    if distance and last.content and is_far and not _is_quoted(last, quoted):
        return
    end = number
    for later in range(number + 1, len(lines)):  # a later sentence of the same quotation may have the cue
        if lines[later].sentence.start >= quoted[q].end:
            break
        if any(x != q and tag not in ".,q" for x, tag in zip(lines[later].quote, lines[later].tags, strict=True)):
            return
        end = later
    last.content.append((quoted[q].start, quoted[q].end))
    last.lines.add(end)
    taken.add(q)


def _is_quoted(draft: Draft, quoted: Sequence[Quotation]) -> bool:
    """Whether the statement ends with a quotation."""
    return any(q.end == draft.content[-1][1] for q in quoted)
