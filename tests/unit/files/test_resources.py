import re
from pathlib import Path

import pytest

from desktop.files.resources import ResourceMissingError, resource_path
from desktop.ui.theme.fonts import FONT_FILES
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.stylesheet import build_stylesheet
from desktop.ui.theme.tokens import THEMES
from tests.paths import ROOT

pytestmark = pytest.mark.unit
UI = ROOT / "desktop" / "ui"


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_has_its_file_with_our_stroke(icon: Icon) -> None:
    text = resource_path("icons", f"{icon}.svg").read_text(encoding="utf-8")
    assert 'stroke-width="1.75"' in text
    assert "currentColor" in text


def test_every_font_has_its_file() -> None:
    for name in FONT_FILES:
        assert resource_path("fonts", name).stat().st_size > 1000


@pytest.mark.parametrize("folder", ["fonts/OFL.txt", "icons/LICENSE-lucide.txt"])
def test_licences_are_shipped(folder: str) -> None:
    assert resource_path(*folder.split("/")).read_text(encoding="utf-8").strip()


def test_every_resource_named_in_code_can_be_opened() -> None:
    named = re.compile(r'resource_path\(\s*((?:"[^"]+",?\s*)+)\)')
    found = 0
    for path in UI.rglob("*.py"):
        for call in named.finditer(path.read_text(encoding="utf-8")):
            parts = re.findall(r'"([^"]+)"', call[1])
            assert resource_path(*parts).exists()
            found += 1
    assert found


def test_a_missing_resource_says_which_and_where_it_was_looked_for() -> None:
    with pytest.raises(ResourceMissingError) as caught:
        resource_path("icons", "no-such-icon.svg")
    assert caught.value.relative == "icons/no-such-icon.svg"
    assert len(caught.value.searched) == 2
    assert "no-such-icon.svg" in str(caught.value)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.5])
def test_the_style_sheet_is_filled_to_the_last_token(tokens: object, scale: float) -> None:
    sheet = build_stylesheet(tokens, scale)  # type: ignore[arg-type]
    assert "${" not in sheet
    assert not re.search(r"\ddp\b", sheet)
    for url in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(url).is_file()


def test_lengths_of_the_style_sheet_grow_with_the_scale() -> None:
    assert "border-radius: 8px" in build_stylesheet(THEMES[0], 1.0)
    assert "border-radius: 12px" in build_stylesheet(THEMES[0], 1.5)
