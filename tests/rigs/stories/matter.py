"""What a story is about: who comes, with what, and how that is called on the screens."""

from dataclasses import dataclass, replace
from enum import StrEnum

DENOUNCER = "Người tố cáo"
"""How everybody but the room of the citizen is told of somebody who denounces."""


class Petition(StrEnum):
    """As the officer chooses it."""

    COMPLAINT = "Khiếu nại"
    DENUNCIATION = "Tố cáo"
    PROPOSAL = "Kiến nghị"
    INFORMATION = "Phản ánh"


SPEAKS_FOR = {
    Petition.COMPLAINT: ("Quyền lợi của chính mình", "Quyền lợi của mình"),
    Petition.DENUNCIATION: ("Người khác vi phạm", "Người khác vi phạm"),
    Petition.PROPOSAL: ("Đề xuất giải pháp", "Đề xuất giải pháp"),
    Petition.INFORMATION: ("Báo tin việc chung", "Báo tin việc chung"),
}
"""What is ticked of a request, of an intake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """content: of the request, unlike any other of its town. title: of the session.

    can_write: they sign by hand, and bring their matter in writing. size: of a group; second: who
    speaks for it beside the citizen.
    """

    petition: Petition
    citizen: str
    number: str
    content: str
    title: str
    summary: str
    wish: str
    address: str = "Tổ 1, thôn Mẫu, xã An Lão"
    gender: str = "Nữ"
    born: str = "12/04/1965"
    can_write: bool = True
    size: int = 1
    second: str = ""

    @property
    def is_denunciation(self) -> bool:
        """The name of who denounces is kept."""
        return self.petition is Petition.DENUNCIATION

    @property
    def shown_name(self) -> str:
        """How headquarters is told of the citizen."""
        return DENOUNCER if self.is_denunciation else self.citizen


COMPLAINT = Matter(
    petition=Petition.COMPLAINT,
    citizen="Nguyễn Thị Mẫu",
    number="031165000123",
    content="Gặp Chủ tịch UBND thành phố về bồi thường khi thu hồi đất",
    title="Bồi thường khi thu hồi đất sân phơi",
    summary="Tính thiếu 38 m² sân phơi trong quyết định bồi thường",
    wish="Đo lại diện tích và tính lại tiền bồi thường",
)
GROUP = replace(
    COMPLAINT,
    citizen="Bùi Thị Mẫu",
    number="031165000456",
    content="Bảy hộ tổ 2 hỏi về giá bồi thường đất vườn",
    title="Giá bồi thường đất vườn của tổ 2",
    summary="Bảy hộ cho rằng đất vườn bị tính theo giá đất trồng lúa",
    wish="Tính lại giá bồi thường đất vườn của bảy hộ",
    size=7,
    second="Trần Văn Mẫu",
)
PROPOSAL = Matter(
    petition=Petition.PROPOSAL,
    citizen="Phan Thị Mẫu",
    number="031150000987",
    born="01/01/1950",
    content="Đề xuất đặt điểm khám bệnh lưu động ở thôn Mẫu",
    title="Điểm khám bệnh lưu động ở thôn Mẫu",
    summary="Đề xuất mỗi tháng có một ngày khám bệnh lưu động tại thôn",
    wish="Đặt điểm khám bệnh lưu động hằng tháng",
    can_write=False,
)
INFORMATION = Matter(
    petition=Petition.INFORMATION,
    citizen="Lê Văn Mẫu",
    number="031058000321",
    gender="Nam",
    born="20/11/1958",
    content="Báo tin mương thoát nước thôn Mẫu bị lấp",
    title="Mương thoát nước thôn Mẫu bị lấp",
    summary="Mương thoát nước đầu thôn bị lấp, mưa là ngập đường",
    wish="Cho nạo vét và giữ mương thoát nước",
)
DENUNCIATION = Matter(
    petition=Petition.DENUNCIATION,
    citizen="Đặng Thị Mẫu",
    number="031175000654",
    born="08/03/1975",
    content="Việc thu tiền ở bến Mẫu không có biên lai",
    title="Thu tiền ở bến không có biên lai",
    summary="Tổ quản lý chợ thu tiền của các hộ mà không có biên lai",
    wish="Xác minh việc thu tiền và xử lý người vi phạm",
)
REFUSED = replace(
    COMPLAINT,
    citizen="Hà Văn Mẫu",
    number="031062000963",
    gender="Nam",
    born="22/12/1962",
    content="Hỏi lại việc đền bù cây trồng đã có trả lời cuối cùng",
    title="",
    summary="",
    wish="",
)
