<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>Calendar</name>
    <message>
        <source>Năm trước</source>
        <translation>Year before</translation>
    </message>
    <message>
        <source>Năm sau</source>
        <translation>Year after</translation>
    </message>
    <message>
        <source>Thêm ngày</source>
        <translation>Add a day</translation>
    </message>
    <message>
        <source>Năm này chưa có ngày nào trong bảng.</source>
        <translation>The table has no day of this year yet.</translation>
    </message>
    <message>
        <source>Ngày đã lưu sẽ hiện ở đây.</source>
        <translation>Days that were saved stand here.</translation>
    </message>
    <message>
        <source>Khi thành phố nhận được ngày vừa lưu, hạn của các mốc chưa đạt ở những buổi chưa mở được tính lại; mốc đã đạt giữ nguyên.</source>
        <translation>Once the city has the saved day, the due times of gates that were not passed are counted anew for receptions that were not opened; gates that were passed stay as they are.</translation>
    </message>
    <message>
        <source>Ngày nghỉ, ngày làm bù</source>
        <translation>Days off and swapped workdays</translation>
    </message>
    <message>
        <source>có hai bản</source>
        <translation>two versions</translation>
    </message>
    <message>
        <source>chờ công bố</source>
        <translation>to be announced</translation>
    </message>
    <message>
        <source>Thông tin ngày</source>
        <translation>About this day</translation>
    </message>
    <message>
        <source>Sửa ngày</source>
        <translation>Change a day</translation>
    </message>
    <message>
        <source>Ngày này đã qua, không đổi hạn nào.</source>
        <translation>This day is past and changes no due time.</translation>
    </message>
    <message>
        <source>Ngày này đã có trong bảng. Chọn dòng của ngày đó để sửa.</source>
        <translation>The table has this day already. Choose its row to change it.</translation>
    </message>
    <message>
        <source>Năm phải từ {first} đến {last}.</source>
        <translation>The year must be from {first} to {last}.</translation>
    </message>
    <message>
        <source>Ngày này trong tuần vốn đã là ngày làm việc.</source>
        <translation>This day of the week is a working day anyway.</translation>
    </message>
    <message>
        <source>Ví dụ 02/09/2027.</source>
        <translation>For example 02/09/2027.</translation>
    </message>
    <message>
        <source>Ngày đã có thì không đổi được.</source>
        <translation>The date of a day does not change.</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>Trở lại buổi tiếp</source>
        <translation>Back to the session</translation>
    </message>
    <message>
        <source>Mời cơ quan</source>
        <translation>Call an agency</translation>
    </message>
    <message>
        <source>Cơ quan, đơn vị</source>
        <translation>Agency, unit</translation>
    </message>
    <message>
        <source>Gõ một phần tên. Enter gọi nơi đầu tiên.</source>
        <translation>Type a part of the name. Enter calls the first one.</translation>
    </message>
    <message>
        <source>Điều cần hỏi (không bắt buộc)</source>
        <translation>What is to be asked (optional)</translation>
    </message>
    <message>
        <source>Cán bộ trực đọc trước khi nhận lời.</source>
        <translation>The duty officer reads it before accepting.</translation>
    </message>
    <message>
        <source>Không có nơi nào tên như vậy.</source>
        <translation>No site has such a name.</translation>
    </message>
    <message>
        <source>Còn {count} nơi nữa. Gõ thêm chữ để thu hẹp.</source>
        <translation>{count} more. Type more letters to narrow the list.</translation>
    </message>
    <message>
        <source>Gọi</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Gọi {site}</source>
        <translation>Call {site}</translation>
    </message>
    <message>
        <source>Đang báo máy chủ…</source>
        <translation>Telling the city…</translation>
    </message>
    <message>
        <source>Nhấn lần nữa</source>
        <translation>Press again</translation>
    </message>
    <message>
        <source>{stage}, {clock}</source>
        <translation>{stage}, {clock}</translation>
    </message>
    <message>
        <source>{stage}: {reason}</source>
        <translation>{stage}: {reason}</translation>
    </message>
    <message>
        <source>Cho rời buổi</source>
        <translation>Let go</translation>
    </message>
    <message>
        <source>Thôi gọi</source>
        <translation>Stop calling</translation>
    </message>
    <message>
        <source>Nơi chưa có phần mềm vào bằng trình duyệt, qua liên kết.</source>
        <translation>An agency without the program comes by a browser, through a link.</translation>
    </message>
    <message>
        <source>Tạo liên kết</source>
        <translation>Make a link</translation>
    </message>
    <message>
        <source>Liên kết dùng một lần</source>
        <translation>One-time link</translation>
    </message>
    <message>
        <source>Sao chép liên kết</source>
        <translation>Copy the link</translation>
    </message>
    <message>
        <source>Khách: {name}</source>
        <translation>Guest: {name}</translation>
    </message>
    <message>
        <source>Tạo liên kết cho {name}</source>
        <translation>Make a link for {name}</translation>
    </message>
    <message>
        <source>Liên kết cho {name}</source>
        <translation>Link for {name}</translation>
    </message>
    <message>
        <source>Mở được một lần, đến {time}. Chỉ gửi cho nơi được mời.</source>
        <translation>Opens once, until {time}. Send it to the invited agency alone.</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Vụ việc</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Chưa mở</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>Vụ việc {code}</source>
        <translation>Case {code}</translation>
    </message>
    <message>
        <source>Vào buổi {at}</source>
        <translation>Enter the {at} session</translation>
    </message>
    <message>
        <source>Kết nối thử</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>Buổi tiếp</source>
        <translation>Receptions</translation>
    </message>
    <message>
        <source>Bản ghi</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>Bổ sung</source>
        <translation>Amend</translation>
    </message>
    <message>
        <source>Xuất hồ sơ</source>
        <translation>Export file</translation>
    </message>
    <message>
        <source>Mốc của buổi {day}</source>
        <translation>Gates of {day}</translation>
    </message>
    <message>
        <source>Thành phần theo điểm cầu</source>
        <translation>People by site</translation>
    </message>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Kết quả lần trước: {result}</source>
        <translation>Last result: {result}</translation>
    </message>
    <message>
        <source>Lượt tiếp của đơn vị</source>
        <translation>Visits of this unit</translation>
    </message>
    <message>
        <source>In giấy biên nhận…</source>
        <translation>Print the receipt…</translation>
    </message>
    <message>
        <source>Yêu cầu của công dân</source>
        <translation>The citizen&apos;s request</translation>
    </message>
    <message>
        <source>{at} hôm nay</source>
        <translation>{at} today</translation>
    </message>
    <message>
        <source>Chủ trì: {chair}</source>
        <translation>Chair: {chair}</translation>
    </message>
    <message>
        <source>{site}: phòng chưa kiểm tra trước khi mở buổi</source>
        <translation>{site}: room not checked before the session was opened</translation>
    </message>
    <message>
        <source>{site}: phòng sẵn sàng {good}/{total}</source>
        <translation>{site}: room ready {good}/{total}</translation>
    </message>
    <message>
        <source>{site}: phòng có hạn chế {good}/{total}</source>
        <translation>{site}: room limited {good}/{total}</translation>
    </message>
    <message>
        <source>{site}: phòng chưa sẵn sàng {good}/{total}</source>
        <translation>{site}: room not ready {good}/{total}</translation>
    </message>
    <message>
        <source>chưa đạt: {items}</source>
        <translation>not good: {items}</translation>
    </message>
    <message>
        <source>không đo: {items}</source>
        <translation>not measured: {items}</translation>
    </message>
    <message>
        <source>Sự cố {at}: {what}</source>
        <translation>Incident {at}: {what}</translation>
    </message>
    <message>
        <source>người ghi: {person}</source>
        <translation>noted by {person}</translation>
    </message>
    <message>
        <source>biên bản: {text}</source>
        <translation>minutes: {text}</translation>
    </message>
    <message>
        <source>Biên bản số {number}</source>
        <translation>Minutes no. {number}</translation>
    </message>
    <message>
        <source>bản {version}, mã {code}</source>
        <translation>version {version}, code {code}</translation>
    </message>
    <message>
        <source>đã ghi {signed} người ký, {refused} người không ký</source>
        <translation>noted: {signed} signed, {refused} did not</translation>
    </message>
    <message>
        <source>chưa ghi trạng thái ký</source>
        <translation>no signature noted</translation>
    </message>
    <message>
        <source>Bổ sung {day}, {author}, {site}: {text}. Lý do: {reason}</source>
        <translation>Amendment {day}, {author}, {site}: {text}. Reason: {reason}</translation>
    </message>
    <message>
        <source>lần tiếp {n}</source>
        <translation>reception {n}</translation>
    </message>
    <message>
        <source>lượt {n}</source>
        <translation>visit {n}</translation>
    </message>
    <message>
        <source>chưa gửi thành phố</source>
        <translation>not sent to the city yet</translation>
    </message>
    <message>
        <source>thành phố chưa nhận</source>
        <translation>the city did not take it</translation>
    </message>
    <message>
        <source>đo lúc {at}</source>
        <translation>measured at {at}</translation>
    </message>
    <message>
        <source>đo ngày {day}, trước ngày tiếp</source>
        <translation>measured on {day}, before the day of the session</translation>
    </message>
    <message>
        <source>Yêu cầu {day}, chưa có vụ việc</source>
        <translation>Request of {day}, no case yet</translation>
    </message>
    <message>
        <source>đoàn {n} người</source>
        <translation>group of {n}</translation>
    </message>
    <message>
        <source>đã tiếp {n} lần</source>
        <translation>received {n} times</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>In mục lục</source>
        <translation>Print the index</translation>
    </message>
    <message>
        <source>{papers} · {pages}, số trang cố định</source>
        <translation>{papers} · {pages}, fixed page numbers</translation>
    </message>
    <message>
        <source>buổi {day}</source>
        <translation>session {day}</translation>
    </message>
    <message>
        <source>chờ số</source>
        <translation>no number</translation>
    </message>
    <message>
        <source>chỉ có bản giấy</source>
        <translation>on paper only</translation>
    </message>
    <message>
        <source>có tại thành phố và máy này</source>
        <translation>at the city and on this PC</translation>
    </message>
    <message>
        <source>có tại thành phố, chưa tải về máy này</source>
        <translation>at the city, not on this PC yet</translation>
    </message>
    <message>
        <source>đã có ở đủ {n} điểm cầu của buổi</source>
        <translation>whole at all {n} sites of the session</translation>
    </message>
    <message>
        <source>chưa có ở: {sites}</source>
        <translation>not yet at: {sites}</translation>
    </message>
    <message>
        <source>đã có ở: {sites}</source>
        <translation>whole at: {sites}</translation>
    </message>
    <message>
        <source>Lưu bản sao</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Chỉ hiện chữ và bảng, không có hình, đầu trang, chân trang và số thứ tự tự động; dấu […] là chỗ thôi đọc. Muốn xem đúng bản, bấm Lưu bản sao.</source>
        <translation>Only words and tables are shown, without pictures, page headers and footers and automatic numbers; […] marks where reading stopped. To see the document itself, press Save a copy.</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Loại bản</source>
        <translation>Copy kind</translation>
    </message>
    <message>
        <source>Đã nhận</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>chưa ghi đã nhận</source>
        <translation>nothing handed in</translation>
    </message>
    <message>
        <source>Đóng tài liệu</source>
        <translation>Close the paper</translation>
    </message>
    <message>
        <source>Mục này chỉ có bản giấy, không có tệp để xem.</source>
        <translation>This entry is on paper only; there is no file to look at.</translation>
    </message>
    <message>
        <source>Bổ sung biên bản đã đóng</source>
        <translation>Amend closed minutes</translation>
    </message>
    <message>
        <source>Trở lại vụ việc</source>
        <translation>Back to the case</translation>
    </message>
    <message>
        <source>Nội dung bổ sung</source>
        <translation>What is added</translation>
    </message>
    <message>
        <source>Lý do bổ sung</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Từ {least} ký tự, in trong biên bản cùng tên người ghi.</source>
        <translation>{least} characters or more, printed in the minutes with the name of who wrote it.</translation>
    </message>
    <message>
        <source>Ghi bổ sung</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Buổi {day}. Chữ đã ký giữ nguyên; phần bổ sung in riêng ở cuối và không sửa lại được.</source>
        <translation>Session of {day}. What was signed stays; what is added is printed apart at the end and cannot be changed.</translation>
    </message>
    <message>
        <source>Chưa ghi được vào máy này. Chữ vẫn còn đây, bấm lại sau.</source>
        <translation>This PC could not keep it. The words are still here, press again later.</translation>
    </message>
    <message>
        <source>Xuất hồ sơ buổi tiếp</source>
        <translation>Export the session file</translation>
    </message>
    <message>
        <source>Lưu trữ, giao cơ quan</source>
        <translation>For the archive, for an authority</translation>
    </message>
    <message>
        <source>Đủ biên bản, sổ, tài liệu, dữ liệu bản ghi</source>
        <translation>Minutes, register, papers and facts of the recording</translation>
    </message>
    <message>
        <source>Giao công dân</source>
        <translation>For the citizen</translation>
    </message>
    <message>
        <source>Biên bản, bản quét biên bản, tài liệu đã cho chiếu</source>
        <translation>The minutes, their scan, papers cleared for display</translation>
    </message>
    <message>
        <source>Xuất hồ sơ…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Buổi {day}. Hồ sơ này giao cho ai?</source>
        <translation>Session of {day}. Whom is this file for?</translation>
    </message>
    <message>
        <source>Đang xuất hồ sơ.</source>
        <translation>The file is being written.</translation>
    </message>
    <message>
        <source>Xuất hồ sơ giao công dân…</source>
        <translation>Export for the citizen…</translation>
    </message>
    <message>
        <source>Một tệp ZIP mở được bằng trình duyệt, có mã và chữ ký của máy này để kiểm tra.</source>
        <translation>One ZIP file that any browser opens, with a code and this PC’s signature to check it by.</translation>
    </message>
    <message>
        <source>Hồ sơ buổi tiếp {code}</source>
        <translation>Session file {code}</translation>
    </message>
    <message>
        <source>Hồ sơ giao công dân {code}</source>
        <translation>File for the citizen {code}</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>Tìm mã, tên vụ việc</source>
        <translation>Find by code or title</translation>
    </message>
    <message>
        <source>{n} vụ việc máy này được biết</source>
        <translation>{n} cases known to this PC</translation>
    </message>
    <message>
        <source>Còn {count} vụ việc. Gõ thêm để thu hẹp.</source>
        <translation>{count} more cases. Type more to narrow them down.</translation>
    </message>
    <message>
        <source>Vụ việc</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Bản ghi của máy này</source>
        <translation>Recordings of this PC</translation>
    </message>
    <message>
        <source>Không thấy vụ việc nào như vậy.</source>
        <translation>There is no such case.</translation>
    </message>
    <message>
        <source>Đã tìm trong mã và tên, không phân biệt dấu. Xóa chữ trong ô tìm để xem tất cả.</source>
        <translation>Codes and titles were searched, marks aside. Clear the search to see all.</translation>
    </message>
    <message>
        <source>Buổi tới {at}</source>
        <translation>Next session {at}</translation>
    </message>
    <message>
        <source>đoàn {n} người</source>
        <translation>group of {n}</translation>
    </message>
    <message>
        <source>lần trước {day}</source>
        <translation>last on {day}</translation>
    </message>
    <message>
        <source>Yêu cầu</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Vụ việc hạn chế người xem</source>
        <translation>A restricted case</translation>
    </message>
    <message>
        <source>Lần mở được ghi lại.</source>
        <translation>Opening it is recorded.</translation>
    </message>
</context>
<context>
    <name>Conclusions</name>
    <message>
        <source>Gắn văn bản kết quả</source>
        <translation>Attach a paper of the result</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đang ghi.</source>
        <translation>Being written.</translation>
    </message>
    <message>
        <source>Chọn văn bản kết quả</source>
        <translation>Choose papers of the result</translation>
    </message>
    <message>
        <source>Đang nhận văn bản.</source>
        <translation>A paper is being taken in.</translation>
    </message>
    <message>
        <source>Không gắn thêm được văn bản.</source>
        <translation>No further paper can be attached.</translation>
    </message>
    <message>
        <source>Văn bản chưa về máy này</source>
        <translation>Paper not on this PC yet</translation>
    </message>
    <message>
        <source>Bỏ {title}</source>
        <translation>Leave out {title}</translation>
    </message>
    <message>
        <source>Cơ quan khác…</source>
        <translation>Another body…</translation>
    </message>
    <message>
        <source>Theo dõi kết luận</source>
        <translation>Conclusions followed up</translation>
    </message>
    <message>
        <source>Tìm việc, cơ quan, mã vụ việc</source>
        <translation>Find a task, a body, a case code</translation>
    </message>
    <message>
        <source>Việc nào</source>
        <translation>Which tasks</translation>
    </message>
    <message>
        <source>Cơ quan chủ trì</source>
        <translation>Body in charge</translation>
    </message>
    <message>
        <source>In thông báo…</source>
        <translation>Print the notice…</translation>
    </message>
    <message>
        <source>Mọi cơ quan chủ trì</source>
        <translation>Every body in charge</translation>
    </message>
    <message>
        <source>Còn {count} việc. Gõ thêm hoặc chọn cơ quan để thu hẹp.</source>
        <translation>{count} more tasks. Type more, or choose a body, to narrow it down.</translation>
    </message>
    <message>
        <source>Đang ghi một việc.</source>
        <translation>A task is being written.</translation>
    </message>
    <message>
        <source>Chọn một việc để ghi. Enter mở vụ việc.</source>
        <translation>Choose a task to write into. Enter opens its case.</translation>
    </message>
    <message>
        <source>Chỉ đơn vị giao việc và đơn vị được giao ghi được; việc đã xong thì không.</source>
        <translation>Only the unit that gave the task and the one that is to do it may write; nobody once it is closed.</translation>
    </message>
</context>
<context>
    <name>Consulting</name>
    <message>
        <source>Hội ý</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Điểm cầu tham gia hội ý</source>
        <translation>Sites that consult</translation>
    </message>
    <message>
        <source>Tạm dừng để hội ý tại chỗ</source>
        <translation>Pause to consult here</translation>
    </message>
    <message>
        <source>Bắt đầu hội ý</source>
        <translation>Begin the consultation</translation>
    </message>
    <message>
        <source>Điểm cầu trung tâm, luôn tham gia</source>
        <translation>Central site, always takes part</translation>
    </message>
    <message>
        <source>Chưa có mặt</source>
        <translation>Not here</translation>
    </message>
    <message>
        <source>Có công dân, thường không tham gia</source>
        <translation>Citizens sit here, normally left out</translation>
    </message>
    <message>
        <source>Tham gia khi được chọn</source>
        <translation>Takes part when chosen</translation>
    </message>
    <message>
        <source>Bước này chưa hội ý riêng giữa các điểm cầu được. Có thể tạm dừng để hội ý tại chỗ: hình và tiếng của mọi nơi ngắt.</source>
        <translation>At this step sites cannot consult among themselves. You can pause to consult here: pictures and sound of every site stop.</translation>
    </message>
    <message>
        <source>Chỉ có Trụ sở: buổi tiếp tạm dừng, hình và tiếng của mọi nơi ngắt.</source>
        <translation>The headquarters alone: the session pauses, pictures and sound of every site stop.</translation>
    </message>
    <message>
        <source>Các nơi được chọn thấy và nghe nhau. Nơi khác chỉ thấy “Hội ý, xin chờ”. Phần này không ghi; biên bản chỉ có giờ bắt đầu và kết thúc.</source>
        <translation>The sites chosen see and hear each other. Others only see “Consultation, please wait”. This part is not recorded; the minutes have only when it began and ended.</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Tìm lại thiết bị</source>
        <translation>Look again for devices</translation>
    </message>
    <message>
        <source>Số 1 được dùng trước; khi bị rút, chương trình dùng số kế tiếp.</source>
        <translation>Number 1 is used first; when it is unplugged, the next one is used.</translation>
    </message>
    <message>
        <source>Ghi buổi họp trên nền tảng khác</source>
        <translation>Recording of sessions on another platform</translation>
    </message>
    <message>
        <source>Chỉ mở trong buổi tiếp họp trên nền tảng khác, để ghi âm, ghi hình; không dùng làm camera, micro của phòng.</source>
        <translation>Opened only during a session on another platform, to record it; never used as camera or microphone of the room.</translation>
    </message>
    <message>
        <source>Lên</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Xuống</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Dùng</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>Chưa chọn</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>Màn hình 2</source>
        <translation>Display 2</translation>
    </message>
    <message>
        <source>chỉ có một màn hình; cắm cáp HDMI rồi bấm F5</source>
        <translation>there is only one screen; plug in the HDMI cable and press F5</translation>
    </message>
    <message>
        <source>chưa chọn, đang dùng màn hình tìm thấy đầu tiên</source>
        <translation>not chosen, the first screen found is used</translation>
    </message>
    <message>
        <source>sẵn sàng</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>màn hình đã chọn chưa dùng được, tạm dùng màn khác</source>
        <translation>the chosen screen cannot be used now, another stands in</translation>
    </message>
    <message>
        <source>Thử loa</source>
        <translation>Test speaker</translation>
    </message>
    <message>
        <source>Loa hội nghị tự khử vang</source>
        <translation>Speakerphone cancels echo</translation>
    </message>
    <message>
        <source>Đang phát tiếng thử.</source>
        <translation>The test sound is playing.</translation>
    </message>
    <message>
        <source>Mức micro</source>
        <translation>Microphone level</translation>
    </message>
    <message>
        <source>vạch xanh: mức tốt</source>
        <translation>green line: good level</translation>
    </message>
    <message>
        <source>Tiếng loa</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>Do thành phố quy định, không đổi được trên máy này.</source>
        <translation>Set by the city; it cannot be changed on this PC.</translation>
    </message>
    <message>
        <source>Chỉ bật khi micro và loa là một máy có sẵn khử vang. Áp dụng cho: {microphone} và {loudspeaker}.</source>
        <translation>Only for a microphone and loudspeaker in one device with its own echo cancelling. Applies to: {microphone} and {loudspeaker}.</translation>
    </message>
    <message>
        <source>Chọn được khi đã cắm micro và loa.</source>
        <translation>Can be chosen once a microphone and a loudspeaker are plugged in.</translation>
    </message>
    <message>
        <source>Đang mở hình và tiếng</source>
        <translation>Opening picture and sound</translation>
    </message>
    <message>
        <source>Chưa có hình</source>
        <translation>No picture yet</translation>
    </message>
    <message>
        <source>Camera phòng · xem trước</source>
        <translation>Room camera · preview</translation>
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
        <source>Micro công dân</source>
        <translation>Citizens&apos; microphone</translation>
    </message>
    <message>
        <source>Micro cán bộ</source>
        <translation>Officer&apos;s microphone</translation>
    </message>
    <message>
        <source>Loa</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>Thiết bị thu hình</source>
        <translation>Capture card</translation>
    </message>
    <message>
        <source>Đường vào âm thanh</source>
        <translation>Line input</translation>
    </message>
    <message>
        <source>đang dùng</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>đã nối</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>đang là micro công dân</source>
        <translation>used as the citizens&apos; microphone</translation>
    </message>
    <message>
        <source>màn hình cán bộ</source>
        <translation>officer’s screen</translation>
    </message>
    <message>
        <source>đang mở…</source>
        <translation>opening…</translation>
    </message>
    <message>
        <source>số 1 chưa dùng được, đang dùng số kế tiếp</source>
        <translation>number 1 cannot be used now, the next one is used</translation>
    </message>
    <message>
        <source>chưa chọn, đang dùng thiết bị tìm thấy đầu tiên</source>
        <translation>not chosen, the first device found is used</translation>
    </message>
    <message>
        <source>không mở được, có thể chương trình khác đang dùng</source>
        <translation>does not open, another program may be using it</translation>
    </message>
    <message>
        <source>chưa thấy thiết bị nào, cắm vào rồi bấm F5</source>
        <translation>no device found, plug one in and press F5</translation>
    </message>
    <message>
        <source>chưa chọn</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>trùng micro công dân nên chỉ mở một; chọn micro khác để tách riêng</source>
        <translation>same as the citizens&apos; microphone, so it is opened once; choose another one to keep them apart</translation>
    </message>
    <message>
        <source>chưa chọn: bản ghi từ thiết bị thu hình sẽ thiếu tiếng</source>
        <translation>not chosen: a recording by the capture card will lack its sound</translation>
    </message>
    <message>
        <source>chưa chọn; chỉ chọn khi cán bộ có micro riêng</source>
        <translation>not chosen; choose one only if the officer has a microphone of their own</translation>
    </message>
    <message>
        <source>chưa cắm</source>
        <translation>not plugged in</translation>
    </message>
    <message>
        <source>thiết bị đã chọn chưa cắm, tạm dùng thiết bị khác</source>
        <translation>the chosen device is not plugged in, another one is used for now</translation>
    </message>
    <message>
        <source>thiết bị đã chọn chưa cắm, cắm lại dây</source>
        <translation>the chosen device is not plugged in, plug it in again</translation>
    </message>
    <message>
        <source>micro đã chọn chưa cắm; cắm lại hoặc dùng micro khác</source>
        <translation>the chosen microphone is not plugged in; plug it in or use another one</translation>
    </message>
    <message>
        <source>chưa chọn; chỉ chọn khi phòng ghi buổi họp trên nền tảng khác</source>
        <translation>not chosen; choose one only when the room records sessions on another platform</translation>
    </message>
    <message>
        <source>số 1 chưa cắm, sẽ dùng số kế tiếp</source>
        <translation>number 1 is not plugged in, the next one will be used</translation>
    </message>
    <message>
        <source>Chưa có micro nào đang mở.</source>
        <translation>No microphone is open.</translation>
    </message>
    <message>
        <source>Nói một câu để thử micro.</source>
        <translation>Say a sentence to try the microphone.</translation>
    </message>
    <message>
        <source>Hơi nhỏ: nói gần micro hơn.</source>
        <translation>Rather quiet: speak closer to the microphone.</translation>
    </message>
    <message>
        <source>Mức nói tốt.</source>
        <translation>A good speaking level.</translation>
    </message>
    <message>
        <source>Quá to: ngồi xa micro một chút.</source>
        <translation>Too loud: sit a little further from the microphone.</translation>
    </message>
    <message>
        <source>Micro nghe rõ loa, vọng {delay} ms.</source>
        <translation>The microphone hears the loudspeaker clearly, echo after {delay} ms.</translation>
    </message>
    <message>
        <source>Micro nghe nhỏ, vọng {delay} ms. Tăng âm lượng loa rồi thử lại.</source>
        <translation>The microphone hears it faintly, echo after {delay} ms. Turn up the loudspeaker and test again.</translation>
    </message>
    <message>
        <source>Micro không nghe thấy loa. Tăng âm lượng, xem dây loa rồi thử lại.</source>
        <translation>The microphone does not hear the loudspeaker. Turn it up, check its cable and test again.</translation>
    </message>
    <message>
        <source>Micro không thu được gì. Bật công tắc trên micro rồi thử lại.</source>
        <translation>The microphone picks up nothing. Switch it on and test again.</translation>
    </message>
    <message>
        <source>Đang trong cuộc tiếp nên không phát tiếng thử. Thử lại sau buổi tiếp.</source>
        <translation>No test sound is played during a reception. Test again after it.</translation>
    </message>
    <message>
        <source>Chương trình đang kiểm tra phòng. Chờ nửa phút rồi bấm lại.</source>
        <translation>The room is being checked. Wait half a minute and press again.</translation>
    </message>
    <message>
        <source>Chưa có loa để thử. Cắm loa rồi bấm F5.</source>
        <translation>No loudspeaker to test. Plug one in and press F5.</translation>
    </message>
    <message>
        <source>Chưa có micro để nghe lại. Cắm micro rồi bấm F5.</source>
        <translation>No microphone to listen with. Plug one in and press F5.</translation>
    </message>
    <message>
        <source>Chưa mở loa và micro.</source>
        <translation>Loudspeaker and microphone are not open.</translation>
    </message>
    <message>
        <source>Hiện nay: chưa khử được vang. Báo cán bộ kỹ thuật kiểm tra.</source>
        <translation>Now: nobody cancels the echo. Ask technical staff to check.</translation>
    </message>
    <message>
        <source>Chưa thử được. Bấm Thử loa lần nữa; nếu vẫn vậy, gọi hỗ trợ.</source>
        <translation>The test did not work. Press Test speaker again; if it stays so, call support.</translation>
    </message>
    <message>
        <source>Micro không nghe thấy loa. Thiết bị tự khử vang thì có thể như vậy: người trong phòng nghe thấy tiếng thử là được.</source>
        <translation>The microphone does not hear the loudspeaker. A device that cancels echo itself may be like this: it is fine when people in the room hear the test sound.</translation>
    </message>
    <message>
        <source>Hiện nay: chương trình đang khử vang.</source>
        <translation>Now: the program cancels the echo.</translation>
    </message>
    <message>
        <source>Hiện nay: thiết bị tự khử vang, chương trình để nguyên tiếng.</source>
        <translation>Now: the device cancels the echo, the program leaves the sound as it is.</translation>
    </message>
    <message>
        <source>Đang phát tiếng thử, xin giữ yên lặng…</source>
        <translation>The test sound is playing, please keep quiet…</translation>
    </message>
    <message>
        <source>Loa phát ba tiếng ngắn, micro nghe lại. Khoảng 4 giây.</source>
        <translation>Three short sounds are played and the microphone listens. About 4 seconds.</translation>
    </message>
