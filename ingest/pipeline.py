"""Takes loaded articles into a home: derive in worker threads, write in one, an acknowledgement an article."""

from __future__ import annotations

import logging
import pickle
import re
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

from ingest.embed import Encoder, encode_passages
from ingest.errors import HomeError, OnRecordError
from ingest.models import Article, Change, LoadedArticle, Metadata, PassageVectors, Rejection, article_id, text_version
from ingest.passages import PACKER, pack
from ingest.sentences import SPLITTER, sentences_of
from ingest.statements import STATEMENT_RULES, statements_of
from ingest.statements.maker import Made, Proposals, StatementMaker
from ingest.store.catalog import CORRECTABLE, Derived, Recipe
from ingest.store.home import Home

log = logging.getLogger(__name__)

_WAITING_PER_WORKER = 2
_SPOOL_BYTES = 64 * 1024 * 1024
_STOPPABLE_PASSAGES = 16  # encoded between two looks at whether to stop
_RENEWED_AT_ONCE = 50  # articles whose statements are written in one transaction
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: articles done of the total, and the source of the last one. Everything is read before the first is written."""

    done: int
    total: int
    source_id: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did; ``articles``, ``sentences`` and ``passages`` count what the home holds afterwards.

    ``proposals`` is what a model did, ``None`` where none was given.
    """

    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejection, ...]
    articles: int
    sentences: int
    passages: int
    seconds: float
    notes: tuple[str, ...] = ()
    proposals: Proposals | None = None


def ingest(
    home: Home,
    loaded: Iterable[LoadedArticle | Rejection],
    encoder: Encoder,
    *,
    workers: int,
    progress: Callable[[Progress], None] | None = None,
    given: Metadata | None = None,
    maker: StatementMaker | None = None,
) -> IngestReport:
    """Take articles into the home; each that is reported done is kept, whatever happens afterwards.

    Of several texts for one source_id the last wins and the others are reported as rejected. An article that cannot be processed is
    rejected and the rest goes on. Any exception, a KeyboardInterrupt too, stops the workers and comes out.

    Args:
        home: where they are kept.
        loaded: articles and rejections, as the loaders yield them; read to its end first, into a file without a name.
        encoder: the one that the home was opened with.
        workers: encoding threads, >= 1.
        progress: called in this thread after each article.
        given: what a person says of all these articles; kept as corrections.
        maker: makes their statements; by default the rules alone.

    Raises:
        OtherEncoderError: the home's articles were read with another encoder; nothing was written.
        HomeError: the home cannot be written to; what was acknowledged is kept.
    """
    started = time.monotonic()
    filled_in = _filled_in(given or Metadata())
    home.lookup.check_encoder()
    home.catalog.group_stories()  # of a home that is older than they are
    maker = maker or StatementMaker()
    recipe = todays_recipe(encoder, maker)
    rejected: list[Rejection] = []
    notes = _Notes()
    done: Counter[Change] = Counter()
    with _Spool() as spool:
        for item in loaded:
            problem = item if isinstance(item, Rejection) else _unusable(item)
            if problem is not None:
                rejected.append(problem)
            elif isinstance(item, LoadedArticle):
                notes.take(item)
                rejected.extend(spool.add(item))

        step = _Steps(len(spool), progress)

        def changed() -> Iterator[LoadedArticle]:
            for article in spool:
                if home.catalog.change(article, filled_in) == "unchanged":
                    done["unchanged"] += 1
                    step(article.source_id)
                else:
                    yield article

        def make(article: LoadedArticle, stop: threading.Event) -> tuple[Article, Derived]:
            described = _article(article, home.catalog.corrected(article.source_id, article.metadata, filled_in))
            return described, derive(described, encoder, stop, maker)

        for article, made in _in_parallel(changed(), make, workers):
            if isinstance(made, HomeError):
                raise made
            if isinstance(made, Exception):
                rejected.append(Rejection(article.source_id, _reason(made)))
            else:
                described, derived = made
                done[home.catalog.put(described, derived, recipe, found=article.metadata, filled_in=filled_in)] += 1
            step(article.source_id)
    counts = home.lookup.counts()
    return IngestReport(
        added=done["added"],
        updated=done["updated"],
        unchanged=done["unchanged"],
        rejected=tuple(rejected),
        articles=counts.articles,
        sentences=counts.sentences,
        passages=counts.passages,
        seconds=round(time.monotonic() - started, 3),
        notes=notes.lines(),
        proposals=maker.report(),
    )


