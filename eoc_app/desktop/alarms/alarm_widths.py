"""How wide the columns of a list of alarms are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from eoc_app.desktop.alarms.alarm_model import Row
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.views.view import Column


@lru_cache(maxsize=4096)
def needed(text: str, size: int, strong: bool) -> tuple[float, float]:  # noqa: FBT001
    """The widths of a text's longest word and of its longest line."""
    return (
        max(ink.text_width(word, size, strong) for word in text.replace("\n", " ").split(" ")),
        max(ink.text_width(line, size, strong) for line in text.split("\n")),
    )


def of_column(
    column: Column, place: int, rows: Sequence[Row], pad: float, swatch: float
) -> tuple[float, float]:
    """What a column needs to print its longest word, and its longest line, its rims included."""
    size = current().size
    word = line = ink.text_width(column.title, size.label) + 4
    for row in rows:
        cell = row.cells[place]
        mark = 2 if cell.level == "none" else swatch + 2
        longest, whole = needed(cell.text, size.body, place == 0 and bool(row.lead))
        word, line = max(word, longest + mark), max(line, whole + mark)
    return word + 2 * pad, line + 2 * pad


def shared_out(
    room: float, least: Sequence[float], whole: Sequence[float], grows: Sequence[int]
) -> list[float]:
    """Widths of columns: at least `least`, up to `whole` by weight, and what is left by weight."""
    widths = list(least)
    for weights in (list(grows), [1] * len(widths)):
        while (spare := room - sum(widths)) >= 1.0:
            open_ = [n for n, wide in enumerate(widths) if weights[n] and whole[n] - wide > 0.5]
            if not open_:
                break
            total = sum(weights[n] for n in open_)
            for n in open_:
                widths[n] += min(spare * weights[n] / total, whole[n] - widths[n])
    spare, total = room - sum(widths), sum(grows)
    if spare > 0 and total:
        widths = [wide + spare * grow / total for wide, grow in zip(widths, grows, strict=True)]
    return widths
