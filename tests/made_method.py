"""The method that tests reckon with by hand: the program's own, its weights held where they were.

Weights are judgements and will change; what a test adds up must not change with them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from eoc_app.domain.risk.method_parts import Weighted
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.snapshot.catalogue import catalogue

_OWN: Final = catalogue().method
METHOD: Final[Method] = replace(
    _OWN,
    dimensions={
        "threat": Weighted(_OWN.dimensions["threat"].title, 0.6),
        "stakes": Weighted(_OWN.dimensions["stakes"].title, 0.2),
        "vulnerability": Weighted(_OWN.dimensions["vulnerability"].title, 0.2),
    },
)
