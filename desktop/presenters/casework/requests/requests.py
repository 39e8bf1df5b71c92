"""The screen "Yêu cầu tiếp công dân": taken at a desk, decided by whoever heads it."""

from collections.abc import Callable

from typing_extensions import override

from desktop.domain.casework.events import RequestsChanged
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import RequestId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import CalendarChanged
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.casework.requests.request_deciding import RequestDeciding
from desktop.presenters.casework.requests.request_taking import RequestTaking
from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message


class RequestsPresenter(AsksCity, DrawnScreen[RequestsViewState]):
    """Lives as long as the desk. Who takes no requests sees one half. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        days: WorkingDaysSource,
        render: Callable[[RequestsViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._taking = RequestTaking(services=services, clock=clock)
        self._deciding = RequestDeciding(services=services, clock=clock, days=days)
        super().__init__(render)
        self._is_of_taking = True

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._taking.start()
        self._deciding.start()
        self.refresh()
        self.draw()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._taking.leave()
        self._deciding.leave()

    def edit_request(self, key: str, text: str) -> None:
        """A key in the left half; key: a RequestField."""
        self._is_of_taking = True
        self._taking.edit(key, text)
        self.draw()

    def take(self) -> None:
        """Ghi yêu cầu."""
        self._is_of_taking = True
        self._taking.take()
        self.draw()

    def select(self, request_id: RequestId) -> None:
        """A row of what waits."""
        self._is_of_taking = False
        self._deciding.select(request_id)
        self.draw()

    def edit_decision(self, key: str, text: str) -> None:
        """A choice in the right half; key: a DecisionField."""
        self._is_of_taking = False
        self._deciding.edit(key, text)
        self.draw()

    def decide(self) -> None:
        """Quyết định."""
        self._is_of_taking = False
        self._deciding.decide()
        self.draw()

    def print_refusal(self, request_id: RequestId) -> None:
        """In thông báo từ chối…: of a decided request."""
        self._is_of_taking = False
        self._deciding.print_refusal(request_id)
        self.draw()

    def print_appointment(self, request_id: RequestId) -> None:
        """In phiếu hẹn…: of a decided request that led to a session."""
        self._is_of_taking = False
        self._deciding.print_appointment(request_id)
        self.draw()

    def begin_note(self, request_id: RequestId) -> None:
        """Ghi đã gửi…: of a decided request whose refusal is told in writing."""
        self._is_of_taking = False
        self._deciding.noting.begin(request_id)
        self.draw()

    def edit_note(self, key: str, text: str) -> None:
        """A key in what is noted; key: a NoteField."""
        self._is_of_taking = False
        self._deciding.noting.edit(key, text)
        self.draw()

    def note_refusal(self) -> None:
        """Ghi đã gửi: with its number and its day."""
        self._is_of_taking = False
        self._deciding.noting.note()
        self.draw()

    def close_note(self) -> None:
        """Thôi: nothing is noted."""
        self._deciding.noting.close()
        self.draw()

    def take_back_note(self, request_id: RequestId) -> None:
        """Bỏ ghi đã gửi: it was a mistake."""
        self._is_of_taking = False
        self._deciding.noting.take_back(request_id)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_tick(self) -> None:
        """Drafts are kept; days pass."""
        self._taking.on_tick()
        self._deciding.on_tick()
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case RequestsChanged():
                if self._taking.take_changes():
                    self._is_of_taking = True
                if self._deciding.take_changes():
                    self._is_of_taking = False
            case CalendarChanged() | SyncChanged():
                pass
            case _ if self._taking.take_event(event):
                self._is_of_taking = True
            case _ if self._deciding.take_event(event):
                self._is_of_taking = False
            case _:
                return
        self.draw()

    @override
    def state(self) -> RequestsViewState:
        """What the screen draws now."""
        takes = self._taking.may_take
        return RequestsViewState(
            taking=self._taking.view() if takes else None,
            deciding=self._deciding.view(),
            today=self._clock.now().astimezone(LOCAL_ZONE).date(),
            message=self._message(takes=takes),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _message(self, *, takes: bool) -> Message | None:
        """Of the half where something happened last, else what stands in the other."""
        of_taking = self._taking.message() if takes else None
        of_deciding = self._deciding.message()
        if self._is_of_taking:
            return of_taking or of_deciding
        return of_deciding or of_taking
