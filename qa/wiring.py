"""Settings into objects: the only place where the parts of On Record are put together."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ingest.embed import Encoder, OnnxEncoder, WordsOnly
from ingest.embed_endpoint import EndpointEncoder
from ingest.pipeline import Renewal, renew_statements
from ingest.statements.maker import StatementMaker
from ingest.store.home import Home, open_home
from qa.chat import RetrieverForChat
from qa.errors import SettingsError
from qa.extractive import ExtractiveAnswerer
from qa.models import Event, Question, Source, Verification
from qa.positions.answerer import PositionAnswerer
from qa.positions.gather import Gatherer
from qa.positions.report import Positions
from qa.retrieve import Retriever
from qa.settings import Settings
from qa.speakers import Speakers
from qa.steps import Answerer, Read, answer, as_asked
from qa.verify import restore_quotations, verify

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from qa.draft import DraftChecker
    from qa.llm import ChatModel, Model, ModelSettings
    from qa.model_answer import ModelAnswerer
    from qa.positions.by_model.reader import PositionReader
    from qa.propose import ModelProposer
    from qa.quote import Quotations

ENDPOINT = "openai:"
Verifier = Callable[[str, Sequence[Source]], Verification]
REPAIR_PROMPT, REWRITE_PROMPT, STATEMENTS_PROMPT = "repair_v1", "rewrite_question_v1", "statements_v1"


@dataclass(frozen=True)
class Parts:
    """Everything that answers questions over one home. The chain is built when it is first asked, as its libraries take long to import."""

    settings: Settings
    home: Home
    encoder: Encoder
    retriever: RetrieverForChat
    verify: Verifier
    pool: ThreadPoolExecutor
    readers: ThreadPoolExecutor
    read: Read
    answerer: Answerer
    close_answerer: Callable[[], Awaitable[None]]
    positions: Positions
    renewal: Renewal | None
    encoder_host: str | None = None  # where articles and questions are sent to be encoded; None: nowhere
    proposer: ModelProposer | None = None  # what proposes statements at ingest; None: the rules find them alone
    writer: ModelAnswerer | None = None  # with a model, what it writes answers through
    position_reader: PositionReader | None = None  # with a model, what it reads positions through

    async def stream(self, question: Question) -> AsyncGenerator[Event, None]:
        """Yield the growing answer.

        A single question without a model takes the plain steps, since the chain's library takes longer to import than the answer.
        """
        if self.settings.model is None and not self.home.owns:
            events = answer(question, self.retriever, self.answerer, self.pool)
        else:
            events = cast("AsyncGenerator[Event, None]", self.chain.astream(question))
        async with aclosing(events):
            async for event in events:
                yield event

    @cached_property
    def chain(self) -> Runnable[Question, Event]:
        """The steps from question to answer, composed."""
        from qa.chain import build_chain

        return build_chain(self.retriever, self.answerer, self.pool, self.read)

    @cached_property
    def quotations(self) -> Quotations:
        """What looks quotations up in the home's articles."""
        from qa.quote import Quotations

        return Quotations(self.home.lookup, Speakers(self.home.lookup))

    @cached_property
    def draft_checker(self) -> DraftChecker:
        """What checks the sentences of a draft; no model reads them."""
        from qa.draft import DraftChecker

        retriever: RetrieverForChat | Retriever = self.retriever
        if self.encoder_host is not None:  # a draft stays on this machine
            retriever = Retriever(self.home.lookup, self.home.index, WordsOnly(self.encoder))
        return DraftChecker(retriever, self.quotations, verify, self.quotations.name_speaker)

    def read_statements(self) -> None:
        """Find the statements of a home of an earlier release now, where that is yet to be done; no model is asked."""
        renew_statements(self.home, self.encoder)

    def statement_maker(self) -> StatementMaker:
        """Return what makes the statements of one run."""
        return StatementMaker(self.proposer)

    @property
    def sent_at_ingest(self) -> tuple[str, ...]:
        """Say where the text of articles taken in is sent, and what for; nothing where it stays on this machine."""
        notes = [f"The articles' text was sent to {self.encoder_host} to be encoded."] if self.encoder_host else []
        if self.proposer is not None:
            notes.append(f"The articles' text was sent to {self.proposer.host}, for {self.proposer.model} to propose who said what.")
        return tuple(notes)

    def close(self) -> None:
        """Give back the threads and the home."""
        if self.renewal is not None:
            self.renewal.stop()
        if self.proposer is not None:
            self.proposer.close()
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.readers.shutdown(wait=True, cancel_futures=True)
        if isinstance(self.encoder, EndpointEncoder):
            self.encoder.close()
        self.home.close()


