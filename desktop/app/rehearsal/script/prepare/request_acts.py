"""Acts of casework: a group is taken in, a request is taken and decided."""

from collections.abc import Mapping

from desktop.app.rehearsal.script import group_intake
from desktop.app.rehearsal.script.prepare.preparation import Preparation, type_in
from desktop.app.rehearsal.script.site import Site
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import Decision
from desktop.domain.ids import RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.requests.request_forms import DecisionField, RequestField
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
    case_id = preparation.request_id or ""
    commune.do(lambda desk: group_intake.take_in(desk, case_id))
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
    preparation.lines.cut()
    taken = _take(preparation, _REQUEST)
    preparation.lines.mend()
    if taken:
        preparation.request_id = arrived(preparation, _REQUEST, figure="request_seen_ms")


def decide(preparation: Preparation) -> None:
    """Headquarters decides "online"; the commune is told."""
    if preparation.request_id is None:
        preparation.fault(preparation.headquarters, "has no request to decide")
    else:
        decide_online(preparation, preparation.request_id)


def take_and_decide(
    preparation: Preparation, texts: Mapping[RequestField, str]
) -> RequestId | None:
    """One more request comes from the commune and is decided; None: it did not come."""
    taken = _take(preparation, texts)
    request_id = arrived(preparation, texts) if taken else None
    if request_id is not None:
        decide_online(preparation, request_id)
    return request_id


def arrived(
    preparation: Preparation, texts: Mapping[RequestField, str], *, figure: str = ""
) -> RequestId | None:
    """The request of the commune that has come to headquarters, None: it did not come."""
    hq, content = preparation.headquarters, texts[RequestField.CONTENT]
    preparation.expect(
        hq, lambda: bool(_waiting(hq, content)), "the request of the commune", figure=figure
    )
    return next(iter(_waiting(hq, content)), None)


def decide_online(preparation: Preparation, request_id: RequestId) -> None:
    """Headquarters decides "online"; the commune is told."""
    commune, hq = preparation.commune, preparation.headquarters
    hq.do(lambda desk: desk.navigate(Screen.REQUESTS))
    hq.do(lambda desk: desk.requests.select(request_id))
    type_in(hq, lambda desk: desk.requests.edit_decision, _DECISION.items())
    hq.do(lambda desk: desk.requests.decide())

    def is_told() -> bool:
        done = commune.read(lambda desk: desk.requests.state().deciding.decided)
        decisions = {one.id: one.decision for one in done or ()}
        return decisions.get(request_id) is Decision.ONLINE

    preparation.expect(commune, is_told, "the decision", figure="decision_seen_ms")


def _take(preparation: Preparation, texts: Mapping[RequestField, str]) -> bool:
    """The commune takes a request; whether it is kept there, whatever the line does."""
    commune = preparation.commune
    commune.do(lambda desk: desk.navigate(Screen.REQUESTS))
    known = set(_own(commune))
    type_in(commune, lambda desk: desk.requests.edit_request, texts.items())
    commune.do(lambda desk: desk.requests.take())
    is_kept = preparation.wait(lambda: set(_own(commune)) > known) is not None
    if not is_kept:
        preparation.fault(commune, f"keeps no request; its form says {_request_words(commune)}")
    return is_kept


def _own(site: Site) -> tuple[RequestId, ...]:
    return tuple(one.request.id for one in site.room.desk.requests.requests())


def _waiting(site: Site, content: str) -> tuple[RequestId, ...]:
    rows = site.read(lambda desk: desk.requests.state().deciding.rows)
    return tuple(one.id for one in rows or () if one.content == content)


def _request_words(site: Site) -> str:
    state = site.read(lambda desk: desk.requests.state())
    if state is None or state.taking is None:
        return "nothing"
    return f"{state.message and state.message.code} {state.taking.form.faults}"
