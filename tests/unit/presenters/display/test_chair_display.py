import dataclasses
import types
import typing
from dataclasses import replace
from datetime import datetime
from enum import Enum

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.floor import TurnClock
from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.ids import DocumentId, TrackId
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import EngineStateChanged, PeerStateChanged
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.presenters.display import chair_display_state as scenes
from desktop.presenters.display.chair_display import MOST_REPEATS
from desktop.presenters.display.chair_display_state import (
    ChairScene,
    CrestScene,
    DialogueScene,
    DocumentScene,
    EndedScene,
    PausedScene,
    PublicText,
    WaitingScene,
)
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, picture_of, statistics
from tests.samples.conditions import a_ticket
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_case, a_paper, a_plan
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

PAPER = DocumentId("paper-1")


def scene_of(room: Room) -> ChairScene:
    return room.view.chair_display[-1]


def dialogue_of(room: Room) -> DialogueScene:
    scene = scene_of(room)
    assert isinstance(scene, DialogueScene)
    return scene


def document_of(room: Room) -> DocumentScene:
    scene = scene_of(room)
    assert isinstance(scene, DocumentScene)
    return scene


def presented(room: Room, *, is_cleared: bool = True) -> None:
    room.open()
    room.fake.papers.put(replace(a_paper(), cleared_for_display=is_cleared))
    room.fake.channel.present(
        Stage(document_id=PAPER, page=3, page_count=12, title="tệp-bí-danh.pdf")
    )
    room.deliver()


# ---- what the type allows --------------------------------------------------------------------

HARMLESS = {int, bool, float, type(None), datetime, PublicText, TrackId, TurnClock, PageImage}


