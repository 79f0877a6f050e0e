"""Hand-made views of a method and of tried weights; invented figures of real countries."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from eoc_app.domain.wording.printed import NONE
from eoc_app.views.contributions_view import DimensionScore
from eoc_app.views.levels import Dimension, Level
from eoc_app.views.method_view import BandRule, IndicatorRule, MethodView, PairCorrelation
from eoc_app.views.what_if_view import WhatIfRow, WhatIfView, WhatIfWeight
from tests.desktop.widget_views import band_of

_INDICATORS: Final[tuple[tuple[str, str, Dimension, float, float, float, float], ...]] = (
    ("ads", "Share of ads that ran without a disclaimer", "threat", 2, 0.3, 0.41, 0.72),
    ("reports", "Trusted-partner reports a day", "threat", 1, 0.15, 0.16, 0.6),
    ("breakout", "Highest Breakout category of an operation that targeted the country",
     "threat", 1, 0.15, 0.11, 0.4),
    ("near", "Election near", "stakes", 3, 0.15, 0.27, 0.35),
    ("reach", "Share of the electorate that uses the platform", "stakes", 1, 0.05, -0.04, 0.02),
    ("attacks", "Attacks on candidates", "vulnerability", 1.5, 0.15, 0.07, 0.2),
    ("killed", "Candidates killed", "vulnerability", 0.5, 0.05, 0.02, 0.1),
)  # fmt: skip
_TITLES: Final[dict[Dimension, tuple[str, float]]] = {
    "threat": ("Threat", 0.6),
    "stakes": ("Stakes", 0.2),
    "vulnerability": ("Vulnerability and capacity", 0.2),
}
_CLOSE: Final = {(0, 1): 0.93, (0, 2): 0.71, (1, 2): 0.55, (3, 4): -0.78, (0, 5): -0.46}
_DOUBLES: Final = (
    f"{_INDICATORS[0][1]} with trusted-partner reports a day (r 0.93, 30 countries)",
    f"{_INDICATORS[3][1]} against {_INDICATORS[4][1].lower()} (r \u22120.78, 30 countries)",
)
_LEVELS: Final[tuple[tuple[Level, str, float, float], ...]] = (
    ("low", "Low", 0, 0.05), ("guarded", "Guarded", 2, 0.15), ("elevated", "Elevated", 4, 0.35),
    ("high", "High", 6, 0.6), ("severe", "Severe", 8, 0.8),
)  # fmt: skip


def method(**changes: Any) -> MethodView:
    """A method of seven indicators, of which the last is too rarely seen to go with any."""
    values: dict[str, Any] = {
        "title": "Method 2.0: election near is 15\u202f% of the score and 27\u202f% of the"
        " differences between countries",
        "subtitle": "36 countries with a score, 26 Oct 2024",
        "footnote": "A weight is not the same as importance: the share of the score says what a"
        " point of severity adds, the share of the differences says what really sets countries"
        " apart.",
        "version": "2.0", "digest": "0123456789abcdef" * 4, "unseen": "worst", "scale": 10.0,
        "assessable_coverage": 0.65, "severities": (4.0, 8.0, 2.0),
        "bands": tuple(BandRule(level=level, title=title, floor=floor, probability=right)
                       for level, title, floor, right in _LEVELS),
        "dimensions": tuple(DimensionScore(dimension=name, title=title, score=None, weight=weight)
                            for name, (title, weight) in _TITLES.items()),
        "indicators": tuple(
            IndicatorRule(
                name=name, title=title, axis="harm", judged=True, dimension=dimension,
                weight=weight, effective_weight=share, watch=5, alert=20, unit="items",
                form="count", fresh_days=7, confounded=name == "reports",
                effort_note="more reports may mean more partners" if name == "reports" else "",
                variance_share=differs, main_effect=alone,
            )
            for name, title, dimension, weight, share, differs, alone in _INDICATORS
        ),
        "as_of_on": date(2024, 10, 26), "country_count": 36,
        "correlations": tuple(
            PairCorrelation(_INDICATORS[one][0], _INDICATORS[other][0],
                            None if other == 6 else _CLOSE.get((one, other), 0.1), 30)
            for one in range(7) for other in range(one + 1, 7)
        ),
        "rules": (
            ("Version", "2.0, SHA-256 " + "0123456789abcdef" * 4),
            ("Bands", "Low from 0, Guarded from 2"),
            ("Coverage", "under 65\u202f% of the signals' weight fresh, no score"),
            ("Not seen", "counts at its worst (10), shown as a part of its own"),
        ),
        "doubles": _DOUBLES,
    }  # fmt: skip
    return MethodView(**(values | changes))


_ROWS: Final = (
    ("GE", "Georgia", 8.4, 8.1, "1", "1", 0, 0.97),
    ("KE", "Kenya", 6.6, 4.8, "2", "4", 2, 0.78),
    ("MD", "Moldova", 6.4, 6.9, "3", "2", -1, 0.97),
    ("US", "United States", 5.8, 6.8, "4", "3", -1, 0.97),
    ("BW", "Botswana", 2.4, 2.4, "5", "6", 1, 0.91),
    ("TN", "Tunisia", None, 3.1, NONE, "5", None, 0.61),
    ("MZ", "Mozambique", None, None, NONE, NONE, None, 0.52),
)


def what_if(*, changed: bool = True, exercise: bool = False) -> WhatIfView:
    """Seven countries by a lighter threat and by heavier attacks on candidates, or by neither."""
    tried = {"threat": 0.3, "attacks": 2.55} if changed else {}
    weights = [
        WhatIfWeight(name=name, title=title, kind="dimension", dimension=name, weight=weight,
                     tried=tried.get(name, weight), share=weight,
                     tried_share={"threat": 0.43}.get(name, 0.285) if changed else weight)
        for name, (title, weight) in _TITLES.items()
    ] + [
        WhatIfWeight(name=name, title=title, kind="indicator", dimension=dimension, weight=weight,
                     tried=tried.get(name, weight), share=share,
                     tried_share=share * 0.8 if changed else share)
        for name, title, dimension, weight, share, _differs, _alone in _INDICATORS
    ]  # fmt: skip
    rows = []
    listed = _ROWS if changed else sorted(_ROWS, key=lambda row: (row[5] == NONE, row[5]))
    for code, name, then, own, rank, own_rank, places, coverage in listed:
        score = then if changed else own
        level, band = band_of(score)
        own_level, own_band = band_of(own)
        rows.append(
            WhatIfRow(
                code=code, name=name, score=score,
                score_text=NONE if score is None else f"{score:.1f}", level=level, band=band,
                rank_text=rank if changed else own_rank, coverage=coverage, method_score=own,
                method_score_text=NONE if own is None else f"{own:.1f}", method_level=own_level,
                method_band=own_band, method_rank_text=own_rank,
                moved=None if score is None or own is None else score - own,
                places_moved=places if changed else None if own is None else 0,
                exercise=exercise and code == "BW",
            )
        )  # fmt: skip
    title = "3 of 7 countries would be in another band; Kenya moves most, 4.8 to 6.6"
    stamp = "WHAT IF: Threat 0.3 (method 0.6), Attacks on candidates 2.55 (method 1.5)"
    return WhatIfView(
        title=title if changed else "The ranking by the method's own weights",
        subtitle="risk of harm by tried weights, 0\u201310 \u00b7 26 Oct 2024",
        footnote="A trial that no other screen knows of.",
        stamp=stamp if changed else "",
        weights=tuple(weights),
        rows=tuple(rows),
        changed=changed,
        scale=10.0,
    )
