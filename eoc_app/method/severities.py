"""The severities of all countries on a day as arrays, for draws and what-if weights.

numpy is loaded by the first call, not by the import, so that a reader starts without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eoc_app.domain.risk.assessor import Assessor, Term
from eoc_app.domain.risk.indicator import Indicator
from eoc_app.domain.risk.scoring_method import Method

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Amounts = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Weighed:
    """The scores of all countries by some shares; `score` is valid only where `assessable`."""

    score: Amounts
    lower: Amounts
    upper: Amounts
    coverage: Amounts
    assessable: Flags


@dataclass(frozen=True, eq=False)
class Severities:
    """Severities, 0 to the top of the scale, by country (rows) and indicator (columns).

    Countries are in the order of their codes, indicators in that of the method. `lower` and `upper`
    are the bounds of seen cells; unseen cells run from 0 to the worst.
    """

    method: Method
    indicators: tuple[Indicator, ...]
    codes: tuple[str, ...]
    point: Amounts
    lower: Amounts
    upper: Amounts
    fresh: Flags
    synthetic: tuple[bool, ...]
    """By country: whether any seen figure is synthetic."""

    @property
    def shares(self) -> Amounts:
        """The method's share of the score for each indicator."""
        import numpy as np  # noqa: PLC0415 - see above

        return np.array([indicator.share for indicator in self.indicators], dtype=np.float64)

    def weighed(self, shares: Amounts) -> Weighed:
        """Returns the scores by some shares, which add up to 1."""
        import numpy as np  # noqa: PLC0415

        of_signals = np.array(
            [indicator.signal is not None for indicator in self.indicators], dtype=np.bool_
        )
        signals = np.where(of_signals, shares, 0.0)
        total = float(signals.sum())
        fresh = self.fresh @ signals
        coverage = fresh / total if total > 0 else np.zeros(len(self.codes))
        # The rule of Method.assessable, for all countries at once.
        assessable = (fresh > 0) & (coverage >= self.method.assessable_coverage - 1e-9)
        counted, whole = self.point * shares, np.ones(len(self.codes))
        low, high = self.lower * shares, self.upper * shares
        if self.method.unseen != "worst":
            counted, low, high = (
                np.where(self.fresh, cells, 0.0) for cells in (counted, low, high)
            )
            whole = np.where(assessable, self.fresh @ shares, 1.0)
        score, lower, upper = (
            np.minimum(self.method.scale, cells.sum(axis=1) / whole)
            for cells in (counted, low, high)
        )
        return Weighed(score, lower, upper, coverage, assessable)


def severities(assessor: Assessor, terms: Mapping[str, Sequence[Term]]) -> Severities:
    """Returns the terms of each country as arrays; terms are in the order of the indicators."""
    import numpy as np  # noqa: PLC0415

    codes = tuple(sorted(terms))
    shape = (len(codes), len(assessor.indicators))
    cells = [
        (term.severity, term.lower, term.upper, term.knowledge == "fresh")
        for code in codes
        for term in terms[code]
    ]
    table = np.array(cells, dtype=np.float64).reshape(*shape, 4)
    point, lower, upper, fresh = (np.ascontiguousarray(table[:, :, place]) for place in range(4))
    return Severities(
        assessor.method, assessor.indicators, codes, point, lower, upper, fresh.astype(np.bool_),
        tuple(any(term.synthetic for term in terms[code]) for code in codes),
    )  # fmt: skip
