"""Which part of a picture is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """The part of the picture that is shown, in its own pixels; all four are even."""

    left: int
    top: int
    width: int
    height: int
