"""Find evidence for a question: passages by meaning and by words, then their best sentences."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from ingest.embed import Encoder, TokenEncoder
from ingest.models import Article, Metadata, Passage, PassageVectors, Sentence, Vectors
from ingest.store.exact import PassageIndex
from ingest.store.found import HolderCount, Selection, Spoken
from ingest.store.printings import Printing
from ingest.words import visible
from qa.answerable import answerable, answerable_signals
from qa.evidence import Candidate, Floats, Survey, explain, passage_scores, rarity, read_sentence, sentence_scores, survey
from qa.leaning import opens_with_a_pronoun
from qa.models import Evidence, Found, FoundPassage, Question, Searched, Signal
from qa.positions.names.entities import printed_names
from qa.question import Asked, read_question
from qa.reprints import Reprints
from qa.sharing import beside, shared
from qa.spread import spread
from qa.token_signals import compare_tokens, token_weights, tokens_of_terms
from qa.unsaid import is_unsaid
from qa.wanted import asks_itself
from qa.weights import Weights, weights_for

NEAREST = 100
"""Passages fetched by meaning, and as many by words."""
WIDEST = 2_000
"""As many where copies of one text crowd out the rest."""
SURVEYED = 60
"""Passages whose sentences are scored."""
READ = 20
"""Sentences whose tokens are compared with the question's, where the encoder gives them: 3 to 6 ms each."""
COPIES_KEPT = 2
"""Passages of the same sentences that are scored: which of two copies is cited is for their scores to say."""
HEADLINE = -1.0
"""What a headline, caption or byline loses, so that the body's sentence that says the same comes first."""
QUESTION = -1.5
"""What a sentence that asks itself loses: it answers nothing."""
SATIRE = -2.0
"""What a sentence of a satire loses, so that the news comes before the joke about it."""
NAMED_OUTLET, NAMED_DAYS = 3.0, 1.5
"""What a sentence gains whose outlet the question names, or whose article was published on the days it names.

Set by hand, in the units of the fitted weights, where 3 lifts a passing mention over most answers: no labelled questions name outlets.
"""


class Shelf(Protocol):
    """What retrieval reads of the catalog; see ``ingest.store.lookup``."""

    @property
    def passage_count(self) -> int: ...
    def select(
        self, outlets: Collection[str] = (), since: str | None = None, until: str | None = None, without: Collection[str] = ()
    ) -> Selection: ...
    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def document_frequencies(self, stems: Collection[str]) -> dict[str, int]: ...
    def passages(self, ids: Collection[str]) -> dict[str, Passage]: ...
    def vectors(self, ids: Collection[str]) -> dict[str, PassageVectors]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...
    def sentence_at(self, article_id: str, version: str, index: int) -> Sentence | None: ...
    def check_encoder(self) -> None: ...
    def said_by(self, names: frozenset[str]) -> Spoken: ...
    def holder_counts(self) -> dict[str, HolderCount]: ...
    def corrected_holders(self) -> dict[str, str]: ...
    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]: ...
    def printings(self, found: Sequence[Sentence]) -> dict[str, tuple[Printing, ...]]: ...
    def passages_of(self, article_id: str, version: str | None = None) -> tuple[Passage, ...]: ...


@dataclass(frozen=True)
class Pool:
    """Passages to be scored, with the current articles behind them, and for each article what names its story."""

    candidates: tuple[Candidate, ...]
    articles: dict[str, Article]
    stories: dict[str, str]


@dataclass(frozen=True)
class Look:
    """What is known of the candidates once their tokens have been read: all that scores are made from."""

    asked: Asked
    pool: Pool
    survey: Survey


