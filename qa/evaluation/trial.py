"""A trial: one question of a set, its gold spans, and what came back for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qa.evaluation.dataset import GoldPosition, Item
from qa.evaluation.gold import GoldSpan, Span
from qa.evaluation.position_metrics import NONE, Shown, attributions
from qa.models import Answer, Citation, FoundPassage, FoundSentence, SearchResult

ANSWERS = ("answered", "partial")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one question: what search found, best first, and the answer. ``answer`` is None in a run that only searches."""

    passages: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    search_error: str | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of questions.jsonl: everything that a measure may read. ``alternatives`` as in ``Item``."""

    id: str
    question: str
    answerable: bool | None
    gold: tuple[GoldSpan, ...]
    alternatives: tuple[tuple[int, ...], ...]
    nuggets: tuple[str, ...]
    positions: tuple[GoldPosition, ...]
    tags: tuple[str, ...]
    group: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Judged:
    """A trial with its spans compared: which gold quotes (indices) each of them hits.

    ``cited`` has one entry for each distinct sentence that the answer cites. ``within`` are the sentences of gold articles alone.
    A gold quote that no alternative has, or of an unanswerable question, answers nothing: it is hit by ``shown`` alone, what the answer
    shows as somebody's words.
    """

    trial: Trial
    passages_from_gold: tuple[bool, ...]
    passages: tuple[frozenset[int], ...]
    sentences: tuple[frozenset[int], ...]
    within: tuple[frozenset[int], ...]
    evidence: tuple[frozenset[int], ...]
    cited: tuple[frozenset[int], ...]
    shown: tuple[Shown, ...] = ()

    @property
    def sufficient(self) -> tuple[tuple[int, ...], ...]:
        """Sets of gold quotes, each of which suffices."""
        return _sufficient(self.trial)

    @property
    def wanted_positions(self) -> tuple[GoldPosition, ...]:
        """The gold positions that an answer should show, or say that there is none; the others only tell whose words a quote is."""
        wanted = _wanted(self.trial)
        return tuple(p for p in self.trial.positions if p.stance == NONE or not p.gold or not wanted.isdisjoint(p.gold))

    @property
    def is_searchable(self) -> bool:
        """Whether there is gold to find."""
        return bool(self.trial.gold) and self.trial.answerable is not False

    @property
    def has_failed(self) -> bool:
        """Whether the answer is a failure: there is none, or the model's was replaced."""
        answer = self.trial.reply.answer
        return answer is not None and (answer.status == "failed" or answer.fallback is not None)

    @property
    def is_answered(self) -> bool:
        answer = self.trial.reply.answer
        return answer is not None and answer.status in ANSWERS and not self.has_failed

    @property
    def is_abstained(self) -> bool:
        answer = self.trial.reply.answer
        return answer is not None and answer.status == "abstained" and not self.has_failed


def make_trial(item: Item, gold: tuple[GoldSpan, ...], reply: Reply) -> Trial:
    """Put a question, its gold and what came back together."""
    return Trial(
        item.id,
        item.question.text,
        item.answerable,
        gold,
        item.alternatives,
        item.nuggets,
        item.positions,
        item.tags,
        item.group or item.id,
        reply,
    )


def make_reply(found: SearchResult, answer: Answer | None) -> Reply:
    """Keep the places of what was found, and the answer whole."""
    error = found.error.code if found.error else None
    return Reply(_passage_spans(found.passages), _sentence_spans(found.sentences), error, answer)


def judge(trial: Trial) -> Judged:
    """Compare every span of a trial with its gold."""
    gold = {i: g.span for i, g in enumerate(trial.gold)}
    wanted = {i: gold[i] for i in sorted(_wanted(trial))}
    articles = {span.article_id for span in wanted.values()}
    reply, answer = trial.reply, trial.reply.answer
    cited = _distinct(answer.citations) if answer and answer.status in ANSWERS else ()
    return Judged(
        trial,
        tuple(span.article_id in articles for span in reply.passages),
        tuple(frozenset(i for i, g in wanted.items() if span.holds(g)) for span in reply.passages),
        _hits(reply.sentences, wanted),
        _hits([span for span in reply.sentences if span.article_id in articles], wanted),
        _hits(_sentence_spans(answer.evidence) if answer else (), wanted),
        _hits(cited, wanted),
        _shown(answer, gold) if answer and answer.status in ANSWERS else (),
    )


def _sufficient(trial: Trial) -> tuple[tuple[int, ...], ...]:
    return trial.alternatives or (tuple(range(len(trial.gold))),)


def _wanted(trial: Trial) -> frozenset[int]:
    """The gold quotes that answer the question."""
    return frozenset() if trial.answerable is False else frozenset(i for chosen in _sufficient(trial) for i in chosen)


def _hits(spans: Iterable[Span], gold: Mapping[int, Span]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(i for i, g in gold.items() if span.hits(g)) for span in spans)


def _shown(answer: Answer, gold: Mapping[int, Span]) -> tuple[Shown, ...]:
    """What the answer shows as somebody's words, each speaker and sentence once."""
    place = {c.number: Span(c.article_id, c.version, c.start, c.end, c.sentence_id) for c in answer.citations}
    pairs = dict.fromkeys((name, place[number]) for name, number in attributions(answer) if number in place)
    return tuple(Shown(name, *_hits([span], gold)) for name, span in pairs)


def _passage_spans(found: Iterable[FoundPassage]) -> tuple[Span, ...]:
    return tuple(Span(f.article_id, f.version, f.start, f.end, f.passage_id) for f in found)


def _sentence_spans(found: Iterable[FoundSentence]) -> tuple[Span, ...]:
    return tuple(Span(f.article_id, f.version, f.start, f.end, f.sentence_id) for f in found)


def _distinct(citations: Collection[Citation]) -> tuple[Span, ...]:
    """The cited sentences, each once; cited by a claim or not, as the answer lists them."""
    return tuple({c.sentence_id: Span(c.article_id, c.version, c.start, c.end, c.sentence_id) for c in citations}.values())
