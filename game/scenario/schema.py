"""A whole scenario: the tables that its file may hold, and where it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import attrs

from game.scenario.tables.aims import Brief, Temperament
from game.scenario.tables.people import Actor, Coupling, Dispute, Group, Party, Pole, Posture, Relation
from game.scenario.tables.record import History, HistoryEnd, Question, Source
from game.scenario.tables.stage import Length, Map, Rules, Rupture, Track, Turn
from game.scenario.tables.summit import Action, Event, File, Item, Meeting, Modifier, Position
from game.scenario.teaching import Teaching
from game.scenario.values import Id, Limit, Text, Words

FORMAT = 1


@attrs.frozen(kw_only=True)
class Variant:
    """A named changed start. Beside these keys it holds tables to merge, by id, over the scenario."""

    id: Id
    name: Text
    text: Words = ""


@attrs.frozen(kw_only=True)
class Origin:
    """Where a loaded scenario came from, so that a save can carry a copy of it."""

    main: Annotated[str, "name of the main file"]
    texts: Annotated[dict[str, str], "file name -> text, of the main file and every file it uses"]
    sha256: Annotated[str, "of the texts, the variant and the settings"]
    variant: Annotated[str | None, "the variant that was chosen"] = None
    settings: Annotated[tuple[str, ...], "what was set otherwise, as PATH=VALUE"] = ()
    path: Annotated[Path | None, "the file itself; None for a copy inside a save"] = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Scenario:
    """One scenario, complete: the data that the rules work on."""

    format: Annotated[int, Limit(FORMAT, FORMAT), "the version of this format"]
    id: Id
    title: Text
    line: Annotated[str, "the scenario in one line"]
    text: Annotated[str, "the situation, told before the game begins; paragraphs are lines"] = ""
    author: Annotated[str, "who wrote it"] = ""
    licence: Annotated[str, "under which it may be shared"] = "CC BY 4.0"
    picture: Annotated[str, "a PNG or JPEG in the folder beside the file that has its name, shown on the title screen"] = ""
    extends: Annotated[str | None, "another scenario, which this one changes: the name of its file without .toml"] = None
    uses: Annotated[Literal["summit-actions"] | None, "a set of tested actions to start from"] = None
    leaves_out: Annotated[tuple[str, ...], "what the model leaves out"] = ()
    assumes: Annotated[tuple[str, ...], "what the model assumes"] = ()
    credits: Annotated[tuple[str, ...], "whose work it rests on"] = ()
    rules: Rules = attrs.field(factory=Rules)
    map: Map | None = None
    rupture: Rupture | None = None
    rivals: Annotated[tuple[tuple[str, str], ...], "pairs of powers"] = ()
    source: tuple[Source, ...] = ()
    pole: tuple[Pole, ...] = ()
    coupling: tuple[Coupling, ...] = ()
    actor: tuple[Actor, ...] = ()
    party: tuple[Party, ...] = ()
    relation: tuple[Relation, ...] = ()
    track: tuple[Track, ...] = ()
    group: tuple[Group, ...] = ()
    dispute: tuple[Dispute, ...] = ()
    posture: tuple[Posture, ...] = ()
    meeting: tuple[Meeting, ...] = ()
    action: tuple[Action, ...] = ()
    position: tuple[Position, ...] = ()
    modifier: tuple[Modifier, ...] = ()
    item: tuple[Item, ...] = ()
    file: tuple[File, ...] = ()
    event: tuple[Event, ...] = ()
    temperament: tuple[Temperament, ...] = ()
    brief: tuple[Brief, ...] = ()
    turn: tuple[Turn, ...] = ()
    length: tuple[Length, ...] = ()
    history: tuple[History, ...] = ()
    history_end: HistoryEnd | None = None
    question: tuple[Question, ...] = ()
    variant: tuple[Variant, ...] = ()
    teaching: Teaching | None = None
    origin: Annotated[Origin | None, "set by the loader, never written in a file"] = attrs.field(default=None, eq=False)

    @property
    def delegations(self) -> tuple[Actor, ...]:
        """The actors that somebody plays, in the sequence of the file."""
        return tuple(actor for actor in self.actor if actor.playable)
