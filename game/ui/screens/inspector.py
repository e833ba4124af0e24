"""The inspector: what stands behind a game by ids, for who writes scenarios: latents, terms of each change, the digest."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial

import attrs
import pygame

from game.model.board import Board
from game.model.report import Part, Quantity, latent, quantities, read
from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Tell
from game.ui.screens.common import stack, titled
from game.ui.secret import Secret
from game.ui.session import Session
from game.ui.widgets import Button, Text, button, choice, heading

GAME = "game"
"""The page that is about no number."""
FIGURE = 92


@attrs.define(eq=False)
class Inspector:
    """A number that is looked at, or the game as a whole."""

    session: Session
    quantity: Quantity = ()
    at: int = -1
    """The place of the turn whose terms are shown, from 0; -1 for the last one."""
    kind: str = ""
    id: str = "inspector"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.kind = self.kind or (self.quantity[0] if self.quantity else GAME)

    def build(self, space: Space) -> Element:
        says = _("What the model holds, by the ids of the file. Latents are unbounded; points are what players see.")
        copy = button("copy", _("Copy"), self._copy, key="c")
        close = button("close", _("Close"), self.back, key="escape", first=True)
        top = Row([Column([titled(_("Inspector"), says)], grow=1), copy, close])
        kinds = dict.fromkeys(quantity[0] for quantity in self._all)
        pages = choice("kind", [(GAME, GAME), *((kind, kind) for kind in kinds)], self.kind, self._turn_to)
        if self.kind == GAME:
            told = stack("game", [*map(_fact, self._state()), *self._secrets()])
            return Column([top, pages, Panel(told, pad=14, grow=1)], gap=10)
        rows = [self._row(quantity) for quantity in self._of_kind]
        heads = Panel(_heads(self.kind, _("points"), _("latent")), fill=None, pad=6, pad_y=2)
        listed = Panel(stack(f"listed:{self.kind}", [heads, *rows], gap=0), pad=8, grow=5)
        detail = Panel(stack(f"inspected:{':'.join(self._looked)}", self._detail(), gap=6), pad=14, grow=6)
        if not space.wide:
            return Column([top, pages, listed, detail], gap=10)
        return Column([top, pages, Row([listed, detail], gap=10, align="stretch", grow=1)], gap=10)

    def back(self) -> Nav:
        return Pop()

    @property
    def _all(self) -> list[Quantity]:
        board = self.session.match.board
        return [*quantities(board), *(("capital", seat) for seat in board.seats)]

    @property
    def _of_kind(self) -> list[Quantity]:
        return [quantity for quantity in self._all if quantity[0] == self.kind]

    @property
    def _looked(self) -> Quantity:
        return self.quantity if self.quantity and self.quantity[0] == self.kind else self._of_kind[0]

    def _turn_to(self, kind: str) -> Nav:
        self.kind = kind
        return None

    def _look(self, quantity: Quantity) -> Nav:
        self.quantity = quantity
        return None

    def _row(self, quantity: Quantity) -> Element:
        board = self.session.match.board
        points, held = _figure(read(board, quantity)), _figure(latent(board, quantity), 4)
        cells = [Text(" · ".join(quantity[1:]), "small", grow=1), points, held]
        return Button(Row(cells, gap=8), partial(self._look, quantity), id="look:" + ":".join(quantity), look="row", pad=6,
                      pad_y=2, selected=quantity == self._looked)

    def _detail(self) -> list[Element]:
        """The number, and the terms of its change in a turn."""
        quantity, board = self._looked, self.session.match.board
        parts: list[Element] = [
            Text(written(quantity), "h3"),
            Text(self.session.words.quantity(quantity), "small", theme.MUTED),
            _heads("", _("latent"), _("points"), _("shown")),
            _stands(_("now"), board, quantity),
        ]
        if quantity[0] == "alignment":
            parts.append(_stands("anchor", board, ("anchor", *quantity[1:])))
        return parts + self._terms(quantity)

    @property
    def _place(self) -> int:
        """The turn whose terms are shown; -1 before any was played."""
        played = len(self.session.match.reports)
        return played - 1 if self.at < 0 else min(self.at, played - 1)

    def _terms(self, quantity: Quantity) -> list[Element]:
        reports, place = self.session.match.reports, self._place
        if place < 0:
            return [Text(_("No turn has been played: there is no change yet."), "small", theme.MUTED)]
        report = reports[place]
        ways = [button(f"turn:{i + 1}", str(i + 1), partial(self._turn, i), look="toggle", selected=i == place)
                for i in range(len(reports))]
        before, after = (latent(board, quantity) for board in (report.before, report.after))
        whole = round(read(report.after, quantity)) - round(read(report.before, quantity))
        rows = [_term(part) for part in report.parts(quantity)]
        total = _cells(_("sum"), after - before, report.change(quantity), whole, "smallstrong")
        return [Gap(), heading(_("Terms of the change in turn")), Flow(ways), total, *rows]

    def _turn(self, place: int) -> Nav:
        self.at = place
        return None

    def _state(self) -> list[tuple[str, str]]:
        """What everybody may know of the game as a whole."""
        match = self.session.match
        origin = match.scenario.origin
        file = [("file", str(origin.path or origin.main)), ("sha256", origin.sha256)] if origin else []
        past = match if match.over else match.branch(match.turn)
        digest = [("digest", past.digest())] if origin else []
        return [
            ("id", match.scenario.id), *file, ("variant", (origin and origin.variant) or "–"), ("length", match.length),
            ("turn", f"{match.turn} ({len(match.reports)} / {len(match.turns)})"), *digest,
        ]

    def _secrets(self) -> list[Element]:
        """What only its seat may know, in a trial alone."""
        if not self.session.trial:
            return [Gap(), Text(_("What is secret to a seat is shown in trials alone: games that F5 or `watch` has read again."),
                                "small", theme.MUTED)]
        lines = self._secret_lines()
        says = Text(_("This game is a trial, so its secrets are shown here."), "small", theme.WARN)
        return [Gap(), heading(_("Secret")), says, *(Secret(Text(line, "small")) for line in lines)]

    def _secret_lines(self) -> list[str]:
        match = self.session.match
        goals = [f"{seat}: {line.id}" for seat in match.seats for line in match.view(seat).lines() if line.secret]
        sheets = [str(order) for seat in match.seats for order in match.view(seat).sheet or ()]
        talks = [f"{talk.id} {talk.state}: {talk.offer}" for talk in match.corridor.talks]
        return [f"seed: {match.seed}", *goals, *sheets, *talks]

    def text(self) -> str:
        """What the page shows, in columns parted by tabs; nothing secret that is not on it."""
        if self.kind == GAME:
            secrets = self._secret_lines() if self.session.trial else []
            return "\n".join([*(f"{name}\t{says}" for name, says in self._state()), *secrets])
        board = self.session.match.board
        rows = [f"{written(q)}\t{read(board, q):.6f}\t{latent(board, q):.9f}" for q in self._of_kind]
        terms: Sequence[Part] = ()
        if self._place >= 0:
            terms = self.session.match.reports[self._place].parts(self._looked)
        told = [f"{part.kind}\t{part.source}\t{part.latent:.9f}\t{part.points:.6f}\t{part.shown}" for part in terms]
        return "\n".join([*rows, "", written(self._looked), *told])

    def _copy(self) -> Nav:
        """To the clipboard; where there is none, that is said."""
        with contextlib.suppress(pygame.error):
            pygame.scrap.put_text(self.text())
            return Tell(_("Copied, in columns that a table can be made of."))
        return Tell(_("There is no clipboard here."))


def pointed(session: Session, id: str) -> Quantity:
    """The number that the element of an id is about, by the ids in it; empty where it is about none."""
    names = id.split(":")
    board = session.match.board
    found = [quantity for quantity in quantities(board) if set(quantity[1:]) <= set(names)]
    return max(found, key=lambda quantity: (quantity[0] in names, len(quantity)), default=())


def written(quantity: Quantity) -> str:
    """A number by its ids."""
    return f"{quantity[0]}: {' · '.join(quantity[1:])}"


def _fact(named: tuple[str, str]) -> Element:
    return Row([Text(named[0], "small", theme.MUTED, wide=110), Text(named[1], "small", grow=1)], align="top")


def _figure(value: float, digits: int = 2, style: str = "small") -> Text:
    return Text(f"{value:.{digits}f}", style, theme.TEXT, wide=FIGURE, align="right")


def _stands(name: str, board: Board, quantity: Quantity) -> Element:
    points = read(board, quantity)
    return _cells(name, latent(board, quantity), points, round(points))


def _heads(*names: str) -> Element:
    first, *rest = names
    return Row([Text(first, "small", theme.FAINT, grow=1),
                *(Text(name, "small", theme.FAINT, wide=FIGURE, align="right") for name in rest)], gap=8)


def _term(part: Part) -> Element:
    return _cells(f"{part.kind} {part.source}".strip(), part.latent, part.points, part.shown)


def _cells(name: str, held: float, points: float, shown: int, style: str = "small") -> Element:
    cells = (_figure(held, 6, style), _figure(points, 3, style), _figure(shown, 0, style))
    return Row([Text(name, style, grow=1), *cells], gap=8, align="top")
