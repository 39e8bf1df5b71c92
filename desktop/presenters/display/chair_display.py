"""Display 2: chooses the scene by the session's step and fills it with public words only."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket, waits
from desktop.domain.conduct.live_session import Stage
from desktop.domain.events import Event
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.status import PauseReason, Step
from desktop.presenters.display import chair_display_state as scenes
from desktop.presenters.display.leader_brief import leader_brief
from desktop.presenters.display.public_parts import (
    main_site,
    public_picture,
    public_platform,
    public_sites,
    public_turn,
)
from desktop.presenters.display.read_back_scene import read_back_scene
from desktop.presenters.display.signing_scene import signing_scene
from desktop.presenters.live.session_facts import SessionFacts, kind_recorded, records_here
from desktop.presenters.services.services import Services
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.trial import TrialPresenter
from desktop.presenters.view.render_on_change import RenderOnChange

DEFAULT_PAGE_WIDTH = 1400
MOST_REPEATS = 3
"""How often a page is asked for again that cannot be drawn."""


class ChairDisplayPresenter:
    """What everyone in the room sees. It outlives sessions; wiring shows and hides its window.

    faces_leader: only the leader who receives sees it.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        trial: Callable[[], TrialPresenter | None],
        faces_leader: bool,
        render: Callable[[scenes.ChairScene], None],
    ) -> None:
        self._trial = trial
        self._faces_leader = faces_leader
        self._papers = services.papers
        self._schedule = services.schedule
        self._clock = clock
        self._drawing: RenderOnChange[scenes.ChairScene] = RenderOnChange(render)
        self._session: SessionPresenter | None = None
        self._is_covered = False
        self._width = DEFAULT_PAGE_WIDTH
        self._asked: tuple[DocumentId, int, int] | None = None
        self._page: PreviewReady | None = None
        self._repeats = 0

    # ---- what the officer does -------------------------------------------------------------

    def toggle_cover(self) -> None:
        """F8: the crest only, and back."""
        self._is_covered = not self._is_covered
        self.draw()

    def set_page_width(self, width: int) -> None:
        """The place for a page became `width` pixels wide."""
        if width > 0:
            self._width = width
            self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def follow(self, session: SessionPresenter | None) -> None:
        """Show this session from now on; None: the crest."""
        self._session = session
        self._asked = None
        self._page = None
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in a rendered page; of everything else the session draws this display."""
        if isinstance(event, PreviewReady) and self._is_awaited(event):
            # the words of an office document are for who prepares, not for the public
            self._page = replace(event, image=None) if event.is_text else event
            self.draw()
        elif isinstance(event, PapersChanged):
            self._look_again(event)

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.scene())

    @property
    def is_covered(self) -> bool:
        """F8 hides everything."""
        return self._is_covered

    # ---- the scene -------------------------------------------------------------------------

    def scene(self) -> scenes.ChairScene:
        """The scene now."""
        session = self._session
        if self._is_covered or (session is not None and _is_out(session.facts)):
            return scenes.CrestScene()
        return self._trial_page() if session is None else self._in_session(session)

    def _in_session(self, session: SessionPresenter) -> scenes.ChairScene:
        facts = session.facts
        if facts.is_over:
            return self._ended(session)
        if facts.counted is not None:
            return scenes.CountdownScene(
                header=self._header(session), number=facts.counted, is_opening=not facts.is_open
            )
        if not facts.is_open:
            ticket = self._ticket(session)
            return scenes.WaitingScene(
                header=self._header(session),
                starts_at=session.context.plan.scheduled_start,
                sites=public_sites(session.context, facts),
                is_recorded=records_here(facts),
                called=None if ticket is None or ticket.called_at is None else ticket.number,
                following=_following(ticket),
            )
        if facts.is_paused or _waits_for_consultation(facts):
            return self._paused(session)
        stage = session.papers.cleared_stage()
        if stage is not None:
            return self._document(session, stage)
        return self._of_minutes(session) or self._dialogue(session)

    def _of_minutes(self, session: SessionPresenter) -> scenes.ChairScene | None:
        """The line that is read back, or whose turn it is to sign."""
        header = self._header(session)
        return read_back_scene(session, header) or signing_scene(session, header)

    def _ticket(self, session: SessionPresenter) -> WaitingTicket | None:
        """Of whoever waits in this room."""
        context = session.context
        ticket = self._schedule.ticket(context.session_id)
        is_here = ticket is not None and ticket.site_id == context.own_site_id
        return ticket if is_here and waits(ticket, session.facts.status) else None

    def _trial_page(self) -> scenes.ChairScene:
        trial = self._trial()
        page = None if trial is None else trial.page
        return scenes.CrestScene() if page is None else scenes.TrialPageScene(number=page[0])

    def _ended(self, session: SessionPresenter) -> scenes.EndedScene:
        live = session.facts.live
        ending = live.ending if live is not None else None
        return scenes.EndedScene(
            header=self._header(session),
            ended_at=session.facts.ended_at or self._minute(session),
            ending=ending.status if ending is not None else None,
        )

    def _paused(self, session: SessionPresenter) -> scenes.PausedScene:
        live = session.facts.live
        reason = live.pause_reason if live is not None else None
        return scenes.PausedScene(
            header=self._header(session),
            reason=reason or PauseReason.CONSULTATION,
            paused_s=_stopped_s(session.facts),
            back_at=session.facts.back_at(),
            platform=public_platform(session.facts),
        )

    def _dialogue(self, session: SessionPresenter) -> scenes.DialogueScene:
        context, facts = session.context, session.facts
        return scenes.DialogueScene(
            header=self._header(session),
            main=public_picture(session, main_site(context, facts)),
            own=public_picture(session, context.own_site_id),
            sites=public_sites(context, facts),
            turn=public_turn(context, facts),
            elapsed_s=facts.clock_s(),
            is_line_lost=not facts.is_connected,
            brief=leader_brief(context, facts) if self._faces_leader else None,
        )

    def _document(self, session: SessionPresenter, stage: Stage) -> scenes.DocumentScene:
        context, facts = session.context, session.facts
        image = self._page_image(stage)
        is_here = self._is_here(context.session_id, stage.document_id)
        return scenes.DocumentScene(
            header=self._header(session),
            document_number=session.papers.paper_number(stage.document_id),
            page=stage.page,
            page_count=stage.page_count,
            part=stage.part,
            page_image=image,
            is_undrawable=is_here and self._has_failed(),
            main=public_picture(session, main_site(context, facts)),
            turn=public_turn(context, facts),
            elapsed_s=facts.clock_s(),
        )

    def _look_again(self, event: PapersChanged) -> None:
        """The bytes of a page that could not be shown may have come."""
        asked = self._asked
        if asked is None or not self._has_failed():
            return
        is_touched = asked[0] in event.document_ids
        if (
            is_touched
            and self._repeats < MOST_REPEATS
            and self._is_here(event.session_id, asked[0])
        ):
            self._repeats += 1
            self._page = None
            self._papers.request_preview(*asked)

    def _is_here(self, session_id: SessionId, document_id: DocumentId) -> bool:
        papers = self._papers.papers(session_id)
        return any(paper.id == document_id and paper.is_local for paper in papers)

    def _page_image(self, stage: Stage) -> PageImage | None:
        wanted = (stage.document_id, stage.page, self._width)
        if self._asked != wanted:
            self._asked = wanted
            self._repeats = 0
            self._papers.request_preview(*wanted)
        if self._page is None or not self._is_awaited(self._page):
            return None
        return self._page.image

    def _has_failed(self) -> bool:
        """The page that is wanted was tried and showed nothing."""
        page = self._page
        return page is not None and page.image is None and self._is_awaited(page)

    def _is_awaited(self, event: PreviewReady) -> bool:
        return self._asked is not None and self._asked[:2] == (event.document_id, event.page)

    def _header(self, session: SessionPresenter) -> scenes.PublicHeader:
        return scenes.PublicHeader(
            room_name=scenes.PublicText(session.context.own_site.name),
            case_title=scenes.PublicText(session.context.plan.title),
            now=self._minute(session),
            recording=session.facts.recorder.word,
            recorded=kind_recorded(session.facts),
        )

    def _minute(self, session: SessionPresenter) -> datetime:
        return session.facts.city_now().replace(second=0, microsecond=0)


def _is_out(facts: SessionFacts) -> bool:
    """The session goes on without this desk: what it was told of it last is not shown as news."""
    return facts.is_out and not facts.is_over


def _following(ticket: WaitingTicket | None) -> int | None:
    """Told ahead, and not asked in."""
    is_next = ticket is not None and ticket.called_at is None and ticket.warned_at is not None
    return ticket.number if ticket is not None and is_next else None


def _stopped_s(facts: SessionFacts) -> int:
    """Of a pause, or of the consultation of others."""
    consultation = facts.consultation
    if facts.is_paused or consultation is None:
        return facts.paused_s()
    return consultation.lasts_s(facts.city_now())


def _waits_for_consultation(facts: SessionFacts) -> bool:
    """Here nobody takes part; of an older city nobody knows who does."""
    is_part = facts.consultation is not None and not facts.waits
    return facts.step is Step.CONSULTATION and not is_part
