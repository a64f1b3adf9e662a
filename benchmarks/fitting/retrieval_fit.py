"""Fit the weights of retrieval on labelled sets, one set of weights for all, and say what they reach by cross-validation.

    python -m benchmarks.fitting.retrieval_fit --data DIR --homes DIR [--sample 1000] [--write]

``--data`` holds NAME.docs.jsonl and NAME.dev.jsonl of squad2_dev, clapnq_dev and newsalign; ``--homes`` keeps their ingested articles
from one run to the next. Figures come from weights fitted without the record's article or event; ``--write`` then fits on everything and
writes qa/weights.json. Unanswerable are the records marked so, and the claims of newsalign with their event's articles left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting.linear import Flags, Floats, fit_probability, fit_ranking, rows_of
from benchmarks.fitting.sets import SETS, Record, fold_of, gold_places, home_of, is_gold_passage, place, records, sufficient_sets
from ingest.embed import OnnxEncoder
from ingest.models import Vectors
from qa.answerable import answerable, answerable_signals
from qa.evidence import Survey, passage_scores, sentence_scores, with_best_sentence
from qa.question import read_question
from qa.retrieve import Look, Retriever
from qa.spread import spread
from qa.weights import LEXICAL, Weights

FOLDS = 5
COUNTS = {"squad2_dev": 1.0, "clapnq_dev": 3.0, "newsalign": 1.0}
"""What a question of a set counts when sentences and answers are fitted: CLAPnq has few."""
PASSAGE_COUNTS = {"squad2_dev": 1.0, "clapnq_dev": 2.0, "newsalign": 0.3}
"""The same for passages: a claim's evidence is in several passages, so that its first is a smaller matter."""


PENALTY = 5.0
"""Of squared weights, in the units of each signal's spread."""
HARD = 100
"""Sentences of a question that gold ones are ranked against, the likeliest at first sight: the rest costs time and changes nothing."""


class CachingEncoder(OnnxEncoder):
    """The embedded encoder, which reads the tokens of each text once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Vectors] = {}

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the tokens' vectors, from memory where they are known, to half precision."""
        for text in texts:
            if text not in self._known:
                self._known[text] = super().encode_tokens([text])[0].astype(np.float16)
        return [self._known[text].astype(np.float32) for text in texts]


@dataclass(frozen=True)
class Example:
    """One question, what was found, and which of it is gold."""

    set_name: str
    record: Record
    is_answerable: bool
    survey: Survey
    hits: Flags  # (sentences, gold spans)
    gold_passages: Flags
    is_inside: Flags  # sentences of the record's own documents
    articles: tuple[str, ...]  # of the sentences

    @property
    def fold(self) -> int:
        """Its part in cross-validation."""
        return fold_of(self.record, FOLDS)


