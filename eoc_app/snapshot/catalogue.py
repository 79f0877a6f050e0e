"""The files of queries/, read and checked; all bad files are reported at once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from eoc_app.core.places import QUERIES
from eoc_app.core.problem import Problem
from eoc_app.domain.risk.judged_signals import judged_signals
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.snapshot.method_profiles import StatedMethod, read_method, read_profile
from eoc_app.snapshot.unused_keys import unused_keys

_HEADER: Final = re.compile(r"\A/\*---\n(?P<toml>.*?)\n---\*/\n(?P<sql>.*)\Z", re.DOTALL)
METHODS: Final = "methods"
_OF_THE_PROGRAM: Final = "put back the file that came with the program"
PLATFORM: Final = "platform"
"""The profile that snapshots are judged by unless another is asked for."""
EARLIER: Final = "earlier.toml"
_COLUMN: Final = re.compile(r"^ {4}(\w+) (\w+)( not null)?,?$", re.MULTILINE)
_COMMENT: Final = re.compile(r"^comment on column \w+\.(\w+) is '((?:[^']|'')*)';$", re.MULTILINE)
FIGURES: Final = "measure"
"""The shared view of all figures in their common form."""
_UNION: Final = re.compile(r"\nunion all\n")
"""Between the branches of a view that is a union and nothing else; others indent theirs."""
_WORD: Final = re.compile(r"\w+")
_READ: Final = re.compile(r"\b(?:from|join)\s+(\w+)", re.IGNORECASE)
_UNREAD: Final = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_DOCUMENTED: Final = frozenset({"formula", "source"})
"""Keys of a signal's header that only docs/signals.md prints; no computation uses them."""
_USUAL: Final[dict[str, Any]] = {
    "combine": "sum",
    "window_days": 1,
    "fresh_days": 30,
    "lead": None,
    "confounded_by_effort": False,
}
"""Defaults for keys that a signal's header leaves out."""
_OF_PROFILES: Final = frozenset({"judge", "dimension", "effort_note"})
"""What only a method profile says of a signal."""
BY_PLATFORM: Final = "readings_filtered"
"""What the readings of chosen platforms are called, whichever series are asked for."""
_EVERY_SERIES: Final = "(true)"
_SERIES_ASKED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "country_filtered": (
        "(signal.weight is not null or series.country_code = $country_code)",
        ("country_code",),
    ),
    "judged_filtered": ("(signal.weight is not null)", ()),
}
"""Which series each of these queries is asked for, the most first, and what it must be told."""
_ASKED_FOR: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "figures": (
        "table_name",
        {"ai_label_figures": "ai_label", "voter_reminder_figures": "voter_reminder"},
    ),
    "takedown_places": ("role", {"takedown_origins": "origin", "takedown_targets": "target"}),
}
"""Queries of queries/views that panels ask under several names, each for one value."""


@dataclass(frozen=True)
class Query:
    """A query file: a TOML header in a comment, and a statement that any DuckDB shell can run."""

    name: str
    header: dict[str, Any]
    sql: str
    digest: str
    within: tuple[Query, ...] = ()
    """Queries whose rows include all rows of this one, so that their answer can be used."""
    reads: tuple[Query, ...] = ()
    """The shared views that it reads, each after those that it reads itself."""

    @property
    def creation(self) -> str:
        """The statement that creates a shared view in a connection."""
        return f"create or replace temp view {self.name} as {self.sql}"

    def making(self, empty: Collection[str], *, keep: bool = False) -> str:
        """The same where some tables are known to be empty.

        A union leaves them out, since planning them takes longer than reading them. The rows of a
        view are kept where its header says that they are few; with `keep`, also where it says that
        much is read of it: a reader has little memory.
        """
        kept = self.header.get("few_rows") or (keep and self.header.get("kept"))
        kind = "table" if kept else "view"
        branches = _UNION.split(self.sql)
        left = [one for one in branches if not set(_READ.findall(one)).intersection(empty)]
        sql = "\nunion all\n".join(left or branches[:1])
        return f"create or replace temp {kind} {self.name} as {sql}"

    def may_read(self, tables: Collection[str]) -> set[str]:
        """Those of `tables` that the query may read, directly or through shared views.

        The view of all figures is a union of many tables; a query names those that it uses.
        """
        direct = set(_WORD.findall(self.sql)).intersection(tables)
        by_view = {view.name: set(_WORD.findall(view.sql)) for view in self.reads}
        figures = by_view.pop(FIGURES, set()).intersection(tables)
        if figures and not direct & figures:
            direct |= figures
        return direct.union(*(words.intersection(tables) for words in by_view.values()))


