"""Golden pictures: what a widget draws, held against the picture that somebody looked at.

`EOC_ACCEPT_PICTURES=1` writes the picture drawn now as the golden one; look at it before it is
committed. A failed comparison leaves got, expected and difference in `tests/failed_pictures/`.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from eoc_app.desktop.kit.theme import current

REPOSITORY = Path(__file__).resolve().parents[1]
GOLDEN = REPOSITORY / "fixtures" / "golden"
FAILED = REPOSITORY / "tests" / "failed_pictures"

CHANNEL_TOLERANCE = 10
"""Differences up to this, of 255, are rounding in the rasteriser.

Qt places a large glyph 1/64 px further right or left, depending on what was drawn before it in the
same process. At two device pixels for each of its own that is 7 of 255 on most of its edges.
"""
PIXEL_SHARE = 0.0005
"""Share of pixels that may differ by more: less than one small letter in a panel."""


def picture_of(
    widget: QWidget, *, size: tuple[int, int] | None = None, ratio: float = 1.0
) -> QImage:
    """The widget as it looks at `size` logical pixels, `ratio` device pixels for each."""
    if size is not None:
        widget.resize(*size)
    widget.ensurePolished()
    # A widget that was never shown has no layout yet.
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    grabbed = widget.grab()  # lays out the whole tree
    del grabbed
    image = QImage(
        round(widget.width() * ratio),
        round(widget.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(current().ground)
    widget.render(image, QPoint())
    return image


def assert_picture(
    drawn: QWidget | QImage,
    name: str,
    *,
    size: tuple[int, int] | None = None,
    ratio: float = 1.0,
    folder: Path = GOLDEN,
) -> None:
    """Hold a widget or an image against `fixtures/golden/<name>.png`.

    Raises: AssertionError with the share of pixels that differ, and where to look at them.
    """
    image = picture_of(drawn, size=size, ratio=ratio) if isinstance(drawn, QWidget) else drawn
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    path = folder / f"{name}.png"
    if os.environ.get("EOC_ACCEPT_PICTURES") == "1":
        folder.mkdir(parents=True, exist_ok=True)
        # Without a physical size in the file, the same pixels are the same bytes everywhere.
        image.setDevicePixelRatio(1.0)
        assert image.save(str(path)), f"could not write {path}"
        return
    FAILED.mkdir(exist_ok=True)
    got = FAILED / f"{name}.got.png"
    if not path.exists():
        image.save(str(got))
        raise AssertionError(f"there is no golden picture {path}; look at {got}, then accept it")
    expected = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    if expected.size() != image.size():
        image.save(str(got))
        raise AssertionError(
            f"{name} is {image.width()} x {image.height()}, "
            f"expected {expected.width()} x {expected.height()}; look at {got}"
        )
    difference = np.abs(_pixels(image).astype(np.int16) - _pixels(expected).astype(np.int16))
    differs = (difference > CHANNEL_TOLERANCE).any(axis=2)
    share = float(differs.mean())
    if share > PIXEL_SHARE:
        image.save(str(got))
        expected.save(str(FAILED / f"{name}.expected.png"))
        _image(np.where(differs, 255, 0).astype(np.uint8)).save(
            str(FAILED / f"{name}.difference.png")
        )
        raise AssertionError(
            f"{name}: {share:.2%} of the pixels differ, by up to {int(difference.max())} of 255; "
            f"look at {FAILED}/{name}.*.png"
        )


def _pixels(image: QImage) -> NDArray[np.uint8]:
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3)


def _image(grey: NDArray[np.uint8]) -> QImage:
    height, width = grey.shape
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
