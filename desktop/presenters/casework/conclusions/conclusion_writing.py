"""What is written into one conclusion: on the screen of conclusions, and beside the minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.casework.conclusions.conclusion import (
    AT_WORK,
    ConclusionItem,
    Extension,
    ItemStatus,
    ItemStrike,
    Urge,
    extended,
    extension_faults,
    issued,
    item_faults,
    next_step,
    struck_item,
    urge_faults,
    urged,
    with_result,
    with_step,
    with_words,
)
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site
from desktop.domain.events import ActionFailed, Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import ConclusionItemId, DocumentId, SiteId
from desktop.domain.papers.events import FileKept
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.working_days import WorkingDays
from desktop.presenters.casework.conclusions.conclusion_forms import (
    CONCLUSION_FORM,
    EXTENSION_FIELDS,
    GIVEN_FIELDS,
    OTHER_AGENCY,
    URGE_FIELDS,
    ItemField,
)
from desktop.presenters.casework.conclusions.conclusion_texts import (
    acts_of,
    one_line,
    texts_of,
    typed_extension,
    typed_urge,
    typed_words,
)
from desktop.presenters.casework.conclusions.conclusions_state import (
    AgencyChoice,
    ConclusionPanel,
    ItemAct,
)
from desktop.presenters.casework.conclusions.result_papers import ResultPapers
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.form.values import write_date
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone

F = ItemField
_ITEM, _ACT = "item", "act"
_FIELDS: Final[Mapping[ItemAct, frozenset[str]]] = {
    ItemAct.GIVE: frozenset(GIVEN_FIELDS),
    ItemAct.ISSUE: frozenset({F.NOTICE}),
    ItemAct.STEP: frozenset(),
    ItemAct.EXTEND: frozenset(EXTENSION_FIELDS),
    ItemAct.URGE: frozenset(URGE_FIELDS),
    ItemAct.RESULT: frozenset({F.RESULT}),
    ItemAct.STRIKE: frozenset({F.STRUCK_REASON}),
}
_DONE: Final[Mapping[ItemAct, TaskCode]] = {
    ItemAct.GIVE: TaskCode.GIVEN,
    ItemAct.ISSUE: TaskCode.ISSUED,
    ItemAct.STEP: TaskCode.STEPPED,
    ItemAct.EXTEND: TaskCode.EXTENDED,
    ItemAct.URGE: TaskCode.URGED,
    ItemAct.RESULT: TaskCode.DONE,
    ItemAct.STRIKE: TaskCode.STRUCK,
}
_BY_DAYS: Final[Mapping[str, str]] = {F.DAYS: F.DEADLINE, F.NEW_DAYS: F.NEW_DEADLINE}
"""What follows from a number of working days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingGround:
    """What it works with. days: the table of working days. name: of the draft, one a place."""

    services: Services
    clock: Clock
    days: Callable[[], WorkingDays]
    draw: Callable[[], None]
    name: str


