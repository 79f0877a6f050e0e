"""The charts of all signals of a country."""

from __future__ import annotations

from eoc_app.domain.wording.printed import NONE
from eoc_app.views.series_rows import RANGE_COLUMNS, expected_cells
from eoc_app.views.series_view import SeriesView
from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class SeriesGridView(View, frozen=True, kw_only=True):
    """The signals of a country, lead signals first, on one time axis."""

    series: tuple[SeriesView, ...]
    range_text: str = ""
    """What the expected ranges of all series are, or why there are none."""
    exceeded_text: str = ""
    """What the mark of an exceedance means; empty if there can be none."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return any(series.is_exercise for series in self.series)

    @property
    def heard(self) -> str:
        """Returns its subtitle; each chart is heard by itself."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(series.title, series.signal, exercise=series.exercise),
                Cell(series.axis, series.axis),
                Cell(series.value_text, series.value_text, level=series.level),
                Cell(series.knowledge.replace("_", " "), series.knowledge),
                Cell(series.state_text, series.state_text),
                *expected_cells(series, _newest(series))[:-1],
                Cell(series.range_text or NONE, series.range_text or None),
                Cell(
                    str(len(series.days) + len(series.spans)), len(series.days) + len(series.spans)
                ),
                Cell(series.source or NONE, series.source or None),
            )
            for series in self.series
        ]
        columns = [
            ("Signal", False), ("Axis", False), ("Value", True), ("Known", False), ("State", False),
            *RANGE_COLUMNS, ("Expected by", False), ("Figures", True), ("Source", False),
        ]  # fmt: skip
        return table_of(self, columns, rows)


def _newest(view: SeriesView) -> int | None:
    """Returns the position of the newest day in `range_days` up to the day looked at."""
    before = [at for at, day_of in enumerate(view.range_days) if day_of <= view.cursor]
    return before[-1] if before else None
