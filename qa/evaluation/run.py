"""Ask a home every question of a set, and keep what came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ingest.errors import InputError
from qa.errors import QuestionSetError
from qa.evaluation.dataset import Item, QuestionSet
from qa.evaluation.gold import GoldSpan, Library, Unresolved, resolve_all
from qa.evaluation.journal import open_journal
from qa.evaluation.report import Report, make_report, write_report
from qa.evaluation.setup import Setup
from qa.evaluation.trial import Reply, Trial, make_reply, make_trial
from qa.models import Answer, Question, SearchResult

SHOWN = 5  # lost gold quotes named in an error


class Service(Library, Protocol):
    """What answers: ``qa.service.OnRecord``, or a stand-in. Its methods are called from several threads; a failure is a value."""

    def search(self, question: Question) -> SearchResult: ...
    def ask(self, question: Question) -> Answer: ...


def run(
    service: Service,
    questions: QuestionSet,
    setup: Setup,
    out: Path,
    *,
    workers: int = 2,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Run a question set; killed at any point and called again, it goes on and ends in the same report.

    Args:
        service: what answers.
        questions: what is asked.
        setup: what shapes the run, as ``setup.describe`` tells it.
        out: folder of journal.jsonl, report.json, questions.jsonl, report.html and report.md.
        workers: questions under way at once.
        progress: told how many questions are done, and of how many.

    Raises:
        InputError: the folder cannot be written, or holds a run under another setup; or there are no articles.
        QuestionSetError: a gold quote does not stand in the articles.
    """
    if not setup.corpus.articles:
        raise InputError("There are no articles in this home yet.", remedy="Fill it with `onrecord ingest`, or name another with --home.")
    gold, lost = resolve_all(questions.items, service)
    _refuse_lost(lost)
    with open_journal(out, setup) as journal:
        done = {item.id for item in questions.items} & journal.replies().keys()
        progress(len(done), len(questions.items))
        pool = ThreadPoolExecutor(workers, thread_name_prefix="evaluation")
        try:
            waiting = {pool.submit(_ask, service, item, setup): item for item in questions.items if item.id not in done}
            for count, finished in enumerate(as_completed(waiting), start=len(done) + 1):
                journal.add(waiting[finished].id, finished.result())
                progress(count, len(questions.items))
        finally:
            pool.shutdown(cancel_futures=True)
        trials = make_trials(questions.items, gold, journal.replies())
        report = make_report(trials, setup)
        write_report(out, report, trials)
    return report


def make_trials(items: Sequence[Item], gold: dict[str, tuple[GoldSpan, ...]], replies: dict[str, Reply]) -> list[Trial]:
    """Put questions, gold and replies together, in the order of the set."""
    return [make_trial(item, gold[item.id], replies[item.id]) for item in items]


def _ask(service: Service, item: Item, setup: Setup) -> Reply:
    question = replace(item.question, k=setup.k)
    found = service.search(question)
    return make_reply(found, None if setup.is_search_only else service.ask(question))


def _refuse_lost(lost: Sequence[tuple[Item, int, Unresolved]]) -> None:
    if not lost:
        return
    shown = " ".join(f"Line {item.line}, gold[{index}]: {why.message}" for item, index, why in lost[:SHOWN])
    more = f" And {len(lost) - SHOWN} more." if len(lost) > SHOWN else ""
    raise QuestionSetError(
        f"Gold quotes cannot be found in the articles. {shown}{more}",
        remedy="`onrecord eval check` names them all, and says where they moved; perhaps this is not their home (--home).",
    )
