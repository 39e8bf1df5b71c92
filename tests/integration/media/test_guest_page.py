"""The guest's page in Chromium: by keyboard, by name, readable, at 200 %, and nothing foreign."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.app.rehearsal.script.city_line import HOST, CityLine
from desktop.cityserver.admin.city import put_record
from desktop.contract.guests import MAX_PAGE_BYTES
from desktop.domain.ids import new_id
from desktop.domain.papers.paper import PageImage
from desktop.sync.page_png import page_png
from tests.fakes.fake_media_browser import Browser
from tests.fakes.fake_media_room import wait_until
from tests.rigs.city.city_room import Channel, CityRoom, operation
from tests.rigs.city.guest_calls import AGENCY_NAME, QUESTION, ring_guest, wait_for_stage
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    SESSION,
    RunningCityServer,
    paper_body,
    seeded_server,
    session_body,
)

pytestmark = [pytest.mark.integration, pytest.mark.light]

FAKE_DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
TAB, ENTER = ("Tab", 9), ("Enter", 13)
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""

CONTRASTS = """(() => {
  const light = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number);
    const part = one => (one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = one => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const one of document.body.querySelectorAll("*")) {
    const own = [...one.childNodes].some(at => at.nodeType === 3 && at.data.trim());
    if (!own || one.offsetParent === null) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))].sort((x, y) => y - x);
    found.push([one.textContent.trim().slice(0, 40), (a + 0.05) / (b + 0.05)]);
  }
  return found;
})()"""
FOREIGN = """(async () => {
  const told = [];
  document.addEventListener("securitypolicyviolation", one => told.push(one.effectiveDirective));
  const image = new Image();
  image.src = "http://127.0.0.1:9/x.png";
  await fetch("http://127.0.0.1:9/").catch(() => null);
  let isScript = true;
  try {
    const script = document.createElement("script");
    script.text = "window.isForeign = true";
    document.body.append(script);
  } catch { isScript = false; }
  await new Promise(resolve => setTimeout(resolve, 300));
  return {told, isScript, isForeign: window.isForeign ?? false};
})()"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    with seeded_server(tmp_path_factory.mktemp("city-server")) as server:
        yield server


@pytest.fixture
def hq(city: RunningCityServer) -> CityRoom:
    return CityRoom(city, HQ, CLERK)


@pytest.fixture
def session_id(city: RunningCityServer) -> str:
    """Of a session of this test's own."""
    session_id = f"session-{new_id()}"
    with city.administration() as database:
        body = session_body(HQ, (COMMUNE,))
        put_record(database, kind="session", entity_id=session_id, body=body)
    return session_id


@pytest.fixture
def chair(hq: CityRoom, session_id: str) -> Iterator[Channel]:
    """Headquarters in the open session."""
    with hq.join(session_id) as channel:
        channel.say("open_session")
        channel.wait_for_state(lambda told: told["status"] == "in_session")
        yield channel


def is_shown(browser: Browser, element: str) -> bool:
    return bool(browser.evaluate(f"document.getElementById('{element}').offsetParent !== null"))


def check_page(browser: Browser) -> None:
    """Names, roles, contrast, and no sideways scrolling at 200 % of 1280 px."""
    tree = browser.command("Accessibility.getFullAXTree")
    assert tree is not None
    nodes = [one for one in tree["nodes"] if not one.get("ignored")]
    roles = [one["role"]["value"] for one in nodes]
    for landmark in ("banner", "main", "contentinfo"):
        assert roles.count(landmark) == 1
    headings = [one for one in nodes if one["role"]["value"] == "heading"]
    assert len(headings) == 1
    nameless = [one["role"]["value"] for one in nodes if is_control(one) and not name_of(one)]
    assert nameless == []
    pale = {text: ratio for text, ratio in browser.evaluate(CONTRASTS) if ratio < LEAST_CONTRAST}
    assert pale == {}
    assert browser.evaluate("document.documentElement.lang") in {"vi", "en"}
    metrics = {"height": 360, "deviceScaleFactor": 2, "mobile": False}
    browser.command("Emulation.setDeviceMetricsOverride", width=640, **metrics)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.evaluate(wide) == 0
    browser.command("Emulation.clearDeviceMetricsOverride")


