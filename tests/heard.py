"""What a screen reader is told of a window: every name, description, value and cell of its tree."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)


def heard(root: QObject) -> list[str]:
    """All texts below an object, in the order of the tree.

    A hidden widget is not heard; cells and charts that are only scrolled out of sight are.
    """
    return list(_heard(QAccessible.queryAccessibleInterface(root)))


def _heard(one: QAccessibleInterface | None) -> Iterator[str]:
    if one is None or not one.isValid():
        return
    owner = one.object()
    if isinstance(owner, QWidget) and not owner.isVisible():
        return
    for kind in _TEXTS:
        text = one.text(kind)
        if text:
            yield text
    for n in range(one.childCount()):
        yield from _heard(one.child(n))
