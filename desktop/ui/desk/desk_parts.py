"""What the actions of a desk join: its presenters, both windows, and the clock."""

from dataclasses import dataclass

from desktop.domain.clock import Clock
from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.chair_window import ChairWindow
from desktop.ui.windows.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParts:
    """One desk: main is the officer's window, chair display 2."""

    desk: DeskPresenter
    main: MainWindow
    chair: ChairWindow
    clock: Clock
