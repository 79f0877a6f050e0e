"""Lists of what happened around elections, such as REIGN's: a row an event, several an election.

The day of an event is the day on which it happened. Only a vote has its day as a polling day; an
announcement, a delay or a deadline has not. What was voided after a vote was annulled; what was
voided without one was given up, and its day is the polling day that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from eoc_app.builder.cells.election_harvest import Harvest
from eoc_app.builder.sources.intake import Batch
from eoc_app.builder.sources.named_rows import NamedRow
from eoc_app.domain.dates.spoken_date import SpokenDate
from eoc_app.domain.elections import election_words

NEEDED: Final = frozenset({"event", "elecnum", "type", "elec_year"})
TYPES: Final = {
    "X": "election of the executive: presidential election",
    "L": "legislative election",
    "R": "referendum",
}
"""What the letters of such a list stand for; the executive's may be indirect."""

Role = Literal["vote", "voided", "annulled", "upcoming", "delay", "other"]


@dataclass(frozen=True)
class ElectionEvent:
    """One row: its line, what happened, and when."""

    line: int
    words: str
    when: SpokenDate | None
    round: str

    @property
    def role(self) -> Role:
        """What the event means for the election."""
        said = self.words.casefold()
        if said.startswith("vote"):
            return "vote"
        if said.startswith(("anulled", "annulled")):
            return "annulled"
        if said.startswith("voided"):
            return "voided"
        if said.startswith("upcoming") and "deadline" not in said:
            return "upcoming"
        return "delay" if said.startswith("delay") else "other"


def fates(events: Sequence[ElectionEvent]) -> list[tuple[ElectionEvent, dict[str, Any]]]:
    """The polling days of one election, each with its status; `events` in the file's order."""
    votes = [event for event in events if event.role == "vote"]
    undone = [event for event in events if event.role in {"voided", "annulled"}]
    is_delayed = any(event.role == "delay" for event in events)
    outcomes: list[tuple[ElectionEvent, dict[str, Any]]] = []
    for vote in votes:
        later = [event for event in undone if _not_before(event, vote)]
        if later and vote is votes[-1]:
            on = later[-1].when
            is_day = on is not None and on.precision == "day"
            annulled_on = on.starts_on if on is not None and is_day else None
            outcomes.append((vote, {"status": "annulled", "annulled_on": annulled_on}))
        else:
            outcomes.append((vote, {"status": "held"}))
    for event in undone:
        if any(_not_before(event, vote) for vote in votes):
            continue
        if event.role == "annulled":
            status = "annulled"
        elif "regime" in event.words.casefold() or not is_delayed:
            status = "cancelled"
        else:
            status = "postponed"
        outcomes.append((event, {"status": status}))
    outcomes += [(event, {"status": "scheduled"}) for event in events if event.role == "upcoming"]
    return outcomes


def _not_before(event: ElectionEvent, vote: ElectionEvent) -> bool:
    """Whether an event is of the day of a vote or later."""
    if event.when is None or vote.when is None:
        return False
    return event.when.ends_on >= vote.when.starts_on


def polling_days(
    rows: Iterable[NamedRow],
    harvest: Harvest,
    country: str,
    when: Callable[[NamedRow], SpokenDate | None],
) -> Iterator[Batch]:
    """The elections of a list of events, with what became of them; `country` is its column."""
    intake = harvest.intake
    listed: dict[tuple[str, ...], list[ElectionEvent]] = {}
    about: dict[int, tuple[tuple[str, str | None], str]] = {}
    for row in rows:
        place = harvest.place(row.cells[country], row.line, country)
        if place is None:
            continue
        letter, number = row.cells["type"], row.cells["elecnum"]
        said = row.cells.get("runoff", "").removesuffix(".0")
        round_ = said if said in {"1", "2"} else "not stated"
        event = ElectionEvent(row.line, row.cells["event"], when(row), round_)
        key = (str(place[1]), letter, number or f"row {row.line}")
        listed.setdefault(key, []).append(event)
        about[row.line] = (place, TYPES.get(letter, "election"))
    for events in listed.values():
        for event in events:
            if event.role in {"delay", "other"}:
                intake.skip(f"events that are no vote: {event.words or 'unnamed'}")
        for event, fate in fates(events):
            place, name = about[event.line]
            if event.when is None:
                intake.skip("elections without a day")
                continue
            kind = election_words.kind(name)
            harvest.add(event.line, place, name, kind, event.when, event.round, **fate)
        yield from harvest.batches()
    yield from harvest.batches(at_least=1)
