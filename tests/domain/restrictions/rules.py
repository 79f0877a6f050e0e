"""Rules and elections for tests, and the periods that they give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from eoc_app.domain.elections.election import Election
from eoc_app.domain.elections.election_anchor import edge, hour
from eoc_app.domain.elections.occasion import occasions
from eoc_app.domain.restrictions.derived_period import Backwards, Derived, Version, periods
from eoc_app.domain.restrictions.polls_of_rule import Scope
from eoc_app.domain.restrictions.restriction_rule import Rule


def rule(
    starts: str, ends: str, zones: Sequence[str] = (), closes: str | None = "18:00", **more: Any
) -> Rule:
    scope = Scope(
        more.pop("territory", None), tuple(zones), hour("08:00"), hour(closes) if closes else None
    )
    return Rule("CC-rule~1", more.pop("version", 1), edge(starts), edge(ends), scope, **more)


def election(on: date, code: str = "FR", **more: Any) -> Election:
    wanted = {"name": "election", "kind": "general", "round": "1", "ends_on": on, **more}
    return Election(f"{code}-{on}", code, starts_on=on, **wanted)


def derived(rules: Sequence[Rule] | Rule, *elections: Election) -> list[Derived]:
    wordings = [rules] if isinstance(rules, Rule) else rules
    found = occasions(elections)
    given = [one for each in found.values() for one in periods(wordings, each)]
    assert not any(isinstance(one, Backwards) for one in given)
    return [one for one in given if isinstance(one, Derived)]


def only(rules: Sequence[Rule] | Rule, *elections: Election) -> Version:
    (found,) = derived(rules, *elections)
    (version,) = found.versions
    return version
