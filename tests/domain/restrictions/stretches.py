"""Random stretches of restriction periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

from hypothesis import strategies as st

from eoc_app.domain.restrictions.restriction import Stretch, is_elsewhere

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
ZONES = ("America/Sao_Paulo", "America/Manaus", "Asia/Kolkata", "Europe/Paris", "UTC")


def moments() -> st.SearchStrategy[datetime]:
    """Moments by the hour, so that ends often meet starts."""
    return st.integers(0, 60).map(lambda hours: EPOCH + timedelta(hours=hours))


@st.composite
def stretches(draw: st.DrawFn, *, dated: bool = False, withdrawn: bool = True) -> Stretch:
    """A version of a stretch; with `dated` both ends are on record."""
    starts = draw(moments()) if dated else draw(st.none() | moments())
    ends = None
    if starts is not None and (dated or draw(st.booleans())):
        ends = starts + timedelta(hours=draw(st.integers(1, 30)))
    return Stretch(
        draw(st.sampled_from(ZONES)), starts, ends,
        withdrawn=withdrawn and draw(st.booleans()),
    )  # fmt: skip


@st.composite
def announcements(draw: st.DrawFn) -> list[tuple[str, Stretch]]:
    """Versions of a few periods in a few zones and territories, numbered as they come."""
    said: list[tuple[str, Stretch]] = []
    numbers: dict[tuple[str, str, str | None], int] = {}
    for one in draw(st.lists(stretches(), min_size=1, max_size=12)):
        period_id = draw(st.sampled_from(("p", "q")))
        territory = draw(st.sampled_from((None, "Martinique")))
        place = period_id, one.time_zone, territory
        numbers[place] = numbers.get(place, 0) + 1
        known = draw(st.none() | moments())
        said.append(
            (period_id, Stretch(one.time_zone, one.starts_at, one.ends_at, territory,
                                numbers[place], known, one.withdrawn))
        )  # fmt: skip
    return said


def changes_of(versions: Iterable[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Each version of one stretch that moved it, after the version before it."""
    ordered = sorted(versions, key=lambda one: one.version)
    return [(was, one) for was, one in pairwise(ordered) if is_elsewhere(one, was)]


def covered(stretches: Iterable[Stretch]) -> list[tuple[datetime, datetime | None]]:
    """The union of stretches as intervals in order that do not touch; open where one has no end."""
    dated = [
        (one.starts_at, one.ends_at)
        for one in stretches
        if one.starts_at is not None and not one.withdrawn
    ]
    union: list[tuple[datetime, datetime | None]] = []
    for starts, group in groupby(sorted(dated, key=lambda pair: pair[0]), lambda pair: pair[0]):
        ends_here = [ends for _, ends in group]
        ends = None if None in ends_here else max(end for end in ends_here if end is not None)
        last = union[-1] if union else None
        if last is not None and (last[1] is None or starts <= last[1]):
            widest = None if last[1] is None or ends is None else max(last[1], ends)
            union[-1] = (last[0], widest)
        else:
            union.append((starts, ends))
    return union
