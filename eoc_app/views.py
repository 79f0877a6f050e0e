"""Frozen descriptions of all that a widget draws; the words that both processes know.

Views name levels and states, never colours or pixels. Days on a time axis are proleptic
ordinals (`date.toordinal`), with the hour as a fraction. Every text is plain text.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal

import msgspec
from msgspec.structs import replace

from eoc_app.core.selection import FilterName
from eoc_app.domain.restrictions.restriction import Standing

Level = Literal["low", "guarded", "elevated", "high", "severe", "not_assessable", "no_data", "none"]
"""A risk band, or why there is none; `none` where no judgement is made."""

Axis = Literal["harm", "protective", "effort"]

Knowledge = Literal["fresh", "stale", "no_data", "suppressed", "below_threshold"]
"""How well a signal is known; only the first is knowledge."""

Dimension = Literal["threat", "stakes", "vulnerability"]
"""The part of a score that an indicator belongs to."""


class Narrowing(msgspec.Struct, frozen=True):
    """A filter that narrows a view, as it is named in words: `Kenya`, `only Facebook`."""

    name: FilterName
    text: str


class WayOut(msgspec.Struct, frozen=True):
    """Filters without which an empty view would not be empty, and the rows that it would have."""

    filters: tuple[Narrowing, ...]
    row_count: int


COPIED: Final = "EXERCISE: synthetic data, no figure of a real place"
"""Stands over what is copied out of an exercise."""


class View(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """What all views say: the finding, what it measures, what it does not say.

    Every kind says by itself whether it is an exercise: one that does not cannot be defined.
    """

    title: str
    subtitle: str = ""
    footnote: str = ""
    empty: str = ""
    """Why there is nothing to draw; never empty text where there is nothing."""
    explained: str = ""
    """What it shows and how to read it: two plain sentences."""
    narrowed: tuple[Narrowing, ...] = ()
    """The filters that narrow it; title and subtitle name them."""
    ways_out: tuple[WayOut, ...] = ()
    """How an empty view may be filled; none where no filter emptied it."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "is_exercise" not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say whether it is an exercise")

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic, so that the stamp stands wherever it is shown."""
        return True


class HeaderView(View, frozen=True, kw_only=True):
    """The snapshot's own line: what it is, how old, whose, how marked."""

    snapshot_id: str
    serial: int
    publisher: str
    trust: str
    as_of_at: datetime
    as_of_text: str
    age_text: str
    aged: bool
    marking: str
    exercise: bool
    window_starts_on: date
    window_ends_on: date
    cursor_on: date
    countries: tuple[tuple[str, str], ...]
    platforms: tuple[str, ...]

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """A restriction state in one short text: at the moment looked at and, after it, now."""

    standing: Standing
    text: str
    wall_standing: Standing | None = None
    """What it is by the wall clock, where that is something else."""
    exercise: bool = False
    """Whether a period that it tells of is synthetic."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Where a country's score and rank may as well lie, by random draws; rank 1 is the worst."""

    code: str
    score_lower: float
    score_upper: float
    rank_lower: int
    """The rank of most concern that it may have."""
    rank_upper: int
    rank_text: str
    """As printed, such as `2\u20135`."""


class IntervalsView(View, frozen=True, kw_only=True):
    """The intervals of every country that has a score, in the order of codes."""

    intervals: tuple[Interval, ...]
    draws: int
    share: float
    """Part (0-1) of the draws that an interval holds."""
    seed: str
    """Hexadecimal; the same snapshot, day, platforms and method give the same draws."""
    exercise: bool
    """Whether any score that was drawn rests on synthetic figures."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise


Outline = Literal["both", "then", "now"]
"""A rule in force at the moment looked at and by the wall clock, or by one of the two alone."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A country on the map."""

    code: str
    name: str
    level: Level
    label: str
    """Score as printed, or a dash."""
    detail: tuple[str, ...]
    exercise: bool
    outline: Outline | None = None
    """By which clock a rule is in force; None where none is by either."""
    rule_exercise: bool = False
    """Whether a period that its outline or its detail tells of is synthetic."""
    rank_text: str = ""
    """Rank as printed; a dash where there is none."""
    band: str = ""
    """The band as printed, or why there is none."""
    interval: Interval | None = None
    """Set where the ranks of the day have been tried."""


