"""Whatever is drawn from synthetic data is stamped, and no new kind of view escapes the stamp."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.cli import run
from eoc_app.core.selection import Selection
from eoc_app.desktop.alarms.record_view import RecordView
from eoc_app.desktop.conversation.reader_process import views
from eoc_app.desktop.country.why_not_dialog import WhyNotDialog
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.screens import SCREENS, asked
from eoc_app.desktop.pages import make_page
from eoc_app.desktop.tables.table_dialog import TableDialog
from eoc_app.panels import panels
from eoc_app.views.any_view import kinds
from eoc_app.views.risk_view import RiskView
from eoc_app.views.view import COPIED, TableView, View
from tests.snapshots import NOW, build_invented, made_once, views_of

KINDS = (*kinds(), RecordView)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of which every row is synthetic."""
    return made_once(tmp_path_factory, "invented", build_invented)


def test_that_a_kind_of_view_cannot_be_defined_without_saying_whether_it_is_an_exercise() -> None:
    with pytest.raises(TypeError, match="Unsaid does not say whether it is an exercise"):

        class Unsaid(View, frozen=True, kw_only=True):
            """A new kind of view whose author thought of no stamp."""

            rows: tuple[str, ...] = ()


def test_that_not_even_an_heir_of_a_kind_inherits_the_answer() -> None:
    with pytest.raises(TypeError, match="Heir does not say"):

        class Heir(TableView, frozen=True, kw_only=True):
            """A table with something more in it, which may be synthetic."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_that_every_kind_of_view_answers_for_itself(kind: type[View]) -> None:
    assert {"is_exercise", "as_table", "heard"} <= vars(kind).keys()


def test_that_no_kind_of_view_is_left_out_here() -> None:
    ours = {kind for kind in _heirs(View) if kind.__module__.startswith("eoc_app.")}
    assert ours == set(KINDS)


def _heirs(kind: type[View]) -> Iterator[type[View]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def test_that_every_view_of_an_invented_snapshot_is_stamped(invented: Path) -> None:
    drawn = views_of(invented)
    bare = {name for name, view in drawn.items() if not (view.is_exercise or view.empty)}
    assert bare == set(), "drawn from synthetic data alone, and not stamped"
    flat = {name for name, view in drawn.items()
            if view.is_exercise and not view.as_table().is_exercise}  # fmt: skip
    assert flat == set(), "stamped, but not as a table"
    assert sum(bool(view.empty) for view in drawn.values()) < len(panels()) / 4


def test_that_no_view_of_a_snapshot_without_synthetic_data_is_stamped(small_snapshot: Path) -> None:
    drawn = views_of(small_snapshot)
    assert {name for name, view in drawn.items() if view.is_exercise} == set()
    assert not any(view.as_table().is_exercise for view in drawn.values())


@pytest.mark.parametrize("screen", SCREENS)
def test_that_every_card_of_every_screen_wears_the_stamp(
    invented: Path, qtbot: QtBot, screen: str
) -> None:
    page = make_page(screen)
    qtbot.addWidget(page)
    selection = Selection(now_at=NOW, country_code="KE")
    for panel, answer in views(invented, selection, asked(screen)).items():
        if panel != "header":
            page.take_answer(answer)
    for panel, frame in page.frames.items():
        view = page.view(panel)
        if view is not None and not view.empty:
            itself = getattr(frame.content, "stamps_itself", False)
            assert _is_stamped(frame) != itself, f"{panel}: the card or its drawing wears it"


def _is_stamped(frame: PanelFrame) -> bool:
    return not frame._stamp.isHidden()


class _New(Content, QWidget):
    """A widget for a kind of view that nobody has drawn before."""

    def show_view(self, view: Any) -> None:
        """Draw nothing of it."""


def test_that_a_card_stamps_whatever_a_new_widget_draws(invented: Path, qtbot: QtBot) -> None:
    for view in views_of(invented).values():
        frame = PanelFrame(_New(), "New")
        qtbot.addWidget(frame)
        frame.show_view(view)
        assert _is_stamped(frame) == view.is_exercise


def test_that_dialogs_wear_the_stamp(invented: Path, qtbot: QtBot) -> None:
    drawn = views_of(invented)
    risk = drawn["risk"]
    assert isinstance(risk, RiskView)
    dialogs: list[QWidget] = [TableDialog(drawn["ranking"]), WhyNotDialog(risk)]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        (frame,) = dialog.findChildren(PanelFrame)
        assert _is_stamped(frame)


def test_that_copied_rows_begin_with_the_stamp(invented: Path, qtbot: QtBot) -> None:
    dialog = TableDialog(views_of(invented)["timeline"])
    qtbot.addWidget(dialog)
    dialog.table.table.copy()
    assert f"# {COPIED}" in QApplication.clipboard().text().splitlines()


def test_that_commands_print_the_stamp(
    invented: Path, small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = ("ranking", "--now", NOW.isoformat())
    assert run(["show", str(invented), *shown]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("EXERCISE \u00b7 ")
    assert any(line.startswith("* ") for line in told)
    assert "  * synthetic, for EXERCISE only" in told
    assert run(["show", str(small_snapshot), *shown]) == 0
    assert "EXERCISE" not in capsys.readouterr().out
    assert run(["show", str(invented), *shown, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["panels"]["ranking"]["exercise"] is True
