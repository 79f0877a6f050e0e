"""Files that lie beside data and hold no facts: read-me files, licences, marks of a cluster."""

from __future__ import annotations

import re
from typing import Final

from eoc_app.builder.sources.source import Source

COMPANION: Final = re.compile(
    r"(read[-_ ]?me|licen[cs]e|copying|notice|changelog|citation)([-_.].*)?"
    r"|source\.(txt|md)|_success|_(common_)?metadata|thumbs\.db|desktop\.ini|__macosx|\..*",
    re.IGNORECASE,
)


def is_companion(source: Source) -> bool:
    """Whether a file, or a folder of an archive that it lies in, holds no facts by its name."""
    parts = (source.member or source.path).split("/")
    return any(map(COMPANION.fullmatch, parts if source.member else parts[-1:]))
