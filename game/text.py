"""The one funnel that every player-facing string goes through."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parent / "locale"
ENGLISH = "en"
_catalogue = _gettext.NullTranslations()
MINUS = "\N{MINUS SIGN}"
Translations = Callable[[str], Mapping[str, str]]
"""For a language, the texts of some scenarios with what they are in it."""
_translations: Translations | None = None
_texts: Mapping[str, str] = {}


def use(language: str) -> None:
    """Speak this language from now on; English where a translation is missing."""
    global _catalogue, _texts
    _catalogue, _texts = catalogue(language), _translations(language or ENGLISH) if _translations else {}


def tell(translations: Translations) -> None:
    """Speak of these scenarios from now on."""
    global _translations, _texts
    _translations, _texts = translations, translations(language())


@lru_cache(maxsize=8)
def catalogue(language: str) -> _gettext.NullTranslations:
    """The translations of a language; empty where there are none."""
    return _gettext.translation("multivector", LOCALES, [language], fallback=True)


def languages() -> list[tuple[str, str]]:
    """Every language that there is a catalogue of: its code, and its own name for itself."""
    codes = sorted(file.parent.parent.name for file in LOCALES.glob("*/LC_MESSAGES/multivector.mo"))
    return [("", "English"), *((code, catalogue(code).info().get("x-language", code)) for code in codes)]


def language() -> str:
    """The code of the language that is spoken."""
    return _catalogue.info().get("language", ENGLISH)


def _(message: str) -> str:
    """The message in the player's language: one of the game's own, or a text of a scenario that is spoken of."""
    said = _catalogue.gettext(message) if message else ""
    return _texts.get(message, said) if said == message else said


def n_(one: str, many: str, count: int) -> str:
    """The message with the right plural, `{n}` filled in."""
    return _catalogue.ngettext(one, many, count).format(n=count)


def number(value: float) -> str:
    """A whole number with a true minus sign."""
    whole = round(value)
    return f"{MINUS}{-whole}" if whole < 0 else str(whole)


def signed(value: float) -> str:
    """A change: always with its sign, and a plain 0 when nothing moved."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else number(whole)


def amount(value: float) -> str:
    """A number with one decimal where it needs one."""
    short = round(value, 1)
    if short == round(short):
        return number(short)
    return figures(f"{short:.1f}")


def figures(written: str) -> str:
    """A number as Python writes it, with a true minus sign and the decimal mark of the language."""
    return written.replace("-", MINUS).replace(".", _catalogue.info().get("x-decimal", "."))


def gained(value: float) -> str:
    """A change with one decimal where it needs one, and always with its sign."""
    return ("+" if value > 0 else "") + amount(value)


def capitalised(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def joined(names: list[str] | tuple[str, ...]) -> str:
    """Names in a row: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
