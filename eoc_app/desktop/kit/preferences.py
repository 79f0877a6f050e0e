"""Choices that outlive the window: timelines, the room's zone, the budget of alarms, the role."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec.structs import asdict
from PySide6.QtCore import QSettings, QTimeZone

from eoc_app.core.selection import Selection
from eoc_app.domain.alarms.alarm_record import ROLES, Role

_KNOWN: Final = {
    "span": ("day", "fortnight", "season"),
    "grouping": ("country", "kind", "next_change"),
}
_SECTION: Final = "restrictions"
_BUDGET: Final = "alarms/per_shift"
_ROLE: Final = "record/role"
MOST_PER_SHIFT: Final = 100.0
"""Alarms that a shift may be set to accept at most."""


def kept(settings: QSettings) -> dict[str, Any]:
    """What was chosen the last time, as parts of a selection; the machine's zone at first."""
    stored = {name: str(settings.value(f"{_SECTION}/{name}", "")) for name in _KNOWN}
    chosen = {name: value for name, value in stored.items() if value in _KNOWN[name]}
    zone = str(settings.value(f"{_SECTION}/room_zone", ""))
    return {
        **chosen,
        "room_zone": zone if _is_zone(zone) else machine_zone(),
        "alarms_per_shift": _budget(str(settings.value(_BUDGET, ""))),
    }


def keep(settings: QSettings, selection: Selection) -> None:
    """Remember the choices of a selection."""
    chosen = asdict(selection)
    for name in (*_KNOWN, "room_zone"):
        value = chosen[name]
        if settings.value(f"{_SECTION}/{name}") != value:
            settings.setValue(f"{_SECTION}/{name}", value)
    if selection.alarms_per_shift != _budget(str(settings.value(_BUDGET, ""))):
        own = selection.alarms_per_shift
        settings.setValue(_BUDGET, "" if own is None else str(own))


def role(settings: QSettings) -> Role | None:
    """The role that marks alarms from this machine, once it was chosen."""
    name = str(settings.value(_ROLE, ""))
    return next((known_role for known_role in ROLES if known_role == name), None)


def keep_role(settings: QSettings, role: Role | None) -> None:
    """Remember the role that marks alarms."""
    settings.setValue(_ROLE, role or "")


def machine_zone() -> str:
    """The IANA zone of this machine; UTC where it has none that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode(errors="replace")
    return name if name != "Etc/UTC" and _is_zone(name) else "UTC"


def _budget(text: str) -> float | None:
    """Alarms per shift, None for the method's own, which also stands for what is no number."""
    try:
        budget = float(text)
    except ValueError:
        return None
    return budget if 0 <= budget <= MOST_PER_SHIFT else None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
