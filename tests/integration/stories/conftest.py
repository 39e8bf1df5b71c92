"""A town for each story.

STORY_PICTURES: a folder where the printed sheets are kept, for people to look at.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.platform.immortals import protect_immortals
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from tests.fakes.drawing_printers import DrawingPrinters
from tests.rigs.stories.preparing import at
from tests.rigs.stories.story_time import StoryTime
from tests.rigs.stories.town import Town, open_town

protect_immortals()  # before the first call into Qt

_FIRST_DAY = date(2026, 12, 3)


@pytest.fixture
def town(
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Town]:
    """Of a Thursday; its printer keeps the sheets of this story apart."""
    theme = Theme(NORMAL)
    apply_theme(qapp, theme, NORMAL, 1.0)
    name = request.node.name.partition("[")[2].rstrip("]") or request.node.name
    pictures = Path(os.environ.get("STORY_PICTURES", str(tmp_path / "printed"))) / name
    hour = StoryTime(tmp_path, at(_FIRST_DAY, 8), monkeypatch)
    with open_town(tmp_path, theme, hour, DrawingPrinters(pictures)) as found:
        yield found
    qapp.setStyleSheet("")
