"""Codes of what the officer is told of conclusions, beside those of `MessageCode`."""

from enum import StrEnum


class TaskCode(StrEnum):
    """The values of `Message.data` for each code stand behind it."""

    NONE = "R-110"
    LACKS_PAPER = "R-112"
    URGED = "R-113"  # agency, day: str; n: int
    NOTHING = "R-114"  # text: str
    GIVEN = "R-115"
    ISSUED = "R-116"
    EXTENDED = "R-117"
    DONE = "R-118"
    STEPPED = "R-119"
    STRUCK = "R-120"
    CLASH = "R-121"
    LINE_TAKEN = "R-122"
    NO_LINE = "R-123"
