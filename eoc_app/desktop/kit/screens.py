"""The screens of the window and the panels that each one asks for; known before Qt is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eoc_app.core.selection import FilterName


@dataclass(frozen=True)
class Screen:
    """A screen's name in commands, its title in the window and its panels, header apart."""

    name: str
    title: str
    panels: tuple[str, ...]
    later: tuple[str, ...] = ()
    """Those of the panels that take long; the screen stands without them."""
    narrowed_by: frozenset[FilterName] = frozenset()
    """Filters that can leave something out of any of its panels."""


_BY_COUNTRY: Final[frozenset[FilterName]] = frozenset({"country", "day"})
_RESTRICTED: Final[frozenset[FilterName]] = frozenset({"medium", "known", "day"})

SCREENS: Final = {
    screen.name: screen
    for screen in (
        Screen(
            "overview",
            "Overview",
            ("world_map", "ranking", "restriction_strip", "changes", "alarms", "intervals"),
            later=("intervals",),
            narrowed_by=_RESTRICTED - {"medium"} | {"platforms"},
        ),
        Screen(
            "country",
            "Country",
            ("headline", "contributions", "restriction_clock", "series", "intervals"),
            later=("intervals",),
            narrowed_by=_BY_COUNTRY | {"platforms", "window", "known"},
        ),
        Screen(
            "restrictions",
            "Restrictions",
            ("timeline", "next_changes", "periods", "possible_breaches", "pages_in_periods"),
            narrowed_by=_RESTRICTED | {"country", "period", "span"},
        ),
        Screen("alarms", "Alarms", ("alarms",), narrowed_by=frozenset({"day"})),
        Screen("signals", "Signals", ("signals",), narrowed_by=_BY_COUNTRY | {"platforms"}),
        Screen("ads", "Ads", ("ad_windows", "ad_pages"), narrowed_by=_BY_COUNTRY),
        Screen("ai_labels", "AI labels", ("ai_labels",), narrowed_by=_BY_COUNTRY),
        Screen(
            "takedowns",
            "Takedowns",
            ("takedowns", "takedown_origins", "takedown_targets"),
            narrowed_by=_BY_COUNTRY,
        ),
        Screen("reminders", "Reminders", ("reminders",), narrowed_by=_BY_COUNTRY),
        Screen(
            "method",
            "Method",
            ("method", "what_if"),
            narrowed_by=frozenset({"platforms", "known", "day"}),
        ),
        Screen("sources", "Sources", ("sources",)),
    )
}


def asked(screen: str) -> tuple[str, ...]:
    """The panels that a screen needs, the snapshot's own line first."""
    return ("header", *SCREENS[screen].panels)


def key_of(screen: str) -> str:
    """The key that goes to a screen: Alt with its digit, 0 for the tenth; none for further ones."""
    place = list(SCREENS).index(screen) + 1
    return f"Alt+{place % 10}" if place <= 10 else ""
