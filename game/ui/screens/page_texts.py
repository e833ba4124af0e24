"""The paragraphs on the table and the files between parties, with this seat's positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.scenario.tables.aims import Wish
from game.scenario.tables.summit import File
from game.scenario.values import WORDINGS
from game.text import _, joined, n_, number
from game.ui import theme
from game.ui.effects import at_wording, needs, said
from game.ui.hint import explained, hint
from game.ui.layout import Column, Element, Flow, Row
from game.ui.screens.common import BAND_MARKS, band, card, near, titled, wording_gauge
from game.ui.session import Desk
from game.ui.widgets import Button, Pips, Text, button, heading
from game.ui.words import POSITIONS

if TYPE_CHECKING:
    from game.model.board import Board


def page(desk: Desk) -> list[Element]:
    """Items on the table first, then the files."""
    board = desk.view.board
    parts: list[Element] = [
        titled(_("Texts"), _("The declaration's paragraphs on the table this turn, and the files between parties."))
    ]
    table = board.on_table()
    parts += [_item(desk, item) for item in table]
    if not table:
        parts.append(Text(_("No paragraph is on the table this turn."), "body", theme.MUTED))
    if board.files and (closed := desk.closed("files")):
        parts.append(Text(closed, "small", theme.MUTED))
    elif board.files:
        parts.append(heading(_("Files"), _("a step needs a convener and every party")))
        parts += [_file(desk, file) for file in desk.words.scenario.file]
    return parts


def _item(desk: Desk, id: str) -> Element:
    board, words = desk.view.board, desk.words
    item, now = words.item(id), board.band(id)
    brief = words.brief(desk.seat)
    wish = brief.wishes.get(id) if brief else None
    last = [Text(_("Decided this turn"), "smallstrong", theme.WARN)] if board.last_session(id) else []
    parts: list[Element] = [Row([Text(words.name(id), "h3", grow=1), *last], align="top")]
    if item.text:
        parts.append(Text(_(item.text), "small", theme.MUTED))
    parts.append(Text(_sessions(desk, id), "small", theme.MUTED))
    after = desk.forecast.after
    gauge = wording_gauge(board.wording(id), now, ghost=after.wording(id), pin=wish.ideal if wish else None)
    parts.append(hint("item", gauge, _("The mark is where your brief would have it.") if wish else "", name=f"item:{id}"))
    if round(after.wording(id)) != round(board.wording(id)):
        moved = Text(_moved(board, after, id), "smallstrong", theme.ACCENT)
        parts.append(hint("position", moved, name=f"moved:{id}"))
    if wish:
        parts.append(Text(_wished(wish), "small", theme.MUTED))
    parts.append(Text(_(getattr(item, now)), "prose"))
    parts += _positions(desk, id)
    parts += _adopted(desk, id)
    return card(*parts, gap=8)


def _moved(board: Board, after: Board, item: str) -> str:
    """Where one's own sheet alone would bring the wording."""
    return _("With your sheet alone: {before} → {after} ({band})").format(
        before=near(board.wording(item), BAND_MARKS),
        after=near(after.wording(item), BAND_MARKS),
        band=band(after.band(item)),
    )


def _adopted(desk: Desk, item: str) -> list[Element]:
    """What the paragraph would do every turn after its adoption, as it is worded now."""
    now = desk.view.board.band(item)
    sentences = said(desk.words, at_wording(desk.words.item(item).effects, now))
    title = _("If adopted as it stands ({band}), every turn").format(band=band(now))
    says = sentences or [_("It would move nothing.")]
    does = Column([Text(s, "small", theme.MUTED) for s in says], gap=1)
    told = _("In points, each turn from the next one on; the wording decides how much of it there is.")
    return [Text(title, "smallstrong"), hint("item", does, told, name=f"does:{item}")]


def _sessions(desk: Desk, item: str) -> str:
    """When the paragraph is on the table, and when it is decided."""
    places = [str(desk.place(turn)) for turn in desk.view.board.sessions(item)]
    if len(places) == 1:
        return _("On the table in turn {last}, which decides.").format(last=places[0])
    return _("On the table in turns {turns}; turn {last} decides.").format(turns=joined(places), last=places[-1])


def _wished(wish: Wish) -> str:
    ideal = _("Your brief would write {value} ({band}).").format(value=number(wish.ideal), band=band(_band(wish.ideal)))
    limit = _(" It cannot sign above {value}.").format(value=number(wish.limit)) if wish.limit is not None else ""
    return ideal + limit


def _band(wording: float) -> str:
    return WORDINGS[(wording >= 35) + (wording >= 65)]


