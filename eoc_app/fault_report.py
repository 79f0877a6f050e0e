"""A report for the people who maintain the program: logs and versions, and nothing that is secret.

What stands in it are numbers and words of the program, as in a log: no row, no name and no text of
a snapshot, no path, and not the name of the machine or of the person.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from eoc_app import log
from eoc_app.core.country import is_country_code
from eoc_app.core.fault import place_in_program
from eoc_app.core.problem import Problem
from eoc_app.core.selection import FILTERS, SPAN_WORDS, Selection, is_set
from eoc_app.core.versions import versions
from eoc_app.disk import opened_ordinary, write_whole
from eoc_app.log import Value, Word

Section = Mapping[str, Value]

_HEAD: Final = (
    "Report of the election operations desktop for the people who maintain it.",
    "It holds logs, versions and settings. Of a snapshot it holds the id and digest of the file,",
    "and no row, name or text.",
)
_TEXT: Final = "report.txt"
_FILE: Final = re.compile(r'File "([^"]*)"')
_LANGUAGES: Final = ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "XDG_SESSION_TYPE")
"""Settings of the system that decide how a window looks."""
_SETTING: Final = re.compile(r"[a-z0-9.;_-]{1,40}")


def write_report(target: Path, sections: Mapping[str, Section]) -> None:
    """Write a report with what is known of this moment, and all logs that are kept.

    Raises:
        Problem: it cannot be written; what was there still is.
    """
    write_whole(target, _packed(sections), "The report could not be written")


def snapshot_section(path: Path, snapshot_id: str | None, version: int | None) -> Section:
    """A snapshot by its id and the digest of its file; what cannot be read of it is left out."""
    section: dict[str, Value] = {
        "id": log.hexadecimal(snapshot_id or ""),
        "format": version,
        "file": log.digest_of(path),
    }
    try:
        with opened_ordinary(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except Problem as problem:
        return section | {"not read": log.of_problem(problem)["why"]}
    except OSError as error:
        return section | {"not read": log.of_system(error)}
    return section | {"bytes": size, "sha256": log.hexadecimal(digest)}


def selection_section(screen: str, selection: Selection, screens: Mapping[str, object]) -> Section:
    """What is looked at; of choices that a snapshot names only whether they are set."""
    code = selection.country_code
    return {
        "screen": log.known(screen, screens),
        "country": None
        if code is None
        else log.known(code, {code} if is_country_code(code) else ()),
        "day": log.dated(selection.as_of_on),
        "clock": log.dated(selection.now_at),
        "platforms": len(selection.platforms),
        "span": log.known(selection.span, SPAN_WORDS),
        "weights tried": len(selection.weights),
        **{f"filter {name}": is_set(selection, name) for name in FILTERS},
    }


def _packed(sections: Mapping[str, Section]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_TEXT, _text(sections))
        folder = log.log_folder()
        for path in () if folder is None else log.kept_logs(folder):
            try:
                text = path.read_text("utf-8", errors="replace")
            except OSError:
                continue
            archive.writestr(f"logs/{path.name}", _FILE.sub(_without_path, text))
    return packed.getvalue()


def _text(sections: Mapping[str, Section]) -> str:
    at = datetime.now(UTC).isoformat(timespec="seconds")[: -len("+00:00")]
    lines = [*_HEAD, "", f"written {at}Z"]
    for title, section in (
        {"versions": _versions(), "machine": _machine()} | dict(sections)
    ).items():
        lines += [
            "",
            title,
            *(f"  {name}: {log.written(value)}" for name, value in section.items()),
        ]
    return "\n".join((*lines, ""))


def _versions() -> Section:
    return {name: Word(version) for name, version in versions().items()}


def _machine() -> Section:
    return {
        "system": Word(sys.platform),
        "kernel": Word(platform.release()),
        "processor": Word(platform.machine()),
        "cores": os.cpu_count(),
        "bits": 64 if sys.maxsize > 1 << 32 else 32,
        "encoding": Word(sys.getfilesystemencoding()),
        "log is written": log.path() is not None,
        **{name: _setting(os.environ.get(name)) for name in _LANGUAGES},
    }


def _setting(value: str | None) -> Word | None:
    if value is None:
        return None
    return Word(value) if _SETTING.fullmatch(value) else Word("other")


def _without_path(match: re.Match[str]) -> str:
    """The interpreter writes whole paths when it crashes, and those tell who works here."""
    return f'File "{place_in_program(match[1])}"'
