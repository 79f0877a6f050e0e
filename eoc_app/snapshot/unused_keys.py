"""Keys of a TOML text that nothing reads."""

from __future__ import annotations

import msgspec


def unused_keys(stated: object, parsed: object, place: str = "") -> list[str]:
    """Keys at any depth that were not used: a misspelt key would silently have no effect."""
    used = msgspec.to_builtins(parsed)
    if isinstance(stated, dict) and isinstance(used, dict):
        return [
            unused
            for key, inner in stated.items()
            for unused in (
                unused_keys(inner, used[key], f"{place}{key}.")
                if key in used
                else [f"{place}{key}"]
            )
        ]
    if isinstance(stated, list) and isinstance(used, list | tuple):
        pairs = zip(stated, used, strict=True)
        return [unused for inner, other in pairs for unused in unused_keys(inner, other, place)]
    return []
