"""Pictures of conclusions: a list in use, an empty one, a task given, extended, done, struck."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import ItemsShown, KnownItem
from desktop.domain.ids import DocumentId, SiteId
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField
from desktop.presenters.casework.conclusions.conclusions_state import ItemAct
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.conclusions import EXTENSION, an_item
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

S = ItemStatus


def a_task(status: ItemStatus, line: str, day: date | None, **changes: object) -> ConclusionItem:
    """Given by headquarters, to be done by the commune. changes: of its fields."""
    fields: dict[str, object] = {
        "session_id": city.TODAY,
        "case_id": city.LAND.id,
        "giving_site_id": city.HQ,
        "agency_site_id": None if status is S.DRAFT else city.COMMUNE,
        "given_on": date(2026, 10, 15),
        "deadline": day,
        **changes,
    }
    return an_item(status, line, **fields)


LATE = a_task(S.IN_PROGRESS, "late", date(2026, 11, 24), notice_number="12/TB-UBND")
LATE_THERE = a_task(
    S.ISSUED,
    "late-there",
    date(2026, 11, 25),
    task="Cung cấp bản đo đạc năm 2019 cho các hộ",
    agency="Sở Nông nghiệp và Môi trường",
    agency_site_id=city.AGENCY,
)
SOON = a_task(
    S.DONE,
    "soon",
    date(2026, 11, 30),
    task="Kiểm tra hiện trạng rãnh thoát nước thôn Mẫu",
    case_id=city.WATER.id,
    result="Đã kiểm tra ngày 24/11, có biên bản",
    result_document_ids=(DocumentId("bien-ban"),),
)
NEXT = a_task(
    S.ISSUED, "next", date(2026, 12, 1), task="Đo lại thực địa, mời hộ liền kề chứng kiến"
)
FREE = a_task(
    S.ANNOUNCED,
    "free",
    None,
    task="Niêm yết công khai đơn giá tại nhà văn hóa thôn",
    no_deadline_reason="Việc thường xuyên của xã",
)
DRAFT = replace(
    a_task(S.DRAFT, "draft", None, task="Trả lời về loại đất áp dụng khi tính đơn giá"),
    agency="",
)
MOVED = a_task(
    S.EXTENDED,
    "moved",
    date(2026, 12, 24),
    task="Thẩm định lại phương án bồi thường",
    extensions=(replace(EXTENSION, former=date(2026, 12, 10), deadline=date(2026, 12, 24)),),
)
OVER = a_task(S.CLOSED, "over", date(2026, 11, 1), task="Sửa cống thoát nước đầu thôn")
TASKS = (LATE, LATE_THERE, SOON, NEXT, FREE, DRAFT, MOVED, OVER)


def a_room(*items: ConclusionItem, own_site_id: SiteId = city.COMMUNE) -> ShownRoom:
    """A desk that knows these."""
    officer = city.OFFICERS[0] if own_site_id == city.COMMUNE else city.LEADER
    room = ShownRoom(own_site_id=own_site_id, officer=officer)
    for one in items:
        room.fake.conclusions.learn(KnownItem(item=one))
    room.renew()
    return room


def _list(room: ShownRoom, chosen: ConclusionItem | None = None) -> ShownRoom:
    room.go_to(Screen.CONCLUSIONS)
    if chosen is not None:
        room.desk.conclusions.select(chosen.id)
    room.deliver()
    return room


def _writing(room: ShownRoom, item: ConclusionItem, act: ItemAct, **texts: str) -> ShownRoom:
    _list(room, item)
    room.desk.conclusions.begin(act)
    for key, text in texts.items():
        room.desk.conclusions.writing.edit(ItemField(key), text)
    room.deliver()
    return room


def the_list() -> ShownRoom:
    """Two are overdue, one was done and waits for its answer; the first is chosen."""
    return _list(a_room(*TASKS), LATE)


def empty() -> ShownRoom:
    """No chair gave a task yet."""
    return _list(a_room())


def nothing_found() -> ShownRoom:
    """Nothing is called so."""
    room = _list(a_room(*TASKS))
    room.desk.conclusions.search("cầu vượt")
    room.deliver()
    return room


def finished() -> ShownRoom:
    """What is over."""
    room = _list(a_room(*TASKS))
    room.desk.conclusions.choose_shown(ItemsShown.FINISHED)
    room.deliver()
    return room


def result() -> ShownRoom:
    """What became of it is written, with its paper."""
    room = a_room(*TASKS)
    _writing(room, LATE, ItemAct.RESULT, result="Đã trả lời bằng Công văn số 45/UBND")
    room.desk.conclusions.attach(Path(__file__))
    room.deliver()
    return room


def lacks_paper() -> ShownRoom:
    """A result was written, and no paper says so."""
    room = _writing(a_room(*TASKS), LATE, ItemAct.RESULT, result="Đã họp thôn")
    room.desk.conclusions.writing.save()
    room.deliver()
    return room


def extend() -> ShownRoom:
    """The day is moved, and nobody said who approved it."""
    room = a_room(*TASKS, own_site_id=city.HQ)
    _writing(room, LATE, ItemAct.EXTEND, new_days="10")
    room.desk.conclusions.writing.save()
    room.deliver()
    return room


def give() -> ShownRoom:
    """A draft is completed."""
    room = a_room(*TASKS, own_site_id=city.HQ)
    return _writing(room, DRAFT, ItemAct.GIVE, agency_site="other")


def issue() -> ShownRoom:
    """The number of its notice is asked for."""
    return _writing(a_room(*TASKS), FREE, ItemAct.ISSUE)


def step() -> ShownRoom:
    """It goes on by one key."""
    return _writing(a_room(*TASKS), SOON, ItemAct.STEP)


def strike() -> ShownRoom:
    """It was made by mistake."""
    return _writing(a_room(*TASKS, own_site_id=city.HQ), DRAFT, ItemAct.STRIKE)


def clash() -> ShownRoom:
    """Another place wrote into it at once."""
    room = a_room(*TASKS)
    other = replace(LATE, result="Đã trả lời miệng ngày 23/11")
    room.fake.conclusions.learn(KnownItem(item=LATE, other=other))
    return _writing(room, LATE, ItemAct.RESULT)


CONCLUSIONS: Mapping[str, Drive] = {
    "conclusions": the_list,
    "conclusions-empty": empty,
    "conclusions-not-found": nothing_found,
    "conclusions-finished": finished,
    "conclusions-result": result,
    "conclusions-lacks-paper": lacks_paper,
    "conclusions-extend": extend,
    "conclusions-give": give,
    "conclusions-issue": issue,
    "conclusions-step": step,
    "conclusions-strike": strike,
    "conclusions-clash": clash,
}
