"""A snapshot of ten million made-up fact rows, in the real format, by the real builder.

Run: python -m tests.benchmarks.ten_million [--rows N] [--folder DIR] [--again]

DuckDB writes the source tables as Parquet (200 countries, every day of two years, nothing but
SQL over hashes of a fixed seed), then `eoc build` does the rest: guards, orders, computes signals,
readings and scores, and seals. What was made is kept below .bench/ and used again until what it
was made by changes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb

from eoc_app.builder import build
from eoc_app.core.country import countries
from eoc_app.snapshot.catalogue import catalogue

ROOT: Final = Path(__file__).resolve().parents[2]
KEPT: Final = ROOT / ".bench"
ROWS: Final = 10_000_000
SEED: Final = 7
LAST_DAY: Final = date(2024, 10, 26)
DAY_COUNT: Final = 730
COUNTRY_COUNT: Final = 200
AS_OF: Final = datetime(2024, 10, 26, 6, tzinfo=UTC)

_DAILY, _WEEKLY, _MONTHLY = 1, 7, 30
_MEASURES: Final = (
    # table, further columns, metric, unit, platforms, days of a period, size on a usual day
    ("ai_label", {"item_kind": "ad", "label_kind": "self_disclosed"}, "ads_labelled", "ads",
     ("facebook", "instagram"), _DAILY, 9),
    *(
        ("ai_label", {"item_kind": "content", "label_kind": kind}, "content_labelled", "items",
         ("facebook", "instagram"), _DAILY, size)
        for kind, size in (("detected", 1800), ("metadata", 2700), ("self_disclosed", 600))
    ),
    ("candidate_safety", {}, "non_lethal_attacks", "attacks", ("offline",), _DAILY, 2),
    ("candidate_safety", {}, "candidates_protected", "people", ("all",), _WEEKLY, 690),
    ("fact_check", {"activity": "fact_check"}, "items_fact_checked", "items", ("several",),
     _DAILY, 23),
    ("fact_check", {"activity": "prebunking"}, "campaign_reach", "people", ("all",), _WEEKLY,
     1_500_000),
    ("partner_report", {}, "items_reported", "items", ("all",), _DAILY, 35),
    ("partner_report", {}, "items_resolved", "items", ("all",), _DAILY, 30),
    ("partner_report", {}, "items_resolved_within_5_days", "items", ("all",), _DAILY, 22),
    ("partner_report", {}, "median_resolution_hours", "hours", ("all",), _DAILY, 43),
    ("partner_report", {}, "items_removed", "items", ("all",), _WEEKLY, 90),
    ("user_report", {}, "reports_received", "reports", ("messenger", "whatsapp"), _DAILY, 1600),
    *(
        ("voter_reminder", {"reminder_kind": "registration"}, metric, unit,
         ("facebook", "instagram"), _DAILY, size)
        for metric, unit, size in (
            ("reminder_impressions", "impressions", 60_000),
            ("reminder_engagements", "engagements", 2_900),
            ("reminder_clicks", "clicks", 1_100),
        )
    ),
    ("voter_reminder", {"reminder_kind": "registration"}, "reminder_reach", "people",
     ("facebook", "instagram"), _WEEKLY, 190_000),
    ("capacity", {"function": "reviewers"}, "reviewer_hours", "hours", ("several",), _WEEKLY, 190),
    ("capacity", {"function": "reviewers"}, "reviewer_languages", "languages", ("several",),
     _MONTHLY, 3),
    ("capacity", {"function": "classifiers"}, "classifier_languages", "languages", ("several",),
     _MONTHLY, 4),
    *(
        ("government_request", {"request_kind": kind}, metric, "requests", ("all",), _MONTHLY, size)
        for kind in ("content", "data")
        for metric, size in (("requests_received", 38), ("requests_complied", 23))
    ),
    ("crisis", {"lever": "product"}, "levers_in_use", "levers", ("all",), _WEEKLY, 2),
)  # fmt: skip

_HEAD: Final = "'synthetic' as provenance, 'made-up figures (benchmark)' as counts_of"
_MEASURE: Final = """
select
    {head}, 'country' as scope, country_code,
    day - {period} + 1 as period_starts_on, day as period_ends_on,
    {platform!r} as platform, {own}
    {metric!r} as metric, figure as value, figure as lower, figure as upper,
    'exact' as qualifier, {unit!r} as unit, 'observed' as cell
from (
    select
        country_code, day,
        greatest(round({size} * reach * (0.5 + drifting(country_code || {salt!r}, day))), {least})
            as figure
    from watched cross join days
    where date_diff('day', date '2020-01-01', day) % {period} = 0
)
"""
_PAGES: Final = f"""
select
    {_HEAD}, country_code, 'last_7_days' as window_kind, day - 6 as window_starts_on,
    day as window_ends_on, 'several' as platform,
    '999' || lpad((hash(country_code, page, {SEED}) % 1000000000000)::varchar, 12, '0') as page_id,
    ['Governo do Estado', 'กรุงเทพมหานคร', 'Hon. Amina Wanjiru', 'Олена Коваленко', 'বাংলাদেশ সংবাদ',
     'محمد علي', 'The "Real" Voice'][1 + (hash(page, country_code) % 7)::integer] || ' ' || page
        as page_name,
    case when state = 'named' then 'Committee ' || page end as disclaimer,
    state as disclaimer_state, 'USD' as currency,
    case when ads * 20 <= 100 then 0.0 else ads * 20.0 end as spend_lower,
    case when ads * 20 <= 100 then 100.0 else ads * 20.0 end as spend_upper,
    ads as ad_count
