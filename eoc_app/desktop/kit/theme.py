"""Colours, spaces and type: the one place that knows what `assets/theme.toml` says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPalette

from eoc_app.core.places import ASSETS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NAMES = ("dark", "light")


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in logical pixels."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - one letter beside s and m
    xl: int


@dataclass(frozen=True, slots=True)
class Size:
    """Type sizes in logical pixels."""

    small: int
    label: int
    body: int
    title: int
    figure: int
    hero: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Corner radii, the least click target and the focus ring, in logical pixels."""

    radius: int
    card_radius: int
    target: int
    focus: int


@dataclass(frozen=True, eq=False)
class Theme:
    """All that a widget may know of colour, distance and type; never alter a colour it gives."""

    name: str
    space: Space
    size: Size
    shape: Shape
    families: tuple[str, ...]
    ground: QColor
    surface: QColor
    raised: QColor
    line: QColor
    edge: QColor
    text: QColor
    dim: QColor
    mute: QColor
    accent: QColor
    on_strong: QColor
    warning: QColor
    protective: QColor
    effort: QColor
    harm: QColor
    regime_break: QColor
    problem: QColor
    exercise: QColor
    what_if: QColor
    together: QColor
    apart: QColor
    not_assessable: QColor
    land: QColor
    water: QColor
    border: QColor
    grid: QColor
    selection: QColor
    hover: QColor
    bands: dict[str, QColor]
    band_texts: dict[str, QColor]
    markings: dict[str, QColor]
    _fonts: dict[tuple[int, bool, bool], QFont] = field(
        default_factory=dict, repr=False, init=False
    )
    _faded: dict[tuple[int, float], QColor] = field(default_factory=dict, repr=False, init=False)
    _hatches: dict[tuple[int, float], QBrush] = field(default_factory=dict, repr=False, init=False)

    def role(self, name: str) -> QColor:
        """The colour of a role named in a view ("harm", "protective", "dim" …).

        Raises: KeyError for a name that is no role.
        """
        if name not in ROLES:
            raise KeyError(name)
        colour: QColor = vars(self)[name]
        return colour

    def band(self, level: str) -> QColor:
        """The fill of a band: low, guarded, elevated, high or severe.

        Raises: KeyError for another name; not-assessable has no fill but `hatch`.
        """
        return self.bands[level]

    def band_text(self, level: str) -> QColor:
        """The text colour that reads at 4.5:1 on the fill of the band."""
        return self.band_texts[level]

    def marking(self, name: str) -> tuple[QColor, QColor]:
        """Text and ground of a handling marking; one that TLP 2.0 does not know reads as RED."""
        colour = self.markings.get(name.strip().upper(), self.markings["TLP:RED"])
        return colour, self.markings["ground"]

    def faded(self, colour: QColor, share: float) -> QColor:
        """The colour at an opacity of `share` (0-1)."""
        key = (colour.rgba(), share)
        paler = self._faded.get(key)
        if paler is None:
            paler = QColor(colour)
            paler.setAlphaF(colour.alphaF() * share)
            self._faded[key] = paler
        return paler

    def correlation(self, value: float) -> QColor:
        """The fill of a correlation (-1 to 1): from the middle of its scale to one of the ends."""
        end, middle = self.together if value >= 0 else self.apart, self.raised
        part = abs(value)
        rest = 1 - part
        return QColor.fromRgbF(
            end.redF() * part + middle.redF() * rest,
            end.greenF() * part + middle.greenF() * rest,
            end.blueF() * part + middle.blueF() * rest,
        )

    def font(self, size: int, bold: bool = False, tabular: bool = True) -> QFont:  # noqa: FBT001, FBT002
        """The interface face at `size` logical pixels, figures of one width unless told not to.

        The font is shared: copy it before changing it.
        """
        key = (size, bold, tabular)
        font = self._fonts.get(key)
        if font is None:
            font = QFont(list(self.families))
            font.setPixelSize(size)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            # Hinting would move glyphs at 125 and 150 % and make pictures differ by machine.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return font

    def hatch(self, colour: QColor, zoom: float = 1.0) -> QBrush:
        """Diagonal strokes on nothing, 6 px apart.

        A repeating gradient and not a bitmap, so that it is crisp at 100, 150 and 200 % and stays
        a vector in a PDF. `zoom` is the scale of the painter's own transform (a zoomed map).
        """
        known = self._hatches.get((colour.rgba(), zoom))
        if known is not None:
            return QBrush(known)
        step = 6.0 / zoom
        slope = QLinearGradient(0.0, 0.0, step / 2, step / 2)
        slope.setSpread(QLinearGradient.Spread.RepeatSpread)
        clear = self.faded(colour, 0.0)
        # The short ramps between stops are the anti-aliasing.
        for at, stop in ((0.0, colour), (0.2, colour), (0.36, clear), (0.84, clear), (1.0, colour)):
            slope.setColorAt(at, stop)
        known = self._hatches[colour.rgba(), zoom] = QBrush(slope)
        return QBrush(known)

    def palette(self) -> QPalette:
        """The palette for what a style sheet does not reach."""
        palette = QPalette()
        role = QPalette.ColorRole
        for place, colour in (
            (role.Window, self.ground),
            (role.WindowText, self.text),
            (role.Base, self.surface),
            (role.AlternateBase, self.raised),
            (role.Text, self.text),
            (role.PlaceholderText, self.mute),
            (role.Button, self.raised),
            (role.ButtonText, self.text),
            (role.BrightText, self.warning),
            (role.ToolTipBase, self.raised),
            (role.ToolTipText, self.text),
            (role.Highlight, self.selection),
            (role.HighlightedText, self.text),
            (role.Accent, self.accent),
            (role.Link, self.accent),
            (role.LinkVisited, self.effort),
            (role.Light, self.raised),
            (role.Midlight, self.line),
            (role.Mid, self.line),
            (role.Dark, self.line),
            (role.Shadow, self.ground),
        ):
            palette.setColor(place, colour)
        for place in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, self.mute)
        return palette

    def stylesheet(self) -> str:
        """The style of plain widgets: `assets/theme.qss` with this theme's values."""
        return _stylesheet(self.name)