def main() -> None:
    """Fit, report, and write on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--homes", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=1000, help="at most so many answerable and so many unanswerable records of a set")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    encoder = CachingEncoder()
    sighted = [e for name in SETS for e in examples(args.data, name, args.homes, encoder, {}, min(args.sample, 300)) if e.is_answerable]
    first = sentence_weights(sighted)
    found = [e for name in SETS for e in examples(args.data, name, args.homes, encoder, first, args.sample)]
    report(found, first)
    if args.write:
        with_vectors = fitted(found, first)
        words_only = fitted(found, {}, is_vector_signal)
        entries = {LEXICAL: words_only, encoder.name: with_vectors}
        rounded = {name: _rounded({k: v for k, v in asdict(weights).items() if k != "encoder"}) for name, weights in entries.items()}
        Path("qa/weights.json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def examples(data: Path, name: str, homes: Path, encoder: OnnxEncoder, first: Mapping[str, float], n: int) -> Iterator[Example]:
    """Look for the answers to a set's questions; for claims of newsalign once more with their event's articles left out."""
    with home_of(data, name, homes, encoder) as home:
        retriever = Retriever(home.lookup, home.index, encoder, Weights("fitting", first, {}, {}, {"bias": 0.0}))
        source_of = {article.article_id: article.source_id for article in home.lookup.articles()}
        passages_of = {source: frozenset(p.passage_id for p in home.lookup.passages_of(article)) for article, source in source_of.items()}
        for record in records(data, name, n):
            looks: list[tuple[bool, frozenset[str] | None]] = [(bool(record["answerable"]), None)]
            if name == "newsalign":
                looks.append((False, frozenset().union(*(p for source, p in passages_of.items() if source not in record["doc_ids"]))))
            for is_answerable, allowed in looks:
                look = retriever.look(record["question"], read_question(record["question"]), allowed)
                if look is not None:
                    yield example(name, record, is_answerable, look, source_of)


def example(name: str, record: Record, is_answerable: bool, look: Look, source_of: Mapping[str, str]) -> Example:
    """Say which of what was found is gold."""
    gold = gold_places(record) if is_answerable else []
    sentences = [sentence for c in look.pool.candidates for sentence in c.passage.sentences]
    places = [place(sentence, source_of[sentence.article_id]) for sentence in sentences]
    passages = [place(c.passage, source_of[c.passage.article_id]) for c in look.pool.candidates]
    return Example(
        set_name=name,
        record=record,
        is_answerable=is_answerable,
        survey=look.survey,
        hits=np.array([[at.hits(g) for g in gold] for at in places], dtype=bool).reshape(len(places), len(gold)),
        gold_passages=np.array([is_answerable and is_gold_passage(at, record) for at in passages]),
        is_inside=np.array([at.document in record["doc_ids"] for at in places]),
        articles=tuple(sentence.article_id for sentence in sentences),
    )


def is_vector_signal(name: str) -> bool:
    """Whether a signal rests on an encoder's vectors."""
    return "similarity" in name or "tokens" in name


def fitted(found: Sequence[Example], first: Mapping[str, float], without: Callable[[str], bool] = lambda name: False) -> Weights:
    """Fit everything on these examples, but for the signals left out."""
    sentence = sentence_weights(found, without)
    return Weights("fitting", first, sentence, passage_weights(found, sentence, without), answer_weights(found, sentence, without))


def sentence_weights(found: Sequence[Example], without: Callable[[str], bool] = lambda name: False) -> dict[str, float]:
    """Fit the weights of sentences."""
    used = [e for e in found if e.hits.any()]
    names = [name for name in used[0].survey.sentence if not without(name)]
    hard = [_hard(e) for e in used]
    rows = rows_of(
        [_matrix(e.survey.sentence, names)[kept] for e, kept in zip(used, hard, strict=True)],
        [e.hits[kept].any(axis=1) for e, kept in zip(used, hard, strict=True)],
        [COUNTS[e.set_name] for e in used],
    )
    return dict(zip(names, map(float, fit_ranking(rows, PENALTY)), strict=True))


def passage_weights(
    found: Sequence[Example], sentence: Mapping[str, float], without: Callable[[str], bool] = lambda name: False
) -> dict[str, float]:
    """Fit the weights of passages, on top of their best sentences' scores."""
    used = [e for e in found if e.gold_passages.any()]
    signals = [with_best_sentence(e.survey, sentence_scores(e.survey, sentence)) for e in used]
    names = [name for name in signals[0] if not without(name)]
    rows = rows_of([_matrix(s, names) for s in signals], [e.gold_passages for e in used], [PASSAGE_COUNTS[e.set_name] for e in used])
    return dict(zip(names, map(float, fit_ranking(rows, PENALTY)), strict=True))


def answer_weights(
    found: Sequence[Example], sentence: Mapping[str, float], without: Callable[[str], bool] = lambda name: False
) -> dict[str, float]:
    """Fit the chance that an answer is there."""
    signals = [answerable_signals(e.survey, sentence_scores(e.survey, sentence)) for e in found]
    names = [name for name in signals[0] if not without(name)]
    own, bias = fit_probability(
        np.array([[s[name] for name in names] for s in signals]),
        np.array([e.is_answerable for e in found]),
        np.array([COUNTS[e.set_name] for e in found]),
    )
    return {"bias": bias} | dict(zip(names, map(float, own), strict=True))


