"""The page as a reader has it, in Debian's Chromium, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
if not Path("/usr/bin/chromium").exists():
    pytest.skip("no chromium here", allow_module_level=True)

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright  # noqa: E402 - after the check that it is there

from tests.served import served  # noqa: E402 - as above

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
expect.set_options(timeout=20_000)
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
MARK = "dialog.or-panel mark.or-on"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(pause_s=0.02) as address:
        yield address


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, WIDE)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, PHONE)


def opened(browser: Browser, address: str, size: dict[str, int]) -> Iterator[Page]:
    """Yield a page of its own; afterwards nothing may have gone elsewhere, failed, or offended the policy."""
    context = browser.new_context(viewport=size, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append("a dialog"), dialog.dismiss()))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    page.goto(address)
    page.locator("#composer textarea").first.wait_for()
    yield page
    context.close()
    assert wrong == []


def ask(page: Page, question: str) -> Locator:
    """Ask, and return the answer's foot when it is there."""
    before = page.locator(".or-foot, .or-abstained, .or-failed").count()
    page.locator("#composer textarea").first.fill(question)
    page.keyboard.press("Enter")
    foot = page.locator(".or-foot, .or-abstained, .or-failed").nth(before)
    foot.wait_for()
    return foot


def test_a_click_on_a_number_mid_stream_opens_the_article_with_the_sentence_marked_and_in_view(wide: Page) -> None:
    wide.locator("#composer textarea").first.fill("Model What does Calwin want?")
    wide.keyboard.press("Enter")
    number = wide.locator("a.or-cite").first
    number.wait_for()
    expect(wide.locator(".or-open")).to_have_count(1)  # the next claim is being written

    number.click(delay=120)

    expect(wide.locator(MARK)).to_have_text(
        "Mayor Oresta Calwin said she would back the tunnel “only if the ferry keeps running for ten years”."
    )
    expect(wide.locator(MARK)).to_be_in_viewport()
    head = wide.locator("dialog.or-panel .or-about")
    for said in ("Harbour tunnel vote slips to autumn", "The Velmora Courier", "2025-05-14", "Ilka Tornheim", "Oresta Calwin", "unknown"):
        expect(head).to_contain_text(said)
    wide.locator(".or-foot").wait_for()
    expect(wide.locator(MARK)).to_be_in_viewport()


def test_the_sentence_after_an_emoji_is_marked_at_its_own_place_and_the_publisher_opens_there(wide: Page) -> None:
    ask(wide, "What does Calwin want?")

    wide.locator("a.or-cite").nth(1).click()

    expect(wide.locator(MARK)).to_have_text("“A tunnel with a ferry beside it is a bill paid twice,” Berrigold said on Tuesday.")
    link = wide.locator("dialog.or-panel a").get_attribute("href") or ""
    assert link == (
        "https://courier.example/2025/05/tunnel-vote#:~:text=A%20tunnel%20with%20a%20ferry,twice%2C%E2%80%9D%20Berrigold%20said%20on%20Tuesday."
    )


def test_the_keyboard_opens_steps_and_closes(wide: Page) -> None:
    ask(wide, "What does Calwin want?")
    wide.locator("a.or-cite").first.focus()

    wide.keyboard.press("Enter")
    expect(wide.locator("dialog.or-panel output")).to_have_text("Source 1 of 3")
    wide.keyboard.press("n")
    expect(wide.locator("dialog.or-panel output")).to_have_text("Source 2 of 3")
    wide.keyboard.press("ArrowRight")
    expect(wide.locator("dialog.or-panel h2")).to_have_text("Calwin drops ferry condition")
    assert "#s=" in wide.url
    wide.keyboard.press("p")
    expect(wide.locator("dialog.or-panel output")).to_have_text("Source 2 of 3")
    wide.keyboard.press("p")
    wide.get_by_role("button", name="Northquay Daily, 2025-09-30").press("Enter")
    expect(wide.locator("dialog.or-panel h2")).to_have_text("Calwin drops ferry condition")
    wide.keyboard.press("Escape")
    wide.locator("a.or-cite").nth(1).press("Enter")
    expect(wide.locator("dialog.or-panel output")).to_have_text("Source 2 of 3")
    wide.keyboard.press("Escape")

    expect(wide.locator("dialog.or-panel")).to_be_hidden()
    expect(wide.locator("a.or-cite:focus")).to_contain_text("2")
    assert "#s=" not in wide.url


def test_an_address_with_a_place_opens_it_again(wide: Page) -> None:
    ask(wide, "What does Calwin want?")
    wide.locator("a.or-cite").nth(1).click()
    expect(wide.locator(MARK)).to_be_in_viewport()

    wide.reload()

    expect(wide.locator(MARK)).to_contain_text("a bill paid twice")


