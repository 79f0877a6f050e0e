"""The election operations desktop."""

import zoneinfo
from importlib.util import find_spec
from pathlib import Path

# Local times follow the pinned tzdata package, not the machine's own files: those may be years
# old, and a rule would begin an hour early on one desk and not on the next. Set-up reads parts of
# this package before anything is installed, and asks for no time.
if (_ZONES := find_spec("tzdata")) is not None and _ZONES.origin is not None:
    zoneinfo.reset_tzpath(to=[str(Path(_ZONES.origin).parent / "zoneinfo")])
