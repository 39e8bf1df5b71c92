"""What presenters ask of the room check."""

from typing import Protocol


class RoomCheckService(Protocol):
    """Kiểm tra phòng. Events: RoomChecked, then RoomReported when the city has got it."""

    def begin(self) -> None:
        """Check the room; nothing happens while a check runs."""
        ...
