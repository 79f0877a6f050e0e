"""One period in one of its zones: what both kinds of file say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from eoc_app.domain.restrictions.restriction import RULES
from eoc_app.domain.takedowns.defang import defanged
from eoc_app.views.register_view import PeriodVersion, RegisterPeriod, RegisterView, ZoneState

EXERCISE: Final = "EXERCISE"
NO_CITATION: Final = "no citation on record"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What neither kind of file may hold; a carriage return is no line break of its own."""


@dataclass(frozen=True)
class Entry:
    """A period in one of its zones, as the register knows it."""

    period: RegisterPeriod
    zone: ZoneState

    @cached_property
    def announced(self) -> list[PeriodVersion]:
        """What had been announced of the zone by the moment of the register, in order."""
        place = self.zone.time_zone, self.zone.territory
        known = (one for one in self.period.versions if one.known)
        here = [one for one in known if (one.time_zone, one.territory) == place]
        return sorted(here, key=lambda one: one.version)

    @property
    def version(self) -> PeriodVersion | None:
        """The announcement that the zone's times are of; None where the register names none."""
        return self.announced[-1] if self.announced else None

    @property
    def days(self) -> ZoneState | PeriodVersion | None:
        """Where its times stand: its own, or of what was withdrawn those that it had before."""
        if self.zone.starts_at is not None:
            return self.zone
        if not self.is_withdrawn:
            return None
        return next((one for one in self.announced[::-1] if one.starts_at is not None), None)

    @property
    def number(self) -> int:
        """The version's number, 1 for the first announcement."""
        return self.version.version if self.version else self.period.version

    @property
    def citation(self) -> str | None:
        """The law or policy that this version rests on."""
        return self.version.citation if self.version else self.period.citation

    @property
    def confidence(self) -> str:
        """How far this version can be relied on."""
        return self.version.confidence if self.version else self.period.confidence

    @property
    def note(self) -> str | None:
        """What else the source says of this version."""
        return self.version.note if self.version else self.period.note

    @property
    def election(self) -> str | None:
        """The election that this version belongs to, in the source's words."""
        return self.version.election if self.version else self.period.election

    @property
    def is_conditional(self) -> bool:
        """Whether it takes place only if a further round is needed."""
        return self.version.conditional if self.version else self.period.conditional

    @property
    def is_withdrawn(self) -> bool:
        """Whether this version says that the period does not take place in the zone."""
        return self.version.withdrawn if self.version else self.zone.state == "moved"

    @property
    def rule(self) -> str:
        """The rule's printed name."""
        return RULES.get(self.period.rule, self.period.rule)

    @property
    def place(self) -> str:
        """Country and territory: `Brazil (Acre)`."""
        country, territory = self.period.country, self.zone.territory
        return f"{country} ({territory})" if territory else country


def entries(view: RegisterView) -> Iterator[Entry]:
    """Every period of a register in each of its zones, in the register's order."""
    for period in view.periods:
        for zone in period.zones:
            yield Entry(period, zone)


def plain(text: str) -> str:
    """A text without control characters; its line breaks are kept, all of one kind."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def without_links(text: str) -> str:
    """A plain text with its addresses defanged; control characters go first, as they hide some."""
    return defanged(plain(text))
