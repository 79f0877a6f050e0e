"""Writes `assets/world/world.msgpack` from Natural Earth's 1:50m countries.

    npm pack world-atlas@2
    python assets/build_world.py world-atlas-2.0.2.tgz

Borders are shared arcs in TopoJSON; each arc is projected (Equal Earth) and simplified once, so
neighbours still fit. Territories that Natural Earth draws inside another country get their own ISO
code back; places whose status has no code of its own are kept as shapes without one.
"""

from __future__ import annotations

import json
import math
import sys
import tarfile
from array import array
from collections import defaultdict
from heapq import heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Any

import iso3166
import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eoc_app.desktop.overview.equal_earth import KM_PER_UNIT, project

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]

TARGET = Path(__file__).resolve().parent / "world" / "world.msgpack"
TOLERANCE = 5.0 / KM_PER_UNIT
LEAST_RING_KM2 = 60.0
# Below this a country is a speck on a map of the world: it gets a dot as well.
DOT_BELOW_KM2 = 25_000.0
LEFT_OUT = {"AQ"}
# Territories with a code of their own inside a country of Natural Earth: west, south, east, north.
PARTS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "FR": {
        "GF": (-55, 1, -51, 7),
        "GP": (-62, 15.7, -60.9, 16.7),
        "MQ": (-61.4, 14.2, -60.6, 15.1),
        "RE": (55, -22, 56, -20.5),
        "YT": (44.8, -13.2, 45.5, -12.4),
    },
    "NO": {"SJ": (-10, 70.5, 35, 81.5), "BV": (2, -55, 4, -54)},
    "NL": {"BQ": (-69, 11.8, -62, 18)},
    "NZ": {"TK": (-173, -10, -171, -8)},
    "IO.": {"CX": (105, -11, 106, -10), "CC": (96, -13, 97.5, -11)},
    # Claimed and held by different states: drawn without a code.
    "RU": {"": (32.3, 44.3, 36.7, 46.3)},
}
NO_CODE = {"Kosovo": "XK", "Indian Ocean Ter.": "IO.", "Somaliland": "", "N. Cyprus": ""}
NO_CODE |= {"Siachen Glacier": ""}
# Where 1:50m has nothing, or the largest island is not where people live.
DOTS = {
    "BQ": (-68.27, 12.18),
    "BV": (3.4, -54.4),
    "CC": (96.83, -12.17),
    "CX": (105.63, -10.45),
    "FM": (158.2, 6.9),
    "GI": (-5.35, 36.14),
    "GP": (-61.55, 16.2),
    "KI": (173.0, 1.4),
    "MH": (171.2, 7.1),
    "MQ": (-61.02, 14.65),
    "RE": (55.53, -21.12),
    "SJ": (15.6, 78.2),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.52),
    "UM": (166.63, 19.3),
    "YT": (45.15, -12.82),
}


