"""Orders: what one seat wants done, as a small value with one text form."""

from __future__ import annotations

import re

import attrs

from game.text import _

_LINE = re.compile(r"^\s*(?P<seat>[a-z0-9-]+)\s*:\s*(?P<rest>\S.*?)\s*$")
_LEVEL = re.compile(r"^x([1-9][0-9]?)$")


class IllegalOrder(Exception):
    """An order that cannot be given; `code` is stable, `sentence` is for people, `legal` is what could be.

    A sentence is made of a form, which is translated, and the parts that are put into it.
    """

    def __init__(self, code: str, form: str, legal: tuple[Order, ...] = (), **parts: object) -> None:
        sentence = _(form).format(**parts) if parts else form
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.legal = legal

    def __reduce__(self) -> tuple[type[IllegalOrder], tuple[str, str, tuple[Order, ...]]]:
        return type(self), (self.code, self.sentence, self.legal)


class StaleTurn(IllegalOrder):
    """A sheet that names a turn which is not the one being played."""


@attrs.frozen(cache_hash=True)
class Order:
    """One order of one seat; `rank` is set for requests and fall-backs, `inner` is what a fall-back does."""

    seat: str
    action: str
    target: str | None = None
    option: str | None = None
    level: int = 1
    rank: int | None = None
    inner: Order | None = None

    def __str__(self) -> str:
        return f"{self.seat}: {self.words()}"

    def words(self) -> str:
        """The text without the seat."""
        parts = [self.action]
        if self.rank is not None:
            parts.append(str(self.rank))
        if self.inner is not None:
            parts.append(self.inner.words())
        parts += [part for part in (self.target, self.option) if part is not None]
        if self.level != 1:
            parts.append(f"x{self.level}")
        return " ".join(parts)

    @property
    def done(self) -> Order:
        """The order that is carried out: a fall-back's inner order, otherwise itself."""
        return self if self.inner is None else self.inner

    @classmethod
    def parse(cls, text: str) -> Order:
        """Read the text form. Raises IllegalOrder when it has no such shape; ids are not looked up."""
        match = _LINE.match(text)
        if match is None:
            raise IllegalOrder("syntax", f"{text!r} is not an order; write 'seat: action [target] [option] [xN]'")
        return _from_words(match["seat"], match["rest"].split(), text)


def ranked(order: Order, rank: int | None) -> Order:
    """The order at another place of its list."""
    return order if order.rank == rank else attrs.evolve(order, rank=rank)


def _from_words(seat: str, words: list[str], text: str) -> Order:
    action, rest = words[0], words[1:]
    if action in ("request", "fallback"):
        return _ranked(seat, action, rest, text)
    level = 1
    if rest and (found := _LEVEL.match(rest[-1])):
        level, rest = int(found[1]), rest[:-1]
    if len(rest) > 2:
        raise IllegalOrder("syntax", f"{text!r} has too many words; write 'seat: action [target] [option] [xN]'")
    target, option = (*rest, None, None)[:2]
    return Order(seat, action, target, option, level)


def _ranked(seat: str, action: str, rest: list[str], text: str) -> Order:
    if len(rest) < 2 or not rest[0].isdigit() or not rest[0].isascii():
        raise IllegalOrder("syntax", f"{text!r} needs a number and a name, such as '{seat}: {action} 1 ...'")
    rank = int(rest[0])
    if action == "fallback":
        return Order(seat, action, rank=rank, inner=_from_words(seat, rest[1:], text))
    if len(rest) > 2:
        raise IllegalOrder("syntax", f"{text!r} has too many words; write '{seat}: request {rank} ACTOR'")
    return Order(seat, action, rest[1], rank=rank)
