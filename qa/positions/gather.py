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
from qa.evidence import rarity
from qa.models import Found, Question, Voice
from qa.positions.names.acronyms import other_names, renamed
from qa.positions.names.holders import is_same, words_of
from qa.positions.narrated import narrated
from qa.positions.nearness import LIKE, AskedFor, nearness, signals
from qa.verify.quotations import find_quoted

ARTICLES = 40
"""Articles whose statements are read for an issue."""
_MORE = 10  # for each further query
_NAMED_IN = 60  # passages that may say what an acronym stands for
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
    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of one statement, as it bears on an issue.

    ``holder`` is whom the article names, ``as_printed`` the words for the holder there, ``cue`` those that introduce the statement,
    ``cued`` the same in their places.
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
    cued: tuple[SpanText, ...] = ()


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

    def articles(self, question: Question, holders: Sequence[str], issue: str) -> tuple[Read, ...]:
        """Return the articles found for an issue and its holders, the most promising first, with how near their sentences are to it."""
        names = other_names(issue, self._sentences_with)
        forms = (issue, *renamed(issue, names))
        queries = [f"{holder} {form}".strip() for form in forms for holder in (*holders, "") if holder or not holders]
        ids = self._found(question, queries)
        articles = self._lookup.articles_by_id(ids)
        asked = [self._asked(form) for form in forms]
        read = [self._read_for(articles[i], asked) for i in ids if i in articles]
        return tuple(read)

    def also_called(self, issue: str) -> str:
        """Return an issue with the other names that these articles have for it."""
        return " ".join((issue, *other_names(issue, self._sentences_with)))

    def _found(self, question: Question, queries: Sequence[str]) -> list[str]:
        """Return ids of the articles found by several queries, each query's best first."""
        found = [self._retrieve(replace(question, text=query, history=(), k=60)).passages for query in queries]
        ranked = [list(dict.fromkeys(p.article_id for p in passages)) for passages in found]
        in_turn = (ids[i] for i in range(max(map(len, ranked), default=0)) for ids in ranked if i < len(ids))
        return list(dict.fromkeys(in_turn))[: ARTICLES + _MORE * (len(queries) - 1)]

    def _asked(self, form: str) -> AskedFor:
        terms = tuple(dict.fromkeys(content_stems(form)))
        weights = rarity(terms, self._lookup.document_frequencies(terms), self._lookup.passage_count) if terms else np.zeros(0)
        return AskedFor(terms, weights, self._encoder.encode([visible(form)])[0])

    def _read_for(self, article: Article, asked: Sequence[AskedFor]) -> Read:
        passages = self._lookup.passages_of(article.article_id, article.version)
        vectors = self._lookup.vectors([p.passage_id for p in passages])
        sentences = self._lookup.sentences(article.article_id, article.version)
        similar: dict[str, list[float]] = {}
        for passage in passages:
            if passage.passage_id in vectors:
                own = vectors[passage.passage_id].sentences.astype(np.float64) @ np.stack([one.vector for one in asked], axis=1)
                similar |= {s.sentence_id: list(v) for s, v in zip(passage.sentences, own, strict=True)}
        none = [0.0] * len(asked)
        like = np.array([similar.get(s.sentence_id, none) for s in sentences]).reshape(len(sentences), len(asked))
        values = signals(article, sentences, like, asked)
        near = {s.sentence_id: float(v) for s, v in zip(sentences, nearness(values), strict=True)}
        naming = (values["words"] > 0) | (values["similarity"] >= LIKE)
        named = frozenset(s.sentence_id for s, names in zip(sentences, naming, strict=True) if names)
        return Read(article, sentences, self._lookup.statements(article), near, named)

    def _sentences_with(self, words: str) -> list[str]:
        """Return the sentences of passages that have these words, or are found for them."""
        ids = [i for i, _ in self._lookup.lexical(content_stems(words), _NAMED_IN)]
        found = self._retrieve(Question(words, k=_NAMED_IN)).passages
        return [s.text for p in self._lookup.passages([*ids, *(p.passage_id for p in found)]).values() for s in p.sentences]


def sayings(read: Read, names: Collection[str] = ()) -> list[Said]:
    """Return what an article gives of its holders on the issue, a sentence at a time; ``names`` are the holders asked for.

    Satire gives nothing, nor do headlines and captions.
    """
    if read.article.metadata.kind == "satire":
        return []
    found: list[Said] = []
    spoken: set[str] = set()
    for statement in read.statements:
        holder = statement.holder
        if holder is None or (statement.cue and _IDLE.match(statement.cue[-1].text)):
            continue
        name = holder.name or (holder.text if _SPEAKS_FOR.match(holder.text) else None)
        if name is None:
            continue
        for index, sentence in _sentences_of(read, statement):
            found.append(_said(read, statement, index, sentence, name))
            spoken.add(sentence.sentence_id)
    for name in names:
        surname = next((word for word in reversed(name.split()) if words_of(name)[-1:] == words_of(word)), name)
        found += _narrated(read, name, surname, {s.sentence.sentence_id for s in found if s.holder.split()[-1] == surname})
    return found


