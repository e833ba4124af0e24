"""The map of the window: projection, base layers, colours, labels and arrows; importing it teaches the painter to draw it."""

from game.ui.map import painting
from game.ui.map.chart import Chart, chart_of
from game.ui.map.element import Arrow, Map, mark_id
from game.ui.map.shown import PoleInk, Shown, inks, shown
from game.ui.map.workshop import workshop

__all__ = ["Arrow", "Chart", "Map", "PoleInk", "Shown", "chart_of", "inks", "mark_id", "painting", "shown", "workshop"]
