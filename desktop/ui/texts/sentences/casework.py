"""Sentences of requests for a reception, of people, and of planning sessions (ux-2.md §2 to 3)."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "C-122": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được bảng ngày nghỉ {file} của chương trình. Dữ liệu vẫn giữ nguyên. Đề nghị "
        "kỹ thuật cài lại chương trình.",
    ),
    "L-300": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có yêu cầu tiếp nào chờ lịch. Yêu cầu đã quyết định tiếp trực tuyến sẽ hiện ở "
        "đây. Tạo yêu cầu mới nếu cần.",
    ),
    "L-301": QT_TRANSLATE_NOOP(
        "Messages",
        "Người tố cáo yêu cầu bảo vệ danh tính, hoặc không giữ được bí mật. Không tiếp trực tuyến "
        "được. Chuyển sang tiếp trực tiếp.",
    ),
    "L-310": QT_TRANSLATE_NOOP(
        "Messages",
        "Người chủ trì đã có buổi {at} với {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn "
        "giờ trống bên dưới.",
    ),
    "L-311": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} đã có buổi {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn giờ trống bên dưới.",
    ),
    "L-312": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc có cờ còn thiếu hồ sơ của {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. "
        "Thêm mục hồ sơ, hoặc bỏ điểm cầu này.",
    ),
    "L-313": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc có cờ còn thiếu thành phần của {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. "
        "Thêm người, hoặc bỏ điểm cầu này.",
    ),
    "L-315": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngoài giờ làm việc hoặc ngày nghỉ. Vẫn xếp được. Xem lại ngày giờ, hoặc bấm nút lần nữa "
        "nếu đúng như vậy.",
    ),
    "L-316": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày này quá gần: hạn thông báo đã qua. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn "
        "từ ngày {day}, hoặc lãnh đạo cho phép kèm lý do.",
    ),
    "L-318": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi có {n} điểm cầu, nhiều hơn {max}. Chưa xếp lịch. Bớt điểm cầu.",
    ),
    "L-320": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã đổi ngày, giờ tiếp. Các mốc đã tính lại, hạn đầu là {day}. Gửi lại thông báo.",
    ),
    "L-321": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xếp lịch buổi {code} lúc {at}. Các điểm cầu sẽ thấy lịch. Gửi thông báo trước {due}.",
    ),
    "L-322": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu thay đổi của buổi {code}. Ngày, giờ giữ nguyên. Các điểm cầu sẽ thấy lịch mới.",
    ),
    "L-323": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã hoãn buổi {code}. Các điểm cầu sẽ thấy lý do. Chọn lại buổi này để xếp ngày mới.",
    ),
    "L-324": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã hủy buổi {code}. Các điểm cầu sẽ thấy lý do. Yêu cầu của buổi này trở lại danh sách "
        "chờ lịch, nếu có.",
    ),
    "L-325": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất kết nối khi đang chờ trả lời. Chưa rõ thành phố đã xếp lịch chưa, phần đã nhập vẫn "
        "giữ. Bấm lại khi có mạng, gửi lần nữa không thành hai buổi.",
    ),
    "L-326": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa hoãn, hủy được vì chưa kết nối thành phố. Buổi tiếp chưa thay đổi, lý do đã ghi vẫn "
        "giữ. Bấm lại khi có mạng.",
    ),
    "L-327": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp này không hoãn, hủy được nữa: đã gọi vào phòng, đã kết thúc hoặc đã hoãn, hủy. "
        "Buổi tiếp chưa thay đổi. Chọn lại buổi ở bên trái để xem.",
    ),
    "L-328": QT_TRANSLATE_NOOP(
        "Messages",
        "Lý do có chữ không gửi được hoặc quá dài. Buổi tiếp chưa thay đổi. Xem lại lý do rồi bấm "
        "lại.",
    ),
    "L-329": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất kết nối khi đang chờ trả lời. Chưa rõ thành phố đã hoãn, hủy buổi này chưa, lý do đã "
        "ghi vẫn giữ. Bấm lại khi có mạng.",
    ),
    "L-330": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa xếp lịch được vì chưa kết nối thành phố. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.",
    ),
    "L-331": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không nhận lịch này. Phần đã nhập vẫn giữ. Tải lại danh sách rồi "
        "xếp lại.",
    ),
    "L-332": QT_TRANSLATE_NOOP(
        "Messages",
        "Lịch có chữ không gửi được hoặc quá dài. Phần đã nhập vẫn giữ. Xem lại các ô rồi bấm lại.",
    ),
    "L-333": QT_TRANSLATE_NOOP(
        "Messages",
        "Giờ tiếp đã qua. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn giờ khác.",
    ),
    "L-334": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp kết thúc trước khi bắt đầu. Chưa xếp lịch, phần đã nhập vẫn giữ. Xem lại "
        "giờ và thời lượng.",
    ),
    "L-335": QT_TRANSLATE_NOOP(
        "Messages",
        "Có điểm cầu ghi hai lần. Chưa xếp lịch, phần đã nhập vẫn giữ. Bỏ điểm cầu bị trùng.",
    ),
    "L-336": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố không còn điểm cầu {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Bỏ điểm "
        "cầu này hoặc chọn điểm cầu khác.",
    ),
    "L-337": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố chưa có vụ việc của buổi này. Chưa xếp lịch, phần đã nhập vẫn giữ. Chờ "
        "yêu cầu gửi xong rồi bấm lại.",
    ),
    "L-338": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc này đã có buổi {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa buổi đã có, "
        "hoặc chọn giờ khác.",
    ),
    "L-339": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố chưa có quyết định tiếp trực tuyến của yêu cầu này. Chưa xếp lịch, phần "
        "đã nhập vẫn giữ. Chờ quyết định gửi xong rồi bấm lại.",
    ),
    "L-340": QT_TRANSLATE_NOOP(
        "Messages",
        "Đơn vị này không xếp lịch cho {site} chủ trì. Chưa xếp lịch, phần đã nhập vẫn giữ. "
        "Đề nghị Trụ sở thành phố xếp.",
    ),
    "L-341": QT_TRANSLATE_NOOP(
        "Messages",
        "Lịch đã được người khác sửa. Chưa xếp lịch. Chọn lại buổi ở bên trái để xem lịch "
        "mới rồi sửa.",
    ),
    "L-342": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp đã gọi vào phòng hoặc đã kết thúc. Lịch không đổi được nữa. Xem buổi tiếp "
        "ở màn hình đầu.",
    ),
    "L-343": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố chưa nhận lịch vì lý do mà bản chương trình này chưa biết. Chưa xếp lịch, "
        "phần đã nhập vẫn giữ. Cập nhật chương trình hoặc gọi hỗ trợ.",
    ),
    "L-344": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.",
    ),
    "L-345": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn một lịch đang nhập dở. Chưa mở mục khác, phần đã nhập vẫn giữ. Xếp lịch, hoặc "
        "bấm Bỏ phần đã nhập.",
    ),
    "L-346": QT_TRANSLATE_NOOP(
        "Messages",
        "Lý do hoãn, hủy cần ít nhất 10 ký tự. Buổi tiếp chưa thay đổi. Ghi rõ lý do rồi bấm lại.",
    ),
    "L-362": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc có cờ còn thiếu hồ sơ của {site}. Chưa ghi thông báo, phần đã nhập vẫn giữ. "
        "Thêm mục hồ sơ rồi ghi lại.",
    ),
    "L-363": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc có cờ còn thiếu thành phần của {site}. Chưa ghi thông báo, phần đã nhập vẫn giữ. "
        "Thêm người rồi ghi lại.",
    ),
    "L-364": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.",
    ),
    "L-365": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập mã PIN của lãnh đạo. Chưa xếp lịch, phần đã nhập vẫn giữ. Lãnh đạo nhập mã PIN "
        "rồi bấm lại.",
    ),
    "L-366": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi mốc của buổi {code} bằng lời của người ghi nhận. Các điểm cầu sẽ thấy.",
    ),
    "L-370": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa kết nối thành phố nên mốc chưa được ghi. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.",
    ),
    "L-371": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không ghi mốc này. Phần đã nhập vẫn giữ. Chọn lại buổi ở bên trái để "
        "xem lịch mới.",
    ),
    "L-372": QT_TRANSLATE_NOOP(
        "Messages",
        "Có chữ không gửi được hoặc quá dài nên mốc chưa được ghi. Phần đã nhập vẫn giữ. Xem lại "
        "các ô rồi bấm lại.",
    ),
    "L-373": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố chưa trả lời kịp, chưa biết mốc đã được ghi chưa. Phần đã nhập vẫn giữ. Chờ "
        "lịch cập nhật rồi xem lại.",
    ),
    "L-374": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi thông báo của buổi {code}. Minh chứng đã lưu ở thành phố. Các điểm cầu sẽ thấy.",
    ),
    "L-375": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi cho phép của lãnh đạo cho buổi {code}. Lý do được ghi vào biên bản. Các điểm cầu "
        "sẽ thấy.",
    ),
    "L-376": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa ghi mốc, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.",
    ),
    "L-378": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu mục hồ sơ {title}. Số trang do thành phố cấp khi nhận được. Có thể thêm mục khác.",
    ),
    "L-379": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa thêm mục hồ sơ, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi "
        "bấm lại.",
    ),
    "L-380": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố dùng bản cũ, chưa nhận số hoặc địa chỉ phòng họp. Chưa xếp lịch, phần đã nhập "
        "vẫn giữ. Xóa ô ấy rồi bấm lại, báo địa chỉ bằng cách khác.",
    ),
    "L-381": QT_TRANSLATE_NOOP(
        "Messages",
        "Thành phố dùng bản cũ, chưa nhận buổi họp trên nền tảng khác. Chưa xếp lịch, phần đã nhập "
        "vẫn giữ. Chọn họp trên chương trình này, hoặc chờ thành phố cập nhật.",
    ),
    "L-377": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập mã PIN của lãnh đạo. Mốc chưa được cho phép. Lãnh đạo nhập mã PIN rồi bấm Cho "
        "phép.",
    ),
    "N-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập người được tiếp. Phiếu được lưu ngay khi gõ. Đưa thẻ vào đầu đọc hoặc gõ họ "
        "tên.",
    ),
    "N-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã tiếp nhận lượt {n}, vào hàng chờ. Phiếu đã lưu tại máy này và tự gửi về thành phố. Có "
        "thể tiếp nhận người tiếp theo.",
    ),
    "N-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã chuyển lượt {n} sang tiếp trực tiếp. Phiếu đã lưu tại máy này và tự gửi về thành phố. "
        "Hẹn công dân phòng và giờ tiếp trực tiếp.",
    ),
    "N-004": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa thấy lần tiếp nào trước đây. Đã tìm trong phiếu của đơn vị theo số giấy tờ, họ tên, "
        "nơi ở. Gõ đủ số giấy tờ để tìm lại.",
    ),
    "N-101": QT_TRANSLATE_NOOP(
        "Messages",
        "Số giấy tờ phải có 12 chữ số, đang có {n}. Chữ đã gõ vẫn giữ. Xem lại thẻ.",
    ),
    "N-102": QT_TRANSLATE_NOOP(
        "Messages",
        "Ba số đầu {ppp} không có trong bảng tỉnh. Vẫn lưu được. Xem lại thẻ.",
    ),
    "N-103": QT_TRANSLATE_NOOP(
        "Messages",
        "Giới tính chưa khớp số thẻ. Vẫn lưu được. Xem lại ô Giới tính.",
    ),
    "N-104": QT_TRANSLATE_NOOP(
        "Messages",
        "Số này đã dùng ở lượt {n}. Vẫn tiếp nhận được. Xem lại nếu nhầm thẻ.",
    ),
    "N-105": QT_TRANSLATE_NOOP(
        "Messages",
        "Năm sinh chưa khớp số thẻ ({yy}). Vẫn lưu được. Xem lại ô Ngày sinh.",
    ),
    "N-106": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được mã trên thẻ. Các ô vẫn như cũ. Gõ tay theo thẻ.",
    ),
    "N-107": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày không thể sau hôm nay. Chữ đã gõ vẫn giữ. Sửa lại ngày.",
    ),
    "N-108": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày gửi không thể trước ngày quyết định. Chữ đã gõ vẫn giữ. Sửa lại ngày.",
    ),
    "N-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Đoàn {n} người cử nhiều nhất {max} người đại diện. Chưa lưu thêm ai. Bớt người đại diện.",
    ),
    "N-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có giấy cử đại diện đủ chữ ký. Phiếu đã lưu. Chụp giấy, hoặc ghi lý do.",
    ),
    "N-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nhập nhân thân người đại diện {name}. Vẫn lưu được. "
        "Bấm Nhập nhân thân ở dòng của người đó.",
    ),
    "N-120": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa vào hàng chờ, phiếu vẫn giữ. Sửa ô có dấu rồi bấm lại.",
    ),
    "N-121": QT_TRANSLATE_NOOP(
        "Messages",
        "Có {count} ô cần xem lại. Chưa vào hàng chờ, phiếu vẫn giữ. Sửa lại, hoặc bấm lần nữa nếu "
        "đúng như vậy.",
    ),
    "N-130": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa hỏi đủ hai câu về bảo vệ danh tính và giữ bí mật. Chưa tiếp trực tuyến được. Hỏi "
        "người tố cáo rồi chọn.",
    ),
    "N-140": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang mất mạng. Phiếu lưu tại máy này, số lượt tạm là {n}. Tự gửi khi có mạng.",
    ),
    "N-150": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu cần một vụ việc. Chưa vào hàng chờ, phiếu vẫn giữ. Chọn vụ việc đã có hoặc vụ "
        "việc mới.",
    ),
    "N-151": QT_TRANSLATE_NOOP(
        "Messages",
        "Tài liệu này đã có trong phiếu: {title}. Không lưu thêm bản nữa. Xem lại danh sách tài "
        "liệu.",
    ),
    "N-152": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang nhận tệp vào phiếu. Chưa vào hàng chờ, phiếu vẫn giữ. Chờ nhận xong rồi bấm lại.",
    ),
    "Y-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi yêu cầu của {name}. Yêu cầu đã lưu tại máy này và tự gửi về thành phố. Có thể "
        "nhập yêu cầu tiếp theo.",
    ),
    "Y-004": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi quyết định. Quyết định đã lưu tại máy này và tự gửi về thành phố. Nơi nhận yêu cầu "
        "sẽ thấy.",
    ),
    "Y-101": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa chọn căn cứ. Chưa ghi quyết định. Chọn một căn cứ.",
    ),
    "Y-102": QT_TRANSLATE_NOOP(
        "Messages",
        "{person} đã quyết định lúc {at}. Chưa thay đổi gì. Xem ở mục Đã quyết định.",
    ),
    "Y-103": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa chọn cách tiếp. Chưa ghi quyết định. Chọn một trong ba cách.",
    ),
    "L-347": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp dài hơn một ngày. Chưa xếp lịch, phần đã nhập vẫn giữ. Xem lại giờ và thời "
        "lượng.",
    ),
    "L-348": QT_TRANSLATE_NOOP(
        "Messages",
        "Yêu cầu này đã có buổi tiếp {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa buổi đã có, "
        "hoặc hủy buổi đó trước.",
    ),
    "L-349": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có bảng ngày nghỉ của năm {year}. Vẫn xếp được, các mốc tính theo thứ trong tuần. "
        "Nhập ngày nghỉ của năm đó, hoặc bấm Xếp lịch lần nữa.",
    ),
    "L-350": QT_TRANSLATE_NOOP(
        "Messages",
        "Năm {year} có {holidays} ngày nghỉ, {workdays} ngày làm bù, {unsure} ngày chờ công bố. "
        "Mọi điểm cầu dùng chung. Chọn dòng để sửa, hoặc bấm Thêm ngày.",
    ),
    "L-351": QT_TRANSLATE_NOOP(
        "Messages",
        "Năm {year} có {holidays} ngày nghỉ, {workdays} ngày làm bù, {unsure} ngày chờ công bố. "
        "Tại đây chỉ xem được. Cần sửa thì báo quản trị thành phố.",
    ),
    "L-352": QT_TRANSLATE_NOOP(
        "Messages",
        "Bảng chưa có ngày nghỉ nào của năm {year}. Hạn chỉ trừ thứ Bảy, Chủ nhật. Ghi từng ngày ở "
        "khung bên phải rồi bấm Lưu.",
    ),
    "L-353": QT_TRANSLATE_NOOP(
        "Messages",
        "Bảng chưa có ngày nghỉ nào của năm {year}. Hạn chỉ trừ thứ Bảy, Chủ nhật. Cần bổ sung thì "
        "báo quản trị thành phố.",
    ),
    "L-354": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã lưu ngày {day} trên máy này. Chương trình tự gửi về thành phố khi có mạng.",
    ),
    "L-355": QT_TRANSLATE_NOOP(
        "Messages",
        "Ngày đang ghi chưa lưu. Nội dung đã nhập vẫn được giữ. Bấm Lưu, hoặc Bỏ thay đổi, rồi mới "
        "chọn ngày khác.",
    ),
    "L-356": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy khác vừa sửa ngày {day}. Chưa lưu; nội dung đã nhập vẫn được giữ. Bấm Lưu lần nữa để "
        "thay, hoặc Bỏ thay đổi để lấy bản mới.",
    ),
    "L-357": QT_TRANSLATE_NOOP(
        "Messages",
        "Hai máy cùng sửa ngày {day}. Cả hai bản vẫn giữ. Bấm Lưu để dùng bản đang hiện, hoặc lấy "
        "bản của máy này rồi bấm Lưu.",
    ),
    "L-358": QT_TRANSLATE_NOOP(
        "Messages",
        "Có {count} ngày được sửa ở hai máy: {days}. Cả hai bản vẫn giữ. Chọn dòng có hai bản để "
        "quyết định.",
    ),
    "L-359": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố không nhận bản đã lưu của ngày {day}. Bản này vẫn giữ tại máy. Sửa nếu "
        "cần rồi bấm Lưu để gửi lại, hoặc gọi hỗ trợ.",
    ),
    "L-360": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} ô chưa đúng. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa ô viền đỏ rồi bấm "
        "Lưu lại.",
    ),
    "L-361": QT_TRANSLATE_NOOP(
        "Messages",
        "Có {count} ô cần xem lại. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa lại, hoặc bấm Lưu "
        "lần nữa nếu đúng như vậy.",
    ),
    "V-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có vụ việc nào. Vụ việc được tạo khi lập lịch cho một yêu cầu tiếp. Ghi yêu cầu ở "
        "màn hình Buổi tiếp.",
    ),
    "V-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có lần tiếp nào trước đây. Đã tìm trong các buổi của vụ việc này mà máy này được "
        "biết.",
    ),
    "V-101": QT_TRANSLATE_NOOP(
        "Messages",
        "Vụ việc này hạn chế người xem. Chưa mở gì; lần mở này đã được ghi lại. Liên hệ {unit}.",
    ),
    "V-102": QT_TRANSLATE_NOOP(
        "Messages",
        "Không còn thấy vụ việc này trên máy. Chưa mở gì. Trở lại danh sách để tìm lại.",
    ),
    "L-010": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có việc đến hạn. Đã xét đến {day}. Danh sách tự cập nhật.",
    ),
    "L-011": QT_TRANSLATE_NOOP(
        "Messages",
        "Sắp hết hạn: {what}, còn {n} ngày làm việc. Chưa thay đổi gì. Mở để xử lý.",
    ),
    "R-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Sổ năm {year} chưa có dòng nào. Dòng được ghi khi tiếp nhận xong. Nhấn Ctrl+N để bắt đầu.",
    ),
    "R-002": QT_TRANSLATE_NOOP(
        "Messages",
        "Không tìm thấy “{text}”. Đã tìm cả dòng gạch bỏ, không phân biệt dấu. Gõ ít chữ hơn, hoặc "
        "chọn năm khác.",
    ),
    "R-101": QT_TRANSLATE_NOOP(
        "Messages",
        "Gạch bỏ cần lý do, ít nhất 10 chữ cái. Dòng vẫn như cũ. Ghi lý do, dòng gạch vẫn in "
        "trong sổ.",
    ),
    "R-102": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã gạch bỏ một dòng. Số thứ tự giữ nguyên, dòng vẫn in trong sổ. Không xóa được.",
    ),
    "R-103": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xuất {name}, {n} dòng. Đủ 12 cột theo mẫu và cột ghi chú. Có thể mở và in.",
    ),
    "R-104": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {n} lượt tiếp năm {year} chưa có trong sổ. Chưa ghi gì thêm. Chưa ghi vào sổ giấy thì "
        "bấm nút ghi các lượt đó ở cuối màn hình.",
    ),
    "R-105": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang đọc sổ trên máy này. Dòng đã ghi vẫn giữ nguyên. Sổ hiện đủ sau ít giây.",
    ),
    "R-106": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi theo dõi. Các cột ghi khi tiếp không đổi. Có thể ghi tiếp khi có kết quả mới.",
    ),
    "R-107": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã gạch bỏ dòng sai và ghi dòng đúng vào sổ năm nay. Hai dòng ghi rõ thay nhau. Thành phố "
        "cấp số cho dòng mới.",
    ),
    "R-108": QT_TRANSLATE_NOOP(
        "Messages",
        "Có dòng được ghi ở hai nơi cùng lúc. Đã giữ cả hai bản. Chọn dòng đó rồi bấm Ghi theo "
        "dõi.",
    ),
    "R-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có việc nào của kết luận ở đây. Danh sách tự cập nhật. Việc mới hiện khi thư ký "
        "nhấn Ctrl+L ở một dòng biên bản.",
    ),
    "R-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Việc này chưa có thời hạn. Chưa giao. Ghi ngày, hoặc ghi lý do không thời hạn, ít nhất 10 "
        "chữ cái.",
    ),
    "R-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có văn bản kết quả. Điều vừa ghi đã giữ, việc vẫn đang thực hiện. Gắn văn bản rồi "
        "ghi lại kết quả.",
    ),
    "R-114": QT_TRANSLATE_NOOP(
        "Messages",
        "Không tìm thấy “{text}”. Đã tìm việc, cơ quan, đầu mối, mã vụ việc, không phân biệt dấu. "
        "Gõ ít chữ hơn, hoặc chọn Mọi việc.",
    ),
    "R-115": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi việc giao. Việc có trong biên bản và ở màn Kết luận. Khi có thông báo kết luận thì "
        "ghi số thông báo.",
    ),
    "R-116": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi số thông báo kết luận. Nội dung giao từ nay không sửa. Khi có kết quả thì ghi kết "
        "quả.",
    ),
    "R-113": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi đôn đốc {agency}. Lần thứ {n}. Chờ trả lời đến {day}.",
    ),
    "R-117": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã gia hạn. Hạn cũ, người duyệt và lý do được giữ lại. Việc vẫn theo dõi theo hạn mới.",
    ),
    "R-118": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi kết quả. Văn bản đã vào hồ sơ vụ việc. Báo cáo và trả lời công dân thì bấm Chuyển "
        "bước.",
    ),
    "R-119": QT_TRANSLATE_NOOP(
        "Messages", "Đã chuyển bước. Các bước trước vẫn giữ. Có thể chuyển tiếp khi xong bước này."
    ),
    "R-120": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã gạch bỏ việc ghi nhầm. Việc vẫn còn ở Mọi việc, không in vào biên bản. Không xóa được.",
    ),
    "R-121": QT_TRANSLATE_NOOP(
        "Messages",
        "Có việc được ghi ở hai nơi cùng lúc. Đã giữ cả hai bản. Mở việc đó để ghi lại.",
    ),
    "R-122": QT_TRANSLATE_NOOP(
        "Messages",
        "Dòng này đã thành việc của kết luận. Không tạo thêm việc. Xem ở màn Kết luận sau buổi.",
    ),
    "R-123": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có dòng nào để thành kết luận. Biên bản không đổi. Gõ điều người chủ trì kết luận "
        "rồi nhấn Ctrl+L.",
    ),
}
