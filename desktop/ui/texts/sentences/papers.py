"""Sentences about papers."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "T-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Hồ sơ chưa có tài liệu. Kéo tệp vào đây hoặc chọn tệp.",
    ),
    "T-201": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu chưa được phép trình chiếu. Màn hình 2 giữ nguyên. Bấm Cho trình "
        "chiếu nếu phù hợp.",
    ),
    "T-202": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu này do nơi khác đưa vào. Chưa thay đổi gì. Đề nghị nơi đó cho trình chiếu.",
    ),
    "T-203": QT_TRANSLATE_NOOP(
        "Messages",
        "Không còn thấy tài liệu này. Các tài liệu khác vẫn đủ. Đưa tài liệu vào lại nếu cần.",
    ),
    "T-402": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp không còn ở chỗ cũ. Hồ sơ giữ nguyên. Chọn lại tệp.",
    ),
    "T-403": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có quyền đọc tệp này. Hồ sơ giữ nguyên. Chép tệp vào thư mục của mình rồi chọn lại.",
    ),
    "T-404": QT_TRANSLATE_NOOP(
        "Messages",
        "Đây không phải là một tệp. Hồ sơ giữ nguyên. Chọn từng tệp.",
    ),
    "T-405": QT_TRANSLATE_NOOP(
        "Messages",
        "Loại tệp này không nhận vào hồ sơ. Hồ sơ giữ nguyên. Dùng PDF, JPG, PNG, TIFF, "
        "DOCX hoặc XLSX.",
    ),
    "T-406": QT_TRANSLATE_NOOP(
        "Messages",
        "Tên tệp không đúng với nội dung. Hồ sơ giữ nguyên. Đổi lại tên tệp hoặc quét lại.",
    ),
    "T-407": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp có mật khẩu. Hồ sơ giữ nguyên. Bỏ mật khẩu rồi chọn lại.",
    ),
    "T-408": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp có lệnh tự chạy. Tệp không được lưu. Xuất sang PDF rồi chọn lại.",
    ),
    "T-409": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp có cấu trúc gây hại. Tệp không được lưu. Báo cán bộ kỹ thuật, đừng mở tệp này.",
    ),
    "T-410": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp rỗng, không có nội dung. Hồ sơ giữ nguyên. Quét lại hoặc chọn tệp khác.",
    ),
    "T-411": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp bị hỏng, không đọc được. Hồ sơ giữ nguyên. Quét lại hoặc chọn tệp khác.",
    ),
    "T-412": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp còn đang được ghi. Hồ sơ giữ nguyên. Đợi máy quét xong rồi chọn lại.",
    ),
    "T-413": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp lớn quá mức cho phép. Hồ sơ giữ nguyên. Chia nhỏ tệp hoặc quét ở độ nét thấp hơn.",
    ),
    "T-414": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu này đã có trong hồ sơ: số {number}, {title}. Không lưu thêm bản nữa. "
        "Mở số {number} để xem.",
    ),
    "T-415": QT_TRANSLATE_NOOP(
        "Messages",
        "Đưa vào quá nhiều tệp một lúc. Các tệp trước đang được nhận. Đợi xong rồi chọn tiếp.",
    ),
    "T-416": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa không đủ chỗ cho tài liệu. Biên bản vẫn lưu. Chuyển bớt tệp rồi chọn lại.",
    ),
    "T-417": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa lưu được tài liệu. Tệp gốc vẫn ở chỗ cũ. Chọn lại tệp, gọi hỗ trợ nếu còn báo.",
    ),
    "T-430": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu bản sao {name}. Tài liệu trong hồ sơ giữ nguyên. Có thể mở bản sao bằng chương "
        "trình khác.",
    ),
    "T-431": QT_TRANSLATE_NOOP(
        "Messages",
        "Ở đó đã có {name}. Tệp cũ giữ nguyên, chưa lưu bản sao. Chọn tên khác.",
    ),
    "T-432": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa không đủ chỗ cho {name}. Chưa lưu bản sao, tài liệu trong hồ sơ giữ nguyên. Chọn "
        "ổ khác hoặc xóa bớt tệp.",
    ),
    "T-433": QT_TRANSLATE_NOOP(
        "Messages",
        "Không được ghi vào thư mục đã chọn. Chưa lưu bản sao, tài liệu trong hồ sơ giữ nguyên. "
        "Chọn thư mục khác.",
    ),
    "T-434": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa lưu được {name}. Tài liệu trong hồ sơ giữ nguyên. Chọn nơi khác rồi lưu lại.",
    ),
    "T-510": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu trên máy không khớp bản gốc. Chương trình không mở bản này. Tải lại "
        "từ thành phố hoặc gọi hỗ trợ.",
    ),
    "T-511": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có tài liệu này trên máy. Danh mục vẫn đủ. Tài liệu tự tải về khi có mạng.",
    ),
}