from (
    select
        country_code, day, page,
        case when chance('missing' || country_code || page) < 0.25 * (1.3 - reach / 2)
            then 'missing' else 'named' end as state,
        1 + floor(60 * reach * drifting(country_code || page, day) / (1 + page / 4))::bigint as ads
    from watched cross join days cross join range({{pages}}) as pages(page)
)
order by country_code, window_ends_on
"""
_WINDOWS: Final = f"""
select
    {_HEAD}, country_code, window_kind, window_starts_on, window_ends_on, platform, currency,
    count(*) as page_rows, sum(ad_count)::bigint as ad_count, sum(spend_lower) as spend_lower,
    sum(spend_upper) as spend_upper, true as disclaimers_reported
from {{source}}
group by all
order by country_code, window_ends_on
"""
_ELECTIONS: Final = f"""
select
    {_HEAD}, country_code || '-' || number as election_id, country_code, 'country' as scope,
    'election ' || number as name,
    ['presidential', 'legislative', 'local'][1 + number % 3] as kind, '1' as round,
    polling_on as polling_starts_on, polling_on as polling_ends_on, 'day' as date_precision,
    'scheduled' as status, time_zone, chance('risk' || country_code) < 0.2 as higher_risk
from polls
"""
_PERIODS: Final = f"""
select
    {_HEAD}, country_code || '-silence-' || number as period_id, 1 as version, country_code,
    'election ' || number || ' ' || polling_on as election, '1' as round,
    ['electoral_silence', 'new_political_ads_ban', 'opinion_poll_ban'][1 + number % 3] as rule,
    ['all campaigning', 'online ads', 'broadcast advertising'][
        1 + (hash(country_code) % 3)::integer
    ]
        as medium,
    polling_on::timestamp - interval 1 day as starts_local,
    polling_on::timestamp + interval 20 hour as ends_local, time_zone,
    timezone('UTC', timezone(time_zone, polling_on::timestamp - interval 1 day)) as starts_at,
    timezone('UTC', timezone(time_zone, polling_on::timestamp + interval 20 hour)) as ends_at,
    'law' as imposed_by, 'electoral code, article ' || number as citation, 'medium' as confidence
from polls
"""
_NETWORKS: Final = f"""
select
    {_HEAD}, 'network-' || lpad(number::varchar, 3, '0') as takedown_id,
    'Benchmark network ' || number as network, 'cib' as kind,
    date '{LAST_DAY}' - (hash(number, {SEED}) % {DAY_COUNT})::integer as announced_on,
    'day' as date_precision, 1 + number % 5 as breakout_category, number % 4 = 0 as recidivist,
    1.0 as networks, 'observed' as cell
from range(300) as networks(number)
"""
_PLACES: Final = f"""
select
    {_HEAD}, takedown_id, country_code, country_code as as_stated, 'stated' as basis
from {{source}}
inner join (select *, row_number() over (order by country_code) - 1 as place from watched) as one
    on one.place = hash(takedown_id, {{salt}}) % {COUNTRY_COUNT}
order by takedown_id
"""
_ASSETS: Final = f"""
select
    {_HEAD}, takedown_id, platform, asset as asset_kind, figure as value, figure as lower,
    figure as upper, 'exact' as qualifier
