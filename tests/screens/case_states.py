"""Pictures of cases: the list, the page of one, and one that is kept from who looks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    SessionSigning,
    Signing,
    frozen,
    kept_signing,
    with_signature,
)
from desktop.domain.ids import (
    AmendmentId,
    CaseId,
    DocumentId,
    IncidentId,
    MinuteLineId,
    PersonId,
    SessionId,
)
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn
from desktop.domain.papers.events import ScanTaken
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.incident import Incident, IncidentKind
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.casework import CASE_PAPER
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM
from tests.samples.conditions import a_condition, a_last_check
from tests.samples.receptions import a_paper
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

SECRET = replace(
    city.WATER,
    id=CaseId("secret"),
    code="2026-0160",
    title="Tố cáo việc thu tiền khi làm thủ tục đất",
    petition_type=PetitionType.DENUNCIATION,
    request="Báo việc một cán bộ thu tiền không ghi biên lai.",
    previous_result="đã mời làm việc.",
)
_ORIGINAL = {
    "kind": PaperKind.PETITION,
    "copy_kind": CopyKind.ORIGINAL,
    "handed_in": HandedIn.ORIGINAL,
}
_ON_PAPER = {"sha256": "", "size_bytes": 0, "mime": "", "copy_kind": CopyKind.CERTIFIED}
_LAND = replace(city.LAND, flags=frozenset({CaseFlag.LARGE_GROUP, CaseFlag.PROLONGED}))


def _earlier(name: str, case: Case, days: int, status: SessionStatus) -> SessionPlan:
    made = city.plan(SessionId(name), case, city.STARTS_AT - timedelta(days=days), status)
    return replace(made, call_off_reason="Người chủ trì đi công tác đột xuất.") if (
        status is SessionStatus.POSTPONED
    ) else made  # fmt: skip


def _not_yet_told(plan: SessionPlan) -> SessionPlan:
    """Its notice did not go out yet."""
    gates = tuple(replace(gate, passed_at=None, evidence="") for gate in plan.gates)
    return replace(plan, gates=gates)


def _a_room(*, listed: bool = True) -> ShownRoom:
    """A matter that was received before, and a denunciation. listed: the officer is on its list."""
    room = ShownRoom()
    schedule = room.fake.schedule
    schedule.cases |= {_LAND.id: _LAND, SECRET.id: SECRET}
    broken_off = replace(
        _earlier("before-1", _LAND, 42, SessionStatus.CLOSED), ending=city.BROKEN_OFF
    )
    schedule.plans += [
        _earlier("before-2", _LAND, 161, SessionStatus.CLOSED),
        _earlier("before-3", _LAND, 120, SessionStatus.CLOSED),
        _earlier("before-4", _LAND, 70, SessionStatus.POSTPONED),
        broken_off,
        _not_yet_told(
            city.plan(
                SessionId("of-secret"),
                SECRET,
                city.STARTS_AT + timedelta(days=11),
                SessionStatus.SCHEDULED,
            )
        ),
    ]
    opened = city.STARTS_AT - timedelta(days=40)
    schedule.conditions[city.LONG_AGO] = a_condition(
        city.LONG_AGO,
        opened,
        {
            city.HQ: a_last_check(GOOD_ROOM, opened - timedelta(minutes=2)),
            city.COMMUNE: a_last_check(POOR_ROOM, opened - timedelta(minutes=9)),
            city.AGENCY: a_last_check(EMPTY_ROOM, opened - timedelta(days=6)),
            city.AGENCY_2: None,
        },
    )
    schedule.signings[city.LONG_AGO] = _signed(opened)
    room.fake.amendments.amend(
        MinutesAmendment(
            id=AmendmentId("amendment"),
            session_id=city.LONG_AGO,
            owner_site_id=city.COMMUNE,
            at=opened + timedelta(days=1),
            author="Cán bộ tiếp dân Mẫu",
            line_id=None,
            text="Diện tích phần sân phơi là 38 m².",
            reason="Đối chiếu lại với bản đo đạc",
        )
    )
    for number, kind, minutes, site_id, who in (
        (1, IncidentKind.SOUND, 14, city.COMMUNE, "Cán bộ tiếp dân Mẫu"),
        (2, IncidentKind.NETWORK, 31, city.AGENCY, "Cán bộ Sở NN và MT Mẫu"),
    ):
        room.fake.incidents.note(
            Incident(
                id=IncidentId(f"incident-{number}"),
                session_id=city.LONG_AGO,
                owner_site_id=site_id,
                kind=kind,
                at=opened + timedelta(minutes=minutes),
                noted_by=who,
                line_id=MinuteLineId(f"incident-line-{number}"),
            )
        )
    known = frozenset({SECRET.id} if listed else set[CaseId]())
    room.fake.access.people = tuple(
        replace(one, denunciations=known) for one in room.fake.access.people
    )
    room.renew()
    return room


def _signed(opened: datetime) -> SessionSigning:
    """Minutes no. 12: two signed, one did not."""
    signing = frozen(Signing(), "7" * 64, 41, opened + timedelta(minutes=80))
    forms = (SignatureForm.BY_HAND, SignatureForm.FINGERPRINT, SignatureForm.NOT_SIGNED)
    for number, form in enumerate(forms):
        signature = Signature(
            signer_id=PersonId(f"signer-{number}"),
            version=1,
            form=form,
            noted_at=opened + timedelta(minutes=85),
            by_site_id=city.COMMUNE,
            by_role=Role.ROOM_OFFICER,
        )
        signing = with_signature(signing, signature)
    numbered = replace(signing, number=MinutesNumber(number=12, year=opened.year))
    return kept_signing(city.LONG_AGO, numbered, Step.CLOSING)


def the_list() -> ShownRoom:
    """Cases of a commune, what is received next first."""
    room = _a_room()
    room.go_to(Screen.CASES)
    return room


def nothing_known() -> ShownRoom:
    """A new PC."""
    room = ShownRoom()
    room.fake.schedule.cases = {}
    room.fake.schedule.plans = []
    room.renew()
    room.go_to(Screen.CASES)
    return room


def nothing_found() -> ShownRoom:
    """What was typed stands in no code and no title."""
    room = the_list()
    room.desk.cases.search("cầu vượt")
    room.deliver()
    return room


def kept_by_code() -> ShownRoom:
    """Somebody who is not on the list knows the whole code of a denunciation."""
    room = _a_room(listed=False)
    room.go_to(Screen.CASES)
    room.desk.cases.search(SECRET.code)
    room.deliver()
    return room


def _opened(case_id: CaseId, *, listed: bool = True) -> Drive:
    def drive() -> ShownRoom:
        room = _a_room(listed=listed)
        room.go_to(Screen.CASES)
        room.desk.cases.open(case_id)
        room.deliver()
        return room

    return drive


def _fill(room: ShownRoom) -> None:
    """A dossier: papers of two sites with numbers, a late one, one only on paper, one not sent."""
    dossier = room.fake.dossier
    for name, title, pages, site_id, changes in (
        ("d-1", "Đơn khiếu nại của đoàn bảy hộ", 4, city.COMMUNE, _ORIGINAL),
        ("d-2", "Quyết định thu hồi đất số 123", 8, city.COMMUNE, {"kind": PaperKind.DECISION}),
        ("d-3", "Bản đo đạc năm 2019", 34, city.AGENCY, {"copy_kind": CopyKind.TRUE_COPY}),
        ("d-4", "Giấy tờ nộp thêm", 2, city.COMMUNE, {}),
        ("d-5", "Biên bản kiểm đếm", 26, city.AGENCY_2, _ON_PAPER),
    ):
        first: CasePaper = replace(
            CASE_PAPER, id=DocumentId(name), case_id=_LAND.id, title=title, page_count=pages,
            owner_site_id=site_id, site_id=site_id, sha256=name.rjust(64, "0"), size_bytes=9_000,
            mime="application/pdf", kind=PaperKind.OTHER, handed_in=None,
        )  # fmt: skip
        paper = replace(first, **changes)
        dossier.learn(paper, is_local=site_id == city.COMMUNE)
        dossier.number(paper.id)
        room.fake.papers.of_dossiers.add(paper.id)
    (*_, made) = (one.paper for one in dossier.papers(_LAND.id))
    unsent = replace(
        made,
        id=DocumentId("d-6"),
        title="Ảnh hiện trạng sân phơi",
        sha256="6".rjust(64, "0"),
        size_bytes=9_000,
        page_count=1,
    )
    own = replace(unsent, owner_site_id=city.COMMUNE, site_id=city.COMMUNE, kind=PaperKind.PHOTO)
    dossier.learn(own, is_local=True, transfer=PaperTransfer.SENDING)


def with_dossier() -> ShownRoom:
    """The page with its papers."""
    room = _a_room()
    _fill(room)
    room.go_to(Screen.CASES)
    room.desk.cases.open(_LAND.id)
    room.deliver()
    return room


def with_open_paper() -> ShownRoom:
    """One of them is looked at."""
    room = with_dossier()
    room.desk.case_page.papers.open(DocumentId("d-2"))
    room.deliver()
    room.desk.case_page.draw()
    return room


def amending() -> ShownRoom:
    """Something is added to closed minutes; its reason is too short."""
    room = _opened(city.CLINIC.id)()
    room.desk.case_page.amend(city.LONG_AGO)
    room.desk.case_page.amending.edit_text("Diện tích phần sân phơi là 38 m².")
    room.desk.case_page.amending.edit_reason("Đo lại")
    room.desk.case_page.amending.confirm()
    room.deliver()
    return room


def archiving() -> ShownRoom:
    """The file of a closed session was written; a paper of it was not here."""
    room = _opened(city.CLINIC.id)()
    room.fake.archives.left_out = 1
    room.desk.case_page.archive(city.LONG_AGO)
    room.desk.case_page.archiving.export(Path("Hồ sơ buổi tiếp.zip"))
    room.deliver()
    return room


def scanned_later() -> ShownRoom:
    """The closed session has a signed version, of which one page of two came back as a scan."""
    room = _opened(city.CLINIC.id)()
    signing = room.fake.schedule.signings[city.LONG_AGO]
    sheet = PrintedPage(
        record_id=city.LONG_AGO,
        version=1,
        content_sha256=signing.versions[-1].sha256,
        page=1,
        pages=2,
    )
    scan = replace(
        a_paper("signed-scan"), session_id=city.LONG_AGO, title="Bản ký", printed_pages=(sheet,)
    )
    room.desk.case_page.archive(city.LONG_AGO)
    room.fake.queue(ScanTaken(session_id=city.LONG_AGO, document_id=scan.id))
    room.fake.papers.put(scan)
    room.deliver()
    return room


CASES: Mapping[str, Drive] = {
    "cases": the_list,
    "cases-empty": nothing_known,
    "cases-not-found": nothing_found,
    "cases-kept": kept_by_code,
    "case": with_dossier,
    "case-paper": with_open_paper,
    "case-no-papers": _opened(_LAND.id),
    "case-trial-due": _opened(city.SECOND_TIME.id),
    "case-denunciation": _opened(SECRET.id),
    "case-kept": _opened(SECRET.id, listed=False),
    "case-over": _opened(city.CLINIC.id),
    "case-amending": amending,
    "case-archiving": archiving,
    "case-scanned": scanned_later,
}
"""Pictures of these screens, by the name of the picture."""