class MapView(View, frozen=True, kw_only=True):
    """The world by band; `places` are the watched countries."""

    places: tuple[Place, ...]
    selected: str | None
    legend: tuple[tuple[Level, str], ...]
    outlines: tuple[tuple[Outline, str], ...] = ()
    """What each outline means, and by whose clock."""
    caption: str
    interval_text: str = ""
    """Of which draws its intervals are, once they come."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(place.exercise or place.rule_exercise for place in self.places)

    def with_intervals(self, told: IntervalsView | None) -> MapView:
        """The same, with the intervals of its countries where they are told."""
        found = {one.code: one for one in told.intervals} if told else {}
        places = (replace(one, interval=found.get(one.code)) for one in self.places)
        return replace(self, places=tuple(places))


class RankRow(msgspec.Struct, frozen=True, kw_only=True):
    """One country in the ranked table."""

    code: str
    name: str
    score: float | None
    score_text: str
    level: Level
    band: str
    lower: float | None
    upper: float | None
    rank_text: str
    coverage: float
    coverage_text: str
    t_minus: int | None
    t_text: str
    chip: Chip
    spark: tuple[float | None, ...]
    exercise: bool
    interval: Interval | None = None
    """Set where the ranks of the day have been tried."""


class RankingView(View, frozen=True, kw_only=True):
    """Countries, worst first, those not assessable last and apart."""

    rows: tuple[RankRow, ...]
    selected: str | None
    scale: float
    """The top of the score's scale."""
    assessable_coverage: float
    interval_share_text: str = ""
    """Part of the draws that an interval holds, as printed."""
    interval_text: str = ""
    """Of which draws its intervals are, once they come."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise or row.chip.exercise for row in self.rows)

    def with_intervals(self, told: IntervalsView | None) -> RankingView:
        """The same, with the intervals of its countries where they are told."""
        found = {one.code: one for one in told.intervals} if told else {}
        rows = (replace(row, interval=found.get(row.code)) for row in self.rows)
        return replace(self, rows=tuple(rows))


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was, with its cause."""

    cause: Literal["new data", "revised", "calendar", "stopped", "method", "resumed"]
    code: str | None
    subject: str
    text: str
    level: Level
    since: Literal["day", "snapshot"] = "day"
    """Against the day before, or against what the snapshot before this one said."""
    exercise: bool = False
    """Whether something that it rests on is synthetic."""


class ChangesView(View, frozen=True, kw_only=True):
    """What changed since another day."""

    changes: tuple[Change, ...]

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(change.exercise for change in self.changes)


class AxisFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fresh figure of protection or effort, in the signal's unit, over `window_days` days."""

    signal: str
    title: str
    text: str
    """As printed, with its unit and its window."""
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    window_days: int
    measured_on: date
    exercise: bool = False


class BesideScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An axis that stands beside the score and is never in it."""

    axis: Axis
    title: str
    figures: tuple[AxisFigure, ...]
    """Those that are fresh; what tells most first."""
    empty: str = ""
    """Said where no figure is fresh."""


class HeadlineView(View, frozen=True, kw_only=True):
    """The first lines of a country page; `sentence` says why."""

    code: str
    name: str
    election: str
    t_text: str
    score_text: str
    level: Level
    band: str
    interval_text: str
    rank_text: str
    coverage_text: str
    sentence: str
    not_seen: tuple[str, ...]
    exercise: bool
    flips: tuple[str, ...] = ()
    """What would flip the band, the smallest change first; sentences without their end."""
    drawn_text: str = ""
    """What random draws made of rank and score; empty until they were tried."""
    beside: tuple[BesideScore, ...] = ()
    """Protection and effort, which never raise or lower the score."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one indicator adds to the score, in points of the scale."""

    signal: str
    title: str
    points: float
    value_text: str
    level: Level
    knowledge: Knowledge
    weight_share: float
    exercise: bool
    note: str = ""
    dimension: Dimension = "threat"
    kind: Literal["seen", "unseen"] = "seen"
    """What is not seen counts at its worst; its points are ignorance, not harm."""


class DimensionScore(msgspec.Struct, frozen=True, kw_only=True):
    """A dimension's score, 0 to the top of the scale, what is not seen at its worst."""

    dimension: Dimension
    title: str
    score: float | None
    weight: float
    """Share (0-1) of the whole score."""


