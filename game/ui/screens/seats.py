"""Who plays whom, for how long, and against which bots."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from game.bots import PEOPLE
from game.scenario.schema import Scenario
from game.scenario.tables.aims import Brief
from game.scenario.tables.people import Actor
from game.table import DEFAULT, MOST_HUMANS
from game.text import _, capitalised, figures, n_
from game.ui import theme
from game.ui.hardness import Hardness, hardness
from game.ui.hint import explained, hint, saying
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Push, Tell
from game.ui.pictures import Icon
from game.ui.screens.about import About
from game.ui.screens.common import alignment, fact, pole_chip, stack, tabs, titled
from game.ui.screens.picker import Picker
from game.ui.widgets import Bar, Button, Text, button, choice, heading
from game.ui.words import Words

PIN = 6
"""The most digits of a PIN."""
COLUMN, DEGREE = 42, 68
"""How wide the columns of the list are: one for each pole, and the one that says how hard a seat is."""


@attrs.frozen
class Setup:
    """Everything that a new game needs."""

    humans: tuple[str, ...]
    bot: str
    length: str | None
    variant: str | None
    seed: int
    pins: Mapping[str, str] = attrs.field(factory=dict)
    """What a person must type to see the desk of a seat; a seat that is not in it has none."""
    stepwise: bool = False
    """Whether what a newcomer need not know opens later, on the sheets of people."""


@attrs.define(eq=False)
class Seats:
    """The table before the game: one line for each delegation, and the brief of the one looked at."""

    scenario: Scenario
    start: Callable[[Setup], Nav]
    seed: int = 1
    bots: Sequence[tuple[str, str, str]] = ()
    humans: tuple[str, ...] = ()
    looked: str = ""
    bot: str = ""
    length: str = ""
    variant: str = ""
    first: bool = False
    """Whether nobody has played this scenario here before."""
    stepwise: bool | None = None
    """Whether the rules open in steps; None for what goes with a first game and the settings."""
    pins: dict[str, str] = attrs.field(factory=dict)
    page: str = "seat"
    """What is open where there is no room for both: the delegation or the table."""
    shared: bool = False
    """Whether several people play at this machine."""
    words: Words = attrs.field(init=False)
    _hard: dict[tuple[str, str], dict[str, Hardness]] = attrs.field(factory=dict, init=False)
    id: str = "seats"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.words = Words(self.scenario)
        playable = self.scenario.delegations
        neutral = [actor.id for actor in playable if actor.kind == "state"] or [actor.id for actor in playable]
        self.looked = self.looked or (self.humans or tuple(neutral))[0]
        self.humans = self.humans or (self.looked,)
        self.bots = self.bots or levels()
        self.bot = self.bot or next((id for id, *_said in self.bots if id == DEFAULT), self.bots[-1][0])
        self.length = self.length or (self.scenario.length[-1].id if self.scenario.length else "")

    @property
    def hard(self) -> dict[str, Hardness]:
        """How hard each seat is at the length and among the bots that are chosen."""
        key = self.length, self.bot
        if key not in self._hard:
            self._hard[key] = hardness(self.scenario, self.length or None, self.bot)
        return self._hard[key]

    def build(self, space: Space) -> Element:
        top = Row(
            [
                titled(_(self.scenario.title), _("Choose your delegation, then begin.")),
                Gap(grow=1),
                button("about", _("About this summit"), lambda: Push(About(self.scenario)), key="a"),
                button("back", _("Back"), self.back, key="escape"),
            ]
        )
        if self.stepwise is None:
            self.stepwise = self.first and space.prefs.stepwise
        detail = self._detail()
        if space.wide:
            seats = Panel(self._list(len(self.scenario.pole) <= 4, True), pad=8, pad_y=8, wide=474)
            table = Panel(Column([stack("table", self._options()), self._begin()], gap=12), pad=16, wide=290)
            middle = Panel(stack("detail", detail), pad=18, grow=1)
            return Column([top, Row([seats, middle, table], gap=12, align="stretch", grow=1)], gap=12)
        seats = Panel(self._list(False, space.across >= 980), pad=8, pad_y=8, grow=4)
        pages = (
            ("seat", _("Delegation"), "1", _("Its leader, its brief, where it stands and how hard it is to play.")),
            ("table", _("The table"), "2", _("Who plays the other delegations, how long, and how.")),
        )
        shown = detail if self.page == "seat" else self._options()
        narrow = Panel(Column([tabs(pages, self.page, self._set_page), stack(self.page, shown)], gap=12), pad=16, grow=6)
        return Column([top, Row([seats, narrow], gap=12, align="stretch", grow=1), self._begin()], gap=8)

    def back(self) -> Nav:
        return Pop()

    def _set_page(self, page: str) -> Nav:
        self.page = page
        return None

    def _list(self, leans: bool, degrees: bool) -> Element:
        """The delegations, as far as there is room with where each leans and how hard it is."""
        lines = [self._line(actor, leans, degrees) for actor in self.scenario.delegations]
        return stack("delegations", [self._head(leans), *lines] if degrees else lines, gap=3)

    def _head(self, leans: bool) -> Element:
        shown = self.scenario.pole if leans else ()
        poles = [hint("pole", self._letter(pole.id), _(pole.name), wide=COLUMN, name=f"head:{pole.id}") for pole in shown]
        words = Text(_("Leans toward") if leans else "", "small", theme.MUTED, grow=1, align="right")
        parts = [words, *poles, Text(_("How hard"), "small", theme.MUTED, wide=DEGREE), Gap(wide=18)]
        return Panel(Row(parts, gap=8), fill=None, pad=8, pad_y=0)

    def _letter(self, pole: str) -> Element:
        return Row([Gap(grow=1), pole_chip(self.words, pole), Gap(grow=1)])

    def _line(self, actor: Actor, leans: bool, degrees: bool) -> Element:
        human = actor.id in self.humans
        words = Column([Text(_(actor.name), "strong"), Text(self._kind(actor), "small", theme.MUTED)], gap=0, grow=1)
        sits = Icon("human", 18, theme.ACCENT) if human else Icon("bot", 18, theme.FAINT)
        parts: list[Element] = [self.words.emblem(actor.id, 32), words]
        parts += [self._lean(actor, pole.id) for pole in self.scenario.pole if leans]
        if degrees:
            parts.append(Text(self.hard[actor.id].name, "small", theme.MUTED, wide=DEGREE))
        return Button(
            Row([*parts, sits], gap=8),
            lambda: self._look(actor.id),
            id=f"seat:{actor.id}",
            look="row",
            selected=actor.id == self.looked,
            tip=explained("alignment", _("Bars: how far it leans to each pole as the game begins. Press to read about it.")),
            pad=8,
            pad_y=2,
        )

    def _lean(self, actor: Actor, pole: str) -> Element:
        """A small bar; nothing for whom it is the own pole, or who has no alignment."""
        if actor.kind == "institution" or actor.pole == pole:
            return Text("–", "small", theme.FAINT, wide=COLUMN, align="centre")
        return Bar(actor.alignment.get(pole, 0), self.words.colour(pole), tall=8, wide=COLUMN)

    def _kind(self, actor: Actor) -> str:
        kind = {"power": _("power"), "state": _("state"), "institution": _("institution")}[actor.kind]
        return kind + (_(" · member") if actor.member else "")

    def _look(self, actor: str) -> Nav:
        self.looked = actor
        if not self.shared:
            self.humans = (actor,)
        return None

    def _detail(self) -> list[Element]:
        actor = self.words.actor(self.looked)
        brief = self.words.brief(actor.id)
        role = capitalised(_(actor.role))
        told = [Text(line, "small", theme.MUTED) for line in (_(actor.leader), role) if line]
        name = Column([Text(_(actor.name), "h1"), *told], gap=2, grow=1)
        parts: list[Element] = [Row([self.words.emblem(actor.id, 84), name], gap=16)]
        parts += self._person(actor)
        if brief:
            parts.append(Text(_(brief.aim), "prose"))
        parts += [*self._standing(actor), fact(_("How hard"), self._degree(actor))]
        if brief:
            parts += self._brief(brief)
        if actor.text:
            parts.append(Text(_(actor.text), "body", theme.MUTED))
        return parts

    def _brief(self, brief: Brief) -> list[Element]:
        """What the delegation wants, and what it is scored on."""
        parts: list[Element] = [
            fact(label, _(text))
            for label, text in (
                (_("Loses sleep over"), brief.question),
                (_("Red line"), brief.red_line),
                (_("As a bot"), self._temper(brief)),
            )
            if text
        ]
        parts.append(heading(_("What it is scored on"), _("points at most")))
        goals: list[Element] = [_goal(_(goal.text), goal.weight) for goal in brief.goal]
        if brief.secret:
            goals.append(_goal(_("One secret goal, drawn when the game begins"), brief.secret[0].weight))
        says = _("The figures: the points that each goal gives if it is reached in full.")
        return [*parts, hint("brief", Column(goals, gap=10), says, name="goals")]

    def _temper(self, brief: Brief) -> str:
        """How a bot in a seat of this brief weighs things beyond it."""
        return next((one.text for one in self.scenario.temperament if one.id == brief.temperament), "")

    def _degree(self, actor: Actor) -> str:
        """How hard the seat is, and how that is known."""
        hard = self.hard[actor.id]
        name = capitalised(hard.name)
        if not hard.games:
            return _("{degree}, to judge by its means: no games of this table are kept.").format(degree=name)
        level = next((name for id, name, _says in self.bots if id == hard.level), hard.level)
        says = _("{degree}: in {games} games a bot ({level}) reached {points:.0f} of 100 here, give or take {spread:.0f}.")
        return says.format(degree=name, games=hard.games, level=level, points=hard.points, spread=hard.spread)

    def _standing(self, actor: Actor) -> list[Element]:
        means: Element = fact(_("Means"), _("{income} capital a turn, up to {cap}").format(income=actor.income, cap=actor.cap))
        says = _("What comes in at the end of every turn, and the most that can be kept.")
        means = hint("capital", means, says, name="means")
        if actor.kind == "institution":
            return [means]
        rows: list[Element] = [heading(_("Where it stands"), _("alignment, −100 to +100"))]
        for pole in self.scenario.pole:
            name = Text(_(pole.name), "small", theme.MUTED, wide=92)
            bar = alignment(self.words, pole.id, actor.alignment.get(pole.id, 0))
            rows.append(
                Row([name, *bar.children[:-1]], gap=6)
                if actor.pole != pole.id
                else Row([name, pole_chip(self.words, pole.id), Text(_("its own pole"), "small", theme.MUTED, grow=1)], gap=6)
            )
        return [hint("alignment", Column(rows, gap=10), _("Where it stands as the game begins."), name="stands"), means]

    def _person(self, actor: Actor) -> list[Element]:
        """With several people, looking at a seat does not take it yet; who takes it may lock it."""
        if not self.shared:
            return []
        human = actor.id in self.humans
        words = _("Leave it to a bot") if human else _("A person plays it")
        toggle = button("play", words, self._toggle, key="p", look="plain" if human else "primary")
        if not human:
            return [Flow([toggle])]
        dots = "•" * len(self.pins.get(actor.id, "")) or _("none")
        inside = Row([Icon("lock", 16, theme.MUTED), Text(_("PIN"), "small", theme.MUTED), Text(dots, "strong", wide=60)])
        entry = Button(inside, id="pin", look="entry", types=self._type_pin)
        hint = Text(_("Digits that are asked for before this desk is shown; Backspace takes one back."), "small", theme.MUTED)
        return [Flow([toggle, entry]), hint]

    def _toggle(self) -> Nav:
        if self.looked not in self.humans:
            if len(self.humans) >= MOST_HUMANS:
                return Tell(_("At most four people can share one machine."))
            self.humans = (*self.humans, self.looked)
        elif len(self.humans) == 1:
            return Tell(_("Somebody has to play: choose another delegation first."))
        else:
            self.humans = tuple(seat for seat in self.humans if seat != self.looked)
        return None

    def _options(self) -> list[Element]:
        says = _("You play {names}.").format(names=self.words.names(self.humans))
        if self.shared:
            says += " " + _("Hot seat: up to four people at this machine, one after the other.")
        people = (("one", _("I play alone")), ("more", _("Several people")))
        parts: list[Element] = [
            heading(_("The table")),
            choice("people", people, "more" if self.shared else "one", self._share),
            Text(says, "small", theme.MUTED),
            *self._setting("bot", "bot", _("Bots in the other seats"), self.bots),
        ]
        if self.scenario.length:
            lengths = [(length.id, _(length.name), self._turns(length.turns)) for length in self.scenario.length]
            parts += self._setting("length", "slot", _("Length"), lengths)
        if self.scenario.variant:
            variants = [(variant.id, _(variant.name), _(variant.text)) for variant in self.scenario.variant]
            parts += self._setting(
                "variant", "history", _("Start"), [("", _("As it was"), _("As the scenario tells it.")), *variants]
            )
        return parts + self._steps() + self._seed()

    def _steps(self) -> list[Element]:
        """Whether the rules open one after the other, where the scenario says how."""
        if self.scenario.teaching is None or not self.scenario.teaching.opens:
            return []
        names = (("whole", _("All at once")), ("steps", _("In steps")))
        says = _("In steps: your sheet begins small, and something opens every few turns. Bots play by all rules.")
        now = choice("rules", names, "steps" if self.stepwise else "whole", self._open_in_steps)
        return [Gap(tall=0), Text(_("Rules"), "small", theme.MUTED), now, Text(says, "small", theme.MUTED)]

    def _open_in_steps(self, which: str) -> Nav:
        self.stepwise = which == "steps"
        return None

    def _turns(self, turns: Sequence[int]) -> str:
        return " · ".join(_(self.words.turn(turn).name) for turn in turns)

    def _setting(self, id: str, icon: str, label: str, options: Sequence[tuple[str, str, str]]) -> list[Element]:
        """One thing to choose: what it is now and what that means; pressed, all there is to choose from."""
        name, says = next((name, says) for option, name, says in options if option == getattr(self, id))
        words = Column([Text(label, "small", theme.MUTED), Text(name, "strong")], gap=0, grow=1)
        inside = Row([Icon(icon, 20, theme.ACCENT), words, Icon("down", 16, theme.MUTED)], gap=10)
        notes = {option: says for option, _name, says in options}
        picks = [(name, option) for option, name, _says in options]
        picker = Picker(label, picks, lambda option: setattr(self, id, option), notes.__getitem__, now=getattr(self, id))
        return [Gap(tall=0), Button(inside, lambda: Push(picker), id=id, pad_y=4), Text(says, "small", theme.MUTED)]

    def _seed(self) -> list[Element]:
        said = [Text(_("Luck"), "small", theme.MUTED), Text(str(self.seed), "strong", wide=76)]
        inside = Row([Icon("luck", 18, theme.ACCENT), *said])
        tip = saying(_("Everything left to chance follows from this number: with the same orders it is the same game."))
        entry = Button(inside, id="seed", look="entry", types=self._type, tip=tip)
        return [
            Gap(tall=0),
            Flow([entry, button("reseed", _("Another"), self._reseed)]),
            Text(_("The same number gives the same luck. Digits and Backspace change it."), "small", theme.MUTED),
        ]

    def _begin(self) -> Element:
        count = n_("Begin with {n} person", "Begin with {n} people", len(self.humans))
        words = count if len(self.humans) > 1 else _("Begin as {name}").format(name=self.words.name(self.humans[0]))
        return button("begin", words, self._started, key="b", look="primary", first=True, fill=True)

    def _share(self, which: str) -> Nav:
        self.shared = which == "more"
        if not self.shared:
            self.humans = self.humans[:1]
        return None

    def _type(self, letter: str) -> Nav:
        text = str(self.seed)[:-1] if letter == "\b" else f"{self.seed}{letter}"
        self.seed = int(text[-9:] or 0)
        return None

    def _type_pin(self, letter: str) -> Nav:
        now = self.pins.get(self.looked, "")
        self.pins[self.looked] = now[:-1] if letter == "\b" else (now + letter)[:PIN]
        return None

    def _reseed(self) -> Nav:
        self.seed = (self.seed * 69069 + 12345) % 1_000_000
        return None

    def _started(self) -> Nav:
        pins = {seat: pin for seat, pin in self.pins.items() if pin and seat in self.humans and self.shared}
        length, variant, steps = self.length or None, self.variant or None, bool(self.stepwise and self._steps())
        return self.start(Setup(self.humans, self.bot, length, variant, self.seed, pins, steps))


def levels() -> list[tuple[str, str, str]]:
    """Who may sit in the other seats, from the weakest to the strongest: id, name, what it does."""
    silent = ("pass", _("Silent"), _("They give no orders: a quiet table to learn on."))
    drawn = ("random", _("Random"), _("They do anything that is legal."))
    return [silent, drawn, *((level.id, _(level.name), _(level.text)) for level in PEOPLE)]


def _goal(text: str, weight: float) -> Row:
    return Row(
        [Text(text, "small", grow=1), Text(figures(f"{weight:g}"), "smallstrong", theme.TEXT, wide=34, align="right")],
        align="top",
    )
