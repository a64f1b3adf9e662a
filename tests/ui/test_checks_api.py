"""Drafts and quotations over HTTP, on a fake core with real types."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from qa.draft import CheckedDraft, Draft, draft_of
from qa.models import Filters
from qa.shapes import as_json
from tests.fakes_web import FakeService, a_checked_draft, printed_forms, the_demo_articles
from ui.web.site import create_site

BASE = "http://127.0.0.1:7860"
DRAFT = "Berrigold called it “a bill paid twice”. It costs 450 million marks. The chess club won its cup."


@pytest.fixture(scope="module")
def service() -> FakeService:
    return FakeService()


@pytest.fixture(scope="module")
def client(service: FakeService) -> Iterator[TestClient]:
    with TestClient(create_site(service, host="127.0.0.1", port=7860, upload_mb=1, k=7, answers_at_once=1), base_url=BASE) as client:
        yield client


def test_a_checked_draft_has_the_json_of_the_command_line_and_may_not_be_kept(client: TestClient) -> None:
    reply = client.post("/api/check", content=DRAFT.encode())

    assert reply.json() == as_json(a_checked_draft(draft_of(DRAFT), the_demo_articles()))
    assert reply.headers["cache-control"] == "no-store"


def test_a_drafts_format_and_filters_come_with_the_address(client: TestClient, service: FakeService) -> None:
    given = {"name": "x.md", "exclude_outlet": ["Northquay Daily", "Skerry Post"], "outlet": "The Velmora Courier", "since": "2025-01-01"}

    client.post("/api/check", params=given, content=b"# Ferry\n\nIt stays.")

    draft, filters = service.checked[-1]
    assert [s.text for s in draft.sentences] == ["Ferry", "It stays."]
    assert filters == Filters(("The Velmora Courier",), "2025-01-01", without_outlets=("Northquay Daily", "Skerry Post"))


def test_the_page_gets_a_draft_as_html(client: TestClient) -> None:
    reply = client.post("/api/check", content=DRAFT.encode(), headers={"accept": "text/html"})

    assert reply.headers["content-type"].startswith("text/html")
    assert "<mark" in reply.text
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "body", "status", "said"),
    [
        ("draft.xls", b"x", 400, "A draft is no .xls file."),
        ("draft.txt", b"It stays. " * 1001, 413, "1,001 sentences are too many at once."),
        ("draft.txt", b"x" * 1_000_001, 413, "larger than 1 MB"),
    ],
    ids=["format", "sentences", "bytes"],
)
def test_a_draft_that_cannot_be_checked_is_told_why(client: TestClient, name: str, body: bytes, status: int, said: str) -> None:
    reply = client.post("/api/check", params={"name": name}, content=body)

    assert reply.status_code == status
    assert said in reply.json()["error"]["message"]


def test_no_word_of_a_draft_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/api/check", content=b"The zanzibar stays.")
        client.post("/api/quote", json={"words": "the zanzibar"})

    assert "zanzibar" not in caplog.text


class Slow(FakeService):
    """Checks until it is told to stop."""

    was_cancelled = False

    async def check(self, draft: Draft, filters: Filters) -> CheckedDraft:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.was_cancelled = True
            raise
        raise AssertionError


def test_a_check_ends_when_nobody_waits_for_it_and_its_place_is_free_again() -> None:
    slow = Slow()
    site = create_site(slow, host="127.0.0.1", port=7860, upload_mb=1, k=7, answers_at_once=1)
    received = iter([{"type": "http.request", "body": b"It stays.", "more_body": False}, {"type": "http.disconnect"}])
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return dict(next(received))

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    scope = {"type": "http", "method": "POST", "path": "/api/check", "query_string": b"", "headers": [(b"host", b"127.0.0.1:7860")]}
    asyncio.run(site(scope, receive, send))  # type: ignore[arg-type]  # a scope made by hand

    assert slow.was_cancelled
    assert statuses == [503]
    reply = TestClient(site, base_url=BASE).post("/api/quote", json={"words": "bill paid twice"})
    assert reply.status_code == 200


def test_printed_forms_have_the_json_of_the_command_line(client: TestClient) -> None:
    reply = client.post("/api/quote", json={"words": "bill paid twice"})

    assert reply.json() == as_json(printed_forms("bill paid twice", the_demo_articles()))


def test_a_single_word_is_no_quotation(client: TestClient) -> None:
    reply = client.post("/api/quote", json={"words": "bill"})

    assert reply.status_code == 400
    assert reply.json()["error"]["message"] == "A quotation has two words at least."
