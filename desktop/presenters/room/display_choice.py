"""Which screen is for chair and citizens: chosen once, remembered, and another when it is away."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict

from desktop.domain.devices.display import Display, recognise_display
from desktop.presenters.room.devices_state import DisplayMark, DisplayRow
from desktop.presenters.services.desk import DeskMemory

MEMORY_NAME = "display.second"

logger = logging.getLogger(__name__)


class DisplayChoice:
    """Told by the windows what screens there are."""

    def __init__(self, memory: DeskMemory) -> None:
        self._memory = memory
        self.chosen: Display | None = _read(memory.recall(MEMORY_NAME))
        self._present: tuple[Display, ...] = ()
        self._officer: Display | None = None
        self._shown: Display | None = None

    def set_present(
        self, present: Sequence[Display], officer: Display | None, shown: Display | None
    ) -> None:
        """officer: where the officer's window is. shown: where display 2 is full screen."""
        self._present, self._officer, self._shown = tuple(present), officer, shown
        found = recognise_display(self.chosen, present) if self.chosen is not None else None
        if found is not None and found != self.chosen:
            self._keep(found)

    def choose(self, key: str) -> None:
        """This one from now on; a key that is not there is ignored."""
        found = next((one for one in self._present if one.key == key), None)
        if found is not None:
            self._keep(found)

    def forget(self) -> None:
        """Whichever is found."""
        self._keep(None)

    def rows(self) -> tuple[DisplayRow, ...]:
        """Every screen that is there, and the chosen one where it is away."""
        found = recognise_display(self.chosen, self._present) if self.chosen is not None else None
        rows = [self._row(one, is_chosen=one == found) for one in self._present]
        if self.chosen is not None and found is None:
            rows.append(self._row(self.chosen, is_chosen=True))
        return tuple(rows)

    def _row(self, one: Display, *, is_chosen: bool) -> DisplayRow:
        return DisplayRow(
            key=one.key,
            name=f"{one.maker} {one.model}".strip() or one.name,
            width=one.width,
            height=one.height,
            mark=self._mark(one),
            is_chosen=is_chosen,
        )

    def _mark(self, one: Display) -> DisplayMark:
        if one not in self._present:
            return DisplayMark.AWAY
        if one == self._officer:
            return DisplayMark.OFFICER
        return DisplayMark.IN_USE if one == self._shown else DisplayMark.NONE

    def _keep(self, chosen: Display | None) -> None:
        self.chosen = chosen
        kept = None if chosen is None else json.dumps(asdict(chosen))
        self._memory.remember(MEMORY_NAME, kept)


def _read(kept: str | None) -> Display | None:
    if kept is None:
        return None
    try:
        found = json.loads(kept)
        return Display(
            name=str(found["name"]),
            maker=str(found["maker"]),
            model=str(found["model"]),
            serial=str(found["serial"]),
            x=int(found["x"]),
            y=int(found["y"]),
            width=int(found["width"]),
            height=int(found["height"]),
        )
    except (ValueError, TypeError, KeyError, OverflowError):
        logger.warning("display choice unreadable length=%d", len(kept))
        return None
