"""What a flagged case lacks before it is scheduled, and dossiers that the administration enters."""

from collections.abc import Collection, Iterable, Iterator

from desktop.cityserver.exchange.page_numbers import number_paper
from desktop.cityserver.reception.plan_faults import plan_fault
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.records.reception import SessionBody
from desktop.contract.scheduling import PlanFaultOut
from desktop.domain.access.kinds import DOSSIER_SITE_FIELD
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.matter.flags import Lacking, SiteLack, lacks_before_scheduling
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.session import SessionPlan
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import CASE_PAPER, SESSION

_FAULTS = {
    Lacking.DOSSIER: PlanFault.NO_DOSSIER,
    Lacking.PARTICIPANTS: PlanFault.NO_PARTICIPANTS,
}


def lacking_faults(
    writer: RecordWriter,
    plan: SessionPlan,
    cases: Iterable[tuple[str, Iterable[CaseFlag]]],
    *,
    entering: Iterable[CasePaper] = (),
) -> Iterator[PlanFaultOut]:
    """What the sites of a plan still owe (circular part 1b), each thing once.

    cases: ids and flags of what the session receives. entering: what is entered with it.
    """
    coming = tuple(entering)
    there = {person.site_id for person in plan.participants}
    found = dict[SiteLack, None]()
    for case_id, flags in cases:
        entered = (one.site_id for one in coming if one.case_id == case_id)
        found |= dict.fromkeys(
            lacks_before_scheduling(
                flags,
                plan.site_ids,
                with_dossier=(*sites_with_dossier(writer, case_id), *entered),
                with_participants=there,
            )
        )
    yield from (plan_fault(_FAULTS[one.what], one.site_id) for one in found)


def lacks_of_session(
    writer: RecordWriter, session_id: str, body: SessionBody
) -> tuple[PlanFaultOut, ...]:
    """The same of a session that is planned: what was there once may be there no more."""
    plan = SESSION.codec.of_body(body, id=SessionId(session_id))
    found = ((one, writer.find(EntityKind.CASE, one)) for one in plan.case_ids)
    flags = (
        (case_id, map(CaseFlag, row.body["flags"])) for case_id, row in found if row is not None
    )
    return tuple(lacking_faults(writer, plan, flags))


def sites_with_dossier(writer: RecordWriter, case_id: str) -> Collection[SiteId]:
    """Sites of which at least one entry is in the index of the case."""
    papers = writer.of_case(EntityKind.CASE_PAPER, case_id).values()
    return frozenset(SiteId(one[DOSSIER_SITE_FIELD]) for one in papers)


def enter_dossiers(database: Database, papers: Iterable[CasePaper]) -> None:
    """As `enter_papers`, by the administration, in a transaction of its own."""
    with database.write() as session:
        entered = tuple(enter_papers(RecordWriter(session), papers))
        note_command(session, Action.PUT_RECORD, *entered)


def enter_papers(writer: RecordWriter, papers: Iterable[CasePaper]) -> Iterator[tuple[str, str]]:
    """Entries without bytes, with their numbers; those that are there stay. Yields what is new."""
    for paper in papers:
        if writer.find(EntityKind.CASE_PAPER, paper.id) is None:
            body = CASE_PAPER.codec.write(paper)
            writer.save(Record(kind=EntityKind.CASE_PAPER, entity_id=paper.id, body=body))
            number_paper(writer, paper.id, body)
            yield EntityKind.CASE_PAPER, paper.id
