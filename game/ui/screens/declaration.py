"""The declaration: a document on paper that can be read aloud, with who stands behind every paragraph, and the files."""

from __future__ import annotations

import attrs

from game.scenario.tables.summit import File, Item
from game.text import _
from game.ui import theme
from game.ui.effects import at_wording, said
from game.ui.hint import hint
from game.ui.layout import Centre, Column, Element, Flow, Gap, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.paper import Paper, Rule, Scale, Struck
from game.ui.record import Record
from game.ui.screens.common import BAND_MARKS, band, close_button, near, stack, titled
from game.ui.theme import AGREED, FADED, FALLEN, INK
from game.ui.widgets import Text

WIDE, MARGIN, SIGN = 960, 232, 216
"""Units of the sheet, of the notes in its margin, and of a signature."""


@attrs.define(eq=False)
class Declaration:
    """The document as it stands, on a dark desk."""

    record: Record
    id: str = "declaration"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        note = _("As it stands: what is adopted, what is still open, what has fallen.")
        top = Row([titled(_("The declaration"), note), Gap(grow=1), close_button()])
        return Column([top, stack("declaration", [document(self.record, space)])], gap=12)

    def back(self) -> Nav:
        return Pop()


def document(record: Record, space: Space) -> Element:
    """The sheet: title, paragraphs by what became of them, signatures and annexes."""
    page = Page(record, space.across >= WIDE)
    sheet = Paper(Column(page.parts(), gap=14), pad=52 if page.roomy else 34, pad_y=44)
    return Centre(Column([sheet, Gap(tall=16)], gap=0), most=WIDE)


