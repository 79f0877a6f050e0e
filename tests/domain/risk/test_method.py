"""The method as data: what no score can be made with is refused, and numbers are printed true."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.indicator import STAKES, indicators
from eoc_app.domain.risk.method_parts import Nearness, Reach, SeverityLine, Weighted
from eoc_app.domain.risk.scoring_method import METHOD_1
from tests.core.made_countries import make_signal
from tests.made_method import METHOD

STAKES_RULE = METHOD.stakes
assert STAKES_RULE is not None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scale": 0.0}, "scale"),
        ({"scale": float("nan")}, "scale"),
        ({"assessable_coverage": 1.5}, "no share"),
        ({"severity": SeverityLine(8.0, 4.0, 2.0)}, "do not rise from watch"),
        ({"severity": SeverityLine(4.0, 8.0, 1.0)}, "do not rise from watch"),
        ({"bands": METHOD.bands[1:]}, "bands are not"),
        ({"bands": (replace(METHOD.bands[0], floor=1.0), *METHOD.bands[1:])}, "floors of bands"),
        ({"bands": (*METHOD.bands[:4], replace(METHOD.bands[4], floor=11.0))}, "floors of bands"),
        ({"bands": (replace(METHOD.bands[0], probability=2.0), *METHOD.bands[1:])}, "probability"),
        ({"dimensions": {"stakes": Weighted("Stakes", 1.0)}}, "threat is none"),
        ({"dimensions": {"threat": Weighted("Threat", 1.0)}}, "rule and no weight"),
        ({"dimensions": {**METHOD.dimensions, "threat": Weighted("Threat", -1.0)}}, "weight is"),
        ({"stakes": None}, "a weight and no rule"),
        ({"unseen": "left_out"}, "cannot be left out"),
        ({"stakes": replace(STAKES_RULE, kinds={**STAKES_RULE.kinds, "general": 2.0})}, "kinds of"),
        ({"stakes": replace(STAKES_RULE, kinds={"general": 1.0})}, "kinds of"),
        ({"stakes": replace(STAKES_RULE, reach=Weighted("Reach", 0.0))}, "weight of an ind"),
        ({"stakes": replace(STAKES_RULE, nearness=(Nearness(0, 0.0), Nearness(5, 0.0)))},
         "order of days"),
        ({"stakes": replace(STAKES_RULE, nearness=(Nearness(99999999, 0.0), Nearness(0, 0.0)))},
         "order of days"),
        ({"stakes": replace(STAKES_RULE, reaches=(Reach(0.0, 5.0), Reach(1.0, 4.0)))},
         "rise with the reach"),
        ({"version": " "}, "no version"),
        ({"scale": 1e308}, "scale"),
        ({"bands": (METHOD.bands[0], replace(METHOD.bands[1], floor=1e-300), *METHOD.bands[2:])},
         "whole tenths"),
        ({"dimensions": {**METHOD.dimensions, "threat": Weighted("Threat", 5e-324)}}, "weight"),
        ({"dimensions": {**METHOD.dimensions, "threat": Weighted("Threat", 1e308)}}, "weight"),
        *(({"uncertainty": replace(METHOD.uncertainty, draws=draws)}, "draws are not")
          for draws in (-1, 0, 10**9)),
        *(({"uncertainty": replace(METHOD.uncertainty, weight_spread=spread)}, "spread")
          for spread in (-0.25, 1.0, 1e9, math.nan, math.inf)),
        *(({"uncertainty": replace(METHOD.uncertainty, interval=interval)}, "interval")
          for interval in (-1.0, 0.0, 1.1, math.nan, math.inf)),
        ({"uncertainty": replace(METHOD.uncertainty, aggregations=())}, "aggregations"),
        ({"uncertainty": replace(METHOD.uncertainty, normalisations=("fixed", "fixed"))},
         "normalisations"),
        *(({"alarms": replace(METHOD.alarms, per_shift=many)}, "a shift accepts")
          for many in (-1.0, 0.0, math.nan, math.inf)),
        *(({"alarms": replace(METHOD.alarms, shift_hours=hours)}, "does not last")
          for hours in (-8.0, 0.0, math.nan, math.inf)),
        ({"alarms": replace(METHOD.alarms, baseline_days=14)}, "look back 28 days"),
    ],
)  # fmt: skip
def test_that_a_method_that_no_score_can_be_made_with_is_refused(
    changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        replace(METHOD, **changed)


@given(st.floats(0, 10))
def test_that_a_score_is_never_printed_into_a_band_that_it_does_not_lie_in(score: float) -> None:
    printed = METHOD.printed(score)
    assert METHOD.band(float(printed)) == METHOD.band(score)
    assert abs(float(printed) - score) < 0.1 + 1e-9


def test_that_a_score_just_below_a_band_reads_so() -> None:
    assert [METHOD.printed(score) for score in (3.96, 3.94, 4.0, 5.96)] == [
        "3.9", "3.9", "4.0", "5.9",
    ]  # fmt: skip


def test_that_dimensions_share_the_score_and_their_indicators_share_them() -> None:
    signals = [make_signal("a", 3), make_signal("b", 1), make_signal("v", 2, vulnerability=True)]
    shares = {one.name: one.share for one in indicators(METHOD, signals)}
    assert shares == pytest.approx(
        {"a": 0.45, "b": 0.15, "v": 0.2, "stakes_election": 0.15, "stakes_reach": 0.05}
    )


def test_that_a_dimension_without_a_signal_leaves_its_weight_to_the_others() -> None:
    shares = {one.name: one.share for one in indicators(METHOD, [make_signal("a")])}
    assert shares == pytest.approx({"a": 0.75, "stakes_election": 0.1875, "stakes_reach": 0.0625})


def test_that_method_1_knows_one_dimension_and_no_stakes() -> None:
    signals = [make_signal("a", 3), make_signal("v", 1, vulnerability=True)]
    found = indicators(METHOD_1, signals)
    assert [(one.name, one.dimension, one.share) for one in found] == [
        ("a", "threat", 0.75), ("v", "threat", 0.25),
    ]  # fmt: skip
    assert not {one.name for one in found} & set(STAKES)
    assert indicators(METHOD, [make_signal("p", None)]) == ()
