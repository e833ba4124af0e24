"""Why a file that was convened did not move, as far as all may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import _
from game.ui.effects import needs
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.report import Report


def stuck(words: Words, report: Report) -> list[tuple[str, list[str]]]:
    """The files that somebody convened and that did not move, with the reasons that all may know."""
    convening = {action.id for action in words.scenario.action if action.convenes}
    tried = [order.target for order in report.orders if order.action in convening and order.target]
    return [
        (file, _hindrances(words, report, file))
        for file in dict.fromkeys(tried)
        if file not in report.moved and file in report.before.files
    ]


def _hindrances(words: Words, report: Report, id: str) -> list[str]:
    """Why a convened file did not move, as far as all may know it."""
    before, found = report.before, []
    if before.at_brink:
        found.append(_("{track} stood at the brink").format(track=words.name(before.brink)))
    if not before.needs_met(id):
        found.append(_("it needs: {condition}").format(condition=needs(words, words.file(id))))
    return [*found, *_refusals(words, report, id)] or [_("a party did not consent")]


def _refusals(words: Words, report: Report, id: str) -> list[str]:
    """The parties that did not consent, and the conveners that they do not accept."""
    file, name = words.file(id), words.name
    sorts = {action.id: action.target for action in words.scenario.action if action.convenes}
    tried = [order for order in report.orders if order.action in sorts and order.target == id]
    conveners = {order.seat for order in tried}
    given = conveners | {order.seat for order in report.orders if (order.action, order.target) == ("consent", id)}
    found = []
    if len(tried) == 1 and sorts[tried[0].action] == "dispute":
        found.append(_("the other side did not settle in the same turn"))
    else:
        silent = [party for party in file.parties if party in report.before.seats and party not in given]
        found += [_("{name} did not consent").format(name=name(party)) for party in silent]
    for party in (party for party in words.scenario.party if party.id in file.parties):
        asked = report.rulebook.names.expand(party.asks.get(id, ()))
        form = _("{name} did not consent, as {party} asks")
        found += [form.format(name=name(seat), party=name(party.id)) for seat in asked if seat not in given]
        if not report.before.willing(party.id, id):
            found.append(_("{name} did not consent: its rule was not met").format(name=name(party.id)))
        if not conveners & set(party.conveners):
            found.append(_("{name} accepts other conveners").format(name=name(party.id)))
    return found
