"""Ten screens have a key, and everything that tells of keys tells the same."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.screens import SCREENS, Screen, key_of
from eoc_app.desktop.shell.navigation import Navigation
from eoc_app.desktop.shell.palette import choices


@pytest.fixture
def twelve(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Twelve screens, whatever screens there are."""
    names = [f"s{number}" for number in range(1, 13)]
    for name in list(SCREENS):
        monkeypatch.delitem(SCREENS, name)
    for name in names:
        monkeypatch.setitem(SCREENS, name, Screen(name, name.upper(), ("panel",)))
    return names


def test_that_the_tenth_screen_is_at_alt_0_and_further_ones_have_no_key(twelve: list[str]) -> None:
    keys = [key_of(name) for name in twelve]
    assert keys == [*(f"Alt+{digit}" for digit in "1234567890"), "", ""]


def test_that_tips_and_palette_name_the_keys_that_work(qtbot: QtBot, twelve: list[str]) -> None:
    side = Navigation()
    qtbot.addWidget(side)
    told = [side.item(row).toolTip() for row in range(side.count())]
    assert told == [key_of(name) for name in twelve]
    hints = [one.hint for one in choices(()) if one.kind == "screen"]
    assert hints == told
