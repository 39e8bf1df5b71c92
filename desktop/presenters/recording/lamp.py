"""The word of the recording lamp."""

from enum import StrEnum


class RecordingWord(StrEnum):
    """GHI: đang ghi, lỗi, không ghi."""

    RECORDING = "recording"
    FAULT = "fault"
    OFF = "off"