def _sentences_of(read: Read, statement: Statement) -> list[tuple[int, Sentence]]:
    spans = statement.content or statement.cue
    return [(i, s) for i, s in enumerate(read.sentences) if any(c.start < s.end and s.start < c.end for c in spans) and s.role in _SPEAKING]


def _said(read: Read, statement: Statement, index: int, sentence: Sentence, name: str) -> Said:
    printed = statement.holder.text if statement.holder else ""
    cue = " ".join(c.text for c in statement.cue)
    speaker, holder = statement.speaker, name
    if match := _GO_BETWEEN.match(printed) or _SPEAKS_FOR.match(printed):
        who = next(part for part in match.groups() if part)
        speaker, holder = printed if _SPEAKS_FOR.match(printed) else name, " ".join(who.split())
    reported_by = None if _is_set_against(read, statement) else statement.reported_by
    if reported_by is None and speaker is None and (other := _sayer_around(read, statement)):
        if other.speaker or (other.holder and _SPEAKS_FOR.match(other.holder.text)):
            speaker = other.speaker or (other.holder.text if other.holder else None)
        else:
            reported_by = _name(other)
    earlier = sentence.text[: max(0, (statement.holder.start if statement.holder else 0) - sentence.start)]
    assessed = statement.voice == "indirect" and (
        (_MODAL.match(cue) is not None and not _goes_on(read, statement, sentence))
        or _DOUBTED.search(earlier) is not None
        or _OPEN.search(earlier) is not None
        or (reported_by is None and speaker is None and _ALLEGED.search(earlier) is not None)
        or _SILENT.search(sentence.text) is not None
        or sentence.text.endswith("?")
        or _is_told_by_another(read, statement, sentence)
        or _TOPIC.match(cue) is not None
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
        "narrated" if _is_narrated(read, statement, sentence, cue) else statement.voice,
        statement.as_of,
        read.nearness[sentence.sentence_id],
        speaker,
        reported_by,
        statement.venue,
        assessed,
        printed,
        sentence.sentence_id in read.naming,
        statement.cue,
    )


def _is_narrated(read: Read, statement: Statement, sentence: Sentence, cue: str) -> bool:
    """Whether the outlet says what the holder did or stands for, and nobody that the holder said so: "backs the tunnel"."""
    return statement.voice == "indirect" and _ACCOUNT.search(cue) is not None and not _goes_on(read, statement, sentence)


def _goes_on(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether a saying in the sentence holds this one: "he said it was late, and that he would not support it"."""
    return any(
        (_name(other) == _name(statement) or _holds(other, statement))
        and not _MODAL.match(other.cue[0].text)
        and sentence.start <= other.cue[0].start < statement.cue[0].start
        for other in read.statements
        if other.cue and statement.cue
    )


def _sayer_around(read: Read, statement: Statement) -> Statement | None:
    """Return who says in indirect words what this holder, called by name there, is said to say or do."""
    if not statement.cue or statement.holder is None or statement.holder.text.lower() in (*_PRONOUNS, "who"):
        return None
    at = statement.holder.start
    if _is_set_against(read, statement):
        return None
    return next(
        (
            other
            for other in read.statements
            if _name(other) not in (None, _name(statement)) and any(c.start <= at and statement.cue[0].end <= c.end for c in other.content)
        ),
        None,
    )


def _is_set_against(read: Read, statement: Statement) -> bool:
    """Whether somebody else's words end before the holder, as in "While Arrow says that it is late, Venn supports it"."""
    if statement.holder is None:
        return False
    at = statement.holder.start
    lead = next((s.text[: at - s.start] for s in read.sentences if s.start <= at < s.end), "")
    return _SET_AGAINST.match(lead) is not None


def _holds(other: Statement, statement: Statement) -> bool:
    """Whether what one said has the other's saying in it, or goes on with "that" up to it."""
    inside = statement.cue[0].start
    return statement.holder is not None and statement.holder.text.lower() in _PRONOUNS and any(c.start <= inside for c in other.content)


def _is_about_another(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether somebody else speaks or acts in the sentence before this holder's plan or support is named."""
    return any(
        other is not statement
        and (other.holder is None or _name(other) != _name(statement))
        and sentence.start <= (other.cue[0].start if other.cue else other.content[0].start) < statement.cue[0].start
        for other in read.statements
        if statement.cue and (other.cue or other.content)
    )


def _name(statement: Statement) -> str | None:
    return statement.holder.name if statement.holder else None


def _is_told_by_another(read: Read, statement: Statement, sentence: Sentence) -> bool:
    """Whether the sentence quotes somebody else before, so that what it says of this holder may be that one's account."""
    return any(
        other.voice != "indirect"
        and not (statement.cue and statement.cue[0].start < min(other.content[0].start, *(c.start for c in other.cue)))
        and _name(other) != _name(statement)
        and other.content[0].start < sentence.end
        and sentence.start < other.content[-1].end
        for other in read.statements
        if other.content
    )


def full_name(read: Read, name: str, surname: str) -> tuple[str, frozenset[str]] | None:
    """Return whom an article means by a name in full, with the first names of others of that surname, or ``None`` where it is not clear."""
    text = read.article.text
    if surname not in text:
        return None
    people = {
        m[1]
        for m in re.finditer(rf"\b([A-Z][\w’'-]+)\s+(?:[A-Z]\.\s+)?{re.escape(surname)}\b", text)
        if m[1].lower() not in _NO_FIRST_NAMES
    }
    named = {s.holder.name for s in read.statements if s.holder and s.holder.name and s.holder.name.split()[-1] == surname}
    full = {n for n in named if len(n.split()) > 1} or {f"{first} {surname}" for first in people}
    meant_by = sorted(n for n in full if is_same(n, name))
    if not meant_by and (len(full) != 1 or len(words_of(name)) > 1):
        return None
    whole = meant_by[0] if meant_by else full.pop()
    return whole, frozenset(p for p in people if not is_same(f"{p} {surname}", whole))


def _narrated(read: Read, asked: str, surname: str, known: Collection[str]) -> list[Said]:
    text, article = read.article.text, read.article
    who = full_name(read, asked, surname)
    if who is None:
        return []
    name, others = who
    quoted: list[tuple[int, int]] | None = None
    found = []
    for index, sentence in enumerate(read.sentences):
        if sentence.role not in _SPEAKING or sentence.sentence_id in known or surname not in sentence.text:
            continue
        if others and not re.search(rf"{re.escape(name.split()[0])}\s+(?:[A-Z]\.\s+)?{re.escape(surname)}", sentence.text):
            continue
        if narrated(sentence, surname) is None:
            continue
        if quoted is None:
            quoted = [(q.outer_start, q.outer_end) for q in find_quoted(text)]
        told = narrated(sentence, surname, quoted)
        if told is None:
            continue
        day = article.metadata.published_day
        teller = _teller(read, name, told.cue[0])
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
                reported_by=teller,
                as_printed="" if teller else surname,
                names_issue=sentence.sentence_id in read.naming,
                cued=(SpanText(*told.cue, text[slice(*told.cue)]),),
            )
        )
    return found


