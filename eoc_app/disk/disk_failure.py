"""Why the disk refused, in words that lead to a remedy."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from eoc_app.core.problem import Problem

_ELSEWHERE: Final = "choose a folder that can be written to"
_WORDS: Final = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another disk"),
    errno.EDQUOT: ("the disk quota is used up", "free some space, or choose another disk"),
    errno.EFBIG: ("the file is larger than is allowed there", "choose another disk"),
    errno.EROFS: ("the disk is read-only", _ELSEWHERE),
    errno.EACCES: ("reading or writing there is not permitted", "choose a folder that is yours"),
    errno.EPERM: ("reading or writing there is not permitted", "choose a folder that is yours"),
    errno.ENOENT: ("the folder does not exist", "make the folder first, or choose another"),
    errno.ENOTDIR: ("a part of the path is a file", "choose a folder"),
    errno.EISDIR: ("there is a folder of that name", "choose another name"),
    errno.ENAMETOOLONG: ("the path or a name in it is too long", "choose a shorter one"),
    errno.ELOOP: ("a link in the path leads back to itself", "choose another path"),
    errno.EIO: ("the disk reports an error", "check the disk, or choose another"),
}


def why_and_remedy(error: OSError) -> tuple[str, str]:
    """Returns why the disk refused, in words, and what to do about it."""
    words = _WORDS.get(error.errno or 0)
    return words or (error.strerror or str(error) or type(error).__name__, "choose another place")


def refusal(what: str, error: OSError, path: Path) -> Problem:
    """Returns the Problem for something that the disk refused to do with a file or folder."""
    why, remedy = why_and_remedy(error)
    return Problem(what, why, remedy, file=str(path))
