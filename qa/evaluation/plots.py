"""Plots as SVG, drawn by us: no library, no script; colours come from the page's own variables."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 440, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 14, 44  # margins in SVG units, about a pixel each
ROW, LABEL = 26, 170


@dataclass(frozen=True, slots=True)
class Series:
    """Points (x, y) of one line, in data units; ``sizes``, where given, tell how many questions each mark stands for."""

    name: str
    points: tuple[tuple[float, float], ...]
    style: int = 0
    has_line: bool = True
    has_marks: bool = False
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar or interval chart, value and bounds within 0 and 1."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


def line_chart(
    title: str, x_name: str, y_name: str, series: Sequence[Series], x_range: tuple[float, float], has_diagonal: bool = False
) -> str:
    """Return a chart of lines over 0 to 1."""
    low, high = x_range

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - low) / (high - low or 1)
        return LEFT + across * (WIDTH - LEFT - RIGHT), TOP + (1 - y) * (HEIGHT - TOP - BOTTOM)

    parts = [_grid(), *_x_ticks(low, high)]
    if has_diagonal:
        (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
        parts.append(f'<line class="ideal" x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"/>')
    for one in series:
        placed = [place(x, y) for x, y in one.points]
        if one.has_line and placed:
            parts.append(f'<polyline class="line s{one.style}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in placed)}"/>')
        if one.has_marks:
            radii = _radii(one.sizes) or [3.5] * len(placed)
            for (x, y), radius, (data_x, data_y) in zip(placed, radii, one.points, strict=True):
                says = f"{one.name}: {data_x:.3g}, {data_y:.3f}"
                parts.append(
                    f'<circle class="mark s{one.style}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{_text(says)}</title></circle>'
                )
    parts.append(_axis_names(x_name, y_name))
    legend = "".join(f'<span class="key s{one.style}">{_text(one.name)}</span>' for one in series) if len(series) > 1 else ""
    return _figure(title, legend, HEIGHT, "".join(parts))


def interval_chart(title: str, rows: Sequence[Bar]) -> str:
    """Return one row a value: a dot with its interval, over 0 to 1."""
    return _row_chart(title, rows, is_bar=False)


def bar_chart(title: str, rows: Sequence[Bar]) -> str:
    """Return one bar a value with its interval, over 0 to 1."""
    return _row_chart(title, rows, is_bar=True)


def _row_chart(title: str, rows: Sequence[Bar], *, is_bar: bool) -> str:
    height = TOP + ROW * len(rows) + 26
    inner = WIDTH - LABEL - 66
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = LABEL + tick * inner
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height - 26}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{height - 10}" text-anchor="middle">{tick:g}</text>')
    for i, row in enumerate(rows):
        y = TOP + ROW * i + ROW / 2
        x = LABEL + row.value * inner
        parts.append(f'<text class="label" x="{LABEL - 10}" y="{y + 4:.1f}" text-anchor="end">{_text(row.label)}</text>')
        if is_bar:
            parts.append(f'<rect class="bar" x="{LABEL}" y="{y - 7:.1f}" width="{max(x - LABEL, 0.5):.1f}" height="14" rx="2"/>')
        if row.low is not None and row.high is not None:
            x0, x1 = LABEL + max(row.low, 0) * inner, LABEL + min(row.high, 1) * inner
            parts.append(f'<line class="whisker" x1="{x0:.1f}" y1="{y:.1f}" x2="{x1:.1f}" y2="{y:.1f}"/>')
        if not is_bar:
            parts.append(f'<circle class="mark s0" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>')
        parts.append(f'<text class="value" x="{WIDTH - 54}" y="{y + 4:.1f}">{row.value:.3f}{_text(row.note)}</text>')
    return _figure(title, "", height, "".join(parts))


def _grid() -> str:
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        y = TOP + (1 - tick) * (HEIGHT - TOP - BOTTOM)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
    return "".join(parts)


def _x_ticks(low: float, high: float) -> Iterator[str]:
    for value in _round_values(low, high):
        x = LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT)
        yield f'<text class="tick" x="{x:.1f}" y="{HEIGHT - BOTTOM + 17}" text-anchor="middle">{value:g}</text>'


def _round_values(low: float, high: float) -> list[float]:
    """Quarters of 0 to 1; of a range of counts, the first, the last, and multiples of a round number between."""
    if high <= 1:
        return [0, 0.25, 0.5, 0.75, 1]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (high - low) / step <= 6)
    between = [float(value) for value in range(step, int(high), step) if value - low >= step / 2 and high - value >= step / 2]
    return [low, *between, high]


def _axis_names(x_name: str, y_name: str) -> str:
    middle = TOP + (HEIGHT - TOP - BOTTOM) / 2
    return (
        f'<text class="axis" x="{LEFT + (WIDTH - LEFT - RIGHT) / 2:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{_text(x_name)}</text>'
        f'<text class="axis" transform="translate(12 {middle:.1f}) rotate(-90)" text-anchor="middle">{_text(y_name)}</text>'
    )


def _radii(sizes: Sequence[int]) -> list[float]:
    most = max(sizes, default=0)
    return [3 + 6 * (size / most) ** 0.5 for size in sizes] if most else []


def _figure(title: str, legend: str, height: int, inside: str) -> str:
    keys = f"<div>{legend}</div>" if legend else ""
    svg = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{_text(title)}">{inside}</svg>'
    return f"<figure><figcaption>{_text(title)}{keys}</figcaption>{svg}</figure>"


def _text(text: str) -> str:
    return html.escape(text, quote=True)
