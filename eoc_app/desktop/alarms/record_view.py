"""The record of our own alarms as the window shows it: rows, and how right they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_record import SCORE, STOPPED, Entry, Miss, Outcome
from eoc_app.domain.alarms.track_record import TrackRecord, track_record
from eoc_app.domain.wording.printed import NONE, day, share
from eoc_app.ledger import Ledger
from eoc_app.views.levels import Level
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.view import Cell, Column, TableView, View

Fate = Literal["pending", "hit", "false_alarm", "unclear", "miss"]
FATES: dict[Fate, str] = {
    "pending": "pending",
    "hit": "hit",
    "false_alarm": "false alarm",
    "unclear": "unclear",
    "miss": "miss",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """An alarm that was raised and how it turned out, or an event that none foretold."""

    number: int
    """In the ledger; of the mark where there is one, see `mark_number`."""
    mark_number: int | None
    alarm_id: str
    """Empty for a miss."""
    code: str
    name: str
    day: date
    what: str
    level: Level
    probability: float | None
    fate: Fate
    note: str
    exercise: bool


EXPLAINED: Final = (
    "What this desk raised and missed, and whether it was right, the latest first, with the score"
    " of what is judged. Exercises are scored apart, and a share of few cases says little, so each"
    " figure stands beside its number of cases."
)


class RecordView(View, frozen=True, kw_only=True):
    """What is on record, the latest first, and the score of what is real and of exercises."""

    rows: tuple[RecordRow, ...]
    real: TrackRecord
    exercises: TrackRecord
    standing: frozenset[str]
    """Names of alarms that stand."""
    damage: tuple[ProblemView, ...]
    """What is wrong with the file."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything on record happened in an exercise only."""
        return any(row.exercise for row in self.rows)

    @property
    def heard(self) -> str:
        """Its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        columns = (
            Column(key="number", title="Number", number=True),
            Column(key="day", title="Day", number=False),
            Column(key="country", title="Country", number=False),
            Column(key="what", title="What", number=False),
            Column(key="band", title="Band", number=False),
            Column(key="stated", title="Stated", number=True),
            Column(key="outcome", title="Outcome", number=False),
            Column(key="note", title="Note", number=False),
            Column(key="kind", title="Counted as", number=False),
        )
        return TableView(
            title=self.title,
            subtitle=self.subtitle,
            footnote=self.footnote,
            empty="" if self.rows else "Nothing is on record yet.",
            columns=columns,
            rows=tuple(_cells(row) for row in self.rows),
            codes=tuple(row.code for row in self.rows),
        )


def record_view(ledger: Ledger, name: str, damage: Sequence[Problem] = ()) -> RecordView:
    """Everything that is shown of a ledger's file of that name."""
    records = (ledger.entries, ledger.outcomes, ledger.misses)
    real, exercises = track_record(*records), track_record(*records, exercise=True)
    rows = _rows(ledger)
    return RecordView(
        title=_title(real, exercises),
        subtitle=f"{name}, beside the snapshot; its lines are never changed",
        explained=EXPLAINED,
        rows=rows,
        real=real,
        exercises=exercises,
        standing=frozenset(one.alarm_id for one in ledger.entries),
        damage=tuple(ProblemView(**one.as_record()) for one in (*ledger.problems, *damage)),
    )


def subject_words(subject: str) -> str:
    """What an alarm is about; other snapshots know other titles, so the name is told."""
    if subject == SCORE:
        return "Score of the country"
    words = subject.removeprefix(STOPPED).replace("_", " ")
    words = words[:1].upper() + words[1:]
    return f"{words}: stopped" if subject.startswith(STOPPED) else words


def _title(real: TrackRecord, exercises: TrackRecord) -> str:
    parts = [
        f"{record.raised} {kind if record.raised == 1 else kind + 's'} raised,"
        f" {record.pending} pending"
        for record, kind in ((real, "alarm"), (exercises, "exercise alarm"))
        if record.raised
    ]
    return f"Our record: {'; '.join(parts) or 'no alarm raised yet'}"


def _rows(ledger: Ledger) -> tuple[RecordRow, ...]:
    marks: dict[str, tuple[int, Outcome]] = {}
    kept = sorted(
        ((one.number, one.record) for one in ledger.standing if isinstance(one.record, Outcome)),
        key=lambda one: (one[1].marked_at, one[1].verdict),
    )
    for number, mark in kept:
        marks[mark.alarm_id] = number, mark
    dated: list[tuple[object, RecordRow]] = []
    seen: set[str] = set()
    for one in ledger.standing:
        record = one.record
        if isinstance(record, Entry) and record.alarm_id not in seen:
            seen.add(record.alarm_id)
            known = marks.get(record.alarm_id)
            row = _alarm(one.number, record, *(known or (None, None)))
            dated.append(((record.raised_at, one.number), row))
        elif isinstance(record, Miss):
            dated.append(((record.marked_at, one.number), _miss(one.number, record)))
    dated.sort(key=lambda one: one[0], reverse=True)  # type: ignore[arg-type,return-value]
    return tuple(row for _, row in dated)


def _alarm(number: int, entry: Entry, mark_number: int | None, mark: Outcome | None) -> RecordRow:
    return RecordRow(
        number=number,
        mark_number=mark_number,
        alarm_id=entry.alarm_id,
        code=entry.country_code,
        name=_name(entry.country_code),
        day=entry.day,
        what=subject_words(entry.subject),
        level=entry.band,
        probability=entry.probability,
        fate=mark.verdict if mark else "pending",
        note=mark.note if mark else "",
        exercise=entry.exercise,
    )


def _miss(number: int, miss: Miss) -> RecordRow:
    return RecordRow(
        number=number,
        mark_number=None,
        alarm_id="",
        code=miss.country_code,
        name=_name(miss.country_code),
        day=miss.day,
        what=miss.what,
        level="none",
        probability=None,
        fate="miss",
        note="",
        exercise=miss.exercise,
    )


def _name(code: str) -> str:
    try:
        return country(code).name
    except KeyError:
        return code


def _cells(row: RecordRow) -> tuple[Cell, ...]:
    kind = "exercise" if row.exercise else "real"
    return (
        Cell(str(row.number), row.number),
        Cell(day(row.day), row.day.isoformat()),
        Cell(row.name, row.code, exercise=row.exercise),
        Cell(row.what, row.what),
        Cell("" if row.level == "none" else row.level, row.level, level=row.level),
        Cell(NONE, None, dim=True)
        if row.probability is None
        else Cell(share(row.probability), row.probability),
        Cell(FATES[row.fate], row.fate),
        Cell(row.note, row.note or None),
        Cell(kind, kind),
    )
