"""The journal of a run: what came back for each question, in order of completion, so that a killed run goes on where it stood."""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.errors import InputError
from qa.evaluation.setup import Setup, differences
from qa.evaluation.trial import Reply
from qa.shapes import as_json, json_line

NAME = "journal.jsonl"
log = logging.getLogger(__name__)

_SETUP: TypeAdapter[Setup] = TypeAdapter(Setup)
_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)


class Journal:
    """One line for the setup, then one a question; a line counts once its line feed is written, and only while it can be read."""

    def __init__(self, path: Path, file: TextIOWrapper) -> None:
        self._path = path
        self._file = file

    def add(self, question: str, reply: Reply) -> None:
        """Write what came back for a question, at once.

        Raises:
            InputError: it cannot be written; the disk is full, perhaps.
        """
        self._write({"id": question, "reply": as_json(reply)})

    def replies(self) -> dict[str, Reply]:
        """Return the first reply of each question that was written so far, by its id; one on a damaged line is none."""
        found: dict[str, Reply] = {}
        for number, line in enumerate(_lines(self._path)[1:], start=2):
            row = _row(line)
            try:
                found.setdefault(str(row["id"]), _REPLY.validate_python(row["reply"]))
            except (KeyError, ValidationError):
                log.warning("line %d of a journal is damaged: its question is asked again", number)
        return found

    def _write(self, row: dict[str, Any]) -> None:
        try:
            self._file.write(json_line(row) + "\n")
            self._file.flush()
        except OSError as error:
            problem = f"{self._path} cannot be written ({error.strerror})."
            raise InputError(problem, remedy="Make room and run it again: it goes on where it stood.") from error


@contextmanager
def open_journal(folder: Path, setup: Setup) -> Iterator[Journal]:
    """Open a run's journal, begun or not; a line that a killed run left unfinished is cut off.

    Raises:
        InputError: the folder cannot be written, another process is writing this journal, or it was begun under another setup.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{folder} cannot be written ({error.strerror}).", remedy="Choose another folder with --out.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(f"Another run is writing to {folder}.", remedy="Wait for it, or choose another --out.") from error
        _cut_torn_line(path)
        lines = _lines(path)
        journal = Journal(path, file)
        if lines:
            _refuse_another_setup(folder, _row(lines[0]), setup)
        else:
            journal._write({"setup": as_json(setup)})
        yield journal


def _refuse_another_setup(folder: Path, header: dict[str, Any], setup: Setup) -> None:
    remedy = "Choose another folder with --out, or delete this one to begin again."
    try:
        begun = _SETUP.validate_python(header.get("setup"))
    except ValidationError:
        raise InputError(f"{folder / NAME} is damaged at its first line, or of another release.", remedy=remedy) from None
    now = _SETUP.validate_python(as_json(setup))  # as it would read
    if differs := differences(begun, now):
        shown = "; ".join(f"{what}: {then} there, {here} now" for what, then, here in differs[:3])
        raise InputError(f"{folder} holds a run under another setup ({shown}).", remedy=remedy)


def _cut_torn_line(path: Path) -> None:
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")[:-1]  # what follows the last line feed is no line


def _row(line: bytes) -> dict[str, Any]:
    """Return what a line says; nothing where it is damaged, which a full disk or a person's editor does."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}
