"""Help: what this screen is for, and its keys."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.texts.support import support_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import clear, column, row, rule
from desktop.ui.widgets.marks.badge import KeyCap
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph

_WIDTH = 480
_KEY_COLUMN = 132
_PURPOSES: Mapping[Screen, object] = {
    Screen.SIGN_IN: QT_TRANSLATE_NOOP(
        "Keys", "Chọn tên, nhập mã PIN rồi nhấn Enter; hoặc đăng nhập tài khoản thành phố."
    ),
    Screen.HOME: QT_TRANSLATE_NOOP(
        "Keys", "Các buổi tiếp hôm nay. Chọn dòng rồi bấm nút bên phải."
    ),
    Screen.WAITING: QT_TRANSLATE_NOOP(
        "Keys",
        "Hôm nay ai đang chờ, chờ bao lâu, phòng đã sẵn sàng chưa. Báo trước rồi mời vụ tiếp theo.",
    ),
    Screen.INTAKE: QT_TRANSLATE_NOOP(
        "Keys",
        "Gõ một lần cho một lượt tiếp: nhân thân, tư cách, nội dung, phân loại. Đưa thẻ vào đầu "
        "đọc để điền phần nhân thân. Mất mạng vẫn ghi được.",
    ),
    Screen.REQUESTS: QT_TRANSLATE_NOOP(
        "Keys", "Nhận yêu cầu ở bên trái, quyết định ở bên phải. Mất mạng vẫn ghi được."
    ),
    Screen.SCHEDULE: QT_TRANSLATE_NOOP(
        "Keys",
        "Xếp lịch cho yêu cầu đã quyết định tiếp trực tuyến; sửa, hoãn, hủy buổi chưa mở. Phần "
        "đang nhập được lưu ngay trên máy này.",
    ),
    Screen.CASES: QT_TRANSLATE_NOOP(
        "Keys", "Các vụ việc mà máy này được biết. Gõ mã hoặc tên để tìm, nhấn Enter để mở."
    ),
    Screen.CASE: QT_TRANSLATE_NOOP(
        "Keys", "Một vụ việc: yêu cầu, các buổi tiếp, các mốc, thành phần và những lần trước."
    ),
    Screen.RECORDINGS: QT_TRANSLATE_NOOP(
        "Keys",
        "Mọi bản ghi của máy này, đã gửi thành phố hay chưa. Gõ tên buổi để tìm, nhấn Enter để mở.",
    ),
    Screen.RECORDING: QT_TRANSLATE_NOOP(
        "Keys",
        "Nghe lại bản ghi của một buổi đã đóng. Ghi lý do, nhập mã PIN, rồi chọn một dòng biên bản "
        "hoặc một chỗ trên dải thời gian.",
    ),
    Screen.REGISTER: QT_TRANSLATE_NOOP(
        "Keys",
        "Sổ tiếp công dân của đơn vị, Mẫu 03/TCD. Dòng được ghi khi tiếp nhận xong, thành phố cấp "
        "số thứ tự. Ghi sai thì gạch bỏ, không xóa.",
    ),
    Screen.CONCLUSIONS: QT_TRANSLATE_NOOP(
        "Keys",
        "Việc người chủ trì đã giao, việc quá hạn đứng đầu. Chọn một việc rồi bấm nút ở cuối màn "
        "hình. Ghi nhầm thì gạch bỏ, không xóa.",
    ),
    Screen.PRE_JOIN: QT_TRANSLATE_NOOP("Keys", "Xem hình, thử micro rồi nhấn Enter để vào phòng."),
    Screen.TRIAL: QT_TRANSLATE_NOOP(
        "Keys",
        "Các điểm cầu của buổi đã xếp lịch nối thử với nhau. Máy đo hình và tiếng ở từng chiều; đủ "
        "thì điểm cầu trung tâm ghi nhận.",
    ),
    Screen.SESSION: QT_TRANSLATE_NOOP(
        "Keys", "Điều hành buổi tiếp và ghi biên bản. Chữ gõ được lưu ngay trên máy này."
    ),
    Screen.ROOM_CHECK: QT_TRANSLATE_NOOP(
        "Keys", "Thiết bị của phòng đã sẵn sàng chưa. Dòng đỏ có ghi việc cần làm."
    ),
    Screen.DEVICES: QT_TRANSLATE_NOOP(
        "Keys",
        "Chọn camera, micro, loa và màn hình 2. Thiết bị số 1 được dùng trước; lựa chọn được nhớ "
        "cả khi rút ra cắm lại.",
    ),
    Screen.READINESS_SHEET: QT_TRANSLATE_NOOP(
        "Keys", "Danh mục điều kiện theo văn bản của thành phố. Đánh dấu từng mục rồi gửi."
    ),
    Screen.FOCAL_POINTS: QT_TRANSLATE_NOOP(
        "Keys", "Lãnh đạo và công chức đầu mối của đơn vị. Gửi Ban Tiếp công dân để tổng hợp."
    ),
    Screen.AGENCIES: QT_TRANSLATE_NOOP(
        "Keys",
        "Sở, ban, ngành và cơ quan khác của thành phố. Chọn dòng để sửa, hoặc thêm cơ quan mới.",
    ),
    Screen.DIFFICULTIES: QT_TRANSLATE_NOOP(
        "Keys", "Ghi khó khăn, vướng mắc ngay khi gặp. Thành phố tiếp nhận và trả lời tại đây."
    ),
    Screen.CALENDAR: QT_TRANSLATE_NOOP(
        "Keys",
        "Ngày nghỉ và ngày làm bù dùng chung toàn thành phố. Chọn dòng để sửa, hoặc thêm ngày mới.",
    ),
    Screen.UNSENT: QT_TRANSLATE_NOOP(
        "Keys", "Những gì chưa gửi về thành phố. Tất cả đã lưu trên máy này."
    ),
    Screen.SETTINGS: QT_TRANSLATE_NOOP(
        "Keys",
        "Chương trình đang được đặt thế nào và ai quyết định. Mục có hình khóa do thành phố quy "
        "định.",
    ),
}


class KeysPanel(SidePanel):
    """F1 and Ctrl+/."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "keysPanel", host, _WIDTH)
        self._look = theme

    def show_screen(self, screen: Screen, phone: str, phrases: tuple[str, ...] = ()) -> None:
        """Fills the panel for a screen and opens it. phrases: of the minutes, by their keys."""
        self.set_titles(translate("Keys", "Trợ giúp và bảng phím"), translate("Keys", "Đóng"))
        clear(self.body)
        self.body.addWidget(make_paragraph(_purpose(screen)))
        caption = translate("Keys", "Phím")
        self.body.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        keys = column(self._look, gap=8)
        said = [(f"Ctrl+{number}", text) for number, text in enumerate(phrases, start=1)]
        for key, text in (*_screen_keys(screen), *_common_keys(), *said):
            line = row(self._look, gap=12)
            holder = QWidget()
            holder.setFixedWidth(self._look.px(_KEY_COLUMN))
            cap = row(self._look, holder)
            cap.addWidget(KeyCap(self._look, key))
            cap.addStretch(1)
            line.addWidget(holder)
            line.addWidget(make_paragraph(text), 1)
            keys.addLayout(line)
            keys.addWidget(rule())
        self.body.addLayout(keys)
        if phone:
            self.body.addWidget(make_label(support_text(phone), TextRole.BODY_MEDIUM))
        self.body.addStretch(1)
        self.open()


