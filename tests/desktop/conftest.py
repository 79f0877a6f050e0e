"""Every widget is tested in the program's own dress: its fonts, the dark theme unless one asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.numbers import use_one_locale
from eoc_app.desktop.kit.theme import dress


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    use_one_locale()
    install_fonts()
    dress(qapp, "dark")
    yield
    dress(qapp, "dark")
