"""The media number of this seat's engine: what to tell the server, and when.

The server gives a seat a new number for every `media_ready`; a new number makes every other
engine connect anew. So `media_ready` is sent when an engine starts, and again after a redial only
if the server does not know the number this engine holds. A break of the channel alone, or a
restart of a server that keeps its numbers, therefore touches no connection. When sites begin or
end a consultation the server numbers every seat anew; who waits has no number, announces its engine
and gets one at the end.
"""


class MediaSeat:
    """The seat's number as this program's engine may use it. Not thread-safe."""

    def __init__(self) -> None:
        self._held = 0
        self._is_announcing = False
        self._number_before: int | None = None
        self._server_number = 0

    @property
    def number(self) -> int:
        """The number our engine holds; 0 while it has none or a new one is awaited."""
        return self._held

    def announce(self) -> None:
        """The engine is up (again): the number it had is void."""
        self._held = 0
        self._is_announcing = True
        self._number_before = None

    def forget(self) -> None:
        """The seat was given back: nothing is held, nothing is announced."""
        self._held = 0
        self._is_announcing = False
        self._number_before = None
        self._server_number = 0

    def take_announcement(self) -> bool:
        """Whether `media_ready` is to be sent now; the caller then sends it."""
        if not self._is_announcing or self._number_before is not None:
            return False
        self._number_before = self._server_number
        return True

    def say_again(self) -> None:
        """The announcement was not carried out: it is due once more."""
        self._number_before = None

    def on_welcome(self, server_number: int) -> None:
        """A new line: the server's word decides whether an announcement got through."""
        self._hear(server_number)
        if self._is_announcing:
            self._number_before = None
        elif self._held and server_number != self._held:
            self.announce()

    def on_state(self, server_number: int) -> None:
        """The server's number for this seat in any later state.

        Within one line our own announcements change it, and consultations; the last word counts.
        """
        self._hear(server_number)
        if self._held and not self._is_announcing:
            self._held = server_number
            self._is_announcing = server_number == 0

    def _hear(self, server_number: int) -> None:
        self._server_number = server_number
        is_answer = self._number_before is not None and server_number != self._number_before
        if self._is_announcing and is_answer and server_number > 0:
            self._held = server_number
            self._is_announcing = False
            self._number_before = None
