"""Proof that signals, readings and report windows are those that the stored facts give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from eoc_app.builder.derive.reading_days import reading_statements
from eoc_app.builder.derive.scores import signal_rows
from eoc_app.builder.staging.rows import bare
from eoc_app.builder.verify.difference import differs
from eoc_app.builder.verify.row_digests import NO_ROWS, RowDigests
from eoc_app.builder.verify.score_proof import TOLERANCE
from eoc_app.core.problem import Problem
from eoc_app.domain.risk.judged_signals import judged_signals
from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Snapshot

_KEYS: Final = ("scope", "country_code", "day", "period_days", "platform")


def described(snapshot: Snapshot) -> Problem | None:
    """The table signal: nothing that cannot be computed again, no threshold that was changed."""
    queries = snapshot.catalogue.signal_queries
    digests = {name: query.digest for name, query in queries.items()}
    try:
        method = snapshot.method
    except Problem as problem:
        return problem
    # Before profiles, a method's text left thresholds to the signals: those of the program hold.
    judged_by = method if method.indicators else snapshot.catalogue.method
    signals = judged_signals(judged_by, snapshot.catalogue.described)
    rows = signal_rows(signals.values(), digests, method)
    expected = {row[0]: row for row in rows}
    table = snapshot.catalogue.schema["signal"]
    there = [
        name
        for name in table.columns
        if table.added.get(name, 1) <= snapshot.about["schema_version"]
    ]
    places = [list(table.columns).index(name) for name in there]
    expected = {name: tuple(row[place] for place in places) for name, row in expected.items()}
    for stored in _ask(snapshot, f"select {', '.join(there)} from signal order by signal"):
        row = (*stored[:-1], snapshot.catalogue.present(stored[0], stored[-1]))
        known = expected.get(row[0])
        if known is not None and row[-1] != known[-1]:
            # Another version of the signal: its own proof says so.
            continue
        if row != known:
            return Problem(
                f"The signal {row[0]} is not described as its query does",
                "its thresholds or words were changed"
                if known
                else "this program has no query of that name, so it cannot be computed again",
                "do not use the file unless its publisher explains it",
                file=snapshot.path.name,
            )
    return None


def recomputed(snapshot: Snapshot, name: str, digests: RowDigests) -> Problem | None:
    """The rows of one signal: first all at once by their digest, then one by one."""
    query = snapshot.catalogue.signal_queries[name]
    stored = _ask(snapshot, f"select query_digest from signal where signal = '{name}'")
    if not stored or snapshot.catalogue.present(name, stored[0][0]) != query.digest:
        return Problem(
            f"The signal {name} cannot be computed again",
            "the snapshot was built by another version of it"
            if stored
            else "the snapshot was built without it",
            "verify with the version of the program that the snapshot names as its builder",
            file=snapshot.path.name,
        )
    facts = [table.name for table in snapshot.catalogue.schema.values() if table.kind != "built"]
    read = query.may_read(facts)
    # No rows come from no rows, and planning alone takes its time.
    nothing = bool(read) and read <= snapshot.empty
    again = "(select * from signal_day where false)" if nothing else f"({bare(query.sql)})"
    reads = () if nothing else query.reads
    own = digests.signals.get(name, NO_ROWS)
    if own == (NO_ROWS if nothing else digests.of(again, digests.signal_columns, reads)):
        return None
    columns = [
        column
        for column in snapshot.catalogue.schema["signal_day"].columns
        if column not in ("signal", *_KEYS)
    ]
    keys = " and ".join(
        f"coalesce(stored.{key}::varchar, '') = coalesce(again.{key}::varchar, '')" for key in _KEYS
    )
    return _differing(
        snapshot,
        f"the signal {name}",
        f"(select * from signal_day where signal = '{name}')",
        again,
        keys,
        columns,
        reads=reads,
    )


def readings(snapshot: Snapshot, digests: RowDigests) -> Problem | None:
    """All readings: first by their digest, some countries at a time, then one by one."""
    table = snapshot.catalogue.schema["reading_day"]
    keys = ("day", "country_code", "signal")
    known = [
        name
        for name in table.columns
        if name not in keys and table.added.get(name, 1) <= snapshot.about["schema_version"]
    ]
    window = snapshot.about["window_starts_on"], snapshot.about["window_ends_on"]
    columns = [*keys, *known]
    query = snapshot.catalogue.build[table.name]
    again = digests.of_all(reading_statements(snapshot.ask, window), columns, query.reads)
    if digests.of(table.name, columns) == again:
        return None
    sql = bare(query.sql)
    for name, day in zip(("window_starts_on", "window_ends_on"), window, strict=True):
        sql = sql.replace(f"${name}", f"date '{day.isoformat()}'")
    sql = sql.replace("$platforms", "[]::varchar[]")
    return _differing(
        snapshot,
        "the readings",
        "reading_day",
        f"({sql})",
        "stored.day = again.day and stored.country_code = again.country_code"
        " and stored.signal = again.signal",
        known,
        reads=query.reads,
    )


def report_windows(snapshot: Snapshot) -> Problem | None:
    table = snapshot.catalogue.schema["restriction_window"]
    if snapshot.about["schema_version"] < table.since:
        return None  # an earlier format holds none
    keys = ("period_id", "known_from_at", "window_kind", "platform", "window_ends_on")
    return _differing(
        snapshot,
        "the report windows around restriction periods",
        table.name,
        f"({bare(snapshot.catalogue.build[table.name].sql)})",
        " and ".join(f"stored.{key} is not distinct from again.{key}" for key in keys),
        [name for name in table.columns if name not in keys],
        day="window_ends_on",
        reads=snapshot.catalogue.build[table.name].reads,
    )


def _differing(
    snapshot: Snapshot,
    what: str,
    stored: str,
    again: str,
    keys: str,
    columns: list[str],
    day: str = "day",
    *,
    reads: Sequence[Query],
) -> Problem | None:
    kinds = {
        name: rule.kind
        for table in ("signal_day", "reading_day", "restriction_window")
        for name, rule in snapshot.catalogue.schema[table].columns.items()
    }
    differences = " or ".join(
        f"(stored.{name} is null) <> (again.{name} is null)"
        f" or not (abs(stored.{name} - again.{name})"
        f" <= {TOLERANCE} * greatest(1, least(abs(stored.{name}), abs(again.{name}))))"
        if kinds[name] == "DOUBLE"
        else f"stored.{name} is distinct from again.{name}"
        for name in columns
    )
    rows = snapshot.compute(
        "select count(*), min(coalesce(stored.country_code, again.country_code)),"
        f" min(coalesce(stored.{day}, again.{day}))"
        f" from {stored} as stored full outer join {again} as again on {keys}"
        f" where stored.{day} is null or again.{day} is null or {differences}",
        reads,
    )
    count, country_code, first_day = rows[0]
    if not count:
        # The same row twice fits the one computed, and would still be added up twice.
        counts = (
            f"select (select count(*) from {stored} as one),"
            f" (select count(*) from {again} as other)"
        )
        (sizes,) = snapshot.compute(counts, reads)
        if sizes[0] == sizes[1]:
            return None
        why = f"{sizes[0]} rows are stored, its facts give {sizes[1]}"
        return differs(snapshot, f"values of {what}", why)
    why = f"{count} rows differ, the first for {country_code or 'the world'} on {first_day}"
    return differs(snapshot, f"values of {what}", why)


def _ask(snapshot: Snapshot, sql: str) -> list[tuple[Any, ...]]:
    return snapshot.ask(sql, None).fetchall()
