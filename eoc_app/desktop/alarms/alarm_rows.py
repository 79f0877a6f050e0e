"""An alarm of the day as a row of a table, and as the words below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.domain.wording.printed import one_of, short_day
from eoc_app.ledger import name_of
from eoc_app.views.alarms_view import AlarmRow
from eoc_app.views.view import Cell, Column

COLUMNS: Final = (
    Column(key="signal", title="Country and signal", stretch=4),
    Column(key="observed", title="Observed", number=True, stretch=2),
    Column(key="day", title="Figure of", stretch=0),
    Column(key="expected", title="Expected", number=True, stretch=0),
    Column(key="upper", title="Bound", number=True, stretch=0),
    Column(key="odds", title="Odds", number=True, stretch=0),
    Column(key="rule", title="Rule", stretch=0),
    Column(key="band", title="Band", stretch=0),
    Column(key="state", title="State", stretch=0),
)
NOTE_COLUMNS: Final = tuple(one for one in COLUMNS if one.key != "band")


def key_of(row: AlarmRow) -> str:
    """The name of an alarm; several lengths of time of a signal may exceed on one day."""
    return f"{name_of(row)}/{row.span_days}"


def alarm_row(row: AlarmRow, fates: Mapping[str, str]) -> Row:
    """All that is told of an alarm in a row; `fates` are alarms on record by name."""
    fate = fates.get(name_of(row))
    state = Cell(f"{since(row)}{f', {fate}' if fate else ''}", fate, dim=not (row.new or fate))
    return Row(key_of(row), (*_shared(row, dim=False), _band(row), state), row.name)


def note_row(row: AlarmRow) -> Row:
    """The same of a note, quietly."""
    cells = (*_shared(row, dim=True), Cell(since(row), row.new, dim=True))
    return Row(key_of(row), cells, row.name)


def headed(row: AlarmRow, *, dim: bool = False) -> Cell:
    """Country and signal in one cell."""
    return Cell(f"{row.name}  {row.title}", row.code, exercise=row.exercise, dim=dim)


def _shared(row: AlarmRow, *, dim: bool) -> tuple[Cell, ...]:
    return (
        headed(row, dim=dim),
        Cell(row.observed_text, row.observed, dim=dim),
        Cell(_days(row), row.measured_on.isoformat(), dim=dim),
        Cell(_bare(row.expected_text, row.unit), row.expected, dim=True),
        Cell(_bare(row.upper_text, row.unit), row.upper, dim=True),
        Cell(bound(row.odds_text), row.p_value, dim=dim),
        Cell(row.rule.replace("EARS ", "EARS\u00a0"), row.rule, dim=True),
    )


def _band(row: AlarmRow) -> Cell:
    return Cell(row.band.replace(" ", "\u00a0"), row.level, level=row.level)


def since(row: AlarmRow) -> str:
    """Whether the figure before this one was within its range."""
    return "new" if row.new else "goes\u00a0on"


def bound(odds: str) -> str:
    """Odds that are not broken inside: `rarer than 1 in 10 000` only after `than`."""
    return odds.replace("1 in ", "1\u00a0in\u00a0")


def _days(row: AlarmRow) -> str:
    """The days that a figure is of: levels are read of others, and shown on other screens."""
    on = short_day(row.measured_on)
    return on if row.span_days == 1 else f"{row.span_days} d to {on}"


def _bare(text: str, unit: str) -> str:
    """A figure without the unit that stands beside it already."""
    for ending in (f" {unit}", f" {one_of(unit)}"):
        text = text.removesuffix(ending)
    return text


def refusal(row: AlarmRow) -> str:
    """Why an alarm cannot go on record; empty where it can."""
    if row.note:
        return "A note calls for no action, so it cannot go on record as an alarm."
    if row.kind == "stopped":
        return "Cannot go on record: no probability is stated for a signal that stopped."
    if row.probability is None:
        return (
            "Cannot go on record: the country has no band on this day, so no probability is stated."
        )
    return ""
