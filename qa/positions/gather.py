"""Gather what was said on an issue: the statements of the articles found for it, each with how near it is to the issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from ingest.embed import Encoder
from ingest.models import Article, AsOf, Passage, PassageVectors, Sentence, SpanText, Statement, statement_id
from ingest.words import content_stems, visible
from qa.evidence import Floats, rarity, read_sentence
from qa.models import Found, Question, Voice
from qa.positions.narrated import narrated
from qa.verify.quotations import find_quoted

ARTICLES = 40
"""Articles whose statements are read for an issue."""
_MODAL = re.compile(r"^(?:would|could|might|may|will|should|can)\b|^(?:appears?|seems?)\b", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:little|no|few) (?:indication|sign|evidence|signs) (?:that|of)|\bunclear (?:whether|if|how)|\bunlikely\b", re.IGNORECASE
)


class Shelf(Protocol):
    """What gathering reads of the catalog; see ``ingest.store.lookup``."""

    @property
    def passage_count(self) -> int: ...
    def document_frequencies(self, stems: Collection[str]) -> dict[str, int]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...
    def sentences(self, article_id: str, version: str | None = None) -> tuple[Sentence, ...]: ...
    def passages_of(self, article_id: str, version: str | None = None) -> tuple[Passage, ...]: ...
    def vectors(self, ids: Collection[str]) -> dict[str, PassageVectors]: ...
    def statements(self, article: Article) -> tuple[Statement, ...]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of one statement, as it bears on an issue.

    ``holder`` is whom the article names, ``as_printed`` the words for the holder there, ``cue`` those that introduce the statement.
    ``is_assessed`` where the article only supposes what the holder would say or do, or another may be telling it.
    ``nearness`` is the chance, 0 to 1, that it speaks to the issue, ``names_issue`` whether it does so in its own words.
    """

    statement_id: str
    article: Article
    sentence: Sentence
    before: Sentence | None
    holder: str
    cue: str
    content: tuple[SpanText, ...]
    voice: Voice
    as_of: AsOf | None
    nearness: float
    speaker: str | None = None
    reported_by: str | None = None
    venue: str | None = None
    is_assessed: bool = False
    as_printed: str = ""
    names_issue: bool = True


@dataclass(frozen=True)
class Read:
    """One article as positions read it: its sentences, how near each is to the issue, and which name it themselves."""

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    nearness: dict[str, float]
    naming: frozenset[str]


class Gatherer:
    """Finds articles for an issue and reads their statements. Safe in threads."""

    def __init__(self, lookup: Shelf, encoder: Encoder, retrieve: Callable[[Question], Found]) -> None:
        self._lookup = lookup
        self._encoder = encoder
        self._retrieve = retrieve

    def articles(self, question: Question, query_text: str, issue: str) -> tuple[Read, ...]:
        """Return the articles found by a query, the most promising first, with how near their sentences are to the issue."""
        found = self._retrieve(replace(question, text=query_text, history=(), k=60))
        ids = list(dict.fromkeys(p.article_id for p in found.passages))[:ARTICLES]
        articles = self._lookup.articles_by_id(ids)
        query = self._encoder.encode([visible(issue)])[0]
        terms = tuple(dict.fromkeys(content_stems(issue)))
        weights = rarity(terms, self._lookup.document_frequencies(terms), self._lookup.passage_count) if terms else np.zeros(0)
        read = []
        for article in (articles[i] for i in ids if i in articles):
            passages = self._lookup.passages_of(article.article_id, article.version)
            vectors = self._lookup.vectors([p.passage_id for p in passages])
            sentences = self._lookup.sentences(article.article_id, article.version)
            similar: dict[str, float] = {}
            for passage in passages:
                if passage.passage_id in vectors:
                    own = vectors[passage.passage_id].sentences.astype(np.float64) @ query
                    similar |= {s.sentence_id: float(v) for s, v in zip(passage.sentences, own, strict=True)}
            values = signals(article, sentences, similar, terms, weights)
            nearness = {s.sentence_id: float(v) for s, v in zip(sentences, _nearness(values), strict=True)}
            naming = (values["words"] > 0) | (values["similarity"] >= LIKE)
            named = frozenset(s.sentence_id for s, names in zip(sentences, naming, strict=True) if names)
            read.append(Read(article, sentences, self._lookup.statements(article), nearness, named))
        return tuple(read)


