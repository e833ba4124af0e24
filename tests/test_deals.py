"""Deals (rulebook section 14): what may be offered, who knows, and what a broken word costs."""

from __future__ import annotations

from pathlib import Path
from random import Random

import attrs
import numpy as np
import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from test_laws_secrets import reachable, used

from game.bots import bot, consider, propose
from game.bots.offers import known, market
from game.bots.prospects import prospects, trust
from game.bots.replies import seen_of
from game.deals import Offer
from game.match import Match
from game.model.orders import IllegalOrder, Order, StaleTurn
from game.model.pledges import Pledges
from game.model.sheets import empty
from game.model.turn import resolve
from game.model.world import repeat, take
from game.save import parse_save, save_text
from game.scenario.load import load_scenario
from game.table import Table
from game.view import View

SCENARIOS = Path(__file__).parents[1] / "scenarios"
ASTANA, STEPS = (load_scenario(SCENARIOS / f"{name}.toml") for name in ("astana", "first-steps"))
GIVE, ASK = "highmoor: project millford", "millford: public-line seaward up"


def begun() -> Match:
    return Match(STEPS, seed=1)


def dealt(turn: int | None = None) -> Match:
    """Highmoor has promised a project for a public line of Millford."""
    match = begun()
    id = match.offer("highmoor", "millford", [GIVE], [ASK], turn or match.turn)
    match.answer("millford", id, True, match.turn)
    return match


def refused(code: str, do: object) -> None:
    with pytest.raises(IllegalOrder) as found:
        do()  # type: ignore[operator]
    assert found.value.code == code
    assert "\n" not in found.value.sentence


def talkative(seed: int, luck: int) -> Match:
    """A match of a random scenario in which all seats talk, and some keep their word, up to its last turn or less."""
    book, draw = strategies.rulebook(seed), Random(luck)
    match = Match(book.scenario, luck, book.length)
    for _ in range(luck % len(match.turns)):
        talk(match, draw)
        for seat in match.seats:
            view = match.view(seat)
            match.submit(seat, view.pledged if draw.random() < 0.6 or match.turn == match.turns[-1] else (), match.turn)
        match.resolve()
    talk(match, draw)
    return match


def talk(match: Match, draw: Random) -> None:
    """Some offers of drawn clauses, some of them accepted."""
    for _ in range(6):
        seat, other = draw.choice(match.seats), draw.choice(match.seats)
        try:
            gives, asks = ([draw.choice(match.view(side).legal_orders())] for side in (seat, other))
            id = match.offer(seat, other, gives, asks, match.turn)
            match.answer(other, id, draw.random() < 0.7, match.turn)
        except (IllegalOrder, IndexError):
            continue


def test_an_offer_reads_back_from_its_text() -> None:
    """The text of an offer is an offer, and reads back the same."""
    text = "russia -> iran: give [russia: consent prisoners; russia: request 1 iran] for [iran: accept belt-and-road] turn 4"
    assert str(Offer.parse(text)) == text
    assert [order.seat for order in Offer.parse(text).of("russia")] == ["russia", "russia"]
    for bad in ("", "russia -> iran", text.replace("turn 4", ""), text.replace("russia: consent", "consent")):
        with pytest.raises(IllegalOrder):
            Offer.parse(bad)


def test_accepting_makes_pledges() -> None:
    """14.3: both sides owe their clauses, and both see it."""
    match = dealt()
    owed = [(str(p.order), p.to, p.state) for p in match.pledges("highmoor")]
    assert owed == [(GIVE, "millford", "open"), (ASK, "highmoor", "open")]
    assert match.pledges("highmoor") == match.pledges("millford")
    assert [str(order) for order in match.view("millford").pledged] == [ASK]
    assert match.pledges("seaward") == ()


def test_what_may_not_be_offered() -> None:
    """14.1: clauses are possible orders of their giver, one to three a side, for this turn or the next."""
    match = begun()
    refused("seat", lambda: match.offer("highmoor", "highmoor", [GIVE], [GIVE], 1))
    refused("seat", lambda: match.offer("highmoor", "atlantis", [GIVE], [ASK], 1))
    refused("clause", lambda: match.offer("highmoor", "millford", [ASK], [ASK], 1))
    refused("clause", lambda: match.offer("highmoor", "millford", ["highmoor: fallback 1 project millford"], [ASK], 1))
    refused("unknown", lambda: match.offer("highmoor", "millford", ["highmoor: dance"], [ASK], 1))
    refused("clauses", lambda: match.offer("highmoor", "millford", [], [ASK], 1))
    refused("clauses", lambda: match.offer("highmoor", "millford", [GIVE, GIVE], [ASK], 1))
    with pytest.raises(StaleTurn):
        match.offer("highmoor", "millford", [GIVE], [ASK], 3)
    match.offer("highmoor", "millford", [GIVE], [ASK], 1)
    refused("pledged", lambda: match.offer("highmoor", "millford", [GIVE], [ASK], 1))