from (
    select
        takedown_id, platform, asset,
        floor(200 * chance(takedown_id || platform || asset)) as figure
    from {{source}}
    cross join (values ('facebook', 'account'), ('facebook', 'page'), ('instagram', 'account'))
        as one(platform, asset)
)
order by takedown_id
"""


def _scene(connection: duckdb.DuckDBPyConnection) -> None:
    """The countries, days and polls that all tables share."""
    connection.execute("set timezone = 'UTC'")
    connection.execute("set memory_limit = '2GB'")
    connection.execute(
        f"create macro chance(text) as (hash(text, {SEED}) % 1000003)::double / 1000003"
    )
    # Real figures drift: from one week's level to the next, with a little noise every day.
    connection.execute(
        "create macro drifting(series, day) as ("
        " chance(series || (day - date '2020-01-01') // 7)"
        " * (7 - (day - date '2020-01-01') % 7) / 7"
        " + chance(series || ((day - date '2020-01-01') // 7 + 1))"
        " * ((day - date '2020-01-01') % 7) / 7"
        " + 0.1 * chance(series || day::varchar))"
    )
    known = sorted(countries(), key=lambda country: country.alpha2)
    step = len(known) / COUNTRY_COUNT
    chosen = [known[int(number * step)] for number in range(COUNTRY_COUNT)]
    connection.execute(
        "create table watched (country_code varchar, time_zone varchar, reach double)"
    )
    connection.executemany(
        "insert into watched values (?, coalesce(?, 'UTC'), 0.3 + 1.7 * chance(?))",
        [[country.alpha2, country.time_zone, country.alpha2] for country in chosen],
    )
    connection.execute(
        "create table days as select day::date as day from range(?::date, ?::date, interval 1 day)"
        " as days(day)",
        [LAST_DAY - timedelta(days=DAY_COUNT - 1), LAST_DAY + timedelta(days=1)],
    )
    connection.execute(
        "create table polls as select country_code, time_zone, number::integer as number,"
        f" date '{LAST_DAY}' + 90 - (hash(country_code, number, {SEED}) % 820)::integer"
        " as polling_on"
        " from watched cross join range(2) as numbers(number)"
    )


def write_sources(folder: Path, rows: int) -> dict[str, int]:
    """Write the source tables as Parquet; the rows of each."""
    connection = duckdb.connect()
    _scene(connection)
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}

    def write(table: str, sql: str) -> str:
        path = folder / f"{table}.parquet"
        connection.execute(f"copy ({sql}) to '{path}' (format parquet)")
        found = connection.execute(f"select count(*) from '{path}'").fetchall()
        written[table] = int(found[0][0])
        return f"'{path}'"

    for table in dict.fromkeys(measure[0] for measure in _MEASURES):
        parts = " union all by name ".join(
            _measure_sql(*measure) for measure in _MEASURES if measure[0] == table
        )
        write(table, f"select * from ({parts}) order by country_code, period_ends_on, metric")
    write("election", _ELECTIONS)
    write("restriction_period", _PERIODS)
    networks = write("takedown", _NETWORKS)
    write("takedown_origin", _PLACES.format(source=networks, salt=1))
    write("takedown_target", _PLACES.format(source=networks, salt=2))
    write("takedown_asset", _ASSETS.format(source=networks))
    windows = COUNTRY_COUNT * DAY_COUNT
    # What the other tables leave open is filled with pages of advertiser reports.
    pages = max(1, -(-(rows - sum(written.values()) - windows) // windows))
    source = write("ad_page", _PAGES.format(pages=pages))
    write("ad_window", _WINDOWS.format(source=source))
    connection.close()
    return written


def _measure_sql(
    table: str,
    own: dict[str, str],
    metric: str,
    unit: str,
    platforms: tuple[str, ...],
    period: int,
    size: int,
) -> str:
    return " union all by name ".join(
        _MEASURE.format(
            head=_HEAD,
            period=period,
            platform=platform,
            own="".join(f"'{word}' as {column}, " for column, word in own.items()),
            metric=metric,
            unit=unit,
            size=size * (0.6 if len(platforms) > 1 else 1),
            # Without the metric: what is resolved moves with what is reported, never above it.
            salt=table + platform + "".join(own.values()),
            least=1 if unit == "hours" else 0,
        )
        for platform in platforms
    )


def _identity(rows: int) -> str:
    """What a kept snapshot was made by: this file, the format and the method."""
    queries = catalogue()
    made_by = [
        Path(__file__).read_text(encoding="utf-8"),
        str(rows),
        *sorted(query.digest for query in queries.schema.values()),
        *sorted(query.digest for query in queries.signal_queries.values()),
        *sorted(query.digest for query in queries.build.values()),
        queries.stated_method.digest,
    ]
    return hashlib.sha256("\n".join(made_by).encode()).hexdigest()[:12]


def ten_million(folder: Path = KEPT, rows: int = ROWS, *, again: bool = False) -> Path:
    """The snapshot's file, made now if there is none of this format yet."""
    out = folder / f"facts-{rows}-{_identity(rows)}.duckdb"
    if out.exists() and not again:
        return out
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"facts-{rows}-*.duckdb"):
        old.unlink()
    started = time.perf_counter()
    sources = folder / f"sources-{rows}"
    facts = write_sources(sources, rows)
    print(f"{sum(facts.values()):,} fact rows as Parquet: {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    report = build(
        [sources],
        out,
        built_at=AS_OF,
        as_of=AS_OF,
        title=f"Benchmark of {rows:,} rows",
        publisher="benchmark",
    )
    print(f"built and sealed: {time.perf_counter() - started:.1f} s")
    for problem in report.problems:
        print(problem)
    for source in report.sources:
        for problem in source.problems:
            print(problem)
    for table, count in sorted(report.table_rows.items(), key=lambda item: -item[1]):
        if count:
            print(f"  {table:24} {count:12,}")
    for file in sources.iterdir():
        file.unlink()
    sources.rmdir()
    return out


def main(arguments: list[str]) -> int:
    """Make the snapshot and say where it is."""
    parser = argparse.ArgumentParser(description="Make the benchmark's snapshot.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--folder", type=Path, default=KEPT)
    parser.add_argument("--again", action="store_true", help="make it anew")
    chosen = parser.parse_args(arguments)
    out = ten_million(chosen.folder, chosen.rows, again=chosen.again)
    print(f"{out} ({out.stat().st_size / 1e6:,.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
