"""Tactic, technique and procedure of the online operations kill chain, as numbered in files."""

from __future__ import annotations

import re
from typing import NamedTuple


class Step(NamedTuple):
    """The three cells of a row, blank if the file merged them or left them out."""

    tactic: str
    technique: str
    procedure: str


def _number(text: str) -> list[str]:
    match = re.match(r"\d+(?:\.\d+)*", text)
    return match[0].split(".") if match else []


def _belongs(below: str, above: str) -> bool:
    """Returns whether `0.6.2 …` is numbered under `0.6 …`; texts without numbers fit anywhere."""
    inner, outer = _number(below), _number(above)
    return not inner or not outer or inner[: len(outer)] == outer


def filled(step: Step, above: Step) -> Step:
    """Returns a row's step with merged cells filled from the row above.

    Three blanks repeat the row above. Otherwise only a blank tactic or technique is filled, and
    only if the row's own numbers belong under it. A blank procedure beside a stated technique
    means that the publisher has no procedure for it.
    """
    if not any(step):
        return above
    tactic, technique, procedure = step
    if not technique and procedure and _belongs(procedure, above.technique):
        technique = above.technique
    if not tactic and _belongs(technique or procedure, above.tactic):
        tactic = above.tactic
    return Step(tactic, technique, procedure)
