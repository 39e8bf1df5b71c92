"""Sentences of the room: sign-in, keys, schedule, devices, sending, settings."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "P-200": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa thử lần nào. Chưa có điểm cầu nào khác ở đây. Hẹn giờ, rồi mỗi nơi bấm Kết nối thử.",
    ),
    "P-201": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang chờ {sites}. Còn thiếu điểm cầu thì chưa ghi nhận được. Gọi điện nhắc nếu quá 5 "
        "phút.",
    ),
    "P-203": QT_TRANSLATE_NOOP(
        "Messages",
        "{by} chưa nghe {of}. Các chiều khác vẫn đang đo. Đề nghị {of} mở micro và nói vài câu.",
    ),
    "P-204": QT_TRANSLATE_NOOP(
        "Messages",
        "{by} chưa thấy {of}. Các chiều khác vẫn đang đo. Đề nghị {of} kiểm tra camera.",
    ),
    "P-205": QT_TRANSLATE_NOOP(
        "Messages",
        "Trang chưa hiện ở {sites}. Các nơi khác đã thấy. Chờ tải xong, hoặc bấm Chiếu lại trang "
        "thử.",
    ),
    "P-207": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi nhận kết nối thử lúc {at}. Minh chứng đã lưu ở thành phố. Có thể rời phòng.",
    ),
    "P-208": QT_TRANSLATE_NOOP(
        "Messages",
        "Quá hạn kết nối thử {due}. Buổi tiếp đã được đánh dấu. Thử muộn thì phải có lãnh đạo cho "
        "phép, kèm lý do, ở Lập lịch.",
    ),
    "P-209": QT_TRANSLATE_NOOP(
        "Messages",
        "{leader} đã cho phép dù thử muộn. Lý do sẽ in trong biên bản. Có thể rời phòng.",
    ),
    "P-220": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa kết nối thành phố nên chưa được cho phép. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.",
    ),
    "P-221": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không nhận. Phần đã nhập vẫn giữ. Ghi thử lại, hoặc gọi hỗ trợ.",
    ),
    "P-222": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ không gửi được hoặc quá dài nên chưa được cho phép. Phần đã nhập vẫn giữ. Xem lại "
        "các ô rồi bấm lại.",
    ),
    "P-223": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố chưa trả lời kịp, chưa biết đã được cho phép chưa. Phần đã nhập vẫn giữ. Bấm "
        "Cho phép lần nữa.",
    ),
    "P-224": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập mã PIN của lãnh đạo. Chưa được cho phép. Lãnh đạo nhập mã PIN rồi bấm Cho phép.",
    ),
    "D-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chưa được gắn với phòng. Chưa có dữ liệu trên máy. Gọi cán bộ kỹ thuật: {phone}.",
    ),
    "D-101": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nối được máy chủ thành phố. Đã mở chế độ ngoại tuyến đến {until}. Nhập mã "
        "PIN để tiếp tục.",
    ),
    "D-102": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã PIN chưa đúng. Dữ liệu vẫn khóa an toàn, còn {left} lần thử. Nhập lại hoặc "
        "đăng nhập tài khoản.",
    ),
    "D-103": QT_TRANSLATE_NOOP(
        "Messages",
        "Mã đăng ký đã hết hạn. Chưa thay đổi gì trên máy. Xin mã mới từ quản trị thành phố.",
    ),
    "D-104": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã nhập sai mã PIN quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Nối mạng rồi đăng "
        "nhập tài khoản; chưa có tài khoản thì chờ 5 phút hoặc gọi hỗ trợ.",
    ),
    "D-105": QT_TRANSLATE_NOOP(
        "Messages",
        "Giờ máy lệch {seconds} giây. Đang dùng giờ máy chủ để ghi. Báo cán bộ kỹ thuật chỉnh giờ.",
    ),
    "D-106": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa vào được khi mất mạng. Mã PIN này chưa dùng trên máy trong 72 giờ qua, dữ "
        "liệu vẫn khóa an toàn. Nối mạng rồi nhập lại.",
    ),
    "D-107": QT_TRANSLATE_NOOP(
        "Messages",
        "Phiên đăng nhập đã hết. Mọi thứ đã lưu tại máy này. Nhập mã PIN để tiếp tục.",
    ),
    "D-108": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài khoản này không có quyền ở phòng này. Chưa thay đổi gì. Chọn tên khác hoặc "
        "gọi hỗ trợ.",
    ),
    "D-109": QT_TRANSLATE_NOOP(
        "Messages",
        "Phiên bản chương trình không khớp với máy chủ. Dữ liệu vẫn giữ tại máy này. Báo cán bộ "
        "kỹ thuật cập nhật chương trình.",
    ),
    "D-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang diễn tập. Không nhập dữ liệu thật. Mọi người và vụ việc đều là mẫu.",
    ),
    "D-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng. Dữ liệu vẫn khóa an toàn. Nhập lại "
        "với mã mới trong ứng dụng xác thực.",
    ),
    "D-113": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã đăng nhập tài khoản sai quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Chờ 5 phút "
        "rồi nhập lại, hoặc gọi hỗ trợ.",
    ),
    "D-114": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nối được máy chủ thành phố. Chưa đăng nhập tài khoản được, dữ liệu vẫn khóa an "
        "toàn. Dùng mã PIN, hoặc nối mạng rồi thử lại.",
    ),
    "D-115": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ không chấp nhận chứng thư của máy này. Mọi thứ đã lưu tại máy này. Chờ một "
        "phút rồi thử lại; nếu vẫn vậy thì gọi hỗ trợ.",
    ),
    "D-116": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã nhập sai mã PIN quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Nối mạng rồi nhập lại "
        "mã PIN hoặc đăng nhập tài khoản; chưa nối được thì gọi hỗ trợ.",
    ),
    "D-117": QT_TRANSLATE_NOOP(
        "Messages",
        "Trang đăng nhập của cơ quan chưa cho vào. Dữ liệu vẫn khóa an toàn. Đăng nhập lại, dùng "
        "mã PIN hoặc gọi hỗ trợ.",
    ),
    "D-118": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã chờ trình duyệt quá 5 phút. Dữ liệu vẫn khóa an toàn. Đăng nhập lại hoặc dùng mã PIN.",
    ),
    "D-119": QT_TRANSLATE_NOOP(
        "Messages",
        "Kết quả đăng nhập từ trình duyệt không hợp lệ nên không được nhận. Dữ liệu vẫn khóa an "
        "toàn. Đăng nhập lại; nếu vẫn vậy thì gọi hỗ trợ.",
    ),
    "D-120": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang diễn tập. Mọi người và vụ việc đều là mẫu, không có giá trị pháp lý. Có "
        "thể thử mọi nút.",
    ),
    "D-121": QT_TRANSLATE_NOOP(
        "Messages",
        "Màn hình tự che sau 5 phút không ai dùng. Nhập mã PIN để làm tiếp; nội dung đang soạn "
        "vẫn còn.",
    ),
    "D-122": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài khoản cơ quan này chưa được gắn với cán bộ nào. Chưa thay đổi gì, dữ liệu vẫn khóa an "
        "toàn. Dùng mã PIN hoặc gọi hỗ trợ.",
    ),
    "D-123": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố chưa liên hệ được nơi cấp tài khoản cơ quan. Dữ liệu vẫn khóa an toàn. "
        "Dùng mã PIN hoặc đăng nhập lại sau ít phút.",
    ),
    "D-124": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa mở được trình duyệt của máy này. Dữ liệu vẫn khóa an toàn. Dùng mã PIN và báo cán "
        "bộ kỹ thuật kiểm tra trình duyệt.",
    ),
    "D-126": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài khoản vừa dùng không phải của người đang đăng nhập. Chưa nghe, chưa tạo gì. Xác nhận "
        "lại bằng đúng tài khoản.",
    ),
    "D-201": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này không có kho khóa thật của hệ điều hành. Chương trình chưa mở dữ liệu; kho ghi "
        "khóa ra tệp không được dùng. Báo cán bộ kỹ thuật cài kho khóa.",
    ),
    "D-202": QT_TRANSLATE_NOOP(
        "Messages",
        "Người khác có thể đọc tệp khóa. Chương trình chưa mở dữ liệu. Báo cán bộ kỹ thuật sửa "
        "quyền của tệp.",
    ),
    "D-203": QT_TRANSLATE_NOOP(
        "Messages",
        "Không thấy khóa của dữ liệu trên máy. Dữ liệu vẫn khóa an toàn. Báo cán bộ kỹ thuật "
        "khôi phục khóa.",
    ),
    "D-204": QT_TRANSLATE_NOOP(
        "Messages",
        "Kho khóa không trả lời. Dữ liệu vẫn khóa an toàn. Mở khóa phiên làm việc của "
        "máy rồi thử lại.",
    ),
    "D-205": QT_TRANSLATE_NOOP(
        "Messages",
        "Khóa trong kho bị hỏng. Dữ liệu vẫn khóa an toàn. Báo cán bộ kỹ thuật khôi phục khóa.",
    ),
    "D-206": QT_TRANSLATE_NOOP(
        "Messages",
        "Khóa dự phòng của thành phố trong cấu hình đã đổi mà chưa ai xác nhận. Dữ liệu vẫn an "
        "toàn, bản khóa dự phòng cũ vẫn dùng được. Báo cán bộ kỹ thuật xác nhận khóa mới.",
    ),
    "L-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Hôm nay chưa có buổi tiếp. Lịch đã cập nhật lúc {at}. Xem cả tuần, hoặc nhấn F5 để cập "
        "nhật.",
    ),
    "L-102": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa tải được lịch mới. Đang hiện lịch lưu lúc {at}. Vẫn có thể vào phòng; lịch tự cập "
        "nhật sau.",
    ),
    "L-201": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa kết nối thử, hạn {due}. Buổi tiếp đã được đánh dấu. Hẹn các điểm cầu rồi bấm Kết "
        "nối thử.",
    ),
    "P-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Hôm nay chưa kiểm tra phòng. Bấm F5 để bắt đầu.",
    ),
    "P-120": QT_TRANSLATE_NOOP(
        "Messages",
        "Phòng đã sẵn sàng. Mọi mục đo được đều đạt. Có thể vào buổi tiếp.",
    ),
    "P-121": QT_TRANSLATE_NOOP(
        "Messages",
        "Có mục chưa đạt hoặc phải hạ mức. Buổi tiếp vẫn tiến hành được. Thực hiện theo hướng "
        "dẫn bên cạnh từng mục rồi bấm Kiểm tra.",
    ),
    "P-122": QT_TRANSLATE_NOOP(
        "Messages",
        "Phòng này chưa thể nghe, nói trực tuyến. Biên bản và tài liệu vẫn làm được. Thực hiện "
        "theo hướng dẫn bên cạnh mục đỏ rồi bấm Kiểm tra.",
    ),
    "P-104": QT_TRANSLATE_NOOP(
        "Messages",
        "Không thấy micro nào. Vẫn vào được, các điểm cầu khác sẽ không nghe được phòng này. "
        "Cắm micro rồi bấm Thử lại.",
    ),
    "P-105": QT_TRANSLATE_NOOP(
        "Messages",
        "Không thấy camera nào. Vẫn vào được, các điểm cầu khác sẽ thấy một tấm thẻ tên. Cắm "
        "camera rồi bấm Thử lại.",
    ),
    "P-106": QT_TRANSLATE_NOOP(
        "Messages",
        "Phần khử tiếng vang không chạy. Tiếng của phòng này vẫn gửi đi bình thường. Vặn nhỏ "
        "loa và để loa xa micro, hoặc dùng tai nghe.",
    ),
    "S-000": QT_TRANSLATE_NOOP(
        "Messages",
        "Mọi dữ liệu đã gửi. Máy chủ xác nhận lúc {at}. Có thể tắt máy.",
    ),
    "S-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {items} mục ({bytes}) chưa gửi. Tất cả đã lưu tại máy này và sẽ tự gửi khi mạng "
        "rảnh. Vui lòng để máy bật.",
    ),
    "S-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {items} tài liệu ({bytes}) chờ gửi. Tất cả đã lưu tại máy này và sẽ tự gửi từ {at} "
        "theo giờ thành phố quy định. Cần gửi sớm thì bấm Gửi ngay.",
    ),
    "S-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản và tài liệu đã gửi hết. Bản ghi ở thành phố chưa trọn, xem bên dưới. Có thể "
        "tắt máy, bản ghi vẫn giữ tại máy này.",
    ),
    "S-130": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn dữ liệu chưa gửi. Tất cả đã lưu tại máy này. Thoát và gửi sau, hoặc ở lại.",
    ),
    "S-220": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ chưa nhận {count} mục. Bản gốc vẫn giữ tại máy. Xem lý do trong danh "
        "sách bên dưới.",
    ),
    "C-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Không dùng được cài đặt trong {file}. Chương trình chạy tiếp với các cài đặt còn lại. "
        "Báo cán bộ kỹ thuật xem nhật ký.",
    ),
    "C-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Giá trị {key} trong {file} không hợp lệ hoặc không được đặt ở đó. Chương trình bỏ qua "
        "giá trị này. Báo cán bộ kỹ thuật xem nhật ký.",
    ),
    "C-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có cài đặt nào tên {key}. Chương trình bỏ qua tên này trong {file}. Báo cán bộ "
        "kỹ thuật sửa.",
    ),
    "C-020": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu lựa chọn. Giá trị cũ còn dùng đến khi chương trình khởi động lại.",
    ),
    "C-113": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa lưu được lựa chọn. Tệp {file} có chỗ không đọc được nên được giữ nguyên. Báo cán "
        "bộ kỹ thuật sửa tệp.",
    ),
    "C-114": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa lưu được lựa chọn. Không ghi được tệp {file}, giá trị cũ vẫn dùng. Kiểm tra ổ đĩa "
        "và quyền ghi, hoặc gọi hỗ trợ.",
    ),
    "C-115": QT_TRANSLATE_NOOP(
        "Messages",
        "Cài đặt của máy có {count} chỗ sai, chương trình đã bỏ qua. Báo cán bộ kỹ thuật.",
    ),
    "C-120": QT_TRANSLATE_NOOP(
        "Messages",
        "Bảng đơn vị {file} thiếu đơn vị {unit}. Chưa mở được chế độ diễn tập. Cài lại "
        "chương trình.",
    ),
    "D-130": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nối được máy chủ thành phố. Máy này chưa có dữ liệu để làm việc khi mất "
        "mạng. Kiểm tra mạng rồi mở lại chương trình.",
    ),
    "D-131": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa mở được phòng. Dữ liệu trên máy vẫn giữ nguyên. Mở lại chương trình, gọi "
        "hỗ trợ nếu còn báo.",
    ),
    "D-125": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có danh sách cán bộ của phòng này. Danh sách tự tải khi nối được máy chủ thành "
        "phố. Nhấn F5 để thử lại, hoặc gọi {phone}.",
    ),
    "L-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Bảy ngày tới chưa có buổi tiếp. Lịch đã cập nhật lúc {at}. Nhấn F5 để cập nhật.",
    ),
    "L-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có buổi tiếp nào sắp tới. Lịch đã cập nhật lúc {at}. Nhấn F5 để cập nhật.",
    ),
    "P-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang kiểm tra phòng. Khoảng nửa phút nữa có kết quả.",
    ),
}
