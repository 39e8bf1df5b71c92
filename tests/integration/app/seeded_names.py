"""What a case that nobody may read in a log is made of. No real person, no real number."""

NAME = "Đỗ Thị Mẫu Thử"
ADDRESS = "Ngõ Không Có Thật, thôn Ví Dụ"
ID_NUMBER = "031000000001"
PHONE = "0912000001"
REQUEST = "Đề nghị trả lại phần đất vườn chuối"
WORDS = f"Bà {NAME}, số {ID_NUMBER}, điện thoại {PHONE}, trình bày về bờ rào"
FILE_NAME = "Đơn của bà Mẫu Thử.pdf"
DIFFICULTY = "Micro của bà Mẫu Thử rè"

SEEDED = ("Mẫu Thử", "Ví Dụ", "Không Có Thật", "vườn chuối", "bờ rào", ID_NUMBER, PHONE)
