"""Acts of casework: a group is taken in, a request is taken and decided."""

from desktop.app.rehearsal.script.prepare import group_intake
from desktop.app.rehearsal.script.prepare.preparation import Preparation, type_in
from desktop.app.rehearsal.script.site import Site
from desktop.domain.casework.case import PetitionType
from desktop.domain.casework.reception_request import Decision
from desktop.domain.ids import RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.request_forms import DecisionField, RequestField
from desktop.presenters.form.spec import YES
from desktop.presenters.shell.shell_state import Screen

_REQUEST = {
    RequestField.FULL_NAME: "Nguyễn Thị Mẫu",
    RequestField.ID_NUMBER: "031165000123",
    RequestField.ADDRESS: "Tổ 1, xã An Lão",
    RequestField.GROUP_SIZE: "7",
    RequestField.CONTENT: "Gặp Chủ tịch UBND thành phố về bồi thường đất",
    RequestField.PETITION_TYPE: PetitionType.COMPLAINT,
    RequestField.WANTS_ONLINE: YES,
}
_DECISION = {DecisionField.DECISION: Decision.ONLINE, DecisionField.ONLINE_GROUND: "1"}


def take_in(preparation: Preparation) -> None:
    """The group comes to the commune while the line is cut; later the city has it, nobody else."""
    commune = preparation.commune
    preparation.lines.cut()
    commune.do(group_intake.take_in)
    if preparation.wait(lambda: group_intake.is_told(commune)) is None:
        preparation.fault(commune, f"keeps no intake: {commune.read(group_intake.said)}")
        return
    for what in group_intake.faults(commune, RecordStorage.HERE):
        preparation.fault(commune, f"without the line {what}")
    preparation.lines.mend()
    preparation.expect(
        commune,
        lambda: not group_intake.faults(commune, RecordStorage.CITY),
        "an intake that the city has",
        figure="intake_sent_ms",
    )
    for what in group_intake.faults(commune, RecordStorage.CITY):
        preparation.fault(commune, what)
    for site in preparation.sites.values():
        if site is not commune and group_intake.is_told(site):
            preparation.fault(site, "is told of an intake of another unit")


def take_request(preparation: Preparation) -> None:
    """A request of a group of seven is taken without the network, and comes to the city later."""
    commune, hq = preparation.commune, preparation.headquarters
    preparation.lines.cut()
    commune.do(lambda desk: desk.navigate(Screen.REQUESTS))
    type_in(commune, lambda desk: desk.requests.edit_request, _REQUEST.items())
    commune.do(lambda desk: desk.requests.take())

    def is_kept() -> bool:
        taking = commune.read(lambda desk: desk.requests.state().taking)
        return taking is not None and taking.unsent > 0

    preparation.expect(commune, is_kept, "a request that is kept without the city")
    if not is_kept():
        preparation.fault(commune, f"its form says {_request_words(commune)}")
    preparation.lines.mend()
    preparation.expect(
        hq, lambda: bool(_waiting(hq)), "the request of the commune", figure="request_seen_ms"
    )
    preparation.request_id = next(iter(_waiting(hq)), None)


def decide(preparation: Preparation) -> None:
    """Headquarters decides "online"; the commune is told."""
    commune, hq, request_id = (
        preparation.commune,
        preparation.headquarters,
        preparation.request_id,
    )
    if request_id is None:
        preparation.fault(hq, "has no request to decide")
        return
    hq.do(lambda desk: desk.navigate(Screen.REQUESTS))
    hq.do(lambda desk: desk.requests.select(request_id))
    type_in(hq, lambda desk: desk.requests.edit_decision, _DECISION.items())
    hq.do(lambda desk: desk.requests.decide())

    def is_told() -> bool:
        done = commune.read(lambda desk: desk.requests.state().deciding.decided)
        decisions = {one.id: one.decision for one in done or ()}
        return decisions.get(request_id) is Decision.ONLINE

    preparation.expect(commune, is_told, "the decision", figure="decision_seen_ms")


def _waiting(site: Site) -> tuple[RequestId, ...]:
    rows = site.read(lambda desk: desk.requests.state().deciding.rows)
    return tuple(one.id for one in rows or () if one.content == _REQUEST[RequestField.CONTENT])


def _request_words(site: Site) -> str:
    state = site.read(lambda desk: desk.requests.state())
    if state is None or state.taking is None:
        return "nothing"
    return f"{state.message and state.message.code} {state.taking.form.faults}"
