"""Who plays whom, for how long, and against which bots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from game.bots import PEOPLE
from game.scenario.schema import Actor, Brief, Scenario
from game.table import DEFAULT, MOST_HUMANS
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Tell
from game.ui.screens.common import alignment, fact, pole_chip, stack, titled
from game.ui.text import _, n_
from game.ui.widgets import Button, Text, button, choice, heading
from game.ui.words import Words


@attrs.frozen
class Setup:
    """Everything that a new game needs."""

    humans: tuple[str, ...]
    bot: str
    length: str | None
    variant: str | None
    seed: int


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
    words: Words = attrs.field(init=False)
    _shared: bool = False
    id: str = "seats"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.words = Words(self.scenario)
        playable = self.playable
        neutral = [actor.id for actor in playable if actor.kind == "state"] or [actor.id for actor in playable]
        self.looked = self.looked or (self.humans or tuple(neutral))[0]
        self.humans = self.humans or (self.looked,)
        self.bots = self.bots or levels()
        self.bot = self.bot or next((id for id, *_said in self.bots if id == DEFAULT), self.bots[-1][0])
        self.length = self.length or (self.scenario.length[-1].id if self.scenario.length else "")

    @property
    def playable(self) -> list[Actor]:
        """The delegations."""
        return [actor for actor in self.scenario.actor if actor.playable]

    def build(self, space: Space) -> Element:
        top = Row(
            [
                titled(_(self.scenario.title), _("Choose your delegation, then begin.")),
                Gap(grow=1),
                button("back", _("Back"), self.back, key="escape"),
            ]
        )
        first = Panel(stack("delegations", [self._line(actor) for actor in self.playable], gap=2), pad=8, pad_y=8, grow=4)
        detail = Panel(stack("detail", self._detail()), pad=18, grow=6)
        if space.wide:
            table = Panel(Column([stack("table", self._options()), self._begin()], gap=12), pad=18, wide=330)
            return Column([top, Row([first, detail, table], gap=12, align="stretch", grow=1)], gap=12)
        narrow = Panel(stack("detail", [*self._detail(), *self._options()]), pad=18, grow=6)
        return Column([top, Row([first, narrow], gap=12, align="stretch", grow=1), self._begin()], gap=12)

    def back(self) -> Nav:
        return Pop()

    def _line(self, actor: Actor) -> Element:
        human = actor.id in self.humans
        sits = Text(_("You") if human else _("Bot"), "smallstrong" if human else "small", theme.ACCENT if human else theme.MUTED)
        words = Column([Text(_(actor.name), "strong"), Text(self._kind(actor), "small", theme.MUTED)], gap=0, grow=1)
        return Button(
            Row([words, sits]),
            lambda: self._look(actor.id),
            id=f"seat:{actor.id}",
            look="row",
            selected=actor.id == self.looked,
            pad=10,
            pad_y=3,
        )

    def _kind(self, actor: Actor) -> str:
        kind = {"power": _("power"), "state": _("state"), "institution": _("institution")}[actor.kind]
        return kind + (_(" · member") if actor.member else "")

    def _look(self, actor: str) -> Nav:
        self.looked = actor
        if not self._shared:
            self.humans = (actor,)
        return None

    def _detail(self) -> list[Element]:
        actor = self.words.actor(self.looked)
        brief = self.words.brief(actor.id)
        names = Column([Text(_(actor.name), "h1"), Text(actor.leader, "small", theme.MUTED)], gap=2, grow=1)
        parts: list[Element] = [Row([names, *self._seat_button(actor)])]
        if brief:
            parts.append(Text(_(brief.aim), "prose"))
        if actor.role:
            parts.append(Text(_(actor.role[:1].upper() + actor.role[1:]), "body", theme.MUTED))
        parts += self._standing(actor)
        if brief:
            parts += [
                fact(label, _(text))
                for label, text in (
                    (_("Loses sleep over"), brief.question), (_("Red line"), brief.red_line),
                    (_("As a bot"), self._temper(brief)))
                if text
            ]
            parts += [heading(_("What it is scored on"), _("points at most"))] + [
                _goal(goal.text, goal.weight) for goal in brief.goal
            ]
            if brief.secret:
                parts.append(_goal(_("One secret goal, drawn when the game begins"), brief.secret[0].weight))
        if actor.text:
            parts.append(Text(_(actor.text), "body", theme.MUTED))
        return parts

    def _temper(self, brief: Brief) -> str:
        """How a bot in a seat of this brief weighs things beyond it."""
        return next((one.text for one in self.scenario.temperament if one.id == brief.temperament), "")

    def _standing(self, actor: Actor) -> list[Element]:
        means = _("{income} capital a turn, up to {cap}").format(income=actor.income, cap=actor.cap)
        if actor.kind == "institution":
            return [fact(_("Means"), means)]
        rows: list[Element] = [heading(_("Where it stands"), _("alignment, −100 to +100"))]
        for pole in self.scenario.pole:
            name = Text(_(pole.name), "small", theme.MUTED, wide=92)
            bar = alignment(self.words, pole.id, actor.alignment.get(pole.id, 0))
            rows.append(
                Row([name, *bar.children[:-1]], gap=6)
                if actor.pole != pole.id
                else Row([name, pole_chip(self.words, pole.id), Text(_("its own pole"), "small", theme.MUTED, grow=1)], gap=6)
            )
        rows.append(fact(_("Means"), means))
        return rows

    def _seat_button(self, actor: Actor) -> list[Element]:
        """With several people, looking at a seat does not take it yet."""
        if not self._shared:
            return []
        human = actor.id in self.humans
        words = _("Leave it to a bot") if human else _("A person plays it")
        return [button("play", words, self._toggle, key="p", look="plain" if human else "primary")]

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
        parts: list[Element] = [
            heading(_("The table")),
            Text(_("You play {names}.").format(names=self.words.names(self.humans)), "body"),
            choice(
                "people",
                (("one", _("I play alone")), ("more", _("Several people"))),
                "more" if self._shared else "one",
                self._share,
            ),
        ]
        if self._shared:
            parts.append(Text(_("Hot seat: up to four people at this machine, one after the other."), "small", theme.MUTED))
        level = next((says for id, name, says in self.bots if id == self.bot), "")
        parts += [
            heading(_("Bots")),
            choice("bot", [(id, name) for id, name, says in self.bots], self.bot, self._set("bot")),
            Text(level, "small", theme.MUTED),
        ]
        if self.scenario.length:
            lengths = [(length.id, _(length.name)) for length in self.scenario.length]
            parts += [heading(_("Length")), choice("length", lengths, self.length, self._set("length"))]
        parts += self._variants() + self._seed()
        return parts

    def _variants(self) -> list[Element]:
        if not self.scenario.variant:
            return []
        variants = [("", _("As it was"))] + [(variant.id, _(variant.name)) for variant in self.scenario.variant]
        text = next((_(v.text) for v in self.scenario.variant if v.id == self.variant), "")
        note: list[Element] = [Text(text, "small", theme.MUTED)] if text else []
        return [heading(_("Start")), choice("variant", variants, self.variant, self._set("variant")), *note]

    def _seed(self) -> list[Element]:
        entry = Button(Text(str(self.seed), "strong", wide=70), id="seed", look="entry", types=self._type)
        return [
            heading(_("Luck")),
            Flow([entry, button("reseed", _("Another"), self._reseed)]),
            Text(_("The same number gives the same luck. Digits and Backspace change it."), "small", theme.MUTED),
        ]

    def _begin(self) -> Element:
        count = n_("Begin with {n} person", "Begin with {n} people", len(self.humans))
        words = count if len(self.humans) > 1 else _("Begin as {name}").format(name=self.words.name(self.humans[0]))
        return button("begin", words, self._started, key="b", look="primary", first=True, fill=True)

    def _share(self, which: str) -> Nav:
        self._shared = which == "more"
        if not self._shared:
            self.humans = self.humans[:1]
        return None

    def _set(self, name: str) -> Callable[[str], Nav]:
        return lambda value: setattr(self, name, value)

    def _type(self, letter: str) -> Nav:
        text = str(self.seed)[:-1] if letter == "\b" else f"{self.seed}{letter}"
        self.seed = int(text[-9:] or 0)
        return None

    def _reseed(self) -> Nav:
        self.seed = (self.seed * 69069 + 12345) % 1_000_000
        return None

    def _started(self) -> Nav:
        return self.start(Setup(self.humans, self.bot, self.length or None, self.variant or None, self.seed))


def levels() -> list[tuple[str, str, str]]:
    """Who may sit in the other seats, from the weakest to the strongest: id, name, what it does."""
    silent = ("pass", _("Silent"), _("They give no orders: a quiet table to learn on."))
    drawn = ("random", _("Random"), _("They do anything that is legal."))
    return [silent, drawn, *((level.id, _(level.name), _(level.text)) for level in PEOPLE)]


def _goal(text: str, weight: float) -> Row:
    return Row(
        [Text(_(text), "small", grow=1), Text(f"{weight:g}", "smallstrong", theme.TEXT, wide=34, align="right")],
        align="top",
    )