class ConclusionWriting(OwnsForm):
    """One panel; what is typed is kept through a kill. Thread: MainThread.

    form: tells what became of it. A draft is kept as it stands when its panel is shut.
    """

    def __init__(self, ground: WritingGround) -> None:
        self._services = ground.services
        self._clock = ground.clock
        self._days = ground.days
        self._draw = ground.draw
        self._draft = Draft(memory=ground.services.memory, clock=ground.clock, name=ground.name)
        self._form = self.form = FormPresenter(
            spec=CONCLUSION_FORM,
            draft=self._draft,
            outcomes=Outcomes(hand_in="keep_conclusion"),
            offered={F.AGENCY_SITE: self._offered},
        )
        self._papers = ResultPapers(
            services=ground.services, clock=ground.clock, draft=self._draft, item=self._open_item
        )
        self._wanted: ConclusionItem | None = None

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._form.start(is_sent=self._open() is None)

    def begin(self, known: KnownItem, act: ItemAct) -> None:
        """Open the panel for an item, for what may be written into it now."""
        if not self.may_write or act not in self.acts(known):
            return
        self._forget()
        for key, text in {_ITEM: known.item.id, _ACT: act, **texts_of(known.item)}.items():
            self._draft.edit(key, text)
        self._papers.begin(known.item)

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: an ItemField."""
        item = self._open_item()
        if item is None:
            return
        self._form.edit(key, text)
        if key in _BY_DAYS:
            self._count_days(item, key)
        elif key in _BY_DAYS.values():
            self._form.edit(next(one for one, by in _BY_DAYS.items() if by == key), "")
        self._draw()

    def attach(self, untrusted_path: Path) -> None:
        """A paper of the result was chosen."""
        if self.act is ItemAct.RESULT:
            self._papers.attach(untrusted_path)
            self._draw()

    def drop_paper(self, document_id: DocumentId) -> None:
        """It is none of the result after all."""
        self._papers.drop(document_id)
        self._draw()

    def close(self) -> None:
        """Esc or ×: nothing of it is kept, but of a draft what was typed."""
        item = self._open_item()
        if self._form.is_under_way:
            return
        if item is not None and self.act is ItemAct.GIVE and item.status is ItemStatus.DRAFT:
            self._keep_draft(item)
        self._forget()
        self._draw()

    def save(self) -> None:
        """The button; with what is missing it stays and says so."""
        item, act = self._open_item(), self.act
        if item is None or act is None or not self.may_write or self._form.is_under_way:
            return
        if self._form.submit(item.id, self.faults()):
            self._wanted = self._made(item, act)
            self._services.conclusions.save(self._wanted)
            self.take_changes()
        self._draw()

    # ---- what happens ----------------------------------------------------------------------

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: it is none of this panel's."""
        if isinstance(event, FileKept):
            return self._papers.take(event)
        if isinstance(event, ActionFailed) and event.action == "keep_file":
            if not self._papers.came():
                return False
            self._form.told = Message(code=event.code, tone=Tone.DANGER, data=dict(event.data))
            return True
        return self._form.take(event)

    def take_changes(self) -> None:
        """What was handed in is kept; what may not be written any more is shut."""
        act, open_ = self.act, self._open()
        if self._form.is_under_way:
            known = self._services.conclusions.find(ConclusionItemId(self._draft.text(_ITEM)))
            is_kept = known is not None and known.item == self._wanted and known.other is None
            if act is not None and is_kept and self._form.has_arrived([self._draft.text(_ITEM)]):
                self._forget()
                self._form.told = self._told(act)
        elif act is not None and open_ is None:
            self._forget()

    # ---- what is drawn ---------------------------------------------------------------------

    @property
    def act(self) -> ItemAct | None:
        """What is being written, None while nothing is."""
        act = self._draft.text(_ACT)
        return ItemAct(act) if act in set(ItemAct) else None

    @property
    def may_write(self) -> bool:
        """The person writes minutes."""
        return person_may(self._services.access, Right.WRITE_MINUTES)

    def acts(self, known: KnownItem) -> tuple[ItemAct, ...]:
        """What the person may write into an item."""
        own = self._services.schedule.own_site().id
        return acts_of(known.item, own) if self.may_write else ()

    def faults(self) -> tuple[FieldFault, ...]:
        """What is wrong with what is typed."""
        item, act = self._open_item(), self.act
        if item is None or act is None:
            return ()
        return self._form.faults(self._judged(item, act), hidden=self._hidden(act))

    def panel(self) -> ConclusionPanel | None:
        """What the panel draws, None while it is shut."""
        known, act = self._open(), self.act
        if known is None or act is None or not self.may_write:
            return None
        item = known.item
        is_result = act is ItemAct.RESULT
        return ConclusionPanel(
            act=act,
            task=item.task,
            status=next_step(item) or item.status if act is ItemAct.STEP else item.status,
            deadline=item.deadline,
            typed=self._form.state(self.faults(), hidden=self._hidden(act)),
            agencies=self._agencies(item) if act is ItemAct.GIVE else (),
            papers=self._papers.views(item) if is_result else (),
            can_attach=is_result and self._papers.can_attach,
            is_coming=self._papers.is_coming,
            other="" if known.other is None else one_line(known.other),
            can_save=not self._form.is_under_way,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _forget(self) -> None:
        self._draft.drop()
        self._form.begin_anew()

    def _open(self) -> KnownItem | None:
        """The item that is being written into; None once this may not be written any more."""
        item_id, act = self._draft.text(_ITEM), self.act
        if not item_id or act is None:
            return None
        known = self._services.conclusions.find(ConclusionItemId(item_id))
        own = self._services.schedule.own_site().id
        return known if known is not None and act in acts_of(known.item, own) else None

    def _open_item(self) -> ConclusionItem | None:
        known = self._open()
        return None if known is None else known.item

    def _offered(self) -> set[str]:
        item = self._open_item()
        return {"", *(one.value for one in (() if item is None else self._agencies(item)))}

    def _agencies(self, item: ConclusionItem) -> tuple[AgencyChoice, ...]:
        """Sites of its session, the one that was named, and any other body."""
        plans = self._services.schedule.every_session()
        plan = next((one for one in plans if one.id == item.session_id), None)
        named = () if item.agency_site_id is None else (item.agency_site_id,)
        site_ids = dict.fromkeys((*(plan.site_ids if plan is not None else ()), *named))
        sites = (self._site(one) for one in site_ids)
        known = [AgencyChoice(value=one.id, name=one.name) for one in sites if one is not None]
        return (*known, AgencyChoice(value=OTHER_AGENCY, name=""))

    def _site(self, site_id: SiteId) -> Site | None:
        return self._services.schedule.site(site_id)

    def _count_days(self, item: ConclusionItem, key: str) -> None:
        begins = item.given_on if key == F.DAYS else item.deadline
        count = self._form.number(key)
        day = None if begins is None or not count else self._days().after(begins, count)
        if day is not None:
            self._form.edit(_BY_DAYS[key], write_date(day))

    def _judged(self, item: ConclusionItem, act: ItemAct) -> tuple[FieldFault, ...]:
        if act is ItemAct.GIVE:
            said = with_words(item, typed_words(self._form.words, self._site))
            whole = replace(said, status=ItemStatus.ANNOUNCED)
            chosen = self._form.text(F.AGENCY_SITE)
            faults = (_at_choice(one, chosen) for one in item_faults(whole))
            return tuple(one for one in faults if one.field in _FIELDS[act])
        if act is ItemAct.EXTEND and item.deadline is not None:
            return tuple(extension_faults(self._extension(item.deadline), item.deadline))
        if act is ItemAct.URGE:
            today = self._clock.now().astimezone(LOCAL_ZONE).date()
            return tuple(urge_faults(self._urge(), today))
        return ()

    def _made(self, item: ConclusionItem, act: ItemAct) -> ConclusionItem:
        words = self._form.words
        match act:
            case ItemAct.GIVE:
                made = with_words(item, typed_words(words, self._site))
            case ItemAct.ISSUE:
                made = issued(item, words(F.NOTICE))
            case ItemAct.STEP:
                made = replace(item, status=next_step(item) or item.status)
            case ItemAct.EXTEND:
                made = extended(item, self._extension(item.deadline or item.given_on))
            case ItemAct.URGE:
                made = urged(item, self._urge())
            case ItemAct.RESULT:
                made = with_result(item, words(F.RESULT), self._papers.ids())
            case _:
                strike = ItemStrike(
                    at=self._clock.now(), by_name=self._who(), reason=words(F.STRUCK_REASON)
                )
                made = struck_item(item, strike)
        return with_step(item, made, at=self._clock.now(), by=self._who())

    def _extension(self, former: date) -> Extension:
        return typed_extension(self._form.words, former, at=self._clock.now(), by=self._who())

    def _urge(self) -> Urge:
        return typed_urge(self._form.words, at=self._clock.now(), by=self._who())

    def _who(self) -> str:
        seat = self._services.access.signed_in()
        return "" if seat is None else seat.officer.display_name

    def _keep_draft(self, item: ConclusionItem) -> None:
        """As far as it goes: it waits among what is not said yet."""
        typed = with_words(item, typed_words(self._form.words, self._site))
        kept = replace(typed, status=ItemStatus.DRAFT)
        if kept != item and not item_faults(kept):
            self._services.conclusions.save(kept)

    def _told(self, act: ItemAct) -> Message:
        made = self._wanted
        if act is ItemAct.RESULT and made is not None and made.status in AT_WORK:
            return Message(code=TaskCode.LACKS_PAPER, tone=Tone.WARN)
        if act is ItemAct.URGE and made is not None and made.urges:
            day = write_date(made.urges[-1].answer_by)
            data: dict[str, str | int] = {"agency": made.agency, "n": len(made.urges), "day": day}
            return Message(code=TaskCode.URGED, tone=Tone.OK, data=data)
        return Message(code=_DONE[act], tone=Tone.OK)

    def _hidden(self, act: ItemAct) -> frozenset[str]:
        hidden = {one.key for one in CONCLUSION_FORM.fields} - _FIELDS[act]
        if act is ItemAct.GIVE:
            texts = self._form.words
            hidden |= set() if texts(F.AGENCY_SITE) == OTHER_AGENCY else {F.AGENCY}
            hidden |= {F.NO_DEADLINE} if texts(F.DEADLINE) else set()
            hidden |= {F.NO_CONTACT} if texts(F.CONTACT) else set()
        return frozenset(hidden)


def _at_choice(fault: FieldFault, chosen: str) -> FieldFault:
    """Nobody was named: what is lacking is the choice, unless a name is to be typed."""
    is_choice = fault.field == F.AGENCY and chosen != OTHER_AGENCY
    return replace(fault, field=F.AGENCY_SITE) if is_choice else fault
