"""What a scenario file may say: these classes are the format, with types, limits and descriptions."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import attrs

from game.scenario.effects import Condition, Effect, Id, Limit, Names
from game.scenario.teaching import Teaching

Points = Annotated[float, Limit(-98, 98)]
Gauge = Annotated[float, Limit(1, 99)]
Text = Annotated[str, "text shown to players"]
Wording = Literal["weak", "middle", "strong"]
WORDINGS: tuple[Wording, ...] = ("weak", "middle", "strong")
Centre = Annotated[tuple[float, float], Limit(-180, 180), "degrees east and north of its middle"]
Extent = Annotated[tuple[float, float], Limit(50, 40000), "kilometres across and down that must be in view"]
FORMAT = 1


@attrs.frozen(kw_only=True)
class Source:
    """A source that facts of the scenario rest on."""

    id: Annotated[Id, "short name, cited as `source` elsewhere"]
    title: Text
    link: Annotated[str, "where it can be read, or empty"] = ""
    grade: Annotated[Literal["read", "derived", "general knowledge", "judgement", "disputed"], "how solid it is"] = "read"


@attrs.frozen(kw_only=True)
class Pole:
    """A centre of alignment."""

    id: Id
    name: Text
    letter: Annotated[str, "one or two letters, shown beside the colour"]
    colour: Annotated[str, "#rrggbb"]


@attrs.frozen(kw_only=True)
class Coupling:
    """What a push toward one pole costs with another."""

    push: Annotated[Id, "the pole pushed toward"]
    costs: Annotated[Id, "the pole that loses"]
    size: Annotated[float, Limit(-1, 1), "share lost; negative: the other pole gains"]


@attrs.frozen(kw_only=True)
class Actor:
    """Anything on the board: a power (owns a pole), a state, or an institution."""

    id: Id
    name: Text
    kind: Literal["power", "state", "institution"] = "state"
    pole: Annotated[Id | None, "a power's own pole"] = None
    playable: Annotated[bool, "false: on the board, but nobody's delegation"] = True
    member: Annotated[bool, "takes part in decisions by consensus from the start"] = False
    leader: Annotated[str, "who leads the delegation"] = ""
    role: Annotated[str, "its part in the summit, in a few words"] = ""
    alignment: Annotated[dict[str, Points], "points toward each pole; 0 if missing"] = attrs.field(factory=dict)
    weight: Annotated[int, Limit(0, 20), "what a state counts; 0 for powers and institutions"] = 0
    stability: Annotated[float, Limit(0, 60), "lead in points that the first partner needs"] = 15
    welfare: Annotated[Gauge, "how well it fares, 0 to 100"] = 50
    dependency: Annotated[dict[str, Gauge], "how far it depends on each pole; 20 if missing"] = attrs.field(factory=dict)
    income: Annotated[int, Limit(0, 20), "political capital a turn, and at the start"] = 4
    cap: Annotated[int, Limit(0, 40), "most capital it can hold"] = 8
    slots: Annotated[int | None, Limit(0, 6), "major actions a turn; 3 for powers, else 2"] = None
    meetings: Annotated[int | None, Limit(0, 6), "meetings a turn; 2 for powers, else 1"] = None
    social: Annotated[float | None, Limit(0, 1), "weight of the neighbours; the rules' if missing"] = None
    anchoring: Annotated[float | None, Limit(0.01, 1), "pull of the anchor; the rules' if missing"] = None
    luck: Annotated[float | None, Limit(0, 10), "standard deviation of chance a turn, in points"] = None
    map: Annotated[str, "area on the map: an ISO 3166 number of three digits, or a name for what has none"] = ""
    text: Annotated[str, "the dossier: what a player should know"] = ""
    source: Annotated[Names, "ids of sources"] = ()
    why: Annotated[str, "reasons for the numbers"] = ""


@attrs.frozen(kw_only=True)
class Party:
    """A party to files that is on the map but not a delegation; it consents by a declared rule."""

    id: Id
    name: Text
    conveners: Annotated[Names, "delegations it accepts as conveners"]
    when: Annotated[Condition, "it consents when this holds"]
    asks: Annotated[dict[str, Names], "for a file: delegations whose consent this turn it asks for"] = attrs.field(factory=dict)
    rule: Text
    position: Annotated[str, "its public position, quoted or summed up, with a source"] = ""
    source: Names = ()
    map: str = ""


@attrs.frozen(kw_only=True)
class Inset:
    """A part of the map that is shown larger in a corner of it."""

    id: Id
    name: Text
    centre: Centre
    extent: Extent
    actors: Annotated[Names, "actors and parties that are named in it instead of on the map"]


@attrs.frozen(kw_only=True)
class Map:
    """Which part of the world is shown; a scenario without this table gets a map of invented islands."""

    centre: Centre
    extent: Extent
    inset: tuple[Inset, ...] = ()


@attrs.frozen(kw_only=True)
class Relation:
    """How two actors stand to each other."""

    between: Annotated[tuple[str, str], "the two actors"]
    value: Annotated[float, Limit(-98, 98), "points"]
    why: str = ""


@attrs.frozen(kw_only=True)
class Trend:
    """What moves a gauge by itself every turn."""

    size: Annotated[float, Limit(-20, 20), "points a turn"]
    when: Condition | None = None
    why: str = ""


@attrs.frozen(kw_only=True)
class Step:
    """A named stretch of a gauge."""

    id: Id
    name: Text
    start: Annotated[float, Limit(0, 100), "from this value on"]
    text: Annotated[str, "what changes there"] = ""


@attrs.frozen(kw_only=True)
class Track:
    """A gauge of the summit, 0 to 100."""

    id: Id
    name: Text
    start: Gauge
    home: Annotated[Gauge | None, "where it drifts; its start if missing"] = None
    rate: Annotated[float, Limit(0, 1), "share of the way home a turn"] = 0.0
    rising_is: Annotated[Literal["good", "bad", "neutral"], "how the screen colours a rise"] = "neutral"
    text: str = ""
    trend: tuple[Trend, ...] = ()
    step: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Rupture:
    """The gauge that can break the summit."""

    track: Id
    limit: Annotated[float, Limit(50, 99), "at or over this, by an order, the summit breaks"]
    brink: Annotated[Id, "the step of that gauge from which no file moves"]
    penalty: Annotated[float, Limit(0, 100), "points that the blamed delegation loses"] = 15
    credibility: Annotated[float, Limit(0.01, 0.99), "what its credibility falls to"] = 0.1


@attrs.frozen(kw_only=True)
class Group:
    """A named list of actors."""

    id: Id
    name: Text
    actors: Names


@attrs.frozen(kw_only=True)
class Dispute:
    """Two states with a quarrel, and the file that could settle it."""

    between: tuple[str, str]
    file: Id


@attrs.frozen(kw_only=True)
class Posture:
    """A named switch of some actors."""

    id: Id
    name: Text
    options: Annotated[Names, "what it can stand at; the first is the start"]
    actors: Annotated[Names, "who has it: actors, groups or kinds"]
    start: Annotated[dict[str, str], "other starts: actor = option"] = attrs.field(factory=dict)
    per_pole: Annotated[bool, "one switch toward each pole"] = False
    text: str = ""


@attrs.frozen(kw_only=True)
class Meeting:
    """What a meeting of two kinds of actor does; the first kind is self, the second target."""

    between: Annotated[tuple[str, str], "two kinds: power, state or institution"]
    effects: tuple[Effect, ...]


@attrs.frozen(kw_only=True)
class Action:
    """Something a delegation can order."""

    id: Id
    name: Text
    text: Annotated[str, "what it does and when it is worth it"] = ""
    by: Annotated[Names, "who may order it: actors, groups or kinds; empty removes it"] = ()
    target: Annotated[Literal["none", "actor", "pole", "group", "item", "file", "dispute"], "what it is ordered on"] = "none"
    among: Annotated[Names, "which targets: ids, groups or kinds; all of the sort if empty"] = ()
    options: Annotated[Names, "one must be chosen; 'poles' stands for every pole but the own"] = ()
    cost: Annotated[int, Limit(0, 20), "political capital"] = 1
    slots: Annotated[int, Limit(0, 3), "the leader's time"] = 1
    every: Annotated[int, Limit(1, 20), "may be given again only so many turns later"] = 1
    times: Annotated[int | None, Limit(1, 99), "how often in a game"] = None
    once_a_turn: Annotated[bool, "true: only one order of this action a turn"] = False
    convenes: Annotated[bool, "true: asks the target file to move a step"] = False
    needs: Annotated[Condition | None, "legal only when this holds at the start of the turn"] = None
    effects: tuple[Effect, ...] = ()
    icon: str = ""


@attrs.frozen(kw_only=True)
class Position:
    """A position that a member may take on an item of the declaration."""

    id: Literal["strengthen", "soften", "accept", "aside", "object"]
    name: Text
    text: str = ""
    cost: Annotated[int, Limit(0, 20), "capital; for aside and object paid at the last session only"] = 0
    levels: Annotated[int, Limit(1, 5), "how often it may be taken at once"] = 1
    promise: Annotated[bool, "whether it may be promised in a deal"] = True
    effects: tuple[Effect, ...] = ()


@attrs.frozen(kw_only=True)
class Modifier:
    """Changes cost and size of some orders."""

    actions: Annotated[Names, "the actions, positions, or 'meeting'"]
    actors: Annotated[Names, "by whom: actors, groups or kinds; everybody if empty; a meeting has two"] = ()
    option: Annotated[str | None, "only with this option"] = None
    when: Condition | None = None
    cost: Annotated[int, Limit(-9, 9), "added to the cost (never below 0)"] = 0
    size: Annotated[float, Limit(0, 4), "sizes are multiplied by this"] = 1.0
    why: Annotated[str, "shown beside the changed number"] = ""


@attrs.frozen(kw_only=True)
class Item:
    """A paragraph of the declaration, decided by consensus of the members."""

    id: Id
    name: Text
    text: Annotated[str, "what it is about"] = ""
    start: Annotated[Gauge, "its wording at the start: below 35 weak, below 65 middle, else strong"]
    spread: Annotated[float, Limit(0, 40), "how far luck may move the first draft either way, in points"] = 0.0
    sessions: Annotated[tuple[int, ...], "the turns at which it is on the table; the last one decides"]
    before: Annotated[Wording | None, "adopted at this wording when the game starts after its last session"] = None
    weak: Annotated[str, "the paragraph, weak"]
    middle: Annotated[str, "the paragraph, middle"]
    strong: Annotated[str, "the paragraph, strong"]
    supporters: Annotated[Names, "members that sponsor it"] = ()
    effects: Annotated[tuple[Effect, ...], "every turn after adoption; sizes may be [weak, middle, strong]"] = ()
    source: Names = ()


@attrs.frozen(kw_only=True)
class File:
    """A matter between parties that moves in steps."""

    id: Id
    name: Text
    text: str = ""
    parties: Annotated[Names, "actors or parties that must consent"]
    conveners: Annotated[Names, "who may convene it"] = ()
    steps: Annotated[tuple[str, ...], "what each step agrees"]
    needs: Annotated[Condition | None, "a step is possible only when this holds at the start of the turn"] = None
    effects: Annotated[tuple[Effect, ...], "each time a step is taken"] = ()
    source: Names = ()


@attrs.frozen(kw_only=True)
class Choice:
    """One answer that an event card offers."""

    id: Id
    name: Text
    cost: Annotated[int, Limit(0, 9), "capital"] = 0
    effects: tuple[Effect, ...] = ()


@attrs.frozen(kw_only=True)
class Event:
    """Something that happens around the summit."""

    id: Id
    name: Text
    text: Text
    turn: Annotated[int, Limit(1, 99), "the turn it belongs to"]
    date: Annotated[datetime.date | None, "the day"] = None
    when: Condition | None = None
    chance: Annotated[float, Limit(0, 1), "how likely it is"] = 1.0
    effects: tuple[Effect, ...] = ()
    by: Annotated[Names, "delegations that must answer: actors or groups"] = ()
    choices: Annotated[tuple[Choice, ...], "their answers; the first is taken when none is given, and costs nothing"] = ()
    human_loss: Annotated[bool, "true: people died; such a card gives no points to a seat"] = False
    grade: Annotated[Literal["read", "general knowledge", "disputed", "judgement", "fiction"], "how solid it is"] = "read"
    source: Annotated[str, "where it can be read"] = ""


@attrs.frozen(kw_only=True)
class Goal:
    """A line of a brief: points = weight x clip((raw - from) / (to - from), 0, 1)."""

    id: Id
    text: Text
    raw: Annotated[
        Literal[
            "partner_weight",
            "alignment",
            "balance",
            "relation",
            "track",
            "welfare",
            "dependency",
            "item",
            "file_steps",
            "met",
            "open",
            "posture",
            "adopted",
            "admitted",
            "first_partner",
            "orders",
            "multipolarity",
        ],
        "what is measured",
    ]
    weight: Annotated[float, Limit(0, 100), "points at most"]
    from_: Annotated[float, Limit(-200, 200), "no points here"] = 0.0
    to: Annotated[float, Limit(-200, 200), "all points here"] = 1.0
    of: Annotated[Names, "actors or groups; the seat itself if missing"] = ()
    toward: Annotated[Names, "poles; for balance: the poles compared (the two highest of all if missing)"] = ()
    with_: Annotated[Names, "for relation and met: the others; written `with`"] = ()
    what: Annotated[Names, "the items, files, track or posture measured"] = ()
    take: Annotated[Literal["mean", "min", "max", "sum", "count"], "how a list becomes a number"] = "mean"
    above: Annotated[float | None, Limit(-200, 200), "for count: at or above"] = None
    below: Annotated[float | None, Limit(-200, 200), "for count: below"] = None
    at_least: Annotated[Wording | None, "for item: adopted at this wording or a stronger one"] = None
    at_most: Annotated[Wording | None, "for item: adopted at this wording or a weaker one"] = None
    worth: Annotated[
        dict[Literal["dropped", "aside", "weak", "middle", "strong", "step"], Annotated[float, Limit(0, 100)]],
        "for item and file_steps: points for each end",
    ] = attrs.field(factory=dict)
    less_per_aside: Annotated[float, Limit(0, 100), "for item: points lost for each member that stands aside"] = 0.0
    option: Annotated[str | None, "for posture: the option; for first_partner: a pole or 'nobody'"] = None
    always: Annotated[bool, "for first_partner: at the start of every turn played, and now"] = False
    action: Annotated[Id | None, "for orders: the action"] = None
    by: Annotated[Names, "for orders: who gives them; for file_steps: the convener"] = ()
    turns: Annotated[tuple[int, int] | None, "for met and orders: first and last turn that count"] = None
    shared: Annotated[bool, "a goal of the whole table: lost when the summit breaks"] = False


@attrs.frozen(kw_only=True)
class Wish:
    """What a delegation would like an item to say."""

    ideal: Annotated[float, Limit(0, 100), "the wording it would write"]
    limit: Annotated[float | None, Limit(0, 100), "above this it cannot sign"] = None


@attrs.frozen(kw_only=True)
class Temperament:
    """How a bot weighs its orders beyond its brief; what it tells of points stays true to the brief."""

    id: Id
    name: Text
    text: Annotated[str, "how it plays, in a sentence"] = ""
    rupture: Annotated[float, Limit(-50, 50), "points that it counts a rupture as costing it, on top of what it does cost"] = 0.0
    strain: Annotated[float, Limit(-10, 10), "points that it counts ten more of the rupture's gauge as costing it"] = 0.0
    word: Annotated[float, Limit(0, 10), "how many times the usual gain it must have from breaking its word"] = 1.0
    trust: Annotated[float, Limit(0, 1), "how far it counts on the word of others"] = 1.0
    friends: Annotated[float, Limit(0, 0.5), "share of others' points that it counts as its own, times their relation"] = 0.0
    shared: Annotated[float, Limit(0, 3), "how many times its goals of the whole table count"] = 1.0


@attrs.frozen(kw_only=True)
class Brief:
    """The aims of one delegation."""

    actor: Id
    aim: Annotated[str, "one sentence"]
    question: Annotated[str, "what this seat loses sleep over"] = ""
    red_line: str = ""
    wishes: Annotated[dict[str, Wish], "by item"] = attrs.field(factory=dict)
    temperament: Annotated[Id | None, "how a bot in this seat weighs things beyond the brief"] = None
    why: Annotated[str, "reasons for the temperament"] = ""
    goal: Annotated[tuple[Goal, ...], "open goals; their weights sum to 85"] = ()
    secret: Annotated[tuple[Goal, ...], "one of these is drawn; each is worth 15"] = ()


@attrs.frozen(kw_only=True)
class Turn:
    """One turn of the calendar."""

    name: Text
    begins: datetime.date
    ends: datetime.date
    text: str = ""
    communique: Annotated[float, Limit(0, 1), "share of the score banked at its end"] = 0.0
    document: Annotated[str, "what is published then"] = ""
    question: Annotated[str, "for discussion in class"] = ""


@attrs.frozen(kw_only=True)
class Length:
    """A shorter or longer game."""

    id: Id
    name: Text
    turns: Annotated[tuple[int, ...], "which turns are played"]


@attrs.frozen(kw_only=True)
class Rules:
    """Named numbers of the rules."""

    social: Annotated[float, Limit(0, 1), "weight of the neighbours a turn"] = 0.10
    anchoring: Annotated[float, Limit(0.01, 1), "pull of the anchor a turn"] = 0.15
    luck: Annotated[float, Limit(0, 10), "standard deviation of chance a turn, in points"] = 1.0
    receptivity: Annotated[float, Limit(0, 1), "rho: how far a good relation helps a push"] = 0.5
    saturation: Annotated[float, Limit(1, 500), "c: effort in points after which a push is worth 1/e"] = 50
    effort_decay: Annotated[float, Limit(0, 1), "share of effort remembered a turn later"] = 0.8
    relation_home: Annotated[float, Limit(0, 1), "share of the way home that relations drift a turn"] = 0.05
    relation: Annotated[float, Limit(-98, 98), "points of a pair that is not listed"] = 10
    partner_bar: Annotated[float, Limit(0, 98), "alignment that a first partner needs, in points"] = 35
    meeting_cost: Annotated[int, Limit(0, 9), "capital a meeting costs each side"] = 1
    requests: Annotated[int, Limit(1, 5), "names on a request list"] = 3
    credibility: Annotated[Gauge, "of every delegation at the start"] = 80
    credibility_home: Annotated[float, Limit(0, 1), "share of the way back that credibility drifts a turn"] = 0.02
    conversations: Annotated[int, Limit(0, 9), "offers that a delegation may open in a turn"] = 3
    refusals: Annotated[int, Limit(1, 9), "refusals a turn after which one hears no more from a proposer"] = 2
    clauses: Annotated[int, Limit(1, 9), "clauses that each side of an offer may have"] = 3
    broken_relation: Annotated[float, Limit(-50, 0), "what a broken pledge does to the relation of the two, in points"] = -12
    broken_credibility: Annotated[float, Limit(0, 50), "points of credibility that each broken pledge costs"] = 15
    kept_credibility: Annotated[float, Limit(0, 20), "points of credibility for a turn in which every pledge is kept"] = 2


@attrs.frozen(kw_only=True)
class History:
    """What was done in fact: one turn's orders, marked as an approximation."""

    turn: int
    orders: Names


