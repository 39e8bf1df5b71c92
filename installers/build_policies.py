#!/usr/bin/env python3
"""Writes the policy templates of Windows (ADMX, ADML) for every setting that a city may decide.

python installers/build_policies.py
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from desktop.domain.devices.display import DisplayFaces, SecondDisplay
from desktop.domain.media.call import MediaEngine
from desktop.settings.model import (
    MAX_PURGE_DAYS,
    MAX_TURN_MINUTES,
    MAX_VIDEO_KBPS,
    MIN_PURGE_DAYS,
    MIN_TURN_MINUTES,
    MIN_VIDEO_KBPS,
    URL_LIMIT_CHARS,
    Language,
    LargestPicture,
    LogLevel,
)
from desktop.settings.sources import POLICY_KEY

OUT: Final = Path(__file__).parent / "policy"
NAME: Final = "ReceptionRoom"
# Settings that no policy offers, and why.
NOT_FOR_POLICY: Final[Mapping[str, str]] = {
    "enrol_code": "a secret of one PC, used once: policies are the same for many and readable",
}
LANGUAGES: Final = ("vi-VN", "en-US")
_SCHEMA: Final = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"


class Words(NamedTuple):
    """One text in both languages, in the order of LANGUAGES."""

    vietnamese: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One setting. Of text, unless it has values to choose from, limits, or is on or off."""

    key: str
    title: Words
    help: Words
    longest: int = 260
    values: Sequence[str] = ()
    limits: tuple[int, int] | None = None
    is_switch: bool = False

    @property
    def name(self) -> str:
        """As it stands in the registry: ServerUrl."""
        return self.key.title().replace("_", "")


