"""Check a question set against the articles: gold that is gone or moved, quotes that stand twice, questions that repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from ingest.models import Article
from ingest.words import stems
from qa.evaluation.dataset import GoldQuote, Item, read_set
from qa.evaluation.gold import Fault, Library, Resolver, Unresolved, short
from qa.questions import BrokenLine

LEAST_ALIKE = 0.6
"""Share of its words, in order, that a sentence must have in common with a lost quote to be offered in its place."""
OFFERED = 3

Code = Literal["bad_line", "repeated_id", "repeated_question", "gold_missing", "gold_unused"] | Fault

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a question set, and what to do about it."""

    line: int  # from 1
    id: str | None
    code: Code
    message: str
    remedy: str


def check(path: Path, library: Library) -> tuple[Finding, ...]:
    """Return everything that is wrong with a question set, by line.

    Raises:
        InputError: the file cannot be read.
    """
    lines = read_set(path)
    broken = [
        Finding(line.line, line.id, "bad_line", line.problem.message, line.problem.remedy) for line in lines if isinstance(line, BrokenLine)
    ]
    items = [line for line in lines if isinstance(line, Item)]
    resolver = Resolver(library)
    found = [*broken, *_repeated(items), *(finding for item in items for finding in _of_item(item, resolver))]
    return tuple(sorted(found, key=lambda finding: finding.line))


def _of_item(item: Item, resolver: Resolver) -> Iterator[Finding]:
    if item.answerable and not item.gold:
        yield Finding(item.line, item.id, "gold_missing", "It is answerable and names no gold quote.", "Add the words that answer it.")
    if item.answerable is False and item.gold and not item.positions:
        yield Finding(
            item.line, item.id, "gold_unused", "It is unanswerable and names gold quotes, which nothing reads.", "Decide for one."
        )
    for index, gold in enumerate(item.gold):
        found = resolver.resolve(gold)
        if isinstance(found, Unresolved):
            yield Finding(item.line, item.id, found.fault, f"gold[{index}]: {found.message}", _remedy(gold, found, resolver))


def _remedy(gold: GoldQuote, lost: Unresolved, resolver: Resolver) -> str:
    """Say where the words are now, as far as that can be told."""
    if lost.fault == "ambiguous_source":
        return "Give more of the path, or the article's id."
    if lost.fault == "quote_ambiguous":
        return f'Add "start" and "end"; it begins at {_listed(lost.places)}.'
    if lost.fault == "offsets_wrong" and lost.places:
        return f"The words now begin at {_listed(lost.places)}."
    elsewhere = [article.source_id for article in resolver.articles if gold.quote in article.text]
    if elsewhere:
        return f"The words stand in {', '.join(elsewhere[:OFFERED])}."
    if lost.article is None:
        return "Ingest it, or correct the source."
    if at := _in_other_marks(gold.quote, lost.article.text):
        return f"It has them with other marks or spaces: {short(at, 200)}"
    nearest = _nearest(gold.quote, lost.article, resolver)
    return f"The nearest sentence there: {short(nearest, 200)}" if nearest else "No article has them; choose other words."


def _in_other_marks(quote: str, text: str) -> str | None:
    """Return the words as the text prints them, where only the shape of marks or the width of spaces differs."""
    shape = text.translate(_MARKS)  # one character for one, so offsets hold
    words = quote.translate(_MARKS).split()
    at = 0
    while words and (at := shape.find(words[0], at)) >= 0:
        end = at
        for word in words:
            end += len(shape[end:]) - len(shape[end:].lstrip())
            if not shape.startswith(word, end):
                break
            end += len(word)
        else:
            return text[at:end]
        at += 1
    return None


def _nearest(quote: str, article: Article, resolver: Resolver) -> str | None:
    wanted = stems(quote)
    alike = [
        (SequenceMatcher(None, wanted, stems(s.text), autojunk=False).ratio(), -s.index, s.text)
        for s in resolver.library.sentences(article)
    ]
    best = max(alike, default=(0.0, 0, ""))
    return best[2] if best[0] >= LEAST_ALIKE else None


def _repeated(items: Sequence[Item]) -> Iterator[Finding]:
    ids: dict[str, int] = {}
    asked: dict[object, int] = {}
    for item in items:
        first = ids.setdefault(item.id, item.line)
        if first != item.line:
            yield Finding(item.line, item.id, "repeated_id", f"It has the id of line {first}.", "Give each question an id of its own.")
        question = item.question
        key = (stems(question.text), question.history, question.filters, question.today)
        first = asked.setdefault(key, item.line)
        if first != item.line:
            yield Finding(item.line, item.id, "repeated_question", f"It asks what line {first} asks.", "Keep one: a question counts once.")


def _listed(at: Sequence[int]) -> str:
    return ", ".join(str(start) for start in at[:OFFERED]) + (f" and {len(at) - OFFERED} more places" if len(at) > OFFERED else "")
