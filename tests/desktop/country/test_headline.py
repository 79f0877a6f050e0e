from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.country.headline import Headline
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.views.headline_view import HeadlineView
from tests.desktop import widget_views as views
from tests.pictures import assert_picture

UNKNOWN = views.headline(
    score_text="—", level="not_assessable", band="not assessable", interval_text="",
    rank_text="", coverage_text="coverage 31 %", exercise=True,
    sentence="Four signals of nine are fresh: too few to say how high the risk is.",
)  # fmt: skip

BESIDE = views.headline(beside=views.beside_score())
FLIPPED = views.headline(
    flips=("attacks at least 9 raises the band to Severe",),
    drawn_text="90 % of draws: rank 1–3, score 7.9 to 8.8",
)


def frame_of(view: HeadlineView, qtbot: QtBot) -> PanelFrame:
    frame = PanelFrame(Headline(), "Country")
    qtbot.addWidget(frame)
    frame.show_view(view)
    return frame


def test_that_a_reader_hears_score_reason_and_what_is_not_seen(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(views.headline())
    for part in ("Georgia", "8.4", "Severe", "7.6–9.0", "rank 1–3 of 13", "coverage 92 %"):
        assert part in made.accessibleName()
    assert "rose from 4 % to 19 %" in made.accessibleDescription()
    assert "Not seen: messaging reports" in made.accessibleDescription()


def test_that_a_reader_hears_what_would_flip_the_band_and_what_draws_made(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(FLIPPED)
    assert "Would flip the band: attacks at least 9 raises the band to Severe." in (
        made.accessibleDescription()
    )
    assert "90 % of draws: rank 1–3" in made.accessibleDescription()


def test_that_a_reader_hears_protection_and_effort_apart_from_the_score(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(BESIDE)
    assert "Protection: 535 188 reminder engagements, 28" in made.accessibleDescription()
    assert "Effort: no figure (1 stale)." in made.accessibleDescription()
    assert "reminder engagements" not in made.accessibleName()
    tip = made._words.toolTip()
    assert "never raises or lowers it" in tip
    assert "2 restriction periods begun" in tip, "the tip has those that the card has no room for"


def test_that_figures_beside_the_score_give_way_before_the_reasons_do(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(BESIDE)
    made.resize(380, 600)
    made.show()
    heights = [made._words.height_with(figures, 380) for figures in (3, 2, 1, 0)]
    assert heights == sorted(set(heights), reverse=True)
    for height in heights:
        made.resize(380, height)
        QApplication.processEvents()
        assert made._words.heightForWidth(380) == height
        assert not made.verticalScrollBar().isVisible()
    made.resize(380, heights[3] - 20)
    QApplication.processEvents()
    assert made.verticalScrollBar().isVisible()
    assert made.whole_height(380) >= heights[0], "on paper all of them stand"


def test_that_protection_and_effort_never_push_the_reasons_down(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    whole = msgspec.structs.replace(FLIPPED, beside=views.beside_score())
    made.show_view(FLIPPED)
    above = QRect(0, 0, 380, made._words.height_with(0, 380) - 4)
    tops = []
    for view in (FLIPPED, whole):
        made.show_view(view)
        made.resize(380, 600)
        made.show()
        QApplication.processEvents()
        tops.append(made._words.grab(above))
    assert tops[0].toImage() == tops[1].toImage()
    assert made.accessibleDescription().index("Protection:") > (
        made.accessibleDescription().index("Not seen:")
    )


def test_that_nothing_jumps_when_draws_come(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(views.headline())
    before = made._words.heightForWidth(380)
    made.show_view(views.headline(drawn_text="90 % of draws: rank 1–3, score 7.9 to 8.8"))
    assert made._words.heightForWidth(380) == before


def test_that_a_narrow_headline_grows_instead_of_cutting(qtbot: QtBot) -> None:
    made = Headline()
    qtbot.addWidget(made)
    made.show_view(views.headline())
    wide, narrow = (made._words.heightForWidth(width) for width in (420, 200))
    assert narrow > wide * 1.3


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_headline_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = frame_of(views.headline(), qtbot)
    assert_picture(frame, f"headline_{name}", size=(400, 280))


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_a_headline_without_a_score_looks_as_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = frame_of(UNKNOWN, qtbot)
    assert_picture(frame, f"headline_not_assessable_{name}_2x", size=(300, 280), ratio=2.0)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_flips_and_draws_look_as_accepted(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, name)
    assert_picture(frame_of(FLIPPED, qtbot), f"headline_flips_{name}", size=(400, 330))


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_protection_and_effort_look_as_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    assert_picture(frame_of(BESIDE, qtbot), f"headline_beside_{name}", size=(400, 350))


def test_that_counts_stand_for_figures_where_no_room_is_left(qtbot: QtBot) -> None:
    assert_picture(frame_of(BESIDE, qtbot), "headline_beside_counts", size=(400, 300))


def test_that_protection_and_effort_in_a_narrow_card_look_as_accepted(qtbot: QtBot) -> None:
    frame = frame_of(BESIDE, qtbot)
    assert_picture(frame, "headline_beside_narrow_2x", size=(240, 480), ratio=2.0)
