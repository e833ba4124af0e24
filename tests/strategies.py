"""Strategies for whole scenarios, worlds and games: everything is made from drawn seeds, small ones first."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import Any, get_args

import attrs
import numpy as np
from hypothesis import strategies as st

from game.model.calendar import start
from game.model.compile import compile_rulebook
from game.model.legality import Desk
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import Resolution, resolve
from game.model.world import World
from game.scenario.load import examine_texts
from game.scenario.schema import Scenario
from game.scenario.tables.aims import Raw

Table = dict[str, Any]
NAMES = ("umber", "amber", "coral", "wren", "dusk", "elm", "holm", "birch", "zinc", "moor", "kelp", "fern")
PARTNER = {"power": "powers", "state": "states", "institution": "institutions"}
ITEM_IDS, FILE_IDS, EVENT_IDS = ("charter", "accord", "pledge"), ("river", "bridge"), ("storm", "quake", "vote", "leak", "fair")
RAWS = get_args(Raw)


def toml(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def text_of(tree: Table) -> str:
    """A whole scenario as TOML text, one key a line."""
    return "".join(f"{key} = {toml(value)}\n" for key, value in tree.items())


@attrs.frozen(kw_only=True)
class Place:
    """What effects and conditions may name where they stand (game/scenario/scope.py says the same for the loader)."""

    actors: tuple[str, ...] = ()
    poles: tuple[str, ...] = ()
    has_self: bool = False
    pair: bool = False
    sizes: bool = False
    order: bool = False
    item: bool = False
    file: bool = False
    options: tuple[str, ...] = ()
    by_powers: bool = False
    target: str = ""


TARGET_ROLES = {
    "none": (),
    "actor": ("target", "both"),
    "pole": ("target", "both"),
    "group": ("group",),
    "item": ("supporters",),
    "file": ("parties",),
    "dispute": ("target", "both", "parties"),
}
EVENT, START = Place(), Place()
CHOICE = Place(actors=("self", "rival"), poles=("self", "rival"), has_self=True)
ITEM = Place(actors=("supporters",), sizes=True)
FILE = Place(actors=("parties",), file=True)
MEETING = Place(
    actors=("self", "target", "both", "rival"), poles=("self", "target", "rival"), has_self=True, pair=True, order=True
)
POSITION = Place(actors=("self", "supporters", "rival"), poles=("self", "rival"), has_self=True, order=True, item=True)
MODIFIER = Place(
    actors=("self", "target", "rival"), poles=("self", "target", "rival", "option"), has_self=True, order=True, file=True
)


class Maker:
    """Makes one random scenario; `scale` shrinks all sizes, so that what is too strong can be made again, weaker."""

    def __init__(self, seed: int, scale: float) -> None:
        self.luck, self.scale = Random(seed), scale
        self.rich = min(seed, 24) / 24
        """Small seeds make small scenarios, so that failures shrink to them."""
        self.poles: list[str] = []
        self.actors: list[Table] = []
        self.tracks: list[Table] = []
        self.groups: list[Table] = []
        self.postures: list[Table] = []
        self.disputes: list[Table] = []
        self.actions: list[Table] = []
        self.items: list[str] = []
        self.files: list[str] = []
        self.events: list[Table] = []
        self.party: Table = {}
        self.turns = 2

    def chance(self, p: float) -> bool:
        return self.luck.random() < p

    def some(self, things: Sequence[Any], low: int = 1, high: int = 3) -> list[Any]:
        high = min(high, len(things))
        return self.luck.sample(list(things), self.luck.randint(min(low, high), high)) if things else []

    def pick(self, things: Sequence[Any]) -> Any:
        return self.luck.choice(list(things))

    def up_to(self, most: int) -> int:
        return self.luck.randint(0, round(self.rich * most))

    def size(self, most: float) -> float:
        return round(self.luck.choice((-1, 1)) * self.luck.uniform(0.3, most) * self.scale, 3)

    def ids(self, kind: str | None = None, playable: bool = False) -> list[str]:
        return [a["id"] for a in self.actors if kind in (None, a["kind"]) and (a["playable"] or not playable)]

    @property
    def refs(self) -> list[str]:
        return [*self.ids(), *(g["id"] for g in self.groups), "powers", "states", "delegations", "everybody"]

    # The table and who sits at it.

    def tree(self) -> Table:
        """The whole scenario as nested tables."""
        self.cast()
        self.things()
        tables = {
            "pole": [{"id": p, "name": p.title(), "letter": p[0].upper(), "colour": "#335577"} for p in self.poles],
            "actor": self.actors,
            "track": self.tracks,
            "group": self.groups,
            "posture": self.postures,
            "dispute": self.disputes,
        }
        self.actions = [self.action(k) for k in range(2 + self.up_to(6))]
        tables |= {
            "coupling": self.couplings(),
            "relation": self.relations(),
            "action": self.actions,
            "meeting": self.meetings(),
            "position": self.positions(),
            "item": [self.item(i) for i in self.items],
            "file": self.file_tables(),
            "event": self.event_tables(),
            "modifier": [self.modifier() for _ in range(self.up_to(5))],
            "turn": self.calendar(),
            "length": self.lengths(),
            "temperament": self.temperaments(),
            "brief": [self.brief(a) | self.tempered(a) for a in self.ids(playable=True)],
        }
        head: Table = {"format": 1, "id": "random", "title": "Random", "line": "Made by luck.", "rules": self.rules()}
        powers = self.ids("power")
        if len(powers) > 1 and self.chance(0.8):
            head["rivals"] = [self.luck.sample(powers, 2)]
        if self.party:
            tables["party"] = [self.party]
        if self.chance(0.3 + self.rich / 2):
            head["rupture"] = self.rupture()
        return head | {key: value for key, value in tables.items() if value}

    def cast(self) -> None:
        names = self.luck.sample(NAMES, len(NAMES))
        self.poles = names[: 2 + self.up_to(3)]
        powers = [p for p in self.poles if self.chance(0.7)][:3]
        for pole in powers:
            name = pole if self.chance(0.8) else pole + "-court"
            self.actors.append(self.actor(name, "power") | {"pole": pole})
        for name in names[6 : 8 + self.up_to(2)]:
            self.actors.append(
                self.actor(name, "state") | {"weight": self.luck.randint(0, 5), "stability": self.luck.choice((0, 5, 15))}
            )
        if self.chance(self.rich):
            self.actors.append(self.actor("forum", "institution"))
        self.actors[-1]["playable"] = True
        self.luck.shuffle(self.actors)
        for k in range(self.up_to(2)):
            self.groups.append({"id": f"group-{k}", "name": "Group", "actors": self.some(self.ids(), 1, 4)})
        self.turns = 2 + self.up_to(3)

    def actor(self, name: str, kind: str) -> Table:
        points = {p: self.luck.randint(-70, 80) for p in self.poles if p != name and not name.startswith(p) and self.chance(0.8)}
        found: Table = {
            "id": name,
            "name": name.title(),
            "kind": kind,
            "playable": self.chance(0.8),
            "member": self.chance(0.6),
            "alignment": {} if kind == "institution" else points,
            "welfare": self.luck.randint(20, 80),
            "dependency": {p: self.luck.randint(5, 90) for p in self.poles if self.chance(0.6)},
            "income": self.luck.randint(0, 8),
            "cap": self.luck.randint(4, 14),
        }
        optional = {
            "slots": self.luck.randint(0, 5),
            "meetings": self.luck.randint(0, 3),
            "social": 0.3,
            "anchoring": 0.5,
            "luck": 2.5,
        }
        return found | {key: value for key, value in optional.items() if self.chance(0.25 * self.rich)}

    def things(self) -> None:
        self.items, self.files = list(ITEM_IDS[: self.up_to(3)]), list(FILE_IDS[: self.up_to(2)])
        for name in ("tension", "cohesion", "trade")[: 1 + self.up_to(2)]:
            steps = [
                {"id": "calm", "name": "Calm", "start": 0},
                {"id": "brink", "name": "Brink", "start": self.luck.randint(45, 70)},
            ]
            self.tracks.append(
                {
                    "id": name,
                    "name": name.title(),
                    "start": self.luck.randint(30, 68),
                    "rate": self.luck.choice((0.0, 0.1, 0.5)),
                    "step": steps,
                }
                | ({"home": self.luck.randint(20, 80)} if self.chance(0.4) else {})
            )
        if self.chance(self.rich):
            self.postures.append(
                {"id": "door", "name": "Door", "options": ["open", "shut"], "actors": ["states"], "per_pole": True}
            )
        if self.chance(self.rich):
            self.postures.append(
                {
                    "id": "routes",
                    "name": "Routes",
                    "options": ["wide", "tight", "none"],
                    "actors": ["everybody"],
                    "start": {self.pick(self.ids()): "tight"},
                }
            )
        states = self.ids("state")
        if self.files and len(states) > 1 and self.chance(0.8):
            self.disputes.append({"between": self.luck.sample(states, 2), "file": self.files[0]})
        for track in self.tracks:
            if self.chance(0.5):
                track["trend"] = [{"size": self.size(2)} | self.when(START)]
        if self.files and self.chance(0.6):
            rule = self.condition(FILE, 1) or {"turn_from": 1}
            self.party = {
                "id": "exile",
                "name": "Exile",
                "conveners": self.some(self.ids(), 1, 4),
                "when": rule,
                "rule": "by rule",
                "asks": {f: self.some(self.refs, 1, 1) for f in self.files if self.chance(0.3)},
            }

    def couplings(self) -> list[Table]:
        pairs = [(p, q) for p in self.poles for q in self.poles if p != q and self.chance(0.3)]
        return [{"push": p, "costs": q, "size": round(self.luck.uniform(-0.5, 0.8), 2)} for p, q in pairs]

    def relations(self) -> list[Table]:
        ids = self.ids()
        pairs = [(a, b) for i, a in enumerate(ids) for b in ids[:i] if self.chance(0.6)]
        return [{"between": [a, b], "value": self.luck.randint(-90, 90)} for a, b in pairs]

    def rules(self) -> Table:
        return {
            "social": self.luck.choice((0.0, 0.1, 0.4)),
            "anchoring": self.luck.choice((0.01, 0.15, 0.5)),
            "luck": self.luck.choice((0.0, 1.0, 3.0)),
            "receptivity": self.luck.choice((0.0, 0.5, 1.0)),
            "saturation": self.luck.choice((5, 50)),
            "effort_decay": self.luck.choice((0.0, 0.8, 1.0)),
            "relation_home": self.luck.choice((0.0, 0.1)),
            "relation": self.luck.choice((0, 10)),
            "partner_bar": self.luck.choice((0, 20, 35)),
            "meeting_cost": self.luck.choice((0, 1, 2)),
            "requests": self.luck.randint(1, 4),
            "credibility": self.luck.choice((5, 80)),
        }

    def rupture(self) -> Table:
        return {
            "track": "tension",
            "limit": self.luck.randint(70, 80),
            "brink": "brink",
            "penalty": self.luck.choice((0, 15, 60)),
        }

    def calendar(self) -> list[Table]:
        day = datetime.date(2031, 1, 1)
        shares = [self.luck.randint(0, 3) for _ in range(self.turns)]
        shares[-1] = shares[-1] or 1
        return [
            {
                "name": f"Turn {k + 1}",
                "begins": day + datetime.timedelta(2 * k),
                "ends": day + datetime.timedelta(2 * k + 1),
                "communique": share / sum(shares),
            }
            for k, share in enumerate(shares)
        ]

    def lengths(self) -> list[Table]:
        whole = list(range(1, self.turns + 1))
        if not self.chance(0.5):
            return []
        short = sorted({*self.some(whole, 1, self.turns - 1), self.turns})
        return [{"id": "whole", "name": "Whole", "turns": whole}, {"id": "short", "name": "Short", "turns": short}]

    # What may be ordered.

    def action(self, k: int) -> Table:
        sorts = ["none", "actor", "actor", "pole"] + ["group"] * bool(self.groups) + ["item"] * bool(self.items)
        sorts += ["file", "file"] * bool(self.files) + ["dispute", "dispute"] * bool(self.disputes)
        target = self.pick(sorts)
        by = self.some([*self.ids(), "powers", "states", "delegations", "everybody", "members"])
        by_powers = self.chance(0.3) and bool(self.ids("power"))
        found: Table = {
            "id": f"action-{k}",
            "name": "Action",
            "by": self.some(self.ids("power")) if by_powers else by,
            "target": target,
            "cost": self.luck.randint(0, 3),
            "slots": self.luck.randint(0, 2),
        }
        found |= {"every": 2} if self.chance(0.2) else {}
        found |= {"times": self.luck.randint(1, 2)} if self.chance(0.2) else {}
        found |= {"once_a_turn": True} if self.chance(0.2) else {}
        found |= {"convenes": True} if target in ("file", "dispute") and self.chance(0.8) else {}
        options = (
            self.pick(((), (), ("poles",), ("left", "right")))
            if not self.postures
            else self.pick(((), ("poles",), ("open", "shut")))
        )
        found |= {"options": list(options)} if options else {}
        found |= self.among(target)
        place = self.place(target, options, by_powers)
        needs = self.condition(place, 1, early=True) if self.chance(0.4 * self.rich) else {}
        found |= {"needs": needs} if needs else {}
        return found | {"effects": self.effects(place, 4)}

    def among(self, target: str) -> Table:
        if target == "none" or not self.chance(0.5):
            return {}
        sorts = {
            "actor": [*self.refs, "members"],
            "pole": self.poles,
            "group": [g["id"] for g in self.groups],
            "item": self.items,
            "file": self.files,
            "dispute": [d["file"] for d in self.disputes],
        }
        return {"among": self.some(sorts[target])}

    def place(self, target: str, options: tuple[str, ...], by_powers: bool) -> Place:
        by_pole = ("option",) if "poles" in options else ()
        has = ("target",) if target in ("actor", "pole", "dispute") else ()
        return Place(
            actors=(*TARGET_ROLES[target], *by_pole, "self", "rival"),
            poles=(*by_pole, *has, "self", "rival"),
            has_self=True,
            pair=bool(has),
            order=True,
            item=target == "item",
            file=target in ("file", "dispute"),
            options=options,
            by_powers=by_powers,
            target=target,
        )

    def meetings(self) -> list[Table]:
        pairs = (("power", "power"), ("state", "power"), ("power", "institution"), ("state", "state"), ("institution", "state"))
        return [{"between": list(pair), "effects": self.effects(MEETING, 3)} for pair in pairs] if self.chance(0.9) else []

    def positions(self) -> list[Table]:
        moves = {"strengthen": [{"wording": 10 * self.scale}], "soften": [{"wording": -10 * self.scale}]}
        return [
            {
                "id": p,
                "name": p.title(),
                "cost": self.luck.randint(0, 2),
                "levels": self.luck.randint(1, 2) if p in moves else 1,
                "effects": moves.get(p, []) + self.effects(POSITION, 2),
            }
            for p in ("strengthen", "soften", "accept", "aside", "object")
        ]

    def modifier(self) -> Table:
        known = [a["id"] for a in self.actions] + ["meeting", "meeting", "strengthen", "aside"]
        cost = self.luck.randint(-2, 2)
        found: Table = {
            "actions": self.some(known),
            "cost": cost,
            "size": self.luck.choice((0, 0.5, 1.0, 1.0, 1.5)) if self.scale > 0.1 else 1.0,
        }
        found |= {"actors": self.some(self.refs)} if self.chance(0.5) else {}
        options = [o for a in self.actions if a["id"] in found["actions"] for o in a.get("options", ()) if o != "poles"]
        found |= {"option": self.pick(options)} if options and self.chance(0.5) else {}
        return found | self.when(MODIFIER, early=bool(cost))

    # What is decided and what happens.

    def item(self, name: str) -> Table:
        sessions = sorted(self.some(range(1, self.turns + 1), 1, 2))
        found = {
            "id": name,
            "name": name.title(),
            "start": self.luck.randint(25, 75),
            "sessions": sessions,
            "weak": "W.",
            "middle": "M.",
            "strong": "S.",
            "supporters": self.some(self.ids(), 0, 2),
            "effects": self.effects(ITEM, 3),
        }
        found |= {"spread": self.luck.randint(1, 40)} if self.chance(0.4) else {}
        return found | ({"before": self.pick(("weak", "middle", "strong"))} if self.chance(0.7) else {})

    def file_tables(self) -> list[Table]:
        return [self.file(f) for f in self.files]

    def file(self, name: str) -> Table:
        parties = [side for d in self.disputes if d["file"] == name for side in d["between"]] or self.some(
            self.ids(playable=True), 1, 2
        )
        parties += ["exile"] if self.party and self.chance(0.6) else []
        needs = self.condition(FILE, 1, early=True) if self.chance(0.3 * self.rich) else {}
        return {
            "id": name,
            "name": name.title(),
            "parties": parties,
            "conveners": self.some(self.refs),
            "steps": ["One.", "Two."],
            "effects": self.effects(FILE, 2),
        } | ({"needs": needs} if needs else {})

    def event_tables(self) -> list[Table]:
        self.events = [
            {
                "id": name,
                "name": name.title(),
                "text": "It happens.",
                "turn": self.luck.randint(1, self.turns),
                "chance": self.luck.choice((0.5, 1.0, 1.0)),
            }
            for name in EVENT_IDS[: self.up_to(5)]
        ]
        self.luck.shuffle(self.events)
        for event in self.events:
            if self.chance(0.5):
                event["by"] = self.some(self.refs)
                event["choices"] = [
                    {"id": c, "name": c, "cost": cost, "effects": self.effects(CHOICE, 2)} for c, cost in (("yes", 0), ("no", 1))
                ]
        for k, event in enumerate(self.events):
            known = self.events[:k]
            event |= {"effects": self.effects(EVENT, 3)} | (self.when(EVENT) if self.chance(0.4) else {})
            if known and self.chance(0.4):
                asked: Table = {"event": {"id": self.pick(known)["id"], "now": self.chance(0.5)}}
                event["when"] = asked if self.chance(0.7) else {"not": asked}
            elif "event" in str(event.get("when", "")):
                del event["when"]
        return self.events

    # Effects.

    def effects(self, place: Place, most: int) -> list[Table]:
        return [self.effect(place) for _ in range(self.luck.randint(1, max(1, round(most * max(self.rich, 0.4)))))]

    def effect(self, place: Place) -> Table:
        kinds = ["push", "push", "anchor", "relation", "track", "track", "welfare", "dependency", "capital", "guard", "admit"]
        kinds += ["posture"] * 2 * bool(self.postures) + ["wording", "postpone"] * place.item
        found = getattr(self, "_" + self.pick(kinds))(place)
        if place.options and place.options != ("poles",) and self.chance(0.3):
            found["option"] = self.pick(place.options)
        elif place.options == ("poles",) and self.chance(0.2):
            found["option"] = self.pick(self.poles)
        early = "posture" in found
        return found | (
            self.when(attrs.evolve(place, actors=(*place.actors, "recipient")), early) if self.chance(0.3 * self.rich) else {}
        )

    def sizes(self, place: Place, most: float) -> Any:
        return [self.size(most) for _ in range(3)] if place.sizes and self.chance(0.7) else self.size(most)

    def scaled(self, place: Place) -> Table:
        if place.order and self.chance(0.25):
            return {"scale": "joiners", "bonus": self.luck.choice((0.0, 0.2))}
        return {"scale": "dependency"} if place.by_powers and self.chance(0.4) else {}

    def on(self, place: Place) -> Table:
        if place.has_self and self.chance(0.4):
            return {}
        known = [*place.actors, *self.refs, "members"]
        return {"on": self.pick(known) if self.chance(0.7) else self.some(known)}

    def toward(self, place: Place) -> Table:
        if place.has_self and self.chance(0.3):
            return {}
        return {"toward": self.pick((*place.poles, *self.poles))}

    def _push(self, place: Place) -> Table:
        return {"push": self.sizes(place, 9)} | self.on(place) | self.toward(place) | self.scaled(place)

    def _anchor(self, place: Place) -> Table:
        return {"anchor": self.sizes(place, 5)} | self.on(place) | self.toward(place) | self.scaled(place)

    def _relation(self, place: Place) -> Table:
        found: Table = {"relation": self.sizes(place, 10)}
        if not place.pair or self.chance(0.5):
            found["between"] = [self.pick((*place.actors, *self.refs, "members")) for _ in range(2)]
            return found | ({"scale": "joiners"} if place.order and self.chance(0.2) else {})
        return found | self.scaled(place)

    def _track(self, place: Place) -> Table:
        found = {"track": self.pick(self.tracks)["id"], "size": self.sizes(place, 12)}
        return found | ({"scale": "joiners"} if place.order and self.chance(0.3) else {})

    def _welfare(self, place: Place) -> Table:
        return {"welfare": self.sizes(place, 6)} | self.on(place) | self.scaled(place)

    def _dependency(self, place: Place) -> Table:
        return {"dependency": self.sizes(place, 6)} | self.on(place) | self.toward(place) | self.scaled(place)

    def _capital(self, place: Place) -> Table:
        return {"capital": self.luck.choice((-3, -2, -1, 1, 2))} | self.on(place)

    def _guard(self, place: Place) -> Table:
        return {"guard": round(self.luck.random(), 2), "home": self.luck.choice((0.0, 0.25))} | self.on(place)

    def _admit(self, place: Place) -> Table:
        return {"admit": True} | self.on(place)

    def _wording(self, place: Place) -> Table:
        return {"wording": self.size(12)} | ({"scale": "joiners"} if self.chance(0.3) else {})

    def _postpone(self, place: Place) -> Table:
        return {"postpone": True}

    def _posture(self, place: Place) -> Table:
        posture = self.pick(self.postures)
        fits = place.options and set(place.options) <= set(posture["options"])
        to = "option" if fits and self.chance(0.7) else self.pick(posture["options"])
        toward = {"toward": self.pick((*place.poles, *self.poles))} if posture.get("per_pole") else {}
        return {"posture": posture["id"], "to": to} | toward | self.on(place)

    # Conditions.

    def when(self, place: Place, early: bool = False) -> Table:
        found = self.condition(place, 2, early) if self.chance(0.7 * self.rich) else {}
        return {"when": found} if found else {}

    def condition(self, place: Place, depth: int, early: bool = False) -> Table:
        """A condition table; `early` ones are read at the start of the turn, so they ask nothing about its orders."""
        kinds = ["turn", "tracked", "related", "aligned", "depends", "fares", "first", "weighed", "member", "given"]
        kinds += ["happened"] * bool(self.events) + ["item_is"] * bool(self.items) + ["file_is"] * bool(self.files)
        kinds += ["stands"] * bool(self.postures) + ["repeated"] * place.order
        if not early and self.actions:
            kinds += ["ordered"] * 3 + ["consents"] * bool(self.files) + ["joiners", "moved"] * place.order
        found: Table = {}
        for kind in self.some(kinds, 1, 2):
            found |= getattr(self, "_if_" + kind)(place)
        if depth > 1 and self.chance(0.4):
            key = self.pick(("not", "any", "all"))
            inner = [c for c in (self.condition(place, depth - 1, early) for _ in range(2)) if c]
            if inner:
                found[key] = inner[0] if key == "not" else inner
        return found

    def who(self, place: Place) -> str:
        return self.pick((*place.actors, *self.ids()))

    def pole(self, place: Place) -> str:
        return self.pick((*place.poles, *self.poles))

    def range(self, low: int, high: int) -> Table:
        return {self.pick(("above", "below")): self.luck.randint(low, high)}

    def _if_turn(self, place: Place) -> Table:
        return {self.pick(("turn_from", "turn_to")): self.luck.randint(1, self.turns)}

    def _if_tracked(self, place: Place) -> Table:
        return {f"{self.pick(self.tracks)['id']}_{self.pick(('above', 'below'))}": self.luck.randint(35, 70)}

    def _if_related(self, place: Place) -> Table:
        return {"relation": {"between": [self.who(place), self.who(place)]} | self.range(-40, 40)}

    def _if_aligned(self, place: Place) -> Table:
        return {"alignment": {"of": self.who(place), "toward": self.pole(place)} | self.range(-20, 40)}

    def _if_depends(self, place: Place) -> Table:
        return {"dependency": {"of": self.who(place), "toward": self.pole(place)} | self.range(10, 60)}

    def _if_fares(self, place: Place) -> Table:
        return {"welfare": {"of": self.who(place)} | self.range(35, 65)}

    def _if_first(self, place: Place) -> Table:
        return {"first_partner": {"of": self.who(place), "to": self.pick(("nobody", self.pole(place)))}}

    def _if_weighed(self, place: Place) -> Table:
        return {"partner_weight": {"of": self.pole(place)} | self.range(1, 70)}

    def _if_member(self, place: Place) -> Table:
        return {"member": self.who(place)}

    def _if_given(self, place: Place) -> Table:
        if not self.actions:
            return {}
        found = {"action": self.pick(self.actions)["id"], "last_turn": self.chance(0.5)}
        found |= {"by": self.who(place)} if self.chance(0.5) else {}
        return {"given": found | ({"on": self.pick(("target", self.who(place)))} if self.chance(0.4) else {})}

    def _if_ordered(self, place: Place) -> Table:
        action = self.pick(self.actions)
        found = {"action": action["id"]} | ({"by": self.who(place)} if self.chance(0.5) else {})
        found |= {"on": self.pick(("target", self.who(place)))} if self.chance(0.3) else {}
        options = [o for o in action.get("options", ()) if o != "poles"] + (
            self.poles if "poles" in action.get("options", ()) else []
        )
        options += ["option"] if options and place.options else []
        return {"ordered": found | ({"option": self.pick(options)} if options and self.chance(0.5) else {})}

    def _if_happened(self, place: Place) -> Table:
        event = self.pick(self.events)
        found = {"id": event["id"], "now": self.chance(0.5)}
        if event.get("choices") and self.chance(0.5):
            found = {"id": event["id"], "by": self.who(place), "choice": self.pick(("yes", "no"))}
        return {"event": found}

    def _if_item_is(self, place: Place) -> Table:
        found: Table = {
            "id": "target" if place.item and self.chance(0.5) else self.pick(self.items),
            "status": self.pick(("open", "adopted", "dropped")),
        }
        if found["status"] == "adopted":
            found |= {self.pick(("at_least", "at_most")): self.pick(("weak", "middle", "strong"))}
        return {"item": found}

    def _if_file_is(self, place: Place) -> Table:
        return {"file": {"id": self.file_name(place)} | self.range(0, 2)}

    def file_name(self, place: Place) -> str:
        return "target" if place.file and self.chance(0.7) else self.pick(self.files)

    def _if_stands(self, place: Place) -> Table:
        posture = self.pick(self.postures)
        toward = {"toward": self.pole(place)} if posture.get("per_pole") else {}
        return {"posture": {"of": self.who(place), "id": posture["id"], "to": self.pick(posture["options"])} | toward}

    def _if_consents(self, place: Place) -> Table:
        return {"consents": {"by": self.who(place), "file": self.file_name(place)}}

    def _if_repeated(self, place: Place) -> Table:
        return {"repeated": True}

    def _if_joiners(self, place: Place) -> Table:
        return {"joiners_from": self.luck.randint(1, 3)}

    def _if_moved(self, place: Place) -> Table:
        return {"moved": True}

    # Briefs.

    def brief(self, seat: str) -> Table:
        raws = [r for r in RAWS if self.measurable(r, seat)]
        weights = self.pick(((85,), (45, 40), (25, 20, 20, 20)))
        goals = [self.goal(seat, f"goal-{k}", self.pick(raws), w) for k, w in enumerate(weights)]
        secrets = [self.goal(seat, f"secret-{k}", self.pick(raws), 15) for k in range(self.luck.randint(0, 3))]
        return {"actor": seat, "aim": "Do well.", "goal": goals, "secret": secrets}

    def temperaments(self) -> list[Table]:
        """One that weighs everything; drawn beside the scenario's own luck."""
        sizes = {"rupture": 50, "strain": 10, "word": 10, "trust": 1, "friends": 0.5, "shared": 3}
        luck = Random(f"temperament|{self.actors}")
        low = {"rupture": -1, "strain": -1}
        return [{"id": "moody", "name": "Moody"}
                | {key: round(luck.uniform(low.get(key, 0) * most, most), 2) for key, most in sizes.items()}]

    def tempered(self, seat: str) -> Table:
        return {"temperament": "moody"} if len(seat) % 2 else {}

    def measurable(self, raw: str, seat: str) -> bool:
        needs = {
            "item": self.items,
            "adopted": self.items,
            "file_steps": self.files,
            "posture": self.postures,
            "partner_weight": self.actors,
            "relation": self.ids()[1:],
        }
        return bool(needs.get(raw, True))

    def goal(self, seat: str, name: str, raw: str, weight: float) -> Table:
        low, high = self.luck.randint(-40, 20), self.luck.randint(21, 80)
        small = {"open", "posture", "admitted", "first_partner", "multipolarity"}
        low, high = (
            (0, 1) if raw in small else (0, 2) if raw in ("adopted", "file_steps", "met", "orders", "item") else (low, high)
        )
        if self.chance(0.3):
            low, high = high, low
        found = {
            "id": name,
            "text": "Measured.",
            "raw": raw,
            "weight": weight,
            "from": low,
            "to": high,
            "shared": self.chance(0.2),
        }
        return (
            found
            | getattr(self, "_by_" + raw, lambda seat: {})(seat)
            | ({"worth": self.worth(weight)} if raw == "item" and self.chance(0.5) else {})
        )

    def worth(self, weight: float) -> Table:
        ends = self.some(("dropped", "aside", "weak", "middle", "strong"), 1, 4)
        return {end: round(weight * self.luck.random(), 1) for end in ends}

    def taken(self, low: int, high: int) -> Table:
        take = self.pick(("mean", "min", "max", "sum", "count"))
        return {"take": take} | (self.range(low, high) if take == "count" else {})

    def _by_partner_weight(self, seat: str) -> Table:
        return {"toward": self.some(self.poles)}

    def _by_alignment(self, seat: str) -> Table:
        return {"of": self.some(self.refs), "toward": self.some(self.poles)} | self.taken(0, 50)

    def _by_balance(self, seat: str) -> Table:
        return {"of": [self.pick(self.ids())]} | ({"toward": self.luck.sample(self.poles, 2)} if self.chance(0.5) else {})

    def _by_relation(self, seat: str) -> Table:
        return {"with": [self.pick([a for a in self.ids() if a != seat])]}

    def _by_track(self, seat: str) -> Table:
        return {"what": [self.pick(self.tracks)["id"]]}

    def _by_welfare(self, seat: str) -> Table:
        return {"of": self.some(self.refs)} | self.taken(40, 60)

    def _by_dependency(self, seat: str) -> Table:
        return {"of": self.some(self.refs), "toward": self.some(self.poles)}

    def _by_item(self, seat: str) -> Table:
        found = {"what": [self.pick(self.items)], "less_per_aside": self.luck.choice((0, 0.5))}
        return found | ({self.pick(("at_least", "at_most")): "middle"} if self.chance(0.5) else {})

    def _by_file_steps(self, seat: str) -> Table:
        return {"what": self.some(self.files), "take": "sum"} | (
            {"by": [self.pick(self.ids(playable=True))]} if self.chance(0.5) else {}
        )

    def _by_met(self, seat: str) -> Table:
        return {"turns": [1, self.turns]} | ({"with": self.some(self.refs)} if self.chance(0.5) else {})

    def _by_posture(self, seat: str) -> Table:
        posture = self.pick(self.postures)
        toward = {"toward": self.some(self.poles)} if posture.get("per_pole") else {}
        return {"what": [posture["id"]], "option": self.pick(posture["options"]), "of": self.some(self.ids())} | toward

    def _by_adopted(self, seat: str) -> Table:
        return {"what": self.some(self.items)} if self.chance(0.5) else {}

    def _by_admitted(self, seat: str) -> Table:
        return {"of": self.some(self.ids())}

    def _by_first_partner(self, seat: str) -> Table:
        return {"of": self.some(self.ids("state")), "option": self.pick(("nobody", *self.poles)), "always": self.chance(0.4)}

    def _by_orders(self, seat: str) -> Table:
        found: Table = {"action": self.pick(self.actions)["id"]}
        found |= {"by": self.some(self.refs)} if self.chance(0.5) else {}
        return (
            found
            | ({"of": self.some(self.refs)} if self.chance(0.4) else {})
            | ({"turns": [1, self.turns]} if self.chance(0.3) else {})
        )


