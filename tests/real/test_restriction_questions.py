"""What a reader asks of the restriction clock, and what it must answer, from the demo's sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from eoc_app.builder import build
from eoc_app.core.places import FIXTURES
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.register_view import RegisterPeriod, RegisterView

AFTER = datetime(2024, 12, 15, 12, tzinfo=UTC)
"""After every election of the season: the snapshot knows how each ended."""


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flow]:
    """The published facts of the demo, exported once the season was over."""
    out = tmp_path_factory.mktemp("season") / "season.duckdb"
    build([FIXTURES / "sources" / "published"], out, built_at=AFTER, as_of=AFTER)
    made = Flow(Snapshot(out))
    yield made
    made.snapshot.close()


def register(flow: Flow, code: str, at: datetime, known_at: datetime | None = None) -> RegisterView:
    """The register of a country at a moment."""
    selection = Selection(
        now_at=AFTER, country_code=code, at=at.astimezone(UTC),
        known_at=known_at and known_at.astimezone(UTC),
    )  # fmt: skip
    (drawn,) = flow.draw(selection, ("restriction_register",))
    assert isinstance(drawn.view, RegisterView)
    return drawn.view


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def in_force(view: RegisterView) -> list[RegisterPeriod]:
    return [period for period in view.periods if period.state == "in_force"]


def test_what_is_in_force_in_mexico_at_noon_on_the_day_before_polling(flow: Flow) -> None:
    view = register(flow, "MX", local("2024-06-01T12:00", "America/Mexico_City"))
    (silence,) = [one for one in in_force(view) if one.rule == "electoral_silence"]
    assert silence.zones_text == "in force in 5 of 5 zones"
    assert silence.citation == "LEGIPE art. 251"
    capital = next(z for z in silence.zones if z.time_zone == "America/Mexico_City")
    assert capital.starts_local == datetime(2024, 5, 30)
    assert capital.ends_local == datetime(2024, 6, 2, 18)
    assert capital.state_text == "in force · 1 d 6 h left"


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ("2024-04-17T17:59", set()),
        ("2024-04-17T18:00", {"electoral_silence"}),
        ("2024-04-19T06:59", {"electoral_silence"}),
        ("2024-04-19T07:00", {"electoral_silence", "exit_poll_ban"}),
        ("2024-04-19T18:00", {"exit_poll_ban"}),
        ("2024-04-24T18:00", {"electoral_silence", "exit_poll_ban"}),
        ("2024-06-01T18:29", {"exit_poll_ban"}),
        ("2024-06-01T18:30", set()),
    ],
)
def test_what_is_in_force_in_india_around_its_phases(flow: Flow, at: str, rules: set[str]) -> None:
    view = register(flow, "IN", local(at, "Asia/Kolkata"))
    assert {period.rule for period in in_force(view)} == rules


def test_that_india_has_a_silence_for_each_of_seven_phases(flow: Flow) -> None:
    view = register(flow, "IN", AFTER)
    silences = [one for one in view.periods if one.rule == "electoral_silence"]
    general = [one for one in silences if one.zones[0].ends_local
               and one.zones[0].ends_local.year == 2024]  # fmt: skip
    ends = sorted(one.zones[0].ends_local for one in general if one.zones[0].ends_local)
    assert [end.strftime("%m-%d %H:%M") for end in ends] == [
        f"{day} 18:00" for day in ("04-19", "04-26", "05-07", "05-13", "05-20", "05-25", "06-01")
    ]


@pytest.mark.parametrize(
    ("known", "state", "version"),
    [("2024-11-04T12:00", "ended", 1), ("2024-11-10T12:00", "in_force", 2)],
)
def test_what_is_in_force_in_the_usa_the_day_after_by_what_was_known(
    flow: Flow, known: str, state: str, version: int
) -> None:
    noon = local("2024-11-06T12:00", "America/Los_Angeles")
    view = register(flow, "US", noon, local(known, "America/Los_Angeles"))
    ban = next(one for one in view.periods if one.rule == "new_political_ads_ban"
               and one.zones[0].starts_local == datetime(2024, 10, 29))  # fmt: skip
    assert (ban.state, ban.version) == (state, version)
    assert [one.version for one in ban.versions] == [1, 2]
    assert [one.known for one in ban.versions] == [True, version == 2]
    if version == 2:
        assert ban.state_text == "in force · 3 d 12 h left"
        assert ban.moved == "end moved: was Wed 6 Nov 2024 00:00 Los Angeles"


def test_that_a_country_without_a_rule_says_so_and_not_that_it_is_free(flow: Flow) -> None:
    view = register(flow, "IE", AFTER)
    assert (view.periods, view.unruled) == ((), ("IE",))
    assert "not that there is none" in view.footnote
    assert "not the same as none" in view.empty


def test_that_france_falls_silent_zone_by_zone(flow: Flow) -> None:
    view = register(flow, "FR", datetime(2024, 6, 28, 20, 30, tzinfo=UTC))
    (silence,) = [one for one in in_force(view) if one.rule == "electoral_silence"]
    assert silence.zones_text == "in force in 10 of 12 zones"
    states = {zone.territory or zone.time_zone: zone.state for zone in silence.zones}
    waiting = {place for place, state in states.items() if state != "in_force"}
    assert waiting == {"Europe/Paris", "Mayotte"}
    ends = {zone.territory or zone.time_zone: zone.ends_at for zone in silence.zones}
    assert ends["Europe/Paris"] == datetime(2024, 6, 30, 18, tzinfo=UTC)
    guadeloupe = ends["Guadeloupe"]
    assert guadeloupe is not None
    assert guadeloupe == datetime(2024, 6, 29, 22, tzinfo=UTC), "it votes on the Saturday"


def test_that_brazil_ends_at_one_moment_over_all_its_zones(flow: Flow) -> None:
    view = register(flow, "BR", local("2024-10-06T12:00", "America/Sao_Paulo"))
    (silence,) = in_force(view)
    assert {zone.ends_at for zone in silence.zones} == {datetime(2024, 10, 6, 20, tzinfo=UTC)}
    ends = {zone.time_zone: zone.ends_local for zone in silence.zones}
    assert {zone: end and end.hour for zone, end in ends.items()} == {
        "America/Sao_Paulo": 17, "America/Manaus": 16, "America/Rio_Branco": 15,
    }  # fmt: skip


def test_that_indonesia_falls_silent_in_the_east_first(flow: Flow) -> None:
    view = register(flow, "ID", datetime(2024, 2, 10, 16, 30, tzinfo=UTC))
    (silence,) = in_force(view)
    assert silence.zones_text == "in force in 2 of 3 zones"


def test_that_the_second_round_of_an_annulled_election_is_withdrawn(flow: Flow) -> None:
    before = register(flow, "RO", local("2024-12-05T12:00", "Europe/Bucharest"))
    after = register(flow, "RO", local("2024-12-07T12:00", "Europe/Bucharest"))

    def second(view: RegisterView) -> list[str]:
        return [
            one.state for one in view.periods
            if one.rule == "electoral_silence" and one.zones[0].ends_local
            and one.zones[0].ends_local.date().isoformat() == "2024-12-08"
        ]  # fmt: skip

    assert second(before) == ["upcoming"]
    assert second(after) == ["moved"]


def test_that_a_postponed_election_takes_its_silence_with_it(flow: Flow) -> None:
    view = register(flow, "SN", local("2024-03-23T12:00", "Africa/Dakar"))
    (silence,) = in_force(view)
    assert silence.moved.startswith("start moved: was Sat 24 Feb 2024")
    early = register(flow, "SN", local("2024-02-01T12:00", "Africa/Dakar"))
    told = [one for one in early.periods if one.period_id == silence.period_id]
    assert [one.state for one in told] == ["upcoming"]
    assert told[0].zones[0].starts_local == datetime(2024, 2, 24)


def test_that_hungary_is_not_said_to_have_moved_a_silence_that_nobody_announced(
    flow: Flow,
) -> None:
    view = register(flow, "HU", AFTER)
    silence = [one for one in view.periods if one.rule == "electoral_silence"]
    assert silence
    assert {one.moved for one in silence} == {""}
    assert all(
        zone.starts_local is None or zone.starts_local.hour == 0
        for one in silence for zone in one.zones
    )  # fmt: skip


def test_that_between_postponement_and_new_day_senegal_has_no_silence_ahead(flow: Flow) -> None:
    view = register(
        flow, "SN", local("2024-02-10T12:00", "Africa/Dakar"),
        local("2024-02-10T12:00", "Africa/Dakar"),
    )  # fmt: skip
    (silence,) = [
        one for one in view.periods
        if one.rule == "electoral_silence" and one.zones[0].starts_local == datetime(2024, 2, 24)
    ]  # fmt: skip
    assert (silence.state, silence.zones[0].state) == ("moved", "moved")
    assert silence.moved.startswith("withdrawn")
    assert not any(one.zones[0].starts_local == datetime(2024, 3, 23) for one in view.periods)