POLICIES: Final = (
    Policy(
        key="server_url",
        title=Words("Địa chỉ máy chủ thành phố", "Address of the city server"),
        help=Words(
            "Địa chỉ https:// của máy chủ thành phố, không có tên đăng nhập, không có phần ?...",
            "The https:// address of the city server, without a login and without a query.",
        ),
        longest=URL_LIMIT_CHARS,
    ),
    Policy(
        key="site_id",
        title=Words("Mã phòng tiếp công dân", "Room"),
        help=Words(
            "Mã của phòng đặt máy này, ví dụ 31-11629. Chỉ đặt cho nhóm gồm đúng một máy.",
            "Code of the room this PC stands in, 31-11629 for instance. For one PC only.",
        ),
        longest=64,
    ),
    Policy(
        key="proxy",
        title=Words("Máy chủ ủy quyền (proxy)", "Proxy"),
        help=Words(
            "system: theo Windows, không đọc tập lệnh proxy (PAC, WPAD), khi đó hãy ghi địa chỉ; "
            "none: nối thẳng; hoặc địa chỉ http, https không có tên đăng nhập, không phải SOCKS.",
            "system: as Windows says, but a proxy script (PAC, WPAD) is not read: give the address "
            "then; none: direct; or an http or https address without a login; SOCKS does not work.",
        ),
        longest=URL_LIMIT_CHARS,
    ),
    Policy(
        key="ca_file",
        title=Words("Tệp chứng thư gốc của thành phố", "Certificate authority of the city"),
        help=Words(
            "Đường dẫn đầy đủ tới tệp PEM trên máy này; khi đó chỉ tin tệp này. Không đặt: tin "
            "theo kho chứng thư của Windows.",
            "Full path of a PEM file on this PC; nothing else is trusted then. Not set: the store "
            "of Windows.",
        ),
    ),
    Policy(
        key="language",
        title=Words("Ngôn ngữ của màn hình", "Language of the screens"),
        help=Words("vi: tiếng Việt; en: tiếng Anh.", "vi: Vietnamese; en: English."),
        values=tuple(Language),
    ),
    Policy(
        key="text_scale",
        title=Words("Cỡ chữ", "Size of text"),
        help=Words("1.5 là 150 %.", "1.5 is 150 %."),
        values=("1.0", "1.25", "1.5", "2.0", "2.5"),
    ),
    Policy(
        key="high_contrast",
        title=Words("Tương phản cao", "High contrast"),
        help=Words("Bật: màu tương phản cao.", "Enabled: colours of high contrast."),
        is_switch=True,
    ),
    Policy(
        key="media_engine",
        title=Words("Bộ xử lý hình và tiếng", "Media engine"),
        help=Words(
            "auto: libwebrtc nếu chạy được trên máy này, nếu không thì aiortc.",
            "auto: libwebrtc where it works on this PC, else aiortc.",
        ),
        values=tuple(MediaEngine),
    ),
    Policy(
        key="ice_port_range",
        title=Words("Dải cổng UDP của cuộc gọi", "UDP ports of calls"),
        help=Words(
            "đầu-cuối trong 1024-65535, ít nhất 16 cổng, ví dụ 50000-50099. Dùng cho tường lửa.",
            "first-last within 1024-65535, at least 16 ports: 50000-50099. For firewalls.",
        ),
        longest=11,
    ),
    Policy(
        key="relay_only",
        title=Words("Chỉ gọi qua máy chuyển tiếp", "Calls through the relay only"),
        help=Words(
            "Bật: không nối thẳng giữa các phòng.", "Enabled: no direct paths between rooms."
        ),
        is_switch=True,
    ),
    Policy(
        key="max_picture",
        title=Words("Cỡ hình lớn nhất được gửi", "Largest picture sent"),
        help=Words("Giảm cho máy cũ.", "Spares an old PC."),
        values=tuple(LargestPicture),
    ),
    Policy(
        key="max_video_kbps",
        title=Words("Tốc độ hình tối đa (kbit/s)", "Most video (kbit/s)"),
        help=Words(
            "Tổng tốc độ hình mà phòng này được gửi trong một cuộc gọi; tiếng tính thêm.",
            "All pictures that this room may send in a call together; the voice comes on top.",
        ),
        limits=(MIN_VIDEO_KBPS, MAX_VIDEO_KBPS),
    ),
    Policy(
        key="device_cancels_echo",
        title=Words("Loa hội nghị tự khử vang", "The speakerphone cancels echo itself"),
        help=Words(
            "Bật: chương trình không xử lý tiếng thêm lần nữa, ở mọi cặp micro và loa.",
            "Enabled: the program leaves the sound alone, for all microphones and loudspeakers.",
        ),
        is_switch=True,
    ),
    Policy(
        key="check_limits",
        title=Words("Ngưỡng kiểm tra phòng", "Limits of the room check"),
        help=Words(
            "tên=giá trị, cách nhau bằng dấu phẩy: disk_h=4/1, line_kbps=800/40.",
            "name=value, with commas between: disk_h=4/1, line_kbps=800/40.",
        ),
        longest=1_000,
    ),
    Policy(
        key="second_display",
        title=Words("Màn hình 2", "Second display"),
        help=Words(
            "auto: tự mở khi có màn hình thứ hai; window: luôn mở, chỉ có một màn hình thì mở "
            "thành cửa sổ; off: không bao giờ mở.",
            "auto: opens by itself when there is a second screen; window: always, as a window "
            "when there is none; off: never.",
        ),
        values=tuple(SecondDisplay),
    ),
    Policy(
        key="second_display_faces",
        title=Words("Ai nhìn màn hình 2", "Who sees the second display"),
        help=Words(
            "room: mọi người trong phòng, kể cả công dân; leader: chỉ lãnh đạo tiếp dân, khi đó "
            "hiện thêm yêu cầu, kết quả lần trước và ba lượt nói tiếp theo.",
            "room: everybody in the room, citizens too; leader: the leader who receives alone, who "
            "is then shown the request, the previous result and the next three to speak.",
        ),
        values=tuple(DisplayFaces),
    ),
    Policy(
        key="meeting_keys",
        title=Words("Phím tắt như phần mềm họp", "Keys of programs for meetings"),
        help=Words(
            "Bật: Ctrl+Shift+M micro, Ctrl+Shift+O camera, Ctrl+Shift+K xin nói, Ctrl+Shift+E "
            "trình chiếu. Tắt khi phím ấy của phần mềm khác.",
            "Enabled: Ctrl+Shift+M microphone, Ctrl+Shift+O camera, Ctrl+Shift+K hand, "
            "Ctrl+Shift+E show a paper. Disable where another program uses them.",
        ),
        is_switch=True,
    ),
    Policy(
        key="screen_capture",
        title=Words("Cho phép chụp màn hình", "Allow copies of the screen"),
        help=Words(
            "Bật: phần mềm khác (chụp màn hình, hỗ trợ từ xa) thấy được cửa sổ.",
            "Enabled: other programs (screenshots, remote help) may see the windows.",
        ),
        is_switch=True,
    ),
    Policy(
        key="log_level",
        title=Words("Mức nhật ký", "Level of the log"),
        help=Words(
            "debug ghi cả địa chỉ mạng của cuộc gọi; chỉ bật khi tìm lỗi.",
            "debug shows network addresses of calls: for a search of faults only.",
        ),
        values=tuple(LogLevel),
    ),
    Policy(
        key="data_folder",
        title=Words("Thư mục dữ liệu", "Folder of the records"),
        help=Words(
            "Đường dẫn đầy đủ trên ổ đĩa của máy; không đặt trên ổ mạng.",
            "Full path on a disk of the PC, never on a network drive.",
        ),
    ),
    Policy(
        key="copies_folder",
        title=Words("Thư mục bản sao hằng giờ", "Folder of the hourly copies"),
        help=Words(
            "Đường dẫn đầy đủ, nên ở ổ đĩa khác; bản sao được mã hóa.",
            "Full path, better on another disk; copies are encrypted.",
        ),
    ),
    Policy(
        key="escrow_keys",
        title=Words("Hai khóa công khai của thành phố", "The city's two public keys"),
        help=Words(
            "Hai khóa age1... khác nhau, cách nhau bằng dấu phẩy. Đặt trước lần mở đầu tiên.",
            "Two different keys age1..., with a comma between. To be set before the first start.",
        ),
        longest=1_000,
    ),
    Policy(
        key="turn_minutes",
        title=Words("Thời gian một lượt nói (phút)", "Time of one turn to speak (minutes)"),
        help=Words(
            "Phút cuối đồng hồ đổi màu, không cắt lời. Máy của người chủ trì quyết định.",
            "In its last minute the clock turns amber; it never cuts. The chair's PC decides.",
        ),
        limits=(MIN_TURN_MINUTES, MAX_TURN_MINUTES),
    ),
    Policy(
        key="phrases",
        title=Words("Câu mẫu của biên bản", "Standard sentences of the minutes"),
        help=Words(
            "Một đến chín câu, cách nhau bằng dấu |. Chèn bằng Ctrl+1 đến Ctrl+9.",
            "One to nine sentences, with | between. Put in by Ctrl+1 to Ctrl+9.",
        ),
        longest=2_500,
    ),
    Policy(
        key="paper_hours",
        title=Words("Giờ gửi tài liệu chưa cần gấp", "Hours for papers nobody waits for"),
        help=Words(
            "HH:MM-HH:MM, được qua nửa đêm: 18:00-06:00.",
            "HH:MM-HH:MM, over midnight too: 18:00-06:00.",
        ),
        longest=11,
    ),
    Policy(
        key="recording_purge_days",
        title=Words(
            "Số ngày giữ bản ghi ở máy sau biên nhận",
            "Days a PC keeps a recording after the receipt",
        ),
        help=Words(
            "Không đặt thì máy giữ mọi bản ghi. Chỉ xóa khi thành phố còn nguyên và không giữ lại.",
            "Unset: a PC keeps all. Only what the city has whole and does not hold is let go.",
        ),
        limits=(MIN_PURGE_DAYS, MAX_PURGE_DAYS),
    ),
    Policy(
        key="signature_module",
        title=Words("Thư viện thiết bị ký số", "Library of signature tokens"),
        help=Words(
            "Đường dẫn đầy đủ tới thư viện PKCS#11 của thiết bị ký. Không đặt: ký bằng tệp chứng "
            "thư (.pfx, .p12).",
            "Full path of the PKCS#11 library of the tokens. Not set: people sign with a file "
            "(.pfx, .p12).",
        ),
    ),
    Policy(
        key="signature_authorities",
        title=Words("Chứng thư gốc của chữ ký số", "Authorities of digital signatures"),
        help=Words(
            "Đường dẫn đầy đủ tới tệp PEM trên máy này, của nơi cấp chứng thư ký số. Không đặt: "
            "chữ ký được kiểm có nguyên vẹn, không kiểm người cấp.",
            "Full path of a PEM file on this PC, of those who issue certificates for signatures. "
            "Not set: a signature is checked, but not who vouches for it.",
        ),
    ),
    Policy(
        key="recording_second_folder",
        title=Words("Ổ thứ hai cho bản ghi", "Second disk for the recording"),
        help=Words(
            "Đường dẫn đầy đủ trên ổ đĩa khác của máy; ghi tiếp ở đó khi ổ thứ nhất hỏng, đầy.",
            "Full path on another disk: the recording goes on there when the first one fails.",
        ),
    ),
    Policy(
        key="support_phone",
        title=Words("Số điện thoại hỗ trợ", "Telephone of the support"),
        help=Words("Hiện dưới mỗi thông báo lỗi.", "Shown under every error."),
        longest=40,
    ),
)