class ContributionsView(View, frozen=True, kw_only=True):
    """Contributions that add up to the score."""

    parts: tuple[Contribution, ...]
    total: float | None
    scale: float
    dimensions: tuple[DimensionScore, ...] = ()
    """What the parts belong to, in their order; together they are the score too."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(part.exercise for part in self.parts)


class FlipText(msgspec.Struct, frozen=True, kw_only=True):
    """One change that would put a country into another band, all else as it is."""

    kind: Literal["value", "weight", "dimension"]
    name: str
    """The signal, the indicator of the stakes, or the dimension whose weight it is."""
    up: bool
    level: Level
    """The band that the score would then lie in."""
    now: float | None
    """In the signal's unit, or a weight; None where the signal is not seen."""
    then: float
    size: float
    """How large a change: of the scale of severities (0-1), or of the weight itself."""
    text: str


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Why a signal, or the country where `signal` is empty, is not flagged."""

    signal: str
    reason: str
    text: str
    title: str = ""
    """The signal's; empty for the country."""
    exercise: bool = False


class CountryRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A country's score with all that it rests on; no score below the coverage that it needs."""

    code: str
    name: str
    score: float | None
    lower: float | None
    upper: float | None
    """What sources' own bounds allow, by the method's weights: from nothing harmful in what is
    not seen to the worst."""
    drawn_lower: float | None = None
    drawn_upper: float | None = None
    """What the middle part of the draws holds, weights drawn too; None without a score."""
    level: Level
    band: str
    rank_text: str
    rank: int | None
    """Place among the assessed countries; those that read the same share the first of theirs."""
    rank_lower: int | None = None
    rank_upper: int | None = None
    """The ranks that the middle part of the draws holds; 1 is of most concern."""
    rank_interval_text: str = ""
    """As printed, such as `2\u20135`; a dash without a score."""
    coverage: float
    unseen_share: float | None
    """Share (0-1) of the score that stands for what is not seen."""
    dimensions: tuple[DimensionScore, ...]
    contributions: tuple[Contribution, ...]
    sentence: str
    flips: tuple[FlipText, ...]
    """The smallest change first, of values and of weights."""
    why_not: tuple[WhyNot, ...] = ()
    """The country's own answer first, then one for each signal."""
    exercise: bool


class RiskView(View, frozen=True, kw_only=True):
    """Every watched country judged on a day, worst first, or one country with every answer."""

    as_of_on: date
    method_version: str
    method_digest: str
    scale: float
    assessable_coverage: float
    countries: tuple[CountryRisk, ...]
    draws: int
    share: float
    """Part (0-1) of the draws that `drawn_lower` to `drawn_upper` and the ranks hold."""
    seed: str
    """Hexadecimal; the same snapshot, day, platforms and method give the same draws."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(country.exercise for country in self.countries)


class BandRule(msgspec.Struct, frozen=True, kw_only=True):
    """A band of the scale."""

    level: Level
    title: str
    floor: float
    probability: float
    """How often an alert raised in it is stated to turn out right."""


class IndicatorRule(msgspec.Struct, frozen=True, kw_only=True):
    """How one signal, or one indicator of the stakes, is judged, or why it is not."""

    name: str
    title: str
    axis: Axis
    judged: bool
    dimension: Dimension | None
    weight: float | None
    effective_weight: float | None
    """Share (0-1) of every score by this method."""
    watch: float | None
    alert: float | None
    unit: str
    form: Literal["count", "share", "hours", "money"]
    fresh_days: int | None
    confounded: bool
    effort_note: str
    """Why it is judged although more of it may mean more effort."""
    action: str = ""
    """What an analyst does when it exceeds its expected range; without one an alarm is a note."""
    variance_share: float | None = None
    """Its part of the variance of scores between countries on the day looked at; adds up to 1."""
    main_effect: float | None = None
    """Squared correlation with the score (0-1) between countries on the day looked at."""


class PairCorrelation(msgspec.Struct, frozen=True, array_like=True):
    """Pearson's correlation of two indicators over the `count` countries in which both are seen."""

    first: str
    second: str
    value: float | None
    count: int


class StakesTable(msgspec.Struct, frozen=True, kw_only=True):
    """How the calendar becomes stakes."""

    kinds: tuple[tuple[str, float], ...]
    nearness: tuple[tuple[int, float], ...]
    """Days to polling and the part (0-1) of the stakes that they make up; lines between."""
    reaches: tuple[tuple[float, float], ...]
    """Users for each voter and the severity that they stand for; lines between."""


