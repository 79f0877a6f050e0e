"""Lists of elections that name different days for what looks like one election: told, both kept.

Nobody here knows which list is right, so none is corrected. One election it looks like where two
lists have a contest of the same kind in a country within some weeks, and neither has a contest
there on the day that the other one names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from eoc_app.builder.staging.reading_sources import Reading

NEAR_DAYS: Final = 92
"""Slips of a month or two are met; a country rarely votes twice for one body in three months."""
WHAT: Final = "Two lists name different days for what looks like one election"
_PAIRS: Final = """
with listed as (
    select
        source_id, source_row, country_code, kind, round, polling_starts_on, polling_ends_on
    from election
    where
        country_code is not null and date_precision = 'day' and provenance <> 'synthetic'
        and status in ('held', 'confirmed', 'scheduled', 'moved', 'snap', 'annulled')
)
select
    one.source_id, one.source_row, one.polling_starts_on, one.country_code, one.kind,
    other.source_id, other.source_row, other.polling_starts_on
from listed as one
join listed as other
    on other.country_code = one.country_code
    and other.source_id > one.source_id
    and (
        other.kind = one.kind
        or (one.kind = 'general' and other.kind in ('presidential', 'legislative'))
        or (other.kind = 'general' and one.kind in ('presidential', 'legislative'))
    )
    and (one.round = other.round or 'not stated' in (one.round, other.round))
    and abs(one.polling_starts_on - other.polling_starts_on) <= $near
    and (
        one.polling_ends_on < other.polling_starts_on
        or other.polling_ends_on < one.polling_starts_on
    )
where
    not exists (
        from listed as its
        where
            its.source_id = other.source_id and its.country_code = one.country_code
            and one.polling_starts_on between its.polling_starts_on and its.polling_ends_on
    )
    and not exists (
        from listed as its
        where
            its.source_id = one.source_id and its.country_code = one.country_code
            and other.polling_starts_on between its.polling_starts_on and its.polling_ends_on
    )
qualify
    row_number() over (
        partition by other.source_id, other.source_row
        order by abs(one.polling_starts_on - other.polling_starts_on), one.source_id, one.source_row
    ) = 1
order by other.source_id, other.source_row
"""


def tell_contradictions(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> None:
    """Report every pair at the place of the later read one; elections are settled."""
    for pair in connection.execute(_PAIRS, {"near": NEAR_DAYS}).fetchall():
        first_id, first_row, first_on, code, kind, source_id, source_row, on = pair
        path = readings[first_id - 1].intake.path
        readings[source_id - 1].intake.refuse(
            WHAT,
            f"row {first_row} of {path} has the {kind} election of {code} on {first_on}",
            "check the day with the electoral authority and correct the list; both stand",
            row=source_row,
            column="polling_starts_on",
            value=str(on),
        )
