"""Texts of a message, cut to what a person can read: the one way from a reader into the window.

Qt lays out every sign of a text before it draws one, so a title of a megabyte would hold the
window for minutes. Figures are left alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal, TypeVar, cast, get_args, get_origin

import msgspec

LONGEST: Final = 4000
"""Signs that a text may have, many times those of the longest that is written in earnest."""
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"

_NO_TEXTS: Final = frozenset({type(None), bool, int, float, date, datetime})

T = TypeVar("T")
_FIELDS: Final[dict[type, tuple[str, ...]]] = {}
"""By kind of struct, once looked at: which of its fields may hold a text."""


def bounded(message: T) -> T:
    """The same message; a text that is too long ends with an ellipsis where it was cut."""
    return cast("T", _cut(message))


def bounded_text(text: str) -> str:
    """The same text, cut where it is too long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + _CUT


def _cut(value: Any) -> Any:
    # Every text of every answer comes through here, twice, so what is asked most is asked first.
    kind = type(value)
    if kind is str:
        return value if len(value) <= LONGEST else bounded_text(value)
    if kind is tuple:
        parts = [_cut(part) for part in value]
        for after, before in zip(parts, value, strict=True):
            if after is not before:
                return tuple(parts)
        return value
    changed: dict[str, Any] | None = None
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = _worded(kind)
    for name in fields:
        before = getattr(value, name)
        # Most fields are short texts or empty: those need no further call.
        if before is None or (type(before) is str and len(before) <= LONGEST):
            continue
        after = _cut(before)
        if after is not before:
            changed = {} if changed is None else changed
            changed[name] = after
    return msgspec.structs.replace(value, **changed) if changed else value


def _worded(kind: type) -> tuple[str, ...]:
    """The fields of a struct that may hold a text, at whatever depth; none of any other kind.

    Each kind is looked at when one comes: all of them, as msgspec.inspect would, take longer than
    the first answer.
    """
    if not issubclass(kind, msgspec.Struct):
        return ()
    fields = msgspec.structs.fields(kind)
    return tuple(field.name for field in fields if _may_hold_text(field.type))


def _may_hold_text(kind: Any) -> bool:
    origin = get_origin(kind)
    if origin is Literal:
        return False
    if origin is not None:
        return any(_may_hold_text(part) for part in get_args(kind) if part is not ...)
    # What is not known here is looked at when it comes.
    return kind not in _NO_TEXTS
