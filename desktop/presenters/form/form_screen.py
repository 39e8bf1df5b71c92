"""What every screen with one form does: its draft, the city's word, drawing."""

from collections.abc import Callable
from typing import TypeVar

from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen

State = TypeVar("State")


class FormScreen(AsksCity, OwnsForm, DrawnScreen[State]):
    """Lives as long as the desk; what is typed is kept while somebody types."""

    def __init__(self, services: Services, render: Callable[[State], None]) -> None:
        super().__init__(render)
        self._services = services