def is_control(node: dict[str, Any]) -> bool:
    return node["role"]["value"] in {"button", "textbox", "combobox", "meter", "timer", "Video"}


def name_of(node: dict[str, Any]) -> str:
    name = str(node.get("name", {}).get("value", ""))
    return name or ("-" if node["role"]["value"] == "timer" else "")


def go_to(browser: Browser, element: str) -> None:
    """By the Tab key alone."""
    for _ in range(40):
        if browser.evaluate("document.activeElement.id") == element:
            return
        browser.press(*TAB)
    pytest.fail(f"{element} is not reached by Tab")


def test_the_page_is_read_answered_and_left_by_keyboard(
    city: RunningCityServer, chair: Channel
) -> None:
    link = ring_guest(chair)
    with Browser(city.url + link["path"], *FAKE_DEVICES) as browser:
        wait_until(lambda: is_shown(browser, "accept"), "the call is shown")
        assert browser.evaluate("location.href") == f"{city.url}/guest"
        assert browser.evaluate("document.activeElement.tagName") == "H1"
        text = browser.evaluate("document.body.innerText")
        for told in (AGENCY_NAME, QUESTION, "Bồi thường khi thu hồi đất"):
            assert told in text
        check_page(browser)
        go_to(browser, "refuse")
        browser.press(*ENTER)
        wait_until(lambda: is_shown(browser, "reason"), "the reason is asked")
        check_page(browser)
        browser.evaluate("document.querySelector('h1').focus()")
        go_to(browser, "accept")
        browser.press(*ENTER)
        wait_until(lambda: is_shown(browser, "join"), "the guest listens")
        wait_for_stage(chair, "listening", link["site_id"])
        check_page(browser)
        go_to(browser, "join")
        browser.press(*ENTER)
        wait_for_stage(chair, "joined", link["site_id"])
        wait_until(lambda: is_shown(browser, "mute"), "the guest takes part")
        go_to(browser, "hand")
        browser.press(*ENTER)
        chair.wait_for_state(lambda told: len(told["queue"]["hands"]) == 1)
        wait_until(
            lambda: browser.evaluate("document.getElementById('hand').ariaPressed") == "true",
            "the hand is shown",
        )
        check_page(browser)
        go_to(browser, "leave")
        browser.press(*ENTER)
        wait_for_stage(chair, "let_go", link["site_id"])
        wait_until(lambda: is_shown(browser, "over"), "it is over")
        assert "W-107" in browser.evaluate("document.body.innerText")
        check_page(browser)
        reloaded_says(browser, "W-107")


@pytest.mark.parametrize(
    ("button", "stage"), [("accept", "listening"), ("join", "joined"), ("leave", "let_go")]
)
def test_what_a_guest_presses_while_the_line_is_away_reaches_the_city(
    city: RunningCityServer, chair: Channel, button: str, stage: str
) -> None:
    link = ring_guest(chair)
    line = CityLine(city.port)
    line.start()
    try:
        with Browser(f"http://{HOST}:{line.port}{link['path']}", *FAKE_DEVICES) as browser:
            wait_until(lambda: is_shown(browser, "accept"), "the call is shown")
            if button != "accept":
                browser.evaluate("document.getElementById('accept').click()")
                chair.wait_for_state(lambda told: is_seated(told, link["site_id"]))
            line.cut()
            if button != "accept":
                wait_until(lambda: "W-103" in browser.evaluate(STATUS), "its line is away")
            browser.evaluate(f"document.getElementById('{button}').click()")
            if button == "accept":
                wait_until(lambda: "W-103" in browser.evaluate(STATUS), "nobody answers")
            line.mend()
            wait_for_stage(chair, stage, link["site_id"])
    finally:
        line.stop()


def is_seated(told: dict[str, Any], site_id: str) -> bool:
    return any(one["site_id"] == site_id and one["is_connected"] for one in told["seats"])


STATUS = "document.getElementById('status').textContent"
PAGE = PageImage(width=120, height=160, rgb=bytes([250, 240, 230]) * (120 * 160))
SHOWN = "document.querySelector('#page:not([hidden]) img')"


