"""Proves that a home is sound, check by check, with numbers."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.models import sentence_id, text_version
from ingest.statements.proposals import Proposer
from ingest.store.catalog import Recipe
from ingest.store.home import Home
from ingest.store.probe import Finding, probe

_MIN_FREE_BYTES = 500 * 1024 * 1024
_WORST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it holds, and the numbers behind that."""

    name: str
    is_passed: bool
    detail: str


def doctor(
    home: Home, recipe: Recipe, *, is_fitted: bool = True, sent_to: str | None = None, proposer: Proposer | None = None
) -> tuple[Check, ...]:
    """Check a home; nothing is changed.

    Args:
        home: an open home.
        recipe: what derived rows are made with today (``pipeline.todays_recipe``).
        is_fitted: whether retrieval has weights for the encoder of this process.
        sent_to: the host that texts are sent to be encoded, if any.
        proposer: what proposes statements at ingest, if anything.
    """
    return tuple(_checks(home, recipe, is_fitted, sent_to, proposer))


def _checks(home: Home, recipe: Recipe, is_fitted: bool, sent_to: str | None, proposer: Proposer | None) -> Iterator[Check]:
    counts = home.lookup.counts()
    held = f"{counts.articles} articles, {counts.sentences} sentences, {counts.passages} passages"
    problems = home.catalog.integrity()
    yield Check(
        "catalog",
        not problems,
        "; ".join(problems[:_WORST_SHOWN]) or f"{held}, {home.lookup.statement_count()} statements",
    )
    yield _offsets(home)
    stale = len(home.catalog.stale(recipe))
    remedy = "; `onrecord rebuild` renews them" if stale else ""
    yield Check("recipe", not stale, f"{stale} of {counts.articles} articles were derived otherwise than today{remedy}")
    yield _statements(home, recipe, proposer, counts.articles)
    yield _encoder(home, is_fitted, sent_to)
    yield _stories(home)
    yield from _index(home)
    yield _owner(home)
    free = shutil.disk_usage(home.path).free
    yield Check("disk", free >= _MIN_FREE_BYTES, f"{free / 1e9:.1f} GB are free")


def _statements(home: Home, recipe: Recipe, proposer: Proposer | None, articles: int) -> Check:
    """What found the home's statements, and whether articles leave the machine for it."""
    stale = len(home.catalog.stale_statements(recipe))
    notes = [f"{home.lookup.statement_count('model')} of {home.lookup.statement_count()} statements were proposed by a model"]
    if proposer is None:
        notes.append("rules find them at ingest, on this machine")
    else:
        notes.append(f"at ingest the articles' text is sent to {proposer.host}, for {proposer.model} to propose more")
    if stale:
        asks = f", which asks {proposer.model}" if proposer else ""
        notes.append(f"{stale} of {articles} articles have statements found otherwise than today; `onrecord rebuild` renews them{asks}")
    return Check("statements", not stale, "; ".join(notes))


def _encoder(home: Home, is_fitted: bool, sent_to: str | None) -> Check:
    """Which encoder the home's articles were read with, against the one of this process."""
    known = home.lookup.encoders()
    others = ", ".join(f"{n} articles with {name}" for name, n in sorted(known.items()) if name != home.encoder)
    notes = [f"{known.get(home.encoder, 0)} articles were read with {home.encoder}" + (f", {others}" if others else "")]
    notes += [f"text is sent to {sent_to}"] if sent_to else []
    notes += [] if is_fitted else ["it has no weights of its own: words alone rank sentences and decide on an answer"]
    notes += ["set ONRECORD_EMBEDDER as it was, or read them again with `onrecord rebuild`"] if others else []
    return Check("encoder", not others, "; ".join(notes))


def _stories(home: Home) -> Check:
    sizes = home.lookup.story_sizes()
    ungrouped = home.catalog.ungrouped()
    texts = "one text has copies" if len(sizes) == 1 else f"{len(sizes)} texts have copies"
    largest = f", the largest group has {max(sizes)}" if len(sizes) > 1 else ""
    remedy = f"; {ungrouped} articles are yet to be grouped: `onrecord rebuild`" if ungrouped else ""
    return Check("stories", not ungrouped, f"{texts}: {sum(sizes)} articles{largest}{remedy}")


def _offsets(home: Home) -> Check:
    """Every id is the function of its place that it should be, and every passage lies where its sentences lie."""
    n, wrong = 0, []
    for article in home.lookup.articles():
        if text_version(article.text) != article.version:
            wrong.append(f"the text of {article.source_id} is not the one that was kept")
        end = 0
        for sentence in home.lookup.sentences(article.article_id):
            n += 1
            is_placed = end <= sentence.start < sentence.end <= len(article.text) and sentence.text.strip() == sentence.text
            if not is_placed or sentence.sentence_id != sentence_id(article.article_id, article.version, sentence.start, sentence.end):
                wrong.append(f"sentence {sentence.sentence_id} of {article.source_id}")
            end = sentence.end
        for passage in home.lookup.passages_of(article.article_id):
            if not passage.sentences or (passage.start, passage.end) != (passage.sentences[0].start, passage.sentences[-1].end):
                wrong.append(f"passage {passage.passage_id} of {article.source_id}")
    return Check("offsets", not wrong, "; ".join(wrong[:_WORST_SHOWN]) or f"{n} sentences stand where they should")


def _index(home: Home) -> Iterator[Check]:
    """What the index holds against the catalog, and what it finds; where no process owns it, a child process looks."""
    found = home.owner.examine() if home.owner else _probe_unowned(home)
    if found is None:
        yield Check("index", True, "not looked into: another process owns it, or it is yet to be built; passages are scored exactly")
        return
    generation, finding = found
    pending = home.lookup.passage_count - home.lookup.indexed_count(generation)
    numbers = f"{finding.indexed} passages held, {finding.missing} missing, {finding.dead} dead ids, {pending} pending"
    yield Check("index", finding.problem is None, f"generation {generation}: {finding.problem or 'sound'}; {numbers}")
    yield Check("recall", finding.problem is None, f"{finding.found} of {finding.asked} vectors are found by themselves")


def _probe_unowned(home: Home) -> tuple[str, Finding] | None:
    with home.lock.borrowed() as is_unowned:
        generation = home.generations.current()
        if not is_unowned or generation is None:
            return None
        stop = threading.Event()
        return generation, probe(home.path, generation, home.encoder, stop, n_passages=home.lookup.passage_count)


def _owner(home: Home) -> Check:
    waiting = home.catalog.waiting()
    with home.lock.borrowed() as is_unowned:
        holder = "no process" if is_unowned else f"process {home.lock.last_holder()}"
    overdue = is_unowned and bool(waiting)
    return Check("owner", not overdue, f"{holder} owns the index; {len(waiting)} requests wait")
