"""Draws a state only when it differs from the one drawn last."""

from collections.abc import Callable
from typing import Generic, TypeVar

State = TypeVar("State")


class RenderOnChange(Generic[State]):
    """Remembers what a screen shows; `render` is told of changes only."""

    def __init__(self, render: Callable[[State], None]) -> None:
        self._render = render
        self._drawn: State | None = None

    def draw(self, state: State) -> None:
        """Show the state unless it is shown already."""
        if state == self._drawn:
            return
        self._drawn = state
        self._render(state)


class Panel(Generic[State]):
    """Keeps the identity of a panel's state while its value stays the same."""

    def __init__(self) -> None:
        self._state: State | None = None

    def kept(self, state: State) -> State:
        """The former object when it equals `state`, else `state`."""
        if self._state is not None and self._state == state:
            return self._state
        self._state = state
        return state
