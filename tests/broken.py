"""Broken scenario files, what is wrong with each and where: the checker, the schema and the catalogue are held to them."""

from __future__ import annotations

from collections.abc import Iterator

from scenario_texts import SMALL


def edited(old: str, new: str) -> str:
    """The small scenario with one piece written otherwise."""
    assert old in SMALL, old
    return SMALL.replace(old, new, 1)


def line_of(text: str, mark: str) -> int:
    """The number of the line on which a mark begins."""
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
    ("when = {tension_below = 90}", 'when = {given = {action = "line", on = "lak"}}', "unknown-target", '"lak"'),
    ("[rules]", '[[action]]\nid = "a"\nname = "A"\ntarget = "group"\namong = ["basen"]\n[rules]', "unknown-group", "basen"),
    ("[rules]", 'rivals = [["lake", "north"]]\n[rules]', "wrong-kind", "rivals"),
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
POINTED = PARTY.format("p", "04") + "at = [31, 49]\n"
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
    ("turn = 2\n", "turn = 2\ndate = 2024-06-30\n", "wrong-date", "date = 2024-06-30"),
    ("turn = 2\n", "turn = 2\ndate = 2024-07-04\n", "wrong-date", "date = 2024-07-04"),
    ("turns = [2, 3]", "turns = [3, 2]", "not-ascending", "turns = ["),
    ("turns = [2, 3]", "turns = [0, 3]", "no-such-turn", "turns = ["),
    ("turns = [2, 3]", "turns = [1]", "no-communique", "turns = ["),
    ("begins = 2024-07-04", "begins = 2024-07-02", "not-ascending", "begins = 2024-07-02"),
    ("ends = 2024-07-05", "ends = 2024-07-03", "not-ascending", "ends = 2024-07-03\ncommunique = 0.5\n\n[[length"),
    ('{id = "help", name = "Help"}', '{id = "help", name = "Help", cost = 1}', "first-choice", '"Help"'),
    ('by = ["hill"]\n', "", "missing-companion", "choices"),
    ("[[history]]\nturn = 1", "[[history]]\nturn = 4", "no-such-turn", "turn = 4"),
    ("[[history]]\n", "[[history]]\nturn = 1\norders = []\n[[history]]\n", "duplicate-id", 'turn = 1\norders = ["'),
    ("luck = 0.0", "luck = 0.0\nsocial = 0.9", "share-sum", "[rules]"),
    ("weight = 3", "weight = 3\nsocial = 0.9", "share-sum", '[[actor]]\nid = "lake"'),
    ("limit = 85", "limit = 70", "not-ascending", "limit"),
    ("when = {tension_below = 90}", 'when = {not = {event = {id = "flood"}}}', "event-loop", "when = {not"),
    ("when = {tension_below = 90}", "when = {tension_below = 50, tension_above = 60}", "empty-range", "tension_below"),
    ("when = {tension_below = 90}", "when = {turn_from = 3}", "never-happens", "turn_from"),
    ("when = {tension_below = 90}", "when = {all = [{turn_to = 1}]}", "never-happens", "turn_to"),
    ('colour = "#3366cc"', 'colour = "blue"', "bad-colour", '"blue"'),
    ("weight = 3", 'weight = 3\nmap = "31"', "bad-area", 'map = "31"'),
    ("weight = 3", 'weight = 3\nmap = ["031", "nowhere"]', "bad-area", '"nowhere"]'),
    ("weight = 3", 'weight = 3\nmap = ["031", "031"]', "duplicate-id", '"031"]'),
    ("weight = 3", 'weight = 3\nmap = "031"\nat = [47, 95]', "out-of-range", "95]"),
    ("[rules]", f'{PARTY.format("p", "04")}{PARTY.format("q", "04")}[rules]', "duplicate-id", 'map = "804"\n[rules]'),
    ("[rules]", f'{POINTED}{PARTY.format("q", "04")}[rules]', "duplicate-id", 'map = "804"\n[rules]'),
    ("[rules]", f'{POINTED}{PARTY.format("q", "04")}at = [31, 49]\n[rules]', "duplicate-id", 'map = "804"\nat = [31, 49]\n[r'),
    ('id = "small"', 'id = "small"\npicture = "../map.png"', "picture-path", '"../map.png"'),
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

