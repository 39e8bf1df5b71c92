"""What the officer does with the unit's reports, told to their presenters."""

from pathlib import Path

from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.main_window import MainWindow


def connect_reports(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screens of reports with their presenters; once."""
    points, screen = desk.focal_points, main.focal_points
    screen.field_edited.connect(points.edit)
    screen.sent.connect(points.send)
    screen.searched.connect(points.search)
    screen.received.connect(points.receive)
    screen.export_chosen.connect(lambda path: points.export(Path(path)))
    difficulties, page = desk.difficulties, main.difficulties
    page.field_edited.connect(difficulties.edit)
    page.sent.connect(difficulties.send)
    page.period_chosen.connect(difficulties.choose_period)
    page.selected.connect(difficulties.select)
    page.answer_edited.connect(difficulties.edit_answer)
    page.answered.connect(difficulties.receive)
    page.export_chosen.connect(lambda path: difficulties.export(Path(path)))
