"""The catalogue of problems: every code, what it means, how it reads, and what to do. Codes are stable: tools rely on them."""

from __future__ import annotations

from typing import Literal

import attrs

Severity = Literal["error", "warning"]


@attrs.frozen
class Code:
    """What a code stands for: its meaning, a message that carries it, what to do, and how bad it is."""

    meaning: str
    example: str
    advice: str
    severity: Severity = "error"


def _warning(meaning: str, example: str, advice: str) -> Code:
    return Code(meaning, example, advice, "warning")


CATALOGUE: dict[str, dict[str, Code]] = {
    "The file as such": {
        "no-file": Code("there is no such file", "there is no file 'no.toml'", "check the path"),
        "not-a-file": Code(
            "the path is a folder or something else that is no file", "'folder' is not a file",
            "give the path of the `.toml` file itself",
        ),
        "unreadable": Code(
            "the file cannot be opened or read", "the file cannot be read: its path holds a null character",
            "ask for the right to read it, or copy it elsewhere",
        ),
        "too-large": Code(
            "the file is larger, or holds more, than a scenario can", "the file is larger than 5 MB",
            "a scenario is a text of some hundred kilobytes at most; is it the right file?",
        ),
        "empty-file": Code(
            "the file holds nothing", "the file is empty", "begin with `format = 1`, or write one with `multivector new NAME`"
        ),
        "encoding": Code(
            "the file is not written in UTF-8", "the file is written in UTF-16, not in UTF-8",
            "save it again as UTF-8; most editors ask for this under \"Save as\"",
        ),
        "byte-order-mark": _warning(
            "the file begins with an invisible mark", "the file begins with a byte-order mark",
            "save it as \"UTF-8\", not as \"UTF-8 with BOM\"; the game reads it all the same",
        ),
        "wrong-format": Code(
            "`format` is not the number that this game reads", "'format' is 2, and this game reads 1",
            "of a larger number: the file is for a newer version of the game; otherwise write `format = 1`",
        ),
    },
    "Pictures": {
        "picture-path": Code(
            "a picture lies outside the scenario's folder, has an absolute path, or is a link",
            "the picture 'lake.png' is a link",
            "put the picture itself into the folder beside the scenario that has its name",
        ),
        "no-picture": Code(
            "there is no picture of this name, or it cannot be read", "there is no picture 'lake.png' that can be read",
            "check its name, with upper and lower case",
        ),
        "not-a-picture": Code(
            "a file in the scenario's folder is no picture", "'lake.png' is no picture", "save it as PNG or JPEG, or remove it"
        ),
    },
    "TOML": {
        "syntax": Code(
            "the text is not TOML", "invalid value", "look at the marked place and just before it: a quote, comma, bracket or `=`"
        ),
        "unclosed-string": Code(
            "a text has no closing quote", "this string is not closed", "end it with the quote that it begins with"
        ),
        "curly-quotes": Code(
            "typographic quotes stand where straight ones belong", "'\u201c' is a curly quote",
            "write `\"`; inside a text curly quotes are fine",
        ),
        "decimal-comma": Code(
            "a number is written with a comma", "a number is written with a decimal comma", "write a point: `0.5`"
        ),
        "duplicate-key": Code(
            "a key or table is written twice", "'a' is written twice",
            "remove one of the two; for several tables of one kind write `[[name]]`",
        ),
        "bad-number": Code("a number has too many digits to be read", "this number has too many digits", "write fewer digits"),
        "too-deep": Code(
            "brackets or keys are nested too deeply", "brackets are nested more than 40 deep", "look for one that is not closed"
        ),
    },
    "Types and limits": {
        "unknown-key": Code(
            "the key means nothing in this table", "unknown key 'wieght' in [[actor]]",
            "take the key that is suggested, or look the table up in the reference",
        ),
        "missing-key": Code(
            "the table lacks a key that it needs", "the key 'name' is missing in [[actor]]", "add it below the marked header"
        ),
        "single-table": Code(
            "`[name]` is written where `[[name]]` belongs", "'actor' must be a list of tables, not a table",
            "double the brackets: there can be several of these",
        ),
        "wrong-type": Code(
            "a value is of the wrong type, such as a text for a number", "'weight' must be a whole number, not '3'",
            "numbers, dates, true and false stand without quotes, texts with them, lists in `[...]`",
        ),
        "wrong-choice": Code(
            "a value is not one of the words allowed",
            "'kind' must be one of 'power', 'state', 'institution', not 'powre'", "take one of the words listed",
        ),
        "wrong-length": Code(
            "a list has too few or too many values", "'between' must hold 2 values, not 1", "write as many as are asked for"
        ),
        "out-of-range": Code(
            "a number lies outside its limits", "'weight' must lie between 0 and 20, not 21", "stay within the limits"
        ),
        "not-finite": Code(
            "a number is infinite, not a number, or far too large", "'value' must be a finite number, not nan",
            "write an ordinary number",
        ),
    },
    "Bases, sets and variants": {
        "unknown-base": Code(
            "`extends` names a scenario that does not exist", "there is no scenario 'astanna' to extend",
            "write the name, without `.toml`, of a file beside this one, of one of yours, or of a shipped scenario",
        ),
        "extends-circle": Code(
            "scenarios extend each other in a circle", "'small' extends 'small': a circle", "extend another scenario, or none"
        ),
        "extends-too-far": Code(
            "too many scenarios extend each other", "no more than 5 scenarios can lie below one another",
            "extend an earlier one of them",
        ),
        "nothing-to-remove": Code(
            "`remove = true` stands where there is nothing to remove",
            "there is no 'floot' in [[event]] that could be removed", "take the name suggested, or drop it",
        ),
        "unknown-set": Code(
            "`uses` names a set that does not exist", "there is no set 'summit-action'", "the set is called \"summit-actions\""
        ),
        "unknown-variant": Code(
            "the variant asked for does not exist", "there is no variant 'rihc'", "take one that the file declares"
        ),
    },
    "Ids": {
        "bad-id": Code(
            "an id has letters or signs that ids may not have", "'Big' is not an id",
            "use lower-case letters a to z, digits and single hyphens; what players read is `name`",
        ),
        "reserved-id": Code("the id is a word with a meaning of its own", "'states' has a meaning of its own", "choose another"),
        "duplicate-id": Code(
            "an id, a pair, a brief or an area is declared twice", "the id 'lake' is declared twice",
            "rename or remove one; the message names the line of the other",
        ),
        "self-pair": Code("something is paired with itself", "'lake' is paired with itself", "name two different ones"),
    },
    "Names": {
        "unknown-action": Code(
            "no action, position or meeting of this name", "unknown action 'projekt'", "declare it, or take the name suggested"
        ),
        "unknown-actor": Code(
            "no actor, group or kind of this name", "unknown actor 'lak'", "declare it, or take the name suggested"
        ),
        "unknown-choice": Code("the event has no such choice", "unknown choice 'halp'", "take a choice of this event"),
        "unknown-dispute": Code(
            "no dispute over this file", "unknown dispute 'rivr'", "name the file of a `[[dispute]]` of the two"
        ),
        "unknown-event": Code("no event of this name", "unknown event 'flod'", "declare it, or take the name suggested"),
        "unknown-file": Code("no file of this name", "unknown file 'rivre'", "declare it, or take the name suggested"),
        "unknown-group": Code("no group of this name", "unknown group 'basen'", "declare it, or take the name suggested"),
        "unknown-item": Code("no item of this name", "unknown item 'canel'", "declare it, or take the name suggested"),
        "unknown-kind": Code("no such kind of actor", "unknown kind 'stat'", "there are power, state and institution"),
        "unknown-option": Code(
            "the action or posture has no such option", "unknown option 'upp'", "take one of those that it lists in `options`"
        ),
        "unknown-pole": Code("no pole of this name", "unknown pole 'norht'", "declare it, or take the name suggested"),
        "unknown-posture": Code("no posture of this name", "unknown posture 'dor'", "declare it, or take the name suggested"),
        "unknown-source": Code("no source of this name", "unknown source 'atlas'", "add a `[[source]]` with this id"),
        "unknown-step": Code("the track has no such step", "unknown step 'brnk'", "take a step of this track"),
        "unknown-temperament": Code(
            "no temperament of this name", "unknown temperament 'mody'", "add a `[[temperament]]` with this id"
        ),
        "unknown-target": Code(
            "nothing of this name can be a target", "unknown target 'lak'", "name an actor, pole, item or file that is declared"
        ),
        "unknown-track": Code("no track of this name", "unknown track 'tensoin'", "declare it, or take the name suggested"),
        "role-out-of-place": Code(
            "a role or key is used where there is no order, target or item it could mean",
            "'target' stands for nobody in an event", "take one of the roles listed, or an id",
        ),
        "wrong-kind": Code("the actor is of another kind than this place asks for", "'lake' is no power", "name one of the kind"),
    },
    "What belongs together": {
        "missing-companion": Code(
            "a key needs another one beside it", "a power needs a pole of its own", "add the key that is named"
        ),
        "odd-companion": Code(
            "a key means nothing beside the others", "only powers own a pole, and this is a state", "remove it"
        ),
        "no-kind": Code("an effect does nothing", "this effect does nothing", "give it one of the kinds, such as `push = 5`"),
        "two-kinds": Code("an effect does two things at once", "one effect holds 'anchor' and 'welfare'", "write two effects"),
        "no-list-here": Code(
            "three sizes are given where one belongs", "an action with target = 'actor' takes one size, not a list",
            "only effects of items have a size for each wording",
        ),
        "no-pole": Code(
            "a scale needs a pole that a giver does not own",
            "scale 'dependency' needs the giver's pole, and 'lake' has none", "let only powers order it",
        ),
        "too-early": Code(
            "a need or a cost asks what is known only later",
            "a need cannot ask 'moved': it is known only when orders are opened", "move the question into an effect's `when`",
        ),
        "missing-position": Code(
            "items are declared, but not every position on them", "there are items, but no [[position]] 'object'",
            "add the five positions, or `uses = \"summit-actions\"`, which has them",
        ),
        "missing-meeting": Code(
            "two kinds of actor can meet, but no table says what that does",
            "there is no [[meeting]] between 'power' and 'power'", "add one, or `uses = \"summit-actions\"`, which has all",
        ),
        "bad-order": Code("a line of history is no order", "'project' is no order", "write it as the hint shows"),
        "impossible-order": Code(
            "a line of history is an order that its delegation can never give", "'north' can never order 'project south'",
            "check `by`, `among`, `options` and who is a member",
        ),
        "bad-colour": Code("a colour is not written as #rrggbb", "'blue' is not a colour", "write it as `\"#3366cc\"`"),
        "bad-area": Code(
            "an area is a number, but not an ISO 3166 number of three digits", "'31' is not an ISO 3166 number",
            "write three digits in quotes, such as `\"031\"`",
        ),
        "no-area": Code(
            "an inset of the map shows an actor that has no area of its own", "'hill' has no area",
            "give its `map` an ISO 3166 number, or leave it out of the inset",
        ),
        "bad-letter": Code("a pole's letter is not one or two letters", "'Nor' is not one or two letters", "shorten it"),
        "bad-placeholder": Code(
            "a question has a place that nothing can fill in", "{stat} cannot be filled in about 'turned'",
            "take one of the places listed",
        ),
    },
    "The whole": {
        "pole-count": Code("a scenario has 2 to 6 poles", "there must be 2 to 6 poles, not 1", "add or remove poles"),
        "too-many": Code(
            "a table has more entries than a scenario can have", "there can be at most 1000 entries of 'event', not 1101",
            "remove some",
        ),
        "too-many-actors": Code(
            "a scenario has at most 64 actors", "there can be at most 64 actors, not 200",
            "leave out those that matter least, or let one stand for several",
        ),
        "nobody-plays": Code("no actor is playable", "there is no playable actor", "remove `playable = false` from at least one"),
        "not-playable": Code(
            "an actor that nobody plays has a brief", "'hill' has a brief but is not playable",
            "remove the brief, or `playable = false`",
        ),
        "missing-brief": Code(
            "a playable actor has no brief", "'hill' is playable but has no [[brief]]", "add one, or `playable = false`"
        ),
        "goal-sum": Code(
            "open goals do not sum to 85", "the open goals of 'lake' sum to 86, not to 85",
            "change a weight; the message lists the lines of all",
        ),
        "secret-weight": Code(
            "a secret goal is not worth 15", "a secret goal is worth 15, not 10", "write `weight = 15`: one of them is drawn"
        ),
        "empty-range": Code(
            "a range holds nothing", "no value is at or above the one and below the other", "the lower end goes before the upper"
        ),
        "no-turns": Code("there are no turns", "there is no [[turn]]", "add at least one"),
        "no-such-turn": Code(
            "a turn is named that the calendar does not have", "there is no turn 4", "turns count from 1; the hint tells the last"
        ),
        "no-such-number": Code(
            "a question or lesson is to be changed that there is not", "there is no question 9 that could be changed",
            "count the entries of what is extended from 1; the hint tells the last",
        ),
        "not-ascending": Code(
            "dates, turns or steps do not ascend", "turn 1 must come after turn 2", "put them in the sequence of time or size"
        ),
        "wrong-date": Code(
            "an event's date lies outside its turn", "2024-06-30 does not lie in turn 2, 2024-07-03 to 2024-07-03",
            "change the date or the turn",
        ),
        "communique-sum": Code(
            "the shares of the communiques do not sum to 1", "the communiques sum to 0.9, not to 1",
            "change a share; the message lists the lines of all",
        ),
        "no-communique": Code(
            "a length has no turn at which the score is counted", "the length 'short' has no turn with a communique",
            "let it end with a turn that has one",
        ),
        "first-choice": Code(
            "the first choice of an event costs something", "the first choice is taken by default and must cost 0, not 1",
            "put a free answer first: it is taken when none is given",
        ),
        "event-loop": Code(
            "events wait for each other in a circle", "the event 'flood' waits for itself", "break the chain of `when`"
        ),
        "share-sum": Code(
            "social and anchoring together exceed 1",
            "social 0.9 and anchoring 0.15 sum to 1.05, more than 1", "lower one of them"
        ),
        "unbounded": Code(
            "effects could add up so far that a value reaches the end of its scale",
            "a legal game could move a relation by 24.0 latent units, more than 12.7", "make effects smaller, dearer or rarer",
        ),
    },
    "Translations": {
        "only-texts": Code(
            "a translation changes what is no text", "an overlay can only translate texts, and 'kind' is none",
            "change numbers and ids in the scenario itself",
        ),
        "not-in-original": Code(
            "a translation names an entry that the scenario does not have",
            "the original has no [[actor]] with id = 'nroth'", "write the id as the scenario does, or remove the entry",
        ),
        "two-ways": Code(
            "one text is translated differently in two places",
            "'North' is translated in two ways: 'Nord' and 'Norden'", "take one of them: a text is shown in one way only",
        ),
        "untranslated": _warning(
            "some texts are not translated, and stay as they are", "44 of 45 texts are not translated",
            "`multivector translate FILE CODE` writes them out, to be filled in",
        ),
    },
    "Warnings about play": {
        "never-happens": _warning(
            "an event can never happen", "this event can never happen: 'turn_from' is never so in turn 2",
            "change its turn or its condition, or remove it",
        ),
        "never-ordered": _warning(
            "an action that nobody can ever order", "nobody can ever order 'project': they never have 9 capital",
            "make it cheaper, let somebody else order it, or change what it needs; `by = []` removes an action of a set",
        ),
        "never-adopted": _warning(
            "an item of the declaration that can never be adopted",
            "'canal' can never be adopted: no length plays turn 2, its last session",
            "give it a session that is played, and a member who can speak to it",
        ),
        "never-advances": _warning(
            "a file that can never move a step",
            "'river' can never move a step: nobody can convene it",
            "give it a convener and an action that `convenes`, and parties that can consent",
        ),
        "never-reached": _warning(
            "a step of a track that its gauge can never reach",
            "'tension' can never reach this step: it starts at 99.9, and 97 is the most",
            "let more move the gauge, or let the step start lower",
        ),
        "never-holds": _warning(
            "a condition that can never hold",
            "this modifier never comes to anything: 'tension_below' is never so",
            "change what it asks, or remove what waits for it",
        ),
        "settled-goal": _warning(
            "a goal that gives the same points whatever anybody does",
            "this goal is decided from the start: it always gives 45 of its 45 points",
            "measure something that the game can change, or move `from` and `to` to where it can go",
        ),
        "steep-goal": _warning(
            "a goal that can never give half of its points", "this goal never gives more than 5 of its 15 points",
            "move `to` to where the game can go, or let more of its `worth` be within reach",
        ),
        "no-difference": _warning(
            "something that changes nothing", "this modifier changes neither a cost nor a size",
            "give it an effect, with `option` for one that only a certain choice has, or remove it",
        ),
        "unknown-icon": _warning(
            "an icon that the game does not have", "there is no icon 'dialog', so a dot stands in its place",
            "take one of those that the reference lists; without `icon` an action has the one of its id, if there is one",
        ),
        "never-moved": _warning(
            "nothing in the game can move a state",
            "'isle' can never be moved: its social weight is 0 and no effect falls on it",
            "let an action reach it, or give it neighbours: `social` above 0",
        ),
    },
}
"""The codes by what they are about."""

CODES: dict[str, Code] = {name: code for codes in CATALOGUE.values() for name, code in codes.items()}
"""Every code that a problem may carry."""
