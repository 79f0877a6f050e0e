"""Small snapshots for tests, built by the program's own builder from CSV files written here.

Kenya is assessable, Uganda is not (its judged weight is under 65 %), Tanzania has a calendar but
nothing that is judged, and the end of a period of the United States was moved.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.core.places import FIXTURES
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView

AS_OF: Final = datetime(2024, 10, 25, 12, tzinfo=UTC)
BUILT_AT: Final = datetime(2024, 10, 25, 13, tzinfo=UTC)
DEMO_AS_OF: Final = datetime(2024, 10, 26, 6, tzinfo=UTC)
NOW: Final = datetime(2024, 10, 25, 18, tzinfo=UTC)
FIRST: Final = date(2024, 10, 1)
LAST: Final = date(2024, 10, 25)
DAYS: Final = tuple(FIRST + timedelta(number) for number in range(25))

_MEASURE: Final = "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform"
_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "election": (
        ("provenance,counts_of,election_id,country_code,scope,name,kind,round,polling_starts_on,"
        "polling_ends_on,date_precision,status"),
        "published,elections,ke-1,KE,country,general election,general,1,2024-11-05,2024-11-05,day,confirmed",  # noqa: E501 - a row as it stands in its file
        "published,elections,tz-1,TZ,country,general election,general,1,2024-10-27,2024-10-28,day,confirmed",  # noqa: E501 - a row as it stands in its file
    ),
    "restriction_period": (
        ("provenance,counts_of,period_id,version,known_from_at,country_code,rule,medium,starts_local,"
        "ends_local,time_zone,starts_at,ends_at,imposed_by,citation,confidence"),
        ("published,rules,ke-silence,1,,KE,electoral_silence,all campaigning,2024-11-03T00:00,"
        "2024-11-05T17:00,Africa/Nairobi,2024-11-02T21:00,2024-11-05T14:00,law,Elections Act s. 1,medium"),  # noqa: E501 - a row as it stands in its file
        ("published,rules,tz-poll,1,,TZ,opinion_poll_ban,polls,2024-10-20T00:00,2024-10-29T00:00,"
        "Africa/Dar_es_Salaam,2024-10-19T21:00,2024-10-28T21:00,law,,low"),
        ("published,rules,us-ads,1,2024-10-01T00:00,US,new_political_ads_ban,online ads,"
        "2024-10-20T00:00,2024-10-27T00:00,America/New_York,2024-10-20T04:00,2024-10-27T04:00,"
        "platform,a policy,high"),
        ("published,rules,us-ads,2,2024-10-24T10:00,US,new_political_ads_ban,online ads,"
        "2024-10-20T00:00,2024-10-30T00:00,America/New_York,2024-10-20T04:00,2024-10-30T04:00,"
        "platform,a policy,high"),
    ),
    "regime_change": (
        "provenance,counts_of,scope,country_code,changed_on,family,what",
        "published,breaks,country,KE,2024-10-10,user_report,A new form for reports",
    ),
    "takedown": (
        "provenance,counts_of,takedown_id,network,kind,announced_on,date_precision,networks",
        "published,networks,t1,First network,cib,2024-10-02,day,1",
        "published,networks,t2,Second network,cib,2024-10-22,day,1",
    ),
    "takedown_origin": (
        "provenance,counts_of,takedown_id,country_code,as_stated,basis",
        "published,networks,t1,RU,Russia,stated",
        "published,networks,t2,,Various,stated",
    ),
    "takedown_target": (
        "provenance,counts_of,takedown_id,country_code,as_stated,basis",
        "published,networks,t1,KE,Kenya,stated",
        "published,networks,t2,KE,Kenya,stated",
        "published,networks,t2,UG,Uganda,stated",
    ),
    "takedown_asset": (
        "provenance,counts_of,takedown_id,platform,asset_kind,value,qualifier",
        "published,assets,t1,facebook,account,100,exact",
        "published,assets,t1,facebook,page,20,exact",
    ),
    "voter_reminder": (
        f"{_MEASURE},reminder_kind,metric,value,qualifier,unit",
        ("published,notices,world,,2024-01-01,2024-06-30,several,any,reminder_impressions,20000000,"
        "more_than,impressions"),
        ("measured,notices,country,KE,2024-10-24,2024-10-24,facebook,top_of_feed,"
        "reminder_impressions,5000,exact,impressions"),
        ("measured,notices,country,KE,2024-10-25,2024-10-25,facebook,top_of_feed,"
        "reminder_impressions,6000,exact,impressions"),
    ),
}  # fmt: skip


def _daily(line: Callable[[int, date], str], *header: str) -> tuple[str, ...]:
    return (",".join(header), *(line(number, on) for number, on in enumerate(DAYS)))


def _ads() -> tuple[str, ...]:
    lines = [
        (
            "provenance,counts_of,country_code,window_kind,window_starts_on,window_ends_on,platform,"
            "page_id,page_name,disclaimer,disclaimer_state,currency,spend_lower,spend_upper,ad_count"
        )
    ]
    for on in DAYS:
        for code, missing in (("KE", 10), ("UG", 30)):
            head = f"measured,ads,{code},last_7_days,{on - timedelta(6)},{on},several"
            lines.append(f"{head},100000000000000001,Paid page,Someone,named,KES,900,1000,90")
            lines.append(f"{head},100000000000000002,Bare page,,missing,KES,0,100,{missing}")
    return tuple(lines)


def _windows() -> tuple[str, ...]:
    lines = [
        (
            "provenance,counts_of,country_code,window_kind,window_starts_on,window_ends_on,platform,"
            "currency,page_rows,ad_count,spend_lower,spend_upper,disclaimers_reported"
        )
    ]
    for on in DAYS:
        for code, ads in (("KE", 100), ("UG", 120)):
            head = f"measured,ads,{code},last_7_days,{on - timedelta(6)},{on},several"
            lines.append(f"{head},KES,2,{ads},900,1100,true")
    return tuple(lines)


def _tables() -> dict[str, tuple[str, ...]]:
    head = (_MEASURE, "metric", "value", "qualifier", "unit")
    share = (_MEASURE, "item_kind", "label_kind", "metric", "lower", "upper", "qualifier", "unit")
    return {
        **_TABLES,
        "ad_page": _ads(),
        "ad_window": _windows(),
        "candidate_safety": _daily(
            lambda _n, on: f"measured,attacks,country,KE,{on},{on},all,attacks_recorded,1,exact,attacks",  # noqa: E501 - a row as it stands in its file
            *head,
        ),
        "user_report": _daily(
            lambda n, on: f"measured,reports,country,KE,{on},{on},whatsapp,reports_received,"
            f"{3000 + 10 * n},exact,reports",
            *head,
        ),
        "partner_report": _daily(
            lambda n, on: f"measured,reports,country,KE,{on},{on},all,items_received,{40 + n},exact,items",  # noqa: E501 - a row as it stands in its file
            *head,
        ),
        "ai_label": _daily(
            lambda _n, on: f"measured,ratings,country,KE,{on},{on},several,content,any,"
            "ai_share_of_fact_checked_misinformation,0.03,0.05,range,share",
            *share,
        ),
    }  # fmt: skip


def write_sources(folder: Path, *, synthetic: bool = False) -> Path:
    """The CSV files of a small snapshot; with `synthetic`, its user reports are invented."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in _tables().items():
        text = "\n".join([*lines, ""])
        if synthetic and name == "user_report":
            text = text.replace("\nmeasured,", "\nsynthetic,")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def build_invented(folder: Path) -> Path:
    """The small snapshot, with every row of it invented."""
    sources = write_sources(folder / "sources")
    for path in sources.glob("*.csv"):
        head, *rows = path.read_text("utf-8").splitlines()
        rows = [f"synthetic,{row.partition(',')[2]}" for row in rows]
        path.write_text("\n".join((head, *rows, "")), "utf-8")
    out = folder / "invented.duckdb"
    report = build([sources], out, built_at=BUILT_AT, as_of=AS_OF, title="Invented", serial=7)
    assert report.refused == 0
    return out


