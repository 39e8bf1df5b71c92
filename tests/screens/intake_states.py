"""Pictures of somebody being taken in: typed, read from a card, blocked, without the city."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.domain.casework.intake import KnownIntake, joined
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.ids import CitizenId, PetitionId, VisitId
from desktop.domain.papers.dossier import KeptFile
from desktop.domain.papers.events import FileKept
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import own_picture
from tests.samples import showcase as city
from tests.samples.casework import CASE_PAPER
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

F = IntakeField
CARD = "031165000123||Công dân A|12041965|Nữ|Thôn Mẫu 2, xã An Lão|10052021"
SECOND_CARD = "030072004567||Công dân B|04051972|Nam|Thôn Mẫu 2, xã An Lão|10052021"
MATTER: dict[str, str] = {
    F.WRITTEN: "yes",
    F.PETITION_DATE: "02/11/2026",
    F.SIGNED: "yes",
    F.FIELD: "clearance",
    F.SUMMARY: "Quyết định 123/QĐ-UBND tính thiếu 38 m² sân phơi; đơn giá áp theo đất vườn. "
    "Đã gửi đơn hai lần.",
    F.REQUEST: "Đo lại diện tích, xem lại đơn giá bồi thường.",
}
COMPLAINT: dict[str, str] = {
    F.OWN_RIGHT: "yes",
    F.PETITION_TYPE: "complaint",
    F.RESPONDENT: "UBND xã An Lão",
    F.OBJECT: "administrative_decision",
    F.DECISION_NUMBER: "123/QĐ-UBND",
    F.DECISION_DATE: "14/05/2026",
    F.RESPONDENT_KIND: "our_head",
    F.WITHIN: "yes",
    F.AGENCY: "Chủ tịch UBND xã An Lão",
}
BEFORE = (
    (42, "Tính thiếu diện tích sân phơi", VisitOutcome.FORWARDED),
    (158, "Hỏi cách gửi đơn về bồi thường", VisitOutcome.GUIDED),
    (256, "Cách kiểm đếm đất và cây trồng", VisitOutcome.EXPLAINED),
)


def _write(room: ShownRoom, *parts: Mapping[str, str]) -> None:
    for part in parts:
        for key, text in part.items():
            room.desk.intake.edit(key, text)
    room.skip(1)


def _typed(room: ShownRoom) -> None:
    """As the desk comes to it: a card, then keys."""
    room.desk.intake.read_card(CARD)
    _write(room, {F.ISSUE_PLACE: "Bộ Công an", F.PHONE: "0900000456", F.SEEN: "yes"}, MATTER)


def _came_before(room: ShownRoom) -> None:
    """Three visits of the same person, the last ones of this unit."""
    _typed(room)
    _write(room, {F.PETITION_TYPE: "proposal"})
    room.desk.intake.finish()
    room.deliver()
    (known,) = room.fake.intakes.intakes()
    made = known.intake
    room.fake.intakes._known.clear()
    room.fake.intakes._citizens.clear()
    for number, (days, summary, outcome) in enumerate(BEFORE, start=1):
        at = room.clock.now() - timedelta(days=days)
        citizen = replace(made.citizens[0], id=CitizenId(f"before-{number}"), created_at=at)
        petition = replace(made.petitions[0], id=PetitionId(f"petition-{number}"), summary=summary)
        visit = replace(
            made.visit,
            id=VisitId(f"visit-{number}"),
            created_at=at,
            arrived_at=at,
            status=VisitStatus.CLOSED,
            outcome=outcome,
            visit_number=len(BEFORE) + 1 - number,
        )
        whole = replace(
            made,
            visit=visit,
            citizens=(citizen,),
            checks=(replace(made.checks[0], citizen_id=citizen.id),),
            standings=(replace(made.standings[0], citizen_id=citizen.id),),
            petitions=(petition,),
        )
        intake = joined(whole)
        room.fake.intakes.learn(KnownIntake(intake=intake, storage=RecordStorage.CITY))
    room.deliver()


def _open() -> ShownRoom:
    room = ShownRoom()
    room.go_to(Screen.INTAKE)
    return room


def empty() -> ShownRoom:
    """Nobody was taken in yet."""
    return _open()


def before_the_camera() -> ShownRoom:
    """A card is looked for in the pictures of this room's camera."""
    room = _open()
    room.desk.intake.card.begin()
    room.tell(own_picture())
    return room


def filled() -> ShownRoom:
    """Seven people with one content; the one who came has been here three times."""
    room = _open()
    _came_before(room)
    _typed(room)
    people = room.view.intake[-1].people
    room.desk.intake.visitors.confirm(people[0].citizen_id)
    _write(room, COMPLAINT, {F.STANDING: "group_representative", F.GROUP_SIZE: "7"})
    _write(room, {F.GROUP_NAME: "Đoàn thôn Mẫu 2", F.PRESENT: "2"})
    _write(room, {F.MEMBER_NAME: "Công dân B", F.MEMBER_ADDRESS: "Thôn Mẫu 2, xã An Lão"})
    room.desk.intake.visitors.add_member()
    group = room.view.intake[-1].group
    assert group is not None
    visitor, other = group.rows
    room.desk.intake.visitors.toggle_representative(other.id)
    room.desk.intake.visitors.toggle_signed(visitor.id)
    room.desk.intake.visitors.toggle_signed(other.id)
    _write(
        room,
        {
            F.STANDING_REASON: "Đã xem bản gốc, chưa chụp",
            F.GROUP_REASON: "Giấy cử đủ bảy chữ ký, chưa chụp",
        },
    )
    room.deliver()
    return room


