"""What a modder has at hand while playing: the file read again, its mistakes over the game, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from game.match import Match
from game.model.report import quantities
from game.scenario.load import load_scenario
from game.scenario.overlay import translations
from game.scenario.problem import Problem, has_errors
from game.scenario.schema import Scenario
from game.scenario.watch import Version, Watch
from game.table import Table
from game.text import _, tell
from game.ui import flow
from game.ui.bench.again import seats_again
from game.ui.bench.panel import laid_over, panel
from game.ui.bench.renew import renewed
from game.ui.layout import Node, Space
from game.ui.nav import Nav, Pop, Push, Renew, Screen, Tell, Work
from game.ui.screens.inspector import Inspector, pointed
from game.ui.screens.mending import Mending
from game.ui.screens.seats import Seats, Setup
from game.ui.screens.title import Title
from game.ui.screens.waiting import Pause, Waiting
from game.ui.screens.why import Why
from game.ui.session import Session


@attrs.define(eq=False)
class Bench:
    """The game that is played, and what is wrong with the newest version of its file, which is read again by hand."""

    session: Session | None = None
    file: str = ""
    """The name of the file whose mistakes are shown."""
    problems: tuple[Problem, ...] = ()
    away: bool = False
    """Whether the mistakes were put away."""

    def over(self, space: Space, root: Node, stack: Sequence[Screen]) -> Node:
        """The tree with what is wrong, as long as a game is shown."""
        if self.away or not has_errors(self.problems) or isinstance(stack[0], (Title, Mending)):
            return root
        return laid_over(space, root, panel(self.file, self.problems, self._put_away))

    def _put_away(self) -> Nav:
        self.away = True
        return None

    def sit(self, session: Session) -> None:
        """Another game is played from now on; one of another file has none of the mistakes."""
        origin = session.match.scenario.origin
        self.session = session
        if origin is None or origin.path is None or origin.path.name != self.file:
            self.problems = ()

    def look(self, now: float, stack: Sequence[Screen]) -> Callable[[], Nav] | None:
        """Nothing is read unless it is asked for."""
        return None

    def reload(self, stack: Sequence[Screen]) -> Nav:
        """The file of the game, or on the title screen all scenarios that there are."""
        if isinstance(stack[0], Title):
            return _searched(stack[0], stack[1:])
        session = self.played(stack)
        origin = session.match.scenario.origin if session else None
        if origin is None or origin.path is None:
            return Tell(_("This game carries its scenario in its save: there is no file to read again."))
        return self.again(origin.path, Watch(origin.path, origin.variant).version, stack)

    def again(self, path: Path, version: Version, stack: Sequence[Screen]) -> Nav:
        """Take a version that was asked for, and say so where nothing has changed."""
        nav = self.took(path, version, stack)
        same = _("{file} says what it said before.").format(file=path.name)
        return Tell(same) if nav is None and version.scenario else nav

    def inspect(self, stack: Sequence[Screen], focused: str) -> Nav:
        """What is behind the number that has the focus, or that is asked about; else the game as a whole."""
        session, top = self.played(stack), stack[-1]
        if session is None:
            return Tell(_("The inspector opens in a game."))
        if isinstance(top, Inspector):
            return Pop()
        quantity = top.path[-1].quantity if isinstance(top, Why) else pointed(session, focused)
        known = quantity if quantity in quantities(session.match.board) else ()
        return Push(Inspector(session, known))

    def took(self, path: Path, version: Version, stack: Sequence[Screen]) -> Nav:
        """Show what is wrong with a version of the file, or go on in it."""
        self.file, self.problems, self.away = path.name, version.problems, False
        session, scenario = self.played(stack), version.scenario
        if session is None or scenario is None:
            return None
        tell(translations(scenario))
        if session.match.scenario == scenario:
            return None
        return renewed(session, scenario, stack, self.leave)

    def played(self, stack: Sequence[Screen]) -> Session | None:
        """The game that is played; while bots think it is the one that they think about."""
        if isinstance(stack[0], Waiting):
            return stack[0].session
        return None if isinstance(stack[0], (Title, Pause, Seats)) else self.session

    def leave(self) -> Screen:
        """Where a game that was read again leads when it is left."""
        return flow.title()


def _searched(title: Title, above: Sequence[Screen]) -> Nav:
    """The title screen with all files read again, and what lay over it as far as it still stands."""
    new = flow.searched()
    new.open = title.open
    found = new.found or ()
    kept: list[Screen] = []
    if above and isinstance(above[0], Seats):
        origin = above[0].scenario.origin
        chosen = next((one for one in found if origin and one.path == origin.path), None)
        if chosen and chosen.scenario:
            kept = [seats_again(above[0], chosen.scenario)]
        elif chosen:
            new.open = chosen.path
    broken = sum(one.scenario is None for one in found)
    form = _("Looked again: {good} scenarios can be played, {broken} cannot.")
    return Renew([new, *kept], form.format(good=len(found) - broken, broken=broken))


@attrs.define(eq=False, kw_only=True)
class Watching(Bench):
    """The bench of one file that is read again whenever it was saved; its games are all trials."""

    watch: Watch
    seat: Callable[[Scenario], Table]
    """Makes the table that the window opens on."""
    heard: Callable[[Version], None]
    """Told of every version."""
    good: Scenario | None = None
    """The newest version without mistakes."""

    def open(self) -> Work:
        """The game, or what is wrong with its file."""
        version = self.watch.version
        self.heard(version)
        if version.scenario:
            return self._begun(version.scenario)
        return Work(Mending(self.watch.path.name, version.problems), lambda: None)

    def _begun(self, scenario: Scenario) -> Work:
        self.good = scenario
        return flow.begun(self.seat(scenario), leave=self.leave)

    def sit(self, session: Session) -> None:
        """From now on the variant that is played is read first."""
        super().sit(session)
        origin = session.match.scenario.origin
        self.watch.variant = origin.variant if origin else None

    def look(self, now: float, stack: Sequence[Screen]) -> Callable[[], Nav] | None:
        """What a saved file leads to."""
        version = self.watch.news(now)
        if version is None:
            return None
        return lambda: self.took(self.watch.path, version, stack)

    def reload(self, stack: Sequence[Screen]) -> Nav:
        """The file that is watched, now."""
        return self.again(self.watch.path, self.watch.read(), stack)

    def took(self, path: Path, version: Version, stack: Sequence[Screen]) -> Nav:
        """The same; where no game is played yet, it begins, or its table is set anew."""
        self.heard(version)
        nav = super().took(path, version, stack)
        base, scenario = stack[0], version.scenario
        if scenario is None:
            return Renew([Mending(path.name, version.problems)]) if isinstance(base, Mending) else nav
        self.good = scenario
        if isinstance(base, Mending):
            return self._begun(scenario)
        return Renew([seats_again(base, scenario)]) if isinstance(base, Seats) else nav

    def leave(self) -> Screen:
        """Another table in the same scenario."""
        assert self.good is not None
        return Seats(self.good, self._set)

    def _set(self, setup: Setup) -> Nav:
        """A trial as it was set up. Raises ScenarioError where the file or the variant has mistakes."""
        scenario = load_scenario(self.watch.path, setup.variant)
        table = Table(Match(scenario, setup.seed, setup.length), setup.humans, setup.bot)
        return flow.begun(table, setup.pins, stepwise=setup.stepwise, leave=self.leave)