def build_small(folder: Path, *, synthetic: bool = False, as_of: datetime = AS_OF) -> Path:
    """A small snapshot below `folder`; every row of its sources is taken."""
    out = folder / "small.duckdb"
    report = build(
        [write_sources(folder / "sources", synthetic=synthetic)],
        out,
        built_at=BUILT_AT,
        as_of=as_of,
        title="Small",
        publisher="Tests",
        serial=7,
    )
    told = [str(one) for source in report.sources for one in source.problems]
    assert report.refused == 0, told
    return out


def build_demo(folder: Path) -> Path:
    """The demo as its command builds it."""
    out = folder / "demo.duckdb"
    report = build([FIXTURES / "sources"], out, built_at=DEMO_AS_OF, as_of=DEMO_AS_OF)
    assert report.refused == 0
    return out


def altered(good: Path, target: Path, *statements: str) -> Path:
    """A copy of a snapshot after statements that a writer runs on it."""
    shutil.copyfile(good, target)
    with duckdb.connect(str(target)) as connection:
        for statement in statements:
            connection.execute(statement)
    return target


def views_of(path: Path, country_code: str = "KE", now_at: datetime = NOW) -> dict[str, AnyView]:
    """Every panel's view of one country, by the panel's name."""
    snapshot = Snapshot(path)
    selection = Selection(now_at=now_at, country_code=country_code)
    try:
        drawn = {one.panel: one.view for one in Flow(snapshot).draw(selection, tuple(panels()))}
    finally:
        snapshot.close()
    found = {name: view for name, view in drawn.items() if not isinstance(view, Problem)}
    assert set(found) == set(panels())
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """A file that one of several test processes makes and all of them use."""
    own = factory.getbasetemp()
    root = own.parent if own.name.startswith("popen-") else own
    folder = root / f"made-{name}"
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with _alone(folder):
        if not done.exists():
            done.write_text(str(make(folder)), encoding="utf-8")
    return Path(done.read_text(encoding="utf-8"))
