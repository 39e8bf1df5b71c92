"""Between an item and what is typed for it, and what may be written into it now. Pure."""

from collections.abc import Callable
from datetime import date, datetime

from desktop.domain.casework.conclusions.conclusion import (
    AT_WORK,
    NOT_ISSUED,
    WITH_RESULT,
    ConclusionItem,
    Extension,
    ItemStatus,
    ItemWords,
    Urge,
    next_step,
    words_of,
)
from desktop.domain.directory.site import Site
from desktop.domain.ids import SiteId
from desktop.presenters.casework.conclusions.conclusion_forms import OTHER_AGENCY
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField as F
from desktop.presenters.casework.conclusions.conclusions_state import ItemAct
from desktop.presenters.form.values import read_date, write_date

Words = Callable[[str], str]
"""What stands in a field, as it is stored."""


def acts_of(item: ConclusionItem, own_site_id: SiteId) -> tuple[ItemAct, ...]:
    """What somebody at this site may write into it; the first is what is due."""
    is_giver = item.giving_site_id == own_site_id
    if item.is_struck or not (is_giver or item.agency_site_id == own_site_id):
        return ()
    status, acts = item.status, list[ItemAct]()
    if status is ItemStatus.DRAFT:
        acts = [ItemAct.GIVE, ItemAct.STRIKE]
    elif status in NOT_ISSUED:
        acts = [ItemAct.ISSUE, ItemAct.GIVE, ItemAct.STRIKE]
    elif status in AT_WORK:
        acts = [ItemAct.RESULT, ItemAct.EXTEND, ItemAct.URGE]
        if next_step(item) is not None:
            acts.append(ItemAct.STEP)
        if item.deadline is None:
            acts.remove(ItemAct.EXTEND)
    elif status in WITH_RESULT and next_step(item) is not None:
        acts = [ItemAct.STEP, ItemAct.RESULT]
    givers = {ItemAct.GIVE, ItemAct.EXTEND, ItemAct.URGE, ItemAct.STRIKE}
    return tuple(one for one in acts if is_giver or one not in givers)


def texts_of(item: ConclusionItem) -> dict[str, str]:
    """As the form has them: what the chair said, and what became of it."""
    said = words_of(item)
    other = OTHER_AGENCY if said.agency else ""
    return {
        F.TASK: said.task,
        F.AGENCY_SITE: said.agency_site_id or other,
        F.AGENCY: "" if said.agency_site_id else said.agency,
        F.DEADLINE: write_date(said.deadline),
        F.NO_DEADLINE: said.no_deadline_reason,
        F.CONTACT: said.contact_person,
        F.PHONE: said.contact_phone,
        F.NO_CONTACT: said.no_contact_reason,
        F.CO_AGENCIES: said.co_agencies,
        F.NOTICE: item.notice_number,
        F.RESULT: item.result,
    }


def typed_words(words: Words, site: Callable[[SiteId], Site | None]) -> ItemWords:
    """What was typed; a day that cannot be read is a fault of the form. site: by its id."""
    chosen = words(F.AGENCY_SITE)
    found = None if chosen in {"", OTHER_AGENCY} else site(SiteId(chosen))
    named = words(F.AGENCY) if chosen == OTHER_AGENCY else ""
    return ItemWords(
        task=words(F.TASK),
        agency=named if found is None else found.name,
        agency_site_id=None if found is None else found.id,
        co_agencies=words(F.CO_AGENCIES),
        deadline=read_date(words(F.DEADLINE)),
        no_deadline_reason=words(F.NO_DEADLINE),
        contact_person=words(F.CONTACT),
        contact_phone=words(F.PHONE),
        no_contact_reason="" if words(F.CONTACT) else words(F.NO_CONTACT),
    )


def typed_extension(words: Words, former: date, *, at: datetime, by: str) -> Extension:
    """Another day for a task; one that cannot be read is as good as none."""
    return Extension(
        former=former,
        deadline=read_date(words(F.NEW_DEADLINE)) or former,
        approver=words(F.APPROVER),
        reason=words(F.EXTENSION_REASON),
        noted_at=at,
        noted_by=by,
    )


def typed_urge(words: Words, *, at: datetime, by: str) -> Urge:
    """A letter that went out; a day that cannot be read is a fault of the form."""
    return Urge(
        number=words(F.URGE_NUMBER),
        answer_by=read_date(words(F.ANSWER_BY)) or date.max,
        noted_at=at,
        noted_by=by,
    )


def one_line(item: ConclusionItem) -> str:
    """What an item says, shortly: for the text that lost a clash."""
    parts = (
        item.agency,
        write_date(item.deadline),
        item.contact_person,
        item.notice_number,
        item.result,
    )
    return " · ".join(part for part in (item.task, *parts) if part)
