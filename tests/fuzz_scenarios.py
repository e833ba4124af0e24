"""Breaks valid scenario files by bytes, tokens, values and structure, and looks at what the check makes of them.

    python tests/fuzz_scenarios.py --cases 20000 --seed 1      tell what came of so many cases
    python tests/fuzz_scenarios.py --seed 1 --case 4711        write this one to stdout

Every case is a function of its seed and number. A case fails if the check raises anything, takes longer than LONGEST,
finds nothing and gives no scenario, or if a scenario that it passes cannot be played.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import attrs
from scenario_texts import SMALL
from strategies import Maker, text_of

from game.match import Match
from game.paths import scenarios_folder
from game.scenario.load import load_scenario
from game.scenario.report import FileReport, as_github, as_json, as_text, check_file

LONGEST = 20
"""Seconds on the clock for one case; the longest honest one takes half a second of processor time."""
PLAYED = 3
"""Of so many files that pass, one is played."""
RARE = {"first-steps": 100, "astana": 1000}
"""A shipped scenario is large: one case in so many begins with it."""

NASTY_BYTES = [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xfe\xff", b"\r", b"\n", b"\x1b[31m", b"\xed\xa0\x80", b"\xe2\x80\xae", b"'"]
NASTY_TOKENS = ["[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "=", ",", ".", "#", "\n", "-", "+", "_", "\u201c", "\u202e"]
NASTY_VALUES = [
    *["0", "-1", "1e400", "nan", "-inf", "1_000", "0x1f", "9" * 40, "0.1", "98.5", "true", "2024-01-01", "10:00:00"],
    *['""', '"lake"', '"self"', '"target"', '"powers"', '"\\u0000"', '"{turn} %s <b>"', '"' + "x" * 3000 + '"'],
    *["[]", "{}", "[[]]", "[{}]", '["lake", "lake"]', "{a = {}}", "[" * 60 + "]" * 60, '{any = [{}], not = {}}'],
]
TOKEN = re.compile(r"""\"(?:\\.|[^"\\\n])*\"|[\w.-]+|\s+|.""")
BARE = re.compile(r"[\w-]+", re.ASCII)
VALUE = re.compile(r"""(?<=[=,\[])\s*(\"(?:\\.|[^"\\\n])*\"|[\w.+-]+)""")


@attrs.frozen
class Case:
    """One broken file, and how it was made."""

    number: int
    way: str
    data: bytes


@attrs.frozen
class Result:
    """What came of a case: what was found, the processor time it took, whether it was played, and what went wrong."""

    case: Case
    codes: tuple[str, ...]
    seconds: float
    played: bool
    failure: str = ""


