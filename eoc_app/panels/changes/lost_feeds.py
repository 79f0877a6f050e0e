"""Signals that stopped in many countries at once: a row for the feed, then its countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from eoc_app.panels.changes.score_move_words import counted
from eoc_app.panels.kit.panel import Given
from eoc_app.views.changes_view import Change

_MANY: Final = 5
"""From so many countries that lose a signal together, it is the feed that was lost."""
_FEED_FIRST: Final = 85.0
"""Below a changed method and a country no longer assessable; above any move of a score."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Signals no longer seen in one country, and how far its score moved for that."""

    signals: tuple[str, ...]
    moved: float | None
    """None where it has no score now, or had none before."""
    weight: float
    change: Change


def by_feed(
    given: Given, losses: Iterable[Loss], since: Literal["day", "snapshot"], head: str
) -> Iterator[tuple[float, Change]]:
    """Rows of losses with their weights; where a feed is lost, its own row comes first."""
    all_losses = list(losses)
    count = Counter(name for loss in all_losses for name in loss.signals)
    feed = {name for name, countries in count.items() if countries >= _MANY}
    lost = [loss for loss in all_losses if feed.intersection(loss.signals)]
    if lost:
        moved = [abs(loss.moved) for loss in lost if loss.moved is not None]
        by = f", which moved scores by {max(moved):.1f} at most" if moved else ""
        text = f"{head}{counted(given, sorted(feed))} no longer seen{by}"
        yield _FEED_FIRST, Change(cause="stopped", code=None, subject=f"{len(lost)} countries",
                                  text=text, level="none", since=since,
                                  exercise=any(loss.change.exercise for loss in lost))  # fmt: skip
    for loss in all_losses:
        # A country that can no longer be assessed still comes first.
        lightened = feed.issuperset(loss.signals) and loss.moved is not None
        yield (abs(loss.moved or 0.0) if lightened else loss.weight), loss.change
