"""Invented restriction periods for the tests of timelines: no rule here is a real one."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from eoc_app.views import Bar, Lane, Mark, TimelineView

FIRST = float(date(2024, 10, 24).toordinal())


def bar(starts: float, ends: float, label: str, standing: Any = "in_force", **more: Any) -> Bar:
    fields: dict[str, Any] = {
        "detail": (
            "Sat 26 Oct 00:00 to Sun 27 Oct 20:00, Asia/Tbilisi",
            "Fri 25 Oct 20:00 to Sun 27 Oct 16:00 UTC",
            "Election Code, Art. 45 (invented)",
            "medium: broadcast, online",
        ),
        "exercise": False,
    }
    return Bar(
        starts=FIRST + starts, ends=FIRST + ends, label=label, standing=standing, **(fields | more)
    )


def election(at: float, label: str = "Election day") -> Mark:
    return Mark(at=FIRST + at, label=label, kind="election")


def lane(
    code: str, name: str, zone: str, *bars: Bar, days: tuple[Mark, ...] = (), note: str = ""
) -> Lane:
    return Lane(code=code, name=name, zone=zone, bars=bars, elections=days, note=note)


def fortnight(**changes: Any) -> TimelineView:
    """Every standing, an interval over both edges, a moved end, no rule, no date, an exercise."""
    fields: dict[str, Any] = {
        "title": "Four countries are under a silence rule",
        "subtitle": "24 Oct to 6 Nov 2024, local time of each place",
        "lanes": (
            lane(
                "GE",
                "Georgia",
                "Asia/Tbilisi",
                bar(2, 3.83, "campaign silence"),
                bar(2.3, 3.83, "exit-poll ban"),
                days=(election(2),),
            ),
            lane(
                "BR",
                "Brazil",
                "America/Sao_Paulo",
                bar(-9, 3.7, "TV and radio, round 2"),
                days=(election(3),),
            ),
            lane(
                "UY",
                "Uruguay",
                "America/Montevideo",
                bar(1.1, 3.9, "silence, 48 h"),
                days=(election(3),),
            ),
            lane(
                "LT",
                "Lithuania",
                "Europe/Vilnius",
                bar(-3, 1, "opinion polls", "ended"),
                bar(2, 3.7, "ads and polls"),
                days=(election(3),),
            ),
            lane(
                "MD",
                "Moldova",
                "Europe/Chisinau",
                bar(9, 11, "silence, round 2", "upcoming"),
                days=(election(10),),
            ),
            lane(
                "US",
                "United States",
                "America/New_York",
                bar(5.2, 40, "new political ads", "upcoming", moved_from=FIRST + 9),
                days=(election(12),),
            ),
            lane("GH", "Ghana", "Africa/Accra", note="no rule on record"),
            lane(
                "BD",
                "বাংলাদেশ Bangladesh",
                "Asia/Dhaka",
                bar(4, 8, "<b>advertising</b> & posters", "not_known", exercise=True),
            ),
            lane(
                "TN",
                "Tunisia",
                "Africa/Tunis",
                bar(0, 0, "foreign funding of ads", "undated"),
                bar(6, 6.2, "hour rule", "upcoming"),
            ),
        ),
        "starts": FIRST,
        "ends": FIRST + 14,
        "snapshot_at": FIRST + 2.25,
        "wall_at": FIRST + 2.6,
        "known_until": FIRST + 12,
        "selected": "BR",
    }
    return TimelineView(**(fields | changes))


def year(lanes: int = 60, bars: int = 10_000) -> TimelineView:
    """Ten thousand periods over a year."""
    chance = random.Random(7)  # noqa: S311 - a picture, not a secret
    kinds = ("in_force", "upcoming", "ended", "not_known")
    made = []
    for n in range(lanes):
        own = []
        for _ in range(bars // lanes):
            starts = chance.uniform(-5, 365)
            own.append(
                bar(starts, starts + chance.uniform(0.3, 6), "silence", chance.choice(kinds))
            )
        made.append(lane(f"L{n}", f"Country {n}", "UTC", *own, days=(election(n * 6 % 365),)))
    return fortnight(lanes=tuple(made), ends=FIRST + 366, known_until=FIRST + 400, selected=None)
