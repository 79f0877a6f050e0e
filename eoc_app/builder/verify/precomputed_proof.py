"""What can be proved of signals that were computed elsewhere: all but their figures."""

from __future__ import annotations

from eoc_app.builder.staging.rows import bare
from eoc_app.builder.tables.precomputed_table import KEY, figure_rules
from eoc_app.core.precomputed import IMPORTER
from eoc_app.core.problem import Problem
from eoc_app.snapshot.connection import Snapshot

_MEND = "build the snapshot again; do not rest on this signal"


def precomputed_holds(snapshot: Snapshot, name: str) -> Problem | None:
    """Whether the rows of a signal can be such, and whether no fact contradicts them.

    A signal of which the facts give rows is computed from these, never taken as precomputed.
    """
    query = snapshot.catalogue.signal_queries[name]
    mine = f"(select * from signal_day where signal = '{name}')"
    files = f"(select source_id from source where importer = '{IMPORTER}')"
    keys = ", ".join(KEY)
    facts = f"select exists (from ({bare(query.sql)}))"
    if snapshot.compute(facts, query.reads)[0][0]:
        return _told(snapshot, name, "the facts in the file give rows of it", "source_id")
    for sql, why, column in (
        (
            f"from {mine} where source_id not in {files}",
            "some of its rows name a source that holds facts",
            "source_id",
        ),
        (
            f"from (select count(*) as rows from {mine} group by {keys}) where rows > 1",
            "a key stands for several rows, which would be added up",
            "day",
        ),
        *(
            (f"from {mine} where {rule.sql}", f"{rule.column}: {rule.why}", rule.column)
            for rule in figure_rules()
        ),
    ):
        if snapshot.ask(f"select exists ({sql})", None).fetchall()[0][0]:
            return _told(snapshot, name, why, column)
    return None


def _told(snapshot: Snapshot, name: str, why: str, column: str) -> Problem:
    return Problem(
        f"The signal {name} is no precomputed one as build takes it",
        why,
        _MEND,
        file=snapshot.path.name,
        column=column,
    )
