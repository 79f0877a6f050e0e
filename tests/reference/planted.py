"""Outbreaks of known size planted in over-dispersed series: what each rule finds, and how soon.

    python tests/reference/planted.py > docs/parts/planted-outbreaks.md

From the root of the repository; takes a minute or two. Seeded. Nothing here is of real countries.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from scipy.special import ndtr

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from eoc_app.anomaly.baseline import Floats  # noqa: E402
from eoc_app.anomaly.ears import Method, ears  # noqa: E402
from eoc_app.anomaly.recent import judge  # noqa: E402
from eoc_app.anomaly.yearly import judge_weeks  # noqa: E402
from tests.reference.quiet_figures import (  # noqa: E402
    SIZE,
    WEEK,
    drawn,
    money_scales,
    quiet_rates,
    window,
)

SEED: Final = 20240607
LEVELS: Final = (0.01, 0.001, 0.0001)
MEANS: Final = (2.0, 20.0, 200.0)
SIGMAS: Final = (2, 3, 5)
LENGTHS: Final = (1, 3, 7)
WEEKDAYS: Final = 7
PAGES: Final = Path(__file__).with_name("planted.md")

Judge = Callable[[Floats, int], Floats]
"""Whether each day from a column on is an alarm: levels x series x days."""


@dataclass(frozen=True)
class Rule:
    """A rule with `behind` days before the first one judged, on so many series and days of each."""

    name: str
    behind: int
    judged: int
    quiet: int
    planted: int
    judge: Judge


def _published(method: Method) -> Judge:
    def alarms(values: Floats, first: int) -> Floats:
        found = [ears(values, method, alpha=level).alarm[:, first:] for level in LEVELS]
        return np.array(found, np.float64)

    return alarms


def _held(values: Floats, first: int) -> Floats:
    """C2 of seven days with the multipliers that give the levels on quiet counts of mean 20."""
    found = [ears(values, "C2", alpha=level).alarm[:, first:] for level in _held_levels()]
    return np.array(found, np.float64)


@cache
def _held_levels() -> list[float]:
    mean = 20.0 * WEEK[np.arange(200) % WEEKDAYS] / float(WEEK.mean())
    quiet = drawn(np.broadcast_to(mean, (20_000, len(mean))), np.random.default_rng(SEED + 1))
    told = ears(quiet, "C2")
    score = ((quiet - told.expected) / told.spread)[:, 9:]
    return [float(ndtr(-np.quantile(score, 1.0 - level))) for level in LEVELS]


def _recent(values: Floats, first: int) -> Floats:
    p_value = judge(window(values), LEVELS[0]).p_value[:, first:]
    return np.array([p_value <= level for level in LEVELS], np.float64)


def _yearly(values: Floats, first: int) -> Floats:
    p_value = np.ones(values.shape)
    for start in range(0, len(values), 100):
        weeks = judge_weeks(window(values[start : start + 100]), LEVELS[0], first)
        known = np.isfinite(weeks.upper)
        p_value[start + weeks.rows[known], weeks.columns[known]] = weeks.p_value[known]
    return np.array([p_value[:, first:] <= level for level in LEVELS], np.float64)


RULES: Final = (
    Rule("EARS C1 as published", 11, 63, 4_000, 2_100, _published("C1")),
    Rule("EARS C2 as published", 11, 63, 4_000, 2_100, _published("C2")),
    Rule("EARS C3 as documented", 11, 63, 4_000, 2_100, _published("C3")),
    Rule("EARS C2 of 7 days, held to the level", 11, 63, 4_000, 2_100, _held),
    Rule("C1, 7 days behind", 7, 1, 210_000, 2_100, _recent),
    Rule("C2, 9 days behind", 9, 1, 210_000, 2_100, _recent),
    Rule("C2 and C3, 21 days behind", 21, 1, 210_000, 2_100, _recent),
    Rule("C2 and C3, 100 days behind", 100, 63, 7_000, 2_100, _recent),
    Rule("Farrington flexible, 5 years behind", 1848, 63, 700, 350, _yearly),
)


def _mean(rule: Rule, level: float, phase: int, days: int) -> Floats:
    """The mean of every day: a week from some weekday on, and a year where years are compared."""
    at = np.arange(days)
    mean: Floats = level * WEEK[(at + phase) % WEEKDAYS] / float(WEEK.mean())
    if rule.judge is _yearly:
        mean = mean * np.exp(0.4 * np.sin(2 * np.pi * (at + 50 * phase) / 364))
    return mean


def false_alarms(rule: Rule, level: float, rng: np.random.Generator) -> list[float]:
    """Alarms per hundred quiet series-days at each level; last, of the busiest weekday at 0.01."""
    total, busiest = np.zeros(len(LEVELS)), 0.0
    for phase in range(WEEKDAYS):
        mean = _mean(rule, level, phase, rule.behind + rule.judged)
        values = drawn(np.broadcast_to(mean, (rule.quiet // WEEKDAYS, len(mean))), rng)
        alarms = rule.judge(values, rule.behind)
        total += alarms.mean((1, 2)) / WEEKDAYS
        busy = (np.arange(rule.behind, len(mean)) + phase) % WEEKDAYS == 0
        if busy.any():
            busiest += float(alarms[0][:, busy].mean()) / (WEEKDAYS if rule.judged > 1 else 1)
    return [100 * float(rate) for rate in (*total, busiest)]


def found(
    rule: Rule, level: float, sigma: int, length: int, rng: np.random.Generator
) -> list[tuple[float, float]]:
    """Share of planted outbreaks with an alarm while they last, and the mean delay in days."""
    hits, delays, rows = np.zeros(len(LEVELS)), np.zeros(len(LEVELS)), rule.planted // WEEKDAYS
    for phase in range(WEEKDAYS):
        mean = np.broadcast_to(
            _mean(rule, level, phase, rule.behind + length), (rows, rule.behind + length)
        )
        values = drawn(mean, rng)
        more = sigma * np.sqrt(mean + mean**2 / SIZE)
        values[:, rule.behind :] += np.round(more[:, rule.behind :])
        alarms = rule.judge(values, rule.behind) > 0
        seen = alarms.any(2)
        hits += seen.sum(1)
        delays += np.where(seen, alarms.argmax(2), 0).sum(1)
    with np.errstate(invalid="ignore"):
        return list(zip(hits / (WEEKDAYS * rows), delays / hits, strict=True))


def table(heads: Iterable[str], rows: Iterable[tuple[str, list[str]]]) -> str:
    """A table in Markdown, the first column on the left."""
    columns = list(heads)
    lines = ["| " + " | ".join(columns) + " |", "|---|" + "--:|" * (len(columns) - 1)]
    lines += ["| " + " | ".join((name, *cells)) + " |" for name, cells in rows]
    return "\n".join(lines)


def _rate(rate: float) -> str:
    return "0" if rate == 0 else f"{rate:.2g}"


def _false_alarm_table(rng: np.random.Generator) -> str:
    heads = ["rule", *(f"mean {mean:g}, {level:g}" for mean in MEANS for level in LEVELS)]
    rows = [("*asked for*", [f"{100 * level:g}" for _ in MEANS for level in LEVELS] + ["1"])]
    for rule in RULES:
        told = [false_alarms(rule, mean, rng) for mean in MEANS]
        cells = [_rate(rate) for rates in told for rate in rates[:-1]]
        rows.append((rule.name, [*cells, _rate(told[1][-1])]))
    return table([*heads, "busiest weekday, mean 20, 0.01"], rows)


def _sensitivity_tables(rng: np.random.Generator) -> str:
    heads = ["rule", *(f"{sigma} sd, {days} d" for days in LENGTHS for sigma in SIGMAS)]
    parts = []
    for mean in MEANS:
        told = [
            [found(rule, mean, sigma, days, rng) for days in LENGTHS for sigma in SIGMAS]
            for rule in RULES
        ]
        for number, level in enumerate(LEVELS[:2]):
            rows = []
            for rule, cells in zip(RULES, told, strict=True):
                shown = [
                    f"{cell[number][0]:.2f}"
                    + (f" ({cell[number][1]:.1f})" if cell[number][0] else "")
                    for cell in cells
                ]
                rows.append((rule.name, shown))
            parts.append(f"**Mean {mean:g} a day, level {level:g}**\n\n" + table(heads, rows))
    return "\n\n".join(parts)


def main() -> None:
    """Print the page: its words from planted.md, its tables as measured now."""
    rng = np.random.default_rng(SEED)
    heads = ["", *(f"{level:g}" for level in LEVELS)]
    tables = {
        "FALSE_ALARMS": _false_alarm_table(rng),
        "OTHER_FIGURES": table(
            heads,
            ((name, [_rate(rate) for rate in told]) for name, told in quiet_rates(LEVELS, rng)),
        ),
        "MONEY": table(
            heads,
            ((name, [_rate(rate) for rate in told]) for name, told in money_scales(LEVELS, rng)),
        ),
        "SENSITIVITY": _sensitivity_tables(rng),
    }
    page = PAGES.read_text(encoding="utf-8")
    for name, text in tables.items():
        page = page.replace(f"{{{{{name}}}}}", text)
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
