"""Tiếp nhận, as a rehearsal makes it: a group of seven, its petition, and who is told of it."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.app.rehearsal.script.site import Site
from desktop.domain.casework.intake import KnownIntake
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import MatterField, ObjectKind
from desktop.domain.casework.people.citizen import Gender
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.form.spec import YES
from desktop.presenters.shell.shell_state import Screen

GROUP_SIZE = 7
CARD = "031165000123||Nguyễn Thị Mẫu|12041965|Nữ|Tổ 1, xã An Lão|10052021"
SECOND_CARD = "030072004567||Trần Văn Mẫu|04051972|Nam|Tổ 2, xã An Lão|10052021"
NAMES = ("Nguyễn Thị Mẫu", "Trần Văn Mẫu")
NUMBERS = ("031165000123", "030072004567")
_TYPED: Mapping[IntakeField, str] = MappingProxyType(
    {
        IntakeField.GENDER: Gender.FEMALE,
        IntakeField.SEEN: YES,
        IntakeField.GROUP_SIZE: str(GROUP_SIZE),
        IntakeField.GROUP_NAME: "Đoàn tổ 1",
        IntakeField.PRESENT: "2",
        IntakeField.MEMBER_NAME: "Trần Văn Mẫu",
        IntakeField.MEMBER_ADDRESS: "Tổ 2, xã An Lão",
        IntakeField.GROUP_REASON: "Giấy cử đại diện nộp sau",
        IntakeField.WRITTEN: YES,
        IntakeField.PETITION_DATE: "14/05/2026",
        IntakeField.SIGNED: YES,
        IntakeField.FIELD: MatterField.LAND,
        IntakeField.SUMMARY: "Tính thiếu 38 m² sân phơi",
        IntakeField.REQUEST: "Đo lại diện tích",
        IntakeField.PETITION_TYPE: PetitionType.COMPLAINT,
        IntakeField.RESPONDENT: "UBND xã An Lão",
        IntakeField.OBJECT: ObjectKind.ADMINISTRATIVE_DECISION,
        IntakeField.DECISION_NUMBER: "123/QĐ-UBND",
        IntakeField.DECISION_DATE: "14/05/2026",
    }
)


def take_in(desk: DeskPresenter, case_id: str) -> None:
    """Cards are read, the rest is typed: of a group two come who represent it.

    case_id: what they come for; "" without one.
    """
    desk.navigate(Screen.INTAKE)
    desk.intake.read_card(CARD)
    for key, text in {**_TYPED, IntakeField.CASE: case_id}.items():
        desk.intake.edit(key, text)
    desk.intake.visitors.add_member()
    group = desk.intake.state().group
    if group is not None:
        second = group.rows[-1].id
        desk.intake.visitors.toggle_representative(second)
        desk.intake.visitors.take_in(second)
        desk.intake.read_card(SECOND_CARD)
        desk.intake.edit(IntakeField.SEEN, YES)
    desk.intake.finish()


def mend(desk: DeskPresenter) -> None:
    """The one in the form again: its second representative is a member, and speaks."""
    group = desk.intake.state().group
    for one in () if group is None else group.rows:
        if not one.is_representative:
            desk.intake.visitors.toggle_representative(one.id)
    desk.intake.finish()


def said(desk: DeskPresenter) -> str:
    """What the form says, for whoever looks into a fault."""
    state = desk.intake.state()
    told = "" if state.message is None else state.message.code
    return f"{told} {state.form.faults}"


def faults(site: Site, storage: RecordStorage) -> tuple[str, ...]:
    """What is not as it must be with the one intake of a site."""
    kept = known(site)
    if len(kept) != 1:
        return (f"has {len(kept)} intakes",)
    (one,) = kept
    found = []
    if one.storage is not storage:
        found.append(f"has an intake that is {one.storage}")
    if not one.is_whole or one.intake.visit.status is not VisitStatus.WAITING:
        found.append(f"has an intake that is {one.intake.visit.status}")
    group, petitions = one.intake.group, one.intake.petitions
    if group is None or (group.group_size, len(group.representatives)) != (GROUP_SIZE, 2):
        found.append("has no group of seven with two representatives")
    if tuple(citizen.id_number for citizen in one.intake.citizens) != NUMBERS:
        found.append("has not taken in both representatives")
    if [petition.petition_type for petition in petitions] != [PetitionType.COMPLAINT]:
        found.append("has no complaint")
    return tuple(found)


def is_told(site: Site) -> bool:
    """Whether a site knows of any intake."""
    return bool(known(site))


def known(site: Site) -> tuple[KnownIntake, ...]:
    """Every intake of a site, oldest first."""
    return site.room.desk.intakes.intakes()