BYTES = [
    ("utf-16 with mark", "format = 1".encode("utf-16"), "encoding", 1, 1),
    ("utf-16 without mark", "format = 1".encode("utf-16-le"), "encoding", 1, 1),
    ("latin-1", 'id = "x"\ntitle = "Türkiye"'.encode("latin-1"), "encoding", 2, 11),
    ("after a wide letter", 'id = "é"\nt = "éa'.encode() + b'\xff"', "encoding", 2, 8),
    ("empty", b"", "empty-file", 1, 1),
    ("blank", b" \n\t\n", "empty-file", 1, 1),
    ("too large", b"#" * 5_000_001, "too-large", 1, 1),
]

SYNTAX = [
    ('a = "x\nb = 1\n', "unclosed-string", 1, 5),
    ("a = 1\nb = 'x\nc = 2\n", "unclosed-string", 2, 5),
    ('a = 1\nb = """x\n\nc = 2\n', "unclosed-string", 2, 5),
    ("a = 1\nb = '''x\n", "unclosed-string", 2, 5),
    ("# don't\na = 'it'\nb = \"it's\nc = 1", "unclosed-string", 3, 5),
    ("a = 1\na = 2\n", "duplicate-key", 2, 1),
    ("[rules]\nluck = 1\n[rules]\n", "duplicate-key", 3, 2),
    ("[actor]\n[actor]\n", "duplicate-key", 2, 2),
    ("a = \u201cx\u201d\n", "curly-quotes", 1, 5),
    ("\u201ca\u201d = 1\n", "curly-quotes", 1, 1),
    ("a = 0,5\n", "decimal-comma", 1, 6),
    ("a = True\n", "syntax", 1, 5),
    ("a = [1, 2\nb = 3\n", "syntax", 2, 1),
    ("a b = 1", "syntax", 1, 3),
    ("é = 1", "syntax", 1, 1),
    ("a = ", "syntax", 1, 4),
    ("a = " + "[" * 1000, "too-deep", 1, 45),
    ("a = " + "{a = " * 1000, "too-deep", 1, 205),
    (".".join("a" * 9000) + " = 1", "too-deep", 1, 1),
    ("[" + ".".join("a" * 30) + "]\n" + ".".join("b" * 30) + " = 1", "too-deep", 2, 21),
    ("a = 1\nb = " + "9" * 5000, "bad-number", 2, 5),
]

# (what is written, a word of the message, a word of the hint)
SLIPS = [
    ("a = [1 2]", "a comma is missing", "close the list"),
    ("a = [\n  {b = 1}\n  {b = 2},\n]", "a comma is missing", "close the list"),
    ("a = [1, 2\nb = 3", "is not closed", "]"),
    ("a = [1, 2\n[[b]]", "is not closed", "]"),
    ("a = [1, 2", "is not closed", "]"),
    ("a = {b = 1 c = 2}", "a comma is missing", "close the table"),
    ("a = {\n  b = 1\n}", "on one line", "on one line"),
    ("a = {b = 1,\n  c = 2}", "on one line", "on one line"),
    ("a = {b = 1\n}", "on one line", "on one line"),
    ("a = {b = 1, }", "before the closing brace", "remove"),
    ("a = 40%", "%", "0.4"),
    ("a = 03.09.2031", "no date", "2030-06-01"),
    ("a = 2031-9-3", "no date", "2030-06-01"),
    ("a = 2031-09-31", "no such day", "2030-06-01"),
    ("a = 06", "begins with a 0", "leave"),
    ("a = .6", "begins with its point", "0.5"),
    ("a = 5 points", "after a number", "unit"),
    ("a = 1,\nb = 2", "a comma stands after", "[...]"),
    ("a = 1 b = 2", "two keys", "line of its own"),
    ('a = "Who may "raise" it"', "a quote inside", '\\"'),
    ("a = 'it's'", "a quote inside", '"..."'),
    ("a: 1", "a colon", "key = value"),
    ("a = {tension > 50}", "a comparison", "tension_above"),
    ("a b = 1", "= is missing", "key = value"),
    ("a = \nb = 1", "no value", "write one"),
    ("a = (1, 2)", "round brackets", "[...]"),
    ("// a note", "no key", "#"),
    ('a = "\\d"', "a backslash", "\\\\"),
    ("[[a]", "a header", "[[name]]"),
    ('a = "x\ny"', "not closed", '"""'),
]

