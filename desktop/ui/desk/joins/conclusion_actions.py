"""Actions of people on conclusions, passed to their presenter."""

from pathlib import Path

from desktop.domain.ids import ConclusionItemId, DocumentId
from desktop.presenters.casework.conclusions.conclusions_state import ItemAct
from desktop.presenters.desk import DeskPresenter
from desktop.ui.windows.main_window import MainWindow


def connect_conclusions(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the list of conclusions with its presenter; once."""
    conclusions, screen = desk.conclusions, main.conclusions
    screen.searched.connect(conclusions.search)
    screen.shown_chosen.connect(conclusions.choose_shown)
    screen.agency_chosen.connect(conclusions.choose_agency)
    screen.selected.connect(lambda key: conclusions.select(ConclusionItemId(key)))
    screen.opened.connect(lambda key: conclusions.open(ConclusionItemId(key)))
    screen.act_pressed.connect(lambda act: conclusions.begin(ItemAct(act)))
    screen.notice_asked.connect(conclusions.print_notice)
    screen.panel.field_edited.connect(conclusions.writing.edit)
    screen.panel.saved.connect(conclusions.writing.save)
    screen.panel.closed.connect(conclusions.writing.close)
    screen.panel.attached.connect(lambda path: conclusions.attach(Path(path)))
    screen.panel.paper_dropped.connect(lambda key: conclusions.drop_paper(DocumentId(key)))
