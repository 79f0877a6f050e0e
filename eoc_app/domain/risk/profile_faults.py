"""The rules that a method profile must keep beside the signals that it judges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal

LEAST_COVERAGE: Final = 0.65
"""The least share of the signals' weight by which any profile may assess a country."""


@dataclass(frozen=True)
class ProfileFault:
    """A rule that a profile breaks: the key in its file, the value there, and a sentence."""

    key: str
    value: str
    sentence: str


def profile_faults(method: Method, signals: Mapping[str, Signal]) -> list[ProfileFault]:
    """Returns every rule that a profile breaks, in the order of its file."""
    return [*_of_the_whole(method), *_of_indicators(method, signals)]


def _of_the_whole(method: Method) -> Iterator[ProfileFault]:
    if method.unseen != "worst":
        sentence = "what is not seen would be left out: a country would look safer without a source"
        yield ProfileFault("unseen", method.unseen, sentence)
    if method.assessable_coverage < LEAST_COVERAGE:
        sentence = f"a country would be assessed by less than {LEAST_COVERAGE:.0%} of its signals"
        yield ProfileFault("assessable_coverage", f"{method.assessable_coverage:g}", sentence)
    if not method.cannot_see:
        yield ProfileFault("cannot_see", "", "it does not say what it cannot see")
    if not method.indicators:
        yield ProfileFault("indicators", "", "it judges no signal")
    weights = {name: dimension.weight for name, dimension in method.dimensions.items()}
    whole = math.fsum(weights.values())
    if not math.isclose(whole, 1.0, abs_tol=1e-9):
        texts = " + ".join(f"{each:g}" for each in weights.values())
        sentence = f"the weights of the dimensions add up to {whole:g} and not to 1"
        yield ProfileFault("dimensions", texts, sentence)
    for name, weight in weights.items():
        if name != "stakes" and all(each.dimension != name for each in method.indicators):
            sentence = f"the dimension {name} has a weight and no indicator"
            yield ProfileFault(f"dimensions.{name}", f"{weight:g}", sentence)


def _of_indicators(method: Method, signals: Mapping[str, Signal]) -> Iterator[ProfileFault]:
    for indicator in method.indicators:
        name = indicator.signal
        signal = signals.get(name)
        if signal is None:
            yield ProfileFault("signal", name, f"there is no signal named {name}")
        elif signal.axis != "harm":
            sentence = f"{name} is a signal of {signal.axis}: only harm is judged"
            yield ProfileFault("signal", name, sentence)
        elif signal.confounded_by_effort and not indicator.effort_note.strip():
            sentence = f"{name} may show effort, and no effort_note says why it is judged"
            yield ProfileFault("signal", name, sentence)
        if indicator.dimension not in method.dimensions:
            sentence = f"the dimension {indicator.dimension} of {name} has no weight"
            yield ProfileFault("signal", name, sentence)
        if not indicator.because.strip():
            yield ProfileFault(
                "signal", name, f"nothing says where the thresholds of {name} come from"
            )
