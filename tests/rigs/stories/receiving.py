"""What the two people do in the session, until both have left the room."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt

from tests.rigs.stories.matter import DENOUNCER, Matter
from tests.rigs.stories.person import Person
from tests.rigs.stories.preparing import CHAIR, COMMUNE_LEADER, SECRETARY
from tests.rigs.stories.town import Town

TASK = "Giao UBND xã An Lão kiểm tra, trả lời công dân bằng văn bản."
WHY_NOT = "Không đồng ý với kết luận của buổi tiếp"
PAUSED = "lý do: nghỉ; dự kiến trở lại lúc 08 giờ 30 phút"
WHY_ADJOURNED = "Chờ kết quả đo đạc lại hiện trường của cơ quan chuyên môn"
WITNESSES = ("Mai Văn Mẫu", "Tô Thị Mẫu")


def speaker(matter: Matter) -> str:
    """How the citizen is called in the session."""
    return DENOUNCER if matter.is_denunciation else "Công dân A"


def enter(town: Town) -> None:
    """Until both microphones are open; who did not try a take may come in without."""
    both = (town.headquarters, town.commune)
    for person in both:
        person.press("Vào phòng")
        person.press_one_of("Sẵn sàng, vào phòng", "Vào phòng, chưa sẵn sàng")
    for person in both:
        person.press("Mở micro")
    town.headquarters.waits_for("Tắt micro")
    town.headquarters.waits_until_gone("Chưa đủ các mốc")


def open_session(town: Town, instant: datetime) -> None:
    """At its hour; it counts down before it is open."""
    town.time.go_to(instant)
    town.headquarters.press("Mở buổi tiếp")


def call_roll(town: Town, *citizens: str) -> None:
    """Everybody is there; what must be announced was read."""
    headquarters, commune = town.headquarters, town.commune
    headquarters.press_twice("Sang bước Kiểm tra thành phần")
    for person, names in (
        (headquarters, (CHAIR, SECRETARY)),
        (commune, (*citizens, COMMUNE_LEADER)),
    ):
        person.press("Điểm danh…")
        for name in names:
            person.pick(name, "Có mặt")
        person.press("Trở lại")
    headquarters.press_twice("Sang bước Công bố nội dung")
    headquarters.press("Công bố 0…")
    headquarters.pick("Nội quy phòng tiếp công dân", "Ghi là đã đọc")
    headquarters.pick("Thông báo về ghi âm, ghi hình", "Ghi là đã đọc")
    headquarters.press("Trở lại")


def write(person: Person, who: str, kind: str, text: str) -> None:
    """A line of the minutes."""
    person.choose("Người nói", who)
    person.choose("Loại dòng", kind)
    person.fill("Dòng đang gõ", text)
    person.key(Qt.Key.Key_Return)
    person.waits_for(text)


def hear(town: Town, matter: Matter) -> None:
    """What the citizen says, and a question."""
    headquarters = town.headquarters
    headquarters.press_twice("Sang bước Trình bày")
    headquarters.press("Mời nói")
    write(headquarters, speaker(matter), "trình bày", f"{matter.summary}.")
    headquarters.press_twice("Sang bước Hỏi đáp")
    write(headquarters, CHAIR, "hỏi", "Việc này xảy ra từ khi nào?")
    write(headquarters, speaker(matter), "trả lời", "Từ đầu năm nay.")
    headquarters.press("Dừng lời")


def pause_and_go_on(town: Town) -> None:
    """They rest some minutes, with an hour at which they come back."""
    headquarters = town.headquarters
    headquarters.press("Tạm dừng")
    headquarters.fill("Trở lại lúc (nếu đã biết)", "08:30")
    headquarters.press("Tạm nghỉ")
    for person in (town.headquarters, town.commune):
        person.waits_for("Buổi tiếp đang tạm dừng")
    headquarters.press("Tiếp tục")
    for person in (headquarters, town.commune):
        person.waits_until_gone("Buổi tiếp đang tạm dừng")


def adjourn(town: Town) -> None:
    """Something is to be measured first, so they meet again on another day."""
    headquarters = town.headquarters
    headquarters.press("Dừng buổi tiếp…")
    headquarters.press("Dừng hôm nay, tiếp tục vào ngày khác")
    headquarters.fill("Lý do (ghi vào biên bản)", WHY_ADJOURNED)
    headquarters.press("Dừng hôm nay, tiếp tục vào ngày khác", place=1)  # below the reason
    for person in (headquarters, town.commune):
        person.waits_for("kết thúc")
        person.press_twice("Rời phòng")


def conclude(town: Town) -> None:
    """One task for the commune, with a deadline."""
    headquarters = town.headquarters
    headquarters.press_twice("Sang bước Kết luận")
    headquarters.choose("Người nói", CHAIR)
    headquarters.fill("Dòng đang gõ", TASK)
    headquarters.press("Dòng thành kết luận, Ctrl+L")
    headquarters.fill("Số ngày làm việc, tính từ ngày tiếp", "10")
    headquarters.fill("Đầu mối", "Lê Thị Mẫu")
    headquarters.fill("Điện thoại đầu mối", "0900000789")
    headquarters.press("Giao việc")


def sign_by_hand(person: Person, name: str) -> None:
    """As everybody does who can write."""
    person.pick(name, "Ký tay")
    person.waits_for("Ký tay, ghi lúc")


def sign_with_a_finger(person: Person, name: str) -> None:
    """Who cannot write."""
    person.pick(name, "Điểm chỉ")
    person.waits_for("Điểm chỉ, ghi lúc")


def not_sign(person: Person, name: str) -> None:
    """With a reason, before two witnesses."""
    person.pick(name, "Không ký")
    person.fill("Lý do không ký", WHY_NOT)
    for place, witness in enumerate(WITNESSES, start=1):
        person.fill(f"Người chứng kiến {place}", witness)
    person.press("Ghi là không ký")
    person.waits_for("Không ký, ghi lúc")


def sign_and_close(
    town: Town,
    *citizens: str,
    sign: Callable[[Person, str], None] = sign_by_hand,
) -> None:
    """The minutes are read back line by line, printed, and signed by all in their rooms."""
    headquarters, commune = town.headquarters, town.commune
    headquarters.press_twice("Sang bước Đọc biên bản")
    headquarters.press_until_last("Sau")
    headquarters.press_twice("Sang bước Ký")
    for person in (headquarters, commune):
        person.press("Ý kiến, ký")
    headquarters.print_out("In biên bản…", back="Trở lại danh sách ký")
    for name in (CHAIR, SECRETARY):
        sign_by_hand(headquarters, name)
    for name in citizens:
        sign(commune, name)
    sign_by_hand(commune, COMMUNE_LEADER)
    for person in (headquarters, commune):
        person.press("Trở lại")
    headquarters.press_twice("Sang bước Đóng")
    headquarters.press_twice("Đóng")
    for person in (headquarters, commune):
        person.waits_for("kết thúc")
        person.press_twice("Rời phòng")
