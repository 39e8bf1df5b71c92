"""Four words that two rooms read to each other: the same exactly when nobody sits between them.

The words are made of the fingerprints of both certificates, as each end sees them, and of a random
number from each end. The offering end first says a commitment to its number, then the other end
says its own, then the first one opens (as numeric comparison of Bluetooth does, Core 5.4 Vol 2
Part H §7.2.1). Somebody who joins the two ends through certificates of his own has to choose his
numbers before he can know the words: one chance in 4,294,967,296 for each exchange. Without the
commitment he could try certificates until both ends have the same words; 65,000 are enough.
"""

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import SessionId, SiteId

CodeWords = tuple[str, str, str, str]

FINGERPRINT_BYTES = 32
NONCE_BYTES = 32

_COMMITMENT = b"reception-room commitment 1\0"
_WORDS = b"reception-room code words 2\0"


class NoCodeWords(StrEnum):
    """Why there are no words to compare.

    not_offered: the other room says nothing of them, or not all. mismatch: what it says does not
    fit to what it said before.
    """

    NOT_YET = "not_yet"
    NOT_OFFERED = "not_offered"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionEnds:
    """Whose words they are: the offering site commits, the answering one does not.

    Fingerprints: SHA-256 of a DER certificate, FINGERPRINT_BYTES long (ValueError otherwise).
    """

    session_id: SessionId
    offering_site_id: SiteId
    answering_site_id: SiteId
    offering_fingerprint: bytes
    answering_fingerprint: bytes

    def __post_init__(self) -> None:
        """Raises: ValueError."""
        _check_length(self.offering_fingerprint, FINGERPRINT_BYTES)
        _check_length(self.answering_fingerprint, FINGERPRINT_BYTES)

    def as_bytes(self) -> bytes:
        """Other ends have other bytes: each name stands behind its length."""
        ids = (self.session_id, self.offering_site_id, self.answering_site_id)
        names = b"".join(_with_length(one.encode()) for one in ids)
        return names + self.offering_fingerprint + self.answering_fingerprint


# One-syllable names of everyday things. No two sound alike, not even to somebody who says l for
# n, s for x, ch for tr or d for gi and r, or on a line so bad that the tones are lost. The order
# is part of the code: both rooms must have the same list.
_TEXT = """
đá đàn đào đập đất đậu đê đêm đèn đĩa điện đình đò đồi đồng đũa
đường quà quán quạt quay quê quỳnh quýt ấm áo bạc bàn bánh báo bắp bát
bầu bay bến bèo bếp biển bình bơ bóng bún bưởi buồm bút cá cam cát
cau cây kem kèn kẹo trà chai chăn trang chanh chậu chè chén chiêng chiếu chợ
chổi trống chùa trúc trứng chuông kiến kim kính cò cơm cổng cua cúc cung dao
rạp dâu dây dế ren giếng dép rêu gió rơm dòng dù dưa rừng dương ếch
én gạch gánh gạo gấu gậy ghe gỗ gối gốm gừng gương hạc hạt hè hiên
hình hồ hoa hồng hộp huệ hương hươu khăn khay khóa khoai khói khúc khung lá
nai lan làng lê nem nến nếp lều liềm liễu lò nụ lúa núi lược lưới
lựu mai mầm măng mắt mây mèo mì mía miến mít móc mùa mực muối muỗng
mướp ngà ngao nghệ ngõ ngọc ngói ngọn ngựa nguồn nhà nhạc nhài nhãn nhánh nhện
nhím nho nhựa nhung ốc ổi ong phấn phao phên phích phố phòng phượng tằm táo
tay tem tên tép tết thác thang thành thẻ thềm thìa thỏ thóc thôn thông thư
thước thuyền tiệc tiếng tim tỉnh tỏi tôm tủ túi tùng tường tuyết vai vàng váy
ve vẹt viên vịnh vịt vỏ vòi vòng vùng vườn sách sâm sân sáng xanh sáo
sen xẻng sếu sò xoài xoan sóc xóm sơn sóng sứ sữa xuân suối sương yến
"""
WORDS = tuple(_TEXT.split())


def commitment_to(ends: ConnectionEnds, offering_nonce: bytes) -> bytes:
    """What the offering end says before it hears the other number; tells nothing of its own."""
    _check_length(offering_nonce, NONCE_BYTES)
    return hashlib.sha256(_COMMITMENT + ends.as_bytes() + offering_nonce).digest()


def opens(commitment: bytes, ends: ConnectionEnds, offering_nonce: bytes) -> bool:
    """Whether this is the number that was committed to."""
    return hmac.compare_digest(commitment, commitment_to(ends, offering_nonce))


def code_words(ends: ConnectionEnds, offering_nonce: bytes, answering_nonce: bytes) -> CodeWords:
    """The words of a connection. Both numbers: random, NONCE_BYTES long (ValueError otherwise)."""
    _check_length(offering_nonce, NONCE_BYTES)
    _check_length(answering_nonce, NONCE_BYTES)
    told = _WORDS + ends.as_bytes() + offering_nonce + answering_nonce
    first, second, third, fourth = hashlib.sha256(told).digest()[:4]
    return WORDS[first], WORDS[second], WORDS[third], WORDS[fourth]


def _with_length(name: bytes) -> bytes:
    return len(name).to_bytes(4, "big") + name


def _check_length(value: bytes, wanted: int) -> None:
    if len(value) != wanted:
        raise ValueError(len(value), wanted)
