"""The builder: the only writer of snapshots."""

from __future__ import annotations

from eoc_app.builder.assembly import build
from eoc_app.builder.staging.report import BuildReport, SourceReport

__all__ = ["BuildReport", "SourceReport", "build"]
