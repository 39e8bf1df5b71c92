"""Acts of the minutes: lines that are written at one site and read at all of them."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.record.incident import IncidentKind
from desktop.domain.recording.interruption import tells_interruption
from desktop.presenters.record.minutes_state import Kept
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

LINE_FIGURE = "line_visible_ms"
INCIDENT = "Sự cố: mất tiếng"


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
