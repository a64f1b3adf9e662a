"""The one door for command line, page, HTTP and notebooks: ``open_onrecord``."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ingest.errors import OnRecordError
from ingest.models import Article, LoadedArticle, Metadata, Rejection, Sentence, Statement
from ingest.pipeline import IngestReport, Progress, ingest, rederive, todays_recipe
from ingest.statements.maker import Proposals
from ingest.store.found import Counts
from qa.core import AsyncOnRecord, with_hosts
from qa.errors import SettingsError
from qa.models import (
    Answer,
    Comparison,
    Event,
    Evidence,
    Filters,
    PositionReport,
    Question,
    SearchResult,
    Source,
    Timeline,
    Turn,
    Verification,
)
from qa.positions.names.entities import HolderBook, KnownHolder
from qa.settings import Settings, read_settings
from qa.wiring import Parts, assemble, model_settings

if TYPE_CHECKING:
    from ingest.store.doctor import Check
    from qa.draft import CheckedDraft, Draft
    from qa.evaluation.shelf import KeptReport
    from qa.quote import PrintedForms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many articles were made again, what the home holds, and what a model did for statements (``None`` where none is set)."""

    renewed: int
    articles: int
    sentences: int
    passages: int
    proposals: Proposals | None = None


class OnRecord(AbstractContextManager["OnRecord"]):
    """A home, opened: plain methods that work in a notebook; ``aio`` is the asynchronous core that page and HTTP await.

    One event loop in a thread of its own serves every call, since connections to a model endpoint outlive a call.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.settings = parts.settings
        self.aio = AsyncOnRecord(parts)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="onrecord-loop", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop the loop, give back the home."""
        if self._loop.is_closed():
            return
        self._await(_finish_tasks())
        self._await(_finish(self.parts.close_answerer))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self.parts.close()

    def ingest(
        self, paths: Iterable[Path | str], given: Metadata = Metadata(), progress: Callable[[Progress], None] | None = None
    ) -> IngestReport:
        """Take articles in from files and folders; what is rejected stands in the report.

        Raises:
            InputError: a path does not exist.
        """
        from ingest.load import load_paths  # the formats' libraries take long to import, and a question needs none

        return self._ingest(load_paths([Path(path) for path in paths], given), given, progress)

    def ingest_text(self, text: str | bytes, name: str = "pasted", given: Metadata = Metadata()) -> IngestReport:
        """Take one pasted or uploaded text in; ``name`` tells its format."""
        from ingest.load import load_bytes

        data = text.encode() if isinstance(text, str) else text
        return self._ingest(load_bytes(data, name, given=given), given, None)

    def search(self, question: str | Question, **options: Any) -> SearchResult:
        """Find passages and sentences; ``options`` as in ``a_question``."""
        return self._await(self.aio.search(a_question(question, self.settings, **options)))

    def ask(self, question: str | Question, **options: Any) -> Answer:
        """Answer a question; an abstention and a failure are values, told by ``status``."""
        return self._await(self.aio.ask(a_question(question, self.settings, **options)))

    def ask_many(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Answer questions in their order, as many at once as there are workers."""
        return self._in_order(questions, self.aio.ask)

    def search_many(self, questions: Sequence[Question]) -> Iterator[SearchResult]:
        """Search for questions in their order, as many at once as there are workers."""
        return self._in_order(questions, self.aio.search)

    def positions(self, issue: str | Question, **options: Any) -> PositionReport:
        """Say who stands where on an issue, each with the exact sentences; an error is a value. ``options`` as in ``a_question``."""
        return self._await(self.aio.positions(a_question(issue, self.settings, **options)))

    def positions_many(self, questions: Sequence[Question]) -> Iterator[PositionReport]:
        """Report positions on issues in their order, as many at once as there are workers."""
        return self._in_order(questions, self.aio.positions)

    def compare(self, issue: str | Question, holders: Sequence[str], **options: Any) -> Comparison:
        """Set holders side by side on an issue; an error is a value. ``options`` as in ``a_question``."""
        return self._await(self.aio.compare(a_question(issue, self.settings, **options), holders))

    def timeline(self, issue: str | Question, holder: str, **options: Any) -> Timeline:
        """Set a holder's own statements on an issue in the order of their dates; an error is a value. ``options`` as in ``a_question``."""
        return self._await(self.aio.timeline(a_question(issue, self.settings, **options), holder))

    def holders(self, part: str = "") -> tuple[KnownHolder, ...]:
        """Return who speaks in these articles and has ``part`` in a name, those with most statements first, each with its aliases."""
        return self._await(self.aio.holders(part))

    @property
    def holder_book(self) -> HolderBook:
        """Where a person corrects who is who: ``merge``, ``rename``, ``split``, ``reset``."""
        self.parts.read_statements()
        return HolderBook(self.parts.home.lookup, self.parts.home.catalog)

    def stream(self, question: str | Question, **options: Any) -> Iterator[Event]:
        """Yield an answer while it is written; the last event is the whole Answer."""
        events = self.aio.stream(a_question(question, self.settings, **options))
        try:
            while True:
                try:
                    yield self._await(_next(events))
                except StopAsyncIteration:
                    return
        finally:
            self._await(_close(events))

    def explain(self, question: str | Question, **options: Any) -> tuple[Evidence, ...]:
        """Return the evidence for a question with the signals behind each score."""
        return self._await(self.aio.explain(a_question(question, self.settings, **options)))

    def verify(self, claim: str, evidence: Sequence[str | Source]) -> Verification:
        """Check a claim against sentences, by the verifier that every answer goes through."""
        sources = [Source(sentence) if isinstance(sentence, str) else sentence for sentence in evidence]
        return self._await(self.aio.verify(claim, sources))

    def check(self, draft: str | Path | Draft, *, filters: Filters = Filters()) -> CheckedDraft:
        """Check a draft sentence by sentence against the articles: a text, or the path of a .txt, .md or .docx file.

        The draft goes to no model, and is neither stored nor logged. An error while checking is a value.

        Raises:
            InputError: the file cannot be read as a draft.
        """
        from qa.draft import draft_in, draft_of

        if isinstance(draft, Path):
            draft = draft_in(draft)
        return self._await(self.aio.check(draft_of(draft) if isinstance(draft, str) else draft, filters))

    def quote(self, words: str, *, filters: Filters = Filters()) -> PrintedForms:
        """Find every printed form of a quotation: with the words as given, then those that come close, the earliest first.

        Raises:
            InputError: these are fewer than two words.
        """
        return self._await(self.aio.quote(words, filters))

    def reports(self) -> tuple[KeptReport, ...]:
        """Return the evaluation reports that the home keeps, the latest first."""
        return self._await(self.aio.reports())

    def report(self, name: str) -> str:
        """Return a kept evaluation report: a whole HTML page that loads nothing and runs nothing.

        Raises:
            InputError: there is none of that name.
        """
        return self._await(self.aio.report(name))

    def articles(self) -> Iterator[Article]:
        """Yield the current version of every article, by source id."""
        return self.parts.home.lookup.articles()

    def sentences(self, article: Article) -> tuple[Sentence, ...]:
        """Return the sentences of one version of an article."""
        return self.parts.home.lookup.sentences(article.article_id, article.version)

    def statements(self, article: Article) -> tuple[Statement, ...]:
        """Return who said what in one version of an article, holders as a person corrected them."""
        return self.parts.home.lookup.statements(article)

    def counts(self) -> Counts:
        """Return how many articles, sentences and passages the home holds."""
        return self.parts.home.lookup.counts()

    def edit(self, source: str, corrected: Mapping[str, str | None]) -> Article:
        """Keep a person's corrections of an article's metadata; they win over what is found, now and later.

        Args:
            source: source id, article id or unique path suffix.
            corrected: fields of ``Metadata`` by name; None says unknown.

        Raises:
            InputError: there is no such article, or several.
        """
        home = self.parts.home
        article = home.catalog.edit(home.lookup.resolve(source).source_id, corrected)
        rederive(home, self.parts.encoder, workers=1, maker=self.parts.statement_maker(), only_texts=True)
        return article

    def remove(self, source: str) -> Article:
        """Take an article with all its versions out of the home, and return it.

        Raises:
            InputError: there is no such article, or several.
        """
        article = self.parts.home.lookup.resolve(source)
        self.parts.home.catalog.remove(article.source_id)
        return article

    def purge(self, source: str) -> Article:
        """Remove an article so that no file of the home has its text any more, and return it.

        Kept reports that name it and all kept replies of a model go too.

        Raises:
            InputError: there is no such article, or several.
            HomeBusyError: the process that owns the index did not finish in time.
        """
        from ingest.store.upkeep import purge
        from qa.evaluation.shelf import drop_reports_naming
        from qa.kept_replies import forget_replies

        home = self.parts.home
        article = home.lookup.resolve(source)
        drop_reports_naming(home.path, article.source_id)
        forget_replies(home.path)  # and again below: if this process is stopped between, little is left; none may be written between
        try:
            purge(home, article.source_id)
        finally:
            forget_replies(home.path)
        return article

    def rebuild(self, progress: Callable[[Progress], None] | None = None) -> Rebuilt:
        """Make what another release, encoder or model derived again from the kept texts, and the index in any case.

        Raises:
            HomeBusyError: the process that owns the index did not finish in time.
        """
        from ingest.store.upkeep import rebuild_index

        parts, maker = self.parts, self.parts.statement_maker()
        renewed = rederive(parts.home, parts.encoder, workers=self.settings.workers, progress=progress, maker=maker)
        rebuild_index(parts.home)
        counts = self.counts()
        return Rebuilt(renewed, counts.articles, counts.sentences, counts.passages, maker.report())

    def doctor(self) -> tuple[Check, ...]:
        """Check the home; nothing is changed."""
        from ingest.store.doctor import doctor
        from qa.weights import has_weights

        parts = self.parts
        recipe = todays_recipe(parts.encoder, parts.statement_maker())
        is_fitted = has_weights(parts.encoder.name)
        return doctor(parts.home, recipe, is_fitted=is_fitted, sent_to=parts.encoder_host, proposer=parts.proposer)

    def check_model(self) -> tuple[Check, ...]:
        """Ask the model two small questions over invented sentences, and say what works; no article is sent, nothing kept is used.

        Raises:
            SettingsError: no model is set.
        """
        from qa.endpoint import Heard, check_endpoint
        from qa.llm import ChatModel

        answerer = self.parts.writer
        if answerer is None:
            raise SettingsError("No model is set.", remedy="Name one with --model or ONRECORD_MODEL, its endpoint with OPENAI_BASE_URL.")
        model = ChatModel(model_settings(self.settings))

        async def check() -> tuple[Check, ...]:
            try:
                return await check_endpoint(Heard(model), answerer)
            finally:
                await model.close()

        return self._await(check())

    def _ingest(
        self, loaded: Iterable[LoadedArticle | Rejection], given: Metadata, progress: Callable[[Progress], None] | None
    ) -> IngestReport:
        parts, workers = self.parts, self.settings.workers
        maker = parts.statement_maker()
        report = ingest(parts.home, loaded, parts.encoder, workers=workers, progress=progress, given=given, maker=maker)
        return with_hosts(report, parts.sent_at_ingest)

    def _in_order(self, questions: Sequence[Question], call: Callable[[Question], Coroutine[Any, Any, T]]) -> Iterator[T]:
        """Yield results in order, with at most twice as many under way as there are workers."""
        under_way = [asyncio.run_coroutine_threadsafe(call(q), self._loop) for q in questions[: 2 * self.settings.workers]]
        waiting = iter(questions[len(under_way) :])
        try:
            while under_way:
                yield under_way.pop(0).result()
                if (following := next(waiting, None)) is not None:
                    under_way.append(asyncio.run_coroutine_threadsafe(call(following), self._loop))
        finally:
            for call_under_way in under_way:
                call_under_way.cancel()

    def _await(self, call: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(call, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise


def open_onrecord(home: Path | str | None = None, *, settings: Settings | None = None, own: bool = True, **chosen: Any) -> OnRecord:
    """Open a home for questions and articles.

    Args:
        home: the folder; default: ``ONRECORD_HOME``, else the user's data folder.
        settings: all settings at once, instead of the environment's.
        own: take the vector index if no other process has it; False never opens it and scores exactly.
        chosen: single settings by name (``model="…"``), before the environment's.

    Raises:
        HomeError: the home cannot be used as it is.
        SettingsError: a setting is unknown or wrong.
    """
    if settings is not None and (home is not None or chosen):
        raise OnRecordError("Both settings and single settings were given.", remedy="Give one or the other.")
    return OnRecord(assemble(settings or read_settings(home=home, **chosen), own=own))


def a_question(
    question: str | Question,
    settings: Settings,
    *,
    filters: Filters = Filters(),
    history: Sequence[Turn] = (),
    today: str | None = None,
    k: int | None = None,
) -> Question:
    """Return a question as a value; one that is already a value stays as it is."""
    return question if isinstance(question, Question) else Question(question, None, tuple(history), filters, today, k or settings.k)


async def _next(events: AsyncIterator[Event]) -> Event:
    return await anext(events)


async def _close(events: AsyncIterator[Event]) -> None:
    aclose = getattr(events, "aclose", None)
    if aclose is not None:
        await aclose()


async def _finish(close: Callable[[], Awaitable[None]]) -> None:
    await close()


async def _finish_tasks() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