def rederive(
    home: Home,
    encoder: Encoder,
    *,
    workers: int,
    progress: Callable[[Progress], None] | None = None,
    maker: StatementMaker | None = None,
    only_texts: bool = False,
) -> int:
    """Make the stale derived rows again from kept text and return of how many articles; an interrupted run goes on where it stopped.

    Args:
        home: where they are.
        encoder: the one that the home was opened with.
        workers: threads, >= 1.
        progress: called in this thread after each article.
        maker: makes their statements; by default the rules alone.
        only_texts: leave those for another time of which only the statements are stale, unless they are of older rules alone.

    Raises:
        HomeError: the home cannot be written to.
        Exception: an article of the home could not be processed; the others were.
    """
    maker = maker or StatementMaker()
    recipe = todays_recipe(encoder, maker)
    home.catalog.group_stories()
    stale = home.catalog.stale(recipe)
    unread = [] if only_texts else home.catalog.stale_statements(recipe)
    step = _Steps(len(stale) + len(unread), progress)
    renewed, failure = 0, None
    for article, made in _in_parallel(iter(stale), lambda article, stop: derive(article, encoder, stop, maker), workers):
        if isinstance(made, Exception):
            failure = made
        else:
            renewed += home.catalog.renew(article, made, recipe)
        step(article.source_id)
    if failure is not None:
        raise failure
    if only_texts:
        return renewed + renew_statements(home, encoder)
    waiting: list[tuple[Article, Made]] = []

    def find(article: Article, stop: threading.Event) -> Made:
        return maker.make(article, home.lookup.sentences(article.article_id, article.version), stop)

    for article, found in _in_parallel(iter(unread), find, workers):
        if isinstance(found, Exception):
            raise found
        waiting.append((article, found))
        if len(waiting) == _RENEWED_AT_ONCE or maker.is_asking:  # what was paid for is kept at once
            renewed += home.catalog.renew_statements(waiting)
            waiting.clear()
        step(article.source_id)
    return renewed + home.catalog.renew_statements(waiting)


def renew_statements(home: Home, encoder: Encoder, *, stop: threading.Event | None = None) -> int:
    """Find statements by rules where there are none yet, or those of older rules; return of how many articles.

    This encodes nothing and asks no model. Statements that a model proposed, too, wait for ``rederive``, which may ask it again.

    Raises:
        HomeError: the home cannot be written to.
    """
    waiting = iter(home.catalog.stale_statements(todays_recipe(encoder), but_proposed=True))
    renewed = 0
    while batch := list(islice(waiting, _RENEWED_AT_ONCE)):
        made: list[tuple[Article, Made]] = []
        for article in batch:
            if stop is not None and stop.is_set():
                return renewed
            found = statements_of(article, home.lookup.sentences(article.article_id, article.version))
            made.append((article, Made(found, STATEMENT_RULES)))
        renewed += home.catalog.renew_statements(made)
    return renewed