@dataclass(frozen=True)
class Retriever:
    """Finds passages and sentences for a question, with the chance that they hold its answer. Safe to call from several threads.

    The same home and question give the same result; equals are in the order of their ids.
    """

    lookup: Shelf
    index: PassageIndex
    encoder: Encoder
    fitted: Weights | None = None
    readers: Executor | None = None  # threads that read tokens beside the caller's; never the ones that call

    @property
    def weights(self) -> Weights:
        """The weights it was given, else those fitted for its encoder."""
        return self.fitted or weights_for(self.encoder.name)

    def __call__(self, question: Question) -> Found:
        """Return what the home holds for a question: nothing where the filters leave nothing, or where it has no words.

        Raises:
            EncoderError: if the question cannot be encoded.
            OtherEncoderError: if the home's articles were read with another encoder.
        """
        began = time.perf_counter()
        self.lookup.check_encoder()
        filters = question.filters
        selection = self.lookup.select(filters.outlets, filters.since, filters.until, filters.without_outlets)
        searched = Searched(selection.articles, selection.undated, selection.first, selection.last, selection.outlets)
        asked = read_question(question.text, selection.outlets, question.today, selection.last)
        said = self.lookup.said_by(printed_names(self.lookup, filters.holder)) if filters.holder else None
        look = self.look(question.text, asked, _allowed(selection, said), max(SURVEYED, question.k))
        if look is None:
            return Found(question, (), (), 0.0, searched, _ms_since(began))
        scores = sentence_scores(look.survey, self.weights.sentence)
        hand_set = _hand_set(look)
        scores = scores + sum(signal for signal in hand_set.values())
        return Found(
            question=question,
            passages=_passages(look.pool, passage_scores(look.survey, scores, self.weights.passage), question.k),
            evidence=Reprints(self.lookup, self._before)(
                self._evidence(look, scores, hand_set, question.k, said), asked, selection.article_ids
            ),
            answerable=answerable(answerable_signals(look.survey, scores), self.weights.answerable),
            searched=searched,
            retrieve_ms=_ms_since(began),
            is_unsaid=is_unsaid(look.survey, scores),
        )

    def look(self, text: str, asked: Asked, allowed: frozenset[str] | None, n: int = SURVEYED) -> Look | None:
        """Fetch and survey n passages for a question, of the allowed ones; ``None`` where there are none, or no words to look for."""
        if not asked.terms or (allowed is not None and not allowed):
            return None
        query, pool = self._pool(text, asked, allowed, n)
        if not pool.candidates:
            return None
        found = survey(asked, query, pool.candidates, self._rarities(asked))
        return Look(asked, pool, self._with_tokens(text, pool, found))

    def _with_tokens(self, text: str, pool: Pool, found: Survey) -> Survey:
        """Read the tokens of the sentences that are best at first sight, where the encoder gives them and weights were fitted on them."""
        first_sight = self.weights.first
        if not first_sight or not isinstance(self.encoder, TokenEncoder):
            return found
        sentences = [sentence for c in pool.candidates for sentence in c.passage.sentences]
        first = sentence_scores(found, first_sight)
        rows = sorted(range(len(sentences)), key=lambda row: (-first[row], sentences[row].sentence_id))[:READ]
        texts = [visible(text), *(visible(sentences[row].text) for row in rows)]  # read beside: this is half of a question's time
        question, *tokens = shared(self.readers, partial(_tokens, self.encoder), texts, len)
        spans = self.encoder.token_spans(visible(text))
        weights = token_weights(visible(text), spans, dict(zip(found.asked.terms, found.weights.tolist(), strict=True)))
        of_terms = tokens_of_terms(visible(text), spans, found.asked.terms)
        return compare_tokens(found, question, weights, dict(zip(rows, tokens, strict=True)), of_terms)

    def _rarities(self, asked: Asked) -> Floats:
        return rarity(asked.terms, self.lookup.document_frequencies(asked.terms), self.lookup.passage_count)

    def _pool(self, text: str, asked: Asked, allowed: frozenset[str] | None, n: int) -> tuple[Vectors, Pool]:
        """Return the question's vector and the n most promising passages, looking wider where copies crowd out what says something else."""
        favoured = self._favoured(asked, allowed)
        areas = [allowed, favoured] if favoured else [allowed]
        query: Vectors | None = None
        k = max(NEAREST, n)
        while True:
            with beside(self.readers, partial(self._worded, asked, areas, k)) as worded:
                if query is None:
                    query = self.encoder.encode([visible(text)])[0]
                near = {passage for area in areas for passage, _ in self.index.nearest(query, k, area)}
                ranked = self._ranked(query, near, worded(), favoured)
            pool = self._without_copies(ranked, asked, n)
            if len(near) < k or 2 * len(pool.candidates) >= n or k >= WIDEST:
                return query, pool
            k *= 4

    def _worded(self, asked: Asked, areas: Sequence[frozenset[str] | None], k: int) -> dict[str, float]:
        return {passage: bm25 for area in areas for passage, bm25 in self.lookup.lexical(asked.terms, k, area)}

    def _ranked(self, query: Vectors, near: set[str], worded: dict[str, float], favoured: frozenset[str]) -> dict[str, PassageVectors]:
        """Return the passages found by meaning or words with their vectors, the most promising first."""
        vectors = self.lookup.vectors(sorted(near | worded.keys()))
        alike = {passage: float(v.passage @ query + (v.sentences @ query).max()) / 2 for passage, v in vectors.items()}
        most_alike, most_worded = max(alike.values(), default=1.0), max(worded.values(), default=1.0)
        promise = {p: 0.7 * alike[p] / max(most_alike, 1e-9) + 0.3 * worded.get(p, 0.0) / most_worded + (p in favoured) for p in vectors}
        return {p: vectors[p] for p in sorted(vectors, key=lambda p: (-promise[p], p))}

    def _favoured(self, asked: Asked, allowed: frozenset[str] | None) -> frozenset[str]:
        """Return the allowed passages of outlets and days that the question names."""
        named: frozenset[str] = frozenset()
        if asked.outlets:
            named |= self.lookup.select(outlets=asked.outlets).passages or frozenset()
        if asked.span:
            span = asked.span.reported()
            named |= self.lookup.select(since=span.since, until=span.until).passages or frozenset()
        return named if allowed is None else named & allowed

    def _without_copies(self, ranked: dict[str, PassageVectors], asked: Asked, n: int) -> Pool:
        """Keep the first n passages but those made of sentences that enough before them have."""
        ids = list(ranked)
        kept: list[Passage] = []
        copies: Counter[tuple[str, ...]] = Counter()
        for start in range(0, len(ids), n):
            batch = ids[start : start + n]
            passages = self.lookup.passages(batch)
            for passage in (passages[i] for i in batch if i in passages):
                said = [read_sentence(sentence.text).stems for sentence in passage.sentences]
                known = sum(copies[words] >= COPIES_KEPT for words in said)
                copies.update(said)
                if known <= _COPIED * len(said) and len(kept) < n:
                    kept.append(passage)
            if len(kept) >= n:
                break
        ids_kept = {passage.article_id for passage in kept}
        articles = self.lookup.articles_by_id(ids_kept)
        groups = self.lookup.copies(ids_kept)
        candidates = tuple(
            Candidate(passage, _heading(articles[passage.article_id].metadata, asked), ranked[passage.passage_id])
            for passage in kept
            if passage.article_id in articles and articles[passage.article_id].version == passage.version
        )
        return Pool(candidates, articles, {article: groups[article][0] if article in groups else article for article in articles})

    def _evidence(self, look: Look, scores: Floats, hand_set: Mapping[str, Floats], k: int, said: Spoken | None) -> tuple[Evidence, ...]:
        """Return the k best sentences, one of each wording, with what made up their scores; of ``said`` only, where it is given."""
        pool, found = look.pool, look.survey
        sentences = [sentence for c in pool.candidates for sentence in c.passage.sentences]
        rows: dict[tuple[str, ...], int] = {}
        for row in sorted(range(len(sentences)), key=lambda row: (-scores[row], sentences[row].sentence_id)):
            if said is None or sentences[row].sentence_id in said.sentences:
                rows.setdefault(found.readings[row].stems, row)
        order = list(rows.values())
        articles = [pool.articles[sentences[row].article_id] for row in order]
        evidence: list[Evidence] = []
        for place, score in spread(scores[order], [pool.stories[a.article_id] for a in articles], [a.metadata.outlet for a in articles], k):
            row = order[place]
            passage = pool.candidates[found.passage_of[row]].passage
            evidence.append(
                Evidence(
                    sentence=sentences[row],
                    article=articles[place],
                    passage_id=passage.passage_id,
                    rank=len(evidence) + 1,
                    score=score,
                    before=self._before(sentences[row], passage),
                    signals=(
                        *explain(found.sentence, self.weights.sentence, row),
                        *explain(hand_set, dict.fromkeys(hand_set, 1.0), row),
                        *_listed_before(score - float(scores[row])),
                    ),
                )
            )
        return tuple(evidence)

    def _before(self, sentence: Sentence, passage: Passage) -> Sentence | None:
        """Return the sentence before it in its paragraph, or in the body's paragraph before where it begins one with a pronoun.

        Only one that opens its passage is looked up outside it.
        """
        if sentence.index == 0:
            return None
        place = sentence.index - passage.sentences[0].index - 1
        if place >= 0:
            before = passage.sentences[place]
        else:
            found = self.lookup.sentence_at(sentence.article_id, sentence.version, sentence.index - 1)
            if found is None:
                return None
            before = found
        if before.paragraph == sentence.paragraph:
            return before
        return before if before.role == sentence.role == "body" and opens_with_a_pronoun(sentence.text) else None


