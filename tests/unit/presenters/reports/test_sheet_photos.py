"""Photos of the readiness sheet: taken, kept, drawn, removed, sent, looked at."""

from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId
from desktop.domain.reports.events import PhotoDrawn, PhotoTaken
from desktop.domain.reports.readiness_sheet import (
    MAX_PHOTO_SIDE,
    MAX_PHOTOS,
    SheetPhoto,
    SheetResult,
)
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.reports.readiness_sheet import ReadinessSheetPresenter
from desktop.presenters.reports.readiness_sheet_state import (
    PhotoView,
    ReadinessSheetViewState,
    SheetDetail,
    SheetRow,
)
from desktop.presenters.reports.sheet_photos import THUMB_SIDE
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_photos import GREY, a_photo
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.unit_reports import a_sheet, with_photos

pytestmark = pytest.mark.unit


def at_the_screen(room: Room) -> Room:
    room.desk.start()
    room.desk.navigate(Screen.READINESS_SHEET)
    room.deliver()
    return room


@pytest.fixture
def room() -> Room:
    return at_the_screen(Room())


@pytest.fixture
def hq() -> Room:
    room = at_the_screen(Room(own_site_id=HQ, role=Role.HQ_CLERK))
    sheet = with_photos(a_sheet(COMMUNE), a_photo("1.jpg"), a_photo("2.jpg"))
    room.fake.reports.file(sheet, ReportState.SENT)
    room.deliver()
    return room


def presenter(room: Room) -> ReadinessSheetPresenter:
    return room.desk.readiness_sheet


def shown(room: Room) -> ReadinessSheetViewState:
    return room.view.readiness_sheet[-1]


def row(room: Room, code: str = "DD-1") -> SheetRow:
    form = shown(room).form
    assert form is not None
    return next(one for one in form.rows if one.code == code)


def detail(room: Room) -> SheetDetail:
    form = shown(room).form
    assert form is not None
    assert form.detail is not None
    return form.detail


def viewer(room: Room) -> PhotoView:
    found = shown(room).viewer
    assert found is not None
    return found


def code(room: Room) -> str:
    message = shown(room).message
    assert message is not None
    return message.code


def add(room: Room, *names: str, line: str = "DD-1") -> None:
    presenter(room).select(line)
    for name in names:
        presenter(room).add_photo(Path(name))
        room.deliver()


def hashes(room: Room, line: str = "DD-1") -> list[str]:
    return [one.sha256 for one in row(room, line).photos]


def send(room: Room) -> None:
    for line in ("DD-1", "MT-1", "DM-1"):
        presenter(room).tick(line, "pass")
    presenter(room).send()
    room.deliver()


def test_a_photo_stands_at_its_line_and_beside_it(room: Room) -> None:
    add(room, "a.jpg")
    assert room.fake.photos.added == [("DD-1", Path("a.jpg"))]
    (thumb,) = row(room).photos
    assert (thumb.sha256, thumb.image, thumb.is_lost) == (a_photo("a.jpg").sha256, GREY, False)
    assert detail(room).photos == row(room).photos
    assert row(room).result is SheetResult.NOT_SEEN
    assert row(room, "MT-1").photos == ()


def test_a_photo_survives_a_kill(room: Room) -> None:
    add(room, "a.jpg", "b.jpg")
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    room.deliver()
    assert hashes(room) == [a_photo("a.jpg").sha256, a_photo("b.jpg").sha256]
    assert row(room).photos[0].image == GREY


def test_a_draft_whose_photos_cannot_be_read_keeps_its_texts(room: Room) -> None:
    for damaged in ("[{", '[{\\"sha256\\": 1}]', "5"):
        kept = f'{{"DD-1.photos": "{damaged}", "DD-1.remark": "có"}}'
        room.fake.memory.values["sheet_draft"] = kept
        room.restart()
        room.desk.navigate(Screen.READINESS_SHEET)
        assert (row(room).photos, row(room).remark) == ((), "có")