ROLES = tuple(f.name for f in fields(Theme) if f.type == "QColor")


@cache
def theme(name: str) -> Theme:
    """The theme "dark" or "light".

    Raises: KeyError for another name.
    """
    if name not in NAMES:
        raise KeyError(name)
    table = _table()
    colours = table[name]
    return Theme(
        name=name,
        space=Space(**table["space"]),
        size=Size(**table["size"]),
        shape=Shape(**table["shape"]),
        families=tuple(table["families"]),
        bands=_colours(colours["band"]),
        band_texts=_colours(colours["band_text"]),
        markings=_colours(table["marking"]),
        **{role: QColor(colours[role]) for role in ROLES},
    )


_current = [NAMES[0]]


def current() -> Theme:
    """The theme in use."""
    return theme(_current[0])


def use(name: str) -> Theme:
    """Make a theme the current one; the caller restyles what is already on the screen.

    Raises: KeyError for a name that is no theme.
    """
    chosen = theme(name)
    _current[0] = name
    return chosen


def dress(app: QApplication, name: str) -> Theme:
    """Make a theme the current one and give the whole application its style, font and palette."""
    chosen = use(name)
    if app.styleSheet() == chosen.stylesheet():
        # It is worn already, and Qt would polish every widget once more.
        return chosen
    app.setStyle("Fusion")
    app.setPalette(chosen.palette())
    app.setFont(chosen.font(chosen.size.body))
    app.setStyleSheet(chosen.stylesheet())
    return chosen


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((ASSETS / "theme.toml").read_text(encoding="utf-8"))


def _colours(table: dict[str, str]) -> dict[str, QColor]:
    return {name: QColor(value) for name, value in table.items()}


@cache
def _stylesheet(name: str) -> str:
    chosen, table = theme(name), _table()
    values = {role: chosen.role(role).name() for role in ROLES}
    for group in ("space", "size", "shape"):
        values |= {f"{group}_{key}": str(value) for key, value in table[group].items()}
    values["families"] = ", ".join(f'"{family}"' for family in chosen.families)
    values["icons"] = (ASSETS / "icons").as_posix()
    values["theme"] = name
    return Template((ASSETS / "theme.qss").read_text(encoding="utf-8")).substitute(values)
