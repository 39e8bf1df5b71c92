"""What the two people do until the session: request, decision, plan, notice, trial, intake."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.app.practice.names import PRACTICE_PIN
from desktop.app.rehearsal.script.pages import write_paper
from desktop.app.working_days import load_working_days
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.scheduling import earliest_lawful_day
from desktop.domain.reception.working_days import PROGRAM_TABLE, WorkingDays
from desktop.files.resources import resource_path
from tests.rigs.stories.matter import SPEAKS_FOR, Matter, Petition
from tests.rigs.stories.person import Person
from tests.rigs.stories.town import Town

OFFICER, CLERK = "Cán bộ tiếp dân Mẫu", "Chuyên viên Ban Tiếp công dân Mẫu"
CHAIR, SECRETARY, COMMUNE_LEADER = "Phạm Văn Mẫu", "Vũ Thị Mẫu", "Đỗ Văn Mẫu"
GROUND = "Căn cứ tiếp trực tuyến (Điều 20 NĐ 154/2026)"
REFUSAL_NUMBER = "16/TB-TCD"
_HOME = "Buổi tiếp hôm nay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Of one story, in Hai Phong. request: Ghi yêu cầu. session: the first that is lawful then."""

    request: date
    session: date

    @property
    def trial(self) -> date:
        """The working day before the session."""
        return _table().before(self.session, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant in Hai Phong."""
    return datetime.combine(day, time(hour, minute), tzinfo=LOCAL_ZONE)


def begin_a_story(town: Town) -> Days:
    """The next Monday, eight o'clock; both sit at their windows."""
    today = town.time.now().astimezone(LOCAL_ZONE).date()
    monday = today + timedelta(days=7 - today.weekday())
    come_back(town, at(monday, 8))
    return Days(request=monday, session=earliest_lawful_day(town.time.now(), _table()))


def come_back(town: Town, instant: datetime) -> None:
    """Both give their rooms back and sign in again later, as people do who come another day."""
    for person in (town.headquarters, town.commune):
        if not person.sees("Mã PIN"):
            person.press("Khóa")
            person.waits_for("Mã PIN")
    town.time.go_to(instant)
    for person, name in ((town.commune, OFFICER), (town.headquarters, CLERK)):
        person.choose("Cán bộ", name)
        person.fill("Mã PIN", PRACTICE_PIN)
        person.press("Vào")
        person.waits_for(_HOME)


def _table() -> WorkingDays:
    """Of the program."""
    return load_working_days(resource_path(*PROGRAM_TABLE))


def take_request(commune: Person, matter: Matter) -> None:
    commune.press("Yêu cầu tiếp công dân…")
    commune.fill("Người yêu cầu", matter.citizen)
    commune.fill("Số giấy tờ", matter.number)
    commune.fill("Nơi ở", matter.address)
    commune.fill("Nội dung yêu cầu", matter.content)
    commune.fill("Số người", str(matter.size))
    commune.tick(SPEAKS_FOR[matter.petition][0])
    commune.pick("Cán bộ chọn", matter.petition)
    if matter.is_denunciation:
        commune.pick("Cần bảo vệ danh tính?", "Không")
        commune.pick("Bảo đảm được bí mật?", "Có")
    commune.pick("Muốn được tiếp trực tuyến", "Có")
    commune.press("Ghi yêu cầu")
    commune.waits_for("Đã ghi yêu cầu")


def decide_online(headquarters: Person, matter: Matter) -> None:
    headquarters.press("Yêu cầu tiếp công dân…")
    headquarters.press_row(matter.shown_name)
    headquarters.pick("Cách tiếp", "Tiếp trực tuyến")
    headquarters.choose(GROUND, "1.")
    headquarters.press("Quyết định tiếp trực tuyến")
    headquarters.waits_for("Đã ghi quyết định")


def refuse(headquarters: Person, matter: Matter) -> None:
    """Because it was answered before; the unit of the citizen tells them."""
    headquarters.press("Yêu cầu tiếp công dân…")
    headquarters.press_row(matter.shown_name)
    headquarters.pick("Cách tiếp", "Không tiếp")
    headquarters.choose("Căn cứ không tiếp", "Đ4.1 h")
    headquarters.press("Quyết định không tiếp")
    headquarters.waits_for("Đã ghi quyết định")


def tell_refusal(commune: Person, days: Days) -> None:
    """The unit prints the notice, and notes that it went out."""
    commune.print_out("In thông báo từ chối…")
    commune.press("Ghi đã gửi…")
    commune.fill("Số thông báo", REFUSAL_NUMBER)
    commune.fill("Ngày gửi", f"{days.request:%d/%m/%Y}")
    commune.press("Ghi đã gửi")
    commune.waits_for(f"Đã gửi thông báo số {REFUSAL_NUMBER} (01/TCD)")
    commune.press("Về Buổi tiếp")


def plan(headquarters: Person, matter: Matter, hours: str = "08:00–09:30") -> None:
    """From 07/12/2026 the first lawful day is 14/12/2026."""
    headquarters.press("Lập lịch buổi tiếp")
    headquarters.fill("Trích yếu", matter.title)
    headquarters.press(hours)
    headquarters.fill("Người chủ trì", CHAIR)
    headquarters.fill("Chức vụ", "Chủ tịch UBND thành phố")
    headquarters.fill("Thư ký", SECRETARY)
    headquarters.choose("Điểm cầu", "UBND xã An Lão")
    headquarters.choose("Vai trò", "Lãnh đạo xã, phường")
    headquarters.fill("Họ và tên", COMMUNE_LEADER)
    headquarters.fill("Chức vụ", "Chủ tịch UBND xã", place=1)
    headquarters.press("Thêm người")
    if matter.size > 1:
        for site in ("Trụ sở", "An Lão"):
            _add_entry(headquarters, site)
    headquarters.press("Xếp lịch")
    headquarters.waits_for("Đã xếp lịch")


def _add_entry(headquarters: Person, site: str) -> None:
    """What a site has of the dossier; of many people each site says so before the session."""
    headquarters.choose("Hồ sơ của điểm cầu", site)
    headquarters.fill("Tên tài liệu", f"Báo cáo của {site}")
    headquarters.fill("Số trang", "4")
    headquarters.press("Thêm mục hồ sơ")
    headquarters.waits_until_not_offered("Hồ sơ của điểm cầu", site)


def send_notice(headquarters: Person, matter: Matter, days: Days) -> None:
    """It is due the same day at 17:00."""
    headquarters.press_row(matter.title)
    headquarters.fill("Số thông báo", "15/TB-TCD")
    headquarters.fill("Ngày gửi", f"{days.request:%d/%m/%Y}")
    headquarters.press("Ghi thông báo")
    headquarters.print_out("In giấy mời…")
    headquarters.press("Về Buổi tiếp")


def plan_to_go_on(town: Town, matter: Matter) -> Days:
    """What was broken off is planned anew the same day, for the first day that is lawful then."""
    headquarters, now = town.headquarters, town.time.now()
    today = now.astimezone(LOCAL_ZONE).date()
    days = Days(request=today, session=earliest_lawful_day(now, _table()))
    headquarters.press("Buổi tiếp")
    headquarters.press("Lập lịch")
    headquarters.press_row(matter.title)
    headquarters.press("08:00–09:30")
    headquarters.press("Xếp lịch")
    headquarters.waits_for("Đã xếp lịch")
    send_notice(headquarters, matter, days)
    town.commune.press("Buổi tiếp")
    return days


def print_slip(commune: Person) -> None:
    """Tells the citizen when and where; the row of the request offers it once it is planned."""
    commune.print_out("In phiếu hẹn…")
    commune.press("Về Buổi tiếp")


def try_out(town: Town) -> None:
    """On 11/12 before 17:00; it takes some 15 s until both ways are seen and heard."""
    for person in (town.headquarters, town.commune):
        person.press("Kết nối thử")
    town.headquarters.press("Chiếu trang thử")
    town.headquarters.press("Ghi nhận kết nối thử")
    for person in (town.headquarters, town.commune):
        person.press("Rời kết nối thử")


def take_in(town: Town, matter: Matter) -> None:
    """The citizen has come; what they bring belongs to the case of their request."""
    commune = town.commune
    commune.press("Tiếp nhận công dân")
    _write_person(commune, matter)
    if matter.size > 1:
        _write_group(commune, matter)
    _write_matter(commune, matter)
    commune.search("Gắn vào vụ việc", matter.title)
    if matter.can_write:
        commune.press("Nhận tài liệu")
        commune.take_file(write_paper(town.folder / f"Đơn {matter.petition.lower()}.pdf"))
        commune.waits_for("1 tài liệu")
    commune.press("Xong, vào hàng chờ")
    if matter.second:  # who is named alone has no papers yet: it asks once more
        commune.waits_for("cần xem lại")
        commune.press("Xong, vào hàng chờ")
    commune.waits_for("Đã tiếp nhận lượt")
    commune.press("Về Buổi tiếp")


def _write_person(commune: Person, matter: Matter) -> None:
    commune.fill("Họ và tên", matter.citizen)
    commune.fill("Ngày sinh", matter.born)
    commune.choose("Giới tính", matter.gender)
    commune.fill("Số giấy tờ", matter.number)
    commune.fill("Nơi ở hiện nay", matter.address)
    commune.fill("Ngày cấp", "10/05/2021")
    commune.fill("Nơi cấp", "Cục Cảnh sát QLHC về TTXH")
    commune.tick("Đã đối chiếu người với giấy tờ")
    if not matter.can_write:
        commune.tick("Không biết chữ hoặc không viết được")


def _write_group(commune: Person, matter: Matter) -> None:
    """Two speak for all; one of them is named alone, and their paper comes later."""
    commune.fill("Số người cùng việc", str(matter.size))
    commune.fill("Tên đoàn", "Đoàn tổ 2")
    commune.fill("Số người có mặt", "2")
    commune.fill("Thành viên khác", matter.second)
    commune.fill("Nơi ở của thành viên", "Tổ 2, thôn Mẫu, xã An Lão")
    commune.press("Thêm vào đoàn")
    commune.press(f"Đại diện: {matter.second}")
    commune.fill("Lý do chưa đủ danh sách, giấy cử đại diện", "Giấy cử đại diện nộp sau")


def _write_matter(commune: Person, matter: Matter) -> None:
    commune.choose("Lĩnh vực", "Đất")
    if matter.can_write:
        commune.pick("Trình bày bằng", "Đơn")
        commune.fill("Ngày của đơn", "05/12/2026")
        commune.tick("Đã ký hoặc điểm chỉ")
    else:
        commune.pick("Trình bày bằng", "Lời nói")
        commune.tick("Cán bộ ghi lại lời trình bày")
        commune.tick("Đã đọc lại cho công dân nghe")
    commune.fill("Tóm tắt nội dung", matter.summary)
    commune.fill("Yêu cầu của công dân", matter.wish)
    commune.tick(SPEAKS_FOR[matter.petition][1])
    commune.pick("Cán bộ chọn", matter.petition)
    if matter.petition is Petition.COMPLAINT:
        commune.fill("Bên bị khiếu nại, tố cáo", "UBND xã An Lão")
        commune.choose("Đối tượng", "Quyết định hành chính")
        commune.fill("Số quyết định bị khiếu nại", "123/QĐ-UBND")
        commune.fill("Ngày quyết định", "14/05/2026")
    if matter.is_denunciation:
        commune.fill("Bên bị khiếu nại, tố cáo", "Tổ quản lý chợ Mẫu")
        commune.choose("Đối tượng", "Hành vi vi phạm")
        commune.pick("Cần bảo vệ danh tính?", "Không")
        commune.pick("Bảo đảm được bí mật?", "Có")
