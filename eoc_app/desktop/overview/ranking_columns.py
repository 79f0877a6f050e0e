"""Which columns the ranked table shows at a width, and how wide each of them is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from eoc_app.desktop.kit import chip, ink
from eoc_app.desktop.kit.theme import current
from eoc_app.views.ranking_view import RankRow
from eoc_app.views.restriction_chip import Chip

Key = Literal[
    "country", "score", "interval", "band", "rank", "coverage", "spark", "t", "restriction"
]

KEYS: Final[tuple[Key, ...]] = (
    "country", "score", "interval", "band", "rank", "coverage", "spark", "t", "restriction",
)  # fmt: skip
TITLES: Final[dict[Key, str]] = {
    "country": "country",
    "score": "score",
    "interval": "interval",
    "band": "band",
    "rank": "rank",
    "coverage": "coverage",
    "spark": "30 d",
    "t": "T",
    "restriction": "rule, day shown; now",
}
SPOKEN: Final[dict[Key, str]] = TITLES | {
    "interval": "interval of the score: thin, the bounds that sources allow",
    "spark": "last 30 days",
    "t": "days to the election",
    "restriction": "restriction at the snapshot's moment",
}
DRAWN: Final[dict[Key, str]] = {
    "interval": "; thick, what {} hold",
    "rank": " by score, then the ranks that {} hold",
}
"""What more is said of a column, with the share and number of draws."""
NUMBERS: Final = frozenset({"score", "rank", "coverage", "t"})

_DIGIT: Final = re.compile(r"\d")
PAD: Final = 5.0
"""Free space at both sides of a cell."""
CODE: Final = 26.0
ARROW: Final = 8.0
"""Room of the arrow in the header of the column that is sorted by."""
MARK: Final = 12.0
"""Room of the election-day mark before the days to the election."""
BESIDE: Final = 10.0
"""Room between a rank and its interval where both stand on one line."""
ONE_LINE: Final = 28
TWO_LINES: Final = 32


_LEAVING: Final[tuple[tuple[Key, ...], ...]] = (
    (),
    ("spark",),
    ("spark", "interval"),
    ("spark", "rank"),
    ("spark", "interval", "rank"),
)
"""What a table does without, in turn, where there is too little room.

Never the band's name: colour alone would carry it.
"""


class Widths(NamedTuple):
    """Widths in logical pixels by column, 0 where a column is left out, and the row's height."""

    columns: dict[Key, int]
    row_height: int
    beside: float
    """Room of the interval beside a rank; 0 where it stands below."""


def title(key: Key, share: str) -> str:
    """The header of a column, with the part of the draws that intervals hold, as printed."""
    return f"{TITLES[key]} \N{MIDDLE DOT} {share}" if key == "rank" and share else TITLES[key]


def fit(rows: tuple[RankRow, ...], room: float, share: str = "") -> Widths:
    """Give every column what its content needs; where there is too little room, give way in turn.

    First the bar and the spark line shrink, then long texts take two lines, then the spark line
    goes, then the bar or the rank, then both. Below that the table scrolls sideways: nothing is
    cut, and the band's name always stands.
    """
    whole = {key: max(_natural(rows, key), _title(key, share)) for key in KEYS}
    beside = _ranks(rows)[1] + BESIDE
    if sum(whole.values()) <= room:
        return _spread(whole, whole, room, ONE_LINE, beside)
    shrunk = whole | {"interval": 72.0, "spark": 44.0}
    if sum(shrunk.values()) <= room:
        return _spread(shrunk, whole, room, ONE_LINE, beside)
    size = current().size
    bands = {row.band for row in rows}
    folded = shrunk | {
        "rank": max(_title("rank", share), max(_ranks(rows)) + 2 * PAD + 2),
        "country": max(
            _title("country", share),
            CODE
            + 2 * PAD
            + max((_folded(r.name, size.body, bold=True, whole=400.0) for r in rows), default=0.0),
        ),
        "band": max(
            _title("band", share),
            2 * PAD
            + max(
                (_folded(band, size.small, bold=False, whole=200.0) for band in bands), default=0.0
            ),
        ),
        "restriction": max(
            _title("restriction", share),
            2 * PAD + _folded_chips({row.chip for row in rows}, size.small),
        ),
    }
    for leaving in _LEAVING:
        gone: dict[Key, float] = dict.fromkeys(leaving, 0.0)
        kept = folded | gone
        if sum(kept.values()) <= room or leaving == _LEAVING[-1]:
            break
    return _spread(kept, whole | gone, room, TWO_LINES, beside)