_PRODUCT: Final = Words("Phòng tiếp công dân trực tuyến", "Online citizen reception")
_SUPPORTED: Final = Words("Từ phiên bản 0.1", "Version 0.1 and later")
_ABOUT: Final = Words(
    "Chính sách của Phòng tiếp công dân trực tuyến", "Policies of the online citizen reception"
)


def main() -> None:
    """Writes the three files anew."""
    for path, text in templates().items():
        (OUT / path).parent.mkdir(parents=True, exist_ok=True)
        (OUT / path).write_text(text, encoding="utf-8", newline="\n")


def templates() -> dict[str, str]:
    """Text by path below installers/policy."""
    texts = {f"{NAME}.admx": _definitions()}
    for index, language in enumerate(LANGUAGES):
        texts[f"{language}/{NAME}.adml"] = _words(index)
    return texts


def _definitions() -> str:
    policies = "".join(map(_policy, POLICIES))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="{_SCHEMA}" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="receptionroom" namespace="HaiPhong.Policies.ReceptionRoom"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="{NAME}" displayName="$(string.{NAME})"/>
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"""


def _policy(policy: Policy) -> str:
    name = policy.name
    shown = "" if policy.is_switch else f' presentation="$(presentation.{name})"'
    value = f' valueName="{name}"' if policy.is_switch else ""
    return f"""\
    <policy name="{name}" class="Machine" displayName="$(string.{name})"
      explainText="$(string.{name}_Help)" key="{POLICY_KEY}"{value}{shown}>
      <parentCategory ref="{NAME}"/>
      <supportedOn ref="Supported"/>
{_element(policy)}
    </policy>