def decode(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def join(indexes: list[int], arcs: list[Ring]) -> Ring:
    """The ring of arcs that TopoJSON lists; a negative index is an arc read backwards."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def simplify(points: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker of an arc in degrees, measured in units on the map.

    A closed arc is split at the point farthest from its start.
    """
    on_map = [project(x, y) for x, y in points]
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(on_map[0], on_map[i]))
        if far == 0:
            return points[:1]
        return simplify(points[: far + 1], tolerance)[:-1] + simplify(points[far:], tolerance)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, 0
        for i in range(first + 1, last):
            off = from_segment(on_map[i], on_map[first], on_map[last])
            if off > worst:
                worst, at = off, i
        if worst > tolerance:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def from_segment(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if not length else ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
    t = min(1.0, max(0.0, t))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def area(ring: Ring) -> float:
    """In square units, of an equal-area projection."""
    closed = [*ring, ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def depth(point: Point, polygon: Polygon) -> float:
    """Distance to the nearest edge, negative outside."""
    inside, nearest = False, math.inf
    x, y = point
    for ring in polygon:
        for a, b in pairwise([*ring, ring[0]]):
            if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
                inside = not inside
            nearest = min(nearest, from_segment(point, a, b))
    return nearest if inside else -nearest


def label_point(polygon: Polygon) -> Point:
    """The interior point farthest from every edge (pole of inaccessibility), by quartering."""
    xs, ys = [p[0] for p in polygon[0]], [p[1] for p in polygon[0]]
    west, east, north, south = min(xs), max(xs), min(ys), max(ys)
    half = max(1.0, min(east - west, south - north) / 2)
    cells: list[tuple[float, float, Point, float]] = []

    def add(at: Point, size: float) -> float:
        here = depth(at, polygon)
        heappush(cells, (-(here + size * math.sqrt(2)), here, at, size))
        return here

    best, where = -math.inf, (xs[0], ys[0])
    x = west
    while x < east:
        y = north
        while y < south:
            add((x + half, y + half), half)
            y += 2 * half
        x += 2 * half
    precision = max(1.0, (east - west) / 100)
    while cells:
        promise, here, at, size = heappop(cells)
        if here > best:
            best, where = here, at
        if -promise - best <= precision:
            break
        for dx in (-0.5, 0.5):
            for dy in (-0.5, 0.5):
                add((at[0] + dx * size, at[1] + dy * size), size / 2)
    return where


def part_of(code: str, outline: Ring) -> str:
    """The code of the territory whose box holds the whole ring (in degrees), else the country's."""
    for part, (west, south, east, north) in PARTS.get(code, {}).items():
        if all(west <= x <= east and south <= y <= north for x, y in outline):
            return part
    return code


def polygons(topology: dict[str, Any]) -> dict[str, list[Polygon]]:
    """Polygons in units by code; "" holds what has no code."""
    degrees = [unwrapped(arc) for arc in decode(topology)]
    simple = [simplify(arc, TOLERANCE) for arc in degrees]
    found: dict[str, list[Polygon]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.get("id")
        name = geometry["properties"]["name"]
        code = iso3166.countries_by_numeric[number].alpha2 if number else NO_CODE[name]
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for rings in shapes:
            whose = part_of(code, join(rings[0], degrees))
            if whose not in LEFT_OUT:
                found[whose] += cut([fitted(ring, simple, degrees) for ring in rings])
    if "IO." in found:
        sys.exit("an island of the Indian Ocean Territories lies in no box of PARTS")
    return found


def fitted(indexes: list[int], simple: list[Ring], degrees: list[Ring]) -> Ring:
    """The simplified ring, or the whole one of an islet that simplifying would flatten."""
    ring = join(indexes, simple)[:-1]
    return unwrapped(ring if len(ring) >= 3 else join(indexes, degrees)[:-1])


def unwrapped(points: Ring) -> Ring:
    """Longitudes without the jump from 180 to -180, so that they may pass 180."""
    result = points[:1]
    for x, y in points[1:]:
        before = result[-1][0]
        result.append((x + 360 * round((before - x) / 360), y))
    return result


def cut(polygon: Polygon) -> list[Polygon]:
    """The polygon on the map, in two where it crosses the edge of the map."""
    xs = [x for x, _ in polygon[0]]
    turn = 360 * round((min(xs) + max(xs)) / 720)
    rings = [[(x - turn, y) for x, y in ring] for ring in polygon]
    pieces = []
    for shift in (-360, 0, 360):
        moved = [clipped([(x + shift, y) for x, y in ring]) for ring in rings]
        if len(moved[0]) >= 3:
            pieces.append([[project(x, y) for x, y in ring] for ring in moved if len(ring) >= 3])
    return pieces


def clipped(ring: Ring) -> Ring:
    """The part of the ring between 180 west and 180 east (Sutherland-Hodgman)."""
    for edge, side in ((-180.0, 1), (180.0, -1)):
        kept: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            a_in, b_in = (a[0] - edge) * side >= 0, (b[0] - edge) * side >= 0
            if a_in:
                kept.append(a)
            if a_in != b_in:
                share = (edge - a[0]) / (b[0] - a[0])
                kept.append((edge, a[1] + share * (b[1] - a[1])))
        ring = kept
        if not ring:
            break
    return ring


def packed(ring: Ring) -> bytes:
    """Little-endian int16: x0 y0 x1 y1 …"""
    flat = array("h", [round(v) for point in ring for v in point])
    if sys.byteorder == "big":
        flat.byteswap()
    return flat.tobytes()


def main() -> None:
    with tarfile.open(sys.argv[1]) as archive:
        member = archive.extractfile("package/countries-50m.json")
        if member is None:
            sys.exit("the archive has no countries-50m.json")
        topology = json.load(member)
    shapes: dict[str, list[bytes]] = {}
    labels: dict[str, Point] = {}
    areas: dict[str, float] = {}
    dots = {code: project(*place) for code, place in DOTS.items()}
    nameless: list[bytes] = []
    points = 0
    for code, found in sorted(polygons(topology).items()):
        km2 = {id(p): area(p[0]) * KM_PER_UNIT**2 for p in found}
        found.sort(key=lambda p: -km2[id(p)])
        kept = found[:1] + [p for p in found[1:] if km2[id(p)] >= LEAST_RING_KM2]
        rings = [ring for polygon in kept for ring in polygon]
        points += sum(map(len, rings))
        if not code:
            nameless += map(packed, rings)
            continue
        shapes[code] = [packed(ring) for ring in rings]
        labels[code] = label_point(found[0])
        areas[code] = round(sum(km2.values()))
        if areas[code] < DOT_BELOW_KM2:
            dots.setdefault(code, labels[code])
    labels |= {code: dots[code] for code in DOTS}
    lacking = {c.alpha2 for c in iso3166.countries} - set(labels) - LEFT_OUT
    if lacking:
        sys.exit(f"neither a shape nor a dot for {sorted(lacking)}")
    world = {
        "source": "Natural Earth 1:50m by world-atlas 2",
        "km_per_unit": KM_PER_UNIT,
        "shapes": shapes,
        "nameless": nameless,
        "labels": {code: [round(x), round(y)] for code, (x, y) in sorted(labels.items())},
        "dots": {code: [round(x), round(y)] for code, (x, y) in sorted(dots.items())},
        "areas_km2": areas,
    }
    TARGET.write_bytes(msgspec.msgpack.encode(world))
    print(f"{len(shapes)} shapes, {len(dots)} dots, {points} points, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
