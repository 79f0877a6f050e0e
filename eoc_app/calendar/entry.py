"""A period in one of its zones: the content shared by both kinds of file."""

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
"""Characters that neither kind of file may hold; a lone carriage return is no line break."""


@dataclass(frozen=True)
class Entry:
    """A period in one of its zones, as in the register."""

    period: RegisterPeriod
    zone: ZoneState

    @cached_property
    def announced(self) -> list[PeriodVersion]:
        """The versions announced for the zone by the register's moment, in order."""
        place = self.zone.time_zone, self.zone.territory
        announced_versions = (version for version in self.period.versions if version.known)
        here = [
            version
            for version in announced_versions
            if (version.time_zone, version.territory) == place
        ]
        return sorted(here, key=lambda version: version.version)

    @property
    def version(self) -> PeriodVersion | None:
        """The version that the zone's times come from; None if the register names none."""
        return self.announced[-1] if self.announced else None

    @property
    def days(self) -> ZoneState | PeriodVersion | None:
        """The holder of its times: itself, or its last dated version if it was withdrawn."""
        if self.zone.starts_at is not None:
            return self.zone
        if not self.is_withdrawn:
            return None
        return next(
            (version for version in self.announced[::-1] if version.starts_at is not None), None
        )

    @property
    def number(self) -> int:
        """The version's number, 1 for the first announcement."""
        return self.version.version if self.version else self.period.version

    @property
    def citation(self) -> str | None:
        """The law or policy behind this version."""
        return self.version.citation if self.version else self.period.citation

    @property
    def confidence(self) -> str:
        """How reliable this version is."""
        return self.version.confidence if self.version else self.period.confidence

    @property
    def note(self) -> str | None:
        """The source's further remarks on this version."""
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
        """Whether this version withdraws the period in the zone."""
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
    """Yields every period of a register in each of its zones, in the register's order."""
    for period in view.periods:
        for zone in period.zones:
            yield Entry(period, zone)


def plain(text: str) -> str:
    """Returns a text without control characters; line breaks are kept, as newlines."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def without_links(text: str) -> str:
    """Returns a plain text with defanged addresses; control characters are removed first."""
    return defanged(plain(text))
