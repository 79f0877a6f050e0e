from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit import chip, ink
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.overview import ranking_columns
from eoc_app.desktop.overview.ranking_columns import KEYS
from eoc_app.desktop.overview.ranking_drawing import spark_lines
from eoc_app.desktop.overview.ranking_model import RankingModel
from eoc_app.desktop.overview.ranking_table import RankingTable
from eoc_app.views.ranking_view import RankingView
from tests.desktop import widget_views as views
from tests.desktop.clicks import click_title
from tests.pictures import assert_picture, picture_of


@pytest.fixture
def shown(qtbot: QtBot) -> RankingTable:
    made = RankingTable()
    qtbot.addWidget(made)
    made.resize(780, 500)
    made.show_view(views.ranking(selected="GE"))
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def order(shown: RankingTable) -> list[str]:
    return [row.code for row in shown._rows.rows]


def here(shown: RankingTable) -> str:
    return shown._rows.rows[shown.currentIndex().row()].code


def test_that_the_model_keeps_the_contract_of_models(qtmodeltester: ModelTester) -> None:
    model = RankingModel()
    model.set_rows(views.ranking().rows)
    qtmodeltester.check(model)
    model.sort(0)
    qtmodeltester.check(model)


def test_that_focus_begins_at_the_selected_country(shown: RankingTable) -> None:
    assert here(shown) == "GE"


def test_that_keys_move_and_enter_chooses(shown: RankingTable, qtbot: QtBot) -> None:
    for key, code in (
        (Qt.Key.Key_Down, "MD"),
        (Qt.Key.Key_End, "TN"),
        (Qt.Key.Key_Up, "MZ"),
        (Qt.Key.Key_Home, "GE"),
    ):
        qtbot.keyClick(shown, key)
        assert here(shown) == code
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert caught.args == ["GE"]


def test_that_letters_find_a_country_by_name_or_code(shown: RankingTable, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown, "mo")
    assert here(shown) == "MD"
    shown._typed_at = 0.0
    qtbot.keyClicks(shown, "lt")
    assert here(shown) == "LT"


def test_that_the_same_letter_goes_on_to_the_next(shown: RankingTable, qtbot: QtBot) -> None:
    reached = []
    for _ in range(3):
        shown._typed_at = 0.0
        qtbot.keyClicks(shown, "u")
        reached.append(here(shown))
    assert reached == ["US", "UZ", "UY"]


def test_that_a_click_chooses(shown: RankingTable, qtbot: QtBot) -> None:
    spot = QPoint(60, shown.rowViewportPosition(3) + 10)
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert caught.args == ["BR"]


@pytest.mark.parametrize("key", KEYS)
def test_that_those_without_a_score_are_last_in_every_order(
    shown: RankingTable, key: ranking_columns.Key, qtbot: QtBot
) -> None:
    for _ in range(2):
        click_title(qtbot, shown, KEYS.index(key))
        assert set(order(shown)[-2:]) == {"MZ", "TN"}
        assert shown._rows.first_apart() == len(order(shown)) - 2


def test_that_a_header_sorts_turns_round_and_returns(shown: RankingTable, qtbot: QtBot) -> None:
    given = order(shown)
    click_title(qtbot, shown, KEYS.index("coverage"))
    assert order(shown)[:2] == ["US", "BR"]
    click_title(qtbot, shown, KEYS.index("coverage"))
    assert order(shown)[:2] == ["UZ", "BW"]
    click_title(qtbot, shown, KEYS.index("coverage"))
    assert order(shown) == given


def test_that_digits_sort_and_the_row_stays_with_its_country(
    shown: RankingTable, qtbot: QtBot
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_1)
    assert order(shown)[:2] == ["BW", "BR"]
    assert here(shown) == "GE"


def test_that_a_new_day_keeps_the_order_asked_for_and_the_row(
    shown: RankingTable, qtbot: QtBot
) -> None:
    click_title(qtbot, shown, KEYS.index("score"))
    click_title(qtbot, shown, KEYS.index("score"))
    view = views.ranking(selected="GE")
    rows = tuple(
        msgspec.structs.replace(row, score=0.1, score_text="0.1") if row.code == "BR" else row
        for row in view.rows
    )
    shown.show_view(msgspec.structs.replace(view, rows=rows))
    assert order(shown)[0] == "BR"
    assert here(shown) == "GE"


def test_that_an_equal_view_changes_nothing(shown: RankingTable, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(shown._rows.dataChanged),
        qtbot.assertNotEmitted(shown._rows.modelReset),
    ):
        shown.show_view(views.ranking(selected="GE"))


@pytest.mark.parametrize("room", [440, 520, 600, 680, 740, 800, 1000, 1800])
def test_that_no_text_is_cut_at_any_width(room: int) -> None:
    rows = views.ranking().rows
    widths = ranking_columns.fit(rows, room, "90 %")
    size = ink.metrics(12).height()
    for row in rows:
        for key in ("score", "rank", "coverage", "t"):
            wide = widths.columns[key]
            text = ranking_columns.number_text(row, key)
            assert wide == 0 or ink.text_width(text, 13, key == "score") <= wide - 10
        label = 12 if widths.row_height == ranking_columns.ONE_LINE else 11
        broken = chip.lines(row.chip, label, widths.columns["restriction"] - 10, 0)
        assert broken.height <= widths.row_height
        assert broken.height >= size - 2
        wide = widths.columns["rank"] - 10
        told = row.interval.rank_text if row.interval else ""
        if wide > 0 and widths.beside:
            assert ink.text_width(row.rank_text, 13) <= wide - widths.beside
            assert ink.text_width(told, 13) <= widths.beside - 4, "rank and interval stay apart"
        elif wide > 0:
            assert widths.row_height == ranking_columns.TWO_LINES
            assert ink.text_width(told, 11) <= wide
        name = ink.lines(row.name, 13, True, widths.columns["country"] - 36)
        assert name.height <= widths.row_height
    if room >= 520:
        assert sum(widths.columns.values()) <= room