FORM = [
    ("weight = 3", "wieght = 3", "unknown-key", "wieght"),
    ("weight = 3", 'weight = "3"', "wrong-type", '"3"'),
    ("weight = 3", "weight = true", "wrong-type", "true"),
    ("weight = 3", "weight = 3.0", "wrong-type", "3.0"),
    ("weight = 3", "weight = 21", "out-of-range", "21"),
    ("weight = 3", "weight = " + "9" * 400, "out-of-range", "99999"),
    ("value = -20", "value = true", "wrong-type", "true\n\n[[track]]"),
    ("value = -20", "value = nan", "not-finite", "nan"),
    ("value = -20", "value = -inf", "not-finite", "-inf"),
    ("value = -20", "value = 1e400", "not-finite", "1e400"),
    ("value = -20", 'value = "minus 20"', "wrong-type", '"minus'),
    ("value = -20", "value = -98.5", "out-of-range", "-98.5"),
    ('name = "Lake"', "name = 5", "wrong-type", "5\nalignment"),
    ('name = "Lake"', "", "missing-key", '[[actor]]\nid = "lake"'),
    ("north = 20,", "north = 99,", "out-of-range", "99,"),
    ("member = true", 'member = "true"', "wrong-type", '"true"'),
    ("begins = 2024-07-01", 'begins = "2024-07-01"', "wrong-type", '"2024'),
    ("begins = 2024-07-01", "begins = 2024-07-01T10:00:00", "wrong-type", "2024-07-01T"),
    ('kind = "power"', 'kind = "powre"', "wrong-choice", '"powre"'),
    ('between = ["lake", "hill"]', 'between = ["lake"]', "wrong-length", '["lake"]'),
    ('between = ["lake", "hill"]', 'between = "lake"', "wrong-type", '"lake"\nvalue'),
    ('actors = ["lake", "hill"]', 'actors = ["lake", 5]', "wrong-type", '5]'),
    ("alignment = {south = 10}", "alignment = 10", "wrong-type", "10\nweight"),
    ("format = 1", "format = 2", "wrong-format", "format"),
    ("format = 1", "format = 0", "wrong-format", "format"),
    ("format = 1", "format = 1.0", "wrong-type", "format"),
    ("format = 1\n", "", "missing-key", "id"),
    ("[rupture]", "[rupture]\norigin = 1", "unknown-key", "origin"),
    ('id = "small"', 'id = "small"\norigin = {main = "x"}', "unknown-key", "origin"),
    ("when = {tension_above = 60}", "when = {tracks = []}", "unknown-key", "tracks"),
    ("when = {tension_above = 60}", "when = {tension_above = true}", "wrong-type", "true}\ncost"),
    ("when = {tension_above = 60}", "when = {tension_above = 101}", "out-of-range", "101"),
    ("when = {tension_above = 60}", "when = {tension_over = 60}", "unknown-key", "tension_over"),
    ("needs = {not", "needs = {not_", "unknown-key", "not_"),
    ("{push = 5, on", "{push = 41, on", "out-of-range", "41"),
    ("{welfare = [1, 2, 3], on", "{welfare = [1, 2], on", "wrong-length", "[1, 2], on"),
    ("{welfare = [1, 2, 3], on", "{welfare = [1, 2, 61], on", "out-of-range", "[1, 2, 61"),
    ("luck = 0.0", "luck = -1", "out-of-range", "-1"),
    ("sessions = [1, 2]", "sessions = [1, 2.0]", "wrong-type", "2.0"),
]


