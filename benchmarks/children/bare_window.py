"""The peer: a bare PySide6 window with an empty table."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget


def main() -> int:
    """Shows it, tells, and leaves."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 760)
    window.setCentralWidget(QTableWidget(0, 6))
    from benchmarks.children.readiness import Readiness

    Readiness(window, lambda: True, lambda: True)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
