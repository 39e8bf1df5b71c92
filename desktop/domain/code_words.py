"""Four words that two rooms read to each other: the same exactly when nobody sits between them.

Each end of a connection takes the fingerprints of both certificates as it sees them. Somebody who
joins the two ends through certificates of his own gives them different words, but for one chance
in 4,294,967,296.
"""

import hashlib

CodeWords = tuple[str, str, str, str]

FINGERPRINT_BYTES = 32

_DOMAIN = b"reception-room code words 1\0"

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


def code_words(one_fingerprint: bytes, other_fingerprint: bytes) -> CodeWords:
    """The words of a connection, the same whichever end asks.

    Both: SHA-256 of a DER certificate, FINGERPRINT_BYTES long (ValueError otherwise).
    """
    both = sorted((one_fingerprint, other_fingerprint))
    if any(len(one) != FINGERPRINT_BYTES for one in both):
        raise ValueError(len(one_fingerprint), len(other_fingerprint))
    first, second, third, fourth = hashlib.sha256(_DOMAIN + b"".join(both)).digest()[:4]
    return WORDS[first], WORDS[second], WORDS[third], WORDS[fourth]