@dataclass(frozen=True)
class ColumnRule:
    """A column of the format: its DuckDB type, whether it is required, and its meaning."""

    name: str
    kind: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class Table:
    """One file of queries/schema: a table of the format."""

    name: str
    title: str
    family: str
    kind: str
    """fact, measure (facts in the common shape of figures) or built (written by the builder)."""
    order_by: tuple[str, ...]
    key: tuple[str, ...]
    columns: dict[str, ColumnRule]
    values: dict[str, tuple[str, ...]]
    sql: str
    digest: str
    states: tuple[str, ...] | None = None
    """What rows of one key must agree on to be repeats; None where the first row of a key stands.

    Of rows that differ in it none counts, unless the names of their files say which is the later.
    """
    since: int = 1
    """The version of the format that added the table."""
    added: dict[str, int] = field(default_factory=dict)
    """Columns that a later version of the format added, with that version."""


def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    match = _HEADER.match(text)
    if match is None:
        raise Problem(
            "A query file cannot be read",
            "it does not begin with a TOML header between /*--- and ---*/",
            "put the header first, as in the other files of the folder",
            file=path.name,
        )
    try:
        header = tomllib.loads(match["toml"])
    except tomllib.TOMLDecodeError as error:
        raise Problem(
            "A query's header cannot be read", str(error), "mend the TOML", file=path.name
        ) from error
    return Query(path.stem, header, match["sql"], hashlib.sha256(text.encode()).hexdigest())


def _with_shared(query: Query, shared: Mapping[str, Query]) -> Query:
    """The query with the shared views that it reads; its digest covers their texts too."""
    names = dict.fromkeys(_READ.findall(_UNREAD.sub(" ", query.sql)))
    views_by_name: dict[str, Query] = {}
    for view in (shared[name] for name in names if name in shared):
        views_by_name |= {each.name: each for each in (*view.reads, view)}
    if not views_by_name:
        return query
    texts = "\n".join((query.digest, *sorted(view.digest for view in views_by_name.values())))
    digest = hashlib.sha256(texts.encode()).hexdigest()
    return replace(query, digest=digest, reads=tuple(views_by_name.values()))


def _signal(query: Query) -> Signal:
    header = query.header
    stated = _USUAL | header | {"name": query.name}
    try:
        signal = msgspec.convert(stated, Signal)
        strange = set(unused_keys(header, signal)) - _DOCUMENTED
        strange |= _OF_PROFILES.intersection(header)
        why = f"unknown keys {sorted(strange)}" if strange else ""
    except msgspec.ValidationError as error:
        signal, why = None, str(error)
    if signal is None or why:
        raise Problem(
            "A signal's header is not complete",
            why,
            "use the keys, words and numbers of the other headers, as docs/signals.md lists them;"
            " thresholds and weights stand in queries/methods",
            file=f"signals/{query.name}.sql",
        )
    return signal


def _table(query: Query) -> Table:
    meanings = {name: text.replace("''", "'") for name, text in _COMMENT.findall(query.sql)}
    columns = {
        name: ColumnRule(name, kind.upper(), bool(required), meanings[name])
        for name, kind, required in _COLUMN.findall(query.sql)
    }
    header = query.header
    return Table(
        name=query.name,
        title=header["title"],
        family=header["family"],
        kind=header["kind"],
        order_by=tuple(header["order_by"]),
        key=tuple(header.get("key", ())),
        columns=columns,
        values={name: tuple(words) for name, words in header.get("values", {}).items()},
        states=tuple(header["states"]) if "states" in header else None,
        since=header.get("since", 1),
        added=header.get("added", {}),
        sql=query.sql,
        digest=query.digest,
    )


