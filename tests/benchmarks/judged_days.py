"""A snapshot of 200 countries x 60 judged indicators x 730 days, for the reader's own path.

The catalogue judges fewer signals than the program promises to be fast at. So this one is what the
builder made of ten million rows, with 58 made-up signals in the place of the catalogue's: with
the two indicators of the stakes they are 60. Kept below .bench/ until what it was made by changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from eoc_app.builder.assembly import STORAGE_VERSION
from eoc_app.core.selection import Selection
from eoc_app.panels.kit.country_scores import scores
from eoc_app.panels.kit.panel import Given
from eoc_app.snapshot.connection import Snapshot
from tests.benchmarks.ten_million import AS_OF, DAY_COUNT, KEPT, LAST_DAY, SEED

SIGNALS: Final = 58
_WHOLE: Final = ("snapshot", "method", "country", "election", "source")
_SIGNAL: Final = f"""
insert into made.signal by name
select
    's' || lpad(number::varchar, 2, '0') as signal, 'Signal ' || number as title,
    'crisis' as family, 'harm' as axis, 'things' as counts_of, 'items' as unit, 'count' as form,
    'sum' as combine, 1 as window_days, 7 as fresh_days, false as confounded_by_effort,
    10.0 as watch, 20.0 as alert, 0.5 + 2.5 * chance(number::varchar) as weight,
    case when number % 5 = 0 then 'vulnerability' else 'threat' end as dimension,
    0 as settles_days, 'benchmark' as query_digest
from range({SIGNALS}) as numbers(number)
"""
_READINGS: Final = f"""
insert into made.reading_day by name
select
    day, country_code, signal, day - (7 * chance(text || 'age'))::integer % 7 as measured_on, value,
    case when kind < 0.3 then 0.5 * value else value end as lower,
    case when kind < 0.3 then 1.5 * value else value end as upper,
    'observed' as cell, 'synthetic' as provenance, 1 as source_id
from (
    select
        day, country_code, signal, country_code || signal || day as text,
        chance(country_code || signal) as kind,
        -ln(1 - chance(country_code || signal || (day - date '2020-01-01') // 7)) / 0.15 as value
    from made.country
    cross join made.signal
    cross join (
        select '{LAST_DAY}'::date - number::integer as day from range({DAY_COUNT}) as days(number)
    )
    where watched
)
-- Of fifteen in a hundred nothing is known; as many again are known by bounds only.
where kind >= 0.15
order by day, country_code, signal
"""


def judged_days(large: Path, days: Sequence[date], folder: Path = KEPT) -> Path:
    """The snapshot's file, with scores of some days, made now if there is none of this kind yet."""
    told = "|".join((large.name, Path(__file__).read_text(encoding="utf-8"), *map(str, days)))
    out = folder / f"judged-{hashlib.sha256(told.encode()).hexdigest()[:12]}.duckdb"
    if out.exists():
        return out
    for old in folder.glob("judged-*"):
        old.unlink()
    unfinished = out.with_suffix(".unfinished")
    connection = duckdb.connect()
    connection.execute(f"attach '{large}' as built (read_only)")
    connection.execute(f"attach '{unfinished}' as made (storage_version '{STORAGE_VERSION}')")
    connection.execute(
        f"create macro chance(text) as (hash(text, {SEED}) % 1000003)::double / 1000003"
    )
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'built' order by all"
    ).fetchall()
    for (table,) in tables:
        rows = "" if table in _WHOLE else "where false"
        connection.execute(f"create table made.{table} as from built.{table} {rows}")
    for statement in (_SIGNAL, _READINGS, "checkpoint made"):
        connection.execute(statement)
    connection.close()
    _add_scores(unfinished, days)
    unfinished.rename(out)
    return out


def _add_scores(path: Path, days: Sequence[date]) -> None:
    """Scores as the builder would have stored them, by the reader's own reckoning."""
    snapshot = Snapshot(path)
    rows = []
    for day in days:
        given = Given({}, Selection(now_at=AS_OF, as_of_on=day), snapshot.about, snapshot.signals,
                      method=snapshot.stated_method.method)  # fmt: skip
        parameters = {"as_of": day, "platforms": [], "country_code": None}
        frames = {
            name: snapshot.run(snapshot.catalogue.views[name], parameters)
            for name in ("readings_everywhere", "watched", "contests", "reach")
        }
        given = Given(frames, given.selection, given.about, given.signals, method=given.method)
        rows += [
            (day, one.country_code, one.score, one.lower, one.upper, one.coverage, one.synthetic,
             one.unseen_share, one.threat, one.stakes, one.vulnerability)
            for one in scores(given)
        ]  # fmt: skip
    snapshot.close()
    with duckdb.connect(str(path)) as connection:
        connection.executemany(
            "insert into score_day (day, country_code, score, lower, upper, coverage, synthetic,"
            " unseen_share, threat, stakes, vulnerability) values (?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )
        connection.execute("checkpoint")
