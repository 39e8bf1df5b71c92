"""Papers: taking in, looking at, clearing for display 2, leading pages for every site."""

from dataclasses import replace
from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.conduct.reading import first_part, read_on, turned
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import Paper, PaperTransfer
from desktop.presenters.live.page_preview import PagePreview
from desktop.presenters.papers.papers_state import (
    PaperRow,
    PapersPanel,
    StageCell,
)
from desktop.presenters.papers.screens import PaperParts, Screens
from desktop.presenters.view.message import Message, MessageAction, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.preview import Preview
from desktop.presenters.view.render_on_change import Panel


class PapersPresenter:
    """The papers of one session."""

    def __init__(self, parts: PaperParts) -> None:
        entry = parts.entry
        self._entry = entry
        self._papers = entry.services.papers
        self._views = entry.services.views
        self._channel = entry.services.channel
        self._context = entry.context
        self._facts = entry.facts
        self._board = parts.board
        self._on_changed = parts.on_changed
        self._screens = Screens(parts)
        self._looked = PagePreview(entry.services.papers)
        self._panel: Panel[PapersPanel] = Panel()

    # ---- what the officer does -------------------------------------------------------------

    def add_paper(self, untrusted_path: Path) -> None:
        """A file was dropped or chosen."""
        if self._can_add():
            self._papers.add_paper(self._context.session_id, untrusted_path)

    def select(self, document_id: DocumentId) -> None:
        """Look at a paper, from its first page."""
        if self._paper(document_id) is None or document_id == self._looked.selected:
            return
        for code in (MessageCode.PAPER_NOT_CLEARED, MessageCode.PAPER_OF_OTHERS):
            self._board.withdraw(code)
        self._views.note(self._context.session_id, Viewing.PAPER)
        self._turn_to(document_id, 1)

    def turn_page(self, steps: int) -> None:
        """Ctrl+PgDn (1), Ctrl+PgUp (-1); leads every site when the paper is on stage.

        Pages that do not exist are ignored.
        """
        paper, page = self._selected_paper(), self._looked.page + steps
        if paper is None or not 1 <= page <= max(1, self._page_count(paper)):
            return
        self._turn_to(paper.id, page)
        stage = self._screens.stage
        if stage is not None and stage.document_id == paper.id and self._screens.follow_now():
            self._present(paper)

    def turn_stage(self, steps: int) -> None:
        """The page that every screen shows, from beside the pictures; the preview goes along.

        Pages that do not exist are ignored.
        """
        stage = self._screens.stage
        self._lead_to(None if stage is None else turned(stage, steps))

    def turn_part(self, steps: int) -> None:
        """Ctrl+Shift+PgDn (1), Ctrl+Shift+PgUp (-1): read on, from the top of a page to its bottom.

        What comes behind the last page, or before the first, is ignored.
        """
        stage = self._screens.stage
        self._lead_to(None if stage is None else read_on(stage, steps))

    def show_part(self, part: PagePart) -> None:
        """How much of the page every screen shows."""
        stage = self._screens.stage
        self._lead_to(None if stage is None else replace(stage, part=part))

    def set_preview_width(self, width: int) -> None:
        """The place for a page became `width` pixels wide."""
        self._looked.set_width(width)

    def clear_for_display(self, *, is_cleared: bool) -> None:
        """Cho trình chiếu, or take that back; what is on stage comes down with it."""
        paper = self._selected_paper()
        if paper is None or not self._can_clear(paper):
            return
        self._papers.clear_for_display(paper.id, is_cleared=is_cleared)
        stage = self._screens.stage
        if not is_cleared and stage is not None and stage.document_id == paper.id:
            self._channel.present(None)
        if is_cleared:
            self._board.withdraw(MessageCode.PAPER_NOT_CLEARED)
        self._on_changed()

    def present(self, *, or_take_down: bool = False) -> None:
        """Dẫn trang: the selected page on every screen; only a cleared paper goes there.

        or_take_down: by one key; what is on stage comes down instead.
        """
        if or_take_down and self._screens.stage is not None:
            self.take_down()
            return
        paper = self._selected_paper()
        if paper is None or not self._screens.follow_now():
            return
        if paper.cleared_for_display:
            self._present(paper)
            return
        self._board.tell(_not_cleared(paper, can_clear=self._can_clear(paper)))
        self._on_changed()

    def act_on_message(self, message: Message) -> None:
        """The one button of the panel's message."""
        self._board.withdraw(message.code)
        match message.action:
            case MessageAction.CLEAR_FOR_DISPLAY:
                self.clear_for_display(is_cleared=True)
            case MessageAction.OPEN_PAPER:
                self.select(DocumentId(str(message.data["document_id"])))
            case _:
                pass
        self._on_changed()

    def take_down(self) -> None:
        """Dừng chiếu: the screens go back to the conversation."""
        if self._screens.stage is not None and self._screens.follow_now():
            self._channel.present(None)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; the facts of the session know it already."""
        match event:
            case PreviewReady():
                self._looked.take(event)
            case PapersChanged(session_id=session_id) if session_id == self._context.session_id:
                self._look_again()
            case ChannelChanged(is_connected=True):
                self._board.withdraw(MessageCode.NOT_DONE_OFFLINE)
            case ActionFailed(action="add_paper" | "request_preview" | "clear_for_display"):
                self._board.tell(self._failure(event))
            case _:
                pass

    def panel(self) -> PapersPanel:
        """What the panel draws now."""
        papers = self._all()
        empty = Message(code=MessageCode.PAPERS_EMPTY, tone=Tone.INFO)
        selected = self._selected_paper()
        return self._panel.kept(
            PapersPanel(
                rows=tuple(self._row(one, number) for number, one in enumerate(papers, start=1)),
                preview=self._preview(),
                stage=self._stage_cell(),
                can_add=self._can_add(),
                can_clear=selected is not None and self._can_clear(selected),
                can_present=selected is not None and self._screens.can_be_led,
                message=self._board.front() or (None if papers else empty),
                needs_clearing=selected is not None and not selected.cleared_for_display,
                is_city_lost=not self._facts.is_connected,
            )
        )

    def paper_number(self, document_id: DocumentId) -> int:
        """Its place among the papers, from 1; 0 when it is not known here."""
        for number, paper in enumerate(self._all(), start=1):
            if paper.id == document_id:
                return number
        return 0

    def cleared_stage(self) -> Stage | None:
        """What display 2 may show: the stage, if its paper is cleared at this desk."""
        stage = self._screens.stage
        paper = self._paper(stage.document_id) if stage else None
        return stage if paper is not None and paper.cleared_for_display else None

    # ---- inside ----------------------------------------------------------------------------

    def _failure(self, event: ActionFailed) -> Message:
        """What was not done; a paper that is there already can be opened instead."""
        number = self.paper_number(DocumentId(str(event.data.get("document_id", ""))))
        if not number:
            return failure_message(event, action=MessageAction.DISMISS)
        told = failure_message(event, tone=Tone.INFO, action=MessageAction.OPEN_PAPER)
        return replace(told, data={**told.data, "number": number})

    def _turn_to(self, document_id: DocumentId, page: int) -> None:
        self._looked.turn_to(document_id, page)
        self._on_changed()

    def _lead_to(self, led: Stage | None) -> None:
        """Put this on every screen, from beside the pictures; the preview goes along."""
        if led is None or not self._screens.follow_now():
            return
        self._channel.present(led)
        if led.document_id == self._looked.selected and led.page != self._looked.page:
            self._turn_to(led.document_id, led.page)

    def _present(self, paper: Paper) -> None:
        self._channel.present(
            Stage(
                document_id=paper.id,
                page=self._looked.page,
                page_count=max(1, self._page_count(paper)),
                title=paper.title,
                part=first_part(self._screens.stage),
            )
        )

    def _look_again(self) -> None:
        """The bytes of a paper that could not be shown may have come."""
        paper = self._selected_paper()
        if paper is None:
            self._looked.forget()
        else:
            self._looked.look_again(is_local=paper.is_local)

    def _all(self) -> tuple[Paper, ...]:
        return self._papers.papers(self._context.session_id)

    def _paper(self, document_id: DocumentId) -> Paper | None:
        return next((paper for paper in self._all() if paper.id == document_id), None)

    def _selected_paper(self) -> Paper | None:
        selected = self._looked.selected
        return self._paper(selected) if selected is not None else None

    def _can_add(self) -> bool:
        return not self._facts.is_over and self._entry.may_write(Right.ADD_PAPER)

    def _can_clear(self, paper: Paper) -> bool:
        """Its owner judges a paper, until the minutes are signed; other sites ask for it."""
        is_own = paper.owner_site_id == self._context.own_site_id
        may_judge = is_own and not self._facts.is_signed
        return may_judge and self._entry.may_write(Right.PRESENT_PAPER)

    def _page_count(self, paper: Paper) -> int:
        return self._looked.page_count(paper.page_count)

    def _row(self, paper: Paper, number: int) -> PaperRow:
        stage = self._screens.stage
        is_moving = paper.transfer is PaperTransfer.SENDING and paper.size_bytes > 0
        return PaperRow(
            document_id=paper.id,
            number=number,
            title=paper.title,
            kind=paper.kind,
            page_count=paper.page_count,
            size_bytes=paper.size_bytes,
            site_name=self._context.site_name(paper.owner_site_id),
            is_own=paper.owner_site_id == self._context.own_site_id,
            is_local=paper.is_local,
            transfer=paper.transfer,
            progress=min(1.0, paper.sent_bytes / paper.size_bytes) if is_moving else None,
            is_cleared=paper.cleared_for_display,
            is_on_stage=stage is not None and stage.document_id == paper.id,
            is_selected=paper.id == self._looked.selected,
        )

    def _preview(self) -> Preview | None:
        paper = self._selected_paper()
        if paper is None:
            return None
        number = self.paper_number(paper.id)
        return self._looked.shown(
            paper.id, number=number, title=paper.title, known=paper.page_count
        )

    def _stage_cell(self) -> StageCell | None:
        stage = self._screens.stage
        if stage is None:
            return None
        return StageCell(
            document_id=stage.document_id,
            number=self.paper_number(stage.document_id),
            title=stage.title,
            page=stage.page,
            page_count=stage.page_count,
            part=stage.part,
            can_lead=self._screens.can_be_led,
        )


def _not_cleared(paper: Paper, *, can_clear: bool) -> Message:
    if not can_clear:
        return Message(code=MessageCode.PAPER_OF_OTHERS, tone=Tone.WARN)
    return Message(
        code=MessageCode.PAPER_NOT_CLEARED,
        tone=Tone.WARN,
        data={"title": paper.title},
        action=MessageAction.CLEAR_FOR_DISPLAY,
    )
