"""A run as one HTML file that needs nothing else: no network, no script; everything from outside is escaped."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

import numpy as np

from ingest.words import visible
from qa.evaluation import retrieval_metrics as retrieval
from qa.evaluation.abstention_metrics import reliability, risk_coverage
from qa.evaluation.gold import GoldSpan
from qa.evaluation.markdown import said
from qa.evaluation.measures import FAMILIES, MEASURES, Measure, Part, calibration, risk
from qa.evaluation.plots import Bar, Series, bar_chart, interval_chart, line_chart
from qa.evaluation.position_metrics import is_same_holder, prose_as_words, wrong_speakers
from qa.evaluation.report import Report
from qa.evaluation.trial import Judged
from qa.evaluation.words import asked, interval, is_telling, number
from qa.models import Answer

MOST_QUESTIONS = 300
"""Questions shown in the file; questions.jsonl has them all."""
MOST_TAGS = 16
MOST_POINTS = 400  # of one line in a plot


def report_html(report: Report, judged: Sequence[Judged]) -> str:
    """Return the whole page."""
    name = escaped(report.setup.set.name)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Evaluation: {name}</title><style>{_style()}</style></head><body><main>"
        f"<header><h1>Evaluation: {name}</h1><p>{escaped(said(report))}</p></header>"
        f"{_headline(report)}{_plots(report, judged)}{_measures(report)}{_tags(report)}{_questions(judged)}{_setup(report)}"
        "</main></body></html>\n"
    )


def _style() -> str:
    return (files("qa.evaluation") / "report.css").read_text(encoding="utf-8")


def _headline(report: Report) -> str:
    chosen = [m for m in MEASURES.values() if m.is_headline and report.figure(m.name).value is not None]
    rows = []
    for measure in chosen:
        figure = report.figure(measure.name)
        note = " ↓" if measure.better == "lower" else ""
        rows.append(Bar(measure.name, figure.value or 0.0, figure.low, figure.high, note))
    note = "The line is the 95 % interval. For measures marked ↓ lower is better."
    return f'<section><h2>In short</h2>{interval_chart("Headline measures", rows)}<p class="note">{note}</p></section>' if rows else ""


def _plots(report: Report, judged: Sequence[Judged]) -> str:
    drawn = [
        plot for plot in (_recall_plot(judged, report.setup.k), _risk_plot(judged), _reliability_plot(judged), _tag_plot(report)) if plot
    ]
    return f'<section><h2>Curves</h2><div class="plots">{"".join(drawn)}</div></section>' if drawn else ""


def _recall_plot(judged: Sequence[Judged], k: int) -> str:
    searchable = [j for j in judged if j.is_searchable]
    if not searchable or k < 2:
        return ""
    cuts = sorted({*range(1, min(k, 10) + 1), *range(10, k + 1, max(1, k // 20)), k})

    def curve(name: str, style: int, at: Callable[[Judged, int], float]) -> Series:
        points = tuple((float(cut), float(np.mean([at(j, cut) for j in searchable]))) for cut in cuts)
        return Series(name, points, style, has_marks=len(cuts) <= 12)

    series = [
        curve("gold passage", 2, lambda j, cut: retrieval.hit_at_k([bool(p) for p in j.passages], cut)),
        curve("gold sentence", 0, lambda j, cut: retrieval.hit_at_k([bool(s) for s in j.sentences], cut)),
        curve("all its evidence", 1, lambda j, cut: retrieval.all_evidence_at_k(j.sentences, j.sufficient, cut)),
    ]
    return line_chart("Found among the first k", "k", "share of questions", series, (1.0, float(k)))


def _risk_plot(judged: Sequence[Judged]) -> str:
    rows = _rows(judged, risk)
    if len(rows) < 2:
        return ""
    curve = risk_coverage(rows)
    chosen = np.unique(np.linspace(0, len(curve) - 1, min(len(curve), MOST_POINTS)).astype(int))
    series = [
        Series("most confident first", tuple((float(i + 1) / len(curve), float(curve[i])) for i in chosen)),
        Series("in any order", ((0.0, float(curve[-1])), (1.0, float(curve[-1]))), style=3),
    ]
    return line_chart("Risk against coverage", "share of questions answered", "share of wrong answers", series, (0.0, 1.0))


def _reliability_plot(judged: Sequence[Judged]) -> str:
    rows = _rows(judged, calibration)
    if len(rows) < 2 or len(set(rows[:, 1])) < 2:
        return ""
    bins = reliability(rows)
    series = [Series("questions", tuple((x, y) for x, y, _ in bins), has_marks=True, sizes=tuple(n for _, _, n in bins))]
    return line_chart(
        "Is “answerable” calibrated?", "chance it was given", "share that was answerable", series, (0.0, 1.0), has_diagonal=True
    )


def _tag_plot(report: Report) -> str:
    name = "citation_f1" if report.measures["citation_f1"].value is not None else "sentence_hit@1"
    figures = [(tag, measured[name]) for tag, measured in report.tags.items() if measured[name].value is not None]
    figures.sort(key=lambda row: (-row[1].n, row[0]))
    shown = figures[:MOST_TAGS]
    rows = [Bar(f"{visible(tag)} ({f.n})", f.value or 0.0, f.low, f.high) for tag, f in shown]
    more = f", the {MOST_TAGS} largest of {len(figures)} tags" if len(figures) > MOST_TAGS else ""
    return bar_chart(f"{name} by tag (questions){more}", rows) if rows else ""


def _measures(report: Report) -> str:
    parts = []
    for family in FAMILIES:
        rows = [_measure_row(m, report) for m in MEASURES.values() if m.family == family and is_telling(report.figure(m.name), m)]
        if rows:
            head = "<tr><th>Measure</th><th>Value</th><th>95 % interval</th><th>Of</th><th>What it is</th></tr>"
            parts.append(f'<h3>{family}</h3><div class="scroll"><table class="measures">{head}{"".join(rows)}</table></div>')
    return f"<section><h2>All measures</h2>{''.join(parts)}</section>"


def _measure_row(measure: Measure, report: Report) -> str:
    figure = report.figure(measure.name)
    better = " ↓" if measure.better == "lower" else ""
    return (
        f"<tr><th>{escaped(measure.name)}{better}</th><td>{number(figure.value, measure)}</td><td>{escaped(interval(figure, measure))}</td>"
        f"<td>{figure.n:,} {measure.of}</td><td>{escaped(measure.says)}</td></tr>"
    )


def _tags(report: Report) -> str:
    if not report.tags:
        return ""
    headline = [m for m in MEASURES.values() if m.is_headline and report.figure(m.name).value is not None]
    head = "".join(f"<th>{escaped(m.name).replace('_', '_<wbr>')}</th>" for m in headline)
    rows = []
    for tag, figures in report.tags.items():
        cells = "".join(f'<td title="{escaped(interval(figures[m.name], m))}">{number(figures[m.name].value)}</td>' for m in headline)
        rows.append(f"<tr><th>{escaped(tag)}</th><td>{asked(figures)}</td>{cells}</tr>")
    return (
        f'<section><h2>By tag</h2><div class="scroll"><table><tr><th>Tag</th><th>n</th>{head}</tr>{"".join(rows)}</table></div></section>'
    )


def _questions(judged: Sequence[Judged]) -> str:
    """The questions, in groups by what went wrong."""
    groups: dict[str, list[Judged]] = {name: [] for name in _ENDS}
    for j in judged:
        groups[_end(j)].append(j)
    parts, room = [], MOST_QUESTIONS
    for name, members in groups.items():
        if members and room > 0:
            parts.append(f"<h3>{name} <span>{len(members):,}</span></h3>{''.join(_question(j) for j in members[:room])}")
            room -= len(members)
    left = max(0, len(judged) - MOST_QUESTIONS)
    rest = f'<p class="note">{left:,} more questions stand in questions.jsonl.</p>' if left else ""
    return f'<section class="questions"><h2>The questions</h2>{"".join(parts)}{rest}</section>'


_ENDS = (
    "Failed",
    "Shown as the words of the wrong person",
    "Answered, and the articles do not say",
    "Answered without the gold sentence",
    "Not answered, and the articles do say",
    "The rest",
)


def _end(j: Judged) -> str:
    answer = j.trial.reply.answer
    if j.trial.reply.search_error or j.has_failed:
        return _ENDS[0]
    if wrong_speakers(j.shown, j.trial.positions)[0] or (j.trial.positions and prose_as_words(j.shown, j.trial.positions)[0]):
        return _ENDS[1]
    if j.trial.answerable is False and j.is_answered:
        return _ENDS[2]
    if answer is None:
        return _ENDS[5] if not j.is_searchable or any(j.sentences) else _ENDS[4]
    if j.is_searchable and j.is_answered and not any(j.cited):
        return _ENDS[3]
    return _ENDS[4] if j.is_searchable and j.is_abstained else _ENDS[5]


def _question(j: Judged) -> str:
    trial, answer = j.trial, j.trial.reply.answer
    status = answer.status if answer else "searched"
    found = next((f"first gold sentence at rank {rank}" for rank, hit in enumerate(j.sentences, start=1) if hit), "no gold sentence found")
    notes = [trial.id, *trial.tags, *([found] if trial.gold else [])]
    gold = "".join(_gold(i, g, j) for i, g in enumerate(trial.gold))
    return (
        f'<details><summary><b class="{status}">{status}</b> {escaped(trial.question)}</summary>'
        f'<p class="note">{escaped(" · ".join(notes))}</p>{_answer(answer) if answer else ""}'
        f"{_positions(j)}{f'<h4>Gold</h4><ul>{gold}</ul>' if gold else ''}</details>"
    )


def _positions(j: Judged) -> str:
    """The stances that should be shown, and those that are."""
    answer = j.trial.reply.answer
    if answer is None:
        return ""
    rows = []
    for gold in j.wanted_positions:
        shown = [p.stance for p in answer.positions or () if is_same_holder(p.holder, gold.holder)]
        rows.append(
            f"<li>{escaped(gold.holder)}: {_words(gold.stance)} <small>shown: {', '.join(map(_words, shown)) or 'not at all'}</small></li>"
        )
    return f"<h4>Positions</h4><ul>{''.join(rows)}</ul>" if rows else ""


def _words(stance: str) -> str:
    return stance.replace("_", " ")


def _gold(index: int, gold: GoldSpan, j: Judged) -> str:
    holders = list(dict.fromkeys(p.holder for p in j.trial.positions if index in p.gold))
    whose = [", ".join(holders) or "the outlet's own prose"] if j.trial.positions else []
    marks = [name for name, spans in (("cited", j.cited), ("found", j.sentences)) if any(index in hit for hit in spans)]
    notes = [gold.source_id, *whose, *([" and ".join(marks)] if marks else [])]
    return f"<li><q>{escaped(gold.text)}</q> <small>{escaped(' · '.join(notes))}</small></li>"


def _answer(answer: Answer) -> str:
    if answer.status == "failed":
        return f"<p>{escaped(answer.error.message if answer.error else 'The question failed.')}</p>"
    if answer.status == "abstained":
        reason = f"{answer.reason.message} ({answer.reason.code})" if answer.reason else "No answer."
        return f"<p>{escaped(reason)} Chance that the articles hold the answer: {answer.answerable:.2f}.</p>"
    claims = "".join(
        f"<li>{escaped(c.text)} {''.join(f'[{n}]' for n in c.citations)} <small>{c.verdict}"
        f"{': ' + escaped('; '.join(r.message for r in c.reasons)) if c.reasons else ''}</small></li>"
        for c in answer.claims
    )
    sources = "".join(f"<li>[{c.number}] <q>{escaped(c.text)}</q> <small>{escaped(c.source_id)}</small></li>" for c in answer.citations)
    return f"<h4>Answer</h4><ul>{claims}</ul><h4>Its sources</h4><ul>{sources}</ul>"


def _setup(report: Report) -> str:
    return f"<section><h2>Setup</h2><dl>{''.join(_pairs(report))}</dl></section>"


def _pairs(report: Report) -> Iterator[str]:
    setup = report.setup
    rows: list[tuple[str, object]] = [
        ("questions", f"{setup.set.name}, SHA-256 {setup.set.sha256}"),
        ("articles", f"{setup.corpus.articles:,}, digest {setup.corpus.digest}"),
        ("k", setup.k),
        ("model", setup.model or "none"),
    ]
    if setup.model:
        rows.append(("endpoint", setup.host))
    if setup.prompt:
        rows.append(("prompt", f"{setup.prompt.name}, SHA-256 {setup.prompt.sha256}"))
    rows += [*sorted(setup.settings.items()), *setup.versions.items()]
    for name, value in rows:
        yield f"<dt>{escaped(name)}</dt><dd>{escaped('none' if value is None else str(value))}</dd>"


def _rows(judged: Sequence[Judged], pick: Callable[[Judged], Part]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([part for j in judged if isinstance(part := pick(j), tuple)], dtype=np.float64).reshape(-1, 2)


def escaped(text: str) -> str:
    """Return text from outside as the page prints it: no markup, nothing invisible."""
    return html.escape(visible(text), quote=True)
