"""What levels read from settled weeks say beside levels read from single days, as method 2.0 did.

    python tests/reference/settled_levels.py DEMO.duckdb > docs/parts/settled-weeks.md

From the root of the repository, of the demo as its command builds it. Made series are seeded.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from eoc_app.builder.staging.rows import relation  # noqa: E402
from eoc_app.domain.risk.reading import severity  # noqa: E402
from eoc_app.snapshot.catalogue import catalogue  # noqa: E402
from tests.builder.derive.recomputed import Recomputed, Scores  # noqa: E402
from tests.queries.tables import Tables  # noqa: E402

NOTE: Final = (
    "<!-- Written by tests/reference/settled_levels.py: run it again where this is old. -->"
)
SIGNAL: Final = "partner_reports_per_day"
WEEK: Final = (1.5, 1.2, 1.1, 1.0, 1.0, 0.7, 0.5)
MEANS: Final = (18.0, 40.0, 80.0)
CUT: Final = (0.4, 0.2, 0.05)
RISES: Final = (1.5, 2.0, 3.0)
BEFORE_RISE: Final = 20.0
SERIES: Final = 200
DAYS: Final = 100
SEED: Final = 20241026
_MADE: Final = f"""\
[Trusted-partner reports a day](signals.md#{SIGNAL}) in {SERIES} series of {DAYS}
days each, with a fixed seed: counts whose variance is mean + mean² / 20, in a week whose busiest
day has three times the quietest, that go on as they were. Each mean lies within a band; what is
counted is how often another band is read."""
_RISEN: Final = """\
The same after a rise that lasts: days until half of all series, and nine of ten, are read in the
band of the new mean or above it, and stay there. Single days are quicker where a rise is large, and
do not stay; the two days that the signal needs to settle are counted in."""
_FIRST: Final = date(2024, 1, 1)
_BEFORE: Final = 40
_WINDOWS: Final = {"attacks_on_candidates": 30, "attacks_on_women": 30}
"""Windows of method 2.0 that are no whole weeks."""


def by_single_days(tables: Recomputed) -> None:
    """Make of the table signal what method 2.0 said."""
    tables.connection.execute("update signal set level_days = null")
    for name, days in _WINDOWS.items():
        tables.connection.execute(
            "update signal set window_days = ? where signal = ?", [days, name]
        )


def side_by_side(path: Path) -> list[str]:
    """Scores of all countries of a snapshot on its last day by both, as lines of a table."""
    tables = Recomputed(path)
    new = tables.scores()
    by_single_days(tables)
    return score_lines(tables.scores(), new)


def score_lines(old: Scores, new: Scores) -> list[str]:
    """Countries that have a score by either, the largest new score first."""
    lines = [
        "| country | single days (2.0) | settled weeks (2.1) | coverage 2.0 | coverage 2.1 |",
        "|---|--:|--:|--:|--:|",
    ]
    for code in sorted(new, key=lambda one: (-(new[one][0] or 0.0), one)):
        if old[code][0] is None and new[code][0] is None and old[code][1] == new[code][1]:
            continue
        cells = [_score(found[code][0]) for found in (old, new)]
        cells += [f"{100 * found[code][1]:.0f} %" for found in (old, new)]
        lines.append(f"| {code} | {' | '.join(cells)} |")
    return lines


def _score(score: float | None) -> str:
    return "none" if score is None else f"{score:.2f} {catalogue().method.band(score).title}"


def _quiet(mean: float, rng: np.random.Generator) -> np.ndarray[Any, Any]:
    """Series x days of counts whose variance is mean + mean^2 / 20, in a week as of planted.py."""
    days = np.arange(_BEFORE + DAYS)
    means = mean * np.array(WEEK)[days % 7]
    return rng.poisson(rng.gamma(20.0, means / 20.0, (SERIES, len(days)))).astype(float)


def _read(figures: np.ndarray[Any, Any], *, settled: bool) -> np.ndarray[Any, Any]:
    """What is read of each series on each of the last `DAYS` days and the day after them."""
    tables = Tables()
    tables.method(level_days=7 if settled else None)
    rows, days = figures.shape
    made = pl.DataFrame(
        {
            "country_code": np.repeat([f"S{row:03}" for row in range(rows)], days),
            "day": [_FIRST + timedelta(day) for day in range(days)] * rows,
            "figure": figures.reshape(-1),
        }
    )
    with relation(tables.connection, made) as given:
        tables.connection.execute(
            "insert into signal_day by name select 'country' as scope, country_code, 'all' as"
            f" platform, day, 1 as period_days, '{SIGNAL}' as signal, figure as numerator,"
            " figure as numerator_lower, figure as numerator_upper, 'observed' as cell,"
            f" 'measured' as provenance, 1 as source_id, 1 as row_count from {given}"
        )
    first, last = (str(_FIRST + timedelta(number)) for number in (_BEFORE, days))
    found = np.full((rows, days + 1 - _BEFORE), np.nan)
    for row in tables.readings(first, last):
        place = (row["day"] - _FIRST).days - _BEFORE
        found[int(row["country_code"][1:]), place] = row["value"]
    return found


def _bands(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    method, judge = catalogue().method, catalogue().signals[SIGNAL].judge
    assert judge is not None
    floors = [band.floor for band in method.bands]
    severe = [severity(method, judge, float(value)) for value in values.reshape(-1)]
    return np.searchsorted(floors, severe, "right").reshape(values.shape)


def made_lines() -> list[str]:
    """How often the band of one signal is another than that of the mean that series were made of.

    And how often it is a lower one where of the last three days only a part is in.
    """
    lines = [
        "|  | mean 18 | mean 40 | mean 80 |",
        "|---|--:|--:|--:|",
    ]
    for name, settled in (("single days (2.0)", False), ("settled weeks (2.1)", True)):
        rng = np.random.default_rng(SEED)
        other, cut = [], []
        for mean in MEANS:
            figures = _quiet(mean, rng)
            own = _bands(np.array([mean * sum(WEEK) / 7]))[0]
            other.append(f"{100 * (_bands(_read(figures, settled=settled)) != own).mean():.0f} %")
            figures[:, -3:] = np.floor(figures[:, -3:] * CUT)
            last = _bands(_read(figures, settled=settled)[:, -1:])
            cut.append(f"{100 * (last < own).mean():.0f} %")
        lines.append(f"| quiet days in another band, {name} | {' | '.join(other)} |")
        lines.append(
            f"| lower where the last days are 40, 20, 5 % in, {name} | {' | '.join(cut)} |"
        )
    return lines


def rise_lines() -> list[str]:
    """Days after a rise until half of all series, and nine of ten, are in the band of its mean."""
    lines = [
        "| days after a rise of a mean of 20 | × 1.5 | × 2 | × 3 |",
        "|---|--:|--:|--:|",
    ]
    for name, settled in (("single days (2.0)", False), ("settled weeks (2.1)", True)):
        rng = np.random.default_rng(SEED)
        told = []
        for rise in RISES:
            figures = _quiet(BEFORE_RISE, rng)
            figures[:, -21:] = np.rint(figures[:, -21:] * rise)
            wanted = _bands(np.array([BEFORE_RISE * rise * sum(WEEK) / 7]))[0]
            reached = (_bands(_read(figures, settled=settled))[:, -22:] >= wanted).mean(axis=0)
            told.append(" / ".join(_first(reached, share) for share in (0.5, 0.9)))
        lines.append(f"| {name} | {' | '.join(told)} |")
    return lines


def _first(reached: np.ndarray[Any, Any], share: float) -> str:
    """The first day from which at least this share has reached the band until the end."""
    for number in range(len(reached)):
        if (reached[number:] >= share).all():
            return str(number)
    return "never"


def main() -> None:
    """Print the page."""
    scores = side_by_side(Path(sys.argv[1]))
    parts = [
        NOTE,
        "### Scores of the demo, 26 October 2024",
        "",
        *scores,
        "",
        "### One signal of made series",
        "",
        _MADE,
        "",
        *made_lines(),
        "",
        _RISEN,
        "",
        *rise_lines(),
    ]
    sys.stdout.write("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
