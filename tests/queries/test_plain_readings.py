"""Readings by SQL are those by plain Python, over random series of every kind of signal."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import isclose
from typing import Any, Final

import pytest

from eoc_app.domain.risk.signal import Signal
from tests.queries.tables import Tables
from tests.reference.plain_reading import PlainReading

FIRST: Final = date(2023, 6, 1)
PLATFORMS: Final = ("facebook", "instagram", "whatsapp")
COUNTRIES: Final = ("KE", "UG")
Row = dict[str, Any]
Key = tuple[str, str]
Rhythms = Sequence[tuple[int, int]]
EVERY: Final[Rhythms] = (
    *((1, 1),) * 3, (7, 1), *((7, 7),) * 2, (30, 30), (28, 28), (43, 1), (91, 91),
)  # fmt: skip
"""Days from one figure to the next, with days that a figure covers."""
SPARSE: Final[Rhythms] = ((7, 1), (43, 1))
"""Single days far apart: what bears on a reading lies as far back as it can."""


def kinds() -> list[Signal]:
    """One signal of each kind: what is read with a figure, how long it is fresh, how it settles."""
    signals = Tables().catalogue.signals.values()
    kind = {
        (one.form, one.combine, one.window_days, one.fresh_days, one.settles_days, one.events): one
        for one in signals
    }
    return list(kind.values())


def _days(dice: random.Random, rhythms: Rhythms) -> Iterator[tuple[int, int]]:
    """Days of a series, counted from the first, and how long a period each figure has."""
    step, period = dice.choice(rhythms)
    is_slow = step > 7
    on = dice.randrange(60) + (0 if is_slow else 200)
    is_working_days = step == 1 and dice.random() < 0.3
    while on < 530:
        is_weekend = is_working_days and on % 7 > 4
        if not is_weekend and dice.random() > 0.06:
            yield on, period
        if dice.random() < 0.02:  # nothing comes for a while
            on += dice.choice((3, 11, 25, 80))
        if dice.random() < 0.05:  # a figure of another period, or the same days stated again
            yield on, dice.choice((1, 7, 30, 91, 120))
        on += step - (is_slow and dice.random() < 0.15)


def _figure(dice: random.Random, signal: Signal) -> Row:
    figure = float(dice.randrange(1, 4 if dice.random() < 0.2 else 40))
    cell = dice.choice(("observed",) * 12 + ("suppressed", "below_threshold"))
    is_observed = cell == "observed"
    row: Row = {
        "numerator": figure if is_observed else None,
        "numerator_lower": figure - 1 if is_observed and dice.random() < 0.9 else None,
        "numerator_upper": figure + 1 if is_observed and dice.random() < 0.9 else None,
        "cell": cell,
        "provenance": dice.choice(("published", "measured", "estimated", "synthetic")),
        "source_id": dice.randrange(1, 9),
    }
    is_ratio = signal.form in {"share", "hours"}
    whole = {
        "denominator": figure + dice.randrange(9),
        "denominator_lower": figure,
        "denominator_upper": figure + 9,
    }
    return row | {
        name: value if is_ratio and dice.random() < 0.95 else None for name, value in whole.items()
    }


def series(signal: Signal, country: str, dice: random.Random, rhythms: Rhythms) -> list[Row]:
    """What each of some platforms says, and what all of them together say, each key once."""
    rows: dict[tuple[Any, ...], Row] = {}
    rhythm = list(_days(dice, rhythms))
    for platform in (*PLATFORMS[: dice.choice((1, 1, 2, 3))], *["all"] * (dice.random() < 0.2)):
        own = list(_days(dice, rhythms)) if dice.random() < 0.2 else rhythm
        for number, period in own:
            if platform != "facebook" and dice.random() < 0.1:
                continue
            key = {
                "country_code": country,
                "signal": signal.name,
                "day": FIRST + timedelta(number),
                "period_days": period,
                "platform": platform,
            }
            usual = {"scope": "country", "row_count": 1} | key
            rows[tuple(key.values())] = usual | _figure(dice, signal)
    return list(rows.values())


def _stored(tables: Tables, rows: Sequence[Row]) -> None:
    """Rows of signal_day at once: one by one they would take seconds."""
    columns = tables.catalogue.schema["signal_day"].columns
    listed = (f"({', '.join(_literal(row[name]) for name in columns)})" for row in rows)
    tables.connection.execute(f"insert into signal_day values {', '.join(listed)}")


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, (int, float)) else f"'{value}'"


def differences(rows: Sequence[Row], wanted: dict[Key, Row]) -> dict[Key, Any]:
    """What differs between readings of SQL and of Python: what was read, what was wanted."""
    read = {(row["country_code"], row["signal"]): row for row in rows}
    return {
        key: [
            (name, row[name], own[name])
            for row, own in ((read[key], wanted[key]),)
            for name in own
            if not _alike(row[name], own[name])
        ]
        if key in read and key in wanted
        else f"{read.get(key)} for {wanted.get(key)}"
        for key in read.keys() | wanted.keys()
        if key not in read
        or key not in wanted
        or not all(_alike(read[key][name], value) for name, value in wanted[key].items())
    }


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-9)
    return one == other


class Made:
    """Random series of each kind of signal in some countries, in tables and for plain Python."""

    def __init__(self, seed: int, rhythms: Rhythms = EVERY) -> None:
        dice = random.Random(seed)  # noqa: S311
        self.tables = Tables()
        self.tables.method(level_days=7)
        self.signals = {signal.name: signal for signal in kinds()}
        self.rows = {
            (country, name): series(signal, country, dice, rhythms)
            for name, signal in self.signals.items()
            for country in COUNTRIES
        }
        _stored(self.tables, [row for rows in self.rows.values() for row in rows])
        self.since = FIRST + timedelta(dice.randrange(350, 400))
        self.until = self.since + timedelta(100)
        inside = dice.sample(range(1, 100), 7)
        self.days = [self.since, *(self.since + timedelta(one) for one in inside), self.until]

    def read(self, day: date, platforms: Sequence[str] = (*PLATFORMS, "all")) -> dict[Key, Row]:
        """The readings of a day by plain Python, as if there were these platforms only."""
        readings = {
            key: PlainReading(
                self.signals[key[1]], [row for row in rows if row["platform"] in platforms]
            ).on(day)
            for key, rows in self.rows.items()
        }
        return {key: row for key, row in readings.items() if row is not None}


@pytest.mark.parametrize("seed", range(2))
def test_that_readings_of_a_build_are_those_of_plain_python(seed: int) -> None:
    made = Made(seed)
    built: dict[date, list[Row]] = defaultdict(list)
    for row in made.tables.readings(str(made.since), str(made.until)):
        built[row["day"]].append(row)
    for day in made.days:
        assert differences(built[day], made.read(day)) == {}, day


@pytest.mark.parametrize("seed", range(8, 10))
def test_that_readings_of_a_first_day_are_those_of_plain_python(seed: int) -> None:
    made = Made(seed, SPARSE)
    for day in made.days[:8]:
        built = made.tables.readings(str(day), str(day))
        assert differences(built, made.read(day)) == {}, day


@pytest.mark.parametrize("seed", range(4, 6))
def test_that_readings_of_chosen_platforms_are_those_of_plain_python(seed: int) -> None:
    made = Made(seed)
    build = made.tables.catalogue.build["reading_day"].sql
    days = {"window_starts_on": min(made.days), "window_ends_on": max(made.days), "platforms": []}
    made.tables.answer(f"insert into reading_day by name select * from ({build})", days)
    for platforms in (["facebook"], ["instagram", "whatsapp"], ["all", "facebook"]):
        for day in made.days[:4]:
            rows = made.tables.chosen_readings(str(day), platforms)
            assert differences(rows, made.read(day, platforms)) == {}, (day, platforms)