@lru_cache(maxsize=256)
def scenario(seed: int) -> Scenario:
    """The scenario of a seed, checked by the loader."""
    return load(seed, lambda tree: tree)


def load(seed: int, change: Callable[[Table], Table]) -> Scenario:
    """The changed scenario of a seed, made again with weaker effects while it could run out of its scale."""
    for attempt in range(9):
        text = text_of(change(Maker(seed, 0.6**attempt).tree()))
        loaded = examine_texts({"random.toml": text}, "random.toml")
        errors = [p for p in loaded.problems if p.severity == "error"]
        if loaded.scenario is not None and not errors:
            return loaded.scenario
        strange = [p.message for p in errors if p.code != "unbounded"]
        assert not strange, f"seed {seed} makes what the loader refuses: {strange}\n{text}"
    raise AssertionError(f"seed {seed} stays too strong: {[p.message for p in errors]}")


@lru_cache(maxsize=256)
def rulebook(seed: int) -> Rulebook:
    """The compiled scenario of a seed, at a length that the seed picks too."""
    made = scenario(seed)
    return compile_rulebook(made, made.length[seed % 2].id if made.length else None)


def extended(seed: int, *actions: Table) -> Rulebook:
    """The scenario of a seed with further actions, which nothing else in it knows of."""
    return compile_rulebook(load(seed, lambda tree: tree | {"action": [*tree["action"], *actions]}))