@attrs.frozen(eq=False)
class Page:
    """What is written on the sheet; where there is room, notes stand in the margin."""

    record: Record
    roomy: bool

    def parts(self) -> list[Element]:
        """Everything from the title to the last annex."""
        return [*self._head(), *self._paragraphs(), *self._signed(), *self._annexes()]

    def _head(self) -> list[Element]:
        words, board = self.record.words, self.record.board
        turns = board.rulebook.turns
        done = len(self.record.reports)
        last = max((turn for item in board.items if (turn := board.decided_in(item))), default=turns[-1])
        name = words.turn(last).document
        state = _("Draft") if done < len(turns) else _("As signed") if not board.rupture_turn else _("Unfinished")
        now = turns[min(done, len(turns) - 1)]
        dates = words.dates(words.turn(min(now, last)))
        return [
            Text(_("{place} · {state}").format(place=_(words.scenario.title), state=state), "over", FADED, align="centre"),
            Text(_(name) if name else _("Declaration"), "h1", INK, align="centre"),
            Text(dates, "quote", FADED, align="centre"),
            Rule(),
            *([self._broken()] if board.rupture_turn else []),
        ]

    def _broken(self) -> Element:
        says = _("The summit broke; {name} was blamed. What was still open has fallen.")
        return Text(says.format(name=self.record.words.name(self.record.board.blamed)), "quote", FALLEN, align="centre")

    def _paragraphs(self) -> list[Element]:
        scenario, board = self.record.words.scenario, self.record.board
        if not scenario.item:
            return [Text(_("This summit negotiates no declaration."), "quote", FADED, align="centre")]
        heads = {
            "adopted": _("The Member States have agreed as follows."),
            "open": _("Still on the table:"),
            "dropped": _("Fallen:"),
        }
        parts: list[Element] = []
        for state, head in heads.items():
            items = [item for item in scenario.item if board.status(item.id) == state]
            if items:
                parts.append(Text(head, "quote", FADED if state == "dropped" else INK))
                parts += [self._paragraph(i, item, state) for i, item in enumerate(items, 1)]
        return parts

    def _paragraph(self, number: int, item: Item, state: str) -> Element:
        ink = FADED if state == "dropped" else INK
        text = _(self.record.board.paragraph(item.id))
        body = Struck(text, "prose", ink) if state == "dropped" else Text(text, "prose", ink)
        mark = {"adopted": f"{number}.", "open": "–", "dropped": "×"}[state]
        head = Text(_(item.name), "h2", ink)
        notes, does = self._notes(item, state), self._does(item, state)
        if self.roomy:
            words = Column([head, body, *does], gap=6, grow=1)
            return Row([Text(mark, "h2", ink, wide=30), words, Column(notes, gap=4, wide=MARGIN)], gap=18, align="top")
        return Column([Row([Text(mark, "h2", ink), Text(_(item.name), "h2", ink, grow=1)]), body, *does, *notes], gap=4)

    def _notes(self, item: Item, state: str) -> list[Element]:
        """What stands in the margin: how strong it is, and who stands behind it and against it."""
        ink = {"adopted": AGREED, "open": INK, "dropped": FADED}[state]
        parts: list[Element] = [] if state == "dropped" else [self._stands(item, ink)]
        parts += [Text(line, "small", FADED) for line in self._names(item)]
        against = self._against(item)
        if against:
            parts.append(Text(against, "small", FALLEN))
        if state == "open":
            parts.append(Text(self._when(item), "smallstrong", INK))
        return parts

    def _stands(self, item: Item, ink: theme.Colour) -> Element:
        """How strong the paragraph is worded, on a scale and in figures."""
        value = self.record.board.wording(item.id)
        label = _("{band} · {value}").format(band=band(self.record.board.band(item.id)), value=near(value, BAND_MARKS))
        says = _("Delegations moved it by their positions while it was on the table.")
        return hint("item", Column([Scale(value, ink), Text(label, "smallstrong", ink)], gap=4), says, name=f"wording:{item.id}")

    def _names(self, item: Item) -> list[str]:
        names, found = self.record.words.names, []
        if item.supporters:
            found.append(_("Sponsored by {names}").format(names=names(item.supporters)))
        for action, form in (("strengthen", _("Strengthened by {names}")), ("soften", _("Softened by {names}"))):
            if seats := self._took(action, item.id):
                found.append(form.format(names=names(seats)))
        aside = self.record.board.aside(item.id)
        return [*found, _("Stood aside: {names}").format(names=names(list(aside)))] if aside else found

    def _took(self, action: str, item: str) -> list[str]:
        """Who has taken a position in any turn so far; what is ordered is public once it is opened."""
        given = [order for report in self.record.reports for order in report.orders]
        return list(dict.fromkeys(order.seat for order in given if (order.action, order.target) == (action, item)))

    def _against(self, item: Item) -> str:
        seats = self._took("object", item.id)
        return _("Objected: {names}").format(names=self.record.words.names(seats)) if seats else ""

    def _when(self, item: Item) -> str:
        turn, turns = self.record.board.decided_in(item.id), self.record.board.rulebook.turns
        if turn is None:
            return _("On the table in no turn of this game")
        return _("Decided in turn {turn}").format(turn=turns.index(turn) + 1)

    def _does(self, item: Item, state: str) -> list[Element]:
        """What the paragraph does in every turn, as it is worded."""
        does = said(self.record.words, at_wording(item.effects, self.record.board.band(item.id)))
        if not does or state == "dropped":
            return []
        form = _("Every turn: {does}.") if state == "adopted" else _("If adopted so, every turn: {does}.")
        return [Text(form.format(does="; ".join(does)), "small", FADED)]

    def _signed(self) -> list[Element]:
        """The members, as they sign: emblem, name and who leads the delegation."""
        words, board = self.record.words, self.record.board
        over = len(self.record.reports) == len(board.rulebook.turns)
        head = _("Signed in the name of") if over and not board.rupture_turn else _("Around the table")
        signs = Flow([self._sign(member) for member in board.members], gap=14)
        return [Rule(), Text(head, "quote", INK), signs] if board.members and words.scenario.item else []

    def _sign(self, member: str) -> Element:
        words = self.record.words
        signed = [Text(words.name(member), "h2", INK), Text(_(words.actor(member).leader), "small", FADED)]
        return Row([words.emblem(member, 40), Column(signed, gap=0, wide=SIGN)], gap=10, align="top")

    def _annexes(self) -> list[Element]:
        files = self.record.words.scenario.file
        if not files:
            return []
        head = Text(_("Annexes: files between parties"), "quote", INK)
        return [Rule(), head, *(self._annex(i, file) for i, file in enumerate(files, 1))]

    def _annex(self, number: int, file: File) -> Element:
        steps, words = self.record.board.steps(file.id), self.record.words
        head = _("Annex {number}. {name}").format(number=number, name=_(file.name))
        taken = [Text(_("{n}. {text}").format(n=i, text=_(text)), "prose", INK) for i, text in enumerate(file.steps[:steps], 1)]
        left = [Text(_("Not yet: {text}").format(text=_(text)), "small", FADED) for text in file.steps[steps:]]
        parties = _("Between {names}").format(names=words.names(file.parties))
        return Column([Text(head, "h2", INK), Text(parties, "small", FADED), *taken, *left], gap=4)
