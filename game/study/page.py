"""The measures of a study as one page of HTML that needs nothing else, to be read on a screen or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from game.study import svg
from game.study.balance import Study
from game.study.measures import Measure
from game.study.measures.result import Bar, Part
from game.study.measures.variety import CHOSEN, LEAST, MOST
from game.study.measures.worth import AHEAD, GAIN
from game.study.svg import Row

STYLE = """
body { font: 15px/1.45 Georgia, serif; color: #333; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-weight: normal; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; border-top: 1px solid #ccc; padding-top: .8rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
td, th { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid #ddd; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; } .ok { color: #2f6f73; } .not { color: #b4532a; font-weight: bold; }
svg { width: 100%; max-width: 44rem; font: 11px Verdana, sans-serif; } svg text { fill: #333; }
p.how { color: #666; font-size: .8rem; }
section { break-inside: avoid; } @media print { body { margin: 0; font-size: 10pt; } }
"""
ALTOGETHER = "All measures at a glance"


def as_html(study: Study, measures: Sequence[Measure]) -> str:
    """The page: what was played, the table, then every measure with its plots, what is weak, and how it was made."""
    scenario, b = study.setup.scenario, study.budget
    origin = scenario.origin
    intro = (f"{len(study.games())} of {b.games} games of {study.setup.bot}, seeds from {study.seed}"
             + (f", variant {origin.variant}" if origin and origin.variant else "")
             + (f"; scenario sha256 {origin.sha256}" if origin else ""))
    sections = "".join(_section(measure) for measure in measures)
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Balance of {escape(scenario.title)}</title>'
            f"<style>{STYLE}</style></head><body><h1>Balance of {escape(scenario.title)}</h1><p>{escape(intro)}</p>"
            f"<h2>{ALTOGETHER}</h2>{_table(measures)}{sections}</body></html>\n")


def _table(measures: Sequence[Measure]) -> str:
    head = "".join(f"<th>{name}</th>" for name in ("", "measure", "value", "95 %", "bar", "", "made from"))
    rows = "".join(_row(measure, part, k == 0) for measure in measures for k, part in enumerate(measure.parts))
    return f"<table><tr>{head}</tr>{rows}</table>"


def _row(measure: Measure, part: Part, first: bool) -> str:
    interval = f"{_number(part.interval[0])} to {_number(part.interval[1])}" if part.interval else ""
    kind = {True: "ok", False: "not", None: ""}[part.ok]
    word = {True: "ok", False: "not", None: "open"}[part.ok] if part.applies else "does not apply"
    reason = f"<br>{escape(part.reason)}" if part.reason else ""
    return (f"<tr><td>{measure.id if first else ''}</td><td>{escape(part.name)}{reason}</td>"
            f'<td class="n">{_number(part.value)}</td><td class="n">{interval}</td><td>{escape(str(part.bar))}</td>'
            f'<td class="{kind}">{word}</td><td>{escape(part.samples)}</td></tr>')


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"


def _section(measure: Measure) -> str:
    plot = PLOTS.get(measure.id)
    drawn = plot(measure.details) if plot else ""
    weak = "".join(f"<li>{escape(str(entry))}</li>" for entry in measure.weak)
    how = " ".join(("played by: " + measure.bot + ".", *measure.notes))
    return (f"<section><h2>{measure.id}. {escape(measure.title)}</h2>{drawn}"
            + (f"<ul>{weak}</ul>" if weak else "") + f'<p class="how">{escape(how)}</p></section>')


def _gains(details: dict[str, Any]) -> str:
    rows = [Row(name=seat, value=g["mean"], interval=g["interval"], good=GAIN.holds(g["mean"]))
            for seat, g in details["gain"].items()]
    return svg.bars(rows, low=GAIN.low, unit="points") if rows else ""


def _leads(details: dict[str, Any]) -> str:
    rows = [Row(name=rung, value=v["mean"], interval=v["interval"], good=v["mean"] > 0) for rung, v in details["lead"].items()]
    return svg.bars(rows, unit="points a seat") if rows else ""


def _actions(details: dict[str, Any]) -> str:
    found = sorted(details["actions"].items(), key=lambda pair: -pair[1]["share"])
    used = [Row(name=a, value=v["share"], good=MOST.holds(v["share"]) and LEAST.holds(v["share"])) for a, v in found]
    held = [Row(name=a, value=v["best_bundle"], good=CHOSEN.holds(v["best_bundle"])) for a, v in found
            if v["best_bundle"] is not None]
    shares = "<p>Share of the orders of seats that may give it:</p>" + svg.bars(used, LEAST.low, MOST.high) if used else ""
    often = "<p>In the best bundle, for the seat that has it there most often:</p>"
    bundles = often + svg.bars(held, low=CHOSEN.low) if held else ""
    return shares + bundles


def _items(details: dict[str, Any]) -> str:
    words = ("weak", "middle", "strong")
    rows = [(item, [*(v["adopted"] * v[w] / 100 for w in words), 100 - v["adopted"]]) for item, v in details["items"].items()]
    return svg.stacked(rows, (*words, "not adopted")) if rows else ""


def _plain(key: str, bar: Bar | None = None) -> Callable[[dict[str, Any]], str]:
    """Bars of a mapping from names to values."""
    low, high = (bar.low, bar.high) if bar else (None, None)

    def draw(details: dict[str, Any]) -> str:
        found = {str(name): v for name, v in details[key].items() if v is not None}
        rows = [Row(name=name, value=v, good=bar is None or bar.holds(v)) for name, v in found.items()]
        return svg.bars(rows, low, high) if rows else ""

    return draw


def _plans(details: dict[str, Any]) -> str:
    rows = [Row(name=seat, value=v["plan"] - v["planner"], good=AHEAD.holds(v["plan"] - v["planner"]))
            for seat, v in details["seats"].items()]
    return svg.bars(rows, high=AHEAD.high, unit="points") if rows else ""


PLOTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "D1": _gains, "D2": _leads, "D3": _actions, "D4": _items, "D5": _plain("seats", Bar(high=35)), "D6": _plain("events"),
    "D7": _plain("leads", Bar(low=10)), "D8": _plans, "D9": _plain("most", Bar(low=40)), "D10": _plain("seats", Bar(low=50)),
    "D11": _plain("turns", Bar(low=10, high=25)),
}
