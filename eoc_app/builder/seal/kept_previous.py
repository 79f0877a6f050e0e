"""What the snapshot before this one said, kept in this one: read through the reader's own door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from eoc_app.core.country import UnknownCountry, country
from eoc_app.core.problem import Problem
from eoc_app.domain.dates import civil_time
from eoc_app.domain.risk.assessor import Assessor, Part
from eoc_app.domain.risk.reading import Reading
from eoc_app.panels.kit.country_scores import ReadingRow
from eoc_app.panels.kit.country_stakes import READS, ContestRow, ReachRow, outlooks, stakes_on
from eoc_app.panels.kit.known_periods import register
from eoc_app.snapshot.connection import Snapshot

TABLES: Final = ("previous_score", "previous_part", "previous_period")
Rows = dict[str, list[tuple[Any, ...]]]
"""Rows of these tables, in their columns' order."""


@dataclass(frozen=True)
class Previous:
    """A snapshot that was there before, with its own scores and those of the one before it."""

    path: Path
    snapshot_id: str
    as_of_at: datetime
    profile: str
    """The name of the profile that it was judged by."""
    rows: Rows
    before: Rows
    before_id: str | None

    def unless_repeated(self, identity: Callable[[str | None], str]) -> tuple[str | None, Rows]:
        """The identity and rows to compare with.

        A build that is repeated over its own result is not its own predecessor: then it is the one
        before. `identity` gives that of the build with some snapshot before it.
        """
        if self.snapshot_id == identity(self.before_id):
            return self.before_id, self.before
        return self.snapshot_id, self.rows


def read_previous(path: Path) -> Previous:
    """Read what a snapshot says on its last day.

    Raises:
        Problem: it cannot be read.
    """
    snapshot = Snapshot(path)
    try:
        return _read(snapshot)
    except (UnknownCountry, msgspec.ValidationError) as error:
        raise Problem(
            "The previous snapshot cannot be compared with",
            f"its rows do not hold to the format: {error}",
            "check it with: eoc verify",
            file=path.name,
        ) from error
    finally:
        snapshot.close()


def _read(snapshot: Snapshot) -> Previous:
    about = snapshot.about
    scores, parts = _judged(snapshot)
    periods = sorted(_periods(snapshot), key=_placed) if scores else []
    before = {name: _stored(snapshot, name) for name in TABLES}
    before_id = before["previous_score"][0][0] if before["previous_score"] else None
    return Previous(
        snapshot.path,
        about["snapshot_id"],
        about["as_of_at"],
        snapshot.method.name,
        dict(zip(TABLES, (scores, parts, periods), strict=True)),
        before,
        before_id,
    )


def too_late(previous: Previous | None, as_of_at: datetime) -> Problem | None:
    """The problem with a snapshot that speaks for a later moment than the one being built."""
    if previous is None or previous.as_of_at <= as_of_at.replace(tzinfo=UTC):
        return None
    return Problem(
        "The previous snapshot speaks for a later moment",
        f"it is of {previous.as_of_at:%Y-%m-%d %H:%M} UTC, this one of {as_of_at:%Y-%m-%d %H:%M}",
        "name the one before with --previous, or build to another file",
        file=previous.path.name,
    )


def other_profile(previous: Previous | None, profile: str) -> Problem | None:
    """The problem with a snapshot that another profile judged: its scores are of another scale."""
    if previous is None or previous.profile == profile:
        return None
    return Problem(
        "The previous snapshot was judged by another method",
        f"its scores are by the profile {previous.profile}, these by {profile}",
        f"name one by {profile} with --previous, or build to another file",
        file=previous.path.name,
    )


def _stored(snapshot: Snapshot, table: str) -> list[tuple[Any, ...]]:
    if snapshot.about["schema_version"] < snapshot.catalogue.schema[table].since:
        return []
    names = ", ".join(snapshot.catalogue.schema[table].columns)
    return snapshot.ask(f"select {names} from {table} order by all", None).fetchall()


def _judged(snapshot: Snapshot) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    about, views, on = snapshot.about, snapshot.catalogue.views, snapshot.last_day
    readings: dict[str, dict[str, Reading]] = {}
    asked = {"as_of": on, "country_code": None}
    for row in snapshot.run(views["readings_all"], asked).read(ReadingRow):
        readings.setdefault(row.country_code, {})[row.signal] = row.reading()
    contests, sizes = (snapshot.run(views[name], {}) for name in READS)
    calendar = outlooks(snapshot.method, contests.read(ContestRow), sizes.read(ReachRow))
    stored = snapshot.ask("select signal, query_digest from signal", None).fetchall()
    # Signals are redefined where they say something else, not where their texts read otherwise.
    digests = {name: snapshot.catalogue.present(name, digest) for name, digest in stored}
    head = (
        about["snapshot_id"], about["serial"], about["title"],
        about["as_of_at"].replace(tzinfo=None), on, about["method_version"],
        snapshot.stated_method.digest,
    )  # fmt: skip
    assessor = Assessor(snapshot.method, snapshot.signals.values())
    scores: list[tuple[Any, ...]] = []
    parts: list[tuple[Any, ...]] = []
    for code, *_ in snapshot.run(views["watched"], {}).rows:
        known = readings.get(code, {})
        found = assessor.assess(known, stakes_on(calendar, code, on), on)
        if found is not None:
            scores.append((*head, code, found.score, found.lower, found.upper, found.coverage))
            parts += _parts(code, found.parts, known, digests)
    return scores, parts


def _parts(
    code: str, parts: tuple[Part, ...], readings: dict[str, Reading], digests: dict[str, str]
) -> Iterator[tuple[Any, ...]]:
    for part in parts:
        one = readings.get(part.signal)
        yield (
            code, part.signal, part.knowledge, part.severity, part.lower, part.upper, part.points,
            part.weight_share, digests.get(part.signal),
            one.measured_on if one else None, one.value if one else None,
            one.lower if one else None, one.upper if one else None, one.cell if one else None,
            bool(one and one.synthetic),
            one.span_days if one else None, one.provisional if one else None,
            one.reported_on if one else None, one.fresh_until if one else None,
        )  # fmt: skip


def _periods(snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
    """Every period as that snapshot knew it at its own moment, a row for each zone."""
    frame = snapshot.run(snapshot.catalogue.views["periods"], {})
    for story in frame.once(register).stories.values():
        known = story.at(snapshot.about["as_of_at"])
        for row in known[1] if known is not None else ():
            country(row.country_code)  # one that is unknown would stop the list that tells of it
            if civil_time.zone(row.time_zone) is None:
                raise Problem(
                    "The previous snapshot cannot be compared with",
                    f"{row.time_zone!r} of its period {row.period_id} is no time zone",
                    "check it with: eoc verify",
                    file=snapshot.path.name,
                )
            yield (
                row.country_code, row.period_id, row.territory, row.election, row.round, row.rule,
                row.medium, row.platform, row.time_zone, row.starts_at, row.ends_at, row.citation,
                row.withdrawn, row.conditional, row.synthetic,
            )  # fmt: skip


def _placed(row: tuple[Any, ...]) -> tuple[str, str, str, str]:
    code, period_id, territory, *_ = row
    return code, period_id, row[8], territory or ""
