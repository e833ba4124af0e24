"""Plots of a game as SVG for paper: alignments and gauges over the turns, the triangle of three poles, lines of a brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import sqrt

import attrs

from game.handout.html import Html
from game.handout.ink import ACCENT, DASHES, FADED, GOOD, HAIR, INK, PAPER, SUNKEN, shade
from game.model.board import Board
from game.scenario.tables.people import Pole
from game.scenario.tables.stage import Track
from game.text import _, number
from game.words import Words

Spot = tuple[float, float]
Box = tuple[float, float, float, float]
Down = Callable[[float], float]
WIDE, TALL, LEFT, RIGHT, TOP, LOW = 262, 132, 38, 54, 8, 20
"""A small plot, and the edges around what is plotted."""
SIDE, EDGE = 560, 46
"""The triangle, and the room around it."""
NEAR = 8
"""Places of a name that touch its dot; a line leads to those farther away."""


@attrs.frozen
class Drawing:
    """A picture with its title and what it shows in words, for those who cannot see it."""

    id: str
    title: str
    says: str
    size: tuple[float, float]

    def svg(self, parts: Sequence[str]) -> Html:
        """The drawn parts as an image with a name."""
        wide, tall = self.size
        return Html(f'<svg viewBox="0 0 {wide:g} {tall:g}" role="img" aria-labelledby="{self.id}-t {self.id}-d">'
                    f'<title id="{self.id}-t">{escape(self.title)}</title><desc id="{self.id}-d">{escape(self.says)}</desc>'
                    + "".join(parts) + "</svg>")


def label(x: float, y: float, words: str, anchor: str = "start", ink: str = INK, kind: str = "") -> str:
    """A text of a drawing."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}"{named}>{escape(words)}</text>'


