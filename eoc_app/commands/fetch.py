"""eoc fetch: a published snapshot or source file, for later use without a network."""

from __future__ import annotations

import argparse
import shlex

from eoc_app import log
from eoc_app.commands import terminal
from eoc_app.commands.progress import ProgressLine
from eoc_app.fetching import TIMEOUT, WITHIN, fetch


def fetch_command(arguments: argparse.Namespace) -> int:
    """Fetch a file and print its digest and size; redirects and warnings go to stderr."""
    progress = ProgressLine()
    try:
        fetched = fetch(
            arguments.url,
            arguments.out,
            sha256=arguments.sha256,
            timeout=TIMEOUT if arguments.timeout is None else arguments.timeout,
            within=WITHIN if arguments.within is None else arguments.within,
            limit=arguments.limit,
            replace=arguments.replace,
            progress=progress.show_bytes,
            redirected=lambda url: terminal.tell(f"redirected to {url}"),
        )
    finally:
        progress.clear()
    log.note("fetched", bytes=fetched.byte_count, sha256=log.hexadecimal(fetched.sha256))
    terminal.say(f"sha256  {fetched.sha256}")
    terminal.say(f"bytes   {fetched.byte_count}")
    terminal.say(f"from    {fetched.url}")
    if not fetched.is_end_told and arguments.sha256 is None:
        terminal.tell(
            "note: the server did not say how long the file is, so nobody can tell that it came"
            " whole; compare the SHA-256 with the publisher's"
        )
    if fetched.is_web_page:
        terminal.tell(
            "note: the server sent a web page; if you expected data, look at it before use"
        )
    if fetched.is_duckdb:
        out = shlex.quote(str(arguments.out))
        terminal.say(f"{arguments.out}: a DuckDB file; check it next with: eoc verify {out}")
    else:
        terminal.say(f"{arguments.out}: saved")
    return 0
