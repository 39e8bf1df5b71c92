"""Sentences of a unit's reports: focal points, difficulties, readiness sheets."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "U-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa gửi danh sách đầu mối. Nháp được lưu trên máy này khi gõ. Điền lãnh đạo và công "
        "chức rồi bấm Gửi.",
    ),
    "U-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh sách đã gửi quá 90 ngày, từ {at}. Ban Tiếp công dân vẫn dùng bản này. Xem lại rồi "
        "bấm Gửi để xác nhận.",
    ),
    "U-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh sách đã sửa, chưa gửi. Ban Tiếp công dân vẫn dùng bản cũ. Bấm Gửi khi sửa xong.",
    ),
    "U-010": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh sách đã lưu trên máy này. Chương trình tự gửi khi có mạng. Không cần làm gì thêm.",
    ),
    "U-011": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã gửi về thành phố. Đang chờ Ban Tiếp công dân tiếp nhận. Khi thay đổi nhân sự, sửa "
        "rồi gửi lại.",
    ),
    "U-012": QT_TRANSLATE_NOOP(
        "Messages",
        "Ban Tiếp công dân đã tiếp nhận lúc {at}. Khi thay đổi nhân sự, sửa rồi gửi lại.",
    ),
    "U-013": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không nhận bản vừa gửi. Bản gốc vẫn giữ tại máy. Sửa lại rồi "
        "gửi, hoặc gọi hỗ trợ.",
    ),
    "U-020": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã có {sent} trong {due} xã, phường, đặc khu gửi danh sách. {waiting} bản đang chờ tiếp "
        "nhận, xếp trên cùng.",
    ),
    "U-021": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã có {sent} trong {due} xã, phường, đặc khu và {agencies_sent} trong {agencies_due} sở, "
        "ban, ngành gửi danh sách. {waiting} bản đang chờ tiếp nhận, xếp trên cùng.",
    ),
    "U-030": QT_TRANSLATE_NOOP(
        "Messages",
        "Tháng này chưa ghi khó khăn, vướng mắc nào. Ghi ngay khi gặp, mất mạng vẫn ghi được.",
    ),
    "U-031": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi nhận và lưu trên máy này. Chương trình tự gửi về thành phố khi có mạng.",
    ),
    "U-032": QT_TRANSLATE_NOOP(
        "Messages",
        "Tháng {period} có {count} khó khăn, vướng mắc. {waiting} mục chưa được tiếp nhận.",
    ),
    "U-040": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {left} mục bắt buộc chưa xem. Mục đo được đã tự điền từ lần kiểm tra phòng. Đánh "
        "dấu các mục còn lại.",
    ),
    "U-041": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xem đủ các mục bắt buộc, {unmet} mục chưa đạt hoặc còn hạn chế. Nháp được lưu khi "
        "bấm. Có thể gửi Ban Tiếp công dân.",
    ),
    "U-042": QT_TRANSLATE_NOOP(
        "Messages",
        "Phiếu lập lúc {at} đã lưu và tự gửi về thành phố. Đang chờ Ban Tiếp công dân tiếp nhận.",
    ),
    "U-043": QT_TRANSLATE_NOOP(
        "Messages",
        "Ban Tiếp công dân đã tiếp nhận phiếu lúc {at}. Kiểm tra lại khi đổi thiết bị hoặc đổi "
        "phòng.",
    ),
    "U-130": QT_TRANSLATE_NOOP(
        "Messages",
        "Chỉ nhận ảnh JPG hoặc PNG. Phiếu giữ nguyên. Chọn ảnh khác, hoặc lưu ảnh sang JPG rồi "
        "chọn lại.",
    ),
    "U-131": QT_TRANSLATE_NOOP(
        "Messages",
        "Ảnh bị hỏng hoặc có quá nhiều điểm ảnh, không đọc được. Phiếu giữ nguyên. Chụp lại hoặc "
        "chọn ảnh khác.",
    ),
    "U-132": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp ảnh {size_mb} MB, lớn quá mức {max_mb} MB. Phiếu giữ nguyên. Chụp ở cỡ nhỏ hơn rồi "
        "chọn lại.",
    ),
    "U-133": QT_TRANSLATE_NOOP(
        "Messages",
        "Không mở được tệp ảnh. Phiếu giữ nguyên. Xem tệp còn ở chỗ cũ không rồi chọn lại.",
    ),
    "U-134": QT_TRANSLATE_NOOP(
        "Messages",
        "Thêm quá nhiều ảnh một lúc. Các ảnh trước đang được nhận. Đợi xong rồi chọn tiếp.",
    ),
    "U-135": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa không đủ chỗ cho ảnh. Phiếu giữ nguyên. Chuyển bớt tệp rồi chọn lại.",
    ),
    "U-136": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa lưu được ảnh. Phiếu giữ nguyên, tệp gốc vẫn ở chỗ cũ. Chọn lại, gọi hỗ trợ nếu còn "
        "báo.",
    ),
    "U-140": QT_TRANSLATE_NOOP(
        "Messages",
        "Mỗi mục nhận nhiều nhất {most} ảnh. Ảnh đã có vẫn giữ. Bỏ bớt một ảnh rồi thêm ảnh mới.",
    ),
    "U-141": QT_TRANSLATE_NOOP(
        "Messages",
        "Ảnh này đã có ở mục đang chọn. Không thêm bản nữa. Chọn ảnh khác nếu cần.",
    ),
    "U-044": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã có {count} đơn vị gửi phiếu rà soát. {waiting} phiếu chờ tiếp nhận, xếp trên cùng.",
    ),
    "U-050": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh mục chưa có cơ quan nào. Danh sách đầu mối mới tính xã, phường, đặc khu. Ghi cơ "
        "quan ở khung bên phải rồi bấm Lưu, hoặc đề nghị cán bộ kỹ thuật nhập từ tệp.",
    ),
    "U-051": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh mục có {active} cơ quan đang dùng, {retired} cơ quan ngừng sử dụng. Mọi điểm cầu "
        "dùng chung. Chọn dòng để sửa, hoặc bấm Thêm cơ quan.",
    ),
    "U-052": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh mục có {active} cơ quan đang dùng, {retired} cơ quan ngừng sử dụng. Tài khoản này "
        "chỉ xem. Cần sửa thì báo chuyên viên Ban Tiếp công dân hoặc quản trị thành phố.",
    ),
    "U-053": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu {name} trên máy này. Chương trình tự gửi về thành phố khi có mạng.",
    ),
    "U-054": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ngừng sử dụng {name}. Tên vẫn giữ trong danh mục và các danh sách cũ. Bấm Dùng lại nếu "
        "cần.",
    ),
    "U-055": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã dùng lại {name}. Chương trình tự gửi về thành phố khi có mạng.",
    ),
    "U-056": QT_TRANSLATE_NOOP(
        "Messages",
        "Phần đang ghi của {name} chưa lưu. Nội dung đã nhập vẫn được giữ. Bấm Lưu, hoặc Bỏ "
        "thay đổi, rồi mới chọn cơ quan khác.",
    ),
    "U-057": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy khác vừa sửa cơ quan này, nay là {name}. Chưa lưu; nội dung đã nhập vẫn được giữ. "
        "Bấm Lưu lần nữa để thay, hoặc Bỏ thay đổi để lấy bản mới.",
    ),
    "U-058": QT_TRANSLATE_NOOP(
        "Messages",
        "Hai máy cùng sửa {name}. Cả hai bản vẫn giữ. Bấm Lưu để dùng bản đang hiện, hoặc lấy bản "
        "của máy này rồi bấm Lưu.",
    ),
    "U-059": QT_TRANSLATE_NOOP(
        "Messages",
        "Có {count} cơ quan được sửa ở hai máy. Cả hai bản vẫn giữ. Chọn dòng có hai bản để quyết "
        "định.",
    ),
    "U-060": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không nhận bản đã lưu của {name}. Bản này vẫn giữ tại máy. Sửa nếu "
        "cần rồi bấm Lưu để gửi lại, hoặc gọi hỗ trợ.",
    ),
    "U-114": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa ô viền đỏ rồi "
        "bấm Lưu lại.",
    ),
    "U-115": QT_TRANSLATE_NOOP(
        "Messages",
        "Danh mục đã có cơ quan cùng tên. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa tên, "
        "hoặc bấm Lưu lần nữa nếu đúng là hai cơ quan.",
    ),
    "U-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} mục bắt buộc chưa xem. Phiếu chưa gửi; nội dung đã nhập vẫn được giữ. Đánh "
        "dấu mục tô đỏ rồi bấm lại.",
    ),
    "U-113": QT_TRANSLATE_NOOP(
        "Messages",
        "{count} mục không đạt chưa ghi người khắc phục và thời hạn. Phiếu chưa gửi; nội dung "
        "đã nhập vẫn được giữ. Ghi thêm, hoặc bấm lần nữa để gửi như vậy.",
    ),
    "U-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa gửi; nội dung đã nhập vẫn được giữ. Sửa ô viền đỏ rồi "
        "bấm lại.",
    ),
    "U-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Có {count} ô trông chưa đúng. Chưa gửi; nội dung đã nhập vẫn được giữ. Sửa lại, hoặc "
        "bấm lần nữa nếu đúng như vậy.",
    ),
    "U-120": QT_TRANSLATE_NOOP("Messages", "Đã xuất {name}. Có thể mở, in và ký."),
    "U-201": QT_TRANSLATE_NOOP(
        "Messages",
        "Nội dung quá dài hoặc có ký tự lạ. Chưa gửi; nội dung đã nhập vẫn được giữ. Viết ngắn "
        "lại rồi bấm lần nữa.",
    ),
    "U-202": QT_TRANSLATE_NOOP(
        "Messages",
        "Không còn thấy báo cáo này trên máy. Chưa thay đổi gì. Chờ danh sách cập nhật "
        "rồi chọn lại.",
    ),
    "C-121": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được bảng đơn vị {file}. Chưa mở được chương trình. Cài lại chương trình.",
    ),
}
