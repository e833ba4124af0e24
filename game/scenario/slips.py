"""What people often write that is no TOML, told in the words of a scenario's author rather than in those of its grammar."""

from __future__ import annotations

import re

import attrs

from game.scenario.source import Place

HERE = "\0"
"""Stands in the line where the reader of TOML gave up; no text that it reads has this sign."""


@attrs.frozen
class Slip:
    """A slip of the pen: how the reader's sentence begins, what the line looks like, what is wrong and what to do."""

    sentence: str
    line: str
    message: str
    hint: str


LIST, BRACES, AFTER, EQUALS = "Unclosed array", "Unclosed inline table", "Expected newline or end", "Expected '='"
ONE_LINE = ("a table in braces does not stand on one line", "write all between { and } on one line")
DATE = ("this is no date", "write year, month and day as 2030-06-01")
SLIPS = (
    Slip(LIST, rf"^{HERE}(\[\[?[\w.-]+\]|[\w-]+\s*=)", "the list before this is not closed", "close it with ]"),
    Slip(LIST, rf"{HERE}\S", "a comma is missing before this entry of a list", "write one, or close the list with ]"),
    Slip(LIST, "", "a list is not closed", "close it with ]"),
    Slip("Invalid initial character", rf"[{{,]\s*{HERE}\s*(#|$)", *ONE_LINE),
    Slip("Invalid initial character", rf",\s*{HERE}}}", "a comma stands before the closing brace", "remove it"),
    Slip(BRACES, rf"{HERE}\s*(#|$)", *ONE_LINE),
    Slip(BRACES, "", "a comma is missing before this key of a table in braces", "write one, or close the table with }"),
    Slip(AFTER, rf"=\s*[\d{HERE}]+[./-][\d{HERE}]+[./-][\d{HERE}]+", *DATE),
    Slip("Invalid date", "", "there is no such day", DATE[1]),
    Slip(AFTER, rf"\d\s*{HERE}%", "a number is written with %", "write a share of 40 % as 0.4"),
    Slip(AFTER, rf"=\s*[+-]?0{HERE}\d", "a number begins with a 0", "leave the 0 out"),
    Slip(AFTER, rf"\"{HERE}\s*[^\s\",#].*\"", "the text ends at a quote inside it", 'write quotes inside a text as \\"'),
    Slip(AFTER, rf"'{HERE}\s*[^\s',#].*'", "the text ends at a quote inside it", 'write the text between "..."'),
    Slip(AFTER, rf"{HERE},", "a comma stands after the value of a line", "remove it; several values stand in [...]"),
    Slip(AFTER, rf"{HERE}[\w-]+\s*=", "two keys stand on one line", "write each on a line of its own"),
    Slip(AFTER, rf"=\s*[+-]?[\d._]+\s*{HERE}\w", "something stands after a number", "write the number alone, without a unit"),
    Slip(EQUALS, rf"{HERE}:", "a colon stands where = belongs", "write key = value"),
    Slip(EQUALS, rf"{HERE}[<>]", "a comparison stands where = belongs", "write a key of its own, such as tension_above = 50"),
    Slip(EQUALS, "", "= is missing after a key", "write key = value"),
    Slip("Invalid statement", rf"^\s*{HERE}(//|;|--|/\*)", "this is no key", "begin a note with #"),
    Slip("Invalid value", rf"{HERE}[+-]?\.\d", "a number begins with its point", "write a 0 before it, such as 0.5"),
    Slip("Invalid value", rf"=\s*{HERE}\s*(#|$)", "after = there is no value", "write one, or remove the line"),
    Slip("Invalid value", rf"{HERE}\(", "a list is written in round brackets", "write [...]"),
    Slip("Unescaped", "", "a backslash stands in a text", "write \\\\ for one"),
    Slip("Expected ']", "", "a header is not closed", "write [name], or [[name]] for one of several"),
)


def slip(place: Place, sentence: str) -> Slip | None:
    """The slip that made the reader of TOML say a sentence at a place, if it is a well-known one."""
    line = place.source.line(place.line).rstrip("\r")
    marked = f"{line[: place.column - 1]}{HERE}{line[place.column - 1 :]}"
    return next((known for known in SLIPS if sentence.startswith(known.sentence) and re.search(known.line, marked)), None)
