from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QTextLayout

from eoc_app.core.places import ASSETS
from eoc_app.core.problem import Problem
from eoc_app.desktop.kit import fonts, ink
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import theme
from tests.desktop.kit.names_in_scripts import NAMES


def glyphs(text: str, font: QFont) -> dict[str, list[int]]:
    """Glyph indexes by the family that Qt chose."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    found: dict[str, list[int]] = {}
    for run in layout.glyphRuns():
        family = run.rawFont().familyName().casefold()
        found.setdefault(family, []).extend(run.glyphIndexes())
    return found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("script", NAMES)
def test_that_a_name_in_any_script_has_all_its_glyphs_from_the_bundled_fonts(
    script: str, *, bold: bool
) -> None:
    ours = {family.casefold() for family in install_fonts().all}
    found = glyphs(NAMES[script], theme("dark").font(13, bold))
    assert found
    assert set(found) <= ours
    assert all(0 not in indexes for indexes in found.values())


@pytest.mark.usefixtures("qapp")
def test_that_a_character_in_no_font_would_be_noticed() -> None:
    install_fonts()
    private = glyphs("\U0010ff00", theme("dark").font(13))
    assert any(0 in indexes for indexes in private.values())


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("script", ["Thai", "Bengali", "Han", "Cyrillic"])
def test_that_a_font_that_nobody_chose_falls_back_on_the_bundled_ones(script: str) -> None:
    ours = {family.casefold() for family in install_fonts().all}
    assert set(glyphs(NAMES[script], QFont("Sans Serif"))) <= ours


@pytest.mark.usefixtures("qapp")
def test_that_latin_cyrillic_and_greek_are_set_in_one_face() -> None:
    install_fonts()
    for script in ("Latin", "Cyrillic", "Greek"):
        assert set(glyphs(NAMES[script], theme("dark").font(12))) == {"eoc inter"}


@pytest.mark.usefixtures("qapp")
def test_that_figures_line_up_unless_asked_not_to() -> None:
    install_fonts()

    def width(text: str, *, tabular: bool) -> float:
        layout = QTextLayout(text, theme("dark").font(13, tabular=tabular))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return float(line.naturalTextWidth())

    assert width("111,111", tabular=True) == pytest.approx(width("888,888", tabular=True))
    assert width("111,111", tabular=False) < width("888,888", tabular=False)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("bold", [False, True])
def test_that_a_width_is_the_measured_one_whichever_digits_a_text_has(*, bold: bool) -> None:
    sizes = theme("dark").size
    signs = ".,:;%/()+-\u2013\u2212\u2192\u00b7'\u2019\u202f\u00a0 =<>~#*&x\u00e9"
    texts = [
        f"{name} {one}{other}{sign}{other}{one}{sign} {sign}{one}"
        for sign in signs
        for one, other in (("1", "1"), ("7", "4"), ("0", "6"), ("9", "2"))
        for name in ("Kenya", NAMES["Thai"])
    ]
    for size in (sizes.small, sizes.label, sizes.body, sizes.title, sizes.figure, sizes.hero):
        for text in texts:
            measured = ink.metrics(size, bold).horizontalAdvance(text)
            assert ink.text_width(text, size, bold) == measured, (text, size)


@pytest.mark.usefixtures("qapp")
def test_that_bold_is_a_drawn_face_and_not_a_smear() -> None:
    install_fonts()
    layout = QTextLayout("Georgia", theme("dark").font(13, bold=True))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert [run.rawFont().styleName() for run in layout.glyphRuns()] == ["SemiBold"]


@pytest.mark.usefixtures("qapp")
def test_that_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "ASSETS", tmp_path)
    with pytest.raises(Problem, match="Inter"):
        fonts.install_fonts.__wrapped__()


def test_that_every_bundled_font_bears_a_name_of_our_own() -> None:
    for path in sorted((ASSETS / "fonts").glob("*.ttf")):
        with TTFont(path) as font:
            names = font["name"]
        told = [record for record in names.names if record.nameID in (1, 3, 4, 6, 16, 18, 21)]
        assert told, path.name
        assert [r.toUnicode() for r in told if not r.toUnicode().startswith("EOC")] == []
        family = names.getDebugName(16) or names.getDebugName(1)
        assert family in install_fonts().all


def test_that_every_font_file_states_its_licence() -> None:
    stated = (ASSETS / "fonts" / "LICENCES.md").read_text(encoding="utf-8")
    files = list((ASSETS / "fonts").glob("*.ttf"))
    assert files
    assert [file.name for file in files if f"| {file.name} |" not in stated] == []
    assert sum(file.stat().st_size for file in files) < 14_000_000
