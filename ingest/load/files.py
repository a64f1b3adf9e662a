"""Files, folders and bytes in; articles and rejections out, each by the module of its format."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.errors import InputError
from ingest.load.article import Origin
from ingest.load.jsonl import MAX_LINE_BYTES, load_jsonl
from ingest.load.text import load_markdown, load_text
from ingest.models import LoadedArticle, Metadata, Rejection

Loaded = LoadedArticle | Rejection


def _load_html(data: bytes, origin: Origin, given: Metadata) -> Loaded:
    from ingest.load.html import load_html  # the parsers of these three take long to import, and most runs need none

    return load_html(data, origin, given)


def _load_pdf(data: bytes, origin: Origin, given: Metadata) -> Loaded:
    from ingest.load.pdf import load_pdf

    return load_pdf(data, origin, given)


def _load_docx(data: bytes, origin: Origin, given: Metadata) -> Loaded:
    from ingest.load.docx import load_docx

    return load_docx(data, origin, given)


FORMATS: dict[str, Callable[[bytes, Origin, Metadata], Loaded]] = {
    ".txt": load_text,
    ".md": load_markdown,
    ".html": _load_html,
    ".htm": _load_html,
    ".pdf": _load_pdf,
    ".docx": _load_docx,
}
MANY_ARTICLES = ".jsonl"
MAX_FILE_BYTES = 64 * 2**20
"""Largest file that holds one article; a .jsonl file is read line by line and may be of any size."""

_UNKNOWN = f"It is in no format that is read. Save it as {', '.join(FORMATS)} or {MANY_ARTICLES}."
_log = logging.getLogger(__name__)


def load_paths(paths: Sequence[Path], given: Metadata = Metadata()) -> Iterator[Loaded]:
    """Load files, and folders with everything in them, sorted by path; a file that is named twice is loaded once.

    Args:
        paths: files and folders.
        given: what the caller knows; it goes before what the files say.

    Raises:
        InputError: a path does not exist, or one URL is given for many articles; before anything is loaded.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {_shown(path)}.", remedy="Check the path.")
    if given.url and not (len(paths) == 1 and paths[0].is_file() and paths[0].suffix.lower() != MANY_ARTICLES):
        raise InputError("A URL names one article.", remedy="Give it with one file that holds one article.")
    return _load_each(paths, given)


def load_bytes(data: bytes, name: str, *, source_id: str | None = None, given: Metadata = Metadata()) -> Iterator[Loaded]:
    """Load an uploaded file, or pasted text under a name without an ending (as "pasted").

    An article without a URL is named after the file and the digest of its text: ``report.txt#0123456789ab``.
    """
    name = _storable(PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name) or "pasted"
    suffix = PurePosixPath(name).suffix.lower()
    origin = Origin(name, shared=True, source_id=source_id)
    if suffix == MANY_ARTICLES:
        yield from load_jsonl(data.split(b"\n"), Origin(name, shared=True), given)
    elif suffix and suffix not in FORMATS:
        yield origin.reject(_UNKNOWN)
    else:
        yield _load_one(data, suffix or ".txt", origin, given)


def _load_each(paths: Sequence[Path], given: Metadata) -> Iterator[Loaded]:
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path.resolve()):
            if isinstance(found, Rejection):
                yield found
            elif found not in seen:
                seen.add(found)
                yield from _load_file(found, given)


def _walk(path: Path) -> Iterator[Path | Rejection]:
    """Yield the files under a path, and a rejection for each hidden file or folder in it and for a folder without files."""
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        yield Rejection(_shown(path), _unreadable(error))
        return
    if not entries:
        yield Rejection(_shown(path), "The folder is empty. Put articles into it.")
    for entry in entries:
        if entry.name.startswith("."):
            yield Rejection(_shown(entry), "It is hidden. Name the file itself to load it.")
        elif entry.is_symlink() and entry.is_dir():
            yield Rejection(_shown(entry), "It is a link to a folder. Name that folder itself to load it.")
        else:
            yield from _walk(entry)


def _load_file(path: Path, given: Metadata) -> Iterator[Loaded]:
    origin = Origin(_shown(path))
    suffix = path.suffix.lower()
    if suffix not in FORMATS and suffix != MANY_ARTICLES:
        yield origin.reject(_UNKNOWN)
        return
    try:
        if not path.is_file():
            yield origin.reject("It is neither a file nor a folder.")
        elif suffix == MANY_ARTICLES:
            with path.open("rb") as file:
                yield from load_jsonl(_lines(file), Origin(_shown(path), shared=True), given)
        elif (size := path.stat().st_size) > MAX_FILE_BYTES:
            yield origin.reject(
                f"It has {size // 2**20:,} MiB, and {MAX_FILE_BYTES // 2**20} is the most for one article. Split it into its articles."
            )
        else:
            yield _load_one(path.read_bytes(), suffix, origin, given)
    except OSError as error:
        yield origin.reject(_unreadable(error))


def _load_one(data: bytes, suffix: str, origin: Origin, given: Metadata) -> Loaded:
    if len(data) > MAX_FILE_BYTES:
        return origin.reject(
            f"It has {len(data) // 2**20:,} MiB, and {MAX_FILE_BYTES // 2**20} is the most for one article. Split it into its articles."
        )
    if not data.strip():
        return origin.reject("The file is empty. Leave it out, or save the article into it again.")
    try:
        return FORMATS[suffix](data, origin, given)
    except Exception as error:  # whatever a parser raises on a hostile file, the other files go on
        _log.error("Loading a %s file failed: %s", suffix, type(error).__name__)  # its message may hold the file's words
        return origin.reject(f"Reading it as {suffix} failed. Save its words as .txt.")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, of one that is too long only so much that it is recognised as such."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES + 1)
        yield line


def _shown(path: Path) -> str:
    return _storable(str(path))


def _storable(name: str) -> str:
    """Return a name that can be stored: a byte of it that is no UTF-8 becomes its hexadecimal escape."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _unreadable(error: OSError) -> str:
    return f"It cannot be read: {(error.strerror or 'input error').lower()}. Check the file and your rights to it."
