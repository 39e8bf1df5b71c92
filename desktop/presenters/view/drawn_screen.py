"""What every screen does: it draws what changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from desktop.presenters.view.render_on_change import RenderOnChange

State = TypeVar("State")


class DrawnScreen(ABC, Generic[State]):
    """render: told of changes only. Thread: MainThread."""

    def __init__(self, render: Callable[[State], None]) -> None:
        self._drawing: RenderOnChange[State] = RenderOnChange(render)

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    @abstractmethod
    def state(self) -> State:
        """What the screen draws now."""
