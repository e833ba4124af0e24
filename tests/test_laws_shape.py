"""Laws on the shape of things: values stay inside their scales, relations stay symmetric, cells that are not free stay put."""

from __future__ import annotations

import attrs
import numpy as np
from hypothesis import given
from strategies import Played, games

from game.model.world import ARRAYS


@given(games())
def test_l1_values_stay_inside_and_finite(played: Played) -> None:
    """L1: in any legal game of any scenario every array is finite and every value lies inside its open interval."""
    for world in played.worlds:
        arrays = {name: getattr(world, name) for name in ARRAYS}
        assert all(np.isfinite(array).all() for array in arrays.values())
        assert all((np.abs(np.tanh(arrays[name])) < 1.0).all() for name in ("stance", "anchor", "bonds"))
        for name in ("tracks", "welfare", "dependency", "wording"):
            value = 1.0 / (1.0 + np.exp(-arrays[name]))
            assert ((value > 0.0) & (value < 1.0)).all()
        assert ((world.credibility > 0.0) & (world.credibility < 1.0)).all()


@given(games())
def test_l10_relations_stay_symmetric_and_pinned_cells_stay(played: Played) -> None:
    """L10: relations stay symmetric with a zero diagonal, and cells that are not free never move."""
    first, pinned = played.worlds[0], ~played.book.free
    for world in played.worlds:
        assert np.array_equal(world.affinity, world.affinity.transpose(0, 2, 1))
        assert not world.affinity[:, np.arange(world.affinity.shape[1]), np.arange(world.affinity.shape[1])].any()
        assert np.array_equal(world.stance[:, pinned], first.stance[:, pinned])
        assert np.array_equal(world.anchor[:, pinned], first.anchor[:, pinned])


@given(games())
def test_l11_books_balance_in_whole_numbers(played: Played) -> None:
    """L11: start + income + effects on capital - spent = end, in whole numbers that are never negative."""
    for before, after, turn in zip(played.worlds, played.worlds[1:], played.turns, strict=False):
        accounts = turn.accounts
        assert all(getattr(accounts, field.name).dtype == np.int64 for field in attrs.fields(type(accounts)))
        assert np.array_equal(before.capital + accounts.income + accounts.gained - accounts.spent, after.capital)
        assert (after.capital >= 0).all()
        assert (after.capital <= np.maximum(played.book.cap, before.capital - accounts.spent)).all()
        assert all((getattr(accounts, name) >= 0).all() for name in ("spent", "gained", "income", "pending"))
