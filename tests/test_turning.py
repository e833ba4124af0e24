"""Turning points (rulebook section 16): the batch of games without one order each is what playing each of them alone comes to."""

from __future__ import annotations

from pathlib import Path
from random import Random

import attrs
import pytest
import strategies
from hypothesis import given, settings
from test_deals import talk

from game.deals import Corridor, joined
from game.match import Match
from game.model.orders import IllegalOrder, Order
from game.scenario.load import load_scenario
from game.study.play import Setup, play
from game.study.turning import LEAST, MOST, Turning, of_others, own, turning_points

SMALL = load_scenario(Path(__file__).parents[1] / "scenarios" / "first-steps.toml")


def finished(seed: int, luck: int) -> Match:
    """A whole game of a random scenario with random orders and deals, some of which are kept."""
    book, draw = strategies.rulebook(seed), Random(luck)
    match = Match(book.scenario, luck, book.length)
    while not match.over:
        talk(match, draw)
        for seat in match.seats:
            desk, sheet = match.view(seat).desk, strategies.sheet(match.view(seat).desk, draw)
            if draw.random() < 0.6 or match.turn == match.turns[-1]:
                sheet = joined(desk, match.corridor.owed(seat, match.turn), sheet)
            match.submit(seat, sheet, match.turn)
        match.resolve()
    return match


def alone(match: Match, k: int, gone: Order) -> tuple[dict[str, float], int, int | None, str | None]:
    """The plain replay: branch, leave the order out, hand in by hand what is still legal. Scores, what was lost, the rupture."""
    other, lost = match.branch(match.turns[k]), 0
    for turn in range(k, len(match.turns)):
        due = [attrs.evolve(p, state="open") for p in match.corridor.pledges if p.turn == other.turn]
        if turn == k:
            due = [pledge for pledge in due if not pledge.kept_by([gone])]
        other.corridor = Corridor(pledges=tuple(due))
        for seat, recorded in match.played[turn].items():
            wanted = [order for order in recorded if turn > k or order != gone]
            sheet = handed_in(other, seat, wanted)
            lost += sum(bare(order) not in set(map(bare, sheet)) for order in wanted)
        other.resolve()
    return other.scores(), lost, other.board.rupture_turn, other.board.blamed


def handed_in(match: Match, seat: str, wanted: list[Order]) -> tuple[Order, ...]:
    """Submit all of it, or else what can be built one order after the other, those first that are owed."""
    owed, desk = match.corridor.owed(seat, match.turn), match.view(seat).desk
    if not desk.allows(wanted):
        wanted = built(match, seat, wanted)
    if match.turn == match.turns[-1] and owed:
        wanted = list(joined(desk, owed, wanted))
    match.submit(seat, wanted, match.turn)
    return tuple(wanted)


def built(match: Match, seat: str, wanted: list[Order]) -> list[Order]:
    owed = {bare(order) for order in match.corridor.owed(seat, match.turn)}
    sheet: list[Order] = []
    places: dict[int | None, int] = {}
    for promised in (True, False):
        for kind in ("request", "plain", "fallback"):
            for order in sorted((o for o in wanted if kind_of(o) == kind), key=lambda o: o.rank or 0):
                if (bare(order) in owed) != promised:
                    continue
                place = sum(o.action == "request" for o in sheet) + 1 if kind == "request" else places.get(order.rank, 0)
                moved = order if kind == "plain" else attrs.evolve(order, rank=place)
                try:
                    match.legal_orders(seat, [*sheet, moved])
                except IllegalOrder:
                    continue
                sheet.append(moved)
                if kind == "request":
                    places[order.rank] = place
    return sheet


def kind_of(order: Order) -> str:
    return "fallback" if order.inner else "request" if order.action == "request" else "plain"


def bare(order: Order) -> Order:
    return attrs.evolve(order, rank=None)


