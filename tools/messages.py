"""Keeps the catalogues of the interface in step with its sources, and compiles them.

    python tools/messages.py            new messages come in untranslated, obsolete ones go, every .mo is made anew
    python tools/messages.py --check    tells what is missing, stale or filled in differently; exit code 1 if anything is

A new language is a folder: copy an .po of another one to game/locale/CODE/LC_MESSAGES/, empty its translations, and set its
head: `Language`, `Plural-Forms`, `X-Language` (its name for itself) and `X-Decimal` (its decimal mark).
The rulebook is translated as a whole (docs/rulebook.CODE.md), a scenario by a file beside it (docs/modding/translations.md).
Needs polib (`pip install -e ".[test]"`); the game reads the .mo with Python alone.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

import polib

from game.bots import LEVELS
from game.scenario.assumptions import ASSUMPTIONS
from game.text import LOCALES
from game.words import MONTHS

ROOT = Path(__file__).resolve().parents[1]
PLACES = {"_": (0,), "n_": (0, 1), "_gauge": (0,), "IllegalOrder": (1,)}
"""What translates, or hands on to what does: which of its arguments are the message and its plural."""
Message = tuple[str, ...]


def name_of(call: ast.Call) -> str:
    """What is called."""
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


def said(tree: ast.Module) -> Iterator[Message]:
    """The messages of a module, in the order in which they are written."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in PLACES)
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        parts = [call.args[place] for place in PLACES[name_of(call)] if place < len(call.args)]
        words = tuple(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        if words and len(words) == len(parts):
            yield words


def named() -> Iterator[tuple[str, Message]]:
    """The messages that modules hold as data."""
    yield from (("game/words.py", (month,)) for month in MONTHS)
    yield from (("game/bots/level.py", (words,)) for level in LEVELS.values() for words in (level.name, level.text))
    told = (words for one in ASSUMPTIONS for words in (one.name, one.text, one.without, one.source))
    yield from (("game/scenario/assumptions.py", (words,)) for words in told if words)


@lru_cache(maxsize=1)
def messages() -> dict[Message, list[str]]:
    """Every message of the game with the files that say it."""
    found: dict[Message, list[str]] = {}
    for file in sorted((ROOT / "game").rglob("*.py")):
        for message in said(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(message, []).append(file.relative_to(ROOT).as_posix())
    for place, message in named():
        found.setdefault(message, []).append(place)
    return found


def entry(message: Message, places: list[str], known: polib.POEntry | None) -> polib.POEntry:
    """A message as a catalogue has it, with the translation that is known."""
    made = polib.POEntry(msgid=message[0], occurrences=[(place, "") for place in dict.fromkeys(places)])
    if len(message) > 1:
        made.msgid_plural, made.msgstr_plural = message[1], known.msgstr_plural if known else {0: ""}
    else:
        made.msgstr = known.msgstr if known else ""
    return made


def key(one: polib.POEntry) -> Message:
    """The message of an entry."""
    return (one.msgid, one.msgid_plural) if one.msgid_plural else (one.msgid,)


def updated(old: polib.POFile) -> polib.POFile:
    """A catalogue with exactly the messages of the sources."""
    new, known = polib.POFile(wrapwidth=120), {key(one): one for one in old}
    new.header, new.metadata = old.header, old.metadata
    new.extend(entry(message, places, known.get(message)) for message, places in messages().items())
    return new


def forms(one: polib.POEntry) -> list[str]:
    """Every form of a translation."""
    return list(one.msgstr_plural.values()) if one.msgid_plural else [one.msgstr]


def fields(form: str) -> list[str]:
    """What is filled into a form."""
    return sorted(name for _, name, _, _ in Formatter().parse(form) if name is not None)


def complaints(file: Path) -> Iterator[str]:
    """What is wrong with a catalogue, a line each."""
    old = polib.pofile(str(file))
    new = updated(old)
    wanted = {key(one) for one in new}
    for one in new:
        if not all(forms(one)):
            yield f"missing: {one.msgid!r}"
        elif any(fields(form) != fields(one.msgid_plural or one.msgid) for form in forms(one)):
            yield f"filled in differently: {one.msgid!r}"
    yield from (f"stale: {one.msgid!r}" for one in old if key(one) not in wanted)
    if not file.with_suffix(".mo").exists() or file.with_suffix(".mo").read_bytes() != old.to_binary():
        yield "not compiled as it is: run tools/messages.py"


def write(file: Path) -> None:
    """Bring a catalogue up to date, and compile it."""
    new = updated(polib.pofile(str(file)))
    new.save(str(file))
    file.with_suffix(".mo").write_bytes(new.to_binary())


def files() -> list[Path]:
    """Every catalogue."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/multivector.po"))


def main(arguments: list[str]) -> int:
    """Write, or only look; 1 if there is anything to complain about."""
    if arguments != ["--check"]:
        for file in files():
            write(file)
    found = [f"{file.parts[-3]}: {line}" for file in files() for line in complaints(file)]
    print("\n".join(found) or f"{len(messages())} messages, all there in: {', '.join(file.parts[-3] for file in files())}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
