"""The indices that rate countries: their items, scales, methods, and when an edition appears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Scale:
    """The worst and the best value of an item; low is good where the best is below the worst."""

    worst: float
    best: float

    def holds(self, value: float) -> bool:
        """Whether a value lies on the scale."""
        return min(self.worst, self.best) <= value <= max(self.worst, self.best)


@dataclass(frozen=True)
class Index:
    """An index: who publishes it, its items by column, and the day by which an edition is out."""

    publisher: str
    name: str
    scales: Mapping[str, Scale]
    out_by: tuple[int, int]
    """Month and day by which every edition so far had appeared in its year."""
    is_of_year_before: bool = True
    """Whether the file gives the year that is judged, and the edition is of the next one."""


_PARTS: Final = {"a": 3, "b": 4, "c": 3, "d": 4, "e": 3, "f": 4, "g": 4}
FREEDOM: Final = Index(
    "Freedom House",
    "Freedom in the World",
    {
        **{f"{part}{number}": Scale(0, 4) for part, count in _PARTS.items()
           for number in range(1, count + 1)},
        **{part: Scale(0, 4 * count) for part, count in _PARTS.items()},
        "pr": Scale(0, 40), "cl": Scale(0, 60), "total": Scale(0, 100),
        "pr_rating": Scale(7, 1), "cl_rating": Scale(7, 1),
    },
    (3, 10),
    is_of_year_before=False,
)  # fmt: skip
"""Editions appeared from 16 January (2018) to 9 March (2023)."""
PRESS: Final = Index(
    "Reporters Without Borders", "World Press Freedom Index", {"score": Scale(0, 100)}, (5, 5),
    is_of_year_before=False,
)  # fmt: skip
"""Editions appeared from 30 January (2013) to 3 May (2022 to 2024)."""
VDEM: Final = Index(
    "V-Dem Institute",
    "V-Dem",
    {
        **{name: Scale(0, 1) for name in (
            "v2x_polyarchy", "v2x_libdem", "v2x_partipdem", "v2x_delibdem", "v2x_egaldem",
            "v2x_freexp_altinf", "v2x_frassoc_thick", "v2xel_frefair",
        )},
        "v2smgovdom_osp": Scale(0, 4), "v2smfordom_osp": Scale(0, 4),
        "v2elintim_osp": Scale(0, 4), "v2elpeace_osp": Scale(0, 4),
    },
    (3, 15),
)  # fmt: skip
"""A version of the year before appears in the first half of March and restates all years."""
EIU: Final = Index(
    "Economist Intelligence Unit",
    "Democracy Index",
    {name: Scale(0, 10) for name in (
        "eiu", "overall_score", "electoral_process_and_pluralism", "functioning_of_government",
        "political_participation", "political_culture", "civil_liberties",
    )},
    (3, 1),
)  # fmt: skip
"""Editions of a year appeared from 21 January (of 2015) to 27 February (of 2024) of the next."""
FIRST_NEW_PRESS: Final = 2022
"""The first edition of the press freedom index by its present method."""