class Renewal:
    """Finds the story groups and statements of a home of an earlier release in a thread beside its owner; ``stop`` waits for its end."""

    def __init__(self, home: Home, encoder: Encoder) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(home, encoder), name="onrecord-statements", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the article at hand; the next owner goes on."""
        self._stop.set()
        self._thread.join()

    def _run(self, home: Home, encoder: Encoder) -> None:
        try:
            home.catalog.group_stories(self._stop)
            renew_statements(home, encoder, stop=self._stop)
        except OnRecordError as error:
            log.warning("Story groups or statements are yet to be renewed: %s", error.code)


def todays_recipe(encoder: Encoder, maker: StatementMaker | None = None) -> Recipe:
    """Return what this release makes derived rows with; statements by rules alone where no maker is given."""
    return Recipe(SPLITTER, PACKER, encoder.name, maker.recipe if maker else STATEMENT_RULES)


def derive(article: Article, encoder: Encoder, stop: threading.Event | None = None, maker: StatementMaker | None = None) -> Derived:
    """Make sentences, passages, vectors and statements of an article's text.

    Raises:
        EncoderError: the encoder failed.
        CancelledError: ``stop`` was set.
    """
    stop = stop or threading.Event()
    sentences = sentences_of(article)
    passages = pack(article, sentences, encoder.count_tokens, encoder.max_tokens)
    vectors: list[PassageVectors] = []
    for first in range(0, len(passages), _STOPPABLE_PASSAGES):
        if stop.is_set():
            raise CancelledError
        vectors.extend(encode_passages(article, passages[first : first + _STOPPABLE_PASSAGES], encoder))
    made = (maker or StatementMaker()).make(article, sentences, stop)
    return Derived(sentences, passages, tuple(vectors), made.statements, made.recipe)


class _Steps:
    """Counts finished articles and tells whoever watches."""

    def __init__(self, total: int, progress: Callable[[Progress], None] | None) -> None:
        self._total, self._progress, self._done = total, progress, 0

    def __call__(self, source_id: str) -> None:
        self._done += 1
        if self._progress:
            self._progress(Progress(self._done, self._total, source_id))


class _Notes:
    """What loaders remarked, each remark once, with how many articles it is about."""

    def __init__(self) -> None:
        self._about: dict[str, list[str]] = {}

    def take(self, article: LoadedArticle) -> None:
        for note in article.notes:
            self._about.setdefault(note, []).append(article.source_id)

    def lines(self) -> tuple[str, ...]:
        return tuple(
            f"{note} ({about[0]})" if len(about) == 1 else f"{note} ({len(about)} articles, the first is {about[0]})"
            for note, about in self._about.items()
        )


class _Spool:
    """The articles of one run, on disk where they are many, the last of each source_id; read in the order they came in.

    The file has no name, so that nothing of the text stays behind.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115 - closed by __exit__
        self._places: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, article: LoadedArticle) -> list[Rejection]:
        """Keep an article, and return the rejection of an earlier, different text of its source.

        Raises:
            HomeError: there is no room for temporary files.
        """
        version = text_version(article.text)
        _, earlier = self._places.pop(article.source_id, (0, version))
        self._places[article.source_id] = (self._file.tell(), version)
        try:
            pickle.dump(article, self._file)
        except OSError as error:
            raise HomeError("The disk for temporary files is full.", remedy="Free some space, or name another folder in TMPDIR.") from error
        return [] if earlier == version else [Rejection(article.source_id, "Another text of the same source came later in this run.")]

    def __iter__(self) -> Iterator[LoadedArticle]:
        for place, _ in self._places.values():
            self._file.seek(place)
            article: LoadedArticle = pickle.load(self._file)
            yield article


_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


def _in_parallel(
    items: Iterator[_Item], make: Callable[[_Item, threading.Event], _Made], workers: int
) -> Iterator[tuple[_Item, _Made | Exception]]:
    """Yield each item with what ``make`` made of it in a worker thread, or with its exception, in order of completion.

    Few items wait at a time, so that memory stays bounded. When the caller stops early, so do the workers.
    """
    stop = threading.Event()
    running: dict[Future[_Made], _Item] = {}
    pool = ThreadPoolExecutor(workers, thread_name_prefix="ingest")
    try:
        while True:
            for item in islice(items, workers * _WAITING_PER_WORKER - len(running)):
                running[pool.submit(make, item, stop)] = item
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                error = future.exception()
                if error is not None and not isinstance(error, Exception):
                    raise error
                yield running.pop(future), error or future.result()
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _unusable(article: LoadedArticle) -> Rejection | None:
    """Return why an article cannot be kept as it is, if so."""
    printed = [article.text, *(value for value in asdict(article.metadata).values() if value)]
    if any("\0" in value for value in printed):
        return Rejection(article.source_id, "It contains U+0000.")
    if any(_SURROGATE.search(value) for value in [article.source_id, *printed]):
        return Rejection(article.source_id.encode(errors="replace").decode(), "It contains a lone surrogate, which is no character.")
    if not article.text.strip():
        return Rejection(article.source_id, "It has no text.")
    return None


def _article(loaded: LoadedArticle, metadata: Metadata) -> Article:
    return Article(
        source_id=loaded.source_id,
        article_id=article_id(loaded.source_id),
        version=text_version(loaded.text),
        text=loaded.text,
        metadata=metadata,
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        layout=loaded.layout,
    )


def _filled_in(given: Metadata) -> dict[str, str | None]:
    """Return the fields that a person named."""
    return {name: value for name, value in asdict(given).items() if name in CORRECTABLE and value not in (None, "unknown")}


def _reason(error: Exception) -> str:
    if isinstance(error, OnRecordError):
        return str(error)
    places = "".join(traceback.format_tb(error.__traceback__))  # without the message, which may hold the article's words
    log.error("An article could not be processed: %s\n%s", type(error).__name__, places)
    return f"It could not be processed ({type(error).__name__}); the log has more."