def _teller(read: Read, name: str, place: int) -> str | None:
    """Return who says the words at a place, where that is somebody else than the one named."""
    told = (_name(s) for s in read.statements if any(c.start <= place < c.end for c in s.content))
    return next((teller for teller in told if teller is not None and teller != name), None)


def _before(read: Read, index: int) -> Sentence | None:
    if index and read.sentences[index - 1].paragraph == read.sentences[index].paragraph:
        return read.sentences[index - 1]
    return None


_SET_AGAINST = re.compile(r"^(?:While|Whereas|Although|Though|As|Where)\b.*,\s+(?:[A-Z][\w.’'-]*\s+){0,4}$", re.DOTALL)
_SPEAKING = ("body", "standfirst", "correction")
_ACCOUNT = re.compile(
    r"\b(?:support|back|oppos|favou?r|embrac|champion|reject|resist|accept|endors|seek|sought|plann?|intend|push|vot|sign|veto|order|lobb"
    r"|campaign|fight|fought|opposition|commitment|refusal|decision|effort|bid|handling|stance|policy)(?:e|es|ed|s|ing|ied|ies|y|ying)?"
    r"(?: (?:for|to|of|on|back|against|behind))?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^(?:[\w’'-]+ ){0,3}(?:support|stance|proposals?|calls?|plans?|promises?|pledges?|opposition|views?|positions?) (?:for|on|of|to|that)$"
)
_TOPIC = re.compile(
    r"^(?:[\w’'-]+ ){0,3}(?:stances?|views?|positions?|records?|policy|policies|comments?|remarks?|claims?) (?:on|about|of|over)$"
)
_IDLE = re.compile(r"^(?:continues?d?|faces?d?|appears?|appeared|seems?|seemed)\b")
_SILENT = re.compile(r"\b(?:has|have|had|did) not (?:talked|spoken|said|commented|addressed|respond)", re.IGNORECASE)
_GO_BETWEEN = re.compile(
    r"^(?:[Tt]he\s+)?(?P<who>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*?)(?:['’]s)?\s+(?:campaign\s+)?"
    r"(?:spokesman|spokeswoman|spokesperson|press secretary)\b"
)
_SPEAKS_FOR = re.compile(
    r"^(?:[Tt]he\s+)?(?P<who>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*?)(?:['’]s)?\s+(?:(?:re-?election|presidential)\s+)?"
    r"(?:campaign|administration|camp|team|aides?|advis[eo]rs?)$"
    r"|^(?:[Tt]he\s+)?(?:[Aa]ides?|[Aa]dvis[eo]rs?|[Ss]pokes\w+)\s+(?:to|for)\s+(?:Mr\.|Mrs\."
    r"|Ms\.)?\s*(?P<whose>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*)$"
)
_ALLEGED = re.compile(
    r"\b(?:alleg|claim|accus|suggest|charg|warn|insist|argu|believ|fear|complain|predict)\w*\b[^,.;:]{0,40}\bthat\s+"
    r"(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
_OPEN = re.compile(r"\b(?:whether|if)\b[^,;]{0,30}$")
_PRONOUNS = frozenset(("he", "she", "they", "it", "his", "her", "their"))
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
