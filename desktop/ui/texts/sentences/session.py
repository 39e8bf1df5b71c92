"""Sentences of a session: link, devices, minutes and their store."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "H-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có vụ việc nào đang chờ. Danh sách tự cập nhật. Nhấn Ctrl+N để tiếp nhận.",
    ),
    "H-010": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã báo trước {site}. Phòng mời số {n} vào chỗ. Khoảng 60 giây nữa có thể mời vào.",
    ),
    "H-011": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã mời số {n} vào phòng. {site} đã được báo. Nhầm thì nhấn Ctrl+Z trong 30 giây.",
    ),
    "H-012": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã rút lại. Hai phòng trở về như cũ. Chọn vụ việc khác.",
    ),
    "H-013": QT_TRANSLATE_NOOP(
        "Messages",
        "Sắp mời số {n} vào phòng tiếp. Chưa mở buổi tiếp. Mời công dân vào chỗ và vào phòng.",
    ),
    "H-014": QT_TRANSLATE_NOOP(
        "Messages",
        "Trụ sở mời số {n} vào phòng tiếp. Chưa mở buổi tiếp. Mời công dân vào chỗ.",
    ),
    "H-020": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} chưa sẵn sàng: phòng chưa kết nối. Chưa mời. Chờ, hoặc chọn vụ sau.",
    ),
    "H-021": QT_TRANSLATE_NOOP(
        "Messages",
        "Số {n} chưa đóng. Chưa mời vụ tiếp. Đóng hoặc tạm dừng vụ đang tiếp.",
    ),
    "H-022": QT_TRANSLATE_NOOP(
        "Messages",
        "Số {n} đã được mời. Chưa mời vụ khác. Vào phòng với số {n}, hoặc rút lại.",
    ),
    "H-023": QT_TRANSLATE_NOOP(
        "Messages",
        "Không có ai để mời. Chưa thay đổi gì. Chờ người đến, hoặc mở buổi tiếp từ danh sách.",
    ),
    "H-024": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi đang tiếp chưa đóng. Chưa mời vụ tiếp. Đóng hoặc tạm dừng buổi đang tiếp.",
    ),
    "H-030": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nối được máy chủ thành phố. Chưa mời ai. Thử lại khi có mạng.",
    ),
    "H-031": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố chưa nhận lời mời. Chưa thay đổi gì. Làm mới danh sách rồi thử lại.",
    ),
    "H-032": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố chưa trả lời. Chưa rõ đã mời hay chưa. Xem lại danh sách rồi bấm lại "
        "nếu cần.",
    ),
    "K-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa mở buổi tiếp. Người chủ trì bấm Mở buổi tiếp. Có thể soạn sẵn biên bản.",
    ),
    "K-003": QT_TRANSLATE_NOOP(
        "Messages",
        "Thấy và nghe nhau: {good} trong {ways} chiều. Đủ thì mốc nối các điểm cầu tự ghi. Mỗi nơi "
        "mở micro (F4), nói vài câu.",
    ),
    "K-004": QT_TRANSLATE_NOOP(
        "Messages",
        "Họp trên {platform}. Khi các điểm cầu đã thấy và nghe nhau ở đó, cán bộ của điểm cầu "
        "trung tâm ghi mốc Nối đủ các điểm cầu.",
    ),
    "K-007": QT_TRANSLATE_NOOP(
        "Messages",
        "Họp trên {platform}, máy không đo được. Đã thấy và nghe đủ các điểm cầu ở đó thì bấm ghi; "
        "mốc giữ tên người ghi.",
    ),
    "K-008": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa sẵn sàng, vì chưa ghi thử đạt: {sites}. Ở nơi đó: rời buổi, bấm Ghi thử rồi vào lại; "
        "hoặc lãnh đạo cho phép, kèm lý do.",
    ),
    "K-009": QT_TRANSLATE_NOOP(
        "Messages",
        "Vào buổi khi chưa ghi thử đạt: {said}. Buổi tiếp vẫn mở được. Lý do sẽ in trong biên bản.",
    ),
    "G-030": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp ghi đã dừng {seconds} giây, từ {at}. Đã ghi tiếp vào phần {part}. Có thể mời nói lại "
        "đoạn thiếu.",
    ),
    "G-031": QT_TRANSLATE_NOOP(
        "Messages",
        "Ghi hình dừng lúc {at} vì ổ đĩa sắp hết chỗ. Đang ghi tiếng. Giải phóng ổ đĩa sau buổi.",
    ),
    "G-060": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã đánh dấu lúc {at}. Dấu đứng ở cột biên bản, gửi về thành phố cùng biên bản. Dấu không "
        "in ra.",
    ),
    "G-032": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa thứ nhất không ghi được; từ {at} ghi tiếp vào ổ thứ hai. Kiểm tra ổ thứ nhất sau "
        "buổi.",
    ),
    "G-033": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa còn chỗ ghi hình khoảng {minutes} phút, sau đó chỉ ghi tiếng. Giải phóng ổ đĩa hoặc "
        "gọi kỹ thuật.",
    ),
    "G-034": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp ghi không tăng từ {at}. Báo người chủ trì và gọi kỹ thuật.",
    ),
    "G-035": QT_TRANSLATE_NOOP(
        "Messages",
        "Không ghi được hình từ {at}. Đang ghi tiếng. Báo người chủ trì và gọi kỹ thuật.",
    ),
    "K-005": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang tạm dừng. Chương trình không ngắt được hình, tiếng trên {platform}: tắt micro, "
        "camera ở đó.",
    ),
    "K-104": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất kết nối với Trụ sở thành phố. Biên bản và tài liệu vẫn lưu tại máy này; đang nối lại "
        "(lần {attempt}). Gọi {phone} nếu quá 2 phút.",
    ),
    "K-105": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã nối lại sau {seconds} giây. Chỗ ngồi, bước và lượt nói vẫn như cũ. Có thể "
        "mời nói lại đoạn thiếu.",
    ),
    "K-106": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa làm được vì đang mất kết nối. Chưa thay đổi gì. Đợi nối lại rồi bấm lần nữa.",
    ),
    "K-107": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ không nhận việc này. Buổi tiếp vẫn như cũ. Xem lại bước và quyền điều hành.",
    ),
    "K-108": QT_TRANSLATE_NOOP(
        "Messages",
        "Tay này vừa được hạ. Lượt nói vẫn như cũ, danh sách đã cập nhật. Chọn lại nếu cần.",
    ),
    "K-110": QT_TRANSLATE_NOOP(
        "Messages",
        "Chỗ của phòng này đã mở ở máy khác. Biên bản vẫn lưu tại máy này. Trở lại nếu "
        "máy này mới đúng.",
    ),
    "K-111": QT_TRANSLATE_NOOP(
        "Messages",
        "Chỗ của phòng này đang mở ở máy khác. Máy này chưa vào buổi tiếp. Vào bằng máy thứ hai, "
        "hoặc tiếp quản chỗ đó.",
    ),
    "K-112": QT_TRANSLATE_NOOP(
        "Messages",
        "Đây là máy thứ hai, không có hình và tiếng. Buổi tiếp chạy ở máy chính của phòng. Biên "
        "bản, điều hành theo quyền của người đăng nhập.",
    ),
    "K-113": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chính của phòng mất kết nối. Máy này vẫn trong buổi. Tiếp quản hình, tiếng nếu máy "
        "chính không trở lại.",
    ),
    "K-130": QT_TRANSLATE_NOOP(
        "Messages",
        "Người chủ trì mất kết nối. Đã tạm dừng buổi tiếp. Mời người được phân công điều hành.",
    ),
    "K-131": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp hôm nay dừng lúc {at}, hẹn ngày khác. Biên bản và tài liệu vẫn lưu đủ. "
        "Lý do: {reason}.",
    ),
    "K-132": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp đã dừng lúc {at} vì sự cố kỹ thuật. Biên bản và tài liệu vẫn lưu đủ. "
        "Lý do: {reason}.",
    ),
    "K-133": QT_TRANSLATE_NOOP(
        "Messages",
        "Buổi tiếp đã dừng lúc {at} do từ chối tiếp. Biên bản và tài liệu vẫn lưu đủ. "
        "Lý do: {reason}.",
    ),
    "K-150": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất {seconds} giây tiếng của {site}, cộng dồn {total} giây ({percent} %). Biên bản tự ghi "
        "số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ trì.",
    ),
    "K-155": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất {seconds} giây hình của {site}, cộng dồn {total} giây ({percent} %). Biên bản tự ghi "
        "số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ trì.",
    ),
    "K-156": QT_TRANSLATE_NOOP(
        "Messages",
        "Mất {seconds} giây hình và tiếng của {site}, cộng dồn {total} giây ({percent} %). Biên "
        "bản tự ghi số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ "
        "trì.",
    ),
    "K-151": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} đã mất {lost} ({percent} %). Buổi tiếp vẫn mở. Người chủ trì chọn: nói lại, hoãn, "
        "hay tiếp tục khi các bên đồng ý.",
    ),
    "K-152": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã ghi lựa chọn của người chủ trì. Biên bản có thêm một dòng. Tiếp tục buổi tiếp.",
    ),
    "K-157": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã nhận lựa chọn của người chủ trì. Tài khoản này không ghi biên bản. Nhờ thư ký ghi một "
        "dòng.",
    ),
    "K-170": QT_TRANSLATE_NOOP(
        "Messages",
        "Hội ý giữa {sites}. Phần này không ghi, nơi khác chỉ thấy “Hội ý, xin chờ”. Bấm Trở lại "
        "khi xong.",
    ),
    "K-171": QT_TRANSLATE_NOOP(
        "Messages",
        "Hội ý giữa {sites}. Phần này không ghi, nơi khác chỉ thấy “Hội ý, xin chờ”. Người chủ trì "
        "kết thúc khi xong.",
    ),
    "K-172": QT_TRANSLATE_NOOP(
        "Messages",
        "Hội ý, xin chờ. Hình và tiếng của phòng này đã ngắt. Buổi tiếp tự trở lại khi hội ý xong.",
    ),
    "K-134": QT_TRANSLATE_NOOP(
        "Messages",
        "Người chủ trì mất kết nối. {person}, {site}, đang điều hành thay theo phân công. Quyền "
        "trở lại khi người chủ trì nối lại.",
    ),
    "K-135": QT_TRANSLATE_NOOP(
        "Messages",
        "Người chủ trì mất kết nối. Phòng này đang điều hành thay theo phân công. Mời nói, tạm "
        "dừng, chuyển bước từ máy này.",
    ),
    "K-160": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang gọi {site}, {seconds} giây. Cán bộ trực thấy tóm tắt vụ việc. Nhấn Ctrl+K để thôi "
        "gọi nếu không cần.",
    ),
    "K-161": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} không trả lời sau {seconds} giây. Cuộc gọi đã ghi vào biên bản. Gọi lại hoặc mời "
        "cơ quan khác.",
    ),
    "K-162": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} từ chối: {reason}. Đã ghi vào biên bản. Mời cơ quan khác nếu cần.",
    ),
    "K-163": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} đang nghe. Micro và camera của họ tắt. Mời nói khi sẵn sàng.",
    ),
    "K-164": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} đang ở một buổi tiếp khác. Cuộc gọi đã ghi vào biên bản. Gọi lại sau hoặc mời cơ "
        "quan khác.",
    ),
    "K-165": QT_TRANSLATE_NOOP(
        "Messages",
        "Phòng này đang nghe. Micro và camera tắt, chưa ai thấy và nghe. Bấm Vào buổi tiếp khi "
        "sẵn sàng.",
    ),
    "K-166": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa nối được máy chủ thành phố. Cuộc gọi chưa được trả lời. Bấm lần nữa khi có mạng.",
    ),
    "K-167": QT_TRANSLATE_NOOP(
        "Messages",
        "Cuộc gọi đã kết thúc hoặc đã có máy khác trả lời. Máy này không thay đổi gì. Chờ người "
        "chủ trì gọi lại nếu cần.",
    ),
    "K-168": QT_TRANSLATE_NOOP(
        "Messages",
        "Người chủ trì đã cho điểm cầu này rời buổi tiếp. Hình và tiếng đã ngắt. Bấm Rời phòng "
        "để về màn hình chính.",
    ),
    "K-169": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy kia của điểm cầu này đã rời buổi tiếp. Máy này cũng không còn trong buổi. Bấm Rời "
        "phòng để về màn hình chính; muốn trở lại thì nhờ người chủ trì gọi.",
    ),
    "K-180": QT_TRANSLATE_NOOP(
        "Messages",
        "Tin gửi lúc {at}. Chưa điểm cầu nào xem. Lâu không ai xem thì dùng điện thoại.",
    ),
    "K-181": QT_TRANSLATE_NOOP(
        "Messages",
        "Tin gửi lúc {at} đã được xem. {site} đang xử lý. Tiếp tục như bình thường.",
    ),
    "K-182": QT_TRANSLATE_NOOP(
        "Messages",
        "{site} gọi hỗ trợ an ninh lúc {at}, không lời. Không nhắc trong buổi tiếp, phòng ấy nghe "
        "thấy. Báo lực lượng bảo vệ nơi ấy rồi bấm Đã nhận.",
    ),
    "K-183": QT_TRANSLATE_NOOP(
        "Messages",
        "{by} đã nhận tin gọi hỗ trợ an ninh của {site} và đang xử lý. Không nhắc trong buổi tiếp.",
    ),
    "K-184": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố bản cũ không chuyển được tin này. Chưa điểm cầu nào được báo. Dùng điện "
        "thoại.",
    ),
    "K-140": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ yêu cầu đăng nhập lại. Biên bản vẫn lưu tại máy này. Rời phòng, nhập "
        "mã PIN rồi vào lại.",
    ),
    "K-143": QT_TRANSLATE_NOOP(
        "Messages",
        "Phòng này không có chỗ trong buổi tiếp. Chưa thay đổi gì. Gọi Ban Tiếp công "
        "dân để được thêm vào.",
    ),
    "K-147": QT_TRANSLATE_NOOP(
        "Messages",
        "Phòng này đã có đủ máy thứ hai. Máy này chưa vào buổi tiếp. Rời phòng ở một máy rồi thử "
        "lại.",
    ),
    "K-148": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ thành phố chưa nhận máy thứ hai. Máy này chưa vào buổi tiếp. Dùng máy đang có "
        "chỗ của phòng.",
    ),
    "K-144": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy chủ không thấy buổi tiếp này. Biên bản vẫn lưu tại máy này. Cập nhật lịch "
        "rồi vào lại.",
    ),
    "K-146": QT_TRANSLATE_NOOP(
        "Messages",
        "Phiên bản chương trình không khớp với máy chủ. Biên bản vẫn lưu tại máy này. Báo cán "
        "bộ kỹ thuật cập nhật chương trình.",
    ),
    "M-105": QT_TRANSLATE_NOOP(
        "Messages",
        "{lost} đã rút. Đã chuyển sang {now}. Cắm lại hoặc tiếp tục.",
    ),
    "M-106": QT_TRANSLATE_NOOP(
        "Messages",
        "{lost} đã rút. Không còn thiết bị nào thay thế. Cắm lại, chương trình tự dùng tiếp.",
    ),
    "M-108": QT_TRANSLATE_NOOP("Messages", "Đã chuyển sang dùng {now}. Không cần làm gì thêm."),
    "M-212": QT_TRANSLATE_NOOP(
        "Messages",
        "Mạng phòng này yếu. Đã tạm tắt hình phòng này gửi đi để giữ tiếng. Hình sẽ tự trở lại.",
    ),
    "M-213": QT_TRANSLATE_NOOP(
        "Messages",
        "Mạng phòng này yếu. Mỗi giây chỉ gửi đi một ảnh tĩnh để giữ tiếng. Hình sẽ tự trở lại.",
    ),
    "M-214": QT_TRANSLATE_NOOP(
        "Messages",
        "Đường truyền tới {site} yếu. Đã giảm hình gửi tới nơi đó để giữ tiếng. Hình sẽ "
        "tự trở lại.",
    ),
    "M-215": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy tính đang chậm. Đã giảm hình gửi đi để giữ tiếng. Nên đóng bớt chương trình khác.",
    ),
    "M-220": QT_TRANSLATE_NOOP(
        "Messages",
        "Phần hình và tiếng vừa khởi động lại. Biên bản và tài liệu không bị ảnh hưởng. "
        "Hình và tiếng tự trở lại trong vài giây.",
    ),
    "M-221": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có hình và tiếng: phòng này chỉ được nối qua máy chuyển tiếp của thành phố, mà "
        "chưa có máy nào dùng được. Biên bản và tài liệu vẫn dùng được. Hãy báo cán bộ kỹ "
        "thuật.",
    ),
    "M-301": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang nói khi micro tắt. Tiếng chưa gửi đi. Nhấn F4.",
    ),
    "M-302": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa đến lượt nói. Đã gửi đề nghị xin nói. Chờ người chủ trì mời.",
    ),
    "B-001": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa có dòng nào. Mỗi dòng được lưu ngay khi gõ. Gõ vào ô bên dưới để bắt đầu.",
    ),
    "B-210": QT_TRANSLATE_NOOP(
        "Messages",
        "Hai nơi cùng sửa dòng {number}. Đã giữ cả hai bản. Mở dòng {number} để chọn.",
    ),
    "B-211": QT_TRANSLATE_NOOP(
        "Messages",
        "Dòng này do nơi khác ghi. Chữ vừa gõ vẫn lưu tại máy này. Ghi ý kiến thành dòng mới.",
    ),
    "B-212": QT_TRANSLATE_NOOP(
        "Messages",
        "Dòng dài quá {limit} chữ. Chữ vẫn còn trong ô soạn. Chia thành hai dòng.",
    ),
    "B-213": QT_TRANSLATE_NOOP(
        "Messages",
        "Không còn thấy dòng này. Các dòng khác vẫn lưu đủ. Ghi thành dòng mới.",
    ),
    "B-214": QT_TRANSLATE_NOOP(
        "Messages",
        "Dòng này chưa ghi được vào biên bản. Chữ vẫn còn trong ô soạn. Sửa rồi gõ tiếp "
        "để lưu lại.",
    ),
    "B-215": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản đã chốt để ký. Dòng đã ghi không sửa nữa. Ý kiến sửa ghi thành dòng mới.",
    ),
    "B-216": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản đã chốt, chưa có chữ ký. Mọi dòng giữ nguyên. Xuất biên bản để in và ký.",
    ),
    "B-217": QT_TRANSLATE_NOOP(
        "Messages",
        "Dòng {number} còn một bản khác. Biên bản giữ bản tại thành phố. Bản kia vẫn được lưu.",
    ),
    "B-218": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản đã chốt để ký. Dòng đã ghi giữ nguyên, dòng mới in riêng. Ý kiến sửa: nút Ý "
        "kiến, ký.",
    ),
    "B-219": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản đã chốt, mọi người đã có trạng thái ký. Mọi dòng giữ nguyên. Xuất biên bản để "
        "lưu, quét bản đã ký ở nút Ý kiến, ký.",
    ),
    "B-404": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản ở {sites} khác bản ở trung tâm. Chưa sang bước Ký. Chờ gửi xong, hoặc chọn bản "
        "đúng ở nơi đó.",
    ),
    "B-406": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} người chưa có trạng thái ký: {names}. Chưa sang bước Đóng. Ghi ký tay, điểm "
        "chỉ hoặc không ký cho từng người.",
    ),
    "B-407": QT_TRANSLATE_NOOP(
        "Messages",
        "Còn {count} dòng của phòng này chưa về thành phố. Chưa sang bước Ký. Máy tự gửi, chờ ít "
        "giây.",
    ),
    "B-408": QT_TRANSLATE_NOOP(
        "Messages",
        "Biên bản ở máy này khác bản {number} đã chốt. Bản đã chốt nằm ở thành phố. Không in từ "
        "máy này, báo điểm cầu trung tâm.",
    ),
    "B-410": QT_TRANSLATE_NOOP(
        "Messages",
        "Bản quét không khớp phiên bản {version}. Đã giữ bản quét. Quét lại đúng bản vừa in.",
    ),
    "B-411": QT_TRANSLATE_NOOP(
        "Messages", "Trang {pages} khớp bản {version}. Đã lưu bản quét. Còn {count} trang."
    ),
    "B-412": QT_TRANSLATE_NOOP(
        "Messages",
        "Thiếu trang {missing}. Đã giữ các trang đã quét. Quét thêm trang {missing}.",
    ),
    "B-413": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã quét đủ các trang của bản {version}. Bản quét nằm trong tài liệu và hồ sơ buổi tiếp. "
        "Giữ bản giấy để lưu.",
    ),
    "B-414": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được mã trên trang nào của bản quét. Đã giữ bản quét trong tài liệu. Đặt giấy "
        "thẳng, không che góc dưới bên trái, rồi quét lại.",
    ),
    "B-415": QT_TRANSLATE_NOOP(
        "Messages",
        "Bản quét là biên bản của buổi khác. Đã giữ bản quét trong tài liệu. Quét đúng biên bản "
        "của buổi này.",
    ),
    "B-416": QT_TRANSLATE_NOOP(
        "Messages",
        "Đang đọc {name}. Bản quét được giữ cùng tài liệu của buổi tiếp. Chờ ít giây.",
    ),
    "B-420": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này chưa có máy in. Biên bản không đổi. Bật máy in rồi mở lại, hoặc bấm Xuất biên "
        "bản để có tệp PDF.",
    ),
    "B-421": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in dừng ở trang {n}. Biên bản không đổi. Nạp giấy rồi bấm In lại, chỉ in trang thiếu.",
    ),
    "B-422": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in {printer} đã nhận {n} tờ. Lấy giấy để ký. Ký xong thì quét lại.",
    ),
    "B-423": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa dựng được trang để in. Biên bản không đổi. Bấm Trở lại rồi mở lại, hoặc bấm Xuất "
        "biên bản.",
    ),
    "B-424": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy này chưa có máy in. Chưa in tờ nào. Bật máy in rồi mở lại, hoặc bấm Lưu tệp.",
    ),
    "B-425": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in dừng ở trang {n}. Tờ đã in vẫn dùng được. Nạp giấy rồi bấm In lại, chỉ in trang "
        "thiếu.",
    ),
    "B-426": QT_TRANSLATE_NOOP(
        "Messages",
        "Máy in {printer} đã nhận {n} tờ. Lấy giấy ở máy in. Xem đủ trang rồi ký, giao.",
    ),
    "B-427": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa dựng được trang để in. Chưa in tờ nào. Bấm Trở lại rồi mở lại, hoặc bấm Lưu tệp.",
    ),
    "B-450": QT_TRANSLATE_NOOP(
        "Messages",
        "Không mở được chứng thư bằng mật khẩu này. Biên bản không đổi, chưa ai ký. Gõ lại mật "
        "khẩu, hoặc chọn đúng tệp .pfx, .p12.",
    ),
    "B-451": QT_TRANSLATE_NOOP(
        "Messages",
        "Chứng thư đã hết hạn hoặc chưa có hiệu lực. Biên bản không đổi, chưa ai ký. Dùng chứng "
        "thư còn hạn, hoặc ký tay bản in.",
    ),
    "B-452": QT_TRANSLATE_NOOP(
        "Messages",
        "Chứng thư này không dùng để ký văn bản. Biên bản không đổi, chưa ai ký. Chọn chứng thư "
        "ký số, hoặc ký tay bản in.",
    ),
    "B-453": QT_TRANSLATE_NOOP(
        "Messages",
        "Sai mã PIN của thiết bị ký. Biên bản không đổi, chưa ai ký. Gõ lại thật đúng: sai vài lần "
        "thì thiết bị tự khóa.",
    ),
    "B-454": QT_TRANSLATE_NOOP(
        "Messages",
        "Thiết bị ký đã tự khóa. Biên bản không đổi, chưa ai ký. Ký tay bản in, và nhờ nơi cấp mở "
        "khóa thiết bị.",
    ),
    "B-455": QT_TRANSLATE_NOOP(
        "Messages",
        "Không thấy thiết bị ký. Biên bản không đổi, chưa ai ký. Cắm thiết bị rồi bấm Ký số lần "
        "nữa, hoặc dùng tệp chứng thư.",
    ),
    "B-456": QT_TRANSLATE_NOOP(
        "Messages",
        "Thiết bị ký có nhiều chứng thư dùng được. Biên bản không đổi, chưa ai ký. Nhờ cán bộ kỹ "
        "thuật để lại một chứng thư, hoặc ký tay bản in.",
    ),
    "B-457": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa ký số được. Biên bản không đổi, chưa ai ký. Bấm Ký số lần nữa, hoặc ký tay bản in.",
    ),
    "B-458": QT_TRANSLATE_NOOP(
        "Messages",
        "Bản {version} đã có chữ ký số của {names}. Tệp nằm trong tài liệu và hồ sơ buổi tiếp. "
        "Người khác ký số sẽ ký tiếp vào tệp này.",
    ),
    "B-460": QT_TRANSLATE_NOOP(
        "Messages",
        "Giọng đọc của máy không đọc được dòng này. Biên bản không đổi. Bấm Đọc to lần nữa, hoặc "
        "tự đọc.",
    ),
    "B-461": QT_TRANSLATE_NOOP(
        "Messages",
        "Đọc to dòng này lâu hơn {minutes} phút. Máy không đọc, biên bản không đổi. Tự đọc dòng "
        "này.",
    ),
    "B-462": QT_TRANSLATE_NOOP(
        "Messages",
        "Loa của phòng không phát. Máy đã ngừng đọc to. Kiểm tra loa rồi bấm Đọc to lần nữa.",
    ),
    "B-459": QT_TRANSLATE_NOOP(
        "Messages",
        "Chữ ký số trong tệp không còn đúng với biên bản. Đã giữ tệp trong tài liệu, chưa ghi là "
        "đã ký. Ký lại, hoặc ký tay bản in.",
    ),
    "B-300": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xuất biên bản. Tệp {name} nằm trong thư mục đã chọn. Có thể mở để in.",
    ),
    "B-301": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa đã đầy. Biên bản vẫn lưu ở vùng dự trữ. Chuyển bớt tệp, đừng tắt máy.",
    ),
    "B-302": QT_TRANSLATE_NOOP(
        "Messages",
        "Chương trình vừa khởi động lại. Đã khôi phục đến {at}. Tiếp tục gõ.",
    ),
    "B-303": QT_TRANSLATE_NOOP(
        "Messages",
        "Dữ liệu trên máy này bị hỏng và đã được dựng lại từ bản sao và nhật ký. Mọi dòng đã "
        "lưu vẫn còn, bản nháp phiếu có thể cũ hơn. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.",
    ),
    "B-304": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã khôi phục dữ liệu; còn {count} mục không đọc được. Mục đã gửi về thành phố sẽ tự "
        "tải về. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.",
    ),
    "B-305": QT_TRANSLATE_NOOP(
        "Messages",
        "Dữ liệu trên máy này bị hỏng, đã dựng lại từ những gì còn đọc được. Có thể thiếu dòng "
        "mới gõ: đối chiếu lại biên bản. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.",
    ),
    "B-306": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa đã đầy. Dòng này chưa lưu được, vẫn giữ trên màn hình. Chuyển bớt tệp, đừng tắt "
        "máy.",
    ),
    "B-310": QT_TRANSLATE_NOOP(
        "Messages",
        "Khóa không mở được dữ liệu trên máy. Dữ liệu vẫn nguyên. Báo cán bộ kỹ thuật khôi phục "
        "khóa.",
    ),
    "B-311": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp dữ liệu không được mã hóa. Chương trình không mở tệp này. Báo cán bộ kỹ thuật kiểm "
        "tra thư mục dữ liệu.",
    ),
    "B-312": QT_TRANSLATE_NOOP(
        "Messages",
        "Dữ liệu do phiên bản mới hơn ghi. Chưa thay đổi gì. Báo cán bộ kỹ thuật cập nhật "
        "chương trình.",
    ),
    "B-313": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp dữ liệu bị hỏng. Đã giữ nguyên tệp để khôi phục. Gọi hỗ trợ, đừng xóa tệp.",
    ),
    "B-314": QT_TRANSLATE_NOOP(
        "Messages",
        "Chương trình đang mở ở cửa sổ khác. Dữ liệu không bị ảnh hưởng. Dùng cửa sổ đang mở.",
    ),
    "B-315": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa ghi được xuống ổ đĩa. Nội dung vẫn giữ trên màn hình, chương trình tự ghi lại. "
        "Đừng tắt máy; gọi hỗ trợ nếu còn báo.",
    ),
    "B-316": QT_TRANSLATE_NOOP(
        "Messages",
        "Kho dữ liệu đã đóng. Những gì đã lưu vẫn còn đủ. Mở lại chương trình.",
    ),
    "B-430": QT_TRANSLATE_NOOP(
        "Messages",
        "Không đọc được mẫu in {file}. Dữ liệu vẫn lưu đủ. Báo cán bộ kỹ thuật cài lại chương "
        "trình.",
    ),
    "B-431": QT_TRANSLATE_NOOP(
        "Messages",
        "Mẫu biên bản chưa có hiệu lực vào ngày tiếp. Các dòng vẫn lưu đủ. Báo Ban Tiếp "
        "công dân để có mẫu đúng.",
    ),
    "B-432": QT_TRANSLATE_NOOP(
        "Messages",
        "Tệp {name} đang mở ở chương trình khác. Dữ liệu vẫn lưu đủ. Đóng tệp đó hoặc "
        "chọn tên khác rồi xuất lại.",
    ),
    "B-433": QT_TRANSLATE_NOOP(
        "Messages",
        "Ổ đĩa không đủ chỗ để xuất {name}. Dữ liệu vẫn lưu đủ. Chuyển bớt tệp hoặc "
        "chọn ổ khác rồi xuất lại.",
    ),
    "B-434": QT_TRANSLATE_NOOP(
        "Messages",
        "Chưa ghi được tệp {name}. Dữ liệu vẫn lưu đủ. Chọn thư mục khác rồi xuất lại.",
    ),
    "B-440": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xuất hồ sơ {number}. Tệp {name} nằm trong thư mục đã chọn. Mở tệp index.html bên trong "
        "bằng trình duyệt để xem.",
    ),
    "B-441": QT_TRANSLATE_NOOP(
        "Messages",
        "Đã xuất hồ sơ {number}, thiếu {n} mục. Tệp {name} nằm trong thư mục đã chọn. Trang "
        "index.html bên trong ghi rõ thiếu gì và vì sao.",
    ),
    "B-435": QT_TRANSLATE_NOOP(
        "Messages",
        "Tên tệp {name} phải kết thúc bằng .docx, .pdf hoặc .xlsx. Chưa xuất gì. Chọn lại tên tệp.",
    ),
}
