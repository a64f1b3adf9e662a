"""The asynchronous core: questions in, answers out, on whatever event loop awaits it."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ingest.errors import OnRecordError
from ingest.models import Article, Metadata, Sentence
from ingest.pipeline import IngestReport, ingest
from ingest.store.found import Counts
from qa.models import (
    AbstentionReason,
    Answer,
    Comparison,
    Event,
    Evidence,
    Filters,
    FoundSentence,
    PositionReport,
    Problem,
    Question,
    SearchResult,
    SearchTimes,
    Source,
    Timeline,
    Verification,
)
from qa.positions.comparison import comparison
from qa.positions.names.entities import KnownHolder, known_holders
from qa.positions.report import Gathered
from qa.shortfalls import shortfalls
from qa.wiring import Parts

if TYPE_CHECKING:
    from qa.draft import Checked, CheckedDraft, Draft, DraftSentence
    from qa.evaluation.shelf import KeptReport
    from qa.quote import PrintedForms

T = TypeVar("T")
log = logging.getLogger(__name__)


class AsyncOnRecord:
    """What page and HTTP await. Encoder, SQL and verifier run in one bounded pool; nothing here blocks the loop."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def stream(self, question: Question) -> AsyncIterator[Event]:
        """Yield an answer while it is written; the last event is always the whole Answer, whatever happens."""
        began = time.perf_counter()
        try:
            if not (await self.counts()).articles:
                yield Answer(
                    question.text, "abstained", question.id, reason=AbstentionReason("empty_home", "There are no articles here yet.")
                )
                return
            await self._know_holders(question)
            async with aclosing(self._parts.stream(question)) as events:
                async for event in events:
                    yield await self._signed(event) if isinstance(event, Answer) else event
        except OnRecordError as error:
            yield Answer(question.text, "failed", question.id, Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            yield Answer(question.text, "failed", question.id, our_fault(error))
        finally:
            log.info("asked: %.0f ms", (time.perf_counter() - began) * 1000)

    async def ask(self, question: Question) -> Answer:
        """Return the whole Answer; an abstention and a failure are values, told by ``status``."""
        answer: Answer | None = None
        async for event in self.stream(question):
            if isinstance(event, Answer):
                answer = event
        return answer or Answer(question.text, "failed", question.id, our_fault(RuntimeError()))

    async def search(self, question: Question) -> SearchResult:
        """Find passages and sentences; an error is a value."""
        began = time.perf_counter()
        try:
            await self._know_holders(question)
            found = await self._in_pool(lambda: self._parts.retriever(question))
            notes = await self._in_pool(self._shortfalls)
        except OnRecordError as error:
            return SearchResult(question.text, question.id, Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            return SearchResult(question.text, question.id, our_fault(error))
        times = SearchTimes(found.retrieve_ms, (time.perf_counter() - began) * 1000)
        return SearchResult(question.text, question.id, None, found.passages, tuple(map(FoundSentence.of, found.evidence)), notes, times)

    async def explain(self, question: Question) -> tuple[Evidence, ...]:
        """Return the evidence with the signals behind each score."""
        return (await self._in_pool(lambda: self._parts.retriever(question))).evidence

    async def positions(self, question: Question) -> PositionReport:
        """Say who stands where on an issue; an error is a value."""
        try:
            return await self._report(question, lambda: self._parts.positions.gathered(question))
        except OnRecordError as error:
            return PositionReport(question.text, question.id, Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            return PositionReport(question.text, question.id, our_fault(error))

    async def compare(self, question: Question, holders: Sequence[str]) -> Comparison:
        """Set holders side by side on the issue that is asked for; an error is a value."""
        try:
            return comparison(await self._report(question, lambda: self._parts.positions.compared(question, holders)))
        except OnRecordError as error:
            return Comparison(question.text, question.id, Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            return Comparison(question.text, question.id, our_fault(error))

    async def timeline(self, question: Question, holder: str) -> Timeline:
        """Set a holder's own statements on the issue that is asked for in the order of their dates; an error is a value."""
        try:
            return await self._in_pool(lambda: self._parts.positions.timeline(question, holder))
        except OnRecordError as error:
            return Timeline(question.text, question.id, Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            return Timeline(question.text, question.id, our_fault(error))

    async def holders(self, part: str = "") -> tuple[KnownHolder, ...]:
        """Return who speaks in these articles and has ``part`` in a name, those with most statements first, each with its aliases."""

        def read() -> tuple[KnownHolder, ...]:
            self._parts.read_statements()
            return known_holders(self._parts.home.lookup, part)

        return await self._in_pool(read)

    async def verify(self, claim: str, sources: Sequence[Source]) -> Verification:
        """Check a claim against sentences, by the verifier that every answer goes through."""
        return await self._in_pool(lambda: self._parts.verify(claim, sources))

    async def check(self, draft: Draft, filters: Filters = Filters()) -> CheckedDraft:
        """Check each sentence of a draft against the articles; an error is a value. The draft goes to no model and is not kept."""
        from qa.draft import CheckedDraft, numbered
        from qa.quote import searched_in

        parts = self._parts
        try:
            if not (await self.counts()).articles:
                return CheckedDraft(Problem("empty_home", "There are no articles here yet.", "Fill it: onrecord ingest PATH…"))
            places = asyncio.Semaphore(parts.settings.workers)  # so that a long draft lets questions in between

            async def check(sentence: DraftSentence) -> Checked:
                async with places:
                    return await self._in_pool(lambda: parts.draft_checker.check(sentence, filters))

            checked = await asyncio.gather(*map(check, draft.sentences))
            selection = await self._in_pool(lambda: parts.quotations.selection(filters))
        except OnRecordError as error:
            return CheckedDraft(Problem(error.code, error.problem, error.remedy))
        except Exception as error:
            return CheckedDraft(our_fault(error))
        return numbered(checked, searched_in(selection))

    async def quote(self, words: str, filters: Filters = Filters()) -> PrintedForms:
        """Find every printed form of a quotation.

        Raises:
            InputError: these are fewer than two words.
        """
        return await self._in_pool(lambda: self._parts.quotations(words, filters))

    async def add(self, data: bytes, name: str, given: Metadata = Metadata()) -> IngestReport:
        """Take one pasted or uploaded text in; ``name`` tells its format."""
        from ingest.load import load_bytes  # the formats' libraries take long to import, and a question needs none

        parts = self._parts
        workers = parts.settings.workers
        loaded = load_bytes(data, name, given=given)
        maker = parts.statement_maker()
        return await self._in_pool(
            lambda: with_hosts(ingest(parts.home, loaded, parts.encoder, workers=workers, given=given, maker=maker), parts.sent_at_ingest)
        )

    async def articles(self) -> tuple[Article, ...]:
        """Return the current version of every article, by source id."""
        return await self._in_pool(lambda: tuple(self._parts.home.lookup.articles()))

    async def article(self, article_id: str, version: str | None = None) -> tuple[Article, tuple[Sentence, ...]] | None:
        """Return one version of an article (the current one by default) with its sentences, or None."""

        def read() -> tuple[Article, tuple[Sentence, ...]] | None:
            found = self._parts.home.lookup.article(article_id, version)
            return None if found is None else (found, self._parts.home.lookup.sentences(article_id, found.version))

        return await self._in_pool(read)

    async def starters(self) -> tuple[str, ...]:
        """Return a few questions to begin with: the lines of starters.txt in the home, where somebody put them there."""
        path = self._parts.home.path / "starters.txt"

        def read() -> tuple[str, ...]:
            return tuple(path.read_text(encoding="utf-8").split("\n")) if path.is_file() else ()

        return tuple(line.strip() for line in await self._in_pool(read) if line.strip())

    async def reports(self) -> tuple[KeptReport, ...]:
        """Return the evaluation reports that the home keeps, the latest first."""
        from qa.evaluation.shelf import kept_reports

        return await self._in_pool(lambda: kept_reports(self._parts.home.path))

    async def report(self, name: str) -> str:
        """Return a kept evaluation report: a whole HTML page that loads nothing and runs nothing.

        Raises:
            InputError: there is none of that name.
        """
        from qa.evaluation.shelf import kept_report

        return await self._in_pool(lambda: kept_report(self._parts.home.path, name))

    async def counts(self) -> Counts:
        """Return how many articles, sentences and passages the home holds."""
        return await self._in_pool(self._parts.home.lookup.counts)

    async def _signed(self, answer: Answer) -> Answer:
        """Name the host that encoded the question, beside the one that wrote the answer, and say what the search fell short of."""
        notes = (*await self._in_pool(self._shortfalls), *answer.notes)
        return replace(answer, host=self._hosts(answer.host), notes=notes)

    def _shortfalls(self) -> tuple[str, ...]:
        return shortfalls(self._parts.encoder.name, self._parts.home.lookup.encoders())

    async def _report(self, question: Question, gather: Callable[[], Gathered]) -> PositionReport:
        """Return who stands where: what holders said by the rules, the stances by a model where there is one."""
        positions, reader = self._parts.positions, self._parts.position_reader
        gathered = await self._in_pool(gather)
        report = await self._in_pool(lambda: positions.written(question, gathered))
        report = await reader(report, gathered.held) if reader else report
        return replace(report, host=self._hosts(report.host))

    def _hosts(self, host: str | None) -> str | None:
        """Name the host that encoded the question, beside the one that wrote the answer or read the positions."""
        return " and ".join(one for one in dict.fromkeys((host, self._parts.encoder_host)) if one) or None

    async def _know_holders(self, question: Question) -> None:
        """See to it that a filter by holder finds statements in a home of an earlier release."""
        if question.filters.holder:
            await self._in_pool(self._parts.read_statements)

    async def _in_pool(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._parts.pool, work)


def with_hosts(report: IngestReport, sent: Sequence[str]) -> IngestReport:
    """Say in the report of an ingest where the articles' text was sent, if it was."""
    return replace(report, notes=(*sent, *report.notes)) if sent else report


def our_fault(error: BaseException) -> Problem:
    """Log where an unexpected error arose, without its message, which may hold a question or an article; return it as a value."""
    log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    return Problem("internal", f"On Record failed ({type(error).__name__}).", "The log says where; please report it.")
