"""Makes assets/map/world.npz from Natural Earth's countries (public domain), as the npm package world-atlas carries them.

    python tools/build_map.py [countries-50m.json]

Without a path the package is fetched by `npm pack`. Borders are simplified once, arc by arc, so that neighbours still share
them. Natural Earth draws lines as they are held; where the General Assembly of the United Nations has voted, `MOVED` follows
it, and `DASHED` names the lands whose lines between each other, within a box, are drawn dashed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TARGET = Path(__file__).resolve().parents[1] / "assets" / "map" / "world.npz"
PACKAGE, MEMBER = "world-atlas@2.0.2", "package/countries-50m.json"
POINTS = 15_000
FULL = 32_767
LEAST_ISLAND = 4e-6
"""Islands smaller than this, in steradians (about 160 square kilometres), are left out unless they are all of a land."""

MOVED = {
    "Crimea": ("Russia", (34.1, 45.2), "Ukraine"),  # resolution 68/262 of 27 March 2014
    "northern Cyprus": ("N. Cyprus", None, "Cyprus"),  # resolution 37/253 of 13 May 1983
}
"""What is moved: the land that Natural Earth draws it in, a point in the piece (all of the land without one), its land."""
DASHED = {"India", "Pakistan", "China", "Siachen Glacier"}
KASHMIR = (72.5, 32.2, 80.5, 37.2)
COAST, BORDER, UNSETTLED, INSIDE = range(4)


@attrs.define
class Land:
    """One land: its ISO 3166 number (empty if it has none), its name, its polygons as rings of arcs."""

    iso: str
    name: str
    polygons: list[list[list[int]]]


def main(arguments: list[str]) -> None:
    """Read, correct, simplify and write."""
    text = Path(arguments[0]).read_text(encoding="utf-8") if arguments else fetched()
    save(pack(json.loads(text)), TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB")


def fetched() -> str:
    """The countries out of the package, by npm."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile(MEMBER)
            assert member is not None
            return member.read().decode("utf-8")