def sheet(desk: Desk, luck: Random, eager: float = 0.7) -> tuple[Order, ...]:
    """A random legal sheet: requests, then orders, then fall-backs, as many as fit and luck wants."""
    chosen: list[Order] = []
    legal = list(desk.legal())
    luck.shuffle(legal)
    ready = [order for order in legal if order.action != "request"]
    asked = [order for order in legal if order.action == "request"]
    for order in asked[: luck.randint(0, 3)]:
        _add(desk, chosen, attrs.evolve(order, rank=len(chosen) + 1))
    ready.sort(key=lambda order: order.action not in ("consent", "choose"))
    for order in ready[:14]:
        if luck.random() < eager:
            _add(desk, chosen, order)
    for order in [o for o in desk.legal(chosen) if o.inner is not None] if desk.reserved(chosen) else ():
        if luck.random() < 0.3:
            _add(desk, chosen, order)
    return tuple(chosen)


def _add(desk: Desk, chosen: list[Order], order: Order) -> None:
    if desk.problem(order, chosen) is None:
        chosen.append(order)


def sheets(book: Rulebook, world: World, luck: Random) -> dict[str, tuple[Order, ...]]:
    """A random legal sheet for every seat of a game (a batch of one); now and then somebody passes."""
    return {seat: sheet(Desk(book, world, seat), luck) if luck.random() < 0.9 else () for seat in book.names.seats}


