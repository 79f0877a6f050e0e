"""The clocks of a zone as an exported calendar explains them, read by the standard alone."""

from __future__ import annotations

import importlib
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from eoc_app.calendar import as_icalendar
from eoc_app.calendar.observances import observances
from eoc_app.domain.dates import civil_time
from tests.calendar.registers import ZONES, period, register, zone_state


@given(st.sampled_from(ZONES[:-1]), st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)))
def test_that_the_clocks_of_a_zone_are_explained_as_the_standard_says(
    zone: str, moment: datetime
) -> None:
    where = ZoneInfo(zone)
    at = moment.replace(microsecond=0, tzinfo=UTC)
    first, last = datetime(2014, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    onsets: list[tuple[datetime, timedelta]] = []
    parts: list[Any] = list(observances(where, first, last).subcomponents)
    for part in parts:
        before, offset = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        listed = part.get("RDATE")
        days = [part["DTSTART"].dt, *(each.dt for each in (listed.dts if listed else ()))]
        # RFC 5545, 3.6.5: an onset is a local time of the offset that it ends.
        onsets += [(day.replace(tzinfo=UTC) - before, offset) for day in days]
    told = max(onset for onset in onsets if onset[0] <= at)[1]
    assert told == at.astimezone(where).utcoffset()


def test_that_a_reader_of_zones_alone_finds_the_same_clocks() -> None:
    view = register(*(period(zone_state(name), period_id=name) for name in ZONES))
    raw = as_icalendar(view).decode()
    read: Any = importlib.import_module("dateutil.tz").tzical(io.StringIO(raw))
    hours = [datetime(2024, 1, 1) + timedelta(hours=7 * number) for number in range(1200)]
    for name in set(ZONES) - {"UTC"}:
        for civil in hours:
            if civil_time.occurrence(civil, ZoneInfo(name)) == "once":
                told = civil.replace(tzinfo=read.get(name)).utcoffset()
                assert told == civil.replace(tzinfo=ZoneInfo(name)).utcoffset(), (name, civil)
