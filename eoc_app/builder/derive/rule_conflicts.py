"""What stands in the way of rules, or against what they give: told of the file that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from eoc_app.builder.derive.calendar_rows import Calendar, undated_for
from eoc_app.builder.derive.rule_rows import Wordings
from eoc_app.builder.derive.stated_conflicts import contradictions
from eoc_app.builder.derive.stated_periods import Stated, Stretched
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.core.problem import Problem
from eoc_app.domain.elections.election import Election
from eoc_app.domain.restrictions.restriction_rule import Rule

FEW: Final = 3
"""Of more contradictions to one period than this, the rest are counted."""


@dataclass
class Told:
    """Elections of which the same is true by one wording, told together."""

    assumed: dict[str, Election] = field(default_factory=dict)
    backwards: dict[str, Election] = field(default_factory=dict)
    beyond: dict[str, Election] = field(default_factory=dict)
    nowhere: dict[str, Election] = field(default_factory=dict)


class Objections:
    """Reports to the sources, and marks for the stated periods that something contradicts."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._against: dict[tuple[int, str], tuple[Stated, dict[str, None]]] = {}
        self._readings = readings
        self._told: dict[int, Told] = {}
        self._named: set[tuple[int, str]] = set()

    def intake(self, source_id: int) -> Intake:
        """The account of a source."""
        return self._readings[source_id - 1].intake

    def at(self, source_id: int, row: int | None) -> str:
        """Where something is said, by file and row."""
        path = self.intake(source_id).path
        return path if row is None else f"{path}, row {row}"

    def of(self, rule: Rule) -> Told:
        """What is to be told of a wording."""
        return self._told.setdefault(rule.key, Told())

    def _mark(self, stated: Stated, words: str) -> None:
        key = stated.source_id, stated.period_id
        self._against.setdefault(key, (stated, {}))[1][words] = None

    def marks(self) -> dict[int, str]:
        """Words for the note of a row, by its number in the table.

        The first few that contradict a period are named there, and the others counted.
        """
        found: dict[int, str] = {}
        for stated, against in self._against.values():
            said = list(against)[:FEW]
            if len(against) > FEW:
                said.append(f"{len(against) - FEW:,} more contradict it")
            found |= {one.row: "; ".join(said) for one in stated.versions}
        return found

    def stated(self, stated: Sequence[Stated]) -> None:
        """Report periods of two sources that contradict each other; both are kept and marked."""
        found: dict[str, list[Stated]] = {}
        by_id = {one.period_id: one for one in stated}
        for first, later in contradictions(stated):
            found.setdefault(later.period_id, []).append(first)
            mine, theirs = later.latest[-1], first.latest[-1]
            for one, other, row in ((later, first, theirs), (first, later, mine)):
                self._mark(one, f"{self.at(other.source_id, row.source_row)} contradicts it")
        for later in sorted(map(by_id.__getitem__, found), key=_row_order):
            self._told_of(later, found[later.period_id])

    def _told_of(self, later: Stated, others: Sequence[Stated]) -> None:
        mine = later.latest[-1]
        for number, first in enumerate(others[:FEW], 1):
            theirs = first.latest[-1]
            rest = len(others) - FEW if number == FEW else 0
            more = f"; {rest:,} more periods contradict it" if rest > 0 else ""
            self.intake(later.source_id).refuse(
                "Two sources contradict each other on a restriction period",
                f"it lasts {_times(mine)}, but by {self.at(first.source_id, theirs.source_row)} "
                f"{_times(theirs)}; both are kept and marked{more}",
                "check both against the law, and keep the one that is right",
                row=mine.source_row,
                column="ends_local",
                value=str(mine.ends_at),
            )

    def contradiction(
        self, row: dict[str, Any], stated: Stated, mine: Stretched, theirs: Stretched
    ) -> None:
        """Report a stated period that contradicts a derived one, whose row is given."""
        place = self.at(stated.source_id, theirs.source_row)
        column = "starts" if mine.starts_at != theirs.starts_at else "ends"
        said = "by the rule it is withdrawn" if mine.withdrawn else f"it gives {_times(mine)}"
        self.intake(row["source_id"]).refuse(
            "A rule and a stated period contradict each other",
            f"for {row['election']} {said}, but {place} states {_times(theirs)}; "
            "the stated period stands",
            "check both against the law, and correct the one that is wrong",
            row=row["source_row"],
            column=column,
            value=str(row["note"]).rpartition("by the rule: ")[2],
        )
        rule = self.at(row["source_id"], row["source_row"])
        self._mark(stated, f"{rule} contradicts it")

    def undated(self, one: Wordings, calendar: Calendar) -> None:
        """Report elections without a day for which a rule would give a period, once each."""
        source_id = next(iter(one.rows.values()))["source_id"]
        for row in undated_for(calendar, one.rules, one.country_code):
            if (source_id, row["election_id"]) in self._named:
                continue
            self._named.add((source_id, row["election_id"]))
            day = row["polling_starts_on"]
            self.intake(source_id).problems.append(
                Problem(
                    "A rule gives no period for an election without a day",
                    f"the day of {row['name']} ({one.country_code}) is known to the "
                    f"{row['date_precision']} only"
                    if day is not None
                    else f"no day of {row['name']} ({one.country_code}) is known",
                    "add the day once it is known",
                    file=self.intake(row["source_id"]).path,
                    row=row["source_row"],
                    column="polling_starts_on",
                    value=None if day is None else str(day),
                )
            )

    def wordings(self, one: Wordings, calendar: Calendar) -> None:
        """Report what is true of each wording for some of its elections, with the first of them."""
        for rule in one.rules:
            told = self._told.get(rule.key, Told())
            for elections, what, why, remedy in (
                (
                    told.assumed, "A rule needs an hour of the polls that is not on record",
                    "the start or end of polling day is taken, and the period is marked",
                    "add the hours to the calendar, or the usual ones to the rule",
                ),
                (
                    told.backwards, "A rule gives no period for an election",
                    "it would end at or before its start", "check both edges, and the hours",
                ),
                (
                    told.beyond, "A rule gives no period for an election",
                    "its days lie outside the calendar", "check the days of the election",
                ),
                (
                    told.nowhere, "A rule gives no period for an election",
                    "no polling day of its territory is listed, and the rule names no time zone",
                    "add a polling day of the territory, or its zones to the rule",
                ),
            ):  # fmt: skip
                if not elections:
                    continue
                first = calendar.rows[next(iter(elections))]
                named = f"{first['name']} ({self.at(first['source_id'], first['source_row'])})"
                many = f"of {len(elections):,} elections, the first "
                row = one.rows[rule.key]
                column = "territory" if elections is told.nowhere else "ends"
                self.intake(row["source_id"]).refuse(
                    what,
                    f"{many if len(elections) > 1 else ''}{named}: {why}",
                    remedy,
                    row=row["source_row"],
                    column=column,
                    value=row[column],
                )


def _row_order(one: Stated) -> tuple[int, int, str]:
    return one.source_id, one.source_row or 0, one.period_id


def _times(one: Stretched) -> str:
    ends = "without an end" if one.ends_at is None else f"to {one.ends_at:%Y-%m-%d %H:%M}"
    return f"from {one.starts_at:%Y-%m-%d %H:%M} {ends} UTC ({one.time_zone})"
