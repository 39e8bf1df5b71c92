"""A session full of secrets, played to its end: display 2 paints none of them in any scene."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.live_session import Stage
from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.domain.ids import DocumentId, MinuteLineId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.presenters.display.chair_display_state import (
    ChairScene,
    DialogueScene,
    DocumentScene,
    EndedScene,
    PausedScene,
    ReadBackScene,
    WaitingScene,
)
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import FACTS, Room
from tests.rigs.desk.painted_texts import PaintedTexts
from tests.samples.receptions import COMMUNE, HQ, SESSION, a_case, a_line, a_paper
from tests.samples.steps import steps_to

pytestmark = pytest.mark.ui

NAME, LABEL, NUMBER, PHONE, MAIL = (
    "Trần Thị Bí Mật", "Công dân Kín", "031165000123", "0912 345 678", "kin@example.org",
)  # fmt: skip
TYPED = f"Ông bà {NAME} ({LABEL}), số {NUMBER}, điện thoại {PHONE}, thư {MAIL}"
REASON, FILE = "Lý do không nói ra", "tep-bi-mat-12.pdf"
SECRETS = (
    *(NAME, LABEL, NUMBER, PHONE, MAIL, REASON, FILE),
    *("2026-0147", "TCDTT-31", SESSION, "Thôn Kín", "Quyết định ủy quyền kín", "K-1", "H-0"),
)


def of_secrets(*, faces_leader: bool) -> Room:
    """A denunciation at the chair's desk; whatever can be typed holds a secret."""
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.facts = replace(FACTS, faces_leader=faces_leader)
    case = a_case()
    citizens = tuple(
        replace(one, full_name=NAME, id_number=NUMBER, address="Thôn Kín") for one in case.citizens
    )
    case = replace(
        case,
        petition_type=PetitionType.DENUNCIATION,
        request=TYPED,
        previous_result=f"Đã trả lời: {TYPED}",
        citizens=citizens,
    )
    room.fake.schedule.cases = {case.id: case}
    room.fake.schedule.plans = [
        replace(
            plan,
            is_practice=False,
            chair_authorisation="Quyết định ủy quyền kín",
            participants=tuple(
                replace(one, full_name=NAME, label=LABEL) if "Công dân" in one.label else one
                for one in plan.participants
            ),
        )
        for plan in room.fake.schedule.plans
    ]
    room.fake.channel.other_seats = (a_seat(COMMUNE),)
    room.restart()
    return room


def played(room: Room) -> Iterator[ChairScene]:
    """Every scene that a session brings, one after the other."""
    channel = room.fake.channel
    room.enter()
    yield shown_by(room)
    channel.open_session()
    room.fake.minutes.put(replace(a_line(TYPED), speaker=LABEL))
    room.deliver()
    yield shown_by(room)
    room.call_roll()
    for step in steps_to(Step.PRESENTATION):
        channel.set_step(step)
    channel.floor.put_hand(COMMUNE, Speaker(label=LABEL, side=Side.CITIZENS), REASON)
    channel.floor.put_hand(COMMUNE, Speaker(label=NAME, side=Side.CITIZENS), REASON)
    room.deliver()
    yield shown_by(room)
    channel.give_floor(COMMUNE)
    room.deliver()
    yield shown_by(room)
    room.fake.papers.put(replace(a_paper(), title=FILE, cleared_for_display=True))
    channel.present(Stage(document_id=DocumentId("paper-1"), page=1, page_count=2, title=FILE))
    room.deliver()
    yield shown_by(room)
    channel.present(None)
    yield from paused_read_and_ended(room)


def paused_read_and_ended(room: Room) -> Iterator[ChairScene]:
    """From the presentation to every end."""
    channel = room.fake.channel
    for reason in PauseReason:
        channel.pause_session(reason)
        room.deliver()
        yield shown_by(room)
        channel.resume_session()
    for step in (Step.QUESTIONS, Step.CONCLUSION, Step.READ_BACK):
        channel.set_step(step)
    room.deliver()
    room.fake.roll.read_line(MinuteLineId("line-1"))
    room.deliver()
    yield shown_by(room)
    now = room.clock.now()
    for status in (SessionStatus.ADJOURNED, SessionStatus.REFUSED, SessionStatus.ABORTED_TECHNICAL):
        ending = SessionEnding(status=status, reason=f"{REASON}: {TYPED}", at=now)
        channel.change(lambda live, one=ending: replace(live, status=one.status, ending=one))  # type: ignore[misc]
        room.deliver()
        yield shown_by(room)


def shown_by(room: Room) -> ChairScene:
    room.pass_time(1.0)
    return room.view.chair_display[-1]


@pytest.mark.parametrize("faces_leader", [False, True], ids=["citizens look", "a leader looks"])
def test_no_scene_paints_a_secret_or_tells_it_to_a_screen_reader(
    theme: Theme,
    frames: FrameHub,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    faces_leader: bool,
) -> None:
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    painted = PaintedTexts(view, monkeypatch)
    kinds: set[type[ChairScene]] = set()
    for scene in played(of_secrets(faces_leader=faces_leader)):
        kinds.add(type(scene))
        said = (*painted.of(scene), painted.spoken())
        assert len(said) > 1
        for secret in SECRETS:
            found = [one for one in said if secret.casefold() in one.casefold()]
            assert found == [], (type(scene).__name__, secret)
    assert kinds == {
        WaitingScene, DialogueScene, DocumentScene, PausedScene, ReadBackScene, EndedScene,
    }  # fmt: skip


def test_the_secrets_would_be_found() -> None:
    """They are in what the presenters were given."""
    room = of_secrets(faces_leader=True)
    room.enter()
    known = repr((room.session.context, room.fake.schedule.plans))
    assert {NAME, LABEL, NUMBER, MAIL} <= {one for one in SECRETS if one in known}
