"""Lines in a plot, as SVG without any library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import attrs

LEFT, TOP, WIDTH, HEIGHT, RIGHT, BOTTOM = 60, 16, 460, 260, 80, 44
SHADES = ("#9bbcbe", "#6fa3a6", "#4f8c90", "#2f6f73", "#1d4f52", "#103436")
INK, PALE = "#333333", "#e9e4d8"


@attrs.frozen(kw_only=True)
class Line:
    """A named line through points (x, y)."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(lines: Sequence[Line], across: str, up: str) -> str:
    """Lines from zero, both axes in equal steps, each line named at its end."""
    wide = max(x for line in lines for x, _ in line.points)
    high = max(y for line in lines for _, y in line.points)
    parts = [_grid(high * k / 4, high, f"{high * k / 4:.0f}") for k in range(5)]
    parts += [_text(LEFT + WIDTH * x / wide, TOP + HEIGHT + 16, f"{x:.0f}", "middle") for x, _ in lines[0].points]
    for k, line in enumerate(lines):
        parts += _line(line, SHADES[k % len(SHADES)], wide, high)
    parts += [_text(LEFT + WIDTH / 2, TOP + HEIGHT + 36, across, "middle"), _text(LEFT, 11, up, "start")]
    size = f"{LEFT + WIDTH + RIGHT} {TOP + HEIGHT + BOTTOM}"
    style = 'font-family="sans-serif" font-size="11"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" {style}>{"".join(parts)}</svg>\n'


def _grid(value: float, high: float, name: str) -> str:
    y = TOP + HEIGHT * (1 - value / high)
    return f'<path d="M{LEFT} {y:.1f}h{WIDTH}" stroke="{PALE}"/>' + _text(LEFT - 6, y + 4, name, "end")


def _line(line: Line, shade: str, wide: float, high: float) -> list[str]:
    places = [(LEFT + WIDTH * x / wide, TOP + HEIGHT * (1 - y / high)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return [f'<polyline points="{path}" fill="none" stroke="{shade}" stroke-width="2"/>',
            _text(places[-1][0] + 6, places[-1][1] + 4, line.name, "start")]


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">{escape(text)}</text>'
