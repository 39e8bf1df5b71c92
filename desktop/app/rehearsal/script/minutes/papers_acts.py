"""Acts of papers: one comes in, is not shown before it is cleared, then its pages are led."""

from functools import partial
from pathlib import Path

from desktop.app.rehearsal.script.pages import SHADES, write_paper
from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.domain.ids import DocumentId
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

PAGE_FIGURE = "page_visible_ms"
FIRST_PAGE_FIGURE = "first_page_visible_ms"
"""Of these, the page for which the process that draws papers is started."""

PAPER_LIMIT_S = 30.0
REFUSED_S = 1.0
SHADE_TOLERANCE = 8.0
"""Of 255; neighbouring pages lie farther apart."""


def paper(reception: Reception, scratch: Path) -> None:
    """The central site takes in a paper, and its bytes come to every site."""
    path = write_paper(scratch / "rehearsal-pages.pdf")
    began_s = reception.ask(
        reception.central,
        lambda session: session.papers.add_paper(path),
        _is_listed,
        "has a paper",
    )
    for site in reception.sites:
        if reception.wait(partial(site.shows, _is_here), PAPER_LIMIT_S) is None:
            reception.fault(site, "does not get the bytes of the paper")
    reception.expect(_is_listed, "the paper", began_s)


def uncleared_page(reception: Reception) -> None:
    """A paper that nobody cleared is asked for, and no screen shows it."""
    began_s = reception.ask_in_vain(reception.central, _show, for_s=REFUSED_S)
    for site in reception.sites:
        if site.view.session_at(lambda state: state.papers.stage is not None, began_s) is not None:
            reception.fault(site, "shows a page of a paper that is not cleared")
        elif site.view.scene_at(_is_document, began_s) is not None:
            reception.fault(site, "display 2 shows a paper that is not cleared")


def page(reception: Reception) -> None:
    """The paper is cleared; each of its pages is led, and drawn on display 2 of every site."""
    began_s = reception.now_s()
    reception.central.act(lambda session: session.papers.clear_for_display(is_cleared=True))
    reception.expect(_is_cleared, "that the paper is cleared", began_s)
    for number in range(1, len(SHADES) + 1):
        began_s = reception.ask(
            reception.central, partial(_lead, number), partial(_is_on_stage, number), f"on {number}"
        )
        figures = (PAGE_FIGURE, FIRST_PAGE_FIGURE) if number == 1 else (PAGE_FIGURE,)
        reception.expect_display(partial(_is_drawn, number), f"page {number}", began_s, *figures)


def lead_first(reception: Reception) -> None:
    """Only until `put_away`: the paper is cleared, and its first page is led."""
    reception.central.act(_select)
    began_s = reception.now_s()
    reception.central.act(lambda session: session.papers.clear_for_display(is_cleared=True))
    reception.expect(_is_cleared, "that the paper is cleared", began_s)
    began_s = reception.ask(
        reception.central, partial(_lead, 1), partial(_is_on_stage, 1), "on the first page"
    )
    reception.expect(partial(_is_on_stage, 1), "the first page", began_s)


def put_away(reception: Reception) -> None:
    """As it was before: nothing on the screens, the paper not cleared."""
    take_down(reception)
    began_s = reception.now_s()
    reception.central.act(lambda session: session.papers.clear_for_display(is_cleared=False))
    reception.expect(lambda state: not _is_cleared(state), "that it is cleared no more", began_s)


def take_down(reception: Reception) -> None:
    """The screens go back to the conversation."""
    began_s = reception.ask(
        reception.central,
        lambda session: session.papers.take_down(),
        lambda state: state.papers.stage is None,
        "no page on the screens",
    )
    reception.expect(lambda state: state.papers.stage is None, "no page any more", began_s)
    reception.expect_display(
        lambda scene: scene.kind is SceneKind.DIALOGUE, "the conversation", began_s
    )


def _show(session: SessionPresenter) -> None:
    _select(session)
    session.papers.present()


def _select(session: SessionPresenter) -> None:
    session.papers.select(_first_id(session))


def _first_id(session: SessionPresenter) -> DocumentId:
    rows = session.papers.panel().rows
    return rows[0].document_id if rows else DocumentId("")


def _lead(number: int, session: SessionPresenter) -> None:
    """The first page is put on the screens, the others are turned to."""
    stage = session.papers.panel().stage
    if stage is None:
        session.papers.present()
    else:
        session.papers.turn_page(number - stage.page)


def _is_listed(state: SessionViewState) -> bool:
    return bool(state.papers.rows)


def _is_here(state: SessionViewState) -> bool:
    return bool(state.papers.rows) and all(row.is_local for row in state.papers.rows)


def _is_cleared(state: SessionViewState) -> bool:
    return bool(state.papers.rows) and all(row.is_cleared for row in state.papers.rows)


def _is_on_stage(number: int, state: SessionViewState) -> bool:
    stage = state.papers.stage
    return stage is not None and stage.page == number


def _is_document(scene: SeenScene) -> bool:
    return scene.kind is SceneKind.DOCUMENT


def _is_drawn(number: int, scene: SeenScene) -> bool:
    if scene.kind is not SceneKind.DOCUMENT or scene.page != number or scene.shade is None:
        return False
    return abs(scene.shade - SHADES[number - 1]) <= SHADE_TOLERANCE
