"""The alarm of a country's score, or of one of its signals, as an entry for the record."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection, hold_to_window
from eoc_app.domain.alarms.alarm_record import SCORE, Entry, alarm_id
from eoc_app.ledger import of_signal
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.ranking_view import RankingView


def alarm_of(
    path: Path, code: str, as_of: date | None, at: datetime, signal: str | None = None
) -> Entry:
    """The alarm raised on a day by a country's score, or by one of its signals.

    Raises:
        Problem: there is no snapshot, the country has no score, or the signal raises no alarm.
    """
    snapshot = Snapshot(path)
    try:
        selection = Selection(now_at=at, as_of_on=as_of)
        about = snapshot.about
        hold_to_window(selection, about["window_starts_on"], about["window_ends_on"])
        flow = Flow(snapshot)
        if signal is None:
            return _of_score(flow, code, selection)
        return _of_signal(flow, code, selection, signal)
    finally:
        snapshot.close()


def _of_score(flow: Flow, code: str, selection: Selection) -> Entry:
    snapshot = flow.snapshot
    row = next((row for row in _drawn(flow, selection, "ranking", RankingView).rows
                if row.code == code), None)  # fmt: skip
    if row is None or row.score is None:
        raise Problem(
            "The country has no score",
            "it is not in the snapshot, or too little of it is seen",
            "see: eoc show FILE ranking",
            file=snapshot.path.name,
            value=code,
        )
    method = snapshot.stated_method.method
    band, day = method.band(row.score), flow.day(selection)
    return Entry(
        alarm_id=alarm_id(code, SCORE, day, exercise=row.exercise),
        snapshot_id=snapshot.about["snapshot_id"],
        country_code=code,
        subject=SCORE,
        day=day,
        band=band.name,
        probability=band.probability,
        raised_at=selection.now_at,
        per_shift=method.alarms.per_shift,
        exercise=row.exercise,
    )


def _of_signal(flow: Flow, code: str, selection: Selection, signal: str) -> Entry:
    snapshot = flow.snapshot
    if signal not in snapshot.signals:
        raise Problem(
            "There is no such signal",
            f"the snapshot holds {len(snapshot.signals)} signals, and none of that name",
            "see the names in: eoc show FILE alarms --format json",
            file=snapshot.path.name,
            value=signal,
        )
    view = _drawn(flow, selection, "alarms", AlarmsView)
    rows = [row for row in view.alarms if row.code == code and row.signal == signal]
    if not rows:
        noted = any(row.code == code and row.signal == signal for row in view.notes)
        raise Problem(
            "The signal raises no alarm there",
            "it is a note: it exceeds, and asks for no action"
            if noted
            else view.empty or f"it does not exceed at the level of {view.level_text}",
            "see what does with: eoc show FILE alarms",
            file=snapshot.path.name,
            value=f"{code} {signal}",
        )
    # A signal may be judged over several lengths of time; the least likely figure is shown first.
    return of_signal(rows[0], snapshot.about["snapshot_id"], view.per_shift, selection.now_at)


def _drawn(flow: Flow, selection: Selection, panel: str, kind: type[Any]) -> Any:
    (drawn,) = flow.draw(selection, [panel])
    if isinstance(drawn.view, Problem):
        raise drawn.view
    if not isinstance(drawn.view, kind):
        raise TypeError(type(drawn.view).__name__)
    return drawn.view
