import io

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.load.article import Origin
from ingest.load.pdf import load_pdf
from ingest.models import Block, LoadedArticle, Rejection
from tests.ingest.load.files_in_code import a_pdf, lines

ORIGIN = Origin("/desk/report.pdf")


def loaded(data: bytes) -> LoadedArticle:
    article = load_pdf(data, ORIGIN)
    assert isinstance(article, LoadedArticle), article
    return article


def rejected(data: bytes) -> Rejection:
    rejection = load_pdf(data, ORIGIN)
    assert isinstance(rejection, Rejection), rejection
    return rejection


def test_a_sentence_that_runs_over_lines_is_not_broken() -> None:
    page = lines("The ferry to Orsk was late again on", "Monday, and the mayor said that she", "was sorry.")

    assert loaded(a_pdf(page)).text == "The ferry to Orsk was late again on Monday, and the mayor said that she was sorry."


def test_a_gap_between_lines_parts_paragraphs() -> None:
    page = lines(
        "The ferry to Orsk was late again on",
        "Monday morning, for the fifth time.",
        "",
        "The mayor said that she was sorry and",
        "that it would not happen again.",
    )

    assert loaded(a_pdf(page)).text.split("\n\n") == [
        "The ferry to Orsk was late again on Monday morning, for the fifth time.",
        "The mayor said that she was sorry and that it would not happen again.",
    ]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    page = lines(
        "The ferry to Orsk was late again on this", "Monday.", "The mayor said that she was sorry and that", "it would not happen again."
    )

    assert loaded(a_pdf(page)).text.count("\n\n") == 1


def test_a_heading_in_a_larger_size_stands_alone() -> None:
    page = lines("Ferry late again", size=20) + "\n" + lines("The ferry to Orsk was late on Monday.", top=704)

    assert loaded(a_pdf(page)).text == "Ferry late again\n\nThe ferry to Orsk was late on Monday."


def test_each_point_of_a_list_stands_alone() -> None:
    page = lines("The mayor promised three things:", "• more boats in summer", "• later trams")

    assert loaded(a_pdf(page)).text.count("\n\n• ") == 2


def test_each_block_names_its_page() -> None:
    article = loaded(a_pdf(lines("The first page speaks of ferries."), lines("The second page speaks of trams.")))

    assert [(article.text[b.start : b.end], b.page) for b in article.layout] == [
        ("The first page speaks of ferries.", 1),
        ("The second page speaks of trams.", 2),
    ]


def test_a_paragraph_that_runs_over_a_page_break_is_one_block_on_the_page_where_it_begins() -> None:
    article = loaded(a_pdf(lines("The ferry to Orsk was late and the"), lines("mayor said that she was sorry.")))

    assert article.text == "The ferry to Orsk was late and the mayor said that she was sorry."
    assert article.layout == (Block(0, len(article.text), page=1),)


def test_a_word_broken_at_a_line_end_is_mended_where_the_document_prints_it_whole() -> None:
    page = lines("The government was late, as the govern-", "ment itself conceded in its report.")

    assert "as the government itself" in loaded(a_pdf(page)).text


def test_a_hyphen_that_may_belong_to_the_word_stays() -> None:
    page = lines("The mayor called it a well-", "known problem of the line.")

    assert "a well-known problem" in loaded(a_pdf(page)).text


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        lines(f"The Orsk Courier {n}", words, str(n)) for n, words in enumerate(("Ferries sail.", "Trams run.", "Buses wait."), start=1)
    ]

    article = loaded(a_pdf(*pages))

    assert article.text == "Ferries sail.\n\nTrams run.\n\nBuses wait."
    assert article.notes == ("Running heads and page numbers left out: 6 lines.",)


HIDDEN = {
    "invisible render mode": "BT /F1 12 Tf 3 Tr 72 600 Td (Goblin) Tj ET",
    "text under one point": "BT /F1 12 Tf 0.01 0 0 0.01 72 600 Tm (Goblin) Tj ET",
    "font size nought": "BT /F1 0 Tf 72 600 Td (Goblin) Tj ET",
    "white, gray": "1 g BT /F1 12 Tf 72 600 Td (Goblin) Tj ET",
    "white, rgb": "1 1 1 rg BT /F1 12 Tf 72 600 Td [(Gob) -20 (lin)] TJ ET",
    "white, cmyk": "0 0 0 0 k BT /F1 12 Tf 72 600 Td (Goblin) ' ET",
    "white, after a restored state": "q 0 g Q 1 g BT /F1 12 Tf 72 600 Td (Goblin) Tj ET",
    "a form's invisible word": "/X1 Do",
}


@pytest.mark.parametrize("drawn", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_text_is_dropped_and_counted(drawn: str) -> None:
    article = loaded(a_pdf(lines("The ferry to Orsk was late.") + f"\nq {drawn} Q"))

    assert article.text == "The ferry to Orsk was late."
    assert article.notes == ("Hidden text dropped: 1 invisible, tiny or white piece.",)


SEEN = {
    "white on a dark bar": "0 0 0.5 rg 60 590 300 30 re f 1 g BT /F1 12 Tf 72 600 Td (Seen.) Tj ET",
    "white in a saved state only": "q 1 g Q BT /F1 12 Tf 72 600 Td (Seen.) Tj ET",
    "size one, scaled by the text matrix": "BT /F1 1 Tf 12 0 0 12 72 600 Tm (Seen.) Tj ET",
    "stroked in white fill": "1 g BT /F1 12 Tf 1 Tr 72 600 Td (Seen.) Tj ET",
    "full ink of a named colour": "/Spot cs 1 scn BT /F1 12 Tf 72 600 Td (Seen.) Tj ET",
    "invisible mode ended before": "BT /F1 12 Tf 3 Tr 0 Tr 72 600 Td (Seen.) Tj ET",
}


@pytest.mark.parametrize("drawn", SEEN.values(), ids=SEEN.keys())
def test_text_that_can_be_seen_is_kept(drawn: str) -> None:
    article = loaded(a_pdf(lines("The ferry to Orsk was late.") + f"\nq {drawn} Q"))

    assert article.text == "The ferry to Orsk was late.\n\nSeen."
    assert article.notes == ()


def test_title_and_author_of_the_file_are_used() -> None:
    metadata = loaded(
        a_pdf(lines("It was late."), info="/Title (Ferry late again) /Author (Ana Kova) /CreationDate (D:20130101000000Z)")
    ).metadata

    assert (metadata.title, metadata.author, metadata.published) == ("Ferry late again", "Ana Kova", None)


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "ferry_final.indd", "Untitled"])
def test_a_file_name_is_no_title(title: str) -> None:
    assert loaded(a_pdf(lines("It was late."), info=f"/Title ({title})")).metadata.title is None


def test_blank_pages_are_rejected_with_a_remedy() -> None:
    assert "Scans are not read: recognise the text" in rejected(a_pdf("0 0 m 10 10 l S")).reason


def test_a_scan_with_an_invisible_text_layer_is_rejected_as_such() -> None:
    assert "Its only text is invisible" in rejected(a_pdf("BT /F1 12 Tf 3 Tr 72 600 Td (Goblin) Tj ET")).reason


def test_a_password_is_named() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf(lines("It was late.")))))
    writer.encrypt("secret", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)

    assert "protected by a password" in rejected(packed.getvalue()).reason


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\ngarbage", b"not a pdf", a_pdf(lines("It was late."))[:300], b"%PDF-1.7\n" + bytes(range(256)) * 9]
)
def test_a_damaged_file_is_rejected_without_an_exception(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert "not a PDF file that can be read" in rejected(data).reason
    assert caplog.records == []
