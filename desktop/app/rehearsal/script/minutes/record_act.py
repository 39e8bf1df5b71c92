"""The last act: every desk and the city have the same record of the session."""

from dataclasses import dataclass, fields
from datetime import datetime

from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.cityserver.admin.session_record import SessionRecord
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.recording.interruption import tells_interruption
from desktop.presenters.session.session_state import SessionViewState

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRecord:
    """What is left of a session, from whatever side it is looked at.

    lines: id, hour, speaker, kind, text. papers: id, owner, title, sum, pages, cleared or not.
    steps: the path. pauses: reason and times, and who consulted when. roll: of people and of what
    was read out. hands: sites whose hand is up. floor, stage: empty for nobody, nothing.
    """

    status: str
    steps: Row
    pauses: Row
    roll: frozenset[Row]
    lines: frozenset[Row]
    papers: frozenset[Row]
    hands: Row
    floor: Row
    stage: str


def record(reception: Reception) -> None:
    """The same everywhere, once everything is sent; what differs is told by its part."""
    reception.wait(lambda: not _differences(reception), reception.limit_s())
    for site, part in _differences(reception):
        reception.fault(site, f"its {part} are not those of the city")
    kept = reception.scene.read_city().lines.values()
    texts = [body["text"] for body in kept if body["text"]]
    count = sum(not tells_interruption(one) for one in texts)
    if count != len(reception.written):
        reception.fault(None, f"has {count} lines of {len(reception.written)}")


def _differences(reception: Reception) -> list[tuple[Site, str]]:
    city = of_city(reception.scene.read_city())
    return [
        (site, one.name)
        for site in reception.sites
        for one in fields(FinalRecord)
        if getattr(of_site(site, reception), one.name) != getattr(city, one.name)
    ]


def of_city(kept: SessionRecord) -> FinalRecord:
    """As the city keeps it."""
    told = kept.told
    seats = () if told is None else told.seats
    speaking = None if told is None else told.speaking_site_id
    stage = None if told is None else told.stage
    return FinalRecord(
        status="" if told is None else told.status,
        steps=kept.steps,
        pauses=_pauses(told),
        roll=_roll(told),
        lines=frozenset(
            (key, _hour(body["at"]), body["speaker"], body["kind"], body["text"])
            for key, body in kept.lines.items()
            if body["text"]
        ),
        papers=frozenset(
            (
                key,
                body["owner_site_id"],
                body["title"],
                body["sha256"],
                str(body["page_count"]),
                str(body["cleared_for_display"]),
            )
            for key, body in kept.papers.items()
        ),
        hands=tuple(sorted(seat.site_id for seat in seats if seat.has_hand_up)),
        floor=() if speaking is None else (speaking,),
        stage="" if stage is None else f"{stage.document_id} {stage.page}",
    )


def of_site(site: Site, reception: Reception) -> FinalRecord:
    """As the screens of a desk show it, and what its store knows of papers."""
    state = site.state
    papers = site.room.desk.papers.papers(reception.scene.session_id)
    rows = () if state is None else state.roster.rows
    return FinalRecord(
        status="" if state is None else state.status,
        steps=site.view.steps(),
        pauses=_pauses(site.room.desk.channel.live()),
        roll=_roll(site.room.desk.channel.live()),
        lines=frozenset() if state is None else _lines(state),
        papers=frozenset(
            (
                one.id,
                one.owner_site_id,
                one.title,
                one.sha256,
                str(one.page_count),
                str(one.cleared_for_display),
            )
            for one in papers
        ),
        hands=tuple(sorted(row.site_id for row in rows if row.has_hand_up)),
        floor=tuple(sorted(row.site_id for row in rows if row.is_speaking)),
        stage="" if state is None else _stage(state),
    )


def _lines(state: SessionViewState) -> frozenset[Row]:
    return frozenset(
        (row.line_id, _hour(row.at), row.speaker, row.kind.value, row.text)
        for row in state.minutes.rows
    )


def _pauses(live: LiveSession | None) -> Row:
    pauses = () if live is None else live.pauses or ()
    consulted = () if live is None else live.consultations or ()
    return (
        *(f"{one.reason} {one.at} {one.back_at} {one.ended_at}" for one in pauses),
        *(f"{' '.join(one.site_ids)} {one.at} {one.ended_at}" for one in consulted),
    )


def _roll(live: LiveSession | None) -> frozenset[Row]:
    roll = RollCall() if live is None or live.roll is None else live.roll
    said = () if live is None else live.announced or ()
    notes = (
        (one.person_id, one.mark, one.reason, *map(str, (one.noted_at, one.came_at, one.left_at)))
        for one in roll.notes
    )
    added = ((one.person_id, one.full_name, one.role, one.site_id) for one in roll.added)
    announced = ((one.what, str(one.at), one.by_site_id, one.by_role) for one in said)
    return frozenset((*notes, *added, *announced))


def _stage(state: SessionViewState) -> str:
    stage = state.papers.stage
    return "" if stage is None else f"{stage.document_id} {stage.page}"


def _hour(at: datetime | str) -> str:
    """The same instant is the same text, whoever wrote it down."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{instant.timestamp():.3f}"
