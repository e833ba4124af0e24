"""What a set of actions provides, as a section of the reference: its actions, positions, meetings, switches and modifiers."""

from __future__ import annotations

import tomllib
from typing import Any

from game import paths

Entry = dict[str, Any]

HEAD = """
## What `{name}` holds
With `uses = "{name}"` a scenario has all this. An entry with one of these ids changes the keys it names; `by = []` takes an
action out. Actions whose `by` is empty here wait until a scenario says who may order them. Effects on the gauges `tension`,
`cohesion`, `dialogue`, `security` and `commerce` are left out where a scenario does not have them.

| action | who | on | options | capital | slots | limits | what it does |
|---|---|---|---|---|---|---|---|
"""


def provided(name: str = "summit-actions") -> str:
    """The section about a set."""
    text = (paths.scenarios_folder() / "sets" / f"{name}.toml").read_text(encoding="utf-8")
    tables: dict[str, list[Entry]] = tomllib.loads(text)
    return HEAD.format(name=name) + "".join(map(_action, tables["action"])) + _rest(tables)


def _action(action: Entry) -> str:
    cells = (
        f"`{action['id']}`, {action['name']}",
        ", ".join(action.get("by", [])) or "nobody yet",
        action.get("target", "none"),
        ", ".join(action.get("options", [])),
        str(action.get("cost", 1)),
        str(action.get("slots", 1)),
        "; ".join(_limits(action)),
        action["text"],
    )
    return f"| {' | '.join(cells)} |\n"


def _limits(action: Entry) -> list[str]:
    every, times = action.get("every", 1), action.get("times")
    found = [f"once in {every} turns"] if every > 1 else []
    found += [f"{times} times a game"] if times else []
    return found + (["once a turn"] if action.get("once_a_turn") else [])


def _rest(tables: dict[str, list[Entry]]) -> str:
    """What else it holds, a line for each sort."""
    positions = ", ".join(f"`{entry['id']}` ({entry.get('cost', 0)})" for entry in tables["position"])
    meetings = ", ".join(" and ".join(entry["between"]) for entry in tables["meeting"])
    postures = ", ".join(f"`{entry['id']}` ({', '.join(entry['options'])})" for entry in tables["posture"])
    modifiers = "\n".join(f"- `{entry['id']}` on {', '.join(entry['actions'])}: {entry['why']}" for entry in tables["modifier"])
    return f"""
Positions on a text, with their capital: {positions}. Meetings between: {meetings}. Switches: {postures}.

Modifiers:

{modifiers}
"""
