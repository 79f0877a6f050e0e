"""Whether an answer is of the kind that was asked for, and what stands in its place if not.

A reader that somebody else's file has taken over may send any view for any panel.
"""

from __future__ import annotations

from eoc_app.views.any_view import AnyView
from eoc_app.views.problem_view import ProblemView


def held_to(view: AnyView | ProblemView, kind: str) -> AnyView | ProblemView:
    """The same view where it is of a kind, by name, or a problem; else a problem that says so."""
    came = type(view).__name__
    if isinstance(view, ProblemView) or kind in (came, "Any", "View"):
        return view
    return ProblemView(
        what="The answer cannot be shown",
        why=f"it is a {came} where a {kind} was asked for",
        remedy="check the file with: eoc verify; an altered file must be fetched again",
    )