def _positions(desk: Desk, item: str) -> list[Element]:
    mine = [order for order in desk.chosen if order.action in POSITIONS and order.target == item]
    others = tuple(order for order in desk.chosen if order not in mine)
    legal = [order for order in desk.legal(others) if order.action in POSITIONS and order.target == item]
    if not legal and (closed := desk.closed("positions")):
        return [Text(closed, "small", theme.MUTED)]
    if not legal:
        return [Text(_("Only members take positions; you have none here."), "small", theme.MUTED)]
    label = _("Your position") if mine else _("Your position: accept, unless you choose another")
    return [Text(label, "smallstrong"), Flow([_position(desk, order) for order in legal])]


def _position(desk: Desk, order: Order) -> Button:
    cost = desk.cost(order)
    label = desk.words.name(order.action) + (f" ×{order.level}" if order.level > 1 else "")
    detail = str(cost) if cost else ""
    found = button(
        f"position:{order}",
        label,
        lambda: desk.pick(order),
        selected=order in desk.chosen,
        look="toggle",
        detail=detail,
    )
    price = n_("It costs {n} capital.", "It costs {n} capital.", cost) if cost else _("It costs nothing.")
    found.tip = explained("position", price)
    return found


def _file(desk: Desk, file: File) -> Element:
    steps, words = desk.view.board.steps(file.id), desk.words
    parts: list[Element] = [Row([Text(_(file.name), "h3", grow=1), _taken(file, steps)])]
    if file.text:
        parts.append(Text(_(file.text), "small", theme.MUTED))
    parts.append(Text(_("Parties: {names}").format(names=words.names(file.parties)), "small"))
    if file.conveners:
        parts.append(Text(_("Can be convened by: {names}").format(names=words.names(file.conveners)), "small", theme.MUTED))
    else:
        parts.append(Text(_("Nobody can convene it: its parties settle it between themselves."), "small", theme.MUTED))
    if steps < len(file.steps):
        parts += _conditions(desk, file)
        parts.append(Text(_("Next step: {text}").format(text=_(file.steps[steps])), "small"))
    else:
        parts.append(Text(n_("Closed after {n} step.", "Closed after {n} steps.", steps), "small", theme.GOOD))
    return card(*parts, *_consent(desk, file))


def _taken(file: File, steps: int) -> Element:
    says = _("{done} of {all} steps are taken; a turn can take one.").format(done=steps, all=len(file.steps))
    return hint("file", Pips(steps, len(file.steps)), says, name=f"file:{file.id}")


def _conditions(desk: Desk, file: File) -> list[Element]:
    """What the next step waits for: the condition of the file, tension, and the consent of every party."""
    board, words = desk.view.board, desk.words
    lines: list[Element] = []
    if file.needs is not None:
        asked = _check(board.needs_met(file.id), _("Needs: {condition}").format(condition=needs(words, file)))
        says = _("The file waits for this gauge, as it stands at the start of a turn.")
        lines.append(hint("tracks", asked, says, name=f"needs:{file.id}"))
    if board.at_brink:
        lines.append(_check(False, _("No file moves while {track} stands at the brink").format(track=words.name(board.brink))))
    lines += [_party(desk, file, party) for party in file.parties]
    return lines


def _check(met: bool, says: str) -> Text:
    form = _("{condition} – so now") if met else _("{condition} – not so now")
    return Text(form.format(condition=says), "small", theme.GOOD if met else theme.WARN)


def _party(desk: Desk, file: File, party: str) -> Element:
    """What is known of the consent of one party."""
    words = desk.words
    rule = next((p for p in words.scenario.party if p.id == party), None)
    if rule is not None:
        says = _("{name} is played by nobody: {rule}").format(name=words.name(party), rule=_(rule.rule))
        return Text(says, "small", theme.MUTED)
    if party != desk.seat:
        return Text(_("{name} consents, or not, on its sheet of this turn").format(name=words.name(party)), "small", theme.MUTED)
    given = Order(desk.seat, "consent", file.id) in desk.chosen
    says = _("You are a party and consent") if given else _("You are a party: without your consent it does not move")
    return Text(says, "small", theme.GOOD if given else theme.WARN)


def _consent(desk: Desk, file: File) -> list[Element]:
    order = Order(desk.seat, "consent", file.id)
    given = order in desk.chosen
    if not given and order not in desk.legal():
        return []
    words = _("You consent to a step this turn") if given else _("Consent to a step this turn")
    return [button(f"consent:{file.id}", words, lambda: desk.pick(order), look="toggle", selected=given)]
