"""Invented restriction periods for the tests of timelines: no rule here is a real one."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import msgspec

from eoc_app.views.series_view import Mark
from eoc_app.views.timeline_view import Bar, Lane, TimelineView

FIRST = float(date(2024, 10, 24).toordinal())


def bar(starts: float, ends: float, label: str, standing: Any = "in_force", **more: Any) -> Bar:
    fields: dict[str, Any] = {
        "period_id": f"{label}-{starts}",
        "zone": "Asia/Tbilisi",
        "medium": "broadcast, online",
        "citation": "Election Code, Art. 45 (invented)",
        "confidence": "secondary",
    }
    return Bar(
        starts=FIRST + starts, ends=FIRST + ends, label=label, standing=standing, **(fields | more)
    )


def election(at: float, label: str = "Election day") -> Mark:
    return Mark(at=FIRST + at, label=label, kind="election")


def lane(
    code: str, name: str, zone: str, *bars: Bar, days: tuple[Mark, ...] = (), note: str = "",
    group: str = "",
) -> Lane:  # fmt: skip
    return Lane(code=code, name=name, zone=zone, bars=bars, elections=days, note=note, group=group)


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
        "exercise": False,
    }
    return TimelineView(**(fields | changes))


def signs(**changes: Any) -> TimelineView:
    """Withdrawn, conditional, moved and partial periods, and one over each edge of the window."""
    fields: dict[str, Any] = {
        "lanes": (
            lane(
                "US",
                "United States",
                "6 zones",
                bar(3.2, 9.4, "new-ads ban", core=(FIRST + 3.9, FIRST + 8.7),
                    zone="America/New_York", zones="in force in 4 of 6 zones"),
                bar(10, 12.2, "results ban", "upcoming", core=(FIRST + 11, FIRST + 11)),
                days=(election(6),),
            ),
            lane(
                "ID",
                "Indonesia",
                "3 zones",
                bar(1, 4.6, "silence", core=(FIRST + 1.8, FIRST + 3.9), exercise=True),
                bar(5, 8.8, "poll ban", "upcoming", core=(FIRST + 5.9, FIRST + 8.1)),
                bar(9.2, 9.3, "hour rule", "upcoming", core=(FIRST + 9.22, FIRST + 9.25)),
            ),
            lane(
                "RO",
                "Romania",
                "Europe/Bucharest",
                bar(-3, 2.4, "silence", "moved"),
                bar(4, 7.5, "silence, round 2", "upcoming", conditional=True),
                bar(9, 13, "ad ban", "not_known", conditional=True),
                bar(13.1, 13.2, "x", "moved"),
            ),
            lane(
                "HU",
                "Hungary",
                "Europe/Budapest",
                bar(1, 3, "campaign silence", moved_from=FIRST + 5),
                bar(7, 12, "ad ban", "upcoming", moved_from=FIRST + 9.5),
            ),
            lane("BR", "Brazil", "4 zones", bar(-9, 30, "TV and radio"), days=(election(3),)),
            lane("UY", "Uruguay", "America/Montevideo", bar(13.9, 30, "silence, 48 h", "upcoming"),
                 bar(-4, 0.05, "ended at the edge", "ended")),
            lane("MX", "Mexico", "America/Mexico_City", bar(2, 4, "silence", breaches=3),
                 bar(2.2, 4, "poll ban", "ended", conditional=True)),
        ),
        "selected": None,
        "exercise": False,
        "selected_period": "silence-2",
    }  # fmt: skip
    return fortnight(**(fields | changes))


def by_kind(**changes: Any) -> TimelineView:
    """The fortnight with a lane under each kind of rule."""
    silence, ads = "Electoral silence", "Ban on political ads"
    fields: dict[str, Any] = {
        "lanes": (
            lane("GE", "Georgia", "Asia/Tbilisi", bar(2, 3.83, "silence"), days=(election(2),),
                 group=silence),
            lane("UY", "Uruguay", "America/Montevideo", bar(1.1, 3.9, "silence"),
                 days=(election(3),), group=silence),
            lane("MD", "Moldova", "Europe/Chisinau", bar(9, 11, "silence", "upcoming"),
                 days=(election(10),), group=silence),
            lane("BR", "Brazil", "4 zones", bar(-9, 3.7, "ad ban"), bar(5, 6, "ad ban", "upcoming"),
                 days=(election(3),), group=ads),
            lane("US", "United States", "6 zones", bar(5.2, 40, "ad ban", "upcoming"),
                 days=(election(12),), group=ads),
            lane("GH", "Ghana", "Africa/Accra", days=(election(8),), note="no rule on record",
                 group="Elections without a rule on record"),
        ),
    }  # fmt: skip
    return fortnight(**(fields | changes))


def by_next_change(**changes: Any) -> TimelineView:
    """The lanes of the fortnight, those in force first."""
    running, ahead = "in force", "next within 7 days"
    groups = (*[running] * 4, *[ahead] * 2, *["no change ahead in this window"] * 3)
    lanes = [
        msgspec.structs.replace(one, group=group)
        for one, group in zip(fortnight().lanes, groups, strict=True)
    ]
    return fortnight(**({"lanes": tuple(lanes)} | changes))


def one_day(**changes: Any) -> TimelineView:
    """A day around the snapshot: nearly every bar goes over an edge."""
    return fortnight(**({"starts": FIRST + 2, "ends": FIRST + 3} | changes))


def season(**changes: Any) -> TimelineView:
    """Half a year."""
    return fortnight(**({"starts": FIRST - 30, "ends": FIRST + 150} | changes))


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
