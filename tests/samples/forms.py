"""Every form that is printed, as the blocks it consists of."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.matter.reception_request import RefusalGround
from desktop.domain.casework.people.group import Member
from desktop.domain.casework.register_book import KnownRow, SlipKind
from desktop.domain.ids import MemberId
from desktop.domain.papers.dossier import DossierPaper, HandedIn, place_for
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.papers.receipt import PaperReceipt
from desktop.domain.reports.statistics import (
    PERIOD_RULES,
    Figure,
    FigureKind,
    Span,
    StatisticsPeriod,
    StatisticsSheet,
)
from desktop.domain.sync.operation import RecordStorage
from desktop.forms.casework.appointment_slip import (
    AppointmentSlip,
    lay_out_appointment,
    load_appointment_wording,
)
from desktop.forms.casework.conclusion_notice import (
    ConclusionNotice,
    lay_out_notice,
    load_notice_wording,
)
from desktop.forms.casework.group_designation import (
    DesignationPage,
    lay_out_designation,
    load_designation_wording,
)
from desktop.forms.casework.invitation import (
    Invitation,
    lay_out_invitation,
    load_invitation_wording,
)
from desktop.forms.casework.refusal_notice import (
    RefusalNotice,
    lay_out_refusal,
    load_refusal_wording,
)
from desktop.forms.casework.register import RegisterPages, lay_out_register, load_register_wording
from desktop.forms.casework.register_slip import (
    RegisterSlip,
    lay_out_slip,
    load_slip_wording,
)
from desktop.forms.casework.statistics import (
    PrintedStatistics,
    lay_out_statistics,
    load_statistics_wording,
)
from desktop.forms.layout.blocks import Form, PageMark
from desktop.forms.papers.dossier_index import DossierIndex, lay_out_index, load_index_wording
from desktop.forms.papers.paper_receipt import ReceiptPage, lay_out_receipt, load_receipt_wording
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from desktop.forms.reports.difficulties import DifficultyReport, lay_out_difficulties
from desktop.forms.reports.difficulties_wording import load_difficulties_wording
from desktop.forms.reports.focal_points import FocalPointList, lay_out_focal_points
from desktop.forms.reports.focal_points_wording import load_focal_points_wording
from desktop.forms.reports.readiness_entries import measured_entries
from desktop.forms.reports.readiness_sheet import SheetForm, lay_out_sheet
from desktop.forms.reports.readiness_wording import load_readiness_wording
from tests.fakes.fake_photos import a_photo
from tests.paths import ROOT
from tests.samples import minutes
from tests.samples import unit_report_forms as units
from tests.samples.casework import CASE_PAPER, CITIZEN, GROUP, REQUEST, ROW
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.conclusions import an_item
from tests.samples.papers import jpeg

AT: Final = datetime(2026, 11, 26, 1, 5, tzinfo=UTC)
MARK: Final = PageMark(
    record_id="01987654-3210-7abc-8def-0123456789ab", version=3, content_sha256="9f" * 32
)
_TEMPLATES: Final = ROOT / "resources" / "forms"


def minutes_form(sources: MinutesSources) -> Form:
    wording = load_minutes_wording(_TEMPLATES / "minutes-v1.json")
    return lay_out_minutes(build_minutes_document(sources), wording)


def decomposed_minutes(count: int) -> Form:
    """Minutes whose lines were typed on a system that keeps marks apart from their letters."""
    lines = tuple(
        replace(line, text=unicodedata.normalize("NFD", line.text))
        for line in minutes.many_lines(count)
    )
    return minutes_form(replace(minutes.sources(), lines=lines, papers=minutes.papers() * 20))


def receipt() -> Form:
    page = ReceiptPage(
        receipt=PaperReceipt(
            case_code="2026-0147",
            givers=(CITIZEN,),
            receiver="Cán bộ tiếp dân Mẫu",
            received_at=AT,
            papers=(replace(CASE_PAPER, handed_in=HandedIn.ORIGINAL), CASE_PAPER),
        ),
        issuer=units.COMMUNE,
        is_practice=False,
    )
    return lay_out_receipt(page, load_receipt_wording(_TEMPLATES / "paper-receipt-v1.json"))


def dossier_index() -> Form:
    paper = DossierPaper(
        paper=CASE_PAPER,
        place=place_for(CASE_PAPER, ()),
        storage=RecordStorage.CITY,
        is_local=True,
        transfer=PaperTransfer.CITY,
    )
    index = DossierIndex(
        code="2026-0147",
        title="Bồi thường khi thu hồi đất",
        papers=(paper,) * 3,
        sites={CASE_PAPER.site_id: "Xã An Lão"},
        issuer=units.COMMUNE,
        made_at=AT,
        is_practice=True,
    )
    return lay_out_index(index, load_index_wording(_TEMPLATES / "dossier-index-v1.json"))


def register(rows: int = 30) -> Form:
    """Of a year; every fifth row is struck out."""
    known = (
        KnownRow(
            entry=ROW if number % 5 else replace(ROW, struck_out_at=AT, struck_reason="ghi trùng"),
            number=number,
            is_restricted=number % 7 == 0,
            storage=RecordStorage.CITY,
            is_at_city=True,
        )
        for number in range(1, rows + 1)
    )
    pages = RegisterPages(
        year=2026,
        rows=tuple(known),
        places={},
        issuer=units.COMMUNE,
        made_at=AT,
        is_practice=False,
    )
    return lay_out_register(pages, load_register_wording(_TEMPLATES / "register-v1.json"))


def difficulties() -> Form:
    report = DifficultyReport(
        issuer=units.HEADQUARTERS, roll_up=units.city_roll_up(30), drafted_at=AT, is_practice=False
    )
    wording = load_difficulties_wording(_TEMPLATES / "difficulties-v1.json")
    return lay_out_difficulties(report, wording)


def focal_points() -> Form:
    listed = FocalPointList(
        issuer=units.HEADQUARTERS, points=units.focal_points(20), drafted_at=AT, is_practice=True
    )
    wording = load_focal_points_wording(_TEMPLATES / "focal-points-v1.json")
    return lay_out_focal_points(listed, wording)


def readiness() -> Form:
    """With photos, one of which is not on this PC."""
    path = _TEMPLATES / "readiness-v1.json"
    here, away = a_photo("1"), a_photo("2")
    first, *others = measured_entries(a_report(POOR_ROOM, AT), template_path=path).values()
    sheet = SheetForm(
        site=units.COMMUNE,
        entries=(replace(first, photos=(here, away)), *others),
        drafted_at=AT,
        is_practice=False,
        jpegs={here.sha256: jpeg(size=(400, 300))},
    )
    return lay_out_sheet(sheet, load_readiness_wording(path))


def conclusion_notice() -> Form:
    """Of three tasks: one extended, one without a day, one with all that there is."""
    items = (
        replace(an_item(ItemStatus.EXTENDED), notice_number="12"),
        replace(
            an_item(ItemStatus.ISSUED, "another line"),
            notice_number="12",
            deadline=None,
            no_deadline_reason="Chờ kết quả đo đạc",
            contact_person="",
            no_contact_reason="Sở sẽ cử sau",
        ),
        replace(an_item(ItemStatus.ISSUED, "a third line"), notice_number="12", co_agencies="Sở Y"),
    )
    notice = ConclusionNotice(
        session_code="HP-2026-0147",
        held_on=AT.date(),
        chair="Người chủ trì",
        cases=("Bồi thường khi thu hồi đất",),
        items=items,
        issuer=units.HEADQUARTERS,
        drafted_at=AT,
        is_practice=False,
    )
    return lay_out_notice(notice, load_notice_wording(_TEMPLATES / "conclusion-notice-v1.json"))


STATISTICS_TEMPLATE: Final = _TEMPLATES / "statistics-v1.json"
_NOVEMBER: Final = StatisticsPeriod(span=Span.MONTH, year=2026, number=11)
PRINTED_STATISTICS: Final = PrintedStatistics(
    sheet=StatisticsSheet(
        period=_NOVEMBER,
        since=date(2026, 10, 15),
        until=date(2026, 11, 14),
        rule=PERIOD_RULES[0],
        figures=tuple(Figure(kind=kind, count=7 * place) for place, kind in enumerate(FigureKind)),
    ),
    issuer=units.COMMUNE,
    made_at=datetime(2026, 11, 16, 1, 0, tzinfo=UTC),
    is_practice=False,
)


def statistics() -> Form:
    """Of a month, with every figure."""
    return lay_out_statistics(PRINTED_STATISTICS, load_statistics_wording(STATISTICS_TEMPLATE))


REFUSAL_TEMPLATE: Final = _TEMPLATES / "refusal-notice-v1.json"
REFUSAL: Final = RefusalNotice(
    request=replace(REQUEST, created_at=AT),
    citizen=CITIZEN,
    ground=RefusalGround.ND4_H,
    issuer=units.COMMUNE,
    drafted_at=AT,
    is_practice=False,
)


def refusal_notice() -> Form:
    """Of somebody who has shown papers."""
    return lay_out_refusal(REFUSAL, load_refusal_wording(REFUSAL_TEMPLATE))


APPOINTMENT_TEMPLATE: Final = _TEMPLATES / "appointment-slip-v1.json"
APPOINTMENT: Final = AppointmentSlip(
    request=replace(REQUEST, created_at=AT),
    plan=minutes.plan(),
    issuer=units.COMMUNE,
    drafted_at=AT,
    is_practice=False,
)


def appointment_slip() -> Form:
    """Of a session with a chair."""
    return lay_out_appointment(APPOINTMENT, load_appointment_wording(APPOINTMENT_TEMPLATE))


DESIGNATION_TEMPLATE: Final = _TEMPLATES / "group-designation-v1.json"
DESIGNATION: Final = DesignationPage(
    group=replace(
        GROUP,
        group_size=7,
        members=(
            Member(id=MemberId("1"), full_name="Nguyễn Thị Mẫu", address="Thôn 1", signed=False),
            Member(id=MemberId("2"), full_name="Trần Văn Mẫu", address="Thôn 2", signed=False),
            Member(id=MemberId("3"), full_name="Lê Thị Mẫu", address="Thôn 3", signed=False),
        ),
        representatives=(MemberId("1"), MemberId("2")),
    ),
    content="Đơn giá bồi thường khi thu hồi đất",
    unit=units.COMMUNE,
    made_at=AT,
    is_practice=False,
)


def group_designation() -> Form:
    """Of seven people, three of them named."""
    return lay_out_designation(DESIGNATION, load_designation_wording(DESIGNATION_TEMPLATE))


SLIP_TEMPLATES: Final = {one: _TEMPLATES / f"{one}-slip-v1.json" for one in SlipKind}
_SLIP_ROW: Final = KnownRow(
    entry=replace(
        ROW, guided_to="UBND xã Khác", handled_by="Sở Xây dựng thành phố", within_competence=False
    ),
    number=212,
    is_restricted=False,
    storage=RecordStorage.CITY,
    is_at_city=True,
)
SLIPS: Final = {
    one: RegisterSlip(
        kind=one, row=_SLIP_ROW, issuer=units.COMMUNE, drafted_at=AT, is_practice=False
    )
    for one in SlipKind
}


def slip(kind: SlipKind) -> Form:
    """Of a row with both."""
    return lay_out_slip(SLIPS[kind], load_slip_wording(SLIP_TEMPLATES[kind]))


INVITATION_TEMPLATE: Final = _TEMPLATES / "invitation-v1.json"
INVITATION: Final = Invitation(
    plan=minutes.plan(),
    sites={one.id: one for one in minutes.sites()},
    issuer=units.HEADQUARTERS,
    drafted_at=AT,
    is_practice=False,
)


def invitation() -> Form:
    """To everybody of a plan."""
    return lay_out_invitation(INVITATION, load_invitation_wording(INVITATION_TEMPLATE))


EVERY_FORM: Final[Mapping[str, Callable[[], Form]]] = {
    "minutes": lambda: minutes_form(minutes.sources()),
    "minutes of 200 lines": lambda: decomposed_minutes(200),
    "minutes to fill in": lambda: minutes_form(minutes.empty_sources()),
    "minutes of practice": lambda: minutes_form(minutes.sources(is_practice=True)),
    "receipt": receipt,
    "index": dossier_index,
    "register": register,
    "conclusion notice": conclusion_notice,
    "refusal notice": refusal_notice,
    "appointment slip": appointment_slip,
    "group designation": group_designation,
    "invitation": invitation,
    "guidance slip": partial(slip, SlipKind.GUIDANCE),
    "transfer slip": partial(slip, SlipKind.TRANSFER),
    "statistics": statistics,
    "difficulties": difficulties,
    "focal points": focal_points,
    "readiness": readiness,
}
"""Each kind, and the minutes as they may be."""