def orders_of(sheets: dict[str, tuple[Order, ...]]) -> list[Order]:
    """All orders of all sheets."""
    return [order for orders in sheets.values() for order in orders]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Played:
    """A game played to some turn: its rulebook and seed, what was ordered, and every resolution."""

    book: Rulebook
    seed: int
    sheets: tuple[dict[str, tuple[Order, ...]], ...]
    worlds: tuple[World, ...]
    turns: tuple[Resolution, ...]

    def __repr__(self) -> str:
        """Short enough to be printed when a test fails: a seed makes the same game again."""
        actors, turns = len(self.book.names.actors), len(self.turns)
        return f"Played({actors} actors, length {self.book.length!r}, seed {self.seed}, {turns} turns)"

    @property
    def seeds(self) -> np.ndarray:  # type: ignore[type-arg]
        return np.array([self.seed], dtype=np.uint64)

    @property
    def world(self) -> World:
        return self.worlds[-1]


def play(book: Rulebook, seed: int, turns: int | None = None) -> Played:
    """Play random legal orders for so many turns, or to the end."""
    seeds, luck = np.array([seed], dtype=np.uint64), Random(seed)
    worlds, given, done = [start(book, seeds)], [], []
    for _ in range(len(book.turns) if turns is None else min(turns, len(book.turns))):
        chosen = sheets(book, worlds[-1], luck)
        resolution = resolve(book, worlds[-1], gather(book, [orders_of(chosen)]), seeds)
        given.append(chosen)
        done.append(resolution)
        worlds.append(resolution.world)
    return Played(book=book, seed=seed, sheets=tuple(given), worlds=tuple(worlds), turns=tuple(done))


