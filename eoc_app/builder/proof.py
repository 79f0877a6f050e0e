"""Proofs that a snapshot holds: checks that must find nothing, and everything computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from eoc_app.builder.difference import differs
from eoc_app.builder.period_proof import clocks_agree, rules_read
from eoc_app.builder.rows import bare
from eoc_app.builder.score_proof import TOLERANCE, same_method, scores_again
from eoc_app.builder.scores import signal_rows
from eoc_app.builder.table_proof import tables_proved
from eoc_app.catalogue import Query
from eoc_app.fault import Fault, fault_of
from eoc_app.problem import Problem
from eoc_app.snapshot import Snapshot, is_of_rows

_KEYS: Final = ("scope", "country_code", "day", "period_days", "platform")


@dataclass(frozen=True)
class Proof:
    """One thing that was checked, and what does not hold: of the file, or of this program."""

    name: str
    problem: Problem | None
    fault: Fault | None = None
    """Set where the proof itself failed; nothing is known then of what it would have proved."""


def proofs(snapshot: Snapshot) -> Iterator[Proof]:
    """Check a snapshot that was opened, and so holds to the tables of the format."""
    broken = False
    for proof in _proved("rows of tables", tables_proved(snapshot), broken=False):
        broken = broken or proof.problem is not None
        yield proof
    for name, make in _computed(snapshot):
        yield from _proved(name, _once(name, make), broken=broken)
    yield from _expectations(snapshot, broken=broken)
    last = "scores judged again"
    yield from _proved(last, _once(last, lambda: scores_again(snapshot)), broken=broken)


def _expectations(snapshot: Snapshot, *, broken: bool = False) -> Iterator[Proof]:
    if snapshot.about["schema_version"] < snapshot.catalogue.schema["expected_day"].since:
        return  # an earlier format holds none
    from eoc_app.builder.expected_proof import expected_again  # noqa: PLC0415 - brings scipy

    yield from _proved("expected ranges computed again", expected_again(snapshot), broken=broken)


_Make = Callable[[], Problem | None]


def _computed(snapshot: Snapshot) -> Iterator[tuple[str, _Make]]:
    for query in snapshot.catalogue.checks.values():
        yield f"check {query.name}", partial(_finding, snapshot, query)
    yield "local times are those of their moments", partial(clocks_agree, snapshot)
    yield "rules can be read", partial(rules_read, snapshot)
    yield "signals described as their queries do", partial(_described, snapshot)
    yield "method stated as its version says", partial(same_method, snapshot)
    for name in sorted(snapshot.catalogue.signal_queries):
        yield f"signal {name} computed again", partial(_recomputed, snapshot, name)
    yield "readings computed again", partial(_readings, snapshot)
    yield "report windows around periods computed again", partial(_report_windows, snapshot)


def _once(name: str, make: _Make) -> Iterator[tuple[str, Problem | None]]:
    yield name, make()


def _proved(
    name: str, found: Iterator[tuple[str, Problem | None]], *, broken: bool
) -> Iterator[Proof]:
    """What proofs find, until one of them fails.

    Where rows are known not to hold to the format, nothing that is computed from them can be
    counted on to come to an end; a failure over sound rows is a fault of this program.
    """
    while True:
        try:
            told, problem = next(found)
        except StopIteration:
            return
        except Problem as refused:
            yield Proof(name, refused)
            return
        except Exception as error:  # noqa: BLE001 - told as what it is, and the next proof goes on
            if broken or is_of_rows(error):
                yield Proof(name, _not_computed(error))
            else:
                yield Proof(name, None, fault_of(error))
            return
        yield Proof(told, problem)


def _not_computed(error: Exception) -> Problem:
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return Problem(
        "This cannot be proved: rows do not hold to the format",
        f"{type(error).__name__}: {words}",
        "build the snapshot again from its sources, which names what cannot be taken",
    )


def _finding(snapshot: Snapshot, query: Query) -> Problem | None:
    frame = snapshot.run(query, {})
    if not frame.rows:
        return None
    first = ", ".join(
        f"{name} {value}"
        for name, value in zip(frame.columns, frame.rows[0], strict=True)
        if value is not None
    )
    return Problem(
        query.header.get("title", query.name),
        f"{len(frame.rows)} rows found; the first: {first}",
        query.header.get("remedy", "mend the source file and build the snapshot again"),
        file=snapshot.path.name,
    )


def _described(snapshot: Snapshot) -> Problem | None:
    """The table signal: nothing that cannot be computed again, no threshold that was changed."""
    queries = snapshot.catalogue.signal_queries
    digests = {name: query.digest for name, query in queries.items()}
    try:
        method = snapshot.method
    except Problem as problem:
        return problem
    rows = signal_rows(snapshot.catalogue.signals.values(), digests, method)
    expected = {row[0]: row for row in rows}
    table = snapshot.catalogue.schema["signal"]
    there = [
        name
        for name in table.columns
        if table.added.get(name, 1) <= snapshot.about["schema_version"]
    ]
    places = [list(table.columns).index(name) for name in there]
    expected = {name: tuple(row[place] for place in places) for name, row in expected.items()}
    for row in _ask(snapshot, f"select {', '.join(there)} from signal order by signal"):
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


def _recomputed(snapshot: Snapshot, name: str) -> Problem | None:
    query = snapshot.catalogue.signal_queries[name]
    stored = _ask(snapshot, f"select query_digest from signal where signal = '{name}'")
    if not stored or stored[0][0] != query.digest:
        return Problem(
            f"The signal {name} cannot be computed again",
            "the snapshot was built by another version of it"
            if stored
            else "the snapshot was built without it",
            "verify with the version of the program that the snapshot names as its builder",
            file=snapshot.path.name,
        )
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
        f"({bare(query.sql)})",
        keys,
        columns,
    )


def _readings(snapshot: Snapshot) -> Problem | None:
    query = snapshot.catalogue.build["reading_day"]
    about = snapshot.about
    sql = bare(query.sql)
    for name in ("window_starts_on", "window_ends_on"):
        sql = sql.replace(f"${name}", f"date '{about[name].isoformat()}'")
    sql = sql.replace("$platforms", "[]::varchar[]")
    table = snapshot.catalogue.schema["reading_day"]
    keys = ("day", "country_code", "signal")
    known = [
        name
        for name in table.columns
        if name not in keys and table.added.get(name, 1) <= about["schema_version"]
    ]
    return _differing(
        snapshot,
        "the readings",
        "reading_day",
        f"({sql})",
        "stored.day = again.day and stored.country_code = again.country_code"
        " and stored.signal = again.signal",
        known,
    )


def _report_windows(snapshot: Snapshot) -> Problem | None:
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
    )


def _differing(
    snapshot: Snapshot,
    what: str,
    stored: str,
    again: str,
    keys: str,
    columns: list[str],
    day: str = "day",
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
    rows = _ask(
        snapshot,
        "select count(*), min(coalesce(stored.country_code, again.country_code)),"
        f" min(coalesce(stored.{day}, again.{day}))"
        f" from {stored} as stored full outer join {again} as again on {keys}"
        f" where stored.{day} is null or again.{day} is null or {differences}",
    )
    count, country_code, first_day = rows[0]
    if not count:
        # The same row twice fits the one computed, and would still be added up twice.
        sizes = _ask(snapshot, f"select (select count(*) from {stored} as one),"
                               f" (select count(*) from {again} as other)")[0]  # fmt: skip
        if sizes[0] == sizes[1]:
            return None
        why = f"{sizes[0]} rows are stored, its facts give {sizes[1]}"
        return differs(snapshot, f"values of {what}", why)
    why = f"{count} rows differ, the first for {country_code or 'the world'} on {first_day}"
    return differs(snapshot, f"values of {what}", why)


def _ask(snapshot: Snapshot, sql: str) -> list[tuple[Any, ...]]:
    return snapshot.ask(sql, None).fetchall()