def test_claims_that_are_not_simply_in_the_source_say_why(wide: Page) -> None:
    ask(wide, "Model What does Calwin want?")

    expect(wide.locator(".or-unsupported")).to_contain_text("the sentence says 410 million, the claim 450")
    expect(wide.locator(".or-weak .or-why")).to_be_visible()
    expect(wide.locator(".or-supported").first).to_contain_text("in the source")
    expect(wide.locator(".or-head")).to_contain_text("Written by granite-4 at models.newsroom.example.")


def test_an_abstention_gives_the_nearest_sentences_which_open(wide: Page) -> None:
    answer = ask(wide, "Unknown Who won the cup?")

    expect(answer).to_contain_text("Not in these articles")
    answer.locator("a.or-near").nth(1).click()

    expect(wide.locator(MARK)).to_contain_text("Mayor Oresta Calwin said")


def test_copying_takes_the_sources_along(wide: Page) -> None:
    foot = ask(wide, "What does Calwin want?")

    foot.locator("button.or-copy").click()

    expect(foot.locator("button.or-copy")).to_have_text("Copied, with its sources")
    copied = wide.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("**What does Calwin want?**")
    assert "- [1] Harbour tunnel vote slips to autumn, paragraph 1" in copied
    assert "courier.example/2025/05/tunnel-vote" in copied


def test_stop_keeps_what_was_checked_and_the_next_question_is_answered(wide: Page) -> None:
    wide.locator("#composer textarea").first.fill("Endless What does Calwin want?")
    wide.keyboard.press("Enter")
    wide.locator("a.or-cite").first.wait_for()

    wide.locator("#composer .stop-button").click()

    expect(wide.locator("#chat .or-note")).to_have_text("Stopped. What stands here was checked; the rest was not written.")
    expect(wide.locator(".or-claim").first).to_contain_text("In May 2025")
    expect(wide.locator(".or-open")).to_have_count(0)
    ask(wide, "What does Calwin want?")
    expect(wide.locator(".or-foot")).to_have_count(1)


def test_a_starter_asks_itself_and_a_new_conversation_brings_it_back(wide: Page) -> None:
    wide.get_by_text("What will the tunnel cost?").click()
    wide.locator(".or-foot").wait_for()

    wide.get_by_role("button", name="New conversation").click()

    expect(wide.get_by_text("Ask what these articles say.")).to_be_visible()
    expect(wide.locator(".or-foot")).to_have_count(0)


def test_a_date_that_cannot_be_read_is_said_and_nothing_is_asked(wide: Page) -> None:
    wide.locator("#filters > button").click()
    wide.get_by_role("textbox", name="Published since").fill("May")

    wide.locator("#composer textarea").first.fill("What does Calwin want?")
    wide.locator("#composer textarea").first.press("Enter")

    expect(wide.locator(".toast-wrap")).to_contain_text("Write the day as YYYY-MM-DD, or leave it empty.")
    expect(wide.locator(".or-foot")).to_have_count(0)


def test_pasted_text_and_files_are_added_with_a_report_and_listed(wide: Page) -> None:
    wide.get_by_role("button", name=re.compile("Articles")).click()
    library = wide.locator("dialog.or-library")
    library.get_by_label("Text of an article").fill("The lighthouse was lit again on Friday. It had been dark for a year.")
    library.get_by_label("Outlet").fill("Skerry Post")
    library.get_by_label("Published").fill("2025-11-03")
    library.get_by_label("Title").fill("Lighthouse lit again")
    library.get_by_role("button", name="Add", exact=True).click()
    expect(library.locator(".or-report")).to_contain_text("1 added.")

    files = [
        {"name": "harbour.txt", "mimeType": "text/plain", "buffer": b"The harbour froze."},
        {"name": "table.xls", "mimeType": "application/vnd.ms-excel", "buffer": b"x"},
        {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 1_000_001},
    ]
    library.locator('input[type="file"]').set_input_files(files)
    library.get_by_role("button", name="Add", exact=True).click()

    expect(library.locator(".or-report")).to_contain_text("1 added, 2 rejected.")
    expect(library.locator(".or-report")).to_contain_text("table.xls: it is in no format we read")
    expect(library.locator(".or-report")).to_contain_text("big.txt: it is larger than 1 MB.")
    library.get_by_label("Find an article").fill("skerry 2025-11")
    library.get_by_role("button", name=re.compile("Lighthouse lit again")).click()
    panel = wide.locator("dialog.or-panel")
    expect(panel.locator("h2")).to_have_text("Lighthouse lit again")
    expect(panel).to_contain_text("It had been dark for a year.")
    expect(panel.locator(".or-about")).to_contain_text("No link to the publisher is known.")


