"""Patch of aiortc's sender: our encoders, keyframes thinned. Private names, this file.

Replaced on each sender: `_RTCRtpSender__encoder` (made lazily by aiortc when it is None) and
`_send_keyframe`.
"""

from typing import Any

from aiortc import RTCRtpSender
from aiortc.codecs.base import Encoder

from desktop.domain.clock import Clock

KEYFRAME_GAP_S = 0.4
"""Keyframes cost ten times a frame; several sites asking at once get one."""


def patch_encoder(sender: RTCRtpSender, encoder: Encoder) -> None:
    """Use this encoder from the first frame."""
    bent: Any = sender
    bent._RTCRtpSender__encoder = encoder  # noqa: SLF001 - see the module


def patch_keyframes(sender: RTCRtpSender, clock: Clock) -> None:
    """Answer requests for keyframes at most once in KEYFRAME_GAP_S."""
    send = sender._send_keyframe  # noqa: SLF001 - see the module
    last_s: float | None = None

    def send_seldom() -> None:
        nonlocal last_s
        now_s = clock.monotonic()
        if last_s is None or now_s - last_s >= KEYFRAME_GAP_S:
            last_s = now_s
            send()

    bent: Any = sender
    bent._send_keyframe = send_seldom  # noqa: SLF001 - see the module
