"""What the guide tells people to press and to look for is what their screens say."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from desktop.ui.texts.words import STEPS
from tests.paths import ROOT

pytestmark = pytest.mark.unit

PAGES = sorted((ROOT / "docs" / "user-guide").glob("*.md"))
GUEST_WORDS = ROOT / "resources" / "guest" / "words.js"
KEYS = re.compile(r"Enter|Esc|(?:Shift\+)?F\d+|Tab|Ctrl\+\w+")
STRESSED = frozenset({"micro tắt", "lý do"})
"""Words that the guide stresses and that are no button."""
SEEN_APART = frozenset({"Thông báo · Thử · T-60", "DỰ THẢO"})
"""Three words of one line; and what is printed."""


@cache
def screen_words() -> frozenset[str]:
    """Every sentence and label of the screens and of the guest's page, in Vietnamese."""
    files = sorted((ROOT / "resources" / "translations").glob("reception-room*_en.ts"))
    said = [one for path in files for one in ET.parse(path).iter("message")]  # noqa: S314 - ours
    of_page = re.findall(r'"([^"]+)"', GUEST_WORDS.read_text("utf-8"))
    return frozenset((*(one.findtext("source") or "" for one in said), *of_page))


def marked(page: Path, form: str) -> list[str]:
    """What stands between these marks, on one line or over two."""
    found = re.findall(form, page.read_text("utf-8"))
    return [re.sub(r"\s+", " ", one).strip() for one in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_button_of_the_guide_is_called_so_on_a_screen(page: Path) -> None:
    labels = [
        one
        for one in marked(page, r"\*\*([^*]+)\*\*")
        if not KEYS.fullmatch(one) and one not in STRESSED and not one.endswith(".")
    ]
    assert labels
    assert [one for one in labels if not _is_label(one)] == []


def test_every_code_of_the_guests_page_has_its_words_and_its_row_in_the_guide() -> None:
    page = (ROOT / "resources" / "guest" / "guest.js").read_text("utf-8")
    said = set(re.findall(r"W-\d{3}", page))
    assert said
    words = re.findall(r'"(W-\d{3})": ', GUEST_WORDS.read_text("utf-8"))
    assert Counter(words) == dict.fromkeys(said, 2)
    guide = (ROOT / "docs" / "user-guide" / "dien-tap.md").read_text("utf-8")
    assert set(re.findall(r"^\| (W-\d{3}) \|", guide, re.MULTILINE)) == said


def test_the_guests_page_calls_a_step_what_the_desks_call_it() -> None:
    page = GUEST_WORDS.read_text("utf-8")
    assert {str(step): re.search(rf'\b{step}: "([^"]+)"', page)[1] for step in STEPS} == {  # type: ignore[index]
        str(step): str(word) for step, word in STEPS.items()
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_word_that_the_guide_looks_for_is_on_a_screen(page: Path) -> None:
    seen = marked(page, r"(?<!\*)\*([^*]+)\*(?!\*)")
    assert seen
    lost = [one for one in seen if not any(one in text for text in screen_words())]
    assert sorted(set(lost) - SEEN_APART) == []


def _is_label(label: str) -> bool:
    """Word for word; what ends with an ellipsis goes on with what was chosen."""
    if label in screen_words():
        return True
    begin = label.removesuffix("…")
    return begin != label and any(one.startswith(begin) for one in screen_words())