def check(match: Match, most: int) -> list[Turning]:
    """Compare so many turning points with the plain replay."""
    found, before = list(turning_points(match)), match.digest()
    orders = [(k, order) for k, sheets in enumerate(match.played) for sheet in sheets.values() for order in sheet]
    assert [(t.turn, t.order) for t in found] == [(match.turns[k], order) for k, order in orders]
    for place in Random(match.seed).sample(range(len(found)), min(most, len(found))):
        scores, *others = alone(match, *orders[place])
        differences = {seat: match.scores()[seat] - scores[seat] for seat in match.seats}
        assert found[place].points == differences
        assert [found[place].lost, found[place].rupture, found[place].blamed] == others
    assert list(turning_points(match)) == found
    assert match.digest() == before
    return found


@given(strategies.scenario_seeds, strategies.game_seeds)
@settings(max_examples=max(6, settings().max_examples // 2))
def test_the_batch_is_the_plain_replay(seed: int, luck: int) -> None:
    """In random scenarios with deals, whatever order is taken away: scores, losses and ruptures are those of the game alone."""
    check(finished(seed, luck), 6)


@pytest.mark.parametrize(("seed", "luck"), [(8, 108), (28, 128), (32, 132)])
def test_what_is_not_legal_any_more_is_dropped(seed: int, luck: int) -> None:
    """The same of all orders of games in which some later ones hang on them, by what they need or what they cost."""
    assert any(t.lost for t in check(finished(seed, luck), 999))


def test_words_are_kept_on_the_last_turn() -> None:
    """A promise that was void on the last turn is carried out at once in the games that leave it possible."""
    match = Match(SMALL, 4)
    step = ["highmoor: good-offices locks", "millford: consent locks", "bridgewater: consent locks"]
    for turn in (1, 2):
        if turn == 2:
            for other, gives in (("millford", step[0]), ("bridgewater", "highmoor: request 1 bridgewater")):
                id = match.offer("highmoor", other, [gives], [f"{other}: consent locks"], 3)
                match.answer(other, id, True, 2)
        for seat, text in zip(("highmoor", "millford", "bridgewater"), step, strict=True):
            match.submit(seat, [text], turn)
        match.resolve()
    assert match.board.steps("locks") == 2
    match.resolve()
    assert [pledge.state for pledge in match.corridor.pledges] == ["void", "void", "kept", "void"]
    check(match, 999)


def test_the_five_largest_are_told() -> None:
    """Of a seat's own orders and of those of others the five largest differences to that seat, the largest first."""
    match = play(Setup(scenario=SMALL, bot="random"), 3)
    found = turning_points(match)
    for seat in match.seats:
        mine, others = own(found, seat), of_others(found, seat)
        assert all(t.seat == seat for t in mine)
        assert all(t.seat != seat for t in others)
        for told, all_of_them in ((mine, own(found, seat, 999)), (others, of_others(found, seat, 999))):
            sizes = [abs(t.points[seat]) for t in all_of_them]
            assert told == all_of_them[:MOST]
            assert sizes == sorted(sizes, reverse=True)
            assert all(size >= LEAST for size in sizes)


def test_one_order_and_what_hangs_on_it() -> None:
    """Without a request its fall-back goes too and is counted; a promised order takes its pledge along, so no word is broken."""
    match = Match(SMALL, 4)
    gives, asks = "highmoor: project millford", "millford: public-line seaward up"
    match.answer("millford", match.offer("highmoor", "millford", [gives], [asks], 1), True, 1)
    fall_back = "highmoor: fallback 1 campaign valley"
    match.submit("highmoor", [gives, "highmoor: request 1 seaward", fall_back], 1)
    match.submit("millford", [asks], 1)
    while not match.over:
        match.resolve()
    found: dict[str, Turning] = {str(t.order): t for t in turning_points(match)}
    assert {text: t.lost for text, t in found.items()} == {gives: 0, asks: 0, fall_back: 0, "highmoor: request 1 seaward": 1}
    scores, *_ = alone(match, 0, Order.parse(gives))
    assert found[gives].points["highmoor"] == pytest.approx(match.scores()["highmoor"] - scores["highmoor"])
    assert found[gives].points["highmoor"] > 0


def test_only_a_finished_game_has_them() -> None:
    """A game that is being played is refused, and one in which nobody ever ordered anything has none."""
    match = Match(SMALL, 4)
    with pytest.raises(ValueError, match="turn 1 is being played"):
        turning_points(match)
    while not match.over:
        match.resolve()
    assert turning_points(match) == ()
