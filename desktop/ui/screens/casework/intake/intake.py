"""Tiếp nhận công dân: who comes, in what standing, what for, and the sheet that it becomes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.casework.matter.case import PetitionType
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_state import IntakeViewState, PersonsView
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.screens.casework.file_screen import FileScreen
from desktop.ui.screens.casework.intake.intake_card import CardPanel
from desktop.ui.screens.casework.intake.intake_fields import (
    CASE,
    CHOICE,
    GROUP_REASON,
    MATTER,
    MEMBER,
    PERSON,
    QUESTIONS,
    STANDING,
    IntakeFields,
)
from desktop.ui.screens.casework.intake.intake_group import IntakeGroup
from desktop.ui.screens.casework.intake.intake_matter import MatterGate, MatterParts, MatterProposal
from desktop.ui.screens.casework.intake.intake_papers import IntakeCaseHints, IntakePaperList
from desktop.ui.screens.casework.intake.intake_sheet import IntakeSheetView
from desktop.ui.screens.casework.intake.part_tabs import PartTabs
from desktop.ui.texts import casework_words, formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.form.card_reader import CardReader
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.marks.badge import Badge, KeyCap
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.rows.folding_row import FoldingArea, FoldingBlocks
from desktop.ui.widgets.text import make_label, set_text

_NARROW = 1000
"""Width of the design below which the columns stand below one another."""
_LEAST_HEIGHT = 420
"""Of a column, of the design; where there is less they scroll together."""
_GAP = 12
_SHARES = (37, 37, 26)
_DONE = (MessageCode.INTAKE_DONE, MessageCode.INTAKE_REDIRECTED)


class IntakeScreen(FileScreen):
    """back_pressed; field_edited(str, str): an IntakeField and its text; finished: the button.

    card_read(str): what a reader typed. look_pressed: a card is held before the camera.
    member_added; split_pressed. The others are signals of `persons`, `group`, `parts`, `hints`,
    `papers`, `sheet` and `card`.
    """

    back_pressed = Signal()
    field_edited = Signal(str, str)
    finished = Signal()
    card_read = Signal(str)
    look_pressed = Signal()
    member_added = Signal()
    split_pressed = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("intakeScreen")
        self._theme = theme
        self._back = Button(
            theme, "leaveIntake", translate("Intake", "Về Buổi tiếp"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        self._kept = make_label("", TextRole.SMALL, "ok")
        self._banner = MessageBanner(theme, "intakeBanner")
        self._fields = IntakeFields(theme, self)
        self._by_card = Badge(theme, is_small=True)
        self._by_card.show_state(translate("Intake", "đã đọc thẻ"), "ok", Icon.CHECK)
        self._look = Button(
            theme, "lookForCard", translate("Intake", "Đọc thẻ"), ButtonRole.QUIET,
            ButtonSize.SMALL, Icon.CAMERA,
        )  # fmt: skip
        self._look.setAccessibleName(translate("Intake", "Đọc thẻ bằng camera"))
        self.persons = PartTabs(theme, "intakePersons", "person")
        self.group = IntakeGroup(theme)
        self._add = Button(
            theme, "addMember", translate("Intake", "Thêm vào đoàn"), size=ButtonSize.SMALL
        )
        self._member = QWidget()
        self._split = Button(
            theme, "splitMatter", translate("Intake", "Tách nội dung"), ButtonRole.QUIET,
            ButtonSize.SMALL,
        )  # fmt: skip
        self.parts = MatterParts(theme)
        self._proposal = MatterProposal(theme)
        self._gate = MatterGate(theme)
        self.hints = IntakeCaseHints(theme)
        self.papers = IntakePaperList(theme)
        self.sheet = IntakeSheetView(theme)
        self._finish = Button(
            theme, "finishIntake", "", ButtonRole.PRIMARY, ButtonSize.LARGE
        ).with_key("Ctrl+Enter")
        self._sections: list[QWidget] = []
        self._scrolls: list[QScrollArea] = []
        self._is_done = False
        self._hints = QWidget()
        self._area = self._build()
        self._person_stops: tuple[QWidget, ...] = ()
        self._group_stops: tuple[QWidget, ...] = ()
        self._paper_stops: tuple[QWidget, ...] = ()
        self._reader = CardReader(self)
        self.card = CardPanel(theme, frames, self)
        self._connect()

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.card, *self._sections, self.sheet, self._foot)

    def show_state(self, state: IntakeViewState) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        kept = ""
        if state.kept_at is not None:
            at = formats.hour_with_seconds(state.kept_at)
            kept = translate("Intake", "đã lưu {at}").format(at=at)
        set_text(self._kept, kept)
        self._banner.say(state.message)
        self._by_card.setVisible(state.is_by_card)
        self.card.show_look(state.card_look)
        self._show_persons(state.persons)
        self._show_group(state)
        self._fields.offer_cases(state.case.choices)
        self._fields.show_form(state.form)
        self._show_case(state)
        self._split.setVisible(state.matter.may_split)
        self.parts.show_parts(state.matter)
        self._proposal.show_matter(state.matter)
        self._gate.show_gate(
            state.matter.gate,
            is_denunciation=state.matter.chosen is PetitionType.DENUNCIATION,
        )
        self.sheet.show_state(state)
        self._finish.set_label(word(casework_words.INTAKE_VERBS, state.verb))
        self._finish.set_available(
            is_available=state.can_press, reason=translate("Intake", "Đang lưu phiếu trước.")
        )
        was_done = self._is_done
        self._is_done = state.message is not None and state.message.code in _DONE
        if self._is_done and not was_done:
            QTimer.singleShot(0, self, self._begin_next)  # once the empty form is laid out

    def take_focus(self) -> None:
        """Who comes is written first."""
        self._fields.focus_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the columns lie below one another there is no room for what keys do."""
        super().resizeEvent(event)
        self._hints.setVisible(not self._area.is_folded)
        self.card.place()

    @property
    @override
    def takes_files(self) -> bool:
        return self.papers.add.isVisibleTo(self)

    @override
    def take_file(self, untrusted_path: str) -> None:
        self.papers.added.emit(untrusted_path)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_pressed)
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.finished)
        self._add.clicked.connect(self._on_add)
        self._look.clicked.connect(self.look_pressed)
        self.group.taken_in.connect(self._fields.focus_first)
        self.group.removed.connect(self._fields.focus_member)
        for answered in (self.sheet.confirmed, self.sheet.dismissed):
            answered.connect(self._fields.focus_person)
        self._split.clicked.connect(self.split_pressed)
        self._finish.clicked.connect(self.finished)
        self._fields.stand_after(IntakeField.MEMBER_ADDRESS, self._add)
        self._show_paper_stops()
        self._reader.watch(*self._fields.stops, self._back)
        self._reader.card_read.connect(self.card_read)

    def _begin_next(self) -> None:
        """The next one who comes, from the top."""
        for one in self._scrolls:
            one.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.take_focus()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> FoldingArea:
        theme = self._theme
        layout = column(theme, self, gap=10, margins=(24, 12, 24, 0))
        title = row(theme, gap=12)
        title.addWidget(self._back)
        heading = translate("Intake", "Tiếp nhận công dân")
        title.addWidget(make_label(heading, TextRole.SCREEN_TITLE))
        title.addStretch(1)
        title.addWidget(self._kept)
        layout.addLayout(title)
        layout.addWidget(self._banner)
        people = self._column(self._person(), self._standing())
        matter = self._column(self._matter(), self._triage(), self._case(), pinned=self._gate)
        self.sheet.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        blocks: list[QLayout] = []
        for one in (people, matter, self.sheet):
            block = column(theme)
            block.addWidget(one)
            blocks.append(block)
        columns = FoldingBlocks(theme, blocks, gap=_GAP, narrow=_NARROW, shares=_SHARES)
        area = FoldingArea(theme, columns, least=_LEAST_HEIGHT)
        layout.addWidget(area, 1)
        layout.addWidget(self._build_foot())
        return area

    def _build_foot(self) -> QWidget:
        theme = self._theme
        self._foot = QWidget()
        foot = row(theme, self._foot, gap=12, margins=(0, 2, 0, 10))
        hints = row(theme, self._hints, gap=8)
        for key, text in (
            ("Enter", translate("Intake", "ô sau")),
            ("F6", translate("Intake", "phần sau")),
            ("Esc", translate("Intake", "về buổi tiếp")),
        ):
            hints.addWidget(KeyCap(theme, key))
            hints.addWidget(make_label(text, TextRole.SMALL, "ink2"))
        foot.addWidget(self._hints)
        foot.addStretch(1)
        foot.addWidget(self.papers.add)
        foot.addWidget(self._finish)
        return self._foot

    def _column(self, *sections: QWidget, pinned: QWidget | None = None) -> QFrame:
        """Sections below one another, which scroll together above what always stands there."""
        theme, sheet = self._theme, panel("sheet")
        outer = column(theme, sheet, margins=(1, 1, 1, 1))
        content = QWidget()
        inside = column(theme, content, gap=0)
        for number, section in enumerate(sections):
            if number:
                inside.addWidget(rule())
            inside.addWidget(section)
            self._sections.append(section)
        inside.addStretch(1)
        scroll = scrolled(content)
        self._scrolls.append(scroll)
        outer.addWidget(scroll, 1)
        if pinned is not None:
            below = column(theme, margins=(12, 8, 12, 12))
            below.addWidget(pinned)
            outer.addLayout(below)
        sheet.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        return sheet

    def _section(self, number: int, title: str, *beside: QWidget) -> tuple[QWidget, QVBoxLayout]:
        theme, section = self._theme, QWidget()
        section.setObjectName(f"intakeSection{number}")
        layout = column(theme, section, gap=8, margins=(16, 10, 16, 14))
        head = row(theme, gap=10)
        head.addWidget(Badge(theme, str(number), "accent"))
        head.addWidget(make_label(title, TextRole.ROW_TITLE))
        head.addStretch(1)
        for one in beside:
            head.addWidget(one)
        layout.addLayout(head)
        return section, layout

    def _person(self) -> QWidget:
        section, layout = self._section(
            1, translate("Intake", "Nhân thân"), self._by_card, self._look
        )
        layout.addWidget(self.persons)
        layout.addLayout(self._fields.block("person", PERSON))
        return section

    def _standing(self) -> QWidget:
        theme = self._theme
        section, layout = self._section(2, translate("Intake", "Tư cách và đoàn"))
        layout.addLayout(self._fields.block("standing", STANDING))
        layout.addWidget(self.group)
        member = column(theme, self._member, gap=8)
        member.addLayout(self._fields.block("standing", MEMBER))
        line = row(theme)
        line.addWidget(self._add)
        line.addStretch(1)
        member.addLayout(line)
        layout.addWidget(self._member)
        layout.addLayout(self._fields.block("standing", GROUP_REASON))
        return section

    def _matter(self) -> QWidget:
        section, layout = self._section(3, translate("Intake", "Nội dung"), self._split)
        layout.addWidget(self.parts)
        layout.addLayout(self._fields.block("matter", MATTER))
        return section

    def _triage(self) -> QWidget:
        said = translate("Intake", "hai kết quả đều được lưu")
        both = make_label(said, TextRole.SMALL, "ink2")
        section, layout = self._section(4, translate("Intake", "Phân loại"), both)
        layout.addLayout(self._fields.block("triage", QUESTIONS))
        layout.addWidget(self._proposal)
        layout.addLayout(self._fields.block("triage", CHOICE))
        return section

    def _case(self) -> QWidget:
        section, layout = self._section(5, translate("Intake", "Vụ việc và tài liệu"))
        layout.addLayout(self._fields.block("case", CASE))
        layout.addWidget(self.hints)
        layout.addWidget(self.papers)
        return section

    # ---- drawing ---------------------------------------------------------------------------

    def _show_persons(self, persons: PersonsView) -> None:
        """Who are taken in; the fields hold one of them."""
        labels = [
            name or translate("Intake", "Người {n}").format(n=number)
            for number, name in enumerate(persons.names, start=1)
        ]
        self.persons.show_parts(labels, persons.place)
        if self.persons.stops != self._person_stops:
            self._person_stops = self.persons.stops
            self._fields.stand_first(*self._person_stops)
            self._reader.watch(*self._person_stops)

    def _show_group(self, state: IntakeViewState) -> None:
        self.group.setVisible(state.group is not None)
        self._member.setVisible(state.group is not None)
        if state.group is not None:
            self.group.show_group(state.group)
            if self.group.stops != self._group_stops:
                self._group_stops = self.group.stops
                self._fields.stand_after(IntakeField.PRESENT, *self._group_stops)
                self._reader.watch(*self._group_stops)

    def _show_case(self, state: IntakeViewState) -> None:
        self.hints.show_hints(state.case)
        self.papers.show_papers(state.papers)
        stops = (*self.hints.stops, *self.papers.stops)
        if stops != self._paper_stops:
            self._paper_stops = stops
            self._show_paper_stops()

    def _show_paper_stops(self) -> None:
        """The Tab key comes to them after the last field, and to the button last."""
        after = (*self._paper_stops, self.papers.add, self._finish)
        self._fields.stand_after(IntakeField.CASE, *after)
        self._reader.watch(*self._paper_stops)

    def _on_add(self) -> None:
        self.member_added.emit()
        self._fields.focus_member()