def line(spots: Sequence[Spot], ink: str, wide: float = 1.0, dash: str = "") -> str:
    """A line through several places."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="{wide:g}" stroke-linejoin="round"{dashed}/>'


def _across(k: int, turns: int) -> float:
    return LEFT + (WIDE - LEFT - RIGHT) * (k / turns if turns else 0.0)


def alignments(words: Words, state: str, boards: Sequence[Board], turns: int) -> Html:
    """How far one state leant to each pole, from the start through every turn played."""
    poles, courses = words.scenario.pole, {p.id: [b.alignment(state, p.id) for b in boards] for p in words.scenario.pole}
    says = "; ".join(_("{pole} from {one} to {other}").format(pole=_(p.name), one=number(courses[p.id][0]),
                                                               other=number(courses[p.id][-1])) for p in poles)
    title = _("Alignments of {name}").format(name=words.name(state))

    def down(value: float) -> float:
        return TOP + (TALL - TOP - LOW) * (100 - value) / 200

    parts = _frame(turns, [(100.0, "+100"), (0.0, "0"), (-100.0, "−100")], down)
    ends = _apart([(down(courses[p.id][-1]), p) for p in poles])
    for k, pole in enumerate(poles):
        spots = [(_across(i, turns), down(value)) for i, value in enumerate(courses[pole.id])]
        parts.append(line(spots, shade(pole), 2.2, DASHES[k]))
    far = _across(len(boards) - 1, turns)
    for place, pole in ends:
        parts.append(label(far + 5, place + 4, f"{pole.letter} {number(courses[pole.id][-1])}", ink=shade(pole, 4.5), kind="b"))
    return Drawing(f"a-{state}", title, says, (WIDE, TALL)).svg(parts)


def gauge(words: Words, track: Track, boards: Sequence[Board], turns: int, limit: float | None) -> Html:
    """Where one gauge stood, with its named steps and the limit that breaks the summit."""
    values = [board.track(track.id) for board in boards]
    says = _("From {one} to {other}, at most {most}").format(one=number(values[0]), other=number(values[-1]),
                                                            most=number(max(values)))

    def down(value: float) -> float:
        return TOP + (TALL - TOP - LOW) * (100 - value) / 100

    parts = _frame(turns, [(100.0, "100"), (50.0, "50"), (0.0, "0")], down)
    steps = [step for step in track.step if step.start]
    parts += [line([(LEFT, down(step.start)), (WIDE - RIGHT, down(step.start))], HAIR, 1.0, "2 2") for step in steps]
    if limit is not None:
        parts.append(line([(LEFT, down(limit)), (WIDE - RIGHT, down(limit))], INK, 1.6))
        parts.append(label(WIDE - RIGHT - 2, down(limit) - 3, _("limit"), "end", kind="s"))
    parts += [label(LEFT + 3, down(step.start) - 2, _(step.name), ink=FADED, kind="s") for step in steps]
    parts.append(line([(_across(i, turns), down(value)) for i, value in enumerate(values)], ACCENT, 2.4))
    far = _across(len(boards) - 1, turns)
    parts.append(label(far + 5, down(values[-1]) + 4, number(values[-1]), ink=ACCENT, kind="b"))
    return Drawing(f"g-{track.id}", _(track.name), says, (WIDE, TALL)).svg(parts)


def _frame(turns: int, marks: Sequence[tuple[float, str]], down: Down) -> list[str]:
    """Lines of the scale across, and the turns below."""
    parts = []
    for value, words in marks:
        y = down(value)
        parts += [line([(LEFT, y), (WIDE - RIGHT, y)], HAIR), label(LEFT - 4, y + 4, words, "end", FADED, "s")]
    parts.append(label(LEFT + 8, TALL - 5, _("start"), "end", FADED, "s"))
    parts += [label(_across(k, turns), TALL - 5, str(k), "middle", FADED, "s") for k in range(1, turns + 1)]
    return parts


def _apart(ends: Sequence[tuple[float, Pole]], gap: float = 13.0) -> list[tuple[float, Pole]]:
    """The places of labels, moved down until none touches the one above, and up again where they would leave the plot."""
    placed: list[tuple[float, Pole]] = []
    for place, pole in sorted(ends, key=lambda end: end[0]):
        placed.append((max(place, placed[-1][0] + gap) if placed else place, pole))
    low = TALL - LOW
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = (min(placed[k][0], low - gap * (len(placed) - 1 - k)), placed[k][1])
    return placed


def triangle(words: Words, start: Board, end: Board) -> Html:
    """How states divide themselves between three poles: an arrow from the start to now for each."""
    corners = ((SIDE / 2, 0.0), (SIDE, SIDE * sqrt(3) / 2), (0.0, SIDE * sqrt(3) / 2))
    poles = words.scenario.pole

    def at(board: Board, state: str) -> Spot:
        shares = [board.share(state, pole.id) for pole in poles]
        x, y = (sum(s * corner[k] for s, corner in zip(shares, corners, strict=True)) for k in (0, 1))
        return x + EDGE, y + EDGE

    outer = [(x + EDGE, y + EDGE) for x, y in corners]
    edge = " ".join(f"{x:.1f},{y:.1f}" for x, y in outer)
    parts = [f'<polygon points="{edge}" fill="{SUNKEN}" stroke="{FADED}"/>', *_grid(outer)]
    for (x, y), pole, anchor, lower in zip(outer, poles, ("middle", "end", "start"), (-12, 22, 22), strict=True):
        aside = (EDGE - 8) * ((anchor == "end") - (anchor == "start"))
        parts.append(label(x + aside, y + lower, f"{_(pole.name)} ({pole.letter})", anchor, shade(pole, 4.5), "b"))
    moves = {state: (at(start, state), at(end, state)) for state in end.states}
    parts += [line(move, ACCENT, 1.8) for move in moves.values()]
    parts += _named({words.name(s): spots[1] for s, spots in moves.items()}, [s for pair in moves.values() for s in pair])
    parts += [dot for one, other in moves.values() for dot in (_dot(one, 3, PAPER, FADED), _dot(other, 5, ACCENT, ACCENT))]
    says = "; ".join(f"{words.name(s)}: " + ", ".join(f"{p.letter} {100 * end.share(s, p.id):.0f} %" for p in poles)
                     for s in end.states)
    title = _("How states divide themselves between the poles, from the start (hollow) to now (filled)")
    return Drawing("triangle", title, says, (SIDE + 2 * EDGE, SIDE * sqrt(3) / 2 + 2 * EDGE)).svg(parts)


def _dot(spot: Spot, size: float, fill: str, edge: str) -> str:
    return f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{size:g}" fill="{fill}" stroke="{edge}"/>'


def _grid(corners: Sequence[Spot]) -> list[str]:
    """For each pole the lines at a third and two thirds of the way to it."""
    found = []
    for k in range(3):
        (ax, ay), others = corners[k], (corners[(k + 1) % 3], corners[(k + 2) % 3])
        found += [line([(x + (ax - x) * part, y + (ay - y) * part) for x, y in others], HAIR) for part in (1 / 3, 2 / 3)]
    return found


def _named(spots: dict[str, Spot], marks: Sequence[Spot]) -> list[str]:
    """Names beside their dots, each where it hides least of the dots and of other names."""
    taken: list[Box] = []
    found = []
    for name, (x, y) in sorted(spots.items(), key=lambda pair: pair[1][1]):
        wide = 6.9 * len(name)
        places = [(x + 9, y + 4), (x - 9 - wide, y + 4), (x - wide / 2, y - 10), (x - wide / 2, y + 19),
                  (x + 7, y - 8), (x + 7, y + 16), (x - 7 - wide, y - 8), (x - 7 - wide, y + 16),
                  (x + 12, y + 27), (x - 12 - wide, y + 27), (x + 12, y - 20), (x - 12 - wide, y - 20)]
        boxes = [(left, base - 11, left + wide, base + 3) for left, base in places]
        best = min(range(len(boxes)), key=lambda k: _hidden(boxes[k], taken, marks))
        taken.append(boxes[best])
        left, base = places[best]
        found += [line([(x, y), (min(max(x, left), left + wide), base - 4)], FADED)] if best >= NEAR else []
        found.append(label(left, base, name, kind="h"))
    return found


def _hidden(box: Box, taken: Sequence[Box], marks: Sequence[Spot]) -> float:
    """How much a name would hide there, of other names and of dots."""
    left, top, right, low = box
    over = sum(max(0.0, min(right, r) - max(left, a)) * max(0.0, min(low, d) - max(top, b)) for a, b, r, d in taken)
    dots = sum(left - 4 < x < right + 4 and top - 4 < y < low + 4 for x, y in marks)
    outside = max(0.0, -left) + max(0.0, right - SIDE - 2 * EDGE)
    return over + 400.0 * dots + 100.0 * outside


def reached(points: float, weight: float) -> Html:
    """How much of a goal's weight was reached, as a bar beside its numbers."""
    wide = 90.0
    full = wide * (points / weight if weight else 0.0)
    return Html(f'<svg class="bar" viewBox="0 0 {wide:g} 10" aria-hidden="true">'
                f'<rect width="{wide:g}" height="10" fill="{HAIR}"/><rect width="{full:.1f}" height="10" fill="{GOOD}"/></svg>')
