"""The chip that says in a word what is restricted."""

from __future__ import annotations

import msgspec

from eoc_app.domain.restrictions.restriction import Standing


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """A restriction state in one short text: at the moment looked at and, after it, now."""

    standing: Standing
    text: str
    wall_standing: Standing | None = None
    """What it is by the wall clock, where that is something else."""
    exercise: bool = False
    """Whether a period that it tells of is synthetic."""
