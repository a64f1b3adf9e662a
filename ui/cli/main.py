"""``onrecord``: the commands, and what becomes of an error.

Exit codes: 0 done, 1 an evaluation missed its bounds, 2 the user can fix it, 70 our own fault, 130 and 143 stopped.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

import typer

from ingest.errors import InputError, OnRecordError
from ui.cli import (
    ask,
    check,
    compare,
    demo,
    doctor,
    evaluate,
    export,
    holders,
    ingest,
    positions,
    quote,
    rebuild,
    search,
    serve,
    sources,
    timeline,
    verify,
)
from ui.cli.output import say
from ui.cli.session import log_path

USER_CAN_FIX, OUR_FAULT, INTERRUPTED, TERMINATED = 2, 70, 130, 143

app = typer.Typer(
    name="onrecord",
    help="Answers questions over news articles and shows, for every statement, the exact source sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (ingest, ask, search, positions, compare, timeline, verify, check, quote, export, serve, doctor, rebuild, demo):
    app.command(command.__name__.rpartition(".")[2])(command.command)
app.add_typer(sources.app, name="sources")
app.add_typer(holders.app, name="holders")
app.add_typer(evaluate.app, name="eval")


@app.callback()
def _main(
    debug: bool = typer.Option(False, "--debug", help="Show a traceback where On Record itself fails."),
) -> None:
    """Hold the options that stand before a command."""
    if debug:
        os.environ["ONRECORD_DEBUG"] = "1"


class _Terminated(BaseException):
    """SIGTERM, as an exception: open transactions roll back, locks are given back."""


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise _Terminated


def run() -> None:
    """Run the command line; no traceback reaches a user but with ``--debug``."""
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(exit_code_of(sys.argv[1:]))


def exit_code_of(words: Sequence[str]) -> int:
    """Run one command line and return its exit code; errors are printed."""
    try:
        _refuse_what_is_no_text(words)
        code = app(words, standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk can still be told
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _stopped(INTERRUPTED)
    except _Terminated:
        return _stopped(TERMINATED)
    except OnRecordError as error:
        say(str(error), "red")
        return USER_CAN_FIX
    except BrokenPipeError:  # the reader of our output, head for one, has seen enough
        _drop_output()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _own_fault(error)
        _drop_output()
        say("The disk is full. Free some space and run the same command again.", "red")
        return USER_CAN_FIX
    except Exception as error:
        return _usage_error(error) or _own_fault(error)
    if code == INTERRUPTED:  # which typer makes of Ctrl-C
        return _stopped(INTERRUPTED)
    return code if isinstance(code, int) else 0


def _stopped(code: int) -> int:
    say("Stopped. What was finished is kept.", "yellow")
    return code


def _drop_output() -> None:
    """Let what is still to be printed go nowhere, so that leaving does not fail on it once more."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_what_is_no_text(words: Sequence[str]) -> None:
    """Let bytes that are no UTF-8 pass in the name of a file alone; nothing else could be looked for, or printed."""
    if any("\ud800" <= c <= "\udfff" for word in words for c in word if not Path(word).exists()):
        raise InputError("The command line holds bytes that are no UTF-8 text.", remedy="Set the terminal to UTF-8.")


def _usage_error(error: Exception) -> int | None:
    """Print what is wrong with the command line's words, where that is what the error says."""
    show = getattr(error, "show", None)
    code = getattr(error, "exit_code", None)
    if show is None or not isinstance(code, int):
        return None
    show()
    return code


def _own_fault(error: Exception) -> int:
    path = log_path()
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        where = f"The log says where: {path}"
    except OSError:
        where = "The log cannot be written; the same command with --debug says where."
    say(f"On Record failed ({type(error).__name__}). {where}", "red")
    if os.environ.get("ONRECORD_DEBUG"):
        traceback.print_exception(error)
    return OUR_FAULT
