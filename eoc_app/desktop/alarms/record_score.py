"""How right we were: rates with their intervals, Brier scores by band, the calibration plot."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.alarms.alarm_grid import AlarmGrid
from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.desktop.alarms.calibration_plot import CalibrationPlot
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.alarms.track_record import FEWEST, BandRecord, Brier, TrackRecord
from eoc_app.domain.figures.proportion import LEVEL, Rate
from eoc_app.domain.wording.printed import MINUS, NONE, share
from eoc_app.views.view import Cell, Column

_COLUMNS: Final = (
    Column(key="band", title="Band", stretch=1),
    Column(key="judged", title="Judged", number=True, stretch=0),
    Column(key="hits", title="Hits", number=True, stretch=0),
    Column(key="brier", title="Brier score", number=True, stretch=0),
    Column(key="reference", title="Climatology", number=True, stretch=0),
    Column(key="skill", title="Skill", number=True, stretch=0),
)


class RecordScore(QWidget):
    """Nothing is drawn from too few: then the words say how many are missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self.rates = Label()
        self.missing = Label(role="dim", size=look.size.label)
        self.bands = AlarmGrid(_COLUMNS)
        self.bands.setAccessibleName("Brier score by band, 0 is best")
        self.plot = CalibrationPlot()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.s)
        inside.addWidget(self.rates)
        inside.addWidget(self.missing)
        inside.addWidget(self.bands)
        inside.addWidget(self.plot, 1)

    def show_record(self, record: TrackRecord) -> None:
        """Show the score of what is real, or of exercises."""
        self.rates.setText("\n".join(rates(record)))
        self.rates.setVisible(bool(self.rates.text()))
        self.missing.setText("\n".join(f"Too little to judge {why}." for why in record.too_little))
        self.missing.setVisible(bool(record.too_little))
        raised = [band for band in record.bands if band.raised]
        self.bands.show_rows([_band(band) for band in reversed(raised)])
        self.bands.setVisible(bool(raised))
        self.bands.setFixedHeight(self.bands.whole_height(0) - (60 if not raised else 0))
        self.plot.show_record(record)


def rates(record: TrackRecord) -> list[str]:
    """Precision, recall and Brier score, as far as they can be told."""
    lines = []
    if record.precision is not None:
        lines.append(f"Precision: {_rate(record.precision, 'judged alarms were right')}")
    if record.recall is not None:
        lines.append(f"Recall: {_rate(record.recall, 'events were foretold')}")
    if record.brier is not None:
        lines.append(f"Brier score: {_brier(record.brier)}")
    return lines


def _rate(rate: Rate, what: str) -> str:
    interval = f"{share(LEVEL)} interval {share(rate.lower)} to {share(rate.upper)}"
    return f"{share(rate.share)} of {rate.count} {what} ({interval})"


def _brier(brier: Brier) -> str:
    skill = "skill cannot be measured" if brier.skill is None else f"skill {signed(brier.skill)}"
    return f"{brier.score:.3f} of {brier.count} alarms (climatology {brier.reference:.3f}, {skill})"


def signed(value: float) -> str:
    """A skill with its sign."""
    return f"{'+' if value >= 0 else MINUS}{abs(value):.2f}"


def _band(record: BandRecord) -> Row:
    few = Cell(f"under {FEWEST}", None, dim=True)
    figures = (few, Cell(NONE, None, dim=True), Cell(NONE, None, dim=True))
    if record.brier is not None:
        skill = record.brier.skill
        figures = (
            Cell(f"{record.brier.score:.3f}", record.brier.score),
            Cell(f"{record.brier.reference:.3f}", record.brier.reference, dim=True),
            Cell(NONE if skill is None else signed(skill), skill),
        )
    return Row(
        record.band,
        (
            Cell(record.band.capitalize(), record.band, level=record.band),
            Cell(f"{record.judged} of {record.raised}", record.judged),
            Cell(str(record.hits), record.hits),
            *figures,
        ),
    )
