"""Word files: paragraphs and tables in their order, roles from the styles, hidden and deleted text left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.load.article import Origin, Part, finish, lay_out
from ingest.models import LoadedArticle, Metadata, Rejection, Role

MAX_UNPACKED_BYTES = 64 * 2**20
_OLE = b"\xd0\xcf\x11\xe0"
_NOT_A_PERSON = "python-docx"  # the author in the template of the library that writes many such files
_ROLE_OF_STYLE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"title|headline|heading( \d+)?", re.IGNORECASE), "headline"),
    (re.compile(r"subtitle|standfirst", re.IGNORECASE), "standfirst"),
    (re.compile(r"caption", re.IGNORECASE), "caption"),
    (re.compile(r"byline", re.IGNORECASE), "byline"),
)
_CHARACTERS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what its sibling says
_DELETED = frozenset({qn("w:del"), qn("w:moveFrom")})
_ON = frozenset({None, "1", "true", "on"})
_WHITE = re.compile(r"f[a-f0-9]f[a-f0-9]f[a-f0-9]", re.IGNORECASE)
_TINY_HALF_POINTS = 2


@dataclass
class _Styles:
    """What the styles of a document say: the name of each, and which of them hide text."""

    names: dict[str, str]
    hiding: frozenset[str]


def load_docx(data: bytes, origin: Origin, given: Metadata = Metadata()) -> LoadedArticle | Rejection:
    """Load a .docx file. Its creation date is no publication date (templates carry their own) and is not read."""
    if data.startswith(_OLE):
        return origin.reject("It is protected by a password, or an old .doc. Open it in Word and save it as .docx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked_bytes = sum(member.file_size for member in package.infolist() if member.filename.endswith((".xml", ".rels")))
        if unpacked_bytes > MAX_UNPACKED_BYTES:
            return origin.reject(f"Its text would unpack to {unpacked_bytes // 2**20:,} MiB. Save its words as .txt.")
        document = docx.Document(io.BytesIO(data))
    except Exception:  # zipfile, lxml and python-docx raise a dozen unrelated classes on damaged files
        return origin.reject("It is not a Word file that can be read. Open it in Word and save it again as .docx.")
    styles = _read_styles(document)
    reading = _Reading(styles)
    styled = [(style, part) for style, part in reading.parts(document.element.body) if part.text]
    text, layout = lay_out([part for _, part in styled])
    headline = next((part.text for _, part in styled[:1] if part.role == "headline"), None)
    titled = next((part.text for style, part in styled if style.lower() == "title"), None)
    core = document.core_properties
    found = Metadata(
        title=" ".join((core.title or titled or headline or "").split()) or None,
        author=core.author.strip() or None if core.author != _NOT_A_PERSON else None,
        language=core.language.strip() or None,
    )
    return finish(origin, given, text, found, layout=layout, notes=reading.notes())


def _read_styles(document: Document) -> _Styles:
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    vanishing: dict[str, bool] = {}
    for style in document.styles.element.iter(qn("w:style")):
        style_id = style.get(qn("w:styleId")) or ""
        name, base = style.find(qn("w:name")), style.find(qn("w:basedOn"))
        names[style_id] = (name.get(qn("w:val")) or "") if name is not None else ""
        if base is not None:
            bases[style_id] = base.get(qn("w:val")) or ""
        hidden = _is_vanished(style.find(qn("w:rPr")))
        if hidden is not None:
            vanishing[style_id] = hidden
    return _Styles(names, frozenset(style for style in names if _inherited(style, bases, vanishing)))


def _inherited(style: str, bases: dict[str, str], vanishing: dict[str, bool]) -> bool:
    seen: set[str] = set()
    while style not in vanishing and style in bases and style not in seen:
        seen.add(style)
        style = bases[style]
    return vanishing.get(style, False)


def _is_vanished(properties: BaseOxmlElement | None) -> bool | None:
    """Return whether run properties hide text; ``None`` where they do not say."""
    mark = properties.find(qn("w:vanish")) if properties is not None else None
    return None if mark is None else mark.get(qn("w:val")) in _ON


class _Reading:
    """One pass over a document's body; counts what it leaves out."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._hidden = 0
        self._deleted = 0

    def notes(self) -> tuple[str, ...]:
        """Return the lines for the report."""
        counts = ((self._hidden, "Hidden text dropped: {} hidden run{}."), (self._deleted, "Tracked deletions left out: {} run{}."))
        return tuple(line.format(count, "s" * (count > 1)) for count, line in counts if count)

    def parts(self, container: BaseOxmlElement) -> Iterator[tuple[str, Part]]:
        """Yield paragraphs and table rows in document order, blank ones too, each behind the name of its style."""
        for child in container:
            if child.tag == qn("w:p"):
                style = self._style(child)
                yield style, Part(self._words(child).strip(), _role(style))
            elif child.tag == qn("w:tbl"):
                yield from self._rows(child)
            elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}:
                yield from self.parts(child)

    def _rows(self, table: BaseOxmlElement) -> Iterator[tuple[str, Part]]:
        """A row is a paragraph, its cells between bars; a table of one column is layout, and its paragraphs stay paragraphs."""
        for row in table.iter(qn("w:tr")):
            cells = list(row.iterchildren(qn("w:tc")))
            if len(cells) == 1 and cells[0].find(qn("w:tbl")) is None:
                yield from self.parts(cells[0])
            elif next(row.iterancestors(qn("w:tbl"))) is table:
                words = (" ".join(filter(None, (self._words(p).strip() for p in cell.iter(qn("w:p"))))) for cell in cells)
                yield "", Part(" | ".join(filter(None, words)))

    def _words(self, paragraph: BaseOxmlElement) -> str:
        pieces: list[str] = []
        for run in paragraph.iter(qn("w:r")):
            around = {ancestor.tag for ancestor in run.iterancestors()}
            if _FALLBACK in around or next(run.iterancestors(qn("w:p"))) is not paragraph:
                continue
            if around & _DELETED:
                self._deleted += 1
                continue
            words = "".join((child.text or "") if child.tag == qn("w:t") else _CHARACTERS.get(child.tag, "") for child in run)
            if words.strip() and self._is_hidden(run, paragraph):
                self._hidden += 1
                continue
            pieces.append(words)
        return "".join(pieces)

    def _style(self, paragraph: BaseOxmlElement) -> str:
        return self._styles.names.get(_value(paragraph, "w:pPr/w:pStyle") or "", "")

    def _is_hidden(self, run: BaseOxmlElement, paragraph: BaseOxmlElement) -> bool:
        own = _is_vanished(run.find(qn("w:rPr")))
        if own is None:
            styles = (_value(run, "w:rPr/w:rStyle"), _value(paragraph, "w:pPr/w:pStyle"))
            own = any(style in self._styles.hiding for style in styles)
        size = _value(run, "w:rPr/w:sz") or ""
        return own or (size.isdigit() and int(size) <= _TINY_HALF_POINTS) or _is_white_on_white(run)


def _is_white_on_white(run: BaseOxmlElement) -> bool:
    """White text, unless the run, its paragraph or its table cell is shaded or highlighted."""
    if not _WHITE.fullmatch(_value(run, "w:rPr/w:color") or ""):
        return False
    if _value(run, "w:rPr/w:highlight") not in {None, "none", "white"}:
        return False
    for around in (run, *run.iterancestors(qn("w:p"), qn("w:tc"), qn("w:tbl"))):
        for properties in ("w:rPr", "w:pPr", "w:tcPr", "w:tblPr"):
            fill = _value(around, f"{properties}/w:shd", "w:fill")
            if fill is not None and fill != "auto" and not _WHITE.fullmatch(fill):
                return False
    return True


def _value(element: BaseOxmlElement, path: str, attribute: str = "w:val") -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn(attribute))


def _role(style: str) -> Role:
    return next((role for pattern, role in _ROLE_OF_STYLE if pattern.fullmatch(style)), "body")
