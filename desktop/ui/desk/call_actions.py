"""Actions of calls: who conducts rings agencies in a session, and the desk that is rung answers."""

from desktop.domain.ids import CallId, SiteId
from desktop.presenters.conduct.calls.calling import CallingPresenter
from desktop.ui.desk.desk_actions import DeskActions


class CallActions(DeskActions):
    """One named method per action; nothing happens while there is no session."""

    def join(self) -> None:
        """The screen of the session was built."""
        panel = self._main.session.calling
        panel.search_edited.connect(self.edit_search)
        panel.question_edited.connect(self.edit_question)
        panel.first_rung.connect(self.ring_first)
        panel.rung.connect(self.ring)
        panel.guest_rung.connect(self.ring_guest)
        panel.call_pressed.connect(self.press_call)
        panel.closed.connect(self.close)

    def join_ring(self) -> None:
        """The panel of the desk's own ring was built."""
        panel, ringing = self._main.ring_panel, self._desk.ringing
        panel.accepted.connect(ringing.accept)
        panel.refusing_asked.connect(ringing.start_refusing)
        panel.reason_edited.connect(ringing.edit_reason)
        panel.refused.connect(ringing.refuse)
        panel.backed.connect(ringing.stop_refusing)

    @property
    def _calling(self) -> CallingPresenter | None:
        return None if self._desk.session is None else self._desk.session.calling

    def toggle(self) -> None:
        """Ctrl+K: the sheet opens, or goes."""
        if self._calling is not None:
            self._calling.toggle()
            self._main.session.take_focus()

    def close(self) -> None:
        """The sheet goes; what rings rings on."""
        if self._calling is not None:
            self._calling.close()
            self._main.session.take_focus()

    def edit_search(self, text: str) -> None:
        """A key in the field of names."""
        if self._calling is not None:
            self._calling.edit_search(text)

    def edit_question(self, text: str) -> None:
        """A key in the field of what the chair wants to know."""
        if self._calling is not None:
            self._calling.edit_question(text)

    def ring_first(self) -> None:
        """Enter in the field of names."""
        if self._calling is not None:
            self._calling.ring_first()

    def ring(self, site_id: str) -> None:
        """A site's button."""
        if self._calling is not None:
            self._calling.ring(SiteId(site_id))

    def ring_guest(self) -> None:
        """The button of a link."""
        if self._calling is not None:
            self._calling.ring_guest()

    def press_call(self, call_id: str) -> None:
        """A call's button."""
        if self._calling is not None:
            self._calling.press_call(CallId(call_id))
