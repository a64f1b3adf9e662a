"""The HTTP interface over a fake core with real types."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ingest.errors import HomeBusyError, InputError
from ingest.models import Article, Metadata
from qa.models import Filters, Question, Turn
from qa.shapes import as_json
from tests.fakes_web import REPORT, FakeReport, FakeService, as_printed, sentences_of, the_demo_articles
from ui.web.site import create_site

BASE = "http://127.0.0.1:7860"


def a_site(service: FakeService) -> FastAPI:
    return create_site(service, host="127.0.0.1", port=7860, upload_mb=1, k=7, answers_at_once=1)


@pytest.fixture(scope="module")
def service() -> FakeService:
    return FakeService()


@pytest.fixture(scope="module")
def app(service: FakeService) -> FastAPI:
    return a_site(service)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE) as client:  # one event loop for all of them, as a server has
        yield client


def test_ask_gives_the_answer_of_the_command_line(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "What does Calwin want?"})

    assert reply.status_code == 200
    assert reply.json() == as_json(as_printed("What does Calwin want?", the_demo_articles()))


def test_ask_passes_history_filters_and_k_on(client: TestClient, service: FakeService) -> None:
    body = {
        "question": "And the ferry?",
        "history": [{"question": "What does Calwin want?", "text": "A tunnel [1]."}],
        "filters": {"outlets": ["Northquay Daily"], "since": "2025-01-01", "until": "2025-12-31"},
        "today": "2025-10-01",
        "k": 3,
    }

    client.post("/api/ask", json=body)

    assert service.asked[-1] == Question(
        "And the ferry?",
        history=(Turn("What does Calwin want?", "A tunnel [1]."),),
        filters=Filters(("Northquay Daily",), "2025-01-01", "2025-12-31"),
        today="2025-10-01",
        k=3,
    )


def test_ask_streams_open_claim_and_last_the_answer(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "Model what?"}, headers={"accept": "text/event-stream"})

    events = [dict(line.split(": ", 1) for line in event.split("\n")) for event in reply.text.strip().split("\n\n")]

    assert reply.headers["content-type"].startswith("text/event-stream")
    assert {event["event"] for event in events} == {"open", "claim", "answer"}
    assert events[-1]["event"] == "answer"
    assert json.loads(events[-1]["data"])["status"] == "answered"
    assert set(json.loads(next(e["data"] for e in events if e["event"] == "claim"))) == {"claim", "citations"}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"question": "x", "filters": {"since": "May"}}, "filters.since"),
        ({"question": "x", "k": 0}, "k"),
        ({"question": " \n"}, "question"),
        ({"question": "x", "filters": {"since": "2025-05-02", "until": "2025-05-01"}}, "filters"),
    ],
    ids=["none", "empty", "long", "no day", "no k", "blank", "days the wrong way round"],
)
def test_a_wrong_request_is_told_what_is_wrong_with_it(client: TestClient, body: dict[str, object], named: str) -> None:
    reply = client.post("/api/ask", json=body)

    assert reply.status_code == 400
    assert reply.json()["error"]["code"] == "bad_request"
    assert reply.json()["error"]["message"].startswith(f"{named}: ")


def test_a_body_that_is_no_json_is_a_400(client: TestClient) -> None:
    reply = client.post("/api/ask", content=b"{", headers={"content-type": "application/json"})

    assert (reply.status_code, reply.json()["error"]["message"]) == (400, "The body is not JSON.")


def test_search_gives_what_was_found(client: TestClient) -> None:
    assert client.post("/api/search", json={"question": "ferry"}).json()["sentences"][0]["rank"] == 1


def test_one_question_too_many_is_told_to_come_again() -> None:
    app = a_site(FakeService(pause_s=0.02))

    async def two_at_once() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client:
            return await asyncio.gather(*(client.post("/api/ask", json={"question": "Who?"}) for _ in range(2)))

    first, second = sorted(asyncio.run(two_at_once()), key=lambda reply: reply.status_code)

    assert (first.status_code, second.status_code) == (200, 429)
    assert second.json()["error"]["code"] == "busy"
    assert second.headers["retry-after"]


def test_the_place_is_given_back_after_a_stream_and_after_a_failure(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "Who?"}, headers={"accept": "text/event-stream"})
    client.post("/api/ask", json={"question": "Break it"})

    assert client.post("/api/ask", json={"question": "Who?"}).status_code == 200


def test_a_fault_of_ours_shows_and_logs_no_word_of_the_question(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = client.post("/api/ask", json={"question": "Break zanzibar"})

    assert reply.status_code == 500
    assert "zanzibar" not in reply.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_articles_are_listed_without_their_text(client: TestClient) -> None:
    listed = client.get("/api/articles").json()["articles"]

    assert [article["title"] for article in listed] == ["Harbour tunnel vote slips to autumn", "Calwin drops ferry condition"]
    assert "text" not in listed[0]


def test_an_article_comes_with_text_and_the_places_of_its_sentences(client: TestClient) -> None:
    article = the_demo_articles()[0]

    shown = client.get(f"/api/articles/{article.article_id}?version={article.version}").json()

    assert shown["text"] == article.text
    assert [shown["text"][s["start"] : s["end"]] for s in shown["sentences"]] == [s.text for s in sentences_of(article)]


@pytest.mark.parametrize("path", ["/api/articles/a-none", "/api/articles/a-6ca33842d2205972?version=none", "/api/nothing"])
def test_what_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    reply = client.get(path)

    assert reply.status_code == 404
    assert reply.json()["error"]["remedy"]


class Adding(FakeService):
    """Keeps what it was given, or raises."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.given: list[tuple[bytes, str, Metadata]] = []
        self.error = error

    async def add(self, data: bytes, name: str, given: Metadata) -> FakeReport:
        if self.error:
            raise self.error
        self.given.append((data, name, given))
        return FakeReport(added=1, articles=1)

    async def articles(self) -> tuple[Article, ...]:
        if self.error:
            raise self.error
        return ()


