from __future__ import annotations

import re
import tokenize
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

import eoc_app
from eoc_app.desktop.kit import theme as themes
from eoc_app.desktop.kit.theme import Theme, theme

LEVELS = ("low", "guarded", "elevated", "high", "severe")
TEXT_ROLES = (
    "text",
    "dim",
    "mute",
    "accent",
    "warning",
    "protective",
    "effort",
    "harm",
    "regime_break",
    "problem",
    "exercise",
    "not_assessable",
    "what_if",
)
# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
DEFICIENCIES = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: QColor) -> tuple[float, float, float]:
    def channel(value: float) -> float:
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    return channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())


def luminance(rgb: tuple[float, float, float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(a: QColor, b: QColor) -> float:
    """WCAG 2.2 contrast ratio."""
    darker, lighter = sorted((luminance(linear(a)), luminance(linear(b))))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: QColor, deficiency: str = "none") -> float:
    """CIE L* as a person with the deficiency sees the colour."""
    rgb = linear(colour)
    rows = DEFICIENCIES[deficiency]
    seen = [min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in rows]
    y = luminance((seen[0], seen[1], seen[2]))
    return float(116 * (y ** (1 / 3) if y > 0.008856 else 7.787 * y + 16 / 116) - 16)


@pytest.fixture(params=themes.NAMES)
def shown(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


@pytest.mark.parametrize("role", TEXT_ROLES)
def test_that_every_text_role_reads_on_every_ground(shown: Theme, role: str) -> None:
    for ground in (shown.ground, shown.surface, shown.raised):
        assert contrast(shown.role(role), ground) >= 4.5


@pytest.mark.parametrize("role", ["text", "dim", "mute"])
def test_that_text_reads_on_the_selection_and_under_the_pointer(shown: Theme, role: str) -> None:
    assert contrast(shown.role(role), shown.selection) >= 4.5
    assert contrast(shown.role(role), shown.hover) >= 4.5


def test_that_the_edge_of_a_control_can_be_seen(shown: Theme) -> None:
    for ground in (shown.ground, shown.surface, shown.raised):
        assert contrast(shown.edge, ground) >= 3.0


@pytest.mark.parametrize(
    "role",
    ["accent", "warning", "protective", "effort", "harm", "problem", "exercise", "what_if"],
)
def test_that_text_on_a_strong_fill_reads(shown: Theme, role: str) -> None:
    assert contrast(shown.on_strong, shown.role(role)) >= 4.5


@pytest.mark.parametrize("level", LEVELS)
def test_that_the_text_of_a_band_reads_on_it(shown: Theme, level: str) -> None:
    assert contrast(shown.band(level), shown.band_text(level)) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_bands_stay_in_order_for_every_eye(shown: Theme, deficiency: str) -> None:
    steps = [lightness(shown.band(level), deficiency) for level in LEVELS]
    if shown.name == "light":
        steps.reverse()
    # 8 L* is several times the just noticeable difference of neighbouring areas; as the order
    # is monotone, the least step bounds the difference of every pair.
    assert all(later - earlier >= 8 for earlier, later in pairwise(steps))


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_land_without_a_reading_is_not_taken_for_a_low_band(
    shown: Theme, deficiency: str
) -> None:
    low, land = (lightness(c, deficiency) for c in (shown.band("low"), shown.land))
    assert abs(low - land) >= 7


def test_that_grid_lines_are_fainter_than_text(shown: Theme) -> None:
    assert contrast(shown.grid, shown.surface) < contrast(shown.mute, shown.surface) / 3


def test_that_markings_read_on_their_ground_and_an_unknown_one_is_the_strictest() -> None:
    for marking in ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"):
        text, ground = theme("dark").marking(marking)
        assert contrast(text, ground) >= 4.5
    assert theme("dark").marking("TLP:WHITEISH") == theme("dark").marking("TLP:RED")


def test_that_both_themes_have_one_scale_of_spaces_and_sizes(shown: Theme) -> None:
    s, z = shown.space, shown.size
    assert (s.xs, s.s, s.m, s.l, s.xl) == (4, 8, 12, 16, 24)
    assert (z.small, z.label, z.body, z.title, z.figure, z.hero) == (11, 12, 13, 15, 22, 46)


def test_that_a_theme_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        theme("sepia")
    with pytest.raises(KeyError):
        theme("dark").band("fine")
    with pytest.raises(KeyError):
        theme("dark").role("font")


def test_that_the_theme_in_use_changes_and_returns() -> None:
    try:
        assert themes.use("light") is themes.current()
        assert themes.current().name == "light"
    finally:
        themes.use("dark")
    assert themes.current().name == "dark"


def test_that_fading_leaves_the_colour_itself_alone() -> None:
    accent = theme("dark").accent
    assert theme("dark").faded(accent, 0.5).alphaF() == pytest.approx(0.5, abs=0.01)
    assert accent.alpha() == 255


def test_that_the_style_sheet_has_every_value_filled_in(shown: Theme) -> None:
    sheet = shown.stylesheet()
    assert "$" not in sheet
    assert shown.accent.name() in sheet
    for address in re.findall(r'url\("(.*?)"\)', sheet):
        assert Path(address).is_file(), address


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.usefixtures("qapp")
def test_that_the_hatch_is_strokes_and_gaps_at_every_scale(scale: float) -> None:
    image = QImage(int(48 * scale), int(48 * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    painter = QPainter(image)
    painter.fillRect(0, 0, 48, 48, theme("dark").hatch(theme("dark").not_assessable))
    painter.end()
    row = [image.pixelColor(x, image.height() // 2).alpha() for x in range(image.width())]
    strokes = sum(a < 128 <= b for a, b in pairwise(row))
    assert strokes == pytest.approx(48 / 6, abs=1)
    assert max(row) > 200
    assert min(row) < 40


def test_that_no_other_module_writes_a_colour() -> None:
    package = Path(eoc_app.__file__).parent
    hexadecimal = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
    made = re.compile(
        r"\b(QColor|mkColor|mkPen|mkBrush)\((?:\s*[\d\"'(]|Qt\.)|fromRgb|GlobalColor\.(?!transparent)"
    )
    faults = []
    for path in sorted(package.rglob("*.py")):
        if path == Path(themes.__file__):
            continue
        with path.open("rb") as file:
            tokens = list(tokenize.tokenize(file.readline))
        strings = [t for t in tokens if t.type == tokenize.STRING and t.string[0] in "\"'rf"]
        faults += [f"{path}:{t.start[0]}" for t in strings if hexadecimal.search(t.string)]
        code = path.read_text(encoding="utf-8")
        faults += [f"{path}: {found.group()}" for found in made.finditer(code)]
    assert not faults