POLE = '[[pole]]\nid = "south"\nname = "South"\nletter = "S"\ncolour = "#cc9933"\n'
EXTRA = '[[actor]]\nid = "a{0}"\nname = "A"\nplayable = false\n'
LATER = '[[event]]\nid = "e{0}"\nname = "E"\ntext = "E"\nturn = 9\n'
DAYS = "".join(f'[[turn]]\nname = "T"\nbegins = 2024-08-{day:02}\nends = 2024-08-{day:02}\n' for day in range(1, 31))
LONE = '[[actor]]\nid = "isle"\nname = "Isle"\nplayable = false\nsocial = 0\n'
STILL = edited('{push = 5, on = "target"}, ', "").replace('among = ["states"]', 'among = ["basin"]')
WHOLE = {
    "single-table": 'format = 1\n[actor]\nid = "a"\n',
    "unknown-base": 'extends = "astanna"\n' + SMALL,
    "extends-circle": 'extends = "small"\n' + SMALL,
    "nothing-to-remove": SMALL + '[[event]]\nid = "floot"\nremove = true\n',
    "no-such-number": SMALL + '[[question]]\nnumber = 9\ntopic = "T"\ntext = "?"\n',
    "unknown-set": 'uses = "summit-action"\n' + SMALL,
    "pole-count": edited(POLE, ""),
    "too-many": SMALL + "".join(map(LATER.format, range(1100))),
    "too-many-actors": SMALL + "".join(map(EXTRA.format, range(196))),
    "nobody-plays": SMALL.replace("[[actor]]", "[[actor]]\nplayable = false"),
    "no-turns": SMALL[: SMALL.index("[[turn]]")] + SMALL[SMALL.index("[[variant]]") :],
    "unbounded": edited("{anchor = 3}", "{anchor = 40}").replace("{relation = 5, between", "{relation = 60, between") + DAYS,
    "never-moved": STILL + LONE,
    "never-ordered": edited('name = "Project"\n', 'name = "Project"\ncost = 9\n'),
    "never-adopted": edited("turns = [2, 3]", "turns = [3]"),
    "never-advances": edited('by = ["basin"]', 'by = ["hill"]'),
    "never-reached": edited("start = 75}", 'start = 75}, {id = "end", name = "End", start = 99.9}'),
    "never-holds": edited("when = {tension_above = 60}", "when = {tension_below = 20}"),
    "steep-goal": edited('raw = "met", with', 'raw = "met", to = 3, with'),
    "no-difference": edited('cost = 1\nwhy = "the room is tense"', 'why = "the room is tense"'),
    "unknown-icon": edited('name = "Public line"', 'name = "Public line"\nicon = "dialog"'),
    "settled-goal": edited('raw = "open", weight = 45', 'raw = "open", of = ["north"], weight = 45'),
}
"""Files that have something wrong as a whole, each by the code that says so, perhaps beside others."""

MEANING = [*OF_HISTORY, *NAMES, *PAIRS_AND_IDS, *WHOLES, *EFFECTS, *QUESTIONS]
"""Files that are well formed and mean nothing."""


def with_map(table: str) -> str:
    """The small scenario with an area and a table of the map."""
    return edited("weight = 3", 'weight = 3\nmap = "398"').replace("[rules]", f"{table}\n[rules]", 1)


def broken_texts() -> Iterator[tuple[str, str]]:
    """Every broken text that is valid TOML, with the code of what is wrong with it."""
    yield from ((edited(old, new), code) for old, new, code, _ in [*FORM, *MEANING])
    yield from ((with_map(table), code) for table, code, _ in MAP)
    yield from ((text, code) for code, text in WHOLE.items())
