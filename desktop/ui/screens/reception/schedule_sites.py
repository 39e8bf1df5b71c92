"""The sites of a plan, each with the people that are invited there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.presenters.reception.schedule_state import PapersAtSite, PersonRow, SiteRow
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row, rule
from desktop.ui.widgets.text import make_note

_NAMED = 3
"""Of papers that a site lacks; of the others it is said how many they are."""


class ScheduleSites(QWidget):
    """site_removed(str): a site's id; person_removed(int): a place in the list of people."""

    site_removed = Signal(str)
    person_removed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scheduleSites")
        self._theme = theme
        self._sites: tuple[SiteRow, ...] = ()
        self._lines = column(theme, self, gap=6)

    def show_sites(self, sites: tuple[SiteRow, ...]) -> None:
        """Draws them anew when they changed; the keyboard stays among them."""
        if sites == self._sites:
            return
        self._sites = sites
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        clear(self._lines)
        for site in sites:
            self._add_site(site)
        if had_focus:
            first = next((one for one in self.findChildren(Button) if not one.isHidden()), None)
            if first is not None:
                first.setFocus()

    def _add_site(self, site: SiteRow) -> None:
        theme = self._theme
        head = row(theme, gap=8)
        name = site.name
        if site.is_central:
            name = translate("Schedule", "{site}, trung tâm").format(site=site.name)
        head.addWidget(make_note(name, TextRole.BODY_STRONG), 1)
        if site.can_go:
            head.addWidget(self._button(f"remove-site-{site.site_id}", site.name, site.site_id))
        self._lines.addLayout(head)
        for person in site.people:
            self._add_person(person)
        if not site.people:
            tone = "danger" if site.is_lacking else "ink2"
            said = translate("Schedule", "Chưa cử người.")
            self._lines.addWidget(make_note(said, TextRole.SMALL, tone))
        if site.lacks_dossier:
            said = translate("Schedule", "Chưa có mục hồ sơ.")
            self._lines.addWidget(make_note(said, TextRole.SMALL, "danger"))
        if site.papers is not None:
            self._lines.addWidget(make_note(_papers(site.papers), TextRole.SMALL, "ink2"))
        self._lines.addWidget(rule())

    def _add_person(self, person: PersonRow) -> None:
        line = row(self._theme, gap=8, margins=(12, 0, 0, 0))
        role = word(words.PEOPLE, person.role)
        parts = (person.name, person.title, person.agency, role)
        text = ", ".join(dict.fromkeys(part for part in parts if part))
        line.addWidget(make_note(text, TextRole.SMALL), 1)
        if person.place is not None:
            line.addWidget(self._button(f"remove-person-{person.place}", person.name, person.place))
        self._lines.addLayout(line)

    def _button(self, name: str, whom: str, value: str | int) -> Button:
        label = translate("Schedule", "Bỏ")
        button = Button(self._theme, name, label, ButtonRole.QUIET, ButtonSize.SMALL)
        button.setAccessibleName(f"{label} {whom}")
        button.setProperty("removes", value)
        button.clicked.connect(self._on_removed)
        return button

    def _on_removed(self) -> None:
        value = self.sender().property("removes")
        if isinstance(value, int):
            self.person_removed.emit(value)
        else:
            self.site_removed.emit(str(value))


def _papers(papers: PapersAtSite) -> str:
    """How many papers of the dossiers the site can read already, by its own word."""
    there = papers.total - len(papers.lacking)
    if not papers.lacking:
        return translate("Schedule", "Đã có đủ {n} tài liệu của hồ sơ.").format(n=there)
    titles = "; ".join(papers.lacking[:_NAMED])
    rest = len(papers.lacking) - _NAMED
    if rest > 0:
        titles = translate("Schedule", "{titles}; và {n} tài liệu khác").format(
            titles=titles, n=rest
        )
    said = translate("Schedule", "Có {n} trên {total} tài liệu của hồ sơ. Chưa có: {titles}.")
    return said.format(n=there, total=papers.total, titles=titles)
