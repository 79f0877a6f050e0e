"""`python -m eoc_app` and the console script `eoc`."""

from __future__ import annotations

import sys
import warnings


def main() -> None:
    """Run one command and leave with its exit code."""
    from eoc_app import log
    from eoc_app.cli import run

    log.catch_everything()

    if not sys.warnoptions:
        # Libraries warn the programmer on the terminal, past the one way by which commands print.
        warnings.simplefilter("ignore")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