def test_a_file_is_added_with_what_the_reader_knows_of_it() -> None:
    adding = Adding()
    client = TestClient(a_site(adding), base_url=BASE)
    known = {"title": " Ferry ", "outlet": "Northquay Daily", "url": "https://northquay.example/f", "published": "2025-09-30"}

    report = client.post("/api/articles", params={"name": "..\\..\\folder/ferry.md", **known}, content="Grüße".encode()).json()
    client.post("/api/articles", content=b"Pasted text.")

    assert report["added"] == 1
    data, name, given = adding.given[0]
    assert (data.decode(), name) == ("Grüße", "ferry.md")
    assert given == Metadata("Ferry", "https://northquay.example/f", "Northquay Daily", None, "2025-09-30", "2025-09-30")
    assert adding.given[1][1:] == ("pasted", Metadata())


@pytest.mark.parametrize("known", [{"published": "30/09/2025"}, {"url": "javascript:alert(1)"}, {"title": "x" * 501}, {"kind": "gossip"}])
def test_what_cannot_be_known_of_an_article_is_a_400(client: TestClient, known: dict[str, str]) -> None:
    assert client.post("/api/articles", params=known, content=b"Text.").status_code == 400


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("That is no article.", remedy="Save it as .txt."), 400),
        (HomeBusyError("The home is in use.", remedy="Stop the other."), 503),
    ],
    ids=["input", "home"],
)
def test_errors_of_ours_keep_code_and_remedy(error: InputError | HomeBusyError, status: int) -> None:
    client = TestClient(a_site(Adding(error)), base_url=BASE)

    reply = client.post("/api/articles", content=b"Text.")

    assert reply.status_code == status
    assert reply.json() == {"error": {"code": error.code, "message": error.problem, "remedy": error.remedy}}


def test_holders_are_listed_with_their_other_names_all_or_those_with_a_part_of_one(client: TestClient) -> None:
    everybody, some = client.get("/api/holders").json(), client.get("/api/holders", params={"part": "Cal"}).json()

    assert [one["holder"] for one in everybody["holders"]] == ["Oresta Calwin", "Tam Berrigold"]
    assert some["holders"] == [
        {"holder": "Oresta Calwin", "aliases": ["Mayor Calwin"], "statements": 4, "articles": 2, "is_corrected": False}
    ]
    assert len(client.get("/api/holders", params={"limit": 1}).json()["holders"]) == 1


