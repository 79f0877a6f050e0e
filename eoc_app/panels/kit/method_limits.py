"""What no score by a method can show, as printed under scores."""

from __future__ import annotations

from eoc_app.domain.risk.scoring_method import Method


def cannot_see(method: Method) -> str:
    """One sentence with all that the method says it cannot see; empty if it says nothing."""
    if not method.cannot_see:
        return ""
    return f"Method {method.full_name} cannot see: {'; '.join(method.cannot_see)}."


def with_limits(method: Method, text: str) -> str:
    """A footnote followed by what the method cannot see."""
    return " ".join(filter(None, (text, cannot_see(method))))
