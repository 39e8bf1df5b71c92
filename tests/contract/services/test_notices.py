"""Notices of conclusions and of refusals: whoever asks is told once, or of why not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from desktop.app.services.exporter import Exporter
from desktop.app.services.notices import DeskNotices, NoticePrinting
from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.events import NoticeWritten
from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    RefusalGround,
)
from desktop.domain.directory.site import Site
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, RequestId, SessionId, SiteId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from desktop.presenters.services.casework import NoticesService
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_conclusions import FakeNotices
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import minutes as sample
from tests.samples.casework import CITIZEN, ONLINE, REQUEST
from tests.samples.conclusions import an_item

if TYPE_CHECKING:
    from desktop.sync.records.schedule import Schedule
from tests.samples.forms import DESIGNATION

pytestmark = pytest.mark.contract


TAKEN = replace(REQUEST, owner_site_id=sample.plan().central_site_id)
REFUSED = KnownRequest(
    request=TAKEN,
    storage=RecordStorage.CITY,
    decision=replace(
        ONLINE,
        decision=Decision.REJECTED,
        online_ground=None,
        refusal_ground=RefusalGround.ND4_H,
    ),
    decision_storage=RecordStorage.CITY,
)
PLANNED = KnownRequest(
    request=replace(TAKEN, id=RequestId("planned"), case_id=CaseId("planned")),
    storage=RecordStorage.CITY,
    decision=ONLINE,
    decision_storage=RecordStorage.CITY,
)
AHEAD = replace(sample.plan(), case_ids=(CaseId("planned"),), status=SessionStatus.SCHEDULED)
WAITING = KnownRequest(request=replace(TAKEN, id=RequestId("waiting")), storage=RecordStorage.CITY)


class Kept:
    """The sample session as the schedule has it; this unit leads it."""

    def session(self, session_id: SessionId) -> SessionPlan | None:
        return sample.plan() if session_id == sample.SESSION else None

    def sessions(self) -> tuple[SessionPlan, ...]:
        return (AHEAD,)

    def own_site(self) -> Site:
        return next(one for one in sample.sites() if one.id == sample.plan().central_site_id)

    def site(self, site_id: SiteId) -> Site | None:
        return next((one for one in sample.sites() if one.id == site_id), None)

    def case(self, _case_id: CaseId) -> Case | None:
        return sample.case()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A NoticesService of a unit that gave a task in the sample session."""

    service: NoticesService
    events: EventRecorder


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    events = EventRecorder()
    if request.param == "fake":
        yield Bench(service=FakeNotices(emit=events), events=events)
        return
    item = an_item(ItemStatus.ISSUED, giving_site_id=Kept().own_site().id)
    exporter = Exporter(emit=events)
    exporter.start()
    service = DeskNotices(
        printing=NoticePrinting(
            form=resource_path("forms", "conclusion-notice-v1.json"),
            refusal_form=resource_path("forms", "refusal-notice-v1.json"),
            appointment_form=resource_path("forms", "appointment-slip-v1.json"),
            designation_form=resource_path("forms", "group-designation-v1.json"),
            invitation_form=resource_path("forms", "invitation-v1.json"),
            request={one.request.id: one for one in (REFUSED, WAITING, PLANNED)}.get,
            citizen={CITIZEN.id: CITIZEN}.get,
            schedule=cast("Schedule", Kept()),
            items=lambda _session_id: (KnownItem(item=item),),
            clock=FakeClock(),
            is_practice=False,
        ),
        exporter=exporter,
    )
    yield Bench(service=service, events=events)
    exporter.stop()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_it_is_told_once_with_its_path(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.service.print(sample.SESSION, tmp_path / name)
    assert bench.events.wait_for(NoticeWritten).path == tmp_path / name
    assert len(bench.events.events) == 1
    if not isinstance(bench.service, FakeNotices):
        assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.parametrize("session_id", [sample.SESSION, SessionId("gone")])
def test_one_that_cannot_be_written_is_told(
    bench: Bench, tmp_path: Path, session_id: SessionId
) -> None:
    if isinstance(bench.service, FakeNotices):
        bench.service.is_full = True
    path = tmp_path / "no-such-folder" / "a.pdf"
    bench.service.print(session_id, path)
    told = bench.events.wait_for(ActionFailed)
    assert told.action == "print_notice"
    assert told.data["name"] == "a.pdf"
    assert not bench.events.of(NoticeWritten)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_a_refusal_is_told_once_with_its_path(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.service.print_refusal(REFUSED.request.id, tmp_path / name)
    assert bench.events.wait_for(NoticeWritten).path == tmp_path / name
    assert len(bench.events.events) == 1
    if not isinstance(bench.service, FakeNotices):
        assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.parametrize("request_id", [WAITING.request.id, RequestId("gone")])
def test_what_was_not_refused_is_not_told_as_refused(
    bench: Bench, tmp_path: Path, request_id: RequestId
) -> None:
    if isinstance(bench.service, FakeNotices):
        bench.service.is_full = True
    bench.service.print_refusal(request_id, tmp_path / "a.pdf")
    told = bench.events.wait_for(ActionFailed)
    assert told.action == "print_refusal"
    assert told.data["name"] == "a.pdf"
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("session_id", [sample.SESSION, SessionId("gone")])
def test_an_invitation_is_a_file_or_it_is_told_why_not(
    bench: Bench, tmp_path: Path, session_id: SessionId
) -> None:
    is_there = session_id == sample.SESSION
    if isinstance(bench.service, FakeNotices):
        bench.service.is_full = not is_there
    path = tmp_path / "moi.docx"
    bench.service.print_invitation(session_id, path)
    if is_there:
        assert bench.events.wait_for(NoticeWritten).path == path
    else:
        assert bench.events.wait_for(ActionFailed).action == "print_invitation"
    assert len(bench.events.events) == 1


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_an_appointment_is_told_once_with_its_path(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.service.print_appointment(PLANNED.request.id, tmp_path / name)
    assert bench.events.wait_for(NoticeWritten).path == tmp_path / name
    assert len(bench.events.events) == 1
    if not isinstance(bench.service, FakeNotices):
        assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.parametrize("request_id", [WAITING.request.id, REFUSED.request.id, RequestId("gone")])
def test_without_a_session_to_come_there_is_no_slip(
    bench: Bench, tmp_path: Path, request_id: RequestId
) -> None:
    if isinstance(bench.service, FakeNotices):
        bench.service.is_full = True
    bench.service.print_appointment(request_id, tmp_path / "a.pdf")
    told = bench.events.wait_for(ActionFailed)
    assert told.action == "print_appointment"
    assert told.data["name"] == "a.pdf"
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("name", ["g.docx", "g.pdf"])
def test_a_designation_is_told_once_with_its_path(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.service.print_designation(DESIGNATION.group, DESIGNATION.content, tmp_path / name)
    assert bench.events.wait_for(NoticeWritten).path == tmp_path / name
    assert len(bench.events.events) == 1
    if not isinstance(bench.service, FakeNotices):
        assert (tmp_path / name).stat().st_size > 1_000


def test_of_a_group_that_chose_nobody_there_is_no_designation(bench: Bench, tmp_path: Path) -> None:
    if isinstance(bench.service, FakeNotices):
        bench.service.is_full = True
    nobody = replace(DESIGNATION.group, representatives=())
    bench.service.print_designation(nobody, "", tmp_path / "g.pdf")
    told = bench.events.wait_for(ActionFailed)
    assert told.action == "print_designation"
    assert not (tmp_path / "g.pdf").exists()
