"""Translations of scenarios: a file such as `name.ru.toml` beside `name.toml` says its texts, by id, in another language.

A game is always that of the original: what is translated goes through the funnel of texts when it is shown, so hashes, saves
and replays know no language.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from string import Formatter

import attrs

from game import paths
from game.scenario.mistake import did_you_mean, shown
from game.scenario.problem import Problem, ScenarioError, in_order, note_at, problem_at
from game.scenario.reading import read_text
from game.scenario.schema import Origin, Scenario
from game.scenario.source import Place, SourceText
from game.scenario.syntax import parse
from game.scenario.tree import Node, walk
from game.text import Translations

TEXTS = frozenset((
    *("title", "line", "text", "author", "name", "leader", "role", "why", "rule", "position", "aim", "question", "red_line"),
    *("topic", "weak", "middle", "strong", "steps", "document", "note", "leaves_out", "assumes", "credits"),
))
"""The keys that hold what a player reads: a text, or a list of texts."""
KNOWN_BY = ("id", "actor", "between")
"""What tells the entries of a list apart, the first of these that they have; where they have none, their sequence does."""
WORDS = "words"
"""The table of an overlay that says what options are called, which have ids and no names."""
EVERY_POLE = "poles"


@attrs.define
class Fitted:
    """What an overlay says of a file: originals with their translations, and the problems it has."""

    pairs: list[tuple[Node, Node]] = attrs.field(factory=list)
    wrong: list[Callable[[], Problem]] = attrs.field(factory=list)
    """Problems are made only when they are asked for: to find lines and columns takes a while."""

    @property
    def said(self) -> dict[str, str]:
        """Every text with its translation."""
        return {original.value: translated.value for original, translated in reversed(self.pairs)}

    @property
    def problems(self) -> list[Problem]:
        """All mistakes of the overlay."""
        return [problem() for problem in self.wrong]

    def refuse(self, node: Node, code: str, message: str, hint: str = "", on_key: bool = True) -> None:
        """Remember what is wrong."""
        self.wrong.append(lambda: problem_at(node.key if on_key else node.place, code, message, hint))


def fitted(original: Node, overlay: Node) -> Fitted:
    """An overlay's tree laid beside that of the file it translates."""
    found = Fitted()
    _words(original, overlay.get(WORDS), found)
    _table(original, overlay.without((WORDS,)), found)
    _refuse_two_ways(found)
    return found


def texts(original: Node) -> Iterator[Node]:
    """Every text of a file that can be translated."""
    for node in walk(original):
        for key, child in node.value.items() if node.is_table else ():
            yield from (text for text in texts_of(key, child) if text.value)
    yield from options(original).values()


def translations(*scenarios: Scenario) -> Translations:
    """For `game.text.tell`: what the texts of these scenarios are in a language, as far as overlays say so."""

    @lru_cache(maxsize=4)
    def of(language: str) -> Mapping[str, str]:
        origins = [scenario.origin for scenario in scenarios if scenario.origin]
        files = ((origin, name) for origin in origins for name in origin.texts)
        return {text: said for origin, name in files for text, said in _said(origin, name, language).items()}

    return of


def read_overlay(file: Path, original: SourceText) -> Fitted:
    """The overlay in a file, of an original. Raises ScenarioError where one of them cannot be read or is no TOML."""
    text, _warnings = read_text(file, str(file))
    return fitted(parse(original), parse(SourceText(str(file), text)))


def check_overlay(file: Path, original: Path) -> tuple[Problem, ...]:
    """All mistakes of an overlay, and a warning that says how much it leaves untranslated."""
    try:
        source = SourceText(str(original), read_text(original, str(original))[0])
        found = read_overlay(file, source)
    except ScenarioError as error:
        return error.problems
    known = {text.value for text in texts(parse(source))}
    return in_order([*found.problems, *_untranslated(file, original, len(known - found.said.keys()), len(known))])


def _untranslated(file: Path, original: Path, count: int, all_: int) -> Iterator[Problem]:
    if count:
        _name, code, _ending = file.name.rsplit(".", 2)
        name = original.stem if original.parent == paths.scenarios_folder() else original
        hint = f"'multivector translate {name} {code} -o {file}' writes them out, to be filled in"
        message = f"{count} of {all_} texts are not translated"
        yield problem_at(Place(SourceText(str(file), "")), "untranslated", message, hint)


def _said(origin: Origin, name: str, language: str) -> Mapping[str, str]:
    """Nothing where there is no overlay; what fits where there is a broken one."""
    file = paths.overlay(name, language, origin.path.parent if origin.path else None)
    return _read(file, file.stat().st_mtime_ns, SourceText(name, origin.texts[name])) if file else {}


@lru_cache(maxsize=16)
def _read(file: Path, changed: int, original: SourceText) -> Mapping[str, str]:
    try:
        return read_overlay(file, original).said
    except ScenarioError:
        return {}


def texts_of(key: str, node: Node) -> list[Node]:
    """The texts that a key holds; none if it holds anything else."""
    found = node.value if node.is_array else [node]
    return found if key in TEXTS and all(isinstance(text.value, str) for text in found) else []


