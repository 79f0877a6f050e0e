"""The harness of golden pictures is itself held to account."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from eoc_app.desktop.kit.theme import theme
from tests import pictures
from tests.pictures import assert_picture


def drawn(shift: int = 0) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
    look = theme("dark")
    image.fill(look.surface)
    painter = QPainter(image)
    painter.fillRect(20 + shift, 20, 60, 12, look.band("severe"))
    painter.end()
    return image


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pictures, "FAILED", tmp_path / "failed")
    monkeypatch.setenv("EOC_ACCEPT_PICTURES", "1")
    assert_picture(drawn(), "bar", folder=tmp_path)
    monkeypatch.delenv("EOC_ACCEPT_PICTURES")
    return tmp_path


def test_that_the_same_picture_passes(golden: Path) -> None:
    assert_picture(drawn(), "bar", folder=golden)
    assert not list((golden / "failed").glob("*.png"))


def test_that_an_altered_picture_fails_and_leaves_what_to_look_at(golden: Path) -> None:
    with pytest.raises(AssertionError, match="pixels differ"):
        assert_picture(drawn(shift=2), "bar", folder=golden)
    left = {path.name for path in (golden / "failed").glob("*.png")}
    assert left == {"bar.got.png", "bar.expected.png", "bar.difference.png"}


def test_that_a_picture_of_another_size_fails(golden: Path) -> None:
    with pytest.raises(AssertionError, match="200 x 90"):
        assert_picture(drawn().copy(0, 0, 200, 90), "bar", folder=golden)


def test_that_a_picture_that_nobody_accepted_fails(golden: Path) -> None:
    with pytest.raises(AssertionError, match="no golden picture"):
        assert_picture(drawn(), "unseen", folder=golden)
