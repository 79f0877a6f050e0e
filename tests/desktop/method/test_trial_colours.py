"""Colours of correlations and of tried weights, as every eye sees them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from eoc_app.desktop.kit import theme as themes
from eoc_app.desktop.kit.theme import Theme, theme
from tests.desktop.kit.test_theme import DEFICIENCIES, linear


@pytest.fixture(params=themes.NAMES)
def shown(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def seen(colour: QColor, deficiency: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) as a person with the deficiency sees the colour."""
    rgb, rows = linear(colour), DEFICIENCIES[deficiency]
    red, green, blue = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in rows
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIE 1976: 2.3 is just noticeable."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_that_both_ends_of_correlations_part_from_each_other_and_from_none_for_every_eye(
    shown: Theme, deficiency: str
) -> None:
    def apart(one: float, other: float) -> float:
        first, second = (seen(shown.correlation(value), deficiency) for value in (one, other))
        return difference(first, second)

    assert apart(-0.7, 0.7) >= 25
    assert min(apart(-0.7, 0), apart(0.7, 0)) >= 15
    assert apart(1, 0) > apart(0.5, 0) > apart(0.2, 0)
    assert apart(-1, 0) > apart(-0.5, 0) > apart(-0.2, 0)


def test_that_tried_weights_have_a_colour_that_is_no_bands_and_no_other_warning(
    shown: Theme,
) -> None:
    others = [*shown.bands.values(), shown.warning, shown.harm, shown.problem, shown.exercise]
    own = seen(shown.what_if, "none")
    assert min(difference(own, seen(other, "none")) for other in others) >= 20
