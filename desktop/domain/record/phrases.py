"""Câu mẫu: standard sentences of the minutes, put in by a key; policy or PC may set others."""

from typing import Final

MAX_PHRASES: Final = 9
"""One for each of the keys Ctrl+1 to Ctrl+9."""
MAX_PHRASE: Final = 250
"""Characters of one."""
PHRASES: Final[tuple[str, ...]] = (
    "Người chủ trì tuyên bố lý do, giới thiệu thành phần tham dự.",
    "Công dân trình bày:",
    "Công dân đề nghị:",
    "Đại diện cơ quan có ý kiến:",
    "Các bên thống nhất:",
    "Các bên còn ý kiến khác nhau về:",
    "Người chủ trì kết luận: giao … chủ trì, phối hợp với …, thực hiện trước ngày …; đầu mối: ….",
    "Đề nghị công dân bổ sung:",
    "Hẹn công dân nhận kết quả ngày … tại ….",
)
"""Where nobody set others."""
