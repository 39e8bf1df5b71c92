"""Named objects shared by a running program and the Windows installer; see installers/msi/guard.

The installer asks before it changes anything. While the room is in a session the answer is no, and
the installation is put off; else the program keeps what was typed and leaves.
"""

import logging
from typing import Final, Protocol

# Known in every session of the PC: who installs is seldom who sits here.
RUNNING: Final = "Global\\HaiPhong.ReceptionRoom.Running"
IN_SESSION: Final = "Global\\HaiPhong.ReceptionRoom.InSession"
LEAVE: Final = "Global\\HaiPhong.ReceptionRoom.Leave"

logger = logging.getLogger(__name__)


class NamedObjects(Protocol):
    """Objects that other programs of this PC find by name. The system closes what a dead one held.

    Thread: any. None and False when the system refuses.
    """

    def show(self, name: str) -> int | None:
        """Makes a name known until its handle is closed."""
        ...

    def listen(self, name: str) -> int | None:
        """Makes a bell that administrators of this PC may ring."""
        ...

    def is_rung(self, handle: int) -> bool:
        """Whether somebody rang it."""
        ...

    def close(self, handle: int) -> None:
        """Lets go of a name or a bell."""
        ...


class InstallerSignal:
    """This program's end. objects: None where no installer asks. Thread: MainThread."""

    def __init__(self, objects: NamedObjects | None) -> None:
        self._objects = objects
        self._running: int | None = None
        self._leave: int | None = None
        self._in_session: int | None = None

    def open(self) -> None:
        """From now until the process ends the installer knows that the program runs."""
        if self._objects is None:
            return
        self._leave = self._objects.listen(LEAVE)
        self._running = self._objects.show(RUNNING)
        if self._running is None or self._leave is None:
            logger.warning("installer will not know that this program runs")

    def tell_in_session(self, *, is_in_session: bool) -> None:
        """Whether the installation has to wait; told as often as one likes."""
        if self._objects is None or is_in_session == (self._in_session is not None):
            return
        if is_in_session:
            self._in_session = self._objects.show(IN_SESSION)
        elif self._in_session is not None:
            self._objects.close(self._in_session)
            self._in_session = None

    def is_asked_to_leave(self) -> bool:
        """Whether the installer waits for this program's end; never while in a session."""
        if self._objects is None or self._leave is None or self._in_session is not None:
            return False
        return self._objects.is_rung(self._leave)
