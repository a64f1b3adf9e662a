"""What a draft's sentences are found to be, over a home of a few invented articles."""

from __future__ import annotations

import asyncio
import gc
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import InputError
from qa.draft import CheckedDraft, CheckedSentence, draft_in, draft_of, read_draft
from qa.models import Filters
from qa.service import OnRecord, open_onrecord

ARTICLES = (
    (
        "courier.txt",
        "Ellery Courier",
        "2025-05-14",
        "Mayor Orla Venn said on Monday that the harbour ferry carried 41,000 passengers last year.\n\n"
        "“We will not sell the ferry to anyone,” Venn told the council of Port Ellery.",
    ),
    ("post.txt", "Dorrow Post", "2025-09-02", "The lithium mine above Dorrow will open in March, the ministry said."),
    ("own.txt", "Our Paper", "2025-09-03", "Farmers near Dorrow have filed 12 complaints about the water of the river Ness."),
)


@pytest.fixture(scope="module")
def onrecord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnRecord]:
    folder = tmp_path_factory.mktemp("draft")
    with open_onrecord(folder / "h", own=False) as opened:
        for name, outlet, day, text in ARTICLES:
            path = folder / name
            path.write_text(text, encoding="utf-8")
            opened.ingest([path])
            opened.edit(str(path.resolve()), {"outlet": outlet, "published": day})
        yield opened


def only(checked: CheckedDraft) -> CheckedSentence:
    (sentence,) = checked.sentences
    return sentence


def test_a_sentence_that_an_article_says_is_supported_by_that_sentence(onrecord: OnRecord) -> None:
    checked = onrecord.check("The lithium mine above Dorrow will open in March, the ministry said.")

    assert (only(checked).found, only(checked).citations) == ("supported", (1,))
    assert checked.citations[0].outlet == "Dorrow Post"


@pytest.mark.parametrize(
    ("sentence", "code", "printed"),
    [
        ("The harbour ferry carried 47,000 passengers last year, Mayor Orla Venn said.", "number", "41,000"),
        ("The lithium mine above Dorrow will open in August, the ministry said.", "date", "March"),
        ("The lithium mine above Dorrow will not open in March, the ministry said.", "negation", "the same without it"),
        ("“We will never sell that ferry to anyone,” Venn told the council.", "quotation", "We will not sell the ferry to anyone"),
    ],
    ids=["number", "date", "negation", "quotation"],
)
def test_a_sentence_that_a_source_contradicts_differs_and_shows_both(onrecord: OnRecord, sentence: str, code: str, printed: str) -> None:
    checked = only(onrecord.check(sentence))

    reason = next(r for r in checked.reasons if r.code == code)
    assert checked.found == "differs"
    assert printed in (reason.printed or "")
    assert printed in reason.message


def test_a_sentence_about_something_else_has_no_source_here(onrecord: OnRecord) -> None:
    checked = onrecord.check("The national chess cup went to a student from Tallow Bay.")

    assert (only(checked).found, only(checked).verdict, only(checked).citations) == ("no_source", "unsourced", ())
    assert checked.citations == ()


def test_a_quotation_is_looked_up_in_every_article(onrecord: OnRecord) -> None:
    elsewhere, nowhere = onrecord.check(
        "The chess club of Tallow Bay answered “not sell the ferry”.\n\nIts rival answered “buy more trains”."
    ).sentences

    assert [q.status for q in elsewhere.quotations] == ["elsewhere"]
    assert [q.status for q in nowhere.quotations] == ["not_found"]


def test_the_middle_of_a_quotation_is_looked_up_as_quoted(onrecord: OnRecord) -> None:
    draft = "“The ferry stays. We will sell the harbour instead. It is ours,” Venn said."

    assert [q.text for q in onrecord.check(draft).sentences[1].quotations] == ["We will sell the harbour instead."]


def test_ones_own_outlet_is_no_source_where_it_is_excluded(onrecord: OnRecord) -> None:
    sentence = "Farmers near Dorrow have filed 12 complaints about the water of the river Ness."

    assert only(onrecord.check(sentence)).found == "supported"
    without = onrecord.check(sentence, filters=Filters(without_outlets=("our paper",)))
    assert "Our Paper" not in {c.outlet for c in without.citations}
    assert without.searched.articles == 2


def test_days_and_outlets_leave_other_articles_out(onrecord: OnRecord) -> None:
    sentence = "The lithium mine above Dorrow will open in March, the ministry said."

    assert only(onrecord.check(sentence, filters=Filters(until="2025-06-01"))).citations == ()
    assert only(onrecord.check(sentence, filters=Filters(outlets=("Ellery Courier",)))).citations == ()


