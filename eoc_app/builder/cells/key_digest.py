"""Short digests that tell the keys of one file apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

DIGITS: Final = 12
"""48 bits: of a hundred thousand keys two share a digest once in fifty thousand files."""


@dataclass(slots=True)
class Digests:
    """The digests of one file's keys. A digest that another key has taken is written out whole."""

    _keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, *key: str) -> str:
        """The digest of a key: the same for the same key, and for no other of the file."""
        whole = hashlib.sha256("|".join(key).encode("utf-8", "surrogatepass")).hexdigest()
        short = whole[:DIGITS]
        return short if self._keys.setdefault(short, key) == key else whole