@pytest.mark.parametrize("room", [440, 520, 600, 680, 740, 800, 1000, 1800])
def test_that_no_column_moves_when_intervals_come(room: int) -> None:
    before, after = views.ranking(tried=False), views.ranking()
    assert before.rows != after.rows
    widths = ranking_columns.fit(before.rows, room, "90 %")
    assert widths == ranking_columns.fit(after.rows, room, "90 %")


def test_that_a_header_says_which_draws_intervals_are_of(shown: RankingTable) -> None:
    def header(key: ranking_columns.Key, role: Qt.ItemDataRole) -> str:
        place = KEYS.index(key)
        return str(shown._rows.headerData(place, Qt.Orientation.Horizontal, role))

    assert header("rank", Qt.ItemDataRole.DisplayRole) == "rank · 90 %"
    assert header("rank", Qt.ItemDataRole.ToolTipRole) == (
        "rank by score, then the ranks that 90 % of 2 000 draws hold"
    )
    assert "90 % of 2 000 draws" in header("interval", Qt.ItemDataRole.ToolTipRole)
    assert header("band", Qt.ItemDataRole.ToolTipRole) == "band"


def test_that_the_widest_interval_is_what_was_drawn_where_it_was(
    shown: RankingTable, qtbot: QtBot
) -> None:
    view = views.ranking()
    told = view.rows[5].interval
    assert told is not None
    wide = msgspec.structs.replace(told, score_lower=0.0, score_upper=10.0)
    rows = tuple(
        msgspec.structs.replace(row, interval=wide) if row.code == "UZ" else row
        for row in view.rows
    )
    shown.show_view(msgspec.structs.replace(view, rows=rows))
    click_title(qtbot, shown, KEYS.index("interval"))
    assert order(shown)[0] == "UZ"


def test_that_coverage_and_score_are_never_left_out() -> None:
    for room in (100, 300, 500):
        columns = ranking_columns.fit(views.ranking().rows, room).columns
        assert columns["score"]
        assert columns["coverage"]
        assert columns["restriction"]


def test_that_a_gap_in_the_readings_is_a_gap_in_the_line() -> None:
    assert [len(run) for run in spark_lines((1.0, None, None, 2.0, 3.0), 10)] == [1, 2]
    assert spark_lines((None, None), 10) == []


def test_that_noise_is_not_drawn_as_high_as_a_rise() -> None:
    noise = spark_lines((5.0, 5.1, 5.0), 10)[0]
    assert max(y for _, y in noise) - min(y for _, y in noise) == pytest.approx(0.05)
    rise = spark_lines((1.0, 9.0), 10)[0]
    assert max(y for _, y in rise) - min(y for _, y in rise) == pytest.approx(1.0)


def test_that_a_reader_hears_cells_in_words(shown: RankingTable) -> None:
    def said(row: int, key: ranking_columns.Key) -> str:
        return str(shown._rows.index(row, KEYS.index(key)).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said(0, "country") == "Georgia (GE)"
    assert said(0, "interval") == "7.9 to 8.7 drawn, bounds 7.6 to 9.0"
    assert said(0, "rank") == "1, interval 1–3"
    assert said(0, "restriction").startswith("restriction in force: ")
    assert said(9, "country").endswith("exercise")
    assert said(12, "interval") == "not assessable"


def test_that_mark_up_in_a_name_stays_text(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown: RankingTable
) -> None:
    view = views.ranking()
    odd = msgspec.structs.replace(view.rows[0], name="<img src=x> & co")
    shown.show_view(msgspec.structs.replace(view, rows=(odd, *view.rows[1:])))
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _of: told.append(text))
    spot = QPoint(60, shown.rowViewportPosition(0) + 10)
    QApplication.sendEvent(
        shown.viewport(),
        QHelpEvent(QEvent.Type.ToolTip, spot, shown.viewport().mapToGlobal(spot)),
    )
    assert "&lt;img src=x&gt; &amp; co" in told[0]


def frame_of(view: RankingView, qtbot: QtBot) -> PanelFrame:
    frame = PanelFrame(RankingTable(), "Ranked")
    qtbot.addWidget(frame)
    frame.show_view(view)
    return frame


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_table_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    assert_picture(frame_of(views.ranking(), qtbot), f"ranking_table_{name}", size=(780, 540))


def test_that_a_narrow_table_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    frame = frame_of(views.ranking(), qtbot)
    assert_picture(frame, "ranking_table_narrow_2x", size=(480, 560), ratio=2.0)


def test_that_a_wide_table_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    assert_picture(frame_of(views.ranking(), qtbot), "ranking_table_wide", size=(1300, 480))


def test_that_a_table_whose_intervals_are_awaited_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    view = views.ranking(tried=False)
    assert_picture(frame_of(view, qtbot), "ranking_table_awaiting", size=(780, 540))


def test_that_a_sorted_table_in_focus_looks_as_it_was_accepted(
    shown: RankingTable, qtbot: QtBot
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_2)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert_picture(shown, "ranking_table_focus", size=(780, 500))


def test_that_two_hundred_rows_are_all_reached(qtbot: QtBot) -> None:
    made = RankingTable()
    qtbot.addWidget(made)
    made.resize(780, 400)
    made.show_view(views.long_ranking())
    made.scrollToBottom()
    picture_of(made)
    assert made.rowAt(made.viewport().height() - 4) == 199