def test_citations_are_numbered_over_the_whole_draft(onrecord: OnRecord) -> None:
    mine = "The lithium mine above Dorrow will open in March, the ministry said."
    checked = onrecord.check(f"{mine}\n\n“We will not sell the ferry to anyone,” Venn told the council of Port Ellery.\n\n{mine}")

    assert [s.citations[0] for s in checked.sentences] == [1, 2, 1]
    assert [c.number for c in checked.citations] == [1, 2]


def test_nothing_of_a_draft_is_written_into_the_home(onrecord: OnRecord) -> None:
    home = onrecord.settings.home
    before = onrecord.parts.home.lookup.revision()

    onrecord.check("The zanzabarine lantern will open in March.")

    assert onrecord.parts.home.lookup.revision() == before
    assert not [path for path in home.rglob("*") if path.is_file() and b"zanzabarine" in path.read_bytes()]


def test_an_empty_home_is_an_error_that_names_the_command_that_fills_it(tmp_path: Path) -> None:
    with open_onrecord(tmp_path / "h", own=False) as empty:
        checked = asyncio.run(empty.aio.check(draft_of("The mine will open.")))

    assert checked.error is not None
    assert "onrecord ingest" in checked.error.remedy


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('Ab3 .?!“”"\n#-’é')), st.booleans())
def test_sentences_stand_at_their_places_in_the_draft(text: str, is_markdown: bool) -> None:
    for sentence in draft_of(text, is_markdown=is_markdown).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert any(c.isalnum() for c in sentence.text)


def test_front_matter_and_marks_of_markdown_are_no_words_of_the_draft() -> None:
    draft = read_draft(b"---\ntitle: Ferry\n---\n# It stays\n\n- It pays.\n", "ferry.md")

    assert [s.text for s in draft.sentences] == ["It stays", "It pays."]


def test_a_word_file_is_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("The mine will open. Farmers fear for the water.")
    document.save(str(tmp_path / "draft.docx"))

    assert [s.text for s in draft_in(tmp_path / "draft.docx").sentences] == ["The mine will open.", "Farmers fear for the water."]


@pytest.mark.parametrize(("data", "name"), [(b"x", "draft.pdf"), (b"\x00\x01", "draft.txt"), (b"no zip", "draft.docx")])
def test_what_is_no_draft_is_refused_with_a_remedy(data: bytes, name: str) -> None:
    with pytest.raises(InputError):
        read_draft(data, name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        draft_in(tmp_path / "absent.txt")


def test_a_sentence_that_shares_a_word_or_two_with_an_article_has_no_source(onrecord: OnRecord) -> None:
    assert only(onrecord.check("The moon over the harbour is made of cheese.")).found == "no_source"


def test_a_second_sentence_does_not_hide_a_number_that_differs(tmp_path: Path) -> None:
    text = "The coast guard answered 28 hoax calls from one man in Port Ellery.\n\nNearly 30 calls came from the man, it said."
    path = tmp_path / "calls.txt"
    path.write_text(text, encoding="utf-8")
    with open_onrecord(tmp_path / "h", own=False) as opened:
        opened.ingest([path])
        checked = only(opened.check("The coast guard answered 30 hoax calls from one man in Port Ellery."))

    assert checked.found == "differs"
    assert [r.printed for r in checked.reasons if r.code == "number"] == ["28"]


def test_nothing_of_a_draft_stays_in_memory_once_it_was_checked(onrecord: OnRecord) -> None:
    secret = "".join(reversed("htrowrebliG"))  # put together here: a constant of this module would stay

    onrecord.check(f"Mayor {secret} said that the harbour ferry carried 41,000 passengers last year. {secret} did not pay 77 pounds.")

    assert _holders_of(secret) == []


def _holders_of(secret: str) -> list[str]:
    """What in this process holds a text with the secret, by type; the frames of this test left out."""
    gc.collect()
    found = []
    for holder in gc.get_objects():
        if isinstance(holder, types.FrameType):
            continue
        for kept in gc.get_referents(holder):
            if isinstance(kept, str | bytes) and secret.lower() in str(kept).lower():
                found.append(type(holder).__name__)
    return found


def test_a_denial_that_no_source_has_differs_where_the_rest_is_there(onrecord: OnRecord) -> None:
    checked = only(onrecord.check("The lithium mine above Dorrow, said the ministry, will open in March and is not disputed."))

    assert (checked.found, [r.code for r in checked.reasons]) == ("differs", ["negation"])
