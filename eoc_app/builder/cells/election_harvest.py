"""Elections of one source as they are found, and what each becomes in the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import BATCH_ROWS, NamedRow, batch, folded
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.domain.dates import span
from eoc_app.domain.dates.spoken_date import SpokenDate

_KNOWN_ON: Final = re.compile(r"known_on_(\d{4})_(\d{2})_(\d{2})")


@dataclass
class Harvest:
    """Elections and polling days of one source as they are found."""

    source: Source
    intake: Intake
    elections: list[dict[str, Any]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    digests: Digests = field(default_factory=Digests)

    @cached_property
    def dated(self) -> NamedDays:
        """The days of the source's columns."""
        return NamedDays(self.source)

    def place(self, text: str, line: int, column: str) -> tuple[str, str | None] | None:
        """The scope and the code of a place, or None after saying that it has none."""
        if folded(text) in {"eu", "european_union", "eu27"}:
            return "eu", None
        code = country_code(text)
        if code is None:
            self.intake.refuse(
                "A place has no country code",
                "it is no country or territory of ISO 3166, or its name is not known",
                "use the ISO 3166 code where there is one; parts of countries are not watched",
                row=line,
                column=column,
                value=text,
            )
            return None
        return "country", code

    def when(self, text: str, line: int, column: str) -> SpokenDate | None:
        """The day that a cell says, or None after reporting that it cannot be read."""
        found = self.dated.spoken(text, column)
        if found is None:
            self.intake.refuse(
                "A polling day cannot be read",
                span.unsure(text)
                or "it is no date in words or in ISO 8601, or its weekday is another day's",
                "write YYYY-MM-DD, or the month or the year where no more is known",
                row=line,
                column=column,
                value=text,
            )
        return found

    def add(
        self,
        line: int,
        place: tuple[str, str | None],
        name: str,
        kind: str,
        when: SpokenDate | None,
        round_: str,
        **more: Any,
    ) -> str:
        """Keep one election; its identifier."""
        scope, code = place
        vague = f"the source says {when.vague!r}" if when and when.vague else ""
        key = "-".join(
            (
                code or scope.upper(),
                when.starts_on.isoformat() if when else "undated",
                kind,
                re.sub(r"\W+", "_", round_),
                self.digests.of(name.casefold()),
            )
        )
        self.seen[key] = self.seen.get(key, 0) + 1
        again = self.seen[key]
        notes = [more.pop("note", "") or "", vague]
        if again > 1:
            key = f"{key}-{again}"
            notes.append("the source has these words more than once for this day")
        identifier = f"{key}~{self.source.digest[:8]}"
        self.elections.append(
            {
                "source_row": line,
                "provenance": "published",
                "counts_of": "an election as a calendar lists it",
                "election_id": identifier,
                "country_code": code,
                "scope": scope,
                "name": name,
                "kind": "supranational" if scope == "eu" and kind != "referendum" else kind,
                "round": round_,
                "polling_starts_on": when.starts_on if when else None,
                "polling_ends_on": when.ends_on if when else None,
                "date_precision": when.precision if when else "none",
                "note": "; ".join(note for note in notes if note) or None,
                **more,
            }
        )
        return identifier

    def batches(self, *, at_least: int = BATCH_ROWS) -> Iterator[Batch]:
        """What was found since the last time, where it is enough to hand on."""
        if len(self.elections) < at_least:
            return
        known = [fact["polling_starts_on"] for fact in self.elections if fact["polling_starts_on"]]
        until = [fact["polling_ends_on"] for fact in self.elections if fact["polling_ends_on"]]
        intake = self.intake
        if known:
            intake.period_starts_on = min([*known, intake.period_starts_on or date.max])
            intake.period_ends_on = max([*until, intake.period_ends_on or date.min])
        yield batch("election", self.elections)
        if self.days:
            yield batch("polling_day", self.days)
        self.elections, self.days = [], []


def not_known_before(record: NamedRow) -> dict[str, Any]:
    """From when a vote was known at all, where a column says that on some day it was not yet.

    The day on which it was called lies after that one. The first moment that it may be is taken, so
    that nothing that looks back to an earlier day sees it.
    """
    for column in record.cells:
        match = _KNOWN_ON.fullmatch(column)
        if match and record.cells[column].casefold() in {"0", "no", "false"}:
            on = date(int(match[1]), int(match[2]), int(match[3]))
            moment = datetime.combine(on + timedelta(days=1), time())
            note = f"not yet called on {on}, as its list says; from the next day on at the earliest"
            return {"status_known_from_at": moment, "note": note}
    return {}