</context>
<context>
    <name>Dossier</name>
    <message>
        <source>Hồ sơ buổi tiếp</source>
        <translation>Session dossier</translation>
    </message>
    <message>
        <source>Đóng hồ sơ</source>
        <translation>Close the dossier</translation>
    </message>
    <message>
        <source>Yêu cầu của công dân</source>
        <translation>The citizen&apos;s request</translation>
    </message>
    <message>
        <source>Kết quả lần trước</source>
        <translation>Previous result</translation>
    </message>
    <message>
        <source>Thành phần</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Máy này chưa có dòng biên bản nào của buổi tiếp này để xuất.</source>
        <translation>This PC has no line of this session&apos;s minutes to export yet.</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Lúc {when}. Lý do: {reason}</source>
        <translation>At {when}. Reason: {reason}</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>Dừng buổi tiếp</source>
        <translation>End the session</translation>
    </message>
    <message>
        <source>Lý do (ghi vào biên bản)</source>
        <translation>Reason (goes into the minutes)</translation>
    </message>
    <message>
        <source>Cách dừng</source>
        <translation>How it ends</translation>
    </message>
    <message>
        <source>Ghi xong biên bản rồi mới dừng: sau khi dừng không ghi thêm được nữa.</source>
        <translation>Finish the minutes first: nothing can be written once the session has ended.</translation>
    </message>
    <message>
        <source>Từ {least} đến {most} ký tự. Không ghi số giấy tờ, số điện thoại.</source>
        <translation>From {least} to {most} characters. No document or phone numbers.</translation>
    </message>
    <message>
        <source>Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được.</source>
        <translation>This session ends at every site and cannot be opened again.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Hiện</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Ẩn</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>Lấy bản của máy này</source>
        <translation>Take this PC&apos;s version</translation>
    </message>
    <message>
        <source>Chưa có gì thay đổi để lưu.</source>
        <translation>Nothing has changed yet.</translation>
    </message>
    <message>
        <source>Bản ghi tại máy này, chưa được dùng:</source>
        <translation>Written on this PC, not in use:</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Buổi tiếp hôm nay</source>
        <translation>Today&apos;s receptions</translation>
    </message>
    <message>
        <source>Buổi tiếp tuần này</source>
        <translation>This week&apos;s receptions</translation>
    </message>
    <message>
        <source>Lịch cập nhật lúc {at}</source>
        <translation>Schedule updated at {at}</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Tuần</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Tìm vụ việc, người, tài liệu</source>
        <translation>Find a case, person or paper</translation>
    </message>
    <message>
        <source>Xem cả tuần</source>
        <translation>Show the whole week</translation>
    </message>
    <message>
        <source>Sắp tới</source>
        <translation>Ahead</translation>
    </message>
    <message>
        <source>Tiếp nhận công dân</source>
        <translation>Receive a citizen</translation>
    </message>
    <message>
        <source>Yêu cầu tiếp công dân</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Lập lịch</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Yêu cầu</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Lên</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Xuống</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>chọn dòng</source>
        <translation>choose a row</translation>
    </message>
    <message>
        <source>mở</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Buổi tiếp sắp tới</source>
        <translation>Sessions ahead</translation>
    </message>
    <message>
        <source>{label}: {n} chờ quyết định</source>
        <translation>{label}: {n} to decide</translation>
    </message>
    <message>
        <source>Hôm nay chưa kiểm tra phòng</source>
        <translation>Room not checked today</translation>
    </message>
    <message>
        <source>bấm để kiểm tra</source>
        <translation>press to check</translation>
    </message>
    <message>
        <source>Phòng sẵn sàng {good}/{total}</source>
        <translation>Room ready {good}/{total}</translation>
    </message>
    <message>
        <source>Phòng có hạn chế {good}/{total}</source>
        <translation>Room has limits {good}/{total}</translation>
    </message>
    <message>
        <source>Phòng chưa sẵn sàng {good}/{total}</source>
        <translation>Room not ready {good}/{total}</translation>
    </message>
    <message>
        <source>kiểm tra lúc {at}, {age}</source>
        <translation>checked at {at}, {age}</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Chưa gửi: {what}</source>
        <translation>Not sent: {what}</translation>
    </message>
    <message>
        <source>{age} trước</source>
        <translation>{age} ago</translation>
    </message>
    <message>
        <source>Không thấy buổi tiếp nào như vậy.</source>
        <translation>No such reception was found.</translation>
    </message>
    <message>
        <source>Đã tìm cả vụ việc, biên bản và tên tài liệu trên máy này. Xóa chữ trong ô tìm để xem lại tất cả.</source>
        <translation>Cases, minutes and titles of papers on this PC were searched too. Empty the search field to see everything again.</translation>
    </message>
    <message>
        <source>Mọi dữ liệu đã gửi</source>
        <translation>Everything is sent</translation>
    </message>
    <message>
        <source>vừa xong</source>
        <translation>just now</translation>
    </message>
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
    <message>
        <source>diễn tập</source>
        <translation>practice</translation>
    </message>
    <message>
        <source>Vào phòng</source>
        <translation>Enter the room</translation>
    </message>
    <message>
        <source>Việc đến hạn</source>
        <translation>What is due</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Show less</translation>
    </message>
    <message>
        <source>Xem tất cả</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>{n} quá hạn</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>{n} hôm nay</source>
        <translation>{n} today</translation>
    </message>
    <message>
        <source>{n} đến ngày {day}</source>
        <translation>{n} up to {day}</translation>
    </message>
    <message>
        <source>Chờ {days}</source>
        <translation>Waited {days}</translation>
    </message>
    <message>
        <source>Quá hạn {days}</source>
        <translation>{days} overdue</translation>
    </message>
    <message>
        <source>Quá hạn từ {at}</source>
        <translation>Overdue since {at}</translation>
    </message>
    <message>
        <source>Hôm nay, trước {at}</source>
        <translation>Today, before {at}</translation>
    </message>
    <message>
        <source>Còn {n} ngày làm việc</source>
        <translation>{n} working days left</translation>
    </message>
    <message>
        <source>Thông báo buổi {day}</source>
        <translation>Notice of {day}</translation>
    </message>
    <message>
        <source>Kết nối thử buổi {day}</source>
        <translation>Trial of {day}</translation>
    </message>
    <message>
        <source>Nối đủ các điểm cầu buổi {day}</source>
        <translation>Connect every site of {day}</translation>
    </message>
    <message>
        <source>Hồ sơ của điểm cầu này, buổi {day}</source>
        <translation>Dossier of this site, {day}</translation>
    </message>
    <message>
        <source>Quyết định yêu cầu tiếp</source>
        <translation>Decide on a request</translation>
    </message>
    <message>
        <source>Gửi thông báo từ chối (01/TCD)</source>
        <translation>Send the notice of a refusal (01/TCD)</translation>
    </message>
    <message>
        <source>Việc của kết luận</source>
        <translation>Task of a conclusion</translation>
    </message>
    <message>
        <source>Báo kết quả cho đơn vị giao việc</source>
        <translation>Report the result to the unit that gave the task</translation>
    </message>
    <message>
        <source>Thông báo kết quả cho công dân</source>
        <translation>Tell the citizen the result</translation>
    </message>
    <message>
        <source>Trả lời công dân, ghi vào sổ</source>
        <translation>Answer the citizen, note it in the register</translation>
    </message>
    <message>
        <source>Quét biên bản đã ký, buổi {day}</source>
        <translation>Scan the signed minutes, session {day}</translation>
    </message>
    <message>
        <source>Quá 45 ngày, sổ chưa ghi kết quả</source>
        <translation>More than 45 days, no result in the register</translation>
    </message>
    <message>
        <source>Kết nối thử</source>
        <translation>Trial connection</translation>
    </message>
    <message>
        <source>Ghi thông báo</source>
        <translation>Note the notice</translation>
    </message>
    <message>
        <source>Mở vụ việc</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Mở yêu cầu</source>
        <translation>Open the request</translation>
    </message>
    <message>
        <source>Xem kết luận</source>
        <translation>See the conclusion</translation>
    </message>
    <message>
        <source>Mở sổ</source>
        <translation>Open the register</translation>
    </message>
    <message>
        <source>Đoàn {count} người</source>
        <translation>Group of {count}</translation>
    </message>
    <message>
        <source>Chủ trì: {chair}, {site}</source>
        <translation>Chair: {chair}, {site}</translation>
    </message>
    <message>
        <source>{late}, lãnh đạo cho phép</source>
        <translation>{late}, allowed by a leader</translation>
    </message>
    <message>
        <source>{missing}, lãnh đạo cho phép</source>
        <translation>{missing}, a leader allows it</translation>
    </message>
    <message>
        <source>Các điểm cầu nối trước {due}, còn</source>
        <translation>Sites connect before {due}, time left</translation>
    </message>
    <message>
        <source>Chưa thông báo, hạn {due}</source>
        <translation>No notice yet, due {due}</translation>
    </message>
    <message>
        <source>Chưa kết nối thử, hạn {due}</source>
        <translation>No trial connection yet, due {due}</translation>
    </message>
    <message>
        <source>Các điểm cầu chưa nối, hạn {due}</source>
        <translation>Sites not connected, due {due}</translation>
    </message>
    <message>
        <source>hôm nay</source>
        <translation>today</translation>
    </message>
    <message>
        <source>Đã thông báo {at}</source>
        <translation>Notified {at}</translation>
    </message>
    <message>
        <source>Đã kết nối thử {at}</source>
        <translation>Connection tried {at}</translation>
    </message>
    <message>
        <source>Các điểm cầu đã nối lúc {at}</source>
        <translation>Sites connected at {at}</translation>
    </message>
    <message>
        <source>Thông báo muộn {at}</source>
        <translation>Notified late {at}</translation>
    </message>
    <message>
        <source>Kết nối thử muộn {at}</source>
        <translation>Connection tried late {at}</translation>
    </message>
    <message>
        <source>Các điểm cầu nối muộn lúc {at}</source>
        <translation>Sites connected late at {at}</translation>
    </message>
    <message>
        <source>Tìm thấy ở buổi khác, trong biên bản và tên tài liệu</source>
        <translation>Found in other sessions, in minutes and in titles of papers</translation>
    </message>
    <message>
        <source>Còn {count} kết quả. Gõ thêm để thu hẹp.</source>
        <translation>{count} more results. Type more to narrow down.</translation>
    </message>
    <message>
        <source>Vụ việc, buổi tiếp</source>
        <translation>Case, session</translation>
    </message>
    <message>
        <source>Biên bản</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Tài liệu</source>
        <translation>Paper</translation>
    </message>
