"""A number that is typed is the same number on every machine, whatever its locale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QApplication, QDateEdit
from pytestqt.qtbot import QtBot

from eoc_app.desktop.alarms.alarm_budget_row import AlarmBudgetRow
from eoc_app.desktop.kit.numbers import NumberBox
from eoc_app.desktop.method.weight_slider import WeightBox
from eoc_app.desktop.shell.app import application

REPOSITORY = Path(__file__).resolve().parents[3]
LOCALES = ("de_DE", "es_ES", "pt_BR", "fr_FR", "ar_EG", "hi_IN", "de_CH", "en_US")


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    """A machine of that locale, on which the program has not been started yet."""
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    application()


def typed(qtbot: QtBot, box: NumberBox | WeightBox, text: str) -> None:
    box.setFocus()
    box.selectAll()
    if text.isascii():
        qtbot.keyClicks(box, text)
    else:
        # Qt presses no keys that are not in its own alphabet; a paste comes the same way.
        QApplication.clipboard().setText(text)
        qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["2.5", "2,5", "\u0662\u066b\u0665"])
def test_that_a_number_box_reads_the_same_number_everywhere(
    qtbot: QtBot, locale: str, text: str
) -> None:
    assert QLocale().name() == locale
    box = NumberBox()
    qtbot.addWidget(box)
    box.setRange(0.5, 100)
    box.setDecimals(1)
    typed(qtbot, box, text)
    assert box.value() == 2.5
    assert box.text() == "2.5"


@pytest.mark.parametrize("text", ["2.5", "2,5"])
def test_that_alarms_per_shift_are_read_the_same_everywhere(
    qtbot: QtBot, locale: str, text: str
) -> None:
    assert locale
    row = AlarmBudgetRow()
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.budget_chosen) as chosen:
        typed(qtbot, row.spin, text)
    assert chosen.args == [2.5]


@pytest.mark.parametrize("text", ["0.25", "0,25"])
def test_that_a_weight_is_read_the_same_everywhere(qtbot: QtBot, locale: str, text: str) -> None:
    assert locale
    box = WeightBox(0.4)
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.weight_changed) as changed:
        typed(qtbot, box, text)
    assert changed.args == [0.25]


@pytest.mark.usefixtures("locale")
def test_that_the_program_writes_days_in_its_own_words_once_it_is_started(qtbot: QtBot) -> None:
    application()
    edit = QDateEdit(QDate(2024, 10, 26))
    qtbot.addWidget(edit)
    edit.setDisplayFormat("d MMM yyyy")
    assert edit.text() == "26 Oct 2024"
    assert QLocale().toString(1234.5) == "1234.5"
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("name", LOCALES)
def test_that_a_machine_of_another_locale_starts_the_program_in_its_own(name: str) -> None:
    told = (
        "from eoc_app.desktop.shell.app import application\n"
        "from PySide6.QtCore import QLocale\n"
        "from eoc_app.desktop.kit.numbers import NumberBox\n"
        "app = application()\n"
        "box = NumberBox()\n"
        "print(QLocale.system().name(), QLocale().toString(2.5), box.valueFromText('2.5'))\n"
    )
    setting = dict.fromkeys(("LC_ALL", "LANG", "LC_NUMERIC", "LANGUAGE"), f"{name}.UTF-8")
    ended = subprocess.run(
        [sys.executable, "-c", told], env={**os.environ, **setting},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stdout.split() == [name, "2.5", "2.5"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,234", "1234 or 1.234"),
        ("2.55", "one decimal at most"),
        ("250", "from 0.5 to 100.0"),
        ("2.5.1", "is no number"),
        ("two", "is no number"),
    ],
)
def test_that_what_cannot_be_taken_is_explained_and_the_number_before_stands(
    qtbot: QtBot, text: str, why: str
) -> None:
    row = AlarmBudgetRow()
    qtbot.addWidget(row)
    row.show()
    row.spin.setValue(3.0)
    row._wait.stop()
    with qtbot.waitSignal(row.spin.refused) as refused, qtbot.assertNotEmitted(row.budget_chosen):
        typed(qtbot, row.spin, text)
        qtbot.wait(400)
    assert refused.args is not None
    assert why in refused.args[0]
    assert row.spin.value() == 3.0
    assert row.spin.text() == "3.0"
    assert row._refused.isVisible()
    typed(qtbot, row.spin, "4")
    assert row.spin.value() == 4.0
    assert not row._refused.isVisible()


def test_that_a_half_typed_number_is_no_error_yet(qtbot: QtBot) -> None:
    box = NumberBox()
    qtbot.addWidget(box)
    for text in ("", "2,", "-", "1,234"):
        assert box.validate(text, 0)[0] != QValidator.State.Invalid


def test_that_a_weight_that_may_be_two_is_not_taken(qtbot: QtBot) -> None:
    box = WeightBox(1000.0)
    qtbot.addWidget(box)
    with qtbot.assertNotEmitted(box.weight_changed):
        typed(qtbot, box, "1,234")
    assert box.text() == "1000"


def test_that_numbers_and_dates_of_the_window_come_from_one_module() -> None:
    # A number box or a locale of Qt's own follows the machine: there `2.5` may be read as 25.
    own = re.compile(r"\b(?:QLocale|Q(?:Double)?SpinBox|Q(?:Double|Int)Validator)\b")
    using = {
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        if own.search(path.read_text(encoding="utf-8"))
    }
    assert using == {"eoc_app/desktop/kit/numbers.py"}


def test_that_every_application_is_made_in_one_place() -> None:
    # It settles locale and fonts, so whoever made one beside it would see others.
    making = {
        str(path.relative_to(REPOSITORY))
        for folder in ("eoc_app", "tests/benchmarks")
        for path in (REPOSITORY / folder).rglob("*.py")
        if re.search(r"\bQ(?:Gui|Core)?Application\(", path.read_text(encoding="utf-8"))
    }
    # The floor is what Qt takes with nothing of ours.
    assert making == {"eoc_app/desktop/shell/app.py", "tests/benchmarks/floor.py"}
