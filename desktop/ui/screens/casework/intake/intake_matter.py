"""Phân loại: what the answers speak for, what the officer chooses, whether it may be online."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.casework.matter.petition import OnlineGate
from desktop.presenters.casework.intake.intake_state import MatterView
from desktop.ui.screens.casework.intake.part_tabs import PartTabs
from desktop.ui.texts import casework_words, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.text import make_note, set_text


class MatterParts(QWidget):
    """The contents of a split matter: turned(int): to one of them; joined: one again."""

    turned = Signal(int)
    joined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeParts")
        self._theme = theme
        self._tabs = PartTabs(theme, "intakeMatters", "part")
        self._tabs.turned.connect(self.turned)
        layout = row(theme, self, gap=8)
        layout.addWidget(self._tabs, 1)
        self._join = Button(
            theme, "joinMatter", translate("Intake", "Chỉ giữ nội dung này"), ButtonRole.QUIET,
            ButtonSize.SMALL,
        )  # fmt: skip
        self._join.clicked.connect(self.joined)
        layout.addWidget(self._join)

    def show_parts(self, matter: MatterView) -> None:
        """One button for each content."""
        self.setVisible(len(matter.parts) > 1)
        labels = ["…" if one is None else word(words.PETITIONS, one) for one in matter.parts]
        self._tabs.show_parts(labels, matter.place)


class MatterProposal(QWidget):
    """What the program proposes, beside what is chosen; both are kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeProposal")
        box = panel("sunken")
        self._type = make_note("", TextRole.BODY_STRONG)
        self._why = make_note("", TextRole.SMALL, "ink2")
        column(theme, self).addWidget(box)
        layout = column(theme, box, gap=2, margins=(12, 8, 12, 8))
        caption = translate("Intake", "Chương trình gợi ý")
        layout.addWidget(make_note(caption, TextRole.SMALL, "ink2"))
        layout.addWidget(self._type)
        layout.addWidget(self._why)

    def show_matter(self, matter: MatterView) -> None:
        """Draws the proposal and what speaks for it."""
        set_text(self._type, _type_text(matter))
        reasons = [word(casework_words.TRIAGE_REASONS, one) for one in matter.reasons]
        hints = [word(casework_words.COMPETENCE_HINTS, one) for one in matter.hints]
        why = "\n".join((*reasons, *hints))
        set_text(self._why, why)
        self._why.setVisible(bool(why))


class MatterGate(Banner):
    """Whether the visit may be received online."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "intakeGate", is_compact=True)

    def show_gate(self, gate: OnlineGate | None, *, is_denunciation: bool) -> None:
        """Nothing is said while no type is chosen."""
        self.setVisible(gate is not None)
        match gate:
            case OnlineGate.OPEN:
                fact = translate("Intake", "Được tiếp trực tuyến.")
                self.show_message("ok", fact, _open_text(is_denunciation=is_denunciation), "")
            case OnlineGate.BLOCKED:
                said = sentence_of("L-301", {})
                fact = translate("Intake", "Không được tiếp trực tuyến.")
                self.show_message("danger", fact, said.fact, said.code)
            case OnlineGate.UNANSWERED:
                said = sentence_of("N-130", {})
                self.show_message("warn", said.fact, said.rest, said.code)
            case None:
                pass


def _open_text(*, is_denunciation: bool) -> str:
    if is_denunciation:
        return translate("Intake", "Không yêu cầu bảo vệ danh tính, giữ được bí mật.")
    return translate("Intake", "Không có tố cáo, không yêu cầu bảo vệ danh tính.")


def _type_text(matter: MatterView) -> str:
    if matter.is_mixed:
        return translate("Intake", "Nhiều nội dung, nên tách.")
    if matter.proposed is None:
        return translate("Intake", "Đánh dấu điều công dân nói.")
    return word(words.PETITIONS, matter.proposed)
