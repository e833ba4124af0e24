"""What scenarios mean: names, pairs, sums, the calendar, orders, effects, conditions, bounds and warnings."""

import pytest
from scenario_texts import SMALL

from game.paths import scenarios_folder
from game.scenario.bounds import Bounds
from game.scenario.cast import Cast
from game.scenario.codes import CODES
from game.scenario.load import examine_texts, load_scenario, parse_scenario
from game.scenario.problem import Problem


def problems_of(text: str) -> tuple[Problem, ...]:
    return examine_texts({"small.toml": text}, "small.toml").problems


def edited(old: str, new: str) -> str:
    assert old in SMALL, old
    return SMALL.replace(old, new, 1)


def line_of(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1


# (what is written, what is put instead, the one code expected, a mark on the line expected)
NAMES = [
    ('pole = "north"', 'pole = "norht"', "unknown-pole", '"norht"'),
    ("alignment = {south = 10}", "alignment = {sooth = 10}", "unknown-pole", "sooth"),
    ("weight = 2", 'weight = 2\ndependency = {nort = 20}', "unknown-pole", "nort ="),
    ('aim = ', 'temperament = "mody"\naim = ', "unknown-temperament", '"mody"'),
    ("weight = 2", 'weight = 2\nsource = ["atlas"]', "unknown-source", "atlas"),
    ('between = ["lake", "hill"]\nvalue', 'between = ["lake", "hil"]\nvalue', "unknown-actor", '"hil"'),
    ('actors = ["lake", "hill"]', 'actors = ["lake", "states"]', "unknown-actor", '"states"]\n\n[[dis'),
    ('file = "river"', 'file = "rivre"', "unknown-file", "rivre"),
    ('track = "tension"\nlimit', 'track = "tensoin"\nlimit', "unknown-track", "tensoin"),
    ('brink = "brink"', 'brink = "brnk"', "unknown-step", "brnk"),
    ('actors = ["states"]', 'actors = ["state"]', "unknown-actor", '"state"]\nper'),
    ('by = ["basin"]', 'by = ["basen"]', "unknown-actor", "basen"),
    ('among = ["states"]', 'among = ["basin", "lakes"]', "unknown-actor", "lakes"),
    ('actions = ["project"]', 'actions = ["projekt"]', "unknown-action", "projekt"),
    ('supporters = ["lake"]', 'supporters = ["lac"]', "unknown-actor", '"lac"'),
    ('parties = ["lake", "hill"]', 'parties = ["lake", "basin"]', "unknown-actor", '"basin"]\nconv'),
    ('by = ["hill"]', 'by = ["hll"]', "unknown-actor", "hll"),
    ('on = "lake"}', 'on = "lak"}', "unknown-actor", '"lak"'),
    ('on = "lake"}', 'on = "target"}', "role-out-of-place", 'on = "target"}]\nby'),
    ("when = {tension_below = 90}", "when = {tenson_below = 90}", "unknown-track", "tenson"),
    ("when = {tension_below = 90}", 'when = {event = {id = "flod"}}', "unknown-event", "flod"),
    ("when = {tension_below = 90}", 'when = {item = {id = "canel"}}', "unknown-item", "canel"),
    ("when = {tension_below = 90}", 'when = {file = {id = "target", above = 1}}', "role-out-of-place", "target\", above"),
    ("when = {tension_below = 90}", 'when = {given = {action = "prject"}}', "unknown-action", "prject"),
    ("when = {tension_below = 90}", 'when = {welfare = {of = "recipient", above = 1}}', "role-out-of-place", "recipient"),
    ("when = {tension_below = 90}", 'when = {any = [{member = "lke"}]}', "unknown-actor", '"lke"'),
    ("when = {tension_below = 90}", 'when = {not = {member = "lke"}}', "unknown-actor", '"lke"'),
    ("when = {tension_below = 90}", "when = {moved = true}", "role-out-of-place", "moved = true}\neff"),
    ("when = {tension_below = 90}", 'when = {first_partner = {of = "lake", to = "none"}}', "unknown-pole", '"none"'),
    ('id = "door", to = "shut", toward', 'id = "dor", to = "shut", toward', "unknown-posture", '"dor"'),
    ('to = "shut", toward', 'to = "locked", toward', "unknown-option", "locked"),
    ('{push = 2, toward = "target"', '{push = 2, toward = "trget"', "unknown-pole", "trget"),
    ('option = "up"}', 'option = "upp"}', "unknown-option", "upp"),
    ('{track = "tension", size = 4', '{track = "tensio", size = 4', "unknown-track", "tensio\""),
    ('with = ["south"]', 'with = ["sooth"]', "unknown-actor", "sooth"),
    ('actor = "hill"\naim', 'actor = "hil"\naim', "unknown-actor", '"hil"'),
    ('orders = ["north: project lake"]', 'orders = ["noth: project lake"]', "unknown-actor", "noth"),
    ('orders = ["north: project lake"]', 'orders = ["north: projct lake"]', "unknown-action", "projct"),
    ('orders = ["north: project lake"]', 'orders = ["north project lake"]', "bad-order", "north project"),
    ('between = ["power", "state"]', 'between = ["power", "stat"]', "unknown-kind", '"stat"'),
    ("[rules]", '[[party]]\nid = "p"\nname = "P"\nrule = "r"\nwhen = {}\nconveners = ["lak"]\n[rules]', "unknown-actor", "lak"),
    ("luck = 0.0", 'luck = 0.0\n[history_end]\nadopted = {canl = "weak"}', "unknown-item", "canl"),
    ("luck = 0.0", 'luck = 0.0\n[[coupling]]\npush = "north"\ncosts = "suth"\nsize = 0.1', "unknown-pole", "suth"),
]

PAIRS_AND_IDS = [
    ("[[group]]\n", '[[actor]]\nid = "lake"\nname = "L"\n[[group]]\n', "duplicate-id", 'id = "lake"\nname = "L"'),
    ("[[dispute]]\n", '[[group]]\nid = "hill"\nname = "H"\nactors = []\n[[dispute]]\n', "duplicate-id", 'hill"\nname = "H"'),
    ("[[dispute]]\n", '[[group]]\nid = "states"\nname = "S"\nactors = []\n[[dispute]]\n', "reserved-id", 'id = "states"'),
    ("[[dispute]]\n", '[[group]]\nid = "Big"\nname = "B"\nactors = []\n[[dispute]]\n', "bad-id", '"Big"'),
    ('id = "wait"', 'id = "help"', "duplicate-id", '"help", name = "Wait"'),
    ('id = "well"', 'id = "free"', "duplicate-id", '"free", text = "Fare'),
    ('between = ["lake", "hill"]\nvalue', 'between = ["lake", "lake"]\nvalue', "self-pair", '["lake", "lake"]'),
    ("value = -20\n", 'value = -20\n[[relation]]\nbetween = ["hill", "lake"]\nvalue = 5\n', "duplicate-id", '["hill", "lake"]'),
    ("[rules]", 'rivals = [["north", "north"]]\n[rules]', "self-pair", "rivals"),
    ("[[position]]\n", '[[action]]\nid = "consent"\nname = "C"\n[[position]]\n', "reserved-id", 'id = "consent"'),
]

PARTY = '[[party]]\nid = "{0}"\nname = "P"\nrule = "r"\nwhen = {{}}\nconveners = []\nmap = "8{1}"\n'
WHOLES = [
    ('kind = "power"\npole = "north"', 'kind = "power"', "missing-companion", '[[actor]]\nid = "north"'),
    ("weight = 3", 'weight = 3\npole = "north"', "odd-companion", 'pole = "north"\nmember'),
    ('pole = "south"', 'pole = "north"', "duplicate-id", 'pole = "north"\n\n[[actor]]\nid = "lake"'),
    ('kind = "power"\n', 'kind = "power"\nweight = 2\n', "odd-companion", "weight = 2"),
    ("weight = 45", "weight = 46", "goal-sum", "goal = ["),
    ("weight = 15", "weight = 10", "secret-weight", "weight = 10"),
    ('[[brief]]\nactor = "hill"\naim = "Fare well."\n', "", "missing-brief", 'id = "hill"'),
    ("weight = 2\n", "weight = 2\nplayable = false\n", "not-playable", 'actor = "hill"'),
    ("communique = 0.5", "communique = 0.4", "communique-sum", "[[turn]]"),
    ("sessions = [1, 2]", "sessions = [1, 4]", "no-such-turn", "sessions"),
    ("sessions = [1, 2]", "sessions = [2, 1]", "not-ascending", "sessions"),
    ("sessions = [1, 2]", "sessions = []", "wrong-length", "sessions"),
    ("turn = 2\n", "turn = 4\n", "no-such-turn", "turn = 4"),
    ("turns = [2, 3]", "turns = [3, 2]", "not-ascending", "turns = ["),
    ("turns = [2, 3]", "turns = [0, 3]", "no-such-turn", "turns = ["),
    ("turns = [2, 3]", "turns = [1]", "no-communique", "turns = ["),
    ("begins = 2024-07-04", "begins = 2024-07-02", "not-ascending", "begins = 2024-07-02"),
    ("ends = 2024-07-05", "ends = 2024-07-03", "not-ascending", "ends = 2024-07-03\ncommunique = 0.5\n\n[[length"),
    ('{id = "help", name = "Help"}', '{id = "help", name = "Help", cost = 1}', "first-choice", '"Help"'),
    ('by = ["hill"]\n', "", "missing-companion", "choices"),
    ("[[history]]\nturn = 1", "[[history]]\nturn = 4", "no-such-turn", "turn = 4"),
    ("luck = 0.0", "luck = 0.0\nsocial = 0.9", "share-sum", "[rules]"),
    ("weight = 3", "weight = 3\nsocial = 0.9", "share-sum", '[[actor]]\nid = "lake"'),
    ("limit = 85", "limit = 70", "not-ascending", "limit"),
    ("when = {tension_below = 90}", 'when = {not = {event = {id = "flood"}}}', "event-loop", "when = {not"),
    ("when = {tension_below = 90}", "when = {tension_below = 50, tension_above = 60}", "empty-range", "tension_below"),
    ("when = {tension_below = 90}", "when = {turn_from = 3}", "never-happens", "turn_from"),
    ("when = {tension_below = 90}", "when = {all = [{turn_to = 1}]}", "never-happens", "turn_to"),
    ('colour = "#3366cc"', 'colour = "blue"', "bad-colour", '"blue"'),
    ("weight = 3", 'weight = 3\nmap = "31"', "bad-area", 'map = "31"'),
    ("[rules]", f'{PARTY.format("p", "04")}{PARTY.format("q", "04")}[rules]', "duplicate-id", 'map = "804"\n[rules]'),
    ('letter = "N"', 'letter = "Nor"', "bad-letter", '"Nor"'),
    ('steps = ["measure it", "share it"]', "steps = []", "wrong-length", "steps"),
]

EFFECTS = [
    ("{anchor = 3}", "{}", "no-kind", "{}"),
    ("{anchor = 3}", "{anchor = 3, welfare = 2}", "two-kinds", "{anchor = 3, w"),
    ("{anchor = 3}", "{anchor = [1, 2, 3]}", "no-list-here", "[1, 2, 3]"),
    ("{anchor = 3}", "{anchor = 3, size = 2}", "odd-companion", "size = 2"),
    ("{anchor = 3}", "{wording = 3}", "role-out-of-place", "{wording = 3}"),
    ("{anchor = 3}", '{posture = "door", toward = "self"}', "missing-companion", '{posture = "door", toward = "self"}'),
    ("{anchor = 3}", '{posture = "door", to = "shut"}', "missing-companion", '{posture = "door", to = "shut"}'),
    ("{anchor = 3}", '{posture = "door", to = "ajar", toward = "self"}', "unknown-option", "ajar"),
    ("{anchor = 3}", '{track = "tension"}', "missing-companion", '{track = "tension"}'),
    ("{anchor = 3}", '{anchor = 3, on = "group"}', "role-out-of-place", 'on = "group"'),
    ("{welfare = -2, on", "{push = -2, on", "missing-companion", "{push = -2"),
    ('{welfare = -2, on = "lake"}', "{welfare = -2}", "missing-companion", "{welfare = -2}"),
    ('{welfare = -2, on = "lake"}', "{relation = -2}", "missing-companion", "{relation = -2}"),
    ('{welfare = -2, on = "lake"}', '{welfare = -2, on = "lake", scale = "joiners"}', "role-out-of-place", "joiners"),
    ('{welfare = -2, on = "lake"}', '{welfare = -2, on = "lake", option = "up"}', "role-out-of-place", 'option = "up"}]\nby'),
    ('by = ["powers"]', 'by = ["powers", "lake"]', "no-pole", "{push = 4"),
    ("when = {moved = true}", "when = {moved = false}", "wrong-choice", "moved"),
    ("when = {moved = true}", "when = {repeated = false}", "wrong-choice", "repeated"),
    ("{anchor = 3}", "{admit = false}", "wrong-choice", "admit"),
    ("needs = {not", "needs = {moved = true, not", "too-early", "needs"),
    ("needs = {not", 'needs = {ordered = {action = "line"}, not', "too-early", "needs"),
    ("when = {tension_above = 60}\n", "when = {any = [{joiners_from = 2}]}\n", "too-early", "joiners_from"),
    ("when = {tension_above = 60}\n", 'when = {consents = {by = "lake", file = "river"}}\n', "too-early", "consents"),
    ('target = "pole"', 'target = "none"', "role-out-of-place", '{push = 2, toward = "target"'),
    ('target = "dispute"\nconvenes', 'target = "actor"\nconvenes', "odd-companion", "convenes"),
    ('options = ["up", "down"]', 'options = ["up", "down", "poles"]', "odd-companion", "options = [\"up"),
    ('raw = "welfare"', 'raw = "track"', "missing-companion", 'raw = "track"'),
    ('raw = "welfare"', 'raw = "alignment"', "missing-companion", 'raw = "alignment"'),
    ("from = 50, to = 60", "from = 60, to = 60", "empty-range", "from = 60"),
    ('raw = "met", with = ["south"]', 'raw = "met", turns = [2, 5]', "no-such-turn", "turns = [2, 5]"),
    ('[[position]]\nid = "object"\nname = "Object"\ncost = 2\n', "", "missing-position", "[[item]]"),
    ('[[meeting]]\nbetween = ["power", "power"]\neffects = [{relation = 3}]\n', "", "missing-meeting", "[[meeting]]"),
]

ASKED = '[[question]]\ntopic = "T"\n'
QUESTIONS = [
    ("[rules]", f'{ASKED}text = "What of {{turn}}?"\n[rules]', "bad-placeholder", "{turn}"),
    ("[rules]", f'{ASKED}about = "turned"\ntext = "What of {{stat}}?"\n[rules]', "bad-placeholder", "{stat}"),
    ("[rules]", f'{ASKED}about = "turned"\ntext = "What of {{state?"\n[rules]', "bad-placeholder", "{state?"),
    ("[rules]", f'{ASKED}about = "turned"\nof = ["lak"]\ntext = "What of it?"\n[rules]', "unknown-actor", '"lak"'),
    ("[rules]", f'{ASKED}about = "adopted"\nof = ["lake"]\ntext = "What of it?"\n[rules]', "unknown-item", '"lake"'),
]

HISTORY = [
    ("project lak", "unknown-actor"),
    ("project", "bad-order"),
    ("project lake up", "bad-order"),
    ("project south", "impossible-order"),
    ("project lake x2", "impossible-order"),
    ("settle river", "impossible-order"),
    ("line sout up", "unknown-pole"),
    ("line north up", "impossible-order"),
    ("line south upp", "unknown-option"),
    ("line south", "bad-order"),
    ("request 1 lak", "unknown-actor"),
    ("request 1 north", "impossible-order"),
    ("request lake", "bad-order"),
    ("request 1", "bad-order"),
    ("fallback 1 projct lake", "unknown-action"),
    ("fallback 1 project lak", "unknown-actor"),
    ("fallback 1 request 1 lake", "bad-order"),
    ("meeting lake", "unknown-action"),
    ("strengthen cnal", "unknown-item"),
    ("strengthen canal x2", "impossible-order"),
    ("consent rivr", "unknown-file"),
    ("choose floud help", "unknown-event"),
    ("choose flood help", "impossible-order"),
]
OF_HISTORY = [("project lake", order, code, "orders = ") for order, code in HISTORY] + [
    ("north: project lake", "hill: choose flood halp", "unknown-choice", "orders = "),
    ("north: project lake", "hill: settle rivr", "unknown-dispute", "orders = "),
]

VIEW = "[map]\ncentre = [77, 40]\nextent = [7000, 4500]\n"
INSET = '[[map.inset]]\nid = "a"\nname = "A"\ncentre = [70, 40]\nextent = [900, 600]\nactors = ["lake"]\n'
OTHER = '[[map.inset]]\nname = "B"\nid = "b"\ncentre = [70, 40]\nextent = [900, 600]\nactors = ["lake"]\n'
MAP = [
    (VIEW.replace("77, 40", "77, 91"), "out-of-range", "centre = [77, 91]"),
    (VIEW.replace("77, 40", "181, 40"), "out-of-range", "centre = [181, 40]"),
    (VIEW.replace("77, 40", "77"), "wrong-length", "centre = [77]"),
    (VIEW.replace("7000", "7"), "out-of-range", "extent = [7,"),
    (VIEW + "inset_ = 3\n", "unknown-key", "inset_"),
    (VIEW + INSET.replace('"lake"', '"lak"'), "unknown-actor", '"lak"'),
    (VIEW + INSET.replace('"lake"', '"lake", "hill"'), "no-area", '"lake", "hill"]\n\n[rules]'),
    (VIEW + INSET + OTHER.replace('"b"', '"a"').replace('"lake"', ""), "duplicate-id", 'id = "a"\ncentre'),
    (VIEW + INSET + OTHER, "duplicate-id", 'actors = ["lake"]\n\n[rules]'),
    (VIEW + INSET.replace("70, 40", "70, -91"), "out-of-range", "centre = [70, -91]"),
]

TABLE = [*OF_HISTORY, *NAMES, *PAIRS_AND_IDS, *WHOLES, *EFFECTS, *QUESTIONS]


@pytest.mark.parametrize(("old", "new", "code", "mark"), TABLE)
def test_one_mistake_is_one_problem(old: str, new: str, code: str, mark: str) -> None:
    """A mistake of meaning is exactly one problem, on the line that wrote it."""
    text = edited(old, new)
    found = [(problem.code, problem.line) for problem in problems_of(text)]
    assert found == [(code, line_of(text, mark))]


@pytest.mark.parametrize(("table", "code", "mark"), MAP)
def test_mistakes_of_the_map(table: str, code: str, mark: str) -> None:
    """A mistake in the table of the map is one problem on the line that has it, and the table without mistakes is none."""
    with_area = edited("weight = 3", 'weight = 3\nmap = "398"')
    assert not problems_of(with_area.replace("[rules]", f"{VIEW}{INSET}\n[rules]", 1))
    text = with_area.replace("[rules]", f"{table}\n[rules]", 1)
    [problem] = problems_of(text)
    assert (problem.code, problem.line) == (code, line_of(text, mark))


def test_every_code_has_a_message_in_plain_words() -> None:
    """Messages are one lower-case sentence without a full stop; hints too."""
    for old, new, _, _ in TABLE:
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