def test_photos_go_with_the_sheet_and_stand_there_afterwards(room: Room) -> None:
    add(room, "a.jpg")
    send(room)
    entry = room.fake.reports.sheets()[0].report.entries[0]
    assert entry.photos == (a_photo("a.jpg"),)
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    room.deliver()
    assert hashes(room) == [a_photo("a.jpg").sha256]
    assert not detail_can_send(room)
    add(room, "b.jpg")
    assert detail_can_send(room)
    assert len(hashes(room)) == 2


def detail_can_send(room: Room) -> bool:
    form = shown(room).form
    assert form is not None
    return form.can_send


def test_a_photo_is_removed_before_sending(room: Room) -> None:
    add(room, "a.jpg", "b.jpg")
    presenter(room).remove_photo(a_photo("a.jpg").sha256)
    assert hashes(room) == [a_photo("b.jpg").sha256]
    presenter(room).remove_photo(a_photo("b.jpg").sha256)
    assert hashes(room) == []
    send(room)
    assert room.fake.reports.sheets()[0].report.entries[0].photos == ()


def test_a_line_takes_so_many_and_says_so(room: Room) -> None:
    add(room, *(f"{number}.jpg" for number in range(MAX_PHOTOS)))
    assert not detail(room).has_room
    presenter(room).add_photo(Path("more.jpg"))
    assert code(room) == MessageCode.PHOTOS_FULL
    assert len(room.fake.photos.added) == MAX_PHOTOS
    presenter(room).select("MT-1")
    assert detail(room).has_room
    presenter(room).tick("MT-1", "pass")
    assert code(room) != MessageCode.PHOTOS_FULL


def test_photos_on_their_way_are_counted(room: Room) -> None:
    room.fake.photos.is_silent = True
    presenter(room).select("DD-1")
    for number in range(MAX_PHOTOS + 1):
        presenter(room).add_photo(Path(f"{number}.jpg"))
    assert len(room.fake.photos.added) == MAX_PHOTOS
    assert (detail(room).is_adding, detail(room).has_room) == (True, False)
    for number in range(MAX_PHOTOS):
        room.tell(PhotoTaken(line="DD-1", photo=a_photo(f"{number}.jpg")))
    assert not detail(room).is_adding
    room.tell(PhotoTaken(line="DD-1", photo=a_photo("surprise.jpg")))
    assert len(hashes(room)) == MAX_PHOTOS
    assert not row(room).photos[0].is_lost
    assert row(room).photos[0].image is None


def test_the_same_photo_twice_is_one(room: Room) -> None:
    add(room, "a.jpg", "a.jpg")
    assert len(hashes(room)) == 1
    assert code(room) == MessageCode.PHOTO_THERE


def test_a_file_that_is_no_photo_is_told_and_nothing_is_lost(room: Room) -> None:
    add(room, "a.jpg")
    room.fake.photos.refuses_with = "U-130"
    add(room, "b.txt")
    assert code(room) == "U-130"
    assert len(hashes(room)) == 1
    assert not detail(room).is_adding


def test_nothing_is_added_without_a_line_or_a_person(room: Room) -> None:
    presenter(room).add_photo(Path("a.jpg"))
    presenter(room).select("DD-1")
    room.fake.access.person = None
    presenter(room).add_photo(Path("a.jpg"))
    presenter(room).remove_photo("x")
    presenter(room).draw()
    assert room.fake.photos.added == []
    assert not detail(room).can_edit


def test_a_photo_that_cannot_be_had_is_asked_for_again_later(room: Room) -> None:
    sha256 = a_photo("a.jpg").sha256
    room.fake.photos.lost = {sha256}
    add(room, "a.jpg")
    assert row(room).photos[0].is_lost
    room.fake.photos.lost.clear()
    room.desk.navigate(Screen.HOME)
    room.desk.navigate(Screen.READINESS_SHEET)
    room.deliver()
    assert (row(room).photos[0].is_lost, row(room).photos[0].image) == (False, GREY)


