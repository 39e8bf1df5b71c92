"""What every screen with one form does: its draft, the city's word, drawing."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.render_on_change import RenderOnChange

State = TypeVar("State")


class FormScreen(AsksCity, OwnsForm, ABC, Generic[State]):
    """Lives as long as the desk; what is typed is kept while somebody types."""

    def __init__(self, services: Services, render: Callable[[State], None]) -> None:
        self._services = services
        self._drawing: RenderOnChange[State] = RenderOnChange(render)

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    @abstractmethod
    def state(self) -> State:
        """What the screen draws now."""
