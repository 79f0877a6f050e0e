"""Texts of a message, cut to what a person can read: the one way from a reader into the window.

Qt lays out every sign of a text before it draws one, so a title of a megabyte would hold the
window for minutes. Figures are left alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec import inspect

LONGEST: Final = 4000
"""Signs that a text may have, many times those of the longest that is written in earnest."""
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"

T = TypeVar("T")


def bounded(message: T) -> T:
    """The same message; a text that is too long ends with an ellipsis where it was cut."""
    return cast("T", _cut(message))


def bounded_text(text: str) -> str:
    """The same text, cut where it is too long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + _CUT


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return bounded_text(value)
    if isinstance(value, msgspec.Struct):
        changed = {}
        for name in _worded(type(value)):
            before = getattr(value, name)
            after = _cut(before)
            if after is not before:
                changed[name] = after
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        parts = [_cut(one) for one in value]
        same = all(after is before for after, before in zip(parts, value, strict=True))
        return value if same else tuple(parts)
    return value


@cache
def _worded(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that may hold a text, at whatever depth; figures are not looked at."""
    shape = inspect.type_info(kind)
    fields = shape.fields if isinstance(shape, inspect.StructType) else ()
    return tuple(field.name for field in fields if _may_hold_text(field.type))


def _may_hold_text(shape: inspect.Type) -> bool:
    if isinstance(shape, inspect.UnionType):
        return any(_may_hold_text(one) for one in shape.types)
    if isinstance(shape, inspect.VarTupleType):
        return _may_hold_text(shape.item_type)
    if isinstance(shape, inspect.TupleType):
        return any(_may_hold_text(one) for one in shape.item_types)
    # What is not known here is looked at when it comes.
    return not isinstance(
        shape,
        inspect.NoneType | inspect.BoolType | inspect.IntType | inspect.FloatType
        | inspect.DateType | inspect.DateTimeType | inspect.LiteralType,
    )  # fmt: skip
