"""The chat: Gradio's Blocks over the asynchronous core, in HTML that we wrote. The only file that imports Gradio.

The conversation lives in the session's state on the server: what a browser sends back of it is not read. No text from outside
stands in the page itself, only in what it asks for afterwards, so nothing can break out of the page's own scripts.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before the import: it would look its makers up
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI

from ingest.models import Article
from qa.models import Answer, Citation, Claim, Event, Filters, Finished, Open, Problem, Question, Turn
from ui.render.citations_html import escaped
from ui.render.claims_html import claim_html, needs_heading
from ui.render.html import READING, answer_parts, open_html, stopped_html
from ui.render.words import NEAREST, is_printed
from ui.web.runs import Run, Runs
from ui.web.service import Service, closed_after

log = logging.getLogger(__name__)

MAX_QUESTION = 2000  # characters
KEPT_TURNS = 6  # how much of a conversation a follow-up is read with
BETWEEN_YIELDS_S = 0.05  # a faster stream would lag behind in the browser
STARTERS = 4
EMPTY = "No articles here yet. Add some with “Articles”, then ask what they say."
ASK = "Ask what these articles say. Every sentence of the answer shows the sentence it rests on."
HEAD = '<link rel="stylesheet" href="/onrecord/onrecord.css"><script type="module" src="/onrecord/onrecord.js"></script>'

Update = dict[str, Any]
"""A change to a component, as Gradio takes it."""


@dataclass(frozen=True)
class Exchange:
    """One question and what stands under it: HTML parts, one a claim; ``text`` is the answer's, empty while it is written."""

    question: str
    parts: tuple[str, ...] = (READING,)
    finished: tuple[str, ...] = ()
    text: str = ""
    is_whole: bool = False

    def messages(self) -> list[dict[str, Any]]:
        answer = [{"type": "text", "text": part} for part in self.parts]
        return [{"role": "user", "content": escaped(self.question)}, {"role": "assistant", "content": answer}]


Conversation = tuple[Exchange, ...]


def mount(app: FastAPI, service: Service, *, k: int, answers_at_once: int, upload_mb: int) -> None:
    """Mount the page at "/", behind the routes that the app already has."""
    gr.mount_gradio_app(
        app,
        _page(service, k=k, answers_at_once=answers_at_once),
        path="/",
        theme=gr.themes.Base(
            primary_hue="teal", neutral_hue="stone", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
        ),
        head=f'<meta name="onrecord-upload-mb" content="{upload_mb}">{HEAD}',
        favicon_path=str(files("ui.web").joinpath("static", "icon.svg")),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        enable_monitoring=False,
        pwa=False,
    )


def _page(service: Service, *, k: int, answers_at_once: int) -> gr.Blocks:
    page: gr.Blocks
    runs = Runs()
    with gr.Blocks(title="On Record", analytics_enabled=False, fill_height=True) as page:
        conversation = gr.State((), time_to_live=24 * 3600)
        chat = gr.Chatbot(
            elem_id="chat",
            label="Conversation",
            show_label=False,
            container=False,
            render_markdown=False,
            latex_delimiters=[],
            sanitize_html=True,
            height=None,
            scale=1,
            autoscroll=False,  # our script brings the new question to the top, so that an answer is read from its beginning
            buttons=[],
            feedback_options=None,
            layout="panel",
            placeholder=ASK,
        )
        with gr.Column(elem_id="composer"):
            box = gr.Textbox(
                label="Your question",
                show_label=False,
                container=False,
                placeholder="Who said what, and since when?",
                lines=1,
                max_lines=6,
                max_length=MAX_QUESTION,
                autofocus=True,
                submit_btn=True,
            )
            with gr.Accordion("Filters", open=False, elem_id="filters") as narrow, gr.Row():
                outlets = gr.Dropdown([], label="Outlets", multiselect=True, min_width=200, scale=3)
                since = gr.Textbox(label="Published since", placeholder="YYYY-MM-DD", max_lines=1, max_length=10, min_width=140, scale=2)
                until = gr.Textbox(label="Published until", placeholder="YYYY-MM-DD", max_lines=1, max_length=10, min_width=140, scale=2)
        fresh = gr.Button("New conversation", elem_classes="or-fresh", visible="hidden")
        changed = gr.Button("Articles changed", elem_classes="or-changed", visible="hidden")

        async def answer(
            text: str, chosen: list[str] | None, first: str | None, last: str | None, before: Conversation, request: gr.Request
        ) -> AsyncIterator[tuple[Any, ...]]:
            with runs.begun(request.session_hash or "") as run:
                async for step in _answered(service, run, k, text, chosen or [], first, last, before):
                    yield step

        async def stop(request: gr.Request) -> None:
            runs.stop(request.session_hash or "", discard=False)

        async def begin_anew(request: gr.Request) -> tuple[Any, ...]:
            runs.stop(request.session_hash or "", discard=True)
            return [], (), _ready("")

        async def starters() -> Update:
            found = [text for text in await service.starters() if text.strip()][:STARTERS]
            has_articles = bool(found) or bool(await service.articles())
            return gr.update(examples=[{"text": text} for text in found], placeholder=ASK if has_articles else EMPTY)

        async def known_outlets() -> Update:
            return gr.update(choices=sorted({a.metadata.outlet for a in await service.articles() if a.metadata.outlet}))

        asked = [box, outlets, since, until, conversation]
        shown = [chat, conversation, box]
        asking: dict[str, Any] = {
            "show_progress": "hidden",
            "concurrency_limit": answers_at_once,
            "concurrency_id": "answers",
            "api_visibility": "private",
        }
        quick: dict[str, Any] = {"show_progress": "hidden", "queue": True, "api_visibility": "private"}
        box.submit(answer, asked, shown, **asking)
        chat.example_select(_starter, None, [box], **quick).then(answer, asked, shown, **asking)
        box.stop(stop, None, None, **quick)
        fresh.click(begin_anew, None, shown, **quick)
        page.load(starters, None, [chat], **quick)
        changed.click(starters, None, [chat], **quick)
        narrow.expand(known_outlets, None, [outlets], **quick)
    page.queue(max_size=64)
    return page


