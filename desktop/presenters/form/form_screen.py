"""What every screen with one form does: its draft, the city's word, drawing."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from desktop.presenters.form.form import FormPresenter
from desktop.presenters.services.services import Services
from desktop.presenters.view.render_on_change import RenderOnChange

State = TypeVar("State")


class FormScreen(ABC, Generic[State]):
    """Lives as long as the desk; what is typed is kept while somebody types."""

    _form: FormPresenter

    def __init__(self, services: Services, render: Callable[[State], None]) -> None:
        self._services = services
        self._drawing: RenderOnChange[State] = RenderOnChange(render)

    def refresh(self) -> None:
        """F5, and when the screen is shown: ask the city for its word."""
        self._services.sync.wake()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._form.leave()

    def on_tick(self) -> None:
        """The draft is kept once the keys are still."""
        self._form.on_tick()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    @abstractmethod
    def state(self) -> State:
        """What the screen draws now."""
