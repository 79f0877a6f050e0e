"""Writes a register to a file, whole or not at all, and reports what is in it and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eoc_app.calendar.entry import entries
from eoc_app.calendar.icalendar_text import as_icalendar
from eoc_app.calendar.spreadsheet import as_csv
from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.disk import write_whole
from eoc_app.domain.wording.printed import listed
from eoc_app.views.register_view import RegisterView


@dataclass(frozen=True)
class Saved:
    """What was written where, and what was left out.

    `undated` counts periods without dates, which no calendar can hold; `unannounced` counts
    versions that were not known at the register's moment.
    """

    path: Path
    periods: int
    rows: int
    """The number of events in a calendar, or rows in a table."""
    polling: int
    undated: int
    earlier: int
    """The number of table rows that are replaced versions."""
    unannounced: int
    unruled: tuple[str, ...]

    def __str__(self) -> str:
        """Returns a sentence for each thing that a person must know."""
        in_table = _is_table(self.path)
        unit = "row" if in_table else "event"
        summary = f"{self.path}: {_counted(self.periods, 'restriction period')}"
        summary += f" as {_counted(self.rows, unit)}"
        if in_table and self.earlier:
            summary += f", {_counted(self.earlier, 'earlier version')} among them"
        summary += "." if in_table else f", polling days of {_counted(self.polling, 'election')}."
        if self.undated and not in_table:
            summary += f" {_counted(self.undated, 'period')} without dates left out."
        if self.unannounced:
            are = "version that was" if self.unannounced == 1 else "versions that were"
            summary += f" {self.unannounced} {are} not known at that moment left out."
        if self.unruled:
            names = listed([country(code).name for code in self.unruled], most=12)
            summary += f" No rule on record, which is not the same as no restriction: {names}."
        return summary


def hold_to_endings(path: Path) -> None:
    """Refuses a file name without a known extension.

    Raises:
        Problem: it ends neither in .ics nor in .csv.
    """
    if path.suffix.casefold() not in (".ics", ".csv"):
        raise Problem(
            "The kind of calendar file is unknown",
            f"the name ends in {path.suffix!r}" if path.suffix else "the name has no ending",
            "name it .ics for a calendar or .csv for a spreadsheet",
            file=str(path),
        )


def save(view: RegisterView, path: Path) -> Saved:
    """Writes a register as .ics or .csv; an existing file stays until the new one is complete.

    Raises:
        Problem: the name ends in neither, a calendar would be empty, or the file cannot be
            written.
    """
    hold_to_endings(path)
    table = _is_table(path)
    written = [entry for entry in entries(view) if table or entry.days is not None]
    if not (table or written or view.polling):
        raise Problem(
            "There is nothing to put into a calendar",
            "no period with dates and no polling day is on record, which is not the same as none",
            "leave --country out, or write a .csv: it says for which countries none is on record",
            file=str(path),
        )
    # Without the byte order mark, a spreadsheet assumes its own encoding.
    content = as_csv(view).encode("utf-8-sig") if table else as_icalendar(view)
    write_whole(path, content, "The calendar could not be written")
    periods = {entry.period.period_id for entry in written}
    earlier = sum(len(entry.announced[:-1]) for entry in written) if table else 0
    versions = (version for period in view.periods for version in period.versions)
    return Saved(
        path,
        periods=len(periods),
        rows=len(written) + earlier + (len(view.unruled) if table else 0),
        polling=len(view.polling),
        undated=len(view.periods) - len(periods),
        earlier=earlier,
        unannounced=sum(not version.known for version in versions),
        unruled=view.unruled,
    )


def _is_table(path: Path) -> bool:
    return path.suffix.casefold() == ".csv"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