def test_what_is_marked_cannot_be_promised() -> None:
    """14.1: a position marked `promise = false` is no clause, is not among the bots' offers, and may still be ordered."""
    marked = [attrs.evolve(position, promise=False) for position in STEPS.position]
    match = Match(attrs.evolve(STEPS, position=tuple(marked)), seed=1)
    refused("clause", lambda: match.offer("highmoor", "millford", [GIVE], ["millford: strengthen river-charter"], 1))
    marked_too = {position.id for position in marked}
    offers = [offer for seat in match.seats for offer in propose(match.view(seat))]
    assert not any(order.action in marked_too for offer in offers for order in offer.clauses)
    match.submit("millford", ["millford: strengthen river-charter"], 1)


def test_three_conversations_and_two_refusals() -> None:
    """14.2: a third offer after two refusals is not heard, and a fourth conversation is not opened."""
    match = begun()
    lines = ["millford: public-line seaward up", "millford: public-line highmoor up", "millford: strengthen river-charter"]
    for ask in lines[:2]:
        match.answer("millford", match.offer("highmoor", "millford", [GIVE], [ask], 1), False, 1)
    refused("refusals", lambda: match.offer("highmoor", "millford", [GIVE], [lines[2]], 1))
    match.offer("highmoor", "bridgewater", [GIVE], ["bridgewater: strengthen river-charter"], 1)
    refused("conversations", lambda: match.offer("highmoor", "bridgewater", [GIVE], ["bridgewater: accept river-charter"], 1))
    assert match.resolve()
    assert match.offer("highmoor", "bridgewater", ["highmoor: request 1 bridgewater"], ["bridgewater: request 1 highmoor"], 2)


def test_counter_offers_end() -> None:
    """14.2: a counter-offer answers, counts as a refusal and opens no conversation; so talks come to an end."""
    match = begun()
    id, other = match.offer("highmoor", "millford", [GIVE], [ASK], 1), ("millford", "highmoor")
    sides = [[ASK], [GIVE]], [[GIVE], [ASK]]
    for k in range(3):
        id = match.counter(other[k % 2], id, *sides[k % 2], 1)
    refused("refusals", lambda: match.counter("highmoor", id, [GIVE], [ASK], 1))
    assert match.corridor.conversations("millford", 1) == 0
    refused("offer", lambda: match.answer("seaward", id, True, 1))


def test_nothing_is_sold_twice() -> None:
    """14.3: a pledged order cannot be pledged to somebody else."""
    match = dealt()
    refused("pledged", lambda: match.offer("highmoor", "seaward", [GIVE], ["seaward: request 1 highmoor"], 1))
    id = match.offer("seaward", "millford", ["seaward: request 1 millford"], [ASK], 1)
    refused("pledged", lambda: match.answer("millford", id, True, 1))


def test_breaking_and_keeping() -> None:
    """14.6: the relation falls once by a part of its own, credibility falls or rises; the clause is not told."""
    match = dealt()
    match.submit("millford", [ASK], 1)
    report = match.resolve()
    relation = ("relation", "highmoor", "millford")
    parts = [part for part in report.parts(relation) if part.kind == "pledge"]
    assert [part.source for part in parts] == ["highmoor -> millford"]
    assert parts[0].latent == pytest.approx(-0.12)
    assert sum(part.points for part in report.parts(relation)) == pytest.approx(report.change(relation))
    assert report.after.credibility("highmoor") == pytest.approx(65)
    assert report.after.credibility("millford") == pytest.approx(82)
    assert [pledge.state for pledge in match.pledges("highmoor")] == ["broken", "kept"]
    assert match.resolve().after.credibility("highmoor") == pytest.approx(65.3)


