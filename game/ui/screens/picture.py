"""The small picture of a scenario: its poles in the corners, its states where they lean."""

from __future__ import annotations

import math

from game.scenario.schema import Actor, Scenario
from game.ui import theme
from game.ui.widgets import Plot

Spot = tuple[float, float]


def plot(scenario: Scenario, wide: float = 116) -> Plot:
    """A picture only: where the dots lie is not used by any rule."""
    corners = {pole.id: _corner(i, len(scenario.pole)) for i, pole in enumerate(scenario.pole)}
    colours = {pole.id: theme.rgb(pole.colour) for pole in scenario.pole}
    dots = [(*corners[id], 0.075, colours[id]) for id in corners]
    for actor in scenario.actor:
        if actor.kind == "state":
            shares = _shares(actor, list(corners))
            dots.append((*_between(shares, corners), 0.018 + 0.006 * actor.weight, _blend(shares, colours)))
    return Plot(list(corners.values()), dots, wide=wide)


def _corner(i: int, count: int) -> Spot:
    angle = 2 * math.pi * i / max(1, count) - math.pi / 2 if count > 2 else math.pi * (1 - i)
    return 0.5 + 0.42 * math.cos(angle), 0.5 + 0.42 * math.sin(angle)


def _shares(actor: Actor, poles: list[str]) -> dict[str, float]:
    pulls = {pole: (1 + actor.alignment.get(pole, 0.0) / 100) ** 4 for pole in poles}
    total = sum(pulls.values()) or 1.0
    return {pole: pull / total for pole, pull in pulls.items()}


def _between(shares: dict[str, float], corners: dict[str, Spot]) -> Spot:
    return (
        sum(share * corners[pole][0] for pole, share in shares.items()),
        sum(share * corners[pole][1] for pole, share in shares.items()),
    )


def _blend(shares: dict[str, float], colours: dict[str, theme.Colour]) -> theme.Colour:
    red, green, blue = (round(sum(share * colours[pole][k] for pole, share in shares.items())) for k in range(3))
    return theme.mix((red, green, blue), theme.TEXT, 0.25)
