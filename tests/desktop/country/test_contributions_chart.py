from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eoc_app.desktop.country.contributions_chart import ContributionsChart
from eoc_app.desktop.country.contributions_layout import Layout, points_text
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.views.contributions_view import ContributionsView
from tests.desktop import widget_views as views
from tests.pictures import assert_picture


@pytest.fixture
def shown(qtbot: QtBot) -> ContributionsChart:
    made = ContributionsChart()
    qtbot.addWidget(made)
    made.resize(600, 330)
    made.show_view(views.contributions())
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_that_the_model_keeps_the_contract_of_models(
    shown: ContributionsChart, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(shown.model())


def test_that_every_bar_begins_where_the_last_one_ends_and_the_score_ends_them() -> None:
    layout = Layout(views.contributions(), 600)
    ends = [row.ends for row in layout.rows]
    assert ends == pytest.approx([2.6, 4.5, 5.8, 7.0, 7.9, 8.4, 8.4, 8.4])
    assert [row.starts for row in layout.rows] == pytest.approx([0, *ends[:-1]])
    assert layout.x(ends[-1]) == pytest.approx(layout.x(8.4))


def test_that_a_heading_spans_its_dimension_and_all_of_them_make_the_score() -> None:
    layout = Layout(views.explained(), 600)
    heads = [row for row in layout.rows if row.kind == "dimension"]
    assert [row.dimension.title for row in heads if row.dimension] == [
        "Threat", "Stakes", "Vulnerability and capacity",
    ]  # fmt: skip
    assert [row.starts for row in heads] == pytest.approx([0, 2.68, 4.08])
    assert [row.ends for row in heads] == pytest.approx([2.68, 4.08, 4.93])
    assert [points_text(row) for row in heads] == ["2.68", "1.40", "0.85"]


def test_that_one_dimension_needs_no_heading_and_no_score_no_sum() -> None:
    one = views.explained(dimensions=views.explained().dimensions[:1])
    assert {row.kind for row in Layout(one, 600).rows} == {"part"}
    none = tuple(msgspec.structs.replace(d, score=None) for d in views.explained().dimensions)
    heads = [r for r in Layout(views.explained(dimensions=none), 600).rows if r.kind != "part"]
    assert [points_text(row) for row in heads] == ["", "", ""]


@pytest.mark.parametrize("width", [240, 360, 600, 1400])
def test_that_labels_stand_beside_the_bars_and_inside_the_card(width: int) -> None:
    view = views.contributions()
    layout = Layout(view, float(width))
    assert layout.title_width + 4 <= layout.left
    for row in layout.rows:
        assert layout.left <= layout.x(row.ends) <= layout.right
    for part in view.parts:
        assert layout.title(part).width <= layout.title_width
        assert layout.detail(part).width <= layout.title_width
    assert layout.right + layout.points_width <= width
    assert layout.points_width >= ink.text_width("no data", 12, True)


def test_that_the_axis_begins_at_zero_and_is_a_round_share_of_the_scale() -> None:
    small = msgspec.structs.replace(
        views.contributions(total=1.7),
        parts=tuple(
            msgspec.structs.replace(part, points=part.points / 5)
            for part in views.contributions().parts
        ),
    )
    layout = Layout(small, 600)
    assert layout.top == 2.0
    assert layout.x(0) == layout.left


def test_that_enter_opens_a_signal_and_a_heading_opens_none(
    shown: ContributionsChart, qtbot: QtBot
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.signal_chosen) as caught:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert caught.args == ["signal_1"]
    shown.show_view(views.explained())
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    with qtbot.assertNotEmitted(shown.signal_chosen):
        qtbot.keyClick(shown, Qt.Key.Key_Return)


def test_that_a_reader_hears_value_weight_knowledge_and_what_is_not_known(
    shown: ContributionsChart,
) -> None:
    def said(row: int) -> str:
        return str(shown.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said(0).startswith("Share of ads that ran without a disclaimer, +2.60 · 19 %")
    assert "12\u202f% of the weight, fresh" in said(0)
    assert "no data" in said(6)
    assert shown._total.accessibleName() == "Score: 8.40 of 10"
    shown.show_view(views.contributions(None))
    assert shown._total.accessibleName() == "Score: not assessable of 10"
    shown.show_view(views.explained())
    assert said(0) == "Threat 4.5 · 60\u202f% of the score, 2.68"
    assert "stale since 16 Jul, at its worst" in said(3)
    assert "2.68 points so far" in said(3)


def test_that_the_score_stays_in_sight_however_far_the_rows_are_scrolled(
    shown: ContributionsChart, qtbot: QtBot
) -> None:
    shown.show_view(views.explained())
    shown.resize(400, 200)
    bar = shown.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for value in (0, bar.maximum()):
        bar.setValue(value)
        total = shown._total.geometry()
        assert total.top() > shown.viewport().geometry().bottom()
        assert shown.rect().contains(total)


def test_that_paper_has_room_for_every_row_and_the_score(
    shown: ContributionsChart, qtbot: QtBot
) -> None:
    shown.show_view(views.explained())
    shown.resize(400, 200)
    qtbot.waitUntil(lambda: shown.verticalScrollBar().maximum() > 0)
    shown.resize(400, shown.whole_height(400))
    qtbot.waitUntil(lambda: shown.verticalScrollBar().maximum() == 0)


def frame_of(view: ContributionsView, qtbot: QtBot) -> PanelFrame:
    frame = PanelFrame(ContributionsChart(), "Why this score")
    qtbot.addWidget(frame)
    frame.show_view(view)
    return frame


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_chart_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = frame_of(views.contributions(exercise=True), qtbot)
    assert_picture(frame, f"contributions_chart_{name}", size=(600, 340))


def test_that_a_narrow_chart_without_a_score_looks_as_accepted(qtbot: QtBot) -> None:
    frame = frame_of(views.contributions(None), qtbot)
    assert_picture(frame, "contributions_chart_narrow_2x", size=(360, 440), ratio=2.0)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_dimensions_look_as_accepted(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, name)
    assert_picture(
        frame_of(views.explained(), qtbot), f"contributions_explained_{name}", size=(480, 480)
    )
