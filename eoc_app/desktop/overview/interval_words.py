"""What draws made of a country, in the words that map and table share."""

from __future__ import annotations

from eoc_app.domain.wording.printed import score_ends, score_interval
from eoc_app.views.intervals_view import Interval
from eoc_app.views.map_view import Place
from eoc_app.views.ranking_view import RankRow


def interval_words(interval: Interval | None, drawn: str, printed: str) -> list[str]:
    """One line on the intervals of score and rank, of draws that are named; none without any.

    That of the score holds it as printed.
    """
    if interval is None:
        return []
    low, high = score_ends(interval.score_lower, interval.score_upper, printed)
    return [f"{drawn}: rank {interval.rank_text}, score {low} to {high}"]


def of_place(place: Place, drawn: str) -> list[str]:
    """All that is said of a country on the map, its name apart."""
    first, *rest = place.detail or ("",)
    rank = f"rank {place.rank_text}" if place.interval else ""
    drawn_lines = interval_words(place.interval, drawn, place.label)
    return [line for line in (first, rank, *drawn_lines, *rest) if line]


def of_row(row: RankRow, drawn: str) -> list[str]:
    """What is said of the score and rank of a country in the table."""
    bounds = score_interval(row.lower, row.upper, row.score_text)
    return [
        f"{row.name}: {row.score_text}, {row.band}"
        + (f" \N{MIDDLE DOT} {bounds}" if bounds else ""),
        f"rank {row.rank_text}, coverage {row.coverage_text}, {row.t_text}",
        *interval_words(row.interval, drawn, row.score_text),
    ]
