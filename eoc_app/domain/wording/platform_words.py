"""The printed names of platforms; a snapshot holds only their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eoc_app.domain.wording.printed import listed

_WRITTEN: Final = {
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "whatsapp": "WhatsApp",
    "x": "X",
    "youtube": "YouTube",
}


def platform_name(platform: str) -> str:
    """Returns a platform's printed name: `Audience network` for audience_network."""
    shown = platform.replace("_", " ")
    return _WRITTEN.get(platform, shown[:1].upper() + shown[1:])


def only_platforms(chosen: Iterable[str]) -> str:
    """Returns which platforms figures are of, in words: `only Facebook and Instagram`."""
    return f"only {listed([platform_name(name) for name in chosen], most=4)}"
