"""The end of a turn: what should be thought over before a sheet is handed in, and handing it in."""

from __future__ import annotations

from game.text import _
from game.ui import theme
from game.ui.layout import Element, Panel, Row
from game.ui.nav import Nav, Push, Replace
from game.ui.pictures import Icon
from game.ui.screens import page_events, waiting
from game.ui.screens.dialog import Confirm
from game.ui.secret import Secret
from game.ui.session import Desk
from game.ui.widgets import Text


def alarmed(desk: Desk) -> list[Element]:
    """The danger in the sheet as it is, for as long as it is in it."""
    return [Secret(warning(says)) for says in desk.warnings]


def warning(says: str) -> Panel:
    """A sentence to think about, with its sign."""
    row = Row([Icon("rupture", 22, theme.WARN), Text(says, "small", theme.WARN, grow=1)], gap=10)
    return Panel(row, fill=theme.ALERT, pad=10, pad_y=6)


def submit(desk: Desk) -> Nav:
    """Hand the sheet in, after a question if there is something to think over."""
    return waiting.looked_over(desk, lambda: _asked(desk))


def _asked(desk: Desk) -> Nav:
    found = concerns(desk)
    if found:
        return Push(Confirm(_("Submit this sheet?"), found, _("Submit"), lambda: sent(desk), warn=True, secret=True))
    return sent(desk)


def concerns(desk: Desk) -> list[str]:
    """Everything to think over, a sentence each."""
    found = [*desk.warnings]
    if page_events.open_choices(desk):
        found.append(_("A card asks for your answer; without one, its first choice is taken."))
    found += _broken(desk)
    if not desk.chosen:
        found.append(_("Your sheet is empty: you would pass this turn."))
    return found


def _broken(desk: Desk) -> list[str]:
    """What was promised for this turn and is not on the sheet."""
    form = _("You have promised {name}: “{order}”. Your sheet leaves it out.")
    return [
        form.format(name=desk.words.name(pledge.to), order=desk.words.order(pledge.order))
        for pledge in desk.view.pledges
        if (pledge.giver, pledge.turn) == (desk.seat, desk.view.turn) and not pledge.kept_by(desk.chosen)
    ]


def sent(desk: Desk) -> Nav:
    """Hand it in without a question."""
    session = desk.session
    session.submit(desk)
    if session.table.waiting is not None:
        return Replace(session.onward(session), session.not_saved)
    return waiting.orders(session)
