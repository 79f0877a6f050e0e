"""The rows that tests/reference/surveillance.R wrote: what R says of made series."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
Floats = NDArray[np.float64]


def number(text: str) -> float:
    return float(text) if text not in {"", "NA"} else float("nan")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def series(name: str, column: str = "observed") -> dict[str, Floats]:
    """Every series of a file, as one row of an array."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows(name):
        found[row["series"]].append(number(row[column]))
    return {key: np.array([values]) for key, values in found.items()}


def grouped(name: str, *keys: str) -> dict[tuple[str, ...], list[dict[str, str]]]:
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows(name):
        found[tuple(row[key] for key in keys)].append(row)
    return found


def column(found: list[dict[str, str]], name: str) -> Floats:
    return np.array([number(row[name]) for row in found])
