"""One difficulty in the month's list; the chosen one shows all its words and the city's answer."""

from PySide6.QtWidgets import QWidget

from desktop.presenters.difficulties_state import DifficultyRow
from desktop.ui import formats, report_words
from desktop.ui.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.row_list import RowControl
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text
from desktop.ui.words import word


class DifficultyRowControl(RowControl):
    """Title line, one line of what happened, and more when it is chosen."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"difficulty-{key}")
        self._category = make_label("", TextRole.BODY_STRONG)
        self._facts = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._badge = Badge(theme)
        self._short = ElidedLabel(theme, TextRole.BODY)
        self._whole = make_paragraph("", TextRole.BODY)
        self._proposal = make_paragraph("", TextRole.SMALL, "ink2")
        self._answer = make_paragraph("", TextRole.SMALL_STRONG, "ok")
        self._more = QWidget()
        layout = column(theme, self, gap=4, margins=(20, 10, 20, 10))
        head = row(theme, gap=12)
        head.addWidget(self._category)
        head.addWidget(self._facts, 1)
        head.addWidget(self._badge)
        layout.addLayout(head)
        layout.addWidget(self._short)
        more = column(theme, self._more, gap=4)
        for label in (self._whole, self._proposal, self._answer):
            more.addWidget(label)
        layout.addWidget(self._more)

    def show_difficulty(self, one: DifficultyRow, *, is_selected: bool, has_unit: bool) -> None:
        """Draws it; has_unit: at headquarters the unit is named."""
        set_text(self._category, word(report_words.CATEGORIES, one.category))
        self._facts.set_text(_facts_text(one, has_unit=has_unit))
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
        set_text(self._answer, _answer_text(one))
        self._answer.setVisible(one.received_at is not None)
        self.set_look(is_selected=is_selected)
        self.setAccessibleName(f"{self._category.text()}, {line}, {self._badge.accessibleName()}")


def _facts_text(one: DifficultyRow, *, has_unit: bool) -> str:
    times = translate("Reports", "{count} lần").format(count=one.frequency)
    parts = [
        f"{formats.hour(one.noticed_at)}, {formats.day(one.noticed_at)}",
        word(report_words.IMPACTS, one.impact),
        times if one.frequency > 1 else "",
        one.session_code,
    ]
    if has_unit:
        parts.insert(0, one.unit_name)
    return " · ".join(part for part in parts if part)


def _answer_text(one: DifficultyRow) -> str:
    if one.received_at is None:
        return ""
    received = translate("Reports", "Đã tiếp nhận {day}, {person}.").format(
        day=formats.day(one.received_at), person=one.received_by
    )
    return f"{received} {one.answer}".strip()
