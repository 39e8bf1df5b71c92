<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>Calendar</name>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>đang gọi</source>
        <translation>calling</translation>
    </message>
    <message>
        <source>đang nghe</source>
        <translation>listening</translation>
    </message>
    <message>
        <source>đã vào buổi tiếp</source>
        <translation>in the session</translation>
    </message>
    <message>
        <source>từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>không trả lời</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>đang ở buổi tiếp khác</source>
        <translation>in another session</translation>
    </message>
    <message>
        <source>đã thôi gọi</source>
        <translation>call withdrawn</translation>
    </message>
    <message>
        <source>đã rời buổi tiếp</source>
        <translation>left the session</translation>
    </message>
    <message>
        <source>tự rời buổi tiếp</source>
        <translation>left by itself</translation>
    </message>
    <message>
        <source>Chỉ mời được khi buổi tiếp đang diễn ra.</source>
        <translation>Agencies are called while the session runs only.</translation>
    </message>
    <message>
        <source>Cơ quan này đã có trong buổi tiếp.</source>
        <translation>This agency is in the session already.</translation>
    </message>
    <message>
        <source>Buổi này đã gọi quá nhiều lần.</source>
        <translation>Too many calls were made in this session.</translation>
    </message>
    <message>
        <source>Không còn cuộc gọi này.</source>
        <translation>There is no such call any more.</translation>
    </message>
    <message>
        <source>Buổi đã đủ 4 điểm cầu. Chưa gọi thêm. Bấm Cho rời buổi ở một cơ quan bên trên. (L-318)</source>
        <translation>The session has 4 sites already. Nobody was called. Press Let go at one agency above. (L-318)</translation>
    </message>
    <message>
        <source>Buổi đã đủ 4 điểm cầu, tính cả nơi đang gọi. Chưa gọi thêm. Chờ trả lời, hoặc bấm Thôi gọi. (L-318)</source>
        <translation>The session has 4 sites already, with the one that is being called. Nobody else was called. Wait for its answer, or press Stop calling. (L-318)</translation>
    </message>
    <message>
        <source>Buổi đã đủ 4 điểm cầu, đều có trong lịch. Buổi này không gọi thêm được. Cần hỏi nơi khác thì hẹn một buổi sau. (L-318)</source>
        <translation>The session has 4 sites already, all of them scheduled. Nobody else can be called in it. To ask another site, plan a later session. (L-318)</translation>
    </message>
    <message>
        <source>xã</source>
        <translation>commune</translation>
    </message>
    <message>
        <source>phường</source>
        <translation>ward</translation>
    </message>
    <message>
        <source>đặc khu</source>
        <translation>special zone</translation>
    </message>
    <message>
        <source>trụ sở</source>
        <translation>headquarters</translation>
    </message>
    <message>
        <source>cơ quan</source>
        <translation>agency</translation>
    </message>