def test_a_promised_request_may_stand_anywhere() -> None:
    """14.5: a request is kept at any place of the list, and leaving it out is a snub."""
    for asked, state in (("1 seaward", "broken"), ("1 millford", "kept")):
        match = begun()
        id = match.offer("highmoor", "millford", ["highmoor: request 1 millford"], ["millford: request 1 highmoor"], 1)
        match.answer("millford", id, True, 1)
        match.submit("highmoor", [f"highmoor: request {asked}"], 1)
        match.resolve()
        assert match.pledges("highmoor")[0].state == state


def test_a_sheet_handed_in_takes_in_what_is_pledged() -> None:
    """14.3: a deal that is made after a sheet was handed in joins it."""
    match = begun()
    match.submit("highmoor", ["highmoor: request 1 seaward"], 1)
    match.answer("millford", match.offer("highmoor", "millford", [GIVE], [ASK], 1), True, 1)
    assert GIVE in map(str, match.view("highmoor").sheet or ())
    assert match.undo() == "millford"
    assert GIVE not in map(str, match.view("highmoor").sheet or ())
    assert match.pledges("highmoor") == ()


def test_the_last_turn_is_executed_at_once() -> None:
    """14.7: on the last turn what is pledged is in the sheet, and a sheet without it is refused."""
    match = begun()
    while match.turn != match.turns[-1]:
        match.resolve()
    last, gives, asks = match.turn, ["highmoor: request 1 millford"], ["millford: request 1 highmoor"]
    match.answer("millford", match.offer("highmoor", "millford", gives, asks, last), True, last)
    refused("pledged", lambda: match.submit("highmoor", (), last))
    report = match.resolve()
    assert ("highmoor", "millford") in report.meetings
    assert {pledge.state for pledge in match.pledges("millford")} == {"kept"}


def test_the_next_turn() -> None:
    """14.1: a clause of the next turn falls due then, and not before."""
    match = dealt(turn=2)
    match.resolve()
    assert {pledge.state for pledge in match.pledges("highmoor")} == {"open"}
    match.submit("highmoor", match.view("highmoor").pledged, 2)
    match.resolve()
    assert match.pledges("highmoor")[0].state in ("kept", "void")


def test_offers_without_an_answer_lapse() -> None:
    """14.2: nobody is bound by an offer that was not answered."""
    match = begun()
    id = match.offer("highmoor", "millford", [GIVE], [ASK], 1)
    match.resolve()
    assert match.view("millford").talks[0].state == "lapsed"
    refused("answered", lambda: match.answer("millford", id, True, match.turn))


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_clauses_are_secret(seed: int, luck: int) -> None:
    """14.4: no talk, pledge or clause of others can be reached from a view while the game is played."""
    match = talkative(seed, luck)
    for seat in match.seats:
        talks = [talk for talk in match.corridor.talks if seat not in talk.sides]
        secret = {id(thing) for talk in talks for thing in (talk, talk.offer, talk.offer.gives, talk.offer.asks)}
        secret |= {id(p) for p in match.corridor.pledges if seat not in (p.giver, p.to)}
        secret |= {id(match.corridor), id(match.corridor.talks)} if talks else set()
        for thing in reachable(used(match.view(seat))):
            assert id(thing) not in secret, f"{seat} can reach {thing}"


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_a_game_with_deals_is_saved_and_branched(seed: int, luck: int) -> None:
    """The save's text holds every word, replays to the same digest, and a branch begins with the talks of its past alone."""
    match = talkative(seed, luck)
    text = save_text(match.saved())
    loaded = Match.replay(parse_save(text))
    assert loaded.digest() == match.digest()
    assert loaded.corridor == match.corridor
    assert save_text(parse_save(text)) == text
    for k, turn in enumerate(match.turns[: len(match.played) + 1]):
        branch = match.branch(turn)
        assert branch.world == match._worlds[k]
        assert all(talk.made < turn for talk in branch.corridor.talks)
        assert Match.replay(parse_save(save_text(branch.saved()))).digest() == branch.digest()


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_every_word_and_step_can_be_taken_back(seed: int, luck: int) -> None:
    """Undo goes back through offers and answers to the start of the turn, and no further."""
    match = talkative(seed, luck)
    start = match.branch(match.turn).digest() if not match.over else match.digest()
    while match.undo() is not None:
        pass
    assert match.digest() == start


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_parts_sum_with_broken_words(seed: int, luck: int) -> None:
    """L5 with pledges: the parts of every relation between seats sum to its change, and credibility keeps its bounds."""
    match = talkative(seed, luck)
    for report in match.reports:
        for a in match.seats:
            assert 0.0 < report.after.credibility(a) < 100.0
            for b in match.seats:
                if a < b:
                    parts = report.parts(("relation", a, b))
                    assert abs(sum(p.points for p in parts) - report.change(("relation", a, b))) <= 1e-10


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=12))
def test_pledges_of_a_batch_are_those_of_each_game(rows: list[tuple[int, int, int, bool]]) -> None:
    """A batch of games with pledges comes out, bit by bit, as each of them alone."""
    book, seeds = begun().rulebook, np.arange(3, dtype=np.uint64)
    world = begun().world
    rows = [row for row in rows if row[1] != row[2]]
    game, giver, other, kept = np.array(rows or np.zeros((0, 4)), dtype=np.intp).reshape(-1, 4).T
    all_ = Pledges(game=game, giver=giver, other=other, kept=kept.astype(np.bool_))
    together = resolve(book, repeat(world, 3), empty(book, 3), seeds, pledges=all_).world
    for k in range(3):
        own = game == k
        mine = Pledges(game=game[own] * 0, giver=giver[own], other=other[own], kept=kept[own].astype(np.bool_))
        assert resolve(book, world, empty(book, 1), seeds[k : k + 1], pledges=mine).world == take(together, slice(k, k + 1))


