"""The floor: what any program with these libraries needs until its window stands."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph
from PySide6 import QtWidgets

app = QtWidgets.QApplication([])
plot = pyqtgraph.PlotWidget()
plot.resize(1600, 900)
plot.show()
app.processEvents()
