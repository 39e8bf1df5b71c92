"""The dossier of one session: case, request, previous result, invited people, its minutes."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.reception.ending import SessionEnding
from desktop.presenters.home.home_state import (
    DossierPanel,
    DossierPerson,
    ExportOffer,
)
from desktop.presenters.view.message import Message
from desktop.presenters.view.session_verb import SessionVerb
from desktop.ui.texts import formats, sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.file_dialogs import ask_where
from desktop.ui.widgets.layout import clear, column, panel, row, rule
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_WIDTH = 560


class DossierSidePanel(SidePanel):
    """Opens at the right of home.

    export_chosen(str, str): a session id and a path for the file of its minutes; entered(str): the
    session whose room was asked for.
    """

    export_chosen = Signal(str, str)
    entered = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "dossierPanel", host, _WIDTH)
        self._look = theme
        self._drawn: DossierPanel | None = None
        self._footer = panel("footer")
        self._banner = MessageBanner(theme, "dossierBanner", is_compact=True)
        self._export = Button(
            theme, "exportDossierMinutes", translate("Minutes", "Xuất biên bản"), icon=Icon.EXPORT
        )
        self._export.clicked.connect(self._ask_where)
        self._enter = Button(
            theme,
            "enterFromDossier",
            translate("Home", "Vào phòng"),
            ButtonRole.PRIMARY,
            icon=Icon.GO,
        )
        self._enter.clicked.connect(self._on_enter)
        self._nothing = make_paragraph("", TextRole.SMALL, "ink2")
        inside = column(theme, self._footer, gap=12, margins=(20, 12, 20, 12))
        inside.addWidget(self._banner)
        line = row(theme, gap=12)
        line.addWidget(self._nothing, 1)
        line.addWidget(self._export)
        line.addWidget(self._enter)
        inside.addLayout(line)
        self.foot.addWidget(self._footer)

    def show_state(self, state: DossierPanel | None) -> None:
        """Opens with this dossier, or shuts."""
        if state is None:
            self.shut()
            return
        former, self._drawn = self._drawn, state
        if former is None or _without_export(former) != _without_export(state):
            self._fill(state)
        if state != former:
            self._show_foot(state)
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
        if state.ending is not None:
            status = words.word(words.STATUSES, state.ending.status)
            badges.addWidget(Badge(self._look, status, "warn", Icon.ALERT))
        badges.addStretch(1)
        self.body.addLayout(badges)
        self._ending(state.ending)
        self._section(translate("Dossier", "Yêu cầu của công dân"), state.request)
        self._section(translate("Dossier", "Kết quả lần trước"), state.previous_result)
        caption = translate("Dossier", "Thành phần")
        self.body.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        for person in state.people:
            self.body.addWidget(self._person(person))
        self.body.addStretch(1)

    def _show_foot(self, state: DossierPanel) -> None:
        """Vào phòng while its room is open; the minutes once there are some, or none will come."""
        offer, may_enter = state.export, state.verb is SessionVerb.ENTER
        is_due = offer is not ExportOffer.NOTHING or state.is_over
        has_export = offer is not ExportOffer.NOT_ALLOWED and is_due
        self._enter.setVisible(may_enter)
        self._export.setVisible(has_export)
        self._footer.setVisible(has_export or may_enter)
        self._show_export(offer, state.export_message)

    def _show_export(self, offer: ExportOffer, message: Message | None) -> None:
        is_under_way = offer is ExportOffer.UNDER_WAY
        label = translate("Minutes", "Xuất biên bản")
        self._export.set_label(translate("Minutes", "Đang xuất…") if is_under_way else label)
        nothing = translate(
            "Dossier", "Máy này chưa có dòng biên bản nào của buổi tiếp này để xuất."
        )
        self._export.set_available(
            is_available=offer is ExportOffer.READY,
            reason=nothing if offer is ExportOffer.NOTHING else "",
        )
        set_text(self._nothing, nothing if offer is ExportOffer.NOTHING else "")
        self._banner.say(message)

    def _ask_where(self) -> None:
        state = self._drawn
        if state is None:
            return
        day = formats.day(state.starts_at).replace("/", "-")
        ask_where(
            self,
            translate("Minutes", "Xuất biên bản"),
            f"{translate('Session', 'Biên bản')} {state.session_code} {day}",
            partial(self.export_chosen.emit, str(state.session_id)),
        )

    def _on_enter(self) -> None:
        if self._drawn is not None:
            self.entered.emit(str(self._drawn.session_id))

    def _ending(self, ending: SessionEnding | None) -> None:
        """How the session was ended without signatures, and why."""
        if ending is None:
            return
        when = f"{formats.hour(ending.at)}, {formats.short_day(ending.at)}"
        reason = ending.reason or translate("Dossier", "chưa rõ")
        text = translate("Dossier", "Lúc {when}. Lý do: {reason}").format(when=when, reason=reason)
        self._section(words.word(sheet_words.ENDINGS, ending.status), text)

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
        parts = dict.fromkeys(
            part for part in (person.title, person.agency, person.site_name) if part
        )
        layout.addWidget(make_paragraph(" · ".join(parts), TextRole.SMALL, "ink2"))
        layout.addWidget(rule())
        return holder


def _without_export(state: DossierPanel) -> DossierPanel:
    """What stands in the body: it is not made anew, and not scrolled back, for an export."""
    return replace(state, export=ExportOffer.NOTHING, export_message=None)
