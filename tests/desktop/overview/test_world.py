from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF

from eoc_app.core.country import countries, is_country_code
from eoc_app.desktop.overview.equal_earth import KM_PER_UNIT, project
from eoc_app.desktop.overview.world import CAPTION, world

# Land areas in thousand km², rounded, as national statistics give them.
AREAS = {"BR": 8510, "KE": 590, "FR": 550, "DE": 357, "IN": 3200, "AU": 7700, "RU": 17000}
CAPITALS = {
    "KE": (36.8, -1.3),
    "US": (-77.0, 38.9),
    "BR": (-47.9, -15.8),
    "IN": (77.2, 28.6),
    "UA": (30.5, 50.45),
    "ZA": (28.2, -25.7),
    "LS": (27.6, -29.45),
    "XK": (21.1, 42.6),
    "FR": (2.35, 48.85),
    "GE": (44.8, 41.7),
}


def place(longitude: float, latitude: float) -> QPointF:
    return QPointF(*project(longitude, latitude))


def test_that_every_country_but_antarctica_can_be_seen_and_labelled() -> None:
    shown = world()
    for country in countries():
        if country.alpha2 == "AQ":
            continue
        assert country.alpha2 in shown.shapes or country.alpha2 in shown.dots, country.name
        assert country.alpha2 in shown.labels
    for code in [*shown.shapes, *shown.dots, *shown.labels]:
        assert is_country_code(code)


@pytest.mark.parametrize("code", ["SG", "MT", "MV", "BH", "LU", "MU", "BB", "KI", "TV", "XK"])
def test_that_a_small_state_has_a_dot(code: str) -> None:
    assert code in world().dots


@pytest.mark.parametrize("code", CAPITALS)
def test_that_a_capital_lies_in_its_own_country_and_in_no_other(code: str) -> None:
    here = place(*CAPITALS[code])
    assert [c for c, shape in world().shapes.items() if shape.contains(here)] == [code]


def test_that_an_enclave_is_a_hole_in_the_country_around_it() -> None:
    maseru_highlands = place(28.3, -29.6)
    assert world().shapes["LS"].contains(maseru_highlands)
    assert not world().shapes["ZA"].contains(maseru_highlands)


def test_that_overseas_territories_are_not_their_mother_country() -> None:
    cayenne_inland = place(-53.2, 4.0)
    assert world().shapes["GF"].contains(cayenne_inland)
    assert not world().shapes["FR"].contains(cayenne_inland)


@pytest.mark.parametrize("spot", [(34.2, 45.3), (46.0, 9.6)])
def test_that_a_place_of_disputed_status_belongs_to_nobody(spot: tuple[float, float]) -> None:
    here = place(*spot)
    assert [code for code, shape in world().shapes.items() if shape.contains(here)] == []
    assert sum(shape.contains(here) for shape in world().nameless) == 1


@pytest.mark.parametrize("code", AREAS)
def test_that_areas_on_the_map_are_areas_on_the_ground(code: str) -> None:
    assert world().areas_km2[code] / 1000 == pytest.approx(AREAS[code], rel=0.03)


def test_that_a_shape_on_both_sides_of_the_date_line_does_not_cross_the_map() -> None:
    shown = world()
    north_atlantic = place(-35.0, 45.0)
    assert not any(shape.contains(north_atlantic) for shape in shown.shapes.values())
    assert shown.shapes["RU"].contains(place(-174.0, 66.8))


def test_that_a_label_stands_inside_its_shape() -> None:
    shown = world()
    outside = [
        code
        for code, shape in shown.shapes.items()
        if code not in shown.dots and not shape.contains(shown.labels[code])
    ]
    assert outside == []


def test_that_everything_lies_within_the_bounds() -> None:
    shown = world()
    assert all(shown.bounds.contains(shape.boundingRect()) for shape in shown.shapes.values())
    assert shown.bounds.width() > 2 * shown.bounds.height()


def test_that_a_degree_of_the_equator_has_its_length() -> None:
    # Equal Earth shortens the equator to keep areas: 2 / (sqrt(3) * 1.340264) = 0.8616.
    x, y = project(1.0, 0.0)
    assert y == 0
    assert x * KM_PER_UNIT == pytest.approx(111.195 * 0.8616, rel=0.001)


def test_that_the_projection_is_symmetric_and_ends_at_the_edge() -> None:
    assert project(180.0, 0.0)[0] == pytest.approx(30_000)
    assert project(-40.0, -20.0) == pytest.approx(tuple(-v for v in project(40.0, 20.0)))
    assert math.isclose(project(0.0, 90.0)[1], -project(0.0, -90.0)[1])


def test_that_the_caption_names_the_source_and_takes_no_side() -> None:
    assert CAPTION == "Boundaries: Natural Earth; no position implied"
