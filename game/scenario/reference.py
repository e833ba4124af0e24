"""The reference of the scenario format, made of the format's classes: every table with its keys, and an example of each."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import Any, get_args, get_origin

from game.scenario.describe import Key, Kind, keys, tables, told, words
from game.scenario.effects import Condition, Effect
from game.scenario.idle import icons
from game.scenario.mistake import header
from game.scenario.provided import provided
from game.scenario.schema import Scenario
from game.scenario.tables.aims import MEASURES, Goal
from game.scenario.tables.summit import Action

EXAMPLES = Path(__file__).parent / "templates" / "examples.txt"
MARK = "#% "
"""Begins the line before an example: the name of the class that it shows."""
SECTIONS = ("schema", "people", "stage", "summit", "effects", "aims", "record", "teaching")
"""The modules of the format, in the order in which one writes a scenario."""
HEAD = """\
# Reference of scenario files

Every table that a scenario file may hold, with its keys. `multivector reference` makes this page of the game's own checks,
so it says what they say; each example is tested. Begin with the [tutorial](tutorial.md); what `multivector check` tells is
listed in [errors](errors.md).

- A key without a default is **needed**. Numbers and true or false stand without quotes, texts and ids in `"quotes"`, dates
  as `2030-06-01`.
- `[[name]]` is one of a list of tables: write the header once for each entry. `[name]` can stand once.
- Points go from -100 to 100 for alignments and relations, from 0 to 100 for gauges. The size of an effect is in points at
  the middle of the scale: a push of 8 moves an alignment of 0 to 8, and one of 60 to about 65.
- Where actors are listed, groups may stand too, and these words: `powers`, `states`, `institutions`, `members`,
  `delegations`, `everybody`. In an effect or a condition, roles stand for those it is about: `self`, `target`, `both`,
  `rival`, `recipient`, `option`, `group`, `parties`, `supporters`.

## A scenario that changes another
With `extends = "astana"` a file holds only what is different; a `[[variant]]` does the same within a file. An entry with the
id of an old one changes the keys it names, another id adds an entry, and `remove = true` takes one out, or a whole table.
Goals, steps, choices and the insets of the map are changed by their ids too; conditions and other lists are replaced.
Relations, meetings and disputes are known by their pair, briefs by their `actor`, couplings by `push` and `costs`, lines of
history by their turn; modifiers without an id, and credits, are added. `number = 3` in a `[[turn]]`, a `[[question]]` or a
`[[teaching.lesson]]` changes the third; those of which none has a number take the place of all. With an actor or a pole go
its relations, disputes, couplings and its brief; what else names it is told by the check. `format`, `id`, `title`, `line`,
`author` and `licence` are a file's own. What is extended may lie beside the file, among your scenarios, or among those that
come with the game, and may extend another itself.

The examples on this page are pieces of such changes; what they change is what `multivector new small` writes, four
delegations around a lake.

    format = 1
    id = "small-table"
    title = "The same lake with higher waves"
    line = "More tension, and no storm."
    extends = "small"
    track = [{ id = "tension", start = 60 }]
    event = [{ id = "storm", remove = true }]
