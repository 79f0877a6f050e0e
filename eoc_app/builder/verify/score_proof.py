"""Proof that stored scores are those that the stored readings give by the stored method."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

from eoc_app.builder.derive.scores import score_rows
from eoc_app.builder.verify.difference import differs
from eoc_app.core.problem import Problem
from eoc_app.domain.risk.profile_faults import profile_faults
from eoc_app.snapshot.connection import Snapshot

TOLERANCE: Final = 1e-9
"""Sums of many numbers may differ in their last digits with the order of adding."""

_NUMBERS_OF_SCORES: Final = (
    ("score", 1), ("lower", 1), ("upper", 1), ("coverage", 1), ("unseen_share", 3), ("threat", 3),
    ("stakes", 3), ("vulnerability", 3),
)  # fmt: skip
"""What a score's row holds, in the order of `score_rows`, with the format that brought it."""


def same_method(snapshot: Snapshot) -> Problem | None:
    """Hold the stated method to the program's own, where both bear the same name and version."""
    try:
        stated = snapshot.stated_method
        name = stated.method.name
        known = name in snapshot.catalogue.profile_names
        own = snapshot.catalogue.own_profile(name) if known else None
    except Problem as problem:
        return problem
    if stated.method.indicators and (
        faults := profile_faults(stated.method, snapshot.catalogue.described)
    ):
        return Problem(
            "The method of the snapshot does not fit the signals of this program",
            "; ".join(fault.sentence for fault in faults),
            "verify with the version of the program that the snapshot names as its builder",
            file=snapshot.path.name,
        )
    if own is None or stated.method.version != own.method.version or stated.digest == own.digest:
        return None
    # Before profiles, thresholds were stated with the signals, and are held to there.
    if not stated.method.indicators and stated.method == own.method.without_profile:
        return None
    return Problem(
        "The method of the snapshot is not the one of its version",
        f"it states another method {own.method.full_name} than this program knows",
        "do not use the file unless its publisher explains it",
        file=snapshot.path.name,
    )


def scores_again(snapshot: Snapshot) -> Problem | None:
    """Judge every stored score again by the method that the snapshot states."""
    about = snapshot.about
    try:
        method = snapshot.method
    except Problem as problem:
        return problem
    if about["method_version"] != method.version:
        return Problem(
            "The scores cannot be judged again",
            f"they were made by method {about['method_version']}, which it does not state",
            "verify with the version of the program that the snapshot names as its builder",
            file=snapshot.path.name,
        )
    known = [name for name, since in _NUMBERS_OF_SCORES if since <= about["schema_version"]]
    stored = snapshot.ask(
        f"select day, country_code, synthetic, {', '.join(known)} from score_day"
        " order by day, country_code",
        None,
    ).fetchall()
    again = (
        (row[0], row[1], row[-1], *row[2 : 2 + len(known)])
        for row in score_rows(
            snapshot.ask,
            method,
            snapshot.signals.values(),
            (about["window_starts_on"], about["window_ends_on"]),
        )
    )
    return _first_difference(snapshot, stored, again)


def _first_difference(
    snapshot: Snapshot, stored: list[tuple[Any, ...]], again: Iterator[tuple[Any, ...]]
) -> Problem | None:
    for old, new in zip_longest(stored, again):
        if old is not None and new is not None and _same_score(old, new):
            continue
        row = new or old
        return differs(
            snapshot,
            "scores",
            f"the first that differs is {row[1]} on {row[0]}: stored {_told(old)},"
            f" judged {_told(new)}",
        )
    return None


def _same_score(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    return old[:3] == new[:3] and all(map(_near, old[3:], new[3:]))


def _told(row: tuple[Any, ...] | None) -> str:
    if row is None:
        return "no row"
    synthetic, score, _, _, coverage, *_ = row[2:]
    text = "not assessable" if score is None else f"{score:g}"
    return f"{text} at coverage {coverage:g}{', synthetic' if synthetic else ''}"


def _near(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return bool(abs(one - other) <= TOLERANCE * max(1.0, min(abs(one), abs(other))))
