"""Acts of the people who represent a group: refused and mended, then named at every site."""

from collections.abc import Callable
from dataclasses import replace

from desktop.app.rehearsal.script import group_intake
from desktop.app.rehearsal.script.prepare.preparation import Preparation
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import MemberId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.shell.shell_state import Screen


def mend_refused(preparation: Preparation) -> None:
    """The city refuses somebody who is no member as a representative; it is opened again whole.

    The desk is asked past its screen, which offers members alone.
    """
    commune = preparation.commune
    kept = next(iter(group_intake.known(commune)), None)
    group = None if kept is None else kept.intake.group
    if kept is None or group is None:
        preparation.fault(commune, "has no group to send past its screen")
        return
    strange = replace(group, representatives=(group.representatives[0], MemberId("nobody")))
    commune.room.desk.intakes.keep(replace(kept.intake, group=strange))
    preparation.expect(commune, _is_refused(commune), "a refusal of who is no member")
    visit_id = kept.intake.visit.id
    commune.do(lambda desk: desk.navigate(Screen.INTAKE))
    commune.do(lambda desk: desk.intake.open(visit_id))
    shown = commune.read(lambda desk: desk.intake.state().persons.names)
    if shown != group_intake.NAMES:
        preparation.fault(commune, f"opens it again with {shown}")
        return
    commune.do(group_intake.mend)
    preparation.expect(
        commune,
        lambda: not group_intake.faults(commune, RecordStorage.CITY),
        "the mended intake at the city",
        figure="mended_ms",
    )
    for what in group_intake.faults(commune, RecordStorage.CITY):
        preparation.fault(commune, f"{what}: {commune.read(group_intake.said)}")


def find_everywhere(preparation: Preparation) -> None:
    """Every site knows from the case who represents the group: its minutes name them."""
    for site in preparation.sites.values():
        preparation.expect(
            site, _names_both(preparation, site), "both representatives", figure="people_seen_ms"
        )


def _is_refused(site: Site) -> Callable[[], bool]:
    return lambda: any(one.storage is RecordStorage.REFUSED for one in group_intake.known(site))


def _names_both(preparation: Preparation, site: Site) -> Callable[[], bool]:
    def names_both() -> bool:
        cases = {str(one.id): one for one in site.room.desk.cases.cases()}
        case = cases.get(str(preparation.request_id))
        people = () if case is None else case.citizens
        told = tuple(one.id_number for one in people if one.is_representative)
        return told == group_intake.NUMBERS

    return names_both
