"""The table twin of every view: the same numbers as rows, for screen readers, keys and commands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import singledispatch
from typing import Final

import msgspec

from eoc_app.core.country import country
from eoc_app.domain.dates.countdown import countdown_text
from eoc_app.domain.dates.day_axis import instant
from eoc_app.domain.wording.printed import (
    DASH,
    MINUS,
    NONE,
    bounds,
    coverage,
    day,
    figure,
    hundredths,
    moment,
    score_ends,
    share,
    stated_share,
)
from eoc_app.views import (
    AlarmRow,
    AlarmsView,
    Bar,
    Cell,
    ChangesView,
    ClockView,
    Column,
    ContributionsView,
    HeaderView,
    HeadlineView,
    Interval,
    IntervalsView,
    MapView,
    MethodView,
    NextChangesView,
    RankingView,
    RankRow,
    RegisterView,
    RiskView,
    SeriesGridView,
    SeriesView,
    TableView,
    TimelineView,
    View,
    WhatIfRow,
    WhatIfView,
)

_BEGINS: Final = {"starts": "begins", "ends": "ends"}
_PAIRS: Final = 5
"""Pairs of indicators that a table names under it."""
UP: Final = "\N{BLACK UP-POINTING TRIANGLE}"
DOWN: Final = "\N{BLACK DOWN-POINTING TRIANGLE}"


def _number(value: float | None, text: str = "") -> Cell:
    if value is None:
        return Cell(NONE, None, dim=True)
    return Cell(text or f"{value:g}", value)


def _table(
    view: View, columns: Sequence[tuple[str, bool]], rows: Sequence[tuple[Cell, ...]],
    codes: Sequence[str | None] | None = None,
) -> TableView:  # fmt: skip
    return TableView(
        title=view.title,
        subtitle=view.subtitle,
        footnote=view.footnote,
        empty=view.empty,
        exercise=view.is_exercise,
        columns=tuple(
            Column(key=title.lower().replace(" ", "_"), title=title, number=number)
            for title, number in columns
        ),
        rows=tuple(rows),
        codes=tuple(codes or ()),
    )


@singledispatch
def as_table(view: View) -> TableView:
    """A view as rows and columns.

    Raises:
        TypeError: the kind of view has no twin.
    """
    raise TypeError(type(view).__name__)


@as_table.register
def _of_table(view: TableView) -> TableView:
    return view


@as_table.register
def _of_header(view: HeaderView) -> TableView:
    told = {
        "title": view.title,
        "serial": str(view.serial),
        "snapshot": view.snapshot_id,
        "publisher": view.publisher,
        "trust": view.trust,
        "as of": f"{view.as_of_text} ({view.age_text})",
        "window": f"{day(view.window_starts_on)} to {day(view.window_ends_on)}",
        "day looked at": day(view.cursor_on),
        "marking": view.marking,
        "exercise": "yes: synthetic rows" if view.exercise else "no",
    }
    rows = [(Cell(name, name), Cell(text, text)) for name, text in told.items()]
    return _table(view, [("What", False), ("Value", False)], rows)


def _rank_interval(told: Interval | None) -> Cell:
    return Cell(told.rank_text, told.rank_lower) if told else Cell(NONE, None, dim=True)


def _score_interval(told: Interval | None, printed: str = "") -> Cell:
    if told is None:
        return Cell(NONE, None, dim=True)
    ends = score_ends(told.score_lower, told.score_upper, printed)
    return Cell(DASH.join(ends), told.score_lower)


def _end(row: RankRow, which: int) -> str:
    if row.lower is None or row.upper is None:
        return ""
    return score_ends(row.lower, row.upper, row.score_text)[which]


def _drawn(lower: float | None, upper: float | None) -> Cell:
    if lower is None or upper is None:
        return Cell(NONE, lower)
    return Cell(f"{hundredths(lower)}{DASH}{hundredths(upper)}", lower)


@as_table.register
def _of_map(view: MapView) -> TableView:
    rows = [
        (
            Cell(place.rank_text, place.rank_text),
            _rank_interval(place.interval),
            Cell(place.name, place.code, exercise=place.exercise),
            Cell(place.label, place.label),
            _score_interval(place.interval, place.label),
            Cell(place.band or place.level.replace("_", " "), place.level, level=place.level),
            Cell("; ".join(place.detail), "; ".join(place.detail)),
        )
        for place in view.places
    ]
    columns = [
        ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
        ("Score interval", True), ("Band", False), ("Detail", False),
    ]  # fmt: skip
    return _table(view, columns, rows, [place.code for place in view.places])


@as_table.register
def _of_ranking(view: RankingView) -> TableView:
    rows = [
        (
            Cell(row.rank_text, row.rank_text),
            _rank_interval(row.interval),
            Cell(row.name, row.code, exercise=row.exercise),
            Cell(row.score_text, row.score, level=row.level),
            _score_interval(row.interval, row.score_text),
            _number(row.lower, _end(row, 0)),
            _number(row.upper, _end(row, 1)),
            Cell(row.band, row.level, level=row.level),
            Cell(row.coverage_text, row.coverage),
            Cell(row.t_text, row.t_minus),
            Cell(row.chip.text, row.chip.text, standing=row.chip.standing),
        )
        for row in view.rows
    ]
    columns = [
        ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
        ("Score interval", True), ("Lower bound", True), ("Upper bound", True), ("Band", False),
        ("Coverage", True), ("T", True), ("Restriction", False),
    ]  # fmt: skip
    return _table(view, columns, rows, [row.code for row in view.rows])


@as_table.register
def _of_intervals(view: IntervalsView) -> TableView:
    rows = [
        (Cell(country(one.code).name, one.code), _rank_interval(one), _score_interval(one))
        for one in view.intervals
    ]
    columns = [("Country", False), ("Rank interval", True), ("Score interval", True)]
    return _table(view, columns, rows, [one.code for one in view.intervals])


@as_table.register
def _of_changes(view: ChangesView) -> TableView:
    rows = [
        (
            Cell(change.cause, change.cause),
            Cell(change.subject, change.code, exercise=change.exercise),
            Cell(change.text, change.text, level=change.level),
        )
        for change in view.changes
    ]
    columns = [("Cause", False), ("Country", False), ("Change", False)]
    return _table(view, columns, rows, [change.code for change in view.changes])


def country_changes_table(view: ChangesView) -> TableView:
    """What changed of one country: which changes are of all countries, and against what."""
    rows = [
        (
            Cell(change.cause, change.cause),
            Cell("day before" if change.since == "day" else "snapshot before", change.since),
            Cell(change.subject, change.code, exercise=change.exercise),
            Cell(change.text, change.text, level=change.level),
            Cell("EXERCISE" if change.exercise else NONE, change.exercise, dim=not change.exercise),
        )
        for change in view.changes
    ]
    columns = [
        ("Cause", False), ("Since", False), ("Of", False), ("Change", False), ("Exercise", False),
    ]  # fmt: skip
    table = _table(view, columns, rows)
    wide = {"change": 12}
    return msgspec.structs.replace(
        table,
        columns=tuple(
            msgspec.structs.replace(one, stretch=wide.get(one.key, 1)) for one in table.columns
        ),
    )


@as_table.register
def _of_headline(view: HeadlineView) -> TableView:
    told = {
        "country": view.name,
        "score": f"{view.score_text} {view.band}".strip(),
        "interval": view.interval_text or NONE,
        "coverage": view.coverage_text,
        "rank": view.rank_text,
        "by draws": view.drawn_text or NONE,
        "election": f"{view.election} ({view.t_text})",
        "why": view.sentence,
    }
    known = {"country", "election"}
    rows = [
        (Cell(name, name), Cell(text, text, exercise=view.exercise and name not in known))
        for name, text in told.items()
    ]
    rows += [(Cell("not seen", "not seen"), Cell(line, line)) for line in view.not_seen]
    rows += [
        (Cell("would flip it", "would flip it"), Cell(line, line, exercise=view.exercise))
        for line in view.flips
    ]
    for axis in view.beside:
        name = Cell(axis.title.lower(), axis.axis)
        rows += [
            (name, Cell(one.text, one.text, exercise=one.exercise)) for one in axis.figures
        ] or [(name, Cell(axis.empty, axis.empty, dim=True))]
    return _table(view, [("What", False), ("Value", False)], rows)


@as_table.register
def _of_contributions(view: ContributionsView) -> TableView:
    rows = [
        (
            Cell(part.title, part.signal, exercise=part.exercise),
            Cell(part.dimension, part.dimension),
            _number(part.points, f"{part.points:.2f}"),
            Cell(part.value_text, part.value_text),
            _stated(part.weight_share),
            Cell(part.knowledge.replace("_", " "), part.knowledge),
            Cell(part.note or "", part.note or None),
        )
        for part in view.parts
    ]
    columns = [
        ("Signal", False), ("Dimension", False), ("Points", True), ("Value", True),
        ("Weight", True), ("Known", False), ("Note", False),
    ]  # fmt: skip
    return _table(view, columns, rows)


@as_table.register
def _of_risk(view: RiskView) -> TableView:
    rows = [
        (
            Cell(one.rank_text, one.rank),
            _number(one.rank_lower, one.rank_interval_text),
            Cell(one.name, one.code, exercise=one.exercise),
            _number(one.score, "" if one.score is None else hundredths(one.score)),
            _drawn(one.drawn_lower, one.drawn_upper),
            _number(one.lower, "" if one.lower is None else hundredths(one.lower)),
            _number(one.upper, "" if one.upper is None else hundredths(one.upper)),
            Cell(one.band, one.level, level=one.level),
            _number(one.coverage, coverage(one.coverage, view.assessable_coverage)),
            _number(one.unseen_share, "" if one.unseen_share is None else share(one.unseen_share)),
            Cell(one.sentence, one.sentence),
        )
        for one in view.countries
    ]
    columns = [
        ("Rank", True), ("Rank interval", True), ("Country", False), ("Score", True),
        ("Score interval", True), ("Lower bound", True), ("Upper bound", True), ("Band", False),
        ("Coverage", True), ("Not seen", True), ("Why", False),
    ]  # fmt: skip
    return _table(view, columns, rows, [one.code for one in view.countries])


_REASONS: Final = (
    "flagged", "stale", "no_data", "suppressed", "below_threshold", "not_assessable",
    "below_band", "below_watch", "not_judged", "effort", "protective",
)  # fmt: skip
"""Of what concerns most first, of what is never judged last."""


def why_not_table(view: RiskView) -> TableView:
    """Why each signal of the only country of a view does not flag it, what concerns most first."""
    country = view.countries[0] if view.countries else None
    answers = [one for one in country.why_not if one.signal] if country else []
    places = {reason: place for place, reason in enumerate(_REASONS)}
    answers.sort(key=lambda one: places.get(one.reason, len(places)))
    rows = [
        (
            Cell(one.title or one.signal, one.signal),
            Cell(one.reason.replace("_", " "), one.reason),
            Cell(one.text, one.text, exercise=one.exercise),
        )
        for one in answers
    ]
    table = _table(view, [("Signal", False), ("Reason", False), ("Answer", False)], rows)
    *narrow, wide = table.columns
    return msgspec.structs.replace(
        table,
        columns=(*narrow, msgspec.structs.replace(wide, stretch=12)),
        title=f"Why is {country.name} not flagged?" if country else "Why not flagged?",
        footnote="",
        empty="" if rows else view.empty or "The snapshot holds nothing of this country.",
    )


@as_table.register
def _of_method(view: MethodView) -> TableView:
    rows = [
        (
            Cell(one.title, one.name),
            Cell(one.axis, one.axis),
            Cell(one.dimension or "not judged", one.dimension, dim=one.dimension is None),
            _number(one.weight),
            _stated(one.effective_weight),
            _share(one.variance_share, exercise=view.exercise),
            _share(one.main_effect, exercise=view.exercise),
            _number(one.watch, "" if one.watch is None else figure(one.watch, one.form, one.unit)),
            _number(one.alert, "" if one.alert is None else figure(one.alert, one.form, one.unit)),
            _number(one.fresh_days),
            Cell(one.effort_note or NONE, one.effort_note or None),
            Cell(one.action or NONE, one.action or None),
        )
        for one in view.indicators
    ]
    columns = [
        ("Indicator", False), ("Axis", False), ("Dimension", False), ("Weight", True),
        ("Of the score", True), ("Of the differences", True), ("Told from it alone", True),
        ("Watch", True), ("Alert", True), ("Fresh days", True), ("May show effort", False),
        ("What to do", False),
    ]  # fmt: skip
    table = _table(view, columns, rows)
    told = [f"{what}: {how}." for what, how in view.rules]
    told += [f"May count one thing twice: {pair}." for pair in view.doubles[:_PAIRS]]
    if len(view.doubles) > _PAIRS:
        told.append(f"So may {len(view.doubles) - _PAIRS} more pairs.")
    # Lines become one each; the narrow spaces inside figures stay.
    footnote = "\n".join(re.sub("[ \t\r\n]+", " ", part) for part in (view.footnote, *told))
    return msgspec.structs.replace(table, footnote=footnote)


def correlations_table(view: MethodView) -> TableView:
    """Every pair of judged indicators, the closest first, those of which nothing is known last."""
    titles = {one.name: one.title for one in view.indicators}
    pairs = sorted(
        view.correlations, key=lambda one: (one.value is None, -abs(one.value or 0.0), one.first)
    )
    rows = [
        (
            Cell(titles[one.first], one.first),
            Cell(titles[one.second], one.second),
            msgspec.structs.replace(
                _number(
                    one.value,
                    "" if one.value is None else f"{one.value:.2f}".replace("-", MINUS),
                ),
                exercise=view.exercise and one.value is not None,
            ),
            Cell(str(one.count), one.count),
        )
        for one in pairs
    ]
    columns = [("Indicator", False), ("And", False), ("Correlation", True), ("Countries", True)]
    table = _table(view, columns, rows)
    return msgspec.structs.replace(
        table,
        title="How indicators go together",
        footnote="Pearson's correlation over the countries in which both are seen.",
        empty="" if rows else "Fewer than two indicators are judged.",
    )


@as_table.register
def _of_what_if(view: WhatIfView) -> TableView:
    rows = [
        (
            Cell(row.rank_text, row.rank_text),
            Cell(row.name, row.code, exercise=row.exercise),
            Cell(row.score_text, row.score, level=row.level, dim=row.score is None),
            Cell(moved_text(row), row.places_moved, dim=not row.places_moved),
            _changed(row.moved),
            Cell(row.method_score_text, row.method_score, level=row.method_level, dim=True),
            Cell(row.method_rank_text, row.method_rank_text, dim=True),
            Cell(
                row.band
                if row.level == row.method_level
                else f"{row.method_band} \u2192 {row.band}",
                row.level,
                dim=row.level == row.method_level,
            ),
            Cell(share(row.coverage), row.coverage, dim=True),
        )
        for row in view.rows
    ]
    columns = [
        ("Rank", True), ("Country", False), ("What if", True), ("Places", True), ("Change", True),
        ("Method", True), ("At rank", True), ("Band", False), ("Coverage", True),
    ]  # fmt: skip
    table = _table(view, columns, rows, [row.code for row in view.rows])
    title = f"{view.stamp} \u00b7 {view.title}" if view.stamp else view.title
    return msgspec.structs.replace(table, title=title, stamp=view.stamp)


def weights_table(view: WhatIfView) -> TableView:
    """Every weight by the method and as it is tried, with the share of the score that it makes."""
    rows = [
        (
            Cell(one.title, one.name),
            Cell(one.dimension if one.kind == "indicator" else "all of it", one.dimension),
            _number(one.weight),
            _number(one.tried, f"{one.tried:.4g}"),
            _stated(one.share),
            _stated(one.tried_share),
        )
        for one in view.weights
    ]
    columns = [
        ("Weight of", False), ("Dimension", False), ("By the method", True), ("Tried", True),
        ("Of the score", True), ("Of the score, what if", True),
    ]  # fmt: skip
    table = _table(view, columns, rows)
    return msgspec.structs.replace(
        table,
        title=f"{view.stamp} \u00b7 Weights tried" if view.stamp else "Weights",
        footnote="",
        stamp=view.stamp,
    )


def moved_text(row: WhatIfRow) -> str:
    """How many places a rank moved: up is towards rank 1, of most concern."""
    places = row.places_moved
    if places is None:
        return NONE
    return "=" if places == 0 else f"{UP if places > 0 else DOWN} {abs(places)}"


def _changed(value: float | None) -> Cell:
    """A difference of scores with its sign; dim where it is not seen in what is printed."""
    text = "" if value is None else f"{abs(value):.2f}"
    if not text or text == "0.00":
        return Cell(text or NONE, value, dim=True)
    return Cell(f"{'+' if (value or 0) > 0 else MINUS}{text}", value)


def _share(value: float | None, *, exercise: bool = False) -> Cell:
    cell = _number(value, "" if value is None else share(value))
    return msgspec.structs.replace(cell, exercise=exercise and value is not None)


def _stated(value: float | None) -> Cell:
    return _number(value, "" if value is None else stated_share(value))


def _of_one_alarm(row: AlarmRow) -> tuple[Cell, ...]:
    kind = "note" if row.note else "alarm" if row.kind == "exceedance" else "stopped"
    on = day(row.measured_on)
    return (
        Cell(kind.capitalize(), kind, dim=row.note),
        Cell(row.name, row.code, exercise=row.exercise),
        Cell(row.title, row.signal),
        Cell(
            on if row.span_days == 1 else f"{row.span_days} days to {on}",
            row.measured_on.isoformat(),
        ),
        _number(row.observed, row.observed_text),
        _number(row.expected, row.expected_text),
        _number(row.upper, row.upper_text),
        _number(row.p_value, row.odds_text),
        Cell("new" if row.new else "goes on", row.new),
        Cell(row.band, row.level, level=row.level),
        _number(row.probability, share(row.probability or 0.0)),
        Cell(row.rule, row.rule),
        Cell(row.action or "none asked", row.action or None, dim=not row.action),
        Cell(row.why, row.why),
    )


@as_table.register
def _of_alarms(view: AlarmsView) -> TableView:
    rows = (*view.alarms, *view.notes)
    columns = [
        ("Kind", False), ("Country", False), ("Signal", False), ("Figure of", False),
        ("Observed", True), ("Expected", True), ("Bound", True),
        ("As rare as", True), ("New", False), ("Band", False), ("Stated to be right", True),
        ("Rule", False), ("What to do", False), ("Why", False),
    ]  # fmt: skip
    under = (view.budget_text, view.footnote, view.measured_text)
    told = msgspec.structs.replace(view, footnote=" ".join(filter(None, under)))
    return _table(told, columns, [_of_one_alarm(row) for row in rows], [row.code for row in rows])


def _expected(view: SeriesView, at: int | None) -> tuple[Cell, ...]:
    """What a figure was judged by: figure, expected, both ends of the range, verdict, rule."""
    if at is None:
        return (Cell(NONE, None, dim=True),) * 6

    def told(value: float | None) -> Cell:
        return _number(value, "" if value is None else figure(value, view.form, view.unit))

    rule = next((name for begins, name in reversed(view.range_rules) if begins <= at), "")
    day_of = view.range_days[at]
    values = dict(zip(view.days, view.values, strict=True))
    judged = view.range_observed[at] if view.range_observed else values.get(day_of)
    verdict = "yes" if at in view.exceeded else "no"
    if rule.startswith("none: "):
        verdict, judged = "not judged", None
    return (
        told(judged),
        told(view.expected[at]),
        told(view.range_lower[at]),
        told(view.range_upper[at]),
        Cell(verdict, verdict, dim=verdict == "not judged"),
        Cell(rule or NONE, rule or None),
    )


def _points(view: SeriesView) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    places = {day_of: at for at, day_of in enumerate(view.range_days)}
    points = {on: at for at, on in enumerate(view.days)}
    # A day without a figure has a row too where a range was known for it.
    for on in sorted(places.keys() | points.keys()):
        at = points.get(on)
        value = None if at is None else view.values[at]
        stated = NONE if value is None else figure(value, view.form, view.unit)
        between = ""
        if at is not None:
            between = bounds(view.lower[at], view.upper[at], view.form, view.unit)
        rows.append(
            (
                Cell(view.title, view.signal),
                Cell(day(date.fromordinal(on)), date.fromordinal(on).isoformat()),
                Cell(
                    stated,
                    value,
                    exercise=at is not None and view.synthetic[at],
                    dim=value is None,
                ),
                Cell(between, None),
                *_expected(view, places.get(on)),
            )
        )
    for span in view.spans:
        first, last = date.fromordinal(int(span.starts)), date.fromordinal(int(span.ends) - 1)
        rows.append(
            (
                Cell(view.title, view.signal),
                Cell(f"{day(first)} to {day(last)}", last.isoformat()),
                Cell(span.label, span.value, exercise=span.exercise),
                Cell(bounds(span.lower, span.upper, view.form, view.unit), None),
                *_expected(view, None),
            )
        )
    return rows


_RANGE_COLUMNS: Final = [
    ("Judged", True), ("Expected", True), ("Range from", True), ("Range to", True),
    ("Exceeds", False),
]  # fmt: skip
_SERIES_COLUMNS: Final = [
    ("Signal", False), ("Day", False), ("Value", True), ("Bounds", True), *_RANGE_COLUMNS,
    ("Rule", False),
]  # fmt: skip


@as_table.register
def _of_series(view: SeriesView) -> TableView:
    told = msgspec.structs.replace(
        view, footnote="; ".join(part for part in (view.range_text, view.footnote) if part)
    )
    return _table(told, _SERIES_COLUMNS, _points(view))


def _newest(view: SeriesView) -> int | None:
    """The position of the newest day that was judged or could not be, up to the day looked at."""
    before = [at for at, day_of in enumerate(view.range_days) if day_of <= view.cursor]
    return before[-1] if before else None


@as_table.register
def _of_series_grid(view: SeriesGridView) -> TableView:
    rows = [
        (
            Cell(series.title, series.signal, exercise=series.exercise),
            Cell(series.axis, series.axis),
            Cell(series.value_text, series.value_text, level=series.level),
            Cell(series.knowledge.replace("_", " "), series.knowledge),
            Cell(series.state_text, series.state_text),
            *_expected(series, _newest(series))[:-1],
            Cell(series.range_text or NONE, series.range_text or None),
            Cell(str(len(series.days) + len(series.spans)), len(series.days) + len(series.spans)),
            Cell(series.source or NONE, series.source or None),
        )
        for series in view.series
    ]
    columns = [
        ("Signal", False), ("Axis", False), ("Value", True), ("Known", False), ("State", False),
        *_RANGE_COLUMNS, ("Expected by", False), ("Figures", True), ("Source", False),
    ]  # fmt: skip
    return _table(view, columns, rows)


@as_table.register
def _of_clock(view: ClockView) -> TableView:
    rows = [
        (
            Cell(row.title, row.title, standing=row.standing),
            Cell(row.at_snapshot, row.standing, standing=row.standing),
            Cell(row.at_wall, row.wall_standing, standing=row.wall_standing),
            Cell("; ".join(part for part in (row.detail, row.moved) if part), row.detail or None),
            Cell(row.citation, row.citation or None),
        )
        for row in view.rows
    ]
    columns = [
        ("Rule or election", False), (view.snapshot_clock, False), (view.wall_clock, False),
        ("When and what", False), ("Citation", False),
    ]  # fmt: skip
    return _table(view, columns, rows)


def _span_of(bar: Bar) -> str:
    """Both ends of a bar in local time, and what else is told of it."""
    zone = bar.zone or None

    def written(day: float, zone: str | None = zone) -> str:
        at = instant(day)
        return "no end on record" if at is None else moment(at, zone, year=True)

    told = [f"{written(bar.starts)} to {written(bar.ends, bar.ends_zone or zone)}"]
    if bar.moved_from is not None:
        told.append(f"end moved: was {written(bar.moved_from)}")
    told.extend(part for part in (bar.zones, bar.medium) if part)
    told.append(bar.citation or "no citation on record")
    return "; ".join(told)


@as_table.register
def _of_next_changes(view: NextChangesView) -> TableView:
    rows = [
        (
            Cell(f"in {countdown_text(change.at - view.now_at)}", change.at.isoformat()),
            Cell(change.country, change.code, exercise=change.exercise),
            Cell(f"{change.title} {_BEGINS[change.edge]}", change.edge, standing=change.standing),
            Cell(change.local_text, change.zone),
            Cell(change.room_text, view.room_zone),
            Cell(change.note, change.note or None),
        )
        for change in view.changes
    ]
    columns = [
        ("In", True), ("Country", False), ("What", False), ("Local time", False),
        (f"Room time ({view.room_zone})", False), ("Note", False),
    ]  # fmt: skip
    return _table(view, columns, rows, [change.code for change in view.changes])


@as_table.register
def _of_register(view: RegisterView) -> TableView:
    rows: list[tuple[Cell, ...]] = []
    codes: list[str | None] = []
    for period in view.periods:
        for zone in period.zones:
            rows.append(
                (
                    Cell(period.country, period.country_code, exercise=period.exercise),
                    Cell(period.title, period.rule),
                    Cell(zone.territory or zone.time_zone, zone.time_zone),
                    _local(zone.starts_local),
                    _local(zone.ends_local),
                    Cell(zone.state_text, zone.state, standing=zone.state),
                    Cell(zone.wall_text, zone.wall_state, standing=zone.wall_state),
                    Cell(period.medium, period.medium),
                    Cell(period.moved, period.moved or None),
                    Cell(str(period.version), period.version),
                    Cell(period.citation or "no citation on record", period.citation),
                    Cell(period.confidence, period.confidence),
                    Cell(str(period.breach_count), period.breach_count),
                )
            )
            codes.append(period.country_code)
    dash = Cell(NONE, None, dim=True)
    for rule in view.rules_without_period:
        said = Cell("no election day on record, so no dates", "undated", standing="undated")
        rows.append(
            (
                Cell(rule.country, rule.country_code), Cell(rule.title, rule.rule), dash,
                Cell(rule.starts, rule.starts), Cell(rule.ends, rule.ends), said, said,
                Cell(rule.medium, rule.medium), dash, dash,
                Cell(rule.citation or "no citation on record", rule.citation),
                Cell(rule.confidence, rule.confidence), dash,
            )
        )  # fmt: skip
        codes.append(rule.country_code)
    for code in view.unruled:
        name = country(code).name
        blank = (Cell(NONE, None, dim=True),) * 9
        said = Cell("no rule on record", "no_rule", standing="no_rule")
        rows.append((Cell(name, code), said, blank[0], blank[0], blank[0], said, said, *blank[:6]))
        codes.append(code)
    columns = [
        ("Country", False), ("Rule", False), ("Zone", False), ("Starts (local)", False),
        ("Ends (local)", False), (f"At the {view.at_word}", False), ("Now", False),
        ("In scope", False), ("Moved", False), ("Version", True), ("Citation", False),
        ("Confidence", False), ("Possible breaches", True),
    ]  # fmt: skip
    return _table(view, columns, rows, codes)


def _local(civil: datetime | None) -> Cell:
    if civil is None:
        return Cell(NONE, None, dim=True)
    return Cell(civil.strftime("%Y-%m-%d %H:%M"), civil.isoformat())


@as_table.register
def _of_timeline(view: TimelineView) -> TableView:
    rows: list[tuple[Cell, ...]] = []
    codes: list[str | None] = []
    for lane in view.lanes:
        for bar in lane.bars:
            rows.append(
                (
                    Cell(lane.name, lane.code, exercise=bar.exercise),
                    Cell(bar.title or bar.label, bar.label),
                    Cell(
                        bar.state or bar.standing.replace("_", " "),
                        bar.standing,
                        standing=bar.standing,
                    ),
                    _now_of(bar),
                    Cell(_span_of(bar), bar.period_id or None),
                )
            )
            codes.append(lane.code)
        for mark in lane.elections:
            on = date.fromordinal(int(mark.at))
            rows.append(
                (
                    Cell(lane.name, lane.code),
                    Cell("polling day", "election", exercise=mark.exercise),
                    Cell(day(on), on.isoformat()),
                    Cell(NONE, None, dim=True),
                    Cell(mark.label, mark.label),
                )
            )
            codes.append(lane.code)
        if lane.note:
            rows.append(
                (Cell(lane.name, lane.code), Cell(lane.note, "no_rule", standing="no_rule"),
                 Cell(""), Cell(""), Cell(""))
            )  # fmt: skip
            codes.append(lane.code)
    columns = [
        ("Country", False), ("What", False), (f"At the {view.snapshot_word}", False),
        ("Now", False), ("Detail", False),
    ]  # fmt: skip
    return _table(view, columns, rows, codes)


def _now_of(bar: Bar) -> Cell:
    """What a period is by the wall clock."""
    standing = bar.wall_standing or bar.standing
    return Cell(bar.wall_state or standing.replace("_", " "), standing, standing=standing)