def leaves(annotation: object) -> set[object]:
    """Every type a field may hold, inside tuples, unions and our own dataclasses."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union, tuple):
        inner = [one for one in typing.get_args(annotation) if one is not Ellipsis]
        return set().union(*(leaves(one) for one in inner))
    if dataclasses.is_dataclass(annotation) and annotation not in HARMLESS:
        hints = typing.get_type_hints(annotation)
        return set().union(*(leaves(hint) for hint in hints.values()))
    return {annotation}


def test_no_scene_has_a_place_for_a_free_text() -> None:
    found = leaves(scenes.ChairScene)
    free = {
        one for one in found - HARMLESS if not (isinstance(one, type) and issubclass(one, Enum))
    }
    assert free == set()
    assert str not in found


# ---- scenes ----------------------------------------------------------------------------------


def test_without_a_session_the_crest_is_shown(room: Room) -> None:
    room.desk.start()
    assert scene_of(room) == CrestScene()


def test_before_the_opening_the_room_waits(room: Room) -> None:
    room.enter()
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    scene = scene_of(room)
    assert isinstance(scene, WaitingScene)
    assert scene.starts_at == a_plan().scheduled_start
    assert [(site.name, site.is_own, site.is_here) for site in scene.sites] == [
        ("Trụ sở thành phố", False, True),
        ("UBND xã An Lão", True, True),
        ("Sở chuyên môn", False, False),
    ]
    assert scene.header.case_title == "Bồi thường khi thu hồi đất"
    assert scene.header.room_name == "UBND xã An Lão"


def test_the_number_of_who_waits_here_is_shown_once_it_is_called(room: Room) -> None:
    room.enter()
    schedule, now = room.fake.schedule, room.clock.now()

    def called() -> int | None:
        room.desk.chair_display.draw()
        scene = room.desk.chair_display.scene()
        assert isinstance(scene, WaitingScene)
        return scene.called

    ticket = a_ticket(SESSION, COMMUNE, now)
    assert called() is None
    schedule.tickets[SESSION] = replace(ticket, warned_at=now)
    assert called() is None
    schedule.tickets[SESSION] = replace(ticket, called_at=now)
    assert called() == 7
    schedule.tickets[SESSION] = replace(ticket, called_at=now, site_id=AGENCY)
    assert called() is None
    schedule.tickets[SESSION] = replace(ticket, called_at=now, left_at=now)
    assert called() is None


@pytest.mark.parametrize("platform", ["", "Nền tảng khác"])
def test_before_the_opening_citizens_read_that_it_is_recorded_unless_it_meets_elsewhere(
    room: Room, platform: str
) -> None:
    plans = room.fake.schedule.plans
    room.fake.schedule.plans = [replace(one, platform=platform) for one in plans]
    room.fake.channel.platform = platform
    room.enter()
    scene = room.desk.chair_display.scene()
    assert isinstance(scene, WaitingScene)
    assert scene.is_recorded is (platform == "")


def test_the_number_of_who_is_next_here_is_shown_until_it_is_called(room: Room) -> None:
    room.enter()
    schedule, now = room.fake.schedule, room.clock.now()

    def told() -> tuple[int | None, int | None]:
        room.desk.chair_display.draw()
        scene = room.desk.chair_display.scene()
        assert isinstance(scene, WaitingScene)
        return scene.following, scene.called

    ticket = a_ticket(SESSION, COMMUNE, now)
    schedule.tickets[SESSION] = ticket
    assert told() == (None, None)
    schedule.tickets[SESSION] = replace(ticket, warned_at=now)
    assert told() == (7, None)
    schedule.tickets[SESSION] = replace(ticket, warned_at=now, called_at=now)
    assert told() == (None, 7)
    schedule.tickets[SESSION] = replace(ticket, warned_at=now, site_id=AGENCY)
    assert told() == (None, None)


def test_the_conversation_shows_who_has_the_floor_large(room: Room) -> None:
    room.open()
    assert dialogue_of(room).main.site_name == "Trụ sở thành phố"
    assert dialogue_of(room).turn is None
    room.fake.channel.put_seat(a_seat(AGENCY))
    room.fake.channel.give_floor(AGENCY)
    room.deliver()
    scene = dialogue_of(room)
    assert (scene.main.site_name, scene.main.is_speaking) == ("Sở chuyên môn", True)
    assert scene.own.site_name == "UBND xã An Lão"
    assert scene.turn is not None
    assert scene.turn.person is not None
    assert scene.turn.person.label == "Đại diện Sở"
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    scene = dialogue_of(room)
    assert (scene.main.site_name, scene.own.is_speaking) == ("Trụ sở thành phố", True)


def test_a_site_without_people_on_the_list_is_shown_by_its_name(room: Room) -> None:
    room.fake.schedule.plans = [replace(a_plan(), participants=())]
    room.open()
    assert dialogue_of(room).main.person is None


def test_lost_and_dark_pictures_are_told_apart(room: Room) -> None:
    room.open()
    assert not dialogue_of(room).main.is_lost
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(
        PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED), picture_of(HQ), statistics(HQ)
    )
    assert dialogue_of(room).main.track_id == "track-hq"
    room.tell(statistics(HQ, silent_s=3.0))
    assert dialogue_of(room).main.is_lost
    room.tell(statistics(HQ))
    room.fake.channel.put_seat(replace(a_seat(HQ), is_camera_on=False))
    room.session.toggle_camera()
    room.deliver()
    assert (dialogue_of(room).main.is_off, dialogue_of(room).main.is_lost) == (True, False)
    assert dialogue_of(room).own.is_off
    room.tell(EngineStateChanged(is_up=False, restarts=0))
    assert dialogue_of(room).own.is_lost


def test_a_lost_line_is_told_quietly(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    assert dialogue_of(room).is_line_lost


def test_a_pause_names_its_reason_and_its_length(room: Room) -> None:
    room.open()
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    room.pass_time(65.0)
    scene = scene_of(room)
    assert isinstance(scene, PausedScene)
    assert (scene.reason, scene.paused_s) == (PauseReason.BREAK, 65)


def test_a_consultation_step_is_shown_as_consultation(room: Room) -> None:
    room.open()
    for step in (*steps_to(Step.PRESENTATION), Step.CONSULTATION):
        room.fake.channel.set_step(step)
    room.deliver()
    scene = scene_of(room)
    assert isinstance(scene, PausedScene)
    assert scene.reason is PauseReason.CONSULTATION


def test_after_the_closing_the_end_and_its_minute_are_shown(room: Room) -> None:
    room.open()
    room.pass_time(90.0)
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    ended_at = room.clock.now()
    room.pass_time(60.0)
    scene = scene_of(room)
    assert isinstance(scene, EndedScene)
    assert scene.ended_at == ended_at


def test_a_session_that_was_over_when_one_came_shows_the_end(room: Room) -> None:
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.ADJOURNED)]
    room.fake.channel.is_city_reachable = False
    room.enter()
    assert isinstance(scene_of(room), EndedScene)


# ---- documents -------------------------------------------------------------------------------


def test_a_cleared_page_is_shown_by_number_and_never_by_file_name(room: Room) -> None:
    presented(room)
    scene = document_of(room)
    assert (scene.document_number, scene.page, scene.page_count) == (1, 3, 12)
    assert scene.page_image is not None
    assert "tệp-bí-danh" not in repr(scene)


def test_a_page_that_is_not_cleared_here_is_not_shown(room: Room) -> None:
    presented(room, is_cleared=False)
    assert isinstance(scene_of(room), DialogueScene)
    assert room.fake.papers.requests == []
    room.fake.papers.put(a_paper())
    room.deliver()
    assert isinstance(scene_of(room), DocumentScene)


def test_a_page_nobody_here_knows_is_not_shown(room: Room) -> None:
    room.open()
    room.fake.channel.present(
        Stage(document_id=DocumentId("unknown"), page=1, page_count=1, title="x")
    )
    room.deliver()
    assert isinstance(scene_of(room), DialogueScene)


def test_the_page_is_asked_for_once_at_the_width_of_the_screen(room: Room) -> None:
    room.desk.chair_display.set_page_width(1_600)
    room.desk.chair_display.set_page_width(0)
    room.fake.papers.answers_previews = False
    presented(room)
    room.pass_time(2.0)
    assert room.fake.papers.requests == [(PAPER, 3, 1_600)]
    assert document_of(room).page_image is None


def test_the_part_of_the_page_is_the_one_on_stage(room: Room) -> None:
    presented(room)
    assert document_of(room).part is PagePart.WHOLE
    asked = list(room.fake.papers.requests)
    room.fake.channel.present(
        Stage(document_id=PAPER, page=3, page_count=12, title="x", part=PagePart.BOTTOM)
    )
    room.deliver()
    assert document_of(room).part is PagePart.BOTTOM
    assert room.fake.papers.requests == asked


def test_a_page_of_something_else_is_not_mistaken_for_the_one_on_stage(room: Room) -> None:
    room.fake.papers.answers_previews = False
    presented(room)
    image = PageImage(width=1, height=1, rgb=b"abc")
    room.tell(PreviewReady(document_id=PAPER, page=9, page_count=12, image=image))
    assert document_of(room).page_image is None
    room.tell(PreviewReady(document_id=PAPER, page=3, page_count=12, image=image))
    assert document_of(room).page_image == image
    room.fake.channel.present(Stage(document_id=PAPER, page=4, page_count=12, title="x"))
    room.deliver()
    assert document_of(room).page_image is None


def test_a_page_whose_bytes_come_late_is_shown_then(room: Room) -> None:
    room.fake.papers.cannot_render.add(PAPER)
    presented(room)
    assert document_of(room).page_image is None
    far_away = replace(a_paper(), is_local=False)
    room.fake.papers.put(far_away)  # another try may fail as well, but its bytes are not here
    room.deliver()
    assert len(room.fake.papers.requests) == 1
    assert not document_of(room).is_undrawable  # it may well be shown once it is here
    room.fake.papers.cannot_render.clear()
    room.tell(PapersChanged(session_id=SESSION, document_ids=frozenset({DocumentId("other")})))
    assert len(room.fake.papers.requests) == 1
    room.fake.papers.put(replace(far_away, is_local=True))
    room.deliver()
    assert document_of(room).page_image is not None
    assert len(room.fake.papers.requests) == 2
    room.fake.papers.put(a_paper())
    room.deliver()
    assert len(room.fake.papers.requests) == 2


def test_a_page_that_cannot_be_drawn_is_not_asked_for_without_end(room: Room) -> None:
    room.fake.papers.cannot_render.add(PAPER)
    presented(room)
    for _ in range(MOST_REPEATS + 5):
        room.fake.papers.put(a_paper())
        room.deliver()
    assert len(room.fake.papers.requests) == 1 + MOST_REPEATS
    assert document_of(room).is_undrawable
    room.fake.channel.present(Stage(document_id=PAPER, page=4, page_count=12, title="x"))
    room.deliver()
    room.fake.papers.put(a_paper())
    room.deliver()
    assert len(room.fake.papers.requests) == 1 + MOST_REPEATS + 2


# ---- what must not be seen -------------------------------------------------------------------


def test_f8_shows_the_crest_and_back(room: Room) -> None:
    room.open()
    room.desk.chair_display.toggle_cover()
    assert scene_of(room) == CrestScene()
    assert room.desk.chair_display.is_covered
    room.desk.chair_display.toggle_cover()
    assert isinstance(scene_of(room), DialogueScene)


def test_a_denouncers_name_is_not_shown(room: Room) -> None:
    room.fake.schedule.cases = {
        a_case().id: replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    }
    room.open()
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    scene = dialogue_of(room)
    assert scene.turn is not None
    assert scene.turn.person is not None
    assert scene.turn.person.label is None
    assert scene.turn.person.is_protected
    assert "Công dân A" not in repr(scene)
    officers = [
        person.label
        for site in scene.sites
        for person in site.people
        if person.role is ParticipantRole.ROOM_OFFICER
    ]
    assert officers == ["Cán bộ tiếp dân"]


def test_nothing_of_minutes_numbers_requests_or_full_names_reaches_display_2(room: Room) -> None:
    presented(room)
    room.session.minutes.edit_text("ghi chú riêng")
    room.pass_time(1.0)
    seen = repr(room.view.chair_display)
    for secret in (
        "ghi chú riêng",
        "031165000123",
        "Đề nghị xem lại",
        "Nguyễn Thị Mẫu",
        "Mẫu Công dân A",
        "Quyết định thu hồi đất",
        "2026-0147",
        SESSION,
    ):
        assert secret not in seen


def test_the_words_of_an_office_document_are_not_for_the_public(room: Room) -> None:
    room.fake.papers.answers_previews = False
    presented(room)
    image = PageImage(width=1, height=1, rgb=b"abc")
    room.tell(PreviewReady(document_id=PAPER, page=3, page_count=12, image=image, is_text=True))
    assert document_of(room).page_image is None
    assert document_of(room).is_undrawable
