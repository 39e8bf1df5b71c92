"""The file of a session, unpacked, in a real browser: every link lives, nothing else is asked."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from desktop.app.rehearsal.script.guest.browser import GuestBrowser, find_chromium
from desktop.archive.layout import INDEX_NAME
from desktop.store.store import Store, open_store
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.patience import wait_until
from tests.samples.store import KEY, RESERVE_BYTES
from tests.unit.archive.test_session_file import ENTRIES, made

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

IS_OPEN = "location.protocol === 'file:' && document.readyState === 'complete'"
"""The page that stood there before was complete too."""
LINKS = "JSON.stringify([...document.links].map(one => one.href))"
ASKED = "JSON.stringify(performance.getEntriesByType('resource').map(one => one.name))"
FACTS = (
    "JSON.stringify([document.title, document.documentElement.lang,"
    " document.scripts.length, getComputedStyle(document.body).maxWidth])"
)
LEAVES = (
    "new Promise(done => {const i = new Image(); i.onload = () => done('came');"
    " i.onerror = () => done('stopped'); i.src = 'ma-kiem-tra.png'})"
)
"""The policy of the page lets no picture come, not even its own."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def browser() -> Iterator[GuestBrowser]:
    opened = GuestBrowser(find_chromium())
    yield opened
    opened.close()


def test_it_opens_without_this_program(tmp_path: Path, store: Store, browser: GuestBrowser) -> None:
    path = tmp_path / "ho-so.zip"
    made(path, RoomIdentity(memory=store.memory))
    folder = tmp_path / "Hồ sơ đã mở"
    shutil.unpack_archive(path, folder)
    browser.open((folder / INDEX_NAME).as_uri())
    wait_until(lambda: browser.value(IS_OPEN) is True, "a page")
    links = [unquote(urlparse(one).path) for one in json.loads(str(browser.value(LINKS)))]
    assert len(links) == len(ENTRIES) + 3
    assert all(Path(one).is_file() for one in links)
    assert all(Path(one).is_relative_to(folder) for one in links)
    title, language, scripts, width = json.loads(str(browser.value(FACTS)))
    assert title.startswith("Hồ sơ buổi tiếp công dân")
    assert (language, scripts) == ("vi", 0)
    assert width != "none"  # its style is let in by its policy
    assert json.loads(str(browser.value(ASKED))) == []
    assert browser.value(LEAVES) == "stopped"
