"""PDF files: the text that a reader sees, paragraph by paragraph, each with its page. Pictures of text are not read."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from ingest.load.article import Origin, finish, lay_out
from ingest.load.pdf_hidden import HiddenText
from ingest.load.pdf_lines import Line, paragraphs
from ingest.load.quiet import quiet
from ingest.models import LoadedArticle, Metadata, Rejection

MAX_PAGES = 2_000
_PASSWORD = "It is protected by a password. Save it without one, or save its words as .txt."
_FILE_NAME = re.compile(r"untitled|microsoft word - .*|.*\.(?:docx?|pdf|indd|qxd|rtf|txt|odt|pages)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def load_pdf(data: bytes, origin: Origin, given: Metadata = Metadata()) -> LoadedArticle | Rejection:
    """Load a .pdf file. Its creation date is the file's, not the article's, and is not read."""
    with quiet("pypdf"):
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                return origin.reject(_PASSWORD)
            if len(reader.pages) > MAX_PAGES:
                return origin.reject(f"It has {len(reader.pages):,} pages, and {MAX_PAGES:,} is the most. Split it into its articles.")
            hidden = shown = 0
            pages: list[list[Line]] = []
            for number, page in enumerate(reader.pages, start=1):
                lines, seen = _read_page(page, number)
                pages.append(lines)
                hidden, shown = hidden + seen.hidden, shown + seen.shown
            found = _metadata(reader)
        except FileNotDecryptedError:
            return origin.reject(_PASSWORD)
        except DependencyError:
            return origin.reject("It is encrypted in a way that is not read. Print it to a new PDF, or save its words as .txt.")
        except Exception:  # pypdf raises its own, and KeyError, TypeError, zlib.error, … from inside damaged files
            return origin.reject(
                "It is not a PDF file that can be read. Open it in a PDF reader and print it to a new PDF, or save its words as .txt."
            )
    parts, running = paragraphs(pages)
    text, layout = lay_out(parts)
    if not text.strip() and hidden:
        return origin.reject(
            "Its only text is invisible, as under a scanned page. Save the recognised words as .txt and check them against the page."
        )
    if not text.strip():
        return origin.reject("Its pages hold no text. Scans are not read: recognise the text with another program and save it as .txt.")
    notes = []
    if hidden:
        notes.append(f"Hidden text dropped: {hidden} invisible, tiny or white piece{'s' * (hidden > 1)}.")
    if running:
        notes.append(f"Running heads and page numbers left out: {running} line{'s' * (running > 1)}.")
    return finish(origin, given, text, found, layout=layout, notes=notes)


def _read_page(page: PageObject, number: int) -> tuple[list[Line], HiddenText]:
    """Return the page's lines in the order in which they are drawn, and what was hidden among them."""
    seen = HiddenText()
    lines: list[Line] = []
    pieces: list[tuple[str, float, float, float]] = []

    def end_line() -> None:
        text = _SPACE.sub(" ", "".join(piece[0] for piece in pieces)).strip()
        if text:
            _, x, y, size = next(piece for piece in pieces if piece[0].strip())
            lines.append(Line(text, number, x, y, size))
        pieces.clear()

    def collect(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        for place, line in enumerate(text.split("\n")):
            if place:
                end_line()
            if line:
                pieces.append((line, x, y, abs(size) * scale))

    page.extract_text(visitor_operand_before=seen.before, visitor_operand_after=seen.after, visitor_text=collect)
    end_line()
    return lines, seen


def _metadata(reader: PdfReader) -> Metadata:
    """Read title and author where a person filled them in; a file name in the title's place is none."""
    information = reader.metadata
    title = _SPACE.sub(" ", str((information and information.title) or "")).strip()
    author = _SPACE.sub(" ", str((information and information.author) or "")).strip()
    return Metadata(title=title if title and not _FILE_NAME.fullmatch(title) else None, author=author or None)
