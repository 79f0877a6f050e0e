"""What every test may use: a Qt without a screen, and the real files where they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# A busy machine is no fault of the program: no test asserts a time.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parents[1]
_KEPT: list[object] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick` for the tests that show no window, build nothing and start no process."""
    parser.addoption("--quick", action="store_true", help="no windows, no builds, no processes")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the files that are not quick."""
    if not config.getoption("quick") or not collection_path.name.startswith("test_"):
        return None
    from tests.quick import is_quick

    return None if is_quick(collection_path) else True


@pytest.fixture(scope="session", autouse=True)
def _kept_quick(pytestconfig: pytest.Config) -> None:
    """Refuse what is slow while the tests run that are said to be quick."""
    if pytestconfig.getoption("quick"):
        from tests.quick import forbid_what_is_slow

        forbid_what_is_slow()


@pytest.fixture(scope="session", autouse=True)
def _logs_of_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the logs of tests out of the folder where a person's own are."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The program's own application: its fonts are there before any test draws a letter.

    Qt keeps the glyphs that it found for a letter, so a test that drew with the system's fonts
    would change the pictures of every later one.
    """
    from eoc_app.desktop.kit.theme import dress
    from eoc_app.desktop.shell.app import application

    app = application()
    dress(app, "dark")
    # Kept to the end of the process: widgets that Python has not let go of yet need it.
    _KEPT.append(app)
    yield app
    # The offscreen platform lets go of a copied table after Python has ended, and crashes.
    app.clipboard().clear()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input files, which no clone has: it lies beside the repository."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not on this machine (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def demo_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built once from fixtures/sources; to be read, never to be altered."""
    from tests.snapshots import build_demo, made_once

    return made_once(tmp_path_factory, "demo", build_demo)


@pytest.fixture(scope="session")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of a few countries over 25 days; to be read, never to be altered."""
    from tests.snapshots import build_small, made_once

    return made_once(tmp_path_factory, "small", build_small)


@pytest.fixture(scope="session")
def exercise_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot with one synthetic series; to be read, never to be altered."""
    from tests.snapshots import build_small, made_once

    return made_once(
        tmp_path_factory, "exercise", lambda folder: build_small(folder, synthetic=True)
    )


@pytest.fixture(scope="session")
def outbreak_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of two countries with a planted outbreak; to be read, never to be altered."""
    from tests.builder.expect.outbreak import make
    from tests.snapshots import made_once

    return made_once(tmp_path_factory, "outbreak", make)