@attrs.frozen(kw_only=True)
class HistoryEnd:
    """What came of it in fact; a test plays history's line and compares."""

    adopted: Annotated[dict[str, Wording], "items adopted, with their wording"] = attrs.field(factory=dict)
    dropped: Annotated[Names, "items not adopted"] = ()
    aside: Annotated[dict[str, Names], "who stood aside, by item"] = attrs.field(factory=dict)
    admitted: Names = ()
    rupture: bool = False
    note: str = ""


@attrs.frozen(kw_only=True)
class Question:
    """A question for the talk after a game, asked where the game gives cause for it."""

    topic: Text
    text: Annotated[str, "the question; {turn} and the like are filled in with what happened"]
    about: Annotated[
        Literal[
            "always",
            "turned",
            "shift",
            "unanswered",
            "kept",
            "broken",
            "adopted",
            "aside",
            "dropped",
            "moved",
            "unmoved",
            "answered",
            "peak",
            "rupture",
            "turning",
            "secret",
        ],
        "what must have happened for it to be asked",
    ] = "always"
    of: Annotated[Names, "only about these actors, items, files, events or tracks; about any if empty"] = ()
    most: Annotated[int, Limit(1, 9), "how often it may be asked, of the weightiest causes"] = 1


@attrs.frozen(kw_only=True)
class Variant:
    """A named changed start. Beside these keys it holds tables to merge, by id, over the scenario."""

    id: Id
    name: Text
    text: str = ""


@attrs.frozen(kw_only=True)
class Origin:
    """Where a loaded scenario came from, so that a save can carry a copy of it."""

    main: Annotated[str, "name of the main file"]
    texts: Annotated[dict[str, str], "file name -> text, of the main file and every file it uses"]
    sha256: Annotated[str, "of the texts, the variant and the settings"]
    variant: str | None = None
    settings: Annotated[tuple[str, ...], "what was set otherwise, as PATH=VALUE"] = ()


@attrs.frozen(kw_only=True)
class Scenario:
    """One scenario, complete: the data that the rules work on."""

    format: Annotated[int, Limit(FORMAT, FORMAT), "the version of this format"]
    id: Id
    title: Text
    line: Annotated[str, "the scenario in one line"]
    text: str = ""
    author: str = ""
    licence: str = "CC BY 4.0"
    uses: Annotated[Literal["summit-actions"] | None, "a set of tested actions to start from"] = None
    leaves_out: Annotated[tuple[str, ...], "what the model leaves out"] = ()
    assumes: Annotated[tuple[str, ...], "what the model assumes"] = ()
    credits: tuple[str, ...] = ()
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
