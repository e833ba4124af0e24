"""Where a scenario's numbers come from: its sources, and how solid each is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.scenario.tables.record import Source
from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Panel, Row
from game.ui.widgets import Text, heading
from game.ui.words import Words

LINK = re.compile(r"https?://(?:www\.)?([^/\s;,)]+)[^\s;,)]*")
"""A link, of which only the site is shown; the scenario file has all of it."""


def site(text: str) -> str:
    """A source with each link in it cut to its site."""
    return LINK.sub(r"\1", text)


def grade(id: str) -> str:
    """The name of a grade."""
    named = {
        "read": _("read"),
        "derived": _("derived"),
        "general knowledge": _("general knowledge"),
        "judgement": _("judgement"),
        "disputed": _("disputed"),
        "fiction": _("fiction"),
    }
    return named.get(id, id)


def meaning(id: str) -> str:
    """What a grade says about a number."""
    said = {
        "read": _("read: the authors have read the source that is linked"),
        "derived": _("derived: worked out by a stated rule from what was read"),
        "general knowledge": _("general knowledge: widely reported, not checked against a source"),
        "judgement": _("judgement: the authors' own estimate"),
        "disputed": _("disputed: sources contradict each other"),
        "fiction": _("fiction: made up for this game"),
    }
    return said.get(id, id)


INKS = {"read": theme.GOOD, "derived": theme.GOOD, "judgement": theme.WARN, "disputed": theme.BAD}


def badge(id: str) -> Element:
    """How solid a source is, in a word."""
    ink = INKS.get(id, theme.MUTED)
    return Panel(Text(grade(id), "small", ink), fill=None, edge=ink, pad=6, pad_y=0, radius=4)


def listed(words: Words, ids: Sequence[str]) -> list[Element]:
    """The sources of these ids with their grades, and what the grades mean; nothing where there are none."""
    found = [source for source in words.scenario.source if source.id in ids]
    if not found:
        return []
    grades = dict.fromkeys(source.grade for source in found)
    rows: list[Element] = [heading(_("Sources")), *(_source(source) for source in found)]
    return [*rows, Column([Text(meaning(id), "small", theme.MUTED) for id in grades], gap=0)]


def _source(source: Source) -> Element:
    where = site(source.link)
    words: list[Element] = [Text(_(source.title), "small")]
    if where:
        words.append(Text(where, "small", theme.FAINT))
    return Row([badge(source.grade), Column(words, gap=0, grow=1)], gap=10, align="top")
