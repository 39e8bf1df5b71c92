"""A look for the code of an identity card in the pictures of this room's camera."""

from enum import StrEnum

LOOK_S = 60.0
"""Longer nobody holds a card before a camera."""


class CardOutcome(StrEnum):
    """How a look ended."""

    READ = "read"
    TIME_OVER = "time_over"
    NO_PICTURE = "no_picture"
    GIVEN_UP = "given_up"
    FAILED = "failed"
