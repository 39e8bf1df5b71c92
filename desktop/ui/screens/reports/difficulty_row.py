"""One difficulty in the month's list; the chosen one shows all its words and the city's answer."""

from PySide6.QtWidgets import QWidget

from desktop.domain.reports.difficulty import DifficultyImpact
from desktop.presenters.reports.difficulties_state import DifficultyRow
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text

_IMPACT_TONES = {
    DifficultyImpact.MINOR: "ink2",
    DifficultyImpact.DELAYED: "warn",
    DifficultyImpact.INTERRUPTED: "warn",
    DifficultyImpact.PREVENTED: "danger",
}


class DifficultyRowControl(RowControl):
    """Title line, one line of what happened, and more when it is chosen."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"difficulty-{key}")
        self._category = make_label("", TextRole.BODY_STRONG)
        self._facts = make_paragraph("", TextRole.SMALL, "ink2")
        self._impact = Badge(theme)
        self._badge = Badge(theme)
        self._short = ElidedLabel(theme, TextRole.BODY)
        self._whole = make_paragraph("", TextRole.BODY)
        self._proposal = make_paragraph("", TextRole.SMALL, "ink2")
        self._received = make_paragraph("", TextRole.SMALL_STRONG, "ok")
        self._answer = make_paragraph("", TextRole.BODY)
        self._more = QWidget()
        layout = column(theme, self, gap=4, margins=(20, 10, 20, 10))
        head = FlowRow(theme, gap=12)
        head.show_widgets([self._category, self._impact, self._badge])
        layout.addWidget(head)
        layout.addWidget(self._facts)
        layout.addWidget(self._short)
        more = column(theme, self._more, gap=4)
        for label in (self._whole, self._proposal, self._received, self._answer):
            more.addWidget(label)
        layout.addWidget(self._more)

    def show_difficulty(self, one: DifficultyRow, *, is_selected: bool, has_unit: bool) -> None:
        """Draws it; has_unit: at headquarters the unit is named."""
        set_text(self._category, word(report_words.CATEGORIES, one.category))
        set_text(self._facts, _facts_text(one, has_unit=has_unit))
        self._impact.show_state(word(report_words.IMPACTS, one.impact), _IMPACT_TONES[one.impact])
        states = report_words.HEADQUARTERS_STATES if has_unit else report_words.REPORT_STATES
        tones = report_words.HEADQUARTERS_TONES if has_unit else report_words.REPORT_TONES
        self._badge.show_state(word(states, one.state), tones[one.state])
        line = " ".join(one.description.split())
        self._short.set_text(line)
        self._short.setVisible(not is_selected)
        self._more.setVisible(is_selected)
        set_text(self._whole, one.description)
        proposal = translate("Reports", "Kiến nghị: {text}").format(text=one.proposal)
        set_text(self._proposal, proposal)
        self._proposal.setVisible(bool(one.proposal))
        set_text(self._received, _received_text(one))
        self._received.setVisible(one.received_at is not None)
        set_text(self._answer, one.answer)
        self._answer.setVisible(bool(one.answer))
        self.set_look(is_selected=is_selected)
        self.setAccessibleName(f"{self._category.text()}, {line}, {self._badge.accessibleName()}")


def _facts_text(one: DifficultyRow, *, has_unit: bool) -> str:
    times = translate("Reports", "{count} lần").format(count=one.frequency)
    parts = [
        f"{formats.hour(one.noticed_at)}, {formats.day(one.noticed_at)}",
        times if one.frequency > 1 else "",
        one.session_code,
    ]
    if has_unit:
        parts.insert(0, one.unit_name)
    return " · ".join(part for part in parts if part)


def _received_text(one: DifficultyRow) -> str:
    if one.received_at is None:
        return ""
    text = translate("Reports", "Đã tiếp nhận {day}, {person}.")
    if one.answer:
        text = translate("Reports", "Trả lời của thành phố, {day}, {person}:")
    return text.format(day=formats.day(one.received_at), person=one.received_by)