"""


def _element(policy: Policy) -> str:
    if policy.is_switch:
        return (
            '      <enabledValue><decimal value="1"/></enabledValue>\n'
            '      <disabledValue><decimal value="0"/></disabledValue>'
        )
    return f"      <elements>\n{_input(policy)}\n      </elements>"


def _input(policy: Policy) -> str:
    common = f'id="{policy.name}" valueName="{policy.name}" required="true"'
    if policy.values:
        items = "\n".join(
            f'          <item displayName="$(string.{policy.name}_{index})">'
            f"<value><string>{escape(value)}</string></value></item>"
            for index, value in enumerate(policy.values)
        )
        return f"        <enum {common}>\n{items}\n        </enum>"
    if policy.limits:
        lowest, highest = policy.limits
        return f'        <decimal {common} minValue="{lowest}" maxValue="{highest}"/>'
    return f'        <text {common} maxLength="{policy.longest}"/>'


def _words(language: int) -> str:
    strings = "\n".join(
        f"      <string id={quoteattr(name)}>{escape(text)}</string>"
        for name, text in _strings(language)
    )
    presentations = "\n".join(
        f'      <presentation id="{policy.name}">{_control(policy, language)}</presentation>'
        for policy in POLICIES
        if not policy.is_switch
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="{_SCHEMA}" revision="1.0" schemaVersion="1.0">
  <displayName>{_PRODUCT[language]}</displayName>
  <description>{_ABOUT[language]}</description>
  <resources>
    <stringTable>
{strings}
    </stringTable>
    <presentationTable>
{presentations}
    </presentationTable>
  </resources>
</policyDefinitionResources>
"""


def _strings(language: int) -> Iterator[tuple[str, str]]:
    yield NAME, _PRODUCT[language]
    yield "Supported", _SUPPORTED[language]
    for policy in POLICIES:
        yield policy.name, policy.title[language]
        yield f"{policy.name}_Help", policy.help[language]
        for index, value in enumerate(policy.values):
            yield f"{policy.name}_{index}", value


def _control(policy: Policy, language: int) -> str:
    label = escape(policy.title[language])
    if policy.values:
        return f'<dropdownList refId="{policy.name}" noSort="true">{label}</dropdownList>'
    if policy.limits:
        return (
            f'<decimalTextBox refId="{policy.name}" defaultValue="{policy.limits[1]}">{label}'
            "</decimalTextBox>"
        )
    return f'<textBox refId="{policy.name}"><label>{label}</label></textBox>'


if __name__ == "__main__":
    main()