class MethodView(View, frozen=True, kw_only=True):
    """The method that a snapshot was judged by."""

    version: str
    digest: str
    """SHA-256 of the text that the snapshot states it in; empty where it states none."""
    unseen: Literal["worst", "left_out"]
    scale: float
    assessable_coverage: float
    severities: tuple[float, float, float]
    """At a signal's watch value, at its alert value, and at how many alert values the top is."""
    bands: tuple[BandRule, ...]
    dimensions: tuple[DimensionScore, ...]
    indicators: tuple[IndicatorRule, ...]
    stakes: StakesTable | None = None
    text: str = ""
    """The method as the snapshot states it, in TOML."""
    as_of_on: date | None = None
    """Day on which effects and correlations are measured."""
    country_count: int = 0
    """Countries with a score on that day."""
    correlations: tuple[PairCorrelation, ...] = ()
    """Every pair of judged indicators once."""
    rules: tuple[tuple[str, str], ...] = ()
    """The method in words: what is ruled, and how."""
    doubles: tuple[str, ...] = ()
    """Pairs that go together so closely that they may count one thing twice, strongest first."""
    exercise: bool = False
    """Whether differences and correlations of countries are told from synthetic data."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise


class WhatIfWeight(msgspec.Struct, frozen=True, kw_only=True):
    """A weight that may be tried: of a dimension, or of an indicator inside its dimension."""

    name: str
    title: str
    kind: Literal["dimension", "indicator"]
    dimension: Dimension
    weight: float
    """By the method."""
    tried: float
    share: float
    """Share (0-1) of the score by the method."""
    tried_share: float


class WhatIfRow(msgspec.Struct, frozen=True, kw_only=True):
    """A country by tried weights beside what the method says; None where not assessable."""

    code: str
    name: str
    score: float | None
    score_text: str
    level: Level
    band: str
    rank_text: str
    coverage: float
    method_score: float | None
    method_score_text: str
    method_level: Level
    method_band: str
    method_rank_text: str
    moved: float | None
    """Difference of the scores; None where either is missing."""
    places_moved: int | None = None
    """Places towards rank 1; None where it has no rank on one side."""
    exercise: bool


class WhatIfView(View, frozen=True, kw_only=True):
    """Scores by tried weights: never the risk of the snapshot, and stamped so wherever shown."""

    stamp: str
    """What must stand over every picture and table of it, such as `WHAT IF: threat 0.4`."""
    weights: tuple[WhatIfWeight, ...]
    """Dimensions first, then indicators by share."""
    rows: tuple[WhatIfRow, ...]
    """Worst first by the tried weights."""
    changed: bool
    """Whether any tried weight is another than the method's."""
    scale: float

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise for row in self.rows)


class AlarmRow(msgspec.Struct, frozen=True, kw_only=True):
    """A signal that exceeds its expected range, or that stopped; `note` where it asks nothing."""

    code: str
    name: str
    signal: str
    title: str
    axis: Axis
    kind: Literal["exceedance", "stopped"]
    note: bool
    action: str
    measured_on: date
    """Day of the figure; of the last one where the signal stopped."""
    span_days: int
    observed: float | None
    expected: float | None
    upper: float | None
    """Bound at the level in force."""
    observed_text: str
    expected_text: str
    upper_text: str
    unit: str
    form: Literal["count", "share", "hours", "money"]
    p_value: float | None
    odds_text: str
    """How rarely a quiet figure is as high, such as `1 in 2,400`."""
    rule: str
    """The rule that raised it, such as `EARS C2`, or `stopped`."""
    why: str
    """One sentence: observed, expected, bound, rule and baseline, with their numbers."""
    new: bool
    """Whether the figure before this one did not exceed."""
    level: Level
    """Band of a judged signal itself on the day, of the country's score for others; none where
    neither is known, not assessable where a signal stopped."""
    band: str
    probability: float | None
    """What the method states of an alert in that band."""
    exercise: bool