def options(original: Node) -> dict[str, Node]:
    """The options of a file's actions and postures by id; as texts they are spelled out."""
    entries = (entry for table in ("action", "posture") for entry in original.entries(table))
    nodes = (node for entry in entries for node in entry.entries("options") if isinstance(node.value, str))
    return {node.value: attrs.evolve(node, value=node.value.replace("-", " ")) for node in nodes if node.value != EVERY_POLE}


def _words(original: Node, words: Node | None, found: Fitted) -> None:
    known = options(original)
    for key, node in words.value.items() if words is not None and words.is_table else ():
        if key not in known:
            hint = did_you_mean(key, known) or f"there are {', '.join(sorted(known)) or 'none'}"
            found.refuse(node, "unknown-option", f"there is no option {key!r} to translate", hint)
        else:
            _text(known[key], node, found)


def _table(original: Node, overlay: Node, found: Fitted) -> None:
    for key, node in overlay.value.items():
        old = original.get(key)
        if old is None:
            others = [name for name, child in original.value.items() if texts_of(name, child) or child.is_array or child.is_table]
            message = f"the original has no {key!r} here that could be translated"
            found.refuse(node, "unknown-key", message, did_you_mean(key, others))
        elif old_texts := texts_of(key, old):
            _list(key, old_texts, node, found) if old.is_array else _text(old, node, found)
        elif old.is_table and node.is_table:
            _table(old, node, found)
        elif old.is_array and old.value and all(entry.is_table for entry in old.value):
            _entries(key, old, node, found)
        elif key not in KNOWN_BY or _identity(old) != _identity(node):
            message = f"an overlay can only translate texts, and {key!r} is none"
            found.refuse(node, "only-texts", message, "change it in the original")


def _text(original: Node, node: Node, found: Fitted) -> None:
    if not isinstance(node.value, str):
        message = f"a translation must be a text, not {shown(node.value)}"
        found.refuse(node, "wrong-type", message, 'write it in "quotes"', on_key=False)
    elif node.value and _places(node.value) != _places(original.value):
        message = f"a translation must hold the same places in braces as {shown(original.value)}"
        found.refuse(node, "bad-placeholder", message, on_key=False)
    elif node.value:
        found.pairs.append((original, node))


def _list(key: str, originals: list[Node], node: Node, found: Fitted) -> None:
    for original, text in _in_sequence(key, originals, node, '""', found):
        _text(original, text, found)


def _entries(key: str, original: Node, overlay: Node, found: Fitted) -> None:
    """The entries of a list of tables, by what tells them apart."""
    name = next((name for name in KNOWN_BY if all(entry.get(name) for entry in original.value)), None)
    if name is None:
        for pair in _in_sequence(key, original.value, overlay, "{}", found):
            _entry(key, *pair, found)
        return
    known = {_identity(entry.value[name]): entry for entry in original.value}
    for entry in overlay.value if overlay.is_array else ():
        told = entry.get(name)
        if told is None:
            message = f"the key {name!r} is missing: it says which [[{key}]] is translated"
            found.refuse(entry, "missing-key", message, on_key=False)
        elif (old := known.get(_identity(told))) is None:
            message = f"the original has no [[{key}]] with {name} = {shown(told.value)}"
            hint = did_you_mean(str(told.value), [other for other in known if isinstance(other, str)])
            found.refuse(told, "not-in-original", message, hint, on_key=False)
        else:
            _entry(key, old, entry, found)
    if not overlay.is_array:
        found.refuse(overlay, "single-table", f"{key!r} must be a list of tables", "write its header as [[...]]")


def _entry(key: str, original: Node, overlay: Node, found: Fitted) -> None:
    if overlay.is_table:
        _table(original, overlay, found)
    else:
        found.refuse(overlay, "wrong-type", f"a value of {key!r} must be a table, not {shown(overlay.value)}", on_key=False)


def _in_sequence(key: str, originals: list[Node], overlay: Node, none: str, found: Fitted) -> Iterator[tuple[Node, Node]]:
    """Entries that nothing but their sequence tells apart; none where some are missing."""
    count = len(overlay.value) if overlay.is_array else 0
    if count == len(originals):
        yield from zip(originals, overlay.value, strict=True)
    else:
        message = f"{key!r} must hold {len(originals)} entries, as the original does, not {count}"
        found.refuse(overlay, "wrong-length", message, f"write {none} for one that is not translated")


def _identity(node: Node) -> Hashable:
    """What tells an entry apart; a pair has no sequence."""
    return frozenset(str(entry.value) for entry in node.value) if node.is_array else str(node.value)


def _places(text: str) -> list[str] | None:
    """What is filled into a text; None for braces that are no places."""
    try:
        return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})
    except ValueError:
        return None


def _refuse_two_ways(found: Fitted) -> None:
    """A text that stands in two places is shown in one way only."""
    first: dict[str, Node] = {}
    for original, node in found.pairs:
        before = first.setdefault(original.value, node)
        if before.value != node.value:
            found.wrong.append(partial(_two_ways, original.value, node, before))


def _two_ways(original: str, node: Node, before: Node) -> Problem:
    message = f"{shown(original)} is translated in two ways: {shown(before.value)} and {shown(node.value)}"
    return problem_at(node.place, "two-ways", message, "take one of them", related=(note_at(before.place, "the other one"),))