def _allowed(selection: Selection, said: Spoken | None) -> frozenset[str] | None:
    """Return the passages that may be found, ``None`` for all: those of the selection, and of them those with the holder's statements."""
    if said is None:
        return selection.passages
    return said.passages if selection.passages is None else said.passages & selection.passages


def _tokens(encoder: TokenEncoder, text: str) -> Vectors:
    return encoder.encode_tokens([text])[0]


_COPIED = 0.8  # share of a passage's sentences that others before it have too


def _heading(about: Metadata, asked: Asked) -> str:
    """Return an article's title, and the words of the question that it meets by its outlet and its day."""
    return f"{about.title or ''} {asked.met_by(about)}".strip()


def _hand_set(look: Look) -> dict[str, Floats]:
    """Return what sentences gain and lose by weights set by hand, a row a sentence."""
    articles = [look.pool.articles[c.passage.article_id] for c in look.pool.candidates]
    outlets = np.array([NAMED_OUTLET * (article.metadata.outlet in look.asked.outlets) for article in articles])
    span = look.asked.span.reported() if look.asked.span else None
    days = np.array([NAMED_DAYS * bool(span and span.holds(article.metadata.published_day)) for article in articles])
    sentences = [sentence for c in look.pool.candidates for sentence in c.passage.sentences]
    apart = np.array([sentence.role in ("headline", "caption", "byline") for sentence in sentences])
    asks = np.array([asks_itself(sentence.text) for sentence in sentences])
    satire = np.array([article.metadata.kind == "satire" for article in articles])
    here = look.survey.passage_of
    return {
        "outlet named": outlets[here],
        "days named": days[here],
        "headline, caption or byline": HEADLINE * apart,
        "asks a question": QUESTION * asks,
        "satire": SATIRE * satire[here],
    }


def _listed_before(loss: float) -> tuple[Signal, ...]:
    return (Signal("others of its article or outlet before it", -loss, -1.0, loss),) if loss else ()


def _passages(pool: Pool, scores: Floats, k: int) -> tuple[FoundPassage, ...]:
    order = sorted(range(len(scores)), key=lambda row: (-scores[row], pool.candidates[row].passage.passage_id))
    articles = [pool.articles[pool.candidates[row].passage.article_id] for row in order]
    picked = spread(scores[order], [pool.stories[a.article_id] for a in articles], [a.metadata.outlet for a in articles], k)
    found = []
    for rank, (place, score) in enumerate(picked, start=1):
        p = pool.candidates[order[place]].passage
        found.append(FoundPassage(rank, score, p.passage_id, p.article_id, p.version, articles[place].source_id, p.start, p.end, p.text))
    return tuple(found)


def _ms_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
