"""The notice of what a session concluded: whoever asks is told of it once, or of why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from desktop.app.services.conclusion_notices import ConclusionNotices, NoticePrinting
from desktop.app.services.exporter import Exporter
from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.events import NoticeWritten
from desktop.domain.casework.matter.case import Case
from desktop.domain.directory.site import Site
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.reception.session import SessionPlan
from desktop.files.resources import resource_path
from desktop.presenters.services.casework import NoticesService
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_conclusions import FakeNotices
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import minutes as sample
from tests.samples.conclusions import an_item

if TYPE_CHECKING:
    from desktop.sync.records.schedule import Schedule

pytestmark = pytest.mark.contract


class Kept:
    """The sample session as the schedule has it; this unit leads it."""

    def session(self, session_id: SessionId) -> SessionPlan | None:
        return sample.plan() if session_id == sample.SESSION else None

    def own_site(self) -> Site:
        return next(one for one in sample.sites() if one.id == sample.plan().central_site_id)

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
    service = ConclusionNotices(
        printing=NoticePrinting(
            form=resource_path("forms", "conclusion-notice-v1.json"),
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
