"""Danh mục cơ quan: the directory at the left, one entry of it at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.reports.agencies_state import AgenciesViewState, AgencyRow
from desktop.ui.screens.reports.agency_form import AgencyFormView
from desktop.ui.screens.reports.report_layout import list_sheet, title_row
from desktop.ui.texts import report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import ElidedLabel

_FORM_WIDTH = 336
_SEARCH_WIDTH = 320


class AgenciesScreen(QWidget):
    """The directory.

    searched(str); selected(str): a code; new_pressed, back_pressed. What is written: signals of
    `form`.
    """

    searched = Signal(str)
    selected = Signal(str)
    new_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("agenciesScreen")
        self._theme = theme
        self._banner = MessageBanner(theme, "agenciesBanner")
        self._back = Button(
            theme, "leaveAgencies", translate("Reports", "Về Đầu mối"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        self._back.clicked.connect(self.back_pressed)
        self._new = Button(theme, "newAgency", translate("Reports", "Thêm cơ quan"))
        self._new.clicked.connect(self._on_new)
        self._search = SearchField(
            theme,
            "agencySearch",
            translate("Reports", "Tìm tên hoặc mã cơ quan"),
            width=_SEARCH_WIDTH,
        )
        self._search.searched.connect(self.searched)
        self._rows = RowList(theme, "agencyRows")
        self._empty = EmptyState(theme, "agenciesEmpty", Icon.AGENCY)
        self.form = AgencyFormView(theme)
        self._build()

    def show_state(self, state: AgenciesViewState) -> None:
        """Draws list and form; a text being typed is never rewritten."""
        self._banner.say(state.message)
        self._new.setVisible(state.can_edit)
        self._search.show_text(state.search)
        self._rows.keep([one.agency.code for one in state.rows], self._make_row)
        for one in state.rows:
            control = self._rows.row(one.agency.code)
            if isinstance(control, _AgencyRowControl):
                control.show_agency(one)
        self._empty.setVisible(not state.rows)
        self._show_empty(has_any=bool(state.total))
        self.form.show_form(state.form, can_edit=state.can_edit)

    def focus_search(self) -> None:
        """F3: the cursor into the search field."""
        self.take_focus()

    def take_focus(self) -> None:
        """The search is where the clerk begins."""
        self._search.take_focus()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        title = translate("Words", "Danh mục cơ quan")
        layout.addLayout(title_row(theme, title, self._back, self._new))
        layout.addWidget(self._banner)
        body = row(theme, gap=16)
        left = column(theme, gap=12)
        left.addWidget(self._search)
        left.addWidget(list_sheet(theme, self._rows, self._empty), 1)
        body.addLayout(left, 1)
        self.form.setFixedWidth(theme.px(_FORM_WIDTH))
        body.addWidget(self.form)
        layout.addLayout(body, 1)

    def _make_row(self, key: str) -> RowControl:
        control = _AgencyRowControl(self._theme, key)
        control.chosen.connect(self.selected)
        return control

    # ---- events ----------------------------------------------------------------------------

    def _on_new(self) -> None:
        self.new_pressed.emit()
        self.form.take_focus()

    # ---- drawing ---------------------------------------------------------------------------

    def _show_empty(self, *, has_any: bool) -> None:
        if has_any:
            self._empty.show_text(
                translate("Reports", "Không thấy cơ quan nào khớp với chữ đã gõ."),
                translate("Reports", "Gõ ít chữ hơn, không cần dấu."),
                "",
            )
        else:
            self._empty.show_text(translate("Reports", "Cơ quan đã lưu sẽ hiện ở đây."), "", "")


class _AgencyRowControl(RowControl):
    """Name; below it code, kind, body above, and what is not as usual."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"agency-row-{key}")
        self._name = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._facts = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._badge = Badge(theme, is_small=True)
        layout = column(theme, self, gap=2, margins=(20, 8, 20, 8))
        layout.addWidget(self._name)
        second = row(theme, gap=12)
        second.addWidget(self._facts, 1)
        second.addWidget(self._badge)
        layout.addLayout(second)

    def show_agency(self, one: AgencyRow) -> None:
        """Draws one entry."""
        agency = one.agency
        self._name.set_text(agency.name, "ink" if agency.is_active else "ink2")
        kind = word(report_words.AGENCY_KINDS, agency.kind)
        facts = (agency.code, kind, agency.parent_name)
        self._facts.set_text(" · ".join(part for part in facts if part))
        state = _state_badge(one)
        self._badge.setVisible(state is not None)
        if state is not None:
            self._badge.show_state(*state)
        tint = "" if agency.is_active or one.is_selected else "sunken"
        self.set_look(is_selected=one.is_selected, tint=tint)
        parts = (agency.name, agency.code, state[0] if state is not None else "")
        self.setAccessibleName(", ".join(part for part in parts if part))


def _state_badge(one: AgencyRow) -> tuple[str, str] | None:
    """Word and tone; None: in use, and the city has it."""
    if one.has_clash:
        return translate("Reports", "có hai bản"), "warn"
    if one.storage is RecordStorage.REFUSED:
        return translate("Words", "bị từ chối"), "danger"
    if one.storage is RecordStorage.HERE:
        return translate("Words", "chờ gửi"), "warn"
    if not one.agency.is_active:
        return translate("Reports", "ngừng sử dụng"), "ink2"
    return None
