"""Find every printed form of a quotation: where its words stand as given, and quotations that come close."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, pairwise
from typing import Literal, Protocol

from ingest.errors import InputError
from ingest.models import Article, Passage, Sentence, SpanText
from ingest.sentences import split
from ingest.store.found import Selection
from ingest.words import STOP_WORDS, content_stems, fold, stems, visible
from qa.cite import Numbering
from qa.models import Citation, Evidence, Filters, Problem, Searched
from qa.verify.polarity import hides_negation
from qa.verify.quotations import find_quoted, loose_commas

Match = Literal["exact", "typographic", "close"]

FEWEST_WORDS = 2
CLOSE = 0.6
"""Share of words, in order, from which another quotation comes close: twice the shared words over the words of both."""
CLOSE_UNQUOTED = 0.75
"""The same for a sentence without quotation marks, which a statement or a transcript has."""
MOST_FORMS = 100
_FEWEST_SHARED = 2  # content words that a close quotation shares
_LOOKED_AT = 150  # passages whose quotations are compared
_NARROWED = 1_000  # passages with the rarest word from which the next rarest must stand there too
_LONGEST_GAP = 300  # characters that an ellipsis may leave out

_MOST_QUOTED = 0.6  # share of the characters between marks, from which the rest only tells who speaks
_LONGEST_TELLER = 60  # characters between the two halves of a quotation
_OPENING, _CLOSING = '["“]', '["”]'
_COMMA = r"(?:(?<!\bno)(?<!\bnot),)?"  # "No, more will come" is not "no more will come"
_INSERTED = r"\s*(?:\[[^\[\]\n]{1,60}\]|\([^()\n]{1,60}\))"  # what the article puts into the words
_QUOTES = "\"'“”„‟«»‘’\u201a\u201b\u2032″`\u00b4\u2039\u203a"
_DASHES = "-\u2010\u2011\u2012–—―−"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.\s?\.?|\[[^\]]{0,60}\])\s*")


class Shelf(Protocol):
    """What a look-up of quotations reads of the catalog; see ``ingest.store.lookup``."""

    @property
    def passage_count(self) -> int: ...
    def select(
        self, outlets: Collection[str] = (), since: str | None = None, until: str | None = None, without: Collection[str] = ()
    ) -> Selection: ...
    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]: ...
    def document_frequencies(self, stems: Collection[str]) -> dict[str, int]: ...
    def passages(self, ids: Collection[str]) -> dict[str, Passage]: ...
    def passages_of(self, article_id: str, version: str | None = None) -> tuple[Passage, ...]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...


@dataclass(frozen=True, slots=True)
class Printed:
    """One place where words are printed: ``article.text[start:end]``, standing in the sentences of ``evidence``.

    ``likeness`` runs from 0 to 1, which is every word in the same order; ``quoted`` says that they stand between quotation marks.
    """

    article: Article
    start: int
    end: int
    match: Match
    likeness: float
    quoted: bool
    evidence: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        """The words, as printed."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A printed form as the JSON shows it: the words as printed, and where.

    ``start`` and ``end`` count in the article of the first citation. ``differs`` are words of ``text`` that the words asked for lack
    (offsets in ``text``), ``lacks`` words asked for that ``text`` lacks (offsets in the words asked for). ``also_in`` are the
    citations of the same sentences in other articles, and of the same words in copies of the article.
    """

    text: str
    start: int
    end: int
    match: Match
    likeness: float
    quoted: bool
    differs: tuple[SpanText, ...]
    lacks: tuple[SpanText, ...]
    citations: tuple[int, ...]
    also_in: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """What ``quote`` returns: those with the words as given first, the earliest published first; the undated stand last.

    ``left_out`` counts the forms beyond the first hundred.
    """

    words: str
    error: Problem | None = None
    forms: tuple[PrintedForm, ...] = ()
    left_out: int = 0
    citations: tuple[Citation, ...] = ()
    searched: Searched = field(default_factory=Searched)


@dataclass(frozen=True)
class Quotations:
    """Looks quotations up in all articles of a home. Safe to call from several threads."""

    lookup: Shelf
    name_speaker: Callable[[Evidence], Evidence]

    def __call__(self, words: str, filters: Filters = Filters()) -> PrintedForms:
        """Return every printed form of the words.

        Raises:
            InputError: these are fewer than two words.
        """
        words = self._as_looked_up(words)
        if len(_WORD.findall(words)) < FEWEST_WORDS:
            raise InputError("A quotation has two words at least.", remedy="Give more of its words.")
        selection = self.selection(filters)
        found = [*self.verbatim(words, selection.passages), *self.close(words, selection.passages)]
        stories = self.lookup.copies({printed.article.article_id for printed in found})
        groups = _folded(sorted(found, key=_earliest_first), {article: group[0] for article, group in stories.items()})
        numbering = Numbering()
        forms: list[PrintedForm] = []
        citations: list[Citation] = []
        for first, *copies in groups[:MOST_FORMS]:
            numbers, new = numbering.cite([self.name_speaker(e) for e in first.evidence])
            others, new_of_others = numbering.cite([self.name_speaker(e) for copy in copies for e in copy.evidence])
            forms.append(_form(words, first, numbers, others))
            citations += [*new, *new_of_others]
        return PrintedForms(words, None, tuple(forms), max(0, len(groups) - MOST_FORMS), tuple(citations), searched_in(selection))

    def _as_looked_up(self, words: str) -> str:
        """Return the words without their marks, and without who says them where nothing is printed with those."""
        words = unmarked(words)
        told = without_teller(words)
        return words if told == words or self.verbatim(words) else told

    def selection(self, filters: Filters) -> Selection:
        """Return the articles that pass the filters."""
        return self.lookup.select(filters.outlets, filters.since, filters.until, filters.without_outlets)

    def verbatim(self, words: str, allowed: frozenset[str] | None = None) -> tuple[Printed, ...]:
        """Return where the words stand as given.

        The shape of marks, dashes and spaces, the first letter's case and marked omissions make no difference; an ellipsis that hides a
        negation is no omission.
        Where no word is rare, words that run over two passages are not found.
        """
        pattern = printed_pattern(words)
        if pattern is None or any(hides_negation(gap) for gap in _GAP.findall(words)):
            return ()
        return tuple(
            _printed(page, match.start(), match.end(), "exact" if match.group() == words.strip(" ,.") else "typographic", 1.0)
            for page in self._pages(self._passages_with(words, allowed))
            for match in pattern.finditer(page.article.text)
            if not any(hides_negation(left_out) for left_out in match.groups(""))
        )

    def close(self, words: str, allowed: frozenset[str] | None = None) -> tuple[Printed, ...]:
        """Return quotations, and other sentences, that share most of the words in their order, without those that have them as given."""
        wanted = _words(words)
        content = content_stems(words)
        if len(wanted) <= FEWEST_WORDS or not content:
            return ()
        ranked = self.lookup.lexical(content, _LOOKED_AT, allowed)
        pattern = None if any(hides_negation(gap) for gap in _GAP.findall(words)) else printed_pattern(words)
        looked_at = {passage for passage, _ in ranked}
        found = []
        for page in self._pages(sorted(looked_at)):
            given = _as_given(pattern, page.article.text)
            parts = [(*span, CLOSE) for span in page.quoted] + [(*span, CLOSE_UNQUOTED) for span in page.unquoted(looked_at)]
            for start, end, least in parts:
                best = _closest(wanted, page.article.text, start, end)
                if best is not None and best[0] >= least and not any(a < best[2] and best[1] < b for a, b in given):
                    found.append(_printed(page, best[1], best[2], "close", best[0]))
        return tuple(found)

    def _passages_with(self, words: str, allowed: frozenset[str] | None) -> list[str]:
        """Return the passages that have the rarest of the words; of very many, those that have the next rarest too."""
        frequencies = self.lookup.document_frequencies({stem for piece in _GAP.split(words) for stem in stems(visible(piece))})
        if not frequencies or not all(frequencies.values()):
            return []
        found = allowed
        for stem in sorted(frequencies, key=lambda stem: (frequencies[stem], stem)):
            found = frozenset(passage for passage, _ in self.lookup.lexical([stem], self.lookup.passage_count, found))
            if len(found) <= _NARROWED:
                break
        return sorted(found or ())

    def _pages(self, passages: Sequence[str]) -> Iterator[_Page]:
        """Yield the articles of passages with their sentences, by source id."""
        ids = {passage.article_id for passage in self.lookup.passages(passages).values()}
        for article in sorted(self.lookup.articles_by_id(ids).values(), key=lambda article: article.source_id):
            yield _Page(article, self.lookup.passages_of(article.article_id))


def searched_in(selection: Selection) -> Searched:
    """Return which articles a selection has looked at."""
    return Searched(selection.articles, selection.undated, selection.first, selection.last, selection.outlets)


def unmarked(words: str) -> str:
    """Return words without the quotation marks around them, and without what stands between two halves of a quotation.

    >>> unmarked(' “We will not sell,” '), unmarked("the workers' union")
    ('We will not sell,', "the workers' union")
    """
    words = words.strip()
    marked = find_quoted(words)
    if len(marked) > 1 and (marked[0].outer_start, marked[-1].outer_end) == (0, len(words)):
        return " … ".join(quoted.text.strip(" ,") for quoted in marked)  # “We will not,” she said, “sell it”
    is_whole = len(marked) == 1 and (marked[0].outer_start, marked[0].outer_end) == (0, len(words))
    return marked[0].text.strip() if is_whole else words


def without_teller(words: str) -> str:
    r"""Return what is quoted in words that are little else: all of them where a mark stands for less than most.

    >>> without_teller("We will not sell,\" she said."), without_teller('the "harbour question" is settled')
    ('We will not sell,', 'the "harbour question" is settled')
    """
    quoted = max(find_quoted(words), key=lambda quoted: quoted.end - quoted.start, default=None)
    return words if quoted is None or len(quoted.text) < _MOST_QUOTED * len(words) else quoted.text.strip()


def printed_pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds words in a text as the verifier's look-up does; each omission is a group. None where there are no words.

    >>> printed_pattern("We won't … sell").search("“we won’t ever sell”, she said").group()
    'we won’t ever sell'
    """
    pieces = [piece for piece in (_strip(piece) for piece in _GAP.split(words)) if piece]
    if not pieces:
        return None
    return re.compile(rf"((?s:.{{0,{_LONGEST_GAP}}}?))".join(map(_piece_pattern, pieces)))