class AlarmsView(View, frozen=True, kw_only=True):
    """What a shift should look at, the least likely first, within the budget of its lead."""

    alarms: tuple[AlarmRow, ...]
    notes: tuple[AlarmRow, ...]
    """Exceedances that ask for no action, ranked alike."""
    as_of_on: date
    per_shift: float
    """False alarms that the lead accepts in a shift."""
    method_per_shift: float
    """The same by the snapshot's method."""
    shift_hours: float
    level: float
    """Share (0-1) of quiet figures that exceed."""
    level_text: str
    held: bool
    """Whether the level is held at an end of what can be judged, so that it misses the budget."""
    series_count: int
    asking_count: int = 0
    """Series that ask for something where they exceed: an alarm of the others is a note."""
    asking_per_day: float
    """Figures that the asking series bring on an average day; the budget is shared among them."""
    standing_false: float = 0.0
    """Alarms to be expected by chance among their newest figures, which all stand in the list."""
    expected_false: float
    """Alarms to be expected by chance in a shift at the level; notes take nothing of the budget."""
    fewest: int
    most: int
    """Nine quiet shifts of ten have so many."""
    budget_text: str
    """The same in one sentence."""
    measured_figures: int
    """Figures of asking series judged in the year to the day, as far as the window reaches."""
    measured_rate: float | None
    """Share (0-1) of them that exceeded at the level; events are among them."""
    measured_text: str = ""
    """The same in one sentence; empty where nothing was judged."""
    band_level: float | None
    """Level of the expected ranges that charts draw."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise for row in (*self.alarms, *self.notes))


class Shade(msgspec.Struct, frozen=True, kw_only=True):
    """A restriction period on a time axis; ends may lie outside what is drawn."""

    starts: float
    ends: float
    label: str
    exercise: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An instant on a time axis: an election day or a regime break."""

    at: float
    label: str
    kind: Literal["election", "break"]
    exercise: bool = False


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that covers several days, drawn over all of them as what it is."""

    starts: float
    ends: float
    value: float | None
    lower: float | None
    upper: float | None
    label: str
    """The figure as stated, such as `more than 20 million`."""
    exercise: bool


class SeriesView(View, frozen=True, kw_only=True):
    """One signal of one country over time.

    `days`, `values`, `lower`, `upper`, `synthetic` have one length; a value of None is a gap.
    """

    signal: str
    axis: Axis
    lead: bool
    unit: str
    form: Literal["count", "share", "hours", "money"]
    days: tuple[int, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    synthetic: tuple[bool, ...]
    spans: tuple[Span, ...]
    watch: float | None
    alert: float | None
    alarms: tuple[int, ...]
    """Positions in `days` at which the value reaches the alert threshold."""
    range_days: tuple[int, ...] = ()
    """Days whose figure was judged or could not be; the next three go with them, in the unit of
    `values`, None where nothing can be said."""
    expected: tuple[float | None, ...] = ()
    range_lower: tuple[float | None, ...] = ()
    range_upper: tuple[float | None, ...] = ()
    exceeded: tuple[int, ...] = ()
    """Positions in `range_days` at which the figure is above the range."""
    range_text: str = ""
    """What the range is and which rule made the newest, or why there is none."""
    range_observed: tuple[float | None, ...] = ()
    """The figures judged, a mean where they are of several days; empty where they are `values`."""
    range_rules: tuple[tuple[int, str], ...] = ()
    """From this position of `range_days` on, the rule; `none:` and why where nothing is judged."""
    shades: tuple[Shade, ...]
    marks: tuple[Mark, ...]
    starts: float
    ends: float
    cursor: float
    knowledge: Knowledge
    state_text: str
    value_text: str
    level: Level
    source: str
    exercise: bool

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return (
            self.exercise
            or any(shade.exercise for shade in self.shades)
            or any(mark.exercise for mark in self.marks)
        )


class SeriesGridView(View, frozen=True, kw_only=True):
    """The signals of a country, lead signals first, on one time axis."""

    series: tuple[SeriesView, ...]
    range_text: str = ""
    """What the expected ranges of all series are, or why none of them has one."""
    exceeded_text: str = ""
    """What a figure that is marked as exceeding its range is; empty where none can be."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(one.is_exercise for one in self.series)


class ClockRow(msgspec.Struct, frozen=True, kw_only=True):
    """One restriction period or polling day, by both clocks."""

    standing: Standing
    kind: Literal["period", "election", "none"]
    title: str
    at_snapshot: str
    at_wall: str
    wall_standing: Standing
    detail: str
    citation: str
    moved: str = ""
    zones: str = ""
    """In how many of its zones it is in force, such as `in force in 2 of 3 zones`."""
    wall_edge_at: datetime | None = None
    """The moment to which the wall clock counts down; None where nothing is awaited."""
    wall_edge: Literal["starts", "ends"] = "ends"
    exercise: bool


