"""Filters in words: which ones narrow a view, and which ones emptied it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from eoc_app.core.country import country
from eoc_app.core.selection import FILTERS, SPAN_WORDS, FilterName, is_set, widest
from eoc_app.domain.wording.platform_words import only_platforms
from eoc_app.domain.wording.printed import day, grouped, moment
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.report_windows import chosen_period, period_name
from eoc_app.views.view import Narrowing, View, WayOut

_SEP: Final = " \u00b7 "
_WITHOUT: Final[dict[FilterName, str]] = {
    "country": "for all countries",
    "platforms": "for all platforms",
    "medium": "for all media",
    "period": "for all periods",
    "window": "in the days shown at first",
    "span": f"in {SPAN_WORDS['season']}",
    "known": "by all that is known",
    "day": "on the newest day",
}

AView = TypeVar("AView", bound=View)


def filters_of(panel: Panel, given: Given) -> tuple[Narrowing, ...]:
    """The filters that are set and narrow a panel. The day is left out: the header shows it."""
    names = (name for name in FILTERS if name in panel.narrowed_by and name != "day")
    return tuple(
        Narrowing(name, words(given, name)) for name in names if is_set(given.selection, name)
    )


def words(given: Given, name: FilterName) -> str:
    """The wording of a filter in titles and chips."""
    return _WORDS[name](given)


def _period(given: Given) -> str:
    period = chosen_period(given) if "periods" in given.frames else None
    return f"the period {given.selection.period_id}" if period is None else period_name(period)


def _day(given: Given) -> str:
    requested = given.selection.at
    return day(given.as_of_on) if requested is None else moment(requested)


_WORDS: Final[dict[FilterName, Callable[[Given], str]]] = {
    "country": lambda given: country(given.selection.country_code or "").name,
    "platforms": lambda given: only_platforms(given.selection.platforms),
    "medium": lambda given: f"only {given.selection.medium}",
    "period": _period,
    "window": lambda given: f"{day(given.charts_since)} to {day(given.charts_until)}",
    "span": lambda given: SPAN_WORDS.get(given.selection.span, given.selection.span),
    "known": lambda given: f"as known {moment(given.known_at)}",
    "day": _day,
}


def of_chosen(given: Given) -> str:
    """` of Kenya`, for a sentence about missing data; empty where no country is selected."""
    code = given.selection.country_code
    return "" if code is None else f" of {country(code).name}"


def named(view: AView, narrowed: tuple[Narrowing, ...], **more: str) -> AView:
    """The view with each filter that narrows it in its title or subtitle, the country in front.

    `more` are further fields of the view.
    """
    title, subtitle = view.title, view.subtitle
    for narrowing in narrowed:
        if narrowing.name == "country":
            if not _says(title, narrowing.text):
                title = f"{narrowing.text}: {title}"
        elif not (_says(title, narrowing.text) or _says(subtitle, narrowing.text)):
            subtitle = _SEP.join(part for part in (subtitle, narrowing.text) if part)
    return replace(view, title=title, subtitle=subtitle, narrowed=narrowed, **more)


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def to_blame(panel: Panel, given: Given) -> list[tuple[Narrowing, ...]]:
    """Filters that may have emptied a panel: each on its own, then all of them together."""
    selection = given.selection
    names = [
        name
        for name in FILTERS
        if name in panel.narrowed_by
        and not (name == "country" and panel.needs_country)
        and replace(selection, **widest((name,))) != selection
    ]
    every = tuple(Narrowing(name, words(given, name)) for name in names)
    singly: list[tuple[Narrowing, ...]] = [(narrowing,) for narrowing in every]
    return [*singly, every] if len(every) > 1 else singly


def emptied(view: AView, tried: Sequence[tuple[Narrowing, ...]], ways: tuple[WayOut, ...]) -> AView:
    """The empty view with the reason why; `tried` are the filters that may have emptied it."""
    if ways:
        sentences = [
            f"It is empty {_because(ways[0])}.",
            *(f"Or {_because(way)}." for way in ways[1:]),
        ]
    elif tried:
        alternatives = [_WITHOUT[narrowing.name] for narrowing in tried[-1]]
        sentences = [f"There is nothing {_either(alternatives)} either."]
    else:
        return view
    return replace(view, empty=" ".join((view.empty, *sentences)), ways_out=ways)


def _because(way: WayOut) -> str:
    reasons = " and ".join(_filter(narrowing) for narrowing in way.filters)
    without = _WITHOUT[way.filters[0].name] if len(way.filters) == 1 else "without them"
    count = way.row_count
    rows = "is 1 row" if count == 1 else f"are {grouped(count)} rows"
    return f"because of {reasons}: {without} there {rows}"


def _filter(narrowing: Narrowing) -> str:
    if narrowing.name == "day":
        return f"the day shown, {narrowing.text}"
    return f"the {'span' if narrowing.name == 'span' else 'filter'} \u201c{narrowing.text}\u201d"


def _either(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} or {last}" if first else last
