"""The reader and `eoc show` keep numpy to one thread, and leave the choice to the person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("asked", "limit"), [(None, "1"), ("3", "3")])
def test_that_show_keeps_numpy_to_one_thread_unless_more_are_asked_for(
    demo_snapshot: Path, asked: str | None, limit: str
) -> None:
    code = (
        "import os, sys\nfrom eoc_app.cli import run\n"
        "assert 'numpy' not in sys.modules\n"
        "run(['show', sys.argv[1], 'overview'])\n"
        "assert 'numpy' in sys.modules\n"
        "print('limit', os.environ['OPENBLAS_NUM_THREADS'])\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    if asked:
        environment["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", code, str(demo_snapshot)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == f"limit {limit}"
