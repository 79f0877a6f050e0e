"""Says how long queries/ is and how much of its SQL is said more than once.

`make size`, or `python setup/sql_size.py [FOLDER]`. A line of SQL is redundant where it stands in a
run of six lines that is to be found earlier, in the same file or another. Headers, comments and
empty lines are left out, and so is shared.sql, which is written from queries/shared/. Fails where
queries/ is longer, or says more again, than is allowed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[1] / "queries"
RUN = 6
"""Lines in a run: fewer are alike by chance."""
LONGEST = 9_500
"""Lines that queries/ may have in all, headers and comments included; shared.sql is written."""
MOST_REDUNDANT = 0.05
_HEADER = re.compile(r"\A/\*---\n.*?\n---\*/\n", re.DOTALL)


def sql_lines(text: str) -> list[str]:
    """The lines of SQL in a file, without header, comments and empty lines."""
    lines = (line.split("--", 1)[0].strip() for line in _HEADER.sub("", text).splitlines())
    return [line for line in lines if line]


def redundant_lines(files: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many lines of each file stand in a run that was there before, files in their order."""
    seen: set[tuple[str, ...]] = set()
    counts: dict[str, int] = {}
    for name, lines in files.items():
        again: set[int] = set()
        for first in range(len(lines) - RUN + 1):
            run = tuple(lines[first : first + RUN])
            if run in seen:
                again.update(range(first, first + RUN))
            seen.add(run)
        counts[name] = len(again)
    return counts


def main(arguments: Sequence[str]) -> int:
    """Print the size of a folder of queries; 1 where it is over a bound."""
    root = Path(arguments[0]) if arguments else QUERIES
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.sql"))
    }
    lines = {name: sql_lines(text) for name, text in texts.items() if "/" in name}
    redundant = redundant_lines(lines)
    folders = dict.fromkeys(name.split("/")[0] for name in lines)
    for folder in (*folders, ""):
        names = [name for name in lines if name.startswith(f"{folder}/" if folder else "")]
        whole = sum(len(lines.get(name, ())) for name in names)
        again = sum(redundant.get(name, 0) for name in names)
        written = sum(len(texts[name].splitlines()) for name in names)
        sys.stdout.write(
            f"{folder or 'queries':9} {len(names):4} files {written:6,} lines, {whole:6,} of SQL,"
            f" {again:5,} redundant: {again / max(whole, 1):.1%}\n"
        )
    return int(written > LONGEST or again > MOST_REDUNDANT * whole)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
