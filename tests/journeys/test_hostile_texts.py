"""Journeys through a snapshot whose every free text is a megabyte of mark-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.conversation.bounded import LONGEST
from eoc_app.desktop.kit.screens import SCREENS
from tests.desktop.kit.test_plain_text import rich
from tests.heard import heard
from tests.hostile_texts import make
from tests.journeys.conftest import OpenWindow


@pytest.fixture(scope="module")
def hostile(small_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(small_snapshot, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("screen", SCREENS)
def test_that_long_and_hostile_texts_are_shown_cut_and_plain(
    open_window: OpenWindow, hostile: Path, screen: str
) -> None:
    window = open_window(hostile, screen, "KE")
    assert window.failed_panels == set()
    told = heard(window)
    assert any("HOSTILE" in text for text in (*told, window.windowTitle()))
    assert max(map(len, told)) < 10 * LONGEST
    assert rich(window) == []
    assert len(window.windowTitle()) < 300
