"""The wall round every route, tried from outside with hand-made requests."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.served import served

ROUTES = [
    ("GET", "/"),
    ("GET", "/config"),
    ("GET", "/theme.css"),
    ("GET", "/onrecord/panel.js"),
    ("GET", "/openapi.json"),
    ("GET", "/api/articles"),
    ("GET", "/api/articles/a-1"),
    ("POST", "/api/articles"),
    ("POST", "/api/ask"),
    ("POST", "/api/search"),
    ("POST", "/api/check"),
    ("POST", "/api/quote"),
    ("GET", "/api/reports"),
    ("GET", "/reports/k-10"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/queue/data"),
    ("GET", "/gradio_api/heartbeat/abc"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/upload"),
    ("GET", "/gradio_api/file=/etc/hostname"),
    ("OPTIONS", "/api/ask"),
]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with served() as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[" ".join(route) for route in ROUTES])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:80"},
        {"host": "evil.example@127.0.0.1"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ],
    ids=["host", "host prefix", "host userinfo", "no host", "origin", "opaque origin", "other port", "foreign script"],
)
def test_a_spoofed_host_and_a_foreign_origin_are_refused_everywhere(
    client: httpx.Client, method: str, path: str, headers: dict[str, str]
) -> None:
    reply = client.request(method, path, headers=headers)

    assert reply.status_code == 403
    assert reply.json()["error"]["code"] == "refused"


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "LOCALHOST", "[::1]:7860"])
def test_loopback_is_answered_by_any_of_its_names(client: httpx.Client, host: str) -> None:
    assert client.get("/api/articles", headers={"host": host, "origin": f"http://{host}"}).status_code == 200


def test_a_link_from_another_site_may_be_followed_but_not_framed(client: httpx.Client) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert client.get("/", headers=visit | {"sec-fetch-dest": "document"}).status_code == 200
    assert client.get("/", headers=visit | {"sec-fetch-dest": "iframe"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/hostname"),
        ("GET", "/gradio_api/file/etc/hostname"),
        ("GET", "/gradio_api/proxy=http://127.0.0.1/"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/monitoring"),
        ("POST", "/gradio_api/api/answer"),
        ("GET", "/docs"),
        ("GET", "/assets/../gradio_api/upload"),
    ],
)
def test_routes_that_the_page_does_not_need_are_closed(client: httpx.Client, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/none", 404),
        ("GET", "/api/", 404),
        ("POST", "/onrecord/none.js", 404),
        ("GET", "/reports/", 404),
        ("GET", "/api/ask", 405),
        ("DELETE", "/api/articles", 405),
        ("POST", "/openapi.json", 405),
    ],
)
def test_what_is_not_there_is_told_with_a_remedy_and_not_by_the_page_behind(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    reply = client.request(method, path)

    assert reply.status_code == status
    assert reply.json()["error"].keys() == {"code", "message", "remedy"}


@pytest.mark.parametrize("path", ["/", "/api/articles", "/onrecord/panel.js", "/nothing", "/theme.css"])
def test_every_reply_carries_the_policy(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert not re.search(r"script-src[^;]*unsafe", headers["content-security-policy"])
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_each_page_has_a_nonce_of_its_own_on_every_script_and_no_outside_text(client: httpx.Client) -> None:
    pages = [client.get("/") for _ in range(2)]
    nonces = [re.findall(r"'nonce-([^']+)'", page.headers["content-security-policy"])[0] for page in pages]

    assert nonces[0] != nonces[1]
    for page, nonce in zip(pages, nonces, strict=True):
        scripts = re.findall(r"<script[^>]*>", page.text)
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        assert "Velmora" not in page.text
        assert "Calwin" not in page.text


def test_the_page_names_nothing_to_load_from_elsewhere(client: httpx.Client) -> None:
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', client.get("/").text)

    assert loaded
    assert all(not address.startswith(("http:", "https:", "//")) for address in loaded)


def test_a_body_over_its_limit_is_refused_whether_declared_or_not(client: httpx.Client) -> None:
    large = b"x" * 1_000_001

    declared = client.post("/api/articles?name=a.txt", content=large)
    streamed = client.post("/api/articles?name=a.txt", content=iter([large[:600_000], large[600_000:]]))
    queue = client.post("/gradio_api/queue/join", content=large)

    assert [reply.status_code for reply in (declared, streamed, queue)] == [413, 413, 413]
    assert declared.json()["error"]["message"] == "That is larger than 1 MB."