</context>
<context>
    <name>Conclusions</name>
    <message>
        <source>Đủ việc, cơ quan, thời hạn và đầu mối thì việc được giao. Đóng khi còn thiếu thì phần đã ghi vẫn giữ ở nhóm chưa giao.</source>
        <translation>With task, body, day and contact it is given. Closed while something is missing, what was written stays among what is not given yet.</translation>
    </message>
    <message>
        <source>Từ khi có số thông báo, nội dung giao không sửa được. Thời hạn chỉ đổi bằng gia hạn.</source>
        <translation>From the number of its notice on, what was given does not change. The day moves by an extension alone.</translation>
    </message>
    <message>
        <source>Hạn cũ, người duyệt và lý do được giữ lại. Không gia hạn lùi ngày.</source>
        <translation>The former day, who approved and why are kept. An extension never leads back.</translation>
    </message>
    <message>
        <source>Ghi văn bản đôn đốc đã gửi. Cơ quan được giao có máy thì thấy ngay ở màn hình Kết luận của mình. Lần đôn đốc nào cũng được giữ.</source>
        <translation>Note the letter that was sent. A body with a desk sees it at once on its screen Conclusions. Every urge is kept.</translation>
    </message>
    <message>
        <source>Có văn bản kết quả thì việc mới là đã xong. Văn bản được xếp vào hồ sơ vụ việc.</source>
        <translation>Only with a paper of its result is a task done. The paper goes into the dossier of the case.</translation>
    </message>
    <message>
        <source>Chỉ gạch bỏ việc ghi nhầm. Việc gạch bỏ vẫn còn trong danh sách, không in vào biên bản.</source>
        <translation>Strike out only what was noted by mistake. It stays in the list and is not printed in the minutes.</translation>
    </message>
    <message>
        <source>Việc chuyển sang: {status}. Không chuyển ngược lại được.</source>
        <translation>The task goes on to: {status}. It does not go back.</translation>
    </message>
    <message>
        <source>Giao việc</source>
        <translation>Give the task</translation>
    </message>
    <message>
        <source>không thời hạn</source>
        <translation>no time limit</translation>
    </message>
    <message>
        <source>chưa có hạn</source>
        <translation>no day yet</translation>
    </message>
    <message>
        <source>quá {n} ngày</source>
        <translation>{n} days overdue</translation>
    </message>
    <message>
        <source>hôm nay</source>
        <translation>today</translation>
    </message>
    <message>
        <source>còn {n} ngày làm việc</source>
        <translation>{n} working days left</translation>
    </message>
    <message>
        <source>buổi {date} · {code}</source>
        <translation>session of {date} · {code}</translation>
    </message>
    <message>
        <source>Phối hợp: {names}</source>
        <translation>Together with: {names}</translation>
    </message>
    <message>
        <source>Không thời hạn: {reason}</source>
        <translation>No time limit: {reason}</translation>
    </message>
    <message>
        <source>Đã gia hạn {n} lần</source>
        <translation>Extended {n} times</translation>
    </message>
    <message>
        <source>Đã đôn đốc {n} lần, chờ trả lời đến {day}</source>
        <translation>Urged {n} times, answer awaited by {day}</translation>
    </message>
    <message>
        <source>Kết quả: {result}</source>
        <translation>Result: {result}</translation>
    </message>
    <message>
        <source>Gạch bỏ, lý do: {reason}</source>
        <translation>Struck out, because: {reason}</translation>
    </message>
    <message>
        <source>Nơi khác ghi cùng lúc. Mở việc này để ghi lại.</source>
        <translation>Written elsewhere at the same time. Open this task to write it again.</translation>
    </message>
    <message>
        <source>Thành phố không nhận việc này.</source>
        <translation>The city did not take this task.</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>1 mục</source>
        <translation>1 item</translation>
    </message>
    <message>
        <source>{count} mục</source>
        <translation>{count} items</translation>
    </message>
    <message>
        <source>1 dòng</source>
        <translation>1 line</translation>
    </message>
    <message>
        <source>{count} dòng</source>
        <translation>{count} lines</translation>
    </message>
    <message>
        <source>1 tệp</source>
        <translation>1 file</translation>
    </message>
    <message>
        <source>{count} tệp</source>
        <translation>{count} files</translation>
    </message>
    <message>
        <source>1 báo cáo</source>
        <translation>1 report</translation>
    </message>
    <message>
        <source>{count} báo cáo</source>
        <translation>{count} reports</translation>
    </message>
    <message>
        <source>1 tài liệu</source>
        <translation>1 paper</translation>
    </message>
    <message>
        <source>{count} tài liệu</source>
        <translation>{count} papers</translation>
    </message>
    <message>
        <source>1 yêu cầu</source>
        <translation>1 request</translation>
    </message>
    <message>
        <source>{count} yêu cầu</source>
        <translation>{count} requests</translation>
    </message>
    <message>
        <source>1 trang</source>
        <translation>1 page</translation>
    </message>
    <message>
        <source>{count} trang</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>1 máy in</source>
        <translation>1 printer</translation>
    </message>
    <message>
        <source>{count} máy in</source>
        <translation>{count} printers</translation>
    </message>
    <message>
        <source>1 khóa</source>
        <translation>1 key</translation>
    </message>
    <message>
        <source>{count} khóa</source>
        <translation>{count} keys</translation>
    </message>
    <message>
        <source>1 phút</source>
        <translation>1 minute</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} minutes</translation>
    </message>
    <message>
        <source>1 giờ</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>{count} giờ</source>
        <translation>{count} hours</translation>
    </message>
    <message>
        <source>1 ngày</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{count} ngày</source>
        <translation>{count} days</translation>
    </message>
    <message>
        <source>1 câu mẫu</source>
        <translation>1 standard sentence</translation>
    </message>
    <message>
        <source>{count} câu mẫu</source>
        <translation>{count} standard sentences</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Ghi ngày, tháng, năm, ví dụ 26/11/2026.</source>
        <translation>Write day, month and year, for instance 26/11/2026.</translation>
    </message>
    <message>
        <source>Ghi ngày, tháng, năm sinh, hoặc chỉ năm sinh.</source>
        <translation>Write the day of birth, or the year alone.</translation>
    </message>
    <message>
        <source>Ghi giờ, phút, ví dụ 08:30.</source>
        <translation>Write hour and minute, for instance 08:30.</translation>
    </message>
    <message>
        <source>Ghi ngày và giờ, ví dụ 26/11/2026 08:30.</source>
        <translation>Write day and hour, for instance 26/11/2026 08:30.</translation>
    </message>
    <message>
        <source>Phải đánh dấu ô này.</source>
        <translation>This box must be ticked.</translation>
    </message>
    <message>
        <source>Phải chọn một mục.</source>
        <translation>One of them must be chosen.</translation>
    </message>
    <message>
        <source>Đã có mục khác ghi như vậy.</source>
        <translation>Another entry says the same already.</translation>
    </message>
    <message>
        <source>Chưa đủ. Vẫn lưu được khi ghi lý do, ít nhất {least} ký tự.</source>
        <translation>Not complete. It can be kept with a reason of {least} characters or more.</translation>
    </message>
    <message>
        <source>Nhập số từ {least} đến {most}.</source>
        <translation>From {least} to {most}.</translation>
    </message>
    <message>
        <source>Số giấy tờ phải có 12 chữ số, đang có {count}. Nội dung đã nhập vẫn được giữ.</source>
        <translation>The number must have 12 digits, there are {count}. What was typed stays.</translation>
    </message>
    <message>
        <source>Ô này chưa đúng. Nội dung đã nhập vẫn được giữ.</source>
        <translation>This field is not right yet. What was typed stays.</translation>
    </message>
    <message>
        <source>Nên chọn một mục; có thể gửi như vậy.</source>
        <translation>Better choose one; it can be sent as it is.</translation>
    </message>
    <message>
        <source>Nên điền ô này; có thể gửi như vậy.</source>
        <translation>Better fill this in; it can be sent as it is.</translation>
    </message>
    <message>
        <source>Số điện thoại thường có 10 chữ số, bắt đầu bằng 0; có thể gửi như vậy.</source>
        <translation>A phone number usually has 10 digits and begins with 0; it can be sent as it is.</translation>
    </message>
    <message>
        <source>Ghi ít nhất {count} ký tự.</source>
        <translation>Write at least {count} characters.</translation>
    </message>
    <message>
        <source>Phải điền ô này.</source>
        <translation>This field must be filled in.</translation>
    </message>
    <message>
        <source>Viết ngắn lại, nhiều nhất {most} ký tự.</source>
        <translation>Write less, {most} characters at most.</translation>
    </message>
    <message>
        <source>Thư điện tử cần có dấu @ và tên miền.</source>
        <translation>An e-mail address has an @ and a domain.</translation>
    </message>
    <message>
        <source>Ô này trông chưa đúng. Xem lại, hoặc bấm lần nữa.</source>
        <translation>This field looks wrong. Look at it again, or press once more.</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>,</source>
        <translation>.</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>vừa xong</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{items} bị từ chối</source>
        <translation>{items} refused</translation>
    </message>
    <message>
        <source>chờ lâu nhất {age}</source>
        <translation>oldest {age}</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Có việc chưa làm được. Dữ liệu trên máy vẫn giữ nguyên. Thử lại hoặc gọi hỗ trợ.</source>
        <translation>Something could not be done. Data on this PC is intact. Try again or call support.</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>an unknown time</translation>
    </message>
    <message>
        <source>số dự phòng</source>
        <translation>the backup number</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Trở lại chỗ này</source>
        <translation>Take the seat back</translation>
    </message>
    <message>
        <source>Vào bằng máy thứ hai</source>
        <translation>Join as second PC</translation>
    </message>
    <message>
        <source>Tiếp quản</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Mở micro</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Thôi xin nói</source>
        <translation>Lower hand</translation>
    </message>
    <message>
        <source>Cho trình chiếu</source>
        <translation>Clear for display</translation>
    </message>
    <message>
        <source>Mở số {number}</source>
        <translation>Open number {number}</translation>
    </message>
    <message>
        <source>Đến dòng {number}</source>
        <translation>Go to line {number}</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đã biết</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Ghi: đã thấy, nghe đủ</source>
        <translation>Note: all seen and heard</translation>
    </message>
    <message>
        <source>Vào buổi tiếp</source>
        <translation>Join in</translation>
    </message>
    <message>
        <source>Đã nhận, đang xử lý</source>
        <translation>Received, seeing to it</translation>
    </message>
    <message>
        <source>Khởi động lại ngay</source>
        <translation>Restart now</translation>
    </message>
    <message>
        <source>Hồ sơ chưa có tài liệu. Kéo tệp vào đây hoặc chọn tệp.</source>
        <translation>There are no documents yet. Drag files here or choose files.</translation>
    </message>
    <message>
        <source>Tài liệu chưa được phép trình chiếu. Màn hình 2 giữ nguyên. Bấm Cho trình chiếu nếu phù hợp.</source>
        <translation>This paper is not cleared for display. Display 2 is unchanged. Press Clear for display if it is fit.</translation>
    </message>
    <message>
        <source>Tài liệu này do nơi khác đưa vào. Chưa thay đổi gì. Đề nghị nơi đó cho trình chiếu.</source>
        <translation>Another site brought this paper. Nothing was changed. Ask that site to clear it.</translation>
    </message>
    <message>
        <source>Không còn thấy tài liệu này. Các tài liệu khác vẫn đủ. Đưa tài liệu vào lại nếu cần.</source>
        <translation>This paper is no longer there. The other papers are complete. Add it again if you need it.</translation>
    </message>
    <message>
        <source>Tệp không còn ở chỗ cũ. Hồ sơ giữ nguyên. Chọn lại tệp.</source>
        <translation>The file is no longer in its place. The papers are unchanged. Choose it again.</translation>
    </message>
    <message>
        <source>Không có quyền đọc tệp này. Hồ sơ giữ nguyên. Chép tệp vào thư mục của mình rồi chọn lại.</source>
        <translation>This file may not be read. The papers are unchanged. Copy it to a folder of yours and choose it again.</translation>
    </message>
    <message>
        <source>Đây không phải là một tệp. Hồ sơ giữ nguyên. Chọn từng tệp.</source>
        <translation>This is not a file. The dossier is unchanged. Choose files one by one.</translation>
    </message>
    <message>
        <source>Loại tệp này không nhận vào hồ sơ. Hồ sơ giữ nguyên. Dùng PDF, JPG, PNG, TIFF, DOCX hoặc XLSX.</source>
        <translation>This kind of file is not taken in. The dossier is unchanged. Use PDF, JPG, PNG, TIFF, DOCX or XLSX.</translation>
    </message>
    <message>
        <source>Tên tệp không đúng với nội dung. Hồ sơ giữ nguyên. Đổi lại tên tệp hoặc quét lại.</source>
        <translation>The file&apos;s name does not fit its content. The papers are unchanged. Rename it or scan it again.</translation>
    </message>
    <message>
        <source>Tệp có mật khẩu. Hồ sơ giữ nguyên. Bỏ mật khẩu rồi chọn lại.</source>
        <translation>The file has a password. The papers are unchanged. Remove the password and choose it again.</translation>
    </message>
    <message>
        <source>Tệp có lệnh tự chạy. Tệp không được lưu. Xuất sang PDF rồi chọn lại.</source>
        <translation>The file carries commands that run by themselves. It was not saved. Export it as PDF and choose that.</translation>
    </message>
    <message>
        <source>Tệp có cấu trúc gây hại. Tệp không được lưu. Báo cán bộ kỹ thuật, đừng mở tệp này.</source>
        <translation>The file is built to do harm. It was not saved. Tell a technician, do not open it.</translation>
    </message>
    <message>
        <source>Tệp rỗng, không có nội dung. Hồ sơ giữ nguyên. Quét lại hoặc chọn tệp khác.</source>
        <translation>The file is empty. The papers are unchanged. Scan it again or choose another.</translation>
    </message>
    <message>
        <source>Tệp bị hỏng, không đọc được. Hồ sơ giữ nguyên. Quét lại hoặc chọn tệp khác.</source>
        <translation>The file is damaged and cannot be read. The papers are unchanged. Scan it again or choose another.</translation>
    </message>
    <message>
        <source>Tệp còn đang được ghi. Hồ sơ giữ nguyên. Đợi máy quét xong rồi chọn lại.</source>
        <translation>The file is still being written. The papers are unchanged. Wait for the scanner and choose it again.</translation>
    </message>
    <message>
        <source>Tệp lớn quá mức cho phép. Hồ sơ giữ nguyên. Chia nhỏ tệp hoặc quét ở độ nét thấp hơn.</source>
        <translation>The file is larger than allowed. The papers are unchanged. Split it or scan at a lower resolution.</translation>
    </message>
    <message>
        <source>Tài liệu này đã có trong hồ sơ: số {number}, {title}. Không lưu thêm bản nữa. Mở số {number} để xem.</source>
        <translation>This document is already in the file: number {number}, {title}. No second copy was kept. Open number {number} to see it.</translation>
    </message>
    <message>
        <source>Đưa vào quá nhiều tệp một lúc. Các tệp trước đang được nhận. Đợi xong rồi chọn tiếp.</source>
        <translation>Too many files at once. The first ones are being taken in. Wait and choose the rest.</translation>
    </message>
    <message>
        <source>Ổ đĩa không đủ chỗ cho tài liệu. Biên bản vẫn lưu. Chuyển bớt tệp rồi chọn lại.</source>
        <translation>There is no room for the paper on the disk. The minutes are saved. Move some files away and choose it again.</translation>
    </message>
    <message>
        <source>Chưa lưu được tài liệu. Tệp gốc vẫn ở chỗ cũ. Chọn lại tệp, gọi hỗ trợ nếu còn báo.</source>
        <translation>The paper was not saved. The original file is where it was. Choose it again, call support if this stays.</translation>
    </message>
    <message>
        <source>Đã lưu bản sao {name}. Tài liệu trong hồ sơ giữ nguyên. Có thể mở bản sao bằng chương trình khác.</source>
        <translation>Copy {name} saved. The paper in the dossier is unchanged. The copy can be opened with another program.</translation>
    </message>
    <message>
        <source>Ở đó đã có {name}. Tệp cũ giữ nguyên, chưa lưu bản sao. Chọn tên khác.</source>
        <translation>{name} is there already. The old file is unchanged, no copy was saved. Choose another name.</translation>
    </message>
    <message>
        <source>Ổ đĩa không đủ chỗ cho {name}. Chưa lưu bản sao, tài liệu trong hồ sơ giữ nguyên. Chọn ổ khác hoặc xóa bớt tệp.</source>
        <translation>The disk has no room for {name}. No copy was saved, the paper in the dossier is unchanged. Choose another disk or delete files.</translation>
    </message>
    <message>
        <source>Không được ghi vào thư mục đã chọn. Chưa lưu bản sao, tài liệu trong hồ sơ giữ nguyên. Chọn thư mục khác.</source>
        <translation>The chosen folder may not be written to. No copy was saved, the paper in the dossier is unchanged. Choose another folder.</translation>
    </message>
    <message>
        <source>Chưa lưu được {name}. Tài liệu trong hồ sơ giữ nguyên. Chọn nơi khác rồi lưu lại.</source>
        <translation>{name} was not saved. The paper in the dossier is unchanged. Choose another place and save again.</translation>
    </message>
    <message>
        <source>Tài liệu trên máy không khớp bản gốc. Chương trình không mở bản này. Tải lại từ thành phố hoặc gọi hỗ trợ.</source>
        <translation>The paper on this PC does not match the original. The program does not open it. Fetch it from the city again or call support.</translation>
    </message>
    <message>
        <source>Chưa có tài liệu này trên máy. Danh mục vẫn đủ. Tài liệu tự tải về khi có mạng.</source>
        <translation>This paper is not on this PC yet. The list is complete. It is fetched when there is a network.</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố. Đã mở chế độ ngoại tuyến đến {until}. Nhập mã PIN để tiếp tục.</source>
        <translation>The city server does not answer. Offline mode is open until {until}. Enter your PIN to go on.</translation>
    </message>
    <message>
        <source>Mã đăng ký đã hết hạn. Chưa thay đổi gì trên máy. Xin mã mới từ quản trị thành phố.</source>
        <translation>The registration code has expired. Nothing on this PC was changed. Ask the city administrator for a new code.</translation>
    </message>
    <message>
        <source>Chưa vào được khi mất mạng. Mã PIN này chưa dùng trên máy trong 72 giờ qua, dữ liệu vẫn khóa an toàn. Nối mạng rồi nhập lại.</source>
        <translation>You cannot sign in without a network. This PIN was not used here in the last 72 hours, data stays safely locked. Connect and try again.</translation>
    </message>
    <message>
        <source>Phiên đăng nhập đã hết. Mọi thứ đã lưu tại máy này. Nhập mã PIN để tiếp tục.</source>
        <translation>Your sign-in has ended. Everything is saved on this PC. Enter your PIN to go on.</translation>
    </message>
    <message>
        <source>Tài khoản này không có quyền ở phòng này. Chưa thay đổi gì. Chọn tên khác hoặc gọi hỗ trợ.</source>
        <translation>This account has no right in this room. Nothing was changed. Choose another name or call support.</translation>
    </message>
    <message>
        <source>Giờ máy lệch {seconds} giây. Đang dùng giờ máy chủ để ghi. Báo cán bộ kỹ thuật chỉnh giờ.</source>
        <translation>This PC&apos;s clock is off by {seconds} seconds. The server&apos;s clock is used for the record. Tell a technician to set it.</translation>
    </message>
    <message>
        <source>Chưa thử lần nào. Chưa có điểm cầu nào khác ở đây. Hẹn giờ, rồi mỗi nơi bấm Kết nối thử.</source>
        <translation>Not tried yet. No other site is here. Agree on a time, then each site presses Trial.</translation>
    </message>
    <message>
        <source>Đang chờ {sites}. Còn thiếu điểm cầu thì chưa ghi nhận được. Gọi điện nhắc nếu quá 5 phút.</source>
        <translation>Waiting for {sites}. Nothing can be noted while a site is missing. Call them after 5 minutes.</translation>
    </message>
    <message>
        <source>{by} chưa nghe {of}. Các chiều khác vẫn đang đo. Đề nghị {of} mở micro và nói vài câu.</source>
        <translation>{by} does not hear {of}. The other directions go on being measured. Ask {of} to open the microphone and say a few sentences.</translation>
    </message>
    <message>
        <source>{by} chưa thấy {of}. Các chiều khác vẫn đang đo. Đề nghị {of} kiểm tra camera.</source>
        <translation>{by} does not see {of}. The other directions go on being measured. Ask {of} to check the camera.</translation>
    </message>
    <message>
        <source>Trang chưa hiện ở {sites}. Các nơi khác đã thấy. Chờ tải xong, hoặc bấm Chiếu lại trang thử.</source>
        <translation>The page does not show at {sites} yet. The other places have it. Wait until it is loaded, or press Show the test page again.</translation>
    </message>
    <message>
        <source>Đã ghi nhận kết nối thử lúc {at}. Minh chứng đã lưu ở thành phố. Có thể rời phòng.</source>
        <translation>The trial connection was noted at {at}. The evidence is kept at the city. You may leave.</translation>
    </message>
    <message>
        <source>Quá hạn kết nối thử {due}. Buổi tiếp đã được đánh dấu. Thử muộn thì phải có lãnh đạo cho phép, kèm lý do, ở Lập lịch.</source>
        <translation>The trial connection was due {due}. The session has been marked. A late trial counts once a leader lets it, with a reason, in Scheduling.</translation>
    </message>
    <message>
        <source>{leader} đã cho phép dù thử muộn. Lý do sẽ in trong biên bản. Có thể rời phòng.</source>
        <translation>{leader} has let the late trial count. The reason will be printed in the minutes. You may leave the room.</translation>
    </message>
    <message>
        <source>Chưa kết nối thành phố nên chưa được cho phép. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.</source>
        <translation>The city is not connected, so it is not allowed yet. What was typed is kept. Press again when the network is back.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận. Phần đã nhập vẫn giữ. Ghi thử lại, hoặc gọi hỗ trợ.</source>
        <translation>The city&apos;s server did not take it. What was typed is kept. Record a test again, or call support.</translation>
    </message>
    <message>
        <source>Có chữ không gửi được hoặc quá dài nên chưa được cho phép. Phần đã nhập vẫn giữ. Xem lại các ô rồi bấm lại.</source>
        <translation>Some words cannot be sent or are too long, so it is not allowed yet. What was typed is kept. Look at the fields and press again.</translation>
    </message>
    <message>
        <source>Thành phố chưa trả lời kịp, chưa biết đã được cho phép chưa. Phần đã nhập vẫn giữ. Bấm Cho phép lần nữa.</source>
        <translation>The city did not answer in time; whether it is allowed is not known. What was typed is kept. Press Allow once more.</translation>
    </message>
    <message>
        <source>Chưa nhập mã PIN của lãnh đạo. Chưa được cho phép. Lãnh đạo nhập mã PIN rồi bấm Cho phép.</source>
        <translation>The leader&apos;s PIN is missing. It is not allowed yet. The leader types the PIN and presses Allow.</translation>
    </message>
    <message>
        <source>Phiên bản chương trình không khớp với máy chủ. Dữ liệu vẫn giữ tại máy này. Báo cán bộ kỹ thuật cập nhật chương trình.</source>
        <translation>This version of the program does not match the server. Data stays on this PC. Tell a technician to update the program.</translation>
    </message>
    <message>
        <source>Đang diễn tập. Không nhập dữ liệu thật. Mọi người và vụ việc đều là mẫu.</source>
        <translation>This is practice. Enter no real data. All people and cases are samples.</translation>
    </message>
    <message>
        <source>Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng. Dữ liệu vẫn khóa an toàn. Nhập lại với mã mới trong ứng dụng xác thực.</source>
        <translation>Login name, password or code is wrong. The data stays locked. Enter them again with a new code from the authenticator app.</translation>
    </message>
    <message>
        <source>Máy chủ không chấp nhận chứng thư của máy này. Mọi thứ đã lưu tại máy này. Chờ một phút rồi thử lại; nếu vẫn vậy thì gọi hỗ trợ.</source>
        <translation>The server does not accept the certificate of this PC. Everything is saved on this PC. Wait a minute and try again; if it stays so, call support.</translation>
    </message>
    <message>
        <source>Đã nhập sai mã PIN quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Nối mạng rồi nhập lại mã PIN hoặc đăng nhập tài khoản; chưa nối được thì gọi hỗ trợ.</source>
        <translation>The PIN was wrong too often. Data stays safely locked. Go online and enter the PIN again or sign in with the account; if there is no connection call support.</translation>
    </message>
    <message>
        <source>Trang đăng nhập của cơ quan chưa cho vào. Dữ liệu vẫn khóa an toàn. Đăng nhập lại, dùng mã PIN hoặc gọi hỗ trợ.</source>
        <translation>The office&apos;s sign-in page did not let you in. Your data stays safely locked. Sign in again, use your PIN or call support.</translation>
    </message>
    <message>
        <source>Đã chờ trình duyệt quá 5 phút. Dữ liệu vẫn khóa an toàn. Đăng nhập lại hoặc dùng mã PIN.</source>
        <translation>The browser was waited for longer than 5 minutes. Your data stays safely locked. Sign in again or use your PIN.</translation>
    </message>
    <message>
        <source>Kết quả đăng nhập từ trình duyệt không hợp lệ nên không được nhận. Dữ liệu vẫn khóa an toàn. Đăng nhập lại; nếu vẫn vậy thì gọi hỗ trợ.</source>
        <translation>What the browser brought back was not valid and was refused. Your data stays safely locked. Sign in again; if it stays so, call support.</translation>
    </message>
    <message>
        <source>Đang diễn tập. Mọi người và vụ việc đều là mẫu, không có giá trị pháp lý. Có thể thử mọi nút.</source>
        <translation>This is practice. All people and cases are samples without legal value. Feel free to try every button.</translation>
    </message>
    <message>
        <source>Màn hình tự che sau 5 phút không ai dùng. Nhập mã PIN để làm tiếp; nội dung đang soạn vẫn còn.</source>
        <translation>The screen covered itself after 5 minutes without use. Enter the PIN to go on; what was being written is still there.</translation>
    </message>
    <message>
        <source>Tài khoản cơ quan này chưa được gắn với cán bộ nào. Chưa thay đổi gì, dữ liệu vẫn khóa an toàn. Dùng mã PIN hoặc gọi hỗ trợ.</source>
        <translation>This office account belongs to no officer here. Nothing was changed, your data stays safely locked. Use your PIN or call support.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố chưa liên hệ được nơi cấp tài khoản cơ quan. Dữ liệu vẫn khóa an toàn. Dùng mã PIN hoặc đăng nhập lại sau ít phút.</source>
        <translation>The city server cannot reach the service of office accounts. Your data stays safely locked. Use your PIN or sign in again in a few minutes.</translation>
    </message>
    <message>
        <source>Chưa mở được trình duyệt của máy này. Dữ liệu vẫn khóa an toàn. Dùng mã PIN và báo cán bộ kỹ thuật kiểm tra trình duyệt.</source>
        <translation>This PC&apos;s browser could not be opened. Your data stays safely locked. Use your PIN and ask IT to check the browser.</translation>
    </message>
    <message>
        <source>Tài khoản vừa dùng không phải của người đang đăng nhập. Chưa nghe, chưa tạo gì. Xác nhận lại bằng đúng tài khoản.</source>
        <translation>The account just used is not that of the person signed in. Nothing was played or made. Confirm again with the right account.</translation>
    </message>
    <message>
        <source>Máy này không có kho khóa thật của hệ điều hành. Chương trình chưa mở dữ liệu; kho ghi khóa ra tệp không được dùng. Báo cán bộ kỹ thuật cài kho khóa.</source>
        <translation>This PC has no real keyring of the system. The records were not opened; a keyring that writes keys into files is not used. Ask IT to install a keyring.</translation>
    </message>
    <message>
        <source>Người khác có thể đọc tệp khóa. Chương trình chưa mở dữ liệu. Báo cán bộ kỹ thuật sửa quyền của tệp.</source>
        <translation>Others can read the key file. The program has not opened the data. Tell a technician to correct the file&apos;s permissions.</translation>
    </message>
    <message>
        <source>Không thấy khóa của dữ liệu trên máy. Dữ liệu vẫn khóa an toàn. Báo cán bộ kỹ thuật khôi phục khóa.</source>
        <translation>The key of this PC&apos;s data was not found. Data stays safely locked. Tell a technician to restore the key.</translation>
    </message>
    <message>
        <source>Khóa trong kho bị hỏng. Dữ liệu vẫn khóa an toàn. Báo cán bộ kỹ thuật khôi phục khóa.</source>
        <translation>The key in the store is damaged. Data stays safely locked. Tell a technician to restore the key.</translation>
    </message>
    <message>
        <source>Khóa dự phòng của thành phố trong cấu hình đã đổi mà chưa ai xác nhận. Dữ liệu vẫn an toàn, bản khóa dự phòng cũ vẫn dùng được. Báo cán bộ kỹ thuật xác nhận khóa mới.</source>
        <translation>The city&apos;s escrow keys in the settings have changed and nobody has confirmed them. The records are safe, and the old escrow still works. Ask IT to confirm the new keys.</translation>
    </message>
    <message>
        <source>Hôm nay chưa có buổi tiếp. Lịch đã cập nhật lúc {at}. Xem cả tuần, hoặc nhấn F5 để cập nhật.</source>
        <translation>No session today. The schedule was updated at {at}. Look at the whole week, or press F5 to update.</translation>
    </message>
    <message>
        <source>Chưa kết nối thử, hạn {due}. Buổi tiếp đã được đánh dấu. Hẹn các điểm cầu rồi bấm Kết nối thử.</source>
        <translation>The trial connection is missing, due {due}. The session is marked. Agree on an hour with the sites, then press Trial connection.</translation>
    </message>
    <message>
        <source>Có mục chưa đạt hoặc phải hạ mức. Buổi tiếp vẫn tiến hành được. Thực hiện theo hướng dẫn bên cạnh từng mục rồi bấm Kiểm tra.</source>
        <translation>Some items fail or are lowered. The reception can take place. Do what stands beside each item, then press Check.</translation>
    </message>
    <message>
        <source>Phòng này chưa thể nghe, nói trực tuyến. Biên bản và tài liệu vẫn làm được. Thực hiện theo hướng dẫn bên cạnh mục đỏ rồi bấm Kiểm tra.</source>
        <translation>This room cannot speak and hear online yet. Minutes and papers work. Do what stands beside the red items, then press Check.</translation>
    </message>
    <message>
        <source>Không thấy micro nào. Vẫn vào được, các điểm cầu khác sẽ không nghe được phòng này. Cắm micro rồi bấm Thử lại.</source>
        <translation>No microphone was found. You can enter, but other sites will not hear this room. Plug one in and press Try again.</translation>
    </message>
    <message>
        <source>Không thấy camera nào. Vẫn vào được, các điểm cầu khác sẽ thấy một tấm thẻ tên. Cắm camera rồi bấm Thử lại.</source>
        <translation>No camera was found. You can enter, other sites will see a name card. Plug one in and press Try again.</translation>
    </message>
    <message>
        <source>Còn {items} mục ({bytes}) chưa gửi. Tất cả đã lưu tại máy này và sẽ tự gửi khi mạng rảnh. Vui lòng để máy bật.</source>
        <translation>Not sent: {items} ({bytes}). All of it is saved on this PC and goes when the line is free. Leave the PC running.</translation>
    </message>
    <message>
        <source>Biên bản và tài liệu đã gửi hết. Bản ghi ở thành phố chưa trọn, xem bên dưới. Có thể tắt máy, bản ghi vẫn giữ tại máy này.</source>
        <translation>Minutes and papers are all sent. Recordings are not whole at the city yet, see below. You may switch this PC off, it keeps the recordings.</translation>
    </message>
    <message>
        <source>Đã lưu lựa chọn. Giá trị cũ còn dùng đến khi chương trình khởi động lại.</source>
        <translation>Your choice is saved. The old value is used until the program starts again.</translation>
    </message>
    <message>
        <source>Chưa lưu được lựa chọn. Tệp {file} có chỗ không đọc được nên được giữ nguyên. Báo cán bộ kỹ thuật sửa tệp.</source>
        <translation>Your choice could not be saved. The file {file} has something unreadable in it and was left as it is. Ask IT to correct the file.</translation>
    </message>
    <message>
        <source>Chưa có danh sách cán bộ của phòng này. Danh sách tự tải khi nối được máy chủ thành phố. Nhấn F5 để thử lại, hoặc gọi {phone}.</source>
        <translation>No list of officers of this room yet. It comes by itself once the city&apos;s server answers. Press F5 to try again, or call {phone}.</translation>
    </message>
    <message>
        <source>Bảy ngày tới chưa có buổi tiếp. Lịch đã cập nhật lúc {at}. Nhấn F5 để cập nhật.</source>
        <translation>No session in the next seven days. The schedule was updated at {at}. Press F5 to update.</translation>
    </message>
    <message>
        <source>Chưa có buổi tiếp nào sắp tới. Lịch đã cập nhật lúc {at}. Nhấn F5 để cập nhật.</source>
        <translation>No session lies ahead. The schedule was updated at {at}. Press F5 to update.</translation>
    </message>
    <message>
        <source>Đang kiểm tra phòng. Khoảng nửa phút nữa có kết quả.</source>
        <translation>Checking the room. The result comes in about half a minute.</translation>
    </message>
    <message>
        <source>Kho khóa không trả lời. Dữ liệu vẫn khóa an toàn. Mở khóa phiên làm việc của máy rồi thử lại.</source>
        <translation>The key store does not answer. Data stays safely locked. Unlock this PC&apos;s session and try again.</translation>
    </message>
    <message>
        <source>Chưa tải được lịch mới. Đang hiện lịch lưu lúc {at}. Vẫn có thể vào phòng; lịch tự cập nhật sau.</source>
        <translation>The new schedule could not be fetched. The one saved at {at} is shown. You can still enter a room; it updates by itself.</translation>
    </message>
    <message>
        <source>Hôm nay chưa kiểm tra phòng. Bấm F5 để bắt đầu.</source>
        <translation>The room was not checked today. Press F5 to begin.</translation>
    </message>
    <message>
        <source>Còn {items} tài liệu ({bytes}) chờ gửi. Tất cả đã lưu tại máy này và sẽ tự gửi từ {at} theo giờ thành phố quy định. Cần gửi sớm thì bấm Gửi ngay.</source>
        <translation>Waiting to be sent: {items} papers ({bytes}). All of them are saved on this PC and go by themselves from {at} on, the hours set by the city. If they are needed sooner, press Send now.</translation>
    </message>
    <message>
        <source>Phòng đã sẵn sàng. Mọi mục đo được đều đạt. Có thể vào buổi tiếp.</source>
        <translation>The room is ready. Everything that was measured is good. You can enter the session.</translation>
    </message>
    <message>
        <source>Mã PIN chưa đúng. Dữ liệu vẫn khóa an toàn, còn {left} lần thử. Nhập lại hoặc đăng nhập tài khoản.</source>
        <translation>The PIN is not right. Data stays safely locked, tries left: {left}. Enter it again or sign in with the account.</translation>
    </message>
    <message>
        <source>Máy chưa được gắn với phòng. Chưa có dữ liệu trên máy. Gọi cán bộ kỹ thuật: {phone}.</source>
        <translation>This PC belongs to no room yet. It holds no data. Call the technician: {phone}.</translation>
    </message>
    <message>
        <source>Đã nhập sai mã PIN quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Nối mạng rồi đăng nhập tài khoản; chưa có tài khoản thì chờ 5 phút hoặc gọi hỗ trợ.</source>
        <translation>The PIN was wrong too often. Data stays safely locked. Go online and sign in with the account; without one wait 5 minutes or call support.</translation>
    </message>
    <message>
        <source>Đã đăng nhập tài khoản sai quá số lần cho phép. Dữ liệu vẫn khóa an toàn. Chờ 5 phút rồi nhập lại, hoặc gọi hỗ trợ.</source>
        <translation>The account was wrong too often. Data stays safely locked. Wait 5 minutes and try again, or call support.</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố. Chưa đăng nhập tài khoản được, dữ liệu vẫn khóa an toàn. Dùng mã PIN, hoặc nối mạng rồi thử lại.</source>
        <translation>The city server cannot be reached. The account cannot be used now, data stays safely locked. Use the PIN, or go online and try again.</translation>
    </message>
    <message>
        <source>Phần khử tiếng vang không chạy. Tiếng của phòng này vẫn gửi đi bình thường. Vặn nhỏ loa và để loa xa micro, hoặc dùng tai nghe.</source>
        <translation>Echo cancelling does not run. This room is heard as usual. Turn the loudspeaker down and move it away from the microphone, or use a headset.</translation>
    </message>
    <message>
        <source>Mọi dữ liệu đã gửi. Máy chủ xác nhận lúc {at}. Có thể tắt máy.</source>
        <translation>Everything is sent. The server confirmed at {at}. You may switch off.</translation>
    </message>
    <message>
        <source>Còn dữ liệu chưa gửi. Tất cả đã lưu tại máy này. Thoát và gửi sau, hoặc ở lại.</source>
        <translation>Some data is not sent. All of it is saved on this PC. Leave and send later, or stay.</translation>
    </message>
    <message>
        <source>Máy chủ chưa nhận {count} mục. Bản gốc vẫn giữ tại máy. Xem lý do trong danh sách bên dưới.</source>
        <translation>Refused by the server: {count}. The originals are kept on this PC. See the reason in the list below.</translation>
    </message>
    <message>
        <source>Không dùng được cài đặt trong {file}. Chương trình chạy tiếp với các cài đặt còn lại. Báo cán bộ kỹ thuật xem nhật ký.</source>
        <translation>The settings in {file} cannot be used. The program goes on with all others. Have a technician read the log.</translation>
    </message>
    <message>
        <source>Giá trị {key} trong {file} không hợp lệ hoặc không được đặt ở đó. Chương trình bỏ qua giá trị này. Báo cán bộ kỹ thuật xem nhật ký.</source>
        <translation>The value of {key} in {file} is not allowed, or not in that place. The program goes on without it. Have a technician read the log.</translation>
    </message>
    <message>
        <source>Không có cài đặt nào tên {key}. Chương trình bỏ qua tên này trong {file}. Báo cán bộ kỹ thuật sửa.</source>
        <translation>There is no setting named {key}. The program ignores this name in {file}. Tell a technician to correct it.</translation>
    </message>
    <message>
        <source>Chưa lưu được lựa chọn. Không ghi được tệp {file}, giá trị cũ vẫn dùng. Kiểm tra ổ đĩa và quyền ghi, hoặc gọi hỗ trợ.</source>
        <translation>Your choice could not be saved. The file {file} cannot be written, the old value stays in use. Check the disk and the right to write, or call support.</translation>
    </message>
    <message>
        <source>Cài đặt của máy có {count} chỗ sai, chương trình đã bỏ qua. Báo cán bộ kỹ thuật.</source>
        <translation>Faults in the settings of this PC: {count}; the program left them out. Tell the technician.</translation>
    </message>
    <message>
        <source>Bảng đơn vị {file} thiếu đơn vị {unit}. Chưa mở được chế độ diễn tập. Cài lại chương trình.</source>
        <translation>The table of units {file} lacks unit {unit}. Practice mode could not start. Install the program again.</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố. Máy này chưa có dữ liệu để làm việc khi mất mạng. Kiểm tra mạng rồi mở lại chương trình.</source>
        <translation>The city server does not answer. This PC has no data to work without it yet. Check the network and start the program again.</translation>
    </message>
    <message>
        <source>Chưa mở được phòng. Dữ liệu trên máy vẫn giữ nguyên. Mở lại chương trình, gọi hỗ trợ nếu còn báo.</source>
        <translation>The room could not be opened. Data on this PC is intact. Start the program again, call support if this stays.</translation>
    </message>
    <message>
        <source>Chưa mở buổi tiếp. Người chủ trì bấm Mở buổi tiếp. Có thể soạn sẵn biên bản.</source>
        <translation>The session is not open. The chair presses Open the session. You can prepare the minutes.</translation>
    </message>
    <message>
        <source>Thấy và nghe nhau: {good} trong {ways} chiều. Đủ thì mốc nối các điểm cầu tự ghi. Mỗi nơi mở micro (F4), nói vài câu.</source>
        <translation>Seen and heard: {good} of {ways} directions. Once all are, the gate is noted by itself. Every site opens its microphone (F4) and says a few sentences.</translation>
    </message>
    <message>
        <source>Chưa sẵn sàng, vì chưa ghi thử đạt: {sites}. Ở nơi đó: rời buổi, bấm Ghi thử rồi vào lại; hoặc lãnh đạo cho phép, kèm lý do.</source>
        <translation>Not ready, without a good test recording: {sites}. There: leave, press Record a test and come in again; or a leader allows it, with a reason.</translation>
    </message>
    <message>
        <source>Vào buổi khi chưa ghi thử đạt: {said}. Buổi tiếp vẫn mở được. Lý do sẽ in trong biên bản.</source>
        <translation>Came in without a good test recording: {said}. The session can be opened. The reason will be printed in the minutes.</translation>
    </message>
    <message>
        <source>Tệp ghi đã dừng {seconds} giây, từ {at}. Đã ghi tiếp vào phần {part}. Có thể mời nói lại đoạn thiếu.</source>
        <translation>The recording stood still for {seconds} s from {at}. It goes on in part {part}. What is missing may be said again.</translation>
    </message>
    <message>
        <source>Ghi hình dừng lúc {at} vì ổ đĩa sắp hết chỗ. Đang ghi tiếng. Giải phóng ổ đĩa sau buổi.</source>
        <translation>Picture recording stopped at {at}: the disk is almost full. Sound is being recorded. Free the disk after the session.</translation>
    </message>
    <message>
        <source>Đã đánh dấu lúc {at}. Dấu đứng ở cột biên bản, gửi về thành phố cùng biên bản. Dấu không in ra.</source>
        <translation>Marked at {at}. The mark stands in the minutes column and goes to the city with the minutes. It is not printed.</translation>
    </message>
    <message>
        <source>Ổ đĩa thứ nhất không ghi được; từ {at} ghi tiếp vào ổ thứ hai. Kiểm tra ổ thứ nhất sau buổi.</source>
        <translation>The first disk takes nothing; since {at} the recording goes on on the second disk. Check the first disk after the session.</translation>
    </message>
    <message>
        <source>Ổ đĩa còn chỗ ghi hình khoảng {minutes} phút, sau đó chỉ ghi tiếng. Giải phóng ổ đĩa hoặc gọi kỹ thuật.</source>
        <translation>The disk takes pictures for about {minutes} more minutes, then sound alone. Free the disk or call IT.</translation>
    </message>
    <message>
        <source>Không ghi được hình từ {at}. Đang ghi tiếng. Báo người chủ trì và gọi kỹ thuật.</source>
        <translation>No picture is recorded since {at}. Sound is being recorded. Tell the chair and call IT.</translation>
    </message>
    <message>
        <source>Đang tạm dừng. Chương trình không ngắt được hình, tiếng trên {platform}: tắt micro, camera ở đó.</source>
        <translation>Paused. This program cannot stop pictures and sound on {platform}: switch microphone and camera off there.</translation>
    </message>
    <message>
        <source>Mất kết nối với Trụ sở thành phố. Biên bản và tài liệu vẫn lưu tại máy này; đang nối lại (lần {attempt}). Gọi {phone} nếu quá 2 phút.</source>
        <translation>The line to headquarters is lost. Minutes and papers are kept on this PC; reconnecting (try {attempt}). Call {phone} if it takes over 2 minutes.</translation>
    </message>
    <message>
        <source>Đã nối lại sau {seconds} giây. Chỗ ngồi, bước và lượt nói vẫn như cũ. Có thể mời nói lại đoạn thiếu.</source>
        <translation>Reconnected after {seconds} seconds. Seat, step and turn are as before. You may ask for the missing part again.</translation>
    </message>
    <message>
        <source>Chưa làm được vì đang mất kết nối. Chưa thay đổi gì. Đợi nối lại rồi bấm lần nữa.</source>
        <translation>Not done, because the line is lost. Nothing was changed. Wait for the line and press again.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận việc này. Buổi tiếp vẫn như cũ. Xem lại bước và quyền điều hành.</source>
        <translation>The server did not accept this. The session is as before. Check the step and who conducts.</translation>
    </message>
    <message>
        <source>Tay này vừa được hạ. Lượt nói vẫn như cũ, danh sách đã cập nhật. Chọn lại nếu cần.</source>
        <translation>That hand was just lowered. The floor is as before and the list is up to date. Choose again if need be.</translation>
    </message>
    <message>
        <source>Chỗ của phòng này đã mở ở máy khác. Biên bản vẫn lưu tại máy này. Trở lại nếu máy này mới đúng.</source>
        <translation>This room&apos;s seat was opened on another PC. The minutes are kept on this PC. Take the seat back if this is the right PC.</translation>
    </message>
    <message>
        <source>Chỗ của phòng này đang mở ở máy khác. Máy này chưa vào buổi tiếp. Vào bằng máy thứ hai, hoặc tiếp quản chỗ đó.</source>
        <translation>This room&apos;s seat is in use on another PC. This PC has not joined. Join as the second PC, or take the seat over.</translation>
    </message>
    <message>
        <source>Người chủ trì mất kết nối. Đã tạm dừng buổi tiếp. Mời người được phân công điều hành.</source>
        <translation>The chair has lost the connection. The session was paused. Ask whoever was named to conduct it.</translation>
    </message>
    <message>
        <source>Buổi tiếp hôm nay dừng lúc {at}, hẹn ngày khác. Biên bản và tài liệu vẫn lưu đủ. Lý do: {reason}.</source>
        <translation>The session ended for today at {at} and goes on another day. Minutes and papers are all kept. Reason: {reason}.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã dừng lúc {at} vì sự cố kỹ thuật. Biên bản và tài liệu vẫn lưu đủ. Lý do: {reason}.</source>
        <translation>The session was broken off at {at} for a technical fault. Minutes and papers are all kept. Reason: {reason}.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã dừng lúc {at} do từ chối tiếp. Biên bản và tài liệu vẫn lưu đủ. Lý do: {reason}.</source>
        <translation>The session was ended at {at}: the reception was refused. Minutes and papers are all kept. Reason: {reason}.</translation>
    </message>
    <message>
        <source>{site} đã mất {lost} ({percent} %). Buổi tiếp vẫn mở. Người chủ trì chọn: nói lại, hoãn, hay tiếp tục khi các bên đồng ý.</source>
        <translation>{site} has lost {lost} ({percent} %). The session goes on. The chair chooses: have it said again, adjourn, or go on when the sides agree.</translation>
    </message>
    <message>
        <source>Đã ghi lựa chọn của người chủ trì. Biên bản có thêm một dòng. Tiếp tục buổi tiếp.</source>
        <translation>The chair&apos;s choice is noted. The minutes have one line more. Go on with the session.</translation>
    </message>
    <message>
        <source>Đã nhận lựa chọn của người chủ trì. Tài khoản này không ghi biên bản. Nhờ thư ký ghi một dòng.</source>
        <translation>The chair&apos;s choice is taken. This account does not write the minutes. Ask the secretary to write a line.</translation>
    </message>
    <message>
        <source>Hội ý giữa {sites}. Phần này không ghi, nơi khác chỉ thấy “Hội ý, xin chờ”. Bấm Trở lại khi xong.</source>
        <translation>Consultation between {sites}. This part is not recorded, others only see “Consultation, please wait”. Press Come back when done.</translation>
    </message>
    <message>
        <source>Hội ý giữa {sites}. Phần này không ghi, nơi khác chỉ thấy “Hội ý, xin chờ”. Người chủ trì kết thúc khi xong.</source>
        <translation>Consultation between {sites}. This part is not recorded, others only see “Consultation, please wait”. The chair ends it when done.</translation>
    </message>
    <message>
        <source>Hội ý, xin chờ. Hình và tiếng của phòng này đã ngắt. Buổi tiếp tự trở lại khi hội ý xong.</source>
        <translation>Consultation, please wait. Picture and sound of this room are off. The session comes back by itself when it ends.</translation>
    </message>
    <message>
        <source>Người chủ trì mất kết nối. {person}, {site}, đang điều hành thay theo phân công. Quyền trở lại khi người chủ trì nối lại.</source>
        <translation>The chair has lost the connection. {person}, {site}, conducts in the chair&apos;s place as named. The right goes back when the chair is connected again.</translation>
    </message>
    <message>
        <source>Người chủ trì mất kết nối. Phòng này đang điều hành thay theo phân công. Mời nói, tạm dừng, chuyển bước từ máy này.</source>
        <translation>The chair has lost the connection. This room conducts in the chair&apos;s place as named. Give the floor, pause and change steps from this PC.</translation>
    </message>
    <message>
        <source>Đang gọi {site}, {seconds} giây. Cán bộ trực thấy tóm tắt vụ việc. Nhấn Ctrl+K để thôi gọi nếu không cần.</source>
        <translation>Calling {site}, {seconds} seconds. The duty officer sees a summary of the case. Press Ctrl+K to stop calling if it is not needed.</translation>
    </message>
    <message>
        <source>{site} không trả lời sau {seconds} giây. Cuộc gọi đã ghi vào biên bản. Gọi lại hoặc mời cơ quan khác.</source>
        <translation>{site} did not answer within {seconds} seconds. The call is in the minutes. Call again, or call another agency.</translation>
    </message>
    <message>
        <source>{site} từ chối: {reason}. Đã ghi vào biên bản. Mời cơ quan khác nếu cần.</source>
        <translation>{site} refused: {reason}. It is in the minutes. Call another agency if needed.</translation>
    </message>
    <message>
        <source>{site} đang nghe. Micro và camera của họ tắt. Mời nói khi sẵn sàng.</source>
        <translation>{site} is listening. Their microphone and camera are off. Give them the floor when they are ready.</translation>
    </message>
    <message>
        <source>{site} đang ở một buổi tiếp khác. Cuộc gọi đã ghi vào biên bản. Gọi lại sau hoặc mời cơ quan khác.</source>
        <translation>{site} is in another session. The call is in the minutes. Call again later, or call another agency.</translation>
    </message>
    <message>
        <source>Phòng này đang nghe. Micro và camera tắt, chưa ai thấy và nghe. Bấm Vào buổi tiếp khi sẵn sàng.</source>
        <translation>This room is listening. Microphone and camera are off, nobody sees or hears it. Press Join in when ready.</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố. Cuộc gọi chưa được trả lời. Bấm lần nữa khi có mạng.</source>
        <translation>The city&apos;s server is not reached. The call was not answered. Press again when there is a network.</translation>
    </message>
    <message>
        <source>Cuộc gọi đã kết thúc hoặc đã có máy khác trả lời. Máy này không thay đổi gì. Chờ người chủ trì gọi lại nếu cần.</source>
        <translation>The call is over, or another PC has answered it. Nothing was changed here. Wait for the chair to call again if needed.</translation>
    </message>
    <message>
        <source>Người chủ trì đã cho điểm cầu này rời buổi tiếp. Hình và tiếng đã ngắt. Bấm Rời phòng để về màn hình chính.</source>
        <translation>The chair has let this site go. Picture and sound have stopped. Press Leave to go back to the home screen.</translation>
    </message>
    <message>
        <source>Máy kia của điểm cầu này đã rời buổi tiếp. Máy này cũng không còn trong buổi. Bấm Rời phòng để về màn hình chính; muốn trở lại thì nhờ người chủ trì gọi.</source>
        <translation>The other PC of this site has left the session. This PC is no longer in it either. Press Leave to go back to the home screen; to come back, ask the chair to call.</translation>
    </message>
    <message>
        <source>Tin gửi lúc {at} đã được xem. {site} đang xử lý. Tiếp tục như bình thường.</source>
        <translation>The message sent at {at} has been seen. {site} is seeing to it. Carry on as usual.</translation>
    </message>
    <message>
        <source>{site} gọi hỗ trợ an ninh lúc {at}, không lời. Không nhắc trong buổi tiếp, phòng ấy nghe thấy. Báo lực lượng bảo vệ nơi ấy rồi bấm Đã nhận.</source>
        <translation>{site} called for security at {at}, without a word. Do not mention it in the session: that room hears you. Alert the guards there, then press Received.</translation>
    </message>
    <message>
        <source>{by} đã nhận tin gọi hỗ trợ an ninh của {site} và đang xử lý. Không nhắc trong buổi tiếp.</source>
        <translation>{by} has received the call for security of {site} and is seeing to it. Do not mention it in the session.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố bản cũ không chuyển được tin này. Chưa điểm cầu nào được báo. Dùng điện thoại.</source>
        <translation>The city server is of an older version and cannot pass this message on. No site was told. Use the telephone.</translation>
    </message>
    <message>
        <source>Máy chủ yêu cầu đăng nhập lại. Biên bản vẫn lưu tại máy này. Rời phòng, nhập mã PIN rồi vào lại.</source>
        <translation>The server asks you to sign in again. The minutes are kept on this PC. Leave, enter your PIN and come back.</translation>
    </message>
    <message>
        <source>Phòng này không có chỗ trong buổi tiếp. Chưa thay đổi gì. Gọi Ban Tiếp công dân để được thêm vào.</source>
        <translation>This room has no seat in the session. Nothing was changed. Ask the reception board to be added.</translation>
    </message>
    <message>
        <source>Phòng này đã có đủ máy thứ hai. Máy này chưa vào buổi tiếp. Rời phòng ở một máy rồi thử lại.</source>
        <translation>This room has as many second PCs as are let in. This PC has not joined. Leave on one of them, then try again.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố chưa nhận máy thứ hai. Máy này chưa vào buổi tiếp. Dùng máy đang có chỗ của phòng.</source>
        <translation>The city&apos;s server does not let a second PC join yet. This PC has not joined. Use the PC that has the room&apos;s seat.</translation>
    </message>
    <message>
        <source>Máy chủ không thấy buổi tiếp này. Biên bản vẫn lưu tại máy này. Cập nhật lịch rồi vào lại.</source>
        <translation>The server does not know this session. The minutes are kept on this PC. Update the schedule and enter again.</translation>
    </message>
    <message>
        <source>{lost} đã rút. Đã chuyển sang {now}. Cắm lại hoặc tiếp tục.</source>
        <translation>{lost} was unplugged. {now} is used now. Plug it in again or go on.</translation>
    </message>
    <message>
        <source>{lost} đã rút. Không còn thiết bị nào thay thế. Cắm lại, chương trình tự dùng tiếp.</source>
        <translation>{lost} was unplugged. No other device can take its place. Plug it in and it is used again.</translation>
    </message>
    <message>
        <source>Đã chuyển sang dùng {now}. Không cần làm gì thêm.</source>
        <translation>Now using {now}. There is nothing you need to do.</translation>
    </message>
    <message>
        <source>Đường truyền tới {site} yếu. Đã giảm hình gửi tới nơi đó để giữ tiếng. Hình sẽ tự trở lại.</source>
        <translation>The line to {site} is weak. Less picture is sent there to keep the voice. It comes back by itself.</translation>
    </message>
    <message>
        <source>Máy tính đang chậm. Đã giảm hình gửi đi để giữ tiếng. Nên đóng bớt chương trình khác.</source>
        <translation>This PC is slow. Less picture is sent to keep the voice. Closing other programs helps.</translation>
    </message>
    <message>
        <source>Phần hình và tiếng vừa khởi động lại. Biên bản và tài liệu không bị ảnh hưởng. Hình và tiếng tự trở lại trong vài giây.</source>
        <translation>Picture and sound were restarted. Minutes and papers are not affected. They come back in a few seconds.</translation>
    </message>
    <message>
        <source>Đang nói khi micro tắt. Tiếng chưa gửi đi. Nhấn F4.</source>
        <translation>Speaking while muted. Nothing is sent. Press F4.</translation>
    </message>
    <message>
        <source>Chưa đến lượt nói. Đã gửi đề nghị xin nói. Chờ người chủ trì mời.</source>
        <translation>It is not your turn. Your request to speak was sent. Wait for the chair to invite you.</translation>
    </message>
    <message>
        <source>Chưa có dòng nào. Mỗi dòng được lưu ngay khi gõ. Gõ vào ô bên dưới để bắt đầu.</source>
        <translation>There is no line yet. Every line is saved as you type. Type in the box below to begin.</translation>
    </message>
    <message>
        <source>Hai nơi cùng sửa dòng {number}. Đã giữ cả hai bản. Mở dòng {number} để chọn.</source>
        <translation>Two places changed line {number}. Both versions are kept. Open line {number} to choose.</translation>
    </message>
    <message>
        <source>Biên bản đã chốt để ký. Dòng đã ghi không sửa nữa. Ý kiến sửa ghi thành dòng mới.</source>
        <translation>The minutes are closed for signing. Recorded lines are no longer changed. Write corrections as new lines.</translation>
    </message>
    <message>
        <source>Biên bản đã chốt, chưa có chữ ký. Mọi dòng giữ nguyên. Xuất biên bản để in và ký.</source>
        <translation>The minutes are final, without signatures yet. All lines stay as they are. Export the minutes to print and sign them.</translation>
    </message>
    <message>
        <source>Biên bản ở {sites} khác bản ở trung tâm. Chưa sang bước Ký. Chờ gửi xong, hoặc chọn bản đúng ở nơi đó.</source>
        <translation>The minutes at {sites} differ from those at the centre. The signing has not begun. Wait until everything is sent, or choose the right text there.</translation>
    </message>
    <message>
        <source>Còn {count} người chưa có trạng thái ký: {names}. Chưa sang bước Đóng. Ghi ký tay, điểm chỉ hoặc không ký cho từng người.</source>
        <translation>Of {count} it is not noted how they signed: {names}. The session has not gone on to the closing. Note for each: by hand, by fingerprint, or not signed.</translation>
    </message>
    <message>
        <source>Còn {count} dòng của phòng này chưa về thành phố. Chưa sang bước Ký. Máy tự gửi, chờ ít giây.</source>
        <translation>{count} lines of this room have not reached the city. The signing has not begun. They are sent by themselves, wait some seconds.</translation>
    </message>
    <message>
        <source>Biên bản ở máy này khác bản {number} đã chốt. Bản đã chốt nằm ở thành phố. Không in từ máy này, báo điểm cầu trung tâm.</source>
        <translation>The minutes on this PC differ from frozen version {number}. The frozen version is kept at the city. Do not print from this PC, tell the central site.</translation>
    </message>
    <message>
        <source>Đã quét đủ các trang của bản {version}. Bản quét nằm trong tài liệu và hồ sơ buổi tiếp. Giữ bản giấy để lưu.</source>
        <translation>Every page of version {version} is scanned. The scan is with the papers and in the file of the session. Keep the paper for the archive.</translation>
    </message>
    <message>
        <source>Không đọc được mã trên trang nào của bản quét. Đã giữ bản quét trong tài liệu. Đặt giấy thẳng, không che góc dưới bên trái, rồi quét lại.</source>
        <translation>No page of the scan has a code that can be read. It is kept with the papers. Lay the sheet straight, with nothing on its lower left corner, and scan it again.</translation>
    </message>
    <message>
        <source>Bản quét là biên bản của buổi khác. Đã giữ bản quét trong tài liệu. Quét đúng biên bản của buổi này.</source>
        <translation>The scan is of another session&apos;s minutes. It is kept with the papers. Scan the minutes of this session.</translation>
    </message>
    <message>
        <source>Đang đọc {name}. Bản quét được giữ cùng tài liệu của buổi tiếp. Chờ ít giây.</source>
        <translation>Reading {name}. The scan is kept with the papers of the session. Wait a few seconds.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in. Biên bản không đổi. Bật máy in rồi mở lại, hoặc bấm Xuất biên bản để có tệp PDF.</source>
        <translation>This PC has no printer. The minutes are as they were. Switch the printer on and open this again, or save the minutes as a PDF.</translation>
    </message>
    <message>
        <source>Máy in {printer} đã nhận {n} tờ. Lấy giấy để ký. Ký xong thì quét lại.</source>
        <translation>The printer {printer} took {n} sheets. Take the paper and have it signed. Scan it afterwards.</translation>
    </message>
    <message>
        <source>Chưa dựng được trang để in. Biên bản không đổi. Bấm Trở lại rồi mở lại, hoặc bấm Xuất biên bản.</source>
        <translation>The pages could not be drawn. The minutes are as they were. Press Back and open this again, or save the minutes as a file.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in. Chưa in tờ nào. Bật máy in rồi mở lại, hoặc bấm Lưu tệp.</source>
        <translation>This PC has no printer. Nothing was printed. Switch a printer on and open this again, or press Save a file.</translation>
    </message>
    <message>
        <source>Máy in dừng ở trang {n}. Tờ đã in vẫn dùng được. Nạp giấy rồi bấm In lại, chỉ in trang thiếu.</source>
        <translation>The printer stopped at page {n}. Sheets that came out are good. Add paper and press Print again: only missing pages are printed.</translation>
    </message>
    <message>
        <source>Máy in {printer} đã nhận {n} tờ. Lấy giấy ở máy in. Xem đủ trang rồi ký, giao.</source>
        <translation>Printer {printer} took {n} sheets. Fetch them at the printer. Look whether all are there, then sign and hand them over.</translation>
    </message>
    <message>
        <source>Chưa dựng được trang để in. Chưa in tờ nào. Bấm Trở lại rồi mở lại, hoặc bấm Lưu tệp.</source>
        <translation>The pages could not be drawn. Nothing was printed. Press Back and open this again, or press Save a file.</translation>
    </message>
    <message>
        <source>Không mở được chứng thư bằng mật khẩu này. Biên bản không đổi, chưa ai ký. Gõ lại mật khẩu, hoặc chọn đúng tệp .pfx, .p12.</source>
        <translation>The certificate does not open with this password. The minutes are unchanged, nobody signed. Type the password again, or choose the right .pfx or .p12 file.</translation>
    </message>
    <message>
        <source>Chứng thư đã hết hạn hoặc chưa có hiệu lực. Biên bản không đổi, chưa ai ký. Dùng chứng thư còn hạn, hoặc ký tay bản in.</source>
        <translation>The certificate has expired or is not valid yet. The minutes are unchanged, nobody signed. Use a valid one, or sign the print by hand.</translation>
    </message>
    <message>
        <source>Chứng thư này không dùng để ký văn bản. Biên bản không đổi, chưa ai ký. Chọn chứng thư ký số, hoặc ký tay bản in.</source>
        <translation>This certificate is not for signing documents. The minutes are unchanged, nobody signed. Choose one for signatures, or sign the print by hand.</translation>
    </message>
    <message>
        <source>Sai mã PIN của thiết bị ký. Biên bản không đổi, chưa ai ký. Gõ lại thật đúng: sai vài lần thì thiết bị tự khóa.</source>
        <translation>Wrong PIN of the token. The minutes are unchanged, nobody signed. Type it with care: after a few wrong ones the token locks itself.</translation>
    </message>
    <message>
        <source>Thiết bị ký đã tự khóa. Biên bản không đổi, chưa ai ký. Ký tay bản in, và nhờ nơi cấp mở khóa thiết bị.</source>
        <translation>The token has locked itself. The minutes are unchanged, nobody signed. Sign the print by hand, and have the issuer unlock the token.</translation>
    </message>
    <message>
        <source>Không thấy thiết bị ký. Biên bản không đổi, chưa ai ký. Cắm thiết bị rồi bấm Ký số lần nữa, hoặc dùng tệp chứng thư.</source>
        <translation>No token is here. The minutes are unchanged, nobody signed. Plug it in and press Digital again, or use a certificate file.</translation>
    </message>
    <message>
        <source>Thiết bị ký có nhiều chứng thư dùng được. Biên bản không đổi, chưa ai ký. Nhờ cán bộ kỹ thuật để lại một chứng thư, hoặc ký tay bản in.</source>
        <translation>Several certificates on the token could sign. The minutes are unchanged, nobody signed. Have IT leave one of them, or sign the print by hand.</translation>
    </message>
    <message>
        <source>Chưa ký số được. Biên bản không đổi, chưa ai ký. Bấm Ký số lần nữa, hoặc ký tay bản in.</source>
        <translation>No digital signature was made. The minutes are unchanged, nobody signed. Press Digital again, or sign the print by hand.</translation>
    </message>
    <message>
        <source>Bản {version} đã có chữ ký số của {names}. Tệp nằm trong tài liệu và hồ sơ buổi tiếp. Người khác ký số sẽ ký tiếp vào tệp này.</source>
        <translation>Version {version} is signed digitally by {names}. The file is among the papers and in the file of the session. The next one signs the same file.</translation>
    </message>
    <message>
        <source>Giọng đọc của máy không đọc được dòng này. Biên bản không đổi. Bấm Đọc to lần nữa, hoặc tự đọc.</source>
        <translation>The voice of this PC could not read this line. The minutes are unchanged. Press Read aloud again, or read it yourself.</translation>
    </message>
    <message>
        <source>Đọc to dòng này lâu hơn {minutes} phút. Máy không đọc, biên bản không đổi. Tự đọc dòng này.</source>
        <translation>Reading this line aloud takes more than {minutes} minutes. It is not read, the minutes are unchanged. Read this line yourself.</translation>
    </message>
    <message>
        <source>Loa của phòng không phát. Máy đã ngừng đọc to. Kiểm tra loa rồi bấm Đọc to lần nữa.</source>
        <translation>The room&apos;s loudspeaker plays nothing. Reading aloud has ended. Check the loudspeaker, then press Read aloud again.</translation>
    </message>
    <message>
        <source>Chữ ký số trong tệp không còn đúng với biên bản. Đã giữ tệp trong tài liệu, chưa ghi là đã ký. Ký lại, hoặc ký tay bản in.</source>
        <translation>The digital signature in the file does not hold for the minutes. The file is kept among the papers, nothing is noted as signed. Sign again, or sign the print by hand.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy này bị hỏng và đã được dựng lại từ bản sao và nhật ký. Mọi dòng đã lưu vẫn còn, bản nháp phiếu có thể cũ hơn. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.</source>
        <translation>The records on this PC were damaged and have been rebuilt from a copy and the journal. Every saved line is still there, drafts of forms may be older. Ask IT to check the disk.</translation>
    </message>
    <message>
        <source>Đã khôi phục dữ liệu; còn {count} mục không đọc được. Mục đã gửi về thành phố sẽ tự tải về. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.</source>
        <translation>The data was recovered; items that cannot be read: {count}. What was sent to the city comes back by itself. Ask the technician to check the disk.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy này bị hỏng, đã dựng lại từ những gì còn đọc được. Có thể thiếu dòng mới gõ: đối chiếu lại biên bản. Báo cán bộ kỹ thuật kiểm tra ổ đĩa.</source>
        <translation>The records on this PC were damaged and have been rebuilt from what could be read. The newest lines may be missing: check the minutes. Ask IT to check the disk.</translation>
    </message>
    <message>
        <source>Ổ đĩa đã đầy. Dòng này chưa lưu được, vẫn giữ trên màn hình. Chuyển bớt tệp, đừng tắt máy.</source>
        <translation>The disk is full. This line could not be saved, it stays on the screen. Move some files away, do not switch the PC off.</translation>
    </message>
    <message>
        <source>Đã xuất hồ sơ {number}. Tệp {name} nằm trong thư mục đã chọn. Mở tệp index.html bên trong bằng trình duyệt để xem.</source>
        <translation>File {number} was exported. {name} lies in the folder that was chosen. Open index.html inside it with a browser.</translation>
    </message>
    <message>
        <source>Đã xuất hồ sơ {number}, thiếu {n} mục. Tệp {name} nằm trong thư mục đã chọn. Trang index.html bên trong ghi rõ thiếu gì và vì sao.</source>
        <translation>File {number} was exported without {n} items. {name} lies in the folder that was chosen. Its page index.html says what is missing and why.</translation>
    </message>
    <message>
        <source>Tên tệp {name} phải kết thúc bằng .docx, .pdf hoặc .xlsx. Chưa xuất gì. Chọn lại tên tệp.</source>
        <translation>The name {name} must end in .docx, .pdf or .xlsx. Nothing was written. Choose the name again.</translation>
    </message>
    <message>
        <source>Dòng này do nơi khác ghi. Chữ vừa gõ vẫn lưu tại máy này. Ghi ý kiến thành dòng mới.</source>
        <translation>Another site wrote this line. What you typed is kept on this PC. Write your remark as a new line.</translation>
    </message>
    <message>
        <source>Không có vụ việc nào đang chờ. Danh sách tự cập nhật. Nhấn Ctrl+N để tiếp nhận.</source>
        <translation>No case is waiting. The list updates by itself. Press Ctrl+N to take somebody in.</translation>
    </message>
    <message>
        <source>Đã báo trước {site}. Phòng mời số {n} vào chỗ. Khoảng 60 giây nữa có thể mời vào.</source>
        <translation>{site} was told ahead. The room asks number {n} to sit down. It can be called in about 60 seconds.</translation>
    </message>
    <message>
        <source>Đã mời số {n} vào phòng. {site} đã được báo. Nhầm thì nhấn Ctrl+Z trong 30 giây.</source>
        <translation>Number {n} was called. {site} was told. If that was wrong, press Ctrl+Z within 30 seconds.</translation>
    </message>
    <message>
        <source>Đã rút lại. Hai phòng trở về như cũ. Chọn vụ việc khác.</source>
        <translation>Taken back. Both rooms are as before. Choose another case.</translation>
    </message>
    <message>
        <source>Trụ sở mời số {n} vào phòng tiếp. Chưa mở buổi tiếp. Mời công dân vào chỗ.</source>
        <translation>Headquarters calls number {n}. The session is not open yet. Let the citizen sit down.</translation>
    </message>
    <message>
        <source>{site} chưa sẵn sàng: phòng chưa kết nối. Chưa mời. Chờ, hoặc chọn vụ sau.</source>
        <translation>{site} is not ready: the room is not connected. Nobody was called. Wait, or choose a later case.</translation>
    </message>
    <message>
        <source>Số {n} chưa đóng. Chưa mời vụ tiếp. Đóng hoặc tạm dừng vụ đang tiếp.</source>
        <translation>Number {n} is not closed. Nobody was called. Close or pause the case that goes on.</translation>
    </message>
    <message>
        <source>Số {n} đã được mời. Chưa mời vụ khác. Vào phòng với số {n}, hoặc rút lại.</source>
        <translation>Number {n} was called. No other was called. Enter the room with number {n}, or take it back.</translation>
    </message>
    <message>
        <source>Không có ai để mời. Chưa thay đổi gì. Chờ người đến, hoặc mở buổi tiếp từ danh sách.</source>
        <translation>There is nobody to call. Nothing was changed. Wait until somebody comes, or open the session from the list.</translation>
    </message>
    <message>
        <source>Buổi đang tiếp chưa đóng. Chưa mời vụ tiếp. Đóng hoặc tạm dừng buổi đang tiếp.</source>
        <translation>The session that goes on is not closed. Nobody was called. Close or pause it.</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố. Chưa mời ai. Thử lại khi có mạng.</source>
        <translation>The city server is not reached. Nobody was called. Try again when there is a network.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố chưa nhận lời mời. Chưa thay đổi gì. Làm mới danh sách rồi thử lại.</source>
        <translation>The city server did not take the call. Nothing was changed. Refresh the list and try again.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố chưa trả lời. Chưa rõ đã mời hay chưa. Xem lại danh sách rồi bấm lại nếu cần.</source>
        <translation>The city server did not answer. Whether somebody was called is not known. Look at the list, and press again if needed.</translation>
    </message>
    <message>
        <source>Họp trên {platform}. Khi các điểm cầu đã thấy và nghe nhau ở đó, cán bộ của điểm cầu trung tâm ghi mốc Nối đủ các điểm cầu.</source>
        <translation>Meeting on {platform}. Once the sites see and hear each other there, an officer of the central site notes that all sites are connected.</translation>
    </message>
    <message>
        <source>Họp trên {platform}, máy không đo được. Đã thấy và nghe đủ các điểm cầu ở đó thì bấm ghi; mốc giữ tên người ghi.</source>
        <translation>Meeting on {platform}, where nothing is measured. Press to note it once all sites are seen and heard there; the gate keeps the name of whoever noted it.</translation>
    </message>
    <message>
        <source>Tệp ghi không tăng từ {at}. Báo người chủ trì và gọi kỹ thuật.</source>
        <translation>The recording has not grown since {at}. Tell the chair and call IT.</translation>
    </message>
    <message>
        <source>Đây là máy thứ hai, không có hình và tiếng. Buổi tiếp chạy ở máy chính của phòng. Biên bản, điều hành theo quyền của người đăng nhập.</source>
        <translation>This is the second PC, without picture and sound. The session runs on the main PC. Minutes and conduct go by who is signed in.</translation>
    </message>
    <message>
        <source>Máy chính của phòng mất kết nối. Máy này vẫn trong buổi. Tiếp quản hình, tiếng nếu máy chính không trở lại.</source>
        <translation>The room&apos;s main PC lost its line. This PC is still in. Take over picture and sound if it does not return.</translation>
    </message>
    <message>
        <source>Mất {seconds} giây tiếng của {site}, cộng dồn {total} giây ({percent} %). Biên bản tự ghi số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ trì.</source>
        <translation>Lost {seconds} s of sound from {site}, {total} s in all ({percent} %). The sum goes into the minutes by itself. Have it said again if need be; at 60 s in one go or 5 % the chair is asked.</translation>
    </message>
    <message>
        <source>Mất {seconds} giây hình của {site}, cộng dồn {total} giây ({percent} %). Biên bản tự ghi số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ trì.</source>
        <translation>Lost {seconds} s of picture from {site}, {total} s in all ({percent} %). The sum goes into the minutes by itself. Have it said again if need be; at 60 s in one go or 5 % the chair is asked.</translation>
    </message>
    <message>
        <source>Mất {seconds} giây hình và tiếng của {site}, cộng dồn {total} giây ({percent} %). Biên bản tự ghi số cộng dồn. Mời nói lại nếu cần; 60 giây một lần hoặc 5 % thì hỏi người chủ trì.</source>
        <translation>Lost {seconds} s of picture and sound from {site}, {total} s in all ({percent} %). The sum goes into the minutes by itself. Have it said again if need be; at 60 s in one go or 5 % the chair is asked.</translation>
    </message>
    <message>
        <source>Tin gửi lúc {at}. Chưa điểm cầu nào xem. Lâu không ai xem thì dùng điện thoại.</source>
        <translation>Message sent at {at}. No site has seen it yet. If nobody does, use the telephone.</translation>
    </message>
    <message>
        <source>Phiên bản chương trình không khớp với máy chủ. Biên bản vẫn lưu tại máy này. Báo cán bộ kỹ thuật cập nhật chương trình.</source>
        <translation>This version of the program does not match the server. The minutes are kept on this PC. Tell a technician to update it.</translation>
    </message>
    <message>
        <source>Mạng phòng này yếu. Đã tạm tắt hình phòng này gửi đi để giữ tiếng. Hình sẽ tự trở lại.</source>
        <translation>This room&apos;s network is weak. Its outgoing picture is off for now to keep the sound. The picture comes back by itself.</translation>
    </message>
    <message>
        <source>Mạng phòng này yếu. Mỗi giây chỉ gửi đi một ảnh tĩnh để giữ tiếng. Hình sẽ tự trở lại.</source>
        <translation>This room&apos;s network is weak. Only one still picture a second is sent to keep the sound. The picture comes back by itself.</translation>
    </message>
    <message>
        <source>Chưa có hình và tiếng: phòng này chỉ được nối qua máy chuyển tiếp của thành phố, mà chưa có máy nào dùng được. Biên bản và tài liệu vẫn dùng được. Hãy báo cán bộ kỹ thuật.</source>
        <translation>No picture or sound yet: this room may connect through the city&apos;s relay only, and no relay can be used. Minutes and papers still work. Please tell IT.</translation>
    </message>
    <message>
        <source>Dòng dài quá {limit} chữ. Chữ vẫn còn trong ô soạn. Chia thành hai dòng.</source>
        <translation>The line is longer than {limit} characters. The text is still in the editor. Split it into two lines.</translation>
    </message>
    <message>
        <source>Không còn thấy dòng này. Các dòng khác vẫn lưu đủ. Ghi thành dòng mới.</source>
        <translation>This line is no longer there. The other lines are complete. Write it as a new line.</translation>
    </message>
    <message>
        <source>Dòng này chưa ghi được vào biên bản. Chữ vẫn còn trong ô soạn. Sửa rồi gõ tiếp để lưu lại.</source>
        <translation>This line cannot go into the minutes yet. The text is still in the editor. Correct it and type on to save it.</translation>
    </message>
    <message>
        <source>Dòng {number} còn một bản khác. Biên bản giữ bản tại thành phố. Bản kia vẫn được lưu.</source>
        <translation>Line {number} has another text. The minutes keep the one at the city. The other one stays kept.</translation>
    </message>
    <message>
        <source>Biên bản đã chốt để ký. Dòng đã ghi giữ nguyên, dòng mới in riêng. Ý kiến sửa: nút Ý kiến, ký.</source>
        <translation>The minutes are frozen for signing. Lines that are there stay, new ones are printed apart. For corrections: Opinions, signing.</translation>
    </message>
    <message>
        <source>Biên bản đã chốt, mọi người đã có trạng thái ký. Mọi dòng giữ nguyên. Xuất biên bản để lưu, quét bản đã ký ở nút Ý kiến, ký.</source>
        <translation>The minutes are frozen, everybody has a state. Every line stays. Save the minutes as a file, and add the signed scan by the button Opinions, signing.</translation>
    </message>
    <message>
        <source>Bản quét không khớp phiên bản {version}. Đã giữ bản quét. Quét lại đúng bản vừa in.</source>
        <translation>The scan is not of version {version}. It is kept. Scan the pages that were just printed.</translation>
    </message>
    <message>
        <source>Trang {pages} khớp bản {version}. Đã lưu bản quét. Còn {count} trang.</source>
        <translation>Page {pages} is of version {version}. The scan is kept. Pages left: {count}.</translation>
    </message>
    <message>
        <source>Thiếu trang {missing}. Đã giữ các trang đã quét. Quét thêm trang {missing}.</source>
        <translation>Page {missing} is missing. What was scanned is kept. Scan page {missing} too.</translation>
    </message>
    <message>
        <source>Máy in dừng ở trang {n}. Biên bản không đổi. Nạp giấy rồi bấm In lại, chỉ in trang thiếu.</source>
        <translation>The printer stopped at page {n}. The minutes are as they were. Put paper in and press Print again, only missing pages are printed.</translation>
    </message>
    <message>
        <source>Đã xuất biên bản. Tệp {name} nằm trong thư mục đã chọn. Có thể mở để in.</source>
        <translation>The minutes were exported. The file {name} is in the folder you chose. Open it to print.</translation>
    </message>
    <message>
        <source>Ổ đĩa đã đầy. Biên bản vẫn lưu ở vùng dự trữ. Chuyển bớt tệp, đừng tắt máy.</source>
        <translation>The disk is full. The minutes are still saved in the reserve. Move some files away, do not switch off.</translation>
    </message>
    <message>
        <source>Chương trình vừa khởi động lại. Đã khôi phục đến {at}. Tiếp tục gõ.</source>
        <translation>The program was restarted. Everything up to {at} was restored. Go on typing.</translation>
    </message>
    <message>
        <source>Khóa không mở được dữ liệu trên máy. Dữ liệu vẫn nguyên. Báo cán bộ kỹ thuật khôi phục khóa.</source>
        <translation>The key does not open the data on this PC. The data is intact. Tell a technician to restore the key.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu không được mã hóa. Chương trình không mở tệp này. Báo cán bộ kỹ thuật kiểm tra thư mục dữ liệu.</source>
        <translation>The data file is not encrypted. The program does not open it. Tell a technician to check the data folder.</translation>
    </message>
    <message>
        <source>Dữ liệu do phiên bản mới hơn ghi. Chưa thay đổi gì. Báo cán bộ kỹ thuật cập nhật chương trình.</source>
        <translation>A newer version wrote this data. Nothing was changed. Tell a technician to update the program.</translation>
    </message>
    <message>
        <source>Không đọc được mẫu in {file}. Dữ liệu vẫn lưu đủ. Báo cán bộ kỹ thuật cài lại chương trình.</source>
        <translation>The form {file} cannot be read. All data is kept. Have a technician install the program again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu bị hỏng. Đã giữ nguyên tệp để khôi phục. Gọi hỗ trợ, đừng xóa tệp.</source>
        <translation>The data file is damaged. It is kept as it is for recovery. Call support, do not delete it.</translation>
    </message>
    <message>
        <source>Sắp mời số {n} vào phòng tiếp. Chưa mở buổi tiếp. Mời công dân vào chỗ và vào phòng.</source>
        <translation>Number {n} is about to be asked in. The session is not open yet. Ask the citizens to be seated and enter the room.</translation>
    </message>
    <message>
        <source>Chương trình đang mở ở cửa sổ khác. Dữ liệu không bị ảnh hưởng. Dùng cửa sổ đang mở.</source>
        <translation>The program is open in another window. The data is not affected. Use the window that is open.</translation>
    </message>
    <message>
        <source>Chưa ghi được xuống ổ đĩa. Nội dung vẫn giữ trên màn hình, chương trình tự ghi lại. Đừng tắt máy; gọi hỗ trợ nếu còn báo.</source>
        <translation>Could not write to the disk. The text stays on the screen, the program tries again by itself. Do not switch the PC off; call support if this message stays.</translation>
    </message>
    <message>
        <source>Kho dữ liệu đã đóng. Những gì đã lưu vẫn còn đủ. Mở lại chương trình.</source>
        <translation>The data store is closed. What was saved is complete. Start the program again.</translation>
    </message>
    <message>
        <source>Tệp {name} đang mở ở chương trình khác. Dữ liệu vẫn lưu đủ. Đóng tệp đó hoặc chọn tên khác rồi xuất lại.</source>
        <translation>{name} is open in another program. All data is kept. Close it or choose another name, then export again.</translation>
    </message>
    <message>
        <source>Ổ đĩa không đủ chỗ để xuất {name}. Dữ liệu vẫn lưu đủ. Chuyển bớt tệp hoặc chọn ổ khác rồi xuất lại.</source>
        <translation>There is no room on the disk for {name}. All data is kept. Move some files or choose another disk, then export again.</translation>
    </message>
    <message>
        <source>Chưa ghi được tệp {name}. Dữ liệu vẫn lưu đủ. Chọn thư mục khác rồi xuất lại.</source>
        <translation>{name} could not be written. All data is kept. Choose another folder and export again.</translation>
    </message>
    <message>
        <source>Mẫu biên bản chưa có hiệu lực vào ngày tiếp. Các dòng vẫn lưu đủ. Báo Ban Tiếp công dân để có mẫu đúng.</source>
        <translation>The form is not valid on the day of the session. All lines are saved. Ask the reception board for the right form.</translation>
    </message>
    <message>
        <source>Chưa gửi danh sách đầu mối. Nháp được lưu trên máy này khi gõ. Điền lãnh đạo và công chức rồi bấm Gửi.</source>
        <translation>The list of focal points was not sent yet. A draft is kept on this PC while you type. Fill in the leader and the officer, then press Send.</translation>
    </message>
    <message>
        <source>Danh sách đã gửi quá 90 ngày, từ {at}. Ban Tiếp công dân vẫn dùng bản này. Xem lại rồi bấm Gửi để xác nhận.</source>
        <translation>The list was sent more than 90 days ago, on {at}. The reception board still uses it. Look it over and press Send to confirm.</translation>
    </message>
    <message>
        <source>Danh sách đã sửa, chưa gửi. Ban Tiếp công dân vẫn dùng bản cũ. Bấm Gửi khi sửa xong.</source>
        <translation>The list was changed and not sent. The reception board still uses the old one. Press Send when you are done.</translation>
    </message>
    <message>
        <source>Danh sách đã lưu trên máy này. Chương trình tự gửi khi có mạng. Không cần làm gì thêm.</source>
        <translation>The list is kept on this PC. The program sends it when there is a network. Nothing more to do.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận bản vừa gửi. Bản gốc vẫn giữ tại máy. Sửa lại rồi gửi, hoặc gọi hỗ trợ.</source>
        <translation>The city server did not take what was sent. The original stays on this PC. Edit it and send again, or call support.</translation>
    </message>
    <message>
        <source>Đã có {sent} trong {due} xã, phường, đặc khu gửi danh sách. {waiting} bản đang chờ tiếp nhận, xếp trên cùng.</source>
        <translation>{sent} of {due} communes, wards and special zones have sent their list. {waiting} wait to be received, they stand on top.</translation>
    </message>
    <message>
        <source>Đã có {sent} trong {due} xã, phường, đặc khu và {agencies_sent} trong {agencies_due} sở, ban, ngành gửi danh sách. {waiting} bản đang chờ tiếp nhận, xếp trên cùng.</source>
        <translation>{sent} of {due} communes, wards and special zones and {agencies_sent} of {agencies_due} departments and agencies have sent their list. {waiting} lists wait to be received, at the top.</translation>
    </message>
    <message>
        <source>Tháng này chưa ghi khó khăn, vướng mắc nào. Ghi ngay khi gặp, mất mạng vẫn ghi được.</source>
        <translation>No difficulty was written down this month. Write it when it happens, also without a network.</translation>
    </message>
    <message>
        <source>Đã ghi nhận và lưu trên máy này. Chương trình tự gửi về thành phố khi có mạng.</source>
        <translation>Written down and kept on this PC. The program sends it to the city when there is a network.</translation>
    </message>
    <message>
        <source>Tháng {period} có {count} khó khăn, vướng mắc. {waiting} mục chưa được tiếp nhận.</source>
        <translation>{period}: {count} difficulties. {waiting} were not received yet.</translation>
    </message>
    <message>
        <source>Đã gửi về thành phố. Đang chờ Ban Tiếp công dân tiếp nhận. Khi thay đổi nhân sự, sửa rồi gửi lại.</source>
        <translation>Sent to the city. The Reception Board has not received it yet. When people change, correct it and send it again.</translation>
    </message>
    <message>
        <source>Ban Tiếp công dân đã tiếp nhận lúc {at}. Khi thay đổi nhân sự, sửa rồi gửi lại.</source>
        <translation>The Reception Board received it at {at}. When people change, correct it and send it again.</translation>
    </message>
    <message>
        <source>Còn {left} mục bắt buộc chưa xem. Mục đo được đã tự điền từ lần kiểm tra phòng. Đánh dấu các mục còn lại.</source>
        <translation>Required lines not seen yet: {left}. What can be measured was filled in by the room check. Mark the others.</translation>
    </message>
    <message>
        <source>Đã xem đủ các mục bắt buộc, {unmet} mục chưa đạt hoặc còn hạn chế. Nháp được lưu khi bấm. Có thể gửi Ban Tiếp công dân.</source>
        <translation>All required lines are seen; not met or partly met: {unmet}. The draft is kept at every press. It can be sent to the Reception Board.</translation>
    </message>
    <message>
        <source>Phiếu lập lúc {at} đã lưu và tự gửi về thành phố. Đang chờ Ban Tiếp công dân tiếp nhận.</source>
        <translation>The sheet of {at} is kept and goes to the city by itself. The Reception Board has not received it yet.</translation>
    </message>
    <message>
        <source>Ban Tiếp công dân đã tiếp nhận phiếu lúc {at}. Kiểm tra lại khi đổi thiết bị hoặc đổi phòng.</source>
        <translation>The Reception Board received the sheet at {at}. Check again when devices or the room change.</translation>
    </message>
    <message>
        <source>Chỉ nhận ảnh JPG hoặc PNG. Phiếu giữ nguyên. Chọn ảnh khác, hoặc lưu ảnh sang JPG rồi chọn lại.</source>
        <translation>Only JPG or PNG pictures are taken. The sheet is unchanged. Choose another picture, or save it as JPG and choose it again.</translation>
    </message>
    <message>
        <source>Ảnh bị hỏng hoặc có quá nhiều điểm ảnh, không đọc được. Phiếu giữ nguyên. Chụp lại hoặc chọn ảnh khác.</source>
        <translation>The picture is damaged or has too many pixels to be read. The sheet is unchanged. Take it again or choose another one.</translation>
    </message>
    <message>
        <source>Tệp ảnh {size_mb} MB, lớn quá mức {max_mb} MB. Phiếu giữ nguyên. Chụp ở cỡ nhỏ hơn rồi chọn lại.</source>
        <translation>The picture file has {size_mb} MB, above the limit of {max_mb} MB. The sheet is unchanged. Take a smaller picture and choose it.</translation>
    </message>
    <message>
        <source>Không mở được tệp ảnh. Phiếu giữ nguyên. Xem tệp còn ở chỗ cũ không rồi chọn lại.</source>
        <translation>The picture file cannot be opened. The sheet is unchanged. See whether the file is still there and choose it again.</translation>
    </message>
    <message>
        <source>Thêm quá nhiều ảnh một lúc. Các ảnh trước đang được nhận. Đợi xong rồi chọn tiếp.</source>
        <translation>Too many photos were added at once. The earlier ones are being taken in. Wait for them, then choose the next.</translation>
    </message>
    <message>
        <source>Ổ đĩa không đủ chỗ cho ảnh. Phiếu giữ nguyên. Chuyển bớt tệp rồi chọn lại.</source>
        <translation>The disk has no room for the photo. The sheet is unchanged. Move some files away and choose it again.</translation>
    </message>
    <message>
        <source>Chưa lưu được ảnh. Phiếu giữ nguyên, tệp gốc vẫn ở chỗ cũ. Chọn lại, gọi hỗ trợ nếu còn báo.</source>
        <translation>The photo was not saved. The sheet is unchanged, the original file is where it was. Choose it again; call support if this returns.</translation>
    </message>
    <message>
        <source>Mỗi mục nhận nhiều nhất {most} ảnh. Ảnh đã có vẫn giữ. Bỏ bớt một ảnh rồi thêm ảnh mới.</source>
        <translation>An item takes at most {most} photos. Those it has are kept. Remove one, then add the new one.</translation>
    </message>
    <message>
        <source>Ảnh này đã có ở mục đang chọn. Không thêm bản nữa. Chọn ảnh khác nếu cần.</source>
        <translation>This photo is at the chosen item already. It was not added twice. Choose another one if needed.</translation>
    </message>
    <message>
        <source>Đã có {count} đơn vị gửi phiếu rà soát. {waiting} phiếu chờ tiếp nhận, xếp trên cùng.</source>
        <translation>{count} units have sent a readiness sheet. {waiting} wait to be received, they stand on top.</translation>
    </message>
    <message>
        <source>Danh mục chưa có cơ quan nào. Danh sách đầu mối mới tính xã, phường, đặc khu. Ghi cơ quan ở khung bên phải rồi bấm Lưu, hoặc đề nghị cán bộ kỹ thuật nhập từ tệp.</source>
        <translation>The directory has no agency yet. The list of focal points counts communes, wards and special zones only. Write an agency in the panel at the right and press Save, or have IT import a file.</translation>
    </message>
    <message>
        <source>Phần đang ghi của {name} chưa lưu. Nội dung đã nhập vẫn được giữ. Bấm Lưu, hoặc Bỏ thay đổi, rồi mới chọn cơ quan khác.</source>
        <translation>What you wrote of {name} is not saved. What was typed is kept. Press Save or Discard changes before you choose another agency.</translation>
    </message>
    <message>
        <source>Máy khác vừa sửa cơ quan này, nay là {name}. Chưa lưu; nội dung đã nhập vẫn được giữ. Bấm Lưu lần nữa để thay, hoặc Bỏ thay đổi để lấy bản mới.</source>
        <translation>Another PC has just changed this agency, now {name}. Nothing was saved, what was typed is kept. Press Save again to replace it, or Discard changes to take the new text.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa ô viền đỏ rồi bấm Lưu lại.</source>
        <translation>Fields that are not right: {count}. Nothing is saved; what was entered is kept. Correct the fields with a red border and press Save again.</translation>
    </message>
    <message>
        <source>Danh mục đã có cơ quan cùng tên. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa tên, hoặc bấm Lưu lần nữa nếu đúng là hai cơ quan.</source>
        <translation>The directory already has an agency of this name. Nothing was saved, what was typed is kept. Change the name, or press Save again if these are two agencies.</translation>
    </message>
    <message>
        <source>Còn {count} mục bắt buộc chưa xem. Phiếu chưa gửi; nội dung đã nhập vẫn được giữ. Đánh dấu mục tô đỏ rồi bấm lại.</source>
        <translation>Required lines not seen yet: {count}. The sheet is not sent; what was entered is kept. Mark the red lines and press again.</translation>
    </message>
    <message>
        <source>{count} mục không đạt chưa ghi người khắc phục và thời hạn. Phiếu chưa gửi; nội dung đã nhập vẫn được giữ. Ghi thêm, hoặc bấm lần nữa để gửi như vậy.</source>
        <translation>Lines not met without a responsible person and a due date: {count}. The sheet is not sent; what was entered is kept. Add them, or press again to send it as it is.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa gửi; nội dung đã nhập vẫn được giữ. Sửa ô viền đỏ rồi bấm lại.</source>
        <translation>Fields that are not right: {count}. Nothing is sent; what was entered is kept. Correct the red fields and press again.</translation>
    </message>
    <message>
        <source>Có {count} ô trông chưa đúng. Chưa gửi; nội dung đã nhập vẫn được giữ. Sửa lại, hoặc bấm lần nữa nếu đúng như vậy.</source>
        <translation>Fields that look odd: {count}. Nothing is sent; what was entered is kept. Correct them, or press again if they are right.</translation>
    </message>
    <message>
        <source>Nội dung quá dài hoặc có ký tự lạ. Chưa gửi; nội dung đã nhập vẫn được giữ. Viết ngắn lại rồi bấm lần nữa.</source>
        <translation>The text is too long or has strange characters. Nothing was sent, what you typed is kept. Shorten it and press again.</translation>
    </message>
    <message>
        <source>Danh mục có {active} cơ quan đang dùng, {retired} cơ quan ngừng sử dụng. Mọi điểm cầu dùng chung. Chọn dòng để sửa, hoặc bấm Thêm cơ quan.</source>
        <translation>The directory has {active} agencies in use and {retired} retired. All sites share it. Choose a row to change it, or press Add agency.</translation>
    </message>
    <message>
        <source>Danh mục có {active} cơ quan đang dùng, {retired} cơ quan ngừng sử dụng. Tài khoản này chỉ xem. Cần sửa thì báo chuyên viên Ban Tiếp công dân hoặc quản trị thành phố.</source>
        <translation>The directory has {active} agencies in use and {retired} retired. This account can only read it. For a change, tell the clerk of the Citizen Reception Board or the city&apos;s administrator.</translation>
    </message>
    <message>
        <source>Đã lưu {name} trên máy này. Chương trình tự gửi về thành phố khi có mạng.</source>
        <translation>{name} is saved on this PC. The program sends it to the city by itself when there is a network.</translation>
    </message>
    <message>
        <source>Đã ngừng sử dụng {name}. Tên vẫn giữ trong danh mục và các danh sách cũ. Bấm Dùng lại nếu cần.</source>
        <translation>{name} is retired. Its name stays in the directory and in earlier lists. Press Use again if needed.</translation>
    </message>
    <message>
        <source>Đã dùng lại {name}. Chương trình tự gửi về thành phố khi có mạng.</source>
        <translation>{name} is in use again. The program sends this to the city by itself when there is a network.</translation>
    </message>
    <message>
        <source>Hai máy cùng sửa {name}. Cả hai bản vẫn giữ. Bấm Lưu để dùng bản đang hiện, hoặc lấy bản của máy này rồi bấm Lưu.</source>
        <translation>Two PCs changed {name}. Both texts are kept. Press Save to use what is shown, or take this PC&apos;s text and press Save.</translation>
    </message>
    <message>
        <source>Có {count} cơ quan được sửa ở hai máy. Cả hai bản vẫn giữ. Chọn dòng có hai bản để quyết định.</source>
        <translation>{count} agencies were changed on two PCs. Both texts are kept. Choose a row with two texts to decide.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận bản đã lưu của {name}. Bản này vẫn giữ tại máy. Sửa nếu cần rồi bấm Lưu để gửi lại, hoặc gọi hỗ trợ.</source>
        <translation>The city server did not accept what was saved of {name}. It is kept on this PC. Correct it if needed and press Save to send it again, or call support.</translation>
    </message>
    <message>
        <source>Đã xuất {name}. Có thể mở, in và ký.</source>
        <translation>{name} was written. It can be opened, printed and signed.</translation>
    </message>
    <message>
        <source>Không còn thấy báo cáo này trên máy. Chưa thay đổi gì. Chờ danh sách cập nhật rồi chọn lại.</source>
        <translation>This report is not on this PC any more. Nothing was changed. Wait for the list and choose again.</translation>
    </message>
    <message>
        <source>Không đọc được bảng đơn vị {file}. Chưa mở được chương trình. Cài lại chương trình.</source>
        <translation>The table of units {file} cannot be read. The program was not opened. Install it again.</translation>
    </message>
    <message>
        <source>Không đọc được bảng ngày nghỉ {file} của chương trình. Dữ liệu vẫn giữ nguyên. Đề nghị kỹ thuật cài lại chương trình.</source>
        <translation>The program&apos;s table of holidays {file} cannot be read. Your data is safe. Ask IT to install the program again.</translation>
    </message>
    <message>
        <source>Chưa có yêu cầu tiếp nào chờ lịch. Yêu cầu đã quyết định tiếp trực tuyến sẽ hiện ở đây. Tạo yêu cầu mới nếu cần.</source>
        <translation>No request waits to be scheduled. Requests decided to be received online appear here. Take a new request if needed.</translation>
    </message>
    <message>
        <source>Người chủ trì đã có buổi {at} với {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn giờ trống bên dưới.</source>
        <translation>The chair has a session at {at} with {site}. Nothing is planned, what was typed is kept. Choose a free hour below.</translation>
    </message>
    <message>
        <source>{site} đã có buổi {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn giờ trống bên dưới.</source>
        <translation>{site} has a session at {at}. Nothing is planned, what was typed is kept. Choose a free hour below.</translation>
    </message>
    <message>
        <source>Vụ việc có cờ còn thiếu thành phần của {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Thêm người, hoặc bỏ điểm cầu này.</source>
        <translation>The case is flagged and lacks the participants of {site}. Nothing is planned, what was typed is kept. Add people, or take the site out.</translation>
    </message>
    <message>
        <source>Người tố cáo yêu cầu bảo vệ danh tính, hoặc không giữ được bí mật. Không tiếp trực tuyến được. Chuyển sang tiếp trực tiếp.</source>
        <translation>The denouncer asks for protection of identity, or secrecy cannot be kept. Online reception is not possible. Receive this person in person.</translation>
    </message>
    <message>
        <source>Vụ việc có cờ còn thiếu hồ sơ của {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Thêm mục hồ sơ, hoặc bỏ điểm cầu này.</source>
        <translation>The flagged case still lacks the dossier of {site}. Nothing was planned, what was typed is kept. Add an entry to the dossier, or take this site out.</translation>
    </message>
    <message>
        <source>Ngoài giờ làm việc hoặc ngày nghỉ. Vẫn xếp được. Xem lại ngày giờ, hoặc bấm nút lần nữa nếu đúng như vậy.</source>
        <translation>Outside working hours or on a day off. It can still be planned. Check day and hour, or press the button again if this is meant.</translation>
    </message>
    <message>
        <source>Buổi có {n} điểm cầu, nhiều hơn {max}. Chưa xếp lịch. Bớt điểm cầu.</source>
        <translation>The session has {n} sites, more than {max}. Nothing is planned. Take sites out.</translation>
    </message>
    <message>
        <source>Đã đổi ngày, giờ tiếp. Các mốc đã tính lại, hạn đầu là {day}. Gửi lại thông báo.</source>
        <translation>Day or hour of the session changed. The gates were counted anew, the first is due on {day}. Send the notice again.</translation>
    </message>
    <message>
        <source>Đã xếp lịch buổi {code} lúc {at}. Các điểm cầu sẽ thấy lịch. Gửi thông báo trước {due}.</source>
        <translation>Session {code} is planned for {at}. The sites will see it. Send the notice before {due}.</translation>
    </message>
    <message>
        <source>Đã lưu thay đổi của buổi {code}. Ngày, giờ giữ nguyên. Các điểm cầu sẽ thấy lịch mới.</source>
        <translation>The changes of session {code} are saved. Day and hour stay. The sites will see the new plan.</translation>
    </message>
    <message>
        <source>Đã hoãn buổi {code}. Các điểm cầu sẽ thấy lý do. Chọn lại buổi này để xếp ngày mới.</source>
        <translation>Session {code} is postponed. The sites will see why. Choose it again to plan another day.</translation>
    </message>
    <message>
        <source>Đã hủy buổi {code}. Các điểm cầu sẽ thấy lý do. Yêu cầu của buổi này trở lại danh sách chờ lịch, nếu có.</source>
        <translation>Session {code} is cancelled. The sites will see why. Its request, if any, waits to be scheduled again.</translation>
    </message>
    <message>
        <source>Mất kết nối khi đang chờ trả lời. Chưa rõ thành phố đã xếp lịch chưa, phần đã nhập vẫn giữ. Bấm lại khi có mạng, gửi lần nữa không thành hai buổi.</source>
        <translation>The connection was lost while waiting for the answer. It is not known whether the city has planned it, what was typed is kept. Press again once there is a network, asking again does not make two sessions.</translation>
    </message>
    <message>
        <source>Chưa hoãn, hủy được vì chưa kết nối thành phố. Buổi tiếp chưa thay đổi, lý do đã ghi vẫn giữ. Bấm lại khi có mạng.</source>
        <translation>It cannot be postponed or cancelled without the city. The session is as it was, the reason is kept. Press again once there is a network.</translation>
    </message>
    <message>
        <source>Buổi tiếp này không hoãn, hủy được nữa: đã gọi vào phòng, đã kết thúc hoặc đã hoãn, hủy. Buổi tiếp chưa thay đổi. Chọn lại buổi ở bên trái để xem.</source>
        <translation>This session can be postponed or cancelled no more: its rooms were called, it is over, or it was called off before. The session is as it was. Choose it again on the left to see it.</translation>
    </message>
    <message>
        <source>Lý do có chữ không gửi được hoặc quá dài. Buổi tiếp chưa thay đổi. Xem lại lý do rồi bấm lại.</source>
        <translation>The reason has characters that cannot be sent, or is too long. The session is as it was. Look at the reason and press again.</translation>
    </message>
    <message>
        <source>Mất kết nối khi đang chờ trả lời. Chưa rõ thành phố đã hoãn, hủy buổi này chưa, lý do đã ghi vẫn giữ. Bấm lại khi có mạng.</source>
        <translation>The connection was lost while waiting for the answer. It is not known whether the city has called the session off, the reason is kept. Press again once there is a network.</translation>
    </message>
    <message>
        <source>Chưa xếp lịch được vì chưa kết nối thành phố. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.</source>
        <translation>Nothing is planned, the city is not reached. What was typed is kept. Press again when the network is there.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận lịch này. Phần đã nhập vẫn giữ. Tải lại danh sách rồi xếp lại.</source>
        <translation>The city would not have this plan. What was typed is kept. Load the list again and plan anew.</translation>
    </message>
    <message>
        <source>Lịch có chữ không gửi được hoặc quá dài. Phần đã nhập vẫn giữ. Xem lại các ô rồi bấm lại.</source>
        <translation>Something in the plan cannot be sent or is too long. What was typed is kept. Look at the fields and press again.</translation>
    </message>
    <message>
        <source>Giờ tiếp đã qua. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn giờ khác.</source>
        <translation>This hour is past. Nothing is planned, what was typed is kept. Choose another hour.</translation>
    </message>
    <message>
        <source>Buổi tiếp kết thúc trước khi bắt đầu. Chưa xếp lịch, phần đã nhập vẫn giữ. Xem lại giờ và thời lượng.</source>
        <translation>The session ends before it begins. Nothing is planned, what was typed is kept. Check hour and length.</translation>
    </message>
    <message>
        <source>Có điểm cầu ghi hai lần. Chưa xếp lịch, phần đã nhập vẫn giữ. Bỏ điểm cầu bị trùng.</source>
        <translation>A site stands there twice. Nothing is planned, what was typed is kept. Take the second one out.</translation>
    </message>
    <message>
        <source>Thành phố không còn điểm cầu {site}. Chưa xếp lịch, phần đã nhập vẫn giữ. Bỏ điểm cầu này hoặc chọn điểm cầu khác.</source>
        <translation>The city no longer has the site {site}. Nothing is planned, what was typed is kept. Take it out or choose another site.</translation>
    </message>
    <message>
        <source>Thành phố chưa có vụ việc của buổi này. Chưa xếp lịch, phần đã nhập vẫn giữ. Chờ yêu cầu gửi xong rồi bấm lại.</source>
        <translation>The city does not have the case of this session yet. Nothing is planned, what was typed is kept. Wait until the request is sent, then press again.</translation>
    </message>
    <message>
        <source>Vụ việc này đã có buổi {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa buổi đã có, hoặc chọn giờ khác.</source>
        <translation>This case has a session at {at}. Nothing is planned, what was typed is kept. Change that session, or choose another hour.</translation>
    </message>
    <message>
        <source>Thành phố chưa có quyết định tiếp trực tuyến của yêu cầu này. Chưa xếp lịch, phần đã nhập vẫn giữ. Chờ quyết định gửi xong rồi bấm lại.</source>
        <translation>The city does not have the decision to receive this request online yet. Nothing is planned, what was typed is kept. Wait until it is sent, then press again.</translation>
    </message>
    <message>
        <source>Đơn vị này không xếp lịch cho {site} chủ trì. Chưa xếp lịch, phần đã nhập vẫn giữ. Đề nghị Trụ sở thành phố xếp.</source>
        <translation>This unit does not plan sessions that {site} chairs. Nothing is planned, what was typed is kept. Ask headquarters to plan it.</translation>
    </message>
    <message>
        <source>Lịch đã được người khác sửa. Chưa xếp lịch. Chọn lại buổi ở bên trái để xem lịch mới rồi sửa.</source>
        <translation>Somebody else changed the plan. Nothing is planned. Choose the session on the left again to see the new plan, then change it.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã gọi vào phòng hoặc đã kết thúc. Lịch không đổi được nữa. Xem buổi tiếp ở màn hình đầu.</source>
        <translation>The rooms of this session were called, or it is over. Its plan can no longer change. See the session on the first screen.</translation>
    </message>
    <message>
        <source>Thành phố chưa nhận lịch vì lý do mà bản chương trình này chưa biết. Chưa xếp lịch, phần đã nhập vẫn giữ. Cập nhật chương trình hoặc gọi hỗ trợ.</source>
        <translation>The city did not take the plan, for a reason this version does not know. Nothing is planned, what was typed is kept. Update the program or call support.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.</source>
        <translation>Fields to mend: {count}. Nothing is planned, what was typed is kept. Mend the fields with a red edge, then press again.</translation>
    </message>
    <message>
        <source>Còn một lịch đang nhập dở. Chưa mở mục khác, phần đã nhập vẫn giữ. Xếp lịch, hoặc bấm Bỏ phần đã nhập.</source>
        <translation>A plan is being written. Nothing else was opened, what was typed is kept. Plan it, or press Discard what was typed.</translation>
    </message>
    <message>
        <source>Lý do hoãn, hủy cần ít nhất 10 ký tự. Buổi tiếp chưa thay đổi. Ghi rõ lý do rồi bấm lại.</source>
        <translation>A reason needs at least 10 characters. The session is unchanged. Write why, then press again.</translation>
    </message>
    <message>
        <source>Vụ việc có cờ còn thiếu hồ sơ của {site}. Chưa ghi thông báo, phần đã nhập vẫn giữ. Thêm mục hồ sơ rồi ghi lại.</source>
        <translation>The flagged case still lacks the dossier of {site}. The notice was not noted, what you typed is kept. Add an entry, then note it again.</translation>
    </message>
    <message>
        <source>Vụ việc có cờ còn thiếu thành phần của {site}. Chưa ghi thông báo, phần đã nhập vẫn giữ. Thêm người rồi ghi lại.</source>
        <translation>The flagged case still lacks somebody of {site}. The notice was not noted, what you typed is kept. Add somebody, then note it again.</translation>
    </message>
    <message>
        <source>Chưa nhập mã PIN của lãnh đạo. Chưa xếp lịch, phần đã nhập vẫn giữ. Lãnh đạo nhập mã PIN rồi bấm lại.</source>
        <translation>The leader&apos;s PIN was not entered. Nothing was planned, what you typed is kept. The leader enters the PIN, then press again.</translation>
    </message>
    <message>
        <source>Chưa kết nối thành phố nên mốc chưa được ghi. Phần đã nhập vẫn giữ. Bấm lại khi có mạng.</source>
        <translation>The city is not connected, so the gate is not noted. What was typed is kept. Press again once there is a network.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không ghi mốc này. Phần đã nhập vẫn giữ. Chọn lại buổi ở bên trái để xem lịch mới.</source>
        <translation>The city did not note this gate. What was typed is kept. Choose the session on the left again to see its newest plan.</translation>
    </message>
    <message>
        <source>Có chữ không gửi được hoặc quá dài nên mốc chưa được ghi. Phần đã nhập vẫn giữ. Xem lại các ô rồi bấm lại.</source>
        <translation>Some text cannot be sent or is too long, so the gate is not noted. What was typed is kept. Check the fields, then press again.</translation>
    </message>
    <message>
        <source>Thành phố chưa trả lời kịp, chưa biết mốc đã được ghi chưa. Phần đã nhập vẫn giữ. Chờ lịch cập nhật rồi xem lại.</source>
        <translation>The city did not answer in time; it is not known whether the gate is noted. What was typed is kept. Wait until the schedule is updated, then look again.</translation>
    </message>
    <message>
        <source>Đã ghi thông báo của buổi {code}. Minh chứng đã lưu ở thành phố. Các điểm cầu sẽ thấy.</source>
        <translation>The notice of session {code} is noted. The evidence is kept at the city. The sites will see it.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa ghi mốc, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.</source>
        <translation>Fields to mend: {count}. The gate is not noted, what was typed is kept. Mend the fields edged in red, then press again.</translation>
    </message>
    <message>
        <source>Đã lưu mục hồ sơ {title}. Số trang do thành phố cấp khi nhận được. Có thể thêm mục khác.</source>
        <translation>The entry {title} was saved. The city gives its page numbers when it has it. You can add another.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa thêm mục hồ sơ, phần đã nhập vẫn giữ. Sửa ô viền đỏ rồi bấm lại.</source>
        <translation>{count} fields are not right yet. No entry was added, what was typed is kept. Correct the fields with a red border and press again.</translation>
    </message>
    <message>
        <source>Thành phố dùng bản cũ, chưa nhận số hoặc địa chỉ phòng họp. Chưa xếp lịch, phần đã nhập vẫn giữ. Xóa ô ấy rồi bấm lại, báo địa chỉ bằng cách khác.</source>
        <translation>The city runs an older version and does not take the number or address of the meeting yet. Nothing was scheduled, what was typed is kept. Clear that field and press again, and tell the address by another way.</translation>
    </message>
    <message>
        <source>Thành phố dùng bản cũ, chưa nhận buổi họp trên nền tảng khác. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn họp trên chương trình này, hoặc chờ thành phố cập nhật.</source>
        <translation>The city runs an older version and does not take sessions on another platform yet. Nothing was scheduled, what was typed is kept. Choose to meet by this program, or wait until the city is updated.</translation>
    </message>
    <message>
        <source>Chưa nhập mã PIN của lãnh đạo. Mốc chưa được cho phép. Lãnh đạo nhập mã PIN rồi bấm Cho phép.</source>
        <translation>The leader&apos;s PIN is missing. The gate is not allowed yet. The leader types the PIN, then presses Allow.</translation>
    </message>
    <message>
        <source>Chưa nhập người được tiếp. Phiếu được lưu ngay khi gõ. Đưa thẻ vào đầu đọc hoặc gõ họ tên.</source>
        <translation>Nobody is entered yet. The sheet is saved while you type. Put the card into the reader or type the name.</translation>
    </message>
    <message>
        <source>Đã tiếp nhận lượt {n}, vào hàng chờ. Phiếu đã lưu tại máy này và tự gửi về thành phố. Có thể tiếp nhận người tiếp theo.</source>
        <translation>Visit {n} is received and waits in the queue. The sheet is saved on this PC and goes to the city by itself. The next person can be received.</translation>
    </message>
    <message>
        <source>Đã chuyển lượt {n} sang tiếp trực tiếp. Phiếu đã lưu tại máy này và tự gửi về thành phố. Hẹn công dân phòng và giờ tiếp trực tiếp.</source>
        <translation>Visit {n} goes to a reception in person. The sheet is saved on this PC and goes to the city by itself. Agree with the citizen on room and hour.</translation>
    </message>
    <message>
        <source>Số giấy tờ phải có 12 chữ số, đang có {n}. Chữ đã gõ vẫn giữ. Xem lại thẻ.</source>
        <translation>The number needs 12 digits and has {n}. What was typed is kept. Look at the card again.</translation>
    </message>
    <message>
        <source>Ba số đầu {ppp} không có trong bảng tỉnh. Vẫn lưu được. Xem lại thẻ.</source>
        <translation>No province has the first three digits {ppp}. It can be saved all the same. Look at the card again.</translation>
    </message>
    <message>
        <source>Giới tính chưa khớp số thẻ. Vẫn lưu được. Xem lại ô Giới tính.</source>
        <translation>The gender does not fit the number. It can be saved all the same. Look at the field Gender.</translation>
    </message>
    <message>
        <source>Số này đã dùng ở lượt {n}. Vẫn tiếp nhận được. Xem lại nếu nhầm thẻ.</source>
        <translation>This number was used for ticket {n}. It can be taken all the same. See whether the card is the right one.</translation>
    </message>
    <message>
        <source>Năm sinh chưa khớp số thẻ ({yy}). Vẫn lưu được. Xem lại ô Ngày sinh.</source>
        <translation>The year of birth does not fit the number ({yy}). It can be saved all the same. Look at the field Date of birth.</translation>
    </message>
    <message>
        <source>Không đọc được mã trên thẻ. Các ô vẫn như cũ. Gõ tay theo thẻ.</source>
        <translation>The code on the card cannot be read. The fields are as they were. Type what the card says.</translation>
    </message>
    <message>
        <source>Ngày không thể sau hôm nay. Chữ đã gõ vẫn giữ. Sửa lại ngày.</source>
        <translation>The date cannot be after today. What was typed is kept. Correct the date.</translation>
    </message>
    <message>
        <source>Ngày gửi không thể trước ngày quyết định. Chữ đã gõ vẫn giữ. Sửa lại ngày.</source>
        <translation>The day of sending cannot be before the day of the decision. What was typed is kept. Correct the date.</translation>
    </message>
    <message>
        <source>Đoàn {n} người cử nhiều nhất {max} người đại diện. Chưa lưu thêm ai. Bớt người đại diện.</source>
        <translation>A group of {n} sends at most {max} representatives. Nobody was added. Take representatives out.</translation>
    </message>
    <message>
        <source>Chưa có giấy cử đại diện đủ chữ ký. Phiếu đã lưu. Chụp giấy, hoặc ghi lý do.</source>
        <translation>The paper that names the representatives is not signed by all. The sheet is saved. Photograph it, or write a reason.</translation>
    </message>
    <message>
        <source>Chưa nhập nhân thân người đại diện {name}. Vẫn lưu được. Bấm Nhập nhân thân ở dòng của người đó.</source>
        <translation>The personal data of the representative {name} was not entered. It can still be saved. Press Enter person in the row of that person.</translation>
    </message>
    <message>
        <source>Còn {count} ô chưa đúng. Chưa vào hàng chờ, phiếu vẫn giữ. Sửa ô có dấu rồi bấm lại.</source>
        <translation>{count} fields are not right yet. It did not go to the queue, the sheet is kept. Mend the marked fields and press again.</translation>
    </message>
    <message>
        <source>Có {count} ô cần xem lại. Chưa vào hàng chờ, phiếu vẫn giữ. Sửa lại, hoặc bấm lần nữa nếu đúng như vậy.</source>
        <translation>{count} fields should be looked at. It did not go to the queue, the sheet is kept. Mend them, or press again if they are right.</translation>
    </message>
    <message>
        <source>Chưa hỏi đủ hai câu về bảo vệ danh tính và giữ bí mật. Chưa tiếp trực tuyến được. Hỏi người tố cáo rồi chọn.</source>
        <translation>The two questions on protection of identity and on secrecy are not both answered. Online reception is not possible yet. Ask the denouncer, then choose.</translation>
    </message>
    <message>
        <source>Đang mất mạng. Phiếu lưu tại máy này, số lượt tạm là {n}. Tự gửi khi có mạng.</source>
        <translation>There is no network. The sheet is saved on this PC, the provisional number is {n}. It is sent by itself when the network is back.</translation>
    </message>
    <message>
        <source>Tài liệu cần một vụ việc. Chưa vào hàng chờ, phiếu vẫn giữ. Chọn vụ việc đã có hoặc vụ việc mới.</source>
        <translation>Papers need a case. Not in the queue yet; the intake is kept. Choose a known case or a new one.</translation>
    </message>
    <message>
        <source>Tài liệu này đã có trong phiếu: {title}. Không lưu thêm bản nữa. Xem lại danh sách tài liệu.</source>
        <translation>This paper is in the intake already: {title}. It was not kept again. Look at the list of papers.</translation>
    </message>
    <message>
        <source>Đang nhận tệp vào phiếu. Chưa vào hàng chờ, phiếu vẫn giữ. Chờ nhận xong rồi bấm lại.</source>
        <translation>A file is being taken in. Not in the queue yet; the intake is kept. Wait until it is there, then press again.</translation>
    </message>
    <message>
        <source>Không có việc đến hạn. Đã xét đến {day}. Danh sách tự cập nhật.</source>
        <translation>Nothing is due. Looked at up to {day}. The list keeps itself up to date.</translation>
    </message>
    <message>
        <source>Sắp hết hạn: {what}, còn {n} ngày làm việc. Chưa thay đổi gì. Mở để xử lý.</source>
        <translation>Soon due: {what}, {n} working days left. Nothing was changed. Open it to deal with it.</translation>
    </message>
    <message>
        <source>Sổ năm {year} chưa có dòng nào. Dòng được ghi khi tiếp nhận xong. Nhấn Ctrl+N để bắt đầu.</source>
        <translation>The book of {year} has no row yet. A row is written when somebody was taken in. Press Ctrl+N to begin.</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”. Đã tìm cả dòng gạch bỏ, không phân biệt dấu. Gõ ít chữ hơn, hoặc chọn năm khác.</source>
        <translation>“{text}” was not found. Rows that are struck out were searched too, whatever the diacritics. Type less, or choose another year.</translation>
    </message>
    <message>
        <source>Gạch bỏ cần lý do, ít nhất 10 chữ cái. Dòng vẫn như cũ. Ghi lý do, dòng gạch vẫn in trong sổ.</source>
        <translation>Striking out needs a reason of at least 10 letters. The row is as it was. Write the reason; the row is still printed.</translation>
    </message>
    <message>
        <source>Đã gạch bỏ một dòng. Số thứ tự giữ nguyên, dòng vẫn in trong sổ. Không xóa được.</source>
        <translation>A row was struck out. Its number stays, and it is still printed. It cannot be deleted.</translation>
    </message>
    <message>
        <source>Đã xuất {name}, {n} dòng. Đủ 12 cột theo mẫu và cột ghi chú. Có thể mở và in.</source>
        <translation>{name} was exported, {n} rows. It has the 12 columns of the form and the note. It can be opened and printed.</translation>
    </message>
    <message>
        <source>Còn {n} lượt tiếp năm {year} chưa có trong sổ. Chưa ghi gì thêm. Chưa ghi vào sổ giấy thì bấm nút ghi các lượt đó ở cuối màn hình.</source>
        <translation>Visits of {year} that are not in the register: {n}. Nothing was entered. Unless they stand in a paper book, press the button below that enters them.</translation>
    </message>
    <message>
        <source>Đang đọc sổ trên máy này. Dòng đã ghi vẫn giữ nguyên. Sổ hiện đủ sau ít giây.</source>
        <translation>The register is being read on this PC. What was written is kept. The book is whole in a few seconds.</translation>
    </message>
    <message>
        <source>Đã ghi theo dõi. Các cột ghi khi tiếp không đổi. Có thể ghi tiếp khi có kết quả mới.</source>
        <translation>The follow-up was written. The columns of the reception are as they were. Write on when there is a new result.</translation>
    </message>
    <message>
        <source>Đã gạch bỏ dòng sai và ghi dòng đúng vào sổ năm nay. Hai dòng ghi rõ thay nhau. Thành phố cấp số cho dòng mới.</source>
        <translation>The wrong row was struck out and the right one written into this year&apos;s book. Each names the other. The city gives the new row its number.</translation>
    </message>
    <message>
        <source>Có dòng được ghi ở hai nơi cùng lúc. Đã giữ cả hai bản. Chọn dòng đó rồi bấm Ghi theo dõi.</source>
        <translation>A row was written in two places at once. Both texts are kept. Choose the row, then press Follow up.</translation>
    </message>
    <message>
        <source>Không có việc nào của kết luận ở đây. Danh sách tự cập nhật. Việc mới hiện khi thư ký nhấn Ctrl+L ở một dòng biên bản.</source>
        <translation>No task of a conclusion here. The list updates by itself. A new one shows when the secretary presses Ctrl+L at a line of the minutes.</translation>
    </message>
    <message>
        <source>Việc này chưa có thời hạn. Chưa giao. Ghi ngày, hoặc ghi lý do không thời hạn, ít nhất 10 chữ cái.</source>
        <translation>This task has no day yet. It is not given. Write a day, or why there is none, at least 10 letters.</translation>
    </message>
    <message>
        <source>Chưa có văn bản kết quả. Điều vừa ghi đã giữ, việc vẫn đang thực hiện. Gắn văn bản rồi ghi lại kết quả.</source>
        <translation>There is no paper of the result yet. What was written is kept, the task goes on. Attach the paper, then write the result again.</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”. Đã tìm việc, cơ quan, đầu mối, mã vụ việc, không phân biệt dấu. Gõ ít chữ hơn, hoặc chọn Mọi việc.</source>
        <translation>“{text}” was not found. Tasks, bodies, contacts and case codes were searched, marks aside. Type fewer letters, or choose All tasks.</translation>
    </message>
    <message>
        <source>Đã ghi việc giao. Việc có trong biên bản và ở màn Kết luận. Khi có thông báo kết luận thì ghi số thông báo.</source>
        <translation>The task is given. It stands in the minutes and on the screen Conclusions. Once there is a notice, write its number.</translation>
    </message>
    <message>
        <source>Đã ghi số thông báo kết luận. Nội dung giao từ nay không sửa. Khi có kết quả thì ghi kết quả.</source>
        <translation>The number of the notice is written. What was given does not change from now on. Once there is a result, write it.</translation>
    </message>
    <message>
        <source>Đã ghi đôn đốc {agency}. Lần thứ {n}. Chờ trả lời đến {day}.</source>
        <translation>Urge to {agency} noted. Number {n}. Answer awaited by {day}.</translation>
    </message>
    <message>
        <source>Đã gia hạn. Hạn cũ, người duyệt và lý do được giữ lại. Việc vẫn theo dõi theo hạn mới.</source>
        <translation>The day was moved. The former one, who approved and why are kept. The task is followed by its new day.</translation>
    </message>
    <message>
        <source>Đã ghi kết quả. Văn bản đã vào hồ sơ vụ việc. Báo cáo và trả lời công dân thì bấm Chuyển bước.</source>
        <translation>The result is written. Its paper is in the dossier of the case. Once it is reported and the citizen answered, press Next step.</translation>
    </message>
    <message>
        <source>Đã chuyển bước. Các bước trước vẫn giữ. Có thể chuyển tiếp khi xong bước này.</source>
        <translation>The next step is noted. Those before are kept. Go on once this step is done.</translation>
    </message>
    <message>
        <source>Đã gạch bỏ việc ghi nhầm. Việc vẫn còn ở Mọi việc, không in vào biên bản. Không xóa được.</source>
        <translation>What was noted by mistake is struck out. It stays under All tasks and is not printed in the minutes. Nothing can be deleted.</translation>
    </message>
    <message>
        <source>Có việc được ghi ở hai nơi cùng lúc. Đã giữ cả hai bản. Mở việc đó để ghi lại.</source>
        <translation>A task was written at two places at once. Both texts are kept. Open that task to write it again.</translation>
    </message>
    <message>
        <source>Dòng này đã thành việc của kết luận. Không tạo thêm việc. Xem ở màn Kết luận sau buổi.</source>
        <translation>This line is a task of the conclusion already. No further one was made. See it on the screen Conclusions after the session.</translation>
    </message>
    <message>
        <source>Chưa có dòng nào để thành kết luận. Biên bản không đổi. Gõ điều người chủ trì kết luận rồi nhấn Ctrl+L.</source>
        <translation>There is no line yet that could become a task. The minutes are as they were. Type what the chair concludes, then press Ctrl+L.</translation>
    </message>
    <message>
        <source>Chưa thấy lần tiếp nào trước đây. Đã tìm trong phiếu của đơn vị theo số giấy tờ, họ tên, nơi ở. Gõ đủ số giấy tờ để tìm lại.</source>
        <translation>No earlier visit was found. The sheets of this unit were searched by number, name and address. Type the whole number to search again.</translation>
    </message>
    <message>
        <source>{person} đã quyết định lúc {at}. Chưa thay đổi gì. Xem ở mục Đã quyết định.</source>
        <translation>{person} decided at {at}. Nothing was changed. See it under Decided.</translation>
    </message>
    <message>
        <source>Chưa có vụ việc nào. Vụ việc được tạo khi lập lịch cho một yêu cầu tiếp. Ghi yêu cầu ở màn hình Buổi tiếp.</source>
        <translation>There is no case yet. A case comes about when a request is scheduled. Take the request on the screen Receptions.</translation>
    </message>
    <message>
        <source>Chưa có lần tiếp nào trước đây. Đã tìm trong các buổi của vụ việc này mà máy này được biết.</source>
        <translation>There was no earlier reception. The sessions of this case that this PC knows were searched.</translation>
    </message>
    <message>
        <source>Vụ việc này hạn chế người xem. Chưa mở gì; lần mở này đã được ghi lại. Liên hệ {unit}.</source>
        <translation>This case is restricted. Nothing was opened; this attempt was recorded. Contact {unit}.</translation>
    </message>
    <message>
        <source>Không còn thấy vụ việc này trên máy. Chưa mở gì. Trở lại danh sách để tìm lại.</source>
        <translation>This PC does not know this case any more. Nothing was opened. Go back to the list and look for it again.</translation>
    </message>
    <message>
        <source>Đã ghi yêu cầu của {name}. Yêu cầu đã lưu tại máy này và tự gửi về thành phố. Có thể nhập yêu cầu tiếp theo.</source>
        <translation>The request of {name} is taken. It is kept on this PC and sent to the city by itself. The next one can be written.</translation>
    </message>
    <message>
        <source>Ngày này quá gần: hạn thông báo đã qua. Chưa xếp lịch, phần đã nhập vẫn giữ. Chọn từ ngày {day}, hoặc lãnh đạo cho phép kèm lý do.</source>
        <translation>This day is too near: the notice would be late. Nothing was planned, what you typed is kept. Choose {day} or later, or let a leader allow it with a reason.</translation>
    </message>
    <message>
        <source>Đã ghi mốc của buổi {code} bằng lời của người ghi nhận. Các điểm cầu sẽ thấy.</source>
        <translation>The gate of session {code} was noted in the words of the person who noted it. The sites will see it.</translation>
    </message>
    <message>
        <source>Đã ghi cho phép của lãnh đạo cho buổi {code}. Lý do được ghi vào biên bản. Các điểm cầu sẽ thấy.</source>
        <translation>The leader&apos;s leave for session {code} was noted. The reason goes into the minutes. The sites will see it.</translation>
    </message>
    <message>
        <source>Đã ghi quyết định. Quyết định đã lưu tại máy này và tự gửi về thành phố. Nơi nhận yêu cầu sẽ thấy.</source>
        <translation>The decision is noted. It is kept on this PC and sent to the city by itself. Whoever took the request will see it.</translation>
    </message>
    <message>
        <source>Chưa chọn căn cứ. Chưa ghi quyết định. Chọn một căn cứ.</source>
        <translation>No ground is chosen. Nothing was decided. Choose a ground.</translation>
    </message>
    <message>
        <source>Chưa chọn cách tiếp. Chưa ghi quyết định. Chọn một trong ba cách.</source>
        <translation>How to receive is not chosen. Nothing was decided. Choose one of the three.</translation>
    </message>
    <message>
        <source>Buổi tiếp dài hơn một ngày. Chưa xếp lịch, phần đã nhập vẫn giữ. Xem lại giờ và thời lượng.</source>
        <translation>The session is longer than a day. Nothing is planned, what was typed is kept. Look at hour and length again.</translation>
    </message>
    <message>
        <source>Yêu cầu này đã có buổi tiếp {at}. Chưa xếp lịch, phần đã nhập vẫn giữ. Sửa buổi đã có, hoặc hủy buổi đó trước.</source>
        <translation>This request has a session {at} already. Nothing is planned, what was typed is kept. Change that session, or cancel it first.</translation>
    </message>
    <message>
        <source>Chưa có bảng ngày nghỉ của năm {year}. Vẫn xếp được, các mốc tính theo thứ trong tuần. Nhập ngày nghỉ của năm đó, hoặc bấm Xếp lịch lần nữa.</source>
        <translation>No days off of {year} are known. It can be planned all the same, its gates are counted by the weekday. Enter the days off of that year, or press Plan again.</translation>
    </message>
    <message>
        <source>Năm {year} có {holidays} ngày nghỉ, {workdays} ngày làm bù, {unsure} ngày chờ công bố. Mọi điểm cầu dùng chung. Chọn dòng để sửa, hoặc bấm Thêm ngày.</source>
        <translation>{year}: days off {holidays}, swapped workdays {workdays}, to be announced {unsure}. Every site counts by them. Choose a row to change it, or press Add a day.</translation>
    </message>
    <message>
        <source>Năm {year} có {holidays} ngày nghỉ, {workdays} ngày làm bù, {unsure} ngày chờ công bố. Tại đây chỉ xem được. Cần sửa thì báo quản trị thành phố.</source>
        <translation>{year}: days off {holidays}, swapped workdays {workdays}, to be announced {unsure}. Here they can only be read. Tell the city administrator what is to be changed.</translation>
    </message>
    <message>
        <source>Bảng chưa có ngày nghỉ nào của năm {year}. Hạn chỉ trừ thứ Bảy, Chủ nhật. Ghi từng ngày ở khung bên phải rồi bấm Lưu.</source>
        <translation>The table has no day off in {year} yet. Due times leave out Saturdays and Sundays only. Write each day at the right and press Save.</translation>
    </message>
    <message>
        <source>Bảng chưa có ngày nghỉ nào của năm {year}. Hạn chỉ trừ thứ Bảy, Chủ nhật. Cần bổ sung thì báo quản trị thành phố.</source>
        <translation>The table has no day off in {year} yet. Due times leave out Saturdays and Sundays only. Tell the city administrator what is missing.</translation>
    </message>
    <message>
        <source>Đã lưu ngày {day} trên máy này. Chương trình tự gửi về thành phố khi có mạng.</source>
        <translation>{day} was saved on this PC. The program sends it to the city once there is a network.</translation>
    </message>
    <message>
        <source>Ngày đang ghi chưa lưu. Nội dung đã nhập vẫn được giữ. Bấm Lưu, hoặc Bỏ thay đổi, rồi mới chọn ngày khác.</source>
        <translation>The day being written was not saved. What was typed is kept. Press Save or Discard changes before another day is chosen.</translation>
    </message>
    <message>
        <source>Máy khác vừa sửa ngày {day}. Chưa lưu; nội dung đã nhập vẫn được giữ. Bấm Lưu lần nữa để thay, hoặc Bỏ thay đổi để lấy bản mới.</source>
        <translation>Another PC has just changed {day}. Not saved; what was typed is kept. Press Save again to replace it, or Discard changes to take the new version.</translation>
    </message>
    <message>
        <source>Hai máy cùng sửa ngày {day}. Cả hai bản vẫn giữ. Bấm Lưu để dùng bản đang hiện, hoặc lấy bản của máy này rồi bấm Lưu.</source>
        <translation>Two PCs changed {day}. Both versions are kept. Press Save to use the one shown, or take this PC&apos;s version and press Save.</translation>
    </message>
    <message>
        <source>Có {count} ngày được sửa ở hai máy: {days}. Cả hai bản vẫn giữ. Chọn dòng có hai bản để quyết định.</source>
        <translation>Changed on two PCs ({count}): {days}. Both versions are kept. Choose a row with two versions to decide.</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận bản đã lưu của ngày {day}. Bản này vẫn giữ tại máy. Sửa nếu cần rồi bấm Lưu để gửi lại, hoặc gọi hỗ trợ.</source>
        <translation>The city&apos;s server did not take what was saved of {day}. It is kept on this PC. Change it if needed and press Save to send it again, or call for support.</translation>
    </message>
    <message>
        <source>Có {count} ô cần xem lại. Chưa lưu; nội dung đã nhập vẫn được giữ. Sửa lại, hoặc bấm Lưu lần nữa nếu đúng như vậy.</source>
        <translation>Fields to look at again: {count}. Not saved; what was typed is kept. Change them, or press Save again if they are right.</translation>
    </message>
    <message>
        <source>Máy này không có bản ghi của buổi này. Biên bản vẫn đủ. Nghe ở máy đã ghi buổi tiếp.</source>
        <translation>This PC has no recording of this session. The minutes are complete. Listen at the PC that recorded the session.</translation>
    </message>
    <message>
        <source>Thành phố giữ bản ghi của buổi này, máy này không còn giữ. Biên bản vẫn đủ. Đề nghị quản trị thành phố cho nghe lại.</source>
        <translation>The city keeps the recording of this session, this PC has it no more. The minutes are complete. Ask the administration of the city to let you listen.</translation>
    </message>
    <message>
        <source>Không đọc được bản ghi trên ổ đĩa. Chưa mở gì. Nhấn F5 để đọc lại, hoặc báo kỹ thuật.</source>
        <translation>The recording cannot be read from the disk. Nothing was opened. Press F5 to read it again, or tell the technician.</translation>
    </message>
    <message>
        <source>Buổi tiếp này hạn chế người xem. Chưa mở gì. Liên hệ đơn vị tiếp buổi đó.</source>
        <translation>This session is for certain people only. Nothing was opened. Contact the unit that received it.</translation>
    </message>
    <message>
        <source>Đang có buổi tiếp. Bản ghi chưa mở. Nghe lại sau khi đóng buổi.</source>
        <translation>A session is running. The recording was not opened. Listen after the session is closed.</translation>
    </message>
    <message>
        <source>Chưa ghi lý do nghe. Bản ghi chưa mở. Ghi lý do từ 10 chữ trở lên rồi bấm Nghe.</source>
        <translation>No reason was given. The recording was not opened. Write a reason of at least 10 letters, then press Listen.</translation>
    </message>
    <message>
        <source>Đoạn {n} không khớp chuỗi kiểm tra, không phát. Bản gốc giữ nguyên, các đoạn khác vẫn nghe được. Báo quản trị thành phố.</source>
        <translation>Part {n} does not match the chain and is not played. The original is kept as it is, the other parts can be heard. Tell the administration of the city.</translation>
    </message>
    <message>
        <source>Chưa nhập mã PIN. Bản ghi chưa mở. Nhập mã PIN của người đang đăng nhập rồi bấm Nghe.</source>
        <translation>No PIN was entered. The recording is not open. Enter the PIN of whoever is signed in, then press Listen.</translation>
    </message>
    <message>
        <source>Máy này chưa có bản ghi nào. Không thiếu gì. Buổi tiếp được ghi từ lúc khai mạc rồi nằm ở đây.</source>
        <translation>This PC has no recording yet. Nothing is missing. A session is recorded from its opening on and then lies here.</translation>
    </message>
    <message>
        <source>Đã tạo bản niêm phong {number} trong {name}. Có mã kiểm tra và quyết định cho phép. Giao và ghi người nhận.</source>
        <translation>The sealed copy {number} is in {name}. It carries its code and the decision. Hand it over and note who received it.</translation>
    </message>
    <message>
        <source>Chưa đủ thông tin của quyết định. Chưa tạo gì. Ghi số, ngày, người quyết định và người nhận.</source>
        <translation>The decision is not complete. Nothing was made. Write its number, its day, who decided and who receives the copy.</translation>
    </message>
    <message>
        <source>Chưa tạo được bản niêm phong. Bản gốc giữ nguyên, không tệp nào được ghi. Chọn chỗ khác để ghi, hoặc báo kỹ thuật.</source>
        <translation>The sealed copy could not be made. The original is as it was, no file was written. Choose another place, or tell the technician.</translation>
    </message>
    <message>
        <source>Chưa ghi lại được người nghe và lý do. Bản ghi chưa mở. Thử lại, hoặc báo kỹ thuật.</source>
        <translation>Who listens and why could not be noted. The recording was not opened. Try again, or tell the technician.</translation>
    </message>
    <message>
        <source>Thiếu đoạn {n} của bản ghi. Các đoạn khác vẫn nghe được. Báo quản trị thành phố.</source>
        <translation>Part {n} of the recording is missing. The other parts can be heard. Tell the administration of the city.</translation>
    </message>
    <message>
        <source>Máy này không còn khóa của bản ghi này. Bản ghi giữ nguyên nhưng không mở được. Báo quản trị thành phố.</source>
        <translation>This PC has no key to this recording any more. The recording is kept but cannot be opened. Tell the administration of the city.</translation>
    </message>
    <message>
        <source>Dấu niêm phong của bản ghi không khớp. Bản gốc giữ nguyên, các đoạn vẫn nghe được. Báo quản trị thành phố.</source>
        <translation>The seal of the recording does not match. The original is kept as it is, its parts can be heard. Tell the administration of the city.</translation>
    </message>
    <message>
        <source>Không phát được đoạn {n}. Bản gốc giữ nguyên, các đoạn khác vẫn nghe được. Nghe đoạn khác, hoặc báo kỹ thuật.</source>
        <translation>Part {n} cannot be played. The original is kept as it is, the other parts can be heard. Listen to another part, or tell the technician.</translation>
    </message>
    <message>
        <source>Loa không nhận tiếng. Đã dừng nghe. Kiểm tra loa ở mục Thiết bị rồi bấm Nghe.</source>
        <translation>The loudspeaker takes no sound. Playing was stopped. Check the loudspeaker at Devices, then press Listen.</translation>
    </message>
    <message>
        <source>Phần hình và tiếng vừa khởi động lại. Đã dừng nghe, không mất gì. Bấm Nghe để nghe tiếp.</source>
        <translation>Picture and sound began anew. Playing was stopped, nothing is lost. Press Listen to go on.</translation>
    </message>
    <message>
        <source>Lúc {hour} không nằm trong bản ghi của máy này. Chưa phát gì. Chọn dòng hoặc giờ khác.</source>
        <translation>{hour} is not in the recording of this PC. Nothing was played. Choose another line or hour.</translation>
    </message>
    <message>
        <source>Từ {since} đến {until} buổi tạm dừng, không ghi. Chưa phát gì. Chọn dòng hoặc giờ khác.</source>
        <translation>From {since} to {until} the session was paused, nothing was recorded. Nothing was played. Choose another line or hour.</translation>
    </message>
    <message>
        <source>Từ {since} đến {until} hội ý riêng, không ghi. Chưa phát gì. Chọn dòng hoặc giờ khác.</source>
        <translation>From {since} to {until} people consulted in private, nothing was recorded. Nothing was played. Choose another line or hour.</translation>
    </message>
    <message>
        <source>Từ {since} đến {until} máy này không ghi được. Chưa phát gì. Chọn dòng hoặc giờ khác.</source>
        <translation>From {since} to {until} this PC could not record. Nothing was played. Choose another line or hour.</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Chưa mở</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>mất hình {n} giây</source>
        <translation>picture lost for {n} s</translation>
    </message>
    <message>
        <source>mất tiếng {n} giây</source>
        <translation>sound lost for {n} s</translation>
    </message>
    <message>
        <source>Từ {since} đến {until}</source>
        <translation>From {since} to {until}</translation>
    </message>
    <message>
        <source>{page} từ {since} đến {until}</source>
        <translation>{page} from {since} to {until}</translation>
    </message>
    <message>
        <source>dấu F2 lúc {hours}</source>
        <translation>F2 marks at {hours}</translation>
    </message>
    <message>
        <source>có đoạn không khớp chuỗi kiểm tra</source>
        <translation>a part does not match the chain</translation>
    </message>
    <message>
        <source>không có trong bản ghi</source>
        <translation>not in the recording</translation>
    </message>
    <message>
        <source>đoạn {n} không khớp</source>
        <translation>part {n} does not match</translation>
    </message>
    <message>
        <source>thiếu đoạn {n}</source>
        <translation>part {n} is missing</translation>
    </message>
    <message>
        <source>dấu niêm phong không khớp</source>
        <translation>the seal does not match</translation>
    </message>
    <message>
        <source>Buổi tiếp hạn chế người xem, hoặc máy này không còn biết</source>
        <translation>A session that is restricted, or that this PC does not know any more</translation>
    </message>
    <message>
        <source>{hour} · {title}</source>
        <translation>{hour} · {title}</translation>
    </message>
    <message>
        <source>không còn đoạn nào ở máy này</source>
        <translation>no part on this PC any more</translation>
    </message>
    <message>
        <source>{parts} đoạn, {size}</source>
        <translation>{parts} parts, {size}</translation>
    </message>
    <message>
        <source>Thiếu đoạn {n}</source>
        <translation>Part {n} is missing</translation>
    </message>
    <message>
        <source>Máy này không còn khóa để mở</source>
        <translation>This PC has no key to open it any more</translation>
    </message>
    <message>
        <source>Biên nhận của thành phố: {faults}</source>
        <translation>The city&apos;s receipt: {faults}</translation>
    </message>
    <message>
        <source>Máy này vẫn giữ</source>
        <translation>This PC keeps it</translation>
    </message>
    <message>
        <source>Máy này xóa sớm nhất ngày {day}</source>
        <translation>This PC deletes it on {day} at the earliest</translation>
    </message>
    <message>
        <source>{n} buổi, {size}</source>
        <translation>{n} sessions, {size}</translation>
    </message>
    <message>
        <source>{n} buổi thành phố chưa có</source>
        <translation>the city lacks {n} sessions</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>Phân loại</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Thuộc thẩm quyền</source>
        <translation>Within remit</translation>
    </message>
    <message>
        <source>STT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Tháng {number}/{year}</source>
        <translation>{number}/{year}</translation>
    </message>
    <message>
        <source>Quý {number}/{year}</source>
        <translation>Quarter {number}/{year}</translation>
    </message>
    <message>
        <source>Năm {year}</source>
        <translation>Year {year}</translation>
    </message>
    <message>
        <source>Ngày tiếp</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>Họ tên, địa chỉ</source>
        <translation>Name, address</translation>
    </message>
    <message>
        <source>Số giấy tờ</source>
        <translation>Paper number</translation>
    </message>
    <message>
        <source>Tóm tắt nội dung vụ việc</source>
        <translation>Summary of the matter</translation>
    </message>
    <message>
        <source>Số người</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Cơ quan đã giải quyết</source>
        <translation>Resolved by</translation>
    </message>
    <message>
        <source>Hướng dẫn</source>
        <translation>Guided to</translation>
    </message>
    <message>
        <source>Thụ lý, văn bản chuyển</source>
        <translation>Handled by, transfer</translation>
    </message>
    <message>
        <source>Theo dõi kết quả</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Người tố cáo</source>
        <translation>Denouncer</translation>
    </message>
    <message>
        <source>hạn chế</source>
        <translation>restricted</translation>
    </message>
    <message>
        <source>Nội dung hạn chế, chỉ người được giao xem.</source>
        <translation>Restricted, for those assigned only.</translation>
    </message>
    <message>
        <source>Ghi chú: {note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>Thay dòng {row}.</source>
        <translation>Replaces row {row}.</translation>
    </message>
    <message>
        <source>Nơi khác ghi cùng lúc. Bấm Ghi theo dõi để chọn bản đúng.</source>
        <translation>Written elsewhere at the same time. Press Follow up to choose the right text.</translation>
    </message>
    <message>
        <source>Thành phố không nhận dòng này.</source>
        <translation>The city did not take this row.</translation>
    </message>
    <message>
        <source>chờ số</source>
        <translation>awaiting no.</translation>
    </message>
    <message>
        <source>Cả năm {year}</source>
        <translation>All of {year}</translation>
    </message>
    <message>
        <source>Tháng {month}/{year}</source>
        <translation>Month {month}/{year}</translation>
    </message>
    <message>
        <source>Gạch bỏ {at}. Lý do: {reason}. Người gạch: {by}.</source>
        <translation>Struck out {at}. Reason: {reason}. By: {by}.</translation>
    </message>
    <message>
        <source>Thay bằng dòng {row}.</source>
        <translation>Replaced by row {row}.</translation>
    </message>
</context>
<context>
    <name>RoomCheck</name>
    <message>
        <source>Loa và micro</source>
        <translation>Loudspeaker and microphone</translation>
    </message>
    <message>
        <source>Micro</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Camera phòng</source>
        <translation>Room camera</translation>
    </message>
    <message>
        <source>Máy chụp tài liệu</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>Màn hình 2</source>
        <translation>Display 2</translation>
    </message>
    <message>
        <source>Nguồn điện</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>Ổ đĩa</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>Giờ máy</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Đường truyền</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Đường kết nối</source>
        <translation>Path</translation>
    </message>
    <message>
        <source>Nén hình</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Ghi thử</source>
        <translation>Test recording</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Chữ và màn hình</source>
        <translation>Text and screens</translation>
    </message>
    <message>
        <source>Phòng và máy chủ thành phố</source>
        <translation>Room and city server</translation>
    </message>
    <message>
        <source>Cuộc gọi</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Dữ liệu của phòng</source>
        <translation>The room&apos;s data</translation>
    </message>
    <message>
        <source>Hỗ trợ kỹ thuật</source>
        <translation>Technical support</translation>
    </message>
    <message>
        <source>Chính sách của thành phố</source>
        <translation>The city&apos;s policy</translation>
    </message>
    <message>
        <source>Đặt tạm cho lần mở này</source>
        <translation>Set for this start only</translation>
    </message>
    <message>
        <source>Đặt cho cả máy (bộ cài)</source>
        <translation>Set for this PC (installer)</translation>
    </message>
    <message>
        <source>Người dùng chọn</source>
        <translation>Chosen by the user</translation>
    </message>
    <message>
        <source>Mặc định</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Tương phản cao</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Mở màn hình 2</source>
        <translation>Open display 2</translation>
    </message>
    <message>
        <source>Ai nhìn màn hình 2</source>
        <translation>Who sees display 2</translation>
    </message>
    <message>
        <source>Máy chủ thành phố</source>
        <translation>City server</translation>
    </message>
    <message>
        <source>Mã phòng</source>
        <translation>Room code</translation>
    </message>
    <message>
        <source>Mã đăng ký</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>Máy chủ trung gian (proxy)</source>
        <translation>Proxy server</translation>
    </message>
    <message>
        <source>Tệp chứng thư gốc</source>
        <translation>Root certificate file</translation>
    </message>
    <message>
        <source>Bộ xử lý hình, tiếng</source>
        <translation>Picture and sound engine</translation>
    </message>
    <message>
        <source>Cỡ hình lớn nhất được gửi</source>
        <translation>Largest picture sent</translation>
    </message>
    <message>
        <source>Tốc độ hình tối đa</source>
        <translation>Most that pictures may take</translation>
    </message>
    <message>
        <source>Cổng UDP của cuộc gọi</source>
        <translation>UDP ports of calls</translation>
    </message>
    <message>
        <source>Chỉ gọi qua máy chuyển tiếp</source>
        <translation>Calls through the relay only</translation>
    </message>
    <message>
        <source>Loa hội nghị tự khử vang</source>
        <translation>Speakerphone cancels echo</translation>
    </message>
    <message>
        <source>Thư mục dữ liệu</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>Thư mục bản sao hằng giờ</source>
        <translation>Folder of hourly copies</translation>
    </message>
    <message>
        <source>Khóa dự phòng của thành phố</source>
        <translation>The city&apos;s escrow keys</translation>
    </message>
    <message>
        <source>Giờ gửi tài liệu</source>
        <translation>Hours for sending papers</translation>
    </message>
    <message>
        <source>Xóa bản ghi ở máy sau biên nhận</source>
        <translation>Let go of recordings here after the receipt (days)</translation>
    </message>
    <message>
        <source>Ổ thứ hai cho bản ghi</source>
        <translation>Second disk for the recording</translation>
    </message>
    <message>
        <source>Thư viện thiết bị ký số</source>
        <translation>Library of signature tokens</translation>
    </message>
    <message>
        <source>Chứng thư gốc của chữ ký số</source>
        <translation>Authorities of digital signatures</translation>
    </message>
    <message>
        <source>Thời gian một lượt nói</source>
        <translation>Time of one turn to speak</translation>
    </message>
    <message>
        <source>Câu mẫu của biên bản</source>
        <translation>Standard sentences of the minutes</translation>
    </message>
    <message>
        <source>Ngưỡng kiểm tra phòng</source>
        <translation>Limits of the room check</translation>
    </message>
    <message>
        <source>Số điện thoại hỗ trợ</source>
        <translation>Support telephone</translation>
    </message>
    <message>
        <source>Phím tắt như phần mềm họp</source>
        <translation>Keys of programs for meetings</translation>
    </message>
    <message>
        <source>Cho chụp màn hình</source>
        <translation>Screen capture allowed</translation>
    </message>
    <message>
        <source>Mức nhật ký</source>
        <translation>Log level</translation>
    </message>
    <message>
        <source>chưa đặt</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>không giới hạn</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>cổng bất kỳ</source>
        <translation>any port</translation>
    </message>
    <message>
        <source>chỗ thường dùng của hệ điều hành</source>
        <translation>the system&apos;s usual place</translation>
    </message>
    <message>
        <source>cạnh dữ liệu</source>
        <translation>beside the data</translation>
    </message>
    <message>
        <source>mọi giờ</source>
        <translation>at any hour</translation>
    </message>
    <message>
        <source>không xóa</source>
        <translation>never</translation>
    </message>
    <message>
        <source>không có</source>
        <translation>none</translation>
    </message>
    <message>
        <source>ký bằng tệp chứng thư</source>
        <translation>sign with a certificate file</translation>
    </message>
    <message>
        <source>chưa đặt, không kiểm người cấp</source>
        <translation>not set, issuers are not checked</translation>
    </message>
    <message>
        <source>ngưỡng có sẵn</source>
        <translation>built-in limits</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Tiếng Việt</source>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>khi có màn hình 2</source>
        <translation>with a second screen</translation>
    </message>
    <message>
        <source>mọi người trong phòng</source>
        <translation>everybody in the room</translation>
    </message>
    <message>
        <source>chỉ lãnh đạo tiếp dân</source>
        <translation>the receiving leader alone</translation>
    </message>
    <message>
        <source>{count} kbit/s</source>
        <translation>{count} kbit/s</translation>
    </message>
    <message>
        <source>đã đặt, không hiển thị</source>
        <translation>set, not shown</translation>
    </message>
    <message>
        <source>{name}: {value}. Nguồn: {source}.</source>
        <translation>{name}: {value}. Source: {source}.</translation>
    </message>
    <message>
        <source>Không đổi được trên máy này.</source>
        <translation>It cannot be changed on this PC.</translation>
    </message>
    <message>
        <source>luôn mở</source>
        <translation>always</translation>
    </message>
    <message>
        <source>không mở</source>
        <translation>never</translation>
    </message>
    <message>
        <source>theo hệ điều hành</source>
        <translation>as the system</translation>
    </message>
    <message>
        <source>không dùng</source>
        <translation>none</translation>
    </message>
    <message>
        <source>tự chọn</source>
        <translation>automatic</translation>
    </message>
    <message>
        <source>chi tiết nhất, có địa chỉ mạng</source>
        <translation>most detailed, with network addresses</translation>
    </message>
    <message>
        <source>thường</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>cảnh báo và lỗi</source>
        <translation>warnings and errors</translation>
    </message>
    <message>
        <source>chỉ lỗi</source>
        <translation>errors only</translation>
    </message>
    <message>
        <source>cho micro và loa chưa ai chọn ở màn Thiết bị</source>
        <translation>for microphones and loudspeakers nobody spoke of under Equipment</translation>
    </message>
    <message>
        <source>Tiếng vọng</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>Tiếng loa so với tiếng nói</source>
        <translation>Loudspeaker beside the talker</translation>
    </message>
    <message>
        <source>Tiếng ồn của phòng</source>
        <translation>Noise of the room</translation>
    </message>
    <message>
        <source>Tiếng nói</source>
        <translation>Speech</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>hình/giây</source>
        <translation>pictures/s</translation>
    </message>
    <message>
        <source>Độ sáng của hình</source>
        <translation>Brightness</translation>
    </message>
    <message>
        <source>Ổ đĩa</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>giờ ghi</source>
        <translation>h of recording</translation>
    </message>
    <message>
        <source>Một giờ ghi</source>
        <translation>An hour of recording</translation>
    </message>
    <message>
        <source>Giờ máy lệch</source>
        <translation>Clock is off</translation>
    </message>
    <message>
        <source>giây</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Máy chủ trả lời</source>
        <translation>Server answers</translation>
    </message>
    <message>
        <source>Đường truyền</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Độ trễ hai chiều</source>
        <translation>Round trip</translation>
    </message>
    <message>
        <source>Mất gói tin</source>
        <translation>Packet loss</translation>
    </message>
    <message>
        <source>Nén một hình</source>
        <translation>Encoding a picture</translation>
    </message>
    <message>
        <source>Ghi thử</source>
        <translation>Trial recording</translation>
    </message>
    <message>
        <source>Mục chưa gửi</source>
        <translation>Unsent items</translation>
    </message>
    <message>
        <source>giờ</source>
        <translation>h</translation>
    </message>
    <message>
        <source>{about}: {number}</source>
        <translation>{about}: {number}</translation>
    </message>
    <message>
        <source>{about}: {first} đến {second}</source>
        <translation>{about}: {first} to {second}</translation>
    </message>
    <message>
        <source>{about}: hạn chế từ {first}, không đạt từ {second}</source>
        <translation>{about}: limited from {first}, failed from {second}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Gọi hỗ trợ: {phone}</source>
        <translation>Call support: {phone}</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>Chưa có bản quét.</source>
        <translation>No scan yet.</translation>
    </message>
    <message>
        <source>Đã quét đủ {pages} trang.</source>
        <translation>Every page is scanned, {pages} in all.</translation>
    </message>
    <message>
        <source>Đã quét {count} trong {pages} trang, thiếu trang {missing}.</source>
        <translation>{count} of {pages} pages are scanned; page {missing} is missing.</translation>
    </message>
</context>
<context>
    <name>Unsent</name>
    <message>
        <source>nội dung thiếu hoặc chưa đúng</source>
        <translation>something is missing or not right</translation>
    </message>
    <message>
        <source>thành phố không thấy buổi tiếp này</source>
        <translation>the city does not know this session</translation>
    </message>
    <message>
        <source>điểm cầu hoặc người gửi không được ghi vào buổi tiếp này</source>
        <translation>the site or the sender may not write into this session</translation>
    </message>
    <message>
        <source>mục này của điểm cầu khác</source>
        <translation>it belongs to another site</translation>
    </message>
    <message>
        <source>người ghi không có quyền</source>
        <translation>the writer has no right to it</translation>
    </message>
    <message>
        <source>sửa chỗ không được sửa</source>
        <translation>a fixed field was changed</translation>
    </message>
    <message>
        <source>thành phố không thấy báo cáo này</source>
        <translation>the city does not know this report</translation>
    </message>
    <message>
        <source>danh mục của thành phố đã đầy</source>
        <translation>the city&apos;s directory is full</translation>
    </message>
    <message>
        <source>không có quyền gửi</source>
        <translation>no right to send it</translation>
    </message>
    <message>
        <source>tệp thay đổi trên đường gửi</source>
        <translation>the file changed on the way</translation>
    </message>
    <message>
        <source>thành phố không thấy mục này</source>
        <translation>the city does not know it</translation>
    </message>
    <message>
        <source>thành phố không thấy yêu cầu tiếp này</source>
        <translation>the city does not find this request</translation>
    </message>
    <message>
        <source>thành phố không thấy vụ việc này</source>
        <translation>the city does not find this case</translation>
    </message>
    <message>
        <source>yêu cầu này đã có quyết định</source>
        <translation>this request has been decided already</translation>
    </message>
    <message>
        <source>người tố cáo cần được bảo vệ, không tiếp trực tuyến</source>
        <translation>the denouncer needs protection and is not received online</translation>
    </message>
    <message>
        <source>lượt tiếp đã kết thúc hoặc đã sang bước sau</source>
        <translation>the visit is over or has moved on</translation>
    </message>
    <message>
        <source>tệp quá lớn</source>
        <translation>the file is too large</translation>
    </message>
    <message>
        <source>thành phố không nói rõ ({reason})</source>
        <translation>the city did not say ({reason})</translation>
    </message>
    <message>
        <source>{name}: {faults}. Bản gốc vẫn giữ tại máy.</source>
        <translation>{name}: {faults}. The original stays on this PC.</translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <source>Mở buổi tiếp</source>
        <translation>Open the session</translation>
    </message>
    <message>
        <source>Thôi đếm</source>
        <translation>Stop count</translation>
    </message>
    <message>
        <source>Mời nói</source>
        <translation>Give floor</translation>
    </message>
    <message>
        <source>Dừng lời</source>
        <translation>End turn</translation>
    </message>
    <message>
        <source>Xin nói</source>
        <translation>Ask to speak</translation>
    </message>
    <message>
        <source>Thôi xin nói</source>
        <translation>Lower hand</translation>
    </message>
    <message>
        <source>Hạ hết tay</source>
        <translation>Lower all hands</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Nội dung mật: ngắt ngay</source>
        <translation>Secret content: stop at once</translation>
    </message>
    <message>
        <source>Tạm nghỉ ngay</source>
        <translation>Break now</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Kết luận</source>
        <translation>Conclude</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Dừng buổi tiếp</source>
        <translation>End the session</translation>
    </message>
    <message>
        <source>Xuất biên bản</source>
        <translation>Export minutes</translation>
    </message>
    <message>
        <source>Sang bước {step}</source>
        <translation>Next: {step}</translation>
    </message>
    <message>
        <source>Rời phòng</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Mời cơ quan</source>
        <translation>Call an agency</translation>
    </message>
    <message>
        <source>Vào buổi tiếp</source>
        <translation>Join in</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để mở</source>
        <translation>Press again to open</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để mời</source>
        <translation>Press again to invite</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để dừng</source>
        <translation>Press again to pause</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để xin</source>
        <translation>Press again to ask</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để nghỉ</source>
        <translation>Press again for a break</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để vào</source>
        <translation>Press again to join</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để thôi</source>
        <translation>Press again to lower</translation>
    </message>
    <message>
        <source>Hội ý</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Trở lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Hỏi đáp lại</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Bỏ qua: {step}…</source>
        <translation>Skip: {step}…</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để hạ hết</source>
        <translation>Press again to lower all</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để hội ý</source>
        <translation>Press again to consult</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để trở lại</source>
        <translation>Press again to come back</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để ngắt</source>
        <translation>Press again to stop</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để tiếp</source>
        <translation>Press again to resume</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để kết luận</source>
        <translation>Press again to conclude</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để mở lại</source>
        <translation>Press again to reopen</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để đóng</source>
        <translation>Press again to close</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để xuất</source>
        <translation>Press again to export</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để sang bước</source>
        <translation>Press again to go on</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để bỏ qua</source>
        <translation>Press again to skip</translation>
    </message>
    <message>
        <source>Nhấn lần nữa để rời</source>
        <translation>Press again to leave</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Mở buổi tiếp</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>Kiểm tra thành phần</source>
        <translation>Roll call</translation>
    </message>
    <message>
        <source>Công bố nội dung</source>
        <translation>Announcements</translation>
    </message>
    <message>
        <source>Trình bày</source>
        <translation>Statement</translation>
    </message>
    <message>
        <source>Hỏi đáp</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Hội ý</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Kết luận</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Đọc biên bản</source>
        <translation>Read back</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Signing</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>Đông người</source>
        <translation>Large group</translation>
    </message>
    <message>
        <source>Phức tạp</source>
        <translation>Complex</translation>
    </message>
    <message>
        <source>Kéo dài</source>
        <translation>Prolonged</translation>
    </message>
    <message>
        <source>Khiếu nại</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>Tố cáo</source>
        <translation>Denunciation</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Phản ánh</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>trình bày</source>
        <translation>statement</translation>
    </message>
    <message>
        <source>hỏi</source>
        <translation>question</translation>
    </message>
    <message>
        <source>trả lời</source>
        <translation>answer</translation>
    </message>
    <message>
        <source>thống nhất</source>
        <translation>agreed</translation>
    </message>
    <message>
        <source>còn khác nhau</source>
        <translation>disputed</translation>
    </message>
    <message>
        <source>kết luận</source>
        <translation>conclusion</translation>
    </message>
    <message>
        <source>sự cố</source>
        <translation>incident</translation>
    </message>
    <message>
        <source>nơi khác</source>
        <translation>elsewhere</translation>
    </message>
    <message>
        <source>Chưa đủ các mốc kiểm tra theo quy định. Mốc đạt muộn thì lãnh đạo cho phép ở Lập lịch.</source>
        <translation>Not every gate that the rules ask for was passed. A leader may let a late one count in Schedule.</translation>
    </message>
    <message>
        <source>Họp nơi khác</source>
        <translation>Meets elsewhere</translation>
    </message>
    <message>
        <source>Tạm dừng vì nội dung mật</source>
        <translation>Paused for secret content</translation>
    </message>
    <message>
        <source>Người chủ trì</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Người đồng chủ trì</source>
        <translation>Co-chair</translation>
    </message>
    <message>
        <source>Thư ký</source>
        <translation>Secretary</translation>
    </message>
    <message>
        <source>Bộ phận tham mưu</source>
        <translation>Advising unit</translation>
    </message>
    <message>
        <source>Đại diện cơ quan</source>
        <translation>Agency representative</translation>
    </message>
    <message>
        <source>Lãnh đạo xã, phường</source>
        <translation>Commune leader</translation>
    </message>
    <message>
        <source>Cán bộ tiếp dân</source>
        <translation>Reception officer</translation>
    </message>
    <message>
        <source>Đang mất kết nối với Trụ sở thành phố.</source>
        <translation>The line to headquarters is down.</translation>
    </message>
    <message>
        <source>Đã xin nói, đang chờ mời.</source>
        <translation>The floor is asked for; waiting to be invited.</translation>
    </message>
    <message>
        <source>Máy này không còn chỗ trong buổi tiếp.</source>
        <translation>This PC has no seat in the session any more.</translation>
    </message>
    <message>
        <source>Đang hỏi cách dừng buổi tiếp.</source>
        <translation>It is being asked how the session ends.</translation>
    </message>
    <message>
        <source>đã rời phòng</source>
        <translation>left the room</translation>
    </message>
    <message>
        <source>Tài liệu khác</source>
        <translation>Other paper</translation>
    </message>
    <message>
        <source>chờ gửi, thành phố hết dung lượng</source>
        <translation>waiting, the city is out of storage</translation>
    </message>
    <message>
        <source>Cơ sở vật chất</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>Thiết bị</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>Đường truyền</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Nhân sự</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Quy trình</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Pháp lý</source>
        <translation>Legal</translation>
    </message>
    <message>
        <source>Phối hợp</source>
        <translation>Coordination</translation>
    </message>
    <message>
        <source>An ninh trật tự</source>
        <translation>Order and safety</translation>
    </message>
    <message>
        <source>Công dân</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Phần mềm</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Ít ảnh hưởng</source>
        <translation>Little effect</translation>
    </message>
    <message>
        <source>Buổi tiếp bị chậm</source>
        <translation>Session delayed</translation>
    </message>
    <message>
        <source>Buổi tiếp bị gián đoạn</source>
        <translation>Session interrupted</translation>
    </message>
    <message>
        <source>Không tiếp được</source>
        <translation>Could not be held</translation>
    </message>
    <message>
        <source>Đạt</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>Hạn chế</source>
        <translation>Partly met</translation>
    </message>
    <message>
        <source>Không đạt</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>Không áp dụng</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>chưa xem</source>
        <translation>not looked at</translation>
    </message>
    <message>
        <source>Sẵn sàng</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Sẵn sàng, có hạn chế</source>
        <translation>Ready with limits</translation>
    </message>
    <message>
        <source>Chưa sẵn sàng</source>
        <translation>Not ready</translation>
    </message>
    <message>
        <source>đã tiếp nhận</source>
        <translation>received</translation>
    </message>
    <message>
        <source>đã trả lời</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>chờ tiếp nhận</source>
        <translation>to be received</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Chức vụ</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Điện thoại di động</source>
        <translation>Mobile phone</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phòng tiếp công dân</source>
        <translation>Reception room</translation>
    </message>
    <message>
        <source>Điểm kết nối khác</source>
        <translation>Other endpoint</translation>
    </message>
    <message>
        <source>Số văn bản phân công</source>
        <translation>Decision number</translation>
    </message>
    <message>
        <source>Người duyệt</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Có hiệu lực từ ngày</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>Sở</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Ngành</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>Văn phòng</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Thanh tra</source>
        <translation>Inspectorate</translation>
    </message>
    <message>
        <source>Ban Tiếp công dân</source>
        <translation>Citizen Reception Board</translation>
    </message>
    <message>
        <source>Cơ quan Trung ương</source>
        <translation>Central agency</translation>
    </message>
    <message>
        <source>Đất đai</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Bồi thường GPMB</source>
        <translation>Land clearance</translation>
    </message>
    <message>
        <source>Xây dựng</source>
        <translation>Construction</translation>
    </message>
    <message>
        <source>Môi trường</source>
        <translation>Environment</translation>
    </message>
    <message>
        <source>Chính sách xã hội</source>
        <translation>Social policy</translation>
    </message>
    <message>
        <source>Hộ tịch</source>
        <translation>Civil status</translation>
    </message>
    <message>
        <source>Cán bộ, công chức</source>
        <translation>Civil servants</translation>
    </message>
    <message>
        <source>Tài chính</source>
        <translation>Finance</translation>
    </message>
    <message>
        <source>Tham nhũng</source>
        <translation>Corruption</translation>
    </message>
    <message>
        <source>Tố tụng</source>
        <translation>Proceedings</translation>
    </message>
    <message>
        <source>Lĩnh vực khác</source>
        <translation>Another field</translation>
    </message>
    <message>
        <source>Quyết định hành chính</source>
        <translation>Administrative decision</translation>
    </message>
    <message>
        <source>Hành vi hành chính</source>
        <translation>Administrative act</translation>
    </message>
    <message>
        <source>Quyết định kỷ luật</source>
        <translation>Disciplinary decision</translation>
    </message>
    <message>
        <source>Hành vi vi phạm</source>
        <translation>Violation</translation>
    </message>
    <message>
        <source>Cán bộ của nơi tiếp</source>
        <translation>Staff of this body</translation>
    </message>
    <message>
        <source>Người đứng đầu nơi tiếp</source>
        <translation>Head of this body</translation>
    </message>
    <message>
        <source>Người đứng đầu cấp dưới</source>
        <translation>Head of a body below</translation>
    </message>
    <message>
        <source>Cán bộ của cấp dưới</source>
        <translation>Staff of a body below</translation>
    </message>
    <message>
        <source>Cấp trên</source>
        <translation>A body above</translation>
    </message>
    <message>
        <source>Cơ quan khác</source>
        <translation>Other agency</translation>
    </message>
    <message>
        <source>Tên cơ quan</source>
        <translation>Name of the agency</translation>
    </message>
    <message>
        <source>Loại cơ quan</source>
        <translation>Kind of agency</translation>
    </message>
    <message>
        <source>Cơ quan cấp trên (nếu có)</source>
        <translation>Body above (if any)</translation>
    </message>
    <message>
        <source>Mã cơ quan</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Người đại diện</source>
        <translation>Representative</translation>
    </message>
    <message>
        <source>Luật sư</source>
        <translation>Lawyer</translation>
    </message>
    <message>
        <source>Trợ giúp viên pháp lý</source>
        <translation>Legal aid</translation>
    </message>
    <message>
        <source>Đại diện đoàn</source>
        <translation>Represents the group</translation>
    </message>
    <message>
        <source>Người phiên dịch</source>
        <translation>Interpreter</translation>
    </message>
    <message>
        <source>Kỹ thuật</source>
        <translation>Technician</translation>
    </message>
    <message>
        <source>Người theo dõi</source>
        <translation>Observer</translation>
    </message>
    <message>
        <source>tốt</source>
        <translation>good</translation>
    </message>
    <message>
        <source>trung bình</source>
        <translation>fair</translation>
    </message>
    <message>
        <source>yếu</source>
        <translation>weak</translation>
    </message>
    <message>
        <source>mất</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>máy chậm</source>
        <translation>slow PC</translation>
    </message>
    <message>
        <source>thiết bị</source>
        <translation>device</translation>
    </message>
    <message>
        <source>ảnh tĩnh</source>
        <translation>still pictures</translation>
    </message>
    <message>
        <source>chỉ tiếng</source>
        <translation>sound only</translation>
    </message>
    <message>
        <source>đã lên lịch</source>
        <translation>scheduled</translation>
    </message>
    <message>
        <source>đã thông báo</source>
        <translation>notice given</translation>
    </message>
    <message>
        <source>đã kết nối thử</source>
        <translation>trial made</translation>
    </message>
    <message>
        <source>đang kết nối</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>sẵn sàng</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>đang tiếp</source>
        <translation>in session</translation>
    </message>
    <message>
        <source>tạm dừng</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>đọc biên bản</source>
        <translation>read back</translation>
    </message>
    <message>
        <source>đã đóng</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>đã gửi</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>hoãn</source>
        <translation>postponed</translation>
    </message>
    <message>
        <source>hủy</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>đã dừng, hẹn ngày khác</source>
        <translation>ended, to go on another day</translation>
    </message>
    <message>
        <source>dừng vì kỹ thuật</source>
        <translation>technical stop</translation>
    </message>
    <message>
        <source>mở</source>
        <translation>on</translation>
    </message>
    <message>
        <source>tắt</source>
        <translation>off</translation>
    </message>
    <message>
        <source>chờ lời</source>
        <translation>waiting for the floor</translation>
    </message>
    <message>
        <source>xem trước</source>
        <translation>preview</translation>
    </message>
    <message>
        <source>không có</source>
        <translation>none</translation>
    </message>
    <message>
        <source>đang ghi</source>
        <translation>recording</translation>
    </message>
    <message>
        <source>lỗi</source>
        <translation>fault</translation>
    </message>
    <message>
        <source>không ghi</source>
        <translation>off</translation>
    </message>
    <message>
        <source>quốc huy</source>
        <translation>crest</translation>
    </message>
    <message>
        <source>chờ</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đối thoại</source>
        <translation>dialogue</translation>
    </message>
    <message>
        <source>tài liệu</source>
        <translation>paper</translation>
    </message>
    <message>
        <source>kết thúc</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>Dừng vì sự cố kỹ thuật</source>
        <translation>Break off: technical fault</translation>
    </message>
    <message>
        <source>Từ chối tiếp công dân</source>
        <translation>Refuse the reception</translation>
    </message>
    <message>
        <source>Biên bản ghi đến lúc này, hẹn ngày tiếp sau.</source>
        <translation>The minutes end here; another day is agreed.</translation>
    </message>
    <message>
        <source>Mất điện, mất mạng, hỏng thiết bị: không nối lại được.</source>
        <translation>Power, network or a device failed for good.</translation>
    </message>
    <message>
        <source>Chỉ khi có căn cứ của luật, phải giải thích.</source>
        <translation>Only on a legal ground, and it must be explained.</translation>
    </message>
    <message>
        <source>Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Lần tiếp sau là một buổi mới do Ban Tiếp công dân lập lịch.</source>
        <translation>This session ends at every site and cannot be opened again. The next time is a new session, scheduled by headquarters.</translation>
    </message>
    <message>
        <source>Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Nếu chỉ gián đoạn ít phút thì dùng Tạm dừng và chờ nối lại.</source>
        <translation>This session ends at every site and cannot be opened again. For a few minutes only, use Pause and wait for the line.</translation>
    </message>
    <message>
        <source>Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được. Chỉ từ chối khi có căn cứ tại Điều 9 Luật Tiếp công dân, Điều 4 Nghị định 154/2026/NĐ-CP và phải giải thích cho công dân.</source>
        <translation>This session ends at every site and cannot be opened again. Refuse only on a ground of Article 9 of the Law on Citizen Reception or Article 4 of Decree 154/2026/NĐ-CP, and explain it to the citizen.</translation>
    </message>
    <message>
        <source>Chọn một cách dừng ở trên.</source>
        <translation>Choose one of the ways above.</translation>
    </message>
    <message>
        <source>Mất hình</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>Mất tiếng</source>
        <translation>No sound</translation>
    </message>
    <message>
        <source>Mất mạng</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>Mất điện</source>
        <translation>No power</translation>
    </message>
    <message>
        <source>Nội dung mật (ngắt ngay)</source>
        <translation>Secret (stops at once)</translation>
    </message>
    <message>
        <source>Ghi hình</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>Nghỉ</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Trật tự</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Chọn ít nhất một điểm cầu cùng Trụ sở.</source>
        <translation>Choose at least one site beside the headquarters.</translation>
    </message>
    <message>
        <source>Điểm cầu trung tâm luôn tham gia.</source>
        <translation>The central site always takes part.</translation>
    </message>
    <message>
        <source>Một điểm cầu đã chọn vừa mất kết nối. Bỏ chọn hoặc chờ nối lại.</source>
        <translation>A site that was chosen has just lost its connection. Leave it out or wait for it.</translation>
    </message>
    <message>
        <source>Đã chọn mọi điểm cầu. Bỏ ít nhất một nơi, hoặc không cần hội ý riêng.</source>
        <translation>Every site is chosen. Leave out at least one, or no consultation is needed.</translation>
    </message>
    <message>
        <source>Nói lại</source>
        <translation>Say it again</translation>
    </message>
    <message>
        <source>Hoãn</source>
        <translation>Adjourn</translation>
    </message>
    <message>
        <source>Các bên đồng ý, tiếp tục</source>
        <translation>The sides agree, go on</translation>
    </message>
    <message>
        <source>Lý do kỹ thuật</source>
        <translation>Technical</translation>
    </message>
    <message>
        <source>Mọi người nghỉ ít phút.</source>
        <translation>Everybody takes a few minutes off.</translation>
    </message>
    <message>
        <source>Chờ khắc phục thiết bị, đường truyền.</source>
        <translation>Until devices or the line are mended.</translation>
    </message>
    <message>
        <source>Chờ lập lại trật tự ở một điểm cầu.</source>
        <translation>Until order is restored at a site.</translation>
    </message>
    <message>
        <source>Chưa đọc được giờ. Ghi như 10:15 hoặc để trống.</source>
        <translation>This is no time. Write it as 10:15, or leave it empty.</translation>
    </message>
    <message>
        <source>Giờ này đã qua. Ghi giờ sau lúc này, hoặc để trống.</source>
        <translation>This time is past. Write a later one, or leave it empty.</translation>
    </message>
    <message>
        <source>Có mặt</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Vắng</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Đến muộn</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Ra về</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Nội quy phòng tiếp công dân</source>
        <translation>House rules of the reception room</translation>
    </message>
    <message>
        <source>Thông báo về ghi âm, ghi hình</source>
        <translation>Notice of sound and picture recording</translation>
    </message>
    <message>
        <source>Ký tay</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>Điểm chỉ</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Digital</translation>
    </message>
    <message>
        <source>Không ký</source>
        <translation>Not signed</translation>
    </message>
    <message>
        <source>Không ký cần lý do, từ 10 đến 500 ký tự. Chưa ghi gì.</source>
        <translation>Not signing needs a reason of 10 to 500 characters. Nothing was noted.</translation>
    </message>
    <message>
        <source>Không ký cần họ tên hai người chứng kiến khác nhau. Chưa ghi gì.</source>
        <translation>Not signing needs the names of two different witnesses. Nothing was noted.</translation>
    </message>
    <message>
        <source>Chọn tệp chứng thư (.pfx, .p12) của người ký. Chưa ký gì.</source>
        <translation>Choose the signer&apos;s certificate file (.pfx, .p12). Nothing was signed.</translation>
    </message>
    <message>
        <source>Gõ mã PIN của thiết bị ký. Chưa ký gì.</source>
        <translation>Type the PIN of the token. Nothing was signed.</translation>
    </message>
    <message>
        <source>Ghi nhận sửa</source>
        <translation>Note as a correction</translation>
    </message>
    <message>
        <source>Giữ nguyên, ghi ý kiến</source>
        <translation>Keep it, note the opinion</translation>
    </message>
    <message>
        <source>Ghi lời đề nghị, nhiều nhất 500 ký tự. Chưa ghi gì.</source>
        <translation>Write what is asked for, 500 characters at most. Nothing was noted.</translation>
    </message>
    <message>
        <source>Bước này không ghi thêm ý kiến được. Ghi tay vào bản in.</source>
        <translation>No more opinions can be noted at this step. Write it on the print by hand.</translation>
    </message>
    <message>
        <source>Ghi giờ như 08:35, từ lúc mở buổi tiếp đến bây giờ.</source>
        <translation>Write an hour like 08:35, from the opening of the session until now.</translation>
    </message>
    <message>
        <source>Lý do dài quá 250 ký tự. Rút gọn rồi ghi lại.</source>
        <translation>The reason is longer than 250 characters. Shorten it, then note it again.</translation>
    </message>
    <message>
        <source>Nơi khác vừa ghi khác. Xem lại rồi chọn lại.</source>
        <translation>Another site has just noted something else. Look again, then choose again.</translation>
    </message>
    <message>
        <source>Ghi họ và tên, chỉ gồm chữ.</source>
        <translation>Write the full name, in letters only.</translation>
    </message>
    <message>
        <source>Đã thêm 32 người, không thêm được nữa.</source>
        <translation>32 people were added; no more can be.</translation>
    </message>
    <message>
        <source>Nơi đã chọn vừa rời buổi tiếp. Chọn lại nơi ngồi.</source>
        <translation>The place that was chosen has just left the session. Choose where they sit.</translation>
    </message>
    <message>
        <source>Lý do cần ít nhất 10 ký tự. Viết thêm rồi bấm lại.</source>
        <translation>The reason needs at least 10 characters. Write more, then press again.</translation>
    </message>
    <message>
        <source>Dừng hôm nay, tiếp tục vào ngày khác</source>
        <translation>End for today, go on another day</translation>
    </message>
    <message>
        <source>Lý do dài quá 500 ký tự. Rút gọn rồi bấm lại.</source>
        <translation>The reason is longer than 500 characters. Shorten it, then press again.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã kết thúc.</source>
        <translation>The session has ended.</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Việc này do người chủ trì làm.</source>
        <translation>The chair does this.</translation>
    </message>
    <message>
        <source>mạng phòng này</source>
        <translation>this room&apos;s network</translation>
    </message>
    <message>
        <source>mạng nơi kia</source>
        <translation>the other site&apos;s network</translation>
    </message>
    <message>
        <source>đã chốt, chờ ký</source>
        <translation>final, to be signed</translation>
    </message>
    <message>
        <source>từ chối tiếp công dân</source>
        <translation>reception refused</translation>
    </message>
    <message>
        <source>Ghi thử đạt lúc {at}: phòng này ghi được.</source>
        <translation>Good test recording at {at}: this room can record.</translation>
    </message>
    <message>
        <source>Trong 2 giờ qua chưa ghi thử đạt, nên phòng này chưa sẵn sàng.</source>
        <translation>No good test recording in the last 2 hours, so this room is not ready.</translation>
    </message>
    <message>
        <source>Chưa ghi thử đạt. Lãnh đạo cho phép vào; lý do sẽ in trong biên bản.</source>
        <translation>No good test recording. A leader allows entering; the reason will be printed in the minutes.</translation>
    </message>
    <message>
        <source>hội ý</source>
        <translation>consultation</translation>
    </message>
    <message>
        <source>đếm ngược</source>
        <translation>countdown</translation>
    </message>
    <message>
        <source>ký biên bản</source>
        <translation>signing</translation>
    </message>
    <message>
        <source>trang thử</source>
        <translation>test page</translation>
    </message>
    <message>
        <source>đến lượt ký</source>
        <translation>signs next</translation>
    </message>
    <message>
        <source>đã ký</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>đã ghi nhận</source>
        <translation>noted</translation>
    </message>
    <message>
        <source>Buổi tiếp chưa mở.</source>
        <translation>The session is not open yet.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã mở.</source>
        <translation>The session is open already.</translation>
    </message>
    <message>
        <source>Chưa đủ các điểm cầu.</source>
        <translation>Not every site is here yet.</translation>
    </message>
    <message>
        <source>Chưa làm được ở bước này.</source>
        <translation>Not possible at this step.</translation>
    </message>
    <message>
        <source>Buổi tiếp đang tạm dừng.</source>
        <translation>The session is paused.</translation>
    </message>
    <message>
        <source>Chưa có ai xin nói.</source>
        <translation>Nobody asks to speak.</translation>
    </message>
    <message>
        <source>Chưa có ai đang nói.</source>
        <translation>Nobody is speaking.</translation>
    </message>
    <message>
        <source>Điểm cầu này chưa có mặt.</source>
        <translation>This site is not here yet.</translation>
    </message>
    <message>
        <source>Người chủ trì đã khóa micro của phòng này.</source>
        <translation>The chair has locked this room&apos;s microphone.</translation>
    </message>
    <message>
        <source>Máy thứ hai không dùng micro và camera.</source>
        <translation>The second PC uses no microphone and camera.</translation>
    </message>
    <message>
        <source>Đang hỏi lý do bỏ qua bước.</source>
        <translation>The reason for skipping the step is being asked for.</translation>
    </message>
    <message>
        <source>Đang hỏi lý do tạm dừng.</source>
        <translation>The reason for the pause is being asked.</translation>
    </message>
    <message>
        <source>Đang hội ý.</source>
        <translation>A consultation is going on.</translation>
    </message>
    <message>
        <source>Đang chọn điểm cầu hội ý.</source>
        <translation>The sites that consult are being chosen.</translation>
    </message>
    <message>
        <source>Còn người chưa điểm danh.</source>
        <translation>Somebody is not noted yet.</translation>
    </message>
    <message>
        <source>Các điểm cầu chưa có cùng một bản.</source>
        <translation>The sites do not have one text yet.</translation>
    </message>
    <message>
        <source>Còn người chưa có trạng thái ký.</source>
        <translation>It is not noted for everybody how they signed.</translation>
    </message>
    <message>
        <source>Buổi họp trên nền tảng khác: làm ở đó.</source>
        <translation>The session meets on another platform: do it there.</translation>
    </message>
    <message>
        <source>Đang nghe. Bấm Vào buổi tiếp trước.</source>
        <translation>Listening. Press Join in first.</translation>
    </message>
    <message>
        <source>Chủ trì</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>Người dân</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Địa phương</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Gọi sớm hơn</source>
        <translation>Sooner</translation>
    </message>
    <message>
        <source>Gọi muộn hơn</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Hạ tay</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>Khóa micro</source>
        <translation>Lock microphone</translation>
    </message>
    <message>
        <source>Mở khóa micro</source>
        <translation>Unlock microphone</translation>
    </message>
    <message>
        <source>Chưa vào phòng</source>
        <translation>Not here yet</translation>
    </message>
    <message>
        <source>Đang kết nối</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>Đang nối lại</source>
        <translation>Reconnecting</translation>
    </message>
    <message>
        <source>Đã rời phòng</source>
        <translation>Has left</translation>
    </message>
    <message>
        <source>Đã tắt camera</source>
        <translation>Camera off</translation>
    </message>
    <message>
        <source>Chỉ có tiếng</source>
        <translation>Sound only</translation>
    </message>
    <message>
        <source>Hình ở máy chính của phòng</source>
        <translation>Picture on the room&apos;s main PC</translation>
    </message>
    <message>
        <source>Hội ý, xin chờ</source>
        <translation>Consultation, please wait</translation>
    </message>
    <message>
        <source>Chờ hội ý xong</source>
        <translation>Waits for the consultation</translation>
    </message>
    <message>
        <source>Đang nghe</source>
        <translation>Listening</translation>
    </message>
    <message>
        <source>Đang khởi động lại hình và tiếng</source>
        <translation>Restarting picture and sound</translation>
    </message>
    <message>
        <source>Máy này không ở trong buổi tiếp</source>
        <translation>This PC is not in the session</translation>
    </message>
    <message>
        <source>có mặt</source>
        <translation>here</translation>
    </message>
    <message>
        <source>đang nối lại</source>
        <translation>reconnecting</translation>
    </message>
    <message>
        <source>chưa vào</source>
        <translation>not here yet</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Petition</translation>
    </message>
    <message>
        <source>Người yêu cầu</source>
        <translation>Who asks</translation>
    </message>
    <message>
        <source>Số giấy tờ</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Nơi ở</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Hình thức</source>
        <translation>How it came</translation>
    </message>
    <message>
        <source>Số người</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Nội dung yêu cầu</source>
        <translation>What is asked</translation>
    </message>
    <message>
        <source>Quyền lợi của chính mình</source>
        <translation>Their own right</translation>
    </message>
    <message>
        <source>Người khác vi phạm</source>
        <translation>Somebody broke the law</translation>
    </message>
    <message>
        <source>Đề xuất giải pháp</source>
        <translation>Proposes a solution</translation>
    </message>
    <message>
        <source>Báo tin việc chung</source>
        <translation>Tells of a public matter</translation>
    </message>
    <message>
        <source>Cán bộ chọn</source>
        <translation>The officer chooses</translation>
    </message>
    <message>
        <source>Cần bảo vệ danh tính?</source>
        <translation>Protect their identity?</translation>
    </message>
    <message>
        <source>Bảo đảm được bí mật?</source>
        <translation>Can it be kept secret?</translation>
    </message>
    <message>
        <source>Muốn được tiếp trực tuyến</source>
        <translation>Wishes it online</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Lý do ngoại lệ</source>
        <translation>Reason for the exception</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Cách tiếp</source>
        <translation>How to receive</translation>
    </message>
    <message>
        <source>Căn cứ tiếp trực tuyến (Điều 20 NĐ 154/2026)</source>
        <translation>Ground for online (Article 20, Decree 154/2026)</translation>
    </message>
    <message>
        <source>Căn cứ không tiếp</source>
        <translation>Ground for refusing</translation>
    </message>
    <message>
        <source>Số thông báo</source>
        <translation>Number of the notice</translation>
    </message>
    <message>
        <source>Ngày gửi</source>
        <translation>Sent on</translation>
    </message>
    <message>
        <source>Đến trực tiếp</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Gửi bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Cổng dịch vụ công</source>
        <translation>Public service portal</translation>
    </message>
    <message>
        <source>Xã, phường đề nghị</source>
        <translation>Proposed by a commune</translation>
    </message>
    <message>
        <source>Thành phố giao</source>
        <translation>Ordered by the city</translation>
    </message>
    <message>
        <source>Trung ương giao</source>
        <translation>Ordered by a central agency</translation>
    </message>
    <message>
        <source>Tiếp trực tuyến</source>
        <translation>Receive online</translation>
    </message>
    <message>
        <source>Tiếp trực tiếp</source>
        <translation>Receive in person</translation>
    </message>
    <message>
        <source>Không tiếp</source>
        <translation>Do not receive</translation>
    </message>
    <message>
        <source>Phải chọn một trong năm căn cứ.</source>
        <translation>One of the five grounds must be chosen.</translation>
    </message>
    <message>
        <source>Hẹn ngày và nơi tiếp; không nối điểm cầu.</source>
        <translation>A day and a place are set; no sites are connected.</translation>
    </message>
    <message>
        <source>Phải chọn căn cứ ở Điều 9 Luật hoặc Điều 4 NĐ 154.</source>
        <translation>A ground of Article 9 of the Law or Article 4 of Decree 154 must be chosen.</translation>
    </message>
    <message>
        <source>Quyết định tiếp trực tuyến</source>
        <translation>Decide: online</translation>
    </message>
    <message>
        <source>Quyết định tiếp trực tiếp</source>
        <translation>Decide: in person</translation>
    </message>
    <message>
        <source>Quyết định không tiếp</source>
        <translation>Decide: not received</translation>
    </message>
    <message>
        <source>chưa gửi thành phố</source>
        <translation>not sent to the city yet</translation>
    </message>
    <message>
        <source>thành phố đã nhận</source>
        <translation>received by the city</translation>
    </message>
    <message>
        <source>1. Phức tạp, kéo dài, nhiều cơ quan, nhiều nơi</source>
        <translation>1. Complex, prolonged, several agencies or places</translation>
    </message>
    <message>
        <source>2. Vùng xa, người có công, cao tuổi, khuyết tật có nguyện vọng</source>
        <translation>2. Remote area, policy beneficiary, elderly, disabled, at their wish</translation>
    </message>
    <message>
        <source>3. Thiên tai, dịch bệnh, lý do an ninh</source>
        <translation>3. Disaster, epidemic, security</translation>
    </message>
    <message>
        <source>4. Tố cáo phức tạp, không bảo vệ danh tính</source>
        <translation>4. Complex denunciation without identity protection</translation>
    </message>
    <message>
        <source>5. Yêu cầu thực tế khác</source>
        <translation>5. Another practical need</translation>
    </message>
    <message>
        <source>Luật Đ9.1: say, mất khả năng kiểm soát hành vi</source>
        <translation>Law Art. 9.1: drunk, not in control</translation>
    </message>
    <message>
        <source>Luật Đ9.2: đe dọa, xúc phạm, vi phạm nội quy</source>
        <translation>Law Art. 9.2: threats, insults, breach of house rules</translation>
    </message>
    <message>
        <source>Luật Đ9.3: đã giải quyết đúng, đã rà soát và thông báo</source>
        <translation>Law Art. 9.3: properly resolved, reviewed and notified</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 a: mang vũ khí, chất cấm</source>
        <translation>Decree 154 Art. 4.1 a: weapons, banned substances</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 b: không chấp hành kiểm tra an ninh</source>
        <translation>Decree 154 Art. 4.1 b: no security check</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 c: tự ghi, phát trực tiếp, gây rối</source>
        <translation>Decree 154 Art. 4.1 c: own recording, livestream, disorder</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 d: kích động, lôi kéo</source>
        <translation>Decree 154 Art. 4.1 d: incitement</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 đ: không đủ năng lực, không có người đại diện</source>
        <translation>Decree 154 Art. 4.1 đ: no capacity, no representative</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 e: không chứng minh được việc đại diện</source>
        <translation>Decree 154 Art. 4.1 e: no proof of representation</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 g: không thuộc khiếu nại, tố cáo, kiến nghị, phản ánh</source>
        <translation>Decree 154 Art. 4.1 g: no complaint, denunciation, proposal or feedback</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 h: đã trả lời, không có tình tiết mới</source>
        <translation>Decree 154 Art. 4.1 h: answered already, nothing new</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 i: bản án đã có hiệu lực</source>
        <translation>Decree 154 Art. 4.1 i: a judgment is in force</translation>
    </message>
    <message>
        <source>NĐ 154 Đ4.1 k: cơ quan khác đang giải quyết</source>
        <translation>Decree 154 Art. 4.1 k: another body handles it</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Gender</translation>
    </message>
    <message>
        <source>Loại giấy tờ</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>Ngày cấp</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>Nơi cấp</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Đã đối chiếu người với giấy tờ</source>
        <translation>Person compared with the paper</translation>
    </message>
    <message>
        <source>Lý do không có giấy tờ</source>
        <translation>Why there is no paper</translation>
    </message>
    <message>
        <source>Nơi ở hiện nay</source>
        <translation>Present address</translation>
    </message>
    <message>
        <source>Cần phiên dịch hoặc người hỗ trợ</source>
        <translation>Needs an interpreter or helper</translation>
    </message>
    <message>
        <source>Người phiên dịch, hỗ trợ</source>
        <translation>Interpreter, helper</translation>
    </message>
    <message>
        <source>Không biết chữ hoặc không viết được</source>
        <translation>Cannot read or write</translation>
    </message>
    <message>
        <source>Tư cách</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>Số người cùng việc</source>
        <translation>People of one matter</translation>
    </message>
    <message>
        <source>Tổ chức</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Số giấy ủy quyền</source>
        <translation>Number of the authorisation</translation>
    </message>
    <message>
        <source>Ngày ủy quyền</source>
        <translation>Authorised on</translation>
    </message>
    <message>
        <source>Nơi công chứng, chứng thực</source>
        <translation>Certified by</translation>
    </message>
    <message>
        <source>Nội dung ủy quyền</source>
        <translation>What is authorised</translation>
    </message>
    <message>
        <source>Số thẻ luật sư</source>
        <translation>Lawyer&apos;s card number</translation>
    </message>
    <message>
        <source>Ngày cấp thẻ</source>
        <translation>Card issued on</translation>
    </message>
    <message>
        <source>Nơi cấp thẻ</source>
        <translation>Card issued by</translation>
    </message>
    <message>
        <source>Đoàn luật sư</source>
        <translation>Bar association</translation>
    </message>
    <message>
        <source>Số quyết định phân công trợ giúp</source>
        <translation>Number of the legal aid decision</translation>
    </message>
    <message>
        <source>Lý do chưa lưu giấy tờ chứng minh tư cách</source>
        <translation>Why no proof of the standing is kept yet</translation>
    </message>
    <message>
        <source>Tên đoàn</source>
        <translation>Name of the group</translation>
    </message>
    <message>
        <source>Số người có mặt</source>
        <translation>People present</translation>
    </message>
    <message>
        <source>Thành viên khác</source>
        <translation>Another member</translation>
    </message>
    <message>
        <source>Nơi ở của thành viên</source>
        <translation>The member&apos;s address</translation>
    </message>
    <message>
        <source>Lý do chưa đủ danh sách, giấy cử đại diện</source>
        <translation>Why list or designation is not complete</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Trình bày bằng</source>
        <translation>Brought forward by</translation>
    </message>
    <message>
        <source>Ngày của đơn</source>
        <translation>Date of the petition</translation>
    </message>
    <message>
        <source>Đã ký hoặc điểm chỉ</source>
        <translation>Signed or fingerprinted</translation>
    </message>
    <message>
        <source>Nộp kèm bản gốc</source>
        <translation>Originals attached</translation>
    </message>
    <message>
        <source>Cán bộ ghi lại lời trình bày</source>
        <translation>Written down by the officer</translation>
    </message>
    <message>
        <source>Đã đọc lại cho công dân nghe</source>
        <translation>Read back to the citizen</translation>
    </message>
    <message>
        <source>Lĩnh vực</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Tóm tắt nội dung</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Yêu cầu của công dân</source>
        <translation>What the citizen asks for</translation>
    </message>
    <message>
        <source>Bên bị khiếu nại, tố cáo</source>
        <translation>Complained of, denounced</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Số quyết định bị khiếu nại</source>
        <translation>Number of the decision</translation>
    </message>
    <message>
        <source>Ngày quyết định</source>
        <translation>Date of the decision</translation>
    </message>
    <message>
        <source>Nơi, lúc xảy ra</source>
        <translation>Where and when it happened</translation>
    </message>
    <message>
        <source>Quyền lợi của mình</source>
        <translation>Their own right</translation>
    </message>
    <message>
        <source>Bên bị khiếu nại, tố cáo thuộc</source>
        <translation>The respondent belongs to</translation>
    </message>
    <message>
        <source>Cấp dưới đã giải quyết lần đầu</source>
        <translation>The body below decided a first time</translation>
    </message>
    <message>
        <source>Đã có quyết định cuối cùng</source>
        <translation>Finally decided</translation>
    </message>
    <message>
        <source>Tòa án đã hoặc đang xử</source>
        <translation>A court has it or judged it</translation>
    </message>
    <message>
        <source>Cơ quan khác đang giải quyết</source>
        <translation>Another body handles it</translation>
    </message>
    <message>
        <source>Thuộc thẩm quyền</source>
        <translation>Within this body&apos;s competence</translation>
    </message>
    <message>
        <source>Cơ quan có thẩm quyền</source>
        <translation>Competent body</translation>
    </message>
    <message>
        <source>Gắn vào vụ việc</source>
        <translation>Join to a case</translation>
    </message>
    <message>
        <source>Xong, vào hàng chờ</source>
        <translation>Done, to the queue</translation>
    </message>
    <message>
        <source>Chuyển sang tiếp trực tiếp</source>
        <translation>To a reception in person</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Căn cước</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>CCCD</source>
        <translation>Citizen&apos;s card</translation>
    </message>
    <message>
        <source>Giấy chứng nhận căn cước</source>
        <translation>Identity certificate</translation>
    </message>
    <message>
        <source>Số định danh cá nhân</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Giấy tờ khác</source>
        <translation>Another paper</translation>
    </message>
    <message>
        <source>Tự mình</source>
        <translation>For oneself</translation>
    </message>
    <message>
        <source>Đại diện theo pháp luật</source>
        <translation>Legal representative</translation>
    </message>
    <message>
        <source>Người đứng đầu tổ chức</source>
        <translation>Head of an organisation</translation>
    </message>
    <message>
        <source>Được ủy quyền</source>
        <translation>Authorised</translation>
    </message>
    <message>
        <source>Nơi khác chuyển đến</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>Lãnh đạo giao</source>
        <translation>Assigned by a leader</translation>
    </message>
    <message>
        <source>Hội đồng nhân dân</source>
        <translation>People&apos;s Council</translation>
    </message>
    <message>
        <source>Đại biểu Quốc hội</source>
        <translation>National Assembly deputy</translation>
    </message>
    <message>
        <source>Mặt trận Tổ quốc</source>
        <translation>Fatherland Front</translation>
    </message>
    <message>
        <source>Báo chí</source>
        <translation>Press</translation>
    </message>
    <message>
        <source>Phản đối quyết định, hành vi liên quan đến quyền lợi của mình.</source>
        <translation>Objects to a decision or act that touches their own right.</translation>
    </message>
    <message>
        <source>Báo hành vi vi phạm pháp luật của người khác.</source>
        <translation>Reports another person&apos;s breach of law.</translation>
    </message>
    <message>
        <source>Đề xuất giải pháp, chính sách.</source>
        <translation>Proposes a solution or policy.</translation>
    </message>
    <message>
        <source>Cung cấp thông tin về việc chung.</source>
        <translation>Gives information on a public matter.</translation>
    </message>
    <message>
        <source>Khiếu nại lần đầu: nơi ra quyết định giải quyết.</source>
        <translation>First complaint: whoever decided settles it.</translation>
    </message>
    <message>
        <source>Khiếu nại lần hai: nơi tiếp giải quyết.</source>
        <translation>Second complaint: this body settles it.</translation>
    </message>
    <message>
        <source>Cấp dưới phải giải quyết lần đầu trước.</source>
        <translation>The body below has to decide a first time before.</translation>
    </message>
    <message>
        <source>Cán bộ của nơi tiếp: người đứng đầu giải quyết.</source>
        <translation>Staff of this body: its head settles it.</translation>
    </message>
    <message>
        <source>Người đứng đầu cấp dưới: nơi tiếp giải quyết.</source>
        <translation>Head of a body below: this body settles it.</translation>
    </message>
    <message>
        <source>Cán bộ của cấp dưới: cấp dưới giải quyết.</source>
        <translation>Staff of a body below: that body settles it.</translation>
    </message>
    <message>
        <source>Người đứng đầu nơi tiếp: cấp trên giải quyết.</source>
        <translation>Head of this body: the body above settles it.</translation>
    </message>
    <message>
        <source>Thuộc cấp trên: hướng dẫn gửi cấp trên.</source>
        <translation>It belongs to a body above: guide them there.</translation>
    </message>
    <message>
        <source>Thuộc cơ quan khác: hướng dẫn gửi đúng nơi.</source>
        <translation>It belongs to another body: guide them there.</translation>
    </message>
    <message>
        <source>Đã có quyết định cuối cùng.</source>
        <translation>It was finally decided.</translation>
    </message>
    <message>
        <source>Tòa án đã hoặc đang xử.</source>
        <translation>A court has it or judged it.</translation>
    </message>
    <message>
        <source>Cơ quan khác đang giải quyết.</source>
        <translation>Another body handles it.</translation>
    </message>
    <message>
        <source>Đoàn phải cử người đại diện.</source>
        <translation>The group has to send representatives.</translation>
    </message>
    <message>
        <source>Trùng số giấy tờ</source>
        <translation>Same number</translation>
    </message>
    <message>
        <source>Trùng họ tên, năm sinh, nơi ở</source>
        <translation>Same name, year of birth and commune</translation>
    </message>
    <message>
        <source>Gần giống họ tên, trùng năm sinh, nơi ở</source>
        <translation>Similar name, same year of birth and commune</translation>
    </message>
    <message>
        <source>Ghi nội dung bổ sung. Chưa ghi gì.</source>
        <translation>Write what is added. Nothing was kept.</translation>
    </message>
    <message>
        <source>Nội dung dài quá 2000 ký tự, hoặc lý do quá 500. Chưa ghi gì, rút gọn rồi ghi lại.</source>
        <translation>More than 2000 characters, or a reason of more than 500. Nothing was kept, shorten it and try again.</translation>
    </message>
    <message>
        <source>Ghi lý do, từ 10 đến 500 ký tự. Chưa ghi gì.</source>
        <translation>Write a reason of 10 to 500 characters. Nothing was kept.</translation>
    </message>
    <message>
        <source>mất hình</source>
        <translation>picture lost</translation>
    </message>
    <message>
        <source>mất tiếng</source>
        <translation>sound lost</translation>
    </message>
    <message>
        <source>mất mạng</source>
        <translation>network lost</translation>
    </message>
    <message>
        <source>mất điện</source>
        <translation>power cut</translation>
    </message>
    <message>
        <source>sự cố thiết bị</source>
        <translation>a device failed</translation>
    </message>
    <message>
        <source>mất trật tự</source>
        <translation>disorder</translation>
    </message>
    <message>
        <source>nói đến nội dung mật</source>
        <translation>something secret was said</translation>
    </message>
    <message>
        <source>sự cố ghi hình</source>
        <translation>recording failed</translation>
    </message>
    <message>
        <source>đã hẹn</source>
        <translation>has an appointment</translation>
    </message>
    <message>
        <source>đã đến</source>
        <translation>arrived</translation>
    </message>
    <message>
        <source>đang kiểm tra nhân thân</source>
        <translation>being identified</translation>
    </message>
    <message>
        <source>đã kiểm tra nhân thân</source>
        <translation>identified</translation>
    </message>
    <message>
        <source>đang chờ</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đã mời</source>
        <translation>called</translation>
    </message>
    <message>
        <source>đã ghi kết quả</source>
        <translation>outcome noted</translation>
    </message>
    <message>
        <source>đã tiếp xong</source>
        <translation>received</translation>
    </message>
    <message>
        <source>không đến</source>
        <translation>did not come</translation>
    </message>
    <message>
        <source>đã rút</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>chuyển tiếp trực tiếp</source>
        <translation>to be received in person</translation>
    </message>
    <message>
        <source>đề xuất thụ lý</source>
        <translation>proposed for acceptance</translation>
    </message>
    <message>
        <source>hướng dẫn</source>
        <translation>guided</translation>
    </message>
    <message>
        <source>chuyển đơn</source>
        <translation>forwarded</translation>
    </message>
    <message>
        <source>báo cáo để đôn đốc</source>
        <translation>reported to urge</translation>
    </message>
    <message>
        <source>giải thích</source>
        <translation>explained</translation>
    </message>
    <message>
        <source>trả lời ngay</source>
        <translation>answered at once</translation>
    </message>
    <message>
        <source>yêu cầu bổ sung</source>
        <translation>asked to supplement</translation>
    </message>
    <message>
        <source>trả đơn</source>
        <translation>petition returned</translation>
    </message>
    <message>
        <source>từ chối tiếp</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>Thông báo từ chối tiếp</source>
        <translation>Notice of refusal</translation>
    </message>
    <message>
        <source>Mục lục hồ sơ</source>
        <translation>Index of the file</translation>
    </message>
    <message>
        <source>Thống kê tiếp công dân</source>
        <translation>Statistics of receptions</translation>
    </message>
    <message>
        <source>Phiếu hẹn</source>
        <translation>Appointment slip</translation>
    </message>
    <message>
        <source>Giấy mời</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>Thông báo kết luận</source>
        <translation>Notice of conclusions</translation>
    </message>
    <message>
        <source>Giấy biên nhận</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>yêu cầu gặp lãnh đạo</source>
        <translation>wants to see a leader</translation>
    </message>
    <message>
        <source>Văn bản trả lời</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Hợp đồng</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>Bản đồ</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Ảnh</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Giấy cử đại diện</source>
        <translation>Designation</translation>
    </message>
    <message>
        <source>Giấy ủy quyền</source>
        <translation>Authorisation</translation>
    </message>
    <message>
        <source>chờ gửi</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đang gửi</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>đã nhận tại thành phố</source>
        <translation>received by the city</translation>
    </message>
    <message>
        <source>đang tải về</source>
        <translation>fetching</translation>
    </message>
    <message>
        <source>bị từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>đã xác nhận</source>
        <translation>confirmed</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Micro</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Loa</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>Tạm nghỉ</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Tạm dừng vì kỹ thuật</source>
        <translation>Technical pause</translation>
    </message>
    <message>
        <source>Tạm dừng vì trật tự</source>
        <translation>Pause for order</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Máy này</source>
        <translation>This PC</translation>
    </message>
    <message>
        <source>Buổi tiếp</source>
        <translation>Receptions</translation>
    </message>
    <message>
        <source>Hàng chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Vụ việc</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Sổ tiếp công dân</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Phòng</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Khó khăn</source>
        <translation>Difficulties</translation>
    </message>
    <message>
        <source>Việc phải thực hiện</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Cơ quan chủ trì</source>
        <translation>Body in charge</translation>
    </message>
    <message>
        <source>Tên cơ quan khác</source>
        <translation>Name of another body</translation>
    </message>
    <message>
        <source>Số ngày làm việc, tính từ ngày tiếp</source>
        <translation>Working days, from the day of the session</translation>
    </message>
    <message>
        <source>Thời hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Lý do không thời hạn</source>
        <translation>Why there is no time limit</translation>
    </message>
    <message>
        <source>Đầu mối</source>
        <translation>Focal points</translation>
    </message>
    <message>
        <source>Điện thoại đầu mối</source>
        <translation>Telephone of the contact</translation>
    </message>
    <message>
        <source>Lý do chưa có đầu mối</source>
        <translation>Why there is no contact yet</translation>
    </message>
    <message>
        <source>Cơ quan phối hợp</source>
        <translation>Bodies that help</translation>
    </message>
    <message>
        <source>Số thông báo kết luận</source>
        <translation>Number of the notice of conclusions</translation>
    </message>
    <message>
        <source>Thêm số ngày làm việc</source>
        <translation>Further working days</translation>
    </message>
    <message>
        <source>Thời hạn mới</source>
        <translation>New day</translation>
    </message>
    <message>
        <source>Người duyệt gia hạn (họ tên, chức vụ)</source>
        <translation>Who approved it (name, title)</translation>
    </message>
    <message>
        <source>Lý do gia hạn</source>
        <translation>Why it is extended</translation>
    </message>
    <message>
        <source>Số văn bản đôn đốc</source>
        <translation>Number of the letter</translation>
    </message>
    <message>
        <source>Chờ trả lời đến ngày</source>
        <translation>Answer awaited by</translation>
    </message>
    <message>
        <source>Kết quả thực hiện</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Lý do gạch bỏ kết luận</source>
        <translation>Why it is struck out</translation>
    </message>
    <message>
        <source>chưa giao</source>
        <translation>not given yet</translation>
    </message>
    <message>
        <source>đã công bố, chờ thông báo</source>
        <translation>announced, notice to come</translation>
    </message>
    <message>
        <source>đã giao, chưa bắt đầu</source>
        <translation>given, not begun</translation>
    </message>
    <message>
        <source>đang thực hiện</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>đã gia hạn</source>
        <translation>extended</translation>
    </message>
    <message>
        <source>đã xong, chờ báo cáo</source>
        <translation>done, to be reported</translation>
    </message>
    <message>
        <source>đã báo cáo, chờ trả lời công dân</source>
        <translation>reported, citizen to be answered</translation>
    </message>
    <message>
        <source>đã trả lời công dân</source>
        <translation>citizen answered</translation>
    </message>
    <message>
        <source>đã kết thúc theo dõi</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Chưa giao, còn thiếu</source>
        <translation>Not given yet, something is missing</translation>
    </message>
    <message>
        <source>Đến hạn trong 7 ngày</source>
        <translation>Due within 7 days</translation>
    </message>
    <message>
        <source>Đã có kết quả, chờ trả lời công dân</source>
        <translation>Result there, citizen to be answered</translation>
    </message>
    <message>
        <source>Chưa đến hạn</source>
        <translation>Not due yet</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Việc chưa xong</source>
        <translation>Open tasks</translation>
    </message>
    <message>
        <source>Việc đã xong</source>
        <translation>Finished tasks</translation>
    </message>
    <message>
        <source>Mọi việc</source>
        <translation>All tasks</translation>
    </message>
    <message>
        <source>Ghi việc giao</source>
        <translation>Write the task</translation>
    </message>
    <message>
        <source>Ghi số thông báo</source>
        <translation>Write the notice&apos;s number</translation>
    </message>
    <message>
        <source>Chuyển bước</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Gia hạn</source>
        <translation>Extend</translation>
    </message>
    <message>
        <source>Ghi đôn đốc</source>
        <translation>Note an urge</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Write the result</translation>
    </message>
    <message>
        <source>Gạch bỏ kết luận</source>
        <translation>Strike out</translation>
    </message>
    <message>
        <source>Phiếu rà soát</source>
        <translation>Readiness sheet</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Loại ngày</source>
        <translation>Kind of day</translation>
    </message>
    <message>
        <source>Tên ngày hoặc văn bản quy định</source>
        <translation>Name of the day, or the order behind it</translation>
    </message>
    <message>
        <source>Ngày nghỉ</source>
        <translation>Day off</translation>
    </message>
    <message>
        <source>Ngày làm bù</source>
        <translation>Swapped workday</translation>
    </message>
    <message>
        <source>Ngày thường</source>
        <translation>Ordinary day</translation>
    </message>
    <message>
        <source>Tính theo thứ trong tuần như mọi tuần.</source>
        <translation>Counted by its weekday, as in any week.</translation>
    </message>
    <message>
        <source>có sẵn trong chương trình</source>
        <translation>comes with the program</translation>
    </message>
    <message>
        <source>thành phố sửa</source>
        <translation>changed by the city</translation>
    </message>
    <message>
        <source>bản gốc</source>
        <translation>original</translation>
    </message>
    <message>
        <source>bản chính</source>
        <translation>master</translation>
    </message>
    <message>
        <source>bản sao y</source>
        <translation>true copy</translation>
    </message>
    <message>
        <source>bản chứng thực</source>
        <translation>certified copy</translation>
    </message>
    <message>
        <source>bản chụp</source>
        <translation>photocopy</translation>
    </message>
    <message>
        <source>đã nhận bản chụp</source>
        <translation>copy received</translation>
    </message>
    <message>
        <source>đã nhận bản gốc</source>
        <translation>original received</translation>
    </message>
    <message>
        <source>đã trả lại</source>
        <translation>returned</translation>
    </message>
    <message>
        <source>Còn {size} của {count} buổi. Tự gửi sau biên bản và tài liệu, khi không có cuộc gọi.</source>
        <translation>{size} of {count} session(s) left. Sent by itself after minutes and papers, when there is no call.</translation>
    </message>
    <message>
        <source>Đang gửi, còn {size} của {count} buổi.</source>
        <translation>Being sent, {size} of {count} session(s) left.</translation>
    </message>
    <message>
        <source>Còn {size} của {count} buổi. Thành phố hết dung lượng, bản ghi vẫn giữ tại máy này.</source>
        <translation>{size} of {count} session(s) left. The city has no room for them, this PC keeps the recordings.</translation>
    </message>
    <message>
        <source>Thành phố chưa nhận bản ghi của {count} buổi ({size}). Bản ghi vẫn giữ tại máy này.</source>
        <translation>The city does not take recordings of {count} session(s) yet ({size}). This PC keeps the recordings.</translation>
    </message>
    <message>
        <source>có phần không khớp, thành phố không nhận</source>
        <translation>a part does not check, the city did not take it</translation>
    </message>
    <message>
        <source>có phần bị hỏng ở thành phố</source>
        <translation>a part was damaged at the city</translation>
    </message>
    <message>
        <source>thiếu phần</source>
        <translation>parts are missing</translation>
    </message>
    <message>
        <source>các phần không nối tiếp nhau</source>
        <translation>parts do not follow each other</translation>
    </message>
    <message>
        <source>dấu niêm phong không khớp</source>
        <translation>the seal does not match</translation>
    </message>
    <message>
        <source>máy này không còn khóa để mở</source>
        <translation>this PC has no key to open it any more</translation>
    </message>
    <message>
        <source>không có phần đóng buổi tiếp</source>
        <translation>no part closes the session</translation>
    </message>
    <message>
        <source>chưa niêm phong</source>
        <translation>not sealed yet</translation>
    </message>
    <message>
        <source>Đang kiểm tra chuỗi, {parts} trong {whole} đoạn</source>
        <translation>Checking the chain, {parts} of {whole} parts</translation>
    </message>
    <message>
        <source>Chuỗi kiểm tra nguyên vẹn, đủ {whole} đoạn</source>
        <translation>The chain is whole, all {whole} parts</translation>
    </message>
    <message>
        <source>Chuỗi kiểm tra nguyên vẹn, chưa niêm phong</source>
        <translation>The chain is whole, not sealed yet</translation>
    </message>
    <message>
        <source>Chuỗi kiểm tra: {faults}</source>
        <translation>The chain: {faults}</translation>
    </message>
    <message>
        <source>Chưa có bản ghi để nghe</source>
        <translation>No recording to listen to</translation>
    </message>
    <message>
        <source>Đang dừng ở {at}</source>
        <translation>Stopped at {at}</translation>
    </message>
    <message>
        <source>Đang mở, từ {at}</source>
        <translation>Being opened, from {at}</translation>
    </message>
    <message>
        <source>Đang nghe, {at}</source>
        <translation>Playing, {at}</translation>
    </message>
    <message>
        <source>tạm dừng {since}–{until}, không ghi</source>
        <translation>paused {since}–{until}, not recorded</translation>
    </message>
    <message>
        <source>hội ý {since}–{until}, không ghi</source>
        <translation>consultation {since}–{until}, not recorded</translation>
    </message>
    <message>
        <source>máy này rời buổi {since}–{until}</source>
        <translation>this PC left the session {since}–{until}</translation>
    </message>
    <message>
        <source>không ghi được {since}–{until}</source>
        <translation>could not be recorded {since}–{until}</translation>
    </message>
    <message>
        <source>thiếu đoạn {numbers}</source>
        <translation>part {numbers} is missing</translation>
    </message>
    <message>
        <source>Cơ quan đã giải quyết hết thẩm quyền (8)</source>
        <translation>Body that has finally resolved it (8)</translation>
    </message>
    <message>
        <source>Thuộc thẩm quyền (9)</source>
        <translation>Within competence (9)</translation>
    </message>
    <message>
        <source>Hướng dẫn đến; số văn bản (10)</source>
        <translation>Guided to; document no. (10)</translation>
    </message>
    <message>
        <source>Cơ quan thụ lý; số văn bản chuyển (11)</source>
        <translation>Handled by; transfer no. (11)</translation>
    </message>
    <message>
        <source>Theo dõi kết quả (12)</source>
        <translation>Follow-up of the result (12)</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Lý do gạch bỏ</source>
        <translation>Reason for striking out</translation>
    </message>
    <message>
        <source>Ghi dòng đúng thay dòng này</source>
        <translation>Write the right row in its place</translation>
    </message>
    <message>
        <source>Ngày tiếp (2)</source>
        <translation>Received on (2)</translation>
    </message>
    <message>
        <source>Họ tên, địa chỉ (3)</source>
        <translation>Name, address (3)</translation>
    </message>
    <message>
        <source>Số giấy tờ (4)</source>
        <translation>Paper number (4)</translation>
    </message>
    <message>
        <source>Tóm tắt nội dung vụ việc (5)</source>
        <translation>Summary of the matter (5)</translation>
    </message>
    <message>
        <source>Yêu cầu, đề nghị (5)</source>
        <translation>Request (5)</translation>
    </message>
    <message>
        <source>Phân loại (6)</source>
        <translation>Type (6)</translation>
    </message>
    <message>
        <source>Số công dân cùng nội dung (7)</source>
        <translation>People with the same matter (7)</translation>
    </message>
    <message>
        <source>Phiếu hướng dẫn</source>
        <translation>Guidance slip</translation>
    </message>
    <message>
        <source>Phiếu chuyển</source>
        <translation>Transfer slip</translation>
    </message>
    <message>
        <source>In phiếu hướng dẫn…</source>
        <translation>Print guidance slip…</translation>
    </message>
    <message>
        <source>In phiếu chuyển…</source>
        <translation>Print transfer slip…</translation>
    </message>
    <message>
        <source>Lượt tiếp</source>
        <translation>Receptions</translation>
    </message>
    <message>
        <source>Lượt người được tiếp</source>
        <translation>People received</translation>
    </message>
    <message>
        <source>Nội dung được ghi sổ</source>
        <translation>Matters entered</translation>
    </message>
    <message>
        <source>Đã hướng dẫn</source>
        <translation>Guided elsewhere</translation>
    </message>
    <message>
        <source>Đã thụ lý hoặc chuyển</source>
        <translation>Taken on or passed on</translation>
    </message>
    <message>
        <source>Nơi khác đã giải quyết hết thẩm quyền</source>
        <translation>Finally settled elsewhere</translation>
    </message>
    <message>
        <source>Đã ghi theo dõi kết quả</source>
        <translation>With what became of it</translation>
    </message>
    <message>
        <source>Dòng gạch bỏ, không tính ở trên</source>
        <translation>Rows struck out, not counted above</translation>
    </message>
    <message>
        <source>Buổi trực tuyến đã đóng</source>
        <translation>Online sessions closed</translation>
    </message>
    <message>
        <source>Buổi trực tuyến dừng giữa chừng</source>
        <translation>Online sessions broken off</translation>
    </message>
    <message>
        <source>Buổi trực tuyến từ chối tiếp</source>
        <translation>Online sessions refused</translation>
    </message>
    <message>
        <source>Chưa gửi, chưa đóng xong</source>
        <translation>Not sent, not closed yet</translation>
    </message>
    <message>
        <source>Chưa gửi, tự gửi khi mạng rảnh</source>
        <translation>Not sent yet, goes by itself when the line is free</translation>
    </message>
    <message>
        <source>Đang gửi, {percent} %</source>
        <translation>Sending, {percent} %</translation>
    </message>
    <message>
        <source>Chưa gửi, thành phố hết dung lượng</source>
        <translation>Not sent yet, the city has no room left</translation>
    </message>
    <message>
        <source>Thành phố chưa nhận</source>
        <translation>The city has not taken it</translation>
    </message>
    <message>
        <source>Thành phố đã nhận, còn lỗi</source>
        <translation>The city has it, with faults</translation>
    </message>
    <message>
        <source>Thành phố đã nhận đủ lúc {at}</source>
        <translation>The city has all of it since {at}</translation>
    </message>
    <message>
        <source>Thành phố giữ, máy này không còn giữ</source>
        <translation>The city keeps it, this PC does not any more</translation>
    </message>
    <message>
        <source>Thành phố đã hủy theo quyết định, {at}</source>
        <translation>The city destroyed it by decision, {at}</translation>
    </message>
</context>
</TS>
