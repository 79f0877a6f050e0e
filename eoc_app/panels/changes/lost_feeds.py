"""Signals that many countries lost from sight together: a row for the feed, then its countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from eoc_app.panels.changes.score_move_words import counted
from eoc_app.panels.kit.panel import Given
from eoc_app.views.changes_view import Change

_MANY: Final = 5
"""Countries that lose the same signals together lose a feed."""
_FEED_FIRST: Final = 85.0
"""Less than a method that changed and a country that is lost; more than any move can weigh."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one country lost from sight, and by how much its score moved for it."""

    signals: tuple[str, ...]
    moved: float | None
    """None where it has no score any more, or had none."""
    weight: float
    change: Change


def by_feed(
    given: Given, losses: Iterable[Loss], since: Literal["day", "snapshot"], head: str
) -> Iterator[tuple[float, Change]]:
    """The rows of losses with their weight; where a feed is lost, its row stands for them first."""
    every = list(losses)
    count = Counter(name for one in every for name in one.signals)
    feed = {name for name, countries in count.items() if countries >= _MANY}
    found = [one for one in every if feed.intersection(one.signals)]
    if found:
        moved = [abs(one.moved) for one in found if one.moved is not None]
        by = f", which moved scores by {max(moved):.1f} at most" if moved else ""
        text = f"{head}{counted(given, sorted(feed))} no longer seen{by}"
        yield _FEED_FIRST, Change(cause="stopped", code=None, subject=f"{len(found)} countries",
                                  text=text, level="none", since=since,
                                  exercise=any(one.change.exercise for one in found))  # fmt: skip
    for one in every:
        # A country that can no longer be assessed is told first all the same.
        lightened = feed.issuperset(one.signals) and one.moved is not None
        yield (abs(one.moved or 0.0) if lightened else one.weight), one.change
