"""The application in a process of its own: pytest-qt owns the one of this process."""

import subprocess
import sys

import pytest

from tests.patience import PATIENCE_S

pytestmark = pytest.mark.ui

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from desktop.ui.platform.application import DeskApplication
from desktop.ui.texts.texts import translate
application = DeskApplication(language={language!r}, scale={scale})
theme = application.start()
print(translate("Home", "Buổi tiếp hôm nay"))
print(application.qt.translate("QLineEdit", "&Paste"))
print(theme.scale, application.qt.font().pixelSize(), application.qt.font().families()[0])
QTimer.singleShot(0, lambda: application.quit(7))
sys.exit(application.run())
"""


def run(*, language: str = "vi", scale: float = 1.0) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(language=language, scale=scale)],
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


def test_vietnamese_is_the_language_of_the_program() -> None:
    code, lines = run()
    assert code == 7
    assert lines[:2] == ["Buổi tiếp hôm nay", "&Dán"]
    assert lines[2] == "1.0 16 Be Vietnam Desk"


def test_english_is_complete() -> None:
    assert run(language="en")[1][:2] == ["Today's receptions", "&Paste"]


def test_a_language_nobody_has_is_vietnamese() -> None:
    assert run(language="xx")[1][0] == "Buổi tiếp hôm nay"


@pytest.mark.parametrize(("asked", "given"), [(1.5, "1.5 24"), (9.0, "2.5 40"), (0.2, "1.0 16")])
def test_the_scale_stays_between_100_and_250_per_cent(asked: float, given: str) -> None:
    assert run(scale=asked)[1][2].startswith(given)
