"""The same glyphs on every machine, whatever fonts its system has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from eoc_app.core.places import ASSETS
from eoc_app.desktop.kit import fonts
from tests.desktop.kit.names_in_scripts import EVERY_NAME, NAMES

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is Linux's")
UNBUNDLED = "\U00012000"
"""Cuneiform: a script of no election, and of no bundled font."""
DRAWN = f"""
import sys
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QTextLayout
from eoc_app.desktop.shell.app import application
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import theme
app = application() if sys.argv[1] == "window" else QGuiApplication([])
install_fonts()
text = {EVERY_NAME!r} + (chr({ord(UNBUNDLED)}) if sys.argv[1] == "window" else "")
image = QImage(1600, 200, QImage.Format.Format_Grayscale8)
image.fill(255)
painter = QPainter(image)
for row, bold in enumerate((False, True)):
    painter.setFont(theme("dark").font(13, bold))
    painter.drawText(QRectF(0, row * 100, 1600, 100), Qt.TextFlag.TextWordWrap, text)
painter.end()
assert image.save(sys.argv[2])
layout = QTextLayout({EVERY_NAME!r}, theme("dark").font(13))
layout.beginLayout(); layout.createLine(); layout.endLayout()
print(sum(0 in run.glyphIndexes() for run in layout.glyphRuns()), len(layout.glyphRuns()))
"""


def configuration(path: Path, *folders: Path) -> Path:
    """A configuration of fontconfig that knows the fonts of some folders alone."""
    known = "".join(f"<dir>{folder}</dir>" for folder in folders)
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{known}<cachedir>{path.parent / 'cache'}</cachedir></fontconfig>"
    )
    return path


def drawn_beside(fonts_known: Path, picture: Path, app: str) -> tuple[int, int]:
    """Draw every name where the system has these fonts: glyphs that are missing, and runs."""
    run = subprocess.run(
        [sys.executable, "-c", DRAWN, app, str(picture)],
        env=os.environ
        | {
            "FONTCONFIG_FILE": str(fonts_known),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(fonts.__file__).parents[3]),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    missing, runs = map(int, run.stdout.split())
    return missing, runs


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fonts named as the makers of ours named them, every character drawn by one wrong glyph.

    One of them has the cuneiform that ours lack.
    """
    folder = tmp_path_factory.mktemp("namesakes")
    for path in sorted((ASSETS / "fonts").glob("*.ttf")):
        with TTFont(path) as font:
            for record in font["name"].names:
                text = record.toUnicode()
                record.string = text.removeprefix("EOC ").removeprefix("EOC-")
            wrong = font.getGlyphOrder()[1]
            for table in font["cmap"].tables:
                table.cmap = {code: wrong for code in table.cmap if chr(code) in EVERY_NAME}
                if path.name == "NotoSans-Regular.ttf" and table.format == 12:
                    table.cmap[ord(UNBUNDLED)] = font.getGlyphOrder()[-1]
            for shaping in ("GSUB", "GPOS"):
                if shaping in font:
                    del font[shaping]
            font.save(folder / path.name)
    return folder


@ON_LINUX
def test_that_namesakes_among_the_systems_fonts_change_no_pixel(
    namesakes: Path, tmp_path: Path
) -> None:
    bare = configuration(tmp_path / "bare.conf")
    beside = configuration(tmp_path / "beside.conf", namesakes)
    for app in ("bare", "window"):
        missing, runs = drawn_beside(bare, tmp_path / "alone.png", app)
        assert missing == 0
        assert runs >= len(NAMES) - 5
        assert drawn_beside(beside, tmp_path / "beside.png", app) == (missing, runs)
        alone = (tmp_path / "alone.png").read_bytes()
        assert alone == (tmp_path / "beside.png").read_bytes()


@ON_LINUX
@pytest.mark.parametrize("package", ["droid", "noto"])
def test_that_fonts_of_the_distribution_change_no_pixel(package: str, tmp_path: Path) -> None:
    installed = Path("/usr/share/fonts/truetype", package)
    if not installed.is_dir():
        pytest.skip(f"this machine has no {installed}")
    bare = configuration(tmp_path / "bare.conf")
    beside = configuration(tmp_path / "beside.conf", installed)
    for app in ("bare", "window"):
        drawn_beside(bare, tmp_path / "alone.png", app)
        drawn_beside(beside, tmp_path / "beside.png", app)
        assert (tmp_path / "alone.png").read_bytes() == (tmp_path / "beside.png").read_bytes()


@ON_LINUX
def test_that_the_program_hands_its_font_settings_to_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for before in (None, "/etc/fonts/fonts.conf"):
        monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
        if before is not None:
            monkeypatch.setenv("FONTCONFIG_FILE", before)
        with fonts.no_system_fonts():
            assert Path(os.environ["FONTCONFIG_FILE"]).is_file()
        assert os.environ.get("FONTCONFIG_FILE") == before