"""
PLAIN = {str: "text", bool: "true or false", int: "whole number", float: "number", datetime.date: "date"}
GAUGES = "| `NAME_above`, `NAME_below` | number, 0 to 100 |  | the gauge NAME stands at or above, or below, this value |\n"
OF_MEASURES = """\
What `raw` measures, on the scale of `from` and `to`. Where `of` is missing it is about the seat itself; where several things are
measured, `take` says what becomes of them.
"""


def reference_text() -> str:
    """The whole page."""
    return _Page().text()


def examples() -> dict[str, str]:
    """The examples by the class that each shows; every one is a piece of a scenario that extends the small one."""
    parts = EXAMPLES.read_text(encoding="utf-8").split(MARK)[1:]
    named = (part.partition("\n") for part in parts)
    return {name: text.strip("\n") for name, _, text in named}


class _Page:
    def __init__(self) -> None:
        self.ways = tables(Scenario)
        self.titles = {cls: self._title(cls) for cls in self.ways}
        self.examples = examples()

    def text(self) -> str:
        modules = sorted({cls.__module__ for cls in self.ways}, key=lambda name: SECTIONS.index(name.rsplit(".", 1)[1]))
        return HEAD + "".join(map(self._section, modules)) + provided()

    def _section(self, module: str) -> str:
        """A module's tables, each with those inside it."""
        outer = [way[:1] for way in self.ways.values()]
        found = [cls for cls in sorted(self.ways, key=lambda cls: outer.index(self.ways[cls][:1])) if cls.__module__ == module]
        says = (sys.modules[module].__doc__ or "").strip().rstrip(".")
        return f"\n## {says}\n" + "".join(map(self._table, found))

    def _table(self, cls: Any) -> str:
        rows = "".join(map(self._row, keys(cls))) + (GAUGES if cls is Condition else "")
        example = "".join(f"    {line}".rstrip() + "\n" for line in self.examples[cls.__name__].splitlines())
        head = f"\n### {self.titles[cls]}\n{told(cls)}\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
        return f"{head}{rows}\n{_more(cls)}{example}"

    def _title(self, cls: Any) -> str:
        """How its header is written where it occurs first; effects and conditions are known by names of their own."""
        way = self.ways[cls]
        if not way:
            return "The file"
        if cls.__module__ == Condition.__module__:
            return cls.__name__ if cls in (Condition, Effect) else f"Condition {way[-1]}"
        key = next(key for outer in self.ways for key in keys(outer) if key.kind.within.table is cls)
        return header((*way, 0) if key.kind.is_list else way)

    def _row(self, key: Key) -> str:
        return f"| `{key.name}` | {self._kind(key.kind)} | {_default(key)} | {key.text.rstrip('.')} |\n"

    def _kind(self, kind: Kind) -> str:
        return " or ".join(dict.fromkeys(self._arm(arm) for arm in kind.arms))

    def _arm(self, kind: Kind) -> str:
        if kind.table is not None:
            title = self.titles[kind.table]
            return f"{'list of ' if kind.is_list else ''}[{title.strip('[]')}](#{_anchor(title)})"
        origin, inner = get_origin(kind.bare), get_args(kind.bare)
        if origin is tuple:
            one = self._kind(kind.of(inner[0]))
            return f"list of {one}" if inner[-1] is Ellipsis else f"{'pair' if len(inner) == 2 else 'three'} of {one}"
        if origin is dict:
            return f"table of names: {self._kind(kind.within)}"
        if allowed := words(kind):
            return ", ".join(f"`{word}`" for word in allowed)
        return ("id" if kind.pattern else PLAIN[kind.bare]) + _limits(kind)


def _more(cls: Any) -> str:
    """What a table's keys may hold, where it is too much for a line."""
    return _measures() if cls is Goal else _icons() if cls is Action else ""


def _icons() -> str:
    names = ", ".join(f"`{name}`" for name in sorted(icons()))
    return f"Icons are {names}. Without `icon` an action has the one that is called as its id, or else a dot.\n\n"


def _measures() -> str:
    """What a goal may measure, with the scale on which `from` and `to` stand."""
    rows = "".join(f"| `{raw}` | {scale} | {text} |\n" for raw, (scale, text) in MEASURES.items())
    return f"{OF_MEASURES}\n| raw | scale | it is |\n|---|---|---|\n{rows}\n"


def _limits(kind: Kind) -> str:
    if kind.limit is None or kind.bare not in (int, float):
        return ""
    low, high = kind.limit.low, kind.limit.high
    return f", {low:g}" if low == high else f", {low:g} to {high:g}"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _default(key: Key) -> str:
    if key.is_needed:
        return "**needed**"
    if isinstance(key.default, bool):
        return f"`{str(key.default).lower()}`"
    if isinstance(key.default, (int, float)):
        return f"`{key.default:g}`"
    return f'`"{key.default}"`' if isinstance(key.default, str) and key.default else ""
