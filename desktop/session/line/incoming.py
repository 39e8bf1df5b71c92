"""Reads what the server says: one text becomes one known message, or is counted and dropped."""

import logging
from collections import Counter

from pydantic import ValidationError

from desktop.contract.channel.messages import SERVER_MESSAGE, ServerMessage
from desktop.contract.version import MAX_CHANNEL_MESSAGE_BYTES

UNKNOWN_TYPE = "unknown"
MALFORMED = "malformed"
OVERSIZED = "oversized"

logger = logging.getLogger(__name__)


class Reader:
    """Turns untrusted frames into messages. What it drops is counted and logged by kind only.

    Thread: session-channel.
    """

    def __init__(self) -> None:
        self._dropped: Counter[str] = Counter()

    @property
    def dropped(self) -> dict[str, int]:
        """How many frames were dropped so far, by kind."""
        return dict(self._dropped)

    def read(self, untrusted_frame: str | bytes) -> ServerMessage | None:
        """The message in a frame; None when there is none that we know."""
        message, fault = _parse(untrusted_frame)
        if fault:
            self.drop(fault)
        return message

    def drop(self, kind: str) -> None:
        """Count one frame that is not used."""
        self._dropped[kind] += 1
        count = self._dropped[kind]
        # A server gone wild must not fill the disk: the 1st, 10th, 100th … are told.
        if str(count).rstrip("0") == "1":
            logger.warning("channel message dropped kind=%s count=%d", kind, count)


def _parse(untrusted_frame: str | bytes) -> tuple[ServerMessage | None, str]:
    if isinstance(untrusted_frame, bytes):
        return None, MALFORMED
    if len(untrusted_frame) > MAX_CHANNEL_MESSAGE_BYTES:
        return None, OVERSIZED
    try:
        return SERVER_MESSAGE.validate_json(untrusted_frame), ""
    except ValidationError as error:
        is_unknown = error.errors()[0]["type"] == "union_tag_invalid"
        return None, UNKNOWN_TYPE if is_unknown else MALFORMED
