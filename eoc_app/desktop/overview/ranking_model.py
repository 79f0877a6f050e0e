"""The ranked countries as a table that sorts, and that a screen reader can read out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from eoc_app.desktop.kit import chip
from eoc_app.desktop.overview import ranking_columns
from eoc_app.desktop.overview.ranking_columns import KEYS, NUMBERS, Key
from eoc_app.domain.wording.printed import score_ends
from eoc_app.views.ranking_view import RankRow

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_READ = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def assessable(row: RankRow) -> bool:
    """Whether the row has a score; the others stand last and apart in every order."""
    return row.score is not None


class RankingModel(QAbstractTableModel):
    """Rows in the order of the view until a column is chosen to sort by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[RankRow, ...] = ()
        self.rows: tuple[RankRow, ...] = ()
        self._share, self._draws = "", ""
        self._key: Key | None = None
        self._falling = False

    def set_rows(self, rows: tuple[RankRow, ...]) -> bool:
        """Take new rows; returns whether the same countries stand in the same places."""
        self._given = rows
        ordered = self._ordered()
        same = [row.code for row in ordered] == [row.code for row in self.rows]
        if same:
            self.rows = ordered
            if ordered:
                last = self.index(len(ordered) - 1, len(KEYS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return True
        self.beginResetModel()
        self.rows = ordered
        self.endResetModel()
        return False

    def tell_draws(self, share: str, draws: str) -> None:
        """Say which part of the draws intervals hold, alone and of how many."""
        if (share, draws) != (self._share, self._draws):
            self._share, self._draws = share, draws
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(KEYS) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 is the order that the view gave."""
        self._key = KEYS[column] if column >= 0 else None
        self._falling = order == Qt.SortOrder.DescendingOrder
        self.beginResetModel()
        self.rows = self._ordered()
        self.endResetModel()

    def _ordered(self) -> tuple[RankRow, ...]:
        key = self._key
        if key is None:
            # A stable sort: the view's own order, those without a score apart.
            return tuple(sorted(self._given, key=lambda row: not assessable(row)))
        with_value = [row for row in self._given if _value(row, key) is not None]
        unknown = [row for row in self._given if _value(row, key) is None]
        with_value.sort(key=lambda row: _value(row, key), reverse=self._falling)
        return tuple(sorted([*with_value, *unknown], key=lambda row: not assessable(row)))

    def first_apart(self) -> int | None:
        """The first row without a score, where others stand above it."""
        for number, row in enumerate(self.rows):
            if not assessable(row):
                return number
        return None

    def row_of(self, code: str | None) -> int | None:
        """The place of a country, or None."""
        return next((n for n, row in enumerate(self.rows) if row.code == code), None)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(KEYS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(KEYS):
            return None
        key = KEYS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return ranking_columns.title(key, self._share)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            more = ranking_columns.DRAWN.get(key, "") if self._draws else ""
            return ranking_columns.SPOKEN[key] + more.format(self._draws)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if key in NUMBERS else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _READ:
            return None
        row, key = self.rows[index.row()], KEYS[index.column()]
        return _text(row, key)


def _text(row: RankRow, key: Key) -> str:  # noqa: PLR0911 - one case for each column
    if key == "country":
        return f"{row.name} ({row.code}){', exercise' if row.exercise else ''}"
    if key == "interval":
        return _interval_text(row)
    if key == "rank" and row.interval:
        return f"{row.rank_text}, interval {row.interval.rank_text}"
    if key == "band":
        return row.band
    if key == "restriction":
        return chip.spoken(row.chip)
    if key == "spark":
        readings = [value for value in row.spark if value is not None]
        return f"from {readings[0]:.1f} to {readings[-1]:.1f}" if readings else "no readings"
    return ranking_columns.number_text(row, key)


def _interval_text(row: RankRow) -> str:
    if row.score is None:
        return "not assessable"
    parts = []
    if row.interval:
        drawn = row.interval.score_lower, row.interval.score_upper
        parts.append(f"{' to '.join(score_ends(*drawn, row.score_text))} drawn")
    if row.lower is not None and row.upper is not None:
        parts.append(f"bounds {' to '.join(score_ends(row.lower, row.upper, row.score_text))}")
    return ", ".join(parts) or "no interval"


_STANDINGS = ("in_force", "upcoming", "undated", "not_known", "moved", "ended", "no_rule")


def _value(row: RankRow, key: Key) -> Any:  # noqa: PLR0911 - one case for each column
    if key == "country":
        return row.name.casefold()
    if key == "rank":
        # Ranks are worst first; what is printed is text, the score is what it was made from.
        return None if row.score is None else -row.score
    if key == "interval":
        if row.interval:
            return row.interval.score_upper - row.interval.score_lower
        return None if row.lower is None or row.upper is None else row.upper - row.lower
    if key in ("score", "band"):
        return row.score
    if key == "coverage":
        return row.coverage
    if key == "spark":
        readings = [value for value in row.spark if value is not None]
        return readings[-1] - readings[0] if readings else None
    if key == "t":
        return row.t_minus
    return (_STANDINGS.index(row.chip.standing), row.chip.text)
