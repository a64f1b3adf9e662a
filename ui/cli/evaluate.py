"""``onrecord eval``: run a question set, compare two runs, check a question set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ingest.words import visible
from ui.cli import options
from ui.cli.output import WIDEST, errors, say, write_json
from ui.cli.session import opened

if TYPE_CHECKING:
    from qa.evaluation import Bound, Comparison, Difference, Finding, Report

MISSED, CAN_FIX = 1, 2
"""Exit codes: a bound was missed; the question set has a fault."""
SIDE_BY_SIDE = 10  # changed questions shown; --all and --json have them all

app = typer.Typer(help="Measure answers on your own questions; compare two runs; check a question set.", no_args_is_help=True)

SetFile = Annotated[Path, typer.Argument(help="Question set: JSON lines, a question each.", metavar="SET")]
RunFolder = Annotated[Path, typer.Argument(help="Folder of a finished run.")]
All = Annotated[bool, typer.Option("--all", help="Print everything, not only what matters most.")]


@app.command()
def run(
    questions: SetFile,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder of the run; one that was stopped there goes on [eval/NAME-DIGEST, made here].")
    ] = None,
    home: options.Home = None,
    k: options.K = None,
    model: options.Model = None,
    prompt: Annotated[str | None, typer.Option("--prompt", help="File in prompts/ that the model reads, without .txt.")] = None,
    least: Annotated[list[str] | None, typer.Option("--min", help="Exit with 1 if a measure lies below: citation_f1=.8.")] = None,
    most: Annotated[list[str] | None, typer.Option("--max", help="Exit with 1 if a measure lies above: false_answers=.1.")] = None,
    search_only: Annotated[bool, typer.Option("--search-only", help="Measure search alone; nothing is answered.")] = False,
    all_: All = False,
    json: options.Json = False,
) -> None:
    """Ask every question of a set and score what comes back. Killed at any point and run again, it goes on."""
    from qa.evaluation import a_bound, default_folder, evaluate, load_set

    bounds = [a_bound(text, "min") for text in least or ()] + [a_bound(text, "max") for text in most or ()]
    asked = load_set(questions)
    with opened(home, own=True, model=model, prompt=prompt) as onrecord, _progress() as progress:
        report = evaluate(onrecord, asked, out, k=k, is_search_only=search_only, progress=progress)
        folder = out or default_folder(report.setup)
    if json:
        write_json(report)
    else:
        _show_report(report, all_)
    say(f"Report: {folder / 'report.html'}", "dim")
    if short := [bound for bound in bounds if not bound.is_met(report.figure(bound.measure))]:
        _show_shortfall(short, report)
        raise typer.Exit(MISSED)


@app.command()
def compare(before: RunFolder, after: RunFolder, all_: All = False, json: options.Json = False) -> None:
    """Compare two runs: what changed, with intervals, and which answers differ."""
    from qa.evaluation import compare as compare_runs

    comparison = compare_runs(before, after)
    if json:
        write_json(comparison)
    else:
        _show_comparison(comparison, all_)


@app.command()
def check(questions: SetFile, home: options.Home = None, json: options.Json = False) -> None:
    """Check a question set against the articles: gold that is gone or moved, quotes that stand twice, repeated questions."""
    from qa.evaluation import check as check_set

    with opened(home) as onrecord:
        findings = check_set(questions, onrecord)
    if json:
        for finding in findings:
            write_json(finding)
    else:
        _show_findings(findings)
    if findings:
        raise typer.Exit(CAN_FIX)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Give a callback that moves a bar; nothing is drawn where nobody watches."""
    columns = (TextColumn("questions"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)
    task = bar.add_task("questions", total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show_report(report: Report, is_all: bool) -> None:
    from qa.evaluation import MEASURES
    from qa.evaluation.markdown import said
    from qa.evaluation.words import interval, number

    say(said(report))
    table = _table("measure", ">value", "95 % interval", ">of", "what it is")
    for measure in MEASURES.values():
        figure = report.figure(measure.name)
        if figure.value is not None and (is_all or measure.is_headline or measure.is_timing):
            table.add_row(
                measure.name, number(figure.value, measure), interval(figure, measure), f"{figure.n:,} {measure.of}", measure.says
            )
    _print(table)


def _show_shortfall(short: Sequence[Bound], report: Report) -> None:
    from qa.evaluation import measure_named
    from qa.evaluation.words import number

    table = _table("fell short", ">value", "wanted", title="Bounds that were missed")
    for bound in short:
        wanted = f"{'at least' if bound.side == 'min' else 'at most'} {bound.value:g}"
        value = report.figure(bound.measure).value
        table.add_row(bound.measure, "not measured" if value is None else number(value, measure_named(bound.measure)), wanted)
    errors.print(table)


def _show_comparison(comparison: Comparison, is_all: bool) -> None:
    from qa.evaluation.words import number

    unpaired = comparison.only_before + comparison.only_after
    left = f" {comparison.only_before} only in the first, {comparison.only_after} only in the second." if unpaired else ""
    say(f"{comparison.questions} questions in both runs.{left}")
    if comparison.setup:
        setup = _table("setup", "before", "after")
        for row in comparison.setup:
            setup.add_row(*row)
        _print(setup)
    _print(_difference_table(comparison.measures if is_all else _telling(comparison.measures)))
    if comparison.shown:
        say("Each interval is right 95 times in 100: of many measures, one or two may differ by chance.", "dim")
    else:
        typer.echo("No difference shown: the intervals of all measures hold 0, or too few questions changed.")
    tagged = [(tag, d) for tag, differences in comparison.tags.items() for d in differences if is_all or d.verdict != "no difference shown"]
    if tagged:
        table = _table("tag", "measure", ">before", ">after", ">change", "95 % interval", "")
        for tag, d in tagged:
            table.add_row(_text(tag), d.measure, number(d.before), number(d.after), *_change(d))
        _print(table)
    _show_changed(comparison, is_all)


def _telling(differences: Sequence[Difference]) -> list[Difference]:
    from qa.evaluation import measure_named

    return [d for d in differences if d.verdict != "no difference shown" or measure_named(d.measure).is_headline]


def _difference_table(differences: Sequence[Difference]) -> Table:
    from qa.evaluation import measure_named
    from qa.evaluation.words import number

    table = _table("measure", ">before", ">after", ">change", "95 % interval", "")
    for d in differences:
        measure = measure_named(d.measure)
        table.add_row(d.measure, number(d.before, measure), number(d.after, measure), *_change(d))
    return table


def _change(d: Difference) -> tuple[str, str, Text]:
    style = {"better": "green", "worse": "red"}.get(d.verdict, "dim")
    interval = "" if d.low is None or d.high is None else f"{d.low:+.3f} to {d.high:+.3f}"
    return ("–" if d.change is None else f"{d.change:+.3f}", interval, Text(d.verdict, style))


def _show_changed(comparison: Comparison, is_all: bool) -> None:
    if not comparison.changed:
        typer.echo("Every answer is the same.")
        return
    shown = comparison.changed if is_all else comparison.changed[:SIDE_BY_SIDE]
    typer.echo(
        f"{len(comparison.changed)} questions changed" + (":" if len(shown) == len(comparison.changed) else f"; the first {len(shown)}:")
    )
    for changed in shown:
        table = _table(f"before: {changed.before.status}", f"after: {changed.after.status}", title=f"{changed.id}: {changed.question}")
        for column in table.columns:
            column.ratio = 1
        table.expand = True
        if changed.before.text != changed.after.text:
            table.add_row(_text(changed.before.text), _text(changed.after.text))
        else:
            table.add_row("the same answer", "the same answer", style="dim")
        names = [n for n in changed.after.measures if changed.before.measures.get(n) != changed.after.measures[n]]
        table.add_row(
            *(
                Text(", ".join(f"{n} {side.measures[n]:.2f}" for n in names if n in side.measures), "dim")
                for side in (changed.before, changed.after)
            )
        )
        _print(table)


def _show_findings(findings: Sequence[Finding]) -> None:
    if not findings:
        typer.echo("The question set is sound: every gold quote stands where it should, and no question repeats.")
        return
    for finding in findings:
        named = f" ({visible(finding.id)})" if finding.id else ""
        where = "" if finding.message.startswith(f"Line {finding.line}") else f"Line {finding.line}{named}: "
        typer.echo(visible(f"{where}{finding.message} {finding.remedy}"))


def _table(*columns: str, title: str | None = None) -> Table:
    """A table; a column whose name begins with > holds numbers."""
    table = Table(title=_text(title) if title else None, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    return table


def _text(text: str) -> Text:
    return Text(visible(text))


def _print(table: Table) -> None:
    out = Console(highlight=False)
    if not out.is_terminal:
        out = Console(highlight=False, width=WIDEST + 40)
    out.print(table)
    out.print()
