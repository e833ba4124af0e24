"""How scores and goal lines compare with reference games, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import MINUS, _, amount, capitalised, n_, number
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column
from game.ui.widgets import Gauge, Text

if TYPE_CHECKING:
    from game.match import Standing
    from game.study.par import Line, Percentile
    from game.ui.layout import Element
    from game.ui.session import Session


def head(session: Session) -> str:
    """What `short` shows of every seat."""
    return _("points of 100 · against par") if _people(session) else _("points of 100 · percentile")


def short(session: Session, standing: Standing) -> str:
    """The percentile with its uncertainty, or with several people the points against par; nothing while no game is there."""
    if session.background.reference is None:
        return ""
    if _people(session):
        return _against(session, standing)
    found = _percentile(session, standing)
    return f"{number(found.value)} ± {number(found.give)}"


def sentence(session: Session, standing: Standing) -> str:
    """The same as a sentence."""
    reference = session.background.reference
    if reference is None:
        return ""
    if _people(session):
        mean, sd = reference.par(standing.seat, standing.secret)
        return _("{points} against par: bots of this level reach {par}, give or take {sd}, with this secret goal.").format(
            points=_against(session, standing), par=number(mean), sd=number(sd)
        )
    found = _percentile(session, standing)
    return _("Better than {value} of 100 reference games, give or take {give}.").format(
        value=number(found.value), give=number(found.give)
    )


def told(session: Session, standing: Standing) -> list[str]:
    """What the figures of a line of the standings are, in sentences."""
    rank = _("Place {rank}, with {score} points: what the communiques banked of its brief.").format(
        rank=standing.rank, score=number(standing.score)
    )
    found = band(session, standing)
    if found is None:
        return [rank]
    says = _("The band on the bar: what bots reach in this seat, {par} give or take {sd}; the mark is par.")
    return [rank, says.format(par=number(found[0]), sd=number(found[1])), sentence(session, standing)]


def band(session: Session, standing: Standing) -> tuple[float, float] | None:
    """Mean and spread of what reference games reach in a seat; None while there is none."""
    reference = session.background.reference
    return None if reference is None else reference.par(standing.seat, standing.secret)


def decided(session: Session, standing: Standing) -> str:
    """The lines that took a seat furthest above and below par; without reference games, the line that brought most."""
    lines = session.match.view(standing.seat).lines()
    gains = [(line.banked - par.banked.mean, _(line.text)) for line in lines if (par := session.par(standing.seat, line))]
    if not gains:
        best = max(lines, key=lambda line: line.banked)
        return _("Most came from “{goal}”: {points} points.").format(goal=_(best.text), points=amount(best.banked))
    high, low = max(gains), min(gains)
    said = [_("“{goal}” brought {points} more than par").format(goal=high[1], points=amount(high[0]))] if high[0] >= 0.5 else []
    said += [_("“{goal}” {points} less").format(goal=low[1], points=amount(-low[0]))] if low[0] <= -0.5 else []
    if not said:
        return _("Every line came out near par.")
    return _("What decided it: {lines}.").format(lines=", ".join(said))


def alike(session: Session, standing: Standing) -> str:
    """How many reference games weigh most for a seat, which is where the uncertainty comes from."""
    if session.background.reference is None or standing.secret is None:
        return ""
    count = _percentile(session, standing).games
    return n_("In {n} of them it had the same secret goal: that one counts most.",
              "In {n} of them it had the same secret goal: those count most.", count)


def note(session: Session) -> list[Element]:
    """What the comparison is made from, how far it has come, or why it came no further."""
    background = session.background
    if background.failed:
        return [_small(capitalised(background.failed) + ".")]
    if background.missing:
        words = _("Reference games: {done} of {all}").format(done=background.done, all=background.games)
        told = Column([_small(words), Gauge(background.done, theme.MUTED, high=background.games, tall=4)], gap=4)
        says = _("They are played while you look on; until all are there, par and percentile are rough.")
        return [hint("reference-games", told, says)]
    return [_small(n_("Reference: {n} game with bots of this level in every seat.",
                      "Reference: {n} games with bots of this level in every seat.", background.done))]


def _small(words: str) -> Element:
    return Text(words, "small", theme.MUTED)


def par(line: Line | None) -> str:
    """Par of a goal line as it is measured, with its spread; nothing while no game is there."""
    if line is None:
        return ""
    spread = f" ± {amount(line.now.sd)}" if round(line.now.sd, 1) else ""
    return _("par {value}").format(value=amount(line.now.mean)) + spread


def _people(session: Session) -> bool:
    """Whether the score depends on other people too, so that games of bots have no percentile for it."""
    return len(session.humans) > 1


def _percentile(session: Session, standing: Standing) -> Percentile:
    reference = session.background.reference
    assert reference is not None
    return reference.percentile(standing.seat, standing.secret, standing.score)


def _against(session: Session, standing: Standing) -> str:
    reference = session.background.reference
    assert reference is not None
    points = round(standing.score - reference.par(standing.seat, standing.secret)[0])
    return f"+{points}" if points > 0 else f"{MINUS}{-points}" if points < 0 else "±0"
