"""What scenarios mean: names, pairs, sums, the calendar, orders, effects, conditions, bounds and warnings."""

import pytest
from broken import INSET, MAP, MEANING, VIEW, edited, line_of, with_map
from scenario_texts import SMALL

from game.paths import scenarios_folder
from game.scenario.bounds import Bounds
from game.scenario.cast import Cast
from game.scenario.codes import CODES
from game.scenario.load import examine_texts, load_scenario, parse_scenario
from game.scenario.problem import Problem


def problems_of(text: str) -> tuple[Problem, ...]:
    return examine_texts({"small.toml": text}, "small.toml").problems


@pytest.mark.parametrize(("old", "new", "code", "mark"), MEANING)
def test_one_mistake_is_one_problem(old: str, new: str, code: str, mark: str) -> None:
    """A mistake of meaning is exactly one problem, on the line that wrote it."""
    text = edited(old, new)
    found = [(problem.code, problem.line) for problem in problems_of(text)]
    assert found == [(code, line_of(text, mark))]


@pytest.mark.parametrize(("table", "code", "mark"), MAP)
def test_mistakes_of_the_map(table: str, code: str, mark: str) -> None:
    """A mistake in the table of the map is one problem on the line that has it, and the table without mistakes is none."""
    assert not problems_of(with_map(VIEW + INSET))
    text = with_map(table)
    [problem] = problems_of(text)
    assert (problem.code, problem.line) == (code, line_of(text, mark))


def test_every_code_has_a_message_in_plain_words() -> None:
    """Messages are one lower-case sentence without a full stop; hints too."""
    for old, new, _, _ in MEANING:
        for problem in problems_of(edited(old, new)):
            assert not problem.message[0].isupper()
            assert not problem.message.endswith(".")
            assert problem.code in CODES


@pytest.mark.parametrize(
    "order",
    [
        *["north: line south up", "north: request 2 lake", "north: fallback 1 project lake", "lake: strengthen canal"],
        *["hill: choose flood wait", "hill: settle river", "hill: consent river", " hill :  settle   river "],
    ],
)
def test_orders_of_history(order: str) -> None:
    """Every form of order may stand in history."""
    assert problems_of(edited("north: project lake", order)) == ()


def test_did_you_mean() -> None:
    """An unknown name comes with the closest known one."""
    (problem,) = problems_of(edited('on = "lake"}', 'on = "lak"}'))
    assert (problem.message, problem.hint) == ("unknown actor 'lak'", "did you mean 'lake'?")


def test_false_says_what_to_write_instead() -> None:
    """A condition that is false only by its value says how to ask for the opposite."""
    (problem,) = problems_of(edited("when = {moved = true}", "when = {moved = false}"))
    assert (problem.message, problem.hint) == ("'moved' must be true, not false", "write not = {moved = true}")


def test_duplicate_names_both_lines() -> None:
    """A repeated id points to the first place too."""
    text = edited("[[group]]\n", '[[actor]]\nid = "lake"\nname = "L"\n[[group]]\n')
    (problem,) = problems_of(text)
    assert [note.line for note in problem.related] == [line_of(text, 'id = "lake"')]


def test_chain_of_events_that_loops() -> None:
    """Events that wait for each other are found, each at its own `when`."""
    second = '[[event]]\nid = "drought"\nname = "D"\ntext = "D"\nturn = 2\nwhen = {any = [{event = {id = "flood"}}]}\n'
    text = edited("when = {tension_below = 90}", 'when = {event = {id = "drought"}}') + second
    assert [problem.code for problem in problems_of(text)] == ["event-loop", "event-loop"]


def test_chain_of_events_that_ends() -> None:
    """An event may wait for another one."""
    second = '[[event]]\nid = "drought"\nname = "D"\ntext = "D"\nturn = 2\nwhen = {event = {id = "flood", now = true}}\n'
    assert problems_of(SMALL + second) == ()


def test_one_pole() -> None:
    """A scenario with one pole is refused."""
    text = SMALL.replace('[[pole]]\nid = "south"\nname = "South"\nletter = "S"\ncolour = "#cc9933"\n', "")
    assert "pole-count" in {problem.code for problem in problems_of(text)}


