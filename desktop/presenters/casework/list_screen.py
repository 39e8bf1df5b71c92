"""A screen that is a list: searched, and written into through one panel beside it."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from desktop.domain.clock import Clock
from desktop.domain.ids import CaseId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.services.access import Sitter
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen


class ListWriting(Protocol):
    """What is written through the panel. form: tells what became of it."""

    form: FormPresenter

    def start(self) -> None:
        """The screen is shown."""
        ...

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        ...

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        ...


State = TypeVar("State")
Query = TypeVar("Query")
Writing = TypeVar("Writing", bound=ListWriting)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGround(Generic[State]):
    """What it works with. open_case: to the page of a case."""

    services: Services
    clock: Clock
    render: Callable[[State], None]
    open_case: Callable[[CaseId], None]


class ListScreen(AsksCity, DrawnScreen[State], Generic[State, Query, Writing]):
    """Lives as long as the desk. Thread: MainThread.

    make_writing: the panel, told how it asks for drawing. writing: what it made.
    """

    def __init__(
        self, ground: ListGround[State], make_writing: Callable[[Callable[[], None]], Writing]
    ) -> None:
        super().__init__(ground.render)
        self._services = ground.services
        self._clock = ground.clock
        self._open_case = ground.open_case
        self.writing = make_writing(self.draw)
        self._form = self.writing.form
        self._sitter = Sitter(ground.services.access)
        self._query = self.first_query()
        self._is_shown = False

    @abstractmethod
    def first_query(self) -> Query:
        """What is looked for when somebody sits down."""

    @abstractmethod
    def choose_none(self) -> None:
        """No row is chosen."""

    def start(self) -> None:
        """The screen is shown. Whoever sits down finds no search of the one before."""
        if self._sitter.has_changed():
            self._query = self.first_query()
            self.choose_none()
        self._is_shown = True
        self.writing.start()
        self.refresh()
        self.draw()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._is_shown = False
        self.writing.leave()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still; the screen that is shown is drawn."""
        self.writing.on_tick()
        if not self._is_shown:  # the program was asked to end, and did not
            self._is_shown = True
            self.draw()

    def _look(self, query: Query) -> None:
        self._query = query
        self._form.told = None
        self.draw()

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()
