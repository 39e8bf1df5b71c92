"""The page on the stage is recorded as display 2 shows it, and nothing else is."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.app.recording.stage_page import RecordedPage
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.conduct.trial import trial_id
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import PageImage, Paper, PaperKind, PaperTransfer
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.stage_page import PAGE_WIDTH
from desktop.media.pipe.commands import PagePicture, RecordPage
from tests.samples.live import a_live

pytestmark = pytest.mark.unit

SESSION = SessionId("session-1")
OTHER, PAPER = DocumentId("paper-1"), DocumentId("paper-2")
STAGE = Stage(document_id=PAPER, page=2, page_count=3, title="Quyết định")


def a_paper(document_id: DocumentId, *, cleared: bool) -> Paper:
    return Paper(
        id=document_id,
        session_id=SESSION,
        case_id=None,
        owner_site_id=SiteId("hq"),
        title="Quyết định",
        kind=PaperKind.DECISION,
        mime="application/pdf",
        size_bytes=1,
        sha256="00",
        page_count=3,
        added_at=SystemClock().now(),
        is_local=True,
        transfer=PaperTransfer.CITY,
        cleared_for_display=cleared,
    )


def an_image(width: int = 1_400) -> PageImage:
    return PageImage(width=width, height=width, rgb=bytes(width * width * 3))


class Desk:
    def __init__(self) -> None:
        self.told: list[RecordPage] = []
        self.drawn: list[tuple[DocumentId, int, int]] = []
        self.cleared = {OTHER: True, PAPER: True}
        self.page = RecordedPage(media=self, papers=self.papers, draw=self.draw)
        self.live = a_live("hq", "commune")

    def show_page(self, shown: RecordPage) -> None:
        self.told.append(shown)

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        assert session_id == self.live.session_id
        return tuple(a_paper(one, cleared=cleared) for one, cleared in self.cleared.items())

    def draw(self, document_id: DocumentId, page: int, width: int) -> None:
        self.drawn.append((document_id, page, width))

    def lead(self, stage: Stage | None, **changes: object) -> None:
        self.live = replace(self.live, stage=stage, **changes)  # type: ignore[arg-type]
        self.page.on_event(LiveSessionChanged(live=self.live))

    def ready(self, page: int = 2, **changes: Any) -> None:
        event = PreviewReady(document_id=PAPER, page=page, page_count=3, image=an_image())
        self.page.on_event(replace(event, **changes))

    @property
    def newest(self) -> PagePicture | None:
        return self.told[-1].page


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_led_page_is_named_at_once_and_seen_when_it_is_drawn(desk: Desk) -> None:
    desk.lead(STAGE)
    assert desk.told == [
        RecordPage(session_id=SESSION, page=PagePicture(caption="Tài liệu số 2 · Trang 2/3"))
    ]
    assert desk.drawn == [(PAPER, 2, PAGE_WIDTH)]
    desk.ready()
    assert desk.newest is not None
    assert desk.newest.planes
    assert desk.newest.caption == "Tài liệu số 2 · Trang 2/3"


def test_what_is_said_again_is_neither_told_nor_drawn_again(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.ready()
    count = len(desk.told)
    desk.lead(STAGE, seq=2, speaking_site_id=SiteId("commune"))
    desk.page.on_event(PapersChanged(session_id=SESSION, document_ids=frozenset({PAPER})))
    desk.ready(image=an_image(1_000))  # drawn anew for somebody else
    assert len(desk.told) == count
    assert len(desk.drawn) == 1


def test_another_part_of_the_page_needs_no_drawing(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.ready()
    whole = desk.newest
    desk.lead(replace(STAGE, part=PagePart.TOP))
    assert len(desk.drawn) == 1
    assert desk.newest is not None
    assert desk.newest.planes
    assert desk.newest != whole


def test_a_turned_page_is_not_shown_as_the_one_before(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.ready()
    desk.lead(replace(STAGE, page=3))
    assert desk.newest == PagePicture(caption="Tài liệu số 2 · Trang 3/3")
    desk.ready(page=2)
    assert desk.newest.planes == b""
    desk.ready(page=3)
    assert desk.newest.planes != b""


def test_a_sharper_drawing_takes_the_place_of_a_coarse_one(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.ready(image=an_image(300))
    desk.ready(image=an_image(1_400))
    assert len(desk.told) == 3


@pytest.mark.parametrize("change", [{"image": None}, {"is_text": True}, {"document_id": OTHER}])
def test_what_no_display_shows_is_not_recorded(desk: Desk, change: dict[str, Any]) -> None:
    desk.lead(STAGE)
    desk.ready(**change)
    assert desk.newest == PagePicture(caption="Tài liệu số 2 · Trang 2/3")


def test_a_paper_that_is_not_cleared_here_is_not_recorded(desk: Desk) -> None:
    desk.cleared[PAPER] = False
    desk.lead(STAGE)
    assert desk.told == []
    desk.cleared[PAPER] = True
    desk.page.on_event(PapersChanged(session_id=SESSION, document_ids=frozenset({PAPER})))
    assert desk.newest is not None
    desk.cleared[PAPER] = False
    desk.page.on_event(PapersChanged(session_id=SESSION, document_ids=frozenset({PAPER})))
    assert desk.newest is None


def test_a_page_comes_down_with_the_stage_and_in_a_pause(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.lead(None)
    assert desk.newest is None
    desk.lead(STAGE)
    desk.lead(STAGE, status=SessionStatus.PAUSED)
    assert desk.newest is None
    desk.lead(STAGE, status=SessionStatus.IN_SESSION)
    desk.page.on_event(ChannelChanged(is_connected=False, attempt=0))
    assert [one.page is None for one in desk.told[-2:]] == [False, True]
    count = len(desk.told)
    desk.page.on_event(PapersChanged(session_id=SESSION, document_ids=frozenset({PAPER})))
    assert len(desk.told) == count


def test_a_break_of_the_line_leaves_the_page(desk: Desk) -> None:
    desk.lead(STAGE)
    desk.page.on_event(ChannelChanged(is_connected=False, attempt=1))
    assert desk.newest is not None


def test_trials_and_papers_of_other_sessions_are_nothing_to_it(desk: Desk) -> None:
    desk.lead(STAGE, session_id=trial_id(SESSION))
    desk.page.on_event(PapersChanged(session_id=SESSION, document_ids=frozenset({PAPER})))
    desk.page.on_event(PreviewReady(document_id=PAPER, page=2, page_count=3, image=an_image()))
    assert desk.told == []
    assert desk.drawn == []
