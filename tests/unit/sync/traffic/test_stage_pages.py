"""The desk that conducts draws the page on the stage for guests, and for nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.contract.guests import PAGE_MAGIC
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.agency_call import CallStage, CallTarget
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession, Stage
from desktop.domain.errors import ProtocolError, TimedOut
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.papers.events import PreviewReady
from desktop.domain.papers.paper import PageImage
from desktop.sync.traffic import stage_pages
from desktop.sync.traffic.stage_pages import PAGE_WIDTH, StagePages
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.calls import a_call
from tests.samples.live import a_live

pytestmark = pytest.mark.unit

PAPER = DocumentId("paper-1")
STAGE = Stage(document_id=PAPER, page=2, page_count=3, title="Quyết định")
GUEST = a_call(
    SiteId("guest-1"), "Bộ Mẫu", NOON, target=CallTarget.GUEST, stage=CallStage.LISTENING
)
IMAGE = PageImage(width=2, height=2, rgb=bytes(12))
SESSION = "session-1"


class Bench:
    """Sends to a fake city; `drawn`: pages that were asked for."""

    def __init__(self) -> None:
        self.city = FakeCity(clock=FakeClock())
        self.city.access_tokens = {"t1": ("u", SiteId("hq"))}
        self.api = FakeCityApi(self.city)
        self.drawn: list[tuple[DocumentId, int, int]] = []
        self.is_central = True
        self.pages = StagePages(
            api=self.api,
            current_token=lambda _refused: "t1",
            conducts=lambda _session_id: self.is_central,
            draw=lambda *page: self.drawn.append(page),
            emit=EventRecorder(),
        )

    def show(self, stage: Stage | None = STAGE, *calls: Any, session_id: str = SESSION) -> None:
        live: LiveSession = replace(
            a_live("hq"), session_id=SessionId(session_id), stage=stage, calls=calls
        )
        self.pages.on_event(LiveSessionChanged(live=live))

    def ready(self, page: int = 2, **changes: Any) -> None:
        event = PreviewReady(document_id=PAPER, page=page, page_count=3, image=IMAGE)
        self.pages.on_event(replace(event, **changes))

    @property
    def shown(self) -> tuple[str, int] | None:
        kept = self.city.shown_pages.get(SESSION)
        return None if kept is None else kept[:2]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(stage_pages, "RETRY_S", 0.01)
    made = Bench()
    made.pages.start()
    yield made
    assert made.pages.stop()


def test_a_guest_is_shown_the_page_once(bench: Bench) -> None:
    bench.show(STAGE, GUEST)
    bench.show(STAGE, GUEST)
    assert bench.drawn == [(PAPER, 2, PAGE_WIDTH)]
    bench.ready()
    bench.ready()
    wait_until(lambda: bench.shown == (PAPER, 2))
    assert bench.city.shown_pages[SESSION][2].startswith(PAGE_MAGIC)
    bench.show(replace(STAGE, page=3), GUEST)
    bench.ready(page=3)
    wait_until(lambda: bench.shown == (PAPER, 3))
    assert bench.api.calls.count("show_page") == 2


def test_without_a_guest_or_elsewhere_nothing_is_drawn(bench: Bench) -> None:
    bench.show(STAGE)
    bench.show(STAGE, replace(GUEST, stage=CallStage.RINGING))
    bench.show(STAGE, replace(GUEST, target=CallTarget.SITE))
    bench.show(None, GUEST)
    bench.is_central = False
    bench.show(STAGE, GUEST)
    bench.ready()
    assert (bench.drawn, bench.shown) == ([], None)


@pytest.mark.parametrize(
    "changes", [{"image": None}, {"is_text": True}, {"document_id": DocumentId("x")}, {"page": 1}]
)
def test_what_is_no_picture_of_the_page_is_not_sent(bench: Bench, changes: dict[str, Any]) -> None:
    bench.show(STAGE, GUEST)
    bench.ready(**changes)
    assert bench.pages.stop()
    assert bench.shown is None


def test_a_page_that_is_down_is_not_sent(bench: Bench) -> None:
    bench.show(STAGE, GUEST)
    bench.pages.on_event(ChannelChanged(is_connected=False, attempt=0))
    bench.ready()
    assert bench.pages.stop()
    assert bench.shown is None


def test_a_bad_line_is_tried_again_and_a_refusal_is_not(bench: Bench) -> None:
    bench.api.failures = [TimedOut(), TimedOut()]
    bench.show(STAGE, GUEST)
    bench.ready()
    wait_until(lambda: bench.shown == (PAPER, 2))
    bench.api.failures = [ProtocolError(ProblemCode.NOT_FOUND)]
    bench.show(replace(STAGE, page=3), GUEST)
    bench.ready(page=3)
    assert bench.pages.stop()
    assert bench.shown == (PAPER, 2)


def test_a_page_that_is_too_large_is_not_sent(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_pages, "MAX_PAGE_BYTES", 10)
    bench.show(STAGE, GUEST)
    bench.ready()
    assert bench.pages.stop()
    assert "show_page" not in bench.api.calls
