"""Đọc lại biên bản: the marker that goes from line to line, at every site the same."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.domain.conduct.read_back import beside
from desktop.domain.events import Event
from desktop.domain.ids import MinuteLineId
from desktop.domain.reception.status import Step
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import is_late
from desktop.domain.record.speech import NOT_READ, spoken_line
from desktop.presenters.live.said_in_public import HIDDEN, protected_names, said_in_public
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.reading.reading_aloud import Aloud, ReadingAloud
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackPanel:
    """Where the reading is.

    number: of the line in reading order, 0 before the first. may_move: the marker is moved here;
    has_next, has_former: and where to. aloud: None, this PC has no voice.
    """

    line_id: MinuteLineId | None
    number: int
    count: int
    may_move: bool
    has_next: bool
    has_former: bool
    aloud: Aloud | None = None


class ReadBackPresenter:
    """on_offline: for what was pressed while the city is not reached. Thread: MainThread.

    tell: for what is not spoken.
    """

    def __init__(
        self,
        *,
        entry: SessionEntry,
        on_offline: Callable[[], None],
        tell: Callable[[Message], None],
        on_changed: Callable[[], None],
    ) -> None:
        self._minutes = entry.services.minutes
        self._roll = entry.services.roll
        self._context = entry.context
        self._facts = entry.facts
        self._on_offline, self._on_changed = on_offline, on_changed
        self._aloud = ReadingAloud(services=entry.services, tell=tell)

    def move(self, steps: int) -> bool:
        """Ctrl+PgDn, Ctrl+PgUp: to the next line or the one before. False: nothing is read back."""
        panel = self.panel()
        if panel is None or not panel.may_move:
            return False
        target = beside([one.id for one in self.lines()], panel.line_id, steps)
        if target is not None and not self._facts.is_connected:
            self._on_offline()
        elif target is not None:
            self._roll.read_line(target)
        return True

    def press_aloud(self) -> None:
        """Ctrl+O: the line at the marker is spoken here, or what is spoken ends."""
        if self.panel() is not None:
            self._aloud.press(self._words())
            self._on_changed()

    def on_event(self, event: Event) -> None:
        """The voice speaks what stands at the marker, and nothing else."""
        self._aloud.on_event(event)
        self._aloud.follow(self._words())

    def leave(self) -> None:
        """Nothing is read here any more."""
        self._aloud.stop()

    def panel(self) -> ReadBackPanel | None:
        """None while nothing is read back, and where the city marks no line."""
        live = self._facts.live
        if live is None or live.read_back is None or not self.is_on:
            return None
        lines = self.lines()
        ids = [one.id for one in lines]
        line_id = live.read_back.line_id
        return ReadBackPanel(
            line_id=line_id,
            number=ids.index(line_id) + 1 if line_id in ids else 0,
            count=len(ids),
            may_move=self._context.may(Right.SET_STEP),
            has_next=beside(ids, line_id, 1) is not None,
            has_former=beside(ids, line_id, -1) is not None,
            aloud=self._aloud.state(self._words_of(lines, line_id)),
        )

    def _words(self) -> str | None:
        """What is spoken of the line at the marker; None: there is none, or nothing is read."""
        live = self._facts.live
        if live is None or live.read_back is None or not self.is_on:
            return None
        return self._words_of(self.lines(), live.read_back.line_id)

    def _words_of(self, lines: tuple[MinuteLine, ...], line_id: MinuteLineId | None) -> str | None:
        """As display 2 shows it: the room hears no more than it may read."""
        line = next((one for one in lines if one.id == line_id), None)
        if line is None:
            return None
        hidden = protected_names(self._context)
        said = spoken_line(said_in_public(line.speaker, hidden), said_in_public(line.text, hidden))
        return said.replace(HIDDEN, NOT_READ)

    @property
    def is_on(self) -> bool:
        """The minutes are read back now."""
        facts = self._facts
        return facts.is_open and not facts.is_paused and facts.step is Step.READ_BACK

    def lines(self) -> tuple[MinuteLine, ...]:
        """What is read, in order: what came after the signing is no part of it."""
        lines = self._minutes.lines(self._context.session_id)
        said = (one for one in lines if not is_mark(one))
        return tuple(one for one in said if one.text and not is_late(one, None))
