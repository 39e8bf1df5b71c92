"""Actions of the officer on the unit's reports, passed to their presenters."""

from pathlib import Path

from desktop.presenters.desk import DeskPresenter
from desktop.presenters.reports.readiness_sheet import ReadinessSheetPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.screens.reports.readiness_sheet import ReadinessSheetScreen
from desktop.ui.windows.main_window import MainWindow


def connect_reports(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screens of reports with their presenters; once."""
    _connect_sheet(desk.readiness_sheet, main.readiness_sheet)
    points, screen = desk.focal_points, main.focal_points
    screen.field_edited.connect(points.edit)
    screen.sent.connect(points.send)
    screen.searched.connect(points.search)
    screen.received.connect(points.receive)
    screen.export_chosen.connect(lambda path: points.export(Path(path)))
    screen.directory_opened.connect(lambda: desk.navigate(Screen.AGENCIES))
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
    difficulties, page = desk.difficulties, main.difficulties
    page.field_edited.connect(difficulties.edit)
    page.sent.connect(difficulties.send)
    page.period_chosen.connect(difficulties.choose_period)
    page.selected.connect(difficulties.select)
    page.answer_edited.connect(difficulties.edit_answer)
    page.answered.connect(difficulties.receive)
    page.export_chosen.connect(lambda path: difficulties.export(Path(path)))


def _connect_sheet(sheet: ReadinessSheetPresenter, form: ReadinessSheetScreen) -> None:
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
