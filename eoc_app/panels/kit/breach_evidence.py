"""Possible breaches: ads and spend in report windows inside restriction periods, with doubts.

Figures are those of the whole window, as its report states them; how much of the window lies in the
period is one of the reasons to doubt. Nothing here says that a rule was broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from eoc_app.domain.wording.printed import day, grouped, plain
from eoc_app.panels.kit.breach_doubts import reasons
from eoc_app.panels.kit.known_periods import KnownPeriod
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.report_windows import CountRow, WindowRow, windows
from eoc_app.views.register_view import PossibleBreach

Measure = Literal["ads_risen", "ads_active", "spend"]

BREAKABLE: Final[dict[str, tuple[Measure, ...]]] = {
    "new_political_ads_ban": ("ads_risen",),
    "political_ads_ban": ("ads_risen", "ads_active", "spend"),
    "electoral_silence": ("ads_active", "spend"),
}
"""Rules that ads can break, each with its measures; no figure can show a breach of others."""

_TITLES: Final[dict[Measure, str]] = {
    "ads_risen": "Ads newly active",
    "ads_active": "Ads active",
    "spend": "Spend",
}


def breaches(given: Given) -> dict[str, tuple[PossibleBreach, ...]]:
    """By period, the possible breaches of its rule, for each window and measure."""
    by_period: dict[str, list[PossibleBreach]] = {}
    for period, row in windows(given):
        by_period.setdefault(row.period_id, []).extend(of_window(period, row))
    return {period_id: tuple(possible) for period_id, possible in by_period.items() if possible}


def breach_counts(given: Given) -> dict[str, int]:
    """By period, the number of report windows with possible breaches; no entry means none."""
    frame = given.frames["restriction_window_counts"]
    return {row.period_id: row.window_count for row in frame.read(CountRow)}


def of_window(period: KnownPeriod, row: WindowRow) -> Iterable[PossibleBreach]:
    """The possible breaches of the period's rule in one window."""
    if row.relation == "before" or row.relation == "after":  # noqa: PLR1714 - narrows the type
        return
    for measure in BREAKABLE.get(period.row.rule, ()):
        figure = _figure(measure, row)
        if figure is None:
            continue
        text, lower, upper, unit = figure
        yield PossibleBreach(
            measure=measure,
            title=_TITLES[measure],
            relation=row.relation,
            window_kind=row.window_kind,
            window_starts_on=row.window_starts_on,
            window_ends_on=row.window_ends_on,
            days_inside=row.days_inside,
            window_days=row.window_days,
            platform=row.platform,
            value_text=text,
            lower=lower,
            upper=upper,
            unit=unit,
            reasons=reasons(period, row, measure),
            source=row.source_title,
            exercise=row.synthetic,
        )


_Figure = tuple[str, float | None, float | None, str]
"""A figure in words, its bounds, its unit."""


def _figure(measure: Measure, row: WindowRow) -> _Figure | None:
    match measure:
        case "ads_risen":
            return _risen(row)
        case "ads_active":
            return _active(row)
        case _:
            return _spend(row)


def _risen(row: WindowRow) -> _Figure | None:
    if not row.ads_risen or row.compared_window_ends_on is None:
        return None
    since = day(row.compared_window_ends_on)
    pages = row.pages_risen or 0
    on = f" on {grouped(pages)} page{'' if pages == 1 else 's'}" if pages else ""
    text = f"at least {_ads(row.ads_risen)}{on} that were not active in the window to {since}"
    return text, row.ads_risen, None, "ads"


def _active(row: WindowRow) -> _Figure | None:
    if not row.ad_count or row.window_kind == "lifelong":
        return None
    return f"{_ads(row.ad_count)} active", row.ad_count, row.ad_count, "ads"


def _ads(number: int) -> str:
    return f"{grouped(number)} ad{'' if number == 1 else 's'}"


def _spend(row: WindowRow) -> _Figure | None:
    if row.window_kind == "lifelong" or not row.currency_count:
        return None
    if row.currency_count > 1:
        return f"spend in {row.currency_count} currencies, never added up", None, None, ""
    unit = row.currency or "currency not stated"
    lower, upper = row.spend_lower or 0, row.spend_upper
    if upper is None:
        return f"spend of at least {plain(lower)} {unit}", lower, None, unit
    if lower == upper:
        return f"spend of {plain(lower)} {unit}", lower, upper, unit
    return f"spend between {plain(lower)} and {plain(upper)} {unit}", lower, upper, unit
