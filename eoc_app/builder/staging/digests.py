"""Digests of sources: the same bytes are imported once, and a snapshot names what it is of."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.archive import DAMAGED

WORTH_A_THREAD: Final = 8 << 20


def digest_of(source: Source) -> str:
    """The digest of a source; empty where its bytes cannot be read, which its import has told."""
    try:
        return source.digest
    except (*DAMAGED, OSError):
        return ""


@contextmanager
def digesting(source: Source) -> Iterator[Callable[[], str]]:
    """The digest of a source, computed beside the import where the file is large."""
    if source.byte_count < WORTH_A_THREAD:
        yield lambda: digest_of(source)
        return
    thread = threading.Thread(target=digest_of, args=(source,), daemon=True)
    thread.start()

    def finished() -> str:
        thread.join()
        return digest_of(source)

    try:
        yield finished
    finally:
        thread.join()
