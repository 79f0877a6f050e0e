"""Fetches one published file over http or https for later use without a network."""

from __future__ import annotations

from eoc_app.fetching.answer import TIMEOUT
from eoc_app.fetching.receiving import WITHIN
from eoc_app.fetching.transfer import LIMIT, Fetched, fetch

__all__ = ["LIMIT", "TIMEOUT", "WITHIN", "Fetched", "fetch"]
