"""Colours: how poles are mixed, and that nobody's eye confuses them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.paths import scenario_files, scenarios_folder
from game.scenario.load import load_scenario
from game.ui.colour import DEFICIENCIES, PALETTES, distance, palette, simulated
from game.ui.oklab import blend, oklab, srgb
from game.ui.theme import Colour, rgb

colours = st.tuples(*[st.integers(0, 255)] * 3)
poles = st.lists(colours, min_size=2, max_size=6)
SHIPPED = [
    [rgb(pole.colour) for pole in load_scenario(file).pole] for file in scenario_files(scenarios_folder())
]


def chroma(colour: Colour) -> float:
    return float(np.linalg.norm(oklab(np.array(colour, float))[1:]))


def worst(found: list[Colour], eyes: tuple[str, ...]) -> float:
    return min(distance(a, b, eye) for a, b in itertools.combinations(found, 2) for eye in eyes)


@given(colours)
def test_oklab_and_back(colour: Colour) -> None:
    """A colour that is taken to OKLab and back is the same."""
    assert tuple(srgb(oklab(np.array(colour, float))).tolist()) == colour


@given(poles, st.data())
def test_one_share_is_its_pole(found: list[Colour], data: st.DataObject) -> None:
    """Who gives everything to one pole has exactly that pole's colour."""
    index = data.draw(st.integers(0, len(found) - 1))
    assert blend(tuple(found), tuple(float(k == index) for k in range(len(found)))) == found[index]


@given(poles)
def test_equal_shares_are_grey(found: list[Colour]) -> None:
    """Who gives the same to every pole is grey, whatever their colours are."""
    assert chroma(blend(tuple(found), (1 / len(found),) * len(found))) < 0.006


@pytest.mark.parametrize("found", SHIPPED)
def test_shipped_poles_are_told_apart(found: list[Colour]) -> None:
    """The poles of every shipped scenario are at least .20 apart for every eye."""
    assert worst(found, ("", *DEFICIENCIES)) >= 0.195


@pytest.mark.parametrize(
    ("name", "eyes"),
    [("red-green", ("", "protan", "deutan")), ("blue-yellow", ("", "tritan")), ("contrast", ("", *DEFICIENCIES))],
)
def test_palettes_are_safe(name: str, eyes: tuple[str, ...]) -> None:
    """For the eyes that a palette is made for, three poles are .31 apart, and six .165."""
    assert worst(list(palette(name, [(0, 0, 0)] * 3)), eyes) >= 0.31
    assert worst(list(palette(name, [(0, 0, 0)] * 6)), eyes) >= 0.165


def test_standard_is_the_scenarios_own() -> None:
    """Without a palette the poles keep the colours that the scenario gives them."""
    assert "standard" not in PALETTES
    assert palette("standard", [(1, 2, 3), (4, 5, 6)]) == ((1, 2, 3), (4, 5, 6))


@pytest.mark.parametrize("eye", DEFICIENCIES)
def test_grey_stays_grey(eye: str) -> None:
    """No deficiency tints a grey."""
    greys = np.array([[level] * 3 for level in (0.0, 64.0, 128.0, 255.0)])
    assert np.allclose(simulated(greys, eye), greys, atol=0.5)
