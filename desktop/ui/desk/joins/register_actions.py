"""Actions of people on the register, passed to its presenter."""

from pathlib import Path

from desktop.domain.casework.register_book import SlipKind
from desktop.domain.ids import RegisterEntryId
from desktop.domain.reports.statistics import FigureKind
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_register(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the register with its presenter; once."""
    register, screen = desk.register, main.register
    screen.back_pressed.connect(lambda: desk.navigate(Screen.HOME))
    screen.searched.connect(register.search)
    screen.type_chosen.connect(register.choose_type)
    screen.period_chosen.connect(register.choose_period)
    screen.selected.connect(lambda key: register.select(RegisterEntryId(key)))
    screen.opened.connect(lambda key: register.open(RegisterEntryId(key)))
    screen.follow_pressed.connect(register.follow_up)
    screen.strike_pressed.connect(register.begin_strike)
    screen.missing_pressed.connect(register.enter_missing)
    screen.export_chosen.connect(lambda path: register.export(Path(path)))
    screen.slip_asked.connect(lambda kind: register.print_slip(SlipKind(kind)))
    screen.all_pressed.connect(register.show_all)
    counting = register.statistics
    screen.statistics_pressed.connect(counting.toggle)
    screen.statistics.period_chosen.connect(counting.choose)
    screen.statistics.figure_pressed.connect(lambda kind: counting.show(FigureKind(kind)))
    screen.statistics.print_asked.connect(counting.print)
    screen.statistics.closed.connect(counting.close)
    screen.panel.field_edited.connect(register.writing.edit)
    screen.panel.saved.connect(register.writing.save)
    screen.panel.other_taken.connect(register.writing.take_other)
    screen.panel.closed.connect(register.writing.close)