def _strip(piece: str) -> str:
    return piece.strip().rstrip(",.").strip()


def _piece_pattern(piece: str) -> str:
    characters = [_character_pattern(c) for c in loose_commas(re.sub(r"\s+", " ", piece))]
    if piece[0].isalpha():
        characters[0] = f"[{re.escape(piece[0].lower())}{re.escape(piece[0].upper())}]" if len(piece[0].upper()) == 1 else characters[0]
    before, after = (r"(?<!\w)" if piece[0].isalnum() else ""), (r"(?!\w)" if piece[-1].isalnum() else "")
    return before + "".join(characters) + after


def _character_pattern(character: str) -> str:
    if character == " ":
        between = rf"{_CLOSING}\s[^\n“”\"]{{1,{_LONGEST_TELLER}}}[\s—–-]{_OPENING}"  # “We will not,” she said, “sell it”
        return rf"(?:({_INSERTED})?{_COMMA}\s+|[,.?!]?{between})"
    for alike in (_QUOTES, _DASHES):
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)


@dataclass(frozen=True)
class _Page:
    """An article with its passages, which hold all its sentences."""

    article: Article
    passages: tuple[Passage, ...]

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where its quotations stand, without their marks, paragraph by paragraph."""
        places = []
        for _, paragraph in groupby((s for p in self.passages for s in p.sentences), key=lambda sentence: sentence.paragraph):
            sentences = list(paragraph)
            at = sentences[0].start
            places += [(at + q.start, at + q.end) for q in find_quoted(self.article.text[at : sentences[-1].end])]
        return tuple(places)

    def unquoted(self, passages: Collection[str]) -> Iterator[tuple[int, int]]:
        """Yield where the sentences of some passages stand that hold no quotation and stand in none."""
        for passage in self.passages:
            if passage.passage_id in passages:
                for sentence in passage.sentences:
                    if not any(a < sentence.end and sentence.start < b for a, b in self.quoted):
                        yield sentence.start, sentence.end

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Return the sentences in which a span stands."""
        found = []
        before: Sentence | None = None
        for passage in self.passages:
            for sentence in passage.sentences:
                if sentence.start < end and start < sentence.end:
                    beside = before if before and before.paragraph == sentence.paragraph else None
                    found.append(Evidence(sentence, self.article, passage.passage_id, 1, 1.0, beside))
                before = sentence
        return tuple(found)


