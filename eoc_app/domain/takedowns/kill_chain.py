"""Tactic, technique and procedure of the online operations kill chain, as files number them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Step(NamedTuple):
    """One row's three cells, blank where the file merged or left them."""

    tactic: str
    technique: str
    procedure: str


def _number(text: str) -> list[str]:
    match = re.match(r"\d+(?:\.\d+)*", text)
    return match[0].split(".") if match else []


def _belongs(below: str, above: str) -> bool:
    """Whether `0.6.2 …` is numbered under `0.6 …`; texts without numbers belong anywhere."""
    inner, outer = _number(below), _number(above)
    return not inner or not outer or inner[: len(outer)] == outer


def filled(step: Step, above: Step) -> Step:
    """A row's step with merged cells filled from the row above it.

    A row of three blanks repeats the row above. Else only blank tactics and techniques are filled,
    and only where the row's own numbers belong there: a blank procedure beside a stated technique
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