def signals(
    article: Article, sentences: Sequence[Sentence], similar: dict[str, float], terms: Sequence[str], weights: Floats
) -> dict[str, Floats]:
    """Return what tells whether sentences speak to an issue, a value each: likeness of meaning and shared words, here and around."""
    like = np.array([similar.get(s.sentence_id, 0.0) for s in sentences])
    total = float(weights.sum()) or 1.0
    has = np.array([[term in read_sentence(s.text).content for term in terms] for s in sentences], dtype=bool).reshape(
        len(sentences), len(terms)
    )
    paragraphs = np.array([s.paragraph for s in sentences])
    before = np.zeros_like(has)
    around = np.zeros_like(has)
    best = like.copy()
    for back in (1, 2):
        near = has[:-back] & (paragraphs[back:] - paragraphs[:-back] <= 1)[:, None]
        if back == 1:
            before[back:] |= near
        around[back:] |= near
        best[back:] = np.maximum(best[back:], like[:-back] * (paragraphs[back:] - paragraphs[:-back] <= 1))
    around[:-1] |= has[1:]
    title = content_stems(f"{article.metadata.title or ''} {sentences[0].text if sentences else ''}")
    in_title = np.array([term in title for term in terms], dtype=bool)
    return {
        "similarity": like,
        "similarity around": best,
        "words": has @ weights / total,
        "words before": (before & ~has) @ weights / total,
        "words around": (around & ~has & ~before) @ weights / total,
        "words in title": (in_title & ~has & ~around) @ weights / total,
        "similarity in article": np.full(len(sentences), like.max(initial=0.0)),
    }


WEIGHTS = {
    "bias": -7.7,
    "similarity": 3.2,
    "similarity around": 4.4,
    "words": 2.6,
    "words before": 1.1,
    "words around": 0.6,
    "words in title": 1.3,
    "similarity in article": 3.6,
}
"""Weights of the logistic regression whose value is nearness, fitted on the hand-judged questions."""


LIKE = 0.28
"""Likeness to the issue from which a sentence names it in other words."""
FAR = 0.15
"""Likeness to the issue below which a sentence without a word of it speaks of something else, whatever stands around it."""


def _nearness(values: dict[str, Floats]) -> Floats:
    total = np.full(len(values["similarity"]), WEIGHTS["bias"])
    for name, weight in WEIGHTS.items():
        if name != "bias":
            total = total + weight * values[name]
    elsewhere = (values["similarity"] < FAR) & (values["words"] == 0)
    nearness: Floats = np.where(elsewhere, 0.0, 1 / (1 + np.exp(-total)))
    return nearness


def sayings(read: Read, surnames: Collection[str] = ()) -> list[Said]:
    """Return what an article gives of its holders on the issue, a sentence at a time; ``surnames`` are those of holders asked for.

    Satire gives nothing, nor do headlines and captions.
    """
    if read.article.metadata.kind == "satire":
        return []
    found: list[Said] = []
    spoken: set[str] = set()
    for statement in read.statements:
        holder = statement.holder
        if holder is None or holder.name is None or (statement.cue and _IDLE.match(statement.cue[-1].text)):
            continue
        for index, sentence in _sentences_of(read, statement):
            found.append(_said(read, statement, index, sentence, holder.name))
            spoken.add(sentence.sentence_id)
    for surname in surnames:
        found += _narrated(read, surname, {s.sentence.sentence_id for s in found if s.holder.split()[-1] == surname})
    return found


def _sentences_of(read: Read, statement: Statement) -> list[tuple[int, Sentence]]:
    spans = statement.content or statement.cue
    return [(i, s) for i, s in enumerate(read.sentences) if any(c.start < s.end and s.start < c.end for c in spans) and s.role in _SPEAKING]


def _said(read: Read, statement: Statement, index: int, sentence: Sentence, name: str) -> Said:
    printed = statement.holder.text if statement.holder else ""
    cue = " ".join(c.text for c in statement.cue)
    speaker, holder = statement.speaker, name
    if match := _GO_BETWEEN.match(printed):
        speaker, holder = name, " ".join(match["who"].split())
    earlier = sentence.text[: max(0, (statement.holder.start if statement.holder else 0) - sentence.start)]
    assessed = statement.voice == "indirect" and (
        (_MODAL.match(cue) is not None and not _goes_on(read, statement, sentence))
        or _DOUBTED.search(earlier) is not None
        or _SILENT.search(sentence.text) is not None
        or sentence.text.endswith("?")
        or _is_told_by_another(read, statement, sentence)
        or (_NOUN.match(cue) is not None and _is_about_another(read, statement, sentence))
    )
    return Said(
        statement.statement_id,
        read.article,
        sentence,
        _before(read, index),
        holder,
        cue,
        tuple(c for c in statement.content if c.start < sentence.end and sentence.start < c.end),
        statement.voice,
        statement.as_of,
        read.nearness[sentence.sentence_id],
        speaker,
        statement.reported_by,
        statement.venue,
        assessed,
        printed,
        sentence.sentence_id in read.naming,
    )