def _purpose(screen: Screen) -> str:
    return translate("Keys", str(_PURPOSES[screen]))


def _screen_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen is Screen.SESSION:
        return (
            ("Enter", translate("Keys", "Dòng biên bản mới")),
            ("Tab", translate("Keys", "Đổi người nói")),
            ("F2", translate("Keys", "Đánh dấu lúc này để tìm lại trong bản ghi")),
            ("F4", translate("Keys", "Micro mở / tắt")),
            ("F7", translate("Keys", "Mời nói / xin nói")),
            ("Ctrl+PgDn", translate("Keys", "Trang sau; khi đọc lại biên bản: dòng sau")),
            ("Ctrl+O", translate("Keys", "Khi đọc lại biên bản: đọc to dòng này / dừng")),
            ("F8", translate("Keys", "Che / hiện màn hình 2")),
            ("F9", translate("Keys", "Giữ để nói")),
            ("F10", translate("Keys", "Nội dung mật: ngắt hình và tiếng ngay")),
            (
                "F11",
                translate("Keys", "Giữ 1 giây: gọi hỗ trợ an ninh, không lời"),
            ),
            ("Alt+↑, Alt+↓", translate("Keys", "Lượt nói: gọi sớm hơn, muộn hơn")),
            ("Alt+1…9", translate("Keys", "Lượt nói: đến thứ tự này")),
            ("Delete", translate("Keys", "Lượt nói: hạ tay")),
            ("F12 ×2", translate("Keys", "Bước tiếp")),
            ("Ctrl+I", translate("Keys", "Thẻ sự cố")),
            ("Ctrl+K", translate("Keys", "Mời cơ quan")),
            ("Ctrl+R", translate("Keys", "Điểm danh và công bố")),
            ("Ctrl+L", translate("Keys", "Dòng biên bản thành việc của kết luận")),
            ("Ctrl+T", translate("Keys", "Chèn giờ")),
            ("Ctrl+P", translate("Keys", "In biên bản đã chốt")),
            ("Ctrl+1…9", translate("Keys", "Chèn câu mẫu, ghi ở cuối bảng này")),
            ("Ctrl+PgUp", translate("Keys", "Trang trước trên màn trình chiếu")),
            ("Ctrl+G", translate("Keys", "Đến trang, của tài liệu đang mở hay đang chiếu")),
            ("Ctrl+Shift+PgUp", translate("Keys", "Phần trước của trang đang chiếu")),
            ("Ctrl+Shift+PgDn", translate("Keys", "Phần tiếp của trang đang chiếu")),
            ("Esc", translate("Keys", "Về ô biên bản")),
        )
    if screen is Screen.HOME:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở hồ sơ của dòng")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
        )
    if screen is Screen.PRE_JOIN:
        return (
            ("Enter", translate("Keys", "Vào phòng")),
            ("F5", translate("Keys", "Thử lại")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    if screen is Screen.TRIAL:
        return (
            (
                translate("Keys", "Lên, Xuống, Trái, Phải"),
                translate("Keys", "Chọn ô của bảng thấy, nghe"),
            ),
            ("Enter", translate("Keys", "Ghi chưa đạt ô của phòng này, hoặc đo lại")),
            ("F5", translate("Keys", "Đo lại ô đã ghi chưa đạt")),
            ("Ctrl+Enter", translate("Keys", "Bấm nút chính")),
            ("F4", translate("Keys", "Micro mở / tắt")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    if screen is Screen.SIGN_IN:
        return (
            ("Enter", translate("Keys", "Vào")),
            ("F5", translate("Keys", "Thử lại")),
            ("Esc", translate("Keys", "Từ tài khoản về mã PIN")),
        )
    return _menu_keys(screen)


def _menu_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen is Screen.DEVICES:
        return (
            ("Tab", translate("Keys", "Sang nút kế tiếp")),
            (translate("Keys", "Phím cách"), translate("Keys", "Bấm nút đang chọn")),
            ("F5", translate("Keys", "Tìm lại thiết bị")),
        )
    if screen is Screen.ROOM_CHECK:
        return (("F5", translate("Keys", "Kiểm tra lại")),)
    if screen in (Screen.READINESS_SHEET, Screen.FOCAL_POINTS, Screen.DIFFICULTIES):
        return (
            ("Tab", translate("Keys", "Sang ô tiếp theo")),
            ("F3", translate("Keys", "Tìm đơn vị (ở Trụ sở thành phố)")),
            ("F5", translate("Keys", "Làm mới")),
        )
    return _list_keys(screen)


def _list_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen is Screen.SETTINGS:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Tab", translate("Keys", "Sang ô tiếp theo")),
        )
    if screen is Screen.INTAKE:
        return (
            ("Enter", translate("Keys", "Sang ô tiếp theo")),
            (translate("Keys", "Phím cách"), translate("Keys", "Bấm nút đang chọn")),
            ("Ctrl+D", translate("Keys", "Nhận tài liệu vào phiếu")),
            ("Ctrl+Enter", translate("Keys", "Bấm nút chính")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    if screen in (Screen.REQUESTS, Screen.SCHEDULE):
        return (
            ("Tab", translate("Keys", "Sang ô tiếp theo")),
            ("Ctrl+Enter", translate("Keys", "Bấm nút chính")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    if screen is Screen.CALENDAR:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Lưu phần đang ghi")),
            ("F5", translate("Keys", "Làm mới")),
        )
    if screen is Screen.AGENCIES:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Lưu phần đang ghi")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    return _case_keys(screen)


def _case_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen in {Screen.RECORDINGS, Screen.RECORDING}:
        return _recording_keys(screen)
    if screen is Screen.WAITING:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Ctrl+J", translate("Keys", "Mời vụ tiếp theo")),
            ("Ctrl+Z", translate("Keys", "Rút lại, trong 30 giây")),
            ("F5", translate("Keys", "Làm mới")),
        )
    if screen is Screen.CASES:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở vụ việc")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
        )
    if screen is Screen.CASE:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở dòng đang chọn")),
            ("Ctrl+D", translate("Keys", "Thêm tài liệu vào hồ sơ")),
            ("Ctrl+V", translate("Keys", "Dán tệp đã sao chép vào hồ sơ")),
            ("Ctrl+P", translate("Keys", "In mục lục hồ sơ")),
            ("Ctrl+PgDn", translate("Keys", "Trang sau của tài liệu đang mở")),
            ("Ctrl+G", translate("Keys", "Đến trang của tài liệu đang mở")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    return _book_keys(screen)


def _book_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen is Screen.REGISTER:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở vụ việc của dòng đang chọn")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    if screen is Screen.CONCLUSIONS:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở vụ việc của dòng đang chọn")),
            ("F6", translate("Keys", "Sang các nút của việc đang chọn")),
            ("Ctrl+Enter", translate("Keys", "Bấm nút chính")),
            ("Ctrl+D", translate("Keys", "Gắn văn bản kết quả")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Đóng phần đang ghi")),
        )
    return (("Enter", translate("Keys", "Vào")), ("F5", translate("Keys", "Thử lại")))


def _common_keys() -> tuple[tuple[str, str], ...]:
    return (
        ("F1", translate("Keys", "Trợ giúp màn hình này")),
        ("F6", translate("Keys", "Chuyển vùng")),
        ("Ctrl+/", translate("Keys", "Bảng phím")),
    )


def _recording_keys(screen: Screen) -> tuple[tuple[str, str], ...]:
    if screen is Screen.RECORDINGS:
        return (
            (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
            ("Enter", translate("Keys", "Mở bản ghi đang chọn")),
            ("F3", translate("Keys", "Tìm")),
            ("F5", translate("Keys", "Làm mới")),
            ("Esc", translate("Keys", "Trở lại")),
        )
    return (
        (translate("Keys", "Lên, Xuống"), translate("Keys", "Chọn dòng")),
        ("Enter", translate("Keys", "Nghe từ dòng đang chọn; ở ô lý do: nghe")),
        (translate("Keys", "Trái, Phải"), translate("Keys", "Lùi, tiến 10 giây")),
        ("PgUp, PgDn", translate("Keys", "Lùi, tiến 1 phút")),
        (translate("Keys", "Phím cách"), translate("Keys", "Ở dải thời gian: nghe, dừng")),
        ("F5", translate("Keys", "Đọc lại bản ghi")),
        ("Esc", translate("Keys", "Trở lại")),
    )
