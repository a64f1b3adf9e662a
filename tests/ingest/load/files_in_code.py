"""Small files written in code: a PDF by hand, a Word file through python-docx."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document


def a_pdf(*streams: str, info: str = "") -> bytes:
    """Return a PDF with one page a content stream; /F1 is Helvetica, and a form /X1 shows an invisible word."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(streams)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>")
    form = "BT /F1 12 Tf 3 Tr 72 100 Td (Formgoblin) Tj ET"
    fonts = "/Font << /F1 3 0 R >>"
    head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << {fonts} >> /Length {len(form)} >>"
    objects.append(f"{head}\nstream\n{form}\nendstream")
    resources = f"/Resources << {fonts} /XObject << /X1 5 0 R >> >>"
    for number, stream in enumerate(streams):
        contents = first + 2 * number + 1
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} /Contents {contents} 0 R >>")
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def lines(*words: str, top: float = 720, leading: float = 14, size: float = 12, x: float = 72) -> str:
    """Return drawing operators for lines of text, the first one at ``top``; an empty line leaves room."""
    shown = (f"BT /F1 {size} Tf 1 0 0 1 {x} {top - number * leading} Tm ({line}) Tj ET" for number, line in enumerate(words) if line)
    return "\n".join(shown)


def a_word_file(*paragraphs: tuple[str, str] | str, **core: str) -> bytes:
    """Return a .docx of paragraphs, each plain or (style, words), and core properties."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, words = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        document.add_paragraph(words, style)
    for name, value in core.items():
        setattr(document.core_properties, name, value)
    return saved(document)


def saved(document: Document) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def in_lines(*objects: str) -> Sequence[bytes]:
    return [line.encode() for line in objects]