def _spread(
    least: dict[Key, float], wished: dict[Key, float], room: float, height: int, beside: float
) -> Widths:
    """Hand out what is free: first so that texts stand on one line, then to the bar."""
    wide = dict(least)
    spare = max(0.0, room - sum(wide.values()))
    first: tuple[Key, ...] = ("country", "restriction", "rank", "interval", "spark")
    for key in first:
        more = min(spare, wished[key] - wide[key])
        wide[key] += max(0.0, more)
        spare -= max(0.0, more)
    shares: dict[Key, float] = {"interval": 0.5, "spark": 0.2, "country": 0.15}
    for key, share in shares.items():
        if wide[key]:
            wide[key] += min(spare * share, wide[key])
    columns = {key: int(value) for key, value in wide.items()}
    # The last column takes the rest, so that rules reach the card's edge.
    columns["restriction"] += max(0, int(room) - sum(columns.values()))
    unfolded: tuple[Key, ...] = ("country", "rank")
    if columns["restriction"] > wished["restriction"] - 1 and all(
        wide[key] >= wished[key] for key in unfolded
    ):
        height = ONE_LINE
    return Widths(columns, height, beside if wide["rank"] >= wished["rank"] else 0.0)


def number_text(row: RankRow, key: Key) -> str:
    """What a column of plain figures prints."""
    if key == "score":
        return row.score_text
    if key == "rank":
        return row.rank_text
    return row.coverage_text if key == "coverage" else row.t_text


def _title(key: Key, share: str) -> float:
    return ink.text_width(title(key, share), current().size.label) + 2 * PAD + ARROW


def _natural(rows: tuple[RankRow, ...], key: Key) -> float:
    """The width at which every row of the column stands on one line."""
    size = current().size
    if key == "interval":
        return 104.0
    if key == "spark":
        return 64.0
    if key == "country":
        texts = [CODE + ink.text_width(row.name, size.body, True) for row in rows]
    elif key == "restriction":
        texts = [chip.width(row.chip, size.label) for row in rows]
    elif key == "score":
        texts = [ink.text_width(row.score_text, size.body, True) for row in rows]
    elif key == "rank":
        rank, interval = _ranks(rows)
        return rank + (BESIDE + interval if interval else 0) + 2 * PAD + 2
    elif key == "band":
        texts = [ink.text_width(row.band, size.label) for row in rows]
    else:
        mark = MARK if key == "t" else 0.0
        texts = [mark + ink.text_width(number_text(row, key), size.body) for row in rows]
    return max(texts, default=0.0) + 2 * PAD + 2


def _ranks(rows: tuple[RankRow, ...]) -> tuple[float, float]:
    """What the widest rank takes, and the widest interval that there could be.

    Intervals come later than ranks, and no column may move when they do.
    """
    size = current().size.body
    last = sum(row.score is not None for row in rows)
    widest = f"{last}\u2013{last}" if last > 1 else ""
    rank = max((ink.text_width(row.rank_text, size) for row in rows), default=0.0)
    return rank, ink.text_width(widest, size)


@lru_cache(maxsize=2048)
def _folded(text: str, size: int, *, bold: bool, whole: float) -> float:
    """The least width, in steps, at which the text stands on two lines."""
    width = ink.text_width(text, size, bold) / 2 + 4
    longest = max((ink.text_width(word, size, bold) for word in text.split()), default=0.0)
    width = max(width, longest + 1)
    while width < whole and ink.lines(text, size, bold, width).count > 2:
        width += 8
    return min(width, whole) + 1


def _folded_chips(chips: set[Chip], size: int) -> float:
    """The least width, in steps, at which every chip stands on two lines.

    Long texts come first: most others then surely fit, and need not be laid out to know it.
    """
    best = 0.0
    # Figures are tabular: chips that differ in their digits alone fold alike, day after day.
    alike = {Chip(shown.standing, _DIGIT.sub("0", shown.text)) for shown in chips}
    for shown in sorted(
        alike, key=lambda alternative: (-chip.width(alternative, size), alternative.text)
    ):
        if not _surely_fits(shown, size, best - 9):
            best = max(best, _folded_chip(shown, size))
    return best


def _surely_fits(shown: Chip, size: int, width: float) -> bool:
    """Whether two lines hold a chip wherever the first one breaks."""
    words = chip.bound(shown).split(" ")
    longest = max(ink.text_width(word, size) for word in words)
    room = width - chip.indent(shown)
    return ink.text_width(shown.text, size) + longest + 4 <= 2 * room


@lru_cache(maxsize=1024)
def _folded_chip(shown: Chip, size: int) -> float:
    whole = chip.width(shown, size)
    longest = max((ink.text_width(word, size) for word in shown.text.split()), default=0.0)
    width = chip.indent(shown) + max(ink.text_width(shown.text, size) / 2, longest) + 4
    while width < whole and chip.lines(shown, size, width, 0).count > 2:
        width += 8
    return min(width, whole) + 1
