"""Pictures of the register: a book in use, an empty one, a row followed up, put right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    RegisterEntry,
    Strike,
    entry_key,
    replacement,
    struck_out,
    told_columns,
    without_person,
)
from desktop.domain.casework.register_book import KnownRow, SlipKind
from desktop.domain.ids import PetitionId, UserId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.statistics import FigureKind
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.register.register_forms import RegisterField
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.casework import ROW, an_intake
from tests.screens.printed_pages import printed_page
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

OFFICER = UserId("officer")
STRIKE = Strike(
    at=datetime(2026, 11, 25, 9, 42, tzinfo=UTC),
    by=OFFICER,
    by_name="Cán bộ tiếp dân Mẫu",
    reason="Ghi trùng dòng 212.",
)
_NUMBERS = "031165000123; 030072004567"


def entry(number: int, day: int, **changes: object) -> RegisterEntry:
    """A row of November. changes: of what it says."""
    visit_id, petition_id = VisitId(f"visit-{number}"), PetitionId(f"petition-{number}")
    made = replace(
        ROW,
        id=entry_key(visit_id, petition_id),
        owner_site_id=city.COMMUNE,
        visit_id=visit_id,
        petition_id=petition_id,
        reception_date=date(2026, 11, day),
        **changes,  # type: ignore[arg-type]
    )
    return without_person(made) if made.is_restricted else made


def known(row: RegisterEntry, number: int | None) -> KnownRow:
    """As this PC has it."""
    return KnownRow(
        entry=row,
        number=number,
        is_restricted=False,
        storage=RecordStorage.HERE if number is None else RecordStorage.CITY,
        is_at_city=number is not None,
    )


GROUP = entry(
    214,
    26,
    name_address="Công dân A, Thôn Mẫu 2, xã An Lão; Công dân B, Thôn Mẫu 2, xã An Lão",
    id_document=_NUMBERS,
    summary="Tính thiếu 38 m² sân phơi; đơn giá áp theo đất vườn.",
    request="Đề nghị đo lại.",
    same_content_count=7,
    resolved_by="UBND xã, 09/11/2026",
    within_competence=True,
    handled_by="UBND xã An Lão thụ lý",
    follow_up="Đo lại trước 10/12; trả lời trước 15/12",
)
TWICE = entry(
    213,
    25,
    name_address="Công dân E, xã An Lão",
    id_document="030172004576",
    summary="Kiến nghị mở rộng đường vào khu dân cư.",
    request="",
    petition_type=PetitionType.PROPOSAL,
    same_content_count=3,
)
PROPOSAL = replace(
    entry(212, 25, name_address="Công dân E, xã An Lão", id_document="030172004576"),
    summary="Kiến nghị mở rộng đường vào khu dân cư thôn Mẫu.",
    request="",
    petition_type=PetitionType.PROPOSAL,
    same_content_count=3,
    within_competence=True,
    follow_up="Hẹn trả lời 09/12",
)
REFUSED = replace(
    entry(211, 25, name_address="Công dân M, phường Kiến An", id_document="030172004518"),
    summary="Khiếu nại đã có quyết định giải quyết cuối cùng, không có tình tiết mới.",
    request="",
    resolved_by="Chủ tịch UBND thành phố",
    guided_to="Từ chối, Mẫu 01/TCD",
    follow_up="Hạn gửi 30/11",
)
SECRET = entry(
    210,
    23,
    petition_type=PetitionType.DENUNCIATION,
    guided_to="Tiếp trực tiếp",
    handled_by="Thanh tra thành phố, 88/PC",
    follow_up="Đã nhận 24/11",
)
LAST_YEAR = replace(
    entry(40, 3, name_address="Công dân K, xã An Lão", id_document="031165000905"),
    reception_date=date(2025, 11, 3),
    year=2025,
    summary="Phản ánh rãnh thoát nước thôn Mẫu bị tắc.",
    request="",
    petition_type=PetitionType.FEEDBACK,
)
RIGHT = replace(
    replacement(
        LAST_YEAR,
        replace(told_columns(LAST_YEAR), name_address="Công dân N, xã An Lão"),
        by=OFFICER,
        at=STRIKE.at,
        zone=LOCAL_ZONE,
    ),
    note="Ghi nhầm họ tên",
)


def a_room(*rows: KnownRow) -> ShownRoom:
    """A book with these rows."""
    room = ShownRoom()
    for row in rows:
        room.fake.register.learn(row)
    room.renew()
    return room


def book_room() -> ShownRoom:
    """A book in use, before the screen is shown."""
    wrong = replace(STRIKE, reason="Ghi nhầm họ tên người được tiếp")
    return a_room(
        known(GROUP, 214),
        known(struck_out(TWICE, STRIKE), 213),
        known(PROPOSAL, 212),
        known(REFUSED, 211),
        known(SECRET, 210),
        known(RIGHT, 209),
        known(struck_out(LAST_YEAR, wrong), 40),
    )


def the_book() -> ShownRoom:
    """The newest row is chosen."""
    room = book_room()
    room.go_to(Screen.REGISTER)
    room.desk.register.select(GROUP.id)
    room.deliver()
    return room


def last_year() -> ShownRoom:
    """The wrong row of last year, struck out, names the one that took its place."""
    room = the_book()
    room.desk.register.choose_period("2025-00")
    room.deliver()
    return room


def empty() -> ShownRoom:
    """The first day of a year."""
    room = a_room()
    room.go_to(Screen.REGISTER)
    return room


def not_read() -> ShownRoom:
    """The program has just started."""
    room = a_room()
    room.fake.register.reads = False
    room.renew()
    room.go_to(Screen.REGISTER)
    return room


def nothing_found() -> ShownRoom:
    """What was typed stands in no row."""
    room = the_book()
    room.desk.register.search("cầu vượt")
    room.deliver()
    return room


def without_city() -> ShownRoom:
    """Two rows wait for their numbers, and the city would not have another."""
    refused = replace(known(PROPOSAL, None), storage=RecordStorage.REFUSED)
    room = a_room(known(GROUP, None), known(REFUSED, None), refused, known(SECRET, 210))
    room.go_to(Screen.REGISTER)
    return room


def missing() -> ShownRoom:
    """Visits of before the register was kept here are not in it."""
    room = book_room()
    room.fake.intakes.keep(an_intake("before", owner_site_id=city.COMMUNE))
    room.renew()
    room.go_to(Screen.REGISTER)
    return room


def follow_up() -> ShownRoom:
    """What becomes of the matter is being written in."""
    room = the_book()
    room.desk.register.follow_up()
    room.deliver()
    return room


def clash() -> ShownRoom:
    """Another PC of the unit wrote into the row at once."""
    other = replace(GROUP, follow_up="Đã đo lại ngày 25/11")
    room = a_room(replace(known(GROUP, 214), other=other))
    room.go_to(Screen.REGISTER)
    room.desk.register.select(GROUP.id)
    room.desk.register.follow_up()
    room.deliver()
    return room


def strike_without_reason() -> ShownRoom:
    """The button was pressed, and nobody said why."""
    room = the_book()
    room.desk.register.begin_strike()
    room.desk.register.writing.edit(RegisterField.REASON, "Sai")
    room.desk.register.writing.save()
    room.deliver()
    return room


def put_right() -> ShownRoom:
    """A wrong row is struck out, and the right one is written."""
    room = the_book()
    room.desk.register.begin_strike()
    room.desk.register.writing.edit(RegisterField.REASON, "Ghi nhầm số người cùng nội dung")
    room.desk.register.writing.edit(RegisterField.AGAIN, "yes")
    room.desk.register.writing.edit(RegisterField.PEOPLE, "6")
    room.deliver()
    return room


def struck() -> ShownRoom:
    """It was struck out just now."""
    room = the_book()
    room.desk.register.begin_strike()
    room.desk.register.writing.edit(RegisterField.REASON, "Ghi trùng với dòng 212")
    room.desk.register.writing.save()
    room.deliver()
    return room


GUIDED = replace(
    GROUP, guided_to="UBND phường Mẫu", handled_by="Sở Xây dựng", within_competence=False
)


def with_slips() -> ShownRoom:
    """A row of somebody who was guided elsewhere, and whose matter was passed on."""
    room = a_room(known(GUIDED, 214))
    room.go_to(Screen.REGISTER)
    room.desk.register.select(GUIDED.id)
    room.deliver()
    return room


def slip_printed() -> ShownRoom:
    """Its slip as it comes out; two copies went to the printer."""
    room = with_slips()
    room.fake.printing.page, room.fake.printing.pages = printed_page("guidance slip"), 1
    room.desk.register.print_slip(SlipKind.GUIDANCE)
    room.deliver()
    room.desk.form_print.set_copies(2)
    room.desk.form_print.print_all()
    room.deliver()
    return room


def counted() -> ShownRoom:
    """Statistics of a month; the rows of one of its figures are in the list."""
    room = the_book()
    room.desk.register.statistics.toggle()
    room.desk.register.statistics.choose("month-2026-12")
    room.desk.register.statistics.show(FigureKind.PROPOSAL)
    room.deliver()
    return room


REGISTER: Mapping[str, Drive] = {
    "register": the_book,
    "register-last-year": last_year,
    "register-empty": empty,
    "register-reading": not_read,
    "register-not-found": nothing_found,
    "register-offline": without_city,
    "register-missing": missing,
    "register-follow-up": follow_up,
    "register-clash": clash,
    "register-no-reason": strike_without_reason,
    "register-put-right": put_right,
    "register-struck": struck,
    "register-statistics": counted,
    "register-slips": with_slips,
    "register-slip-print": slip_printed,
}