async def _answered(
    service: Service, run: Run, k: int, text: str, outlets: list[str], since: str | None, until: str | None, before: Conversation
) -> AsyncIterator[tuple[Any, ...]]:
    """Yield messages, conversation and question box while an answer is written."""
    text = text.strip()[:MAX_QUESTION]
    if not text:
        yield gr.skip(), gr.skip(), _ready("")
        return
    try:
        filters = Filters(tuple(outlets), _day(since), _day(until))
    except ValueError:
        gr.Warning("Write the day as YYYY-MM-DD, or leave it empty.")
        yield gr.skip(), gr.skip(), _ready(text)
        return
    history = tuple(Turn(exchange.question, exchange.text) for exchange in before if exchange.text)[-KEPT_TURNS:]
    question = Question(text, history=history, filters=filters, today=date.today().isoformat(), k=k)
    exchange = Exchange(text)
    yield _messages((*before, exchange)), (*before, exchange), gr.update(value="", submit_btn=False, stop_btn=True)
    last_yield = 0.0
    writing = _Writing(exchange)
    try:
        async with closed_after(service.stream(question)) as stream, aclosing(run.until_stopped(stream)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    exchange = replace(exchange, parts=answer_parts(event, await _nearest(service, event)), text=event.text, is_whole=True)
                    break
                exchange = writing.after(event)
                if isinstance(event, Finished) or time.monotonic() - last_yield >= BETWEEN_YIELDS_S:
                    last_yield = time.monotonic()
                    yield _messages((*before, exchange)), (*before, exchange), gr.skip()
    except Exception as error:  # its message may hold a question or an article: neither shown nor logged
        log.error("%s while a question was answered on the page", type(error).__name__)
        failed = Answer(text, "failed", error=Problem("internal", "On Record failed.", "The log says where; please report it."))
        exchange = replace(exchange, parts=(*exchange.finished, *answer_parts(failed)), is_whole=True)
    if run.is_discarded:
        return
    if not exchange.is_whole:
        exchange = replace(exchange, parts=(*exchange.finished, stopped_html(len(exchange.finished))))
    yield _messages((*before, exchange)), (*before, exchange), _ready("")


class _Writing:
    """An answer under way: what is finished and what is still open."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._citations: dict[int, Citation] = {}
        self._claims: list[str] = []
        self._before: Claim | None = None
        self._by_model = False

    def after(self, event: Event) -> Exchange:
        """Return the exchange as it stands after an event that is not the last."""
        tail: tuple[str, ...] = ()
        if isinstance(event, Open):
            self._by_model = True  # printed sentences are never open
            tail = (open_html(event.text),) if event.text else ()
        elif isinstance(event, Finished):
            self._citations |= {c.number: c for c in event.citations}
            # behind a model's lines on positions stand sentences as printed
            by_model = self._by_model or not is_printed(event.claim, self._citations)
            heading = needs_heading(event.claim, self._before)
            self._claims.append(claim_html(event.claim, self._citations, by_model=by_model, heading=heading))
            self._before = event.claim
        finished = tuple(self._claims)
        self._exchange = replace(self._exchange, parts=(READING, *finished, *tail), finished=finished)
        return self._exchange


async def _nearest(service: Service, answer: Answer) -> dict[str, Article]:
    """Return the articles of the nearest evidence of an abstention, to name them."""
    if answer.status != "abstained":
        return {}
    found = [await service.article(sentence.article_id, sentence.version) for sentence in answer.evidence[:NEAREST]]
    return {article.article_id: article for article, _ in filter(None, found)}


def _starter(chosen: gr.SelectData) -> Update:
    return gr.update(value=str(chosen.value.get("text", ""))[:MAX_QUESTION])


def _messages(conversation: Conversation) -> list[dict[str, Any]]:
    return [message for exchange in conversation for message in exchange.messages()]


def _ready(text: str) -> Update:
    return gr.update(value=text, submit_btn=True, stop_btn=False)


def _day(text: str | None) -> str | None:
    return date.fromisoformat(text.strip()).isoformat() if text and text.strip() else None