</context>
<context>
    <name>Incident</name>
    <message>
        <source>Trở lại buổi tiếp</source>
        <translation>Back to the session</translation>
    </message>
    <message>
        <source>Sự cố</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Nhấn số hoặc bấm: ghi ngay một dòng vào biên bản.</source>
        <translation>Press its number or its button: a line is written into the minutes at once.</translation>
    </message>
    <message>
        <source>Nội dung mật (tạm dừng ngay)</source>
        <translation>Secret content (pause at once)</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Về Buổi tiếp</source>
        <translation>Back to Receptions</translation>
    </message>
    <message>
        <source>đã đọc thẻ</source>
        <translation>card was read</translation>
    </message>
    <message>
        <source>Đọc thẻ</source>
        <translation>Read card</translation>
    </message>
    <message>
        <source>Đọc thẻ bằng camera</source>
        <translation>Read the card by camera</translation>
    </message>
    <message>
        <source>Thêm vào đoàn</source>
        <translation>Add to the group</translation>
    </message>
    <message>
        <source>Tách nội dung</source>
        <translation>Split the matter</translation>
    </message>
    <message>
        <source>đã lưu {at}</source>
        <translation>saved {at}</translation>
    </message>
    <message>
        <source>Đang lưu phiếu trước.</source>
        <translation>The sheet before is being saved.</translation>
    </message>
    <message>
        <source>Tiếp nhận công dân</source>
        <translation>Receive a citizen</translation>
    </message>
    <message>
        <source>ô sau</source>
        <translation>next field</translation>
    </message>
    <message>
        <source>phần sau</source>
        <translation>next part</translation>
    </message>
    <message>
        <source>về buổi tiếp</source>
        <translation>back to receptions</translation>
    </message>
    <message>
        <source>Nhân thân</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Tư cách và đoàn</source>
        <translation>Standing and group</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>hai kết quả đều được lưu</source>
        <translation>both results are kept</translation>
    </message>
    <message>
        <source>Phân loại</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Vụ việc và tài liệu</source>
        <translation>Case and papers</translation>
    </message>
    <message>
        <source>Người {n}</source>
        <translation>Person {n}</translation>
    </message>
    <message>
        <source>Vụ việc mới, lập yêu cầu tiếp công dân</source>
        <translation>New case, by a request for a reception</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>chưa chọn</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>Gõ mã hoặc tên. Để trống khi chưa có vụ việc.</source>
        <translation>Type its code or title. Leave empty while there is no case.</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Petition</translation>
    </message>
    <message>
        <source>Lời nói</source>
        <translation>Spoken words</translation>
    </message>
    <message>
        <source>In giấy cử đại diện…</source>
        <translation>Print the designation…</translation>
    </message>
    <message>
        <source>Chọn người đại diện trước khi in.</source>
        <translation>Choose a representative before printing.</translation>
    </message>
    <message>
        <source>Người đang tiếp</source>
        <translation>The person at the desk</translation>
    </message>
    <message>
        <source>Đã ký</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>Đại diện</source>
        <translation>Represents</translation>
    </message>
    <message>
        <source>Nhập nhân thân</source>
        <translation>Enter person</translation>
    </message>
    <message>
        <source>Đã nhập nhân thân của số người nhiều nhất.</source>
        <translation>As many people as may be entered have been.</translation>
    </message>
    <message>
        <source>Bỏ {name}</source>
        <translation>Remove {name}</translation>
    </message>
    <message>
        <source>Bỏ nhân thân của {name}</source>
        <translation>Remove the personal data of {name}</translation>
    </message>
    <message>
        <source>Cử {least} đến {most} người đại diện.</source>
        <translation>{least} to {most} representatives.</translation>
    </message>
    <message>
        <source>Còn {n} người chưa ghi tên.</source>
        <translation>{n} people are not named yet.</translation>
    </message>
    <message>
        <source>Chỉ giữ nội dung này</source>
        <translation>Keep this content alone</translation>
    </message>
    <message>
        <source>Chương trình gợi ý</source>
        <translation>The program proposes</translation>
    </message>
    <message>
        <source>Được tiếp trực tuyến.</source>
        <translation>May be received online.</translation>
    </message>
    <message>
        <source>Không được tiếp trực tuyến.</source>
        <translation>May not be received online.</translation>
    </message>
    <message>
        <source>Không yêu cầu bảo vệ danh tính, giữ được bí mật.</source>
        <translation>No protection of identity is asked for, and secrecy is assured.</translation>
    </message>
    <message>
        <source>Không có tố cáo, không yêu cầu bảo vệ danh tính.</source>
        <translation>It is no denunciation, and no protection of identity is asked for.</translation>
    </message>
    <message>
        <source>Nhiều nội dung, nên tách.</source>
        <translation>Several contents: split them.</translation>
    </message>
    <message>
        <source>Đánh dấu điều công dân nói.</source>
        <translation>Mark what the citizen says.</translation>
    </message>
    <message>
        <source>lượt tạm {n}</source>
        <translation>provisional visit {n}</translation>
    </message>
    <message>
        <source>lượt {n}</source>
        <translation>visit {n}</translation>
    </message>
    <message>
        <source>Phiếu tiếp nhận</source>
        <translation>Intake sheet</translation>
    </message>
    <message>
        <source>Có thể đã đến trước đây. {by}.</source>
        <translation>May have come before. {by}.</translation>
    </message>
    <message>
        <source>Đúng người này</source>
        <translation>Same person</translation>
    </message>
    <message>
        <source>Không phải</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Tố cáo: không hiện các lần trước.</source>
        <translation>Denunciation: earlier visits are not shown.</translation>
    </message>
    <message>
        <source>Các lần trước</source>
        <translation>Earlier visits</translation>
    </message>
    <message>
        <source>Xác nhận người ở trên để xem.</source>
        <translation>Confirm the person above to see them.</translation>
    </message>
    <message>
        <source>Kết luận chưa xong</source>
        <translation>Promised and not done yet</translation>
    </message>
    <message>
        <source>Người thứ {n} còn thiếu hoặc chưa đúng.</source>
        <translation>Missing or wrong of person {n}.</translation>
    </message>
    <message>
        <source>Cần hẹn phòng tiếp trực tiếp.</source>
        <translation>A room for a reception in person has to be agreed.</translation>
    </message>
    <message>
        <source>Đã đủ để vào hàng chờ.</source>
        <translation>Complete: it may go to the queue.</translation>
    </message>
    <message>
        <source>Họ tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Nơi ở</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Thẩm quyền</source>
        <translation>Competence</translation>
    </message>
    <message>
        <source>không có hạn</source>
        <translation>no day</translation>
    </message>
    <message>
        <source>quá hạn {day}</source>
        <translation>overdue since {day}</translation>
    </message>
    <message>
        <source>hạn {day}</source>
        <translation>due {day}</translation>
    </message>
    <message>
        <source>Đang sửa phiếu lượt {n}, {at}.</source>
        <translation>Mending intake {n}, {at}.</translation>
    </message>
    <message>
        <source>Phiếu đang gõ dở được giữ, hiện lại khi xong phiếu này.</source>
        <translation>What was being typed is kept, and is shown again when this one is done.</translation>
    </message>
    <message>
        <source>Đóng, không sửa</source>
        <translation>Close without a change</translation>
    </message>
    <message>
        <source>Phiếu cần sửa</source>
        <translation>Intakes to be mended</translation>
    </message>
    <message>
        <source>Mở lại để sửa</source>
        <translation>Open again to mend</translation>
    </message>
    <message>
        <source>Còn {n} phiếu nữa.</source>
        <translation>{n} more.</translation>
    </message>
    <message>
        <source>Người tố cáo</source>
        <translation>Denouncer</translation>
    </message>
    <message>
        <source>hai máy cùng sửa</source>
        <translation>changed on two PCs</translation>
    </message>
    <message>
        <source>thành phố chưa nhận</source>
        <translation>the city did not take it</translation>
    </message>
    <message>
        <source>Lượt {n}, {at} · {name}: {why}.</source>
        <translation>Visit {n}, {at} · {name}: {why}.</translation>
    </message>
    <message>
        <source>{name}, đoàn {n} người</source>
        <translation>{name}, group of {n}</translation>
    </message>
    <message>
        <source>Hồ sơ hạn chế. Ngoài phiếu này, mọi nơi ghi “Người tố cáo”, không hiện tên, số và nội dung.</source>
        <translation>Restricted. Outside this sheet everything says “Denouncer”, without name, number and matter.</translation>
    </message>
    <message>
        <source>Còn thiếu hoặc chưa đúng: {fields} và {n} ô khác.</source>
        <translation>Missing or not right: {fields} and {n} more.</translation>
    </message>
    <message>
        <source>Còn thiếu hoặc chưa đúng: {fields}.</source>
        <translation>Missing or not right: {fields}.</translation>
    </message>
    <message>
        <source>Yêu cầu {day} · {title}</source>
        <translation>Request of {day} · {title}</translation>
    </message>
    <message>
        <source>Người này đã có: {case}</source>
        <translation>This person has: {case}</translation>
    </message>
    <message>
        <source>Gắn vào</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>Nhận tài liệu</source>
        <translation>Take in papers</translation>
    </message>
    <message>
        <source>Chứng minh tư cách</source>
        <translation>Proves the standing</translation>
    </message>
    <message>
        <source>Giấy cử đại diện</source>
        <translation>Designation</translation>
    </message>
    <message>
        <source>đã có trong hồ sơ từ ngày {day}, giấy biên nhận của lượt này vẫn ghi</source>
        <translation>in the dossier already since {day}, the receipt of this visit lists it too</translation>
    </message>
    <message>
        <source>Đang nhận tệp…</source>
        <translation>Taking in a file…</translation>
    </message>
    <message>
        <source>Chưa có tài liệu. Kéo tệp vào đây hoặc nhấn Ctrl+D.</source>
        <translation>No papers yet. Drop files here or press Ctrl+D.</translation>
    </message>
    <message>
        <source>{papers}, vào hồ sơ vụ việc khi xong phiếu</source>
        <translation>{papers}, into the dossier of the case when this intake is done</translation>
    </message>
    <message>
        <source>Thôi, gõ tay</source>
        <translation>Stop, type it</translation>
    </message>
    <message>
        <source>Đưa mặt có mã vuông của thẻ căn cước lại gần camera, cho thẻ rộng khoảng hai phần ba hình và giữ yên. Đọc được thì các ô tự điền. Hình không được lưu.</source>
        <translation>Hold the side of the identity card with the square code close to the camera, so that the card is about two thirds of the picture wide, and keep it still. Once it is read the fields fill themselves. No picture is kept.</translation>
    </message>
    <message>
        <source>Chưa có hình</source>
        <translation>No picture yet</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Trợ giúp và bảng phím</source>
        <translation>Help and keys</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Phím</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Các buổi tiếp hôm nay. Chọn dòng rồi bấm nút bên phải.</source>
        <translation>Today&apos;s receptions. Choose a row and press the button at its right.</translation>
    </message>
    <message>
        <source>Hôm nay ai đang chờ, chờ bao lâu, phòng đã sẵn sàng chưa. Báo trước rồi mời vụ tiếp theo.</source>
        <translation>Who waits today, for how long, and whether the room is ready. Tell the room ahead, then call the next case.</translation>
    </message>
    <message>
        <source>Gõ một lần cho một lượt tiếp: nhân thân, tư cách, nội dung, phân loại. Đưa thẻ vào đầu đọc để điền phần nhân thân. Mất mạng vẫn ghi được.</source>
        <translation>Typed once for a visit: person, standing, matter, type. Put the card into the reader to fill in the person. Works without a network.</translation>
    </message>
    <message>
        <source>Nhận yêu cầu ở bên trái, quyết định ở bên phải. Mất mạng vẫn ghi được.</source>
        <translation>Take requests on the left, decide them on the right. It also works without a network.</translation>
    </message>
    <message>
        <source>Xếp lịch cho yêu cầu đã quyết định tiếp trực tuyến; sửa, hoãn, hủy buổi chưa mở. Phần đang nhập được lưu ngay trên máy này.</source>
        <translation>Plan requests that were decided to be received online; change, postpone or cancel sessions that are not open yet. What you type is kept on this PC at once.</translation>
    </message>
    <message>
        <source>Các vụ việc mà máy này được biết. Gõ mã hoặc tên để tìm, nhấn Enter để mở.</source>
        <translation>The cases that this PC knows. Type a code or title to find one, press Enter to open it.</translation>
    </message>
    <message>
        <source>Một vụ việc: yêu cầu, các buổi tiếp, các mốc, thành phần và những lần trước.</source>
        <translation>One case: the request, its sessions, their gates, the people, and what came before.</translation>
    </message>
    <message>
        <source>Sổ tiếp công dân của đơn vị, Mẫu 03/TCD. Dòng được ghi khi tiếp nhận xong, thành phố cấp số thứ tự. Ghi sai thì gạch bỏ, không xóa.</source>
        <translation>The unit&apos;s register of receptions, form 03/TCD. A row is written when somebody was taken in, and the city gives its number. What is wrong is struck out, never deleted.</translation>
    </message>
    <message>
        <source>Việc người chủ trì đã giao, việc quá hạn đứng đầu. Chọn một việc rồi bấm nút ở cuối màn hình. Ghi nhầm thì gạch bỏ, không xóa.</source>
        <translation>What chairs told bodies to do, overdue first. Choose a task, then press a button at the foot. What was noted by mistake is struck out, never deleted.</translation>
    </message>
    <message>
        <source>Xem hình, thử micro rồi nhấn Enter để vào phòng.</source>
        <translation>Look at the picture, try the microphone and press Enter to go in.</translation>
    </message>
    <message>
        <source>Các điểm cầu của buổi đã xếp lịch nối thử với nhau. Máy đo hình và tiếng ở từng chiều; đủ thì điểm cầu trung tâm ghi nhận.</source>
        <translation>The sites of a planned session connect for a trial. The program measures picture and sound of every direction; once all are good the central site notes it.</translation>
    </message>
    <message>
        <source>Điều hành buổi tiếp và ghi biên bản. Chữ gõ được lưu ngay trên máy này.</source>
        <translation>Run the reception and write the minutes. What you type is kept on this PC at once.</translation>
    </message>
    <message>
        <source>Thiết bị của phòng đã sẵn sàng chưa. Dòng đỏ có ghi việc cần làm.</source>
        <translation>Whether the room&apos;s devices are ready. A red line says what to do.</translation>
    </message>
    <message>
        <source>Chọn camera, micro, loa và màn hình 2. Thiết bị số 1 được dùng trước; lựa chọn được nhớ cả khi rút ra cắm lại.</source>
        <translation>Choose camera, microphone, loudspeaker and display 2. Device number 1 is used first; the choice is remembered when devices are unplugged and plugged in again.</translation>
    </message>
    <message>
        <source>Danh mục điều kiện theo văn bản của thành phố. Đánh dấu từng mục rồi gửi.</source>
        <translation>The conditions the city&apos;s letter asks for. Tick every line, then send.</translation>
    </message>
    <message>
        <source>Lãnh đạo và công chức đầu mối của đơn vị. Gửi Ban Tiếp công dân để tổng hợp.</source>
        <translation>The unit&apos;s leader and officer in charge. Send them to the reception board, which keeps the list.</translation>
    </message>
    <message>
        <source>Sở, ban, ngành và cơ quan khác của thành phố. Chọn dòng để sửa, hoặc thêm cơ quan mới.</source>
        <translation>Departments, boards and other agencies of the city. Choose a row to change it, or add a new agency.</translation>
    </message>
    <message>
        <source>Ghi khó khăn, vướng mắc ngay khi gặp. Thành phố tiếp nhận và trả lời tại đây.</source>
        <translation>Write difficulties down when they happen. The city receives and answers them here.</translation>
    </message>
    <message>
        <source>Ngày nghỉ và ngày làm bù dùng chung toàn thành phố. Chọn dòng để sửa, hoặc thêm ngày mới.</source>
        <translation>Days off and swapped workdays of the whole city. Choose a row to change it, or add a day.</translation>
    </message>
    <message>
        <source>Những gì chưa gửi về thành phố. Tất cả đã lưu trên máy này.</source>
        <translation>What has not been sent to the city yet. All of it is kept on this PC.</translation>
    </message>
    <message>
        <source>Chương trình đang được đặt thế nào và ai quyết định. Mục có hình khóa do thành phố quy định.</source>
        <translation>How the program is set up, and who decided. What has a lock is the city&apos;s decision.</translation>
    </message>
    <message>
        <source>Dòng biên bản mới</source>
        <translation>New line of the minutes</translation>
    </message>
    <message>
        <source>Đổi người nói</source>
        <translation>Change the speaker</translation>
    </message>
    <message>
        <source>Đánh dấu lúc này để tìm lại trong bản ghi</source>
        <translation>Mark this moment, to find it again in the recording</translation>
    </message>
    <message>
        <source>Micro mở / tắt</source>
        <translation>Microphone on / off</translation>
    </message>
    <message>
        <source>Mời nói / xin nói</source>
        <translation>Give the floor / ask to speak</translation>
    </message>
    <message>
        <source>Trang sau; khi đọc lại biên bản: dòng sau</source>
        <translation>Next page; while the minutes are read back: the next line</translation>
    </message>
    <message>
        <source>Khi đọc lại biên bản: đọc to dòng này / dừng</source>
        <translation>While minutes are read back: read this line aloud / stop</translation>
    </message>
    <message>
        <source>Che / hiện màn hình 2</source>
        <translation>Cover / show display 2</translation>
    </message>
    <message>
        <source>Giữ để nói</source>
        <translation>Hold to speak</translation>
    </message>
    <message>
        <source>Nội dung mật: ngắt hình và tiếng ngay</source>
        <translation>Secret content: stop picture and sound at once</translation>
    </message>
    <message>
        <source>Giữ 1 giây: gọi hỗ trợ an ninh, không lời</source>
        <translation>Hold for 1 second: call for security, without a word</translation>
    </message>
    <message>
        <source>Lượt nói: gọi sớm hơn, muộn hơn</source>
        <translation>Speaking queue: sooner, later</translation>
    </message>
    <message>
        <source>Lượt nói: đến thứ tự này</source>
        <translation>Speaking queue: to this place</translation>
    </message>
    <message>
        <source>Lượt nói: hạ tay</source>
        <translation>Speaking queue: lower the hand</translation>
    </message>
    <message>
        <source>Bước tiếp</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Thẻ sự cố</source>
        <translation>Card of incidents</translation>
    </message>
    <message>
        <source>Mời cơ quan</source>
        <translation>Call an agency</translation>
    </message>
    <message>
        <source>Điểm danh và công bố</source>
        <translation>Roll call and announcements</translation>
    </message>
    <message>
        <source>Dòng biên bản thành việc của kết luận</source>
        <translation>Line of the minutes becomes a task of the conclusion</translation>
    </message>
    <message>
        <source>Chèn giờ</source>
        <translation>Insert the time</translation>
    </message>
    <message>
        <source>In biên bản đã chốt</source>
        <translation>Print the frozen minutes</translation>
    </message>
    <message>
        <source>Chèn câu mẫu, ghi ở cuối bảng này</source>
        <translation>Insert a standard sentence, listed at the end here</translation>
    </message>
    <message>
        <source>Trang trước trên màn trình chiếu</source>
        <translation>Previous page on display 2</translation>
    </message>
    <message>
        <source>Đến trang, của tài liệu đang mở hay đang chiếu</source>
        <translation>Go to a page, of the paper in front or on display</translation>
    </message>
    <message>
        <source>Phần trước của trang đang chiếu</source>
        <translation>Previous part of the page on display 2</translation>
    </message>
    <message>
        <source>Phần tiếp của trang đang chiếu</source>
        <translation>Next part of the page on display 2</translation>
    </message>
    <message>
        <source>Về ô biên bản</source>
        <translation>Back to the minutes</translation>
    </message>
    <message>
        <source>Lên, Xuống</source>
        <translation>Up, Down</translation>
    </message>
    <message>
        <source>Chọn dòng</source>
        <translation>Choose a row</translation>
    </message>
    <message>
        <source>Mở hồ sơ của dòng</source>
        <translation>Open the row&apos;s dossier</translation>
    </message>
    <message>
        <source>Tìm</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Làm mới</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Vào phòng</source>
        <translation>Enter the room</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Trở lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Lên, Xuống, Trái, Phải</source>
        <translation>Up, Down, Left, Right</translation>
    </message>
    <message>
        <source>Chọn ô của bảng thấy, nghe</source>
        <translation>Choose a cell of what is seen and heard</translation>
    </message>
    <message>
        <source>Ghi chưa đạt ô của phòng này, hoặc đo lại</source>
        <translation>Do not accept a cell of this room, or measure it again</translation>
    </message>
    <message>
        <source>Đo lại ô đã ghi chưa đạt</source>
        <translation>Measure again a cell that was not accepted</translation>
    </message>
    <message>
        <source>Sang nút kế tiếp</source>
        <translation>To the next button</translation>
    </message>
    <message>
        <source>Phím cách</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Bấm nút đang chọn</source>
        <translation>Press the chosen button</translation>
    </message>
    <message>
        <source>Tìm lại thiết bị</source>
        <translation>Look again for devices</translation>
    </message>
    <message>
        <source>Kiểm tra lại</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Sang ô tiếp theo</source>
        <translation>To the next field</translation>
    </message>
    <message>
        <source>Nhận tài liệu vào phiếu</source>
        <translation>Take papers into the intake</translation>
    </message>
    <message>
        <source>Bấm nút chính</source>
        <translation>Press the main button</translation>
    </message>
    <message>
        <source>Lưu phần đang ghi</source>
        <translation>Save what is being written</translation>
    </message>
    <message>
        <source>Vào</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Chọn tên, nhập mã PIN rồi nhấn Enter; hoặc đăng nhập tài khoản thành phố.</source>
        <translation>Choose your name, type your PIN and press Enter; or sign in with the city account.</translation>
    </message>
    <message>
        <source>Từ tài khoản về mã PIN</source>
        <translation>From the account back to the PIN</translation>
    </message>
    <message>
        <source>Tìm đơn vị (ở Trụ sở thành phố)</source>
        <translation>Find a unit (at headquarters)</translation>
    </message>
    <message>
        <source>In mục lục hồ sơ</source>
        <translation>Print the index of the file</translation>
    </message>
    <message>
        <source>Mở bản ghi đang chọn</source>
        <translation>Open the chosen recording</translation>
    </message>
    <message>
        <source>Nghe từ dòng đang chọn; ở ô lý do: nghe</source>
        <translation>Listen from the chosen line; in the reason: listen</translation>
    </message>
    <message>
        <source>Trái, Phải</source>
        <translation>Left, Right</translation>
    </message>
    <message>
        <source>Lùi, tiến 10 giây</source>
        <translation>Back, on 10 seconds</translation>
    </message>
    <message>
        <source>Lùi, tiến 1 phút</source>
        <translation>Back, on one minute</translation>
    </message>
    <message>
        <source>Ở dải thời gian: nghe, dừng</source>
        <translation>On the line of time: listen, stop</translation>
    </message>
    <message>
        <source>Đọc lại bản ghi</source>
        <translation>Read the recording again</translation>
    </message>
    <message>
        <source>Mời vụ tiếp theo</source>
        <translation>Call the next case</translation>
    </message>
    <message>
        <source>Mọi bản ghi của máy này, đã gửi thành phố hay chưa. Gõ tên buổi để tìm, nhấn Enter để mở.</source>
        <translation>Every recording of this PC, sent to the city or not. Type a name to search, press Enter to open.</translation>
    </message>
    <message>
        <source>Nghe lại bản ghi của một buổi đã đóng. Ghi lý do, nhập mã PIN, rồi chọn một dòng biên bản hoặc một chỗ trên dải thời gian.</source>
        <translation>Listen to the recording of a session that is closed. Write a reason, enter the PIN, then choose a line of the minutes or a place on the line of time.</translation>
    </message>
    <message>
        <source>Rút lại, trong 30 giây</source>
        <translation>Take back, within 30 seconds</translation>
    </message>
    <message>
        <source>Mở vụ việc</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Mở vụ việc của dòng đang chọn</source>
        <translation>Open the case of the chosen row</translation>
    </message>
    <message>
        <source>Mở dòng đang chọn</source>
        <translation>Open the chosen row</translation>
    </message>
    <message>
        <source>Thêm tài liệu vào hồ sơ</source>
        <translation>Add papers to the dossier</translation>
    </message>
    <message>
        <source>Dán tệp đã sao chép vào hồ sơ</source>
        <translation>Paste copied files into the dossier</translation>
    </message>
    <message>
        <source>Trang sau của tài liệu đang mở</source>
        <translation>Next page of the open paper</translation>
    </message>
    <message>
        <source>Đến trang của tài liệu đang mở</source>
        <translation>Go to a page of the open paper</translation>
    </message>
    <message>
        <source>Sang các nút của việc đang chọn</source>
        <translation>To the buttons of the chosen task</translation>
    </message>
    <message>
        <source>Gắn văn bản kết quả</source>
        <translation>Attach a paper of the result</translation>
    </message>
    <message>
        <source>Đóng phần đang ghi</source>
        <translation>Shut what is being written</translation>
    </message>
    <message>
        <source>Trợ giúp màn hình này</source>
        <translation>Help for this screen</translation>
    </message>
    <message>
        <source>Chuyển vùng</source>
        <translation>Next region</translation>
    </message>
    <message>
        <source>Bảng phím</source>
        <translation>Table of keys</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Thông tin kỹ thuật</source>
        <translation>Technical figures</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Chưa có cuộc gọi nào. Số liệu hiện ở đây khi hai phòng nối nhau.</source>
        <translation>No call yet. Figures appear here when two rooms are connected.</translation>
    </message>
    <message>
        <source>Cuộc gọi đã kết thúc. Đây là số liệu cuối cùng.</source>
        <translation>The call has ended. These are its last figures.</translation>
    </message>
    <message>
        <source>Đo tại máy này, mỗi giây một lần. Buổi tiếp vẫn tiếp tục.</source>
        <translation>Measured on this PC once a second. The session goes on.</translation>
    </message>
    <message>
        <source>Mã bốn từ hiện ở đây khi hai phòng đã nối.</source>
        <translation>The four words stand here once the two rooms are connected.</translation>
    </message>
    <message>
        <source>Mức hình</source>
        <translation>Picture level</translation>
    </message>
    <message>
        <source>Kích thước hình</source>
        <translation>Picture size</translation>
    </message>
    <message>
        <source>Băng thông ước tính</source>
        <translation>Estimated bandwidth</translation>
    </message>
    <message>
        <source>Độ trễ hai chiều</source>
        <translation>Round-trip delay</translation>
    </message>
    <message>
        <source>Biến động trễ</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>Hình bị đứng</source>
        <translation>Picture frozen</translation>
    </message>
    <message>
        <source>Tiếng bị mất đã bù</source>
        <translation>Lost sound made up for</translation>
    </message>
    <message>
        <source>Gián đoạn gói tin</source>
        <translation>Packets interrupted</translation>
    </message>
    <message>
        <source>Mã bốn từ: {words}</source>
        <translation>Four words: {words}</translation>
    </message>
    <message>
        <source>Hai phòng đọc cho nhau nghe bốn từ này. Nếu trùng khớp, không có ai nghe xen trên đường truyền giữa hai phòng.</source>
        <translation>Both rooms read these four words to each other. If they are the same, nobody listens in on the line between the two rooms.</translation>
    </message>
    <message>
        <source>Không so được mã bốn từ: chưa nhận đủ mã từ phòng kia, thường do phòng kia dùng phiên bản cũ. Cuộc gọi vẫn tiếp tục nhưng chưa kiểm chứng được có ai nghe xen hay không.</source>
        <translation>The four words cannot be compared: the other room has not sent its part, mostly because its program is older. The call goes on, but whether somebody listens in is not known.</translation>
    </message>
    <message>
        <source>Không so được mã bốn từ: mã nhận từ phòng kia không hợp lệ, có thể có người can thiệp đường truyền. Cuộc gọi vẫn tiếp tục. Hãy báo bộ phận kỹ thuật; muốn thử lại, rời buổi tiếp rồi vào lại.</source>
        <translation>The four words cannot be compared: what came from the other room is not valid, and somebody may interfere with the line. The call goes on. Tell your IT; to try again, leave the session and join again.</translation>
    </message>
    <message>
        <source>Nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Hình mỗi giây</source>
        <translation>Pictures per second</translation>
    </message>
    <message>
        <source>Tốc độ</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Mất gói</source>
        <translation>Packets lost</translation>
    </message>
    <message>
        <source>Đường đi</source>
        <translation>Path</translation>
    </message>
    <message>
        <source>Bộ xử lý</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>trực tiếp</source>
        <translation>direct</translation>
    </message>
    <message>
        <source>qua máy chuyển tiếp</source>
        <translation>through the relay</translation>
    </message>
    <message>
        <source>trực tiếp, qua NAT</source>
        <translation>direct, through NAT</translation>
    </message>
</context>
<context>
    <name>Minutes</name>
    <message>
        <source>Dòng {number}, {speaker}: hai bản khác nhau</source>
        <translation>Line {number}, {speaker}: two different texts</translation>
    </message>
    <message>
        <source>Bản đang dùng</source>
        <translation>Text in use</translation>
    </message>
    <message>
        <source>Bản kia</source>
        <translation>Other text</translation>
    </message>
    <message>
        <source>Giữ bản này</source>
        <translation>Keep this one</translation>
    </message>
    <message>
        <source>Nơi ghi dòng này chọn.</source>
        <translation>The site that wrote this line chooses.</translation>
    </message>
    <message>
        <source>nháp</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>Xuất biên bản</source>
        <translation>Export minutes</translation>
    </message>
    <message>
        <source>đang sửa</source>
        <translation>correcting</translation>
    </message>
    <message>
        <source>Chưa có dòng nào để xuất.</source>
        <translation>There is no line to export yet.</translation>
    </message>
    <message>
        <source>Đang xuất…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>Biên bản</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Người nói</source>
        <translation>Speaker</translation>
    </message>
    <message>
        <source>Loại dòng</source>
        <translation>Kind of line</translation>
    </message>
    <message>
        <source>Dòng đang gõ</source>
        <translation>Line being typed</translation>
    </message>
    <message>
        <source>Chỉ xem; thư ký và cán bộ ghi biên bản.</source>
        <translation>Read only; secretary and officer write the minutes.</translation>
    </message>
    <message>
        <source>Gõ điều đang được nói. Nhấn Enter để sang dòng mới.</source>
        <translation>Type what is being said. Press Enter for a new line.</translation>
    </message>
    <message>
        <source>Kết luận</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Đang hội ý: phần này không ghi vào biên bản.</source>
        <translation>Consulting: this part is not written into the minutes.</translation>
    </message>
    <message>
        <source>Lưu hoặc đóng việc đang ghi trước.</source>
        <translation>Save or close the task that is being written first.</translation>
    </message>
    <message>
        <source>Dòng thành kết luận, Ctrl+L</source>
        <translation>Line becomes a task of the conclusion, Ctrl+L</translation>
    </message>
    <message>
        <source>đã ghi ký</source>
        <translation>signatures noted</translation>
    </message>
    <message>
        <source>đã chốt</source>
        <translation>frozen</translation>
    </message>
    <message>
        <source>chờ ký</source>
        <translation>to be signed</translation>
    </message>
    <message>
        <source>Xuất</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>phòng này</source>
        <translation>this room</translation>
    </message>
    <message>
        <source>{site} {count} dòng</source>
        <translation>{site}: {count}</translation>
    </message>
    <message>
        <source>{count} dòng chờ gửi về thành phố</source>
        <translation>waiting for the city: {count}</translation>
    </message>
    <message>
        <source>chưa có gì để lưu</source>
        <translation>nothing to save yet</translation>
    </message>
    <message>
        <source>đang lưu…</source>
        <translation>saving…</translation>
    </message>
    <message>
        <source>đã lưu trên máy này</source>
        <translation>saved on this PC</translation>
    </message>
    <message>
        <source>đã gửi về thành phố</source>
        <translation>sent to the city</translation>
    </message>
    <message>
        <source>đã lưu trên máy này {at}</source>
        <translation>saved on this PC {at}</translation>
    </message>
    <message>
        <source>đã gửi về thành phố {at}</source>
        <translation>sent to the city {at}</translation>
    </message>
    <message>
        <source>chưa lưu được, nội dung vẫn giữ trên màn hình</source>
        <translation>not saved, the text stays on the screen</translation>
    </message>
    <message>
        <source>Sửa dòng này</source>
        <translation>Correct this line</translation>
    </message>
    <message>
        <source>▸KL</source>
        <translation>▸KL</translation>
    </message>
    <message>
        <source>Đã thành việc của kết luận</source>
        <translation>It is a task of the conclusion</translation>
    </message>
    <message>
        <source>đánh dấu</source>
        <translation>mark</translation>
    </message>
    <message>
        <source>nhận sau khi chốt</source>
        <translation>received after the freezing</translation>
    </message>
    <message>
        <source>hai bản</source>
        <translation>two texts</translation>
    </message>
    <message>
        <source>bị từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>chờ gửi</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>{person} ghi</source>
        <translation>written by {person}</translation>
    </message>
    <message>
        <source>thành phố nhận lúc {at}, sau khi biên bản đã chốt</source>
        <translation>received by the city at {at}, after the minutes were frozen</translation>
    </message>
    <message>
        <source>{site} đang gõ</source>
        <translation>{site} is typing</translation>
    </message>
    <message>
        <source>Dòng có hai bản</source>
        <translation>Lines with two versions</translation>
    </message>
    <message>
        <source>Để chọn sau</source>
        <translation>Choose later</translation>
    </message>
    <message>
        <source>Trước</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Sau</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Đọc to</source>
        <translation>Read aloud</translation>
    </message>
    <message>
        <source>Đọc lại: dòng {number} trong {count}</source>
        <translation>Reading back: line {number} of {count}</translation>
    </message>
    <message>
        <source>Đọc lại: chưa đọc, {count} dòng</source>
        <translation>Reading back: not begun, {count} lines</translation>
    </message>
    <message>
        <source>Không còn dòng nào.</source>
        <translation>There is no other line.</translation>
    </message>
    <message>
        <source>Dừng đọc</source>
        <translation>Stop reading</translation>
    </message>
    <message>
        <source>Chưa đến dòng nào.</source>
        <translation>No line is reached yet.</translation>
    </message>
    <message>
        <source>Phòng chưa có loa.</source>
        <translation>The room has no loudspeaker.</translation>
    </message>
    <message>
        <source>Đang chuẩn bị đọc to…</source>
        <translation>Getting ready to read aloud…</translation>
    </message>
    <message>
        <source>Đang đọc to ở loa phòng này</source>
        <translation>Reading aloud at this room&apos;s loudspeaker</translation>
    </message>
    <message>
        <source>Đã ngừng đọc to</source>
        <translation>Reading aloud has ended</translation>
    </message>
    <message>
        <source>{count} giây hình</source>
        <translation>{count} s of picture</translation>
    </message>
    <message>
        <source>{count} giây tiếng</source>
        <translation>{count} s of sound</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>đang chiếu</source>
        <translation>on display</translation>
    </message>
    <message>
        <source>được chiếu</source>
        <translation>may be shown</translation>
    </message>
    <message>
        <source>chưa cho chiếu</source>
        <translation>not to be shown</translation>
    </message>
    <message>
        <source>phòng này</source>
        <translation>this room</translation>
    </message>
    <message>
        <source>Chọn tệp</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>Trình chiếu</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Thôi chiếu</source>
        <translation>Stop presenting</translation>
    </message>
    <message>
        <source>{papers} tài liệu · {pages} trang</source>
        <translation>papers: {papers} · pages: {pages}</translation>
    </message>
    <message>
        <source>Điểm cầu này chỉ xem tài liệu.</source>
        <translation>This site can only read papers.</translation>
    </message>
    <message>
        <source>Kéo tệp vào đây. Bản gốc không bị thay đổi.</source>
        <translation>Drop files here. The original is never changed.</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Đến trang</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>chỉ có trang 1 đến {count}</source>
        <translation>there are pages 1 to {count}</translation>
    </message>
    <message>
        <source>Đóng hồ sơ, trở lại hình</source>
        <translation>Close the papers, back to the pictures</translation>
    </message>
    <message>
        <source>Chọn một tài liệu ở bên trái</source>
        <translation>Choose a paper at the left</translation>
    </message>
    <message>
        <source>Đang mở trang…</source>
        <translation>Opening the page…</translation>
    </message>
    <message>
        <source>Trang {page}</source>
        <translation>Page {page}</translation>
    </message>
    <message>
        <source>Không xem trước được trang này. Bản gốc vẫn giữ nguyên vẹn.</source>
        <translation>This page has no preview. The original is kept intact.</translation>
    </message>
    <message>
        <source>Thôi cho trình chiếu</source>
        <translation>Withdraw from display</translation>
    </message>
    <message>
        <source>Cho trình chiếu</source>
        <translation>Clear for display</translation>
    </message>
    <message>
        <source>Nơi đưa tài liệu vào mới cho trình chiếu được.</source>
        <translation>Only the site that brought the paper may clear it.</translation>
    </message>
    <message>
        <source>Tài liệu này chưa được cho trình chiếu.</source>
        <translation>This paper is not cleared for display yet.</translation>
    </message>
    <message>
        <source>Chỉ trình chiếu được khi buổi tiếp đang mở và có kết nối.</source>
        <translation>Pages can be presented only while the session is open and connected.</translation>
    </message>
    <message>
        <source>Đang chiếu: tài liệu {number}, trang {page}/{count}</source>
        <translation>On display: paper {number}, page {page}/{count}</translation>
    </message>
    <message>
        <source>Tài liệu đọc được</source>
        <translation>Papers that can be read</translation>
    </message>
    <message>
        <source>Chọn tài liệu</source>
        <translation>Choose papers</translation>
    </message>
    <message>
        <source>Phần trang đang chiếu</source>
        <translation>Part of the page that is shown</translation>
    </message>
    <message>
        <source>Cả trang</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>Phần trên</source>
        <translation>Upper part</translation>
    </message>
    <message>
        <source>Phần giữa</source>
        <translation>Middle part</translation>
    </message>
    <message>
        <source>Phần dưới</source>
        <translation>Lower part</translation>
    </message>