class ClockView(View, frozen=True, kw_only=True):
    """The restriction clock of a country."""

    rows: tuple[ClockRow, ...]
    snapshot_clock: str
    wall_clock: str

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(row.exercise for row in self.rows)


class Bar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A restriction period on the timeline: half-open, in days, from its first zone to its last."""

    starts: float
    ends: float
    label: str
    standing: Standing
    period_id: str = ""
    title: str = ""
    state: str = ""
    """What it is at the snapshot's moment, in words."""
    wall_standing: Standing | None = None
    """What it is by the wall clock, where that is something else."""
    wall_state: str = ""
    zone: str = ""
    """IANA zone whose local times are told."""
    ends_zone: str = ""
    """IANA zone of the place that ends last, where that is another one."""
    zones: str = ""
    """In how many of its zones it is in force; empty for a period of one zone."""
    core: tuple[float, float] | None = None
    """The part in which every zone is covered, where the zones differ; within `starts`, `ends`."""
    medium: str = ""
    citation: str = ""
    confidence: str = ""
    conditional: bool = False
    """Takes place only if a further round is needed."""
    breaches: int = 0
    """Report windows inside it that may show breaches."""
    exercise: bool = False
    moved_from: float | None = None
    """Where the end was before it was moved."""


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A country's row on the timeline; lanes of one `group` follow each other under its name."""

    code: str
    name: str
    zone: str
    bars: tuple[Bar, ...]
    elections: tuple[Mark, ...]
    note: str = ""
    group: str = ""


class TimelineView(View, frozen=True, kw_only=True):
    """Restriction periods of all countries; intervals are cut at the edge, never dropped."""

    lanes: tuple[Lane, ...]
    starts: float
    ends: float
    snapshot_at: float
    snapshot_word: str = "snapshot"
    """What the instant is called: `snapshot`, or `day shown` where a day was gone back to."""
    wall_at: float
    known_until: float
    selected: str | None
    selected_period: str | None = None
    exercise: bool
    """Whether a period that is counted is synthetic, drawn or not."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(
            any(bar.exercise for bar in lane.bars) or any(mark.exercise for mark in lane.elections)
            for lane in self.lanes
        )


class NextChange(msgspec.Struct, frozen=True, kw_only=True):
    """A moment at which a period starts or ends in a zone, in local and in room time."""

    at: datetime
    edge: Literal["starts", "ends"]
    code: str
    country: str
    title: str
    period_id: str
    standing: Standing
    """What the period is until then, at the wall clock."""
    local_text: str
    zone: str
    room_text: str
    note: str = ""
    """What must be known of it: conditional, moved, zone 2 of 3, beyond the snapshot's end."""
    exercise: bool = False


class NextChangesView(View, frozen=True, kw_only=True):
    """What changes next, soonest first; the window counts down to each by its own clock."""

    changes: tuple[NextChange, ...]
    now_at: datetime
    room_zone: str
    live: bool = True
    """Whether `now_at` is the wall clock, with which the window may go on counting."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(change.exercise for change in self.changes)


class ZoneState(msgspec.Struct, frozen=True, kw_only=True):
    """A period in one of its zones, by both clocks; local times are civil times of the zone."""

    time_zone: str
    territory: str | None
    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    state: Standing
    state_text: str
    wall_state: Standing
    wall_text: str


class PeriodVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement of a period in one zone."""

    version: int
    time_zone: str
    territory: str | None
    known_from_at: datetime | None
    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    withdrawn: bool
    conditional: bool
    election: str | None
    known: bool
    """Whether it had been announced at the moment by whose announcements periods are told."""
    citation: str | None
    confidence: str
    note: str | None


class PossibleBreach(msgspec.Struct, frozen=True, kw_only=True):
    """A report window that touches a period; a figure, and why it may be no breach."""

    measure: Literal["ads_risen", "ads_active", "spend"]
    title: str
    relation: Literal["inside", "overlaps"]
    window_kind: str
    window_starts_on: date | None
    window_ends_on: date
    days_inside: float
    """Days of the window, and parts of days, that lie in the period; its days are Pacific days."""
    window_days: int | None
    """None for a lifelong window."""
    platform: str
    value_text: str
    lower: float | None
    upper: float | None
    unit: str
    reasons: tuple[str, ...]
    source: str
    exercise: bool = False


class RegisterPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one period, by both clocks."""

    period_id: str
    country_code: str
    country: str
    rule: str
    title: str
    medium: str
    platform: str | None
    territories: tuple[str, ...]
    election: str | None
    round: str | None
    election_id: str | None
    rule_id: str | None
    imposed_by: str
    stated_by: str | None
    citation: str | None
    confidence: str
    conditional: bool
    version: int
    state: Standing
    state_text: str
    wall_state: Standing
    wall_text: str
    by_dates: Standing
    """What it would be at the moment if its dates stood, beyond the snapshot's end too."""
    zones_text: str
    zones: tuple[ZoneState, ...]
    moved: str
    """How an announcement moved it, in words; empty where none did."""
    versions: tuple[PeriodVersion, ...]
    breaches: tuple[PossibleBreach, ...]
    breach_count: int
    source: str
    note: str | None
    exercise: bool


class RuleOnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that has no period: no election with a day is on record for it."""

    rule_id: str
    country_code: str
    country: str
    rule: str
    title: str
    medium: str
    starts: str
    ends: str
    citation: str | None
    confidence: str


class PollingEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Polling days of an election, for calendars."""

    election_id: str
    country_code: str
    country: str
    name: str
    round: str
    starts_on: date
    ends_on: date
    status: str
    exercise: bool


class InForceCount(msgspec.Struct, frozen=True, kw_only=True):
    """Rules of a clock, and the countries that they are of."""

    rules: int
    countries: tuple[str, ...]


class RegisterView(View, frozen=True, kw_only=True):
    """Every restriction period as known at a moment, with all facts: for exports and programs."""

    at: datetime
    at_word: str
    known_at: datetime
    known_until: datetime
    now_at: datetime
    snapshot_id: str
    snapshot_title: str
    publisher: str
    marking: str
    as_of_at: datetime
    exercise: bool
    periods: tuple[RegisterPeriod, ...]
    polling: tuple[PollingEvent, ...]
    unruled: tuple[str, ...]
    """Countries with an election and no rule on record: that is not the same as no restriction."""
    rules_without_period: tuple[RuleOnRecord, ...] = ()
    announced_later: tuple[RegisterPeriod, ...] = ()
    """Periods announced only after `known_at`: the wall clock goes by them too."""
    in_force: InForceCount
    """At the moment."""
    in_force_now: InForceCount
    """By the wall clock: the same for every moment."""
    not_known_now: InForceCount
    """Begun by the snapshot's calendar and not over when it ended: they may be in force now."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return (
            self.exercise
            or any(period.exercise for period in (*self.periods, *self.announced_later))
            or any(event.exercise for event in self.polling)
        )


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table; `unit` is printed under or after the title."""

    key: str
    title: str
    unit: str = ""
    number: bool = False
    stretch: int = 1


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value and how it is printed."""

    text: str
    value: float | int | str | bool | None = None
    """What sorting and JSON use; days are ISO texts."""
    level: Level = "none"
    standing: Standing | None = None
    exercise: bool = False
    dim: bool = False
    upper: float | None = None
    """Largest value that the source allows, where `value` is only the smallest."""


class TableView(View, frozen=True, kw_only=True):
    """Rows and columns; every row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    codes: tuple[str | None, ...] = ()
    """The country that a row opens, where it opens one."""
    period_ids: tuple[str | None, ...] = ()
    """The restriction period that a row is about, where it is about one."""
    stamp: str = ""
    """What must stand over every picture and copy of the rows; empty where nothing must."""
    exercise: bool = False
    """Whether what it was made from is an exercise, beyond the cells that say so."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise or any(cell.exercise for row in self.rows for cell in row)


AnyView = (
    HeaderView
    | MapView
    | RankingView
    | ChangesView
    | HeadlineView
    | ContributionsView
    | RiskView
    | MethodView
    | IntervalsView
    | WhatIfView
    | AlarmsView
    | SeriesView
    | SeriesGridView
    | ClockView
    | TimelineView
    | NextChangesView
    | RegisterView
    | TableView
)


class ProblemView(msgspec.Struct, frozen=True, kw_only=True, tag="problem", omit_defaults=True):
    """An expected failure, to be shown where it happened."""

    what: str
    why: str
    remedy: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


class Trace(msgspec.Struct, frozen=True):
    """A query that a view was made from, with its digest and the sources that its rows name."""

    query: str
    digest: str
    sources: tuple[str, ...] = ()
    further_sources: int = 0
    """How many more its rows name."""
