"""The chip that shows a restriction state in a word."""

from __future__ import annotations

import msgspec

from eoc_app.domain.restrictions.restriction import Standing


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """A restriction state in a short text: at the moment looked at and, if it differs, now."""

    standing: Standing
    text: str
    wall_standing: Standing | None = None
    """The state by the wall clock, if it differs."""
    exercise: bool = False
    """Whether a period behind it is synthetic."""
