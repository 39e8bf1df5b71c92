"""The dossier of one session: case, request, previous result, invited people."""

from PySide6.QtWidgets import QWidget

from desktop.presenters.home_state import DossierPanel, DossierPerson
from desktop.ui import words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.layout import clear, column, row, rule
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph

_WIDTH = 560


class DossierSidePanel(SidePanel):
    """Opens at the right of home."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "dossierPanel", host, _WIDTH)
        self._look = theme
        self._drawn: DossierPanel | None = None

    def show_state(self, state: DossierPanel | None) -> None:
        """Opens with this dossier, or shuts."""
        if state is None:
            self.shut()
            return
        if state != self._drawn:
            self._drawn = state
            self._fill(state)
        self.open()

    def _fill(self, state: DossierPanel) -> None:
        self.set_titles(translate("Dossier", "Hồ sơ buổi tiếp"), translate("Dossier", "Đóng hồ sơ"))
        clear(self.body)
        self.body.addWidget(make_paragraph(state.title, TextRole.ROW_TITLE))
        codes = f"{state.case_code} · {state.session_code}"
        self.body.addWidget(make_paragraph(codes, TextRole.SMALL, "ink2"))
        badges = row(self._look, gap=8)
        if state.petition_type is not None:
            badges.addWidget(Badge(self._look, words.word(words.PETITIONS, state.petition_type)))
        for flag in sorted(state.flags):
            badges.addWidget(Badge(self._look, words.word(words.FLAGS, flag), "warn", Icon.ALERT))
        badges.addStretch(1)
        self.body.addLayout(badges)
        self._section(translate("Dossier", "Yêu cầu của công dân"), state.request)
        self._section(translate("Dossier", "Kết quả lần trước"), state.previous_result)
        caption = translate("Dossier", "Thành phần")
        self.body.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        for person in state.people:
            self.body.addWidget(self._person(person))
        self.body.addStretch(1)

    def _section(self, caption: str, text: str) -> None:
        if not text:
            return
        section = column(self._look, gap=4)
        section.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        section.addWidget(make_paragraph(text))
        self.body.addLayout(section)

    def _person(self, person: DossierPerson) -> QWidget:
        holder = QWidget()
        layout = column(self._look, holder, gap=2)
        name = row(self._look, gap=8)
        name.addWidget(make_label(person.label, TextRole.BODY_STRONG))
        name.addWidget(Badge(self._look, words.word(words.PEOPLE, person.role), is_small=True))
        name.addStretch(1)
        layout.addLayout(name)
        parts = [part for part in (person.title, person.agency, person.site_name) if part]
        layout.addWidget(make_paragraph(" · ".join(parts), TextRole.SMALL, "ink2"))
        layout.addWidget(rule())
        return holder
