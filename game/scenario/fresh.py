"""The texts that a new scenario begins with: a small one of four delegations, or one that changes another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from game.scenario.editor import FILE
from game.scenario.schema import Scenario

SMALL = Path(__file__).parent / "templates" / "small.toml"
HEAD = """\
#:schema ./{schema}
# This scenario changes another one: whatever is not written here is as it is in "{base}". A line that begins with # is a
# note. Take the # away before the lines of an example, change its value, and run: multivector check {name}.toml
format = 1
id = "{name}"
title = {title}
line = {line}
author = "Your name"
extends = "{base}"
credits = [{after}]
"""


def small_scenario(name: str) -> str:
    """A complete small scenario of this id."""
    text = SMALL.read_text(encoding="utf-8")
    title = name.replace("-", " ").capitalize()
    return text.replace('id = "small"', f'id = "{name}"', 1).replace("check small.toml", f"check {name}.toml", 1).replace(
        'title = "The lake conference"', f"title = {_text(title)}", 1)


def changed_scenario(name: str, base: str, scenario: Scenario) -> str:
    """A scenario of this id that extends another, with examples of what it may change, each as it stands there."""
    title, line = _text(f"{scenario.title}, changed"), _text(scenario.line)
    after = _text(f"changed from {scenario.title}, by {scenario.author or 'an unnamed author'}, {scenario.licence}")
    head = HEAD.format(schema=FILE, name=name, base=base, title=title, line=line, after=after)
    return "\n".join([head, *("\n".join(f"# {row}" for row in example) + "\n" for example in _examples(scenario))])


def _examples(scenario: Scenario) -> Iterator[list[str]]:
    """Each begins with a sentence; what follows is TOML."""
    state = next((actor for actor in scenario.actor if actor.kind == "state"), scenario.actor[0])
    yield ["The numbers of a delegation.", "[[actor]]", f'id = "{state.id}"', f"name = {_text(state.name)}",
           f"welfare = {state.welfare:g}", f"income = {state.income}"]
    if scenario.relation:
        relation = scenario.relation[0]
        yield ["How two of them stand to each other, from -98 to 98.", "[[relation]]",
               f"between = {json.dumps(relation.between)}", f"value = {relation.value:g}"]
    for track in scenario.track[:1]:
        yield ["Where a gauge starts.", "[[track]]", f'id = "{track.id}"', f"start = {track.start:g}"]
    for action in scenario.action[:1]:
        yield ["What an action costs.", "[[action]]", f'id = "{action.id}"', f"cost = {action.cost}"]
    for brief in [brief for brief in scenario.brief if brief.actor == state.id and brief.goal]:
        yield ["What a goal asks for; the weights of one brief must still sum to 85.", "[[brief]]", f'actor = "{brief.actor}"',
               f'goal = [{{ id = "{brief.goal[0].id}", from = {brief.goal[0].from_:g}, to = {brief.goal[0].to:g} }}]']
    yield ["How much is left to luck: the standard deviation of chance a turn, in points.", "[rules]",
           f"luck = {scenario.rules.luck:g}"]
    yield ["What is told when a turn begins; without number these turns would take the place of all.", "[[turn]]", "number = 1",
           f"name = {_text(scenario.turn[0].name)}", f"text = {_text(scenario.turn[0].text)}"]
    for event in _alone(scenario)[:1]:
        yield ["Something that shall not happen.", "[[event]]", f'id = "{event}"', "remove = true"]


def _alone(scenario: Scenario) -> list[str]:
    """Events that nothing else names, so that they can be removed."""
    texts = scenario.origin.texts.values() if scenario.origin else ()
    return [event.id for event in scenario.event if sum(text.count(event.id) for text in texts) == 1]


def _text(text: str) -> str:
    """A text in quotes, as TOML has it on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
