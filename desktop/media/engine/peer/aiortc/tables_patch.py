"""Patch of aiortc's codec and extension tables: VP8 alone, transport-wide feedback, longer history.

`HEADER_EXTENSIONS` and `CODECS` are what aiortc offers and accepts; it has the header extension in
its parser but does not name it. `RTP_HISTORY_SIZE` is how many packets may be asked for again: 128
are half a second of a good picture. It is imported by name, so it is set where it is used. H.264 is
taken out: its encoder in PyAV is GPL, and the installed program has none.
"""

from typing import Any

from aiortc import rtcrtpsender
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.rtcrtpparameters import RTCRtcpFeedback, RTCRtpHeaderExtensionParameters

from desktop.media.engine.peer.aiortc.line.transport_feedback import FEEDBACK_URI

HISTORY_PACKETS = 2_048

_FEEDBACK_EXTENSION_ID = 4
_FEEDBACK = RTCRtcpFeedback(type="transport-cc")
_FED_BACK = ("audio/opus", "video/vp8")
_PICTURES = "video/vp8"


def patch_tables() -> None:
    """Offer and accept VP8 alone and transport-wide feedback; remember more. Idempotent."""
    sender_module: Any = rtcrtpsender
    sender_module.RTP_HISTORY_SIZE = HISTORY_PACKETS
    _keep_vp8()
    for kind, extensions in HEADER_EXTENSIONS.items():
        if not any(extension.uri == FEEDBACK_URI for extension in extensions):
            extensions.append(
                RTCRtpHeaderExtensionParameters(id=_FEEDBACK_EXTENSION_ID, uri=FEEDBACK_URI)
            )
        for codec in CODECS[kind]:
            if codec.mimeType.lower() in _FED_BACK and _FEEDBACK not in codec.rtcpFeedback:
                codec.rtcpFeedback.append(_FEEDBACK)


def _keep_vp8() -> None:
    offered = CODECS["video"]
    kept = {codec.payloadType for codec in offered if codec.mimeType.lower() == _PICTURES}
    # RFC 4588 §8.1: a retransmission names the payload type that it repeats.
    offered[:] = [
        codec for codec in offered if kept & {codec.payloadType, codec.parameters.get("apt")}
    ]
