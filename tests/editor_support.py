"""Asks the JSON Schema of scenario files what an editor would."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

from game.scenario.editor import editor_schema


def as_json(value: Any) -> Any:
    """What an editor hands to a schema: a date is a text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


@cache
def validator() -> Any:
    """What checks a plain tree against the schema."""
    return Draft7Validator(editor_schema(), format_checker=FormatChecker())
