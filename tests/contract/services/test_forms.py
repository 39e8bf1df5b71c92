"""Forms that are asked for: each is drawn for a printer and as a file, or it is told why not."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from desktop.app.services.forms import FORM_FILES, DeskForms, FormRecords
from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    RefusalGround,
)
from desktop.domain.casework.register_book import KnownRow, SlipKind
from desktop.domain.directory.site import Site
from desktop.domain.errors import UserFacingError
from desktop.domain.ids import CaseId, CitizenId, RegisterEntryId, RequestId, SessionId, SiteId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.printing import (
    AppointmentToPrint,
    ConclusionToPrint,
    DesignationToPrint,
    FormKind,
    FormToPrint,
    IndexToPrint,
    InvitationToPrint,
    ReceiptToPrint,
    RefusalToPrint,
    SlipToPrint,
    StatisticsToPrint,
    kind_of,
)
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from tests.fakes.fake_clock import FakeClock
from tests.samples import minutes as sample
from tests.samples.casework import A_RECEIPT, CASE_PAPER, CITIZEN, ONLINE, REQUEST, ROW
from tests.samples.conclusions import an_item
from tests.samples.receptions import a_case

if TYPE_CHECKING:
    from desktop.sync.records.schedule import Schedule
from tests.samples.forms import DESIGNATION, PRINTED_STATISTICS

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
STRANGER = replace(
    REFUSED, request=replace(TAKEN, id=RequestId("stranger"), requester_id=CitizenId("gone"))
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


def a_row(row_id: str, **changes: str) -> KnownRow:
    entry = replace(ROW, id=RegisterEntryId(row_id), within_competence=False, **changes)  # type: ignore[arg-type]
    return KnownRow(
        entry=entry, number=1, is_restricted=False, storage=RecordStorage.CITY, is_at_city=True
    )


GUIDED = a_row("guided", guided_to="UBND xã Khác", handled_by="")
PASSED_ON = a_row("passed-on", guided_to="", handled_by="Sở Xây dựng")
FORMS: tuple[FormToPrint, ...] = (
    RefusalToPrint(request_id=REFUSED.request.id),
    AppointmentToPrint(request_id=PLANNED.request.id),
    InvitationToPrint(session_id=sample.SESSION),
    ConclusionToPrint(session_id=sample.SESSION),
    DesignationToPrint(group=DESIGNATION.group, content=DESIGNATION.content),
    SlipToPrint(entry_id=GUIDED.entry.id, kind=SlipKind.GUIDANCE),
    SlipToPrint(entry_id=PASSED_ON.entry.id, kind=SlipKind.TRANSFER),
    ReceiptToPrint(receipt=A_RECEIPT),
    IndexToPrint(case=a_case()),
    StatisticsToPrint(sheet=PRINTED_STATISTICS.sheet),
)
LACKING: tuple[tuple[FormToPrint, str], ...] = (
    (RefusalToPrint(request_id=WAITING.request.id), "not_refused"),
    (RefusalToPrint(request_id=RequestId("gone")), "not_refused"),
    (RefusalToPrint(request_id=STRANGER.request.id), "nobody_known"),
    (AppointmentToPrint(request_id=WAITING.request.id), "no_session"),
    (AppointmentToPrint(request_id=RequestId("gone")), "no_session"),
    (InvitationToPrint(session_id=SessionId("gone")), "nobody_invited"),
    (ConclusionToPrint(session_id=SessionId("gone")), "nothing_to_tell"),
    (
        DesignationToPrint(group=replace(DESIGNATION.group, representatives=()), content=""),
        "nobody_chosen",
    ),
    (SlipToPrint(entry_id=GUIDED.entry.id, kind=SlipKind.TRANSFER), "no_slip"),
    (SlipToPrint(entry_id=RegisterEntryId("gone"), kind=SlipKind.GUIDANCE), "no_slip"),
)


@pytest.fixture
def forms() -> DeskForms:
    """Of a unit that gave a task in the sample session."""
    item = an_item(ItemStatus.ISSUED, giving_site_id=Kept().own_site().id)
    return DeskForms(
        folder=resource_path("forms", "."),
        records=FormRecords(
            schedule=cast("Schedule", Kept()),
            items=lambda _session_id: (KnownItem(item=item),),
            request={one.request.id: one for one in (REFUSED, WAITING, PLANNED, STRANGER)}.get,
            citizen={CITIZEN.id: CITIZEN}.get,
            row={one.entry.id: one for one in (GUIDED, PASSED_ON)}.get,
            papers=lambda _case_id: (
                DossierPaper(
                    paper=CASE_PAPER,
                    place=None,
                    storage=RecordStorage.CITY,
                    is_local=True,
                    transfer=PaperTransfer.CITY,
                ),
            ),
            clock=FakeClock(),
            is_practice=False,
        ),
    )


@pytest.mark.parametrize("form", FORMS, ids=kind_of)
def test_it_is_drawn_for_a_printer_and_as_a_file(
    forms: DeskForms, form: FormToPrint, tmp_path: Path
) -> None:
    assert forms.pdf(form).startswith(b"%PDF-")
    forms.write(form, tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_every_kind_is_drawn_and_has_its_wording() -> None:
    assert {kind_of(one) for one in FORMS} == set(FormKind) == set(FORM_FILES)


@pytest.mark.parametrize(("form", "why"), LACKING)
def test_what_is_not_there_is_not_drawn(
    forms: DeskForms, form: FormToPrint, why: str, tmp_path: Path
) -> None:
    with pytest.raises(UserFacingError) as told:
        forms.write(form, tmp_path / "a.pdf")
    assert (told.value.data["name"], told.value.data["error"]) == ("a.pdf", why)
    assert list(tmp_path.iterdir()) == []
