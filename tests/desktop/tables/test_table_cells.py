"""How a cell that is too long is cut."""

from __future__ import annotations

from eoc_app.desktop.tables import table_cells


def test_that_a_path_that_is_too_long_keeps_its_end() -> None:
    path = "KE_2025-07-09-last_30_days.zip!regions/Report_2025-07-08_KE_last_30_days_Mombasa.csv"
    assert table_cells.elided(path, 13, 260).endswith("Mombasa.csv")
    assert table_cells.elided("A very long name of a page " * 4, 13, 260).startswith("A very long")
