"""States of sign-in, home and the room before a session, each reached by what happens there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from desktop.app.desk.opening_screen import opening_shell, opening_sign_in
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.events import RegisterChanged
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.devices.device import DeviceKind, DeviceRole
from desktop.domain.errors import SettingsError, UserFacingError
from desktop.domain.ids import MinuteLineId, SessionId, UserId
from desktop.domain.media.events import EngineStateChanged, LevelsChanged
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.room.events import RoomChecked, TakeChanged
from desktop.domain.room.take import Take, TakeStage
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.recovery import Recovery
from desktop.presenters.access.account_entry import AccountEntry
from desktop.presenters.form.leave import LeaveField
from desktop.presenters.services.desk_context import DeskContext
from tests.rigs.desk.desk_room import FACTS, RecordingView, own_picture
from tests.samples import showcase as city
from tests.samples.checks import GOOD_ROOM, a_report
from tests.screens.register_states import entry, known
from tests.screens.session_states import Drive
from tests.screens.shown_room import REAL, ShownRoom

GOOD_TAKE = Take(
    stage=TakeStage.DONE, written_bytes=412_000, recorded_s=10.0, pictures=96, played_s=10.0
)
PRACTICE = replace(FACTS, practice_pin="246810")
BAD_ADDRESS = SettingsError(
    "C-111",
    {
        "file": r"HKLM\Software\Policies\HaiPhong\ReceptionRoom",
        "key": "server_url",
        "reason": "https_required",
    },
)
UNKNOWN_NAME = SettingsError(
    "C-112",
    {"file": r"C:\ProgramData\HaiPhong\ReceptionRoom\settings.toml", "key": "colour", "line": 3},
)
BROKEN_FILE = SettingsError(
    "C-110",
    {
        "file": r"C:\ProgramData\HaiPhong\ReceptionRoom\settings.toml",
        "reason": "not_toml",
        "line": 12,
    },
)


# ---- sign-in -------------------------------------------------------------------------------------


def sign_in(*, facts: DeskContext = REAL, is_online: bool = True) -> ShownRoom:
    """Nobody sits there; what the evening before left waits."""
    room = ShownRoom(officer=None, facts=facts)
    leave_unsent(room)
    if not is_online:
        room.lose_city()
    room.renew()
    room.desk.start()
    room.deliver()
    return room


def wrong_pin() -> ShownRoom:
    """For the second time."""
    room = sign_in()
    for _ in range(2):
        room.desk.sign_in.submit("135790")
        room.deliver()
    return room


def bad_setting() -> ShownRoom:
    """The installer was told http:// for the city: there is no desk yet, only its window."""
    room = ShownRoom(officer=None)
    room.view = RecordingView()
    room.view.render_shell(opening_shell())
    room.view.render_sign_in(
        opening_sign_in(
            error=UserFacingError("D-001"),
            version=room.facts.version,
            support_phone=room.facts.support_phone,
            setting_problems=(BAD_ADDRESS,),
        )
    )
    return room


def covered() -> ShownRoom:
    """Nobody touched anything for five minutes."""
    room = home()
    room.skip(301)
    return room


def account() -> ShownRoom:
    """A wrong password."""
    room = sign_in()
    room.desk.sign_in.open_account()
    room.desk.sign_in.edit_account(
        AccountEntry(has_login_name=True, has_password=True, code_digits=6)
    )
    wrong = AccountCredentials(login_name="can-bo", password="hoa phượng", code="000000")
    room.desk.sign_in.submit_account(wrong)
    room.deliver()
    return room


def account_new_pin() -> ShownRoom:
    """The two fields of the new PIN differ."""
    room = sign_in()
    room.desk.sign_in.open_account()
    room.desk.sign_in.toggle_new_pin()
    room.desk.sign_in.edit_account(
        AccountEntry(
            has_login_name=True, has_password=True, code_digits=6, new_pin_digits=6,
            new_pin_again_digits=6, is_new_pin_same=False,
        )
    )  # fmt: skip
    return room


def browser() -> ShownRoom:
    """The city's issuer asks in the browser."""
    room = ShownRoom(officer=None)
    room.fake.access.issuer_page = "https://dang-nhap.example.gov.vn/"
    leave_unsent(room)
    room.renew()
    room.desk.start()
    room.desk.sign_in.open_issuer()
    room.deliver()
    return room


