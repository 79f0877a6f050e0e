"""Where the rows, columns and bars of a waterfall of contributions stand at a width."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final, Literal

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.printed import stated_share
from eoc_app.views.contributions_view import Contribution, ContributionsView, DimensionScore

STATES: Final = {
    "stale": "stale",
    "no_data": "no data",
    "suppressed": "suppressed",
    "below_threshold": "below threshold",
}
TICKS: Final = 16.0
"""Height of the numbers under the score."""
ROW: Final = 24.0
GAP: Final = 10.0
_INDENT: Final = 4.0
_SHORT: Final = 32


@dataclass(frozen=True, slots=True)
class Row:
    """A dimension, or one of its contributions; the bar runs from `starts` to `ends` in points."""

    kind: Literal["dimension", "part"]
    starts: float
    ends: float
    part: Contribution | None = None
    dimension: DimensionScore | None = None


class Layout:
    """Rows of a view, a heading before each dimension where there are several."""

    def __init__(self, view: ContributionsView | None, width: float) -> None:
        size = current().size
        self.view = view
        self.width = width
        self.rows = _rows(view)
        reach = max([0.0, *(row.ends for row in self.rows), (view.total or 0.0) if view else 0.0])
        scale = view.scale if view is not None else 10.0
        self.top = _top(reach, scale)
        points = [points_text(row) for row in self.rows]
        self.points_width = 1 + max(
            [ink.text_width(text, size.label, True) for text in points]
            + [ink.text_width("10.00", size.body, True)]
        )
        room = width - self.points_width - 4 * GAP
        words = max(
            [ink.text_width(row.part.title, size.label) for row in self.rows if row.part]
            + [ink.text_width(detail(row.part), size.small) for row in self.rows if row.part]
            + [ink.text_width("Score: not assessable", size.label, True)]
        )
        self.title_width = min(words + 1, max(room * 0.62, 90.0))
        self.left = _INDENT + self.title_width + GAP
        self.right = max(self.left + 30.0, width - self.points_width - 2 * GAP)

    def x(self, points: float) -> float:
        """Where so many points from the start are."""
        return self.left + (self.right - self.left) * points / self.top

    def ticks(self) -> tuple[float, ...]:
        """Points that have a grid line."""
        return (0.0, self.top / 2, self.top)

    def title(self, part: Contribution) -> ink.Lines:
        """The name of what contributes."""
        return ink.lines(part.title, current().size.label, False, self.title_width)

    def detail(self, part: Contribution) -> ink.Lines:
        """What was measured, its weight, how well it is known."""
        return ink.lines(detail(part), current().size.small, False, self.title_width)

    def heading(self, row: Row) -> ink.Lines:
        """The name of a dimension, what it comes to by itself, and its weight."""
        if row.dimension is None:
            return ink.lines("", current().size.label, True, self.title_width)
        return ink.lines(heading(row.dimension), current().size.label, True, self.title_width)

    def height(self, row: Row) -> float:
        """The height of a row."""
        if row.part is None:
            return max(ROW, self.heading(row).height + 6.0)
        return max(ROW, self.title(row.part).height + self.detail(row.part).height + 5.0)


def heading(dimension: DimensionScore) -> str:
    """A dimension with its own score, out of its scale, and the weight that this has."""
    whole = f"{dimension.weight * 100:.0f}\u202f% of the score"
    if dimension.score is None:
        return f"{dimension.title} \u00b7 {whole}"
    return f"{dimension.title} {dimension.score:.1f} \u00b7 {whole}"


def detail(part: Contribution) -> str:
    """The value with its unit, the weight, and how well it is known, on one line."""
    parts = [] if part.knowledge == "no_data" else [part.value_text]
    parts.append(f"weight {stated_share(part.weight_share)}")
    parts.append(state_text(part))
    # Short ones are not broken: a line ends between two of them.
    whole = (text if len(text) > _SHORT else text.replace(" ", "\u00a0") for text in parts if text)
    return " \u00b7 ".join(whole)


def state_text(part: Contribution) -> str:
    """How well a contribution is known, since when it is not, and what it then counts as."""
    state = STATES.get(part.knowledge, "fresh")
    since = [text for text in part.note.split(" \u00b7 ") if text.startswith(f"{state} since")]
    told = since[0] if since else state
    return f"{told}, at its worst" if part.kind == "unseen" and part.points else told


def points_text(row: Row) -> str:
    """What a row adds, or why nothing is known of it; nothing for a dimension without a score."""
    if row.part is None:
        dimension = row.dimension
        scored = dimension is not None and dimension.score is not None
        return f"{row.ends - row.starts:.2f}" if scored else ""
    state = STATES.get(row.part.knowledge)
    if state is not None and row.part.points == 0:
        return state
    return f"{row.part.points:+.2f}".replace("-", "\u2212")


def told(row: Row) -> str:
    """Everything of a row in lines, for a tool-tip or the ear."""
    part = row.part
    if part is None:
        return f"{heading(row.dimension) if row.dimension else ''}\n{points_text(row)}".strip()
    seen = " \u00b7 ".join(text for text in (points_text(row), part.value_text) if text)
    words = [
        part.title,
        seen,
        f"{stated_share(part.weight_share)} of the weight, {state_text(part)}",
        part.note,
        f"{row.ends:.2f} points so far",
        "exercise: synthetic data" if part.exercise else "",
    ]
    return "\n".join(word for word in words if word)


def total_text(view: ContributionsView) -> str:
    """The score as it adds up, or that there is none."""
    return "not assessable" if view.total is None else f"{view.total:.2f}"


def _rows(view: ContributionsView | None) -> list[Row]:
    parts = view.parts if view is not None else ()
    ends = list(accumulate((part.points for part in parts), initial=0.0))
    by_name = {one.dimension: one for one in view.dimensions} if view is not None else {}
    rows: list[Row] = []
    at = 0
    for name, members in groupby(parts, key=lambda part: part.dimension):
        group = list(members)
        if len(by_name) > 1:
            last = ends[at + len(group)]
            rows.append(Row("dimension", ends[at], last, dimension=by_name.get(name)))
        for part in group:
            rows.append(Row("part", ends[at], ends[at + 1], part=part))
            at += 1
    return rows


def _top(reach: float, scale: float) -> float:
    """The end of the axis: a round share of the scale that holds every bar."""
    for share in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0):
        if reach <= scale * share:
            return scale * share
    return reach