def report(found: Sequence[Example], first: Mapping[str, float]) -> None:
    """Print what weights reach on records whose groups they were not fitted on, beside the simple fusion."""
    measured: dict[tuple[str, str], list[dict[str, float]]] = {}
    chances: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(FOLDS):
        weights = fitted([e for e in found if e.fold != fold], first)
        for e in (e for e in found if e.fold == fold):
            scores = sentence_scores(e.survey, weights.sentence)
            chance = answerable(answerable_signals(e.survey, scores), weights.answerable)
            chances.setdefault(e.set_name, []).append((chance, e.is_answerable))
            if e.is_answerable:
                passages = passage_scores(e.survey, scores, weights.passage)
                measured.setdefault((e.set_name, "fitted"), []).append(_measures(e, scores, passages))
                measured.setdefault((e.set_name, "fusion"), []).append(_measures(e, *_fusion(e.survey), is_spread=False))
    for (name, model), rows in sorted(measured.items()):
        print(f"{name:<11} {model:<7}", "  ".join(f"{key} {np.mean([row[key] for row in rows]):.3f}" for key in rows[0]), f" n={len(rows)}")
    for name, pairs in sorted(chances.items()):
        print(f"{name:<11} {_abstention(pairs)}")


def _fusion(survey: Survey) -> tuple[Floats, Floats]:
    """Return the scores of .3 of the share of words and .7 of similarity, each over its best; passages by BM25 and both similarities."""
    words, similarity = survey.sentence["words"], survey.sentence["similarity"]
    bm25 = survey.passage["passage bm25"]
    both = (survey.passage["passage similarity"] + survey.passage["best similarity"]) / 2
    return (
        0.3 * words / max(float(words.max()), 1e-9) + 0.7 * similarity / similarity.max(),
        0.3 * bm25 / max(float(bm25.max()), 1e-9) + 0.7 * both / both.max(),
    )


def _measures(e: Example, scores: Floats, passages: Floats, is_spread: bool = True) -> dict[str, float]:
    ranked = np.argsort(-scores, kind="stable")[:50].tolist()
    listed = [row for row, _ in spread(scores, e.articles, [None] * len(scores), 50)] if is_spread else ranked
    order = np.argsort(-passages, kind="stable")
    inside = [row for row in listed if e.is_inside[row]]
    return {
        "Hit@1": float(e.hits[listed[0]].any()),
        "recall@5": _recall(e, listed[:5]),
        "recall@10": _recall(e, listed[:10]),
        "within Hit@1": float(e.hits[inside[:1]].any()),
        "within recall@5": _recall(e, inside[:5]),
        "passage Hit@1": float(e.gold_passages[order[0]]),
        "passage Hit@10": float(e.gold_passages[order[:10]].any()),
    }


def _recall(e: Example, rows: Sequence[int]) -> float:
    found = set(np.flatnonzero(e.hits[list(rows)].any(axis=0)).tolist())
    return max(len(found & set(chosen)) / len(set(chosen)) for chosen in sufficient_sets(e.record))


def _abstention(pairs: Sequence[tuple[float, bool]]) -> str:
    yes, no = (np.array([chance for chance, truth in pairs if truth is wanted]) for wanted in (True, False))
    auroc = float((yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2)
    brier = float(np.mean([(chance - truth) ** 2 for chance, truth in pairs]))
    rates = "  ".join(f"at {t:.1f}: answered {(yes >= t).mean():.2f}, falsely {(no >= t).mean():.2f}" for t in (0.3, 0.4, 0.5, 0.6))
    return f"AUROC {auroc:.3f}  Brier {brier:.3f}  {rates}"


def _hard(e: Example) -> NDArray[np.intp]:
    """Return the rows of gold sentences and of the likeliest others."""
    likely = np.argsort(-(e.survey.sentence["similarity"] + e.survey.sentence["words"]), kind="stable")[:HARD]
    return np.union1d(likely, np.flatnonzero(e.hits.any(axis=1)))


def _matrix(signals: Mapping[str, Floats], names: Sequence[str]) -> Floats:
    return np.stack([signals[name] for name in names], axis=1)


def _rounded(entry: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {part: {name: round(weight, 3) for name, weight in weights.items()} for part, weights in entry.items()}


if __name__ == "__main__":
    main()
