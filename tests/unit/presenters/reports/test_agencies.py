"""The directory at headquarters: written in one form, nothing typed is lost, clashes are seen."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.directory.agency import Agency, AgencyKind, KnownAgency
from desktop.domain.faults import FaultKind
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.reports.agencies_state import AgenciesViewState, AgencyField, AgencyForm
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.agencies import DIRECTORY, INSPECTORATE, RETIRED, SCIENCE
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

NEW = Agency(
    code="SXD",
    name="Sở Xây dựng Mẫu",
    kind=AgencyKind.DEPARTMENT,
    parent_name="Ủy ban nhân dân thành phố",
)


def opened(role: Role = Role.HQ_CLERK, room: Room | None = None) -> Room:
    room = room or Room(own_site_id=HQ, role=role)
    room.fake.agencies.learn(*DIRECTORY)
    room.desk.start()
    room.desk.navigate(Screen.AGENCIES)
    room.deliver()
    return room


@pytest.fixture
def hq() -> Room:
    return opened()


def shown(room: Room) -> AgenciesViewState:
    return room.view.agencies[-1]


def form(room: Room) -> AgencyForm:
    return shown(room).form


def texts(room: Room) -> dict[str, str]:
    return {field.key: field.text for field in form(room).typed.fields}


def faults(room: Room) -> dict[str, FaultKind]:
    return form(room).typed.faults


def code(room: Room) -> str:
    return shown(room).message.code


def write(room: Room, agency: Agency) -> None:
    presenter = room.desk.agencies
    presenter.edit("name", agency.name)
    presenter.edit("kind", agency.kind)
    presenter.edit("parent_name", agency.parent_name)
    presenter.edit("code", agency.code)


def save(room: Room) -> None:
    room.desk.agencies.save()
    room.deliver()


def test_the_directory_is_listed_and_the_form_waits_for_a_new_entry(hq: Room) -> None:
    assert [row.agency.code for row in shown(hq).rows] == [
        "SKHCN", "TTTP", "BTCDTP", "TTCP", "SCU"
    ]  # fmt: skip
    assert shown(hq).total == 5
    assert (form(hq).code, texts(hq)["kind"]) == ("", AgencyKind.DEPARTMENT)
    assert not form(hq).can_save
    assert not form(hq).can_discard
    assert not form(hq).can_switch
    assert (code(hq), shown(hq).message.data) == (
        MessageCode.AGENCIES, {"active": 4, "retired": 1}
    )  # fmt: skip
    assert hq.fake.sync.wakes > 0


def test_the_menu_still_shows_the_way_back(hq: Room) -> None:
    (current,) = [one.screen for one in hq.view.shell[-1].navigation if one.is_current]
    assert current is Screen.FOCAL_POINTS


def test_an_empty_directory_says_how_to_begin() -> None:
    room = Room(own_site_id=HQ, role=Role.CITY_ADMIN)
    room.desk.start()
    room.desk.navigate(Screen.AGENCIES)
    assert code(room) == MessageCode.AGENCIES_EMPTY
    assert shown(room).can_edit


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.LEADER])
def test_who_may_not_edit_only_looks(role: Role) -> None:
    room = opened(role)
    assert not shown(room).can_edit
    assert code(room) == MessageCode.AGENCIES_TO_READ
    write(room, NEW)
    save(room)
    room.desk.agencies.discard()
    room.desk.agencies.select("SKHCN")
    assert not form(room).can_switch
    room.desk.agencies.switch()
    assert room.fake.agencies.saved == []


def test_a_clerk_s_role_at_a_commune_edits_nothing() -> None:
    assert not shown(opened(room=Room(role=Role.HQ_CLERK))).can_edit


def test_a_new_entry_is_saved_tidied_and_the_form_is_free_again(hq: Room) -> None:
    write(hq, replace(NEW, code=" sxd", name="Sở  Xây dựng Mẫu "))
    assert form(hq).can_save
    assert form(hq).can_discard
    save(hq)
    assert hq.fake.agencies.saved == [NEW]
    assert (code(hq), shown(hq).message.data) == (MessageCode.AGENCY_SAVED, {"name": NEW.name})
    assert texts(hq)["name"] == ""
    (row,) = [row for row in shown(hq).rows if row.agency.code == "SXD"]
    assert row.storage is RecordStorage.HERE


def test_an_entry_is_changed_but_for_its_code(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    hq.desk.agencies.edit("name", "Sở KH&CN Mẫu")
    hq.desk.agencies.edit("code", "OTHER")
    save(hq)
    assert hq.fake.agencies.saved == [replace(SCIENCE, name="Sở KH&CN Mẫu")]
    assert (form(hq).code, texts(hq)["name"]) == ("SKHCN", "Sở KH&CN Mẫu")
    assert not form(hq).can_save


def test_what_is_wrong_is_marked_at_its_field_and_nothing_is_saved(hq: Room) -> None:
    write(hq, replace(NEW, code="skhcn", name=" "))
    save(hq)
    assert faults(hq) == {"name": FaultKind.MISSING, "code": FaultKind.TAKEN}
    assert (code(hq), shown(hq).message.data) == (MessageCode.AGENCY_WRONG, {"count": 2})
    assert hq.fake.agencies.saved == []
    hq.desk.agencies.edit("code", "1")
    assert faults(hq) == {"name": FaultKind.MISSING}
    save(hq)
    assert faults(hq)["code"] is FaultKind.WRONG


def test_a_name_that_is_there_already_goes_with_the_second_press(hq: Room) -> None:
    write(hq, replace(NEW, name="Thanh tra thành phố"))
    save(hq)
    assert (faults(hq), code(hq)) == ({"name": FaultKind.ODD}, MessageCode.AGENCY_ODD)
    save(hq)
    assert [one.code for one in hq.fake.agencies.saved] == ["SXD"]


def test_retiring_keeps_the_entry_and_it_comes_back(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    assert (form(hq).is_active, form(hq).can_switch) == (True, True)
    hq.desk.agencies.switch()
    hq.deliver()
    assert code(hq) == MessageCode.AGENCY_RETIRED
    assert form(hq).code == "SKHCN"
    assert not form(hq).is_active
    hq.desk.agencies.switch()
    hq.deliver()
    assert code(hq) == MessageCode.AGENCY_BACK
    assert hq.fake.agencies.saved == [replace(SCIENCE, is_active=False), SCIENCE]


def test_a_retired_entry_stays_retired_when_its_name_changes(hq: Room) -> None:
    hq.desk.agencies.select(RETIRED.code)
    hq.desk.agencies.edit("name", "Sở Cũ đổi tên Mẫu")
    save(hq)
    assert hq.fake.agencies.saved == [replace(RETIRED, name="Sở Cũ đổi tên Mẫu")]


def test_what_was_typed_is_not_lost_to_another_row(hq: Room) -> None:
    write(hq, NEW)
    for code_of_row in ("SKHCN", ""):
        if code_of_row:
            hq.desk.agencies.select(code_of_row)
        else:
            hq.desk.agencies.begin_new()
        assert (code(hq), shown(hq).message.data) == (
            MessageCode.AGENCY_UNSAVED, {"name": NEW.name}
        )  # fmt: skip
        assert texts(hq)["name"] == NEW.name
    hq.desk.agencies.discard()
    assert texts(hq)["name"] == ""
    hq.desk.agencies.select("SKHCN")
    assert texts(hq)["name"] == SCIENCE.name
    hq.desk.agencies.edit("name", "")
    hq.desk.agencies.begin_new()
    assert shown(hq).message.data == {"name": "SKHCN"}
    hq.desk.agencies.discard()
    assert texts(hq)["name"] == SCIENCE.name
    hq.desk.agencies.begin_new()
    assert form(hq).code == ""


def test_a_press_on_the_chosen_row_or_on_one_that_is_gone_changes_nothing(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    drawn = len(hq.view.agencies)
    hq.desk.agencies.select("SKHCN")
    hq.desk.agencies.select("GONE")
    assert len(hq.view.agencies) == drawn


def test_a_draft_survives_a_kill(hq: Room) -> None:
    write(hq, NEW)
    hq.clock.advance(1.0)
    hq.desk.on_tick()
    hq.restart()
    hq.desk.navigate(Screen.AGENCIES)
    assert texts(hq)["name"] == NEW.name
    assert form(hq).can_save


def test_a_draft_is_kept_when_another_screen_is_shown(hq: Room) -> None:
    write(hq, NEW)
    hq.desk.navigate(Screen.HOME)
    assert "agency_draft" in hq.fake.memory.values


@pytest.mark.parametrize("kept", ["{", '{"kind": "song", "name": "x"}'])
def test_an_unreadable_draft_is_let_go(kept: str) -> None:
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.fake.memory.values["agency_draft"] = kept
    room.restart()
    opened(room=room)
    assert texts(room) == {"name": "", "kind": "department", "parent_name": "", "code": ""}


def test_an_untouched_form_follows_the_city(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    hq.fake.agencies.learn(replace(SCIENCE, name="Tên mới Mẫu"))
    hq.deliver()
    assert texts(hq)["name"] == "Tên mới Mẫu"


def test_an_entry_that_changed_under_the_typing_is_said_before_it_is_replaced(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    hq.desk.agencies.edit("parent_name", "Của máy này")
    hq.fake.agencies.learn(replace(SCIENCE, name="Của máy khác"))
    hq.deliver()
    assert texts(hq)["name"] == SCIENCE.name
    save(hq)
    assert (code(hq), shown(hq).message.data) == (
        MessageCode.AGENCY_CHANGED, {"name": "Của máy khác"}
    )  # fmt: skip
    assert hq.fake.agencies.saved == []
    save(hq)
    assert hq.fake.agencies.saved == [replace(SCIENCE, parent_name="Của máy này")]


def test_a_clash_shows_both_and_is_settled_by_saving_one(hq: Room) -> None:
    ours = replace(SCIENCE, name="Của máy này")
    hq.fake.agencies.learn(KnownAgency(agency=SCIENCE, other=ours))
    hq.deliver()
    assert (code(hq), shown(hq).message.data) == (MessageCode.AGENCIES_CLASH, {"count": 1})
    assert [row.agency.code for row in shown(hq).rows if row.has_clash] == ["SKHCN"]
    hq.desk.agencies.take_other()
    assert form(hq).other is None
    hq.desk.agencies.select("SKHCN")
    assert code(hq) == MessageCode.AGENCY_CLASH
    assert shown(hq).message.data == {"name": SCIENCE.name}
    assert form(hq).other == ours
    assert not form(hq).can_switch
    assert form(hq).can_save
    hq.desk.agencies.switch()
    assert hq.fake.agencies.saved == []
    hq.desk.agencies.take_other()
    assert texts(hq)["name"] == "Của máy này"
    save(hq)
    assert hq.fake.agencies.saved == [ours]
    assert form(hq).other is None


def test_what_could_not_be_kept_stays_in_the_form(hq: Room) -> None:
    hq.fake.agencies.fails_with = "B-315"
    write(hq, NEW)
    save(hq)
    assert (code(hq), texts(hq)["name"]) == ("B-315", NEW.name)
    hq.fake.agencies.fails_with = None
    save(hq)
    assert hq.fake.agencies.saved == [NEW]


def test_a_second_press_while_it_is_being_kept_saves_nothing(hq: Room) -> None:
    write(hq, NEW)
    hq.desk.agencies.save()
    assert not form(hq).can_save
    hq.desk.agencies.save()
    assert len(hq.fake.agencies.saved) == 1
    hq.deliver()


def test_typing_on_while_it_is_being_kept_goes_on_with_that_entry(hq: Room) -> None:
    write(hq, NEW)
    hq.desk.agencies.save()
    hq.desk.agencies.edit("name", "Sở Xây dựng hai Mẫu")
    hq.deliver()
    assert (form(hq).code, texts(hq)["name"]) == ("SXD", "Sở Xây dựng hai Mẫu")
    save(hq)
    assert hq.fake.agencies.saved[-1] == replace(NEW, name="Sở Xây dựng hai Mẫu")


def test_an_entry_the_city_would_not_have_is_said_to_be_so(hq: Room) -> None:
    refused = KnownAgency(agency=NEW, storage=RecordStorage.REFUSED, is_at_city=False)
    hq.fake.agencies.learn(refused)
    hq.desk.agencies.select("SXD")
    hq.deliver()
    assert (code(hq), shown(hq).message.data) == (MessageCode.AGENCY_REFUSED, {"name": NEW.name})


def test_a_draft_of_an_entry_that_is_gone_can_still_be_saved(hq: Room) -> None:
    hq.desk.agencies.select("SKHCN")
    hq.desk.agencies.edit("name", "Tên mới Mẫu")
    hq.fake.agencies.forget()
    save(hq)
    assert hq.fake.agencies.saved == [replace(SCIENCE, name="Tên mới Mẫu")]


def test_the_search_takes_names_without_marks(hq: Room) -> None:
    hq.desk.agencies.search("thanh tra xa")
    assert shown(hq).rows == ()
    hq.desk.agencies.search("thanh tra pho")
    assert [row.agency for row in shown(hq).rows] == [INSPECTORATE]
    assert (shown(hq).search, shown(hq).total) == ("thanh tra pho", 5)


def test_other_facts_draw_nothing(hq: Room) -> None:
    drawn = len(hq.view.agencies)
    hq.fake.sync.set_status(hq.fake.sync.status())
    hq.deliver()
    assert len(hq.view.agencies) == drawn


def test_every_field_has_its_place() -> None:
    assert [field.value for field in AgencyField] == ["name", "kind", "parent_name", "code"]


@pytest.mark.parametrize("is_used_here", [True, False])
def test_what_is_taken_from_this_pc_brings_whether_it_is_used(
    hq: Room, *, is_used_here: bool
) -> None:
    theirs = replace(SCIENCE, is_active=not is_used_here)
    ours = replace(SCIENCE, is_active=is_used_here)
    hq.fake.agencies.learn(KnownAgency(agency=theirs, other=ours))
    hq.desk.agencies.select("SKHCN")
    hq.deliver()
    assert form(hq).is_active is not is_used_here
    hq.desk.agencies.take_other()
    assert (form(hq).is_active, form(hq).can_discard) == (is_used_here, True)
    hq.desk.agencies.discard()
    assert form(hq).is_active is not is_used_here
    hq.desk.agencies.take_other()
    hq.desk.agencies.leave()
    hq.restart()
    hq.desk.navigate(Screen.AGENCIES)
    save(hq)
    assert hq.fake.agencies.saved == [ours]
    assert not form(hq).can_discard


def test_what_the_city_refused_can_be_sent_again_as_it_stands(hq: Room) -> None:
    refused = KnownAgency(agency=NEW, storage=RecordStorage.REFUSED, is_at_city=False)
    hq.fake.agencies.learn(refused)
    hq.desk.agencies.select("SXD")
    hq.deliver()
    assert (form(hq).can_save, form(hq).can_discard) == (True, False)
    save(hq)
    assert hq.fake.agencies.saved == [NEW]
    assert code(hq) == MessageCode.AGENCY_SAVED
    assert not form(hq).can_save