def pack(topology: dict[str, Any]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the asset."""
    arcs, lands = arcs_of(topology), lands_of(topology)
    open_pole(lands, arcs)
    correct(lands, arcs)
    split_at_box(lands, arcs)
    drop_islands(lands, arcs)
    kinds = kinds_of(lands, arcs)
    return arrays(lands, arcs, simplified(arcs, least_points(lands, arcs), kinds), kinds)


def arcs_of(topology: dict[str, Any]) -> list[Floats]:
    """Each arc as degrees east and north."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def lands_of(topology: dict[str, Any]) -> list[Land]:
    """Every land, by name."""
    lands = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        lands.append(Land(shape.get("id") or "", shape["properties"]["name"], [list(map(list, p)) for p in polygons]))
    return sorted(lands, key=lambda land: land.name)


def open_pole(lands: list[Land], arcs: list[Floats]) -> None:
    """Natural Earth bounds Antarctica by the pole and makes its coast a hole in that; the coast alone is its ring."""
    for land in lands:
        land.polygons = [p[1:] if line(p[0], arcs)[:, 1].max() < -89.9 else p for p in land.polygons]


def correct(lands: list[Land], arcs: list[Floats]) -> None:
    """Give the pieces of `MOVED` to the land that they belong to."""
    named = {land.name: land for land in lands}
    for held, point, owner in MOVED.values():
        polygons = named[held].polygons
        moved = [p for p in polygons if point is None or inside(line(p[0], arcs), point)]
        assert moved, f"nothing of {held} lies at {point}"
        named[held].polygons = [p for p in polygons if p not in moved]
        named[owner].polygons += moved
    lands[:] = [land for land in lands if land.polygons]


def line(ring: Iterable[int], arcs: list[Floats]) -> Floats:
    """The points of a ring; a negative number is an arc walked backwards."""
    return np.concatenate([(arcs[i] if i >= 0 else arcs[~i][::-1])[:-1] for i in ring])


def inside(ring: Floats, point: tuple[float, float]) -> bool:
    """Whether a point lies in a ring, by the crossings of a line to the east."""
    x, y = ring.T
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    crosses = (y > point[1]) != (y2 > point[1])
    where = x + (point[1] - y) * (x2 - x) / np.where(y2 == y, 1, y2 - y)
    return bool((crosses & (point[0] < where)).sum() % 2)


def split_at_box(lands: list[Land], arcs: list[Floats]) -> None:
    """Cut the arcs of `DASHED` lands where they leave the box, so that each piece is dashed or not."""
    pieces: dict[int, list[int]] = {}
    for index in sorted({index for land in lands if land.name in DASHED for index in used(land)}):
        turns = np.flatnonzero(np.diff(in_box(arcs[index]))) + 1
        if len(turns):
            parts = [arcs[index][a : b + 1] for a, b in zip([0, *turns], [*turns, len(arcs[index]) - 1], strict=True) if a < b]
            pieces[index] = [index, *range(len(arcs), len(arcs) + len(parts) - 1)]
            arcs[index] = parts[0]
            arcs.extend(parts[1:])
    for land in lands:
        land.polygons = [[list(spread(ring, pieces)) for ring in polygon] for polygon in land.polygons]


def in_box(points: Floats) -> npt.NDArray[np.bool_]:
    """Which points lie in the box of Kashmir."""
    west, south, east, north = KASHMIR
    x, y = points.T
    return (x > west) & (x < east) & (y > south) & (y < north)


def spread(ring: Iterable[int], pieces: dict[int, list[int]]) -> Iterator[int]:
    """A ring with cut arcs replaced by their pieces."""
    for i in ring:
        forward = pieces.get(i if i >= 0 else ~i, [i if i >= 0 else ~i])
        yield from forward if i >= 0 else [~j for j in reversed(forward)]


def used(land: Land) -> Iterator[int]:
    """The arcs of a land."""
    return (i if i >= 0 else ~i for polygon in land.polygons for ring in polygon for i in ring)


def drop_islands(lands: list[Land], arcs: list[Floats]) -> None:
    """Leave out polygons that nobody would see, never the largest of a land."""
    for land in lands:
        sizes = [area(line(polygon[0], arcs)) for polygon in land.polygons]
        land.polygons = [p for p, size in zip(land.polygons, sizes, strict=True) if size >= min(LEAST_ISLAND, max(sizes))]


def area(ring: Floats) -> float:
    """The size of a ring in steradians, of the smaller part of the sphere that it bounds."""
    east, north = np.radians(ring.T)
    steps = (np.roll(east, -1) - east + np.pi) % (2 * np.pi) - np.pi
    size = abs(float(np.dot(steps, 1 + (np.sin(north) + np.sin(np.roll(north, -1))) / 2)))
    return min(size, 4 * np.pi - size)


def kinds_of(lands: list[Land], arcs: list[Floats]) -> list[int | None]:
    """What each arc is: coast, border, a line that is not settled, or inside one land; None: of no land."""
    sides: dict[int, list[str]] = {}
    for land in lands:
        for index in used(land):
            sides.setdefault(index, []).append(land.name)
    return [kind_of(sides[i], arcs[i]) if i in sides else None for i in range(len(arcs))]


def kind_of(sides: list[str], arc: Floats) -> int:
    """What an arc between these lands is."""
    if len(sides) == 1:
        return COAST
    if sides[0] == sides[1]:
        return INSIDE
    return UNSETTLED if DASHED.issuperset(sides) and in_box(arc).mean() > 0.5 else BORDER


def least_points(lands: list[Land], arcs: list[Floats]) -> list[int]:
    """How many points of each arc must stay for every ring to keep three."""
    found = [2] * len(arcs)
    for ring in (ring for land in lands for polygon in land.polygons for ring in polygon):
        for i in ring:
            index = i if i >= 0 else ~i
            found[index] = max(found[index], {1: 4, 2: 3}.get(len(ring), 2))
    return found


def simplified(arcs: list[Floats], fewest: list[int], kinds: list[int | None]) -> list[Floats]:
    """The arcs with the points that matter most (Visvalingam and Whyatt 1993), about `POINTS` in all."""
    used_up = zip(arcs, fewest, kinds, strict=True)
    weights = [importance(arc, few) if kind is not None else np.zeros(0) for arc, few, kind in used_up]
    everything = np.sort(np.concatenate(weights))[::-1]
    least = everything[min(POINTS, len(everything) - 1)]
    return [arc[weight >= least] if len(weight) else arc[:0] for arc, weight in zip(arcs, weights, strict=True)]


def importance(arc: Floats, fewest: int) -> Floats:
    """For each point the size of the triangle that goes when it goes; ends and the fewest points stay."""
    spots, weight = on_sphere(arc), np.full(len(arc), np.inf)
    left = list(range(len(arc)))
    sizes = {b: triangle(spots, a, b, c) for a, b, c in zip(left, left[1:], left[2:], strict=False)}
    most = 0.0
    while len(left) > fewest:
        at = min(range(1, len(left) - 1), key=lambda k: sizes[left[k]])
        most = weight[left[at]] = max(most, sizes[left[at]])
        del left[at]
        for k in (at - 1, at):
            if 0 < k < len(left) - 1:
                sizes[left[k]] = triangle(spots, left[k - 1], left[k], left[k + 1])
    return weight


def on_sphere(points: Floats) -> Floats:
    """Degrees east and north as unit vectors."""
    east, north = np.radians(points.T)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)


