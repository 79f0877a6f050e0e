"""Signals that were computed elsewhere, without whose facts nobody can compute them again."""

from __future__ import annotations

from typing import Final

IMPORTER: Final = "precomputed_signals"
"""The importer that the table `source` names for a file of such signals."""

NOT_AGAIN: Final = "computed elsewhere from facts that are not in this snapshot"


def trust_of(precomputed: int) -> str:
    """Who answers for a snapshot, and whether some of its signals were computed elsewhere."""
    # Signatures are not part of the format: nothing proves who wrote the file.
    return f"unsigned · {counted(precomputed)}" if precomputed else "unsigned"


def counted(precomputed: int) -> str:
    """How many signals were computed elsewhere, in words."""
    return f"{precomputed} precomputed signal{'' if precomputed == 1 else 's'}"
