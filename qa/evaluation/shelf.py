"""The shelf: a copy of each run's HTML report, kept in the home so that the page can show it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import HomeError, InputError
from qa.evaluation.html import escaped
from qa.evaluation.report import HTML, replace_text

FOLDER = "reports"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report on the shelf: its name, and when its run ended (ISO 8601, UTC)."""

    name: str
    written: str


def report_name(out: Path) -> str:
    """Return the name under which the report of a run's folder is kept: the folder's own, in letters, digits and hyphens, and a digest.

    The digest is of the folder's whole path, so that two runs keep two reports though their folders are named alike, and one run keeps
    one however often it is run.

    >>> report_name(Path("/runs/K 10 (new)"))
    'k-10-new-e4c39804'
    >>> report_name(Path("/runs/../runs/K 10 (new)")) == report_name(Path("/runs/K 10 (new)"))
    True
    """
    place = out.resolve()
    words = "-".join(re.findall(r"[a-z0-9]+", place.name.lower()))[:_LONGEST].strip("-")
    digest = hashlib.sha256(str(place).encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{words}-{digest}" if words else digest


def keep_report(home: Path, out: Path) -> str:
    """Put a copy of a finished run's HTML report on the shelf, in place of an earlier one, and return its name.

    Raises:
        HomeError: the copy cannot be written.
    """
    name = report_name(out)
    try:
        (home / FOLDER).mkdir(exist_ok=True)
        replace_text(_path(home, name), (out / HTML).read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"The report cannot be kept in {home / FOLDER} ({error.strerror})."
        raise HomeError(problem, remedy=f"Make room there; the report itself is {out / HTML}.") from error
    return name


def kept_reports(home: Path) -> tuple[KeptReport, ...]:
    """Return what is on the shelf, the latest first."""
    found = [(path.stat().st_mtime, path.stem) for path in _paths(home)]
    return tuple(KeptReport(name, _time(written)) for written, name in sorted(found, key=lambda row: (-row[0], row[1])))


def kept_report(home: Path, name: str) -> str:
    """Return the HTML of a report on the shelf: a whole page that loads nothing and runs nothing.

    Raises:
        InputError: there is no report of that name; nothing else is ever read, whatever the name looks like.
    """
    if _NAME.fullmatch(name):
        try:
            return _path(home, name).read_text(encoding="utf-8")
        except FileNotFoundError:
            pass
        except OSError as error:
            raise HomeError(f"The report {name} cannot be read ({error.strerror}).", remedy="Run `onrecord eval run` again.") from error
    raise InputError("There is no such report here.", remedy="Choose one of the list; `onrecord eval run` adds to it.")


def drop_reports_naming(home: Path, source_id: str) -> int:
    """Delete the kept reports that name an article, for they may print its words; return how many."""
    named = f">{escaped(source_id)}"
    found = [path for path in _paths(home) if named in path.read_text(encoding="utf-8")]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _paths(home: Path) -> Iterator[Path]:
    return (path for path in (home / FOLDER).glob("*.html") if _NAME.fullmatch(path.stem) and path.is_file())


def _path(home: Path, name: str) -> Path:
    return home / FOLDER / f"{name}.html"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
