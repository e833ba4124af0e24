"""Saves: short texts that hold a whole game, and sentences for what cannot be read."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from game.match import Match
from game.model.orders import IllegalOrder, Order
from game.save import HEADER, SaveError, parse_save, read_save, save_text, write_save
from game.scenario.load import load_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def played() -> Match:
    match, luck = Match(strategies.scenario(26), seed=9), Random(3)
    for _ in range(len(match.turns) - 1):
        for seat, orders in strategies.sheets(match.rulebook, match.world, luck).items():
            match.submit(seat, orders, match.turn)
        match.resolve()
    match.submit(match.seats[0], (), match.turn)
    return match


def test_a_save_is_text_and_reads_back() -> None:
    """The text of a save reads back to the same text."""
    text = save_text(played().saved())
    assert save_text(parse_save(text)) == text
    assert text.startswith(HEADER)
    assert text.endswith("\nend\n")


def test_a_save_holds_every_order_in_a_line_of_its_own() -> None:
    """Each order of each sheet stands in the save as its text; a sheet without orders is a pass."""
    match = played()
    lines = save_text(match.saved()).split("\n")
    for sheets in match.played:
        for seat, orders in sheets.items():
            assert all(str(order) in lines for order in orders)
            assert orders or f"{seat}: pass" in lines


def test_a_save_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Writing over a save leaves no other file behind, and a failed write leaves the old one."""
    path = tmp_path / "deep" / "a.save"
    write_save(path, "old\n")
    write_save(path, "new\n")
    assert path.read_text() == "new\n"
    assert [p.name for p in path.parent.iterdir()] == ["a.save"]
    with pytest.raises(OSError, match=r".*"):
        write_save(path / "under-a-file", "x")
    assert path.read_text() == "new\n"


def test_a_save_of_a_variant_is_played_with_it(tmp_path: Path) -> None:
    """A game of a variant is saved and loaded as that variant."""
    scenario = load_scenario(SCENARIOS / "astana.toml")
    variant = load_scenario(SCENARIOS / "astana.toml", scenario.variant[0].id if scenario.variant else "prime-minister-comes")
    match = Match(variant, seed=1)
    match.save(tmp_path / "v.save")
    loaded = Match.load(tmp_path / "v.save")
    assert loaded.digest() == match.digest()
    assert loaded.scenario.origin is not None
    assert loaded.scenario.origin.variant == variant.origin.variant  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.replace(HEADER, "a shopping list"), "not a save"),
        (lambda t: t.replace(f"{HEADER} 1", f"{HEADER} 7"), "newer version"),
        (lambda t: t[: len(t) // 2], "end is missing"),
        (lambda t: t.replace("seed 9", "seed nine"), "damaged"),
        (lambda t: t.replace("seed 9", "luck 9"), "damaged"),
        (lambda t: t.replace("turn 1", "spin 1"), "damaged"),
        (lambda t: t.replace('title = "Random"', 'title = "Rendom"'), "damaged"),
        (lambda t: t.replace('title = "Random"', "title = 5"), "refuses|damaged"),
        (lambda t: "", "not a save"),
    ],
)
def test_a_damaged_save_is_refused_with_a_sentence(tmp_path: Path, change: object, says: str) -> None:
    """Whatever is wrong with a save is said in one sentence that names the file."""
    path = tmp_path / "game.save"
    path.write_text(change(save_text(played().saved())))  # type: ignore[operator]
    with pytest.raises(SaveError, match=says) as refused:
        read_save(path)
    assert "game.save" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    """A file that is not text, a folder, and a missing file are refused as such."""
    (tmp_path / "b.save").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "b.save", tmp_path, tmp_path / "none.save"):
        with pytest.raises(SaveError):
            read_save(path)


@given(st.data())
def test_any_damage_is_told_and_nothing_else_breaks(data: st.DataObject) -> None:
    """Cutting out, doubling or swapping any lines of a save leads to a game, or to a refusal; never to a crash."""
    lines = save_text(played().saved()).split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(at, min(len(lines), at + 3)))
    with_ = data.draw(
        st.sampled_from([[], ["end"], [lines[0]], ["turn 1"], ["open 1"], ["file 3 x"], ["file 9999 x"], ["x: y z"], [""]])
    )
    try:
        Match.replay(parse_save("\n".join(lines[:at] + with_ + lines[end:])))
    except (SaveError, IllegalOrder):
        return


@given(st.text(alphabet="abc: 1x-\n", max_size=30))
def test_any_text_is_an_order_or_is_refused(text: str) -> None:
    """Reading any text as an order gives an order whose own text reads back the same, or a refusal that quotes it."""
    try:
        order = Order.parse(text)
    except IllegalOrder:
        with pytest.raises(IllegalOrder, match=re.escape(repr(text))):
            Order.parse(text)
        return
    assert Order.parse(str(order)) == order
