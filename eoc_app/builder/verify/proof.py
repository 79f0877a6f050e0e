"""Proofs that a snapshot holds: checks that must find nothing, and everything computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from eoc_app.builder.verify.period_proof import clocks_agree, rules_read
from eoc_app.builder.verify.precomputed_proof import precomputed_holds
from eoc_app.builder.verify.row_digests import RowDigests
from eoc_app.builder.verify.score_proof import same_method, scores_again
from eoc_app.builder.verify.signal_proof import described, readings, recomputed, report_windows
from eoc_app.builder.verify.table_proof import tables_proved
from eoc_app.core.fault import Fault, fault_of
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Snapshot, is_of_rows

NOT_PROVED: Final = " is precomputed: its facts are not in this snapshot, so nothing proves it"


@dataclass(frozen=True)
class Proof:
    """One thing that was checked, and what does not hold: of the file, or of this program."""

    name: str
    problem: Problem | None
    fault: Fault | None = None
    """Set where the proof itself failed; nothing is known then of what it would have proved."""

    @property
    def is_precomputed(self) -> bool:
        """Whether a signal is only stated: no fact in the file gives it, so nothing proves it."""
        return self.problem is None and self.fault is None and self.name.endswith(NOT_PROVED)


def proofs(snapshot: Snapshot) -> Iterator[Proof]:
    """Check a snapshot that was opened, and so holds to the tables of the format."""
    broken = False
    for proof in _proved("rows of tables", tables_proved(snapshot), broken=False):
        broken = broken or proof.problem is not None
        yield proof
    for name, make in _computed(snapshot):
        yield from _proved(name, _once(name, make), broken=broken)
    yield from _expectations(snapshot, broken=broken)
    last = "scores judged again"
    yield from _proved(last, _once(last, lambda: scores_again(snapshot)), broken=broken)


def _expectations(snapshot: Snapshot, *, broken: bool = False) -> Iterator[Proof]:
    if snapshot.about["schema_version"] < snapshot.catalogue.schema["expected_day"].since:
        return  # an earlier format holds none
    from eoc_app.builder.verify.expected_proof import expected_again  # noqa: PLC0415 - brings scipy

    yield from _proved("expected ranges computed again", expected_again(snapshot), broken=broken)


_Make = Callable[[], Problem | None]


def _computed(snapshot: Snapshot) -> Iterator[tuple[str, _Make]]:
    for query in snapshot.catalogue.checks.values():
        yield f"check {query.name}", partial(_finding, snapshot, query)
    yield "local times are those of their moments", partial(clocks_agree, snapshot)
    yield "rules can be read", partial(rules_read, snapshot)
    yield "signals described as their queries do", partial(described, snapshot)
    yield "method stated as its version says", partial(same_method, snapshot)
    digests = RowDigests(snapshot)
    for name in sorted(snapshot.catalogue.signal_queries):
        if name in snapshot.precomputed:
            yield f"signal {name}{NOT_PROVED}", partial(precomputed_holds, snapshot, name)
        else:
            yield f"signal {name} computed again", partial(recomputed, snapshot, name, digests)
    yield "readings computed again", partial(readings, snapshot, digests)
    yield "report windows around periods computed again", partial(report_windows, snapshot)


def _once(name: str, make: _Make) -> Iterator[tuple[str, Problem | None]]:
    yield name, make()


def _proved(
    name: str, proofs: Iterator[tuple[str, Problem | None]], *, broken: bool
) -> Iterator[Proof]:
    """What proofs find, until one of them fails.

    Where rows are known not to hold to the format, nothing that is computed from them can be
    counted on to come to an end; a failure over sound rows is a fault of this program.
    """
    while True:
        try:
            proof_name, problem = next(proofs)
        except StopIteration:
            return
        except Problem as refused:
            yield Proof(name, refused)
            return
        except Exception as error:  # noqa: BLE001 - told as what it is, and the next proof goes on
            if broken or is_of_rows(error):
                yield Proof(name, _not_computed(error))
            else:
                yield Proof(name, None, fault_of(error))
            return
        yield Proof(proof_name, problem)


def _not_computed(error: Exception) -> Problem:
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return Problem(
        "This cannot be proved: rows do not hold to the format",
        f"{type(error).__name__}: {words}",
        "build the snapshot again from its sources, which names what cannot be taken",
    )


def _finding(snapshot: Snapshot, query: Query) -> Problem | None:
    frame = snapshot.run(query, {})
    if not frame.rows:
        return None
    first = ", ".join(
        f"{name} {value}"
        for name, value in zip(frame.columns, frame.rows[0], strict=True)
        if value is not None
    )
    return Problem(
        query.header.get("title", query.name),
        f"{len(frame.rows)} rows found; the first: {first}",
        query.header.get("remedy", "mend the source file and build the snapshot again"),
        file=snapshot.path.name,
    )
