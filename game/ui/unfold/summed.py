"""What came of a turn, step by step: the map, first partners, gauges, a rupture, one's own brief."""

from __future__ import annotations

from game.model.orders import Order
from game.text import _, gained, n_, number, signed
from game.ui.unfold.telling import Note, Step, Telling

MOVES = 8
"""The largest moves that are told."""


def _shifts(told: Telling) -> list[Step]:
    """How far the turn moved the states, one's own first, then the largest moves."""
    before, after = told.report.before, told.report.after
    cells = [(state, pole) for state in after.states for pole in after.poles]
    moved = {cell: round(after.alignment(*cell)) - round(before.alignment(*cell)) for cell in cells}
    told_of = sorted((cell for cell in cells if moved[cell]), key=lambda cell: (cell[0] != told.seat, -abs(moved[cell])))[:MOVES]
    if not told_of:
        return [Step(kind="map", title=_("The map"), says=_("No state moves."), after=True)]
    state, pole = max(told_of, key=lambda cell: abs(moved[cell]))
    says = _("{state} moves most: {change} toward {pole}.").format(
        state=told.words.name(state), change=signed(moved[state, pole]), pole=told.words.name(pole)
    )
    notes = tuple(_shift(told, *cell, moved[cell]) for cell in told_of)
    return [Step(kind="map", title=_("The map"), says=says, notes=notes, after=True)]


def _shift(told: Telling, state: str, pole: str, change: int) -> Note:
    return Note(
        text=_("{state} toward {pole}").format(state=told.words.name(state), pole=told.words.name(pole)),
        actors=(state,),
        figure=signed(change),
        mine=state == told.seat,
        pole=pole,
        quantity=("alignment", state, pole),
    )


def _partners(told: Telling) -> list[Step]:
    """States that have another first partner now: the tipping points."""
    before, after, name = told.report.before, told.report.after, told.words.name
    turned = told.first([state for state in after.states if before.first_partner(state) != after.first_partner(state)])
    if not turned:
        return []
    says = n_("{n} state has another first partner.", "{n} states have another first partner.", len(turned))
    if len(turned) == 1 or turned[0] == told.seat:
        partner = after.first_partner(turned[0])
        form = _("{state} puts {pole} first.") if partner else _("{state} puts nobody first.")
        says = form.format(state=name(turned[0]), pole=name(partner))
    notes = [
        Note(
            text=_("{state}: {before} → {after}").format(
                state=name(state),
                before=name(before.first_partner(state)) or _("nobody"),
                after=name(after.first_partner(state)) or _("nobody"),
            ),
            actors=(state,),
            pole=after.first_partner(state),
            mine=state == told.seat,
        )
        for state in turned
    ]
    return [Step(kind="partners", title=_("First partners"), says=says, notes=tuple(notes), after=True)]


def _tracks(told: Telling) -> list[Step]:
    before, after = told.report.before, told.report.after
    moved = [track for track in after.tracks if round(before.track(track)) != round(after.track(track))]
    if not moved:
        return []
    first = max(moved, key=lambda track: abs(after.track(track) - before.track(track)))
    form = _("{track} rises to {value}.") if after.track(first) > before.track(first) else _("{track} falls to {value}.")
    says = form.format(track=told.words.name(first), value=number(after.track(first)))
    return [
        Step(kind="gauges", title=_("Gauges"), says=says, notes=tuple(_track(told, track) for track in moved), after=True)
    ]


def _track(told: Telling, track: str) -> Note:
    before, after = told.report.before, told.report.after
    change = _("{before} → {after}").format(before=number(before.track(track)), after=number(after.track(track)))
    old, new = before.step(track), after.step(track)
    step = _("now: {step}").format(step=_(new.name)) if new and new != old else ""
    rising_is = told.words.track(track).rising_is
    rises = after.track(track) > before.track(track)
    tone = "plain" if rising_is == "neutral" else "good" if rises == (rising_is == "good") else "bad"
    return Note(
        text=told.words.name(track),
        icon=track,
        small=step,
        figure=change,
        tone=tone,
        quantity=("track", track),
    )


def _rupture(told: Telling) -> list[Step]:
    """The breach, who is blamed, and the orders that raised the gauge most."""
    report, name = told.report, told.words.name
    if not report.rupture:
        return []
    says = _("The summit breaks. {name} is blamed.").format(name=name(report.blamed))
    return [Step(kind="rupture", title=_("Rupture"), says=says, notes=tuple(causes(told)), after=True)]


def causes(told: Telling) -> list[Note]:
    """What raised the gauge that broke the summit, the blamed delegation's orders first."""
    report = told.report
    track = report.before.brink
    assert track is not None
    raised = [part for part in report.parts(("track", track)) if part.shown > 0 and part.kind == "order"]
    by = [(Order.parse(part.source), part.shown) for part in raised]
    by.sort(key=lambda pair: (pair[0].seat != report.blamed, -pair[1]))
    return [
        Note(
            text=told.words.given(str(order)),
            actors=(order.seat,),
            figure=signed(shown),
            tone="bad" if order.seat == report.blamed else "plain",
            mine=order.seat == told.seat,
            quantity=("track", track),
        )
        for order, shown in by[:MOVES]
    ]


def _brief(told: Telling) -> list[Step]:
    """What the turn did to the lines of one's own brief."""
    if not told.progress:
        return []
    moved = [(old, new) for old, new in told.progress if round(new.points - old.points, 1)]
    before, after = (sum(line.points for line in lines) for lines in zip(*told.progress, strict=True))
    says = _("Your brief: {before} → {after} of 100.").format(before=number(before), after=number(after))
    notes = [
        Note(
            text=_(new.text),
            figure=gained(new.points - old.points),
            icon="secret" if new.secret else "brief",
            tone="good" if new.points > old.points else "bad",
            mine=True,
        )
        for old, new in sorted(moved, key=lambda pair: -abs(pair[1].points - pair[0].points))
    ]
    return [Step(kind="brief", title=_("Your brief"), says=says, notes=tuple(notes), after=True, secret=True)]


SUMS = (_shifts, _partners, _tracks, _rupture, _brief)
"""In the order in which they are told."""