</context>
<context>
    <name>Pause</name>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Trở lại lúc (nếu đã biết)</source>
        <translation>Goes on at (if known)</translation>
    </message>
    <message>
        <source>Giờ trong hôm nay, thí dụ 10:15. Mọi điểm cầu và màn hình 2 thấy.</source>
        <translation>A time of today, such as 10:15. Every site and display 2 see it.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Có nội dung mật: bấm nút dưới, hình và tiếng ngắt ngay.</source>
        <translation>Secret content: press the button below, picture and sound stop at once.</translation>
    </message>
    <message>
        <source>Nội dung mật: tạm dừng ngay</source>
        <translation>Secret content: pause at once</translation>
    </message>
    <message>
        <source>Có nội dung mật: tắt micro, camera trên nền tảng đang họp trước, rồi bấm nút dưới. Chương trình không ngắt được hình, tiếng ở đó.</source>
        <translation>Secret content: first switch microphone and camera off on the platform of the meeting, then press the button below. This program cannot stop pictures and sound there.</translation>
    </message>
</context>
<context>
    <name>PreJoin</name>
    <message>
        <source>Buổi tiếp hôm nay</source>
        <translation>Today&apos;s receptions</translation>
    </message>
    <message>
        <source>diễn tập</source>
        <translation>practice</translation>
    </message>
    <message>
        <source>Tắt camera</source>
        <translation>Camera off</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Sẵn sàng, vào phòng</source>
        <translation>Ready, enter the room</translation>
    </message>
    <message>
        <source>Chuẩn bị vào phòng</source>
        <translation>Before you enter</translation>
    </message>
    <message>
        <source>Tiếp quản chỗ này</source>
        <translation>Take over this seat</translation>
    </message>
    <message>
        <source>Bật camera</source>
        <translation>Camera on</translation>
    </message>
    <message>
        <source>Họp trên {platform}</source>
        <translation>Meeting on {platform}</translation>
    </message>
    <message>
        <source>Đang mở hình và tiếng</source>
        <translation>Opening picture and sound</translation>
    </message>
    <message>
        <source>Camera đang tắt</source>
        <translation>The camera is off</translation>
    </message>
    <message>
        <source>Chưa có hình</source>
        <translation>No picture yet</translation>
    </message>
    <message>
        <source>Xem trước</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Từ khi mở buổi, phòng này ghi hình từ thiết bị thu hình, ghi tiếng từ đường vào âm thanh.</source>
        <translation>From the opening this room records the picture of the capture card and the sound of the line input.</translation>
    </message>
    <message>
        <source>Từ khi mở buổi, phòng này chỉ ghi tiếng, từ đường vào âm thanh.</source>
        <translation>From the opening this room records sound alone, of the line input.</translation>
    </message>
    <message>
        <source>Từ khi mở buổi, phòng này chỉ ghi hình, từ thiết bị thu hình; bản ghi thiếu tiếng vì chưa chọn đường vào âm thanh ở màn hình Thiết bị.</source>
        <translation>From the opening this room records the picture alone, of the capture card; the recording lacks its sound, because no line input was chosen on the Devices screen.</translation>
    </message>
    <message>
        <source>Thiết bị thu hình đã chọn chưa cắm: cắm trước khi mở buổi.</source>
        <translation>The capture card that was chosen is not plugged in: plug it in before the session is opened.</translation>
    </message>
    <message>
        <source>Đường vào âm thanh đã chọn chưa cắm: cắm trước khi mở buổi.</source>
        <translation>The line input that was chosen is not plugged in: plug it in before the session is opened.</translation>
    </message>
    <message>
        <source>Mở {platform} bằng chương trình của nền tảng ấy để thấy và nghe nhau. Chương trình này không gọi, không mở micro, camera, không ghi âm, ghi hình buổi này; các bước, điểm danh, lượt nói, biên bản, hồ sơ và màn hình 2 vẫn ở đây.</source>
        <translation>Open {platform} with that platform&apos;s own program to see and hear each other. This program makes no call, opens no microphone or camera and records nothing of this session; steps, roll call, turns, minutes, papers and display 2 stay here.</translation>
    </message>
    <message>
        <source>Mở {platform} bằng chương trình của nền tảng ấy để thấy và nghe nhau. Chương trình này không gọi, không mở micro, camera của phòng; các bước, điểm danh, lượt nói, biên bản, hồ sơ và màn hình 2 vẫn ở đây.</source>
        <translation>Open {platform} with the program of that platform to see and hear each other. This program makes no call and opens no microphone or camera of the room; steps, roll call, turns, minutes, files and display 2 are still here.</translation>
    </message>
    <message>
        <source>Số hoặc địa chỉ phòng họp: {address}</source>
        <translation>Meeting number or address: {address}</translation>
    </message>
    <message>
        <source>không thấy thiết bị</source>
        <translation>no device found</translation>
    </message>
    <message>
        <source>Đã nghe thấy tiếng nói.</source>
        <translation>Your voice was heard.</translation>
    </message>
    <message>
        <source>Nói một câu để thử micro.</source>
        <translation>Say a sentence to try the microphone.</translation>
    </message>
    <message>
        <source>Lãnh đạo cho phép vào khi chưa ghi thử</source>
        <translation>A leader allows entering without a test recording</translation>
    </message>
    <message>
        <source>Cho phép</source>
        <translation>Allow</translation>
    </message>
    <message>
        <source>Đang vào phòng…</source>
        <translation>Entering…</translation>
    </message>
    <message>
        <source>Cho phép vào khi chưa ghi thử đạt</source>
        <translation>Allow entering without a good test recording</translation>
    </message>
    <message>
        <source>Vào bằng máy thứ hai</source>
        <translation>Join as second PC</translation>
    </message>
    <message>
        <source>Vào phòng với camera mở và micro tắt. Nhấn F4 để mở micro.</source>
        <translation>You enter with the camera on and the microphone off. F4 opens the microphone.</translation>
    </message>
    <message>
        <source>Vào phòng không có micro; cắm vào là dùng được ngay.</source>
        <translation>You enter without a microphone; it works as soon as it is plugged in.</translation>
    </message>
    <message>
        <source>Vào phòng không có camera. Nhấn F4 để mở micro.</source>
        <translation>You enter without a camera. Press F4 to open the microphone.</translation>
    </message>
    <message>
        <source>Vào phòng để điều hành và ghi biên bản.</source>
        <translation>Enter to conduct and to write the minutes.</translation>
    </message>
    <message>
        <source>Máy thứ hai không có hình và tiếng. Tiếp quản thì máy kia ra khỏi buổi tiếp.</source>
        <translation>The second PC has no picture and sound. If you take over, the other PC is out of the session.</translation>
    </message>
    <message>
        <source>Vào phòng, chưa sẵn sàng</source>
        <translation>Enter the room, not ready</translation>
    </message>
    <message>
        <source>nhỏ hoặc im lặng</source>
        <translation>quiet or silent</translation>
    </message>
    <message>
        <source>quá lớn</source>
        <translation>too loud</translation>
    </message>
    <message>
        <source>mức tốt</source>
        <translation>good level</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Trở lại màn hình trước</source>
        <translation>Back to the screen before</translation>
    </message>
    <message>
        <source>Lưu tệp…</source>
        <translation>Save a file…</translation>
    </message>
    <message>
        <source>Đang ghi tệp.</source>
        <translation>The file is being written.</translation>
    </message>
    <message>
        <source>Lưu {form}</source>
        <translation>Save {form}</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Vụ việc</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Bản ghi khác</source>
        <translation>Other recordings</translation>
    </message>
    <message>
        <source>Bản ghi</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>Lý do nghe</source>
        <translation>Reason for listening</translation>
    </message>
    <message>
        <source>Người nghe, giờ nghe và lý do được ghi lại.</source>
        <translation>Who listens, when and why is noted.</translation>
    </message>
    <message>
        <source>Lùi 10 giây</source>
        <translation>Back 10 seconds</translation>
    </message>
    <message>
        <source>Tiến 10 giây</source>
        <translation>On 10 seconds</translation>
    </message>
    <message>
        <source>Bản niêm phong…</source>
        <translation>Sealed copy…</translation>
    </message>
    <message>
        <source>Biên bản</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>bấm một dòng để nghe đúng giây</source>
        <translation>press a line to hear its second</translation>
    </message>
    <message>
        <source>Biên bản của buổi này không có dòng nào trên máy này.</source>
        <translation>This PC has no line of the minutes of this session.</translation>
    </message>
    <message>
        <source>Buổi {day}, {hour} · {title}</source>
        <translation>Session of {day}, {hour} · {title}</translation>
    </message>
    <message>
        <source>Không có gì để niêm phong, hoặc vai trò này không được.</source>
        <translation>There is nothing to seal, or this role may not.</translation>
    </message>
    <message>
        <source>Thôi chờ trình duyệt</source>
        <translation>Stop waiting for the browser</translation>
    </message>
    <message>
        <source>Xác nhận bằng tài khoản cơ quan</source>
        <translation>Confirm by office account</translation>
    </message>
    <message>
        <source>Xác nhận bằng tài khoản {title}</source>
        <translation>Confirm by {title} account</translation>
    </message>
    <message>
        <source>Xác nhận ở trang vừa mở trong trình duyệt</source>
        <translation>Confirm on the page just opened in the browser</translation>
    </message>
    <message>
        <source>Đang kiểm tra mã PIN</source>
        <translation>Checking the PIN</translation>
    </message>
    <message>
        <source>Ghi lý do rồi bấm Nghe</source>
        <translation>Write the reason, then press Listen</translation>
    </message>
    <message>
        <source>{n} lần chiếu trang</source>
        <translation>a page was shown {n} times</translation>
    </message>
    <message>
        <source>cờ: {n} dấu F2</source>
        <translation>flags: {n} F2 marks</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Của người đang đăng nhập.</source>
        <translation>Of whoever is signed in.</translation>
    </message>
    <message>
        <source>Nghe</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Không có gì để nghe.</source>
        <translation>There is nothing to listen to.</translation>
    </message>
    <message>
        <source>Đang ở đầu bản ghi.</source>
        <translation>This is the beginning of the recording.</translation>
    </message>
    <message>
        <source>Đang ở cuối bản ghi.</source>
        <translation>This is the end of the recording.</translation>
    </message>
    <message>
        <source>Nghe từ {hour}</source>
        <translation>Listen from {hour}</translation>
    </message>
    <message>
        <source>Ghi lý do, nhập mã PIN rồi bấm Nghe</source>
        <translation>Write the reason, enter the PIN, then press Listen</translation>
    </message>
    <message>
        <source>Nhập mã PIN rồi bấm Nghe</source>
        <translation>Enter the PIN, then press Listen</translation>
    </message>
    <message>
        <source>vạch xanh: dòng biên bản của điểm cầu</source>
        <translation>blue marks: lines of the minutes of the site</translation>
    </message>
    <message>
        <source>khối xanh: điểm cầu có lượt nói</source>
        <translation>blue block: the site has the floor</translation>
    </message>
    <message>
        <source>vạch đỏ: {lost}</source>
        <translation>red marks: {lost}</translation>
    </message>
    <message>
        <source>Tìm tên buổi tiếp</source>
        <translation>Search for the name of a session</translation>
    </message>
    <message>
        <source>Còn {count} bản ghi. Gõ thêm để thu hẹp.</source>
        <translation>{count} more recordings. Type more to narrow it down.</translation>
    </message>
    <message>
        <source>Bản ghi của máy này</source>
        <translation>Recordings of this PC</translation>
    </message>
    <message>
        <source>Không thấy bản ghi nào như vậy.</source>
        <translation>No such recording was found.</translation>
    </message>
    <message>
        <source>Xóa chữ trong ô tìm để xem tất cả.</source>
        <translation>Clear the search field to see all.</translation>
    </message>
    <message>
        <source>Trang tài liệu</source>
        <translation>Page of a paper</translation>
    </message>
    <message>
        <source>Dấu, F2</source>
        <translation>Marks, F2</translation>
    </message>
    <message>
        <source>Tạo bản niêm phong…</source>
        <translation>Make the sealed copy…</translation>
    </message>
    <message>
        <source>Bản niêm phong cho công dân</source>
        <translation>Sealed copy for a citizen</translation>
    </message>
    <message>
        <source>Chỉ giao theo quyết định. Tệp ZIP nghe được ở mọi máy: giữ như giữ hồ sơ. Người tạo, quyết định và người nhận được ghi vào nhật ký.</source>
        <translation>Given by a decision alone. The ZIP plays on any PC: keep it as you keep the dossier. Who makes it, the decision and the recipient are noted.</translation>
    </message>
    <message>
        <source>Đang ghi tệp…</source>
        <translation>Writing the file…</translation>
    </message>
    <message>
        <source>Ghi bản niêm phong</source>
        <translation>Save the sealed copy</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>Mẫu 03/TCD · năm {year} · {unit}</source>
        <translation>Form 03/TCD · {year} · {unit}</translation>
    </message>
    <message>
        <source>Sổ đang được đọc.</source>
        <translation>The register is being read.</translation>
    </message>
    <message>
        <source>Sổ tiếp công dân năm {year}</source>
        <translation>Register of receptions {year}</translation>
    </message>
    <message>
        <source>Xuất sổ tiếp công dân</source>
        <translation>Export the register</translation>
    </message>
    <message>
        <source>Về Buổi tiếp</source>
        <translation>Back to Sessions</translation>
    </message>
    <message>
        <source>Xuất sổ</source>
        <translation>Export the register</translation>
    </message>
    <message>
        <source>Thống kê</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Xem cả sổ</source>
        <translation>Whole register</translation>
    </message>
    <message>
        <source>Tìm tên, số giấy tờ, nội dung</source>
        <translation>Search name, paper number, matter</translation>
    </message>
    <message>
        <source>Phân loại</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Mọi phân loại</source>
        <translation>All types</translation>
    </message>
    <message>
        <source>Năm, tháng</source>
        <translation>Year, month</translation>
    </message>
    <message>
        <source>Gõ không dấu vẫn tìm được</source>
        <translation>Found without diacritics too</translation>
    </message>
    <message>
        <source>Sổ tiếp công dân</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Còn {count} dòng. Gõ thêm hoặc chọn tháng để thu hẹp.</source>
        <translation>{count} more rows. Type more or choose a month to narrow.</translation>
    </message>
    <message>
        <source>Ghi {n} lượt vào sổ</source>
        <translation>Enter visits: {n}</translation>
    </message>
    <message>
        <source>Sổ đang được ghi ra tệp.</source>
        <translation>The book is being written to a file.</translation>
    </message>
    <message>
        <source>Gạch bỏ dòng…</source>
        <translation>Strike out a row…</translation>
    </message>
    <message>
        <source>Ghi theo dõi</source>
        <translation>Follow up</translation>
    </message>
    <message>
        <source>Gạch bỏ dòng {row}…</source>
        <translation>Strike out row {row}…</translation>
    </message>
    <message>
        <source>Ghi theo dõi, dòng {row}</source>
        <translation>Follow up row {row}</translation>
    </message>
    <message>
        <source>Chưa chọn dòng nào.</source>
        <translation>No row is chosen.</translation>
    </message>
    <message>
        <source>Dòng này đã gạch bỏ, không ghi thêm được.</source>
        <translation>This row is struck out; nothing more can be written.</translation>
    </message>
    <message>
        <source>Đang ghi một dòng.</source>
        <translation>A row is being written.</translation>
    </message>
    <message>
        <source>Đang xem {n} dòng của số liệu “{figure}”, {period}.</source>
        <translation>Showing {n} rows of the figure “{figure}”, {period}.</translation>
    </message>
    <message>
        <source>Sổ năm {year}: {rows} dòng, {struck} gạch bỏ</source>
        <translation>Book of {year}: {rows} rows, {struck} struck out</translation>
    </message>
    <message>
        <source>đang xem {visits} lượt, {people} người</source>
        <translation>shown: {visits} visits, {people} people</translation>
    </message>
    <message>
        <source>{n} dòng chờ thành phố cấp số</source>
        <translation>{n} rows await their number from the city</translation>
    </message>
    <message>
        <source>Gạch bỏ dòng {row}, năm {year}</source>
        <translation>Strike out row {row}, {year}</translation>
    </message>
    <message>
        <source>Theo dõi dòng {row}, năm {year}</source>
        <translation>Follow up row {row}, {year}</translation>
    </message>
    <message>
        <source>Đóng, không ghi</source>
        <translation>Close without writing</translation>
    </message>
    <message>
        <source>Gạch bỏ và ghi dòng đúng</source>
        <translation>Strike out and write the right row</translation>
    </message>
    <message>
        <source>Gạch bỏ</source>
        <translation>Strike out</translation>
    </message>
    <message>
        <source>Đang ghi.</source>
        <translation>Being written.</translation>
    </message>
    <message>
        <source>Dòng gạch bỏ vẫn còn trong sổ, giữ nguyên số thứ tự và vẫn in. Dòng của năm trước ghi sai thì dòng đúng ghi vào sổ năm nay.</source>
        <translation>A row that is struck out stays in the book with its number, and is still printed. Of a wrong row of an earlier year the right one is written into this year&apos;s book.</translation>
    </message>
    <message>
        <source>Các cột ghi khi tiếp không sửa được. Ghi sai thì gạch bỏ và ghi dòng đúng.</source>
        <translation>The columns written at the reception cannot be changed. Strike out a wrong row and write the right one.</translation>
    </message>
    <message>
        <source>Thuộc thẩm quyền</source>
        <translation>Within remit</translation>
    </message>
    <message>
        <source>Dòng gạch bỏ</source>
        <translation>Row struck out</translation>
    </message>
    <message>
        <source>Thống kê tiếp công dân</source>
        <translation>Statistics of receptions</translation>
    </message>
    <message>
        <source>Trở lại sổ tiếp công dân</source>
        <translation>Back to the register</translation>
    </message>
    <message>
        <source>Kỳ thống kê</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>In thống kê…</source>
        <translation>Print statistics…</translation>
    </message>
    <message>
        <source>Từ {since} đến {until}. Bấm một dòng để xem các dòng sổ của nó.</source>
        <translation>From {since} to {until}. Press a line to see its rows of the register.</translation>
    </message>
    <message>
        <source>Cách tính kỳ theo {source}, chờ thành phố xác nhận.</source>
        <translation>Periods follow {source}; to be confirmed by the city.</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Xuất báo cáo tháng</source>
        <translation>Export the month</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Báo cáo đang được ghi ra tệp.</source>
        <translation>The report is being written.</translation>
    </message>
    <message>
        <source>Báo cáo khó khăn, vướng mắc</source>
        <translation>Report on difficulties</translation>
    </message>
    <message>
        <source>Chưa có khó khăn, vướng mắc nào trong tháng.</source>
        <translation>No difficulty this month.</translation>
    </message>
    <message>
        <source>Mục đã ghi sẽ hiện ở đây, kèm trả lời của thành phố.</source>
        <translation>What was written down stands here, with the city&apos;s answer.</translation>
    </message>
    <message>
        <source>Tháng {month}/{year}</source>
        <translation>{month}/{year}</translation>
    </message>
    <message>
        <source>Không có mục nào</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Trả lời đơn vị (có thể để trống)</source>
        <translation>Answer to the unit (may stay empty)</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Chọn một mục trong danh sách để tiếp nhận hoặc trả lời.</source>
        <translation>Choose an entry of the list to receive or answer it.</translation>
    </message>
    <message>
        <source>Gửi trả lời</source>
        <translation>Send the answer</translation>
    </message>
    <message>
        <source>Mục này đã tiếp nhận. Viết trả lời để gửi thêm.</source>
        <translation>This was received. Write an answer to send more.</translation>
    </message>
    <message>
        <source>Ghi nhận và gửi</source>
        <translation>Record and send</translation>
    </message>
    <message>
        <source>Số lần</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Tài khoản này không gửi báo cáo của đơn vị.</source>
        <translation>This account does not send the unit&apos;s reports.</translation>
    </message>
    <message>
        <source>Ghi mục mới</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>Nội dung khó khăn, vướng mắc</source>
        <translation>What the difficulty is</translation>
    </message>
    <message>
        <source>Nhóm</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Ảnh hưởng</source>
        <translation>Effect</translation>
    </message>
    <message>
        <source>Buổi tiếp liên quan</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Kiến nghị (nếu có)</source>
        <translation>Proposal (if any)</translation>
    </message>
    <message>
        <source>không thuộc buổi nào</source>
        <translation>not part of a session</translation>
    </message>
    <message>
        <source>Kiến nghị: {text}</source>
        <translation>Proposal: {text}</translation>
    </message>
    <message>
        <source>{count} lần</source>
        <translation>{count} times</translation>
    </message>
    <message>
        <source>Đã tiếp nhận {day}, {person}.</source>
        <translation>Received {day}, {person}.</translation>
    </message>
    <message>
        <source>Trả lời của thành phố, {day}, {person}:</source>
        <translation>The city&apos;s answer, {day}, {person}:</translation>
    </message>
    <message>
        <source>Tìm đơn vị, người phụ trách</source>
        <translation>Find a unit or a person</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Lãnh đạo phụ trách</source>
        <translation>Leader in charge</translation>
    </message>
    <message>
        <source>Công chức đầu mối</source>
        <translation>Officer in charge</translation>
    </message>
    <message>
        <source>Về Đầu mối</source>
        <translation>Back to Focal points</translation>
    </message>
    <message>
        <source>Thêm cơ quan</source>
        <translation>Add agency</translation>
    </message>
    <message>
        <source>Tìm tên hoặc mã cơ quan</source>
        <translation>Find a name or code</translation>
    </message>
    <message>
        <source>Cơ quan đã lưu sẽ hiện ở đây.</source>
        <translation>Saved agencies stand here.</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Không thấy cơ quan nào khớp với chữ đã gõ.</source>
        <translation>No agency matches what was typed.</translation>
    </message>
    <message>
        <source>Gõ ít chữ hơn, không cần dấu.</source>
        <translation>Type fewer letters; marks do not matter.</translation>
    </message>
    <message>
        <source>có hai bản</source>
        <translation>two texts</translation>
    </message>
    <message>
        <source>ngừng sử dụng</source>
        <translation>retired</translation>
    </message>
    <message>
        <source>chưa gửi</source>
        <translation>not sent</translation>
    </message>
    <message>
        <source>quá 90 ngày</source>
        <translation>over 90 days</translation>
    </message>
    <message>
        <source>Cán bộ kỹ thuật</source>
        <translation>Technician</translation>
    </message>
    <message>
        <source>Phân công, địa điểm</source>
        <translation>Appointment, place</translation>
    </message>
    <message>
        <source>Gửi Ban Tiếp công dân</source>
        <translation>Send to the board</translation>
    </message>
    <message>
        <source>Xuất danh sách</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>Chưa có danh sách nào, hoặc đang xuất ra tệp.</source>
        <translation>There is no list yet, or it is being written.</translation>
    </message>
    <message>
        <source>Danh sách đầu mối</source>
        <translation>List of focal points</translation>
    </message>
    <message>
        <source>Các bản đã gửi</source>
        <translation>Versions sent</translation>
    </message>
    <message>
        <source>Danh sách chưa có gì khác bản đã gửi.</source>
        <translation>The list says nothing new.</translation>
    </message>
    <message>
        <source>Chưa gửi bản nào.</source>
        <translation>Nothing was sent yet.</translation>
    </message>
    <message>
        <source>Bản {version}, {day}</source>
        <translation>Version {version}, {day}</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc {at}, {day}</source>
        <translation>Received at {at}, {day}</translation>
    </message>
    <message>
        <source>{label} (không bắt buộc)</source>
        <translation>{label} (optional)</translation>
    </message>
    <message>
        <source>Thông tin cơ quan</source>
        <translation>About the agency</translation>
    </message>
    <message>
        <source>Ngừng sử dụng</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>Dùng lại</source>
        <translation>Use again</translation>
    </message>
    <message>
        <source>Cơ quan này đang ngừng sử dụng, không phải gửi danh sách đầu mối.</source>
        <translation>This agency is retired and owes no list of focal points.</translation>
    </message>
    <message>
        <source>Chọn bản đúng và lưu trước.</source>
        <translation>Choose the right text and save it first.</translation>
    </message>
    <message>
        <source>Sửa cơ quan</source>
        <translation>Change agency</translation>
    </message>
    <message>
        <source>đang sử dụng</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>Chữ không dấu và số, ví dụ SKHCN. Lưu rồi thì không đổi.</source>
        <translation>Plain letters and digits, for example SKHCN. It cannot change once saved.</translation>
    </message>
    <message>
        <source>Mã không đổi được.</source>
        <translation>The code cannot change.</translation>
    </message>
    <message>
        <source>Mã này đã có trong danh mục. Chọn mã khác.</source>
        <translation>The directory has this code already. Choose another.</translation>
    </message>
    <message>
        <source>Danh mục đã có cơ quan cùng tên.</source>
        <translation>The directory already has an agency of this name.</translation>
    </message>
    <message>
        <source>Mã có 2 đến 16 ký tự: chữ cái không dấu ở đầu, rồi chữ hoặc số.</source>
        <translation>A code has 2 to 16 characters: a plain letter first, then letters or digits.</translation>
    </message>
    <message>
        <source>Nên ghi số văn bản để thành phố đối chiếu.</source>
        <translation>Write the number of the decision, so that the city can check it.</translation>
    </message>
    <message>
        <source>Xuất phiếu</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Đến mục kế tiếp</source>
        <translation>To the next line</translation>
    </message>
    <message>
        <source>* bắt buộc</source>
        <translation>* required</translation>
    </message>
    <message>
        <source>Phiếu đang được ghi ra tệp.</source>
        <translation>The sheet is being written.</translation>
    </message>
    <message>
        <source>Đang nhận ảnh.</source>
        <translation>A photo is being taken in.</translation>
    </message>
    <message>
        <source>Phiếu hôm nay đã gửi và chưa có gì thay đổi.</source>
        <translation>Today&apos;s sheet was sent and nothing has changed.</translation>
    </message>
    <message>
        <source>Trở lại danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Tìm đơn vị</source>
        <translation>Find a unit</translation>
    </message>
    <message>
        <source>Không thấy đơn vị nào khớp với chữ đã gõ.</source>
        <translation>No unit matches what was typed.</translation>
    </message>
    <message>
        <source>Chưa có đơn vị nào gửi phiếu rà soát.</source>
        <translation>No unit has sent a readiness sheet.</translation>
    </message>
    <message>
        <source>Phiếu mới nhất của từng đơn vị sẽ hiện ở đây.</source>
        <translation>The newest sheet of every unit stands here.</translation>
    </message>
    <message>
        <source>Xem {count} ảnh</source>
        <translation>View photos ({count})</translation>
    </message>
    <message>
        <source>Khắc phục: {who}, hạn {due}</source>
        <translation>To be mended by {who}, due {due}</translation>
    </message>
    <message>
        <source>Khắc phục: {who}</source>
        <translation>To be mended by {who}</translation>
    </message>
    <message>
        <source>Hạn khắc phục {due}</source>
        <translation>To be mended by {due}</translation>
    </message>
    <message>
        <source>Chọn một mục để ghi chú, thêm ảnh, ghi người và hạn khắc phục.</source>
        <translation>Choose an item to write a note, add photos, and say who mends it by when.</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Người khắc phục</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Hạn khắc phục</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Mục đang chọn</source>
        <translation>The chosen line</translation>
    </message>
    <message>
        <source>{count} ảnh</source>
        <translation>photos: {count}</translation>
    </message>
    <message>
        <source>Mục bắt buộc, chưa xem.</source>
        <translation>Required, not looked at.</translation>
    </message>
    <message>
        <source>Chưa ghi người khắc phục và thời hạn.</source>
        <translation>Responsible person and due date are not given.</translation>
    </message>
    <message>
        <source>chương trình đo</source>
        <translation>measured</translation>
    </message>
    <message>
        <source>khắc phục: {who}</source>
        <translation>to be mended: {who}</translation>
    </message>
    <message>
        <source>Xem ảnh {number}: {label}</source>
        <translation>View photo {number}: {label}</translation>
    </message>
    <message>
        <source>Ảnh {number} chưa xem được: {label}</source>
        <translation>Photo {number} cannot be viewed yet: {label}</translation>
    </message>
    <message>
        <source>Bỏ ảnh này</source>
        <translation>Remove this photo</translation>
    </message>
    <message>
        <source>Thêm ảnh</source>
        <translation>Add photo</translation>
    </message>
    <message>
        <source>Ảnh chụp</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Đang nhận…</source>
        <translation>Taking in…</translation>
    </message>
    <message>
        <source>Mục này đã đủ ảnh. Bỏ bớt một ảnh rồi thêm ảnh mới.</source>
        <translation>This item has all the photos it takes. Remove one, then add the new one.</translation>
    </message>
    <message>
        <source>Chọn ảnh JPG hoặc PNG</source>
        <translation>Choose JPG or PNG pictures</translation>
    </message>
    <message>
        <source>Ảnh</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>Ảnh chụp kèm theo</source>
        <translation>Attached photos</translation>
    </message>
    <message>
        <source>Đóng ảnh</source>
        <translation>Close the photo</translation>
    </message>
    <message>
        <source>Ảnh trước</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Ảnh sau</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Đang lấy ảnh. Mất mạng thì ảnh về khi có mạng lại.</source>
        <translation>The photo is on its way. Without a network it comes when the network is back.</translation>
    </message>
    <message>
        <source>Chưa lấy được ảnh này. Đóng rồi mở lại để lấy lần nữa.</source>
        <translation>This photo could not be fetched. Close it and open it again for another try.</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>Đã quyết định</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Lập lịch buổi tiếp</source>
        <translation>Schedule the session</translation>
    </message>
    <message>
        <source>Không có yêu cầu chờ quyết định.</source>
        <translation>No request waits for a decision.</translation>
    </message>
    <message>
        <source>Danh sách tự cập nhật.</source>
        <translation>The list keeps itself up to date.</translation>
    </message>
    <message>
        <source>Chưa chọn cách tiếp.</source>
        <translation>How to receive is not chosen.</translation>
    </message>
    <message>
        <source>Người quyết định: {who}</source>
        <translation>Decides: {who}</translation>
    </message>
    <message>
        <source>Chờ quyết định</source>
        <translation>Waiting for a decision</translation>
    </message>
    <message>
        <source>Nội dung hạn chế xem</source>
        <translation>The matter is restricted</translation>
    </message>
    <message>
        <source>Lý do: {reason}. Yêu cầu vẫn giữ ở máy này.</source>
        <translation>Reason: {reason}. The request is still kept on this PC.</translation>
    </message>
    <message>
        <source>In thông báo từ chối…</source>
        <translation>Print notice of refusal…</translation>
    </message>
    <message>
        <source>In phiếu hẹn…</source>
        <translation>Print an appointment slip…</translation>
    </message>
    <message>
        <source>Ghi đã gửi</source>
        <translation>Note as sent</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Đang ghi…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Ghi đã gửi…</source>
        <translation>Note as sent…</translation>
    </message>
    <message>
        <source>Bỏ ghi đã gửi</source>
        <translation>Take back: not sent</translation>
    </message>
    <message>
        <source>Đã gửi thông báo bằng văn bản (01/TCD) ngày {day}; ghi: {who}.</source>
        <translation>Written notice (01/TCD) sent on {day}; noted by {who}.</translation>
    </message>
    <message>
        <source>Đã gửi thông báo số {number} (01/TCD) ngày {day}; ghi: {who}.</source>
        <translation>Notice no. {number} (01/TCD) sent on {day}; noted by {who}.</translation>
    </message>
    <message>
        <source>Phải thông báo bằng văn bản (01/TCD), hạn {day}.</source>
        <translation>To be told in writing (01/TCD) by {day}.</translation>
    </message>
    <message>
        <source>Đã xếp lịch: {hour}, ngày {day}, tại {place}.</source>
        <translation>Scheduled: {hour} on {day}, at {place}.</translation>
    </message>
    <message>
        <source>Người tố cáo</source>
        <translation>Denouncer</translation>
    </message>
    <message>
        <source>{name}, đoàn {n} người</source>
        <translation>{name}, a group of {n}</translation>
    </message>
    <message>
        <source>Thành phố không nhận quyết định “{decision}”: {reason}.</source>
        <translation>The city did not take the decision “{decision}”: {reason}.</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Chỉ tiếp trực tiếp</source>
        <translation>In person only</translation>
    </message>
    <message>
        <source>nhận {day}</source>
        <translation>taken {day}</translation>
    </message>
    <message>
        <source>Thành phố không nhận</source>
        <translation>Not taken by the city</translation>
    </message>
    <message>
        <source>Quá hạn thông báo bằng văn bản (01/TCD): hạn {day}.</source>
        <translation>Written notice (01/TCD) overdue: it was due by {day}.</translation>
    </message>
    <message>
        <source>{requests}, lâu nhất {days}</source>
        <translation>{requests}, the oldest {days}</translation>
    </message>
    <message>
        <source>thành phố không nhận {n}</source>
        <translation>{n} not taken by the city</translation>
    </message>
    <message>
        <source>công dân muốn trực tuyến</source>
        <translation>the citizen wishes it online</translation>
    </message>
    <message>
        <source>Lập lịch buổi tiếp. Thông báo hôm nay thì tiếp được từ {day}.</source>
        <translation>Plan the session. With the notice today it can be from {day}.</translation>
    </message>
    <message>
        <source>Vụ việc có cờ: đủ hồ sơ và thành phần mới xếp lịch được.</source>
        <translation>The case is flagged: it needs its dossier and participants before it can be planned.</translation>
    </message>
    <message>
        <source>chưa chọn</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>Ghi yêu cầu</source>
        <translation>Take the request</translation>
    </message>
    <message>
        <source>đã lưu nháp {at}</source>
        <translation>draft saved {at}</translation>
    </message>
    <message>
        <source>Đang ghi yêu cầu trước.</source>
        <translation>The request before is being saved.</translation>
    </message>
    <message>
        <source>Nhận yêu cầu</source>
        <translation>Take a request</translation>
    </message>
    <message>
        <source>Được đề nghị tiếp trực tuyến.</source>
        <translation>It may be proposed online.</translation>
    </message>
    <message>
        <source>Ngoài phòng này, mọi nơi ghi “Người tố cáo”, không hiện tên và số.</source>
        <translation>Outside this room everybody reads “Denouncer”, without name or number.</translation>
    </message>
    <message>
        <source>Chương trình gợi ý: nhiều nội dung, nên tách thành nhiều yêu cầu.</source>
        <translation>The program proposes: several matters, to be split into several requests.</translation>
    </message>
    <message>
        <source>Chương trình gợi ý khi có câu trả lời ở trên.</source>
        <translation>The program proposes a type once something is answered above.</translation>
    </message>
    <message>
        <source>Chương trình gợi ý: {kind}. Cán bộ quyết định.</source>
        <translation>The program proposes: {kind}. The officer decides.</translation>
    </message>
    <message>
        <source>{n} yêu cầu đang ở máy này, tự gửi khi có mạng.</source>
        <translation>Requests on this PC, sent when the network is there: {n}</translation>
    </message>
    <message>
        <source>Mất mạng vẫn ghi được.</source>
        <translation>It works without a network.</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Về Buổi tiếp</source>
        <translation>Back to Receptions</translation>
    </message>
    <message>
        <source>Yêu cầu tiếp công dân</source>
        <translation>Requests for a reception</translation>
    </message>