def test_bots_answer_with_a_reason() -> None:
    """A bot refuses what costs it with the line that loses most, and says what would change its mind if anything would."""
    match = Match(ASTANA, seed=3, length="short")
    view, gives = match.view("india"), (Order("russia", "request", "india", rank=1),)
    asks = [order for order in view.legal_orders() if order.action != "request"]
    answers = [consider(view, Offer("russia", "india", gives, (ask,), match.turn)) for ask in asks[::6]]
    assert {answer.accept for answer in answers} >= {False}
    for answer in answers:
        assert answer.accept == (answer.gain >= 0.25) == (answer.why == "gain")
        assert answer.text or answer.why == "unable"
        assert answer.instead is None or consider(view, answer.instead).accept


def test_bots_offer_what_both_gain_by_and_keep_their_word() -> None:
    """Bots open deals, the same ones for the same game, and all of their pledges are kept or void."""
    one, two = Match(ASTANA, seed=3, length="short"), Match(ASTANA, seed=3, length="short")
    for match in (one, two):
        Table(match, bots="greedy").play()
    assert one.digest() == two.digest()
    assert any(talk.state == "accepted" for talk in one.corridor.talks)
    assert "broken" not in {pledge.state for pledge in one.corridor.pledges}


def test_offers_to_a_human_wait() -> None:
    """Offers of bots wait for the human until it answers or hands in its sheet, which refuses them; a human's are answered."""
    table = Table(Match(ASTANA, seed=1, length="short"), humans=("kyrgyzstan", "uzbekistan"))
    for human in table.humans:
        assert table.offers(human) == table.match.corridor.waiting(human)
    waiting = [talk for human in table.humans for talk in table.offers(human)]
    assert waiting
    for human in table.humans:
        table.submit(human, table.match.view(human).pledged)
        assert table.offers(human) == ()
    assert {talk.state for talk in table.match.corridor.talks if talk.id in {t.id for t in waiting}} == {"refused"}
    clauses = ["uzbekistan: request 1 kyrgyzstan"], ["kyrgyzstan: request 1 uzbekistan"]
    refused("submitted", lambda: table.offer("uzbekistan", "kyrgyzstan", *clauses, table.match.turn))
    assert table.advance() is not None


def test_who_makes_no_deals_says_so() -> None:
    """Bots that do not bargain refuse every offer."""
    table = Table(begun(), humans=("highmoor",), bots="random")
    answer = table.offer("highmoor", "millford", [GIVE], [ASK], 1)
    assert answer is not None
    assert (answer.accept, answer.why) == (False, "silent")
    assert propose(table.match.view("seaward")) == propose(table.match.view("seaward"))
    assert bot("greedy")


