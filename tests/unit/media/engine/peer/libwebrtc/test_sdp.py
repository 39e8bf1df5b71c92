"""What libwebrtc's description tells the other site, and what ours is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.libwebrtc.sdp import (
    VoiceShape,
    as_answer,
    tellable_sdp,
    with_start_rate,
    with_voice,
    without_our_picture,
)

pytestmark = pytest.mark.unit

OWN = """v=0
m=audio 40171 UDP/TLS/RTP/SAVPF 111
c=IN IP4 192.0.2.2
a=candidate:1 1 udp 2122194687 192.0.2.2 40171 typ host generation 0 network-id 1
a=candidate:2 1 udp 2122063615 127.0.0.1 44179 typ host generation 0
a=candidate:3 1 udp 2122265343 ::1 46963 typ host generation 0
a=candidate:4 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0
a=candidate:5 1 udp 1677729535 198.51.100.4 5000 typ srflx raddr 192.0.2.2 rport 40171
a=candidate:6 1 udp 2122194687 some-name.local 40171 typ host
a=mid:0
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP6 fd00::2
a=mid:1
a=rtpmap:96 VP8/90000
m=video 0 UDP/TLS/RTP/SAVPF 97
"""


def hosts(sdp: str) -> list[str]:
    return [line.split()[4] for line in sdp.splitlines() if line.startswith("a=candidate:")]


def test_loopback_only_tells_127_0_0_1_and_no_other_address() -> None:
    told = tellable_sdp(OWN, loopback_only=True)
    assert hosts(told) == ["127.0.0.1", "127.0.0.1"]
    assert "192.0.2.2" not in told
    assert "fd00" not in told


def test_otherwise_loopback_tcp_and_names_are_not_told() -> None:
    told = tellable_sdp(OWN, loopback_only=False)
    assert hosts(told) == ["192.0.2.2", "198.51.100.4"] * 2
    assert " tcp " not in told
    assert ".local" not in told


def test_every_section_has_the_candidates_before_its_name_and_port_9() -> None:
    lines = tellable_sdp(OWN, loopback_only=True).splitlines()
    for name in ("a=mid:0", "a=mid:1"):
        assert lines[lines.index(name) - 1].startswith("a=candidate:2 ")
    assert [line.split()[1] for line in lines if line.startswith("m=")] == ["9", "9", "0"]


VOICE = """m=audio 9 UDP/TLS/RTP/SAVPF {formats}\r
a=setup:actpass\r
a=rtpmap:111 opus/48000/2\r
a=rtpmap:63 red/48000/2\r
m=video 9 UDP/TLS/RTP/SAVPF 96 63\r
"""


@pytest.mark.parametrize("formats", ["111 63 8", "63 111 8", "111 8 63"])
def test_the_voice_goes_twice_by_the_format_that_stands_first(formats: str) -> None:
    told = VOICE.format(formats=formats)
    twice = with_voice(told, VoiceShape(is_twice=True))
    assert twice == VOICE.format(formats="63 111 8")
    assert with_voice(twice, VoiceShape()) == VOICE.format(formats="111 8 63")


def test_a_site_that_cannot_read_it_is_left_as_it_is() -> None:
    told = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n"
    for shape in (VoiceShape(is_twice=True), VoiceShape(is_lean=True), VoiceShape()):
        assert with_voice(told, shape) == told


@pytest.mark.parametrize(("is_twice", "correction"), [(False, 1), (True, 0)])
@pytest.mark.parametrize(
    "theirs", ["", "a=fmtp:111 minptime=10;useinbandfec=1\r\n", "a=ptime:20\r\n"]
)
def test_a_lean_voice_has_long_packets_of_speech_alone(
    theirs: str, is_twice: bool, correction: int
) -> None:
    opus = "a=rtpmap:111 opus/48000/2\r\n"
    told = VOICE.format(formats="111 63 8").replace(opus, opus + theirs)
    lean = with_voice(told, VoiceShape(is_twice=is_twice, is_lean=True))
    voice, picture = lean.split("m=video")
    words = [line for line in voice.splitlines() if line.startswith(("a=fmtp:", "a=ptime:"))]
    kept = "minptime=10;useinbandfec={0};maxplaybackrate=16000"
    fresh = "maxplaybackrate=16000;useinbandfec={0}"
    wanted = (kept if "minptime" in theirs else fresh).format(correction)
    assert words == [f"a=fmtp:111 {wanted}", "a=ptime:60"]
    assert told.endswith(picture)
    assert with_voice(told, VoiceShape(is_twice=is_twice)).count("ptime:60") == 0


def test_an_offer_taken_as_an_answer_keeps_who_began() -> None:
    assert "a=setup:passive\r\n" in as_answer(VOICE)
    active = VOICE.replace("actpass", "active")
    assert as_answer(active) == active


def test_the_start_rate_stands_behind_vp8_once() -> None:
    told = with_start_rate("a=rtpmap:96 VP8/90000\r\na=rtpmap:98 VP9/90000\r\n", 700)
    assert told == (
        "a=rtpmap:96 VP8/90000\r\na=fmtp:96 x-google-start-bitrate=700\r\na=rtpmap:98 VP9/90000\r\n"
    )
    assert with_start_rate("a=rtpmap:111 opus/48000/2\r\n", 700) == "a=rtpmap:111 opus/48000/2\r\n"


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_survived(text: str, loopback_only: bool) -> None:
    told = tellable_sdp(text, loopback_only=loopback_only)
    assert set(hosts(told)) <= {"127.0.0.1"} if loopback_only else True
    assert with_start_rate(text, 1) is not None


@pytest.mark.parametrize(
    ("theirs", "then"),
    [("sendrecv", "sendonly"), ("recvonly", "inactive"), ("sendonly", "sendonly")],
)
def test_an_offer_without_our_picture_gets_an_answer_that_wants_none(
    theirs: str, then: str
) -> None:
    voice = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n"
    video = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na={}\r\na=mid:1\r\n"
    answer = without_our_picture(voice + video.format(theirs))
    assert answer == voice + video.format(then)
    assert without_our_picture(voice) == voice
