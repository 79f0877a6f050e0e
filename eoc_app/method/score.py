"""The score of a country on a day, as the query `scores` or a method's numbers give it."""

from __future__ import annotations

import msgspec

from eoc_app.core.column import CountryCode, Severity, Share
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.views.levels import Level


class Score(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `scores`."""

    country_code: CountryCode
    score: Severity | None
    lower: Severity | None
    upper: Severity | None
    coverage: Share
    synthetic: bool
    unseen_share: Share | None
    threat: Severity | None
    stakes: Severity | None
    vulnerability: Severity | None

    def level(self, method: Method) -> Level:
        """Returns the band's name, or why there is none."""
        if self.score is None:
            return "not_assessable" if self.coverage > 0 else "no_data"
        return method.band(self.score).name