def _as_given(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """Where a text has the words as given; what an omission turns into something else has not."""
    matches = pattern.finditer(text) if pattern else ()
    return [match.span() for match in matches if not any(hides_negation(left_out) for left_out in match.groups(""))]


def _printed(page: _Page, start: int, end: int, match: Match, likeness: float) -> Printed:
    quoted = any(a <= start and end <= b for a, b in page.quoted)
    return Printed(page.article, start, end, match, likeness, quoted, page.evidence(start, end))


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int


def _words(text: str, start: int = 0, end: int | None = None) -> list[_Word]:
    return [_Word(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, len(text) if end is None else end)]


def _closest(wanted: Sequence[_Word], text: str, start: int, end: int) -> tuple[float, int, int] | None:
    """Return likeness, start and end of the part of a quotation that is most like the words: all of it, a sentence, or two."""
    keys = [word.key for word in wanted]
    content = set(keys) - STOP_WORDS
    spans = [(start + s.start, start + s.end) for s in split(text[start:end])]
    parts = [*spans, *((a[0], b[1]) for a, b in pairwise(spans)), (start, end)]
    best: tuple[float, int, int] | None = None
    for first, last in parts:
        printed = [word.key for word in _words(text, first, last)]
        if len(content & set(printed)) < min(_FEWEST_SHARED, len(content)) or not _may_be_close(len(keys), len(printed)):
            continue
        likeness = SequenceMatcher(None, keys, printed, autojunk=False).ratio()
        if likeness >= CLOSE and (best is None or likeness > best[0]):
            best = (likeness, first, last)
    return best


def _may_be_close(a: int, b: int) -> bool:
    return 2 * min(a, b) >= CLOSE * (a + b)


def _earliest_first(printed: Printed) -> tuple[bool, bool, str, str, int]:
    day = printed.article.metadata.published
    return printed.match == "close", day is None, day or "", printed.article.source_id, printed.start


def _folded(found: Sequence[Printed], stories: Mapping[str, str]) -> list[list[Printed]]:
    """Group what stands in the same sentences of several articles, or once each in copies of one text; each group in the order given.

    Args:
        found: places of one quotation.
        stories: what names the story of an article that has copies, by article id.
    """
    groups: list[list[Printed]] = []
    known: dict[tuple[object, ...], list[Printed]] = {}
    for printed in found:
        article, words = printed.article.article_id, stems(printed.text)
        in_sentences = (words, tuple(stems(e.sentence.text) for e in printed.evidence))
        in_story = ("story", words, stories.get(article, article))
        group = known.get(in_sentences)
        if group is None and all(p.article.article_id != article for p in known.get(in_story, ())):
            group = known.get(in_story)
        if group is None:
            group = []
            groups.append(group)
        group.append(printed)
        known.setdefault(in_sentences, group)
        known.setdefault(in_story, group)
    return groups


def _form(words: str, printed: Printed, numbers: tuple[int, ...], others: tuple[int, ...]) -> PrintedForm:
    lacks, differs = differences(words, printed.text) if printed.match == "close" else ((), ())
    likeness = round(printed.likeness, 4)
    return PrintedForm(
        printed.text, printed.start, printed.end, printed.match, likeness, printed.quoted, differs, lacks, numbers, others
    )  # fmt: skip


def differences(words: str, printed: str) -> tuple[tuple[SpanText, ...], tuple[SpanText, ...]]:
    """Return the words that the printed form lacks, and those that it has instead, each with its place.

    >>> [[span.text for span in spans] for spans in differences("We will not sell it", "We will never ever sell it")]
    [['not'], ['never ever']]
    """
    mine, theirs = _words(words), _words(printed)
    steps = SequenceMatcher(None, [w.key for w in mine], [w.key for w in theirs], autojunk=False).get_opcodes()
    lacks = [_span(words, mine[a:b]) for step, a, b, _, _ in steps if step != "equal" and a < b]
    differs = [_span(printed, theirs[a:b]) for step, _, _, a, b in steps if step != "equal" and a < b]
    return tuple(lacks), tuple(differs)


def _span(text: str, words: Sequence[_Word]) -> SpanText:
    start, end = words[0].start, words[-1].end
    return SpanText(start, end, text[start:end])