def _goes_on(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether the holder has said something before in the sentence: "he said it was late, and that he would not support it"."""
    return any(
        _name(other) == _name(statement)
        and not _MODAL.match(other.cue[0].text)
        and sentence.start <= other.cue[0].start < statement.cue[0].start
        for other in read.statements
        if other.cue and statement.cue
    )


def _is_about_another(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether somebody else speaks or acts in the sentence before this holder's plan or support is named."""
    return any(
        other.holder is not None and _name(other) != _name(statement) and sentence.start <= other.holder.start < statement.cue[0].start
        for other in read.statements
        if statement.cue
    )


def _name(statement: Statement) -> str | None:
    return statement.holder.name if statement.holder else None


def _is_told_by_another(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether the sentence quotes somebody else, so that what it says of this holder may be that one's account."""
    return any(
        other.voice != "indirect"
        and _name(other) != _name(statement)
        and other.content[0].start < sentence.end
        and sentence.start < other.content[-1].end
        for other in read.statements
        if other.content
    )


def _narrated(read: Read, surname: str, known: Collection[str]) -> list[Said]:
    text, article = read.article.text, read.article
    people = {
        m[1]
        for m in re.finditer(rf"\b([A-Z][\w’'-]+)\s+(?:[A-Z]\.\s+)?{re.escape(surname)}\b", text)
        if m[1].lower() not in _NO_FIRST_NAMES
    }
    named = {s.holder.name for s in read.statements if s.holder and s.holder.name and s.holder.name.split()[-1] == surname}
    full = {n for n in named if len(n.split()) > 1} or {f"{first} {surname}" for first in people}
    if len(full) != 1:
        return []
    name = full.pop()
    others = {p for p in people if p != name.split()[0]}
    quoted = [(q.outer_start, q.outer_end) for q in find_quoted(text)]
    found = []
    for index, sentence in enumerate(read.sentences):
        if sentence.role not in _SPEAKING or sentence.sentence_id in known or surname not in sentence.text:
            continue
        if others and not re.search(rf"{re.escape(name.split()[0])}\s+(?:[A-Z]\.\s+)?{re.escape(surname)}", sentence.text):
            continue
        told = narrated(sentence, surname, quoted)
        if told is None:
            continue
        day = article.metadata.published_day
        found.append(
            Said(
                statement_id(article.article_id, article.version, told.cue[0], *told.content),
                article,
                sentence,
                _before(read, index),
                name,
                text[slice(*told.cue)],
                (SpanText(*told.content, text[slice(*told.content)]),),
                "indirect" if told.is_told else "narrated",
                AsOf(day, "day", "published") if day else None,
                read.nearness[sentence.sentence_id],
                as_printed=surname,
                names_issue=sentence.sentence_id in read.naming,
            )
        )
    return found


def _before(read: Read, index: int) -> Sentence | None:
    if index and read.sentences[index - 1].paragraph == read.sentences[index].paragraph:
        return read.sentences[index - 1]
    return None


_SPEAKING = ("body", "standfirst", "correction")
_NOUN = re.compile(
    r"^(?:[\w’'-]+ ){0,3}(?:support|stance|proposals?|calls?|plans?|promises?|pledges?|opposition|views?|positions?) (?:for|on|of|to|that)$"
)
_IDLE = re.compile(r"^(?:continues?d?|faces?d?|appears?|appeared|seems?|seemed)\b")
_SILENT = re.compile(r"\b(?:has|have|had|did) not (?:talked|spoken|said|commented|addressed|respond)", re.IGNORECASE)
_GO_BETWEEN = re.compile(
    r"^(?:[Tt]he\s+)?(?P<who>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*?)(?:['’]s)?\s+(?:campaign\s+)?"
    r"(?:spokesman|spokeswoman|spokesperson|press secretary)\b"
)
_NO_FIRST_NAMES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "president",
        "the",
        "senator",
        "governor",
        "secretary",
        "and",
        "but",
        "state",
        "rival",
        "nominee",
        "republican",
        "democrat",
        "if",
        "when",
    ]
)
