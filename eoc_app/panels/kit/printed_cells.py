"""Table cells: each kind of value is printed the same way in every table."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from eoc_app.core.country import country, is_country_code
from eoc_app.domain.wording.printed import NONE, THIN, day, grouped, plain, share
from eoc_app.views.view import Cell

SCOPES = {"eu": "European Union", "world": "World"}


def place(code: str | None, scope: str = "country", *, exercise: bool = False) -> Cell:
    """A country by its name, or the European Union or the world."""
    if code is not None and is_country_code(code):
        return Cell(country(code).name, code, exercise=exercise)
    return Cell(SCOPES.get(scope, code or NONE), code or scope, exercise=exercise)


def text(value: str | None) -> Cell:
    """A text, or a dash where there is none."""
    return Cell(value, value) if value else Cell(NONE, None, dim=True)


def count(value: float | None, *, exercise: bool = False) -> Cell:
    """A count; a dash where it is not known, which is not 0."""
    if value is None:
        return Cell(NONE, None, dim=True)
    return Cell(plain(value), value, exercise=exercise)


def part(top: float | None, bottom: float | None) -> Cell:
    """A share in per cent; the cell's value is from 0 to 1."""
    if top is None or not bottom:
        return Cell(NONE, None, dim=True)
    return Cell(share(top / bottom), top / bottom)


def between(lower: float | None, upper: float | None) -> Cell:
    """An amount between two bounds: the cell's value is the lower one, its `upper` the other."""
    if lower is None and upper is None:
        return Cell(NONE, None, dim=True)
    if lower == upper and lower is not None:
        return Cell(grouped(lower), lower, upper=upper)
    if upper is None:
        return Cell(f"\u2265 {grouped(lower or 0)}", lower)
    if lower is None:
        return Cell(f"\u2264 {grouped(upper)}", None, upper=upper)
    return Cell(f"{grouped(lower)} to {grouped(upper)}", lower, upper=upper)


def money(lower: float | None, upper: float | None, currency: str | None) -> Cell:
    """An amount between two bounds, always printed with its currency."""
    cell = between(lower, upper)
    if cell.dim:
        return cell
    return replace(cell, text=f"{cell.text}{THIN}{currency or '(currency not stated)'}")


def on(value: date | None) -> Cell:
    """A day, or a dash."""
    return Cell(NONE, None, dim=True) if value is None else Cell(day(value), value.isoformat())
