import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from ingest.load.article import Origin
from ingest.load.docx import load_docx
from ingest.models import LoadedArticle, Metadata, Rejection
from tests.ingest.load.files_in_code import a_word_file, saved

ORIGIN = Origin("/desk/ferry.docx")


def loaded(data: bytes, given: Metadata = Metadata()) -> LoadedArticle:
    article = load_docx(data, ORIGIN, given)
    assert isinstance(article, LoadedArticle), article
    return article


def test_paragraphs_are_kept_and_blank_ones_are_not() -> None:
    assert loaded(a_word_file("The ferry was late.", "", "It was sorry.")).text == "The ferry was late.\n\nIt was sorry."


def test_roles_come_from_the_styles() -> None:
    article = loaded(
        a_word_file(
            ("Title", "Ferry late"), ("Subtitle", "Again and again"), "It was late.", ("Heading 2", "Costs"), ("Caption", "The quay.")
        )
    )

    assert [(article.text[b.start : b.end], b.role) for b in article.layout] == [
        ("Ferry late", "headline"),
        ("Again and again", "standfirst"),
        ("Costs", "headline"),
        ("The quay.", "caption"),
    ]


def test_a_table_stays_in_its_place_row_by_row() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip([cell for row in table.rows for cell in row.cells], ["Year", "Boats", "2023", "12"], strict=True):
        cell.text = words
    document.add_paragraph("After.")

    assert loaded(saved(document)).text == "Before.\n\nYear | Boats\n\n2023 | 12\n\nAfter."


def test_a_table_of_one_column_is_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "The ferry was late."
    cell.add_paragraph("It was sorry.")

    assert loaded(saved(document)).text == "The ferry was late.\n\nIt was sorry."


def test_the_title_comes_from_the_properties_else_the_title_paragraph_else_a_first_heading() -> None:
    assert loaded(a_word_file(("Title", "Printed"), "It was late.", title="Filed")).metadata.title == "Filed"
    assert loaded(a_word_file("Orsk, Monday", ("Title", "Printed"), "It was late.")).metadata.title == "Printed"
    assert loaded(a_word_file(("Heading 1", "Heading"), "It was late.")).metadata.title == "Heading"
    assert loaded(a_word_file("It was late.", ("Heading 1", "Costs"))).metadata.title is None


def test_the_author_is_used_and_the_templates_author_and_date_are_not() -> None:
    assert loaded(a_word_file("It was late.", author="Ana Kova")).metadata.author == "Ana Kova"
    assert loaded(a_word_file("It was late.")).metadata == Metadata()


def with_run(change: str) -> bytes:
    document = docx.Document()
    document.styles.add_style("Ghost", 2).font.hidden = True
    paragraph = document.add_paragraph("It was late.")
    run = paragraph.add_run(" Goblin.")
    CHANGES[change](run)
    paragraph.add_run(" It was sorry.")
    return saved(document)


def white(run: Run) -> None:
    run.font.color.rgb = RGBColor(255, 255, 255)


def white_on_black(run: Run) -> None:
    white(run)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), "000000")
    run._r.get_or_add_rPr().append(shading)


def deleted(run: Run) -> None:
    around = OxmlElement("w:del")
    run._r.addprevious(around)
    around.append(run._r)


def inserted(run: Run) -> None:
    around = OxmlElement("w:ins")
    run._r.addprevious(around)
    around.append(run._r)


CHANGES = {
    "hidden": lambda run: setattr(run.font, "hidden", True),
    "hidden by its style": lambda run: setattr(run, "style", "Ghost"),
    "one point": lambda run: setattr(run.font, "size", Pt(1)),
    "white": white,
    "white on black": white_on_black,
    "not hidden after all": lambda run: setattr(run.font, "hidden", False),
    "deleted": deleted,
    "inserted": inserted,
}


@pytest.mark.parametrize("change", ["hidden", "hidden by its style", "one point", "white"])
def test_hidden_text_is_dropped_and_counted(change: str) -> None:
    article = loaded(with_run(change))

    assert (article.text, article.notes) == ("It was late. It was sorry.", ("Hidden text dropped: 1 hidden run.",))


@pytest.mark.parametrize("change", ["white on black", "not hidden after all", "inserted"])
def test_text_that_can_be_seen_is_kept(change: str) -> None:
    article = loaded(with_run(change))

    assert (article.text, article.notes) == ("It was late. Goblin. It was sorry.", ())


def test_a_tracked_deletion_is_left_out_and_counted() -> None:
    article = loaded(with_run("deleted"))

    assert (article.text, article.notes) == ("It was late. It was sorry.", ("Tracked deletions left out: 1 run.",))


def test_breaks_tabs_and_links_keep_their_place() -> None:
    document = docx.Document()
    document.add_paragraph("One\ttwo\nthree")

    assert loaded(saved(document)).text == "One\ttwo\nthree"


def test_what_the_caller_gives_goes_before_the_properties() -> None:
    assert loaded(a_word_file("It was late.", title="Filed"), Metadata(title="Given")).metadata.title == "Given"


def a_zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


NO_WORD_FILE = {
    "garbage": (b"garbage", "not a Word file"),
    "a cut file": (a_word_file("It was late.")[:2000], "not a Word file"),
    "another archive": (a_zip(readme=b"x"), "not a Word file"),
    "a protected or old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected by a password, or an old .doc"),
    "no words": (a_word_file(""), "has no text"),
}


@pytest.mark.parametrize(("data", "reason"), NO_WORD_FILE.values(), ids=NO_WORD_FILE.keys())
def test_what_cannot_be_read_is_rejected_with_a_remedy(data: bytes, reason: str) -> None:
    rejection = load_docx(data, ORIGIN)

    assert isinstance(rejection, Rejection)
    assert reason in rejection.reason


def test_a_file_that_would_unpack_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.load.docx.MAX_UNPACKED_BYTES", 100_000)

    rejection = load_docx(a_zip(**{"word/document.xml": bytes(1_000_000)}), ORIGIN)

    assert isinstance(rejection, Rejection)
    assert "Its text would unpack to" in rejection.reason