</context>
<context>
    <name>Ring</name>
    <message>
        <source>Mời tham gia buổi tiếp công dân</source>
        <translation>Invitation to a citizen reception</translation>
    </message>
    <message>
        <source>Từ chối cuộc gọi</source>
        <translation>Refuse the call</translation>
    </message>
    <message>
        <source>Nhận lời thì nghe trước: micro và camera tắt, nơi khác thấy “đang nghe”.</source>
        <translation>Who accepts listens first: microphone and camera are off, others see “listening”.</translation>
    </message>
    <message>
        <source>Nhận lời, nghe trước</source>
        <translation>Accept and listen</translation>
    </message>
    <message>
        <source>Từ chối…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>Đang gọi {clock}, còn {left} giây</source>
        <translation>Ringing {clock}, {left} seconds left</translation>
    </message>
    <message>
        <source>Đang báo máy chủ…</source>
        <translation>Telling the city…</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason of the refusal</translation>
    </message>
    <message>
        <source>Người chủ trì thấy ngay, biên bản có ghi. Ví dụ: Đang có cuộc họp.</source>
        <translation>The chair sees it at once, and it is in the minutes. For instance: in a meeting.</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ghi lý do rồi bấm Từ chối.</source>
        <translation>Write the reason, then press Refuse.</translation>
    </message>
    <message>
        <source>{count} người, {place}</source>
        <translation>{count} people, {place}</translation>
    </message>
    <message>
        <source>đang ở bước {step}</source>
        <translation>at the step {step}</translation>
    </message>
    <message>
        <source>Bắt đầu {hour}, đang ở bước {step}</source>
        <translation>Began at {hour}, at the step {step}</translation>
    </message>
    <message>
        <source>Người mời</source>
        <translation>Invited by</translation>
    </message>
    <message>
        <source>Vụ việc</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Công dân</source>
        <translation>Citizens</translation>
    </message>
    <message>
        <source>Yêu cầu</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Đã giải quyết</source>
        <translation>Settled so far</translation>
    </message>
    <message>
        <source>Điều cần hỏi</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Đang tham gia</source>
        <translation>Taking part</translation>
    </message>
    <message>
        <source>Diễn biến</source>
        <translation>Course</translation>
    </message>
</context>
<context>
    <name>Roll</name>
    <message>
        <source>Thôi</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Lý do in trong biên bản. Không rõ lý do thì để trống.</source>
        <translation>The reason is printed in the minutes. Leave it empty where it is not known.</translation>
    </message>
    <message>
        <source>Giờ ghi trong biên bản, như 08:35.</source>
        <translation>The hour stands in the minutes, like 08:35.</translation>
    </message>
    <message>
        <source>Thêm vào danh sách</source>
        <translation>Add to the list</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Tư cách tham dự</source>
        <translation>Capacity</translation>
    </message>
    <message>
        <source>Điểm cầu</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Lý do vắng mặt của {name}</source>
        <translation>Why {name} is absent</translation>
    </message>
    <message>
        <source>Giờ đến của {name}</source>
        <translation>When {name} came</translation>
    </message>
    <message>
        <source>Giờ về của {name}</source>
        <translation>When {name} left</translation>
    </message>
    <message>
        <source>Thành phần và công bố</source>
        <translation>Attendance and announcements</translation>
    </message>
    <message>
        <source>Trở lại buổi tiếp</source>
        <translation>Back to the session</translation>
    </message>
    <message>
        <source>Thêm người</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>Không ai được mời ở điểm cầu này.</source>
        <translation>Nobody was invited at this site.</translation>
    </message>
    <message>
        <source>Chưa ghi là đã đọc</source>
        <translation>Not noted as read out</translation>
    </message>
    <message>
        <source>Đã đọc lúc {time}, {site} ghi</source>
        <translation>Read out at {time}, noted by {site}</translation>
    </message>
    <message>
        <source>Ghi là đã đọc</source>
        <translation>Note as read out</translation>
    </message>
    <message>
        <source>Ghi nhầm, rút lại</source>
        <translation>Noted by mistake, take back</translation>
    </message>
    <message>
        <source>Đã tiếp nhận cho buổi này, chưa có trong danh sách</source>
        <translation>Taken in for this session, not in the list yet</translation>
    </message>
    <message>
        <source>Thêm {name}</source>
        <translation>Add {name}</translation>
    </message>
    <message>
        <source>Chưa ghi thêm được. Nối lại xong thì bấm lần nữa.</source>
        <translation>Nothing more can be noted. Press again once the line is back.</translation>
    </message>
    <message>
        <source>Bỏ khỏi danh sách</source>
        <translation>Take off the list</translation>
    </message>
    <message>
        <source>Chưa ghi được ở bước này, hoặc nơi khác ghi.</source>
        <translation>Cannot be noted at this step, or another site notes it.</translation>
    </message>
    <message>
        <source>Chưa điểm danh</source>
        <translation>Not noted yet</translation>
    </message>
    <message>
        <source>Có mặt</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Vắng, lý do: {reason}</source>
        <translation>Absent, reason: {reason}</translation>
    </message>
    <message>
        <source>Vắng</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Đến muộn lúc {time}</source>
        <translation>Came late at {time}</translation>
    </message>
    <message>
        <source>Ra về lúc {time}</source>
        <translation>Left at {time}</translation>
    </message>
    <message>
        <source>Có mặt {there}, vắng {absent}, chưa điểm danh {missing}</source>
        <translation>Present {there}, absent {absent}, not noted {missing}</translation>
    </message>
    <message>
        <source>Công bố {done}/{all} · điểm danh {noted}/{people}</source>
        <translation>Announced {done}/{all} · roll {noted}/{people}</translation>
    </message>
    <message>
        <source>Điểm danh {noted}/{people}</source>
        <translation>Roll call {noted}/{people}</translation>
    </message>
