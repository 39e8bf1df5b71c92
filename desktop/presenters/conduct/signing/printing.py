"""In biên bản: the frozen minutes looked at, then given to a printer."""

from collections.abc import Callable

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import Event
from desktop.domain.record.printing import MinutesToPrint, PrintAsked
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts
from desktop.presenters.printing.print_box import PrintBox
from desktop.presenters.printing.print_run import MINUTES_WORDS, PrintRun


class PrintPresenter:
    """Of one entry. A print of other words than the frozen ones has no code: it is not offered.

    Thread: MainThread.
    """

    def __init__(
        self, *, entry: SessionEntry, facts: SigningFacts, on_changed: Callable[[], None]
    ) -> None:
        self._entry = entry
        self._session_id = entry.context.session_id
        self._views = entry.services.views
        self._facts = facts
        self._on_changed = on_changed
        self._run = PrintRun(
            printing=entry.services.printing, copies=self._copies, words=MINUTES_WORDS
        )
        self._version = ""

    # ---- what the officer does -------------------------------------------------------------

    def can_open(self) -> bool:
        """The minutes of this PC are the frozen version, and whoever sits here may take them."""
        return self._facts.is_same() is True and self._entry.may(Right.EXPORT_MINUTES)

    def open(self) -> None:
        """In…: the pages are drawn as they are now; a job that runs is shown again."""
        if self.can_open():
            self._open()
            self._on_changed()

    def close(self) -> None:
        """Back to the signers; a job that runs goes on."""
        self._run.close()
        self._on_changed()

    def choose(self, printer: str) -> None:
        """Which printer."""
        if self._run.choose(printer):
            self._on_changed()

    def turn(self, steps: int) -> None:
        """Another page to look at."""
        if self._run.turn(steps):
            self._on_changed()

    def print_all(self) -> None:
        """In {n} bản; after a stop what is missing alone."""
        if self._run.print_all(self._entry.context.plan.code):
            self._views.note(self._session_id, Viewing.MINUTES_EXPORT)
            self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Pages are drawn, sheets are taken; a new version is drawn anew."""
        if isinstance(event, PrintAsked):
            self._run.close()  # what is prepared is something else now
        else:
            self._run.take(event)
        self._follow_version()

    def box(self) -> PrintBox | None:
        """None while nobody prints."""
        return self._run.box()

    # ---- inside ----------------------------------------------------------------------------

    def _open(self) -> None:
        if not self._run.is_sending:
            version = self._facts.version
            self._version = "" if version is None else version.sha256
        self._run.open(MinutesToPrint(session_id=self._session_id))

    def _follow_version(self) -> None:
        """What is on its way is of the version before: its pages say so."""
        if not self._run.is_open or self._run.is_sending:
            return
        version = self._facts.version
        if version is None or not self.can_open():
            self.close()
        elif version.sha256 != self._version:
            self._open()

    def _copies(self) -> int:
        signing = self._facts.signing
        return 1 if signing is None or signing.copies is None else signing.copies