def triangle(spots: Floats, a: int, b: int, c: int) -> float:
    """The size of a small triangle on the sphere."""
    (x1, y1, z1), (x2, y2, z2) = (spots[b] - spots[a]).tolist(), (spots[c] - spots[a]).tolist()
    return float(((y1 * z2 - z1 * y2) ** 2 + (z1 * x2 - x1 * z2) ** 2 + (x1 * y2 - y1 * x2) ** 2) ** 0.5) / 2


def arrays(lands: list[Land], arcs: list[Floats], fewer: list[Floats], kinds: list[int | None]) -> dict[str, npt.NDArray[Any]]:
    """Everything as arrays; larger rings come first, and a hole before the land that fills it."""
    place = {index: k for k, index in enumerate(i for i, kind in enumerate(kinds) if kind is not None)}
    kept = [fewer[index] for index in place]
    rings = [(k, hole > 0, ring) for k, land in enumerate(lands) for p in land.polygons for hole, ring in enumerate(p)]
    rings.sort(key=lambda found: -area(line(found[2], arcs)) * (1.0001 if found[1] else 1.0))
    steps = [[place[i] if i >= 0 else ~place[~i] for i in ring] for _, _, ring in rings]
    return {
        "points": np.rint(np.concatenate(kept) / (180, 90) * FULL).astype(np.int16),
        "arc_starts": np.cumsum([0, *map(len, kept)]).astype(np.int32),
        "arc_kinds": np.array([kinds[index] for index in place], np.uint8),
        "steps": np.array([i for ring in steps for i in ring], np.int16),
        "ring_starts": np.cumsum([0, *map(len, steps)]).astype(np.int32),
        "ring_lands": np.array([land for land, _, _ in rings], np.uint8),
        "ring_holes": np.array([hole for _, hole, _ in rings], np.bool_),
        "isos": letters(land.iso for land in lands),
        "names": letters(land.name for land in lands),
    }


def letters(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Words as the bytes of their lines."""
    return np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)


def save(content: dict[str, npt.NDArray[Any]], target: Path) -> None:
    """Write the asset; the same content gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez(target, allow_pickle=False, **content)


if __name__ == "__main__":
    main(sys.argv[1:])