def test_the_page_on_the_stage_is_shown_while_it_stands_there(
    city: RunningCityServer, chair: Channel, hq: CityRoom, session_id: str
) -> None:
    paper, png = f"paper-{new_id()}", page_png(PAGE, MAX_PAGE_BYTES)
    assert png is not None
    body = paper_body(HQ, "0" * 64, 10, session_id=session_id, cleared_for_display=True)
    (verdict,) = hq.push(operation("paper", paper, body))
    assert verdict.verdict == "accepted"
    link = ring_guest(chair)
    with Browser(city.url + link["path"], *FAKE_DEVICES) as browser:
        wait_until(lambda: is_shown(browser, "accept"), "the call is shown")
        browser.evaluate("document.getElementById('accept').click()")
        wait_for_stage(chair, "listening", link["site_id"])
        shown = {"document_id": paper, "page": 2, "page_count": 3, "title": "Quyết định"}
        chair.say("present_page", **shown)
        stage = "document.getElementById('stage').textContent"
        wait_until(lambda: "trang 2 trong 3" in browser.evaluate(stage), "its title is shown")
        assert browser.evaluate(f"{SHOWN} === null")
        path, asked = f"/v1/sessions/{session_id}/stage-page", {"document_id": paper, "page": 2}
        assert hq.call("PUT", path, params=asked, data=png).status_code == 204
        width = f"{SHOWN}?.naturalWidth ?? 0"
        wait_until(lambda: browser.evaluate(width) == PAGE.width, "its picture is shown")
        assert "trang 2 trong 3" in browser.evaluate(f"{SHOWN}.alt")
        check_page(browser)
        browser.command("Log.enable")
        entries = [one["params"]["entry"] for one in browser.events if one["method"] == LOGGED]
        assert [one["text"] for one in entries if one["source"] == "security"] == []
        chair.say("present_page", **{**shown, "document_id": None})
        wait_until(lambda: browser.evaluate(f"{SHOWN} === null"), "it is down")
        chair.say("leave")


def reloaded_says(browser: Browser, code: str) -> None:
    """The page knows from the city how the guest's part ended."""
    browser.command("Page.reload")
    again = f"document.getElementById('over')?.innerText.includes('{code}')"
    wait_until(lambda: browser.evaluate(again) is True, "it is told so again")


def test_every_word_is_there_in_english_too(city: RunningCityServer, chair: Channel) -> None:
    link = ring_guest(chair)
    with Browser(city.url + link["path"]) as browser:
        wait_until(lambda: is_shown(browser, "accept"), "the call is shown")
        words = "import('/guest/files/words.js').then(all => [all.WORDS.vi, all.WORDS.en])"
        vietnamese, english = browser.evaluate(words)
        assert vietnamese.keys() == english.keys()
        browser.evaluate("document.getElementById('language').click()")
        assert browser.evaluate("document.documentElement.lang") == "en"
        used = "[...document.querySelectorAll('[data-word]')].map(one => one.dataset.word)"
        assert set(browser.evaluate(used)) <= english.keys()
        check_page(browser)


def test_nothing_foreign_runs_or_is_asked_for(city: RunningCityServer, chair: Channel) -> None:
    link = ring_guest(chair)
    with Browser(city.url + link["path"]) as browser:
        wait_until(lambda: is_shown(browser, "accept"), "the call is shown")
        asked = browser.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
        assert asked
        assert all(one.startswith(f"{city.url}/") for one in asked)
        browser.command("Log.enable")
        entries = [one["params"]["entry"] for one in browser.events if one["method"] == LOGGED]
        assert [one["text"] for one in entries if one["source"] == "security"] == []
        found = browser.evaluate(FOREIGN)
        assert not found["isScript"]
        assert not found["isForeign"]
        assert set(found["told"]) >= {"img-src", "connect-src"}


LOGGED = "Log.entryAdded"


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_a_link_that_opens_nothing_says_what_to_do(city: RunningCityServer, token: str) -> None:
    with Browser(f"{city.url}/guest#{SESSION}.{token}") as browser:
        wait_until(lambda: is_shown(browser, "over"), "the page says that it cannot be opened")
        assert "W-101" in browser.evaluate("document.body.innerText")
        check_page(browser)
