"""Joins the sheet in which a form is printed with its presenter; once for each window."""

from pathlib import Path

from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.main_window import MainWindow


def connect_form_print(desk: DeskPresenter, main: MainWindow) -> None:
    """The sheet was built."""
    panel, printing = main.print_panel, desk.form_print
    panel.closed.connect(printing.close)
    panel.foot_box.backed.connect(printing.close)
    panel.foot_box.printer_chosen.connect(printing.choose)
    panel.foot_box.confirmed.connect(printing.print_all)
    panel.pages.turned.connect(printing.turn)
    panel.copies_set.connect(printing.set_copies)
    panel.saved.connect(lambda path: printing.save(Path(path)))