def jittered(book: Rulebook, world: World, luck: np.random.Generator, size: float = 0.4) -> World:
    """A world near another one, as some other game could have reached it: all latents moved, all laws of shape kept."""
    bend = {
        name: getattr(world, name) + luck.normal(0, size, getattr(world, name).shape)
        for name in ("welfare", "dependency", "wording")
    }
    free = {name: getattr(world, name) + luck.normal(0, size, world.stance.shape) * book.free for name in ("stance", "anchor")}
    bonds = world.bonds + luck.normal(0, size, world.bonds.shape) * (np.arange(world.bonds.shape[1]) > 0)
    tracks = world.tracks + luck.normal(0, size, world.tracks.shape)
    if book.rupture is not None:
        whole = world.rupture == 0
        tracks[whole, book.rupture.track] = np.minimum(tracks[whole, book.rupture.track], book.rupture.limit - 0.01)
    return attrs.evolve(world, tracks=tracks, bonds=bonds, **bend, **free)


FEW = os.environ.get("HYPOTHESIS_PROFILE", "dev") == "dev"
"""Daily runs share a few scenarios, which are made once in each process."""
scenario_seeds = st.integers(0, 47 if FEW else 5000)
game_seeds = st.integers(0, 10_000)
scenarios = scenario_seeds.map(scenario)
rulebooks = scenario_seeds.map(rulebook)


@st.composite
def games(draw: st.DrawFn, turns: int | None = None) -> Played:
    """A whole random game of a random scenario, or its first turns."""
    return play(draw(rulebooks), draw(game_seeds), turns)


@st.composite
def middles(draw: st.DrawFn) -> Played:
    """A game stopped before some turn, often with its world moved to where no play led it."""
    book, seed = draw(rulebooks), draw(game_seeds)
    played = play(book, seed, seed % len(book.turns))
    if draw(st.booleans()):
        moved = jittered(book, played.world, np.random.default_rng(seed))
        played = attrs.evolve(played, worlds=(*played.worlds[:-1], moved))
    return played
