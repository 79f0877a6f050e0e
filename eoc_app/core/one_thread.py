"""Linear algebra on one thread, where the arrays are small and another process wants the core."""

from __future__ import annotations

import os
from typing import Final

_LIMITS: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def on_one_thread() -> None:
    """Keep numpy to one thread unless the person asked for more; to be said before it is loaded.

    Its threads wait for each other by turning, which takes longer than what they share out.
    """
    os.environ.update(_LIMITS | os.environ)