def _of_fewer_series(every: Query) -> dict[str, Query]:
    """The query of chosen platforms, asked for the series that a screen tells of.

    No series bears on another, so one may ask for fewer: for those that are judged, and for these
    and whatever is known of one country. What is asked for more holds the rows of what is not.
    """
    queries: dict[str, Query] = {}
    wider: tuple[Query, ...] = (every,)
    for name, (condition, parameters) in _SERIES_ASKED.items():
        sql = every.sql.replace(_EVERY_SERIES, condition)
        header = every.header | {"parameters": ["as_of", "platforms", *parameters]}
        query = replace(every, header=header, sql=sql, within=wider)
        queries[name] = query
        wider = (query, *wider)
    return queries


def _for_each(query: Query, parameter: str, values: Mapping[str, str]) -> dict[str, Query]:
    """Several queries from one, each with a fixed value for one parameter."""
    other_parameters = [name for name in query.header["parameters"] if name != parameter]
    return {
        name: replace(
            query,
            name=name,
            header=query.header | {"parameters": other_parameters},
            sql=query.sql.replace(f"${parameter}", f"'{value}'"),
        )
        for name, value in values.items()
    }


@dataclass(frozen=True)
class Catalogue:
    """All queries in a folder, read at first use."""

    root: Path

    def folder(self, name: str) -> dict[str, Query]:
        """The queries of one folder by name, with the shared views behind each.

        Raises:
            Problem: names every file that cannot be read.
        """
        return {stem: _with_shared(query, self.shared) for stem, query in self._files(name).items()}

    def _files(self, name: str) -> dict[str, Query]:
        queries: dict[str, Query] = {}
        faults: list[Problem] = []
        for path in sorted((self.root / name).glob("*.sql")):
            try:
                queries[path.stem] = _read(path)
            except Problem as problem:
                faults.append(problem)
        if faults:
            raise Problem(
                f"{len(faults)} query files under {name}/ cannot be used",
                "; ".join(f"{fault.place.file}: {fault.why}" for fault in faults),
                "mend the files named",
            )
        return queries

    @cached_property
    def shared(self) -> dict[str, Query]:
        """Views that many queries share; each connection creates them for itself.

        Each comes after those that it reads.

        Raises:
            Problem: a file cannot be read, or views read each other in a circle.
        """
        unsorted = self._files("shared")
        ordered: dict[str, Query] = {}
        while unsorted:
            ready = [
                name
                for name, query in unsorted.items()
                if unsorted.keys().isdisjoint(_READ.findall(_UNREAD.sub(" ", query.sql)))
            ]
            if not ready:
                raise Problem(
                    "Shared views read each other in a circle",
                    ", ".join(unsorted),
                    "let one of them read the tables themselves",
                )
            ordered |= {name: _with_shared(unsorted.pop(name), ordered) for name in ready}
        return ordered

    @cached_property
    def schema(self) -> dict[str, Table]:
        """The tables of the format."""
        return {name: _table(query) for name, query in self._files("schema").items()}

    @cached_property
    def signal_queries(self) -> dict[str, Query]:
        """The queries of the signals."""
        return self.folder("signals")

    @cached_property
    def earlier(self) -> dict[str, frozenset[str]]:
        """Digests of earlier texts of signals that give the same rows as the present ones.

        Raises:
            Problem: the file that lists them cannot be read.
        """
        try:
            listed = tomllib.loads((self.root / EARLIER).read_text(encoding="utf-8"))
            digests = msgspec.convert(listed, dict[str, list[str]])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise Problem(
                "The earlier texts of signals cannot be read",
                str(error),
                "put back the file that came with the program",
                file=EARLIER,
            ) from error
        return {name: frozenset(texts) for name, texts in digests.items()}

    def present(self, signal: str, digest: str) -> str:
        """The digest of a signal's present text, where an earlier one says the same; else as it is.

        So a file that an earlier program built is computed again, and a signal that only reads
        better is not called redefined.
        """
        query = self.signal_queries.get(signal)
        same = query is not None and digest in self.earlier.get(signal, frozenset())
        return query.digest if query is not None and same else digest

    @cached_property
    def described(self) -> dict[str, Signal]:
        """All signals by name as their headers say, lead signals first; none is judged."""
        listed = [_signal(query) for query in self.signal_queries.values()]
        listed.sort(key=lambda signal: (signal.lead is None, signal.lead or 0, signal.name))
        return {signal.name: signal for signal in listed}

    @cached_property
    def signals(self) -> dict[str, Signal]:
        """All signals by name, lead signals first, judged by the platform's profile."""
        return judged_signals(self.method, self.described)

    @cached_property
    def stated_method(self) -> StatedMethod:
        """The platform's profile, not held to the signals: a reader starts without their headers.

        Raises:
            Problem: it cannot be read.
        """
        return read_method(self._path(PLATFORM), remedy=_OF_THE_PROGRAM)

    @cached_property
    def profile_names(self) -> tuple[str, ...]:
        """The names of the program's profiles: those of the files in queries/methods."""
        return tuple(sorted(path.stem for path in (self.root / METHODS).glob("*.toml")))

    def own_profile(self, name: str) -> StatedMethod:
        """One of the program's profiles.

        Raises:
            Problem: it cannot be read, does not fit the signals, or has not the name of its file.
        """
        path = self._path(name)
        profile = read_profile(path, self.described, remedy=_OF_THE_PROGRAM)
        if profile.method.name != name:
            raise Problem(
                "The method profile cannot be used",
                f"the file {path.name} says that its name is {profile.method.name}",
                "give the file the name of the profile",
                file=path.name,
                column="name",
                value=profile.method.name,
            )
        return profile

    def _path(self, name: str) -> Path:
        return self.root / METHODS / f"{name}.toml"

    def profile(self, named: Path) -> StatedMethod:
        """The program's profile of that name, or else the profile in the file at that path.

        Raises:
            Problem: there is neither, it cannot be used, or it bears the name of one of the
                program's without being it.
        """
        if str(named) in self.profile_names:
            return self.own_profile(str(named))
        names = ", ".join(self.profile_names)
        remedy = f"name a profile of the program ({names}), or the file of your own"
        profile = read_profile(named, self.described, remedy=remedy)
        name = profile.method.name
        if name in self.profile_names and profile.digest != self.own_profile(name).digest:
            raise Problem(
                "The method profile cannot be used",
                f"{name} is the name of a profile of the program, and the file is another one",
                "give the profile in the file a name of its own",
                file=named.name,
                column="name",
                value=name,
            )
        return profile

    @property
    def method(self) -> Method:
        """The scoring method."""
        return self.stated_method.method

    @cached_property
    def views(self) -> dict[str, Query]:
        """What panels read.

        A query that is asked for several tables or roles is there once for each, and that of chosen
        platforms once more for fewer series.
        """
        queries = self.folder("views")
        for name, (parameter, values) in _ASKED_FOR.items():
            if query := queries.pop(name, None):
                queries |= _for_each(query, parameter, values)
        if query := queries.get(BY_PLATFORM):
            queries |= _of_fewer_series(query)
        return queries

    @cached_property
    def rows(self) -> dict[str, Query]:
        """Queries for the rows behind numbers."""
        return self.folder("rows")

    @cached_property
    def checks(self) -> dict[str, Query]:
        """Queries that must return no rows."""
        return self.folder("checks")

    @cached_property
    def build(self) -> dict[str, Query]:
        """Queries that the builder runs after the facts are loaded."""
        return self.folder("build")


@cache
def catalogue() -> Catalogue:
    """The program's own queries."""
    return Catalogue(QUERIES)