def test_reports_are_listed_and_each_is_a_page_that_loads_and_runs_nothing(client: TestClient) -> None:
    (listed,) = client.get("/api/reports").json()["reports"]

    page = client.get(f"/reports/{listed['name']}")

    assert (page.status_code, page.text) == (200, REPORT)
    assert page.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    )


@pytest.mark.parametrize("path", ["/reports/none", "/reports/..%2Fsecret", "/reports/"])
def test_a_report_that_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_openapi_describes_our_routes_and_their_errors(client: TestClient) -> None:
    described = client.get("/openapi.json").json()

    assert set(described["paths"]) == {
        "/api/ask",
        "/api/search",
        "/api/positions",
        "/api/compare",
        "/api/timeline",
        "/api/holders",
        "/api/check",
        "/api/quote",
        "/api/articles",
        "/api/articles/{article_id}",
        "/api/reports",
        "/reports/{name}",
    }
    assert "429" in described["paths"]["/api/ask"]["post"]["responses"]
    assert "claims" in described["components"]["schemas"]["Answer"]["properties"]


def test_a_server_with_a_name_of_its_own_answers_to_it() -> None:
    site = create_site(
        FakeService(), host="newsroom.example", port=80, upload_mb=1, k=7, answers_at_once=1, names=frozenset({"desk.example"})
    )

    replies = [
        TestClient(site, base_url=f"http://{name}").get("/api/articles") for name in ("newsroom.example", "desk.example", "other.example")
    ]

    assert [reply.status_code for reply in replies] == [200, 200, 403]


@pytest.mark.parametrize(
    ("path", "body", "key"),
    [
        ("positions", {"issue": "the tunnel"}, "positions"),
        ("positions", {"question": "the tunnel"}, "positions"),
        ("compare", {"issue": "the tunnel", "holders": ["Oresta Calwin", "Tam Berrigold"]}, "relations"),
        ("timeline", {"issue": "the tunnel", "holder": "Oresta Calwin"}, "changes"),
    ],
    ids=["positions", "positions of a question", "compare", "timeline"],
)
def test_positions_come_over_http_as_on_the_command_line(client: TestClient, path: str, body: dict[str, object], key: str) -> None:
    reply = client.post(f"/api/{path}", json=body)

    assert reply.status_code == 200
    assert (reply.json()["issue"], reply.json()["error"]) == ("the tunnel", None)
    assert key in reply.json()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("positions", {}),
        ("positions", {"issue": " "}),
        ("compare", {"issue": "the tunnel", "holders": ["Oresta Calwin"]}),
        ("compare", {"issue": "the tunnel", "holders": ["Oresta Calwin", "Oresta Calwin "]}),
        ("timeline", {"issue": "the tunnel"}),
    ],
    ids=["no issue", "blank issue", "one holder", "one holder twice", "no holder"],
)
def test_what_is_missing_for_positions_is_named(client: TestClient, path: str, body: dict[str, object]) -> None:
    reply = client.post(f"/api/{path}", json=body)

    assert reply.status_code == 400
    assert set(reply.json()["error"]) == {"code", "message", "remedy"}


def test_positions_come_as_the_page_shows_them_and_as_a_table(client: TestClient) -> None:
    body = {"issue": "the tunnel", "filters": {"holder": "Oresta Calwin"}}

    page = client.post("/api/positions", json=body, headers={"accept": "text/html"})
    table = client.post("/api/positions", json=body, headers={"accept": "text/csv"})

    assert page.headers["content-type"].startswith("text/html")
    assert '<span class="or-shows">on a condition</span>' in page.text  # over time, too
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("holder,stance,condition,")


def test_a_comparison_comes_as_the_page_shows_it(client: TestClient) -> None:
    body = {"issue": "the tunnel", "holders": ["Oresta Calwin", "Ida Brandt"]}

    reply = client.post("/api/compare", json=body, headers={"accept": "text/html"})

    assert "Ida Brandt" in reply.text
