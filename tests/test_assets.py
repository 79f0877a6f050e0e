from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from eoc_app.core import places
from eoc_app.core.places import ASSETS, FIXTURES, QUERIES

SIZES = (16, 24, 32, 48, 64, 128, 256)


def test_that_the_places_are_folders_beside_the_package_or_inside_it() -> None:
    for place in (ASSETS, QUERIES, FIXTURES):
        assert place.is_dir(), place


def test_that_a_bundled_copy_wins_over_a_stray_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "eoc_app"
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places._place("assets") == tmp_path / "assets"
    (package / "_bundled" / "assets").mkdir(parents=True)
    assert places._place("assets") == package / "_bundled" / "assets"


@pytest.mark.parametrize("size", SIZES)
def test_that_the_application_icon_has_its_size_and_clear_corners(size: int) -> None:
    image = QImage(str(ASSETS / "icons" / f"eoc-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    middle = [image.pixelColor(x, size // 2) for x in range(size)]
    assert len({colour.rgb() for colour in middle}) > 3


@pytest.mark.parametrize("mark", ["check", "chevron-down", "chevron-up"])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_a_small_mark_exists_at_twice_its_size(theme: str, mark: str) -> None:
    once = QImage(str(ASSETS / "icons" / f"{mark}-{theme}.png"))
    twice = QImage(str(ASSETS / "icons" / f"{mark}-{theme}@2x.png"))
    assert (once.width(), twice.width()) == (12, 24)


def test_that_what_others_made_comes_with_its_licence() -> None:
    assert (ASSETS / "fonts" / "OFL-1.1.txt").is_file()
    assert (ASSETS / "fonts" / "Apache-2.0.txt").is_file()
    assert "Natural Earth" in (ASSETS / "world" / "LICENCE.md").read_text(encoding="utf-8")
