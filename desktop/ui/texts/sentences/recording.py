"""Sentences of a recording that is looked over and played (ux-2.md §11)."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "G-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này không có bản ghi của buổi này. Biên bản vẫn đủ. Nghe ở máy đã ghi buổi tiếp.",
    ),
    "G-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố giữ bản ghi của buổi này, máy này không còn giữ. Biên bản vẫn đủ. Đề nghị quản "
        "trị thành phố cho nghe lại.",
    ),
    "G-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được bản ghi trên ổ đĩa. Chưa mở gì. Nhấn F5 để đọc lại, hoặc báo kỹ thuật.",
    ),
    "G-004": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp này hạn chế người xem. Chưa mở gì. Liên hệ đơn vị tiếp buổi đó.",
    ),
    "G-040": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang có buổi tiếp. Bản ghi chưa mở. Nghe lại sau khi đóng buổi.",
    ),
    "G-041": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa ghi lý do nghe. Bản ghi chưa mở. Ghi lý do từ 10 chữ trở lên rồi bấm Nghe.",
    ),
    "G-042": QT_TRANSLATE_NOOP(
        "Messages",
        "Đoạn {n} không khớp chuỗi kiểm tra, không phát. Bản gốc giữ nguyên, các đoạn khác vẫn "
        "nghe được. Báo quản trị thành phố.",
    ),
    "G-057": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập mã PIN. Bản ghi chưa mở. Nhập mã PIN của người đang đăng nhập rồi bấm Nghe.",
    ),
    "G-058": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này chưa có bản ghi nào. Không thiếu gì. Buổi tiếp được ghi từ lúc khai mạc rồi nằm ở "
        "đây.",
    ),
    "G-045": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã tạo bản niêm phong {number} trong {name}. Có mã kiểm tra và quyết định cho phép. Giao "
        "và ghi người nhận.",
    ),
    "G-061": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa đủ thông tin của quyết định. Chưa tạo gì. Ghi số, ngày, người quyết định và người "
        "nhận.",
    ),
    "G-062": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa tạo được bản niêm phong. Bản gốc giữ nguyên, không tệp nào được ghi. Chọn chỗ khác "
        "để ghi, hoặc báo kỹ thuật.",
    ),
    "G-046": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa ghi lại được người nghe và lý do. Bản ghi chưa mở. Thử lại, hoặc báo kỹ thuật.",
    ),
    "G-047": QT_TRANSLATE_NOOP(
        "Messages",
        "Thiếu đoạn {n} của bản ghi. Các đoạn khác vẫn nghe được. Báo quản trị thành phố.",
    ),
    "G-048": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này không còn khóa của bản ghi này. Bản ghi giữ nguyên nhưng không mở được. Báo quản "
        "trị thành phố.",
    ),
    "G-049": QT_TRANSLATE_NOOP(
        "Messages",
        "Dấu niêm phong của bản ghi không khớp. Bản gốc giữ nguyên, các đoạn vẫn nghe được. Báo "
        "quản trị thành phố.",
    ),
    "G-050": QT_TRANSLATE_NOOP(
        "Messages",
        "Không phát được đoạn {n}. Bản gốc giữ nguyên, các đoạn khác vẫn nghe được. Nghe đoạn "
        "khác, hoặc báo kỹ thuật.",
    ),
    "G-051": QT_TRANSLATE_NOOP(
        "Messages",
        "Loa không nhận tiếng. Đã dừng nghe. Kiểm tra loa ở mục Thiết bị rồi bấm Nghe.",
    ),
    "G-052": QT_TRANSLATE_NOOP(
        "Messages",
        "Phần hình và tiếng vừa khởi động lại. Đã dừng nghe, không mất gì. Bấm Nghe để nghe tiếp.",
    ),
    "G-053": QT_TRANSLATE_NOOP(
        "Messages",
        "Lúc {hour} không nằm trong bản ghi của máy này. Chưa phát gì. Chọn dòng hoặc giờ khác.",
    ),
    "G-054": QT_TRANSLATE_NOOP(
        "Messages",
        "Từ {since} đến {until} buổi tạm dừng, không ghi. Chưa phát gì. Chọn dòng hoặc giờ khác.",
    ),
    "G-055": QT_TRANSLATE_NOOP(
        "Messages",
        "Từ {since} đến {until} hội ý riêng, không ghi. Chưa phát gì. Chọn dòng hoặc giờ khác.",
    ),
    "G-056": QT_TRANSLATE_NOOP(
        "Messages",
        "Từ {since} đến {until} máy này không ghi được. Chưa phát gì. Chọn dòng hoặc giờ khác.",
    ),
}
