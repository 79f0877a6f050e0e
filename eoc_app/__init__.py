"""The election operations desktop."""

import zoneinfo
from pathlib import Path

import tzdata

# Local times follow the pinned tzdata package, not the machine's own files: those may be years
# old, and a rule would begin an hour early on one desk and not on the next.
zoneinfo.reset_tzpath(to=[str(Path(tzdata.__file__).parent / "zoneinfo")])
