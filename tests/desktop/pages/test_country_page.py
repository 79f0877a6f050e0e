"""The country page: draws in its headline, and the dialog of why nothing is flagged."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.desktop.country.why_not_dialog import WhyNotDialog
from eoc_app.desktop.pages.country_page import CountryPage
from eoc_app.desktop.series.series_grid import SeriesGrid
from eoc_app.views.any_view import AnyView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.risk_view import CountryRisk, FlipText, RiskView, WhyNot, why_not_table
from eoc_app.views.series_grid_view import SeriesGridView
from tests.desktop import widget_views as views
from tests.desktop.series.series_examples import series
from tests.pictures import assert_picture

TRACE = Trace("readings_everywhere", "0123")
DRAWN = "in 90\u202f% of draws: rank 1\u20133, score 7.9\u20138.8"


@pytest.fixture
def page(qtbot: QtBot) -> CountryPage:
    made = CountryPage()
    qtbot.addWidget(made)
    return made


def tell(page: CountryPage, panel: str, view: AnyView | ProblemView) -> None:
    page.take_answer(Answer(ticket=1, panel=panel, view=view, traces=(TRACE,), last=False))


def told(page: CountryPage) -> str:
    view = page.view("headline")
    assert isinstance(view, HeadlineView)
    return view.drawn_text


def test_that_draws_that_failed_are_told_where_they_would_have_stood(page: CountryPage) -> None:
    tell(page, "headline", views.headline())
    assert told(page) == ""
    tell(page, "intervals", ProblemView(what="It failed", why="a table is missing", remedy="none"))
    assert told(page) == "by draws: not known, a table is missing"
    assert page.failed == {"intervals"}
    tell(page, "headline", views.headline(drawn_text=DRAWN))
    tell(page, "intervals", views.intervals())
    assert (told(page), page.failed) == (DRAWN, set())
    page.take_bug(Bug(ticket=1, panel="intervals", traceback="ValueError: 7", last=True))
    assert "the program is at fault" in told(page)


def test_that_draws_that_failed_bring_back_no_country_of_before(page: CountryPage) -> None:
    problem = ProblemView(what="It failed", why="a table is missing", remedy="none")
    tell(page, "headline", views.headline())
    tell(page, "headline", problem)
    tell(page, "intervals", problem)
    assert page.view("headline") is None
    assert page.frames["headline"].state == "failed"


@pytest.mark.parametrize("text", ["Why not flagged?", "What changed here?"])
def test_that_a_button_asks_and_is_not_on_paper(text: str, page: CountryPage, qtbot: QtBot) -> None:
    (button,) = [b for b in page.findChildren(QPushButton) if text in b.text()]
    asked = page.why_not_requested if text.startswith("Why") else page.changes_requested
    with qtbot.waitSignal(asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isVisibleTo(page)
    page.for_paper()
    assert not button.isVisibleTo(page)


def risk(*answers: tuple[str, str, str], flips: tuple[FlipText, ...] = ()) -> RiskView:
    country = CountryRisk(
        code="IN", name="India", score=3.6, lower=3.5, upper=3.7, level="guarded", band="Guarded",
        rank_text="20", rank=20, coverage=0.97, unseen_share=0.1, dimensions=(), contributions=(),
        sentence="", flips=flips, exercise=False,
        why_not=(
            WhyNot(signal="", reason="below_band", text="Guarded, 3.6: 0.4 below Elevated"),
            *(WhyNot(signal=n, reason=r, text=t, title=n.title()) for n, r, t in answers),
        ),
    )  # fmt: skip
    return RiskView(
        title="Risk of harm", subtitle="as of Sat 26 Oct 2024", as_of_on=date(2024, 10, 26),
        method_version="2.0", method_digest="", scale=10.0, assessable_coverage=0.65,
        draws=2000, share=0.9, seed="7", countries=(country,),
    )  # fmt: skip


ANSWERS = (
    ("labels", "effort", "it is of effort, which stands beside the score, never in it"),
    ("attacks", "below_watch", "1 attack is below its watch value of 5 attacks"),
    ("killed", "no_data", "no data: it counts at its worst, 0.2 points"),
    ("networks", "flagged", "6 networks adds 0.6 to Severe"),
)
FLIPS = tuple(
    FlipText(kind="value", name="attacks", up=up, level="elevated", now=1.0, then=9.0, size=0.1,
             text=f"attacks at least 9 {'raises' if up else 'lowers'} the band")
    for up in (False, True)
)  # fmt: skip


def test_that_what_concerns_most_comes_first_and_the_country_is_no_row() -> None:
    table = why_not_table(risk(*ANSWERS))
    assert table.title == "Why is India not flagged?"
    assert [row[0].value for row in table.rows] == ["networks", "killed", "attacks", "labels"]
    assert table.rows[1][1].text == "no data"


def test_that_a_country_of_which_nothing_is_known_says_so(qtbot: QtBot) -> None:
    nothing = RiskView(
        title="Risk of harm", as_of_on=date(2024, 10, 26), method_version="2.0", method_digest="",
        scale=10.0, assessable_coverage=0.65, draws=2000, share=0.9, seed="7", countries=(),
        empty="Nothing of this country.",
    )  # fmt: skip
    assert why_not_table(nothing).empty == "Nothing of this country."
    made = WhyNotDialog(nothing)
    qtbot.addWidget(made)
    assert (made.answer.isHidden(), made.rise.isHidden()) == (True, True)


def test_that_the_dialog_gives_the_countrys_own_answer_and_what_would_raise_it(
    qtbot: QtBot,
) -> None:
    made = WhyNotDialog(risk(*ANSWERS, flips=FLIPS))
    qtbot.addWidget(made)
    assert made.answer.text() == "India: Guarded, 3.6: 0.4 below Elevated."
    assert made.rise.text().endswith("attacks at least 9 raises the band.")
    assert_picture(made, "why_not_dialog", size=(900, 360))


def test_that_no_signal_is_left_out_on_paper_however_many_there_are(
    page: CountryPage, qtbot: QtBot
) -> None:
    page.for_paper()
    page.resize(1200, 700)
    page.show()
    many = tuple(series(30, signal=f"s{n}", lead=n < 4) for n in range(20))
    tell(page, "series", SeriesGridView(title="20 of 20 signals have fresh data", series=many))
    qtbot.wait(10)
    assert page.whole(400) == []
    grid = page.frames["series"].content
    assert isinstance(grid, SeriesGrid)
    assert page.frames["series"].minimumHeight() > grid.whole_height(grid.width()) > 400
