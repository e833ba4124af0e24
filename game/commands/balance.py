"""`balance`: how deep a scenario is, measured by games of bots, and what in it does not pull its weight."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem, Stopped
from game.commands.inputs import BOT_NAMES, DEFAULT, MOST_SEED, check_bots, length_of, read_scenario, seed_of
from game.commands.outputs import about, check_writable, progress, table, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.study.balance import Study
    from game.study.measures import Measure

VERDICTS = {True: "ok", False: "NOT", None: "open"}


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--games", metavar="N", type=click.IntRange(1), required=True, help="How many games the measures are made from.")
@click.option("--seed", metavar="S", callback=seed_of, default="0", show_default=True,
              help="The luck of the first game; game i has S + i.")
@click.option("--json", "json_file", metavar="F", help="Write the measures.")
@click.option("--html", "html_file", metavar="F", help="Write one page with plots, to be read or printed.")
@click.option("--bot", metavar="NAME", default="greedy", show_default=True, help=f"Who plays most of the games: {BOT_NAMES}.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 256), help="Processes; one for each core if not given.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--length", metavar="N", help="A shorter game: the number of turns, or the id of a length.")
@click.option("--evaluations", metavar="N", type=click.IntRange(1), help="Fixed plans tried for each seat (D8); 60 if not given.")
def balance(scenario: str, games: int, seed: int, json_file: str | None, html_file: str | None, bot: str, workers: int | None,
            variant: str | None, length: str | None, evaluations: int | None) -> None:
    """Measure D1 to D11: what playing is worth, what is used, how often the summit breaks, how much is luck, and so on.

    \b
    Example:
      multivector balance astana --games 40 --seed 1 --json balance.json --html balance.html
    """
    from game.study.balance import EVALUATIONS, Study, budget, estimate, subject
    from game.study.play import Setup
    from game.study.pool import default_workers

    chosen = read_scenario(scenario, variant)
    check_bots([bot])
    if seed + games - 1 > MOST_SEED:
        raise Problem(f"the seeds of {games} games from {seed} on go beyond {MOST_SEED}")
    for file in (json_file, html_file):
        check_writable(file)
    setup, many = Setup(scenario=chosen, length=length_of(chosen, length), bot=bot), workers or default_workers()
    study = Study(setup, seed, budget(games, evaluations or EVALUATIONS), subject(setup))
    click.echo(f"{games} games of {bot} and what belongs to them take {about(estimate(study, many))} on {many} processes")
    try:
        _play(study, many)
    except KeyboardInterrupt:
        written = _hand_over(study, json_file, html_file) if study.games() else []
        kept = f", written to {' and '.join(written)}" if written else ""
        raise Stopped(f"stopped: {len(study.games())} of {games} games are finished{kept}") from None
    _hand_over(study, json_file, html_file)


def _play(study: Study, workers: int) -> None:
    with progress("games", study.total) as step, closing(study.run(workers)) as results:
        for _ in results:
            step()


def _hand_over(study: Study, json_file: str | None, html_file: str | None) -> list[str]:
    """Print the measures and write the files. The files written."""
    from game.study.balance import as_json
    from game.study.page import as_html

    measures = study.measures()
    click.echo("\n" + "\n\n".join(_told(study, measures)))
    return write_all((json_file, lambda: as_json(study, measures)), (html_file, lambda: as_html(study, measures)))


def _told(study: Study, measures: Sequence[Measure]) -> list[str]:
    """The table, what is weak, what decides nothing and why, and how the games ended."""
    rows = [row for measure in measures for row in _rows(measure)]
    head = ("measure", "value", "interval", "bar", "holds", "made from", "bot")
    weak = [f"  {measure.id:<4}{entry}" for measure in measures for entry in measure.weak]
    reasons = [f"  {m.id} {p.name}: {p.reason}" for m in measures for p in m.parts if p.reason]
    ends = measures[5].details["ends"]
    told = [table(f"{study.setup.scenario.title}, seed {study.seed}", head, rows),
            "ends: " + ", ".join(f"{reason} {count}" for reason, count in ends.items())]
    if weak:
        told.append("\n".join(["what does not pull its weight:", *weak]))
    if reasons:
        told.append("\n".join(["bars that do not apply or decide nothing here:", *reasons]))
    return told


def _rows(measure: Measure) -> list[tuple[object, ...]]:
    return [(f"{measure.id:<4}{part.name}", _number(part.value),
             "" if part.interval is None else f"{_number(part.interval[0])} .. {_number(part.interval[1])}", str(part.bar),
             VERDICTS[part.ok] + ("" if part.sure or part.ok is None else "?") if part.applies else "n/a", part.samples,
             measure.bot if k == 0 else "") for k, part in enumerate(measure.parts)]


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    if value == int(value):
        return f"{value:.0f}"
    return f"{value:.4f}" if 0 < abs(value) < 0.095 else f"{value:.2f}" if abs(value) < 2 else f"{value:.1f}"