def issuer() -> ShownRoom:
    """The browser came back with a no."""
    room = browser()
    room.fake.access.come_back("D-122")
    room.deliver()
    return room


# ---- home ----------------------------------------------------------------------------------------


def leave_unsent(room: ShownRoom) -> None:
    """Two lines and a paper of yesterday are still on this PC."""
    for number in (1, 2):
        line = line_of_yesterday(number)
        room.fake.minutes.put(replace(line, storage=RecordStorage.HERE))
    scan = replace(
        city.PAPERS[0],
        session_id=city.YESTERDAY,
        case_id=city.DECISION.id,
        title="Quyết định bị khiếu nại",
        size_bytes=41_200_000,
        added_at=city.NOW - timedelta(hours=2),
        transfer=PaperTransfer.HERE,
    )
    room.fake.papers.put(scan)


def line_of_yesterday(
    number: int, session_id: SessionId = city.YESTERDAY, at: datetime | None = None
) -> MinuteLine:
    """One of this room's."""
    return MinuteLine(
        id=MinuteLineId(f"{session_id}-{number}"), session_id=session_id,
        owner_site_id=city.COMMUNE, at=at or city.NOW - timedelta(hours=2, minutes=-number),
        speaker=city.ROOM_OFFICER.label, kind=MinuteLineKind.STATEMENT,
        text="Công dân trình bày nội dung khiếu nại.", revision=1, storage=RecordStorage.CITY,
    )  # fmt: skip


def home(*, facts: DeskContext = REAL) -> ShownRoom:
    """Three sessions today; the room was found ready; something waits to be sent."""
    room = ShownRoom(facts=facts)
    leave_unsent(room)
    _start_checked(room)
    return room


def _start_checked(room: ShownRoom) -> None:
    room.renew()
    room.desk.start()
    checked_at = city.NOW - timedelta(minutes=7)
    room.tell(
        EngineStateChanged(is_up=True, restarts=0),
        RoomChecked(report=a_report(GOOD_ROOM, checked_at)),
    )


def recovered() -> ShownRoom:
    """Three records are lost."""
    lost = tuple(("minute_line", f"lost-{number}") for number in range(3))
    recovery = Recovery(copy_made_at=city.NOW, salvaged=40, replayed=12, lost=lost)
    return home(facts=replace(REAL, recovery=recovery))


def bad_settings() -> ShownRoom:
    """Four places."""
    problems = (BAD_ADDRESS, UNKNOWN_NAME, BROKEN_FILE, UNKNOWN_NAME)
    return home(facts=replace(REAL, setting_problems=problems))


def no_session() -> ShownRoom:
    """Nothing is planned for today."""
    room = ShownRoom()
    room.fake.schedule.plans = [*city.PLANS_BEFORE, *city.FOUND_PLANS]
    leave_unsent(room)
    _start_checked(room)
    return room


def owed() -> ShownRoom:
    """Two citizens wait for an answer, one of them for long; who denounced is not named."""
    room = no_session()
    office = "UBND xã An Lão"
    long_ago = replace(entry(1, 1), reception_date=date(2026, 9, 21))
    denounced = entry(2, 10, petition_type=PetitionType.DENUNCIATION)
    for number, row in enumerate((long_ago, denounced), 1):
        ours = replace(row, within_competence=True, handled_by=office)
        room.fake.register.learn(known(ours, number))
    room.tell(RegisterChanged())
    return room


def owed_alone() -> ShownRoom:
    """The same, all of it asked for."""
    room = owed()
    room.desk.home.show_all_due(is_whole=True)
    return room


def offline() -> ShownRoom:
    """A practice room without a keyring and without the city."""
    room = home(facts=replace(FACTS, is_key_in_file=True))
    room.lose_city()
    return room


def dossier() -> ShownRoom:
    """Of the third session."""
    room = home()
    room.desk.home.open_dossier(city.THIRD)
    return room