@lru_cache(maxsize=64)
def valid(name: str) -> str:
    """The text of a valid scenario: a shipped one, the small one, or the random one of a seed."""
    if name in RARE:
        return (scenarios_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return SMALL if name == "small" else text_of(Maker(int(name), 0.05).tree())


def make(seed: int, number: int) -> Case:
    """The case of this number."""
    luck = Random(f"{seed}|{number}")
    rare = [name for name, often in RARE.items() if not luck.randrange(often)]
    text = valid(rare[0] if rare else luck.choice(["small", str(luck.randrange(16)), str(luck.randrange(16))]))
    way = luck.choice(list(WAYS))
    data = text.encode()
    for _ in range(luck.choice((1, 1, 1, 2, 5))):
        data = WAYS[way](data, luck)
    return Case(number, way, data)


def _bytes(data: bytes, luck: Random) -> bytes:
    start = luck.randrange(len(data) + 1)
    end = start + luck.choice((0, 0, 1, 1, 2, 30, 3000))
    piece = luck.choice([b"", luck.choice(NASTY_BYTES), luck.randbytes(luck.randint(1, 4)), data[start:end] * 2])
    return data[:start] + piece + data[end:]


def _tokens(data: bytes, luck: Random) -> bytes:
    tokens = TOKEN.findall(data.decode(errors="replace"))
    if not tokens:
        return data
    one, other = luck.randrange(len(tokens)), luck.randrange(len(tokens))
    change = luck.choice(("cut", "swap", "copy", "nasty", "twice"))
    if change == "swap":
        tokens[one], tokens[other] = tokens[other], tokens[one]
    else:
        new = {"cut": "", "copy": tokens[other], "nasty": luck.choice(NASTY_TOKENS), "twice": tokens[one] * 2}
        tokens[one] = new[change]
    return "".join(tokens).encode(errors="replace")


def _values(data: bytes, luck: Random) -> bytes:
    text = data.decode(errors="replace")
    places = [found.span(1) for found in VALUE.finditer(text)]
    if not places:
        return data
    (start, end), (first, last) = luck.choice(places), luck.choice(places)
    new = luck.choice([luck.choice(NASTY_VALUES), luck.choice(NASTY_VALUES), text[first:last], str(luck.randint(-100, 100))])
    return (text[:start] + new + text[end:]).encode()


def _structure(data: bytes, luck: Random) -> bytes:
    try:
        tree = tomllib.loads(data.decode())
    except ValueError:
        return data
    holders = [holder for holder in _holders(tree) if holder]
    if not holders:
        return data
    one, other = luck.choice(holders), luck.choice(holders)
    key, source = luck.choice(_keys(one)), other[luck.choice(_keys(other))]
    change = luck.choice(("drop", "copy", "wrap", "deepen", "rename", "double", "flatten"))
    if change == "drop":
        del one[key]
    elif change == "rename" and isinstance(one, dict):
        one[luck.choice(["when", "effects", "id", "on", "extends", "uses", key + "x", luck.choice("abc")])] = one.pop(key)
    elif change == "double" and isinstance(one, list):
        one.append(one[key])
    else:
        value = one[key]
        flat = next(iter(value.values()), 0) if isinstance(value, dict) else value[0] if isinstance(value, list) and value else 1
        one[key] = {"copy": json_like(source), "wrap": [value], "deepen": {"not": value}}.get(change, flat)
    return _toml(tree, top=True).encode()


WAYS: dict[str, Callable[[bytes, Random], bytes]] = {
    "bytes": _bytes, "tokens": _tokens, "values": _values, "structure": _structure,
}


def json_like(value: Any) -> Any:
    """A copy that shares nothing with the original."""
    if isinstance(value, dict):
        return {key: json_like(inner) for key, inner in value.items()}
    return [json_like(inner) for inner in value] if isinstance(value, list) else value


def _holders(value: Any) -> Iterator[Any]:
    """All tables and lists of a tree."""
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


def _keys(holder: Any) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


def _toml(value: Any, top: bool = False) -> str:
    if isinstance(value, dict):
        pairs = [f"{key if BARE.fullmatch(key) else json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()]
        return "\n".join(pairs) + "\n" if top else "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, (bool, str)):
        return json.dumps(value)
    return str(value)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in what takes longer, where the system can."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    old = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def run(case: Case, folder: Path) -> Result:
    """Checks a case, writes its report in every form, and plays a turn of some that pass."""
    path = folder / "case.toml"
    path.write_bytes(case.data)
    begin, codes, played = time.process_time(), (), False
    try:
        with time_limit(LONGEST):
            report = check_file(path)
            codes = tuple(problem.code for problem in report.problems)
            told = [as_text([report]), as_json([report]), as_github([report])]
            assert all(isinstance(text, str) for text in told)
            played = not report.errors and not case.number % PLAYED
            if played:
                play(path, case.number)
    except Exception:
        return Result(case, codes, time.process_time() - begin, played, traceback.format_exc())
    return Result(case, codes, time.process_time() - begin, played, "" if sound(report) else "a problem without a place")


def sound(report: FileReport) -> bool:
    """Whether problems stand in the file, in sequence, and say something."""
    places = [(p.file, p.line, p.column) for p in report.problems]
    return places == sorted(places) and all(p.line > 0 and p.column > 0 and p.message for p in report.problems)


def play(path: Path, seed: int) -> None:
    """A turn in which nobody orders anything."""
    match = Match(load_scenario(path), seed=seed)
    match.resolve()
    match.digest()


def results(seed: int, numbers: range) -> Iterator[Result]:
    """What came of each case."""
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            yield run(make(seed, number), Path(folder))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="write this case to stdout instead")
    asked = parser.parse_args()
    if asked.case is not None:
        sys.stdout.buffer.write(make(asked.seed, asked.case).data)
        return 0
    codes, ways, passed, played, times, failures = Counter[str](), Counter[str](), 0, 0, [], 0
    for result in results(asked.seed, range(asked.first, asked.first + asked.cases)):
        codes.update(set(result.codes))
        ways[result.case.way] += 1
        passed += not result.codes
        played += result.played
        times.append((result.seconds, result.case.number))
        if result.failure:
            failures += 1
            print(f"--seed {asked.seed} --case {result.case.number} ({result.case.way}):\n{result.failure}")
    times.sort()
    print(f"seed {asked.seed}: {len(times)} cases ({', '.join(f'{way} {n}' for way, n in sorted(ways.items()))})")
    print(f"{failures} failed, {passed} passed without a word, {played} played")
    print(", ".join(f"{code} {n}" for code, n in codes.most_common()))
    spots = {"median": 0.5, "99 %": 0.99, "worst": 1.0}
    print("; ".join(f"{name} {1000 * times[int(part * (len(times) - 1))][0]:.0f} ms" for name, part in spots.items()),
          f"(case {times[-1][1]}), {sum(seconds for seconds, _ in times):.0f} s in all")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
