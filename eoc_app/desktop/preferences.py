"""Choices that outlive the window: how long a timeline is, how it is grouped, the room's zone."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSettings, QTimeZone

from eoc_app.selection import Selection

_KNOWN: Final = {
    "span": ("day", "fortnight", "season"),
    "grouping": ("country", "kind", "next_change"),
}
_SECTION: Final = "restrictions"


def kept(settings: QSettings) -> dict[str, str]:
    """What was chosen the last time, as parts of a selection; the machine's zone at first."""
    found = {name: str(settings.value(f"{_SECTION}/{name}", "")) for name in _KNOWN}
    chosen = {name: value for name, value in found.items() if value in _KNOWN[name]}
    zone = str(settings.value(f"{_SECTION}/room_zone", ""))
    return chosen | {"room_zone": zone if _is_zone(zone) else machine_zone()}


def keep(settings: QSettings, selection: Selection) -> None:
    """Remember the choices of a selection."""
    for name in (*_KNOWN, "room_zone"):
        value = getattr(selection, name)
        if settings.value(f"{_SECTION}/{name}") != value:
            settings.setValue(f"{_SECTION}/{name}", value)


def machine_zone() -> str:
    """The IANA zone of this machine; UTC where it has none that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode(errors="replace")
    return name if name != "Etc/UTC" and _is_zone(name) else "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