def test_bots_counter_what_they_refuse() -> None:
    """14.2: a bot answers with the deal that it would accept, which a human finds waiting and another bot answers at once."""
    table = Table(Match(ASTANA, seed=1, length="short"), humans=("kazakhstan",))
    answer = table.offer("kazakhstan", "iran", ["kazakhstan: request 1 iran"], ["iran: request 1 kazakhstan"], table.match.turn)
    assert answer is not None
    assert answer.instead is not None
    first, reply = table.match.corridor.talks
    assert (first.state, first.reply, reply.state) == ("countered", reply.id, "open")
    assert (reply.offer.gives, reply.offer.asks) == (answer.instead.asks, answer.instead.gives)
    why = table.motive(reply.id)
    assert why is not None
    assert why.accept
    assert table.motive(first.id) is None
    states = set[str]()
    for seed in (1, 2):
        bots = Table(Match(ASTANA, seed=seed))
        bots.open_corridor()
        states |= {talk.state for talk in bots.match.corridor.talks}
    assert states == {"accepted", "refused", "countered"}


def test_bots_look_a_turn_ahead() -> None:
    """14.1: bots open deals for this turn and for the next one, ask for meetings, and offer nothing beyond the last turn."""
    match = Match(ASTANA, seed=3, length="short")
    Table(match).play()
    talks = match.corridor.talks
    assert {match.turns.index(talk.offer.turn) - match.turns.index(talk.made) for talk in talks} == {0, 1}
    assert any(order.action == "request" for talk in talks for order in talk.offer.clauses)
    assert all(talk.offer.turn == match.turns[-1] for talk in talks if talk.made == match.turns[-1])


def test_deals_are_looked_at_once_a_turn() -> None:
    """What a deal would lead to is the same for whoever asks, and what it is worth to a seat depends on its own goals."""
    match = Match(ASTANA, seed=3, length="short")
    one, two = match.view("india"), match.view("iran")
    assert market(one) is market(two)
    offer = next(offer for offer in market(one).offers if "india" in (offer.proposer, offer.other))
    found, place = known(one, offer)
    alone = prospects(one, [offer])
    assert found is market(two)
    assert found.worth(one, [place]).gain == pytest.approx(alone.worth(one).gain)
    assert found.worth(one, [place]).lines == pytest.approx(alone.worth(one).lines)


def test_a_reason_is_never_the_secret_goal() -> None:
    """12.1: whatever a bot answers or hopes for, the line that it names is an open one, and its size that of this line."""
    for seed in (1, 2):
        match = Match(ASTANA, seed=seed, length="short")
        table = Table(match)
        table.open_corridor()
        lines = match.rulebook.goals.lines
        open_ones = {line.goal.id for line in lines if not line.secret}
        for talk in match.corridor.talks:
            for answer in (consider(match.view(side), talk.offer) for side in talk.sides):
                assert answer.line in open_ones | {""}
                assert answer.why != "gain" or answer.clause in talk.offer.clauses


def test_the_larger_of_two_clauses_is_the_reason() -> None:
    """Of several clauses the one is named whose loss would change most."""
    view, gives = Match(ASTANA, seed=3, length="short").view("india"), (Order("russia", "request", "india", rank=1),)
    orders = [order for order in view.legal_orders() if order.action != "request"]
    single = {order: abs(weighed(view, gives, (order,))) for order in orders[:12]}
    low, high = min(single, key=lambda order: single[order]), max(single, key=lambda order: single[order])
    answer = consider(view, Offer("russia", "india", gives, (low, high), view.turn))
    assert answer.why in ("unable", "gain", "distrust") or answer.clause == high


def weighed(view: View, gives: tuple[Order, ...], asks: tuple[Order, ...]) -> float:
    """What the own clauses of an offer of Russia change for the open goals, and cost."""
    seen = seen_of(view, view.seat).view
    worth = prospects(seen, [Offer("russia", view.seat, gives, asks, view.turn)]).worth(seen)
    return float(worth.own[0] - worth.price[0])


def test_trust_is_lost_with_credibility_and_remembered() -> None:
    """14.6: a word counts less the more credibility is lost, less again to whom it was broken, and fully on the last turn."""
    match, honest = dealt(), begun()
    match.submit("millford", [ASK], 1)
    for played in (match, honest):
        played.resolve()
    offer = Offer("highmoor", "seaward", (), (), 2)
    kept, broken, felt = (
        trust(honest.view("seaward"), offer),
        trust(match.view("seaward"), offer),
        trust(match.view("millford"), attrs.evolve(offer, other="millford")),
    )
    assert 1.0 == kept > broken > felt > 0.0
    assert trust(match.view("millford"), attrs.evolve(offer, turn=3)) == 1.0
