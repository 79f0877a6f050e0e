"""What the person looks at, and the way back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.session import Session

START = datetime(2024, 10, 26, 6, tzinfo=UTC)


class Watched:
    """A session with a clock that a test winds, and a count of its changes."""

    def __init__(self) -> None:
        self.session = Session(Selection(now_at=START), "overview")
        self.now = START
        self.session.clock = lambda: self.now
        self.changes = 0
        self.session.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def at(self) -> tuple[str, str | None, date | None]:
        one = self.session
        return one.screen, one.selection.country_code, one.selection.as_of_on


@pytest.fixture
def watched(qapp: QApplication) -> Watched:
    return Watched()


def test_that_choosing_goes_there_and_going_back_returns(watched: Watched) -> None:
    watched.session.choose(screen="country", country_code="GE")
    assert watched.at() == ("country", "GE", None)
    watched.session.choose(country_code="MD")
    watched.session.go_back()
    assert watched.at() == ("country", "GE", None)
    watched.session.go_back()
    assert watched.at() == ("overview", None, None)
    watched.session.go_ahead()
    watched.session.go_ahead()
    assert watched.at() == ("country", "MD", None)
    assert watched.changes == 6


def test_that_choosing_what_is_shown_changes_nothing(watched: Watched) -> None:
    watched.session.choose(screen="overview")
    watched.session.choose(platforms=())
    assert watched.changes == 0
    watched.session.go_back()
    assert watched.changes == 0


def test_that_there_is_nothing_before_the_start_and_after_the_end(watched: Watched) -> None:
    watched.session.go_back()
    watched.session.go_ahead()
    assert (watched.at(), watched.changes) == (("overview", None, None), 0)


def test_that_a_screen_that_is_none_leaves_the_screen(watched: Watched) -> None:
    watched.session.choose(screen="nowhere", country_code="GE")
    assert watched.at() == ("overview", "GE", None)


def test_that_a_new_way_forgets_what_was_ahead(watched: Watched) -> None:
    watched.session.choose(country_code="GE")
    watched.session.go_back()
    watched.session.choose(country_code="MD")
    watched.session.go_ahead()
    assert watched.at() == ("overview", "MD", None)


def test_that_a_dragged_day_is_one_step_back(watched: Watched) -> None:
    watched.session.choose(country_code="GE")
    for number in range(1, 6):
        watched.session.choose(as_of_on=date(2024, 10, number))
    assert watched.changes == 6
    watched.session.go_back()
    assert watched.at() == ("overview", "GE", None)


def test_that_a_day_dragged_after_going_back_is_a_step_of_its_own(watched: Watched) -> None:
    watched.session.choose(as_of_on=date(2024, 10, 1))
    watched.session.go_back()
    watched.session.choose(as_of_on=date(2024, 10, 9))
    watched.session.go_back()
    assert watched.at() == ("overview", None, None)


def test_that_a_step_between_two_drags_keeps_them_apart(watched: Watched) -> None:
    watched.session.choose(as_of_on=date(2024, 10, 1))
    watched.session.choose(country_code="GE")
    watched.session.choose(as_of_on=date(2024, 10, 5))
    watched.session.go_back()
    assert watched.at() == ("overview", "GE", date(2024, 10, 1))


def test_that_every_change_reads_the_clock(watched: Watched) -> None:
    watched.now = START + timedelta(hours=1)
    watched.session.choose(country_code="GE")
    assert watched.session.selection.now_at == watched.now
    watched.now = START + timedelta(hours=2)
    watched.session.renew()
    assert watched.session.selection.now_at == watched.now
    watched.session.go_back()
    assert watched.session.selection.now_at == watched.now


def test_that_the_way_back_does_not_grow_for_ever(watched: Watched) -> None:
    for number in range(250):
        watched.session.choose(country_code=f"{number}")
    steps = 0
    while watched.session._back:
        watched.session.go_back()
        steps += 1
    assert steps == 100


def test_that_the_wall_clock_goes_on_without_a_step_or_a_change(watched: Watched) -> None:
    watched.session.choose(country_code="GE")
    renewed: list[datetime] = []
    watched.session.renewed.connect(lambda: renewed.append(watched.session.selection.now_at))
    watched.now = START + timedelta(minutes=1)
    watched.session.keep_time()
    assert renewed == [watched.now]
    assert watched.changes == 1
    watched.session.go_back()
    assert watched.at() == ("overview", None, None)


def test_that_preferred_choices_are_no_step_either(watched: Watched) -> None:
    assert watched.session.prefer(span="season", room_zone="Asia/Tokyo")
    assert not watched.session.prefer(span="season")
    assert watched.changes == 0
    watched.session.go_back()
    assert watched.session.selection.span == "season"


def test_that_another_snapshot_keeps_how_it_is_looked_at_and_no_period(watched: Watched) -> None:
    watched.session.choose(span="season", medium="online", period_id="p1", at=START)
    watched.session.start_over()
    chosen = watched.session.selection
    assert (chosen.span, chosen.medium, chosen.period_id, chosen.at) == ("season", None, None, None)


def test_that_a_dragged_weight_is_one_step_back_and_each_weight_its_own(watched: Watched) -> None:
    session = watched.session
    for weight in (0.5, 0.4, 0.3):
        session.choose(weights=(("threat", weight),))
    for weight in (0.1, 0.2):
        session.choose(weights=(("threat", 0.3), ("stakes", weight)))
    session.go_back()
    assert dict(session.selection.weights) == {"threat": 0.3}
    session.go_back()
    assert dict(session.selection.weights) == {}


def test_that_a_reset_weight_is_a_step_of_its_own(watched: Watched) -> None:
    session = watched.session
    session.choose(weights=(("threat", 0.5),))
    session.choose(weights=())
    session.go_back()
    assert session.selection.weights == (("threat", 0.5),)


def test_that_another_snapshot_begins_without_tried_weights(watched: Watched) -> None:
    watched.session.choose(weights=(("threat", 0.5),))
    watched.session.start_over()
    assert watched.session.selection.weights == ()
