"""Actions of the city's administrator on the table of working days, passed to its presenter."""

from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.main_window import MainWindow


def connect_calendar(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screen of days with its presenter; once."""
    calendar, screen = desk.calendar, main.calendar
    screen.year_turned.connect(calendar.turn_year)
    screen.selected.connect(calendar.select)
    screen.new_pressed.connect(calendar.begin_new)
    screen.form.field_edited.connect(calendar.edit)
    screen.form.saved.connect(calendar.save)
    screen.form.discarded.connect(calendar.discard)
    screen.form.other_taken.connect(calendar.take_other)
