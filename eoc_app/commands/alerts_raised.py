"""A country's band in a snapshot as an alarm for the record."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from eoc_app.domain.ledger import SCORE, Entry, alarm_id
from eoc_app.flow import Flow
from eoc_app.problem import Problem
from eoc_app.selection import Selection, hold_to_window
from eoc_app.snapshot import Snapshot
from eoc_app.views import RankingView


def alarm_of(path: Path, code: str, as_of: date | None, at: datetime) -> Entry:
    """The alarm that a country's score raises on a day, with what its method says of it.

    Raises:
        Problem: no snapshot, or the country has no score in it.
    """
    snapshot = Snapshot(path)
    try:
        selection = Selection(now_at=at, as_of_on=as_of)
        about = snapshot.about
        hold_to_window(selection, about["window_starts_on"], about["window_ends_on"])
        flow = Flow(snapshot)
        (drawn,) = flow.draw(selection, ["ranking"])
        if isinstance(drawn.view, Problem):
            raise drawn.view
        if not isinstance(drawn.view, RankingView):
            raise TypeError(type(drawn.view).__name__)
        score = next((row.score for row in drawn.view.rows if row.code == code), None)
        if score is None:
            raise Problem(
                "The country has no score",
                "it is not in the snapshot, or too little of it is seen",
                "see: eoc show FILE ranking",
                file=path.name,
                value=code,
            )
        method = snapshot.stated_method.method
        band, day = method.band(score), flow.day(selection)
        return Entry(
            alarm_id=alarm_id(code, SCORE, day),
            snapshot_id=about["snapshot_id"],
            country_code=code,
            subject=SCORE,
            day=day,
            band=band.name,
            probability=band.probability,
            raised_at=at,
            per_shift=method.alarms.per_shift,
        )
    finally:
        snapshot.close()
