"""Frames and messages between window and reader: whole, typed, or not at all."""

from __future__ import annotations

import io
import math
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.conversation.wire import (
    LENGTH,
    MOST_BYTES,
    Answer,
    Bug,
    Message,
    Question,
    Refusal,
    receive,
    send,
)
from eoc_app.core.selection import Selection
from eoc_app.views.any_view import AnyView, kinds
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.view import Cell, Column, TableView
from tests.snapshots import views_of

NOW = datetime(2024, 10, 26, 6, tzinfo=UTC)


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_that_frames_arrive_as_they_were_sent(payloads: list[bytes]) -> None:
    stream = io.BytesIO()
    for payload in payloads:
        send(stream, payload)
    stream.seek(0)
    assert [receive(stream) for _ in payloads] == payloads
    assert receive(stream) is None


@given(st.binary(min_size=1, max_size=50), st.data())
def test_that_a_frame_cut_off_is_no_frame(payload: bytes, data: st.DataObject) -> None:
    stream = io.BytesIO()
    send(stream, payload)
    whole = stream.getvalue()
    kept = data.draw(st.integers(0, len(whole) - 1))
    assert receive(io.BytesIO(whole[:kept])) is None


def test_that_a_frame_longer_than_any_honest_one_is_refused_unread() -> None:
    with pytest.raises(ValueError, match=str(MOST_BYTES + 1)):
        receive(io.BytesIO(LENGTH.pack(MOST_BYTES + 1)))


def test_that_a_question_arrives_as_it_was_asked() -> None:
    question = Question(
        ticket=7,
        selection=Selection(
            now_at=NOW, country_code="GE", as_of_on=date(2024, 10, 1), platforms=("facebook",),
            medium="tv", span="season",
        ),
        panels=("ranking", "header"),
    )  # fmt: skip
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(question), type=Question) == question


def test_that_every_kind_of_view_arrives_as_it_was_built(small_snapshot: Path) -> None:
    views: list[AnyView] = list(views_of(small_snapshot).values())
    views += [one for view in views if isinstance(view, SeriesGridView) for one in view.series]
    assert {type(view) for view in views} == set(kinds())
    for view in views:
        answer = Answer(ticket=1, panel="p", view=view, traces=(Trace("q", "d"),), last=True)
        again: Message = msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=Message)
        assert again == answer


@pytest.mark.parametrize(
    "message",
    [
        Refusal(problem=ProblemView(what="a", why="b", remedy="c", file="f", row=0, value="")),
        Bug(ticket=1, panel="p", traceback="…", last=False),
    ],
)
def test_that_bad_news_arrives_too(message: Message) -> None:
    again: Message = msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=Message)
    assert again == message


@pytest.mark.parametrize("value", [0, 10**17 + 1, -1.5, "", None, True, math.inf])
def test_that_cells_keep_their_values_to_the_last_digit(value: float | str | None) -> None:
    view = TableView(
        title="t", columns=(Column(key="a", title="A"),), rows=((Cell("text", value),),)
    )
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(view), type=TableView)
    assert again.rows[0][0].value == value
    assert type(again.rows[0][0].value) is type(value)


@pytest.mark.parametrize("payload", [b"", b"\xc1", b"GET / HTTP/1.1", msgspec.msgpack.encode([1])])
def test_that_bytes_of_another_kind_are_no_message(payload: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        msgspec.msgpack.decode(payload, type=Message)


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=4))])
def test_that_no_local_clock_slips_into_a_selection(zone: timezone | None) -> None:
    with pytest.raises(ValueError, match="2024"):
        Selection(now_at=NOW.replace(tzinfo=zone))