def test_photos_of_this_sheet_are_looked_at_one_by_one(room: Room) -> None:
    add(room, "a.jpg", "b.jpg")
    add(room, "c.jpg", line="DK-1")
    presenter(room).open_photo(a_photo("b.jpg").sha256)
    assert (viewer(room).image, viewer(room).is_lost) == (None, False)
    room.deliver()
    view = viewer(room)
    assert (view.unit_name, view.code, view.number, view.count) == ("", "DD-1", 2, 3)
    assert (view.label, view.image) == ("Có bảng nội quy", GREY)
    presenter(room).turn_photo(1)
    room.deliver()
    assert (viewer(room).code, viewer(room).number) == ("DK-1", 3)
    presenter(room).turn_photo(1)
    assert viewer(room).number == 3
    for _ in range(4):
        presenter(room).turn_photo(-1)
    assert viewer(room).number == 1
    presenter(room).close_photo()
    assert shown(room).viewer is None


def test_an_answer_for_a_photo_that_was_turned_away_is_not_drawn(room: Room) -> None:
    add(room, "a.jpg", "b.jpg")
    room.fake.photos.is_silent = True
    presenter(room).open_photo(a_photo("a.jpg").sha256)
    late = PhotoDrawn(sha256=a_photo("b.jpg").sha256, side=MAX_PHOTO_SIDE, image=GREY)
    room.tell(late)
    assert viewer(room).image is None
    presenter(room).close_photo()
    room.tell(late)
    assert shown(room).viewer is None


def test_headquarters_opens_the_photos_of_a_sheet(hq: Room) -> None:
    city = shown(hq).city
    assert city is not None
    assert city.sheets[0].photo_count == 2
    assert hq.fake.photos.drawn == [], "nothing is fetched before somebody looks"
    presenter(hq).open_photos("unknown")
    assert shown(hq).viewer is None
    hq.fake.photos.lost = {a_photo("2.jpg").sha256}
    presenter(hq).open_photos("sheet-1")
    hq.deliver()
    assert hq.fake.photos.drawn == [(a_photo("1.jpg").sha256, MAX_PHOTO_SIDE)]
    assert (viewer(hq).unit_name, viewer(hq).image) == ("UBND xã An Lão", GREY)
    presenter(hq).turn_photo(1)
    hq.deliver()
    assert viewer(hq).is_lost


def test_a_sheet_without_photos_opens_nothing(hq: Room) -> None:
    hq.fake.reports.file(a_sheet(SiteId("other"), "bare"), ReportState.SENT)
    hq.deliver()
    presenter(hq).open_photos("bare")
    presenter(hq).turn_photo(1)
    assert shown(hq).viewer is None


def test_a_photo_drawn_elsewhere_is_small_and_known(room: Room) -> None:
    photo: SheetPhoto = a_photo("a.jpg")
    room.tell(PhotoDrawn(sha256=photo.sha256, side=THUMB_SIDE, image=GREY))
    room.fake.photos.is_silent = True
    presenter(room).select("DD-1")
    room.tell(PhotoTaken(line="DD-1", photo=photo))
    assert row(room).photos[0].image == GREY
    assert room.fake.photos.drawn == []


def test_a_sheet_waits_for_a_photo_on_its_way(room: Room) -> None:
    presenter(room).select("DD-1")
    room.fake.photos.is_silent = True
    presenter(room).add_photo(Path("a.jpg"))
    form = shown(room).form
    assert form is not None
    assert (form.can_send, form.is_adding) == (False, True)
    presenter(room).send()
    assert room.fake.reports.sheets() == ()

    room.tell(PhotoTaken(line="DD-1", photo=a_photo("a.jpg")))
    form = shown(room).form
    assert form is not None
    assert (form.can_send, form.is_adding) == (True, False)
