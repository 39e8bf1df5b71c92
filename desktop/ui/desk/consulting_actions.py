"""Actions of the sheet that asks who consults, passed to its presenter."""

from desktop.domain.ids import SiteId
from desktop.presenters.conduct.consultation.consulting import ConsultingPresenter
from desktop.ui.desk.desk_actions import DeskActions


class ConsultingActions(DeskActions):
    """One named method per action; nothing happens while there is no session."""

    def join(self) -> None:
        """The screen was built."""
        panel = self._main.session.consulting
        panel.site_pressed.connect(self.toggle)
        panel.confirmed.connect(self.confirm)
        panel.closed.connect(self.close)

    @property
    def _consulting(self) -> ConsultingPresenter | None:
        return None if self._desk.session is None else self._desk.session.consulting

    def toggle(self, site_id: str) -> None:
        """A site takes part, or waits."""
        if self._consulting is not None:
            self._consulting.toggle(SiteId(site_id))

    def confirm(self) -> None:
        """The button that begins the consultation."""
        if self._consulting is not None:
            self._consulting.confirm()

    def close(self) -> None:
        """The sheet goes, the session goes on."""
        if self._consulting is not None:
            self._consulting.close()
            self._main.session.take_focus()
