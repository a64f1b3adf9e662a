"""A run as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evaluation.measures import FAMILIES, MEASURES, Measure
from qa.evaluation.report import Report
from qa.evaluation.words import asked, interval, is_telling, number


def report_markdown(report: Report) -> str:
    """Return the report: what was run, the headline figures, and all others folded away."""
    headline = [m for m in MEASURES.values() if m.is_headline and report.figure(m.name).value is not None]
    rest = [m for family in FAMILIES for m in MEASURES.values() if m.family == family and is_telling(report.figure(m.name), m)]
    tags = [[tag, str(asked(figures)), *(number(figures[m.name].value) for m in headline)] for tag, figures in report.tags.items()]
    parts = [
        f"### Evaluation: {cell(report.setup.set.name)}",
        cell(said(report)),
        _measure_table(report, headline),
        f"<details><summary>All {len(rest)} measures</summary>\n\n{_measure_table(report, rest)}\n\n</details>",
    ]
    if tags:
        names = ["tag", "n", *(m.name for m in headline)]
        parts.append(f"<details><summary>By tag</summary>\n\n{table(names, tags)}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def said(report: Report) -> str:
    """Return in a sentence or two what was run and how it ended."""
    setup, counts = report.setup, report.counts
    who = f"model {setup.model}" if setup.model else "search alone" if setup.is_search_only else "no model"
    ends = "" if setup.is_search_only else (
        f" {counts.answered:,} answered, {counts.partial:,} partial, {counts.abstained:,} abstained, {counts.failed:,} failed, "
        f"{counts.fallback:,} fallbacks."
    )  # fmt: skip
    asked_of = f"{_counted(counts.questions, 'question')} over {_counted(setup.corpus.articles, 'article')}"
    return f"{asked_of}, {who}, k {setup.k}.{ends} Intervals are 95 %."


def _counted(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(text) for text in line) + " |" for line in lines)


def cell(text: str) -> str:
    r"""Return text that cannot end a cell or begin markup.

    >>> cell("a|b <i>\n*c*")
    'a\\|b &lt;i> \\*c\\*'
    """
    line = " ".join(text.split()).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    for mark in "|*`[]":
        line = line.replace(mark, f"\\{mark}")
    return line


def _measure_table(report: Report, measures: Sequence[Measure]) -> str:
    rows = []
    for measure in measures:
        figure = report.figure(measure.name)
        rows.append([measure.name, number(figure.value, measure), interval(figure, measure), f"{figure.n:,} {measure.of}", measure.says])
    return table(["measure", "value", "95 % interval", "of", "what it is"], rows)
