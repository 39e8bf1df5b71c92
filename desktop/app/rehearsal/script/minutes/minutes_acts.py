"""Acts of the minutes: lines, an incident, a task, written at one site and told to all of them."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.ids import ConclusionItemId
from desktop.domain.record.incident import IncidentKind
from desktop.domain.recording.interruption import tells_interruption
from desktop.mapping.records import CONCLUSION_ITEM
from desktop.presenters.casework.conclusions.conclusion_forms import OTHER_AGENCY, ItemField
from desktop.presenters.record.minutes_state import Kept
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

LINE_FIGURE = "line_visible_ms"
INCIDENT = "Sự cố: mất tiếng"
TASK = "Giao cơ quan trả lời công dân bằng văn bản"
"""Of the chair."""
TASK_DAYS = "10"
"""Working days."""
TASK_CONTACT = "Cán bộ đầu mối Mẫu"
TASK_AGENCY = "Cơ quan chủ trì Mẫu"


def minutes(name: str, texts: tuple[str, ...], *, is_cut: bool = False) -> Act:
    """The act of writing these texts, in turns at the sites that write."""
    return Act(name=name, play=lambda one: _write(one, texts), is_cut=is_cut)


def incident(reception: Reception) -> None:
    """Ctrl+I and one more key at a component site: every site has the line, and the city."""
    site = reception.others[0]
    began_s = reception.ask(site, _note, _has_incident, "the incident")
    reception.wait(partial(site.shows, _has_incident), reception.limit_s())
    rows = () if site.state is None else site.state.minutes.rows
    text = next((row.text for row in rows if row.text.startswith(INCIDENT)), INCIDENT)
    reception.written[text] = site.site_id
    reception.expect(_has(text), f"the incident '{text}'", began_s, figure=LINE_FIGURE)
    _check_all(reception)
    _check_kept(reception, site)
    if reception.wait(partial(_is_recorded, reception, text), reception.back_limit_s()) is None:
        reception.fault(None, "does not keep the incident beside its line")


def task(reception: Reception) -> None:
    """▸KL at the desk that conducts: the chair's line becomes a task, the same at every site.

    Each desk has it with body, day and contact, and so has the city, once.
    """
    central = reception.central
    began_s = reception.ask(central, _conclude, _shows_task, f"the task '{TASK}'")
    reception.written[TASK] = central.site_id
    reception.wait(partial(central.shows, _asks_for_task), reception.limit_s())
    central.act(_give)
    reception.expect(_shows_task, f"the task '{TASK}'", began_s, figure=LINE_FIGURE)
    limit_s = reception.back_limit_s()
    if reception.wait(lambda: _given(central, reception) is not None, limit_s) is None:
        reception.fault(central, "does not give the task that the chair spoke")
        return
    given = _given(central, reception)
    for site in reception.others:
        is_told = partial(_is_told, site, reception, given)
        if reception.wait(is_told, reception.limit_of(site)) is None:
            reception.fault(site, "has not the task as the chair gave it")
    if reception.wait(partial(_is_task_recorded, reception, given), limit_s) is None:
        reception.fault(None, "does not keep the task as the chair gave it")
    _check_all(reception)


def _conclude(session: SessionPresenter) -> None:
    """The keys of a secretary: the line, then Ctrl+L."""
    session.minutes.edit_text(TASK)
    session.concluding.conclude()


def _give(session: SessionPresenter) -> None:
    """What the chair said of it, Ctrl+Enter, and the next line."""
    writing = session.concluding.writing
    for key, text in (
        (ItemField.AGENCY_SITE, OTHER_AGENCY),
        (ItemField.AGENCY, TASK_AGENCY),
        (ItemField.DAYS, TASK_DAYS),
        (ItemField.CONTACT, TASK_CONTACT),
    ):
        writing.edit(key, text)
    writing.save()
    session.minutes.new_line()


def _asks_for_task(state: SessionViewState) -> bool:
    return state.concluding is not None


def _shows_task(state: SessionViewState) -> bool:
    return any(row.text == TASK and row.is_concluded for row in state.minutes.rows)


def _given(site: Site, reception: Reception) -> ConclusionItem | None:
    """The task as this desk has it; None: not one alone, or not all of it was said."""
    items = site.room.desk.conclusions.of_session(reception.scene.session_id)
    found = [one.item for one in items]
    is_whole = len(found) == 1 and found[0].status is ItemStatus.ANNOUNCED
    said = (TASK, TASK_AGENCY, TASK_CONTACT)
    is_as_said = is_whole and (found[0].task, found[0].agency, found[0].contact_person) == said
    return found[0] if is_as_said and found[0].deadline is not None else None


def _is_told(site: Site, reception: Reception, given: ConclusionItem | None) -> bool:
    return given is not None and _given(site, reception) == given


def _is_task_recorded(reception: Reception, given: ConclusionItem | None) -> bool:
    """One record of the city says it, and there is no other one."""
    kept = reception.scene.read_city().tasks.items()
    codec = CONCLUSION_ITEM.codec
    return [codec.read(body, id=ConclusionItemId(key)) for key, body in kept] == [given]


def _is_recorded(reception: Reception, text: str) -> bool:
    """One record of the city names the line, the site and the kind, and there is no other one."""
    record = reception.scene.read_city()
    noted = [
        (one["owner_site_id"], one["kind"], record.lines.get(one["line_id"], {}).get("text"))
        for one in record.incidents.values()
    ]
    return noted == [(reception.written[text], IncidentKind.SOUND, text)]


def _note(session: SessionPresenter) -> None:
    session.incident.open()
    session.incident.choose(IncidentKind.SOUND)


def _write(reception: Reception, texts: Iterable[str]) -> None:
    writers = [one for one in reception.sites if one.shows(lambda state: state.minutes.can_write)]
    if not writers:
        reception.fault(reception.central, "no site may write the minutes")
        return
    for number, text in enumerate(texts):
        site = writers[number % len(writers)]
        began_s = reception.ask(site, partial(_type, text), _has(text), f"the line '{text}'")
        reception.written[text] = site.site_id
        reception.expect(_has(text), f"the line '{text}'", began_s, figure=LINE_FIGURE)
    _check_all(reception)
    for site in reception.sites:
        _check_kept(reception, site)


def _type(text: str, session: SessionPresenter) -> None:
    session.minutes.edit_text(text)
    session.minutes.new_line()


def _has(text: str) -> "partial[bool]":
    return partial(_shows_line, text)


def _has_incident(state: SessionViewState) -> bool:
    return any(row.text.startswith(INCIDENT) for row in state.minutes.rows)


def _shows_line(text: str, state: SessionViewState) -> bool:
    return any(row.text == text for row in state.minutes.rows)


def _check_all(reception: Reception) -> None:
    """Every line so far, each once, at every site.

    What a desk writes of its recording is the truth of a busy PC, and its act finds what is amiss.
    """
    wanted = Counter(dict.fromkeys(reception.written, 1))
    for site in reception.sites:
        rows = () if site.state is None else site.state.minutes.rows
        found = Counter(row.text for row in rows if not tells_interruption(row.text))
        for text in sorted((wanted - found).keys()):
            reception.fault(site, f"has lost the line '{text}'")
        for text in sorted((found - wanted).keys()):
            reception.fault(site, f"has the line '{text}' {found[text]} times")


def _check_kept(reception: Reception, site: Site) -> None:
    """Where it says that all was sent to the city, the city has it."""
    own = {text for text, site_id in reception.written.items() if site_id == site.site_id}
    if not own:
        return

    def says_sent(state: SessionViewState) -> bool:
        return state.minutes.kept is Kept.CITY

    if reception.wait(partial(site.shows, says_sent), reception.limit_s()) is None:
        reception.fault(site, "never says that its lines are at the city")
        return
    there = {str(body["text"]) for body in reception.scene.read_city().lines.values()}
    if not own <= there:
        reception.fault(site, "says that its lines are at the city, which has them not")
