"""Every restriction period with all its details, for exports and for other programs."""

from __future__ import annotations

from eoc_app.core.country import country
from eoc_app.domain.restrictions.restriction import standing_of
from eoc_app.panels.kit.breach_evidence import breach_counts, breaches
from eoc_app.panels.kit.instants import utc
from eoc_app.panels.kit.known_periods import (
    KnownPeriod,
    PeriodRow,
    is_wanted,
    later_periods,
    periods,
    register,
)
from eoc_app.panels.kit.listings import SourceName
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.nearby_elections import elections
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import (
    NOT_YET,
    moved_text,
    stretch_text,
    then_text,
    wall_text,
    zones_text,
)
from eoc_app.panels.kit.rules_on_record import RuleRow, rules
from eoc_app.panels.kit.two_clocks import count_of, in_force, now_words, title
from eoc_app.views.register_view import (
    PeriodVersion,
    PollingEvent,
    PossibleBreach,
    RegisterPeriod,
    RegisterView,
    RuleOnRecord,
    ZoneState,
)


def build(given: Given) -> RegisterView:
    """Announced periods by country and start, of all countries or of the selected one."""
    selection = given.selection
    known = periods(given)
    titles = {row.source_id: row.title for row in given.frames["source_names"].read(SourceName)}
    inside, counts = breaches(given), breach_counts(given)

    def is_selected(period: KnownPeriod) -> bool:
        return is_wanted(given, period) and selection.period_id in (None, period.row.period_id)

    stories = given.frames["periods"].once(register).stories
    versions = {period_id: list(story.rows.values()) for period_id, story in stories.items()}

    def entries(listed: list[KnownPeriod]) -> tuple[RegisterPeriod, ...]:
        return tuple(
            _period(given, period, versions[period.row.period_id], titles, inside, counts)
            for period in filter(is_selected, listed)
        )

    shown = entries(known)
    running = in_force(given, country_code=selection.country_code, medium=selection.medium)
    polling = tuple(
        PollingEvent(
            election_id=row.election_id,
            country_code=row.country_code,
            country=country(row.country_code).name,
            name=row.name,
            round=row.round,
            starts_on=row.polling_starts_on,
            ends_on=row.polling_ends_on,
            status=row.status,
            exercise=row.synthetic,
        )
        for code, rows in sorted(elections(given).items())
        for row in rows
        if selection.country_code in (None, code)
    )
    with_rules = {period.row.country_code for period in known} | set(on_record := rules(given))
    rule_ids = {period.row.rule_id for period in known}
    rules_with_period = {(period.row.country_code, period.row.rule) for period in known}
    unruled = {event.country_code for event in polling} - with_rules
    if selection.country_code is not None and selection.country_code not in with_rules:
        unruled.add(selection.country_code)
    about = given.about
    return RegisterView(
        title=f"{len(shown)} restriction {'period' if len(shown) == 1 else 'periods'} on record",
        subtitle=f"{title(given, running)} \u00b7 {now_words(given, running)}",
        footnote="No rule on record means that we know of none, not that there is none.",
        at=given.moment,
        at_word=given.moment_word,
        known_at=given.known_at,
        known_until=given.known_until,
        now_at=given.now_at,
        snapshot_id=about["snapshot_id"],
        snapshot_title=about["title"],
        publisher=about["publisher"],
        marking=about["marking"],
        as_of_at=about["as_of_at"],
        exercise=about["exercise"],
        periods=shown,
        polling=polling,
        unruled=tuple(sorted(unruled)),
        rules_without_period=tuple(
            _on_record(rule)
            for code, listed in sorted(on_record.items())
            if selection.country_code in (None, code)
            for rule in listed
            if rule.rule_id not in rule_ids and (code, rule.rule) not in rules_with_period
        ),
        announced_later=entries(later_periods(given)),
        in_force=count_of(filter(is_selected, running.then)),
        in_force_now=count_of(filter(is_selected, running.now)),
        not_known_now=count_of(filter(is_selected, running.unknown)),
        empty=""
        if shown
        else f"No restriction period{of_chosen(given)} is on record: that is not the same as none.",
    )


