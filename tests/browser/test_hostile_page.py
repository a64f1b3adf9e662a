"""Markup in every field, shown as text: no dialog, and nothing arrives at a listening address elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
if not Path("/usr/bin/chromium").exists():
    pytest.skip("no chromium here", allow_module_level=True)

from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402 - after the check that it is there

from tests.browser.test_page import FLAGS, WIDE, ask  # noqa: E402 - as above
from tests.served import HOSTILE, served  # noqa: E402 - as above

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


class Sink:
    """A listening address that counts what arrives."""

    def __init__(self) -> None:
        arrived: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                arrived.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.arrived = arrived
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    sink = Sink()
    yield sink
    sink.close()


@pytest.fixture(scope="module")
def page(sink: Sink) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        with served("hostile", sink=sink.address) as address:  # it ends, quietly, while the page is still open
            page = browser.new_page(viewport=WIDE)
            page.set_default_timeout(30_000)
            page.goto(address)
            page.locator("#composer textarea").first.wait_for()
            yield page
        browser.close()


def test_markup_in_question_answer_and_article_is_text(page: Page, sink: Sink) -> None:
    dialogs: list[str] = []
    said: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    words = HOSTILE.replace("SINK", sink.address)

    expect(page.locator("#chat .examples")).to_contain_text("<script>alert(1)</script>")
    ask(page, words)
    ask(page, f"Unknown {words}")
    page.locator("a.or-cite").first.click()
    panel = page.locator("dialog.or-panel")
    expect(panel.locator("h2")).to_have_text(words)
    expect(panel.locator("mark.or-on")).to_contain_text("<iframe")
    assert panel.locator("a").count() == 0  # its address is javascript:
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.locator("#filters > button").click()
    page.locator("#filters input").first.click()
    page.locator("header.or-masthead button").last.click()
    expect(page.locator("dialog.or-library .or-rows li").first).to_contain_text("<svg>")
    page.locator("dialog.or-library .or-rows button").first.click()
    page.locator("dialog.or-panel .or-text").wait_for()
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Your draft").fill("\n\n".join([words] * 3))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".or-draft")).to_contain_text("<iframe")
    page.locator(".or-look-up").first.click()
    page.locator(".or-forms").first.wait_for()

    shown = page.evaluate(
        "() => [...document.querySelectorAll('#chat .message-content *, .or-result *, dialog *')].map(e => e.tagName.toLowerCase())"
        ".filter((tag, i, all) => all.indexOf(tag) === i)"
    )
    assert not set(shown) & {"img", "script", "iframe", "svg", "image", "style", "link", "object", "video", "math"}
    links = page.evaluate("() => [...document.querySelectorAll('#chat a, .or-result a, dialog a')].map(a => a.getAttribute('href'))")
    assert all(link.startswith(("#s=", f"http://{sink.address}/%22")) or link.startswith(f'http://{sink.address}/"') for link in links)
    assert dialogs == []
    assert said == []  # nothing even tried and was stopped by the policy
    assert sink.arrived == []
