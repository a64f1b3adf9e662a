"""Bytes become text: UTF-8, else the charset that the file declares, else Windows-1252; never a guess from letter statistics."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01
_MAGIC = {
    b"%PDF": "a PDF file: name it .pdf",
    b"PK\x03\x04": "a ZIP or Office file: name a Word file .docx",
    b"\xd0\xcf\x11\xe0": "an old Office file: save it as .docx",
    b"\x89PNG": "a picture: save its words as .txt",
    b"\xff\xd8\xff": "a picture: save its words as .txt",
    b"GIF8": "a picture: save its words as .txt",
    b"\x1f\x8b": "a compressed file: unpack it first",
    b"{\\rtf": "an RTF file: save it as .docx or .txt",
}
# Charsets that pages declare; Python knows more names (unicode_escape, punycode, …) that no page means.
_DECLARABLE = re.compile(r"iso8859|cp(125\d|874|866|932|949|950)$|koi8|mac[-_]|gb|big5|euc_|shift_jis|iso2022_jp")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and a note where the file was not UTF-8."""

    text: str
    notes: tuple[str, ...] = ()


class UndecodableError(ValueError):
    """The bytes are no text; the message says what they are, and what to do."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file, changing nothing but the byte order mark, which goes.

    Raises:
        UndecodableError: the bytes are no text in any of these encodings.
    """
    for magic, meaning in _MAGIC.items():
        if data.startswith(magic):
            raise UndecodableError(f"This is not text but {meaning}.")
    decoded = _decode(data, declared)
    if "\x00" in decoded.text:
        raise UndecodableError("This is not text: it holds the character U+0000. Save it as plain text in UTF-8.")
    if len(_CONTROL.findall(decoded.text)) > _MAX_CONTROL_SHARE * len(decoded.text):
        raise UndecodableError("This is not text: it is full of control characters. Save it as plain text in UTF-8.")
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Decoded(data.decode("utf-16"), ("Read as UTF-16.",))
        except UnicodeDecodeError:
            raise UndecodableError("It begins like UTF-16 and is not. Save it as plain text in UTF-8.") from None
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    for charset, name in ((_python_name(declared), declared), ("cp1252", "Windows-1252")):
        if charset is None:
            continue
        try:
            return Decoded(data.decode(charset), (f"Read as {name}: it is not UTF-8.",))
        except UnicodeDecodeError:
            continue
    raise UndecodableError("It is neither UTF-8 nor Windows-1252 text. Save it as plain text in UTF-8.")


def _python_name(declared: str | None) -> str | None:
    """Return Python's codec for a declared charset; Latin-1 and ASCII mean Windows-1252, as browsers read them."""
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):  # ValueError: a name with U+0000 in it
        return None
    if name in {"ascii", "iso8859-1"}:
        return "cp1252"
    return name if _DECLARABLE.match(name) else None