def assemble(settings: Settings, *, own: bool) -> Parts:
    """Open the home and put the parts together.

    Raises:
        HomeError: the home cannot be used as it is.
        PromptError: the prompt is missing or has the wrong fields.
        SettingsError: a model is to propose statements, and none is set.
    """
    if settings.statements == "model" and settings.model is None:
        raise SettingsError(
            "ONRECORD_STATEMENTS=model needs a model.", remedy="Name one with ONRECORD_MODEL, its endpoint with OPENAI_BASE_URL."
        )
    encoder, sent_to = _encoder(settings)
    home = open_home(settings.home, encoder, own=own, workers=settings.workers)
    try:
        if isinstance(encoder, EndpointEncoder):
            encoder.expect(home.lookup.vector_size())
        pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="onrecord")
        extractive = ExtractiveAnswerer(verify, pool, settings.threshold, settings.margin, name_speaker=Speakers(home.lookup))
        readers = ThreadPoolExecutor(max(1, settings.workers // 2), thread_name_prefix="onrecord-reader")
        retrieve = Retriever(home.lookup, home.index, encoder, readers=readers if settings.workers > 1 else None)
        renewal = Renewal(home, encoder) if home.owns else None
        positions = Positions(home.lookup, Gatherer(home.lookup, encoder, retrieve), verify)
        retriever = RetrieverForChat(retrieve)
        by_rules = Parts(
            settings,
            home,
            encoder,
            retriever,
            verify,
            pool,
            readers,
            as_asked,
            PositionAnswerer(positions, pool, extractive),
            _nothing_to_close,
            positions,
            renewal,
            sent_to,
            _proposer(settings, home) if settings.statements == "model" else None,
        )
        return _with_model(by_rules, extractive) if settings.model else by_rules
    except BaseException:
        home.close()
        raise


def _encoder(settings: Settings) -> tuple[Encoder, str | None]:
    """Return the encoder, and the host that it sends texts to, if any. A key goes to no other endpoint than its own."""
    if not settings.embedder.startswith(ENDPOINT):
        return OnnxEncoder(), None
    url = settings.embedder_url or settings.base_url
    key = settings.embedder_key or (settings.api_key if url == settings.base_url else None)
    encoder = EndpointEncoder(settings.embedder.removeprefix(ENDPOINT), url, key.get_secret_value() if key else None, settings.embedder_s)
    return encoder, encoder.host


def _with_model(parts: Parts, stand_in: ExtractiveAnswerer) -> Parts:
    """Put a model where rules answered: it reads follow-ups and positions and writes the answers."""
    from qa.llm import ChatModel
    from qa.model_answer import ModelAnswerer
    from qa.positions.by_model.answer import PositionWriter
    from qa.positions.by_model.reader import PositionReader
    from qa.positions.by_model.request import ANSWERED_BY, POSITION_FIELDS
    from qa.prompt import load_prompt
    from qa.request import DECLINED, FIELDS
    from qa.rewrite import REWRITE_FIELDS, Rewriter
    from qa.tokens import token_counter

    settings, home, pool, positions = parts.settings, parts.home, parts.pool, parts.positions
    chat = ChatModel(model_settings(settings))
    model = _remembering(chat, settings, home)
    count_tokens = token_counter(model.name)
    rewriter = Rewriter(
        model=model,
        prompt=load_prompt(REWRITE_PROMPT, REWRITE_FIELDS),
        secret=home.secret,
        count_tokens=count_tokens,
        prompt_tokens=settings.prompt_tokens,
        within_s=min(settings.first_token_s, settings.total_s / 3),
    )
    writer = ModelAnswerer(
        model=model,
        prompt=load_prompt(settings.prompt, FIELDS, (DECLINED,)),
        repair=load_prompt(REPAIR_PROMPT, (), (DECLINED,)),
        secret=home.secret,
        verify=verify,
        restore=restore_quotations,
        stand_in=stand_in,
        count_tokens=count_tokens,
        prompt_tokens=settings.prompt_tokens,
        total_s=settings.total_s,
        pool=pool,
        drops_unsupported=settings.unsupported == "drop",
    )
    reader = PositionReader(
        model=model,
        prompt=load_prompt(settings.position_prompt, POSITION_FIELDS, ANSWERED_BY),
        secret=home.secret,
        verify=verify,
        restore=restore_quotations,
        also_called=positions.gatherer.also_called,
        count_tokens=count_tokens,
        prompt_tokens=settings.prompt_tokens,
        total_s=settings.total_s,
        holders=settings.position_holders,
        at_once=settings.workers,
        pool=pool,
    )
    answerer = PositionAnswerer(positions, pool, writer, PositionWriter(reader, positions.claims))
    return replace(parts, read=rewriter, answerer=answerer, close_answerer=chat.close, writer=writer, position_reader=reader)


def _proposer(settings: Settings, home: Home) -> ModelProposer:
    """Return what proposes statements; its model has connections and bounds of its own."""
    from qa.llm import ChatModel
    from qa.prompt import load_prompt
    from qa.propose import PROPOSE_FIELDS, ModelProposer
    from qa.proposed_reply import NONE
    from qa.tokens import token_counter

    chat = ChatModel(replace(model_settings(settings), max_output_tokens=settings.statements_tokens, total_s=settings.statements_s))
    model = _remembering(chat, settings, home)
    return ModelProposer(
        model,
        load_prompt(STATEMENTS_PROMPT, PROPOSE_FIELDS, (NONE,)),
        home.secret,
        token_counter(model.name),
        prompt_tokens=settings.prompt_tokens,
        stretch_tokens=settings.statements_tokens // 2,
        total_s=settings.statements_s,
        close_model=chat.close,
    )


def _remembering(chat: ChatModel, settings: Settings, home: Home) -> Model:
    """Return the model, or one that keeps its whole replies in the home where the settings say so."""
    if not settings.cache:
        return chat
    from qa.kept_replies import RememberingModel

    return RememberingModel(chat, chat.settings, home.path)


def model_settings(settings: Settings) -> ModelSettings:
    """Return what the settings say of the model and its endpoint."""
    from qa.llm import ModelSettings

    return ModelSettings(
        model=settings.model or "",
        base_url=settings.base_url,
        api_key=settings.api_key,
        temperature=settings.temperature,
        max_output_tokens=settings.output_tokens,
        first_token_s=settings.first_token_s,
        between_tokens_s=settings.between_tokens_s,
        total_s=settings.total_s,
        stream_usage=settings.stream_usage,
        input_price=settings.input_price,
        output_price=settings.output_price,
    )


async def _nothing_to_close() -> None:
    return
