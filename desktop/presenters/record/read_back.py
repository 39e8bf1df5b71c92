"""Đọc lại biên bản: the marker that goes from line to line, at every site the same."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.domain.conduct.read_back import beside
from desktop.domain.ids import MinuteLineId
from desktop.domain.reception.status import Step
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import is_late
from desktop.presenters.live.session_entry import SessionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackPanel:
    """Where the reading is.

    number: of the line in reading order, 0 before the first. may_move: the marker is moved here;
    has_next, has_former: and where to.
    """

    line_id: MinuteLineId | None
    number: int
    count: int
    may_move: bool
    has_next: bool
    has_former: bool


class ReadBackPresenter:
    """on_offline: for what was pressed while the city is not reached. Thread: MainThread."""

    def __init__(self, *, entry: SessionEntry, on_offline: Callable[[], None]) -> None:
        self._minutes = entry.services.minutes
        self._roll = entry.services.roll
        self._context = entry.context
        self._facts = entry.facts
        self._on_offline = on_offline

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

    def panel(self) -> ReadBackPanel | None:
        """None while nothing is read back, and where the city marks no line."""
        live = self._facts.live
        if live is None or live.read_back is None or not self.is_on:
            return None
        ids = [one.id for one in self.lines()]
        line_id = live.read_back.line_id
        return ReadBackPanel(
            line_id=line_id,
            number=ids.index(line_id) + 1 if line_id in ids else 0,
            count=len(ids),
            may_move=self._context.may(Right.SET_STEP),
            has_next=beside(ids, line_id, 1) is not None,
            has_former=beside(ids, line_id, -1) is not None,
        )

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
