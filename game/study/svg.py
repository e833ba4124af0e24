"""Plots as inline SVG: horizontal bars with intervals and the bars they are held against, and stacked shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import attrs

LEFT, WIDTH, ROW, RIGHT = 190, 420, 20, 60
GOOD, BAD, PALE, INK = "#2f6f73", "#b4532a", "#e9e4d8", "#333333"
_Scale = Callable[[float], float]
SHADES = ("#b9cfd0", "#6fa3a6", "#2f6f73", "#ddd6c6")


@attrs.frozen(kw_only=True)
class Row:
    """One bar: a value, an interval if there is one, and whether it is within its bar."""

    name: str
    value: float
    interval: tuple[float, float] | None = None
    good: bool = True


def bars(rows: Sequence[Row], low: float | None = None, high: float | None = None, unit: str = "%") -> str:
    """Horizontal bars from 0; the range from low to high that is asked for is shaded."""
    ends = [v for row in rows for v in (row.value, *(row.interval or ()))] + [v for v in (low, high) if v is not None]
    least, most = min([0.0, *ends]), max([1e-9, *ends]) * 1.02
    scale = WIDTH / (most - least)

    def x(value: float) -> float:
        """Where a value lies."""
        return float(LEFT + (min(max(value, least), most) - least) * scale)

    height = ROW * len(rows) + 24
    start, end = x(least if low is None else low), x(most if high is None else high)
    shade = f'<rect x="{start:.1f}" y="0" width="{max(end - start, 0):.1f}" height="{height - 20}" fill="{PALE}"/>'
    parts = [] if low is None and high is None else [shade]
    for k, row in enumerate(rows):
        parts += _bar(row, ROW * k, x)
    parts += [_text(x(v), height - 6, f"{v:g} {unit}", "middle") for v in dict.fromkeys((0.0, low, high)) if v is not None]
    return _svg(height, parts, ", ".join(f"{row.name} {row.value:.1f}" for row in rows))


def _bar(row: Row, y: float, x: _Scale) -> list[str]:
    zero, end, middle = x(0.0), x(row.value), y + ROW / 2
    found = [_text(LEFT - 8, middle + 4, row.name, "end"),
             f'<rect x="{min(zero, end):.1f}" y="{y + 4}" width="{abs(end - zero):.1f}" height="{ROW - 8}" '
             f'fill="{GOOD if row.good else BAD}"/>',
             _text(LEFT + WIDTH + 8, middle + 4, f"{row.value:.1f}", "start")]
    if row.interval:
        a, b = x(row.interval[0]), x(row.interval[1])
        line = f"M{a:.1f} {middle}H{b:.1f}M{a:.1f} {middle - 3}v6M{b:.1f} {middle - 3}v6"
        found.append(f'<path d="{line}" stroke="{INK}" fill="none"/>')
    return found


def stacked(rows: Sequence[tuple[str, Sequence[float]]], parts: Sequence[str]) -> str:
    """Shares in per cent side by side, one bar for each row."""
    drawn = []
    for k, (name, shares) in enumerate(rows):
        drawn.append(_text(LEFT - 8, ROW * k + ROW / 2 + 4, name, "end"))
        at = 0.0
        for shade, value in zip(SHADES, shares, strict=False):
            drawn.append(f'<rect x="{LEFT + at * WIDTH / 100:.1f}" y="{ROW * k + 4}" width="{value * WIDTH / 100:.1f}" '
                         f'height="{ROW - 8}" fill="{shade}"/>')
            at += value
    height = ROW * len(rows) + 24
    for k, (shade, name) in enumerate(zip(SHADES, parts, strict=False)):
        drawn.append(f'<rect x="{LEFT + 100 * k}" y="{height - 16}" width="10" height="10" fill="{shade}"/>')
        drawn.append(_text(LEFT + 100 * k + 14, height - 7, name, "start"))
    return _svg(height, drawn, "; ".join(f"{name}: {', '.join(f'{v:.0f}' for v in shares)}" for name, shares in rows))


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, parts: Sequence[str], title: str) -> str:
    return (f'<svg viewBox="0 0 {LEFT + WIDTH + RIGHT} {height:g}" role="img" aria-label="{escape(title, quote=True)}">'
            + "".join(parts) + "</svg>")
