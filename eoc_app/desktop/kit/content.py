"""What a card holds: a widget that draws one kind of view, and all that a page may ask of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    # A Qt object can have one Qt class among its bases, which is the one named beside this.
    _Widget = object


class Content(_Widget):
    """Named first among the bases of a widget: `class Flags(Content, QLabel)`.

    Only `show_view` must be given; its annotation says which kind of view it draws.
    """

    stamps_itself: ClassVar[bool] = False
    """Whether its own drawing bears the exercise stamp."""
    never_cut: ClassVar[bool] = False
    """Whether on paper it takes all the height that it needs."""
    country_chosen: ClassVar[QtCore.Signal | None] = None
    """Told with the code of a country that was chosen in it."""
    period_chosen: ClassVar[QtCore.Signal | None] = None
    """Told with the id of a restriction period that was chosen in it."""

    def show_view(self, view: Any) -> None:
        """Draw a view."""
        raise NotImplementedError

    def drawn_kind(self) -> str:
        """The name of the kind of view that it draws."""
        return str(type(self).show_view.__annotations__.get("view"))

    def tick(self, now: datetime) -> bool:  # noqa: ARG002 - most contents count nothing down
        """Count down to this moment; whether something that was awaited has come."""
        return False

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""

    def whole_height(self, width: int) -> int | None:  # noqa: ARG002 - most contents have no rows
        """The height at which nothing has to be scrolled to; None where it fits any height."""
        return None
