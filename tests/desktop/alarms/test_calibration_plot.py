"""The calibration plot: drawn from enough, told in words from too few."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.alarms.calibration_plot import CalibrationPlot, drawable, spoken, too_few
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import NAMES, dress
from eoc_app.domain.alarms.track_record import FEWEST, track_record
from tests.desktop.alarms import alarm_views
from tests.domain.alarms.made_alarms import entry, mark
from tests.pictures import assert_picture


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    install_fonts()
    dress(qapp, "dark")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [140, 60, 6])
def test_that_the_plot_looks_as_it_was_looked_at(
    qapp: QApplication, qtbot: QtBot, name: str, count: int
) -> None:
    dress(qapp, name)
    made = CalibrationPlot()
    qtbot.addWidget(made)
    made.show_record(alarm_views.record(count).real)
    assert_picture(made, f"calibration-{count}-{name}", size=(430, 300))


def test_that_a_bin_of_too_few_is_told_and_not_drawn() -> None:
    enough = [entry(number, 0.6) for number in range(FEWEST)]
    few = [entry(number + 50, 0.15, "guarded") for number in range(FEWEST - 1)]
    marks = [mark(one, "hit") for one in (*enough, *few)]
    found = track_record([*enough, *few], marks, [])
    assert drawable(found)
    assert "stated 15" in spoken(found)
    assert f"too few to say: only {FEWEST - 1} judged" in spoken(found)
    alone = track_record(few, marks, [])
    assert not drawable(alone)
    assert f"{FEWEST - 1} stated 10\u202f% to 20\u202f%" in too_few(alone)
    assert "no alarm is judged yet" in too_few(track_record([], [], []))