def _on_record(rule: RuleRow) -> RuleOnRecord:
    return RuleOnRecord(
        rule_id=rule.rule_id,
        country_code=rule.country_code,
        country=country(rule.country_code).name,
        rule=rule.rule,
        title=rule.title,
        medium=rule.medium,
        starts=rule.starts,
        ends=rule.ends,
        citation=rule.citation,
        confidence=rule.confidence,
    )


def _period(
    given: Given,
    period: KnownPeriod,
    versions: list[PeriodRow],
    titles: dict[int, str],
    inside: dict[str, tuple[PossibleBreach, ...]],
    counts: dict[str, int],
) -> RegisterPeriod:
    row = period.row
    state, text = then_text(given, period)
    wall_standing, wall_words = wall_text(given, period)
    return RegisterPeriod(
        period_id=row.period_id,
        country_code=row.country_code,
        country=country(row.country_code).name,
        rule=row.rule,
        title=period.title,
        medium=row.medium,
        platform=row.platform,
        territories=tuple(sorted({zone.territory for zone in period.rows if zone.territory})),
        election=row.election,
        round=row.round,
        election_id=row.election_id,
        rule_id=row.rule_id,
        imposed_by=row.imposed_by,
        stated_by=row.stated_by,
        citation=row.citation,
        confidence=row.confidence,
        conditional=row.conditional,
        version=max(stretch.version for stretch in period.period.stretches),
        state=state,
        state_text=text,
        wall_state=wall_standing,
        wall_text=wall_words,
        by_dates=standing_of(period.period, given.moment, given.moment),
        zones_text=zones_text(period.period, given.moment),
        zones=_zones(given, period),
        moved=moved_text(period.period, year=0),
        versions=tuple(_version(given, version) for version in versions),
        breaches=inside.get(row.period_id, ()),
        breach_count=counts.get(row.period_id, 0),
        source=titles.get(row.source_id, ""),
        note=row.note,
        exercise=period.exercise,
    )


def _zones(given: Given, period: KnownPeriod) -> tuple[ZoneState, ...]:
    walls = {(stretch.time_zone, stretch.territory): stretch for stretch in period.wall.stretches}
    zones = []
    for row, stretch in zip(period.rows, period.period.stretches, strict=True):
        state, text = stretch_text(stretch, given.moment, given.known_until)
        if period.later:
            state, text = "not_known", NOT_YET
        wall = walls.get((stretch.time_zone, stretch.territory), stretch)
        wall_state, wall_text = stretch_text(wall, given.now_at, given.known_until)
        zones.append(
            ZoneState(
                time_zone=stretch.time_zone,
                territory=stretch.territory,
                starts_local=row.starts_local,
                ends_local=row.ends_local,
                starts_at=stretch.starts_at,
                ends_at=stretch.ends_at,
                state=state,
                state_text=text,
                wall_state=wall_state,
                wall_text=wall_text,
            )
        )
    return tuple(zones)


def _version(given: Given, row: PeriodRow) -> PeriodVersion:
    known_from_at = utc(row.known_from_at)
    return PeriodVersion(
        version=row.version,
        time_zone=row.time_zone,
        territory=row.territory,
        known_from_at=known_from_at,
        starts_local=row.starts_local,
        ends_local=row.ends_local,
        starts_at=utc(row.starts_at),
        ends_at=utc(row.ends_at),
        withdrawn=row.withdrawn,
        conditional=row.conditional,
        election=row.election,
        known=known_from_at is None or known_from_at <= given.known_at,
        citation=row.citation,
        confidence=row.confidence,
        note=row.note,
    )


PANEL = Panel(
    "Restriction register",
    "restrictions",
    9,
    (
        "periods",
        "elections",
        "restriction_rules",
        "restriction_windows",
        "restriction_window_counts",
        "source_names",
    ),
    build,
    on_demand=True,
    narrows=frozenset({"country", "medium", "period"}),
    explained=(
        "All that is known of each restriction period: versions, zones, citations, both clocks and"
        " possible breaches. No rule on record means that we know of none, not that there is none."
    ),
)