def test_too_many_actors() -> None:
    """A scenario with more than 64 actors is refused at the first one too many."""
    more = "".join(f'[[actor]]\nid = "a{n}"\nname = "A"\nplayable = false\n' for n in range(61))
    (problem,) = problems_of(SMALL + more)
    assert (problem.code, problem.line) == ("too-many-actors", line_of(SMALL + more, '[[actor]]\nid = "a60"'))


def test_too_many_entries() -> None:
    """A table with absurdly many entries is refused at the first one too many, and nothing else is looked at."""
    more = "".join(f'[[event]]\nid = "e{n}"\nname = "E"\ntext = "E"\nturn = 9\n' for n in range(1100))
    (problem,) = problems_of(SMALL + more)
    assert (problem.code, problem.line) == ("too-many", line_of(SMALL + more, '[[event]]\nid = "e999"'))


def test_too_many_effects_to_bound() -> None:
    """Orders of many delegations with many effects are refused before they are added up."""
    seats = "".join(f'[[actor]]\nid = "a{n}"\nname = "A"\n[[brief]]\nactor = "a{n}"\naim = "A."\n' for n in range(60))
    effects = ", ".join(["{welfare = 0.001}"] * 300)
    action = f'[[action]]\nid = "all"\nname = "All"\nby = ["states"]\ntarget = "actor"\neffects = [{effects}]\n'
    (problem,) = problems_of(SMALL + seats + action)
    assert (problem.code, problem.hint) == ("unbounded", "let fewer delegations give them")


def test_nobody_plays() -> None:
    """A scenario that nobody can play is refused."""
    text = SMALL.replace("[[actor]]", "[[actor]]\nplayable = false")
    assert {problem.code for problem in problems_of(text)} == {"nobody-plays", "not-playable", "unknown-actor"}


def test_nothing_can_move_a_state() -> None:
    """A state without neighbours on which no effect can fall is warned of; one that can be moved is not."""
    lone = '[[actor]]\nid = "isle"\nname = "Isle"\nplayable = false\nsocial = 0\n'
    still = SMALL.replace('effects = [{push = 5, on = "target"}, {relation = 3}]', "effects = [{relation = 3}]")
    narrow = still.replace('among = ["states"]', 'among = ["basin"]')
    assert problems_of(still + lone) == ()
    (problem,) = problems_of(narrow + lone)
    assert (problem.code, problem.severity) == ("never-moved", "warning")
    assert problems_of(narrow + lone.replace("social = 0\n", "")) == ()


def test_unbounded() -> None:
    """A scenario whose effects could add up beyond the end of a scale is refused."""
    turns = "".join(f'[[turn]]\nname = "T"\nbegins = 2024-08-{day:02}\nends = 2024-08-{day:02}\n' for day in range(1, 31))
    text = SMALL.replace("{relation = 5, between", "{relation = 60, between").replace("slots = 0", "slots = 1") + turns
    text = text.replace("{anchor = 3}", "{anchor = 40}")
    assert {problem.code for problem in problems_of(text)} == {"unbounded"}


def test_bounds_of_more_turns_are_larger() -> None:
    """The bound grows with the number of turns."""
    longer = SMALL + '[[turn]]\nname = "T"\nbegins = 2024-08-01\nends = 2024-08-01\n'
    bounds = []
    for text in (SMALL, longer):
        scenario = parse_scenario({"small.toml": text}, "small.toml")
        bounds.append({sort: latent for sort, latent, _ in Bounds(scenario, Cast(scenario)).all()})
    assert all(bounds[0][sort] <= bounds[1][sort] for sort in bounds[0])
    assert bounds[0]["a relation"] < bounds[1]["a relation"]


def test_bounds_hold_room_for_shipped_scenarios() -> None:
    """The small shipped scenario lies far inside its bounds."""
    scenario = load_scenario(scenarios_folder() / "first-steps.toml")
    assert all(latent < most for _, latent, most in Bounds(scenario, Cast(scenario)).all())