def dossier_ended() -> ShownRoom:
    """The first session was broken off, and has minutes."""
    room = ShownRoom()
    leave_unsent(room)
    ended = replace(city.PLAN_OF_TODAY, status=city.BROKEN_OFF.status, ending=city.BROKEN_OFF)
    room.fake.schedule.plans = [
        ended if one.id == city.TODAY else one for one in room.fake.schedule.plans
    ]
    line = line_of_yesterday(1, city.TODAY, city.BROKEN_OFF.at - timedelta(minutes=20))
    room.fake.minutes.put(line)
    _start_checked(room)
    room.desk.home.open_dossier(city.TODAY)
    return room


def searched(text: str = "duong vao") -> ShownRoom:
    """The officer looks for a road; today has one row of it."""
    room = home()
    for hit in city.HITS:
        room.fake.search.keep(hit)
    room.desk.home.search(text)
    room.deliver()
    return room


def asked_to_exit() -> ShownRoom:
    """Something is not sent."""
    room = home()
    room.desk.ask_to_exit()
    return room


# ---- before a session ----------------------------------------------------------------------------


def pre_join() -> ShownRoom:
    """Somebody speaks at the table."""
    room = home()
    room.tell(own_picture())
    room.desk.home.activate(city.TODAY)
    room.deliver()
    room.tell(LevelsChanged(levels=((None, -22.0),)), TakeChanged(take=GOOD_TAKE))
    return room


def pre_join_no_take() -> ShownRoom:
    """Nobody recorded ten seconds today, and a leader is asked."""
    room = home()
    leader = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
    room.fake.access.people = (*room.fake.access.people, leader)
    room.tell(own_picture())
    room.desk.home.activate(city.TODAY)
    room.deliver()
    room.pre_join.take.toggle_leave()
    room.pre_join.take.edit(LeaveField.REASON, "Loa của phòng hỏng từ sáng nay")
    return room


def pre_join_elsewhere() -> ShownRoom:
    """The session meets on a platform of somebody else: no device is opened."""
    room = home()
    room.meet_elsewhere("Hội nghị truyền hình của Chính phủ")
    room.desk.home.activate(city.TODAY)
    room.deliver()
    return room


def pre_join_recorded() -> ShownRoom:
    """The same, and the room has a card and a line; the line was not plugged in yet."""
    room = home()
    room.meet_elsewhere("Hội nghị truyền hình của Chính phủ")
    room.fake.media.present += (city.CAPTURE_CARD, city.LINE_INPUT)
    room.desk.devices.use(DeviceRole.CAPTURE_CARD, city.CAPTURE_CARD.id)
    room.desk.devices.use(DeviceRole.LINE_INPUT, city.LINE_INPUT.id)
    room.fake.media.present = tuple(
        one for one in room.fake.media.present if one != city.LINE_INPUT
    )
    room.desk.home.activate(city.TODAY)
    room.deliver()
    return room


def no_microphone() -> ShownRoom:
    """It was not plugged in."""
    room = home()
    media = room.fake.media
    media.present = tuple(one for one in media.present if one.kind is not DeviceKind.MICROPHONE)
    room.tell(own_picture())
    room.desk.home.activate(city.TODAY)
    room.deliver()
    return room


START: Mapping[str, Drive] = {
    "sign-in": partial(sign_in, facts=PRACTICE),
    "sign-in-wrong-pin": wrong_pin,
    "sign-in-offline": partial(sign_in, is_online=False),
    "sign-in-bad-setting": bad_setting,
    "sign-in-covered": covered,
    "sign-in-account": account,
    "sign-in-account-new-pin": account_new_pin,
    "sign-in-issuer": issuer,
    "sign-in-browser": browser,
    "home": partial(home, facts=FACTS),
    "home-recovered": recovered,
    "home-bad-settings": bad_settings,
    "home-empty": no_session,
    "home-owed": owed,
    "home-owed-alone": owed_alone,
    "home-offline": offline,
    "home-dossier": dossier,
    "home-dossier-ended": dossier_ended,
    "home-search": searched,
    "pre-join": pre_join,
    "pre-join-no-take": pre_join_no_take,
    "pre-join-elsewhere": pre_join_elsewhere,
    "pre-join-elsewhere-recorded": pre_join_recorded,
    "pre-join-no-microphone": no_microphone,
    "exit": asked_to_exit,
}
"""Pictures of these screens, by the name of the picture."""
