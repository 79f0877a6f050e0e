"""Made-up countries as arrays, for tests of draws, what-if weights and effects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, NamedTuple

import numpy as np
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.risk.stakes import QUIET, UNKNOWN, Stakes
from eoc_app.method.severities import Severities, severities
from tests.core.made_countries import ON, make_signal, readings_of
from tests.made_method import METHOD

THREAT: Final = replace(METHOD, dimensions={"threat": METHOD.dimensions["threat"]}, stakes=None)


def with_rule(method: Method, **changed: Any) -> Method:
    """The method with another way to try ranks."""
    return replace(method, uncertainty=replace(method.uncertainty, **changed))


QUICK: Final = with_rule(METHOD, draws=120)
"""The program's method with few draws, so that many examples can be tried."""
STILL: Final = with_rule(
    THREAT, weight_spread=0.0, aggregations=("arithmetic",), normalisations=("fixed",)
)
"""Nothing is tried but values between their bounds."""


class World(NamedTuple):
    """Some countries under one method."""

    assessor: Assessor
    readings: dict[str, dict[str, Reading]]
    stakes: dict[str, Stakes]

    @property
    def known(self) -> Severities:
        """All of them as arrays."""
        return severities(
            self.assessor,
            {
                code: self.assessor.terms(found, self.stakes[code], ON)
                for code, found in self.readings.items()
            },
        )


@st.composite
def worlds(draw: st.DrawFn, method: Method = QUICK) -> World:
    """Up to six countries with readings of all kinds of up to five judged signals."""
    signals = [
        make_signal(
            f"s{number}",
            draw(st.floats(min_value=0.1, max_value=5)),
            vulnerability=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    codes = [f"C{number}" for number in range(draw(st.integers(1, 6)))]
    return World(
        Assessor(method, signals),
        {code: draw(readings_of(signals)) for code in codes},
        {code: draw(st.sampled_from((UNKNOWN, QUIET))) for code in codes},
    )


def plain(
    points: list[list[float]],
    *,
    lower: list[list[float]] | None = None,
    upper: list[list[float]] | None = None,
    fresh: list[list[bool]] | None = None,
    method: Method = THREAT,
    weights: list[float] | None = None,
) -> Severities:
    """Countries C00, C01 … by severities, exact and seen if nothing else is said."""
    count = len(points[0])
    signals: list[Signal] = [
        make_signal(f"s{place:02}", (weights or [1.0] * count)[place]) for place in range(count)
    ]
    found = np.array(points, dtype=np.float64)
    return Severities(
        method,
        Assessor(method, signals).indicators,
        tuple(f"C{place:02}" for place in range(len(points))),
        found,
        found if lower is None else np.array(lower, dtype=np.float64),
        found if upper is None else np.array(upper, dtype=np.float64),
        np.ones(found.shape, dtype=np.bool_) if fresh is None else np.array(fresh, dtype=np.bool_),
        (False,) * len(points),
    )
