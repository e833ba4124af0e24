"""Small scenario texts that tests start from."""

SMALL = '''\
format = 1
id = "small"
title = "Small"
line = "Two powers, two states, three turns."

[rules]
luck = 0.0

[rupture]
track = "tension"
limit = 85
brink = "brink"

[[pole]]
id = "north"
name = "North"
letter = "N"
colour = "#3366cc"

[[pole]]
id = "south"
name = "South"
letter = "S"
colour = "#cc9933"

[[actor]]
id = "north"
name = "North"
kind = "power"
pole = "north"

[[actor]]
id = "south"
name = "South"
kind = "power"
pole = "south"

[[actor]]
id = "lake"
name = "Lake"
alignment = {north = 20, south = -5}
weight = 3
member = true

[[actor]]
id = "hill"
name = "Hill"
alignment = {south = 10}
weight = 2
member = true

[[relation]]
between = ["lake", "hill"]
value = -20

[[track]]
id = "tension"
name = "Tension"
start = 40
step = [{id = "brink", name = "Brink", start = 75}]

[[group]]
id = "basin"
name = "The basin"
actors = ["lake", "hill"]

[[dispute]]
between = ["lake", "hill"]
file = "river"

[[posture]]
id = "door"
name = "Door"
options = ["open", "shut"]
actors = ["states"]
per_pole = true

[[meeting]]
between = ["power", "state"]
effects = [{push = 5, on = "target"}, {relation = 3}]

[[meeting]]
between = ["power", "power"]
effects = [{relation = 3}]

[[meeting]]
between = ["state", "state"]
effects = [{relation = 3}]

[[action]]
id = "project"
name = "Project"
by = ["powers"]
target = "actor"
among = ["states"]
needs = {not = {posture = {of = "target", id = "door", to = "shut", toward = "self"}}}
effects = [{anchor = 3}, {push = 4, scale = "dependency"}]

[[action]]
id = "line"
name = "Public line"
by = ["delegations"]
target = "pole"
options = ["up", "down"]
slots = 0
effects = [{push = 2, toward = "target", option = "up"}, {track = "tension", size = 4, option = "down"}]

[[action]]
id = "settle"
name = "Settle"
by = ["basin"]
target = "dispute"
convenes = true
effects = [{relation = 5, between = ["self", "target"], when = {moved = true}}]

[[position]]
id = "strengthen"
name = "Strengthen"
cost = 1
effects = [{wording = 10}]

[[position]]
id = "soften"
name = "Soften"
cost = 1
effects = [{wording = -10}]

[[position]]
id = "accept"
name = "Accept"

[[position]]
id = "aside"
name = "Stand aside"

[[position]]
id = "object"
name = "Object"
cost = 2

[[modifier]]
actions = ["project"]
when = {tension_above = 60}
cost = 1
why = "the room is tense"

[[item]]
id = "canal"
name = "The canal"
start = 50
sessions = [1, 2]
weak = "They note the canal."
middle = "They welcome the canal."
strong = "They will build the canal."
supporters = ["lake"]
effects = [{welfare = [1, 2, 3], on = "members"}]

[[file]]
id = "river"
name = "The river"
parties = ["lake", "hill"]
conveners = ["lake", "hill"]
steps = ["measure it", "share it"]

[[event]]
id = "flood"
name = "Flood"
text = "The lake rises."
turn = 2
when = {tension_below = 90}
effects = [{welfare = -2, on = "lake"}]
by = ["hill"]
choices = [
  {id = "help", name = "Help"},
  {id = "wait", name = "Wait", cost = 1, effects = [{track = "tension", size = 2}]},
]

[[brief]]
actor = "north"
aim = "Win the lake."

[[brief]]
actor = "south"
aim = "Win the hill."

[[brief]]
actor = "lake"
aim = "Stay free."
goal = [
  {id = "free", text = "Be open.", raw = "open", weight = 45},
  {id = "well", text = "Fare well.", raw = "welfare", weight = 40, from = 50, to = 60},
]
secret = [{id = "south", text = "Meet South.", raw = "met", with = ["south"], weight = 15}]

[[brief]]
actor = "hill"
aim = "Fare well."

[[turn]]
name = "One"
begins = 2024-07-01
ends = 2024-07-02

[[turn]]
name = "Two"
begins = 2024-07-03
ends = 2024-07-03
communique = 0.5

[[turn]]
name = "Three"
begins = 2024-07-04
ends = 2024-07-05
communique = 0.5

[[length]]
id = "short"
name = "Short"
turns = [2, 3]

[[variant]]
id = "rich"
name = "A rich lake"

[[variant.actor]]
id = "lake"
welfare = 80
alignment = {south = 30}

[[history]]
turn = 1
orders = ["north: project lake"]
'''
