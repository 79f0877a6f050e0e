"""Derived periods as rows of restriction_period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from eoc_app.domain.dates import civil_time
from eoc_app.domain.restrictions.derived_period import Derived, Version
from eoc_app.domain.restrictions.polls_of_rule import WHOLE

WEAKEST_FIRST: Final = ("synthetic", "estimated", "measured", "published")
LEAST_FIRST: Final = ("low", "medium", "high")
VAGUE: Final = frozenset({"not_confirmed", "unknown"})
"""What is said of an election whose day may still change: its periods are of low confidence."""
_FROM_RULE: Final = (
    "source_id", "source_row", "country_code", "rule", "medium", "platform", "imposed_by",
    "stated_by", "citation", "rule_id",
)  # fmt: skip


def derived_rows(
    found: Derived, rules: Mapping[int, dict[str, Any]], elections: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """A row for each version in each zone; `rules` and `elections` are the rows behind, by key."""
    election = elections[found.election.election_id]
    return [_row(found, one, rules[one.rule.key], election) for one in found.versions]


def _row(
    found: Derived, one: Version, rule: Mapping[str, Any], election: Mapping[str, Any]
) -> dict[str, Any]:
    stretch = one.stretch
    provenances = {rule["provenance"], election["provenance"]}
    vague = one.assumed or one.unlisted or found.election.status in VAGUE
    confidences = {rule["confidence"], "low" if vague else "high"}
    return {
        **{name: rule[name] for name in _FROM_RULE},
        "provenance": next(word for word in WEAKEST_FIRST if word in provenances),
        "counts_of": "a period that a rule yields for an election of a calendar",
        "period_id": found.period_id,
        "version": stretch.version,
        "known_from_at": _bare(stretch.known_from_at),
        "territory": stretch.territory,
        "election": _named(found, one),
        "round": _round(found),
        "starts_local": one.starts_local,
        "ends_local": one.ends_local,
        "time_zone": stretch.time_zone,
        "starts_at": _bare(stretch.starts_at),
        "ends_at": _bare(stretch.ends_at),
        "confidence": next(word for word in LEAST_FIRST if word in confidences),
        "election_id": found.election.election_id,
        "withdrawn": stretch.withdrawn,
        "conditional": found.conditional,
        "note": "; ".join(_notes(found, one, rule)),
    }


def withdrawn_row(
    stated: Mapping[str, Any], version: Version, election: Mapping[str, Any], why: str
) -> dict[str, Any]:
    """The next version of a period that a source states, given as its row, once it fell."""
    provenances = {stated["provenance"], election["provenance"]}
    return {
        **stated,
        "source_id": election["source_id"],
        "source_row": election["source_row"],
        "provenance": next(word for word in WEAKEST_FIRST if word in provenances),
        "version": stated["version"] + 1,
        "known_from_at": _bare(version.stretch.known_from_at),
        "withdrawn": True,
        "note": "; ".join(filter(None, (stated["note"], f"withdrawn: {why}"))),
    }


def _bare(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=None)


def _named(found: Derived, one: Version) -> str:
    """The election's name with the first polling day that this version speaks of."""
    day = str(first_on(found, one))
    return found.election.name if day in found.election.name else f"{found.election.name} {day}"


def first_on(found: Derived, one: Version) -> date:
    """The first polling day of the election to which a version belongs."""
    before = found.occasion.fates[0].shift if one.of_old_day else timedelta()
    return found.election.starts_on + before


def _round(found: Derived) -> str:
    if found.phase is None:
        return found.election.round
    return WHOLE if found.phase == WHOLE else f"phase {found.phase}"


def _notes(found: Derived, one: Version, rule: Mapping[str, Any]) -> Iterator[str]:
    if rule["note"]:
        yield rule["note"]
    yield f"by the rule: {rule['starts']} until {rule['ends']}"
    if one.assumed:
        yield "no hour of the polls is on record: the start or end of polling day is taken"
    if one.unlisted:
        yield "no polling day names its territory: the election's, in the rule's zones, are taken"
    if one.stretch.withdrawn:
        yield f"withdrawn: {fallen(found, one) or 'the rule no longer says so'}"
    elif found.occasion.fates[0].shift and not one.of_old_day:
        yield f"the election was first called for {found.occasion.called_on}"
    where = civil_time.zone(one.stretch.time_zone)
    for civil in (one.starts_local, one.ends_local):
        if where is not None and (shown := civil_time.occurrence(civil, where)) != "once":
            yield f"clocks in {where.key} show {civil:%Y-%m-%dT%H:%M} {shown}"


def fallen(found: Derived, one: Version) -> str | None:
    """What of its election withdrew a version; None where its rule alone did."""
    known = one.stretch.known_from_at
    *before, last = found.occasion.fates
    if any(fate.withdrawn and fate.known_from_at == known for fate in before):
        return "the election was postponed, and its new day was not yet known"
    if not last.withdrawn:
        return None
    if found.election.status in {"postponed", "cancelled"}:
        return f"the election was {found.election.status}"
    return "an earlier round was annulled, or the election itself"
