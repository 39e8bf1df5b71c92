"""Actions of the officer on the unit's reports, passed to their presenters."""

from pathlib import Path

from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_focal_points(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins who answers for the unit with their presenter; once."""
    points, screen = desk.focal_points, main.focal_points
    screen.field_edited.connect(points.edit)
    screen.sent.connect(points.send)
    screen.searched.connect(points.search)
    screen.received.connect(points.receive)
    screen.export_chosen.connect(lambda path: points.export(Path(path)))
    screen.directory_opened.connect(lambda: desk.navigate(Screen.AGENCIES))


def connect_agencies(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the directory of agencies with its presenter; once."""
    agencies, directory = desk.agencies, main.agencies
    directory.searched.connect(agencies.search)
    directory.selected.connect(agencies.select)
    directory.new_pressed.connect(agencies.begin_new)
    directory.back_pressed.connect(lambda: desk.navigate(Screen.FOCAL_POINTS))
    directory.form.field_edited.connect(agencies.edit)
    directory.form.saved.connect(agencies.save)
    directory.form.discarded.connect(agencies.discard)
    directory.form.switched.connect(agencies.switch)
    directory.form.other_taken.connect(agencies.take_other)


def connect_difficulties(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins what hinders the unit with its presenter; once."""
    difficulties, page = desk.difficulties, main.difficulties
    page.field_edited.connect(difficulties.edit)
    page.sent.connect(difficulties.send)
    page.period_chosen.connect(difficulties.choose_period)
    page.selected.connect(difficulties.select)
    page.answer_edited.connect(difficulties.edit_answer)
    page.answered.connect(difficulties.receive_selected)
    page.export_chosen.connect(lambda path: difficulties.export(Path(path)))


def connect_sheet(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the circular's list with its presenter; once."""
    sheet, form = desk.readiness_sheet, main.readiness_sheet
    form.ticked.connect(sheet.tick)
    form.selected.connect(sheet.select)
    form.text_edited.connect(sheet.edit)
    form.photo_added.connect(lambda path: sheet.add_photo(Path(path)))
    form.photo_opened.connect(sheet.open_photo)
    form.photo_removed.connect(sheet.remove_photo)
    form.photos_opened.connect(sheet.open_photos)
    form.photo_turned.connect(sheet.turn_photo)
    form.photo_closed.connect(sheet.close_photo)
    form.sent.connect(sheet.send)
    form.received.connect(sheet.receive)
    form.searched.connect(sheet.search)
    form.export_chosen.connect(lambda path: sheet.export(Path(path)))