def test_a_draft_is_checked_against_the_articles_and_its_quotation_looked_up(wide: Page) -> None:
    wide.get_by_role("link", name="Check a draft").click()
    wide.get_by_label("Your draft").fill("It is “a bill paid twice”. It costs 450 million. “The tunnel carries everyone”, he said. Ice.")
    wide.get_by_label("Leave out an outlet").fill("Skerry Post")
    wide.get_by_role("button", name="Check", exact=True).click()
    result = wide.locator(".or-desk:not([hidden]) .or-result")
    expect(result.locator(".or-is-differs .or-finding")).to_contain_text("the sentence says 410 million, the claim 450")
    result.get_by_role("button", name=re.compile("Differs")).click()
    expect(result.locator(".or-checked:visible")).to_have_count(1)
    result.locator(".or-is-differs a.or-cite").click()
    expect(wide.locator(MARK)).to_have_text("The harbour board estimates the cost at 410 million marks.")
    wide.keyboard.press("Escape")
    result.get_by_role("button", name=re.compile("Differs")).click()
    result.get_by_role("button", name="Look up “The tunnel carries everyone”").click()

    forms = wide.locator(".or-desk:not([hidden]) .or-result")
    expect(forms).to_contain_text("As given in two articles, earliest first")
    expect(forms.locator("mark")).to_have_text("Never")
    assert "view=quote" in wide.url
    wide.go_back()
    expect(result.locator(".or-checked:visible")).to_have_count(4)


def test_positions_stand_side_by_side_and_each_mark_of_their_timeline_opens_its_sentence_by_keyboard(wide: Page) -> None:
    ask(wide, "Positions of Calwin and Berrigold?")

    expect(wide.locator("#chat table thead th")).to_have_text(["Oresta Calwin", "Tam Berrigold"])
    marks = wide.locator("#chat svg.or-picture a.or-cite")
    expect(marks).to_have_count(3)
    assert "2025-09-29, Oresta Calwin, quoted, differs from an earlier statement:" in (marks.nth(1).get_attribute("aria-label") or "")
    marks.nth(1).focus()
    wide.keyboard.press("Enter")

    expect(wide.locator(MARK)).to_have_text(
        "“The study convinced me: the tunnel carries everyone the ferry carries,” she told reporters on Monday."
    )
    expect(wide.locator("dialog.or-panel .or-about")).to_contain_text("Oresta Calwin, in quoted words, said 2025-09-29")


def test_a_link_to_one_holders_positions_draws_a_line_of_time_and_focus_comes_back_to_its_mark(wide: Page) -> None:
    wide.get_by_text("What will the tunnel cost?").wait_for()  # Gradio calls what it must leave unfinished an error
    wide.goto(f"{wide.url}?view=positions&issue=the+tunnel&holder=Oresta+Calwin")
    mark = wide.get_by_role("link", name=re.compile("^Source 2. 2025-09-29, Oresta Calwin, quoted, supports, differs from an earlier"))

    mark.press("Enter")

    expect(wide.locator(MARK)).to_contain_text("The study convinced me")
    wide.keyboard.press("Escape")
    expect(wide.locator("svg a:focus")).to_have_attribute("aria-label", re.compile("^Source 2."))
    wide.get_by_label("Issue").fill("Unknown matter")
    wide.keyboard.press("Enter")
    expect(wide.get_by_role("region", name="Report")).to_contain_text("This says nothing about anyone’s views")
    wide.go_back()
    expect(wide.locator(".or-holder")).to_have_text("Oresta Calwin")
    expect(wide.get_by_label("Issue")).to_have_value("the tunnel")


def test_holders_are_chosen_compared_and_taken_along_as_a_table_also_on_a_phone(wide: Page) -> None:
    wide.get_by_role("link", name="Positions").click()
    wide.get_by_role("button", name="Oresta Calwin").click()
    wide.get_by_label("Holders").fill("Tam Berrigold")
    wide.keyboard.press("Enter")
    wide.get_by_label("Issue").fill("the tunnel")

    wide.get_by_role("button", name="Show").click()

    expect(wide.locator(".or-relation")).to_contain_text("Oresta Calwin and Tam Berrigold differ")
    assert wide.url.endswith("?view=positions&issue=the+tunnel&holder=Oresta+Calwin&holder=Tam+Berrigold")
    with wide.expect_download() as saving:
        wide.get_by_role("button", name="Save as CSV").click()
    assert saving.value.suggested_filename == "positions-the-tunnel.csv"
    assert saving.value.path().read_text(encoding="utf-8").startswith("\ufeffholder,stance,condition,")
    wide.set_viewport_size(PHONE)
    assert wide.evaluate("document.querySelector('.or-wide').scrollWidth") == PHONE["width"]


def test_on_a_phone_the_article_is_a_sheet_from_below_and_nothing_overflows(phone: Page) -> None:
    ask(phone, "Model What does Calwin want?")

    phone.locator("a.or-cite").first.click()

    expect(phone.locator(MARK)).to_be_in_viewport()
    sheet = phone.locator("dialog.or-panel").bounding_box()
    assert sheet is not None
    assert (round(sheet["x"]), round(sheet["width"])) == (0, 390)
    assert sheet["y"] > 100
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.mouse.click(195, 40)  # beside the sheet
    expect(phone.locator("dialog.or-panel")).to_be_hidden()


def test_dark_follows_the_system(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.locator("#composer textarea").first.wait_for()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 22, 20)"
    context.close()
