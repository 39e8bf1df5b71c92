"""What the officer does with papers in a session, told to their presenter."""

from pathlib import Path

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.ids import DocumentId
from desktop.presenters.papers.papers import PapersPresenter
from desktop.presenters.view.message import Message
from desktop.ui.desk.desk_actions import DeskActions


class PapersActions(DeskActions):
    """One named method per action; nothing happens while there is no session."""

    def join(self) -> None:
        """The screen was built."""
        panel, pictures = self._main.session.papers, self._main.session.pictures
        panel.paper_added.connect(self.add_paper)
        panel.paper_chosen.connect(self.choose_paper)
        panel.page_turned.connect(self.turn_page)
        panel.page_width_settled.connect(self.set_preview_width)
        panel.clearing_asked.connect(self.clear_for_display)
        panel.present_asked.connect(self.present)
        panel.take_down_asked.connect(self.take_down)
        panel.message_pressed.connect(self.act_on_message)
        pictures.page_turned.connect(self.turn_stage)
        for leading in (panel, pictures):
            leading.part_chosen.connect(self.show_part)
        pictures.take_down_asked.connect(self.take_down)

    @property
    def _papers(self) -> PapersPresenter | None:
        return None if self._desk.session is None else self._desk.session.papers

    def add_paper(self, path: str) -> None:
        """A file chosen or dropped."""
        if self._papers is not None:
            self._papers.add_paper(Path(path))

    def choose_paper(self, document_id: str) -> None:
        """A row of the list."""
        if self._papers is not None:
            self._papers.select(DocumentId(document_id))

    def turn_page(self, steps: int) -> None:
        """A page on or back."""
        if self._papers is not None:
            self._papers.turn_page(steps)

    def turn_stage(self, steps: int) -> None:
        """A page on or back of what every screen shows."""
        if self._papers is not None:
            self._papers.turn_stage(steps)

    def show_part(self, part: str) -> None:
        """How much of that page."""
        if self._papers is not None:
            self._papers.show_part(PagePart(part))

    def set_preview_width(self, width: int) -> None:
        """The room for a page changed."""
        if self._papers is not None:
            self._papers.set_preview_width(width)

    def clear_for_display(self, is_cleared: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Cho trình chiếu."""
        if self._papers is not None:
            self._papers.clear_for_display(is_cleared=is_cleared)

    def present(self) -> None:
        """Trình chiếu."""
        if self._papers is not None:
            self._papers.present()

    def take_down(self) -> None:
        """Dừng chiếu."""
        if self._papers is not None:
            self._papers.take_down()

    def show_or_take_down(self) -> None:
        """Ctrl+Shift+E: the paper in front, or nothing any more."""
        if self._papers is not None:
            self._papers.present(or_take_down=True)

    def act_on_message(self, message: Message) -> None:
        """The button of the panel's banner."""
        if self._papers is not None:
            self._papers.act_on_message(message)

    def part_on(self) -> None:
        """Ctrl+Shift+PgDn."""
        if self._papers is not None:
            self._papers.turn_part(1)

    def part_back(self) -> None:
        """Ctrl+Shift+PgUp."""
        if self._papers is not None:
            self._papers.turn_part(-1)

    def page_on(self) -> None:
        """Ctrl+PgDn."""
        self.turn_page(1)

    def page_back(self) -> None:
        """Ctrl+PgUp."""
        self.turn_page(-1)
