"""Minutes are printed from what the desk keeps, in the room or long after it was left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from docx import Document

from desktop.app.services.exporter import Exporter
from desktop.app.services.minutes import DeskMinutes
from desktop.app.services.session_timelines import SessionTimelines
from desktop.domain.casework.matter.case import Case
from desktop.domain.conduct.calls.agency_call import Calls
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    SessionSigning,
    Signing,
    frozen,
    kept_signing,
)
from desktop.domain.directory.site import Site
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.papers.paper import Paper, PaperTransfer
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.events import MinutesExported
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.room.condition import RoomCondition
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import minutes as sample
from tests.samples.casework import CASE_PAPER
from tests.samples.conditions import a_condition

if TYPE_CHECKING:
    from desktop.documents.papers import Papers
    from desktop.sync.records.amendments import AmendmentBook
    from desktop.sync.records.minutes import MinutesBook
    from desktop.sync.records.schedule import Schedule

pytestmark = pytest.mark.unit


class Kept:
    """The sample session as book, schedule and papers have it."""

    def lines(self, _session_id: SessionId) -> tuple[MinuteLine, ...]:
        return sample.lines()

    def papers(self, _session_id: SessionId) -> tuple[Paper, ...]:
        return sample.papers()

    def session(self, session_id: SessionId) -> SessionPlan | None:
        return sample.plan() if session_id == sample.SESSION else None

    def case(self, _case_id: CaseId) -> Case | None:
        return sample.case()

    def site(self, site_id: SiteId) -> Site | None:
        return next((site for site in sample.sites() if site.id == site_id), None)

    def calls(self, _session_id: SessionId) -> Calls:
        return ()

    def signing(self, session_id: SessionId) -> SessionSigning:
        signing = frozen(Signing(), "1" * 64, 3, sample.OPENED_AT)
        number = MinutesNumber(number=7, year=2026)
        return kept_signing(session_id, replace(signing, copies=4, number=number), Step.CLOSING)

    def of_session(self, _session_id: SessionId) -> tuple[MinutesAmendment, ...]:
        return ()

    def dossier(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        paper = replace(CASE_PAPER, case_id=case_id, added_at=sample.OPENED_AT)
        return (
            DossierPaper(
                paper=paper,
                place=None,
                storage=RecordStorage.CITY,
                is_local=True,
                transfer=PaperTransfer.CITY,
            ),
        )

    def condition(self, session_id: SessionId) -> RoomCondition:
        return a_condition(session_id, sample.OPENED_AT, {sample.COMMUNE: None})


def desk_minutes(
    exporter: Exporter, memory: FakeMemory, clock: FakeClock, kept: Kept | None = None
) -> DeskMinutes:
    """As a program makes it at its start."""
    kept = kept or Kept()
    return DeskMinutes(
        book=cast("MinutesBook", kept),
        schedule=cast("Schedule", kept),
        papers=cast("Papers", kept),
        courses=SessionTimelines(memory=memory, clock=clock),
        form=resource_path("forms", "minutes-v1.json"),
        clock=clock,
        exporter=exporter,
        recordings=(Path("no-such-folder"),),
        items=lambda _session_id: (),
        amendments=cast("AmendmentBook", kept),
        dossier=kept.dossier,
    )


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture
def exporter(events: EventRecorder) -> Iterator[Exporter]:
    made = Exporter(emit=events)
    made.start()
    yield made
    made.stop()


def closed(status: SessionStatus) -> LiveSessionChanged:
    return LiveSessionChanged(
        live=LiveSession(
            session_id=sample.SESSION,
            seq=1,
            status=status,
            step=Step.CLOSING,
            pause_reason=None,
            opened_at=sample.OPENED_AT,
            seats=(),
            speaking_site_id=None,
            floor_since=None,
            stage=None,
        )
    )


def test_minutes_are_printed_after_a_restart_with_both_hours(
    exporter: Exporter, events: EventRecorder, tmp_path: Path
) -> None:
    memory, clock = FakeMemory(), FakeClock()
    before = SessionTimelines(memory=memory, clock=clock)
    clock.set_wall_clock(sample.OPENED_AT.replace(hour=3, minute=0))
    before.on_event(closed(SessionStatus.SIGNED))
    before.on_event(closed(SessionStatus.CLOSED))
    desk_minutes(exporter, memory, clock).export(sample.SESSION, tmp_path / "a.docx")
    events.wait_for(MinutesExported)
    written = Document(str(tmp_path / "a.docx"))
    text = "\n".join(one.text for one in written.paragraphs)
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert CASE_PAPER.title in cells
    assert "Thời gian bắt đầu: 08 giờ 31 phút, ngày 26 tháng 11 năm 2026." in text
    assert "Buổi tiếp kết thúc lúc 10 giờ 00 phút, ngày 26 tháng 11 năm 2026." in text
    assert sample.LINES[0][2] in text
    assert "Biên bản được lập thành 04 bản" in text
    assert "Biên bản được chốt thành bản 1" in text
    assert "chưa kiểm tra." in text


def test_a_session_that_is_not_known_is_not_printed(
    exporter: Exporter, events: EventRecorder, tmp_path: Path
) -> None:
    minutes = desk_minutes(exporter, FakeMemory(), FakeClock())
    minutes.export(SessionId("gone"), tmp_path / "a.docx")
    assert events.wait_for(ActionFailed).action == "export"
    assert not (tmp_path / "a.docx").exists()