</context>
<context>
    <name>RoomCheck</name>
    <message>
        <source>Kiểm tra</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Mở phiếu rà soát</source>
        <translation>Open the readiness sheet</translation>
    </message>
    <message>
        <source>Đang kiểm tra, khoảng nửa phút nữa có kết quả.</source>
        <translation>Checking; the result comes in about half a minute.</translation>
    </message>
    <message>
        <source>Vào buổi {at}</source>
        <translation>Enter {at}</translation>
    </message>
    <message>
        <source>Kiểm tra lại</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>{count} đạt</source>
        <translation>{count} good</translation>
    </message>
    <message>
        <source>{count} hạ mức</source>
        <translation>{count} limited</translation>
    </message>
    <message>
        <source>{count} chưa đạt</source>
        <translation>{count} not good</translation>
    </message>
    <message>
        <source>đang kiểm tra…</source>
        <translation>checking…</translation>
    </message>
    <message>
        <source>{count} mục · {seconds} giây · lần cuối {at}</source>
        <translation>{count} items · {seconds} s · last at {at}</translation>
    </message>
    <message>
        <source> · thành phố đã nhận</source>
        <translation> · received by the city</translation>
    </message>
    <message>
        <source>Camera phòng · xem trước</source>
        <translation>Room camera · preview</translation>
    </message>
    <message>
        <source>Camera chưa bật</source>
        <translation>Camera is off</translation>
    </message>
    <message>
        <source>Không tìm thấy camera</source>
        <translation>No camera found</translation>
    </message>
    <message>
        <source>Hình hiện ra khi kiểm tra</source>
        <translation>The picture appears during a check</translation>
    </message>
    <message>
        <source>tăng âm lượng loa, bấm Kiểm tra</source>
        <translation>turn the loudspeaker up, press Check</translation>
    </message>
    <message>
        <source>loa không nhận tiếng: cắm lại, hoặc chọn loa khác</source>
        <translation>the loudspeaker takes no sound: plug it in again, or choose another</translation>
    </message>
    <message>
        <source>vặn nhỏ loa, đặt micro gần người nói</source>
        <translation>turn down the loudspeaker, move the microphone nearer to who speaks</translation>
    </message>
    <message>
        <source>đặt micro gần người nói, xa loa</source>
        <translation>put the microphone near the speaker, away from the loudspeaker</translation>
    </message>
    <message>
        <source>cắm micro, bấm Kiểm tra</source>
        <translation>plug in the microphone, press Check</translation>
    </message>
    <message>
        <source>bật công tắc trên micro</source>
        <translation>switch the microphone on</translation>
    </message>
    <message>
        <source>cắm micro cán bộ, bấm Kiểm tra</source>
        <translation>plug in the officer&apos;s microphone, press Check</translation>
    </message>
    <message>
        <source>bật công tắc trên micro cán bộ</source>
        <translation>switch the officer&apos;s microphone on</translation>
    </message>
    <message>
        <source>tắt quạt, đóng cửa cho bớt ồn</source>
        <translation>turn off fans, close the door</translation>
    </message>
    <message>
        <source>cắm camera, bấm Kiểm tra</source>
        <translation>plug in the camera, press Check</translation>
    </message>
    <message>
        <source>rút camera ra, cắm lại</source>
        <translation>unplug the camera and plug it in again</translation>
    </message>
    <message>
        <source>bật thêm đèn</source>
        <translation>turn on more light</translation>
    </message>
    <message>
        <source>kéo rèm, tránh nắng chiếu vào camera</source>
        <translation>draw the curtains, keep the sun off the camera</translation>
    </message>
    <message>
        <source>đóng bớt chương trình khác</source>
        <translation>close other programs</translation>
    </message>
    <message>
        <source>cắm cáp HDMI, bấm Kiểm tra</source>
        <translation>plug in the HDMI cable, press Check</translation>
    </message>
    <message>
        <source>cắm nguồn điện, bấm Kiểm tra</source>
        <translation>plug in the power, press Check</translation>
    </message>
    <message>
        <source>báo cán bộ kỹ thuật dọn ổ đĩa</source>
        <translation>ask a technician to clear the disk</translation>
    </message>
    <message>
        <source>báo cán bộ kỹ thuật kiểm tra ổ đĩa</source>
        <translation>ask a technician to check the disk</translation>
    </message>
    <message>
        <source>báo cán bộ kỹ thuật chỉnh giờ máy</source>
        <translation>ask a technician to set the clock</translation>
    </message>
    <message>
        <source>báo cán bộ kỹ thuật mở cổng UDP</source>
        <translation>have a technician open UDP</translation>
    </message>
    <message>
        <source>mở Chưa gửi, bấm Gửi ngay</source>
        <translation>open Not sent, press Send now</translation>
    </message>
    <message>
        <source>máy không cho biết</source>
        <translation>the PC does not say</translation>
    </message>
    <message>
        <source>điện lưới</source>
        <translation>on mains</translation>
    </message>
    <message>
        <source>đang dùng pin</source>
        <translation>on battery</translation>
    </message>
    <message>
        <source>điện lưới, pin {percent} %</source>
        <translation>on mains, battery at {percent} %</translation>
    </message>
    <message>
        <source>đang dùng pin, còn {percent} %</source>
        <translation>on battery, {percent} % left</translation>
    </message>
    <message>
        <source>đã phát lại được {seconds} giây</source>
        <translation>played back {seconds} s</translation>
    </message>
    <message>
        <source>không có mục quá hạn</source>
        <translation>nothing overdue</translation>
    </message>
    <message>
        <source>đã chờ {hours}</source>
        <translation>waiting {hours}</translation>
    </message>
    <message>
        <source>kiểm tra dây mạng</source>
        <translation>check the network cable</translation>
    </message>
    <message>
        <source>gọi hỗ trợ của thành phố</source>
        <translation>call the city&apos;s support</translation>
    </message>
    <message>
        <source>hình nhỏ hơn, vẫn tiếp được</source>
        <translation>smaller picture, the session works</translation>
    </message>
    <message>
        <source>nối máy in, bấm Kiểm tra</source>
        <translation>connect the printer, press Check</translation>
    </message>
    <message>
        <source>không đo lúc này</source>
        <translation>not measured now</translation>
    </message>
    <message>
        <source>không nghe thấy loa</source>
        <translation>loudspeaker not heard</translation>
    </message>
    <message>
        <source>không có micro</source>
        <translation>no microphone</translation>
    </message>
    <message>
        <source>không có hình</source>
        <translation>no picture</translation>
    </message>
    <message>
        <source>không trả lời</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>không đo được</source>
        <translation>could not be measured</translation>
    </message>
    <message>
        <source>loa át tiếng nói, vọng {ms} ms</source>
        <translation>louder than it should be beside a talker, echo {ms} ms</translation>
    </message>
    <message>
        <source>nghe rõ, vọng {ms} ms</source>
        <translation>heard clearly, echo {ms} ms</translation>
    </message>
    <message>
        <source>micro không có tiếng</source>
        <translation>the microphone is silent</translation>
    </message>
    <message>
        <source>máy chuyển tiếp không trả lời</source>
        <translation>the relay does not answer</translation>
    </message>
    <message>
        <source>chuyển tiếp {way}, mất {percent} %, {ms} ms</source>
        <translation>relay {way}, {percent} % lost, {ms} ms</translation>
    </message>
    <message>
        <source>hình đứng yên</source>
        <translation>the picture is frozen</translation>
    </message>
    <message>
        <source>{lines}p, {fps} hình/giây</source>
        <translation>{lines}p, {fps} pictures/s</translation>
    </message>
    <message>
        <source>đã nối</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>chưa nối</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>còn {hours} giờ ghi</source>
        <translation>room for {hours} h of recording</translation>
    </message>
    <message>
        <source>lệch {seconds} giây</source>
        <translation>off by {seconds} s</translation>
    </message>
    <message>
        <source>trả lời sau {ms} ms</source>
        <translation>answers in {ms} ms</translation>
    </message>
    <message>
        <source>{ms} ms mỗi hình</source>
        <translation>{ms} ms a picture</translation>
    </message>
    <message>
        <source>chưa có máy in</source>
        <translation>no printer</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>Người tố cáo</source>
        <translation>Denouncer</translation>
    </message>
    <message>
        <source>Tiếp công dân trực tuyến</source>
        <translation>Online citizen reception</translation>
    </message>
    <message>
        <source>ĐANG GHI</source>
        <translation>RECORDING</translation>
    </message>
    <message>
        <source>Đang khắc phục việc ghi hình.</source>
        <translation>The recording is being repaired.</translation>
    </message>
    <message>
        <source>KHÔNG GHI</source>
        <translation>NOT RECORDING</translation>
    </message>
    <message>
        <source>Thành phần được mời</source>
        <translation>Invited</translation>
    </message>
    <message>
        <source>đang nối lại</source>
        <translation>connecting again</translation>
    </message>
    <message>
        <source>đã rời phòng</source>
        <translation>has left</translation>
    </message>
    <message>
        <source>chưa vào phòng</source>
        <translation>not here yet</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Lượt nói còn</source>
        <translation>Turn left</translation>
    </message>
    <message>
        <source>Buổi tiếp công dân này được ghi âm.</source>
        <translation>The sound of this reception is recorded.</translation>
    </message>
    <message>
        <source>Buổi tiếp công dân này được ghi hình.</source>
        <translation>The picture of this reception is recorded.</translation>
    </message>
    <message>
        <source>Đang nói</source>
        <translation>Speaking</translation>
    </message>
    <message>
        <source>Yêu cầu của công dân</source>
        <translation>What the citizen asks for</translation>
    </message>
    <message>
        <source>Kết quả lần trước</source>
        <translation>Previous result</translation>
    </message>
    <message>
        <source>Nói tiếp theo</source>
        <translation>Next to speak</translation>
    </message>
    <message>
        <source>Chưa ai xin nói</source>
        <translation>Nobody asks to speak</translation>
    </message>
    <message>
        <source>Đã tiếp</source>
        <translation>In session for</translation>
    </message>
    <message>
        <source>Bước</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Bước {place} trong {count}</source>
        <translation>Step {place} of {count}</translation>
    </message>
    <message>
        <source>Quá giờ</source>
        <translation>Over time</translation>
    </message>
    <message>
        <source>Buổi tiếp công dân này được ghi âm, ghi hình theo quy định.</source>
        <translation>This reception is recorded in sound and picture as the law requires.</translation>
    </message>
    <message>
        <source>Bắt đầu lúc</source>
        <translation>Begins at</translation>
    </message>
    <message>
        <source>Nội quy tiếp công dân</source>
        <translation>Rules of the reception</translation>
    </message>
    <message>
        <source>Giữ trật tự, tắt chuông điện thoại.</source>
        <translation>Please keep order and silence your telephone.</translation>
    </message>
    <message>
        <source>Nói khi được mời, mỗi lần một người.</source>
        <translation>Speak when invited, one person at a time.</translation>
    </message>
    <message>
        <source>Buổi tiếp được ghi âm, ghi hình từ khi mở, theo quy định.</source>
        <translation>The reception is recorded in sound and picture from the opening, as the rules require.</translation>
    </message>
    <message>
        <source>Buổi tiếp được ghi âm từ khi mở.</source>
        <translation>The sound of the session is recorded from its opening.</translation>
    </message>
    <message>
        <source>Buổi tiếp được ghi hình từ khi mở.</source>
        <translation>The picture of the session is recorded from its opening.</translation>
    </message>
    <message>
        <source>Hội ý, xin chờ</source>
        <translation>Consultation, please wait</translation>
    </message>
    <message>
        <source>{reason}, xin vui lòng chờ</source>
        <translation>{reason}, please wait</translation>
    </message>
    <message>
        <source>Buổi tiếp họp trên {platform}.</source>
        <translation>The session meets on {platform}.</translation>
    </message>
    <message>
        <source>Trở lại lúc</source>
        <translation>Goes on at</translation>
    </message>
    <message>
        <source>Đã hội ý</source>
        <translation>Consulting for</translation>
    </message>
    <message>
        <source>Đã tạm dừng</source>
        <translation>Paused for</translation>
    </message>
    <message>
        <source>Kết thúc lúc</source>
        <translation>Ended at</translation>
    </message>
    <message>
        <source>Dừng lúc</source>
        <translation>Stopped at</translation>
    </message>
    <message>
        <source>Cơ quan tiếp công dân sẽ thông báo ngày tiếp tục.</source>
        <translation>The reception office will announce the day it goes on.</translation>
    </message>
    <message>
        <source>Buổi tiếp hôm nay dừng tại đây</source>
        <translation>Today&apos;s session stops here</translation>
    </message>
    <message>
        <source>Có sự cố kỹ thuật, mong ông, bà thông cảm. Cơ quan tiếp công dân sẽ thông báo lịch tiếp tục.</source>
        <translation>There is a technical problem, thank you for your understanding. The reception office will announce when it goes on.</translation>
    </message>
    <message>
        <source>Cần giúp đỡ, xin nói với Cán bộ tiếp dân.</source>
        <translation>If you need help, ask the reception officer.</translation>
    </message>
    <message>
        <source>Trình bày trung thực, đúng nội dung.</source>
        <translation>Speak truthfully and to the point.</translation>
    </message>
    <message>
        <source>Hình và tiếng đã ngắt.</source>
        <translation>Picture and sound are off.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã dừng</source>
        <translation>The session has been broken off</translation>
    </message>
    <message>
        <source>Cán bộ tiếp dân sẽ giải thích và hướng dẫn ông, bà.</source>
        <translation>The reception officer will explain and guide you.</translation>
    </message>
    <message>
        <source>Buổi tiếp đã kết thúc</source>
        <translation>The reception has ended</translation>
    </message>
    <message>
        <source>Cảm ơn ông, bà đã tham dự.</source>
        <translation>Thank you for taking part.</translation>
    </message>
    <message>
        <source>Tài liệu số {number}</source>
        <translation>Paper {number}</translation>
    </message>
    <message>
        <source>Trang {page}/{count}</source>
        <translation>Page {page}/{count}</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Phần trên của trang</source>
        <translation>Upper part of the page</translation>
    </message>
    <message>
        <source>Phần giữa của trang</source>
        <translation>Middle part of the page</translation>
    </message>
    <message>
        <source>Phần dưới của trang</source>
        <translation>Lower part of the page</translation>
    </message>
    <message>
        <source>Quốc huy</source>
        <translation>Crest</translation>
    </message>
    <message>
        <source>Chờ buổi tiếp</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đối thoại</source>
        <translation>Dialogue</translation>
    </message>
    <message>
        <source>Trang thử</source>
        <translation>Test page</translation>
    </message>
    <message>
        <source>Mời số {n} vào phòng tiếp</source>
        <translation>Number {n}, please come in</translation>
    </message>
    <message>
        <source>Số {n} chuẩn bị vào phòng tiếp</source>
        <translation>Number {n}, please get ready to go in</translation>
    </message>
    <message>
        <source>Đọc lại biên bản, dòng {number}: {text}</source>
        <translation>The minutes are read back, line {number}: {text}</translation>
    </message>
    <message>
        <source>Mọi người đã có trạng thái ký</source>
        <translation>It is noted how everybody signed</translation>
    </message>
    <message>
        <source>Mời {who} ký tại {site}</source>
        <translation>{who}, please sign at {site}</translation>
    </message>
    <message>
        <source>Buổi tiếp bắt đầu sau</source>
        <translation>The session begins in</translation>
    </message>
    <message>
        <source>Buổi tiếp tiếp tục sau</source>
        <translation>The session goes on in</translation>
    </message>
    <message>
        <source>Trang này chưa hiển thị được, xin vui lòng chờ.</source>
        <translation>This page cannot be shown yet, please wait.</translation>
    </message>
    <message>
        <source>Đang mở trang, xin vui lòng chờ.</source>
        <translation>Opening the page, please wait.</translation>
    </message>
    <message>
        <source>Đang nối lại, xin vui lòng chờ.</source>
        <translation>Reconnecting, please wait.</translation>
    </message>
    <message>
        <source>Hình ở màn hình chính của phòng</source>
        <translation>Picture on the room&apos;s main screen</translation>
    </message>
    <message>
        <source>Họp trên {platform}</source>
        <translation>Meeting on {platform}</translation>
    </message>
    <message>
        <source>Đã tắt camera</source>
        <translation>Camera off</translation>
    </message>
    <message>
        <source>Tạm thời chỉ có tiếng</source>
        <translation>Sound only for now</translation>
    </message>
    <message>
        <source>Đang kết nối</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>Đã rời phòng</source>
        <translation>Has left</translation>
    </message>
    <message>
        <source>Chưa vào phòng</source>
        <translation>Not here yet</translation>
    </message>
    <message>
        <source>Màn hình 2</source>
        <translation>Display 2</translation>
    </message>
    <message>
        <source>Đọc lại biên bản</source>
        <translation>The minutes are read back</translation>
    </message>
    <message>
        <source>dòng {number} trong {count}</source>
        <translation>line {number} of {count}</translation>
    </message>
    <message>
        <source>Có chỗ chưa đúng, xin nói ngay với Cán bộ tiếp dân.</source>
        <translation>If something is not right, please tell the officer at once.</translation>
    </message>
    <message>
        <source>Ký biên bản</source>
        <translation>Signing of the minutes</translation>
    </message>
    <message>
        <source>Biên bản gồm {count} dòng.</source>
        <translation>The minutes have {count} lines.</translation>
    </message>
    <message>
        <source>Trước khi ký, có thể đề nghị đọc lại bất kỳ dòng nào.</source>
        <translation>Before signing you may ask for any line to be read again.</translation>
    </message>
    <message>
        <source>{noted} trong {people} người đã có trạng thái ký</source>
        <translation>Noted for {noted} of {people} people</translation>
    </message>
    <message>
        <source>Mời</source>
        <translation>Please sign</translation>
    </message>
    <message>
        <source>ký tại {site}</source>
        <translation>at {site}</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>Về Buổi tiếp</source>
        <translation>Back to Receptions</translation>
    </message>
    <message>
        <source>Bỏ phần đã nhập</source>
        <translation>Discard what was typed</translation>
    </message>
    <message>
        <source>Xếp lịch</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Lập lịch buổi tiếp</source>
        <translation>Schedule a session</translation>
    </message>
    <message>
        <source>đã lưu nháp {at}</source>
        <translation>draft kept {at}</translation>
    </message>
    <message>
        <source>Lưu lịch mới</source>
        <translation>Save the new plan</translation>
    </message>
    <message>
        <source>Phòng này không có lãnh đạo trong danh sách đăng nhập. Báo Ban Tiếp công dân.</source>
        <translation>No leader is on this room&apos;s sign-in list. Tell the city&apos;s reception board.</translation>
    </message>
    <message>
        <source>Mã PIN của lãnh đạo</source>
        <translation>The leader&apos;s PIN</translation>
    </message>
    <message>
        <source>Cho phép</source>
        <translation>Allow</translation>
    </message>
    <message>
        <source>Ghi thông báo</source>
        <translation>Note the notice</translation>
    </message>
    <message>
        <source>Ghi lại thông báo</source>
        <translation>Note the notice anew</translation>
    </message>
    <message>
        <source>Đang hỏi thành phố…</source>
        <translation>Asking the city…</translation>
    </message>
    <message>
        <source>In giấy mời…</source>
        <translation>Print invitation…</translation>
    </message>
    <message>
        <source>Còn thiếu hồ sơ hoặc thành phần</source>
        <translation>Dossier or participants are still missing</translation>
    </message>
    <message>
        <source>Cho phép mốc muộn: {gate}</source>
        <translation>Allow a late gate: {gate}</translation>
    </message>
    <message>
        <source>Cho phép khi chưa thực hiện: {gate}</source>
        <translation>Allow without it: {gate}</translation>
    </message>
    <message>
        <source>Buổi họp trên nền tảng khác, máy không đo được. Mốc ghi bằng lời và tên của người ghi.</source>
        <translation>The session meets on another platform, where nothing is measured. The gate is noted in the words and with the name of whoever notes it.</translation>
    </message>
    <message>
        <source>Người ghi nhận: {gate}</source>
        <translation>Noted by a person: {gate}</translation>
    </message>
    <message>
        <source>Ghi mốc này</source>
        <translation>Note this gate</translation>
    </message>
    <message>
        <source>Mã PIN của lãnh đạo, không được lưu</source>
        <translation>The leader&apos;s PIN, kept nowhere</translation>
    </message>
    <message>
        <source>Chưa xếp lịch được, còn {n} việc: {lacking}.</source>
        <translation>Cannot be planned yet, {n} to do: {lacking}.</translation>
    </message>
    <message>
        <source>Thêm người</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>Hoãn buổi này</source>
        <translation>Postpone this session</translation>
    </message>
    <message>
        <source>Hủy buổi này</source>
        <translation>Cancel this session</translation>
    </message>
    <message>
        <source>Chọn một yêu cầu hoặc một buổi ở danh sách rồi nhấn Enter.</source>
        <translation>Choose a request or a session in the list, then press Enter.</translation>
    </message>
    <message>
        <source>Điểm cầu và thành phần</source>
        <translation>Sites and participants</translation>
    </message>
    <message>
        <source>Chưa thấy giờ trống trong bảy ngày từ {day}.</source>
        <translation>No free hour found within seven days from {day}.</translation>
    </message>
    <message>
        <source>Kịp hạn thông báo, sớm nhất {day}. Giờ trống từ ngày đó:</source>
        <translation>In time for the notice {day} at the earliest. Free from that day on:</translation>
    </message>
    <message>
        <source>Giờ trống cho tất cả, theo lịch mà máy này biết:</source>
        <translation>Free for everybody, as far as this PC knows:</translation>
    </message>
    <message>
        <source>Chương trình không gọi ở đó; chỉ phòng đã chọn thiết bị thu hình hay đường vào âm thanh mới ghi. Không ghi mật khẩu ở đây.</source>
        <translation>The program makes no call there; only a room that chose a capture card or a line input records. Write no password here.</translation>
    </message>
    <message>
        <source>Ngày này không còn giờ trống. Những ngày sau:</source>
        <translation>No free hour on this day. Days after it:</translation>
    </message>
    <message>
        <source>Quá gần.</source>
        <translation>Too near.</translation>
    </message>
    <message>
        <source>Đã qua.</source>
        <translation>Past.</translation>
    </message>
    <message>
        <source>Trùng giờ.</source>
        <translation>Taken.</translation>
    </message>
    <message>
        <source>Xem lại.</source>
        <translation>Check.</translation>
    </message>
    <message>
        <source>Không ghi mật khẩu: mọi điểm cầu đọc được.</source>
        <translation>No password: every site reads this.</translation>
    </message>
    <message>
        <source>Hiện trên màn hình 2 và trong giấy mời: không ghi tên công dân.</source>
        <translation>Shown on display 2 and in the invitation: no citizen&apos;s name.</translation>
    </message>
    <message>
        <source>Thêm thành phần</source>
        <translation>Add a participant</translation>
    </message>
    <message>
        <source>đạt lúc {at}</source>
        <translation>passed at {at}</translation>
    </message>
    <message>
        <source>muộn, {at}; chưa ai cho phép</source>
        <translation>late, {at}; nobody has allowed it</translation>
    </message>
    <message>
        <source>muộn, {at}; được phép</source>
        <translation>late, {at}; allowed</translation>
    </message>
    <message>
        <source>chưa thực hiện; được phép lúc {at}</source>
        <translation>not made; allowed at {at}</translation>
    </message>
    <message>
        <source>Chọn ngày và giờ để tính ba mốc.</source>
        <translation>Choose day and hour to count the three gates.</translation>
    </message>
    <message>
        <source>Cho phép và xếp lịch</source>
        <translation>Allow and plan</translation>
    </message>
    <message>
        <source>Điều kiện xếp lịch</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>Mốc theo quy định</source>
        <translation>Legal gates</translation>
    </message>
    <message>
        <source>Tính theo ngày làm việc, trừ ngày nghỉ lễ. Đổi ngày tiếp thì các mốc tính lại.</source>
        <translation>Counted in working days, without holidays. With another day they are counted anew.</translation>
    </message>
    <message>
        <source>Quá gần, thông báo sẽ muộn: lãnh đạo cho phép</source>
        <translation>Too near, the notice will be late: a leader allows it</translation>
    </message>
    <message>
        <source>Ngày chờ công bố, mốc có thể đổi: {days}.</source>
        <translation>Days not announced yet, the gates may move: {days}.</translation>
    </message>
    <message>
        <source>đã quá hạn {due}</source>
        <translation>was due {due}</translation>
    </message>
    <message>
        <source>hạn {due}</source>
        <translation>due {due}</translation>
    </message>
    <message>
        <source>hôm nay</source>
        <translation>today</translation>
    </message>
    <message>
        <source>còn {n} ngày làm việc</source>
        <translation>working days left: {n}</translation>
    </message>
    <message>
        <source>trước giờ tiếp 60 phút</source>
        <translation>60 minutes before the session</translation>
    </message>
    <message>
        <source>{leader} cho phép: {reason}</source>
        <translation>{leader} allows it: {reason}</translation>
    </message>
    <message>
        <source>sớm nhất {day}</source>
        <translation>{day} at the earliest</translation>
    </message>
    <message>
        <source>{site}, trung tâm</source>
        <translation>{site}, central</translation>
    </message>
    <message>
        <source>Chưa cử người.</source>
        <translation>Nobody is named yet.</translation>
    </message>
    <message>
        <source>Chưa có mục hồ sơ.</source>
        <translation>No entry in the dossier yet.</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Đã có đủ {n} tài liệu của hồ sơ.</source>
        <translation>All {n} papers of the dossier are there.</translation>
    </message>
    <message>
        <source>{titles}; và {n} tài liệu khác</source>
        <translation>{titles}; and {n} more</translation>
    </message>
    <message>
        <source>Có {n} trên {total} tài liệu của hồ sơ. Chưa có: {titles}.</source>
        <translation>{n} of {total} papers of the dossier are there. Lacking: {titles}.</translation>
    </message>
    <message>
        <source>Yêu cầu và quyết định</source>
        <translation>Request and decision</translation>
    </message>
    <message>
        <source>Căn cứ tiếp trực tuyến (Điều 20 NĐ 154/2026): {ground}</source>
        <translation>Ground for an online session (Art. 20 Decree 154/2026): {ground}</translation>
    </message>
    <message>
        <source>{flags}: phải đủ hồ sơ và thành phần mới xếp lịch được.</source>
        <translation>{flags}: it needs dossier and participants before it can be planned.</translation>
    </message>
    <message>
        <source>Người tố cáo</source>
        <translation>Denouncer</translation>
    </message>
    <message>
        <source>{name}, đoàn {n} người</source>
        <translation>{name}, group of {n}</translation>
    </message>
    <message>
        <source>{by} quyết định tiếp trực tuyến {day}</source>
        <translation>{by} decided to receive online on {day}</translation>
    </message>
    <message>
        <source>quyết định {day}</source>
        <translation>decided {day}</translation>
    </message>
    <message>
        <source>Thêm mục hồ sơ</source>
        <translation>Add an entry</translation>
    </message>
    <message>
        <source>Đang lưu mục trước…</source>
        <translation>Saving the entry before…</translation>
    </message>
    <message>
        <source>Hồ sơ còn thiếu</source>
        <translation>What the dossier lacks</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Lần trước: {text}</source>
        <translation>Last time: {text}</translation>
    </message>
    <message>
        <source>Được mời: {officials} cán bộ, {citizens} công dân, {sites} điểm cầu</source>
        <translation>Invited: {officials} officials, {citizens} citizens, {sites} sites</translation>
    </message>
    <message>
        <source>Trở lại bước {step}</source>
        <translation>Back to: {step}</translation>
    </message>
    <message>
        <source>Yêu cầu của công dân</source>
        <translation>The citizen&apos;s request</translation>
    </message>
    <message>
        <source>Bước</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>{place} trong {count}</source>
        <translation>{place} of {count}</translation>
    </message>
    <message>
        <source>{count} bước sau</source>
        <translation>{count} steps ahead</translation>
    </message>
    <message>
        <source>{count} bước đã xong</source>
        <translation>{count} steps done</translation>
    </message>
    <message>
        <source>{done} xong, {skipped} bỏ qua</source>
        <translation>{done} done, {skipped} skipped</translation>
    </message>
    <message>
        <source>{count} bước sau, đến {last}</source>
        <translation>{count} steps ahead, to {last}</translation>
    </message>
    <message>
        <source>Người điều hành chuyển bước.</source>
        <translation>Whoever conducts moves the steps on.</translation>
    </message>
    <message>
        <source>bỏ qua</source>
        <translation>skipped</translation>
    </message>
    <message>
        <source>Đoàn {count} người</source>
        <translation>Group of {count}</translation>
    </message>
    <message>
        <source>+{count} thông báo</source>
        <translation>+{count} more</translation>
    </message>
    <message>
        <source>Xem lại</source>
        <translation>Show again</translation>
    </message>
    <message>
        <source>Mở màn hình 2 thành cửa sổ</source>
        <translation>Open display 2 as a window</translation>
    </message>
    <message>
        <source>Màn hình 2</source>
        <translation>Display 2</translation>
    </message>
    <message>
        <source>Màn hình 2 đang mở trên màn hình riêng.</source>
        <translation>Display 2 is open on a screen of its own.</translation>
    </message>
    <message>
        <source>Cài đặt của máy không mở màn hình 2.</source>
        <translation>This PC&apos;s settings keep display 2 shut.</translation>
    </message>
    <message>
        <source>trên màn trình chiếu</source>
        <translation>on display 2</translation>
    </message>
    <message>
        <source>Thôi chiếu</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Đang chiếu {number} · {title}</source>
        <translation>On display {number} · {title}</translation>
    </message>
    <message>
        <source>Chiếu TL {number}</source>
        <translation>Shown: doc {number}</translation>
    </message>
    <message>
        <source>Nơi đang chiếu mới dẫn trang được.</source>
        <translation>Only the presenting site turns pages.</translation>
    </message>
    <message>
        <source>Đây là trang đầu.</source>
        <translation>This is the first page.</translation>
    </message>
    <message>
        <source>Đây là trang cuối.</source>
        <translation>This is the last page.</translation>
    </message>
    <message>
        <source>Lượt nói</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>{count} người xin nói</source>
        <translation>{count} asking</translation>
    </message>
    <message>
        <source>quá giờ</source>
        <translation>over time</translation>
    </message>
    <message>
        <source>còn lại</source>
        <translation>time left</translation>
    </message>
    <message>
        <source>{count} máy</source>
        <translation>{count} PCs</translation>
    </message>
    <message>
        <source>Phòng này</source>
        <translation>This room</translation>
    </message>
    <message>
        <source>khóa micro</source>
        <translation>microphone locked</translation>
    </message>
    <message>
        <source>xin nói</source>
        <translation>asks to speak</translation>
    </message>
    <message>
        <source>đường truyền {word}</source>
        <translation>line {word}</translation>
    </message>
    <message>
        <source>micro {word}</source>
        <translation>microphone {word}</translation>
    </message>
    <message>
        <source>đang nói</source>
        <translation>speaking</translation>
    </message>
    <message>
        <source>khách qua trình duyệt</source>
        <translation>guest in a browser</translation>
    </message>
    <message>
        <source>Đang nói</source>
        <translation>Speaking</translation>
    </message>
    <message>
        <source>Đang nối lại với {site}</source>
        <translation>Reconnecting to {site}</translation>
    </message>
    <message>
        <source>lần {attempt}</source>
        <translation>try {attempt}</translation>
    </message>
    <message>
        <source>Chương trình này không gọi, không ghi</source>
        <translation>This program makes no call, records nothing</translation>
    </message>
    <message>
        <source>Họp trên {platform}</source>
        <translation>Meeting on {platform}</translation>
    </message>
    <message>
        <source>bản ghi: {word}</source>
        <translation>recording: {word}</translation>
    </message>
    <message>
        <source>Tắt micro</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Mở micro</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Giữ tắt micro</source>
        <translation>Keep mic off</translation>
    </message>
    <message>
        <source>Mở lại micro</source>
        <translation>Microphone on again</translation>
    </message>
    <message>
        <source>Tắt camera</source>
        <translation>Camera off</translation>
    </message>
    <message>
        <source>Bật camera</source>
        <translation>Camera on</translation>
    </message>
    <message>
        <source>Giữ tắt camera</source>
        <translation>Keep cam off</translation>
    </message>
    <message>
        <source>Bật lại camera</source>
        <translation>Camera on again</translation>
    </message>
    <message>
        <source>{verb}: {site}</source>
        <translation>{verb}: {site}</translation>
    </message>
    <message>
        <source>Vụ việc</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Che màn hình 2</source>
        <translation>Cover display 2</translation>
    </message>
    <message>
        <source>Vụ việc {code}</source>
        <translation>Case {code}</translation>
    </message>
    <message>
        <source>Hồ sơ ({count})</source>
        <translation>Papers ({count})</translation>
    </message>
    <message>
        <source>Che MH2</source>
        <translation>Cover D2</translation>
    </message>
    <message>
        <source>Hiện MH2</source>
        <translation>Show D2</translation>
    </message>
    <message>
        <source>Hiện màn hình 2</source>
        <translation>Show display 2</translation>
    </message>
    <message>
        <source>Diễn tập</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>Đã ghi trạng thái ký</source>
        <translation>Signatures noted</translation>
    </message>
    <message>
        <source>Ký biên bản</source>
        <translation>Signing of the minutes</translation>
    </message>
    <message>
        <source>{reason} đến {hour}</source>
        <translation>{reason} until {hour}</translation>
    </message>
    <message>
        <source>Xuất biên bản</source>
        <translation>Export minutes</translation>
    </message>
    <message>
        <source>Biên bản</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Với {label}:</source>
        <translation>For {label}:</translation>
    </message>
    <message>
        <source>Người xin nói</source>
        <translation>Who asks to speak</translation>
    </message>
    <message>
        <source>Lý do, nếu có</source>
        <translation>Reason, if any</translation>
    </message>
    <message>
        <source>Lý do xin nói, nếu có</source>
        <translation>Reason, if any</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Có hiệu lực từ lần mở sau</source>
        <translation>Holds from the next start on</translation>
    </message>
    <message>
        <source>Giá trị đang dùng và ai quyết định. Cỡ chữ và tương phản đổi ngay khi chọn; lựa chọn khác có hiệu lực từ lần mở sau.</source>
        <translation>The values in use and who decided them. Text size and contrast change at once; other choices hold from the next start on.</translation>
    </message>
    <message>
        <source>Phân quyền thay đổi</source>
        <translation>Who may change what</translation>
    </message>
    <message>
        <source>Chính sách của thành phố đứng trên hết (có hình khóa), rồi đến giá trị đặt cho cả máy, lựa chọn của người dùng, cuối cùng là mặc định. Ô có mũi tên thì chọn ngay tại đây; các mục khác do cán bộ kỹ thuật đổi bằng chính sách, bộ cài hoặc tệp cấu hình.</source>
        <translation>The city&apos;s policy stands above everything (with a lock), then what is set for this PC, the user&apos;s choice, and last the default. What has an arrow is chosen right here; IT changes the rest by policy, installer or settings file.</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Trở lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Đang báo các điểm cầu…</source>
        <translation>Telling the sites…</translation>
    </message>
    <message>
        <source>Lý do đã gõ vẫn còn. Nối lại xong thì bấm lần nữa.</source>
        <translation>Your reason is kept. Press again once the line is back.</translation>
    </message>
    <message>
        <source>Trở lại buổi tiếp</source>
        <translation>Back to the session</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Thoát chương trình</source>
        <translation>Leave the program</translation>
    </message>
    <message>
        <source>Ở lại</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Thoát và gửi sau</source>
        <translation>Leave and send later</translation>
    </message>
    <message>
        <source>Chưa gửi: {items} mục, {size}</source>
        <translation>Not sent: {items}, {size}</translation>
    </message>
    <message>
        <source>Tiếp công dân trực tuyến</source>
        <translation>Online citizen reception</translation>
    </message>
    <message>
        <source>Khóa</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Trợ giúp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Mở phòng thứ hai</source>
        <translation>Open a second room</translation>
    </message>
    <message>
        <source>Phòng 2</source>
        <translation>Room 2</translation>
    </message>
    <message>
        <source>Tiếp công dân</source>
        <translation>Citizen reception</translation>
    </message>
    <message>
        <source>trực tuyến</source>
        <translation>online</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>+{count} thông báo</source>
        <translation>+{count} more</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Vào</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Đăng nhập bằng tài khoản cơ quan</source>
        <translation>Sign in with office account</translation>
    </message>
    <message>
        <source>Chọn tên và nhập đủ mã PIN.</source>
        <translation>Choose a name and type the whole PIN.</translation>
    </message>
    <message>
        <source>Mã PIN mới</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>Nhập lại mã PIN mới</source>
        <translation>New PIN again</translation>
    </message>
    <message>
        <source>Đăng nhập</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Quay lại mã PIN</source>
        <translation>Back to the PIN</translation>
    </message>
    <message>
        <source>Hai lần nhập mã PIN khác nhau.</source>
        <translation>The two PINs differ.</translation>
    </message>
    <message>
        <source>Mã PIN này dễ đoán: đừng lặp lại hoặc đếm liên tiếp.</source>
        <translation>This PIN is easily guessed: do not repeat or count.</translation>
    </message>
    <message>
        <source>Giữ mã PIN cũ</source>
        <translation>Keep the old PIN</translation>
    </message>
    <message>
        <source>Quên mã PIN</source>
        <translation>PIN forgotten</translation>
    </message>
    <message>
        <source>Nhập đủ tên đăng nhập, mật khẩu và mã xác thực.</source>
        <translation>Fill in login name, password and code.</translation>
    </message>
    <message>
        <source>Mã xác thực (6 số)</source>
        <translation>Code (6 digits)</translation>
    </message>
    <message>
        <source>Đang vào…</source>
        <translation>Signing in…</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>Login name</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Mã đang hiện trong ứng dụng xác thực.</source>
        <translation>The code in your authenticator app now.</translation>
    </message>
    <message>
        <source>Ít nhất {count} chữ số, dùng ở mọi phòng.</source>
        <translation>At least {count} digits, good at every room.</translation>
    </message>
    <message>
        <source>Phiên bản {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Phòng tiếp</source>
        <translation>Online citizen</translation>
    </message>
    <message>
        <source>công dân trực tuyến</source>
        <translation>reception room</translation>
    </message>
    <message>
        <source>Không dùng cho nội dung bí mật nhà nước</source>
        <translation>Not for state secrets</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Đăng nhập bằng tài khoản thành phố</source>
        <translation>Sign in with a city account</translation>
    </message>
    <message>
        <source>Ít nhất {count} chữ số.</source>
        <translation>At least {count} digits.</translation>
    </message>
    <message>
        <source>Diễn tập: mã PIN là {pin}.</source>
        <translation>Practice: the PIN is {pin}.</translation>
    </message>
    <message>
        <source>Khi mất mạng, dùng được đến {day}.</source>
        <translation>Works without a network until {day}.</translation>
    </message>
    <message>
        <source>Đang mở phòng…</source>
        <translation>Opening the room…</translation>
    </message>
    <message>
        <source>Đã nối máy chủ thành phố</source>
        <translation>Connected to the city server</translation>
    </message>
    <message>
        <source>Chưa nối được máy chủ thành phố</source>
        <translation>The city server does not answer</translation>
    </message>
    <message>
        <source>Máy chủ thành phố không nhận máy này</source>
        <translation>The city server does not accept this PC</translation>
    </message>
    <message>
        <source>Mã đơn vị {code}</source>
        <translation>Unit {code}</translation>
    </message>
    <message>
        <source>Đăng nhập bằng tài khoản {title}</source>
        <translation>Sign in with a {title} account</translation>
    </message>
    <message>
        <source>Đang chờ đăng nhập trong trình duyệt…</source>
        <translation>Waiting for the sign-in in the browser…</translation>
    </message>
    <message>
        <source>Đăng nhập tại trang của cơ quan vừa mở, rồi quay lại đây. Chương trình chờ 5 phút.</source>
        <translation>Sign in on the office&apos;s page that has just opened, then come back here. The program waits 5 minutes.</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Mở lại trang đăng nhập</source>
        <translation>Open the sign-in page again</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>{name}, đến lượt ký</source>
        <translation>{name}, signs next</translation>
    </message>
    <message>
        <source>Máy này chưa có đủ bản đã chốt để ký số.</source>
        <translation>This PC has not all of the frozen version to sign it digitally.</translation>
    </message>
    <message>
        <source>Lý do không ký</source>
        <translation>Why they do not sign</translation>
    </message>
    <message>
        <source>Từ {least} đến {most} ký tự, in trong biên bản.</source>
        <translation>From {least} to {most} characters, printed in the minutes.</translation>
    </message>
    <message>
        <source>Người chứng kiến 1</source>
        <translation>Witness 1</translation>
    </message>
    <message>
        <source>Người chứng kiến 2</source>
        <translation>Witness 2</translation>
    </message>
    <message>
        <source>Ghi là không ký</source>
        <translation>Note as not signed</translation>
    </message>
    <message>
        <source>Thiết bị ký</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tệp chứng thư</source>
        <translation>Certificate file</translation>
    </message>
    <message>
        <source>Ký bằng</source>
        <translation>Sign with</translation>
    </message>
    <message>
        <source>Chọn tệp chứng thư…</source>
        <translation>Choose a certificate file…</translation>
    </message>
    <message>
        <source>Mật khẩu, mã PIN</source>
        <translation>Password, PIN</translation>
    </message>
    <message>
        <source>Chỉ dùng để ký lần này, không lưu ở đâu.</source>
        <translation>Used for this signature alone, kept nowhere.</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Digital</translation>
    </message>
    <message>
        <source>Ghi chữ ký số đã có trong bản quét</source>
        <translation>Note the digital signature that came with a scan</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{name} ký số</source>
        <translation>{name} signs digitally</translation>
    </message>
    <message>
        <source>Chưa chọn tệp chứng thư</source>
        <translation>No certificate file chosen yet</translation>
    </message>
    <message>
        <source>Đang ký, chờ ít giây.</source>
        <translation>Signing, wait some seconds.</translation>
    </message>
    <message>
        <source>Chọn tệp chứng thư của người ký</source>
        <translation>Choose the signer&apos;s certificate file</translation>
    </message>
    <message>
        <source>{name} không ký</source>
        <translation>{name} does not sign</translation>
    </message>
    <message>
        <source>Đề nghị sửa, ý kiến</source>
        <translation>Correction or opinion</translation>
    </message>
    <message>
        <source>Người có ý kiến</source>
        <translation>Who says it</translation>
    </message>
    <message>
        <source>Dòng {number}: {text}</source>
        <translation>Line {number}: {text}</translation>
    </message>
    <message>
        <source>Ý kiến về cả biên bản</source>
        <translation>About the minutes as a whole</translation>
    </message>
    <message>
        <source>Đọc lại và ký biên bản</source>
        <translation>Reading back and signing</translation>
    </message>
    <message>
        <source>Trở lại buổi tiếp</source>
        <translation>Back to the session</translation>
    </message>
    <message>
        <source>In biên bản…</source>
        <translation>Print the minutes…</translation>
    </message>
    <message>
        <source>Bớt</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Ghi ý kiến</source>
        <translation>Note an opinion</translation>
    </message>
    <message>
        <source>Chưa chốt bản nào. Đọc lại xong, mọi điểm cầu cùng một bản, rồi sang bước Ký.</source>
        <translation>No version is frozen yet. Read back first, until all sites have one text, then go on to the step Signing.</translation>
    </message>
    <message>
        <source>Chưa ghi thêm được. Nối lại xong thì bấm lần nữa.</source>
        <translation>Nothing more can be noted now. Press again once the line is back.</translation>
    </message>
    <message>
        <source>Ý kiến đề nghị sửa: {count}</source>
        <translation>Corrections asked for: {count}</translation>
    </message>
    <message>
        <source>Số bản: chưa ghi</source>
        <translation>Copies: not noted</translation>
    </message>
    <message>
        <source>Số bản: {count}</source>
        <translation>Copies: {count}</translation>
    </message>
    <message>
        <source>Số bản từ 1 đến {most}.</source>
        <translation>From 1 to {most} copies.</translation>
    </message>
    <message>
        <source>{verb} một bản</source>
        <translation>{verb}: one copy</translation>
    </message>
    <message>
        <source>Chưa có trạng thái ký</source>
        <translation>Nothing noted yet</translation>
    </message>
    <message>
        <source>Ký tay, ghi lúc {time}</source>
        <translation>Signed by hand, noted at {time}</translation>
    </message>
    <message>
        <source>Điểm chỉ, ghi lúc {time}</source>
        <translation>Signed by fingerprint, noted at {time}</translation>
    </message>
    <message>
        <source>Ký số, ghi lúc {time}</source>
        <translation>Digital, noted at {time}</translation>
    </message>
    <message>
        <source>Không ký, ghi lúc {time}. Lý do: {reason}. Chứng kiến: {witnesses}</source>
        <translation>Did not sign, noted at {time}. Reason: {reason}. Witnesses: {witnesses}</translation>
    </message>
    <message>
        <source>người ký thay điểm cầu</source>
        <translation>signs for the site</translation>
    </message>
    <message>
        <source>{site} ghi</source>
        <translation>noted by {site}</translation>
    </message>
    <message>
        <source>Dòng {number}</source>
        <translation>Line {number}</translation>
    </message>
    <message>
        <source>Cả biên bản</source>
        <translation>The whole minutes</translation>
    </message>
    <message>
        <source>{where}, {by} lúc {time}: {text}</source>
        <translation>{where}, {by} at {time}: {text}</translation>
    </message>
    <message>
        <source>Đã ghi nhận sửa, chữ cũ giữ nguyên.</source>
        <translation>Noted as a correction, the old words stay.</translation>
    </message>
    <message>
        <source>Giữ nguyên, đã ghi ý kiến.</source>
        <translation>Kept as it is, the opinion is noted.</translation>
    </message>
    <message>
        <source>Chữ cũ: {text}</source>
        <translation>Old words: {text}</translation>
    </message>
    <message>
        <source>Chữ ký số: {signer}, {time}, nơi cấp {issuer}: {trust}</source>
        <translation>Digital signature: {signer}, {time}, issued by {issuer}: {trust}</translation>
    </message>
    <message>
        <source>nguyên vẹn, chưa kiểm nơi cấp</source>
        <translation>holds, its issuer was not checked</translation>
    </message>
    <message>
        <source>nguyên vẹn, nơi cấp được tin cậy</source>
        <translation>holds, its issuer is trusted</translation>
    </message>
    <message>
        <source>nguyên vẹn, nơi cấp không có trong danh sách của máy</source>
        <translation>holds, its issuer is not on the list of this PC</translation>
    </message>
    <message>
        <source>Bản {number}, mã {code}, chốt {time}</source>
        <translation>Version {number}, code {code}, frozen {time}</translation>
    </message>
    <message>
        <source>Ý kiến, ký</source>
        <translation>Opinions, signing</translation>
    </message>
    <message>
        <source>Số {number}/{year}</source>
        <translation>No. {number}/{year}</translation>
    </message>
    <message>
        <source>{people} người đều đã có trạng thái ký.</source>
        <translation>It is noted for all {people} people how they signed.</translation>
    </message>
    <message>
        <source>Còn {count} người chưa có trạng thái ký.</source>
        <translation>Of {count} it is not noted how they signed.</translation>
    </message>
    <message>
        <source>{names} và {count} người khác</source>
        <translation>{names} and {count} more</translation>
    </message>
    <message>
        <source>Quét bản đã ký</source>
        <translation>Add the signed scan</translation>
    </message>
    <message>
        <source>Bản quét</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Chọn bản quét của biên bản đã ký</source>
        <translation>Choose the scan of the signed minutes</translation>
    </message>
    <message>
        <source>Trang như khi in</source>
        <translation>The page as it is printed</translation>
    </message>
    <message>
        <source>Đang dựng trang in…</source>
        <translation>Drawing the pages…</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Trở lại danh sách ký</source>
        <translation>Back to the signers</translation>
    </message>
    <message>
        <source>Máy in đã nhận {taken} trong {total} tờ.</source>
        <translation>The printer took {taken} of {total} sheets.</translation>
    </message>
    <message>
        <source>{pages} trang, {copies} bản: {left} tờ.</source>
        <translation>Pages: {pages}, copies: {copies}, sheets: {left}.</translation>
    </message>
    <message>
        <source>Còn thiếu {left} tờ.</source>
        <translation>{left} sheets are missing.</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>In {copies} bản</source>
        <translation>Print {copies} copies</translation>
    </message>
    <message>
        <source>Máy in đang nhận giấy in.</source>
        <translation>The printer is taking sheets.</translation>
    </message>
    <message>
        <source>Trang in chưa dựng xong.</source>
        <translation>The pages are not drawn yet.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in.</source>
        <translation>This PC has no printer.</translation>
    </message>
</context>
<context>
    <name>Skip</name>
    <message>
        <source>Bỏ qua bước</source>
        <translation>Skip a step</translation>
    </message>
    <message>
        <source>Lý do (in trong biên bản)</source>
        <translation>Reason (printed in the minutes)</translation>
    </message>
    <message>
        <source>Từ {least} đến {most} ký tự. Không ghi số giấy tờ, số điện thoại.</source>
        <translation>From {least} to {most} characters. No document or phone numbers.</translation>
    </message>
    <message>
        <source>Bỏ qua bước {step}. Chưa chuyển bước. Ghi lý do, lý do in trong biên bản. (K-180)</source>
        <translation>Skipping the step {step}. Nothing has moved yet. Write the reason; it is printed in the minutes. (K-180)</translation>
    </message>
    <message>
        <source>Bỏ qua: {step}</source>
        <translation>Skip: {step}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Giờ buổi</source>
        <translation>Session time</translation>
    </message>
    <message>
        <source>Micro</source>
        <translation>Mic</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>GHI</source>
        <translation>REC</translation>
    </message>
    <message>
        <source>Mất {count} s</source>
        <translation>Lost {count} s</translation>
    </message>
    <message>
        <source>Đường truyền</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>chưa đo</source>
        <translation>not measured</translation>
    </message>
    <message>
        <source>phòng này</source>
        <translation>this room</translation>
    </message>
    <message>
        <source>nơi kia</source>
        <translation>the other site</translation>
    </message>
    <message>
        <source>{items} bị từ chối</source>
        <translation>{items} refused</translation>
    </message>
    <message>
        <source>{count} từ chối</source>
        <translation>{count} refused</translation>
    </message>
    <message>
        <source>không có</source>
        <translation>none</translation>
    </message>
    <message>
        <source>chưa mở</source>
        <translation>not open</translation>
    </message>
    <message>
        <source>đã kết thúc</source>
        <translation>over</translation>
    </message>
    <message>
        <source>Bước</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Lượt nói</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>Đang nói</source>
        <translation>Speaking</translation>
    </message>
    <message>
        <source>MH2</source>
        <translation>Display 2</translation>
    </message>
    <message>
        <source>đang nối lại</source>
        <translation>reconnecting</translation>
    </message>
    <message>
        <source>TL {number}, tr. {page}</source>
        <translation>doc {number}, p. {page}</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Rời kết nối thử</source>
        <translation>Leave the trial</translation>
    </message>
    <message>
        <source>Máy ở nơi nhận đo trong 30 giây gần nhất: hình có đổi, có tiếng nói. Mỗi nơi nói vài câu.</source>
        <translation>Measured at the receiving site over the last 30 seconds: the picture changes, speech is heard. Every site says a few sentences.</translation>
    </message>
    <message>
        <source>Ghi nhận kết nối thử</source>
        <translation>Note the trial</translation>
    </message>
    <message>
        <source>Cho buổi {at} · {title}</source>
        <translation>For the session of {at} · {title}</translation>
    </message>
    <message>
        <source>{good} trong {ways} chiều đạt cả hình và tiếng</source>
        <translation>{good} of {ways} directions with picture and sound</translation>
    </message>
    <message>
        <source>Tắt micro</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Mở micro</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Đã ghi nhận {at}</source>
        <translation>Noted {at}</translation>
    </message>
    <message>
        <source>Đã quá hạn {due}</source>
        <translation>Overdue since {due}</translation>
    </message>
    <message>
        <source>Lên</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Xuống</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Trái</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Phải</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>chọn ô</source>
        <translation>choose a cell</translation>
    </message>
    <message>
        <source>ghi chưa đạt, đo lại</source>
        <translation>not accepted, measure again</translation>
    </message>
    <message>
        <source>Hạn {due}</source>
        <translation>Due {due}</translation>
    </message>
    <message>
        <source>Hạn {due}, còn {left}</source>
        <translation>Due {due}, {left} left</translation>
    </message>
    <message>
        <source>Kết nối thử</source>
        <translation>Trial connection</translation>
    </message>
    <message>
        <source>chưa có hình</source>
        <translation>no picture yet</translation>
    </message>
    <message>
        <source>Đang ghi nhận ở thành phố…</source>
        <translation>The city is noting it…</translation>
    </message>
    <message>
        <source>Điểm cầu trung tâm ghi nhận khi mọi chiều đạt và trang thử hiện mọi nơi.</source>
        <translation>The central site notes it when every direction is good and the test page shows everywhere.</translation>
    </message>
    <message>
        <source>Mọi chiều đều đạt, trang thử hiện mọi nơi. Ghi nhận được.</source>
        <translation>Every direction is good, the test page shows everywhere. It can be noted.</translation>
    </message>
    <message>
        <source>Chưa ghi nhận được: đang đo đường truyền, còn {left}.</source>
        <translation>Cannot be noted yet: the line is being measured, {left} left.</translation>
    </message>
    <message>
        <source>Chưa ghi nhận được: {sites} đang đo đường truyền.</source>
        <translation>Cannot be noted yet: {sites} is measuring the line.</translation>
    </message>
    <message>
        <source>Chưa ghi nhận được: chưa chiếu trang thử.</source>
        <translation>Cannot be noted yet: the test page was not shown.</translation>
    </message>
    <message>
        <source>Chưa ghi nhận được: còn {n} điểm cầu chưa hiện trang thử.</source>
        <translation>Cannot be noted yet: sites that do not show the test page: {n}.</translation>
    </message>
    <message>
        <source>Chưa ghi nhận được: còn {n} chiều chưa đạt.</source>
        <translation>Cannot be noted yet: directions still missing: {n}.</translation>
    </message>
    <message>
        <source>thấy</source>
        <translation>sees</translation>
    </message>
    <message>
        <source>chưa thấy</source>
        <translation>does not see</translation>
    </message>
    <message>
        <source>chưa đo hình</source>
        <translation>picture not measured</translation>
    </message>
    <message>
        <source>hình chưa đạt</source>
        <translation>picture not accepted</translation>
    </message>
    <message>
        <source>nghe</source>
        <translation>hears</translation>
    </message>
    <message>
        <source>chưa nghe</source>
        <translation>does not hear</translation>
    </message>
    <message>
        <source>chưa đo tiếng</source>
        <translation>sound not measured</translation>
    </message>
    <message>
        <source>tiếng chưa đạt</source>
        <translation>sound not accepted</translation>
    </message>
    <message>
        <source>đang chiếu</source>
        <translation>showing it</translation>
    </message>
    <message>
        <source>đã hiện</source>
        <translation>shown</translation>
    </message>
    <message>
        <source>chưa hiện</source>
        <translation>not shown yet</translation>
    </message>
    <message>
        <source>chưa chiếu</source>
        <translation>nobody shows it</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiving site</translation>
    </message>
    <message>
        <source>từ {site}</source>
        <translation>from {site}</translation>
    </message>
    <message>
        <source>Trang tài liệu</source>
        <translation>Document page</translation>
    </message>
    <message>
        <source>chưa vào</source>
        <translation>not here yet</translation>
    </message>
    <message>
        <source>Từ {of} đến {by}: {sees}, {hears}</source>
        <translation>From {of} to {by}: {sees}, {hears}</translation>
    </message>
    <message>
        <source>Đo lại</source>
        <translation>Measure again</translation>
    </message>
    <message>
        <source>Ghi chưa đạt</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>Enter: {label}</source>
        <translation>Enter: {label}</translation>
    </message>
    <message>
        <source>Trang tài liệu ở {site}: {text}</source>
        <translation>Document page at {site}: {text}</translation>
    </message>
    <message>
        <source>Phòng này không thấy màn hình 2.</source>
        <translation>This room has no display 2.</translation>
    </message>
    <message>
        <source>Có màn hình 2, chưa có trang để hiện.</source>
        <translation>Display 2 is there; no page to show yet.</translation>
    </message>
    <message>
        <source>Màn hình 2 đang che nên chưa hiện trang. Nhấn F8 để mở.</source>
        <translation>Display 2 is covered, so the page is not shown. Press F8 to uncover.</translation>
    </message>
    <message>
        <source>Trang chưa hiện trên màn hình 2.</source>
        <translation>The page is not on display 2 yet.</translation>
    </message>
    <message>
        <source>Trang đã hiện trên màn hình 2.</source>
        <translation>The page is on display 2.</translation>
    </message>
    <message>
        <source>Chiếu trang thử</source>
        <translation>Show the test page</translation>
    </message>
    <message>
        <source>Chiếu lại trang thử</source>
        <translation>Show the test page again</translation>
    </message>
    <message>
        <source>Trang thử</source>
        <translation>Test page</translation>
    </message>
    <message>
        <source>Chưa nơi nào chiếu. Trang thử không có dữ liệu của vụ việc.</source>
        <translation>Nobody shows it yet. The test page has no data of a case.</translation>
    </message>
    <message>
        <source>Trang nhận được khác trang của chương trình này nên không hiện.</source>
        <translation>The page that came is not the one of this program, so it is not shown.</translation>
    </message>
    <message>
        <source>{site} đang chiếu. Đang tải trang về máy này…</source>
        <translation>{site} shows it. The page is coming to this PC…</translation>
    </message>
    <message>
        <source>{site} đang chiếu. Còn {n} điểm cầu chưa hiện trang.</source>
        <translation>{site} shows it. Sites that do not show the page yet: {n}.</translation>
    </message>
    <message>
        <source>{site} đang chiếu. Mọi điểm cầu đã hiện trang.</source>
        <translation>{site} shows it. Every site shows the page.</translation>
    </message>
    <message>
        <source>Tệp ghi thử không tăng. Đã xóa tệp. Báo kỹ thuật kiểm tra ổ đĩa. (P-112)</source>
        <translation>The file of the take does not grow. The file was deleted. Tell the technician to check the disk. (P-112)</translation>
    </message>
    <message>
        <source>Đã ghi nhưng không phát lại được. Đã xóa tệp. Kiểm tra loa rồi ghi lại.</source>
        <translation>It was recorded but could not be played. The file was deleted. Check the loudspeaker and record again.</translation>
    </message>
    <message>
        <source>Chưa ghi xong. Không giữ tệp nào. Bấm Ghi thử lần nữa.</source>
        <translation>The take was not finished. No file is kept. Press Record a take again.</translation>
    </message>
    <message>
        <source>Ghi thử</source>
        <translation>Record a take</translation>
    </message>
    <message>
        <source>Ghi thử 10 giây</source>
        <translation>10-second take</translation>
    </message>
    <message>
        <source>Đang ghi thử.</source>
        <translation>A take is being made.</translation>
    </message>
    <message>
        <source>Ghi hình và tiếng của phòng này, phát lại tại chỗ rồi xóa.</source>
        <translation>Records picture and sound of this room, plays them here, then deletes them.</translation>
    </message>
    <message>
        <source>Đang ghi, còn {left} giây. Tệp đã có {size}.</source>
        <translation>Recording, {left} seconds left. The file has {size}.</translation>
    </message>
    <message>
        <source>Đang phát lại từ tệp {size}, còn {left} giây.</source>
        <translation>Playing from the file of {size}, {left} seconds left.</translation>
    </message>
    <message>
        <source>Đã ghi {recorded} giây ({size}), phát lại {played} giây, đã xóa tệp.</source>
        <translation>{recorded} seconds recorded ({size}), {played} seconds played, the file was deleted.</translation>
    </message>
    <message>
        <source>Không có tiếng nói trong tệp.</source>
        <translation>There is no speech in the file.</translation>
    </message>
    <message>
        <source>Không có hình trong tệp.</source>
        <translation>There is no picture in the file.</translation>
    </message>
    <message>
        <source>mất gói khi nhận</source>
        <translation>packets lost on the way in</translation>
    </message>
    <message>
        <source>mất gói khi gửi</source>
        <translation>packets lost on the way out</translation>
    </message>
    <message>
        <source>trễ nhiều</source>
        <translation>too much delay</translation>
    </message>
    <message>
        <source>hình đứng</source>
        <translation>frozen picture</translation>
    </message>
    <message>
        <source>đứt đường truyền</source>
        <translation>breaks of the line</translation>
    </message>
    <message>
        <source>Đã dừng khi chưa đo xong ({times}).</source>
        <translation>Stopped before the end ({times}).</translation>
    </message>
    <message>
        <source>Đường truyền đứt, không nối lại được ({times}). Đã thôi đo.</source>
        <translation>The line broke and did not come back ({times}). Measuring ended.</translation>
    </message>
    <message>
        <source>Thử đường truyền 10 phút</source>
        <translation>Line test, 10 minutes</translation>
    </message>
    <message>
        <source>Bắt đầu đo</source>
        <translation>Start measuring</translation>
    </message>
    <message>
        <source>Dừng đo</source>
        <translation>Stop measuring</translation>
    </message>
    <message>
        <source>Đo lại đường truyền</source>
        <translation>Measure the line again</translation>
    </message>
    <message>
        <source>Chưa có điểm cầu nào khác để đo.</source>
        <translation>No other site is there to measure with.</translation>
    </message>
    <message>
        <source>Đo mất gói, độ trễ, tốc độ hai chiều trong lúc đang nối. Không bắt buộc.</source>
        <translation>Measures lost packets, delay and rate both ways while connected. Optional.</translation>
    </message>
    <message>
        <source>Chưa gửi được thành phố, tự gửi khi có mạng.</source>
        <translation>Not sent to the city yet; sent when the network is back.</translation>
    </message>
    <message>
        <source>Đã gửi thành phố.</source>
        <translation>Sent to the city.</translation>
    </message>
    <message>
        <source>Còn {left}.</source>
        <translation>{left} left.</translation>
    </message>
    <message>
        <source>Không nhận được gì của {sites} đã {n} giây, vẫn đo tiếp.</source>
        <translation>Nothing received from {sites} for {n} s; measuring goes on.</translation>
    </message>
    <message>
        <source>Rời trang này thì dừng đo.</source>
        <translation>Leaving this page ends it.</translation>
    </message>
    <message>
        <source>Còn {left}: {figures}</source>
        <translation>{left} left: {figures}</translation>
    </message>
    <message>
        <source>{times} đạt.</source>
        <translation>{times} passed.</translation>
    </message>
    <message>
        <source>{times} chưa đạt: {faults}.</source>
        <translation>{times} not passed: {faults}.</translation>
    </message>
    <message>
        <source>Phút kém nhất là phút {n}, với {site}:</source>
        <translation>Worst was minute {n}, with {site}:</translation>
    </message>
    <message>
        <source>mất gói nhận {loss} %, gửi {sent_loss} %, trễ {delay} ms, nhận {received} kbit/s, gửi {sent} kbit/s.</source>
        <translation>lost in {loss} %, out {sent_loss} %, delay {delay} ms, in {received} kbit/s, out {sent} kbit/s.</translation>
    </message>
    <message>
        <source>Hình đứng {n} giây.</source>
        <translation>Picture frozen for {n} s.</translation>
    </message>
    <message>
        <source>Đứt {n} giây.</source>
        <translation>Broken for {n} s.</translation>
    </message>
    <message>
        <source>{site}: chưa đạt ({times}).</source>
        <translation>{site}: not passed ({times}).</translation>
    </message>
    <message>
        <source>{site}: đang đo.</source>
        <translation>{site}: being measured.</translation>
    </message>
    <message>
        <source>{site}: dừng khi chưa đo xong.</source>
        <translation>{site}: stopped before the end.</translation>
    </message>
    <message>
        <source>{site}: đạt ({times}).</source>
        <translation>{site}: passed ({times}).</translation>
    </message>
</context>
<context>
    <name>Unsent</name>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Báo cáo của đơn vị, yêu cầu tiếp, lượt tiếp, dòng sổ</source>
        <translation>Reports of the unit, requests, visits, register rows</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Lý do: {reason}. Bản gốc vẫn giữ tại máy.</source>
        <translation>Reason: {reason}. The original stays on this PC.</translation>
    </message>
    <message>
        <source>còn bản ghi ở bên dưới</source>
        <translation>recordings below</translation>
    </message>
    <message>
        <source>không còn gì chờ gửi</source>
        <translation>nothing is waiting</translation>
    </message>
    <message>
        <source>Không còn gì để gửi.</source>
        <translation>There is nothing to send.</translation>
    </message>
    <message>
        <source>Máy chủ xác nhận gần nhất lúc {at}</source>
        <translation>Last confirmed by the server at {at}</translation>
    </message>
    <message>
        <source>Dữ liệu chưa gửi</source>
        <translation>Unsent data</translation>
    </message>
    <message>
        <source>Tài liệu thêm vào hồ sơ vụ việc</source>
        <translation>Papers added to dossiers of cases</translation>
    </message>
    <message>
        <source>{items} của vụ tố cáo chờ người có trong danh sách được biết đăng nhập.</source>
        <translation>{items} of denunciations wait until a person on their list signs in.</translation>
    </message>
    <message>
        <source>Bản ghi âm, ghi hình của máy này</source>
        <translation>Recordings of this PC</translation>
    </message>
    <message>
        <source>Buổi</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Biên bản</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Tài liệu</source>
        <translation>Papers</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Chủ trì: {chair}</source>
        <translation>Chair: {chair}</translation>
    </message>
    <message>
        <source>{n} vụ đang chờ · {m} vụ đã tiếp xong</source>
        <translation>{n} waiting · {m} over</translation>
    </message>
    <message>
        <source>Hàng chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Rút lại</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>chưa ai đến</source>
        <translation>nobody came yet</translation>
    </message>
    <message>
        <source>đã rời hàng chờ</source>
        <translation>left the queue</translation>
    </message>
    <message>
        <source>đang chờ</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đã báo trước {at}</source>
        <translation>told ahead {at}</translation>
    </message>
    <message>
        <source>đã mời {at}</source>
        <translation>called {at}</translation>
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
        <source>đã kết thúc</source>
        <translation>over</translation>
    </message>
    <message>
        <source>Đoàn {n} người</source>
        <translation>Group of {n}</translation>
    </message>
    <message>
        <source>hẹn {at}</source>
        <translation>for {at}</translation>
    </message>
    <message>
        <source>chờ {n} phút</source>
        <translation>waiting {n} min</translation>
    </message>
    <message>
        <source>phòng đã kết nối</source>
        <translation>room connected</translation>
    </message>
    <message>
        <source>phòng chưa kết nối</source>
        <translation>room not connected</translation>
    </message>
    <message>
        <source>phòng chưa kiểm tra hôm nay</source>
        <translation>room not checked today</translation>
    </message>
    <message>
        <source>phòng kiểm tra {at}: đạt</source>
        <translation>room checked {at}: ready</translation>
    </message>
    <message>
        <source>phòng kiểm tra {at}: có mục hạ mức</source>
        <translation>room checked {at}: limited</translation>
    </message>
    <message>
        <source>phòng kiểm tra {at}: chưa đạt</source>
        <translation>room checked {at}: not ready</translation>
    </message>
    <message>
        <source>hồ sơ đủ tại phòng</source>
        <translation>dossier whole in the room</translation>
    </message>
    <message>
        <source>hồ sơ: phòng còn thiếu {n} tài liệu</source>
        <translation>dossier: the room lacks {n} papers</translation>
    </message>
    <message>
        <source>Chưa mời được: phòng chưa kết nối.</source>
        <translation>Cannot be called yet: the room is not connected.</translation>
    </message>
    <message>
        <source>Chưa mời được: đã mời số {n}.</source>
        <translation>Cannot be called yet: number {n} was called.</translation>
    </message>
    <message>
        <source>Chưa mời được: buổi đang tiếp chưa đóng.</source>
        <translation>Cannot be called yet: the session that goes on is not closed.</translation>
    </message>
    <message>
        <source>Chưa mời được: số {n} chưa đóng.</source>
        <translation>Cannot be called yet: number {n} is not closed.</translation>
    </message>
    <message>
        <source>Mời vụ tiếp</source>
        <translation>Call the next</translation>
    </message>
    <message>
        <source>Mời</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Báo trước</source>
        <translation>Tell ahead</translation>
    </message>
    <message>
        <source>Vào phòng</source>
        <translation>Enter the room</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open dossier</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Trích yếu</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Loại tiếp</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Ngày tiếp</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Từ</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Thời lượng (phút)</source>
        <translation>Length (minutes)</translation>
    </message>
    <message>
        <source>Người chủ trì</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>Được phân công, ủy quyền</source>
        <translation>Assigned or authorised</translation>
    </message>
    <message>
        <source>Văn bản phân công, ủy quyền</source>
        <translation>Document of assignment, authorisation</translation>
    </message>
    <message>
        <source>Điểm cầu trung tâm</source>
        <translation>Central site</translation>
    </message>
    <message>
        <source>Thêm điểm cầu</source>
        <translation>Add a site</translation>
    </message>
    <message>
        <source>Nền tảng</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Tên nền tảng</source>
        <translation>Name of the platform</translation>
    </message>
    <message>
        <source>Số hoặc địa chỉ phòng họp</source>
        <translation>Meeting number or address</translation>
    </message>
    <message>
        <source>Lý do hoãn, hủy</source>
        <translation>Why postponed or cancelled</translation>
    </message>
    <message>
        <source>Điểm cầu</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Phòng tiếp công dân trực tuyến</source>
        <translation>Online reception room</translation>
    </message>
    <message>
        <source>Nền tảng khác</source>
        <translation>Another platform</translation>
    </message>
    <message>
        <source>Người ghi nhận thấy, nghe thế nào</source>
        <translation>What the person saw and heard</translation>
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
        <source>Cách gửi</source>
        <translation>Sent by</translation>
    </message>
    <message>
        <source>Ngày niêm yết</source>
        <translation>Posted on</translation>
    </message>
    <message>
        <source>Trục liên thông văn bản</source>
        <translation>The document exchange</translation>
    </message>
    <message>
        <source>Giao trực tiếp, có ký nhận</source>
        <translation>By hand, signed for</translation>
    </message>
    <message>
        <source>Bưu điện</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Thư điện tử công vụ</source>
        <translation>Official e-mail</translation>
    </message>
    <message>
        <source>Hồ sơ của điểm cầu</source>
        <translation>Dossier of the site</translation>
    </message>
    <message>
        <source>Tên tài liệu</source>
        <translation>Name of the paper</translation>
    </message>
    <message>
        <source>Loại tài liệu</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>Loại bản</source>
        <translation>Copy kind</translation>
    </message>
    <message>
        <source>Số trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Lãnh đạo cho phép</source>
        <translation>Leader who allows it</translation>
    </message>
    <message>
        <source>Lý do, ghi vào biên bản</source>
        <translation>Reason, goes into the minutes</translation>
    </message>
    <message>
        <source>Thường xuyên</source>
        <translation>Regular</translation>
    </message>
    <message>
        <source>Định kỳ</source>
        <translation>Periodic</translation>
    </message>
    <message>
        <source>Đột xuất</source>
        <translation>Extraordinary</translation>
    </message>
    <message>
        <source>Yêu cầu chờ lịch</source>
        <translation>Requests to be scheduled</translation>
    </message>
    <message>
        <source>Buổi đã lên lịch</source>
        <translation>Planned sessions</translation>
    </message>
    <message>
        <source>Buổi cần tiếp tục</source>
        <translation>Sessions to go on with</translation>
    </message>
    <message>
        <source>Thông báo, niêm yết</source>
        <translation>Notice, posting</translation>
    </message>
    <message>
        <source>Kết nối thử</source>
        <translation>Trial connection</translation>
    </message>
    <message>
        <source>Nối đủ các điểm cầu</source>
        <translation>All sites connected</translation>
    </message>
    <message>
        <source>Việc này còn chờ lịch</source>
        <translation>It still waits to be scheduled</translation>
    </message>
    <message>
        <source>Chưa gọi các điểm cầu vào phòng</source>
        <translation>Sites not called to their rooms yet</translation>
    </message>
    <message>
        <source>Căn cứ tiếp trực tuyến</source>
        <translation>Ground for an online session</translation>
    </message>
    <message>
        <source>Không yêu cầu bảo vệ danh tính</source>
        <translation>No identity protection asked</translation>
    </message>
    <message>
        <source>Ngày, giờ, thời lượng</source>
        <translation>Day, hour, length</translation>
    </message>
    <message>
        <source>Kịp hạn thông báo</source>
        <translation>Notice in time</translation>
    </message>
    <message>
        <source>Trong giờ làm việc</source>
        <translation>In office hours</translation>
    </message>
    <message>
        <source>Người chủ trì, thư ký</source>
        <translation>Chair, secretary</translation>
    </message>
    <message>
        <source>Người chủ trì không trùng giờ</source>
        <translation>Chair is free</translation>
    </message>
    <message>
        <source>Điểm cầu: từ 2 đến 4 nơi</source>
        <translation>Sites: 2 to 4</translation>
    </message>
    <message>
        <source>Điểm cầu: từ 2 đến 16 nơi</source>
        <translation>Sites: 2 to 16</translation>
    </message>
    <message>
        <source>Điểm cầu không trùng giờ</source>
        <translation>Sites are free</translation>
    </message>
    <message>
        <source>Thành phần của từng điểm cầu</source>
        <translation>Participants of each site</translation>
    </message>
    <message>
        <source>Hồ sơ của từng điểm cầu</source>
        <translation>Dossier of each site</translation>
    </message>
    <message>
        <source>các điểm cầu đã được gọi vào phòng</source>
        <translation>the sites were called to their rooms</translation>
    </message>
    <message>
        <source>chưa đủ điểm cầu hoặc quá 16 nơi</source>
        <translation>too few sites, or more than 16</translation>
    </message>
    <message>
        <source>có điểm cầu chưa có hồ sơ</source>
        <translation>a site has no dossier yet</translation>
    </message>
    <message>
        <source>chưa đạt</source>
        <translation>not met</translation>
    </message>
    <message>
        <source>nên xem lại</source>
        <translation>to be checked</translation>
    </message>
    <message>
        <source>máy này chưa kiểm tra được</source>
        <translation>cannot be checked on this PC</translation>
    </message>
    <message>
        <source>đạt</source>
        <translation>met</translation>
    </message>
    <message>
        <source>việc này không còn chờ lịch</source>
        <translation>it no longer waits to be scheduled</translation>
    </message>
    <message>
        <source>quyết định chưa có căn cứ</source>
        <translation>the decision has no ground</translation>
    </message>
    <message>
        <source>tố cáo không được tiếp trực tuyến</source>
        <translation>this denunciation is not received online</translation>
    </message>
    <message>
        <source>chưa ghi trích yếu</source>
        <translation>there is no title</translation>
    </message>
    <message>
        <source>chưa chọn ngày, giờ hoặc giờ đã qua</source>
        <translation>day and hour are not chosen, or past</translation>
    </message>
    <message>
        <source>ngày này không kịp hạn thông báo</source>
        <translation>the notice would be late</translation>
    </message>
    <message>
        <source>chưa ghi đủ người chủ trì, thư ký</source>
        <translation>chair or secretary is not complete</translation>
    </message>
    <message>
        <source>người chủ trì đã có buổi khác</source>
        <translation>the chair has another session</translation>
    </message>
    <message>
        <source>chưa đủ điểm cầu hoặc quá 4 nơi</source>
        <translation>too few sites, or more than 4</translation>
    </message>
    <message>
        <source>điểm cầu đã có buổi khác</source>
        <translation>a site has another session</translation>
    </message>
    <message>
        <source>có điểm cầu chưa cử người</source>
        <translation>a site has named nobody</translation>
    </message>
    <message>
        <source>Thư ký</source>
        <translation>Secretary</translation>
    </message>
    <message>
        <source>Thiết bị</source>
        <translation>Equipment</translation>
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
        <source>Số quyết định</source>
        <translation>Number of the decision</translation>
    </message>
    <message>
        <source>Ngày quyết định</source>
        <translation>Date of the decision</translation>
    </message>
    <message>
        <source>Người quyết định, chức vụ</source>
        <translation>Who decided, and their office</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>chờ gửi</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>bị từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>Kiểm tra phòng</source>
        <translation>Room check</translation>
    </message>
    <message>
        <source>Khó khăn, vướng mắc</source>
        <translation>Difficulties</translation>
    </message>
    <message>
        <source>Phiếu rà soát</source>
        <translation>Readiness sheet</translation>
    </message>
    <message>
        <source>Danh mục cơ quan</source>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Đầu mối liên hệ</source>
        <translation>Focal points</translation>
    </message>
</context>
</TS>
