"""What is drawn while the desk is rung: over whatever screen is shown (`RingView`)."""

from typing import TYPE_CHECKING

from desktop.ui.desk.drawn_states import DrawnStates

if TYPE_CHECKING:  # loaded when this desk is first rung
    from desktop.presenters.conduct.calls.ringing import RingCard


class RingScreen:
    """Thread: MainThread."""

    def __init__(self, drawn: DrawnStates) -> None:
        self._drawn = drawn

    def render_ring(self, card: "RingCard | None") -> None:
        """The desk is rung; None: nobody rings."""
        self._drawn.draw("ring", lambda main: main.show_ring(card))