def two_people() -> ShownRoom:
    """Two representatives of a group of seven, the second of them in the form."""
    room = filled()
    group = room.view.intake[-1].group
    assert group is not None
    _write(room, {F.MEMBER_NAME: "Công dân C", F.MEMBER_ADDRESS: "Thôn Mẫu 3, xã An Lão"})
    room.desk.intake.visitors.add_member()
    room.desk.intake.visitors.take_in(group.rows[1].id)
    room.desk.intake.read_card(SECOND_CARD)
    _write(room, {F.ISSUE_PLACE: "Bộ Công an", F.STANDING: "group_representative"})
    room.deliver()
    return room


def known() -> ShownRoom:
    """A number that somebody had who came before: to be confirmed."""
    room = _open()
    _came_before(room)
    _write(room, {F.ID_NUMBER: "031165000123"})
    room.deliver()
    return room


def with_faults() -> ShownRoom:
    """The button was pressed while some of it is missing or wrong."""
    room = _open()
    _write(
        room,
        {F.FULL_NAME: "Công dân A", F.ID_NUMBER: "03116500012", F.BIRTH: "01/01/2030"},
        MATTER,
        {F.SUMMARY: "Đất", F.PETITION_TYPE: "complaint"},
    )
    room.desk.intake.finish()
    room.deliver()
    return room


def mixed() -> ShownRoom:
    """Two contents in one visit, the second of them shown."""
    room = _open()
    _typed(room)
    _write(room, COMPLAINT, {F.PROPOSES: "yes"})
    room.desk.intake.split()
    room.desk.intake.turn_to(1)
    room.deliver()
    return room


def blocked() -> ShownRoom:
    """A denunciation with an adverse answer."""
    room = _open()
    _typed(room)
    _write(
        room,
        {
            F.FULL_NAME: "Công dân H",
            F.FIELD: "corruption",
            F.SUMMARY: "Báo việc một cán bộ nhận tiền khi làm thủ tục đất đai, có ảnh chụp kèm "
            "theo.",
            F.REQUEST: "Xác minh, xử lý và giữ kín danh tính.",
            F.OTHERS_BREACH: "yes",
            F.PETITION_TYPE: "denunciation",
            F.RESPONDENT: "Cán bộ Mẫu, UBND xã Mẫu",
            F.OBJECT: "violation",
            F.PROTECTION: "yes",
            F.SECRECY: "no",
        },
    )
    room.deliver()
    return room


def offline() -> ShownRoom:
    """The city does not answer: the number is provisional."""
    room = _open()
    room.lose_city()
    _typed(room)
    _write(room, {F.INFORMS: "yes", F.PETITION_TYPE: "feedback"})
    room.deliver()
    return room


def with_papers() -> ShownRoom:
    """Two papers wait with the visit of somebody who speaks for another."""
    room = _open()
    _came_before(room)
    joined_to = room.fake.intakes.intakes()[0]
    petition = replace(joined_to.intake.petitions[0], case_id=city.LAND.id)
    intake = replace(joined_to.intake, petitions=(petition,))
    room.fake.intakes.learn(replace(joined_to, intake=intake))
    _typed(room)
    room.desk.intake.visitors.confirm(room.view.intake[-1].people[0].citizen_id)
    _write(room, COMPLAINT, {F.STANDING: "authorised", F.AUTHORISATION_NUMBER: "12/2026/GUQ"})
    for number, title in enumerate(("Giấy ủy quyền số 12", "Quyết định 123/QĐ-UBND"), start=2):
        file = KeptFile(
            title=title,
            mime="application/pdf",
            size_bytes=1_000,
            sha256=f"{number}" * 64,
            page_count=number,
        )
        room.tell(FileKept(taken_for="", file=file))
    room.desk.intake.papers.toggle_proof(room.view.intake[-1].papers.rows[0].id)
    room.desk.intake.draw()
    room.deliver()
    return room


def paper_again() -> ShownRoom:
    """One of the two papers stands in the dossier of the case since an earlier visit."""
    room = with_papers()
    own = room.fake.schedule.own_site().id
    paper = replace(
        CASE_PAPER,
        case_id=city.LAND.id,
        owner_site_id=own,
        site_id=own,
        sha256="3" * 64,
        added_at=room.clock.now() - timedelta(days=42),
    )
    room.fake.dossier.learn(paper)
    _write(room, {F.CASE: city.LAND.id})
    room.deliver()
    return room


def to_be_mended() -> ShownRoom:
    """One that the city would not have is in the form again, another one waits."""
    room = _open()
    _came_before(room)
    first, second, _ = room.fake.intakes.intakes()
    for known in (first, second):
        room.fake.intakes.learn(replace(known, storage=RecordStorage.REFUSED, is_at_city=False))
    room.fake.sync.set_status(replace(room.fake.sync.status(), refused_operations=2))
    room.deliver()
    room.desk.intake.open(second.intake.visit.id)
    room.deliver()
    return room


INTAKE: Mapping[str, Drive] = {
    "intake": filled,
    "intake-two-people": two_people,
    "intake-empty": empty,
    "intake-card": before_the_camera,
    "intake-known": known,
    "intake-faults": with_faults,
    "intake-mixed": mixed,
    "intake-denunciation": blocked,
    "intake-offline": offline,
    "intake-papers": with_papers,
    "intake-paper-again": paper_again,
    "intake-mended": to_be_mended,
}
"""Pictures of this screen, by the name of the picture."""
