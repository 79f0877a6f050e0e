"""What report windows show inside restriction periods: possible breaches, and why they may be none.

Figures speak of the whole window, as its report states them; how much of it lies in the period is
among the reasons. Nothing here says that a rule was broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from eoc_app.domain.wording.printed import day, grouped, plain
from eoc_app.panels.kit.breach_doubts import reasons
from eoc_app.panels.kit.known_periods import Ruled
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.report_windows import CountRow, WindowRow, windows
from eoc_app.views.register_view import PossibleBreach

Measure = Literal["ads_risen", "ads_active", "spend"]

BREAKABLE: Final[dict[str, tuple[Measure, ...]]] = {
    "new_political_ads_ban": ("ads_risen",),
    "political_ads_ban": ("ads_risen", "ads_active", "spend"),
    "electoral_silence": ("ads_active", "spend"),
}
"""Rules that ads can break, with the measures that speak of each; of others no fact speaks."""

_TITLES: Final[dict[Measure, str]] = {
    "ads_risen": "Ads newly active",
    "ads_active": "Ads active",
    "spend": "Spend",
}


def breaches(given: Given) -> dict[str, tuple[PossibleBreach, ...]]:
    """By period what its report windows show that its rule restricts, by window and measure."""
    found: dict[str, list[PossibleBreach]] = {}
    for one, row in windows(given):
        found.setdefault(row.period_id, []).extend(of_window(one, row))
    return {period_id: tuple(told) for period_id, told in found.items() if told}


def breach_counts(given: Given) -> dict[str, int]:
    """By period the report windows that may show breaches; periods without one are not named."""
    frame = given.frames["restriction_window_counts"]
    return {row.period_id: row.window_count for row in frame.read(CountRow)}


def of_window(one: Ruled, row: WindowRow) -> Iterable[PossibleBreach]:
    """What one window shows that the rule of its period restricts."""
    if row.relation == "before" or row.relation == "after":  # noqa: PLR1714 - told one by one
        return
    for measure in BREAKABLE.get(one.row.rule, ()):
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
            reasons=reasons(one, row, measure),
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
