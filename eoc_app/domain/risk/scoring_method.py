"""The method of a score: its numbers, and the band of a score.

Every snapshot stores the method that it was judged by, and is read with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from eoc_app.domain.risk.method_faults import faults
from eoc_app.domain.risk.method_parts import Band, MethodNumbers, SeverityLine, Weighted

_WEEK: Final = 7


@dataclass(frozen=True)
class Method(MethodNumbers):
    """Everything that turns readings and a calendar into a score.

    Raises:
        ValueError: no score can be computed with these numbers.
    """

    def __post_init__(self) -> None:
        wrong = faults(self)
        if wrong:
            raise ValueError("; ".join(wrong))

    def band(self, score: float) -> Band:
        """Returns the band of a score.

        Raises:
            ValueError: the score is not a number, so it must not fall into the lowest band.
        """
        if not math.isfinite(score):
            raise ValueError(score)
        highest = self.bands[0]
        for band in self.bands:
            if score >= band.floor:
                highest = band
        return highest

    def printed(self, score: float) -> str:
        """Returns a score as printed, never rounded into another band."""
        text = f"{score:.1f}"
        if self.band(float(text)) != self.band(score):
            return f"{math.floor(score * 10) / 10:.1f}"
        return text

    @property
    def level_days(self) -> int | None:
        """Days over which a level is read from daily figures; None if single days are read."""
        return _WEEK if self.levels == "settled_weeks" else None

    @property
    def full_name(self) -> str:
        """Returns the profile's name with its version, as printed: `platform 2.1`."""
        return f"{self.name} {self.version}"

    @property
    def without_profile(self) -> Method:
        """The method as one before profiles would have stated it: what is new is left out."""
        bands = tuple(replace(band, measured=None) for band in self.bands)
        return replace(self, bands=bands, indicators=(), cannot_see=())

    def assessable(self, coverage: float) -> bool:
        """Returns whether the coverage suffices for a score."""
        return coverage >= self.assessable_coverage - 1e-9


METHOD_1: Final = Method(
    version="1.0",
    scale=10.0,
    assessable_coverage=0.65,
    unseen="left_out",
    severity=SeverityLine(4.0, 8.0, 2.0),
    bands=(
        Band("low", "Low", 0.0, 0.05),
        Band("guarded", "Guarded", 2.0, 0.15),
        Band("elevated", "Elevated", 4.0, 0.35),
        Band("high", "High", 6.0, 0.6),
        Band("severe", "Severe", 8.0, 0.8),
    ),
    dimensions={"threat": Weighted("Harm", 1.0)},
)
"""The method of formats 1 and 2: one dimension, and unseen indicators are left out of the mean.

Signals of every dimension counted as threat.
"""
