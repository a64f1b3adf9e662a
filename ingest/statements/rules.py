"""Put cues, sources and contents together: the statements of a text before anybody is told apart by name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.statements import sources
from ingest.statements.contents import Content, ahead, cue_of, end_of
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
            if inverted:
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
                return
            if source.at and line.low[found[source.at - 1].start] == "as" and k + 2 < len(found) and found[k + 1].kind == ",":
                behind = self._chars(found[k + 2].start, end_of(line, found, k + 2, True))
                self._add(source, (start, phrase.end), [behind], spoken)
                return
            first = source.at if not source.relative else k
            left = self._left(first)
            rest = self._quotation_behind(k + 1) or self._rest(first, k + 1)
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
        if content.end <= content.start:
            return
        if phrase.kind == "v" and cue.base in _HOLDING_BACK and found[k + 1].kind == "i" and self._has_content(k + 1):
            return  # "declined to comment on the plan" is one cue
        if phrase.kind == "i":
            opener = k - 2 if k > 1 and line.low[found[k - 1].start] == "on" else k - 1
            if opener >= 0 and found[opener].kind == "v" and (cue_of(line, found[opener]) is None or self._holds_back(opener)):
                start = found[opener].start
        self._add(source, (start, end), [self._chars(content.start, content.end)], spoken, content)

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
        elif source and not source.relative and self._closes_left(source.at) and self._ends_open(source.at):
            left = self._left(source.at)
            if left:
                self._add(source, (phrase.start, phrase.end), [left, *self._quotation_behind(k + 1)], True)
        elif source is None and self._closes_left(k) and self._ends_open(k):
            inverted = sources.behind(self.line, found, k)
            left = self._left(k)
            if inverted and left:
                self.subjects[k] = inverted[0]
                self._add(inverted[0], (phrase.start, phrase.end), [left, *self._quotation_behind(inverted[1])], True)

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
        """A speaker and a colon before what is said: "Lee: 'We won.'", and the first line of an article."""
        line, found = self.line, self.found
        if len(found) < 3 or found[0].kind != "n" or found[1].kind != ":" or (line.tags[found[0].end - 1] != "X" and self.number):
            return
        if (found[2].kind != "q" and self.number) or found[0].end > 5 or line.low[found[0].end - 1] in _SECTIONS:
            return
        source = Source(0, found[0].end, 0, found[0].end, 0)
        self._add(source, (found[1].start, found[1].end), [self._chars(found[2].start, end_of(line, found, 2, True))], True)

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
                return self._main(j) if line.low[found[j].end - 1].removesuffix("s") in WRITINGS else None
            if found[j].kind in ",q" or (
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
            if j >= 1 and (found[j].kind == "n" or line.low[found[j].start] == "on") and found[j - 1].kind == "v":
                j -= 1
            if j >= 0 and found[j].kind in "vi":
                return self.subject(j)
            return None
        if j >= 0 and found[j].kind == "C":
            ended = line.starts[found[j].start]
            outer = next((d for d in self.made if d.source and d.content and ended - 2 <= d.content[-1][1] <= ended), None)
            if outer and cue_of(line, found[k]):
                return outer.source
            earlier = next((i for i in range(j - 1, -1, -1) if found[i].kind == "v" and self.subject(i) is not None), None)
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
        """The subject of the main clause to the left of an -ing."""
        found = self.found
        for i in range(comma - 1, -1, -1):
            if found[i].kind != "v":
                continue
            source = self.subject(i)
            if source is None:
                inverted = self.subjects.get(i)
                if inverted:
                    return inverted
                continue
            if source.relative:
                continue
            if source.at > i:
                return source  # inverted: "…," said Lee, adding …
            opener = found[source.at - 1].kind if source.at else "^"
            if opener in "UTW":
                continue
            if opener == "v" and source.at >= 1:
                continue
            return source
        return None

    def _main_after(self, k: int) -> Source | None:
        """The subject behind a fronted -ing: "Calling it a scandal, Lee …"."""
        found = self.found
        for j in range(k + 1, len(found) - 2):
            if found[j].kind == "," and found[j + 1].kind == "n":
                for v in range(j + 2, len(found)):
                    if found[v].kind == "v":
                        return sources.before(self.line, found, v)
        return None

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
            if link.kind == "T" and (k == 0 or found[k - 1].kind != "v" or self.subject(k - 1) is None):
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

        end = end_of(line, found, next(i for i, p in enumerate(found) if p.start == start), False)
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

    def _left(self, k: int) -> tuple[int, int] | None:
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
        if end - first < 3 and line.tags[first] != "q":
            return None
        start = line.starts[first]
        if line.quote[first] >= 0:
            start = min(start, self.quoted[line.quote[first]].start)
        return start, line.ends[end - 1]

    def _quotation_behind(self, k: int) -> Spans:
        """A quotation in the rest of the sentence, with its later sentences."""
        for j in range(k, len(self.found)):
            if self.found[j].kind == "q" and self.found[j].end - self.found[j].start > 3:
                return [self._chars(self.found[j].start, self.found[j].end)]
            if self.found[j].kind in "v." or (self.found[j].kind == "g" and cue_of(self.line, self.found[j])):
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
    """Give a sentence that is nothing but a quotation to whoever spoke before it."""
    line = lines[number]
    last = next((draft for draft in reversed(found) if draft.line < number), None)
    if last is None or not line.tags or line.quote[0] < 0 or line.quote[0] in taken:
        return
    q = line.quote[0]
    if any(tag not in "q.," for tag in line.tags) or quoted[q].start < line.sentence.start:
        return
    near = lines[last.line].sentence.paragraph
    if line.sentence.paragraph - near > 1:
        return
    # a later sentence of the same quotation may have the cue
    for later in lines[number + 1 :]:
        if later.sentence.start >= quoted[q].end:
            break
        if any(x != q and tag not in ".,q" for x, tag in zip(later.quote, later.tags, strict=True)):
            return
    spoken = next((d for d in reversed(found) if d.line == last.line and d.spoken), None)
    if spoken is None:
        return
    spoken.content.append((quoted[q].start, quoted[q].end))
    spoken.lines.add(number)
    taken.add(q)
