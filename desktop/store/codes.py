"""Message codes of the store; `ui/texts/texts.py` has the sentence of each."""

from enum import StrEnum


class StorageCode(StrEnum):
    """Why the store cannot keep or read something."""

    DISK_FULL = "B-301"
    WRONG_KEY = "B-310"
    NOT_ENCRYPTED = "B-311"
    NEWER_SCHEMA = "B-312"
    DAMAGED = "B-313"
    IN_USE = "B-314"
    NOT_WRITTEN = "B-315"
    CLOSED = "B-316"
    PAPER_DAMAGED = "T-510"
    PAPER_MISSING = "T-511"
    PAPER_TOO_LARGE = "T-413"
