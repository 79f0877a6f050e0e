"""Draw panels one by one, so that a fault of the program in one does not affect the others."""

from __future__ import annotations

from collections.abc import Iterator

from eoc_app.conversation.wire import encode
from eoc_app.core.fault import Fault, fault_of
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Drawn, Flow
from eoc_app.snapshot.connection import Cancelled


class Faults(dict[str, Fault]):
    """Faults of the program, by the panel in which they occurred."""

    def draw(self, flow: Flow, selection: Selection, names: tuple[str, ...]) -> Iterator[Drawn]:
        """Yield the panels that can be drawn; keep the faults of the others."""
        for name in names:
            try:
                for drawn in flow.draw(selection, (name,)):
                    if not isinstance(drawn.view, Problem):
                        encode(drawn.view)  # which refuses NaN and infinities
                    yield drawn
            except Cancelled:
                raise
            except Exception as error:  # noqa: BLE001 - reported as a fault of the program
                self[name] = fault_of(error)
